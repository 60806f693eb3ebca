"""What overtime is paid: full hours, the double rate on days off, meals, by dated rates.

Civil servants by PMK 125/PMK.05/2009 and the yearly Standar Biaya Masukan: each session is paid in full hours (what
is left over is dropped in each session, never summed up first), 200 % on days off, a meal from two hours in a row,
once a day or twice from eight hours as the office sets it. A session over midnight lies on both days, each part at
the rate of its own day; its meal belongs to the day on which it began. Staff who are no civil servants have their own
row of the Standar; an office that pays them by PP 35/2021 art. 31 says so in its settings, and their row is then the
plain wage of an hour.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.settings import OvertimeRate, OvertimeSettings

NON_ASN = "non_asn"
"""Grade of staff who are no civil servants."""

BY_LABOUR_LAW = "pp35"
"""Setting by which their hours are paid by PP 35/2021."""

Span = tuple[datetime, datetime]
"""Start and end of a session, aware."""

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_MEAL_HOURS = 2
_SECOND_MEAL_HOURS = 8
_MOST_MEALS = 2
_ALL_DAY = 48 * 60
_LABOUR_LAW = {
    False: ((60, Fraction(3, 2)), (_ALL_DAY, Fraction(2))),
    True: ((480, Fraction(2)), (540, Fraction(3)), (_ALL_DAY, Fraction(4))),
}
"""PP 35/2021 art. 31, five days a week: up to which minute of the day how many times the plain wage; by day off."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one hour and one meal are paid.

    Attributes:
        since: the day from which the row holds.
    """

    since: date
    per_hour: int
    meal: int


@dataclass(frozen=True, slots=True)
class DayPay:
    """The part of paid overtime that lies on one day.

    Attributes:
        minutes: paid; sixty are one full hour. Only a session over midnight that did not begin on the hour has parts
            of an hour, and they make full hours together.
        day_off: paid double.
        rate: row that holds on this day; None where the office has none for this grade, and nothing is paid.
        wage, meal_money: whole rupiah.
        meals: how many.
    """

    day: date
    minutes: int
    day_off: bool
    rate: Rate | None
    wage: int
    meals: int = 0
    meal_money: int = 0

    @property
    def hours(self) -> float:
        """Paid hours."""
        return self.minutes / 60

    @property
    def total(self) -> int:
        """Rupiah in all."""
        return self.wage + self.meal_money


@dataclass(frozen=True, slots=True)
class Cost:
    """What one or several sessions of a person are paid.

    Attributes:
        hours: full hours paid.
        by_day: one entry for each day, in order; empty when there was no full hour.
        wage: rupiah without meals. meals: how many. total: rupiah in all.
        rated: False when a day has no rate for this grade, so that its rupiah are missing from the sums.
    """

    hours: int
    by_day: tuple[DayPay, ...]
    wage: int
    meals: int
    total: int
    rated: bool = True

    @property
    def meal_money(self) -> int:
        """Rupiah for meals."""
        return self.total - self.wage


def full_hours(start: datetime, end: datetime) -> int:
    """Full hours from `start` to `end`; 0 when the end is not after the start."""
    return max(0, (end - start) // _HOUR)


def rate_of(grade: str | None, day: date, settings: OvertimeSettings) -> Rate | None:
    """The newest row of a grade on or before a day, or None when there is none (or the person has no grade)."""
    rows = [each for each in settings.rates if each.grade == grade and each.since <= day]
    newest: OvertimeRate | None = max(rows, key=lambda each: each.since, default=None)
    return Rate(newest.since, newest.per_hour, newest.meal) if newest else None


def session_cost(
    start: datetime, end: datetime, grade: str | None, calendar: WorkCalendar, settings: OvertimeSettings
) -> Cost:
    """What one session of one person is paid.

    Args:
        start: aware; `calendar` says on which local day it lies.
        grade: "I" to "IV", "non_asn"; None or "" for unknown (nothing can be paid).
        calendar: of the office (not of the counter).
    """
    return person_cost([(start, end)], grade, calendar, settings)


def person_cost(
    sessions: Iterable[Span],
    grade: str | None,
    calendar: WorkCalendar,
    settings: OvertimeSettings,
    paid: Iterable[Span] = (),
) -> Cost:
    """What all sessions of one person are paid together: full hours of each, meals once for the sessions of a day.

    Args:
        sessions: start and end of each; they must not overlap (whoever enters them refuses that).
        paid: sessions that stand on an earlier order, and so on its cost sheet: only what `sessions` add to them is
            paid here. One day has its meals once, however many orders it has.
    """
    own, before = list(sessions), list(paid)
    if not before:
        return _summed(_days_of(own, grade, calendar, settings))
    known = {each.day: each for each in _days_of(before, grade, calendar, settings)}
    both = _days_of([*before, *own], grade, calendar, settings)
    added = (_added(each, known.get(each.day)) for each in both)
    return _summed(tuple(day for day in added if day.minutes or day.meals))


def _days_of(
    sessions: Iterable[Span], grade: str | None, calendar: WorkCalendar, settings: OvertimeSettings
) -> tuple[DayPay, ...]:
    spans = sorted((calendar.local(start), calendar.local(end)) for start, end in sessions)
    minutes: dict[date, int] = defaultdict(int)
    for start, end in spans:
        for day, part in _pieces(start, end):
            minutes[day] += part
    days = {day: _day_pay(day, count, grade, calendar, settings) for day, count in minutes.items()}
    for day, count in _meals(spans, settings.meals_per_day).items():
        days[day] = _fed(days[day], count)
    return tuple(days[day] for day in sorted(days))


def _added(day: DayPay, known: DayPay | None) -> DayPay:
    """What a day is paid beyond what was paid for it already."""
    if known is None:
        return day
    return replace(
        day, minutes=day.minutes - known.minutes, wage=day.wage - known.wage, meals=day.meals - known.meals,
        meal_money=day.meal_money - known.meal_money,
    )  # fmt: skip


def together(costs: Iterable[Cost]) -> Cost:
    """Several people's costs in one; `by_day` of each stays behind the other."""
    parts = tuple(costs)
    return Cost(
        sum(each.hours for each in parts),
        tuple(day for each in parts for day in each.by_day),
        sum(each.wage for each in parts),
        sum(each.meals for each in parts),
        sum(each.total for each in parts),
        all(each.rated for each in parts),
    )


