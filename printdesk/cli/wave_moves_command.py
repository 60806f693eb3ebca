"""Another pickup time for single people: `waves --times`, `--give` and `--give-back`."""

import argparse
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import WrongUsageError, instant
from printdesk.cli.call import Call
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language
from printdesk.i18n.dates import moment_medium, moment_short

if TYPE_CHECKING:
    from printdesk.services.wave_moves import WaveChoice, WaveChoices


def add_moves(waves: argparse.ArgumentParser, which: Any) -> None:
    """What is asked of `waves` for single people; `which` holds what excludes each other."""
    which.add_argument("--times", metavar=_("NUMBER"), help=_("the times that can be given to one person"))
    which.add_argument("--give", nargs="+", metavar=_("NUMBER"), help=_("give these people another time"))
    which.add_argument(
        "--give-back", nargs="+", metavar=_("NUMBER"), help=_("take back a time that was given by hand")
    )
    waves.add_argument(
        "--start", type=instant, metavar=_("INSTANT"), help=_("when the time begins that is given")
    )  # fmt: skip
    waves.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why another time is given"))


def changes(options: argparse.Namespace) -> bool:
    """Whether somebody's time changes."""
    return bool(options.give or options.give_back)


def asked(options: argparse.Namespace) -> bool:
    """Whether it is about single people."""
    return changes(options) or options.times is not None


def run_moves(call: Call, options: argparse.Namespace) -> Result:
    """Show what can be given, give it, or take it back."""
    if options.times is not None:
        return _times(call, options.times)
    service = call.services.wave_moves
    ids = [call.application(number).id for number in options.give or options.give_back]
    if options.give:
        if options.start is None:
            raise WrongUsageError(_("--give needs --start; “waves --times NUMBER” lists the times."))
        service.give(call.actor, ids, call.moment(options.start), options.reason, call.operation())
    else:
        service.give_back(call.actor, ids, call.operation())
    return _now(call, ids)


def _now(call: Call, ids: list[int]) -> Result:
    """The time that each has now."""
    people, lines = [], []
    for key in ids:
        card, time = call.services.applications.card(key), call.services.waves.of(key)
        people.append({"number": card.number, "name": card.name, "start": iso(time[0] if time else None)})
        said = moment_medium(time[0], language()) if time else _("no time")
        lines.append(f"{card.number} · {card.name} · {said}")
    return Result({"people": people}, "\n".join(lines))


def _times(call: Call, number: str) -> Result:
    found = call.services.wave_moves.choices(call.application(number).id)
    document: dict[str, Any] = {
        "name": found.name,
        "now_at": iso(found.now_at[0]) if found.now_at else None,
        "ready_from": iso(found.ready_from),
        "times": [
            {
                "start": iso(each.start),
                "end": iso(each.end),
                "taken": each.taken,
                "places": each.places,
                "late": each.late,
            }
            for each in found.choices
        ],
    }
    return Result(document, _times_text(found))


def _times_text(found: "WaveChoices") -> str:
    now = moment_medium(found.now_at[0], language()) if found.now_at else _("no time")
    headings = (_("From"), _("to"), _("Asked to come"), _("Places"), "")
    return f"{found.name} · {now}\n\n{table(headings, [_row(each) for each in found.choices], right=(2, 3))}"


def _row(each: "WaveChoice") -> tuple[object, ...]:
    late = _("too late for the trip") if each.late else ""
    return moment_short(each.start, language()), each.end.strftime("%H:%M"), each.taken, each.places, late
