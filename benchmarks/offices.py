"""Offices S1 to S5, generated from a seed: the morning after an outage, and the weeks that follow.

Printing stood for five working days (20 to 26 June 2024) while applications went on arriving; on Thursday 27 June it
begins again. Calendars, classes and lead times are those of a new office. Everything else is invented but plausible:
a line prints 17 booklets an hour, about a third of the applicants travel, and who comes on a day is ready when it
opens. No same-day service was sold during the outage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from printdesk.domain.capacity import ServiceStatus, Session, StationCapacity, buckets
from printdesk.domain.order_types import Bucket, Job
from printdesk.domain.printby import LeadRule, PickupClock, Trip
from printdesk.domain.settings import UrgencyClass
from printdesk.domain.urgency import Case, Urgency, classify
from printdesk.services.calendars import counter_calendar, office_calendar
from printdesk.services.settings_file import default_settings

FIRST_DAY = date(2024, 6, 27)
OUTAGE_DAYS = 5
PROMISE_DAYS = 4
FLAKY_DAYS = 4
"""For so long from the first morning laminated electronic passports go through at 6 of 10 attempts only."""
LINE_RATE = 17.0
"""Booklets an hour of one line."""

REGULAR = ("regular48", "regular24")
ELECTRONIC = ("epassport_laminated", "epassport_polycarbonate")


class Size(NamedTuple):
    """How big an office is, and for how long it is looked at.

    Attributes:
        backlog: applications that wait on the first morning.
        per_day: new ones each working day.
        regular: lines for regular passports.
        electronic: lines for electronic ones; without any, nobody asks for one.
        days: calendar days from the first morning.
    """

    name: str
    backlog: int
    per_day: int
    regular: int
    electronic: int
    days: int


SIZES: Mapping[str, Size] = {
    size.name: size
    for size in (
        Size("S1", 1_250, 250, 2, 0, 14),
        Size("S2", 2_500, 300, 2, 1, 14),
        Size("S3", 5_000, 450, 3, 1, 21),
        Size("S4", 10_000, 700, 4, 2, 28),
        Size("S5", 20_000, 1_000, 6, 2, 28),
    )
}


class Kind(NamedTuple):
    """A kind of applicant.

    Attributes:
        share: of all that come.
        days: from arrival to departure, the fewest and the most; empty without a trip.
        proof: seen at the counter; "" when none was.
        party: how many travel together, the fewest and the most.
    """

    name: str
    share: float
    days: tuple[int, int] | None = None
    proof: str = ""
    party: tuple[int, int] = (1, 1)


KINDS = (
    Kind("medical", 0.004, (1, 4), "medical"),
    Kind("leaves soon", 0.025, (1, 4), "ticket"),
    Kind("same day", 0.040),
    Kind("worker", 0.070, (4, 25), "employer_letter"),
    Kind("pilgrims", 0.060, (6, 30), "itinerary", (20, 45)),
    Kind("other trip", 0.060, (3, 30), "ticket"),
    Kind("unproven trip", 0.100, (3, 30)),
    Kind("rest", 0.641),
)


class Applicant(NamedTuple):
    """Somebody who waits for a booklet."""

    id: int
    kind: str
    service: str
    arrived: datetime
    promised: datetime
    trip: Trip | None
    same_day: bool
    priority: bool
    group: str | None


@dataclass(frozen=True)
class Office:
    """One generated office.

    Attributes:
        applicants: in order of arrival; those of a day are there when it opens.
        overtime: booklets an evening that the regular lines print besides; 0 for regular hours only.
    """

    size: Size
    clock: PickupClock
    classes: tuple[UrgencyClass, ...]
    applicants: tuple[Applicant, ...]
    overtime: int = 0
    _urgent: dict[tuple[date, date | None, str, bool], Urgency] = field(default_factory=dict, init=False, repr=False)

    def days(self) -> list[date]:
        """The working days that are looked at."""
        every = (FIRST_DAY + timedelta(days=n) for n in range(self.size.days))
        return [day for day in every if self.clock.office.is_open(day)]

    def regular(self) -> "Office":
        """The same office without those who want an electronic passport."""
        return replace(self, applicants=tuple(who for who in self.applicants if who.service in REGULAR))

    def opening(self, day: date) -> datetime:
        """When the print room opens."""
        return self.clock.office.hours(day)[0][0]

    def buckets(self, now: datetime, horizon_days: int = 60) -> tuple[Bucket, ...]:
        """The places to print in from `now` on."""
        back = self.opening(self.clock.office.add_open_days(FIRST_DAY, FLAKY_DAYS))
        hours = self.overtime / (LINE_RATE * self.size.regular)
        evenings = [self._evening(now.date() + timedelta(days=n), hours) for n in range(horizon_days if hours else 0)]
        return buckets(
            self._stations(),
            [ServiceStatus(ELECTRONIC[0], "flaky", 0.6, back)],
            self.clock.office,
            now,
            horizon_days,
            self.clock.cuts(now.date(), horizon_days),
            [evening for evening in evenings if evening is not None],
        )

    def jobs(self, waiting: Sequence[Applicant], now: datetime) -> list[Job]:
        """What `print_order` is given for those who wait."""
        return [self._job(each, now) for each in waiting]

    def urgency(self, who: Applicant, now: datetime) -> Urgency:
        """The applicant's class on that day."""
        departs = who.trip.departs_at if who.trip else None
        proof = who.trip.proof or "" if who.trip else ""
        key = (now.date(), departs.date() if departs else None, proof, who.same_day)
        found = self._urgent.get(key)
        if found is None:
            case = Case(departs, proof, who.same_day)
            found = self._urgent[key] = classify(case, self.classes, now.date(), self.clock.office)
        return found

    def last_chance(self, who: Applicant) -> datetime:
        """When the booklet must have left the printer at the very latest, for the trip, else for the promise."""
        by_trip = self.clock.print_by(who.trip, LeadRule(0))
        return by_trip if by_trip is not None else self.clock.print_by_promise(who.promised)

    def _job(self, who: Applicant, now: datetime) -> Job:
        urgency = self.urgency(who, now)
        need_by = self.clock.print_by(who.trip, LeadRule(urgency.pickup_lead_days)) if urgency.has_trip else None
        return Job(
            who.id, f"{who.id:016}", who.service, urgency.rank, who.arrived,
            need_by or self.clock.print_by_promise(who.promised), who.promised, who.arrived, who.priority, who.group,
            None, urgency.has_trip,
        )  # fmt: skip

    def _stations(self) -> list[StationCapacity]:
        regular = [StationCapacity(f"R{n + 1}", frozenset(REGULAR), LINE_RATE) for n in range(self.size.regular)]
        kinds = [frozenset(ELECTRONIC)] if self.size.electronic == 1 else [frozenset((each,)) for each in ELECTRONIC]
        chip = [StationCapacity(f"E{n + 1}", kinds[n % len(kinds)], LINE_RATE) for n in range(self.size.electronic)]
        return regular + chip

    def _evening(self, day: date, hours: float) -> Session | None:
        close = self.clock.office.close_of(day)
        if close is None:
            return None
        start = datetime.combine(day, time(17), close.tzinfo)
        lines = frozenset(f"R{n + 1}" for n in range(self.size.regular))
        return Session(start, start + timedelta(seconds=round(hours * 3600)), lines)


