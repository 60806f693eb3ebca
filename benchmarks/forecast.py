"""The forecast, measured: how often its 9-of-10 date holds, and how long 2,000 runs take.

Offices are drawn at random and simulated hour by hour by a simulator of its own (stations stop at any hour, booklets
are whole, the pace of each station differs from day to day), first for some weeks that the forecast may learn from by
the rules of `services.learned`, then until the queue is normal. The forecast knows the log and the supervisor's word,
which is off by up to a half; it never sees the true rates.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import mean, median
from time import perf_counter, process_time

from benchmarks.goals import judge
from printdesk.planning.forecast import RUNS, outlook
from printdesk.planning.forecast_types import ForecastOffice, Line, Stream

TITLE = "## Forecast"

_HOURS = 7.5
_STEPS = 15
"""Half hours of a day."""
_MOST_DAYS = 120
_AHEAD = 60
_FIRST_DAY = date(2024, 6, 27)
_HISTORIES = (10, 20, 60)
_PRIOR = 2.0


@dataclass(frozen=True)
class _Truth:
    """One office as it is.

    Attributes:
        rates: of its stations, an hour. between, down: days between two stops, and of a stop.
        per_day: arrivals. clumps: how many come together on average. said: the supervisor's days between stops.
    """

    rates: tuple[float, ...]
    between: float
    down: float
    per_day: float
    clumps: float
    said: float
    backlog: int


@dataclass
class _Station:
    rate: float
    up: bool = True
    pace: float = 1.0
    rest: float = 0.0


def draw(rng: Random) -> _Truth:
    """An office that clears its queue some day: it prints more than comes, stops counted in."""
    between, down = rng.uniform(8, 40), rng.uniform(1, 2.5)
    rates = tuple(rng.uniform(9, 18) for _station in range(rng.randint(2, 5)))
    capacity = sum(rates) * _HOURS * between / (between + down)
    per_day = capacity * rng.uniform(0.72, 0.9)
    backlog = round(per_day * rng.uniform(2, 6))
    return _Truth(rates, between, down, per_day, rng.uniform(1, 3), between * rng.uniform(0.7, 1.5), backlog)


def coverage(seed: int, history: int, offices: int) -> tuple[float, float]:
    """Part of the offices that were normal by the 9-of-10 date, and by the middle one.

    Args:
        history: days that were seen before. offices: how many are simulated; those for which the forecast gives no
            date count as held when they do not clear within its days either.
    """
    rng = Random(f"{seed} {history}")  # noqa: S311 - a benchmark wants the same offices again
    late, middle = [], []
    for _number in range(offices):
        truth = draw(rng)
        seen = _Log(truth, rng, history)
        said = outlook(seen.office())
        cleared = _days_to_clear(truth, rng, seen.stations)
        late.append(_held(said.late, cleared))
        middle.append(_held(said.middle, cleared))
    return mean(late), mean(middle)


def _held(said: date | None, cleared: int) -> bool:
    return cleared <= ((said - _FIRST_DAY).days + 1 if said is not None else _MOST_DAYS)


class _Log:
    """Some weeks of an office, and what they show."""

    def __init__(self, truth: _Truth, rng: Random, days: int) -> None:
        self._truth = truth
        self.stations = [_Station(rate) for rate in truth.rates]
        self._arrivals: list[int] = []
        self._paces: list[list[float]] = [[] for _each in truth.rates]
        self._stops, self._up, self._down = 0, 0.0, 0.0
        for _day in range(days):
            self._arrivals.append(arrivals(truth, rng))
            self._watch(rng)

    def _watch(self, rng: Random) -> None:
        for at, station in enumerate(self.stations):
            station.pace = rng.gauss(1, 0.06)
            before = station.up
            worked = sum(_step(station, self._truth, rng) for _half_hour in range(_STEPS))
            self._stops += before and not station.up
            self._up += worked / _STEPS
            self._down += 1 - worked / _STEPS
            if worked:
                self._paces[at].append(station.rate * station.pace * rng.gauss(1, 0.03))

    def office(self) -> ForecastOffice:
        """What the forecast knows, by the rules of `services.learned`."""
        stops = self._stops / len(self.stations)
        up, down = (days / len(self.stations) for days in (self._up, self._down))
        between = (_PRIOR * self._truth.said + up) / (_PRIOR + stops)
        lasts = (_PRIOR * 1.5 + down) / (_PRIOR + stops)
        usual = (_PRIOR * self._truth.per_day * 0.95 + sum(self._arrivals)) / (_PRIOR + len(self._arrivals))
        squares = sum((each - usual) ** 2 / usual for each in self._arrivals)
        dispersion = max(1.2, (2 * _PRIOR + squares) / (_PRIOR + len(self._arrivals)))
        lines = tuple(
            Line(f"L{at}", frozenset({"a"}), median(paces) if paces else 12.0, (_HOURS,) * _AHEAD,
                 up=station.up, days_between_stops=between, days_down=lasts, certainty=_PRIOR + stops)
            for at, (paces, station) in enumerate(zip(self._paces, self.stations, strict=True))
        )  # fmt: skip
        days = tuple(_FIRST_DAY + timedelta(days=n) for n in range(_AHEAD))
        stream = Stream("a", self._truth.backlog, (usual,) * _AHEAD)
        return ForecastOffice(
            days, lines, (stream,), usual / 2, dispersion, len(self._arrivals) + _PRIOR, days_between_outages=0
        )


def arrivals(truth: _Truth, rng: Random) -> int:
    """Who comes on a day: parties of about `clumps`, a Poisson number of them."""
    parties = _poisson(truth.per_day / truth.clumps, rng)
    whole, part = int(truth.clumps), truth.clumps % 1
    return sum(whole + (rng.random() < part) for _party in range(parties))


def _poisson(rate: float, rng: Random) -> int:
    count, passed = 0, rng.expovariate(1.0)
    while passed < rate:
        count, passed = count + 1, passed + rng.expovariate(1.0)
    return count


def _step(station: _Station, truth: _Truth, rng: Random) -> bool:
    """Half an hour of a station: whether it worked."""
    lasts = truth.between if station.up else truth.down
    if rng.random() < 1 / (lasts * _STEPS):
        station.up = not station.up
    return station.up


def _days_to_clear(truth: _Truth, rng: Random, stations: list[_Station]) -> int:
    """Working days until no more than half a day's arrivals wait."""
    waiting = truth.backlog
    for day in range(1, _MOST_DAYS + 1):
        waiting += arrivals(truth, rng)
        for station in stations:
            station.pace = rng.gauss(1, 0.06)
        for _half_hour in range(_STEPS):
            waiting -= min(waiting, sum(_booklets(each, truth, rng) for each in stations))
        if waiting <= truth.per_day / 2:
            return day
    return _MOST_DAYS + 1


