"""The limit that a plan of overtime names for what it leaves undone: what truly is in the way, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from printdesk.i18n import catalogue
from printdesk.planning.evening_types import Budget, EveningPlan, Need, Night, Task, Worker
from printdesk.planning.greedy import greedy_plan
from printdesk.services.overtime_limits import binding_of
from printdesk.services.overtime_words import binding_text

TUESDAY, WEDNESDAY = date(2024, 6, 25), date(2024, 6, 26)
ANI = Worker(
    "ani", "III", frozenset({"R1"}), checks=False, senior=True, away=frozenset(), worked=frozenset(),
    hours_left={26: 18}, nights_left={26: 4}, history=0.0,
)  # fmt: skip
SIXTY = Need(frozenset({0, 1}), frozenset({"R1"}), 60, 1, WEDNESDAY, 60, 0)
"""Promises for which both nights of thirty booklets are needed."""


def task_of(*workers: Worker, row: int = 7, **values: object) -> Task:
    nights = tuple(Night(day, 26, (3,), ("R1",)) for day in (TUESDAY, WEDNESDAY))
    plain = Task(
        nights, workers, (), {(n, "R1", 3): 30 for n in (0, 1)}, {(n, "III", 3): 90_000 for n in (0, 1)}, 0,
        senior=False, days_in_a_row=row,
    )  # fmt: skip
    return replace(plain, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("task", "limit"),
    [
        (task_of(ANI, row=1), "row"),
        (task_of(replace(ANI, nights_left={26: 1})), "week"),
        (task_of(replace(ANI, hours_left={26: 5})), "week"),
        (task_of(replace(ANI, nights_left={26: 1}), row=1), "week+row"),
        (task_of(replace(ANI, hours_left={26: 0}, senior=False), senior=True), "week+senior"),
        (task_of(ANI, budgets=(Budget(TUESDAY, WEDNESDAY, 100_000),)), "budget"),
        (task_of(replace(ANI, senior=False), senior=True), "senior"),
        (task_of(ANI, checks_per_hour=30), "check"),
        (task_of(replace(ANI, away=frozenset({TUESDAY}))), "people"),
        (task_of(), "people"),
    ],
)
def test_the_limit_named_is_the_one_that_lets_more_be_done_when_it_is_lifted(task: Task, limit: str):
    plan = greedy_plan(replace(task, needs=(SIXTY,)))
    assert plan.short[1] > 0
    assert binding_of(plan, task, (SIXTY,)) == limit


def test_no_limit_is_named_where_none_is_the_reason_and_none_where_only_the_print_order_asks_for_more():
    task = task_of(ANI, row=1)
    ninety = replace(SIXTY, count=90)
    free = task_of(ANI)
    assert binding_of(greedy_plan(replace(free, needs=(ninety,))), free, (ninety,)) == ""
    # The plan reached all that it was asked for; what the print order still loses with it counts as asked for too.
    reached = greedy_plan(replace(task, needs=(replace(SIXTY, count=30),)))
    assert reached.short == {1: 0}
    assert binding_of(reached, task, (replace(SIXTY, count=30), SIXTY)) == "row"
    assert binding_of(EveningPlan((), (), 0, 0), task, (replace(SIXTY, count=30),)) == ""


def test_limits_that_only_together_are_in_the_way_are_named_together():
    assert binding_text("week+row", catalogue("en")) == (
        "the hours and evenings that one person may work in a week together with the days in a row"
    )
    assert binding_text("", catalogue("id")) == ""
