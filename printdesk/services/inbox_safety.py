"""Findings about the safety of the data: a backup that is missing, or that failed."""

from collections.abc import Iterator
from pathlib import Path

from printdesk.i18n.dates import moment_medium
from printdesk.services.backup_status import backup_status
from printdesk.services.inbox_finding import Finding, Looking


def backup_missed(look: Looking) -> Iterator[Finding]:
    """There is no good backup for too long, or the last try failed."""
    _, view = look.reader, look.view
    status = backup_status(view, Path())
    if status.missed_since is not None:
        moment = moment_medium(status.missed_since, _.lang)
        if status.last_good is None:
            text = _("No backup was ever made; the office began {moment}.").format(moment=moment)
        else:
            text = _("No good backup since {moment}.").format(moment=moment)
        if status.failed is not None:
            text = f"{text} {status.failed.note}"
        yield Finding(
            "backup_missed", status.missed_since.isoformat(timespec="seconds"), status.missed_since, text,
            _("Make one under Settings, Backups and checks; ask why none was made by itself."), urgent=True,
            room="settings", view="safety",
        )  # fmt: skip
    elif status.failed is not None and not status.demo:
        moment = moment_medium(status.failed.at, _.lang)
        text = _("The backup of {moment} failed: {note}").format(moment=moment, note=status.failed.note)
        yield Finding(
            "backup_failed", str(status.failed.id), status.failed.at, text,
            _("Make another one under Settings, Backups and checks."), room="settings", view="safety",
        )  # fmt: skip
