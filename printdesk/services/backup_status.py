"""How an office stands with its backups: which there are, the last good one, and since when one is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain import backup_rules
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium
from printdesk.models.safety import BackupRun
from printdesk.models.tables import LedgerEntry
from printdesk.services.backup_files import read_manifest
from printdesk.services.office import demo_start, names
from printdesk.services.work import View

RUNNING, GOOD, FAILED = "running", "good", "failed"


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup in a list; moments in the office's zone.

    Attributes:
        reason: one of `REASONS`. state: "running", "good" or "failed".
        at: when it was begun, which is the state that it holds.
        file: with its folder. here: whether the file lies there, as this computer sees it.
        note: why it failed, or "".
    """

    id: int
    reason: str
    state: str
    at: datetime
    by: str
    desk: str
    file: str
    here: bool
    size: int
    sha256: str
    entries: int
    head: str
    note: str


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """How the office stands with backups.

    Attributes:
        last_good: the newest good one that is still there, or None.
        failed: the last try, where it failed and none was good since.
        missed_since: since when there is none, where that is too long; else None.
        folder: where this desk puts them. demo: the demo office makes none by itself.
    """

    last_good: BackupLine | None
    failed: BackupLine | None
    running: BackupLine | None
    missed_since: datetime | None
    folder: Path
    demo: bool


def backup_status(view: View, folder: Path) -> BackupStatus:
    """How the office stands with backups."""
    last = failed = running = None
    known = names(view.session)
    for row in _rows(view.session, 200):  # the newest first: files are looked at only until a good one is found
        if row.state == RUNNING:
            running = backup_line(view, row, known)
        elif row.state == FAILED:
            failed = failed or backup_line(view, row, known)
        elif _is_here(row):
            last = backup_line(view, row, known)
            break
    demo = demo_start(view.session) is not None
    missed = None
    if not demo:
        begun = view.session.scalar(select(LedgerEntry.at).order_by(LedgerEntry.seq).limit(1))
        missed = backup_rules.missed_since(view.settings.backup, view.now, last.at if last else None, begun)
    since = missed.astimezone(view.office.zone) if missed is not None else None
    return BackupStatus(last, failed, running, since, folder, demo)


def missed_text(status: BackupStatus) -> str:
    """That a backup is missing, as a sentence; "" while all is well."""
    if status.missed_since is None:
        return ""
    moment = moment_medium(status.missed_since, language())
    if status.last_good is None:
        return _("No backup was ever made; the office began {moment}.").format(moment=moment)
    return _("No good backup since {moment}.").format(moment=moment)


def status_text(status: BackupStatus) -> str:
    """How the office stands in a few words, for the foot of the window; "" where there is nothing to say."""
    missed = missed_text(status)
    if missed or status.last_good is None:
        return missed
    return _("Last good backup: {moment}").format(moment=moment_medium(status.last_good.at, language()))


def _rows(session: Session, limit: int) -> Iterable[BackupRun]:
    return session.scalars(
        select(BackupRun)
        .where(BackupRun.dropped_at.is_(None))
        .order_by(BackupRun.started_at.desc(), BackupRun.id.desc())
        .limit(limit)
    ).all()


def backup_lines(view: View, limit: int) -> tuple[BackupLine, ...]:
    """The last ones, the newest first; those that made room are left out."""
    known = names(view.session)
    return tuple(backup_line(view, row, known) for row in _rows(view.session, limit))


def backup_line(view: View, row: BackupRun, known: dict[str, str] | None = None) -> BackupLine:
    """One backup in a list; `known` are the names of people, where they were read already."""
    people = known if known is not None else names(view.session)
    return BackupLine(
        row.id, row.reason, row.state, row.started_at.astimezone(view.office.zone),
        people.get(row.started_by, row.started_by), row.desk, row.file, _is_here(row), row.size, row.sha256,
        row.entries, row.head, row.note,
    )  # fmt: skip


def _is_here(row: BackupRun) -> bool:
    """Whether the file is there; a folder that this computer does not have belongs to another desk."""
    if not row.file:
        return False
    path = Path(row.file)
    if not path.parent.is_dir():
        return True
    found = read_manifest(path)
    return path.is_file() and found is not None and found.sha256 == row.sha256
