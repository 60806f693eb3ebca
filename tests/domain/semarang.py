"""An office like Semarang's in June 2024, and short ways to write jobs and buckets."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from printdesk.domain.calendar import DayRule, HoursPeriod, Week, WorkCalendar
from printdesk.domain.order_types import Bucket, Job
from printdesk.domain.printby import PickupClock

WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")

_WEEKDAY = ((time(7, 30), time(12)), (time(13), time(16)))
_FRIDAY = ((time(7, 30), time(11, 30)), (time(13), time(16, 30)))
_FAST = ((time(8), time(12)), (time(12, 30), time(15)))
_FAST_FRIDAY = ((time(8), time(11, 30)), (time(12, 30), time(15, 30)))
_COUNTER = ((time(8), time(15, 30)),)
_FAST_COUNTER = ((time(8, 30), time(14, 30)),)

DAYS = (
    DayRule(date(2024, 6, 1), "Hari Lahir Pancasila"),
    DayRule(date(2024, 6, 17), "Hari Raya Iduladha"),
    DayRule(date(2024, 6, 18), "Cuti bersama Iduladha", kind="joint_leave"),
    DayRule(date(2024, 4, 8), "Cuti bersama Idulfitri", kind="joint_leave"),
    DayRule(date(2024, 4, 9), "Cuti bersama Idulfitri", kind="joint_leave"),
)


def _week(weekday: Any, friday: Any) -> Week:
    return (weekday, weekday, weekday, weekday, friday, (), ())


def _calendar(zone: ZoneInfo, week: Week, fasting: Week) -> WorkCalendar:
    return WorkCalendar(zone, week, (HoursPeriod(date(2024, 3, 12), date(2024, 4, 9), fasting),), DAYS)


def clock(zone: ZoneInfo = WIB, lag: timedelta = timedelta(hours=2)) -> PickupClock:
    """The office's two calendars in a zone."""
    office = _calendar(zone, _week(_WEEKDAY, _FRIDAY), _week(_FAST, _FAST_FRIDAY))
    counter = _calendar(zone, _week(_COUNTER, _COUNTER), _week(_FAST_COUNTER, _FAST_COUNTER))
    return PickupClock(office, counter, lag)


CLOCK = clock()
OFFICE = CLOCK.office
COUNTER = CLOCK.counter
NOW = datetime(2024, 6, 26, 8, tzinfo=WIB)


def at(text: str, zone: ZoneInfo = WIB) -> datetime:
    """ "2024-06-26 13:30", or a day's midnight from "2024-06-26"."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def hour(n: float) -> datetime:
    """So many hours from now."""
    return NOW + timedelta(hours=n)


def bucket(n: int, booklets: int, services: str = "A", pool: str = "P") -> Bucket:
    """The n-th hour from now; each letter of `services` is one."""
    return Bucket(pool, frozenset(services), hour(n), hour(n + 1), booklets)


def job(number: int, need: float | None = None, **other: Any) -> Job:
    """A job that must be printed `need` hours from now; with a trip, of class 4, unless told otherwise."""
    values: dict[str, Any] = {
        "service": "A",
        "class_rank": 4,
        "arrived": hour(number - 1000),
        "promised": hour(100),
        "ready_at": hour(-1000),
        "has_trip": need is not None,
    }
    return Job(id=number, number=str(number), need_by=None if need is None else hour(need), **(values | other))


def moments(first: str, last: str) -> st.SearchStrategy[datetime]:
    """Moments to the second between two days."""
    begin = at(first)
    seconds = int((at(last) - begin).total_seconds())
    return st.integers(0, seconds).map(lambda n: begin + timedelta(seconds=n))
