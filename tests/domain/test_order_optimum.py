"""The print order equals the independent optimum on many random offices."""

import random

import pytest

from printdesk.domain.order import Bucket, Job, OrderRule, Plan, Risk, Slot, print_order
from tests.domain.optimum import KINDS, earliest, in_time, instance, most_in_time
from tests.domain.semarang import NOW, bucket, hour, job

_NO_SHARE = OrderRule(0)
_SEEDS = range(1000)


def _check_sound(plan: Plan, jobs: list[Job], buckets: list[Bucket]) -> None:
    """Every job once, in a bucket that may print it, no bucket too full, all flags true."""
    by_id = {each.id: each for each in jobs}
    assert sorted(slot.job_id for slot in plan.slots) == sorted(by_id)
    assert [slot.position for slot in plan.slots] == list(range(1, len(jobs) + 1))
    planned = [slot.planned for slot in plan.slots if slot.planned]
    assert planned == sorted(planned)
    used = [0] * len(buckets)
    for slot in plan.slots[: len(planned)]:
        each, place = by_id[slot.job_id], buckets[slot.bucket_index]
        used[slot.bucket_index] += 1
        assert slot.planned is not None
        assert place.start <= slot.planned <= place.end
        assert slot.pool == place.pool
        assert each.service in place.services
        assert place.start >= each.ready_at
        assert slot.in_time == (each.need_by is not None and place.end <= each.need_by)
        assert slot.at_risk == (each.need_by is not None and not slot.in_time)
    assert all(n <= each.booklets for n, each in zip(used, buckets, strict=True))
    for slot in plan.slots:
        _check_no_place_is_idle(slot, by_id[slot.job_id], buckets, used)
    assert plan.unplanned == tuple(slot.job_id for slot in plan.slots[len(planned) :])
    assert {risk.job_id for risk in plan.at_risk} == {slot.job_id for slot in plan.slots if slot.at_risk}


def _check_no_place_is_idle(slot: Slot, each: Job, buckets: list[Bucket], used: list[int]) -> None:
    """No place is empty that the job could have had earlier than its own."""
    own = buckets[slot.bucket_index].start if slot.planned else hour(1000)
    for n, place in zip(used, buckets, strict=True):
        earlier = place.start < own and place.start >= each.ready_at and each.service in place.services
        assert not (earlier and n < place.booklets)


@pytest.mark.parametrize("kind", KINDS)
def test_no_order_of_the_same_capacity_saves_lexicographically_more(kind: str) -> None:
    for seed in _SEEDS:
        jobs, buckets = instance(seed, kind)
        best = most_in_time(jobs, buckets)
        plan = print_order(jobs, buckets, _NO_SHARE, NOW)
        _check_sound(plan, jobs, buckets)
        assert in_time(plan, jobs, buckets) == best, seed
        shared = print_order(jobs, buckets, OrderRule(0.4, 4), NOW)
        _check_sound(shared, jobs, buckets)
        assert in_time(shared, jobs, buckets)[:4] == best[:4], seed


@pytest.mark.parametrize("kind", KINDS)
def test_the_plan_does_not_depend_on_the_order_of_the_input(kind: str) -> None:
    for seed in range(30):
        jobs, buckets = instance(seed, kind)
        plan = print_order(jobs, buckets, OrderRule(), NOW)
        random.Random(seed).shuffle(jobs)
        assert print_order(jobs, buckets, OrderRule(), NOW) == plan
        ordered = {slot.job_id: slot.position for slot in plan.slots}
        again = [each._replace(previous_position=ordered[each.id]) for each in jobs]
        assert print_order(again, buckets, OrderRule(), NOW) == plan


def test_the_late_ones_come_as_early_as_those_in_time_allow_oldest_first() -> None:
    for seed in range(400):
        rng = random.Random(seed)
        buckets = [bucket(n, rng.randint(0, 3)) for n in range(rng.randint(1, 4))]
        jobs = [
            job(
                number,
                rng.randint(-1, 5),
                class_rank=rng.randint(1, 6),
                arrived=hour(-rng.randint(1, 90)),
                promised=hour(rng.choice([-1, 1])),
            )
            for number in range(rng.randint(1, 9))
        ]
        plan = print_order(jobs, buckets, _NO_SHARE, NOW)
        kept = {slot.job_id for slot in plan.slots if slot.in_time}
        preference = sorted(jobs, key=lambda each: _preference(each, kept, buckets))
        index = {slot.job_id: slot.bucket_index for slot in plan.slots}
        found = [index[each.id] % (len(buckets) + 1) for each in preference]
        bound = {each.id for each in jobs if each.id in kept and each.need_by and each.need_by <= buckets[-1].end}
        assert found == earliest(preference, bound, buckets), seed


def _preference(each: Job, kept: set[int], buckets: list[Bucket]) -> tuple[object, ...]:
    """Late: refused urgent classes by class, then by day of arrival; in time: by last bucket, class, arrival."""
    assert each.need_by is not None
    arrival = (each.arrived.date(), each.arrived, each.id)
    behind_horizon = each.need_by > buckets[-1].end
    refused = each.id not in kept and not behind_horizon
    if refused or each.promised < NOW:
        return (0, min(each.class_rank, 5) if refused else 5, *arrival)
    last = max((n for n, place in enumerate(buckets) if place.end <= each.need_by), default=0)
    return (1, len(buckets) if behind_horizon else last, each.class_rank, *arrival)


@pytest.mark.parametrize("kind", KINDS)
def test_every_certificate_holds(kind: str) -> None:
    """The interval is full, and just so many more places save the job."""
    tried = 0
    for seed in range(120):
        jobs, buckets = instance(seed, kind)
        plan = print_order(jobs, buckets, _NO_SHARE, NOW)
        for risk in plan.at_risk:
            each = next(each for each in jobs if each.id == risk.job_id)
            if risk.places:
                assert sum(risk.filled_by.values()) == risk.places
                assert max(risk.filled_by) <= each.class_rank
                assert risk.first < risk.last
                tried += _saved_by_exactly(risk, each, jobs, buckets)
    assert tried > 20


def _saved_by_exactly(risk: Risk, each: Job, jobs: list[Job], buckets: list[Bucket]) -> bool:
    usable = [
        place
        for place in buckets
        if each.service in place.services and place.start >= each.ready_at and place.end <= (each.need_by or NOW)
    ]
    first = min(usable, key=lambda place: (place.end, place.start, place.pool))
    for extra, saved in ((risk.needed, True), (risk.needed - 1, False)):
        more = [place._replace(booklets=place.booklets + extra) if place is first else place for place in buckets]
        plan = print_order(jobs, more, _NO_SHARE, NOW)
        assert next(slot for slot in plan.slots if slot.job_id == each.id).in_time is saved
    return True
