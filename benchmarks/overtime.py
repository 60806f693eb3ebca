"""The overtime planner, measured: the preview, the solver's plan in its place, and how near the cheapest it is.

Offices are made from a seed in the sizes of the study: people of three grades with mixed skills, stations of a few
rates, and a backlog whose needs grow day by day to a part of what overtime can print at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter

from printdesk.planning.evening_types import EveningPlan, Need, Night, Task, Worker
from printdesk.planning.greedy import greedy_plan
from printdesk.planning.names import best_plan

TITLE = "## Overtime planner"

_MONDAY = date(2024, 6, 24)
_WAGES = {"II": 24_000, "III": 30_000, "IV": 36_000}
_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True)
class Size:
    """People, regular and electronic stations, and days of one office."""

    name: str
    people: int
    regular: int
    electronic: int
    days: int


SIZES = (Size("S1", 4, 2, 0, 14), Size("S2", 8, 2, 1, 14), Size("S3", 12, 3, 1, 21), Size("S4", 20, 4, 2, 28))


def made(size: Size, load: float, seed: int) -> Task:
    """An office whose overtime must print this part of what its stations could."""
    rng = Random(seed)  # noqa: S311  reproducible offices, no secrets
    regular = tuple(f"R{n}" for n in range(1, size.regular + 1))
    electronic = tuple(f"E{n}" for n in range(1, size.electronic + 1))
    codes = regular + electronic
    days = [_MONDAY + timedelta(days=n) for n in range(size.days)]
    nights = tuple(
        Night(day, (day.toordinal() - 1) // 7, (4, 8) if day.weekday() == _SATURDAY else (2, 3), codes)
        for day in days if day.weekday() != _SUNDAY
    )  # fmt: skip
    places = range(len(nights))
    rate = {code: 10 if code in regular else 8 for code in codes}
    booklets = {(n, code, hours): rate[code] * hours for n in places for code in codes for hours in nights[n].lengths}
    pay = {
        (n, grade, hours): wage * hours * (2 if nights[n].day.weekday() == _SATURDAY else 1) + 36_000
        for n in places for grade, wage in _WAGES.items() for hours in nights[n].lengths
    }  # fmt: skip
    workers = tuple(_worker(rng, n, regular, electronic, nights) for n in range(size.people))
    needs = tuple(
        Need(frozenset(range(n + 1)), frozenset(family),
             round(load * rng.uniform(0.7, 1.0) * sum(booklets[at, code, 3 if 3 in nights[at].lengths else 4]
                                                      for at in range(n + 1) for code in family)),
             0, nights[n].day, 0, 0)
        for family in (regular, electronic) if family for n in places if n % 2
    )  # fmt: skip
    return Task(nights, workers, needs, booklets, pay, 30, True, 3)


def _worker(
    rng: Random, n: int, regular: tuple[str, ...], electronic: tuple[str, ...], nights: tuple[Night, ...]
) -> Worker:
    grade = ("III", "II", "IV", "II")[n % 4]
    runs = frozenset(regular) | (frozenset(electronic) if n % 3 == 0 else frozenset())
    weeks = {night.week for night in nights}
    away = frozenset(night.day for night in nights if rng.random() < 0.05)
    return Worker(
        f"p{n}", grade, runs, n % 2 == 1, grade != "II", away, frozenset(), dict.fromkeys(weeks, 14),
        dict.fromkeys(weeks, 4), float(rng.randint(0, 16)),
    )  # fmt: skip


@dataclass(frozen=True)
class _Round:
    preview: float
    solved: float
    before: EveningPlan
    after: EveningPlan


def _measure(task: Task) -> _Round:
    start = perf_counter()
    before = greedy_plan(task)
    between = perf_counter()
    after = best_plan(task, before)
    return _Round(between - start, perf_counter() - between, before, after)


def report(seed: int, seeds: int, sizes: tuple[Size, ...] = SIZES) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    yield TITLE
    yield ""
    yield f"Evenings with names (`benchmarks/overtime.py`), medians of {seeds} offices from seed {seed}; the goals"
    yield "are a preview within 0.5 s up to S3 and a gap of 2 % or 5 s (fair turns may take the plan 2 % further)."
    yield ""
    yield "| size | part of all overtime | preview | solver | stated gap | against the preview | short |"
    yield "|---|---|---|---|---|---|---|"
    for size in sizes:
        for load in (0.25, 0.5):
            rounds = [_measure(made(size, load, seed + n)) for n in range(seeds)]
            yield _row(size, load, rounds)
    yield ""


def _row(size: Size, load: float, rounds: list[_Round]) -> str:
    gap = median(100 * (each.after.gap or 0) / max(1, each.after.cost) for each in rounds)
    dearer = median(100 * (each.after.cost / max(1, each.before.cost) - 1) for each in rounds)
    short = f"{sum(sum(each.before.short.values()) for each in rounds)} to {_short(rounds)}"
    return (
        f"| {size.name} | {load:.0%} | {median(each.preview for each in rounds):.2f} s "
        f"| {median(each.solved for each in rounds):.2f} s | {gap:.1f} % | {dearer:+.1f} % | {short} |"
    )


def _short(rounds: list[_Round]) -> int:
    return sum(sum(each.after.short.values()) for each in rounds)
