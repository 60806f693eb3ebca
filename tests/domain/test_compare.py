"""Why is this one before that one? Every answer is checked by exchanging the two places."""

import random
from collections import Counter
from itertools import combinations

import pytest

from printdesk.domain.compare import Comparison, PlanFacts, Reason, why_before
from printdesk.domain.order import Bucket, Job, OrderRule, Plan, Slot, Supply, print_order
from printdesk.i18n import Catalogue, catalogue
from tests.domain.optimum import KINDS, instance
from tests.domain.semarang import NOW, WIB, bucket, hour, job

_NO_SHARE = OrderRule(0)


def _given(
    jobs: list[Job], buckets: list[Bucket], rule: OrderRule = _NO_SHARE, blanks: dict[str, Supply] | None = None
) -> PlanFacts:
    plan = print_order(jobs, buckets, rule, NOW, blanks)
    names = {each.id: f"No. {each.id}" for each in jobs}
    return PlanFacts(plan, {each.id: each for each in jobs}, buckets, rule, NOW, names, blanks)


def _why(a: int, b: int, given: PlanFacts) -> Comparison:
    return why_before(a, b, given, catalogue("en"), WIB)


def _hours(count: int, booklets: int = 1) -> list[Bucket]:
    return [bucket(n, booklets) for n in range(count)]


def test_whose_date_would_break_and_when_is_named() -> None:
    given = _given([job(1, 3), job(2, 1)], _hours(3))
    said = _why(1, 2, given)
    assert (said.first, said.second, said.code, said.breaks, said.exchangeable) == (
        2,
        1,
        Reason.DEADLINE,
        True,
        False,
    )
    assert said.text == (
        "No. 2 is planned today 09:00, No. 1 today 10:00. No. 2 must be printed by Wed 26 June 09:00: exchanged, it "
        "would be too late for the trip. No. 1 has until Wed 26 June 11:00."
    )


def test_who_is_late_either_way_waits_for_who_can_be_saved() -> None:
    said = _why(1, 2, _given([job(1, -1), job(2, 1, has_trip=False)], _hours(3)))
    assert said.code is Reason.RESCUE
    assert said.text.endswith("too late for the promise. No. 1 would be late all the same.")


def test_where_only_one_of_two_can_be_in_time_the_class_or_the_arrival_decides() -> None:
    ranked = _why(1, 2, _given([job(1, 1, class_rank=5), job(2, 1, class_rank=4)], _hours(3)))
    assert ranked.code is Reason.FULL
    assert ranked.text.endswith(
        "No. 1 would then be in time, but only one of the two can be: No. 2 is of a more urgent class."
    )
    older = _why(1, 2, _given([job(1, 1), job(2, 1)], _hours(3)))
    assert older.text.endswith("only one of the two can be: No. 1 came earlier.")


_FREE: dict[str, tuple[list[Job], list[Bucket], Reason, str]] = {
    "late": (
        [job(1, 9), job(2, -9, has_trip=False, promised=hour(-5))],
        _hours(3),
        Reason.OVERDUE,
        "No. 2 is late already; who is late goes ahead of those with time to spare.",
    ),
    "date": (
        [job(1, 9), job(2, 8)],
        _hours(12),
        Reason.DATE,
        "No. 2 has to be printed by Wed 26 June 16:00 and keeps its place among those with that date.",
    ),
    "class": (
        [job(1, 9), job(2, 9, class_rank=3)],
        _hours(3),
        Reason.RANK,
        "Their dates do not decide: No. 2 is of a more urgent class.",
    ),
    "priority": (
        [job(1, 9, arrived=hour(-3)), job(2, 9, arrived=hour(-2), priority=True)],
        _hours(3),
        Reason.PRIORITY,
        "Their dates do not decide: No. 2 belongs to a priority group.",
    ),
    "arrival": (
        [job(1, 9, arrived=hour(-3)), job(2, 9, arrived=hour(-4))],
        _hours(3),
        Reason.ARRIVAL,
        "Their dates do not decide: No. 2 came earlier.",
    ),
    "late by arrival whatever their class": (
        [job(1, -9, class_rank=5, arrived=hour(-3)), job(2, -9, class_rank=6, arrived=hour(-40))],
        _hours(3),
        Reason.ARRIVAL,
        "Their dates do not decide: No. 2 came earlier.",
    ),
    "equals": (
        [job(2, 9, arrived=hour(-3)), job(1, 9, arrived=hour(-3), previous_position=7)],
        _hours(3),
        Reason.PLACE,
        "Nothing urgent tells them apart; they keep the order they had.",
    ),
    "one stretch": (
        [job(1, 9), job(2, 9)],
        _hours(3, 2),
        Reason.BATCH,
        "Both are printed in the same stretch; in it the order only saves changing blanks and keeps groups.",
    ),
}


@pytest.mark.parametrize(("jobs", "buckets", "code", "reason"), _FREE.values(), ids=_FREE.keys())
def test_where_no_date_would_break_it_says_so_and_names_the_rule(
    jobs: list[Job], buckets: list[Bucket], code: Reason, reason: str
) -> None:
    said = _why(1, 2, _given(jobs, buckets))
    assert (said.code, said.exchangeable) == (code, True)
    assert said.text.endswith(f"{reason} They may be exchanged: no date would break.")


