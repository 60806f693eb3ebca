"""Print-by dates: the last instant at which a booklet must leave the printer so that its holder is in time.

Everything hangs on them: one wrong holiday or lead time costs more than any algorithm gains. The chain, backwards:
departure, less visa lead (calendar days), less pickup lead (open days of the counter), to the last counter hours in
which the booklet can be collected, less the time quality check and hand-over take (working time of the office: an
evening's prints are checked next morning).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from printdesk.domain.calendar import WorkCalendar

DEFAULT_LAG = timedelta(hours=2)
"""Quality check and hand-over to the counter, in the office's working time."""


class Trip(NamedTuple):
    """A journey for which the passport is needed.

    Attributes:
        departs_at: aware, in the zone of the departure; a departure without a time is the start of its day there.
        has_time: whether the time of day is known.
        visa_lead_days: calendar days before the departure at which a visa needs the passport.
        proof: code of the proof that was seen (ticket, itinerary, ...); None when nobody saw one.
    """

    departs_at: datetime
    has_time: bool = False
    visa_lead_days: int = 0
    proof: str | None = None


class Closure(NamedTuple):
    """A stage after printing that stands still for one service type.

    Attributes:
        pickup: it is the pickup; else the quality check.
        since: aware. back: when it is expected to work again; None when nobody knows.
    """

    pickup: bool
    since: datetime
    back: datetime | None


class LeadRule(NamedTuple):
    """How long before a departure the booklet must be in its holder's hands.

    Attributes:
        pickup_lead_days: open days of the counter between pickup and departure; 0 lets the departure's own day count.
        travel_margin: from the counter to the gate; kept free before a departure whose time is known.
    """

    pickup_lead_days: int = 1
    travel_margin: timedelta = timedelta(hours=4)


@dataclass(frozen=True)
class PickupClock:
    """From the printer to the counter and back: one office's two calendars and its lag.

    Attributes:
        office: hours in which booklets are checked and handed over.
        counter: hours in which they are collected.
        lag: quality check and hand-over, in the office's working time.
        closures: by service type, the stages after printing that stand still now.
    """

    office: WorkCalendar
    counter: WorkCalendar
    lag: timedelta = DEFAULT_LAG
    closures: Mapping[str, tuple[Closure, ...]] = field(default_factory=dict)
    _known: dict[datetime, datetime] = field(default_factory=dict, init=False, repr=False, compare=False)
    _trips: dict[tuple[Trip, LeadRule], datetime] = field(default_factory=dict, init=False, repr=False, compare=False)
    _promises: dict[date, datetime] = field(default_factory=dict, init=False, repr=False, compare=False)

    def ready_from(self, printed_at: datetime) -> datetime:
        """The first counter moment at which a booklet printed at `printed_at` can be collected.

        The counter's closing instant still counts: who stands there is served.
        """
        checked = self.counter.local(self.office.add_working_time(printed_at, self.lag))
        for start, end in self.counter.hours(checked.date()):
            if start <= checked <= end:
                return checked
        return self.counter.next_open(checked)

    def last_print(self, pickup: datetime) -> datetime:
        """The last instant of printing for a pickup at counter moment `pickup`.

        `ready_from(p) <= pickup` exactly when `p <= last_print(pickup)`.
        """
        known = self._known.get(pickup)
        if known is None:
            known = self._known[pickup] = self.office.add_working_time(pickup, -self.lag)
        return known

    def last_pickup(self, trip: Trip, lead: LeadRule) -> datetime:
        """The last counter moment at which the holder can collect and still make the trip."""
        needed = self.counter.local(trip.departs_at) - timedelta(days=trip.visa_lead_days)
        limit = needed - lead.travel_margin if trip.has_time else needed
        if lead.pickup_lead_days > 0:
            day = self.counter.add_open_days(needed.date(), -lead.pickup_lead_days)
            limit = min(limit, self.counter.start_of(day + timedelta(days=1)))
        return self.counter.last_open(limit)

    def print_by(self, trip: Trip | None, lead: LeadRule) -> datetime | None:
        """The last instant of printing for the trip; None without a trip."""
        if trip is None:
            return None
        known = self._trips.get((trip, lead))
        if known is None:
            known = self._trips[trip, lead] = self.last_print(self.last_pickup(trip, lead))
        return known

    def print_by_of(self, service: str, trip: Trip, lead: LeadRule) -> datetime | None:
        """The same for a service type of which a later stage may stand still.

        Where it works again too late for the trip, only what left the printer before it stopped was in time: the
        answer lies in the past, and nothing that is printed now saves the trip. While nobody knows until when it
        stands still, the date stays: it may work again in time, and the booklet shall be there then.
        """
        found = self.print_by(trip, lead)
        closures = self.closures.get(service, ())
        if found is None or not closures:
            return found
        pickup = self.last_pickup(trip, lead)
        return min([found, *(self._before(each) for each in closures if self._too_late(each, pickup))])

    def _too_late(self, closure: Closure, pickup: datetime) -> bool:
        if closure.back is None:
            return False
        return closure.since <= pickup < self._again(closure, closure.back)

    def _again(self, closure: Closure, back: datetime) -> datetime:
        """The first pickup after the stage works again."""
        return self.counter.next_open(back) if closure.pickup else self.ready_from(back)

    def in_doubt(self, service: str, trip: Trip, lead: LeadRule, assumed: datetime) -> bool:
        """Whether a stage that stands still without a known end keeps a trip from being surely saved.

        Args:
            assumed: until when such a stage may well stand still.
        """
        unknown = [each for each in self.closures.get(service, ()) if each.back is None]
        if not unknown:
            return False
        pickup = self.last_pickup(trip, lead)
        return any(each.since <= pickup < self._again(each, assumed) for each in unknown)

    def _before(self, closure: Closure) -> datetime:
        """The last print that was through before the stage stopped."""
        if closure.pickup:
            return self.last_print(self.counter.last_open(closure.since))
        return self.office.add_working_time(closure.since, -self.lag)

    def print_by_promise(self, promised: date | datetime) -> datetime:
        """The last instant of printing for a pickup before the counter closes on the promised day.

        A promised day that turned out closed (a holiday declared later) counts as the last open day before it: the
        office keeps its word rather than stretches it.
        """
        day = self.counter.local(promised).date() if isinstance(promised, datetime) else promised
        known = self._promises.get(day)
        if known is None:
            end = self.counter.start_of(day + timedelta(days=1))
            known = self._promises[day] = self.last_print(self.counter.last_open(end))
        return known

    def cuts(self, first: date, days: int) -> Iterator[datetime]:
        """For each open day from `first`: the last print that can still be collected that day."""
        for number in range(days):
            close = self.counter.close_of(first + timedelta(days=number))
            if close is not None:
                yield self.last_print(close)


def print_by(
    trip: Trip | None, lead: LeadRule, office: WorkCalendar, counter: WorkCalendar, lag: timedelta = DEFAULT_LAG
) -> datetime | None:
    """`PickupClock.print_by` for a single question."""
    return PickupClock(office, counter, lag).print_by(trip, lead)


def print_by_promise(
    promised: date | datetime, office: WorkCalendar, counter: WorkCalendar, lag: timedelta = DEFAULT_LAG
) -> datetime:
    """`PickupClock.print_by_promise` for a single question."""
    return PickupClock(office, counter, lag).print_by_promise(promised)


def ready_from(
    printed_at: datetime, office: WorkCalendar, counter: WorkCalendar, lag: timedelta = DEFAULT_LAG
) -> datetime:
    """`PickupClock.ready_from` for a single question."""
    return PickupClock(office, counter, lag).ready_from(printed_at)
