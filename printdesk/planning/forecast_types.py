"""What goes into the forecast of the backlog and what comes out: stations, service types, days, runs.

Days are working days (or days with ordered overtime), counted from today as 0; booklets are counted in fractions, as
expectations are.
"""

from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True)
class Line:
    """A station as the forecast sees it.

    Attributes:
        services: codes of what it prints.
        per_hour: attempts an hour while it works.
        hours: on each day, overtime included.
        up: whether it works now.
        back: the day from which a stopped one works again; None when nobody knows.
        days_between_stops: working days that it runs between two stops, on average.
        days_down: working days that it then stands still, on average.
        certainty: how well these two are known: 2 for the supervisor's word, 1 more for each stop seen.
    """

    code: str
    services: frozenset[str]
    per_hour: float
    hours: tuple[float, ...]
    up: bool = True
    back: int | None = None
    days_between_stops: float = 20.0
    days_down: float = 1.0
    certainty: float = 2.0


@dataclass(frozen=True)
class Stream:
    """What waits and comes of one service type.

    Attributes:
        waiting: applications that wait now.
        arrivals: expected on each day.
        returns: known to come back on each day (holds that end); empty for none.
        success: part of the attempts that goes through now: 1 when it is up, 0 when it is down.
        back: the day from which it is up again; None when nobody knows.
        stock: blanks for those who wait; None for enough.
        later: the stages after printing that do not work as they should: the part that goes through a day, and the
            day from which all does again; None when nobody knows.
        printed: lie printed and wait for the first of these.
        restocked: the day from which new blanks can be there.
    """

    code: str
    waiting: float
    arrivals: tuple[float, ...]
    returns: tuple[float, ...] = ()
    success: float = 1.0
    back: int | None = None
    stock: float | None = None
    restocked: int = 0
    later: tuple[tuple[float, int | None], ...] = ()
    printed: float = 0.0


@dataclass(frozen=True)
class ForecastOffice:
    """All that the forecast knows of an office.

    Attributes:
        days: the days ahead, today first.
        normal: the queue is normal again at the end of a day after which no more than this waits.
        dispersion: variance of a day's arrivals over their mean; more than 1 (negative binomial).
        days_seen: days of arrivals that the means were taken from; the fewer, the less sure they are.
        spread: standard deviation of a day's pace, as a part of it.
        days_between_outages, outage_days: of the central system, which stops every station.
        checks: booklets that quality check can take on each day; empty when it never holds anything up.
    """

    days: tuple[date, ...]
    lines: tuple[Line, ...]
    streams: tuple[Stream, ...]
    normal: float
    dispersion: float = 2.0
    days_seen: float = 10.0
    spread: float = 0.08
    days_between_outages: float = 120.0
    outage_days: float = 2.0
    checks: tuple[float, ...] = ()

    @property
    def waiting(self) -> float:
        """All that waits now for printing."""
        return sum(stream.waiting for stream in self.streams)

    def without_stops(self) -> "ForecastOffice":
        """The same office when nothing fails any more."""
        lines = tuple(replace(line, days_between_stops=0) for line in self.lines)
        return replace(self, lines=lines, days_between_outages=0)

    def with_stopped(self, code: str, days: int) -> "ForecastOffice":
        """The same office when one station stands still for so many days from today."""
        lines = tuple(
            replace(line, up=False, back=max(days, line.back or 0)) if line.code == code else line
            for line in self.lines
        )
        return replace(self, lines=lines)


@dataclass(frozen=True)
class Band:
    """A figure of one day over all runs: 1 of 10 runs below the first, half below the second, 9 of 10 below the
    third.
    """

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class DayAhead:
    """One day of the forecast: expected inflow and output, and what waits at its end."""

    day: date
    inflow: float
    printed: float
    backlog: Band


@dataclass(frozen=True)
class Outlook:
    """The forecast of one office.

    Attributes:
        fluid: the day by the simple division; None when the stations cannot keep up.
        middle, late: the day by which the queue is normal in half, and in 9 of 10, of all runs; None when that is
            beyond the last day.
        cleared: part of the runs in which it is normal by the last day.
        dry: service types whose blanks are used up before new ones can be there, with the day in the middle run.
    """

    fluid: date | None
    middle: date | None
    late: date | None
    cleared: float
    days: tuple[DayAhead, ...] = field(default=())
    dry: tuple[tuple[str, date], ...] = ()
