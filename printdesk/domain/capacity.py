"""Capacity in buckets: how many booklets each pool of stations prints in each stretch of each shift.

Stations that print the same services form a pool. A bucket is a shift of an open day, cut where something changes
(a station or service comes back) and where a print-by date may fall (the last print for the same day's pickup; each
full hour of today and the next open day). Rates are what the stations really did, not the maker's figure.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter

from printdesk.domain.calendar import Interval, WorkCalendar
from printdesk.domain.order_types import Bucket, Supply

__all__ = ["Bucket", "ServiceStatus", "Session", "StationCapacity", "Supply", "buckets"]

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_MOMENT = timedelta(microseconds=1)

_Shift = tuple[Interval, frozenset[str] | None]
"""When is printed, and the stations that run then; None means all."""

_Stretch = tuple[datetime, datetime, int, frozenset[str] | None, int]
"""Start and end of a future bucket, its microseconds, the stations that run, and how many changes lie before."""

_Filled = tuple[frozenset[str], datetime, datetime, int, int]
"""Services, start, end, places, and how many changes lie before."""


@dataclass(frozen=True)
class StationCapacity:
    """What a station can do.

    Attributes:
        code: the station.
        services: codes of the services that it prints.
        per_hour: booklets per working hour that it really made, whatever its state.
        state: "up", "flaky" (it runs; its measured rate says how well) or "down".
        up_from: when a station that is down works again; None when nobody knows.
    """

    code: str
    services: frozenset[str]
    per_hour: float
    state: str = "up"
    up_from: datetime | None = None


@dataclass(frozen=True)
class ServiceStatus:
    """Whether the centre lets a service through.

    Attributes:
        code: the service.
        state: "up", "flaky" (a part `success` of the attempts goes through) or "down".
        success: measured share of attempts that succeed, 0 to 1; counts while flaky.
        up_from: when the service is expected to be up again; None when nobody knows.
    """

    code: str
    state: str = "up"
    success: float = 1.0
    up_from: datetime | None = None


@dataclass(frozen=True)
class Session:
    """Ordered overtime: the stations that print from `start` to `end`."""

    start: datetime
    end: datetime
    stations: frozenset[str]


@dataclass(frozen=True)
class _Pool:
    code: str
    services: frozenset[str]
    stations: tuple[StationCapacity, ...]


@dataclass(frozen=True)
class _World:
    """What all pools share."""

    stations: Sequence[StationCapacity]
    services: Mapping[str, ServiceStatus]
    blanks: Mapping[str, Supply]
    demand: Mapping[str, int]
    _yields: dict[tuple[tuple[str, float], ...], Fraction] = field(default_factory=dict, init=False, repr=False)

    def changes(self) -> list[datetime]:
        """When a station or service comes back, or blanks come, in order; between these all stays as it is."""
        back = [each.up_from for each in self.stations] + [each.up_from for each in self.services.values()]
        came = (when for supply in self.blanks.values() for when, _count in supply.deliveries)
        return sorted({*(moment for moment in back if moment is not None), *came})

    def available(self, services: Iterable[str], moment: datetime) -> frozenset[str]:
        """The services that can be printed at `moment`: not down, and with blanks."""
        return frozenset(
            code for code in services if self.success(code, moment) > 0 and self._has_blanks(code, moment)
        )

    def success(self, code: str, moment: datetime) -> float:
        status = self.services.get(code)
        if status is None or status.state == "up" or (status.up_from is not None and status.up_from <= moment):
            return 1.0
        return 0.0 if status.state == "down" else max(0.0, min(1.0, status.success))

    def yield_of(self, services: frozenset[str], moment: datetime) -> Fraction:
        """Booklets per attempt when the services are printed in the mix that waits (harmonic mean)."""
        success = {code: self.success(code, moment) for code in services}
        if all(part == 1.0 for part in success.values()):
            return Fraction(1)
        key = tuple(sorted(success.items()))
        known = self._yields.get(key)
        if known is None:
            known = self._yields[key] = self._harmonic(success)
        return known

    def _harmonic(self, success: Mapping[str, float]) -> Fraction:
        weights = {code: self.demand.get(code, 0) for code in success}
        if not any(weights.values()):
            weights = dict.fromkeys(success, 1)
        attempts = sum(Fraction(n) / Fraction(success[code]) for code, n in weights.items())
        return Fraction(sum(weights.values())) / attempts

    def _has_blanks(self, code: str, moment: datetime) -> bool:
        supply = self.blanks.get(code)
        return supply is None or supply.by(moment) > 0


def buckets(
    stations: Sequence[StationCapacity],
    services: Sequence[ServiceStatus],
    office: WorkCalendar,
    now: datetime,
    horizon_days: int,
    cuts: Iterable[datetime] = (),
    extra_sessions: Sequence[Session] = (),
    frozen_counts: Mapping[str, int] | None = None,
    blanks: Mapping[str, Supply] | None = None,
    demand: Mapping[str, int] | None = None,
) -> tuple[Bucket, ...]:
    """The places to print in from `now` on, in order of their ends.

    Args:
        stations: all stations; those down without a known return have no places.
        services: status of the services; one that is not named is up.
        office: hours in which the stations run.
        now: aware; the current bucket holds only what is left of it.
        horizon_days: calendar days to look ahead.
        cuts: instants that must fall on bucket ends (`PickupClock.cuts`).
        extra_sessions: ordered overtime, also on closed days; inside office hours it adds nothing.
        frozen_counts: station code to booklets already there, which take its pool's first places.
        blanks: service to its supply; a service that is not named has enough. The places of a pool up to any moment
            never exceed the blanks of its services; one without any is left out until a delivery.
        demand: service to waiting jobs: the mix in which a pool with a flaky service spends its attempts.

    Places are differences of floored cumulative sums, so none are lost or gained by rounding. A service that is down
    without a known return is in no bucket.
    """
    now = office.local(now)
    world = _World(stations, {each.code: each for each in services}, blanks or {}, demand or {})
    marks = _marks(office, now, cuts, world)
    shifts = _shifts(office, now, now + timedelta(days=horizon_days), extra_sessions)
    stretches = _stretches(shifts, marks, world)
    made: list[Bucket] = []
    for pool in _pools(stations):
        frozen = sum((frozen_counts or {}).get(station.code, 0) for station in pool.stations)
        made += _limited(_pool_buckets(pool, stretches, world), frozen, pool, world)
    return tuple(sorted(made, key=attrgetter("end", "start", "pool")))


def _pools(stations: Sequence[StationCapacity]) -> list[_Pool]:
    """Stations with the same services together, in order of their codes."""
    alike: dict[frozenset[str], list[StationCapacity]] = defaultdict(list)
    for station in sorted(stations, key=lambda each: each.code):
        alike[station.services].append(station)
    return [_Pool("+".join(s.code for s in group), codes, tuple(group)) for codes, group in alike.items()]


def _marks(
    office: WorkCalendar,
    now: datetime,
    cuts: Iterable[datetime],
    world: _World,
) -> list[datetime]:
    """All instants at which a bucket must be cut, in order."""
    marks = {office.local(cut) for cut in cuts}
    marks.update(office.local(change) for change in world.changes())
    for day in (now.date(), office.next_open_day(now.date())):
        midnight = office.start_of(day)
        marks.update(midnight + n * _HOUR for n in range(24))
    return sorted(marks)


def _shifts(office: WorkCalendar, now: datetime, until: datetime, sessions: Sequence[Session]) -> list[_Shift]:
    """Working intervals in order, each with the stations that run in it; None means all."""
    regular = list(_office_hours(office, now, until))
    shifts: list[_Shift] = [(interval, None) for interval in regular]
    for start, end, running in _session_parts(sessions, office):
        free = _minus((max(start, now), min(end, until)), regular)
        shifts.extend((part, running) for part in free)
    return sorted(shifts, key=lambda shift: shift[0])


def _office_hours(office: WorkCalendar, now: datetime, until: datetime) -> Iterator[Interval]:
    day = now.date()
    while day <= until.date():
        for start, end in office.hours(day):
            if end > now and start < until:
                yield max(start, now), min(end, until)
        day += _DAY


def _session_parts(
    sessions: Sequence[Session], office: WorkCalendar
) -> Iterator[tuple[datetime, datetime, frozenset[str]]]:
    """The sessions as intervals that do not overlap: where two do, their stations run together."""
    edges = sorted({office.local(edge) for each in sessions for edge in (each.start, each.end)})
    for start, end in pairwise(edges):
        running = [each.stations for each in sessions if each.start <= start and end <= each.end]
        if running:
            yield start, end, frozenset().union(*running)


def _minus(interval: Interval, taken: Sequence[Interval]) -> Iterator[Interval]:
    """What of `interval` is not in `taken` (in order, not overlapping)."""
    start, end = interval
    for first, last in taken:
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _stretches(shifts: Sequence[_Shift], marks: Sequence[datetime], world: _World) -> list[_Stretch]:
    """The shifts cut at the marks; worked out once for all pools."""
    changes = world.changes()
    return [
        (start, end, (end - start) // _MOMENT, running, bisect_right(changes, start))
        for interval, running in shifts
        for start, end in _cut(interval, marks)
    ]


def _pool_buckets(pool: _Pool, stretches: Sequence[_Stretch], world: _World) -> Iterator[_Filled]:
    """The pool's stretches in order of time with their places, before frozen work and blanks are taken off.

    Places are the floor of an exact sum. Between two changes that is one rate times the time that has run, so whole
    numbers do; fractions are added only where the rate changes.
    """
    known: dict[tuple[frozenset[str] | None, int], tuple[frozenset[str], Fraction]] = {}
    before, rate, ran, given = Fraction(0), Fraction(0), 0, 0
    offset, step, whole = 0, 0, 1
    for start, end, lasts, running, change in stretches:
        state = known.get((running, change))
        if state is None:
            state = known[running, change] = _state(pool, running, start, world)
        codes, now = state
        if not now:
            continue
        if now is not rate:
            before, rate, ran = before + rate * ran, now, 0
            whole = before.denominator * rate.denominator
            offset, step = before.numerator * rate.denominator, rate.numerator * before.denominator
        ran += lasts
        places = (offset + step * ran) // whole - given
        given += places
        yield codes, start, end, places, change


def _state(
    pool: _Pool, running: frozenset[str] | None, moment: datetime, world: _World
) -> tuple[frozenset[str], Fraction]:
    """What the pool can print from `moment` on until something changes, and how many in a microsecond."""
    codes = world.available(pool.services, moment)
    if not codes:
        return codes, Fraction(0)
    return codes, _rate(pool, running, moment) * world.yield_of(codes, moment) / (_HOUR // _MOMENT)


def _cut(interval: Interval, marks: Sequence[datetime]) -> Iterator[Interval]:
    start, end = interval
    for mark in marks[bisect_left(marks, start) : bisect_left(marks, end)]:
        if mark > start:
            yield start, mark
            start = mark
    yield start, end


def _rate(pool: _Pool, running: frozenset[str] | None, moment: datetime) -> Fraction:
    """Booklets an hour of the pool's stations that run and are up at `moment`."""
    return sum(
        (
            _per_hour(station.per_hour)
            for station in pool.stations
            if (running is None or station.code in running) and _is_up(station, moment)
        ),
        Fraction(0),
    )


@lru_cache(maxsize=64)
def _per_hour(rate: float) -> Fraction:
    """The rate as a fraction; worked out once for the hundreds of buckets of a plan."""
    return Fraction(rate).limit_denominator(3600)


def _is_up(station: StationCapacity, moment: datetime) -> bool:
    return station.state != "down" or (station.up_from is not None and station.up_from <= moment)


def _limited(made: Iterable[_Filled], frozen: int, pool: _Pool, world: _World) -> Iterator[Bucket]:
    """`made` without the places that frozen work takes, and with no more than the blanks allow.

    Frozen booklets have their blanks bound already, so they take places but no blanks of the stock.
    """
    supplies = [supply for code in pool.services if (supply := world.blanks.get(code)) is not None]
    bound = len(supplies) == len(pool.services)
    known: dict[int, int] = {}
    allowed = 0
    for codes, start, end, places, change in made:
        if frozen:
            taken = min(frozen, places)
            frozen, places = frozen - taken, places - taken
        if bound:
            blanks = known.get(change)
            if blanks is None:
                blanks = known[change] = sum(each.by(start) for each in supplies)
            places = min(places, max(0, blanks - allowed))
        allowed += places
        yield Bucket(pool.code, codes, start, end, places)
