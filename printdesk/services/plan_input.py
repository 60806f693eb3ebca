"""What the print order needs to know, read from the database: jobs, capacity, and the facts of each sentence."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, func, select

from printdesk.domain.capacity import ServiceStatus, Session, StationCapacity, Supply, buckets
from printdesk.domain.order_types import Bucket, Job
from printdesk.domain.printby import LeadRule, PickupClock, Trip
from printdesk.domain.states import AT_STATION, ApplicationState, BookletState
from printdesk.domain.urgency import Case, Urgency, classify
from printdesk.models.tables import Application, BlankBatch, Booklet, OvertimeSession
from printdesk.services.deliveries import to_come
from printdesk.services.later_stages import assumed_back, closures
from printdesk.services.learned import service_success, station_rates
from printdesk.services.office import Switch, service_switches, station_switches
from printdesk.services.plan_pins import bend
from printdesk.services.plan_waiting import Waiting, expired, read_waiting
from printdesk.services.precedence import Precedence, in_force, raised
from printdesk.services.work import View, Work

WHOLE = 1000
"""An evening whose station nobody holds up, in thousandths."""


@dataclass(frozen=True, slots=True)
class PlanInput:
    """Everything `print_order` is given, and what the rows say besides.

    Attributes:
        urgency: the class that holds for each, raises counted in.
        jobs: what is ordered; the pinned as their pins have them.
        own: the pinned as they are without their pins, by id.
        lifted: those whom a raise makes more urgent than they are.
        precedence: the raises and pins that were counted in.
        in_doubt: trips that a later stage, stopped nobody knows until when, may cost.
        words: what the sentences of many rows share, kept by those who word them.
    """

    waiting: dict[int, Waiting]
    urgency: dict[int, Urgency]
    jobs: list[Job]
    buckets: tuple[Bucket, ...]
    clock: PickupClock
    switches: dict[str, Switch]
    blanks: dict[str, Supply]
    own: Mapping[int, Job] = field(default_factory=dict)
    lifted: frozenset[int] = frozenset()
    precedence: Precedence = field(default_factory=Precedence)
    in_doubt: frozenset[int] = frozenset()
    words: dict[tuple[str, str], tuple[str, str, datetime | None]] = field(default_factory=dict, compare=False)

    def true_jobs(self) -> dict[int, Job]:
        """All that wait by id, as they are without pins."""
        return {job.id: job for job in self.jobs} | dict(self.own)


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
    waiting = {row.id: row for row in read_waiting(view) if row.id not in left_out}
    urgency = _urgencies(view, list(waiting.values()))
    lifted = _lifted(view, waiting, urgency, precedence, clock)
    jobs = _jobs(view, waiting, urgency, lifted, clock)
    urgency |= lifted
    switches = {switch.code: switch for switch in service_switches(view)}
    given = PlanInput(
        waiting, urgency, jobs, (), clock, switches, supplies(view), {}, frozenset(lifted), precedence,
        _in_doubt(view, waiting, urgency, clock),
    )  # fmt: skip
    return with_overtime(view, given, extra)


def with_overtime(view: View | Work, given: PlanInput, extra: tuple[Session, ...]) -> PlanInput:
    """What was read in the same view, with other overtime: only where and when can be printed is worked out anew."""
    places = places_on(view, given)(extra)
    jobs = list(given.true_jobs().values())
    bent, own = bend(jobs, places, given.precedence.pins, view.office.office_hours, view.now)
    return replace(given, jobs=bent, buckets=places, own=own, words={})


def places_on(view: View | Work, given: PlanInput) -> Callable[[tuple[Session, ...]], tuple[Bucket, ...]]:
    """What tells where and when can be printed on any overtime besides what is ordered; all else is read once."""
    office, cuts = view.office.office_hours, _cuts(view, given.clock, list(given.true_jobs().values()))
    known, status = stations(view), statuses(view, list(given.switches.values()))
    ordered, lying = ordered_overtime(view), in_hand(view)
    demand = Counter(row.service for row in given.waiting.values())

    def places(extra: tuple[Session, ...]) -> tuple[Bucket, ...]:
        return buckets(
            known, status, office, office.local(view.now), view.settings.order.horizon_days, cuts,
            (*ordered, *extra), lying, given.blanks, demand,
        )  # fmt: skip

    return places


def _in_doubt(
    view: View | Work, waiting: Mapping[int, Waiting], urgency: Mapping[int, Urgency], clock: PickupClock
) -> frozenset[int]:
    if not clock.closures:
        return frozenset()
    until, found = assumed_back(view), set()
    for key, row in waiting.items():
        if urgency[key].has_trip and row.departs_at is not None:
            trip, lead = _trip(view, row, urgency[key])
            if clock.in_doubt(row.service, trip, lead, until):
                found.add(key)
    return frozenset(found)


def _trip(view: View | Work, row: Waiting, urgency: Urgency) -> tuple[Trip, LeadRule]:
    """A row's trip and how long before it the booklet must be there."""
    departs = view.office.office_hours.local(row.departs_at or row.promised)
    margin = timedelta(minutes=view.settings.order.travel_margin_minutes)
    return (
        Trip(departs, row.departs_has_time, row.visa_lead_days, row.proof),
        LeadRule(urgency.pickup_lead_days, margin),
    )


