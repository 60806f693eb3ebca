"""What the print order needs to know, read from the database: jobs, capacity, and the facts of each sentence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, literal, select

from printdesk.domain.capacity import ServiceStatus, Session, StationCapacity, Supply, buckets
from printdesk.domain.order_types import Bucket, Job
from printdesk.domain.printby import PickupClock
from printdesk.domain.states import AT_STATION, ApplicationState, BookletState
from printdesk.domain.urgency import Urgency
from printdesk.models.quick import Question
from printdesk.models.tables import Application, BlankBatch, Booklet, OvertimeSession
from printdesk.services.deliveries import to_come
from printdesk.services.later_stages import assumed_back, closures
from printdesk.services.learned import service_success, station_rates
from printdesk.services.office import Switch, service_switches, station_switches
from printdesk.services.plan_kinds import trip_of
from printdesk.services.plan_pins import bend
from printdesk.services.plan_queue import Queue, read_queue
from printdesk.services.plan_waiting import Waiting, expired
from printdesk.services.precedence import Precedence, in_force
from printdesk.services.work import View, Work

_ORDERED = Question(
    lambda: select(
        OvertimeSession.day, OvertimeSession.start, OvertimeSession.end, OvertimeSession.station,
        OvertimeSession.share,
    ).where(OvertimeSession.day >= bindparam("today"), OvertimeSession.cancelled_at.is_(None))
)  # fmt: skip
_BOOKED_IN = Question(lambda: select(BlankBatch.service).distinct())
_STOCK = Question(
    lambda: select(Booklet.service, func.count())
    .where(_one_of(Booklet.state, (BookletState.IN_SAFE, BookletState.ISSUED, BookletState.RETURNED)))
    .group_by(Booklet.service)
)  # fmt: skip
_TAKEN = Question(
    lambda: select(Application.service, func.count())
    .where(Application.state == str(ApplicationState.CLAIMED), _still_held())
    .group_by(Application.service)
)  # fmt: skip
_AT_STATIONS = Question(
    lambda: select(Application.claimed_station, func.count())
    .where(_one_of(Application.state, AT_STATION), _still_held())
    .group_by(Application.claimed_station)
)  # fmt: skip

WHOLE = 1000
"""An evening whose station nobody holds up, in thousandths."""


@dataclass(frozen=True, slots=True)
class PlanInput:
    """Everything `print_order` is given, and what the rows say besides.

    Attributes:
        queue: what waits, and the class that holds for each, raises counted in.
        jobs: what is ordered; the pinned as their pins have them.
        own: the pinned as they are without their pins, by id.
        precedence: the raises and pins that were counted in.
        in_doubt: trips that a later stage, stopped nobody knows until when, may cost.
        words: what the sentences of many rows share, kept by those who word them.
    """

    queue: Queue
    jobs: list[Job]
    buckets: tuple[Bucket, ...]
    clock: PickupClock
    switches: dict[str, Switch]
    blanks: dict[str, Supply]
    own: Mapping[int, Job] = field(default_factory=dict)
    precedence: Precedence = field(default_factory=Precedence)
    in_doubt: frozenset[int] = frozenset()
    words: dict[tuple[str, str], tuple[str, str, datetime | None]] = field(default_factory=dict, compare=False)

    @property
    def waiting(self) -> Mapping[int, Waiting]:
        """What waits, by id."""
        return self.queue.waiting

    @property
    def urgency(self) -> Mapping[int, Urgency]:
        """The class that holds for each, raises counted in."""
        return self.queue.urgency

    @property
    def lifted(self) -> frozenset[int]:
        """Those whom a raise makes more urgent than they are."""
        return self.queue.lifted

    def true_jobs(self) -> dict[int, Job]:
        """All that wait by id, as they are without pins."""
        return {job.id: job for job in self.jobs} | dict(self.own)

    def in_true_order(self) -> list[Job]:
        """The same in the order of their ids."""
        return [self.own.get(job.id, job) for job in self.jobs] if self.own else self.jobs


def pickup_clock(view: View | Work) -> PickupClock:
    """From the printer to the counter, by the office's calendars."""
    lag = timedelta(minutes=view.settings.order.quality_lag_minutes)
    return PickupClock(view.office.office_hours, view.office.counter_hours, lag, closures(view))


def plan_input(
    view: View | Work,
    extra: tuple[Session, ...] = (),
    left_out: frozenset[int] = frozenset(),
    precedence: Precedence | None = None,
) -> PlanInput:
    """Read what waits and what can be printed.

    Args:
        extra: overtime that is being considered, besides what is ordered.
        left_out: applications that are dealt with elsewhere.
        precedence: raises and pins to be counted in; None for those that hold now.
    """
    precedence = in_force(view) if precedence is None else precedence
    clock = pickup_clock(view)
    queue = read_queue(view, clock, left_out, precedence)
    switches = {switch.code: switch for switch in service_switches(view)}
    given = PlanInput(
        queue, queue.jobs(), (), clock, switches, supplies(view), {}, precedence, _in_doubt(view, queue, clock),
    )  # fmt: skip
    return with_overtime(view, given, extra)


