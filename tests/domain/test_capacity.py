"""Capacity in buckets: whole booklets, cut where it matters, less what is down, frozen or without blanks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.domain.capacity import Bucket, ServiceStatus, Session, StationCapacity, Supply, buckets
from tests.domain.semarang import CLOCK, NOW, OFFICE, at, moments

_R1 = StationCapacity("R1", frozenset({"regular48", "regular24"}), 10)
_R2 = StationCapacity("R2", frozenset({"regular48", "regular24"}), 10)
_E1 = StationCapacity("E1", frozenset({"epassport"}), 10)


def _made(*stations: StationCapacity, services: Sequence[ServiceStatus] = (), **other: Any) -> tuple[Bucket, ...]:
    days = other.pop("days", 6)
    now = other.pop("now", NOW)
    return buckets(stations, services, OFFICE, now, days, CLOCK.cuts(date(2024, 6, 26), days), **other)


def _sum(made: Sequence[Bucket], until: str = "2025-01-01", pool: str = "") -> int:
    return sum(each.booklets for each in made if each.end <= at(until) and pool in ("", each.pool))


def test_stations_with_the_same_services_are_one_pool() -> None:
    made = _made(_E1, _R2, _R1)
    assert {each.pool for each in made} == {"E1", "R1+R2"}
    assert {each.services for each in made if each.pool == "E1"} == {frozenset({"epassport"})}


def test_a_day_gives_its_hours_times_the_rates() -> None:
    made = _made(_R1, _R2)
    assert _sum(made, "2024-06-26 16:00") == 140
    assert _sum(made, "2024-06-27 16:00") == 140 + 150
    assert _sum(made, "2024-06-28 16:30") == 140 + 150 + 150
    assert [each for each in made if each.start.date() == date(2024, 6, 29)] == []


def test_buckets_are_cut_at_full_hours_for_two_days_and_at_the_last_print_for_each_days_pickup() -> None:
    ends = {each.end for each in _made(_R1)}
    assert {at("2024-06-26 09:00"), at("2024-06-27 14:00"), at("2024-06-26 13:30")} <= ends
    assert {at("2024-07-01 12:00"), at("2024-07-01 13:30"), at("2024-07-01 16:00")} <= ends
    assert at("2024-07-01 14:00") not in ends


def test_the_current_bucket_holds_only_what_is_left_of_it() -> None:
    made = _made(_R1, now=at("2024-06-26 08:30"))
    assert made[0] == Bucket("R1", _R1.services, at("2024-06-26 08:30"), at("2024-06-26 09:00"), 5)
    assert _made(_R1, now=at("2024-06-26 20:00"))[0].start == at("2024-06-27 07:30")


@given(st.floats(0.5, 60), moments("2024-06-26", "2024-06-29"))
def test_whole_places_never_drift_from_the_exact_sum(rate: float, now: datetime) -> None:
    made = _made(StationCapacity("X", frozenset({"A"}), rate), now=now, days=40)
    exact = 0.0
    for n, each in enumerate(made):
        exact += rate * (each.end - each.start) / timedelta(hours=1)
        assert abs(sum(one.booklets for one in made[: n + 1]) - exact) <= 1.01
        assert each.start < each.end


def test_a_station_that_is_down_gives_nothing_until_it_is_back() -> None:
    back = StationCapacity("R2", _R2.services, 10, "down", at("2024-06-27 10:00"))
    made = _made(_R1, back)
    assert _sum(made, "2024-06-27 10:00") == 70 + 25
    assert _sum(made, "2024-06-27 16:00") == 70 + 25 + 2 * 50
    assert _made(StationCapacity("R2", _R2.services, 10, "down")) == ()


def test_a_service_that_is_down_is_in_no_bucket_before_it_is_back() -> None:
    made = _made(_R1, services=[ServiceStatus("regular24", "down")])
    assert {each.services for each in made} == {frozenset({"regular48"})}
    back = at("2024-06-27 10:00")
    made = _made(_R1, services=[ServiceStatus("regular24", "down", 0, back)])
    assert {each.start >= back for each in made if "regular24" in each.services} == {True}
    assert _sum(made, "2024-06-26 16:00") == 70


def test_a_flaky_service_succeeds_in_its_measured_part() -> None:
    assert _sum(_made(_E1, services=[ServiceStatus("epassport", "flaky", 0.5)]), "2024-06-26 16:00") == 35
    assert _made(_E1, services=[ServiceStatus("epassport", "flaky", 0)]) == ()


def test_a_pool_with_a_flaky_service_spends_attempts_in_the_mix_that_waits() -> None:
    flaky = [ServiceStatus("regular24", "flaky", 0.5)]
    # 40 of 48 pages take 40 attempts, 20 of 24 pages take 40: 60 booklets in 80 attempts.
    made = _made(_R1, services=flaky, demand={"regular48": 40, "regular24": 20})
    assert _sum(made, "2024-06-26 16:00") == 70 * 60 // 80
    assert _sum(_made(_R1, services=flaky, demand={"regular48": 40}), "2024-06-26 16:00") == 70


def test_ordered_overtime_adds_places_outside_office_hours_only() -> None:
    evening = Session(at("2024-06-26 15:00"), at("2024-06-26 19:00"), frozenset({"R1"}))
    made = _made(_R1, _R2, extra_sessions=[evening])
    assert _sum(made, "2024-06-26 16:00") == 140
    assert _sum(made, "2024-06-26 23:00") == 140 + 30
    both = _made(_R1, _R2, extra_sessions=[evening, Session(evening.start, evening.end, frozenset({"R2"}))])
    assert _sum(both, "2024-06-26 23:00") == 140 + 60
    saturday = Session(at("2024-06-29 08:00"), at("2024-06-29 12:00"), frozenset({"R1", "R2"}))
    assert _sum(_made(_R1, _R2, extra_sessions=[saturday, saturday]), "2024-06-30") == 440 + 80


def test_frozen_work_takes_the_first_places_of_its_pool() -> None:
    made = _made(_R1, _R2, _E1, frozen_counts={"R1": 12, "R2": 13})
    assert _sum(made, "2024-06-26 09:00", "R1+R2") == 0
    assert _sum(made, "2024-06-26 16:00", "R1+R2") == 140 - 25
    assert _sum(made, "2024-06-26 16:00", "E1") == 70


def test_places_never_exceed_the_blanks_that_are_there_by_then() -> None:
    supply = {"epassport": Supply(30, ((at("2024-06-27 09:00"), 25),))}
    made = _made(_E1, blanks=supply)
    for n, each in enumerate(made):
        assert sum(one.booklets for one in made[: n + 1]) <= supply["epassport"].by(each.start)
    assert _sum(made, "2024-06-27 09:00") == 30
    assert _sum(made) == 55


def test_a_service_without_any_blank_waits_for_the_delivery() -> None:
    supply = {"regular24": Supply(0, ((at("2024-06-27 09:00"), 25),)), "regular48": Supply(1000)}
    made = _made(_R1, blanks=supply)
    assert {each.services for each in made if each.end <= at("2024-06-27 09:00")} == {frozenset({"regular48"})}
    assert {each.services for each in made if each.start >= at("2024-06-27 09:00")} == {_R1.services}


@pytest.mark.parametrize("order", [(_R1, _R2, _E1), (_E1, _R2, _R1)])
def test_buckets_come_in_order_of_their_ends_whatever_the_stations_order(order: tuple[StationCapacity, ...]) -> None:
    made = _made(*order)
    assert made == _made(_R1, _R2, _E1)
    assert list(made) == sorted(made, key=lambda each: (each.end, each.start, each.pool))
