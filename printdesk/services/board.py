"""Today's figures: what came, what was printed, what is late, and who travels within a week."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from printdesk.domain.states import ApplicationState
from printdesk.models.tables import Application, Pickup, PrintAttempt, QualityCheck
from printdesk.services.plans import PlanRow, PlanView, make_plan
from printdesk.services.work import View, Workplace

_WEEK, _TWO_WEEKS = timedelta(days=7), timedelta(days=14)
_WAITING = (ApplicationState.READY, ApplicationState.CLAIMED, ApplicationState.HELD)


@dataclass(frozen=True, slots=True)
class Age:
    """How many of those waiting came on one day, and how many of them are past their promise.

    Attributes:
        travelling: of those past their promise, who depart within seven days.
    """

    day: date
    waiting: int
    overdue: int
    travelling: int = 0


@dataclass(frozen=True, slots=True)
class DayLoad:
    """One day of the plan: the places there are, and how many of them the plan fills."""

    day: date
    places: int
    planned: int
    departures: int


@dataclass(frozen=True, slots=True)
class Board:
    """Today's figures.

    Attributes:
        waiting: applications that wait for printing.
        past_promise: of these, past their promise.
        past_first: of these, past what they were first promised, whatever outages moved since.
        travelling_soon: of those past their promise, who depart within seven days.
        trips_at_risk: trips the plan cannot save.
        cleared_on: day on which the plan prints the last that waits now; None when some have no place.
        without_place: how many have no place in the plan.
    """

    now: datetime
    waiting: int
    past_promise: int
    past_first: int
    travelling_soon: int
    trips_at_risk: int
    arrived_today: int
    printed_today: int
    failed_today: int
    checked_today: int
    collected_today: int
    in_check: int
    ready: int
    held: int
    unconfirmed: int
    cleared_on: date | None
    without_place: int
    ages: tuple[Age, ...]
    loads: tuple[DayLoad, ...]


class BoardService:
    """Reads today's figures."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def board(self, plan: PlanView | None = None) -> Board:
        """The figures as of now.

        Args:
            plan: the plan of this moment, where it has been made already.
        """
        with self._workplace.reading() as view:
            return make_board(view, plan or make_plan(view))


def make_board(view: View, plan: PlanView) -> Board:
    """The figures that belong to a plan."""
    states = _states(view)
    since = view.now.astimezone(view.office.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    waiting = [row for row in plan.rows if row.held_until is None]
    overdue = [row for row in waiting if row.promised < plan.now]
    planned = [row.planned.date() for row in waiting if row.planned]
    without = sum(row.planned is None for row in waiting)
    return Board(
        now=plan.now,
        waiting=len(waiting),
        past_promise=len(overdue),
        past_first=_past_first(view, waiting),
        travelling_soon=sum(travels_soon(plan, row) for row in overdue),
        trips_at_risk=plan.trips_at_risk,
        arrived_today=_count(view, Application.arrived >= since, Application.arrived <= view.now),
        printed_today=_count(view, PrintAttempt.outcome == "printed", PrintAttempt.outcome_at >= since),
        failed_today=_count(view, PrintAttempt.outcome == "failed", PrintAttempt.outcome_at >= since),
        checked_today=_count(view, QualityCheck.at >= since),
        collected_today=_count(view, Pickup.at >= since, Pickup.undone_at.is_(None)),
        in_check=states[ApplicationState.PRINTED] + states[ApplicationState.PASSED],
        ready=states[ApplicationState.SHELVED],
        held=states[ApplicationState.HELD],
        unconfirmed=states[ApplicationState.UNCONFIRMED],
        cleared_on=max(planned) if planned and not without else None,
        without_place=without,
        ages=_ages(plan),
        loads=_loads(plan),
    )


def _states(view: View) -> Counter[str]:
    rows = view.session.execute(select(Application.state, func.count()).group_by(Application.state))
    return Counter({state: count for state, count in rows})  # noqa: C416


def _count(view: View, *conditions: object) -> int:
    return view.session.scalar(select(func.count()).where(*conditions)) or 0  # type: ignore[arg-type]


def _past_first(view: View, waiting: list[PlanRow]) -> int:
    """How many of those waiting are past the day that they were told when they came."""
    wait = {row.application_id for row in waiting}
    late = view.session.scalars(
        select(Application.id).where(Application.state.in_(_WAITING), Application.promised_first < view.now)
    )
    return sum(key in wait for key in late)


def travels_soon(plan: PlanView, row: PlanRow) -> bool:
    """Whether somebody departs today or within seven days."""
    today = plan.now.date()
    return row.departs_at is not None and today <= row.departs_at.date() <= today + _WEEK


def _ages(plan: PlanView) -> tuple[Age, ...]:
    """The same people as the figures above: those on hold are left out."""
    rows = [row for row in plan.rows if row.held_until is None]
    waiting = Counter(row.ready_since.date() for row in rows)
    late = [row for row in rows if row.promised < plan.now]
    overdue = Counter(row.ready_since.date() for row in late)
    soon = Counter(row.ready_since.date() for row in late if travels_soon(plan, row))
    return tuple(Age(day, waiting[day], overdue[day], soon[day]) for day in sorted(waiting))


def _loads(plan: PlanView) -> tuple[DayLoad, ...]:
    """The next fourteen days that have places or departures."""
    places: Counter[date] = Counter()
    for bucket in plan.capacity:
        places[bucket.end.date()] += bucket.booklets
    filled = Counter(row.planned.date() for row in plan.rows if row.planned)
    leaving = Counter(row.departs_at.date() for row in plan.rows if row.departs_at)
    today = plan.now.date()
    days = sorted(day for day in set(places) | set(leaving) if today <= day < today + _TWO_WEEKS)
    return tuple(DayLoad(day, places[day], filled[day], leaving[day]) for day in days)
