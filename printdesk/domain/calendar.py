"""The working calendar: when the office, or its counter, is open.

Two instances serve an office: one with the office's hours (printing, quality check), one with the counter's hours
(pickup). Hours repeat weekly, differ in some periods (Ramadan), and single days are closed (holidays, joint leave) or
opened (a worked Saturday). Source of the defaults: Perpres 21/2023; the days come yearly by joint decree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from printdesk.errors import RuleViolationError
from printdesk.i18n import _

Hours = tuple[tuple[time, time], ...]
"""Open intervals of one day, in order; an end of 00:00 means the day's midnight."""

Week = tuple[Hours, Hours, Hours, Hours, Hours, Hours, Hours]
"""Hours of Monday to Sunday."""

Interval = tuple[datetime, datetime]

LOOK_AHEAD_DAYS = 400
"""How far a search for an open day goes before it says that the calendar has none."""

_DAY = timedelta(days=1)
_MOST_KEPT = 20_000
"""Pairs of days whose distance is kept; a plan asks for the same few hundred again and again."""


@dataclass(frozen=True)
class HoursPeriod:
    """Other weekly hours from `first` to `last`, both included (Ramadan)."""

    first: date
    last: date
    week: Week


@dataclass(frozen=True)
class DayRule:
    """One day that differs: closed by a holiday or joint leave, or opened for extra work.

    Attributes:
        day: the day.
        name: what it is called, to be shown as it is ("Hari Raya Iduladha").
        open: whether the office is open; a later rule for the same day wins.
        kind: "holiday", "joint_leave" or "extra".
        hours: hours of an extra open day; empty takes the weekday's, or the week's first open day's.
    """

    day: date
    name: str
    open: bool = False
    kind: str = "holiday"
    hours: Hours = ()


