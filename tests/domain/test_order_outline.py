"""The outline of an order says the same as the order itself, on any places and however often it is asked."""

import random

import pytest

from printdesk.domain.order import OrderRule, Supply, print_order
from printdesk.domain.order_outline import Outlines
from tests.domain.optimum import KINDS, instance
from tests.domain.semarang import NOW, hour

_RULES = (OrderRule(0), OrderRule(0.4, 4), OrderRule(0.1, 2))


@pytest.mark.parametrize("kind", KINDS)
def test_an_outline_has_the_times_and_the_late_of_the_order(kind: str) -> None:
    for seed in range(60):
        rng = random.Random(f"{seed} outline")
        jobs, buckets = instance(seed, kind)
        blanks = {
            code: Supply(rng.randint(0, 4), ((hour(rng.randint(0, 4)), rng.randint(1, 3)),))
            for code in "ABC" if rng.random() < 0.3
        }  # fmt: skip
        rule = _RULES[seed % 3]
        outlines = Outlines(jobs, rule, NOW, blanks)
        more = [each._replace(booklets=each.booklets + (rng.random() < 0.3)) for each in buckets]
        some = [each for each in buckets if rng.random() < 0.7]
        for places in (buckets, more, some, [], buckets):
            plan = print_order(jobs, places, rule, NOW, blanks)
            late = {slot.job_id for slot in plan.slots if slot.at_risk}
            assert outlines.late(places) == late, seed
            outline = outlines.outline(places)
            assert outline.at_risk == late, seed
            assert [*outline.planned.items()] == [(slot.job_id, slot.planned) for slot in plan.slots if slot.planned]
            assert outline.unplanned == plan.unplanned, seed
