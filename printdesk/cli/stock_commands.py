"""Blanks: the balance, deliveries, issuing and taking back."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from printdesk.cli import delivery_commands, missing_commands, spoiled_commands
from printdesk.cli.arguments import Commands, count, reads
from printdesk.cli.call import office
from printdesk.cli.result import Result, iso, table
from printdesk.cli.shift_commands import add_close_day
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import number

if TYPE_CHECKING:
    from printdesk.services.blanks import Balance


def add(commands: Commands) -> None:
    """`stock` with `receive`, `issue` and `return`."""
    stock = commands.add(
        "stock", _("the balance of blanks; with a command below it, moving them"), balance, acts=reads,
        examples=("stock", "stock receive --service regular48 --first B4470001 --last B4470500 --counted-by agus"),
    )  # fmt: skip
    below = commands.below(stock, required=False)
    receive = below.add("receive", _("book a delivery into the safe, counted by a second person"), run_receive)
    _service(receive)
    receive.add_argument("--first", required=True, metavar=_("SERIAL"))
    receive.add_argument("--last", required=True, metavar=_("SERIAL"))
    receive.add_argument(
        "--delivery", type=count, default=0, metavar="ID", help=_("the planned delivery that has come with it")
    )
    receive.add_argument("--counted-by", required=True, metavar=_("NAME"), help=_("who counted besides you"))
    receive.add_argument(
        "--counted", type=count, metavar="N",
        help=_("how many booklets the two of you counted; another number than the range's is refused"),
    )  # fmt: skip
    issue = below.add(
        "issue", _("hand blanks from the safe to an operator"), run_issue,
        examples=("stock issue --service regular48 --to dwi --count 60",),
    )  # fmt: skip
    _service(issue)
    issue.add_argument("--to", required=True, metavar=_("NAME"), help=_("login of the operator"))
    issue.add_argument("--count", required=True, metavar="N", type=count)
    issue.add_argument(
        "--first", default="", metavar=_("SERIAL"), help=_("from this serial on; by default the lowest")
    )
    back = below.add("return", _("take an operator's unused blanks back into the safe"), run_return)
    _service(back)
    for each in (spoiled_commands, missing_commands, delivery_commands):
        each.add_below(below)
    back.add_argument("--from", dest="holder", required=True, metavar=_("NAME"), help=_("login of the operator"))
    add_close_day(below)


def _service(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--service", required=True, metavar=_("TYPE"), help=_("code of the service type"))


def balance(options: argparse.Namespace) -> Result:
    """The sums of each service type, by its code."""
    with office(options) as call:
        found = call.services.blanks.balances()
        lasts = {each.service: each for each in call.services.stock_days.all()}
        labels = call.services.office.data().settings.service_labels(language())
    document: dict[str, Any] = {
        each.service: {
            "service": each.service,
            "received": each.received,
            **each.sums,
            "balanced": each.balanced,
            **delivery_commands.stock_fields(lasts[each.service]),
        }
        for each in found
    }
    headings = (
        _("Service"), _("Received"), _("In safe"), _("Issued"), _("Bound"), _("Personalised"), _("Shelved"),
        _("Handed over"), _("Spoiled"), _("Destroyed"), _("Missing"), _("Quarantined"), "",
    )  # fmt: skip
    rows = [
        (
            labels.get(each.service, each.service),
            *(number(value, language()) for value in (each.received, *each.sums.values())),
            _("balanced") if each.balanced else _("NOT BALANCED"),
        )
        for each in found
    ]
    rows.append(_altogether(found))
    notes = delivery_commands.stock_lines([lasts[each.service] for each in found], labels)
    return Result(document, "\n".join((table(headings, rows, right=range(1, 12)), *notes)))


def _altogether(found: "Sequence[Balance]") -> tuple[str, ...]:
    """The last row: what all service types hold together."""
    sums = [sum(column) for column in zip(*((each.received, *each.sums.values()) for each in found), strict=True)]
    whole = bool(sums) and sums[0] == sum(sums[1:]) and all(each.balanced for each in found)
    shown = (number(value, language()) for value in sums)
    return (_("Altogether"), *shown, _("balanced") if whole else _("NOT BALANCED"))


def run_receive(options: argparse.Namespace) -> Result:
    """Book a delivery in."""
    with office(options) as call:
        batch = call.services.blanks.receive(
            call.actor, options.service, options.first, options.last, options.counted_by, call.operation(),
            delivery=options.delivery, counted=options.counted,
        )  # fmt: skip
    document = {
        "batch": batch.id, "service": batch.service, "first": batch.first, "last": batch.last, "count": batch.count,
        "received_by": batch.received_by, "counted_by": batch.counted_by, "at": iso(batch.received_at),
    }  # fmt: skip
    text = plural(
        "{count} blank is in the safe: {first} to {last}.", "{count} blanks are in the safe: {first} to {last}.",
        batch.count,
    ).format(count=number(batch.count, language()), first=batch.first, last=batch.last)  # fmt: skip
    return Result(document, text)


def run_issue(options: argparse.Namespace) -> Result:
    """Issue blanks to an operator."""
    with office(options) as call:
        serials = call.services.blanks.issue(
            call.actor, options.service, options.to, options.count, call.operation(), options.first
        )
    document = {
        "service": options.service, "to": options.to, "count": len(serials), "first": serials[0],
        "last": serials[-1], "serials": serials,
    }  # fmt: skip
    text = plural(
        "{count} blank was issued to {to}: {first} to {last}.",
        "{count} blanks were issued to {to}: {first} to {last}.", len(serials),
    ).format(count=len(serials), to=options.to, first=serials[0], last=serials[-1])  # fmt: skip
    return Result(document, text)


def run_return(options: argparse.Namespace) -> Result:
    """Take blanks back."""
    with office(options) as call:
        came = call.services.blanks.take_back(call.actor, options.service, options.holder, call.operation())
    text = plural(
        "{count} blank of {holder} is in the safe again.", "{count} blanks of {holder} are in the safe again.", came
    ).format(count=came, holder=options.holder)
    return Result({"service": options.service, "from": options.holder, "count": came}, text)
