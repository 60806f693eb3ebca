"""What an outage does to a promise: the working days that it took away are given back, never a day twice.

The promise counts working days after the arrival. Of each of these days the part is taken away that lies in an outage
of a stage which the application had still to pass; the parts of all outages together are added up, so that two at the
same time count once, and half a day and more counts as a whole one. A promise never moves to an earlier day, and one
that had passed before the outage began keeps its day: that delay was none of the outage's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from printdesk.domain.calendar import Interval, WorkCalendar

PRINT, CHECK, PICKUP = "print", "check", "pickup"
STAGES = (PRINT, CHECK, PICKUP)
"""The stages that can stop, in the order in which a booklet passes them."""

_DAY = timedelta(days=1)
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Stop:
    """A stretch in which a stage of one service type stood still; `end` is after `start`, both aware."""

    stage: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Passage:
    """How far an application has come.

    Attributes:
        arrived: ready to print since. promised: its promise without any outage, aware.
        printed, checked: when it left these stages; None while it has not.
    """

    arrived: datetime
    promised: datetime
    printed: datetime | None = None
    checked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rebased:
    """A promise after outages.

    Attributes:
        promised: the new one; the old one where nothing was lost.
        days: office days by which it is later.
        passed: outages touched it, but its day was over when they began.
    """

    promised: datetime
    days: int = 0
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Calendars:
    """Hours of the office, in which is printed and checked, and of the counter."""

    office: WorkCalendar
    counter: WorkCalendar


def touches(passage: Passage, stop: Stop) -> bool:
    """Whether the application waited for the stopped stage while it stood still."""
    return _felt(passage, stop) is not None


def rebase(passage: Passage, stops: Iterable[Stop], hours: Calendars) -> Rebased:
    """The promise after these stops, of whichever outages they are; their order plays no part."""
    felt = [(stop, span) for stop in stops if (span := _felt(passage, stop)) is not None]
    first = hours.office.local(passage.promised).date()
    promised, day = passage.promised, first
    while True:
        counting = [(stop, span) for stop, span in felt if stop.start < promised]
        later = _moved(passage, first, counting, hours)
        if later == day:
            break
        day, promised = later, _close(hours.counter, later)
    if day == first:
        return Rebased(passage.promised, passed=bool(felt) and not counting)
    return Rebased(promised, hours.office.open_days_between(first, day))


def lost_days(spans: Iterable[Interval], calendar: WorkCalendar) -> Fraction:
    """The working days that lie in these stretches, each day by its own hours; nothing counts twice."""
    merged = union(spans)
    found = Fraction(0)
    for start, end in merged:
        day, last = calendar.local(start).date(), calendar.local(end).date()
        while day <= last:
            found += lost_share(day, ((start, end),), calendar)
            day += _DAY
    return found


def lost_share(day: date, spans: Sequence[Interval], calendar: WorkCalendar) -> Fraction:
    """The part of an open day's hours that lies in stretches that do not overlap; 0 of a closed day."""
    whole, taken = timedelta(0), timedelta(0)
    for opens, closes in calendar.hours(day):
        whole += closes - opens
        for start, end in spans:
            taken += max(timedelta(0), min(end, closes) - max(start, opens))
    return Fraction(taken // timedelta(seconds=1), whole // timedelta(seconds=1)) if whole else Fraction(0)


def union(spans: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time as stretches that do not overlap, in order."""
    merged: list[Interval] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def _felt(passage: Passage, stop: Stop) -> Interval | None:
    """The part of a stop in which the application waited for that stage; None where there is none."""
    left = {PRINT: passage.printed, CHECK: passage.checked}.get(stop.stage)
    end = stop.end if left is None else min(stop.end, left)
    start = max(stop.start, passage.arrived)
    return (start, end) if start < end else None


def _moved(passage: Passage, first: date, felt: Sequence[tuple[Stop, Interval]], hours: Calendars) -> date:
    """The promised day after these stops: later by what print and check lost, then on past a closed counter."""
    work = union(span for stop, span in felt if stop.stage != PICKUP)
    counter = union(span for stop, span in felt if stop.stage == PICKUP)
    day = _after_lost_days(passage, first, work, hours.office)
    while lost_share(day, counter, hours.counter) >= _HALF:
        day = hours.counter.next_open_day(day)
    return day


def _after_lost_days(passage: Passage, first: date, lost: Sequence[Interval], office: WorkCalendar) -> date:
    """The promised day and as many office days more as were lost up to it; those lost meanwhile as well."""
    arrived = office.local(passage.arrived).date()
    added = 0
    while True:
        day = office.add_open_days(first, added)
        total = sum((lost_share(each, lost, office) for each in _counted(arrived, day)), Fraction(0))
        more = int(total + _HALF)
        if more <= added:
            return day
        added = more


def _counted(arrived: date, day: date) -> list[date]:
    """The days that a promise counts: those after the arrival; the day of arrival itself for same-day service."""
    start = min(arrived + _DAY, day)
    return [start + timedelta(days=n) for n in range((day - start).days + 1)]


def _close(counter: WorkCalendar, day: date) -> datetime:
    """When the counter closes on a day, or on its next open one."""
    close = counter.close_of(day)
    return close if close is not None else _close(counter, counter.next_open_day(day))
