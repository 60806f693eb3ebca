"""Places by hand: an application put first, or on a day; seen beforehand, confirmed by another, taken back."""

import argparse
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, count, day, instant, reads
from printdesk.cli.call import made_row, office
from printdesk.cli.move_words import preview_document, preview_text
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language
from printdesk.i18n.dates import day_medium, day_short, moment_medium, moment_short

if TYPE_CHECKING:
    from datetime import date

    from printdesk.services.pins import PinView


def add(commands: Commands) -> None:
    """`pin` with `preview`, `ask`, `confirm`, `refuse`, `withdraw`, `list`."""
    parser = commands.add(
        "pin", _("give an application its place by hand: a supervisor asks, a second person confirms"), _below
    )
    below = commands.below(parser)
    _add_asking(below)
    confirm = below.add(
        "confirm", _("confirm a place that another person asked for: it holds from now on"), confirm_pin
    )
    _id(confirm)
    refuse = below.add("refuse", _("say no to a place by hand, with a reason"), refuse_pin)
    _id(refuse)
    refuse.add_argument("--note", required=True, metavar=_("TEXT"))
    _id(below.add("withdraw", _("take a place by hand back: the plan is again what it was"), withdraw_pin))
    listed = below.add(
        "list", _("places by hand that wait for a second person, and those that hold"), list_pins, acts=reads,
        examples=("pin list", "pin list --number 1133062000314052"),
    )  # fmt: skip
    listed.add_argument("--number", metavar=_("NUMBER"), help=_("all of one application, over and refused ones too"))


def _add_asking(below: Commands) -> None:
    preview = below.add(
        "preview", _("who would move and who would lose a trip; changes nothing"), preview_pin, acts=reads,
        examples=("pin preview 1133062000314052", "pin preview 1133062000314052 --day 2024-06-28"),
    )  # fmt: skip
    _place(preview)
    ask = below.add(
        "ask", _("ask for a place by hand, with a reason"), ask_pin,
        examples=("pin ask 1133062000314052 --reason … --day 2024-06-28",),
    )  # fmt: skip
    _place(ask)
    ask.add_argument("--reason", required=True, metavar=_("TEXT"))
    ask.add_argument(
        "--until", metavar=_("INSTANT"), type=instant,
        help=_("when it ends at the latest; by default when the office closes on that day"),
    )  # fmt: skip


def _place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))
    parser.add_argument(
        "--day", metavar=_("DATE"), type=day, help=_("to be printed on this day; by default the next place there is")
    )


def _id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", type=count, help=_("its number in the list"))


def _below(_options: argparse.Namespace) -> Result:
    raise WrongUsageError(
        _("Say what to do: {commands}.").format(commands="preview, ask, confirm, refuse, withdraw, list")
    )


def preview_pin(options: argparse.Namespace) -> Result:
    """What a place by hand would do."""
    with office(options) as call:
        card = call.application(options.number)
        seen = call.services.pins.preview(card.id, options.day)
    return Result({**preview_document(card, seen), "day": _iso_day(options.day)}, preview_text(card, seen))


def ask_pin(options: argparse.Namespace) -> Result:
    """Ask for a place by hand."""
    with office(options) as call:
        card = call.application(options.number)
        until = call.moment(options.until) if options.until is not None else None
        made = call.services.pins.ask(
            call.actor, card.id, options.reason, call.operation(), day=options.day, until=until
        )
        return _answer(made_row(call.services.pins.of(card.id), made))


def confirm_pin(options: argparse.Namespace) -> Result:
    """Confirm a place by hand."""
    with office(options) as call:
        row = call.services.pins.confirm(call.actor, options.id, call.operation())
        call.keep_plan("confirm_pin")
    return _answer(row)


def refuse_pin(options: argparse.Namespace) -> Result:
    """Say no."""
    with office(options) as call:
        call.services.pins.refuse(call.actor, options.id, options.note, call.operation())
    return Result({"id": options.id, "state": "refused"}, _("Place by hand {id} was refused.").format(id=options.id))


def withdraw_pin(options: argparse.Namespace) -> Result:
    """Take a place by hand back."""
    with office(options) as call:
        call.services.pins.withdraw(call.actor, options.id, call.operation())
        call.keep_plan("withdraw_pin")
    text = _("Place by hand {id} was taken back; the plan is what it is without it.").format(id=options.id)
    return Result({"id": options.id, "state": "withdrawn"}, text)


def list_pins(options: argparse.Namespace) -> Result:
    """The places by hand that are not over, or all of one application."""
    with office(options) as call:
        pins = call.services.pins
        if options.number is not None:
            rows = pins.of(call.application(options.number).id)
        else:
            rows = (*pins.waiting(), *pins.live())
    text = _table(rows) if rows else _("There is no place by hand.")
    return Result({"pins": [_document(row) for row in rows]}, text)


def _answer(row: "PinView") -> Result:
    place = _("first") if row.day is None else day_medium(row.day, language())
    text = _("Place by hand {id}: {name} ({number}), {place}, until {moment}: {state}.").format(
        id=row.id, name=row.name, number=row.number, place=place,
        moment=moment_medium(row.expires_at, language()), state=_state(row.state),
    )  # fmt: skip
    return Result(_document(row), text)


def _document(row: "PinView") -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "name": row.name,
        "service": row.service,
        "state": row.state,
        "reason": row.reason,
        "day": _iso_day(row.day),
        "asked_by": row.asked_by,
        "asked_at": iso(row.asked_at),
        "decided_by": row.decided_by or None,
        "decided_at": iso(row.decided_at),
        "note": row.note or None,
        "expires_at": iso(row.expires_at),
        "withdrawn_by": row.withdrawn_by or None,
        "withdrawn_at": iso(row.withdrawn_at),
    }


def _iso_day(day_: "date | None") -> str | None:
    return day_.isoformat() if day_ is not None else None


def _table(rows: "tuple[PinView, ...]") -> str:
    lang = language()
    headings = ("ID", _("State"), _("Number"), _("Name"), _("Place"), _("Until"), _("Asked by"), _("Reason"))
    cells = (
        (
            row.id, _state(row.state), row.number, row.name, day_short(row.day, lang) if row.day else _("first"),
            moment_short(row.expires_at, lang), row.asked_by, row.reason,
        )
        for row in rows
    )  # fmt: skip
    return table(headings, cells, right=(0,))


def _state(code: str) -> str:
    words = {
        "open": _("waits for a second person"),
        "approved": _("confirmed"),
        "refused": _("refused"),
        "withdrawn": _("taken back"),
        "expired": _("has run out"),
    }
    return words.get(code, code)