def with_overtime(view: View | Work, given: PlanInput, extra: tuple[Session, ...]) -> PlanInput:
    """What was read in the same view, with other overtime: only where and when can be printed is worked out anew."""
    places = places_on(view, given)(extra)
    jobs = given.in_true_order()
    bent, own = bend(jobs, places, given.precedence.pins, view.office.office_hours, view.now)
    return replace(given, jobs=bent, buckets=places, own=own, words={})


def places_on(view: View | Work, given: PlanInput) -> Callable[[tuple[Session, ...]], tuple[Bucket, ...]]:
    """What tells where and when can be printed on any overtime besides what is ordered; all else is read once."""
    office, cuts = view.office.office_hours, _cuts(view, given.clock, given.queue)
    known, status = stations(view), statuses(view, list(given.switches.values()))
    ordered, lying = ordered_overtime(view), in_hand(view)
    demand = given.queue.demand()

    def places(extra: tuple[Session, ...]) -> tuple[Bucket, ...]:
        return buckets(
            known, status, office, office.local(view.now), view.settings.order.horizon_days, cuts,
            (*ordered, *extra), lying, given.blanks, demand,
        )  # fmt: skip

    return places


def _in_doubt(view: View | Work, queue: Queue, clock: PickupClock) -> frozenset[int]:
    if not clock.closures:
        return frozenset()
    until = assumed_back(view)
    doubtful = {
        id(kind) for kind in queue.distinct
        if kind.has_trip and kind.departs_at is not None
        and clock.in_doubt(kind.service, *trip_of(view, kind, kind.pickup_lead_days), until)
    }  # fmt: skip
    return frozenset(key for key, kind in zip(queue.columns.ids, queue.kinds, strict=True) if id(kind) in doubtful)


def _cuts(view: View | Work, clock: PickupClock, queue: Queue) -> set[datetime]:
    """Where buckets end: the last print for each day's pickup, and each print-by date of a trip."""
    today = view.office.office_hours.local(view.now).date()
    by_trip = {kind.need_by for kind in queue.distinct if kind.has_trip and kind.need_by > view.now}
    return {*clock.cuts(today, view.settings.order.horizon_days), *by_trip}


def _ahead(view: View | Work, moment: datetime | None) -> datetime | None:
    """When something is expected to work again; a time that has passed proves nothing, so nobody knows."""
    return moment if moment is not None and moment > view.now else None


def statuses(view: View | Work, switches: Sequence[Switch]) -> list[ServiceStatus]:
    """The service types with the success that the log shows of flaky ones (`learned.service_success`)."""
    success = service_success(view, switches)
    return [
        ServiceStatus(
            switch.code, switch.state, success[switch.code].percent / 100, _ahead(view, switch.expected_back)
        )
        for switch in switches
    ]  # fmt: skip


def stations(view: View | Work) -> list[StationCapacity]:
    """The stations at the rates that they really had (`learned.station_rates`)."""
    switches = {switch.code: switch for switch in station_switches(view)}
    rates = station_rates(view)
    return [
        StationCapacity(
            station.code, frozenset(station.services), rates[station.code].per_hour, switches[station.code].state,
            _ahead(view, switches[station.code].expected_back),
        )
        for station in view.settings.stations
    ]  # fmt: skip


def ordered_overtime(view: View | Work) -> tuple[Session, ...]:
    """Overtime that was ordered and is not over."""
    rows = _ORDERED.rows(view.session, today=view.now.astimezone(view.office.zone).date())
    return tuple(
        printing_of(session_of(day, start, end, station, view), share) for day, start, end, station, share in rows
    )


def printing_of(session: Session, share: int) -> Session:
    """An evening as the plan counts it: where the check holds its station up, as if that stopped so much earlier.

    Args:
        share: of it, in thousandths.
    """
    end = session.start + (session.end - session.start) * min(share, WHOLE) / WHOLE
    return Session(session.start, end, session.stations)


def session_of(day: date, start: time, end: time, station: str, view: View | Work) -> Session:
    """An evening of a station as the plan counts it; one that ends before it starts ends on the next day."""
    zone = view.office.zone
    last = day + timedelta(days=1) if end <= start else day
    return Session(datetime.combine(day, start, zone), datetime.combine(last, end, zone), frozenset({station}))


def in_hand(view: View | Work) -> dict[str, int]:
    """What lies at each station already, by its code."""
    rows = _AT_STATIONS.rows(view.session, now=view.now)
    return {station: count for station, count in rows if station}


def supplies(view: View | Work) -> dict[str, Supply]:
    """Blanks left for those who wait, by service type: the stock less one for each application already taken.

    A type of which none was ever booked in is not kept here, so it is not limited.
    """
    booked = sorted(service for (service,) in _BOOKED_IN.rows(view.session))
    stock: dict[str, int] = dict(_STOCK.rows(view.session))
    taken: dict[str, int] = dict(_TAKEN.rows(view.session, now=view.now))
    coming = to_come(view)
    return {
        service: Supply(max(0, stock.get(service, 0) - taken.get(service, 0)), coming.get(service, ()))
        for service in booked
    }


def _one_of(column: Any, states: Iterable[str]) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.in_([literal(str(state)) for state in states])
    return found


def _still_held() -> ColumnElement[bool]:
    """No claim that ran out."""
    return ~expired(bindparam("now", type_=Application.claimed_until.type))