def _booklets(station: _Station, truth: _Truth, rng: Random) -> int:
    if not _step(station, truth, rng):
        return 0
    station.rest += station.rate * station.pace * _HOURS / _STEPS
    made = int(station.rest)
    station.rest -= made
    return made


def speed(rounds: int, runs: int = RUNS) -> tuple[float, float]:
    """Milliseconds of the runs of 60 days in an office of four stations: of the processor, and by the clock."""
    regular = frozenset({"regular48", "regular24"})
    lines = (
        Line("R1", regular, 11.4, (_HOURS,) * _AHEAD), Line("R2", regular, 11.4, (_HOURS,) * _AHEAD),
        Line("E1", frozenset({"laminated"}), 8.9, (_HOURS,) * _AHEAD),
        Line("E2", frozenset({"polycarbonate"}), 6.9, (_HOURS,) * _AHEAD),
    )  # fmt: skip
    shares = {"regular48": 150.0, "regular24": 14.0, "laminated": 50.0, "polycarbonate": 36.0}
    streams = tuple(Stream(code, 5 * usual, (usual,) * _AHEAD) for code, usual in shares.items())
    office = ForecastOffice(tuple(_FIRST_DAY + timedelta(days=n) for n in range(_AHEAD)), lines, streams, 125.0)
    outlook(office, runs)
    taken: list[tuple[float, float]] = []
    for _round in range(rounds):
        busy, clock = process_time(), perf_counter()
        outlook(office, runs)
        taken.append((1000 * (process_time() - busy), 1000 * (perf_counter() - clock)))
    return median(each[0] for each in taken), median(each[1] for each in taken)


_ENOUGH = 200
"""Offices of which the share is a figure: of forty, one more or less is 2.5 %."""


def report(seed: int, rounds: int, offices: int) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    busy, clock = speed(rounds)
    met = judge(f"{RUNS:,} runs", busy, most=100, unit="ms")
    yield f"{RUNS:,} runs of 60 working days, four stations and four service types: {busy:.0f} ms of processor time,"
    yield f"{clock:.0f} ms by the clock, medians of {rounds} rounds (goal 100: {met})."
    yield ""
    yield f"Coverage on {offices} simulated offices each (`benchmarks/forecast.py`), seed {seed}:"
    yield ""
    yield "| days of history | normal by the 9-of-10 date | goal | normal by the middle date |"
    yield "|---|---|---|---|"
    for history in _HISTORIES:
        late, middle = coverage(seed, history, offices)
        name = f"normal by the 9-of-10 date, {history} days of history"
        held = judge(name, late, least=0.85, most=0.97) if offices >= _ENOUGH else "too few to say"
        yield f"| {history} | {late:.2f} | 0.85 to 0.97: {held} | {middle:.2f} |"
    yield ""
