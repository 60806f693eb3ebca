"""Who departs when, against who is predicted ready in time: the supervisor's fourteen days.

Every open application with a trip counts, wherever its booklet is: in the queue, at a station, at quality check, on
the shelf or on hold. What was collected does not. Those in the queue are judged by the plan, so the figures agree
with it; a booklet that is made already is judged by when it can be collected.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.states import AT_STATION, ApplicationState
from printdesk.models.tables import Application
from printdesk.services.plan_words import chances_of
from printdesk.services.plans import PlanRow, PlanView, make_plan
from printdesk.services.work import View, Workplace

DAYS = 14
_MADE = (ApplicationState.PRINTED, ApplicationState.PASSED)
_OPEN = (*AT_STATION, *_MADE, ApplicationState.SHELVED, ApplicationState.HELD)


class Verdict(StrEnum):
    """What is to be expected of a trip."""

    AT_RISK = "at_risk"
    """The plan cannot print it in time."""
    IN_TIME = "in_time"
    """In the queue, at a station or at quality check, and in time by the plan."""
    READY = "ready"
    """On the shelf."""
    HURRY = "hurry"
    """Being made, but by the rule it reaches the counter after the last pickup before the departure."""
    HELD = "held"
    """On hold, and nobody knows until when, so the plan has no place for it."""
    PASSED = "passed"
    """The day of departure has passed while it waited."""


@dataclass(frozen=True, slots=True)
class Departure:
    """One open application with a trip; moments in the office's zone.

    Attributes:
        state: of the application ("ready" waits for printing).
        position, need_by, planned, class_rank, class_code: its row in the plan; None and "" outside of the queue.
    """

    application_id: int
    number: str
    name: str
    service: str
    departs_at: datetime
    departs_has_time: bool
    proof: str
    state: str
    verdict: Verdict
    position: int | None = None
    need_by: datetime | None = None
    planned: datetime | None = None
    class_rank: int | None = None
    class_code: str = ""


@dataclass(frozen=True, slots=True)
class DepartureDay:
    """How many depart on one day, and what is to be expected of them.

    Attributes:
        open: whether the office works on that day. holiday: name of what closes it; "" on plain weekends.
        departing: all that depart: the sum of the four that follow.
        in_time: on the shelf, or predicted to be ready in time.
    """

    day: date
    open: bool
    holiday: str
    departing: int
    in_time: int
    at_risk: int
    hurry: int
    held: int

    @property
    def unsure(self) -> int:
        """Neither in time nor at risk by the plan: to be hurried, or on hold."""
        return self.hurry + self.held


@dataclass(frozen=True, slots=True)
class Departures:
    """All open trips.

    Attributes:
        plan: the plan by which they were judged.
        days: today and the thirteen days after it.
        rows: every open trip, whatever its day; the next to depart first, of one day those at risk first.
    """

    plan: PlanView
    days: tuple[DepartureDay, ...]
    rows: tuple[Departure, ...]

    @property
    def now(self) -> datetime:
        """The moment of the plan."""
        return self.plan.now

    @property
    def at_risk(self) -> tuple[Departure, ...]:
        """Every trip that the plan cannot save, as many as `PlanView.trips_at_risk`."""
        return tuple(row for row in self.rows if row.verdict is Verdict.AT_RISK)

    def on(self, day: date, *, risk_only: bool = False) -> tuple[Departure, ...]:
        """Who departs on a day, or only those of them at risk."""
        rows = self.at_risk if risk_only else self.rows
        return tuple(row for row in rows if row.departs_at.date() == day and row.verdict is not Verdict.PASSED)

    @property
    def passed(self) -> tuple[Departure, ...]:
        """Who still waits although the day of departure has passed."""
        return tuple(row for row in self.rows if row.verdict is Verdict.PASSED)

    @property
    def later(self) -> tuple[Departure, ...]:
        """Who departs after the fourteen days."""
        last = self.days[-1].day
        return tuple(row for row in self.rows if row.departs_at.date() > last)


class DeparturesService:
    """Reads the open trips."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def departures(self) -> Departures:
        """All open trips as of now."""
        with self._workplace.reading() as view:
            return make_departures(view, make_plan(view))


def make_departures(view: View, plan: PlanView) -> Departures:
    """The open trips, judged by a plan of the same moment."""
    rows = sorted((*_in_queue(plan), *_outside(view, plan)), key=_order)
    first = plan.now.date()
    office = view.office.office_hours
    days = tuple(_day(first + timedelta(days=n), rows, office) for n in range(DAYS))
    return Departures(plan, days, tuple(rows))


def _order(row: Departure) -> tuple[date, bool, datetime, int]:
    return row.departs_at.date(), row.verdict is not Verdict.AT_RISK, row.departs_at, row.position or 0


def _in_queue(plan: PlanView) -> Iterator[Departure]:
    today = plan.now.date()
    for row in plan.rows:
        if row.departs_at is not None:
            yield _planned(row, row.departs_at, today)


def _planned(row: PlanRow, departs_at: datetime, today: date) -> Departure:
    verdict = Verdict.AT_RISK if row.trip_at_risk else Verdict.IN_TIME
    if departs_at.date() < today:
        verdict = Verdict.PASSED
    state = ApplicationState.HELD if row.held_until is not None else ApplicationState.READY
    return Departure(
        row.application_id, row.number, row.name, row.service, departs_at, row.departs_has_time, row.proof, state,
        verdict, row.position, row.need_by, row.planned, row.class_rank, row.class_code,
    )  # fmt: skip


def _outside(view: View, plan: PlanView) -> Iterator[Departure]:
    """Who is open and not in the plan: at a station, at quality check, on the shelf, or on hold."""
    zone, today = view.office.zone, plan.now.date()
    since = plan.now.replace(hour=0, minute=0, second=0, microsecond=0)
    found = view.session.scalars(
        select(Application)
        .where(Application.state.in_(_OPEN), Application.departs_at.is_not(None))
        .where((Application.departs_at >= since) | (Application.state == ApplicationState.HELD))
        .order_by(Application.id)
    )
    for row in found:
        if row.id in plan.facts or row.departs_at is None:
            continue
        departs = row.departs_at.astimezone(zone)
        verdict = Verdict.PASSED if departs.date() < today else _verdict(view, row)
        yield Departure(
            row.id, row.number, row.name, row.service, departs, row.departs_has_time, row.proof or "", row.state,
            verdict,
        )  # fmt: skip


def _verdict(view: View, row: Application) -> Verdict:
    if row.state == ApplicationState.SHELVED:
        return Verdict.READY
    if row.state == ApplicationState.HELD:
        return Verdict.HELD
    ready_from, last_pickup = chances_of(view, row)
    late = ready_from is not None and last_pickup is not None and ready_from > last_pickup
    return Verdict.HURRY if late else Verdict.IN_TIME


def _day(day: date, rows: Iterable[Departure], office: WorkCalendar) -> DepartureDay:
    found = [row.verdict for row in rows if row.departs_at.date() == day]
    return DepartureDay(
        day=day,
        open=office.is_open(day),
        holiday=office.closed_because(day) or "",
        departing=len(found),
        in_time=found.count(Verdict.IN_TIME) + found.count(Verdict.READY),
        at_risk=found.count(Verdict.AT_RISK),
        hurry=found.count(Verdict.HURRY),
        held=found.count(Verdict.HELD),
    )
