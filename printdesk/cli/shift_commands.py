"""Shifts: what one needs, opening, issuing more, closing, their minutes; and the closing of the day."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, count, names, reads
from printdesk.cli.call import Call, office
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, catalogue, language, plural
from printdesk.i18n.dates import moment_medium, moment_short, number

if TYPE_CHECKING:
    from printdesk.services.shifts import ClosingCheck, IssueLine, More, NeedView, ShiftView

_PARTS = 4


def add(commands: Commands) -> None:
    """`shift` with `need`, `open`, `add`, `close`, `list`, `minutes`."""
    shift = commands.add("shift", _("shifts: issue only the need, and account for every blank at the end"), _below)
    below = commands.below(shift)
    need = below.add(
        "need", _("what a shift needs of each service type, and why; changes nothing"), run_need, acts=reads,
        examples=("shift need --to dwi --station R1",),
    )  # fmt: skip
    _where(need, required=True)
    need.add_argument("--hours", metavar="H", type=_hours, help=_("how long; by default until the office closes"))
    opened = below.add(
        "open", _("open an operator's shift: the need by range, the first and the last blank scanned"), run_open,
        examples=("shift open --to dwi --station R1 --issue regular48 40 B4470561 B4470600",),
    )  # fmt: skip
    _where(opened, required=True)
    opened.add_argument("--hours", metavar="H", type=_hours, help=_("how long; by default until the office closes"))
    _issue(opened, required=False)
    more = below.add("add", _("issue more during a shift, by the same way"), run_add)
    _where(more, required=False)
    _issue(more, required=True)
    _add_close(below)
    below.add("list", _("what is open, and what was open today"), run_list, acts=reads)
    minutes = below.add("minutes", _("the minutes of an opening or a closing as PDF"), run_minutes)
    minutes.add_argument("number", metavar=_("NUMBER"), help=_("for instance BA-2024-000017"))
    _output(minutes)


def _add_close(below: Commands) -> None:
    close = below.add(
        "close", _("close a shift: what lies on the table goes back; missing serials are named"), run_close,
        examples=("shift close --from dwi --witness agus --returned regular48 12 B4470589 B4470600",),
    )  # fmt: skip
    close.add_argument("--from", dest="holder", required=True, metavar=_("NAME"), help=_("login of the operator"))
    close.add_argument("--witness", required=True, metavar=_("NAME"), help=_("who counts besides you"))
    close.add_argument(
        "--returned", nargs=_PARTS, action="append", default=[], metavar=(_("TYPE"), "N", _("FIRST"), _("LAST")),
        help=_("unused blanks on the table: how many were counted, first and last as scanned; once for each pile"),
    )  # fmt: skip
    close.add_argument(
        "--missing", type=names, default=(), metavar=_("SERIAL,SERIAL"), help=_("declare these serials missing")
    )
    close.add_argument("--reason", default="", metavar=_("TEXT"), help=_("what is known about the missing ones"))


def add_close_day(below: Commands) -> None:
    """`stock close-day`."""
    close = below.add(
        "close-day", _("close the day: all shifts closed, every type balanced, the ledger's head on paper"),
        run_close_day,
    )  # fmt: skip
    _output(close)


def _where(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument("--to", required=True, metavar=_("NAME"), help=_("login of the operator"))
    parser.add_argument("--station", required=required, default="", metavar=_("STATION"))


def _issue(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--issue", nargs=_PARTS, action="append", default=[], required=required,
        metavar=(_("TYPE"), "N", _("FIRST"), _("LAST")),
        help=_("how many of a type, and the serials scanned from the first and the last blank"),
    )  # fmt: skip
    add_more(parser)


def add_more(parser: argparse.ArgumentParser) -> None:
    """The ground for more than the need."""
    parser.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why more than the need"))
    parser.add_argument(
        "--approved-by", default="", metavar=_("NAME"), help=_("who agrees to more than the need; a third person")
    )


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", required=True, metavar=_("FILE"), type=Path)
    parser.add_argument("--reader", choices=("id", "en"), help=_("language of the paper; by default Indonesian"))


def _hours(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{value}” is not a number of hours.").format(value=text)) from error


def _below(_options: argparse.Namespace) -> Result:
    raise WrongUsageError(_("Say what to do: {commands}.").format(commands="need, open, add, close, list, minutes"))


def run_need(options: argparse.Namespace) -> Result:
    """The need of a shift."""
    with office(options) as call:
        need = call.services.shifts.need(options.station, options.to, options.hours)
        ranges = {
            line.service: call.services.shifts.proposed(line.service, min(line.count, line.in_safe))
            for line in need.lines
        }
        labels = call.services.office.data().settings.service_labels(language())
    document = {
        "to": need.holder, "station": need.station, "now": iso(need.seen_at), "until": iso(need.until),
        "services": [
            {
                "service": line.service, "need": line.count, "planned": line.planned, "taken": line.taken,
                "reserve": line.reserve, "held": line.held, "in_safe": line.in_safe,
                "ranges": [list(one) for one in ranges[line.service]],
            }
            for line in need.lines
        ],
    }  # fmt: skip
    return Result(document, _need_text(need, ranges, labels))


def _need_text(need: "NeedView", ranges: dict[str, Any], labels: Any) -> str:
    headings = (_("Service"), _("Need"), _("By the plan"), _("Taken"), _("Spare"), _("In hand"), _("Range"))
    rows = [
        (
            labels.get(line.service, line.service), line.count, line.planned, line.taken, line.reserve, line.held,
            ", ".join(f"{first} – {last}" for first, last in ranges[line.service]) or "—",
        )
        for line in need.lines
    ]  # fmt: skip
    until = _("Until {moment}:").format(moment=moment_medium(need.until, language()))
    return f"{until}\n{table(headings, rows, right=range(1, 6))}"


def run_open(options: argparse.Namespace) -> Result:
    """Open a shift."""
    with office(options) as call:
        need = call.services.shifts.need(options.station, options.to, options.hours)
        shift = call.services.shifts.open(
            call.actor, options.to, options.station, _lines(options.issue), call.operation(), until=need.until,
            more=more_of(options),
        )  # fmt: skip
    return Result(_document(shift), _opened(shift, shift.number))


def run_add(options: argparse.Namespace) -> Result:
    """Issue more."""
    with office(options) as call:
        shift = call.services.shifts.add(
            call.actor, open_shift_of(call, options.to).id, _lines(options.issue), call.operation(),
            station=options.station, more=more_of(options),
        )  # fmt: skip
    numbers = [one.number for one in shift.issues if one.number]
    return Result(_document(shift), _opened(shift, numbers[-1] if numbers else ""))


def run_close(options: argparse.Namespace) -> Result:
    """Close a shift, or name what is missing."""
    from printdesk.domain.shifts import Counted

    piles: dict[str, Counted] = {}
    for service, counted, first, last in options.returned:
        before = piles.get(service, Counted(service))
        piles[service] = Counted(service, (*before.ranges, (first, last)), before.count + _count(counted))
    with office(options) as call:
        shift = open_shift_of(call, options.holder)
        check = call.services.shifts.check(shift.id, list(piles.values()), options.missing, counting=True)
        if check.absent and not check.blockers:
            return _absent(check)
        closed = call.services.shifts.close(
            call.actor, shift.id, options.witness, list(piles.values()), call.operation(), options.missing,
            options.reason,
        )  # fmt: skip
    text = _("The shift of {name} is closed and adds up: minutes {number}.")
    return Result(_document(closed), text.format(name=closed.holder_name, number=closed.closing_number))


def _absent(check: "ClosingCheck") -> Result:
    """The missing, by name; nothing is closed."""
    from printdesk.cli.result import REFUSED
    from printdesk.services.shift_closing import absent_text

    text = plural("{count} blank is missing:", "{count} blanks are missing:", len(check.absent))
    lines = [text.format(count=len(check.absent)), *(f"  {absent_text(one)}" for one in check.absent)]
    lines.append(_("Scan it when it is found, or declare it missing. The shift stays open."))
    document = {
        "error": {"message": lines[0], "advice": lines[-1]},
        "missing": [
            {"serial": one.serial, "service": one.service, "last_with": one.holder, "at": iso(one.at), "act": one.act}
            for one in check.absent
        ],
    }
    # A refusal is said on standard error, as every other; the document names the serials for other programs.
    sys.stderr.write("\n".join(lines) + "\n")
    return Result(document, "", REFUSED)


def run_list(options: argparse.Namespace) -> Result:
    """The shifts that are open or were open today."""
    with office(options) as call:
        shifts = call.services.shifts.shifts()
        labels = call.services.office.data().settings.service_labels(language())
    document = {"shifts": [_document(shift) for shift in shifts]}
    if not shifts:
        return Result(document, _("No shift is open, and none was open today."))
    headings = (
        _("Operator"), _("Station"), _("Since"), _("Service"), _("Issued"), _("Personalised"), _("Spoiled"),
        _("Returned"), _("Others"), _("In hand"), _("Minutes"), "",
    )  # fmt: skip
    rows = [
        (
            shift.holder_name, shift.station, moment_short(shift.opened_at, language()),
            labels.get(line.service, line.service), line.sum.issued, line.sum.personalised, line.sum.spoiled,
            line.sum.returned, line.sum.quarantined + line.sum.missing, line.sum.in_hand + line.sum.in_printer,
            shift.closing_number or shift.number or "—", _("open") if shift.open else _("closed"),
        )
        for shift in shifts for line in shift.lines
    ]  # fmt: skip
    return Result(document, table(headings, rows, right=range(4, 10)))


def run_minutes(options: argparse.Namespace) -> Result:
    """Minutes as PDF."""
    from printdesk.files import write_atomically

    with office(options) as call:
        made = call.services.shift_papers.minutes(
            call.actor, options.number, catalogue(options.reader or "id"), call.operation()
        )
    write_atomically(options.output, made.content)
    return _written(options.output, options.number, made.pages)


def run_close_day(options: argparse.Namespace) -> Result:
    """Close the day and write its sheet."""
    from printdesk.files import write_atomically

    with office(options) as call:
        closing = call.services.day_closings.close(call.actor, call.operation())
        made = call.services.day_closings.sheet(
            call.actor, closing.number, catalogue(options.reader or "id"), call.operation()
        )
        balances = call.services.blanks.balances()
    write_atomically(options.output, made.content)
    document = {
        "number": closing.number, "day": closing.day.isoformat(), "file": str(options.output), "pages": made.pages,
        "entries": closing.ledger_entries, "head": closing.ledger_head,
        "balanced": all(one.balanced for one in balances),
    }  # fmt: skip
    text = _("The day is closed: {number}, {entries} entries, head {head}; written to {file}.").format(
        number=closing.number, entries=number(closing.ledger_entries, language()), head=closing.ledger_head,
        file=options.output,
    )  # fmt: skip
    return Result(document, text)


def _written(path: Path, number_: str, pages: int) -> Result:
    text = _("{number} was written to {file}.").format(number=number_, file=path)
    return Result({"number": number_, "file": str(path), "pages": pages}, text)


def _lines(given: list[list[str]]) -> "list[IssueLine]":
    from printdesk.services.shifts import IssueLine

    return [IssueLine(service, _count(counted), first, last) for service, counted, first, last in given]


def _count(text: str) -> int:
    try:
        return count(text)
    except argparse.ArgumentTypeError as error:
        raise WrongUsageError(str(error)) from error


def more_of(options: argparse.Namespace) -> "More":
    """The ground for more than the need, as it was given."""
    from printdesk.services.shifts import More

    return More(options.reason, options.approved_by)


def open_shift_of(call: Call, holder: str) -> "ShiftView":
    """The open shift of an operator, or a refusal."""
    from printdesk.errors import RuleViolationError

    shift = call.services.shifts.open_shift_of(holder)
    if shift is None:
        raise RuleViolationError(
            _("{name} has no open shift.").format(name=holder), _("“printdesk shift list” shows what is open.")
        )
    return shift


def _opened(shift: "ShiftView", minutes: str) -> str:
    whole = sum(line.sum.in_hand for line in shift.lines)
    template = plural(
        "{name} holds {count} blank at {station}; minutes {number}.",
        "{name} holds {count} blanks at {station}; minutes {number}.", whole,
    )  # fmt: skip
    return template.format(
        name=shift.holder_name, count=number(whole, language()), station=shift.station, number=minutes or "—"
    )


def _document(shift: "ShiftView") -> dict[str, Any]:
    return {
        "id": shift.id, "holder": shift.holder, "name": shift.holder_name, "station": shift.station,
        "opened_at": iso(shift.opened_at), "opened_by": shift.opened_by, "until": iso(shift.until),
        "closed_at": iso(shift.closed_at), "closed_by": shift.closed_by or None, "witness": shift.witness or None,
        "minutes": list(dict.fromkeys(one.number for one in shift.issues if one.number)),
        "closing": shift.closing_number or None, "adds_up": shift.adds_up,
        "blocked_by": [one.serial for one in shift.blockers],
        "services": [
            {
                "service": line.service, "issued": line.sum.issued, "personalised": line.sum.personalised,
                "spoiled": line.sum.spoiled, "returned": line.sum.returned, "quarantined": line.sum.quarantined,
                "missing": line.sum.missing, "in_hand": line.sum.in_hand, "in_printer": line.sum.in_printer,
                "ranges": [list(one) for one in line.issued],
            }
            for line in shift.lines
        ],
    }  # fmt: skip
