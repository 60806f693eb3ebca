"""Words of the parts on safety."""

from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import moment_long
from printdesk.services.backups import BackupLine, BackupStatus, missed_text
from printdesk.services.restore_gap import Gap
from printdesk.services.restores import Inspection
from printdesk.services.safety_words import act_name, check_sentence, reason_names
from printdesk.ui.kit import PillSpec
from printdesk.ui.settings.words import count_text
from printdesk.ui.theme import Kind

_FEW = 6


def size_text(size: int) -> str:
    """Bytes in megabytes."""
    text = f"{size / 1_000_000:.1f} MB" if size >= 100_000 else "< 0.1 MB"
    return text if language() == "en" else text.replace(".", ",")


def state_pill(line: BackupLine) -> PillSpec:
    """How a backup stands."""
    if line.state == "good" and not line.here:
        return PillSpec(Kind.FAILED, _("file is gone"))
    return {
        "good": PillSpec(Kind.DONE, _("checked")),
        "failed": PillSpec(Kind.FAILED, _("failed")),
    }.get(line.state, PillSpec(Kind.WAITING, _("under way")))


def reason_text(reason: str) -> str:
    """Why a backup was made."""
    return reason_names(active()).get(reason, reason)


def status_words(status: BackupStatus) -> tuple[Kind, str, str]:
    """How the office stands with backups: sign, sentence, details."""
    folder = _("Folder: {folder}").format(folder=status.folder)
    missed = missed_text(status)
    if missed:
        why = _("The last try failed: {note}").format(note=status.failed.note) if status.failed else ""
        return Kind.FAILED, missed, "\n".join(filter(None, (why, folder)))
    if status.last_good is None:
        text = _("The demo office makes no backups by itself.") if status.demo else _("No backup was made yet.")
        return Kind.WAITING, text, folder
    good = _("Last good backup: {moment}").format(moment=moment_long(status.last_good.at, language()))
    if status.failed is not None:
        return Kind.FAILED, good, _("A later one failed: {note}").format(note=status.failed.note)
    return Kind.DONE, good, folder


def inspection_words(found: Inspection) -> str:
    """What the checks of a backup said, line by line."""
    lines = [check_sentence(check) for check in found.checks] if found.ok else list(found.problems)
    if found.manifest is None:
        lines.append(_("No manifest lies beside it: only its contents could be checked."))
    return "\n".join(lines)


def gap_words(lost: Gap) -> str:
    """What a restore would lose."""
    if not lost.known:
        return _("What would be lost is not known.")
    if not lost.lost:
        return _("Nothing is lost: the backup holds everything.")
    lines = [
        _("{count} entries of the ledger are not in this backup and would have to be done again:").format(
            count=count_text(lost.lost)
        )
    ]
    acts = [(act_name(act, active()), count) for act, count in lost.counts]
    lines += [f"  {count_text(count)} × {name}" for name, count in acts[:_FEW]]
    if len(acts) > _FEW:
        lines.append(_("  and {count} kinds more").format(count=len(acts) - _FEW))
    if not lost.same_chain:
        lines.append(_("This backup is not from the present ledger: it may be another office's."))
    return "\n".join(lines)
