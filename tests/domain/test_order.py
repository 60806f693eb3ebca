"""The print order: textbook cases, the share of the overdue, blanks, runs, groups, and the reasons."""

from datetime import timedelta
from itertools import pairwise
from math import ceil

import pytest

from printdesk.domain.order import Because, Bucket, Job, OrderRule, Plan, Slot, Supply, print_order
from tests.domain.semarang import NOW, bucket, hour, job

_NO_SHARE = OrderRule(0)


def _plan(jobs: list[Job], buckets: list[Bucket], rule: OrderRule = _NO_SHARE) -> Plan:
    return print_order(jobs, buckets, rule, NOW)


def _ids(plan: Plan) -> list[int]:
    return [slot.job_id for slot in plan.slots]


def _slot(plan: Plan, number: int) -> Slot:
    return next(slot for slot in plan.slots if slot.job_id == number)


@pytest.mark.parametrize(
    ("penalties", "late", "lost"),
    [((70, 60, 50, 40, 30, 20, 10), {5, 6}, 50), ((10, 20, 30, 40, 50, 60, 70), {1, 2}, 30)],
    ids=["CLRS 16.5", "CLRS 16.5 exercise 16.5-1"],
)
def test_unit_tasks_with_deadlines_and_penalties(penalties: tuple[int, ...], late: set[int], lost: int) -> None:
    deadlines = (4, 2, 4, 3, 1, 4, 6)
    tasks = [
        job(n, deadline, class_rank=80 - penalty)
        for n, (deadline, penalty) in enumerate(zip(deadlines, penalties, strict=True), start=1)
    ]
    plan = _plan(tasks, [bucket(n, 1) for n in range(7)])
    missed = {slot.job_id for slot in plan.slots if not slot.in_time}
    assert missed == late
    assert sum(penalties[number - 1] for number in missed) == lost


def test_when_all_can_be_in_time_the_order_is_by_print_by_date() -> None:
    """Jackson 1955: the earliest due date first loses nobody whom any order keeps."""
    plan = _plan([job(1, 4), job(2, 2), job(3, 3), job(4, 1)], [bucket(n, 1) for n in range(4)])
    assert _ids(plan) == [4, 2, 3, 1]
    assert all(slot.in_time for slot in plan.slots)


def test_an_overloaded_interval_is_named_with_its_content() -> None:
    """Hall 1935: four who must be in two hours of one place each; the two older ones are kept."""
    jobs = [job(n, 2) for n in (1, 2, 3, 4)] + [job(5, 4, class_rank=6)]
    plan = _plan(jobs, [bucket(n, 1) for n in range(5)])
    assert [risk.job_id for risk in plan.at_risk] == [3, 4]
    for needed, risk in enumerate(plan.at_risk, start=1):
        assert (risk.first, risk.last, risk.places) == (NOW, hour(2), 2)
        assert risk.filled_by == {4: 2}
        assert risk.needed == needed
    assert {slot.because for slot in plan.slots if slot.at_risk} == {Because.FULL}


def test_a_job_that_is_ready_later_takes_its_place_from_one_that_can_move() -> None:
    """The greedy without moves would give the second hour away and lose the one who is ready only then."""
    jobs = [job(1, 2, class_rank=1), job(2, 2, class_rank=2, ready_at=hour(1))]
    plan = _plan(jobs, [bucket(0, 1), bucket(1, 1)])
    assert _ids(plan) == [1, 2]
    assert all(slot.in_time for slot in plan.slots)


def test_those_already_late_go_first_but_cost_nobody_a_trip() -> None:
    overdue = [job(n, -10, has_trip=False, class_rank=6, promised=hour(-5)) for n in (1, 2, 3)]
    plan = _plan([*overdue, job(10, 2), job(11, 4)], [bucket(n, 1) for n in range(6)])
    assert _ids(plan) == [1, 10, 2, 11, 3]
    assert [_slot(plan, n).because for n in (1, 10)] == [Because.OVERDUE, Because.TRIP]


def test_an_urgent_trip_that_cannot_be_kept_goes_before_the_overdue() -> None:
    overdue = job(1, -10, has_trip=False, class_rank=6, promised=hour(-5))
    plan = _plan([overdue, job(2, -1, class_rank=2), job(3, -1, class_rank=1)], [bucket(0, 3)])
    assert _ids(plan) == [3, 2, 1]
    assert _slot(plan, 3).because is Because.MISSED
    assert [risk.needed for risk in plan.at_risk] == [0, 0, 0]