def test_a_place_of_the_share_is_called_one_though_another_would_be_saved() -> None:
    overdue = [job(n, -10, class_rank=6, has_trip=False, promised=hour(-5)) for n in range(2)]
    unproven = [job(n, 4, class_rank=5) for n in range(10, 14)]
    said = _why(0, 13, _given([*overdue, *unproven], _hours(6), OrderRule(0.5)))
    assert said.code is Reason.SHARE
    assert said.text.endswith(
        "No. 0 has one of the places kept for the longest overdue. "
        "They may be exchanged: no date would break, and No. 13 would be in time."
    )


def test_different_machines_are_said_to_be_so() -> None:
    said = _why(1, 2, _given([job(1, 9), job(2, 9, service="B")], [bucket(0, 1), bucket(1, 1, "B", "Q")]))
    assert (said.code, said.breaks, said.exchangeable) == (Reason.POOL, False, False)
    assert said.text.endswith("They are printed on different machines (P and Q), so neither waits for the other.")


def test_who_is_not_ready_yet_cannot_be_printed_first() -> None:
    waiting = _why(1, 2, _given([job(1, 9, ready_at=hour(1)), job(2, 9)], _hours(3)))
    assert waiting.code is Reason.RELEASE
    assert waiting.text.endswith(
        "No. 1 cannot be printed before Wed 26 June 09:00: it is not ready, or its blank is not there."
    )
    blanks = {"A": Supply(1, ((hour(1), 5),))}
    assert _why(1, 2, _given([job(1, 9), job(2, 8)], _hours(3), blanks=blanks)).code is Reason.RELEASE


def test_who_has_no_place_is_said_to_have_none() -> None:
    given = _given([job(1, 9), job(2, 9, service="B"), job(3, 9, service="B")], _hours(1))
    assert _why(1, 2, given).text == (
        "No. 1 is planned today 09:00; No. 2 has no place. Nothing prints the service of No. 2 at present."
    )
    assert _why(3, 2, given).text.startswith("Neither No. 2 nor No. 3 has a place.")
    behind = _given([job(1, 1), job(2, 50)], _hours(1))
    assert (_why(1, 2, behind).code, _why(1, 2, behind).breaks) == (Reason.DEADLINE, True)


def _exchanged(plan: Plan, first: Slot, second: Slot, given: PlanFacts) -> dict[int, bool]:
    """In time or not by job id after the exchange, from the buckets alone."""
    at = {slot.job_id: slot.bucket_index for slot in plan.slots if slot.planned}
    at[first.job_id], at[second.job_id] = at[second.job_id], at[first.job_id]
    return {number: given.buckets[n].end <= (given.jobs[number].need_by or NOW) for number, n in at.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_says_that_a_date_breaks_exactly_when_it_does(kind: str) -> None:
    seen: Counter[bool] = Counter()
    for seed in range(60):
        jobs, buckets = instance(seed, kind)
        given = _given(jobs, buckets, random.Random(seed).choice([_NO_SHARE, OrderRule(0.3, 4)]))
        slots = [slot for slot in given.plan.slots if slot.planned]
        for first, second in combinations(slots, 2):
            said = _why(second.job_id, first.job_id, given)
            assert (said.first, said.second) == (first.job_id, second.job_id)
            _check(said, first, second, given)
            seen[said.breaks] += 1
    assert min(seen[True], seen[False]) > 100


def _check(said: Comparison, first: Slot, second: Slot, given: PlanFacts) -> None:
    before = {slot.job_id: slot.in_time for slot in given.plan.slots if slot.planned}
    after = _exchanged(given.plan, first, second, given)
    broken = [number for number in before if before[number] and not after[number]]
    places = [given.buckets[slot.bucket_index] for slot in (second, first)]
    possible = first.pool == second.pool and all(
        given.jobs[slot.job_id].service in place.services and place.start >= given.jobs[slot.job_id].ready_at
        for slot, place in zip((first, second), places, strict=True)
    )
    assert said.breaks == (possible and bool(broken))
    assert said.exchangeable == (possible and not broken)
    assert ("exchanged, it would be too late" in said.text) == said.breaks
    assert ("They may be exchanged" in said.text) == said.exchangeable
    if said.breaks:
        assert broken == [said.first]
        saved = after[said.second] and not before[said.second]
        assert (said.code is Reason.FULL) == saved


def test_in_indonesian(indonesian: Catalogue) -> None:
    given = _given([job(1, 3), job(2, 1)], _hours(3))
    assert why_before(1, 2, given, indonesian, WIB).text == (
        "No. 2 direncanakan hari ini 09.00, No. 1 hari ini 10.00. "
        "No. 2 harus tercetak paling lambat Rab 26 Juni 09.00: "
        "kalau ditukar, terlambat untuk perjalanannya. No. 1 masih punya waktu sampai Rab 26 Juni 11.00."
    )
