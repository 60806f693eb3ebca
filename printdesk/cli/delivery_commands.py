"""Planned deliveries of blanks, and how long the stock lasts."""

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, clock, count, day, reads
from printdesk.cli.call import office
from printdesk.cli.result import Result, table
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import day_medium, number

if TYPE_CHECKING:
    from printdesk.services.deliveries import DeliveryView
    from printdesk.services.stock_days import StockDays


def add_below(below: Commands) -> None:
    """`expect`, `deliveries`, `settle` and `unexpect` below `stock`."""
    expect = below.add(
        "expect", _("note that blanks are to come on a day; the plan counts on them"), run_expect,
        examples=("stock expect --service regular48 --count 500 --day 2024-06-28",),
    )  # fmt: skip
    expect.add_argument("--service", required=True, metavar=_("TYPE"), help=_("code of the service type"))
    expect.add_argument("--count", required=True, metavar="N", type=count)
    expect.add_argument("--day", required=True, metavar=_("DATE"), type=day)
    expect.add_argument("--time", metavar=_("TIME"), type=clock, help=_("from when they can be used on that day"))
    expect.add_argument("--note", default="", metavar=_("TEXT"))
    listed = below.add(
        "deliveries", _("planned deliveries that are still to come"), run_deliveries, acts=reads,
        examples=("stock deliveries", "stock deliveries --all"),
    )  # fmt: skip
    listed.add_argument("--all", action="store_true", help=_("those that came or were called off too"))
    settle = below.add("settle", _("a batch that was received is a planned delivery"), run_settle)
    settle.add_argument("id", metavar="ID", type=count, help=_("its number in the list"))
    settle.add_argument("--batch", required=True, metavar="N", type=count, help=_("number of the batch"))
    off = below.add("unexpect", _("a planned delivery does not come"), run_cancel)
    off.add_argument("id", metavar="ID", type=count, help=_("its number in the list"))
    off.add_argument("--reason", default="", metavar=_("TEXT"))


def run_expect(options: argparse.Namespace) -> Result:
    """Plan a delivery."""
    with office(options) as call:
        row = call.services.deliveries.expect(
            call.actor, options.service, options.count, options.day, call.operation(), hour=options.time,
            note=options.note,
        )  # fmt: skip
        call.keep_plan("expect_delivery")
    return Result(delivery_document(row), _sentence(row))


def run_deliveries(options: argparse.Namespace) -> Result:
    """The list."""
    with office(options) as call:
        rows = call.services.deliveries.all() if options.all else call.services.deliveries.expected()
        labels = call.services.office.data().settings.service_labels(language())
    lang = language()
    headings = ("ID", _("Day"), _("Service"), _("Blanks"), _("State"), _("Note"))
    cells = [
        (row.id, day_medium(row.day, lang), labels.get(row.service, row.service), number(row.count, lang),
         state_words(row), row.note)
        for row in rows
    ]  # fmt: skip
    text = table(headings, cells, right=(0, 3)) if rows else _("No delivery is planned.")
    return Result({"deliveries": [delivery_document(row) for row in rows]}, text)


def run_settle(options: argparse.Namespace) -> Result:
    """It has come."""
    with office(options) as call:
        row = call.services.deliveries.settle(call.actor, options.id, options.batch, call.operation())
    return Result(delivery_document(row), _sentence(row))


def run_cancel(options: argparse.Namespace) -> Result:
    """It does not come."""
    with office(options) as call:
        row = call.services.deliveries.cancel(call.actor, options.id, call.operation(), options.reason)
        call.keep_plan("cancel_delivery")
    return Result(delivery_document(row), _sentence(row))


def delivery_document(row: "DeliveryView") -> dict[str, Any]:
    """A planned delivery for `--json`."""
    return {
        "id": row.id,
        "service": row.service,
        "count": row.count,
        "day": row.day.isoformat(),
        "usable_from": row.usable.isoformat(timespec="seconds") if row.usable else None,
        "state": row.state,
        "overdue": row.overdue,
        "note": row.note or None,
        "batch": row.batch_id,
        "came": row.came,
    }


def stock_fields(one: "StockDays") -> dict[str, Any]:
    """How long a kind's blanks last, for `stock --json`."""
    return {
        "pace": one.pace,
        "days_left": one.days,
        "lasts_until": one.until.isoformat() if one.until else None,
        "days_left_recovery": one.recovery_days,
        "lasts_until_recovery": one.recovery_until.isoformat() if one.recovery_until else None,
        "low": one.level != "calm",
        "level": one.level,
        "deliveries": [delivery_document(row) for row in one.deliveries],
    }


def stock_lines(rows: Sequence["StockDays"], labels: Mapping[str, str]) -> list[str]:
    """A line for each kind that is in use: how long its blanks last."""
    from printdesk.services.stock_words import lasts_words

    found = []
    for one in rows:
        words = lasts_words(one, active())
        if words:
            found.append(f"{labels.get(one.service, one.service)}: {words}")
    return found


def state_words(row: "DeliveryView") -> str:
    """A delivery's state in words."""
    if row.overdue:
        return _("overdue")
    return {"expected": _("to come"), "received": _("has come"), "cancelled": _("called off")}[row.state]


def _sentence(row: "DeliveryView") -> str:
    return _("Delivery {id}, {count} blanks of {service} on {day}: {state}.").format(
        id=row.id, count=number(row.count, language()), service=row.service, day=day_medium(row.day, language()),
        state=state_words(row),
    )  # fmt: skip
