"""Raises by hand: seen beforehand, asked for by one person, decided by another, and taken back."""

import argparse
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, count, reads
from printdesk.cli.call import Call, made_row, office
from printdesk.cli.move_words import preview_document, preview_text
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium, moment_short

if TYPE_CHECKING:
    from printdesk.services.raises import RaiseView

_DAYS = 3


def add(commands: Commands) -> None:
    """`raise` with `preview`, `ask`, `approve`, `refuse`, `withdraw`, `list`."""
    parser = commands.add(
        "raise", _("put an application into a more urgent class: one person asks, a supervisor decides"), _below
    )
    below = commands.below(parser)
    _add_asking(below)
    _add_deciding(below)
    listed = below.add(
        "list", _("raises that wait for a supervisor, and those that hold"), list_raises, acts=reads,
        examples=("raise list", "raise list --number 1133062000314052"),
    )  # fmt: skip
    listed.add_argument("--number", metavar=_("NUMBER"), help=_("all of one application, over and refused ones too"))


def _add_asking(below: Commands) -> None:
    preview = below.add(
        "preview", _("who would move and who would lose a trip; changes nothing"), preview_raise, acts=reads,
        examples=("raise preview 1133062000314052 --to medical",),
    )  # fmt: skip
    _number(preview)
    _class(preview)
    ask = below.add(
        "ask", _("ask for a raise, with a reason"), ask_raise,
        examples=("raise ask 1133062000314052 --reason … --proof medical",),
    )  # fmt: skip
    _number(ask)
    ask.add_argument("--reason", required=True, metavar=_("TEXT"))
    ask.add_argument("--proof", default="", metavar=_("KIND"), help=_("code of a proof that you saw"))


def _add_deciding(below: Commands) -> None:
    approve = below.add(
        "approve", _("approve a raise that another person asked for"), approve_raise,
        examples=("raise approve 7 --to medical", "raise approve 7 --to leaves_soon --days 1"),
    )  # fmt: skip
    _id(approve)
    _class(approve)
    approve.add_argument(
        "--days", type=count, default=_DAYS, metavar="N", help=_("working days for which it holds; by default three")
    )
    approve.add_argument("--note", default="", metavar=_("TEXT"))
    refuse = below.add("refuse", _("say no to a raise, with a reason"), refuse_raise)
    _id(refuse)
    refuse.add_argument("--note", required=True, metavar=_("TEXT"))
    _id(below.add("withdraw", _("take a raise back: the plan is again what it was"), withdraw_raise))


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))


def _class(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        required=True,
        metavar=_("CLASS"),
        help=_("code of the class; the settings and queue --json name them"),
    )


def _id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", type=count, help=_("its number in the list"))


def _below(_options: argparse.Namespace) -> Result:
    raise WrongUsageError(_("Say what to do: {commands}.").format(
        commands="preview, ask, approve, refuse, withdraw, list"
    ))  # fmt: skip


def preview_raise(options: argparse.Namespace) -> Result:
    """What a raise would do."""
    with office(options) as call:
        card = call.application(options.number)
        seen = call.services.raises.preview(card.id, options.to)
    return Result({**preview_document(card, seen), "to": options.to}, preview_text(card, seen))


def ask_raise(options: argparse.Namespace) -> Result:
    """Ask for a raise."""
    with office(options) as call:
        card = call.application(options.number)
        made = call.services.raises.ask(call.actor, card.id, options.reason, call.operation(), proof=options.proof)
        return _answer(call, made_row(call.services.raises.of(card.id), made))


def approve_raise(options: argparse.Namespace) -> Result:
    """Approve a raise."""
    with office(options) as call:
        row = call.services.raises.approve(
            call.actor, options.id, options.to, call.operation(), days=options.days, note=options.note
        )
        call.keep_plan("approve_raise")
        return _answer(call, row)


def refuse_raise(options: argparse.Namespace) -> Result:
    """Say no."""
    with office(options) as call:
        call.services.raises.refuse(call.actor, options.id, options.note, call.operation())
    return Result({"id": options.id, "state": "refused"}, _("Raise {id} was refused.").format(id=options.id))


def withdraw_raise(options: argparse.Namespace) -> Result:
    """Take a raise back."""
    with office(options) as call:
        call.services.raises.withdraw(call.actor, options.id, call.operation())
        call.keep_plan("withdraw_raise")
    text = _("Raise {id} was taken back; the plan is what it is without it.").format(id=options.id)
    return Result({"id": options.id, "state": "withdrawn"}, text)


def list_raises(options: argparse.Namespace) -> Result:
    """The raises that are not over, or all of one application."""
    with office(options) as call:
        raises = call.services.raises
        if options.number is not None:
            rows = raises.of(call.application(options.number).id)
        else:
            rows = (*raises.open_requests(), *raises.live())
        labels = _labels(call)
    text = _table(rows, labels) if rows else _("There is no raise.")
    return Result({"raises": [_document(row) for row in rows]}, text)


def _answer(call: Call, row: "RaiseView") -> Result:
    if row.state == "approved" and row.expires_at is not None:
        text = _("Raise {id}: {name} ({number}) is in the class “{label}” until {moment}.").format(
            id=row.id, name=row.name, number=row.number, label=_labels(call).get(row.class_code, row.class_code),
            moment=moment_medium(row.expires_at, language()),
        )  # fmt: skip
    else:
        text = _("Raise {id} of {name} ({number}): {state}.").format(
            id=row.id, name=row.name, number=row.number, state=_state(row.state)
        )
    return Result(_document(row), text)


def _document(row: "RaiseView") -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "name": row.name,
        "service": row.service,
        "state": row.state,
        "reason": row.reason,
        "proof": row.proof or None,
        "class_code": row.class_code or None,
        "asked_by": row.asked_by,
        "asked_at": iso(row.asked_at),
        "decided_by": row.decided_by or None,
        "decided_at": iso(row.decided_at),
        "note": row.note or None,
        "expires_at": iso(row.expires_at),
        "withdrawn_by": row.withdrawn_by or None,
        "withdrawn_at": iso(row.withdrawn_at),
    }


def _table(rows: "tuple[RaiseView, ...]", labels: dict[str, str]) -> str:
    lang = language()
    headings = ("ID", _("State"), _("Number"), _("Name"), _("Class"), _("Until"), _("Asked by"), _("Reason"))
    cells = (
        (
            row.id, _state(row.state), row.number, row.name, labels.get(row.class_code, row.class_code),
            moment_short(row.expires_at, lang) if row.expires_at else "", row.asked_by, row.reason,
        )
        for row in rows
    )  # fmt: skip
    return table(headings, cells, right=(0,))


def _labels(call: Call) -> dict[str, str]:
    classes = call.services.office.data().settings.order.classes
    return {each.code: each.label.text(language()) for each in classes}


def _state(code: str) -> str:
    words = {
        "open": _("waits for a supervisor"),
        "approved": _("approved"),
        "refused": _("refused"),
        "withdrawn": _("taken back"),
        "expired": _("has run out"),
    }
    return words.get(code, code)
