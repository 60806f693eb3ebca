"""The working calendar: open days and working time."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.domain.calendar import DayRule, WorkCalendar
from printdesk.errors import RuleViolationError
from tests.domain.semarang import OFFICE, WIB, WITA, at, moments

_SHUT = WorkCalendar(WIB, ((),) * 7)
_MOMENTS = moments("2024-02-01", "2024-12-01")
_WORK = st.timedeltas(timedelta(minutes=1), timedelta(hours=60))


def test_hours_of_a_weekday_a_friday_a_fasting_day_and_a_holiday() -> None:
    assert OFFICE.hours(date(2024, 6, 26))[-1] == (at("2024-06-26 13:00"), at("2024-06-26 16:00"))
    assert OFFICE.close_of(date(2024, 6, 28)) == at("2024-06-28 16:30")
    assert OFFICE.hours(date(2024, 3, 13))[0][0] == at("2024-03-13 08:00")
    assert OFFICE.close_of(date(2024, 3, 15)) == at("2024-03-15 15:30")
    assert OFFICE.hours(date(2024, 6, 17)) == ()
    assert OFFICE.close_of(date(2024, 6, 29)) is None


def test_a_closed_day_says_why_and_a_plain_weekend_does_not() -> None:
    assert OFFICE.closed_because(date(2024, 6, 18)) == "Cuti bersama Iduladha"
    assert OFFICE.closed_because(date(2024, 6, 29)) is None
    assert OFFICE.closed_because(date(2024, 6, 26)) is None


def test_an_extra_open_day_has_the_weeks_hours_or_its_own_and_a_later_rule_wins() -> None:
    saturday = date(2024, 6, 29)
    rules = (DayRule(saturday, "Libur"), DayRule(saturday, "Sabtu lembur", open=True, kind="extra"))
    opened = WorkCalendar(WIB, OFFICE.week, days=rules)
    assert opened.hours(saturday)[0][0] == at("2024-06-29 07:30")
    assert opened.closed_because(saturday) is None
    short = (DayRule(saturday, "Sabtu", open=True, kind="extra", hours=((time(9), time(12)),)),)
    assert WorkCalendar(WIB, OFFICE.week, days=short).close_of(saturday) == at("2024-06-29 12:00")


def test_hours_until_midnight_end_with_the_day() -> None:
    late = WorkCalendar(WIB, (((time(20), time()),),) * 7)
    assert late.close_of(date(2024, 6, 26)) == at("2024-06-27")
    assert late.add_working_time(at("2024-06-26 23:00"), timedelta(hours=2)) == at("2024-06-27 21:00")


@pytest.mark.parametrize(
    "hours",
    [
        ((time(8), time(7)),),
        ((time(8), time(8)),),
        ((time(8), time(12)), (time(11), time(15))),
        ((time(13), time(16)), (time(8), time(12))),
        ((time(20), time()), (time(21), time(22))),
    ],
)
def test_hours_out_of_order_are_refused(hours: tuple[tuple[time, time], ...]) -> None:
    with pytest.raises(RuleViolationError, match="not in order"):
        WorkCalendar(WIB, (hours, (), (), (), (), (), ()))


def test_open_days_step_over_weekends_holidays_and_joint_leave() -> None:
    assert OFFICE.next_open_day(date(2024, 6, 14)) == date(2024, 6, 19)
    assert OFFICE.previous_open_day(date(2024, 6, 19)) == date(2024, 6, 14)
    assert OFFICE.add_open_days(date(2024, 6, 13), 4) == date(2024, 6, 21)
    assert OFFICE.add_open_days(date(2024, 6, 29), -1) == date(2024, 6, 28)
    assert OFFICE.add_open_days(date(2024, 6, 29), 0) == date(2024, 6, 29)


@given(st.dates(date(2024, 2, 1), date(2024, 12, 1)), st.integers(-30, 30))
def test_open_days_between_gives_back_what_was_added(day: date, n: int) -> None:
    there = OFFICE.add_open_days(day, n)
    if n > 0 or OFFICE.is_open(day):
        assert OFFICE.open_days_between(day, there) == n
    assert all(OFFICE.is_open(each) for each in (OFFICE.next_open_day(day), OFFICE.previous_open_day(day)))


def test_working_time_runs_over_lunch_nights_and_leave() -> None:
    assert OFFICE.add_working_time(at("2024-06-26 11:00"), timedelta(hours=2)) == at("2024-06-26 14:00")
    assert OFFICE.add_working_time(at("2024-06-14 15:30"), timedelta(hours=2)) == at("2024-06-19 08:30")
    assert OFFICE.add_working_time(at("2024-06-26 20:00"), timedelta(hours=1)) == at("2024-06-27 08:30")
    assert OFFICE.add_working_time(at("2024-06-27 08:30"), -timedelta(hours=2)) == at("2024-06-26 15:00")
    assert OFFICE.working_time_between(at("2024-06-14 15:30"), at("2024-06-19 08:30")) == timedelta(hours=2)
    assert OFFICE.working_time_between(at("2024-06-19 08:30"), at("2024-06-14 15:30")) == -timedelta(hours=2)


def test_the_next_and_the_last_open_moment() -> None:
    assert OFFICE.next_open(at("2024-06-26 12:30")) == at("2024-06-26 13:00")
    assert OFFICE.next_open(at("2024-06-26 16:00")) == at("2024-06-27 07:30")
    assert OFFICE.next_open(at("2024-06-26 09:00")) == at("2024-06-26 09:00")
    assert OFFICE.last_open(at("2024-06-26 12:30")) == at("2024-06-26 12:00")
    assert OFFICE.last_open(at("2024-06-19 07:30")) == at("2024-06-14 16:30")


def test_moments_of_another_zone_are_shown_in_the_offices() -> None:
    assert OFFICE.next_open(at("2024-06-26 08:00", WITA)).isoformat() == "2024-06-26T07:30:00+07:00"
    with pytest.raises(ValueError, match="time zone"):
        OFFICE.next_open(datetime(2024, 6, 26))  # noqa: DTZ001


@given(_MOMENTS, _MOMENTS, _WORK)
def test_forward_and_backward_working_time_answer_each_other(p: datetime, x: datetime, work: timedelta) -> None:
    assert (OFFICE.add_working_time(p, work) <= x) == (p <= OFFICE.add_working_time(x, -work))


@given(_MOMENTS, _WORK)
def test_added_working_time_is_the_working_time_between(moment: datetime, work: timedelta) -> None:
    assert OFFICE.working_time_between(moment, OFFICE.add_working_time(moment, work)) == work
    assert OFFICE.working_time_between(OFFICE.add_working_time(moment, -work), moment) == work
    assert OFFICE.add_working_time(moment, timedelta(0)) == moment


def test_a_calendar_without_open_days_says_so_instead_of_searching_for_ever() -> None:
    for ask in (
        lambda: _SHUT.next_open_day(date(2024, 6, 26)),
        lambda: _SHUT.previous_open_day(date(2024, 6, 26)),
        lambda: _SHUT.next_open(at("2024-06-26 08:00")),
        lambda: _SHUT.last_open(at("2024-06-26 08:00")),
        lambda: _SHUT.add_working_time(at("2024-06-26 08:00"), timedelta(hours=1)),
        lambda: _SHUT.add_working_time(at("2024-06-26 08:00"), -timedelta(hours=1)),
    ):
        with pytest.raises(RuleViolationError, match="no open day"):
            ask()
