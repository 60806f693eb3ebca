"""By when a booklet should be collected: a month from what the applicant could know, without days that were ours."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from printdesk.domain.calendar import DayRule, WorkCalendar
from printdesk.domain.collection import (
    Announcement,
    Known,
    add_months,
    announcement,
    count_days,
    days_of,
    last_day,
    reminder_due,
)

WIB = ZoneInfo("Asia/Jakarta")
OPEN = ((time(8), time(15, 30)),)
COUNTER = WorkCalendar(WIB, (OPEN, OPEN, OPEN, OPEN, OPEN, (), ()), days=(DayRule(date(2024, 7, 1), "Libur"),))


def _at(day: int, month: int = 5) -> datetime:
    return datetime(2024, month, day, 10, tzinfo=WIB)


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 5, 31), 1, date(2024, 6, 30)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 10, 31), 16, date(2026, 2, 28)),
        (date(2024, 5, 29), 0, date(2024, 5, 29)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last_one(day: date, months: int, wanted: date) -> None:
    assert add_months(day, months) == wanted


@pytest.mark.parametrize(
    ("promised", "slip", "told", "wanted"),
    [
        (_at(20), None, None, Announcement(_at(20), Known.PROMISE)),
        (_at(20), _at(18), None, Announcement(_at(20), Known.PROMISE)),
        (_at(20), _at(24), _at(19), Announcement(_at(19), Known.TOLD)),
        (_at(15), None, None, Announcement(None, Known.NOTHING)),
        (_at(15), _at(24), None, Announcement(_at(24), Known.SLIP)),
        (_at(15), _at(18), _at(22), Announcement(_at(22), Known.TOLD)),
        (_at(15), _at(10), None, Announcement(_at(16), Known.SLIP)),
    ],
    ids=[
        "on time",
        "a slip in a drawer",
        "told first",
        "late, nobody told",
        "late, only a slip",
        "late, slip and told",
        "a slip before the issue",
    ],
)
def test_a_promise_or_a_telling_begins_the_month_and_a_slip_only_where_neither_did(
    promised: datetime, slip: datetime | None, told: datetime | None, wanted: Announcement
) -> None:
    assert announcement(_at(16), promised, slip, told) == wanted


def test_the_last_day_is_a_month_later_on_an_open_day() -> None:
    assert last_day(date(2024, 5, 28), 1, (), COUNTER) == date(2024, 6, 28)
    # 30 June is a Sunday and 1 July a holiday here.
    assert last_day(date(2024, 5, 31), 1, (), COUNTER) == date(2024, 7, 2)


def test_days_of_ours_push_the_last_day_on_and_those_that_come_in_the_added_time_do_so_too() -> None:
    within = {date(2024, 6, 20), date(2024, 6, 21)}
    assert last_day(date(2024, 5, 24), 1, within, COUNTER) == date(2024, 6, 26)
    assert last_day(date(2024, 5, 24), 1, within | {date(2024, 6, 25)}, COUNTER) == date(2024, 6, 27)
    assert last_day(date(2024, 5, 24), 1, {date(2024, 5, 24), date(2024, 7, 9)}, COUNTER) == date(2024, 6, 24)


def test_the_last_day_never_falls_on_a_day_that_does_not_count() -> None:
    # The month ends on Sunday 30 June; Monday is a holiday and the counter is down on Tuesday.
    assert last_day(date(2024, 5, 30), 1, {date(2024, 7, 2)}, COUNTER) == date(2024, 7, 3)


def test_a_suspension_of_weeks_adds_as_many_days() -> None:
    stopped = days_of(date(2024, 6, 3), date(2024, 6, 16))
    assert len(stopped) == 14
    assert last_day(date(2024, 5, 28), 1, stopped, COUNTER) == date(2024, 7, 12)
    assert days_of(date(2024, 6, 3), date(2024, 6, 2)) == frozenset()


@pytest.mark.parametrize(
    ("today", "given", "wanted"),
    [
        (date(2024, 6, 13), (), None),
        (date(2024, 6, 14), (), 14),
        (date(2024, 6, 20), (14,), None),
        (date(2024, 6, 21), (14,), 21),
        (date(2024, 6, 29), (), 28),
        (date(2024, 6, 29), (14, 28), None),
    ],
)
def test_only_the_latest_reminder_that_has_come_is_due(
    today: date, given: tuple[int, ...], wanted: int | None
) -> None:
    assert reminder_due(date(2024, 5, 31), today, (28, 14, 21), given, ()) == wanted


def test_reminders_wait_while_days_do_not_count() -> None:
    stopped = days_of(date(2024, 6, 10), date(2024, 6, 12))
    assert reminder_due(date(2024, 5, 31), date(2024, 6, 16), (14,), (), stopped) is None
    assert reminder_due(date(2024, 5, 31), date(2024, 6, 17), (14,), (), stopped) == 14
    assert count_days(date(2024, 5, 31), 14, stopped) == date(2024, 6, 17)
