"""Spoiled booklets and quarantine: lists, minutes, destruction by two people."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, names
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import moment_short

if TYPE_CHECKING:
    from printdesk.services.minutes import MinutesView


def add_below(below: Commands) -> None:
    """`spoiled`, `destroy`, `minutes`, `quarantine`, `release` below `stock`."""
    spoiled = below.add(
        "spoiled", _("spoiled booklets that were not destroyed yet; with --minutes their numbered minutes are made"),
        run_spoiled, acts=lambda options: options.minutes,
        examples=("stock spoiled", "stock spoiled --minutes --second dwi -o minutes.pdf"),
    )  # fmt: skip
    spoiled.add_argument(
        "--minutes", action="store_true", help=_("make minutes of those on none yet, or of those named")
    )
    spoiled.add_argument("--serials", type=names, default=(), metavar=_("A,B"), help=_("these serials only"))
    _people(spoiled, required=False)
    _paper(spoiled)
    destroy = below.add(
        "destroy", _("two people have destroyed spoiled booklets; this cannot be undone"), run_destroy,
        examples=("stock destroy --scanned B4470017,B4470021 --second dwi -o destruction.pdf",),
    )  # fmt: skip
    destroy.add_argument("--scanned", type=names, default=(), metavar=_("A,B"), help=_("serials that were scanned"))
    destroy.add_argument(
        "--ticked", type=names, default=(), metavar=_("A,B"), help=_("serials that were read and ticked one by one")
    )
    _people(destroy, required=True)
    _paper(destroy)
    minutes = below.add(
        "minutes", _("minutes that were made; with a number, one of them again as a copy"), run_minutes,
        acts=lambda options: options.output is not None,
        examples=("stock minutes", "stock minutes BM-2024-000001 -o copy.pdf"),
    )  # fmt: skip
    minutes.add_argument("number", nargs="?", default="", metavar=_("NUMBER"))
    _paper(minutes)
    _add_quarantine(below)


def _add_quarantine(below: Commands) -> None:
    quarantine = below.add(
        "quarantine", _("what is in quarantine; with a range it is set aside with its reason"), run_quarantine,
        acts=lambda options: bool(options.first),
        examples=("stock quarantine", "stock quarantine --first B4470101 --last B4470200 --reason …"),
    )  # fmt: skip
    quarantine.add_argument("--first", default="", metavar=_("SERIAL"))
    quarantine.add_argument("--last", default="", metavar=_("SERIAL"), help=_("by default only the first"))
    quarantine.add_argument("--reason", default="", metavar=_("TEXT"))
    quarantine.add_argument(
        "--with-printed", action="store_true", help=_("also printed booklets that are still in the house")
    )
    release = below.add(
        "release", _("two people release booklets from quarantine"), run_release,
        examples=("stock release B4470101,B4470102 --to safe --second dwi",),
    )  # fmt: skip
    release.add_argument("serials", type=names, metavar=_("A,B"), help=_("serials, between commas"))
    release.add_argument("--to", required=True, choices=("safe", "back", "spoiled"))
    release.add_argument("--note", default="", metavar=_("TEXT"))
    _people(release, required=True, witness=False)


def _people(parser: argparse.ArgumentParser, *, required: bool, witness: bool = True) -> None:
    parser.add_argument(
        "--second", required=required, default="", metavar=_("NAME"), help=_("login of the second person")
    )
    if witness:
        parser.add_argument("--witness", default="", metavar=_("NAME"), help=_("name of anybody else who saw it"))


def _paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar=_("FILE"), type=Path, help=_("write the paper into this PDF"))


def run_spoiled(options: argparse.Namespace) -> Result:
    """The spoiled booklets, or the minutes of them."""
    _check_output(options)
    with office(options) as call:
        rows = call.services.destruction.spoiled()
        if options.minutes:
            serials = options.serials or [row.serial for row in rows if not row.minutes]
            number = call.services.destruction.make_minutes(
                call.actor, serials, call.operation(), options.second, options.witness
            )
            return written(call, number)
    shown = [row for row in rows if not options.serials or row.serial in options.serials]
    document = {
        "spoiled": [
            {"serial": row.serial, "service": row.service, "reason": row.reason, "family": row.family or None,
             "at": iso(row.spoiled_at), "by": row.spoiled_by, "operator": row.operator or None,
             "number": row.application_number or None, "attempt": row.attempt or None, "minutes": row.minutes or None}
            for row in shown
        ]
    }  # fmt: skip
    headings = (_("Serial"), _("Reason"), _("When"), _("By"), _("Application"), _("Minutes"))
    cells = [
        (row.serial, row.reason, moment_short(row.spoiled_at, language()), row.spoiled_by, row.application_number,
         row.minutes)
        for row in shown
    ]  # fmt: skip
    return Result(document, table(headings, cells) if shown else _("No spoiled booklet waits for its destruction."))


def run_destroy(options: argparse.Namespace) -> Result:
    """Destroy."""
    _check_output(options)
    proofs = {**dict.fromkeys(options.ticked, "tick"), **dict.fromkeys(options.scanned, "scan")}
    with office(options) as call:
        number = call.services.destruction.destroy(
            call.actor, proofs, options.second, call.operation(), options.witness
        )
        return written(call, number)


def run_minutes(options: argparse.Namespace) -> Result:
    """The list, or a copy."""
    _check_output(options)
    with office(options) as call:
        if options.number and options.output is not None:
            return written(call, options.number)
        rows = call.services.minutes.all()
    wanted = options.number.strip().upper()
    shown = [row for row in rows if wanted in ("", row.number)]
    headings = (_("Number"), _("When"), _("Booklets"), _("From"), _("To"), _("People"))
    cells = [
        (row.number, moment_short(row.at, language()), row.count, row.first, row.last,
         ", ".join(part for part in (row.made_by, row.second, row.witness) if part))
        for row in shown
    ]  # fmt: skip
    text = table(headings, cells, right=(2,)) if shown else _("No minutes were made yet.")
    return Result({"minutes": [minutes_document(row) for row in shown]}, text)


def run_quarantine(options: argparse.Namespace) -> Result:
    """What is set aside, or set aside a range."""
    with office(options) as call:
        if options.first:
            serials = call.services.quarantine.set_aside(
                call.actor, options.first, options.last or options.first, options.reason, call.operation(),
                with_printed=options.with_printed,
            )  # fmt: skip
            call.keep_plan("quarantine")
            text = plural("{count} booklet is in quarantine now.", "{count} booklets are in quarantine now.",
                          len(serials))  # fmt: skip
            return Result({"count": len(serials), "serials": list(serials)}, text.format(count=len(serials)))
        rows = call.services.quarantine.rows()
    document = {
        "quarantine": [
            {"serial": row.serial, "service": row.service, "reason": row.reason, "since": iso(row.since),
             "by": row.by, "state_before": row.state_before, "printed": row.printed}
            for row in rows
        ]
    }  # fmt: skip
    cells = [(row.serial, moment_short(row.since, language()), row.by, row.reason) for row in rows]
    headings = (_("Serial"), _("Since"), _("By"), _("Reason"))
    return Result(document, table(headings, cells) if rows else _("Nothing is in quarantine."))


def run_release(options: argparse.Namespace) -> Result:
    """Release from quarantine."""
    with office(options) as call:
        count = call.services.quarantine.release(
            call.actor, options.serials, options.to, options.second, call.operation(), options.note
        )
        call.keep_plan("release_quarantine")
    text = plural("{count} booklet was released.", "{count} booklets were released.", count)
    return Result({"count": count, "to": options.to}, text.format(count=count))


def written(call: Call, number: str) -> Result:
    """Minutes with their paper, where a file was named for it."""
    from printdesk.files import write_atomically

    row = next(one for one in call.services.minutes.all() if one.number == number.strip().upper())
    document, text = minutes_document(row), _("Minutes {number}.").format(number=row.number)
    if call.options.output is not None:
        paper = call.services.minutes.paper(call.actor, row.number, reader(), call.operation())
        write_atomically(call.options.output, paper.content)
        document |= {"file": str(call.options.output), "pages": paper.pages, "copies": row.copies + 1}
        text = _("Minutes {number}: {file}").format(number=row.number, file=call.options.output)
    return Result(document, text)


def minutes_document(row: "MinutesView") -> dict[str, Any]:
    """Minutes for `--json`."""
    return {
        "minutes": row.number,
        "kind": row.kind,
        "at": iso(row.at),
        "count": row.count,
        "first": row.first,
        "last": row.last,
        "made_by": row.made_by,
        "second": row.second or None,
        "witness": row.witness or None,
        "copies": row.copies,
    }


def _check_output(options: argparse.Namespace) -> None:
    """A file that cannot be written is refused before anything is numbered."""
    from printdesk.files import require_folder

    if options.output is not None:
        require_folder(options.output)