def _day_pay(
    day: date, minutes: int, grade: str | None, calendar: WorkCalendar, settings: OvertimeSettings
) -> DayPay:
    labour_law = grade == NON_ASN and settings.non_asn_rule == BY_LABOUR_LAW
    day_off, rate = not calendar.is_open(day), rate_of(grade, day, settings)
    wage = int(_weighted(minutes, day_off, labour_law) * rate.per_hour / 60) if rate else 0
    return DayPay(day, minutes, day_off, rate, wage)


def _pieces(start: datetime, end: datetime) -> Iterator[tuple[date, int]]:
    """The full hours of one session, in minutes of the days on which they lie."""
    end = start + full_hours(start, end) * _HOUR
    while start < end:
        midnight = datetime.combine(start.date() + timedelta(days=1), time(), start.tzinfo)
        until = min(end, midnight)
        yield start.date(), (until - start) // _MINUTE
        start = until


def _weighted(minutes: int, day_off: bool, labour_law: bool) -> Fraction:
    """Minutes of one day, each as often as it is paid."""
    if not labour_law:
        return Fraction(minutes * (2 if day_off else 1))
    weighted, before = Fraction(0), 0
    for until, times in _LABOUR_LAW[day_off]:
        weighted += (min(minutes, until) - min(minutes, before)) * times
        before = until
    return weighted


def _fed(day: DayPay, meals: int) -> DayPay:
    return replace(day, meals=meals, meal_money=meals * day.rate.meal if day.rate else 0)


def _meals(spans: Sequence[Span], most: int) -> dict[date, int]:
    """Meals by the day on which the sessions began."""
    stretches: dict[date, list[int]] = defaultdict(list)
    last: datetime | None = None
    for start, end in spans:
        hours = full_hours(start, end)
        if last == start and stretches[start.date()]:
            stretches[start.date()][-1] += hours
        else:
            stretches[start.date()].append(hours)
        last = end
    found = {day: _meals_of(hours, most) for day, hours in stretches.items()}
    return {day: count for day, count in found.items() if count}


def _meals_of(stretches: Sequence[int], most: int) -> int:
    if max(stretches) < _MEAL_HOURS:
        return 0
    return min(most, _MOST_MEALS if sum(stretches) >= _SECOND_MEAL_HOURS else 1)


def _summed(days: tuple[DayPay, ...]) -> Cost:
    wage = sum(day.wage for day in days)
    meals = sum(day.meals for day in days)
    total = sum(day.total for day in days)
    minutes = sum(day.minutes for day in days)
    return Cost(minutes // 60, days, wage, meals, total, all(day.rate is not None for day in days))
