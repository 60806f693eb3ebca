"""What a plan of overtime shows: its evenings, names, effect, what it leaves undone, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from printdesk.domain.capacity import Session


@dataclass(frozen=True, slots=True)
class Goal:
    """What a plan is made for.

    Attributes:
        kind: "none", "trips" (no savable trip is lost), "promises" (nor a promise), "clear" (and all who wait now are
            printed by `clear_by`).
    """

    kind: str
    clear_by: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody named for an evening.

    Attributes:
        place: code of the station, or "check". hours: of this evening. cost: rupiah.
        history: hours of overtime in the last weeks. mean: of all who could be asked.
        left: hours that the week's limit still leaves, this plan counted in.
        specialist: nobody else who is free that evening runs the station.
    """

    login: str
    name: str
    place: str
    hours: int
    cost: int
    history: float
    mean: float
    left: int
    specialist: bool


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Somebody who could do a place of the plan and is not named on this day.

    Attributes:
        reason: "leave", "sick", "travel", "other", "ordered", "hours", "evenings", "row", or "turn" (others come
            first by cost and turn). history: hours of overtime in the last weeks.
    """

    login: str
    name: str
    day: date
    reason: str
    history: float


@dataclass(frozen=True, slots=True)
class TightNeed:
    """The need for which an evening is worked: so many must be printed by a day, and regular hours have fewer places.

    Attributes:
        level: 0 for trips, 1 for promises, 2 for a day by which all is printed.
    """

    demand: int
    places: int
    until: date
    level: int


@dataclass(frozen=True, slots=True)
class PlannedEvening:
    """One evening of a plan.

    Attributes:
        booklets: what the print order prints in it. places: what its stations could print.
        tight: why it is worked. trips_without: trips lost if only this evening were left out; None before that was
            worked out.
    """

    day: date
    start: datetime
    end: datetime
    stations: tuple[str, ...]
    people: tuple[PlannedPerson, ...]
    passed_over: tuple[PassedOver, ...]
    booklets: int
    places: int
    cost: int
    tight: TightNeed | None
    trips_without: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What the print order does on a capacity.

    Attributes:
        trips_lost, promises_lost: applications whose date ahead cannot be kept.
        lost_by_class: rank of the class to trips lost.
        clear_on: day on which all who wait now are printed; None when some have no place.
    """

    trips_lost: int
    promises_lost: int
    lost_by_class: Mapping[int, int]
    clear_on: date | None


@dataclass(frozen=True, slots=True)
class UndoneRow:
    """An application that a plan leaves too late for what it was made for.

    Attributes:
        kind: "trip", "promise" or "wait" (not printed by the day that was asked for).
        savable: more overtime than the limits allow would help; False when none does.
        without_blank: no blank is left for it, so that no overtime prints it.
    """

    application_id: int
    number: str
    service: str
    kind: str
    need_by: datetime
    departs_at: datetime | None
    departs_has_time: bool
    planned: datetime | None
    savable: bool
    without_blank: bool = False


@dataclass(frozen=True, slots=True)
class PlanOption:
    """One plan of the frontier.

    Attributes:
        cost: rupiah. gap: rupiah by which it can be dearer than the cheapest that does as much; None before the
            solver has proven anything.
        trips_saved, promises_saved: against no overtime.
        undone: what it leaves. binding: the limit in its way (`overtime_limits`): "budget", "week", "row", "senior",
            "check", "people", several joined by "+", or "" when nothing is.
        idle: days between its evenings on which nobody need come.
        sessions: its evenings as the plan counts them.
    """

    goal: Goal
    evenings: tuple[PlannedEvening, ...]
    idle: tuple[date, ...]
    cost: int
    gap: int | None
    solver: str
    person_hours: int
    most_hours: int
    mean_hours: float
    effect: Effect
    trips_saved: int
    promises_saved: int
    undone: tuple[UndoneRow, ...]
    binding: str
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class PlannerView:
    """The plans that can be chosen from, from least to most overtime; the first is none at all.

    Attributes:
        until: last day on which an evening may be.
        unrated: names of people whose pay no rate is known for, who are asked only where nobody has one.
        senior_unknown: nobody's grade is known, so that no senior can be asked for.
        people: how many could be asked at all.
    """

    now: datetime
    until: date
    options: tuple[PlanOption, ...]
    without: Effect
    unrated: tuple[str, ...]
    senior_unknown: bool
    people: int

    def best(self) -> int:
        """Which is proposed: the cheapest that loses no savable trip."""
        kinds = [option.goal.kind for option in self.options]
        return kinds.index("trips") if "trips" in kinds else 0
