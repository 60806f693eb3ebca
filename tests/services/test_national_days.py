"""The national holidays and joint leave against the decrees."""

from datetime import date

import pytest

from printdesk.services.national_days import RAMADAN, by_package, indonesian_days

# SKB 3 Menteri as collected in the domain notes: (month, day), from a month on.
_HOLIDAYS = {
    2024: (6, "1/6 17/6 7/7 17/8 16/9 25/12"),
    2026: (1, "1/1 16/1 17/2 19/3 21/3 22/3 3/4 5/4 1/5 14/5 27/5 31/5 1/6 16/6 17/8 25/8 25/12"),
}
_LEAVE = {2024: (6, "18/6 26/12"), 2026: (1, "16/2 18/3 20/3 23/3 24/3 15/5 28/5 24/12")}
_ELECTION_DAY = date(2024, 11, 27)
"""A holiday by presidential decree of 2024, after the joint decree."""


def _days(year: int, text: str) -> set[date]:
    return {date(year, int(month), int(day)) for day, month in (each.split("/") for each in text.split())}


@pytest.mark.parametrize(("kind", "decree"), [("holiday", _HOLIDAYS), ("joint_leave", _LEAVE)])
@pytest.mark.parametrize("year", [2024, 2026])
def test_the_days_are_those_of_the_joint_decree(kind: str, decree: dict[int, tuple[int, str]], year: int) -> None:
    since, text = decree[year]
    rules = indonesian_days(year, year)
    found = {rule.day for rule in rules if rule.kind == kind and rule.day.month >= since}
    assert found - {_ELECTION_DAY} == _days(year, text)


def test_several_years_come_in_order_each_day_once_named_and_closed() -> None:
    rules = indonesian_days(2024, 2027)
    days = [rule.day for rule in rules]
    assert days == sorted(set(days))
    assert {day.year for day in days} == {2024, 2025, 2026, 2027}
    assert all(rule.name and not rule.open for rule in rules)
    assert next(rule.name for rule in rules if rule.day == date(2024, 6, 18)) == "Cuti Bersama Hari Raya Idul Adha"


def test_ramadan_ends_on_the_eve_of_idulfitri() -> None:
    named = {rule.day: rule.name for rule in indonesian_days(2024, 2027)}
    for first, last in RAMADAN:
        assert 29 <= (last - first).days + 1 <= 30
        eid = date.fromordinal(last.toordinal() + 1)
        assert named[eid].startswith("Hari Raya Idul Fitri")


def test_the_kept_days_are_those_of_the_package_and_other_years_are_asked_of_it():
    assert indonesian_days(2020, 2035) == by_package(2020, 2035)
    assert indonesian_days(2019, 2019) == by_package(2019, 2019) != ()
