"""Which limit keeps a plan of overtime from doing more: found by lifting limits, never guessed.

The plan is first carried on until no evening can be added or changed any more. Then limits are lifted and it is
carried on from there: what becomes possible is owed to what was lifted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from printdesk.planning.evening_types import EveningPlan, Need, Task, Worker
from printdesk.planning.greedy import greedy_plan

RULES = ("budget", "week", "row", "senior", "check")
"""Limits on those who are there, in the order in which they are looked for."""
PEOPLE = "people"
"""More people would be needed."""
LIMITS = (*RULES, PEOPLE)

_FREE_HOURS, _FREE_NIGHTS, _FREE_DAYS = 168, 7, 99
_EXTRA_HANDS = 8


def binding_of(plan: EveningPlan, base: Task, needs: Sequence[Need]) -> str:
    """The limit in the way of what a plan leaves undone; several joined by "+" where only together they are in it.

    The first rule that alone lets the plan do more is named. Where none does, all rules are lifted, and each is put
    back that is not needed for it: what remains is named. Only where the rules lifted change nothing, people are
    missing. "" where even more people change nothing, since then no limit is the reason.

    Args:
        needs: all that the plan should reach, what the print order still loses with it among them.
    """
    task = replace(base, needs=tuple(needs))
    start = greedy_plan(task, plan)
    short = _total(start)
    for name in RULES:
        if _short_without(task, start, (name,)) < short:
            return name
    for together in (RULES, (PEOPLE,), LIMITS):
        if _short_without(task, start, together) < short:
            return "+".join(_needed(task, start, short, together))
    return ""


def _needed(task: Task, start: EveningPlan, short: int, together: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some limits that must be lifted for the plan to do more."""
    for name in reversed(together):
        fewer = tuple(each for each in together if each != name)
        if fewer and _short_without(task, start, fewer) < short:
            together = fewer
    return together


def _short_without(task: Task, start: EveningPlan, names: Iterable[str]) -> int:
    for name in names:
        task = _lifted(task, name)
    return _total(greedy_plan(task, start))


def _total(plan: EveningPlan) -> int:
    return sum(plan.short.values())


def _lifted(task: Task, name: str) -> Task:
    """The task without a limit."""
    if name == "week":
        return _without_week(task)
    if name == "people":
        return _with_crowd(task)
    return {
        "budget": replace(task, budgets=()),
        "row": replace(task, days_in_a_row=_FREE_DAYS),
        "senior": replace(task, senior=False),
        "check": replace(task, checks_per_hour=0),
    }[name]


def _without_week(task: Task) -> Task:
    hours = {night.week: _FREE_HOURS for night in task.nights}
    nights = dict.fromkeys(hours, _FREE_NIGHTS)
    return replace(task, workers=tuple(replace(each, hours_left=hours, nights_left=nights) for each in task.workers))


def _with_crowd(task: Task) -> Task:
    """Besides those who are there as many more as the stations could want, all of whom can do everything."""
    hours = {night.week: _FREE_HOURS for night in task.nights}
    every = frozenset(code for night in task.nights for code in night.stations)
    grades = {worker.grade for worker in task.workers} or {grade for _night, grade, _hours in task.pay}
    crowd = tuple(
        Worker(
            f"{grade}+{n}", grade, every, checks=True, senior=True, away=frozenset(), worked=frozenset(),
            hours_left=hours, nights_left=dict.fromkeys(hours, _FREE_NIGHTS), history=0.0,
        )
        for n in range(_EXTRA_HANDS * max(1, len(task.workers))) for grade in sorted(grades)
    )  # fmt: skip
    return replace(task, workers=(*task.workers, *crowd))
