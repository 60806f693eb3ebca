"""Missing booklets: reported, searched for, found or written off, and the new print for who waits."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, names
from printdesk.cli.call import office, state_line
from printdesk.cli.result import Result, iso, table
from printdesk.cli.spoiled_commands import written
from printdesk.i18n import _, language, plural
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import moment_short

if TYPE_CHECKING:
    from printdesk.services.search_trail import CaseView


def add_below(below: Commands) -> None:
    """`missing`, `search`, `found`, `report`, `reprint` below `stock`."""
    missing = below.add(
        "missing", _("missing booklets with their search trail; with serials they are reported missing"), run_missing,
        acts=lambda options: bool(options.serials),
        examples=("stock missing", "stock missing B4470033 --reason …"),
    )  # fmt: skip
    missing.add_argument("serials", nargs="?", default=(), type=names, metavar=_("A,B"))
    missing.add_argument("--reason", default="", metavar=_("TEXT"), help=_("how it was noticed"))
    missing.add_argument("--all", action="store_true", help=_("those found again too"))
    search = below.add(
        "search", _("note who looked where for a missing booklet, and with what result"), run_search,
        examples=("stock search B4470033 --where … --result … --by dwi",),
    )  # fmt: skip
    search.add_argument("serial", metavar=_("SERIAL"))
    search.add_argument("--where", required=True, metavar=_("TEXT"))
    search.add_argument("--result", required=True, metavar=_("TEXT"))
    search.add_argument("--by", default="", metavar=_("NAME"), help=_("login of who looked; by default you"))
    found = below.add(
        "found", _("a missing booklet was found"), run_found, examples=("stock found B4470033 --where …",)
    )
    found.add_argument("serial", metavar=_("SERIAL"))
    found.add_argument("--where", required=True, metavar=_("TEXT"))
    found.add_argument(
        "--to", choices=("back", "quarantine"), default="back", help=_("back where it was (by default), or set aside")
    )
    _add_ends(below)


def _add_ends(below: Commands) -> None:
    report = below.add(
        "report", _("end the search in writing: minutes of loss; the serials stay blocked"), run_report,
        examples=("stock report B4470033 --second dwi -o loss.pdf",),
    )  # fmt: skip
    report.add_argument("serials", type=names, metavar=_("A,B"))
    report.add_argument("--second", required=True, metavar=_("NAME"), help=_("login of the second person"))
    report.add_argument("--witness", default="", metavar=_("NAME"), help=_("name of anybody else who saw it"))
    report.add_argument("-o", "--output", metavar=_("FILE"), type=Path, help=_("write the paper into this PDF"))
    again = below.add(
        "reprint", _("a supervisor gives the applicant of a missing booklet a new print, at the old place"),
        run_reprint, examples=("stock reprint 1133062000314052 --reason …",),
    )  # fmt: skip
    again.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))
    again.add_argument("--reason", required=True, metavar=_("TEXT"))


def run_missing(options: argparse.Namespace) -> Result:
    """The list, or report some missing."""
    with office(options) as call:
        if options.serials:
            serials = call.services.missing.declare(call.actor, options.serials, options.reason, call.operation())
            call.keep_plan("miss")
            cases = [call.services.missing.case(serial) for serial in serials]
        else:
            cases = list(call.services.missing.cases(closed=options.all))
        house = call.services.missing.in_house()
    document = {
        "missing": [_document(one) for one in cases],
        "in_house": [{"number": one.number, "serial": one.serial, "state": one.state} for one in house],
    }
    return Result(document, _table(cases) if cases else _("No booklet is missing."))


def run_search(options: argparse.Namespace) -> Result:
    """Note a look."""
    with office(options) as call:
        case = call.services.missing.search(
            call.actor, options.serial, options.by, options.where, options.result, call.operation()
        )
    template = plural(
        "Noted: {serial} was looked for once.", "Noted: {serial} was looked for {count} times.", len(case.steps)
    )
    return Result(_document(case), template.format(serial=case.serial, count=len(case.steps)))


def run_found(options: argparse.Namespace) -> Result:
    """Found."""
    from printdesk.domain.states import booklet_state_text

    with office(options) as call:
        state = call.services.missing.found(call.actor, options.serial, options.where, call.operation(), options.to)
        call.keep_plan("find")
    text = _("{serial} was found; it is {state} now.").format(
        serial=options.serial.upper(), state=booklet_state_text(state)
    )
    return Result({"serial": options.serial.upper(), "state": state}, text)


def run_report(options: argparse.Namespace) -> Result:
    """Minutes of loss."""
    from printdesk.files import require_folder

    if options.output is not None:
        require_folder(options.output)
    with office(options) as call:
        number = call.services.missing.report(
            call.actor, options.serials, options.second, call.operation(), options.witness
        )
        return written(call, number)


def run_reprint(options: argparse.Namespace) -> Result:
    """A new print for who waits."""
    with office(options) as call:
        card = call.application(options.number)
        call.services.missing.reprint(call.actor, card.id, options.reason, call.operation())
        call.keep_plan("reprint_missing")
        state = call.state(card.id)
    return Result(state, state_line(state))


def _document(case: "CaseView") -> dict[str, Any]:
    return {
        "serial": case.serial,
        "service": case.service,
        "state": case.state,
        "reported_at": iso(case.declared_at),
        "reported_by": case.declared_by,
        "reason": case.circumstance,
        "state_before": case.state_before,
        "last": {
            "act": case.last_act,
            "who": case.last_user,
            "desk": case.last_desk or None,
            "at": iso(case.last_at),
        },
        "number": case.application_number or None,
        "reprinted": case.reprinted,
        "minutes": case.report or None,
        "found_at": iso(case.found_at),
        "found_by": case.found_by or None,
        "search": [
            {"at": iso(step.at), "by": step.looked_by, "where": step.place, "result": step.result}
            for step in case.steps
        ],
    }


def _table(cases: "list[CaseView]") -> str:
    from printdesk.services.search_trail import act_words

    lang = language()
    headings = (_("Serial"), _("Reported"), _("Had last by the books"), _("Looked for"), _("Minutes"))
    rows = [
        (
            case.serial, moment_short(case.declared_at, lang),
            f"{act_words(case.last_act, active())}: {case.last_user}, {moment_short(case.last_at, lang)}",
            len(case.steps), case.report,
        )
        for case in cases
    ]  # fmt: skip
    return table(headings, rows, right=(3,))