def _cuts(view: View | Work, clock: PickupClock, jobs: list[Job]) -> set[datetime]:
    """Where buckets end: the last print for each day's pickup, and each print-by date of a trip."""
    today = view.office.office_hours.local(view.now).date()
    by_trip = {job.need_by for job in jobs if job.has_trip and job.need_by is not None and job.need_by > view.now}
    return {*clock.cuts(today, view.settings.order.horizon_days), *by_trip}


def _ahead(view: View | Work, moment: datetime | None) -> datetime | None:
    """When something is expected to work again; a time that has passed proves nothing, so nobody knows."""
    return moment if moment is not None and moment > view.now else None


def _urgencies(view: View | Work, rows: list[Waiting]) -> dict[int, Urgency]:
    """Each application's class; same-day service counts up to the quota of the day on which it came."""
    office = view.office.office_hours
    today = office.local(view.now).date()
    classes = view.settings.order.classes
    within = _within_quota(view, rows)
    known: dict[tuple[date | None, bool, str, bool], Urgency] = {}
    found = {}
    for row in rows:
        day = office.local(row.departs_at).date() if row.departs_at else None
        same_day = row.id in within
        key = (day, row.departs_at is not None, row.proof or "", same_day)
        if key not in known:
            known[key] = classify(Case(row.departs_at, row.proof or "", same_day), classes, today, office)
        found[row.id] = known[key]
    return found


def _within_quota(view: View | Work, rows: list[Waiting]) -> set[int]:
    """Same-day applications within the quota of the day on which they came, whatever became of the others."""
    waiting = [row for row in rows if row.same_day]
    if not waiting:
        return set()
    office, quota = view.office.office_hours, view.settings.order.same_day_quota
    taken: Counter[date] = Counter()
    within = set()
    came = view.session.execute(
        select(Application.id, Application.arrived)
        .where(
            Application.same_day,
            Application.state != ApplicationState.CANCELLED,
            Application.arrived >= office.start_of(office.local(min(row.arrived for row in waiting)).date()),
        )
        .order_by(Application.arrived, Application.id)
    )
    for application_id, arrived in came:
        day = office.local(arrived).date()
        taken[day] += 1
        if taken[day] <= quota:
            within.add(application_id)
    return within


