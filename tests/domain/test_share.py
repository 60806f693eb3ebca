"""The share of the longest overdue: its bound holds, and its price is what the plans cost."""

import random
from math import ceil

import pytest

from printdesk.domain.order import OrderRule, print_order
from printdesk.domain.share import ShareBound, SharePrice, price_sentence, share_bound, share_price
from printdesk.i18n import Catalogue, catalogue
from tests.domain.semarang import NOW, OFFICE, bucket, hour, job


@pytest.mark.parametrize(("q", "share"), [(1, 0.1), (10, 0.1), (11, 0.1), (7, 0.25), (40, 0.5)])
def test_with_equal_buckets_the_bound_is_the_formula(q: int, share: float) -> None:
    buckets = [bucket(n, 10) for n in range(30)]
    bound = share_bound(q, buckets, "A", share)
    within = ceil(q / (share * 10))
    assert bound == ShareBound(within, hour(within))


def test_there_is_no_bound_without_share_machine_or_horizon() -> None:
    buckets = [bucket(n, 10) for n in range(3)]
    assert share_bound(1, buckets, "A", 0) is None
    assert share_bound(1, buckets, "B", 0.1) is None
    assert share_bound(4, buckets, "A", 0.1) is None


def test_only_the_buckets_of_its_own_machines_count() -> None:
    buckets = [each for n in range(9) for each in (bucket(n, 10), bucket(n, 50, "B", "Q"))]
    assert share_bound(3, buckets, "A", 0.1) == ShareBound(3, hour(3))
    assert share_bound(6, buckets, "B", 0.1) == ShareBound(2, hour(2))


def test_nobody_overdue_is_printed_after_the_bound_whoever_else_waits() -> None:
    for seed in range(200):
        rng = random.Random(seed)
        share = rng.choice([0.1, 0.2, 0.35])
        buckets = [bucket(n, rng.randint(0, 12)) for n in range(30)]
        overdue = [
            job(n, -10, class_rank=rng.choice([5, 6]), has_trip=False, promised=hour(n - 90)) for n in range(15)
        ]
        crowd = [
            job(n, rng.randint(0, 30), class_rank=rng.choice([5, 6]), has_trip=rng.random() < 0.5)
            for n in range(100, 100 + rng.randint(0, 300))
        ]
        jobs = [*overdue, *crowd]
        rng.shuffle(jobs)
        plan = print_order(jobs, buckets, OrderRule(share), NOW)
        place = {slot.job_id: slot.bucket_index for slot in plan.slots}
        for q, each in enumerate(overdue, start=1):
            bound = share_bound(q, buckets, "A", share)
            assert bound is None or 0 <= place[each.id] < bound.buckets, (seed, q)


def test_the_price_counts_the_late_by_class_and_the_longest_wait() -> None:
    overdue = [job(n, -10, class_rank=6, has_trip=False, promised=hour(-5 * 24)) for n in range(40)]
    fresh = [job(n, 48, class_rank=5) for n in range(100, 150)]
    buckets = [bucket(24 * day, 25) for day in (0, 1, 2, 5)]  # Wednesday to Friday, Monday
    prices = share_price([*overdue, *fresh], buckets, OrderRule(), NOW, OFFICE, (0, 0.5))
    assert prices == (
        SharePrice(0, {6: 40}, 0, 6, 0),
        SharePrice(0.5, {5: 25, 6: 40}, 25, 5, 0),
    )


_CLASSES = {5: "Unproven trip", 6: "The rest"}


def test_the_price_in_words() -> None:
    reader = catalogue("en")
    assert price_sentence(SharePrice(0.1, {5: 3, 6: 1583}, 3, 8, 0), _CLASSES, reader) == (
        "Share 10 %: late 3 (Unproven trip), 1,583 (The rest). "
        "The longest overdue waits 8 working days past the promise."
    )
    assert price_sentence(SharePrice(0, {}, 0, 0, 0), _CLASSES, reader) == "Share 0 %: nobody is late."


def test_the_price_in_indonesian(indonesian: Catalogue) -> None:
    assert price_sentence(SharePrice(0.1, {6: 1583}, 3, 8, 0), {6: "Lainnya"}, indonesian) == (
        "Jatah 10 %: terlambat 1.583 (Lainnya). Yang paling lama menunggu lewat 8 hari kerja dari janji."
    )
