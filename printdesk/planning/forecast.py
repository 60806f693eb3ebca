"""When the queue is normal again: the simple division, and 2,000 runs with stations that stop and start.

Parametric Monte Carlo, because resampling a short history promises too much: arrivals are negative binomial around
the mean of their weekday; each station is a chain of two states, up and down, with the time between stops and the
time of a stop in working days; the central system likewise; a day's pace differs a little from another's. How often
a station stops, and for how long, is itself drawn from what the log and the supervisor know of it (gamma). Within a
family of stations and service types the day's attempts go to the types in the mix in which they wait.
"""

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from printdesk.planning.chance import Draws, Family, deal, families
from printdesk.planning.forecast_types import Band, DayAhead, ForecastOffice, Line, Outlook, Stream

RUNS = 2_000
SEED = 20_240_626
"""Any number; always the same, so that the same values give the same forecast."""
_MEAN_DAYS = 20
"""Days ahead whose hours and arrivals stand for all in the simple division."""


@dataclass(frozen=True)
class Runs:
    """All runs of one office.

    Attributes:
        backlog: what waits at the end, day x run, with what is printed and cannot be collected since a later stage
            does not work. inflow, printed: mean of each day.
        reach: for each family, day x run: booklets that it could have printed from today to the end of that day.
        open: for each service type, day x run: whether it could be printed on that day.
        dry: for each service type the day on which its blanks are used up in half of the runs, or None.
    """

    backlog: Any
    inflow: Any
    printed: Any
    reach: tuple[Any, ...]
    open: tuple[Any, ...]
    dry: tuple[int | None, ...]


def outlook(office: ForecastOffice, runs: int = RUNS, seed: int = SEED, draws: Draws | None = None) -> Outlook:
    """The forecast of an office; the same values give the same forecast.

    Args:
        draws: dealt before, to compare two plans on the same luck.
    """
    if not office.days:
        return Outlook(None, None, None, 0.0)
    ran = simulate(office, runs, seed, draws)
    middle, late, cleared = clear_days(ran.backlog, office.normal)
    return Outlook(
        fluid_day(office), _day(office, middle), _day(office, late), cleared, tuple(_days(office, ran)),
        tuple((each.code, office.days[at]) for each, at in zip(office.streams, ran.dry, strict=True)
              if at is not None),
    )  # fmt: skip


def simulate(office: ForecastOffice, runs: int = RUNS, seed: int = SEED, draws: Draws | None = None) -> Runs:
    """Run the days ahead of an office so many times."""
    import numpy as np

    draws = draws or deal(office, runs, seed)
    runs = draws.outage.shape[1]
    state = _State(office, draws)
    days = len(office.days)
    backlog = np.zeros((days, runs))
    inflow, printed = np.zeros(days), np.zeros(days)
    for day in range(days):
        came, out = state.step(day)
        inflow[day], printed[day] = came, out
        backlog[day] = state.waiting.sum(axis=0) + state.stuck.sum(axis=0)
    reach = tuple(np.cumsum(each, axis=0) for each in state.could)
    return Runs(backlog, inflow, printed, reach, tuple(state.opened), tuple(state.dry))


def clear_days(backlog: Any, normal: float) -> tuple[int | None, int | None, float]:
    """The first day after which the queue is normal in half and in 9 of 10 of all runs; the part that gets there."""
    import numpy as np

    days, runs = backlog.shape
    below = backlog <= normal
    first = np.sort(np.where(below.any(axis=0), below.argmax(axis=0), days))
    middle, late = (int(first[ceil(part * runs) - 1]) for part in (0.5, 0.9))
    cleared = float((first < days).mean())
    return (middle if middle < days else None, late if late < days else None, cleared)


