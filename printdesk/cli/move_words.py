"""What an act would do to the plan, as a document and in words: who moves, who would lose a trip."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from printdesk.cli.result import iso
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import moment_medium, number

if TYPE_CHECKING:
    from datetime import datetime

    from printdesk.services.cards import Card
    from printdesk.services.plan_moves import Moved, MovePreview


def preview_document(card: "Card", seen: "MovePreview") -> dict[str, Any]:
    """A preview for `--json`; `moved` names the others, those who lose a trip first."""
    return {
        "number": card.number,
        "name": card.name,
        "planned_before": iso(seen.planned_before),
        "planned_after": iso(seen.planned_after),
        "at_risk_before": seen.at_risk_before,
        "at_risk_after": seen.at_risk_after,
        "trips_lost": seen.trips_lost,
        "trips_saved": seen.trips_saved,
        "promises_lost": seen.promises_lost,
        "moved": [moved_document(each) for each in seen.moved],
    }


def moved_document(each: "Moved") -> dict[str, Any]:
    """One application that would be printed at another time."""
    return {
        "number": each.number,
        "name": each.name,
        "class_code": each.class_code,
        "planned_before": iso(each.before),
        "planned_after": iso(each.after),
        "working_days": each.working_days,
        "loses_trip": each.loses_trip,
        "gains_trip": each.gains_trip,
        "loses_promise": each.loses_promise,
        "gains_promise": each.gains_promise,
    }


def preview_text(card: "Card", seen: "MovePreview") -> str:
    """The preview in words; the last line says that nothing was changed."""
    own = _("{name} ({number}): planned {after}, now {before}; {risk}.").format(
        name=card.name, number=card.number, after=_when(seen.planned_after), before=_when(seen.planned_before),
        risk=_("too late for its date") if seen.at_risk_after else _("in time"),
    )  # fmt: skip
    if seen.changes_nothing:
        return "\n".join([own, _("The plan would stay as it is."), nothing_changed()])
    return "\n".join([own, *_sums(seen), *moved_lines(seen.moved), nothing_changed()])


def nothing_changed() -> str:
    """The last line of every preview."""
    return _("This was a preview; nothing was changed.")


def _sums(seen: "MovePreview") -> Iterable[str]:
    yield lost_line(seen.trips_lost)
    if seen.trips_saved:
        yield plural("{count} trip would be saved.", "{count} trips would be saved.", seen.trips_saved).format(
            count=number(seen.trips_saved, language())
        )
    if seen.promises_lost:
        yield plural(
            "{count} promise would be broken.", "{count} promises would be broken.", seen.promises_lost
        ).format(count=number(seen.promises_lost, language()))


def lost_line(trips: int) -> str:
    """How many trips would be lost, said also where none is."""
    if not trips:
        return _("Nobody would lose a trip.")
    return plural("{count} trip would be lost.", "{count} trips would be lost.", trips).format(
        count=number(trips, language())
    )


def moved_lines(moved: "Sequence[Moved]") -> Iterable[str]:
    """Everybody whose outcome changes or who moves by whole working days, and how many move within a day."""
    far = [each for each in moved if _matters(each)]
    yield from (_line(each) for each in far)
    near = len(moved) - len(far)
    if near:
        yield plural(
            "{count} other would be printed at another hour, by less than a working day.",
            "{count} others would be printed at another hour, by less than a working day.", near,
        ).format(count=number(near, language()))  # fmt: skip


def _matters(each: "Moved") -> bool:
    outcome = each.loses_trip or each.gains_trip or each.loses_promise or each.gains_promise
    return outcome or each.working_days != 0 or (each.before is None) != (each.after is None)


def _line(each: "Moved") -> str:
    return _("- {name} ({number}): {effect}; planned {after}, now {before}").format(
        name=each.name, number=each.number, effect=_effect(each), after=_when(each.after), before=_when(each.before)
    )


def _effect(each: "Moved") -> str:
    outcomes = (
        (each.loses_trip, _("would LOSE the trip")),
        (each.gains_trip, _("the trip would be saved")),
        (each.loses_promise, _("the promise would be broken")),
        (each.gains_promise, _("the promise would be kept")),
        (each.after is None, _("would have no place any more")),
        (each.before is None, _("would have a place")),
    )
    said = next((words for holds, words in outcomes if holds), "")
    return said or _days(each.working_days)


def _days(days: int) -> str:
    if days > 0:
        return plural("{count} working day later", "{count} working days later", days).format(count=days)
    return plural("{count} working day earlier", "{count} working days earlier", -days).format(count=-days)


def _when(moment: "datetime | None") -> str:
    return moment_medium(moment, language()) if moment else _("without a place")