def test_priority_groups_go_first_within_their_class_and_day() -> None:
    jobs = [job(1, -9, arrived=hour(-3)), job(2, -9, arrived=hour(-2), priority=True), job(3, -9, arrived=hour(-30))]
    assert _ids(_plan(jobs, [bucket(0, 3)])) == [3, 2, 1]


@pytest.mark.parametrize("share", [0.1, 0.25, 0.5])
def test_the_qth_longest_overdue_is_printed_within_the_proven_number_of_buckets(share: float) -> None:
    fresh = [job(n, 20, class_rank=6, has_trip=False) for n in range(100, 300)]
    overdue = [job(n, -10, class_rank=6, has_trip=False, promised=hour(n - 50)) for n in range(20)]
    buckets = [bucket(n, 10) for n in range(40)]
    without = _plan([*fresh, *overdue], buckets)
    plan = _plan([*fresh, *overdue], buckets, OrderRule(share))
    assert _slot(without, 19).bucket_index == 20 + 1
    for q, each in enumerate(overdue, start=1):
        slot = _slot(plan, each.id)
        assert slot.bucket_index + 1 <= ceil(q / (share * 10))
        assert slot.because is Because.SHARE
    # The price: just as many of those with a promise to keep are late.
    assert sum(slot.in_time for slot in plan.slots) == sum(slot.in_time for slot in without.slots) - 20


def test_the_share_gives_way_to_proven_trips_only() -> None:
    overdue = [job(n, -10, class_rank=6, has_trip=False, promised=hour(-5)) for n in range(10)]
    buckets = [bucket(n, 2) for n in range(10)]
    proven = [job(n, 5, class_rank=4) for n in range(100, 110)]
    kept = _plan([*overdue, *proven], buckets, OrderRule(0.5, 4))
    assert all(_slot(kept, each.id).in_time for each in proven)
    unproven = [each._replace(class_rank=5) for each in proven]
    shared = _plan([*overdue, *unproven], buckets, OrderRule(0.5, 4))
    assert sum(_slot(shared, each.id).in_time for each in unproven) == 5
    assert shared.at_risk[0].shared == 5


def test_an_overdue_person_with_time_before_the_trip_has_the_share_too() -> None:
    far = job(1, 30, class_rank=4, promised=hour(-90))
    crowd = [job(n, 10, class_rank=6, has_trip=False) for n in range(100, 120)]
    plan = _plan([far, *crowd], [bucket(n, 2) for n in range(20)], OrderRule(0.5))
    assert _slot(plan, 1).bucket_index == 0


def test_a_share_place_goes_to_the_longest_overdue_who_can_use_it() -> None:
    away = job(1, -10, has_trip=False, promised=hour(-90), ready_at=hour(2))
    here = job(2, -10, has_trip=False, promised=hour(-5))
    crowd = [job(n, 9, class_rank=6, has_trip=False) for n in range(100, 120)]
    plan = _plan([away, here, *crowd], [bucket(n, 2) for n in range(12)], OrderRule(0.5))
    assert [_slot(plan, n).bucket_index for n in (2, 1)] == [0, 2]


def test_blanks_go_to_the_trips_first_and_then_by_arrival() -> None:
    jobs = [job(n, 3, service="B", class_rank=6, has_trip=False) for n in (1, 2)] + [job(4, 3, service="B")]
    jobs += [job(3, 3, service="B", class_rank=5, has_trip=False), job(5, None, service="A", class_rank=6)]
    plan = print_order(jobs, [bucket(n, 5, "AB") for n in range(3)], _NO_SHARE, NOW, {"B": Supply(2)})
    assert set(_ids(plan)[:3]) == {4, 1, 5}
    assert set(plan.unplanned) == {2, 3}
    assert {_slot(plan, n).because for n in plan.unplanned} == {Because.NO_BLANKS}


def test_a_delivery_is_waited_for_by_those_who_can() -> None:
    """The trip with time to spare leaves the only blank to the one that has none; the third gets the delivery too."""
    jobs = [job(1, 6), job(2, 2), job(3, None)]
    supply = {"A": Supply(1, ((hour(3), 2),))}
    plan = print_order(jobs, [bucket(n, 5) for n in range(6)], _NO_SHARE, NOW, supply)
    assert [_slot(plan, n).bucket_index for n in (2, 1, 3)] == [0, 3, 3]
    assert not plan.at_risk


