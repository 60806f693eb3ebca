"""What is put right in one application: on hold and back, its proof, its trip."""

import argparse
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, day, instant, whole
from printdesk.cli.call import Call, office, state_line
from printdesk.cli.result import Result, iso
from printdesk.i18n import _, language
from printdesk.i18n.dates import day_medium, moment_medium

if TYPE_CHECKING:
    from printdesk.services.cards import Card


def add(commands: Commands) -> None:
    """`hold`, `resume`, `proof`, `trip`."""
    hold = commands.add(
        "hold", _("keep an application back, for a reason of the office's list; its dates stay"), run_hold,
        examples=(
            "hold 1133062000314052 --reason payment", "hold 1133062000314052 --reason payment --until 2024-06-28",
        ),
    )  # fmt: skip
    _number(hold)
    hold.add_argument("--reason", required=True, metavar=_("CODE"), help=_("code of the reason, as in the settings"))
    hold.add_argument(
        "--until", metavar=_("INSTANT"), type=instant,
        help=_("when it is expected back, so that the plan keeps its place from then on"),
    )  # fmt: skip
    _number(commands.add("resume", _("let an application that is on hold wait for printing again"), run_resume))
    _add_proof(commands)
    _add_trip(commands)


def _add_proof(commands: Commands) -> None:
    proof = commands.add(
        "proof", _("note the proof that you saw, or take the last note back"), run_proof,
        examples=(
            "proof 1133062000314052 --kind ticket", "proof 1133062000314052 --kind medical --recheck 2024-07-01",
            "proof 1133062000314052 --undo",
        ),
    )  # fmt: skip
    _number(proof)
    what = proof.add_mutually_exclusive_group(required=True)
    what.add_argument("--kind", metavar=_("KIND"), help=_("code of the proof: ticket, medical, employer_letter …"))
    what.add_argument("--undo", action="store_true", help=_("the proof that was known before counts again"))
    proof.add_argument(
        "--recheck", metavar=_("DATE"), type=day, help=_("from this day on it must be seen again before it counts")
    )


def _add_trip(commands: Commands) -> None:
    trip = commands.add(
        "trip", _("note when the holder departs; a proof of another day counts no more"), run_trip,
        examples=(
            "trip 1133062000314052 --departs 2024-07-01", "trip 1133062000314052 --departs 2024-07-01T14:30",
            "trip 1133062000314052 --none",
        ),
    )  # fmt: skip
    _number(trip)
    when = trip.add_mutually_exclusive_group(required=True)
    when.add_argument(
        "--departs", metavar=_("INSTANT"), type=departure, help=_("a day, or a day and time in the office's zone")
    )
    when.add_argument("--none", action="store_true", help=_("there is no trip"))
    trip.add_argument("--destination", metavar=_("TEXT"), help=_("country; by default the one that is known"))
    trip.add_argument(
        "--visa-days", metavar="N", type=whole, help=_("days before the departure at which a visa needs the passport")
    )


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))


def departure(text: str) -> tuple[datetime, bool]:
    """A departure as it was typed, and whether its time is known."""
    moment = instant(text)
    try:
        date.fromisoformat(text)
    except ValueError:
        return moment, True
    return moment, False


def run_hold(options: argparse.Namespace) -> Result:
    """Put on hold."""
    with office(options) as call:
        card = call.application(options.number)
        until = call.moment(options.until) if options.until is not None else None
        call.services.applications.hold(call.actor, card.id, options.reason, call.operation(), until=until)
        call.keep_plan("hold")
        return _state(call, card.id)


def run_resume(options: argparse.Namespace) -> Result:
    """Release from hold."""
    with office(options) as call:
        card = call.application(options.number)
        call.services.applications.resume(call.actor, card.id, call.operation())
        call.keep_plan("resume")
        return _state(call, card.id)


def run_proof(options: argparse.Namespace) -> Result:
    """Note a proof, or take the note back."""
    _refuse_recheck_of_nothing(options)
    with office(options) as call:
        card = call.application(options.number)
        if options.undo:
            call.services.applications.undo_proof(call.actor, card.id, call.operation())
        else:
            recheck = call.moment(datetime.combine(options.recheck, time())) if options.recheck else None
            call.services.applications.give_proof(
                call.actor, card.id, options.kind, call.operation(), recheck_at=recheck
            )
        call.keep_plan("undo_proof" if options.undo else "give_proof")
        return _state(call, card.id)


def _refuse_recheck_of_nothing(options: argparse.Namespace) -> None:
    if options.undo and options.recheck is not None:
        raise WrongUsageError(_("--recheck belongs to --kind."))


def run_trip(options: argparse.Namespace) -> Result:
    """Note a trip, or that there is none."""
    with office(options) as call:
        card = call.application(options.number)
        typed, has_time = options.departs or (None, False)
        departs = call.moment(typed) if typed is not None else None
        known = ("", 0) if departs is None else (card.destination, card.visa_lead_days)
        destination = options.destination if options.destination is not None else known[0]
        days = options.visa_days if options.visa_days is not None else known[1]
        call.services.applications.set_trip(
            call.actor, card.id, departs, has_time, destination, days, call.operation(), version=card.version
        )
        call.keep_plan("set_trip")
        return _state(call, card.id)


def _state(call: Call, application_id: int) -> Result:
    """The application now, with what these acts change."""
    card = call.services.applications.card(application_id)
    state: dict[str, Any] = {
        **call.state(application_id),
        "hold_reason": card.hold_reason or None,
        "hold_until": iso(card.hold_until),
        "proof": card.proof or None,
        "proof_counts": card.proof_counts,
        "proof_seen_by": card.proof_seen_by or None,
        "proof_recheck": iso(card.proof_recheck_at),
        "destination": card.destination or None,
        "visa_days": card.visa_lead_days,
    }
    return Result(state, " · ".join([state_line(state), *_words(card)]))


def _words(card: "Card") -> Iterator[str]:
    lang = language()
    if card.hold_reason:
        yield card.hold_reason_text
    if card.hold_until is not None:
        yield _("expected back {moment}").format(moment=moment_medium(card.hold_until, lang))
    if card.departs_at is not None:
        said = moment_medium(card.departs_at, lang) if card.departs_has_time else day_medium(card.departs_at, lang)
        yield _("departs {moment}").format(moment=said)
    if card.proof:
        yield _("proof: {proof}").format(proof=card.proof)
    if card.proof_recheck_at is not None:
        yield _("to be seen again {day}").format(day=day_medium(card.proof_recheck_at, lang))