class _State:
    """One day after the other, all runs at once."""

    def __init__(self, office: ForecastOffice, draws: Draws) -> None:
        import numpy as np

        runs = draws.outage.shape[1]
        self._office, self._draws = office, draws
        self._families = families(office)
        self._up = np.array([[line.up] * runs for line in office.lines], dtype=bool).reshape(-1, runs)
        self._out = np.zeros(runs, dtype=bool)
        self._used = np.zeros((len(office.streams), runs))
        self.waiting = np.array([[stream.waiting] * runs for stream in office.streams], dtype=float).reshape(-1, runs)
        self.stuck = np.array([[stream.printed] * runs for stream in office.streams], dtype=float).reshape(-1, runs)
        shape = (len(office.days), runs)
        self.could = [np.zeros(shape) for _each in self._families]
        self.opened = [np.zeros(shape, dtype=bool) for _each in office.streams]
        self.dry: list[int | None] = [None] * len(office.streams)

    def step(self, day: int) -> tuple[float, float]:
        """One day: states, arrivals, printing; what came and what was printed, on average."""
        import numpy as np

        if day:
            self._change_states(day)
        self._return_lines(day)
        came, out = 0.0, np.zeros_like(self.waiting)
        for at, family in enumerate(self._families):
            came += self._arrive(day, at, family)
            self._print(day, at, family, out)
        self._check(day, out)
        self.waiting -= out
        self._used += out
        self._pass_on(day, out)
        self._look_at_blanks(day)
        return came, float(out.sum(axis=0).mean())

    def _change_states(self, day: int) -> None:
        """Stations and the central system stop and start again."""
        import numpy as np

        office, draws = self._office, self._draws
        for at, line in enumerate(office.lines):
            if line.back is not None and day <= line.back:
                continue
            stops = draws.often[at] * _chance(line.days_between_stops)
            starts = draws.soon[at] / max(1.0, line.days_down)
            luck = draws.line[day, at]
            self._up[at] = np.where(self._up[at], luck >= stops, luck < starts)
        luck = draws.outage[day]
        begins, ends = _chance(office.days_between_outages), 1 / max(1.0, office.outage_days)
        self._out = np.where(self._out, luck >= ends, luck < begins)

    def _return_lines(self, day: int) -> None:
        for at, line in enumerate(self._office.lines):
            if line.back == day:
                self._up[at] = True

    def _arrive(self, day: int, at: int, family: Family) -> float:
        """Those who come, shared out to the service types as they usually come."""
        streams = self._office.streams
        means = [streams[each].arrivals[day] for each in family.streams]
        whole, mean = sum(means), 0.0
        for each, part in zip(family.streams, means, strict=True):
            if whole and self._draws.arrivals:
                came = self._draws.arrivals[at][day] * (part / whole)
                self.waiting[each] += came
                mean += float(came.mean())
            back = streams[each].returns[day] if streams[each].returns else 0.0
            self.waiting[each] += back
            mean += back
        return mean

    def _print(self, day: int, at: int, family: Family, out: Any) -> None:
        """What the family's stations print of what waits, in the mix in which it waits."""
        import numpy as np

        attempts = self._attempts(day, family)
        ready, needed = [], np.zeros_like(attempts)
        for each in family.streams:
            stream = self._office.streams[each]
            success = np.where(day >= self._draws.back[each], 1.0, stream.success)
            can = self._left(stream, each, day) * (success > 0)
            self.opened[each][day] = (success > 0) & (attempts > 0)
            need = can / np.maximum(success, 1e-9)
            needed += need
            ready.append((each, can))
        part = np.minimum(1.0, attempts / np.maximum(needed, 1e-9))
        total = np.zeros_like(attempts)
        for each, can in ready:
            out[each] = can * part
            total += can
        self.could[at][day] = np.where(needed > 0, attempts * total / np.maximum(needed, 1e-9), attempts)

    def _attempts(self, day: int, family: Family) -> Any:
        import numpy as np

        made = np.zeros_like(self._draws.outage[0], dtype=float)
        for at in family.lines:
            line = self._office.lines[at]
            surely = not day or (line.back is not None and day < line.back)
            lost = np.where(self._up[at], 0.0, 1.0 if surely else min(1.0, line.days_down))
            made += line.per_hour * line.hours[day] * (1 - lost)
        outage = min(1.0, self._office.outage_days)
        return made * self._draws.pace[day] * np.where(self._out, 1 - outage, 1.0)

    def _left(self, stream: Stream, each: int, day: int) -> Any:
        """What waits and has a blank."""
        import numpy as np

        if stream.stock is None or day >= stream.restocked:
            return self.waiting[each]
        return np.minimum(self.waiting[each], np.maximum(0.0, stream.stock - self._used[each]))

    def _pass_on(self, day: int, out: Any) -> None:
        """What was printed goes on to the shelf, as far as the stages after it work."""
        import numpy as np

        for at, stream in enumerate(self._office.streams):
            if not stream.later:
                continue
            through = np.ones_like(self.stuck[at])
            for number, (part, back) in enumerate(stream.later):
                again = self._draws.later[at][number] if back is None else back
                through *= np.where(day >= again, 1.0, part)
            self.stuck[at] = (self.stuck[at] + out[at]) * (1 - through)

    def _look_at_blanks(self, day: int) -> None:
        for at, stream in enumerate(self._office.streams):
            if stream.stock is not None and day < stream.restocked and self.dry[at] is None:
                used_up = self._used[at] > stream.stock - 0.5
                self.dry[at] = day if used_up.mean() >= 0.5 else None

    def _check(self, day: int, out: Any) -> None:
        """No more is printed than quality check can take."""
        import numpy as np

        if self._office.checks:
            out *= np.minimum(1.0, self._office.checks[day] / np.maximum(out.sum(axis=0), 1e-9))


