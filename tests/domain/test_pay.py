"""Pay: full hours of each session, double on days off, meals once or twice, each day at its own dated rate."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.domain.pay import Cost, Rate, person_cost, rate_of, session_cost, together
from printdesk.domain.settings import OvertimeSettings
from printdesk.services.settings_file import default_settings
from tests.domain.semarang import OFFICE, at, moments

_ONE = default_settings().settings.overtime
_TWO = replace(_ONE, meals_per_day=2)


def _cost(start: str, end: str, grade: str | None = "II", settings: OvertimeSettings = _ONE) -> Cost:
    return session_cost(at(start), at(end), grade, OFFICE, settings)


@pytest.mark.parametrize(
    ("grade", "start", "end", "settings", "rupiah"),
    [
        ("II", "2024-06-26 16:00", "2024-06-26 19:30", _ONE, 107_000),
        ("II", "2024-06-29 08:00", "2024-06-29 16:00", _ONE, 419_000),
        ("II", "2024-06-29 08:00", "2024-06-29 16:00", _TWO, 454_000),
        ("III", "2024-06-26 16:00", "2024-06-26 19:30", _ONE, 127_000),
        ("III", "2024-06-29 08:00", "2024-06-29 16:00", _ONE, 517_000),
    ],
)
def test_the_worked_examples_come_out(
    grade: str, start: str, end: str, settings: OvertimeSettings, rupiah: int
) -> None:
    assert _cost(start, end, grade, settings).total == rupiah


def test_each_session_is_floored_never_the_sum() -> None:
    halves = [(at("2024-06-26 16:00"), at("2024-06-26 17:30")), (at("2024-06-27 16:00"), at("2024-06-27 17:30"))]
    assert person_cost(halves, "II", OFFICE, _ONE).hours == 2
    assert _cost("2024-06-26 16:00", "2024-06-26 16:59").by_day == ()
    assert _cost("2024-06-26 16:59", "2024-06-26 16:00").hours == 0


def test_over_midnight_the_double_rate_holds_for_its_part_alone() -> None:
    cost = _cost("2024-06-28 22:00", "2024-06-29 01:00")
    assert [(each.day, each.minutes, each.day_off, each.wage) for each in cost.by_day] == [
        (date(2024, 6, 28), 120, False, 48_000),
        (date(2024, 6, 29), 60, True, 48_000),
    ]
    assert (cost.hours, cost.meals, cost.by_day[0].meals, cost.total) == (3, 1, 1, 48_000 + 48_000 + 35_000)


def test_an_hour_over_midnight_is_paid_in_its_two_parts() -> None:
    cost = _cost("2024-06-28 22:30", "2024-06-29 00:45")
    assert [(each.minutes, each.wage) for each in cost.by_day] == [(90, 36_000), (30, 24_000)]
    assert cost.hours == 2


def test_joint_leave_and_holidays_are_days_off() -> None:
    assert _cost("2024-06-18 08:00", "2024-06-18 10:00").wage == 2 * 48_000
    assert _cost("2024-06-17 08:00", "2024-06-17 10:00").wage == 2 * 48_000


def test_a_meal_needs_two_hours_in_a_row_and_comes_once_a_day() -> None:
    assert _cost("2024-06-26 16:00", "2024-06-26 17:59").meals == 0
    assert _cost("2024-06-26 16:00", "2024-06-26 18:00").meals == 1
    apart = [(at("2024-06-29 08:00"), at("2024-06-29 09:00")), (at("2024-06-29 13:00"), at("2024-06-29 14:00"))]
    assert person_cost(apart, "II", OFFICE, _ONE).meals == 0
    joined = [apart[0], (at("2024-06-29 09:00"), at("2024-06-29 10:00"))]
    assert person_cost(joined, "II", OFFICE, _ONE).meals == 1
    long = [(at("2024-06-29 08:00"), at("2024-06-29 12:00")), (at("2024-06-29 13:00"), at("2024-06-29 17:00"))]
    assert person_cost(long, "II", OFFICE, _ONE).meals == 1
    assert person_cost(long, "II", OFFICE, _TWO).meals == 2
    assert _cost("2024-06-29 08:00", "2024-06-29 15:59", settings=_TWO).meals == 1
    assert _cost("2024-06-29 08:00", "2024-06-29 20:00", settings=replace(_ONE, meals_per_day=0)).meals == 0


def test_a_second_order_of_a_day_pays_what_it_adds_and_no_second_meal() -> None:
    first = [(at("2024-06-26 16:00"), at("2024-06-26 18:00"))]
    second = [(at("2024-06-26 19:00"), at("2024-06-26 21:00"))]
    short = [(at("2024-06-26 16:00"), at("2024-06-26 17:00"))]
    goes_on = [(at("2024-06-26 17:00"), at("2024-06-26 18:00"))]
    law = replace(_ONE, non_asn_rule="pp35")

    assert person_cost(second, "II", OFFICE, _ONE, first) == replace(
        person_cost(second, "II", OFFICE, _ONE), meals=0, total=2 * 24_000,
        by_day=(replace(person_cost(second, "II", OFFICE, _ONE).by_day[0], meals=0, meal_money=0),),
    )  # fmt: skip
    assert person_cost(goes_on, "II", OFFICE, _ONE, short).meals == 1
    assert person_cost(second, "II", OFFICE, _TWO, [(at("2024-06-26 08:00"), at("2024-06-26 14:00"))]).meals == 1
    assert person_cost(second, "II", OFFICE, _ONE, [(at("2024-06-27 16:00"), at("2024-06-27 18:00"))]).meals == 1
    assert person_cost(second, "non_asn", OFFICE, law, first).wage == 20_000 * (2 + 2)
    assert person_cost([], "II", OFFICE, _ONE, first).total == 0


def test_the_rate_is_that_of_the_day_on_which_the_work_was_done() -> None:
    assert rate_of("II", date(2023, 12, 31), _ONE) == Rate(date(2016, 1, 1), 17_000, 30_000)
    assert rate_of("II", date(2024, 1, 1), _ONE) == Rate(date(2024, 1, 1), 24_000, 35_000)


@pytest.mark.parametrize("grade", [None, "", "V"])
def test_who_has_no_rate_is_said_to_have_none(grade: str | None) -> None:
    cost = _cost("2024-06-26 16:00", "2024-06-26 19:00", grade)
    assert (cost.rated, cost.hours, cost.total) == (False, 3, 0)
    assert not together([cost, _cost("2024-06-26 16:00", "2024-06-26 19:00")]).rated


def test_others_are_paid_by_their_row_or_by_the_labour_law() -> None:
    assert _cost("2024-06-26 16:00", "2024-06-26 19:00", "non_asn").total == 3 * 20_000 + 31_000
    law = replace(_ONE, non_asn_rule="pp35")
    assert _cost("2024-06-26 16:00", "2024-06-26 19:00", "non_asn", law).wage == 20_000 * (1.5 + 2 + 2)
    assert _cost("2024-06-29 07:00", "2024-06-29 17:00", "non_asn", law).wage == 20_000 * (8 * 2 + 3 + 4)
    assert _cost("2024-06-26 16:00", "2024-06-26 19:00", "II", law) == _cost("2024-06-26 16:00", "2024-06-26 19:00")


@given(moments("2024-06-03", "2024-06-30"), st.integers(0, 14 * 60))
def test_days_make_up_the_session(start: datetime, minutes: int) -> None:
    begin = OFFICE.local(start).replace(second=0, microsecond=0)
    cost = session_cost(begin, begin + timedelta(minutes=minutes), "IV", OFFICE, _TWO)
    assert sum(day.minutes for day in cost.by_day) == cost.hours * 60 == minutes // 60 * 60
    assert cost.total == sum(day.total for day in cost.by_day)
    assert 36_000 * cost.hours <= cost.wage <= 72_000 * cost.hours
