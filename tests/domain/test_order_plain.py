"""The print order is what its rules say, place by place, when they are followed one person at a time."""

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from printdesk.domain.order import Bucket, Job, OrderRule, Supply, print_order
from tests.domain.plain_order import PlainOrder
from tests.domain.semarang import NOW, bucket, hour, job

_HOURS = 6
_FIRST_DAY = 4
_RULES = st.sampled_from((OrderRule(0), OrderRule(0.4, 4), OrderRule(0.25, 2), OrderRule(1, 0)))
_SUPPLIES = st.builds(
    Supply, st.integers(0, 6),
    st.lists(st.tuples(st.integers(0, _HOURS).map(hour), st.integers(1, 3)), max_size=2).map(tuple),
)  # fmt: skip
_ALIKE = st.fixed_dictionaries({
    "need": st.none() | st.integers(-1, _FIRST_DAY) | st.integers(1, 30),
    "service": st.sampled_from("AAABC"),
    "class_rank": st.integers(1, 6),
    "promised": st.sampled_from((-6, -2, 2, 30)).map(hour),
    "ready_at": st.sampled_from((-1, -1, 1, 2)).map(hour),
    "has_trip": st.booleans(),
})  # fmt: skip
_OWN = st.fixed_dictionaries({
    "arrived": st.integers(1, 30).map(lambda n: hour(-n)),
    "priority": st.booleans(),
    "group": st.sampled_from((None, None, "Rombongan 1", "Rombongan 2")),
    "previous_position": st.none() | st.integers(1, 9),
})  # fmt: skip


@st.composite
def _waiting(draw: st.DrawFn) -> list[Job]:
    """Up to 24 of a few kinds, so that they crowd."""
    size, kinds = draw(st.integers(0, 24)), draw(st.lists(_ALIKE, min_size=1, max_size=6))
    one = st.tuples(st.sampled_from(kinds), _OWN)
    drawn = draw(st.lists(one, min_size=size, max_size=size))
    return [_job(number, **(alike | own)) for number, (alike, own) in enumerate(drawn)]


def _job(number: int, need: int | None, *, has_trip: bool, **values: Any) -> Job:
    return job(number, need, has_trip=has_trip and need is not None, **values)


@st.composite
def _places(draw: st.DrawFn) -> Sequence[Bucket]:
    """One to three pools of their own services, over two days, some at odd times; in no order."""
    made = []
    for pool, services in enumerate(draw(st.sampled_from((("ABC",), ("A", "BC"), ("AB",), ("A", "B", "C"))))):
        odd = draw(st.sampled_from((0, 0, 0.3)))
        for n, booklets in enumerate(draw(st.lists(st.integers(0, 3), max_size=_HOURS))):
            at = odd + (n if n < _FIRST_DAY else n + 24 - _FIRST_DAY)
            place = bucket(n, booklets, services, f"P{pool}")
            made.append(place._replace(start=hour(at), end=hour(at + 1)))
    return draw(st.permutations(made))


@settings(max_examples=120, deadline=None)
@given(_waiting(), _places(), _RULES, st.dictionaries(st.sampled_from("ABC"), _SUPPLIES, max_size=1))
def test_the_order_is_what_its_rules_say(
    jobs: list[Job], places: Sequence[Bucket], rule: OrderRule, blanks: dict[str, Supply]
) -> None:
    assert print_order(jobs, places, rule, NOW, blanks) == PlainOrder(jobs, places, rule, NOW, blanks).plan()