@dataclass(frozen=True)
class WorkCalendar:
    """Open hours in one time zone, and arithmetic in them.

    All moments are aware; results are in `zone`. A day is open when it has hours. Opening instants belong to the open
    time, closing instants do not, unless a method says otherwise. Wall-clock arithmetic: Indonesia's zones have no
    daylight saving, and elsewhere no office works through the hour of the change.
    """

    zone: ZoneInfo
    week: Week
    periods: tuple[HoursPeriod, ...] = ()
    days: tuple[DayRule, ...] = ()
    _rules: dict[date, DayRule] = field(default_factory=dict, init=False, repr=False, compare=False)
    _cache: dict[date, tuple[Interval, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _between: dict[tuple[date, date], int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _added: dict[tuple[date, int], date] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for week in (self.week, *(period.week for period in self.periods)):
            for hours in week:
                _check_hours(hours)
        for rule in self.days:
            _check_hours(rule.hours)
            self._rules[rule.day] = rule

    def hours(self, day: date) -> tuple[Interval, ...]:
        """The open intervals of `day`, in order; empty when closed."""
        known = self._cache.get(day)
        if known is None:
            known = self._cache[day] = self._on(day, self._plain_hours(day))
        return known

    def is_open(self, day: date) -> bool:
        """Whether the day has any open hours."""
        return bool(self.hours(day))

    def closed_because(self, day: date) -> str | None:
        """The name of the holiday or leave that closes the day; None on open days and plain weekends."""
        rule = self._rules.get(day)
        return rule.name if rule is not None and not rule.open else None

    def close_of(self, day: date) -> datetime | None:
        """The day's last closing instant, or None when it is closed."""
        hours = self.hours(day)
        return hours[-1][1] if hours else None

    def next_open_day(self, day: date) -> date:
        """The first open day after `day`. Raises RuleViolationError when there is none in sight."""
        return next(self._open_days(day + _DAY, 1))

    def previous_open_day(self, day: date) -> date:
        """The last open day before `day`. Raises RuleViolationError when there is none in sight."""
        return next(self._open_days(day - _DAY, -1))

    def add_open_days(self, day: date, n: int) -> date:
        """The n-th open day after `day` (before it when n is negative); n = 0 gives `day` itself."""
        known = self._added.get((day, n))
        if known is None:
            if len(self._added) > _MOST_KEPT:
                self._added.clear()
            known = self._added[(day, n)] = self._counted(day, n)
        return known

    def _counted(self, day: date, n: int) -> date:
        step = self.next_open_day if n > 0 else self.previous_open_day
        for _number in range(abs(n)):
            day = step(day)
        return day

    def open_days_between(self, a: date, b: date) -> int:
        """Open days after `a` up to and including `b`; negative when `b` is before `a`.

        So that `add_open_days(a, n) == b` gives n back.
        """
        known = self._between.get((a, b))
        if known is None:
            if len(self._between) > _MOST_KEPT:
                self._between.clear()
            known = self._between[(a, b)] = self._count(a, b)
        return known

    def _count(self, a: date, b: date) -> int:
        if b < a:
            return -sum(1 for n in range((a - b).days) if self.is_open(b + timedelta(days=n)))
        return sum(1 for n in range((b - a).days) if self.is_open(a + timedelta(days=n + 1)))

    def next_open(self, moment: datetime) -> datetime:
        """`moment` when open then, else the next opening. Raises RuleViolationError when there is none."""
        moment = self.local(moment)
        start, _end = next(self._ahead(moment))
        return max(start, moment)

    def last_open(self, moment: datetime) -> datetime:
        """The latest open moment up to `moment`; here closing instants count as open.

        Raises RuleViolationError when there is none within the look-back.
        """
        moment = self.local(moment)
        _start, end = next(self._back(moment))
        return min(end, moment)

    def add_working_time(self, moment: datetime, work: timedelta) -> datetime:
        """When `work` begun at `moment` is done; for negative `work`, the latest begin that is done by `moment`.

        The two directions answer each other: `add(p, work) <= x` exactly when `p <= add(x, -work)`. No work takes no
        time, whatever the hour. Raises RuleViolationError when the calendar has no more open days.
        """
        moment = self.local(moment)
        if work > timedelta(0):
            return self._forward(moment, work)
        return self._backward(moment, -work) if work else moment

    def working_time_between(self, a: datetime, b: datetime) -> timedelta:
        """Open time from `a` to `b`; negative when `b` is before `a`."""
        a, b = self.local(a), self.local(b)
        if b < a:
            return -self.working_time_between(b, a)
        total = timedelta(0)
        day = a.date()
        while day <= b.date():
            for start, end in self.hours(day):
                total += max(min(end, b) - max(start, a), timedelta(0))
            day += _DAY
        return total

    def local(self, moment: datetime) -> datetime:
        """`moment` in the calendar's zone. Raises ValueError for a moment without a zone."""
        if moment.tzinfo is self.zone:
            return moment
        if moment.tzinfo is None:
            msg = "moments must carry a time zone"
            raise ValueError(msg)
        return moment.astimezone(self.zone)

    def start_of(self, day: date) -> datetime:
        """Midnight at which `day` begins in the calendar's zone."""
        return datetime.combine(day, time(), self.zone)

    def _forward(self, moment: datetime, work: timedelta) -> datetime:
        for start, end in self._ahead(moment):
            begin = max(start, moment)
            if end - begin >= work:
                return begin + work
            work -= end - begin
        raise self._exhausted(moment.date())

    def _backward(self, moment: datetime, work: timedelta) -> datetime:
        for start, end in self._back(moment):
            until = min(end, moment)
            if until - start >= work:
                return until - work
            work -= until - start
        raise self._exhausted(moment.date())

    def _ahead(self, moment: datetime) -> Iterator[Interval]:
        """Intervals that end after `moment`, in order, without end while the calendar has open days."""
        yield from (each for each in self.hours(moment.date()) if each[1] > moment)
        for day in self._open_days(moment.date() + _DAY, 1):
            yield from self.hours(day)

    def _back(self, moment: datetime) -> Iterator[Interval]:
        """Intervals that begin before `moment`, last first."""
        yield from (each for each in reversed(self.hours(moment.date())) if each[0] < moment)
        for day in self._open_days(moment.date() - _DAY, -1):
            yield from reversed(self.hours(day))

    def _open_days(self, day: date, step: int) -> Iterator[date]:
        """Open days from `day` on in direction `step`; raises after a look-ahead without any."""
        missed = 0
        while missed < LOOK_AHEAD_DAYS:
            if self.hours(day):
                missed = 0
                yield day
            else:
                missed += 1
            day += timedelta(days=step)
        raise self._exhausted(day)

    def _plain_hours(self, day: date) -> Hours:
        rule = self._rules.get(day)
        if rule is not None and not rule.open:
            return ()
        week = next((each.week for each in self.periods if each.first <= day <= each.last), self.week)
        if rule is None:
            return week[day.weekday()]
        return rule.hours or week[day.weekday()] or next((hours for hours in week if hours), ())

    def _on(self, day: date, hours: Hours) -> tuple[Interval, ...]:
        midnight = self.start_of(day + _DAY)
        return tuple(
            (
                datetime.combine(day, start, self.zone),
                datetime.combine(day, end, self.zone) if end != time() else midnight,
            )
            for start, end in hours
        )

    def _exhausted(self, day: date) -> RuleViolationError:
        return RuleViolationError(
            _("The working calendar has no open day within {days} days around {year}.").format(
                days=LOOK_AHEAD_DAYS, year=day.year
            ),
            _("Open the calendar in the settings and give the office its hours."),
        )


def _check_hours(hours: Hours) -> None:
    """Raise RuleViolationError for intervals that are empty, overlap or stand out of order."""
    before = time()
    for number, (start, end) in enumerate(hours):
        if start < before or (end <= start and end != time()) or (before == time() and number):
            raise RuleViolationError(
                _("The hours {start} to {end} are not in order.").format(
                    start=start.strftime("%H.%M"), end=end.strftime("%H.%M")
                ),
                _("Write each day's hours from morning to evening, without overlap."),
            )
        before = end