def _jobs(
    view: View | Work,
    waiting: Mapping[int, Waiting],
    urgency: Mapping[int, Urgency],
    lifted: Mapping[int, Urgency],
    clock: PickupClock,
) -> list[Job]:
    """The jobs; print-by dates are worked out once for all that share a promise, or a trip."""
    known: dict[tuple[object, ...], datetime] = {}
    jobs, key = list[Job](), tuple[object, ...]()
    for row in waiting.values():
        own, other = urgency[row.id], lifted.get(row.id)
        if own.has_trip:
            key = (
                own.at_once, row.promised, own.pickup_lead_days, row.service, row.departs_at, row.departs_has_time,
                row.visa_lead_days,
            )  # fmt: skip
        else:
            key = (own.at_once, row.promised)
        needed = known.get(key)
        if needed is None:
            needed = known[key] = need_by(view, row, own, clock)
        if other is not None:
            needed = _raised_need(view, row, needed, other, clock)
        # Past the class's own constructor, which takes twice as long: there are tens of thousands.
        jobs.append(tuple.__new__(Job, (
            row.id, row.number, row.service, (other or own).rank, row.arrived, needed, row.promised, row.ready_at,
            row.priority is not None, row.group_name, None, own.has_trip,
        )))  # fmt: skip
    return jobs


def _raised_need(view: View | Work, row: Waiting, needed: datetime, lifted: Urgency, clock: PickupClock) -> datetime:
    """A raise never makes a print-by date later while that can be kept."""
    other = need_by(view, row, lifted, clock)
    return min(needed, other) if needed > view.now else max(needed, other)


def _lifted(
    view: View | Work,
    waiting: Mapping[int, Waiting],
    urgency: Mapping[int, Urgency],
    precedence: Precedence,
    clock: PickupClock,
) -> dict[int, Urgency]:
    """The classes of those whom a raise makes more urgent than they are."""
    found = {}
    for key, each in precedence.raises.items():
        if key in waiting:
            own = urgency[key]
            too_late = need_by(view, waiting[key], own, clock) <= view.now
            lifted = raised(own, each.class_code, view.settings.order.classes, too_late=too_late)
            if lifted is not own:
                found[key] = lifted
    return found


def need_by(view: View | Work, row: Waiting, urgency: Urgency, clock: PickupClock) -> datetime:
    """When this application must have left the printer: for its trip, at once when urgent, else for its promise."""
    if urgency.has_trip and row.departs_at is not None:
        by_trip = clock.print_by_of(row.service, *_trip(view, row, urgency))
        if by_trip is not None:
            return by_trip
    return _at_once(view, clock) if urgency.at_once else clock.print_by_promise(row.promised)


def _at_once(view: View | Work, clock: PickupClock) -> datetime:
    """The next last print for a pickup on the same day: today's while it lies ahead, else the next open day's."""
    today = view.office.office_hours.local(view.now).date()
    return next(cut for cut in clock.cuts(today, view.settings.order.horizon_days) if cut > view.now)


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
    zone = view.office.zone
    today = view.now.astimezone(zone).date()
    rows = view.session.scalars(
        select(OvertimeSession).where(OvertimeSession.day >= today, OvertimeSession.cancelled_at.is_(None))
    )
    return tuple(printing_of(session_of(row.day, row.start, row.end, row.station, view), row.share) for row in rows)


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
    rows = view.session.execute(
        select(Application.claimed_station, func.count())
        .where(Application.state.in_(AT_STATION), ~expired(view.now))
        .group_by(Application.claimed_station)
    )
    return {station: count for station, count in rows if station}


def supplies(view: View | Work) -> dict[str, Supply]:
    """Blanks left for those who wait, by service type: the stock less one for each application already taken.

    A type of which none was ever booked in is not kept here, so it is not limited.
    """
    booked = set(view.session.scalars(select(BlankBatch.service).distinct()))
    stock = _counts(
        view,
        select(Booklet.service, func.count())
        .where(Booklet.state.in_([BookletState.IN_SAFE, BookletState.ISSUED, BookletState.RETURNED]))
        .group_by(Booklet.service),
    )
    taken = _counts(
        view,
        select(Application.service, func.count())
        .where(Application.state == ApplicationState.CLAIMED, ~expired(view.now))
        .group_by(Application.service),
    )
    coming = to_come(view)
    return {
        service: Supply(max(0, stock.get(service, 0) - taken.get(service, 0)), coming.get(service, ()))
        for service in booked
    }


def _counts(view: View | Work, counted: Select[str, int]) -> dict[str, int]:
    return {code: count for code, count in view.session.execute(counted)}  # noqa: C416  a result is no mapping