def test_nobody_waits_for_a_delivery_while_a_blank_lies_there() -> None:
    """Both trips could wait, and nobody else wants the only blank: the earlier trip takes it."""
    plan = print_order(
        [job(1, 9), job(2, 8)], [bucket(n, 1) for n in range(6)], _NO_SHARE, NOW, {"A": Supply(1, ((hour(3), 5),))}
    )
    assert [_slot(plan, n).bucket_index for n in (2, 1)] == [0, 3]


def test_a_bucket_is_printed_in_runs_of_one_product_that_go_on_from_bucket_to_bucket() -> None:
    jobs = [job(n, 9, service="AB"[n % 2]) for n in range(12)]
    plan = _plan(jobs, [bucket(n, 4, "AB") for n in range(3)])
    services = ["AB"[slot.job_id % 2] for slot in plan.slots]
    assert sum(a != b for a, b in pairwise(services)) == 3
    assert all(slot.in_time for slot in plan.slots)


def test_a_group_stands_together_and_is_named_when_it_is_split_over_days() -> None:
    jobs = [job(n, 60, group="Umrah Barokah" if n % 2 else None) for n in range(6)]
    together = _plan(jobs, [bucket(0, 6)])
    assert _ids(together) == [0, 1, 3, 5, 2, 4]
    assert together.split_groups == ()
    split = _plan(jobs, [bucket(0, 3), bucket(24, 3)])
    assert [(each.group, each.days, each.members) for each in split.split_groups] == [
        ("Umrah Barokah", ("2024-06-26", "2024-06-27"), 3)
    ]


def test_overtakes_counts_those_of_the_pool_who_came_earlier_and_are_printed_later() -> None:
    jobs = [job(1, 9), job(2, -1), job(3, 9, service="B"), job(4, 1), job(5, 2)]
    plan = _plan(jobs, [bucket(0, 1), bucket(1, 1), bucket(2, 1), bucket(3, 1), bucket(0, 9, "B", "Q")])
    assert [(slot.job_id, slot.overtakes, slot.overtakes_at_risk) for slot in plan.slots if slot.pool == "P"] == [
        (4, 2, 1),
        (5, 2, 1),
        (2, 1, 0),
        (1, 0, 0),
    ]


def test_places_are_finished_evenly_inside_their_bucket_and_positions_run_over_all_pools() -> None:
    jobs = [job(1, 9), job(2, 9), job(3, 9, service="B")]
    plan = _plan(jobs, [bucket(0, 4), bucket(0, 2, "B", "Q")])
    assert [(slot.job_id, slot.position, slot.planned) for slot in plan.slots] == [
        (1, 1, NOW + timedelta(minutes=15)),
        (2, 2, NOW + timedelta(minutes=30)),
        (3, 3, NOW + timedelta(minutes=30)),
    ]


def test_what_nothing_prints_comes_last_by_class_and_print_by_date() -> None:
    jobs = [job(1, 9, service="B"), job(2, 5, service="B"), job(3, 50, service="B", class_rank=1), job(4, 9)]
    plan = _plan(jobs, [bucket(0, 4)])
    assert _ids(plan) == [4, 3, 2, 1]
    assert plan.unplanned == (3, 2, 1)
    assert [(slot.planned, slot.at_risk, slot.because) for slot in plan.slots[1:]] == [
        (None, True, Because.NO_CAPACITY)
    ] * 3
    assert [(risk.job_id, risk.places, risk.needed) for risk in plan.at_risk] == [(3, 0, 1), (1, 0, 2), (2, 0, 3)]


def test_what_the_horizon_cannot_hold_is_not_called_at_risk_before_it_is() -> None:
    plan = _plan([job(1, 50), job(2, 50)], [bucket(0, 1)])
    beyond = _slot(plan, 2)
    assert (beyond.planned, beyond.at_risk, beyond.because) == (None, False, Because.BEYOND)


def test_a_job_that_nothing_binds_waits_for_those_who_are_bound() -> None:
    plan = _plan([job(1, None), job(2, 9), job(3, None, promised=hour(-1))], [bucket(0, 3)])
    assert _ids(plan) == [3, 2, 1]
    assert [slot.because for slot in plan.slots] == [Because.OVERDUE, Because.TRIP, Because.OPEN]


def test_nothing_to_print_and_nothing_to_print_on() -> None:
    assert _plan([], [bucket(0, 3)]).slots == ()
    plan = _plan([job(1, 5)], [])
    assert plan.unplanned == (1,)
    assert plan.slots[0].because is Because.NO_CAPACITY
