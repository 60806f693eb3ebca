"""Blanks: the balance, deliveries, issuing and taking back."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from printdesk.cli import delivery_commands, missing_commands, shift_stock, spoiled_commands
from printdesk.cli.arguments import Commands, count, reads
from printdesk.cli.call import office
from printdesk.cli.result import Result, iso, table
from printdesk.cli.shift_commands import add_close_day
from printdesk.domain.states import STOCK_SUMS
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import number

if TYPE_CHECKING:
    from printdesk.services.blanks import Balance


def add(commands: Commands) -> None:
    """`stock` with its commands."""
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
    for each in (shift_stock, spoiled_commands, missing_commands, delivery_commands):
        each.add_below(below)
    add_close_day(below)


def _service(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--service", required=True, metavar=_("TYPE"), help=_("code of the service type"))


def balance(options: argparse.Namespace) -> Result:
    """The sums of each service type, by its code; each tells under `in_all` what all of them hold together.

    The whole stands inside the services, not beside them, so that who adds the services up never counts it too.
    """
    with office(options) as call:
        found = call.services.blanks.balances()
        lasts = {each.service: each for each in call.services.stock_days.all()}
        labels = call.services.office.data().settings.service_labels(language())
    together = _together(found)
    document: dict[str, Any] = {
        each.service: {
            "service": each.service,
            "received": each.received,
            **each.sums,
            "balanced": each.balanced,
            **delivery_commands.stock_fields(lasts[each.service]),
            "in_all": together,
        }
        for each in found
    }
    headings = (
        _("Service"), _("Received"), _("In safe"), _("With operators"), _("Bound"), _("Personalised"), _("Shelved"),
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
    whole = _("balanced") if together["balanced"] else _("NOT BALANCED")
    rows.append((_("Altogether"), *(number(together[key], language()) for key in ("received", *STOCK_SUMS)), whole))
    notes = delivery_commands.stock_lines([lasts[each.service] for each in found], labels)
    return Result(document, "\n".join((table(headings, rows, right=range(1, 12)), *notes)))


def _together(found: "Sequence[Balance]") -> dict[str, Any]:
    """What all service types hold together; it balances only when each of them does."""
    sums = {state.value: sum(each.sums[state.value] for each in found) for state in STOCK_SUMS}
    received = sum(each.received for each in found)
    balanced = all(each.balanced for each in found) and received == sum(sums.values())
    return {"received": received, **sums, "balanced": balanced}


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
