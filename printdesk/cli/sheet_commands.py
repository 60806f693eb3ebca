"""Batch sheets from the command line: make the paper, enter what came back, close it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, count
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, plural

if TYPE_CHECKING:
    from printdesk.services.batch_views import SheetView


def add(commands: Commands) -> None:
    """`batch-sheet` with `make`, `list`, `show`, `enter`, `close`."""
    parser = commands.add(
        "batch-sheet", _("paper for a machine: make it, enter what came back, close it"), _nothing,
        examples=(
            "batch-sheet make --station R2 --count 20 -o sheet.pdf",
            "batch-sheet enter LB-2024-000001 --row 3 --serial B4471203 --printed",
            "batch-sheet close LB-2024-000001",
        ),
    )  # fmt: skip
    below = commands.below(parser)
    make = below.add("make", _("hand the next out on a numbered sheet"), run_make)
    make.add_argument("--station", required=True, metavar="S", help=_("code of the station"))
    make.add_argument("--count", metavar="N", type=count, default=20, help=_("how many rows; by default 20"))
    make.add_argument("-o", "--output", metavar=_("FILE"), required=True, type=Path, help=_("the PDF"))
    below.add("list", _("the sheets that are open"), run_list, acts=lambda _options: False)
    shown = below.add("show", _("a sheet with its exceptions; -o makes another copy"), run_show,
                      acts=lambda options: options.output is not None)  # fmt: skip
    _sheet(shown)
    shown.add_argument("-o", "--output", metavar=_("FILE"), type=Path, help=_("the PDF"))
    entry = below.add("enter", _("enter one row from the paper"), run_enter)
    _sheet(entry)
    entry.add_argument("--row", metavar="N", help=_("row number, or with its check letters; not with a row's code"))
    entry.add_argument("--serial", default="", help=_("serial of the blank; by default the one printed on the paper"))
    outcome = entry.add_mutually_exclusive_group(required=True)
    outcome.add_argument("--printed", action="store_true", help=_("it is printed"))
    outcome.add_argument("--failed", metavar=_("REASON"), help=_("it is spoiled"))
    outcome.add_argument("--not-printed", action="store_true", help=_("nothing was printed; back to the queue"))
    _sheet(below.add("close", _("close a sheet: what was not entered goes back to the queue"), run_close))


def _sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sheet", metavar=_("SHEET"), help=_("number of the sheet, or the code of one of its rows"))


def _nothing(_options: argparse.Namespace) -> Result:
    raise AssertionError


def run_make(options: argparse.Namespace) -> Result:
    """Make a sheet and its paper."""
    with office(options) as call:
        sheet = call.services.sheets.make(call.actor, options.station, options.count, call.operation())
        call.keep_plan("make_batch_sheet")
        pages = _write(call, sheet, options.output)
        document = {**_document(sheet), "file": str(options.output), "pages": pages}
        text = plural("Sheet {number} with {count} row.", "Sheet {number} with {count} rows.", len(sheet.rows))
        return Result(document, text.format(number=sheet.number, count=len(sheet.rows)))


def run_list(options: argparse.Namespace) -> Result:
    """The open sheets."""
    with office(options) as call:
        lines = call.services.sheets.open_sheets()
    rows = [
        {"number": line.number, "station": line.station, "operator": line.operator, "made": iso(line.made_at),
         "rows": line.rows, "entered": line.entered}
        for line in lines
    ]  # fmt: skip
    said = [f"{line.number} · {line.station} · {line.operator} · {line.entered}/{line.rows}" for line in lines]
    return Result({"sheets": rows}, "\n".join(said) or _("No sheet is open."))


def run_show(options: argparse.Namespace) -> Result:
    """One sheet."""
    with office(options) as call:
        sheet, _position = _found(call)
        document = _document(sheet)
        if options.output is not None:
            document |= {"file": str(options.output), "pages": _write(call, sheet, options.output)}
        return Result(document, _text(sheet))


def run_enter(options: argparse.Namespace) -> Result:
    """One row."""
    from printdesk.services.batch_entry import Entry
    from printdesk.services.batch_views import FAILED, NOT_PRINTED, PRINTED, exception_words

    with office(options) as call:
        sheet, position = _found(call)
        if options.row is not None:
            position = call.services.sheets.row_typed(sheet.id, options.row)
        row = next((each for each in sheet.rows if each.position == position), None)
        if row is None:
            raise RuleViolationError(
                _("Sheet {number} has no such row.").format(number=sheet.number), _("Give its number with --row.")
            )
        outcome = PRINTED if options.printed else FAILED if options.failed else NOT_PRINTED
        serial = "" if outcome == NOT_PRINTED else options.serial or row.foreseen
        entry = Entry(row.position, outcome, serial, options.failed or "")
        found = call.services.sheets.enter(call.actor, sheet.id, entry, call.operation())
        call.keep_plan("enter_batch_row")
        state = call.state(row.application_id)
    what, done = exception_words(found.exception, reader()) if found.exception else ("", "")
    document: dict[str, Any] = {**state, "sheet": sheet.number, "row": row.position, "exception": None}
    if found.exception:
        document["exception"] = {"kind": found.exception.kind, "done": found.exception.done, "message": what}
    text = _("Row {position} entered.").format(position=row.position)
    return Result(document, f"{row.position}: {what}; {done}" if found.exception else text)


def run_close(options: argparse.Namespace) -> Result:
    """Close one."""
    with office(options) as call:
        sheet, _position = _found(call)
        closed = call.services.sheets.close(call.actor, sheet.id, call.operation())
        call.keep_plan("close_batch_sheet")
        return Result(_document(closed), _text(closed))


def _found(call: Call) -> "tuple[SheetView, int | None]":
    place = call.services.sheets.find(call.options.sheet)
    if place is None:
        raise RuleViolationError(
            _("“{text}” is no number of a batch sheet.").format(text=call.options.sheet),
            _("Give its number, for instance LB-2024-000001."),
        )
    return call.services.sheets.sheet(place.sheet_id), place.position


def _write(call: Call, sheet: "SheetView", path: Path) -> int:
    from printdesk.files import write_atomically

    paper = call.services.sheets.paper(call.actor, sheet.id, reader(), call.operation())
    write_atomically(path, paper.content)
    return paper.pages


def _document(sheet: "SheetView") -> dict[str, Any]:
    from printdesk.services.batch_views import exception_words

    return {
        "sheet": sheet.number, "station": sheet.station, "operator": sheet.operator, "made": iso(sheet.made_at),
        "closed": iso(sheet.closed_at) if sheet.closed_at else None, "released": sheet.released,
        "rows": [
            {"row": row.position, "number": row.number, "foreseen": row.foreseen or None,
             "outcome": row.outcome or None, "serial": row.serial or None, "reason": row.reason or None,
             "state": row.state}
            for row in sheet.rows
        ],
        "exceptions": [
            {"row": each.position, "kind": each.kind, "serial": each.serial or None, "done": each.done,
             "settled": each.settled, "message": exception_words(each, reader())[0]}
            for each in sheet.exceptions
        ],
    }  # fmt: skip


def _text(sheet: "SheetView") -> str:
    from printdesk.services.batch_views import FAILED, PRINTED, exception_words

    lines = [
        _("{number}: {printed} printed, {failed} failed, {left} not entered.").format(
            number=sheet.number, printed=sheet.count(PRINTED), failed=sheet.count(FAILED), left=sheet.left
        )
    ]
    for each in sheet.exceptions:
        what, done = exception_words(each, reader())
        lines.append(f"{each.position}: {what}; {done}")
    return "\n".join(lines)
