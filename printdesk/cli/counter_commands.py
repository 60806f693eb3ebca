"""The pickup counter: handing over, taking a hand-over back, and pickup slips."""

import argparse
from pathlib import Path

from printdesk.cli.arguments import Commands, WrongUsageError, add_second, names
from printdesk.cli.call import Call, office, reader, state_line
from printdesk.cli.result import Result, iso
from printdesk.errors import RuleViolationError
from printdesk.i18n import LANGUAGES, _, catalogue, plural

_SIZES = ("a6", "a5", "a4", "roll80")


def add(commands: Commands) -> None:
    """`collect`, `undo`, `slips`."""
    collect = commands.add(
        "collect", _("hand a booklet over; it is in the register from now on"), run_collect,
        examples=(
            "collect 1133062000314052 --serial B4471203 --kind applicant --all-documents",
            "collect B4471203 --serial B4471203 --kind family --name SULASTRI --identity 3374… --documents a,b,c",
        ),
    )  # fmt: skip
    collect.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))
    collect.add_argument("--serial", required=True, help=_("scanned from the booklet in your hand"))
    collect.add_argument(
        "--kind", required=True, metavar=_("KIND"), help=_("who collects: applicant, family, attorney, group, post")
    )
    collect.add_argument("--name", default="", help=_("name of another person than the applicant"))
    collect.add_argument("--identity", default="", help=_("identity number of another person"))
    shown = collect.add_mutually_exclusive_group()
    shown.add_argument(
        "--documents", metavar=_("A,B"), type=names, default=(), help=_("codes of the documents that were shown")
    )
    shown.add_argument("--all-documents", action="store_true", help=_("every document that is needed was shown"))
    collect.add_argument("--slip", default="", metavar=_("CODE"), help=_("scanned from the pickup slip"))
    add_second(collect)
    undo = commands.add(
        "undo", _("take a hand-over back within minutes; the booklet is in your hand"), run_undo,
        examples=("undo B4471203 --reason …",),
    )  # fmt: skip
    undo.add_argument("serial", metavar=_("SERIAL"))
    undo.add_argument("--reason", required=True, metavar=_("TEXT"))
    slips = commands.add(
        "slips", _("pickup slips as PDF"), run_slips,
        examples=("slips 1133062000314052 -o slip.pdf", "slips --ready --size a4 -o slips.pdf"),
    )  # fmt: skip
    slips.add_argument("numbers", nargs="*", metavar=_("NUMBER"))
    slips.add_argument("--ready", action="store_true", help=_("for all that lie ready for pickup"))
    slips.add_argument("--size", choices=_SIZES, default="a6", help=_("by default a6; a4 holds four"))
    slips.add_argument("-o", "--output", required=True, metavar=_("FILE"), type=Path)
    slips.add_argument(
        "--paper-language", choices=LANGUAGES, help=_("the receiver's language; by default that of --language")
    )


def run_collect(options: argparse.Namespace) -> Result:
    """Hand a booklet over."""
    from printdesk.services.pickup import HandOver

    with office(options) as call:
        card = call.application(options.number)
        kind = call.services.office.data().settings.collector(options.kind)
        shown = tuple(each.code for each in kind.documents) if options.all_documents else options.documents
        _refuse_unknown(shown, [each.code for each in kind.documents])
        hand_over = HandOver(card.id, options.serial, kind.code, shown, options.name, options.identity, options.slip)
        receipt = call.services.pickup.hand_over(call.actor, hand_over, call.operation())
        state = {
            **call.state(card.id), "register_number": receipt.register_number, "at": iso(receipt.at),
            "collector": kind.code,
        }  # fmt: skip
    register = _("Register number {number}.").format(number=receipt.register_number)
    return Result(state, f"{state_line(state)}\n{register}")


def _refuse_unknown(shown: tuple[str, ...], known: list[str]) -> None:
    """A misspelt document would else only look missing."""
    for code in shown:
        if code not in known:
            raise RuleViolationError(
                _("“{code}” is not a document that this collector shows.").format(code=code),
                _("Known: {known}.").format(known=", ".join(known)),
            )


def run_undo(options: argparse.Namespace) -> Result:
    """Take a hand-over back."""
    with office(options) as call:
        application_id = call.services.pickup.undo(call.actor, options.serial, options.reason, call.operation())
        state = call.state(application_id)
    return Result(state, state_line(state))


def run_slips(options: argparse.Namespace) -> Result:
    """Make pickup slips in one file."""
    from printdesk.files import require_folder, write_atomically

    if bool(options.numbers) == options.ready:
        raise WrongUsageError(_("Name applications, or say --ready."))
    require_folder(options.output)
    with office(options) as call:
        paper_reader = catalogue(options.paper_language) if options.paper_language else reader()
        batch = call.services.slips.make(call.actor, _chosen(call), options.size, paper_reader, call.operation())
    write_atomically(options.output, batch.document.content)
    document = {
        "file": str(options.output),
        "pages": batch.document.pages,
        "slips": len(batch.numbers),
        "numbers": list(batch.numbers),
        "warnings": list(batch.document.warnings),
    }
    text = plural("{count} slip in {file}.", "{count} slips in {file}.", len(batch.numbers))
    lines = [text.format(count=len(batch.numbers), file=options.output), *batch.document.warnings]
    return Result(document, "\n".join(lines))


def _chosen(call: Call) -> list[int]:
    if not call.options.ready:
        # A number that is given twice is one slip.
        return list(dict.fromkeys(call.application(number).id for number in call.options.numbers))
    found = list(call.services.slips.ready_without_slip())
    if not found:
        raise RuleViolationError(_("Nothing lies ready for pickup."), _("No slip was made."))
    return found