def _chance(days_between: float) -> float:
    """Of a change on one day; never where nothing fails."""
    return min(1.0, 1 / days_between) if days_between > 0 else 0.0


def fluid_day(office: ForecastOffice) -> date | None:
    """The day by division: what waits over what is printed a day more than comes; None when that never ends."""
    days = 0.0
    for family in families(office):
        taken = _fluid_days(office, family)
        if taken is None:
            return None
        days = max(days, taken)
    return _day(office, max(0, ceil(days) - 1))


def _fluid_days(office: ForecastOffice, family: Family) -> float | None:
    arrivals = _mean([sum(office.streams[at].arrivals[day] for at in family.streams) for day in _first(office)])
    waiting = sum(office.streams[at].waiting for at in family.streams)
    everything = _mean([sum(each.arrivals[day] for each in office.streams) for day in _first(office)])
    normal = office.normal * arrivals / everything if everything else office.normal
    if waiting <= normal:
        return 0.0
    gain = sum(_per_day(office, office.lines[at]) for at in family.lines) - arrivals
    return (waiting - normal) / gain if gain > 0 else None


def _per_day(office: ForecastOffice, line: Line) -> float:
    """Booklets a day in the long run, stops counted in."""
    runs = _runs_part(line.days_between_stops, line.days_down)
    return (
        runs
        * _runs_part(office.days_between_outages, office.outage_days)
        * line.per_hour
        * _mean([line.hours[day] for day in _first(office)])
    )


def _runs_part(between: float, down: float) -> float:
    return between / (between + down) if between > 0 else 1.0


def _first(office: ForecastOffice) -> range:
    """The days that stand for all."""
    return range(min(_MEAN_DAYS, len(office.days)))


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _day(office: ForecastOffice, at: int | None) -> date | None:
    return office.days[at] if at is not None and at < len(office.days) else None


def _days(office: ForecastOffice, ran: Runs) -> list[DayAhead]:
    import numpy as np

    runs = ran.backlog.shape[1]
    places = [max(0, ceil(part * runs) - 1) for part in (0.1, 0.5, 0.9)]
    ordered = np.partition(ran.backlog, places, axis=1)[:, places]
    return [
        DayAhead(day, float(ran.inflow[at]), float(ran.printed[at]), Band(*(float(value) for value in ordered[at])))
        for at, day in enumerate(office.days)
    ]
