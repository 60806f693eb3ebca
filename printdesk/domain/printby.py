"""Print-by dates: the last instant at which a booklet must leave the printer so that its holder is in time.

Everything hangs on them: one wrong holiday or lead time costs more than any algorithm gains. The chain, backwards:
departure, less visa lead (calendar days), less pickup lead (open days of the counter), to the last counter hours in
which the booklet can be collected, less the time quality check and hand-over take (working time of the office: an
evening's prints are checked next morning).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from printdesk.domain.calendar import WorkCalendar

DEFAULT_LAG = timedelta(hours=2)
"""Quality check and hand-over to the counter, in the office's working time."""


@dataclass(frozen=True)
class Trip:
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


@dataclass(frozen=True)
class LeadRule:
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
    """

    office: WorkCalendar
    counter: WorkCalendar
    lag: timedelta = DEFAULT_LAG
    _known: dict[datetime, datetime] = field(default_factory=dict, init=False, repr=False, compare=False)

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
        return self.last_print(self.last_pickup(trip, lead)) if trip is not None else None

    def print_by_promise(self, promised: date | datetime) -> datetime:
        """The last instant of printing for a pickup before the counter closes on the promised day.

        A promised day that turned out closed (a holiday declared later) counts as the last open day before it: the
        office keeps its word rather than stretches it.
        """
        day = self.counter.local(promised).date() if isinstance(promised, datetime) else promised
        return self.last_print(self.counter.last_open(self.counter.start_of(day + timedelta(days=1))))

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