def office(size: Size, seed: int, overtime: int = 0) -> Office:
    """The office of that size that belongs to the seed."""
    settings = default_settings().settings
    clock = PickupClock(office_calendar(settings), counter_calendar(settings))
    rng = Random(f"{size.name} {seed}")  # noqa: S311 - a benchmark wants the same office again
    made = tuple(_applicants(size, clock, rng))
    return Office(size, clock, settings.order.classes, made, overtime)


def standing(count: int, seed: int) -> Office:
    """An office with so many open applications on its first morning, and lines to clear them in some weeks."""
    like = SIZES["S5"] if count > SIZES["S3"].backlog else SIZES["S2"]
    return office(like._replace(name=f"{count} open", backlog=count - like.per_day, days=1), seed)


def _applicants(size: Size, clock: PickupClock, rng: Random) -> Iterator[Applicant]:
    day = clock.office.add_open_days(FIRST_DAY, -OUTAGE_DAYS)
    counts = [size.backlog * (n + 1) // OUTAGE_DAYS - size.backlog * n // OUTAGE_DAYS for n in range(OUTAGE_DAYS)]
    number = 0
    for came in counts:
        for who in _day(size, clock, rng, day, came):
            yield who._replace(id=number, same_day=False)
            number += 1
        day = clock.office.next_open_day(day)
    while day < FIRST_DAY + timedelta(days=size.days):
        for who in _day(size, clock, rng, day, size.per_day):
            yield who._replace(id=number)
            number += 1
        day = clock.office.next_open_day(day)


def _day(size: Size, clock: PickupClock, rng: Random, day: date, count: int) -> Iterator[Applicant]:
    """Those who come on one day, in order of arrival: all before the print room opens."""
    opens = clock.office.hours(day)[0][0]
    parties: list[Kind] = []
    while sum(kind.party[0] for kind in parties) < count:
        parties.append(rng.choices(KINDS, [kind.share / sum(kind.party) for kind in KINDS])[0])
    rng.shuffle(parties)
    made: list[Applicant] = []
    for number, kind in enumerate(parties):
        made += _party(size, clock, rng, kind, opens, f"{day:%d%m}/{number}")
    for n, who in enumerate(made[:count]):
        yield who._replace(arrived=opens - timedelta(seconds=3 * (count - n)))


def _party(
    size: Size, clock: PickupClock, rng: Random, kind: Kind, opens: datetime, name: str
) -> Iterator[Applicant]:
    """One applicant, or a group that travels on one day."""
    trip = None
    if kind.days is not None:
        departs = datetime.combine(opens.date() + timedelta(days=rng.randint(*kind.days)), time(), opens.tzinfo)
        trip = Trip(departs, proof=kind.proof or None)
    same_day = kind.name == "same day"
    last = opens.date() if same_day else clock.office.add_open_days(opens.date(), PROMISE_DAYS)
    promised = clock.counter.close_of(last) or opens
    members = rng.randint(*kind.party)
    for _member in range(members):
        priority = rng.random() < 0.05
        group = name if members > 1 else None
        yield Applicant(0, kind.name, _service(size, rng), opens, promised, trip, same_day, priority, group)


def _service(size: Size, rng: Random) -> str:
    if size.electronic and rng.random() < 0.36:
        return ELECTRONIC[rng.random() < 0.4]
    return REGULAR[rng.random() < 0.25]
