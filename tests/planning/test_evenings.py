"""The overtime planner against independent solvers: least shortage, cost within the stated gap, no limit bent."""

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp

from printdesk.planning.crews import crews_of
from printdesk.planning.evening_types import CHECK, Crew, EveningPlan, Task, Worker
from printdesk.planning.evenings import GAP, booklets_for, draft_evenings
from printdesk.planning.greedy import greedy_plan
from printdesk.planning.names import best_plan
from printdesk.planning.roster import assign
from printdesk.planning.solver import Programme, SolvingCancelledError
from tests.planning.planner_tasks import paid, refused, shortage, task, with_budget

_UNPAID = 10.0**9


def cheapest_crews(made: Task, crews: list[Crew]) -> float | None:
    """The cheapest names for whole evenings by SciPy, one column a person, place and night; None: impossible."""
    columns = [
        (n, place, worker) for n, crew in enumerate(crews) for place in (*crew.stations, CHECK)
        for worker in made.workers if _able(worker, place) and made.nights[crew.night].day not in worker.away
    ]  # fmt: skip
    if not columns:
        return 0.0 if not crews else None
    rows, lower, upper = _limits(made, crews, columns)
    prices = np.array(
        [made.pay[crews[n].night, worker.grade, crews[n].hours] for n, _place, worker in columns], float
    )
    found = milp(
        prices, constraints=LinearConstraint(np.array(rows), lower, upper), bounds=Bounds(0, 1),
        integrality=np.ones(len(columns)),
    )  # fmt: skip
    return float(found.fun) if found.success else None


def _able(worker: Worker, place: str) -> bool:
    return worker.checks if place == CHECK else place in worker.stations


def _limits(
    made: Task, crews: list[Crew], columns: list[tuple[int, str, Worker]]
) -> tuple[list[list[float]], list[float], list[float]]:
    rows: list[list[float]] = []
    lower: list[float] = []
    upper: list[float] = []

    def add(values: list[float], low: float, high: float) -> None:
        rows.append(values)
        lower.append(low)
        upper.append(high)

    for n, crew in enumerate(crews):
        for place in (*crew.stations, CHECK):
            count = crew.checkers if place == CHECK else 1
            add([float((at, where) == (n, place)) for at, where, _who in columns], count, count)
        if made.senior:
            add([float(at == n and who.senior) for at, _where, who in columns], 1, np.inf)
    for worker in made.workers:
        for n in range(len(crews)):
            add([float(at == n and who is worker) for at, _where, who in columns], 0, 1)
        for week in {night.week for night in made.nights}:
            mine = [who is worker and made.nights[crews[at].night].week == week for at, _where, who in columns]
            hours = [crews[at].hours * float(flag) for (at, _p, _w), flag in zip(columns, mine, strict=True)]
            add(hours, 0, worker.hours_left[week])
            add([float(flag) for flag in mine], 0, worker.nights_left[week])
        _rows_of_days(made, crews, columns, worker, add)
    return rows, lower, upper


def _rows_of_days(made: Task, crews: list[Crew], columns: list, worker: Worker, add) -> None:  # type: ignore[no-untyped-def,type-arg]
    first = min([night.day for night in made.nights] + list(worker.worked)).toordinal()
    last = made.nights[-1].day.toordinal()
    done = {day.toordinal() for day in worker.worked}
    for start in range(first, last + 1):
        window = set(range(start, start + made.days_in_a_row + 1))
        had = len(window & done)
        flags = [
            float(who is worker and made.nights[crews[at].night].day.toordinal() in window)
            for at, _where, who in columns
        ]
        if any(flags):
            add(flags, 0, max(0, made.days_in_a_row - had))


def best_by_force(made: Task) -> tuple[list[int], float]:
    """Least shortage by level, then least cost: every choice of crews, each named by SciPy."""
    best: tuple[list[int], float] | None = None
    levels = sorted({need.level for need in made.needs})
    for chosen in product(*([None, *crews] for crews in crews_of(made))):
        crews = [crew for crew in chosen if crew is not None]
        short = shortage(made, EveningPlan(tuple(crews), (), 0, None))
        key = [short[level] for level in levels]
        if best is not None and key > best[0]:
            continue
        cost = cheapest_crews(made, crews)
        if cost is not None and (best is None or (key, cost) < best):
            best = (key, cost)
    assert best is not None
    return best


@pytest.mark.parametrize("seed", range(12))
def test_the_evenings_are_the_least_short_and_within_the_gap_of_the_cheapest_of_all_choices(seed: int):
    made = task(seed, people=4, stations=2, days=3, load=0.6)
    key, cost = best_by_force(made)

    draft = draft_evenings(made)
    plan = best_plan(made, greedy_plan(made))

    assert draft is not None
    assert [draft.short[level] for level in sorted(draft.short)] == key
    assert draft.bound <= cost + 1
    assert draft.cost <= cost * (1 + GAP) + 1
    assert [plan.short[level] for level in sorted(plan.short)] == key
    assert plan.bound is not None
    assert plan.bound <= cost + 1 <= plan.cost + 2
    assert plan.gap == plan.cost - plan.bound


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10**6), people=st.integers(0, 9), stations=st.integers(1, 4), days=st.integers(1, 10),
    hours=st.integers(0, 14), nights=st.integers(0, 5), budget=st.one_of(st.none(), st.integers(0, 2_000_000)),
)  # fmt: skip
def test_no_plan_bends_a_limit_and_each_says_truly_what_it_costs_and_leaves(
    seed: int, people: int, stations: int, days: int, hours: int, nights: int, budget: int | None
):
    made = task(seed, people, stations, days, 0.9, hours, nights)
    made = made if budget is None else with_budget(made, budget)
    preview = greedy_plan(made)
    plan = best_plan(made, preview, seconds=1.0)
    for each in (preview, plan):
        assert refused(made, each) == []
        assert each.cost == paid(made, each)
        assert dict(each.short) == shortage(made, each)
    levels = sorted(plan.short)
    assert ([plan.short[n] for n in levels], plan.cost) <= ([preview.short[n] for n in levels], preview.cost)


