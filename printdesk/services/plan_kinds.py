"""What applications that wait have in common: class, print-by date, days. Worked out once for each kind of them.

Of 20,000 that wait there are less than 2,000 kinds: the same service type, promise, trip, proof and urgency.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.printby import LeadRule, PickupClock, Trip
from printdesk.domain.urgency import Case, Urgency, classify
from printdesk.models.types import instant_reader
from printdesk.services.plan_waiting import Shared, shared_of
from printdesk.services.work import View, Work


class _Asked(Protocol):
    """What of an application says by when it is needed."""

    @property
    def service(self) -> str: ...
    @property
    def promised(self) -> datetime: ...
    @property
    def departs_at(self) -> datetime | None: ...
    @property
    def departs_has_time(self) -> bool: ...
    @property
    def visa_lead_days(self) -> int: ...
    @property
    def proof(self) -> str | None: ...


class Kind(NamedTuple):
    """What the applications of a kind share; all instants in the office's zone.

    Attributes:
        class_rank: 1 is most urgent; raises count.
        proof: the one that counts; None where there is none, or where it must be seen again first.
        overdue_days: working days since the promise passed; 0 when it has not.
        same_day: paid same-day service, within the quota or not.
        need_by: when it must have left the printer, for its trip or its promise.
        days_left: whole working days from today to print-by; negative when it has passed.
        office: the calendar in which days are counted.
    """

    service: str
    priority: str | None
    visa_lead_days: int
    class_rank: int
    class_code: str
    pickup_lead_days: int
    departs_at: datetime | None
    departs_has_time: bool
    proof: str | None
    promised: datetime
    overdue_days: int
    same_day: bool
    has_trip: bool
    at_once: bool
    need_by: datetime
    days_left: int
    office: WorkCalendar

    def claim(self) -> tuple[object, ...]:
        """What of it makes the claim of its applications, and until when they must be printed."""
        return self[6:15]

    def urgency(self) -> Urgency:
        """The class that holds."""
        return Urgency(self.class_rank, self.class_code, self.pickup_lead_days, self.has_trip, self.at_once)

    def slack_days(self, planned: datetime | None) -> int:
        """Whole working days between a planned moment and print-by; 0 without one."""
        return self.office.open_days_between(planned.date(), self.need_by.date()) if planned is not None else 0


class Kinds(dict[str, Kind]):
    """The kinds of one plan by the text of what they share, made when first asked for; same-day within the quota."""

    def __init__(self, view: View | Work, clock: PickupClock) -> None:
        super().__init__()
        self._view = view
        self._clock = clock
        self._office = view.office.office_hours
        self._now = self._office.local(view.now)
        self._instant = instant_reader(self._office.zone)
        self._urgency: dict[tuple[datetime | None, str | None, bool], Urgency] = {}
        self._needed: dict[tuple[object, ...], tuple[datetime, int]] = {}
        self._passed: dict[datetime, int] = {}
        self._others: dict[tuple[str, bool, bool], Kind] = {}

    def __missing__(self, text: str) -> Kind:
        found = self[text] = self._kind(shared_of(text, self._instant), within=True)
        return found

    def other(self, text: str, *, within: bool, proven: bool) -> Kind:
        """The same past the day's quota of same-day service, or while its proof does not count."""
        key = (text, within, proven)
        found = self._others.get(key)
        if found is None:
            shared = shared_of(text, self._instant)
            if not proven:
                shared = shared._replace(proof=None)
            found = self._others[key] = self._kind(shared, within=within)
        return found

    def lifted(self, kind: Kind, lifted: Urgency) -> Kind:
        """The same raised into another class; a raise never makes a print-by date later while that can be kept."""
        needed, other = kind.need_by, self._office.local(need_by(self._view, kind, lifted, self._clock))
        needed = min(needed, other) if needed > self._now else max(needed, other)
        return kind._replace(
            class_rank=lifted.rank, class_code=lifted.code, pickup_lead_days=lifted.pickup_lead_days,
            has_trip=lifted.has_trip, at_once=lifted.at_once, need_by=needed, days_left=self._days_until(needed),
        )  # fmt: skip

    def _kind(self, shared: Shared, *, within: bool) -> Kind:
        service, promised, departs_at, departs_has_time, visa_lead_days, proof, same_day, priority = shared
        asked = (departs_at, proof, same_day and within)
        urgency = self._urgency.get(asked) or self._classified(*asked)
        key: tuple[object, ...] = (urgency.at_once, promised)
        if urgency.has_trip:
            key = (*key, urgency.pickup_lead_days, service, departs_at, departs_has_time, visa_lead_days)
        needed, left = self._needed.get(key) or self._last_chance(key, shared, urgency)
        overdue = self._passed.get(promised)
        if overdue is None:
            overdue = self._overdue(promised)
        # Past the class's own constructor, which takes twice as long: there are thousands.
        return tuple.__new__(Kind, (
            service, priority, visa_lead_days, urgency.rank, urgency.code, urgency.pickup_lead_days, departs_at,
            departs_has_time, proof, promised, overdue, same_day, urgency.has_trip, urgency.at_once, needed, left,
            self._office,
        ))  # fmt: skip

    def _classified(self, departs_at: datetime | None, proof: str | None, within: bool) -> Urgency:
        case = Case(departs_at, proof or "", within)
        classes = self._view.settings.order.classes
        found = classify(case, classes, self._now.date(), self._office)
        self._urgency[departs_at, proof, within] = found
        return found

    def _last_chance(self, key: tuple[object, ...], shared: Shared, urgency: Urgency) -> tuple[datetime, int]:
        needed = self._office.local(need_by(self._view, shared, urgency, self._clock))
        found = self._needed[key] = (needed, self._days_until(needed))
        return found

    def _days_until(self, moment: datetime) -> int:
        return self._office.open_days_between(self._now.date(), moment.date())

    def _overdue(self, promised: datetime) -> int:
        past = promised < self._now
        found = self._office.open_days_between(promised.date(), self._now.date()) if past else 0
        self._passed[promised] = found
        return found


def need_by(view: View | Work, row: _Asked, urgency: Urgency, clock: PickupClock) -> datetime:
    """When this application must have left the printer: for its trip, at once when urgent, else for its promise."""
    if urgency.has_trip and row.departs_at is not None:
        by_trip = clock.print_by_of(row.service, *trip_of(view, row, urgency.pickup_lead_days))
        if by_trip is not None:
            return by_trip
    return _at_once(view, clock) if urgency.at_once else clock.print_by_promise(row.promised)


def trip_of(view: View | Work, row: _Asked, pickup_lead_days: int) -> tuple[Trip, LeadRule]:
    """A row's trip and how long before it the booklet must be there."""
    departs = view.office.office_hours.local(row.departs_at or row.promised)
    margin = timedelta(minutes=view.settings.order.travel_margin_minutes)
    return Trip(departs, row.departs_has_time, row.visa_lead_days, row.proof), LeadRule(pickup_lead_days, margin)


def _at_once(view: View | Work, clock: PickupClock) -> datetime:
    """The next last print for a pickup on the same day: today's while it lies ahead, else the next open day's."""
    today = view.office.office_hours.local(view.now).date()
    return next(cut for cut in clock.cuts(today, view.settings.order.horizon_days) if cut > view.now)


def distinct(kinds: Sequence[Kind]) -> list[Kind]:
    """Each kind once."""
    return list({id(kind): kind for kind in kinds}.values())
