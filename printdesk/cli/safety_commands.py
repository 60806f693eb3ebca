"""Backups, restores, checks of the whole database, and personal data past their time."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, reads
from printdesk.cli.call import database_url, desk_of, office, reader, user_of
from printdesk.cli.result import DONE, REFUSED, Result, iso, table
from printdesk.errors import DeskError
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import moment_medium, number

if TYPE_CHECKING:
    from datetime import datetime

    from printdesk.services.backups import BackupLine
    from printdesk.services.integrity import Integrity
    from printdesk.services.restore_gap import Gap
    from printdesk.services.restores import Inspection, Restored

_NONE = "–"


def add(commands: Commands) -> None:
    """`backup`, `backups`, `restore`, `restored`, `verify`."""
    _add_backups(commands)
    _add_restores(commands)
    verify = commands.add(
        "verify", _("check the database: its file, the chained ledger, the blanks, the numbers of papers"),
        run_verify,
        acts=lambda options: options.output is not None,
        examples=("verify", "verify --head bf4d91b3 859f2517 …", "verify -o report.pdf"),
    )  # fmt: skip
    verify.add_argument(
        "--head", metavar="HASH", nargs="+", help=_("a head printed earlier, which must still stand in the chain")
    )
    _output(verify, _("make a numbered report, as PDF"))


def _add_backups(commands: Commands) -> None:
    backup = commands.add(
        "backup", _("copy the office while it works, and check the copy"), run_backup,
        examples=("backup", "backup /media/disk/office.db", "backup --if-due"),
    )  # fmt: skip
    backup.add_argument(
        "file", metavar=_("FILE"), type=Path, nargs="?",
        help=_("a new file, outside of the rotation; by default one more in the office's folder of backups"),
    )  # fmt: skip
    backup.add_argument(
        "--if-due",
        action="store_true",
        help=_("only when the settings say that it is time; for a timer of the system"),
    )
    commands.add(
        "backups", _("the backups that are kept, and since when there is a good one"), run_backups, acts=reads
    )


def _add_restores(commands: Commands) -> None:
    restore = commands.add(
        "restore", _("put a backup in the database's place; the present one is kept aside"), run_restore,
        acts=lambda options: not options.check,
        examples=("restore backups/office-20240626-160500-closing.db --check",
                  "restore backups/office-20240626-160500-closing.db --second siti.nurjanah"),
    )  # fmt: skip
    restore.add_argument("file", metavar=_("FILE"), type=Path)
    restore.add_argument("--check", action="store_true", help=_("only say what it is and what would be lost"))
    restore.add_argument("--second", metavar=_("NAME"), default="", help=_("login of the person who stands by"))
    restored = commands.add(
        "restored", _("restores of this database, and what was lost by one"), run_restored,
        acts=lambda options: options.output is not None,
        examples=("restored", "restored PM-2024-000001 -o gap.pdf", "restored PM-2024-000001 --json"),
    )  # fmt: skip
    restored.add_argument("number", metavar=_("NUMBER"), nargs="?", help=_("number of the report"))
    _output(restored, _("the report as PDF"))


def _output(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("-o", "--output", metavar=_("FILE"), type=Path, help=words)


def run_backup(options: argparse.Namespace) -> Result:
    """Make a backup."""
    with office(options) as call:
        backups = call.services.backups
        reason = backups.due() if options.if_due else "hand"
        if not reason:
            return Result({"made": False}, _("No backup is due."))
        line = backups.make(call.actor, reason, call.operation(), target=options.file, watch=_progress(options))
    document = {"made": True, "ok": True, **_backup(line)}
    text = _("Backup made and checked: {file} ({size} MB, {entries} entries, head {head}).").format(
        file=line.file, size=_megabytes(line.size), entries=number(line.entries, language()), head=line.head[:12]
    )
    return Result(document, text)


def run_backups(options: argparse.Namespace) -> Result:
    """The backups that are kept."""
    from printdesk.services.backups import missed_text
    from printdesk.services.safety_words import reason_names

    with office(options) as call:
        status, lines = call.services.backups.status(), call.services.backups.runs()
    document = {
        "folder": str(status.folder),
        "last_good": iso(status.last_good.at) if status.last_good else None,
        "missed_since": iso(status.missed_since),
        "backups": [_backup(line) for line in lines],
    }
    reasons, states = reason_names(reader()), _states()
    rows = [
        (moment_medium(line.at, language()), states[line.state], reasons.get(line.reason, line.reason),
         _megabytes(line.size) if line.size else "", line.note or line.file)
        for line in lines
    ]  # fmt: skip
    head = missed_text(status) or _("Folder: {folder}").format(folder=status.folder)
    if not rows:
        return Result(document, f"{head}\n" + _("No backup was made yet."))
    return Result(
        document, f"{head}\n\n" + table((_("When"), _("State"), _("Reason"), _("MB"), _("File")), rows, (3,))
    )


def _states() -> dict[str, str]:
    return {"good": _("good"), "failed": _("FAILED"), "running": _("under way")}


def _backup(line: "BackupLine") -> dict[str, Any]:
    return {
        "at": iso(line.at), "state": line.state, "reason": line.reason, "by": line.by, "desk": line.desk,
        "file": line.file or None, "there": line.here, "size": line.size, "sha256": line.sha256 or None,
        "entries": line.entries, "head": line.head or None, "note": line.note or None,
    }  # fmt: skip


def run_restore(options: argparse.Namespace) -> Result:
    """Restore a backup, or say what it is."""
    from printdesk.services.restores import inspect

    if options.check:
        found = inspect(options.file, _progress(options))
        lost = _preview(options) if found.ok else None
        return Result(
            _inspection(found, lost), "\n".join(_inspection_lines(found, lost)), DONE if found.ok else REFUSED
        )
    done = _restored(options)
    document = {
        "number": done.number, "taken_at": iso(done.taken_at), "aside": done.aside or None,
        "known": done.gap.known, "lost": done.gap.lost if done.gap.known else None,
        "erased_again": done.erased_again,
    }  # fmt: skip
    lines = [
        _("Restored; the gap report is {number}.").format(number=done.number),
        _("The database of before is kept as {file}.").format(file=done.aside) if done.aside else "",
        _lost_line(done.gap, done.taken_at),
        _("“printdesk restored {number} -o FILE” prints what has to be done again.").format(number=done.number),
    ]
    return Result(document, "\n".join(line for line in lines if line))


def _restored(options: argparse.Namespace) -> "Restored":
    """Over the office as it is; where that cannot be opened any more, over its file."""
    from printdesk.services.restores import restore_over
    from printdesk.services.setting_up import opens
    from printdesk.services.work import Actor

    watch = _progress(options)
    if opens(database_url(options)):
        with office(options) as call:
            return call.services.restores.restore(call.actor, options.file, options.second, call.operation(), watch)
    actor = Actor(user_of(options), desk_of(options))
    return restore_over(database_url(options), actor, options.file, options.second, options.operation_id, watch)


def _preview(options: argparse.Namespace) -> "Gap | None":
    try:
        with office(options) as call:
            return call.services.restores.preview(options.file)
    except DeskError:
        return None


def _inspection(found: "Inspection", lost: "Gap | None") -> dict[str, Any]:
    return {
        "ok": found.ok, "file": str(found.path), "manifest": found.manifest is not None,
        "taken_at": iso(found.taken_at), "schema": found.schema or None, "entries": found.entries,
        "head": found.head or None, "problems": list(found.problems),
        "lost": lost.lost if lost is not None and lost.known else None,
        "same_chain": lost.same_chain if lost is not None and lost.known else None,
    }  # fmt: skip


def _inspection_lines(found: "Inspection", lost: "Gap | None") -> list[str]:
    from printdesk.services.safety_words import check_sentence

    taken = moment_medium(found.taken_at, language()) if found.taken_at else _NONE
    lines = [_("Backup of {moment}, {entries} entries, schema {schema}.").format(
        moment=taken, entries=number(found.entries, language()), schema=found.schema or _NONE
    )]  # fmt: skip
    if found.manifest is None:
        lines.append(_("No manifest lies beside it: only its contents could be checked."))
    lines += [check_sentence(check) for check in found.checks] if found.ok else list(found.problems)
    if not found.ok:
        return [*lines, _("It cannot be restored.")]
    lines.append(_lost_line(lost, found.taken_at) if lost is not None else _("What would be lost is not known."))
    return lines


def _lost_line(lost: "Gap", like: "datetime | None") -> str:
    if not lost.known:
        return _("The database of before could not be read, so what was lost is not known.")
    if not lost.lost:
        return _("Nothing is lost: the backup holds everything.")
    since = moment_medium(lost.since.astimezone(like.tzinfo), language()) if lost.since and like else _NONE
    return plural(
        "{count} entry since {since} is not in the backup.", "{count} entries since {since} are not in the backup.",
        lost.lost,
    ).format(count=number(lost.lost, language()), since=since)  # fmt: skip


def run_restored(options: argparse.Namespace) -> Result:
    """Restores, or one gap report."""
    from printdesk.files import write_atomically

    with office(options) as call:
        reports = call.services.restore_reports
        if options.number is None:
            lines = reports.lines()
        elif options.output is not None:
            document = reports.document(call.actor, options.number.upper(), reader(), call.operation())
            write_atomically(options.output, document.content)
            said = _("Report {number} is in {file}.").format(number=options.number.upper(), file=options.output)
            return Result({"file": str(options.output), "pages": document.pages}, said)
        else:
            values = reports.values(options.number.upper())
            return Result(values, _report_text(values))
    rows = [
        (line.number, moment_medium(line.at, language()), line.by, moment_medium(line.taken_at, language()),
         _NONE if line.lost is None else line.lost)
        for line in lines
    ]  # fmt: skip
    document_of_all = {
        "restores": [
            {"number": line.number, "at": iso(line.at), "by": line.by, "second": line.second, "file": line.file,
             "taken_at": iso(line.taken_at), "aside": line.aside or None, "lost": line.lost}
            for line in lines
        ]
    }  # fmt: skip
    headings = (_("Number"), _("When"), _("Who"), _("Backup of"), _("Entries lost"))
    return Result(document_of_all, table(headings, rows, (4,)) if rows else _("This database was never restored."))


def _report_text(values: dict[str, Any]) -> str:
    from printdesk.services.safety_words import act_name

    rows = [(act_name(act, reader()), count) for act, count in values["counts"]]
    head = _("{number}: {lost} entries are lost.").format(number=values["number"], lost=values["lost"])
    return f"{head}\n\n" + table((_("Act"), _("How many")), rows, (1,)) if rows else head


def run_verify(options: argparse.Namespace) -> Result:
    """Check the database; exit code 1 where it is not sound."""
    from printdesk.files import require_folder, write_atomically

    if options.output is not None:
        require_folder(options.output)
    with office(options) as call:
        integrity, extra = call.services.integrity, {}
        head = " ".join(options.head) if options.head else None
        if options.output is None:
            found = integrity.check(head, _progress(options))
        else:
            made = integrity.make_report(call.actor, call.operation(), head, _progress(options))
            document = integrity.document(call.actor, made, reader(), call.operation())
            write_atomically(options.output, document.content)
            if integrity.last is None:
                raise AssertionError
            found, extra = integrity.last, {"report": made, "file": str(options.output)}
    return Result({**_integrity(found), **extra}, _integrity_text(found), DONE if found.ok else REFUSED)


def _integrity(found: "Integrity") -> dict[str, Any]:
    return {
        "ok": found.ok, "entries": found.entries, "head": found.head, "first_bad": found.first_bad,
        "head_found": found.head_found,
        "checks": [
            {"check": each.code, "ok": each.ok, "counted": each.counted, "found": list(each.found)}
            for each in found.checks
        ],
    }  # fmt: skip


def _integrity_text(found: "Integrity") -> str:
    from printdesk.services.safety_words import check_sentence

    entries = number(found.entries, language())
    if found.first_bad is not None:
        text = _("NOT whole: entry {first} of {entries} does not fit what stands before it.").format(
            first=found.first_bad, entries=entries
        )
    elif found.head_found is False:
        text = _("NOT whole: the head that was asked for is not in the chain of {entries} entries.").format(
            entries=entries
        )
    else:
        text = _("The ledger is whole: {entries} entries, head {head}.").format(entries=entries, head=found.head)
    return "\n".join([text, *(check_sentence(each) for each in found.checks if each.code != "chain")])


def _progress(options: argparse.Namespace) -> Any:
    """A counter on a terminal; nothing elsewhere."""
    if options.json or not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        if total:
            sys.stderr.write(f"\r{number(done, language())} / {number(total, language())} ")
            sys.stderr.write("\n" if done >= total else "")

    return tell


def _megabytes(size: int) -> str:
    text = f"{size / 1_000_000:.1f}" if size >= 100_000 else "< 0.1"
    return text if language() == "en" else text.replace(".", ",")