def test_the_same_task_gives_the_same_plan():
    made = task(7, people=8, stations=3, days=9)
    assert best_plan(made, greedy_plan(made)) == best_plan(made, greedy_plan(made))


def test_under_overload_a_trip_is_never_given_up_for_a_promise():
    made = task(3, people=3, stations=2, days=4, load=4.0)
    plan = best_plan(made, greedy_plan(made))
    assert sum(plan.short.values()) > 0
    key, _cost = best_by_force(made)
    assert [plan.short[level] for level in sorted(plan.short)] == key


def test_fair_turns_name_who_had_least():
    made = task(11, people=0, days=1, stations=1, load=0.1)
    week = made.nights[0].week
    people = tuple(
        Worker(
            f"p{n}", "II", frozenset({"R1"}), False, True, frozenset(), frozenset(), {week: 14}, {week: 4}, history
        )
        for n, history in enumerate((9.0, 2.0, 5.0))
    )
    plan = best_plan(made_of(made, people), greedy_plan(made_of(made, people)))
    assert {post.login for post in plan.posts} == {"p1"}


def made_of(made: Task, people: tuple[Worker, ...]) -> Task:
    """The same task for other people, of whom none checks."""
    return replace(made, workers=people, checks_per_hour=0)


def test_the_search_can_be_cancelled():
    made = task(5, people=9, stations=4, days=10, load=1.5)
    with pytest.raises(SolvingCancelledError):
        best_plan(made, greedy_plan(made), cancelled=lambda: True)


def test_assignments_are_the_cheapest_there_are():
    rng = random.Random(1)
    for _n in range(300):
        rows, columns = rng.randint(1, 5), rng.randint(1, 7)
        costs = [[None if rng.random() < 0.3 else float(rng.randint(1, 50)) for _c in range(columns)]
                 for _r in range(rows)]  # fmt: skip
        found = assign(costs)
        wide = [[_UNPAID if cost is None else cost for cost in row] + [_UNPAID] * rows for row in costs]
        total = sum(wide[r][c] for r, c in zip(*linear_sum_assignment(wide), strict=True))
        if total >= _UNPAID:
            assert found is None
        else:
            assert found is not None
            assert len(set(found)) == rows
            assert sum(costs[r][c] or 0 for r, c in enumerate(found)) == total


def test_the_solver_wiring_answers_a_known_programme():
    programme = Programme()
    x, y = programme.column(-3.0, whole=True), programme.column(-2.0, whole=True)
    programme.row({x: 2.0, y: 1.0}, upper=7.0)
    programme.row({x: 1.0, y: 3.0}, upper=9.0)
    answer = programme.solve()
    assert answer is not None
    assert (answer.whole(x), answer.whole(y), round(answer.objective), answer.proven) == (3, 1, -11, True)


def test_where_too_few_can_check_an_evening_prints_what_they_check_and_counts_nothing_twice():
    made = replace(task(1, people=1, stations=2, days=1), checks_per_hour=10, senior=False)
    night = made.nights[0]
    prints = {code: frozenset({code}) for code in night.stations}
    hands = [
        replace(made.workers[0], login=f"p{n}", stations=prints.get(code, frozenset()), checks=code == "check",
                away=frozenset(), worked=frozenset())
        for n, code in enumerate((*night.stations, "check"))
    ]  # fmt: skip
    booklets = {(0, code, hours): 10 * hours for code in night.stations for hours in night.lengths}
    need = made.needs[0]
    both = replace(need, nights=frozenset({0}), stations=frozenset(night.stations), count=30, level=0)
    ones = [replace(both, stations=frozenset({code}), count=20) for code in night.stations]
    one_checks = replace(made, workers=tuple(hands), booklets=booklets, needs=(both,))

    plan = best_plan(one_checks, greedy_plan(one_checks))
    assert plan.short == {0: 0}
    assert [(crew.checkers, crew.booklets, sum(n for _code, n in crew.prints)) for crew in plan.crews] in (
        [(1, 30, 30)], [(1, 30, 0)],
    )  # fmt: skip
    split = replace(one_checks, needs=tuple(ones))
    short = best_plan(split, greedy_plan(split)).short
    assert short == {0: 10}, "30 are checked, 40 are asked for; no booklet stands for two"


def test_booklets_count_only_on_the_stations_that_a_need_names():
    made = task(1, stations=2, days=1)
    crew = Crew(0, 2, ("R1", "R2"), 0, 0)
    assert booklets_for(made, crew, frozenset({"R2"})) == made.booklets[0, "R2", 2]
