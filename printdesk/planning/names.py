"""Stage 3: the names. Cheapest first; then, for at most two per cent more, as even as can be with past weeks."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from printdesk.planning.evening_types import CHECK, Crew, EveningPlan, Post, Task, Worker
from printdesk.planning.evenings import SECONDS, Draft, booklets_for, draft_evenings, rows_of_days
from printdesk.planning.greedy import greedy_plan
from printdesk.planning.solver import Answer, Programme

FAIRNESS = 0.02
"""How much more fair turns may cost than the cheapest names: the price of fairness."""
_SECONDS = 2.0
_WORST = 100.0
"""How much the one with most hours counts more than each hour above the mean."""


def best_plan(
    task: Task, start: EveningPlan, seconds: float = SECONDS, cancelled: Callable[[], bool] = lambda: False
) -> EveningPlan:
    """The plan of least shortage, least cost within the stated gap, fair turns; never worse than `start`.

    Args:
        start: the preview, which is kept where nothing better is found.
        seconds: for the evenings, at most. cancelled: asked all the time.

    Raises:
        SolvingCancelledError: it was cancelled.
    """
    draft = draft_evenings(task, start, seconds=seconds, cancelled=cancelled)
    if draft is None:
        return start
    named = name_evenings(task, draft, start, cancelled)
    if (_missing(start), start.cost) < (_missing(named), named.cost):
        return replace(start, bound=min(draft.bound, start.cost), solver="highs")
    return named


def _missing(plan: EveningPlan) -> list[int]:
    return [plan.short[level] for level in sorted(plan.short)]


def name_evenings(
    task: Task, draft: Draft, start: EveningPlan | None = None, cancelled: Callable[[], bool] = lambda: False
) -> EveningPlan:
    """The draft with names; an evening that cannot be named is worked with fewer, or left out.

    Args:
        start: fair turns never cost more than this plan, where the cheapest names do not.

    Raises:
        SolvingCancelledError: it was cancelled.
    """
    if not draft.crews:
        return EveningPlan((), (), 0, draft.bound, draft.short, "highs")
    model = _Names(task, draft.crews)
    cheapest = model.solve(None, cancelled)
    if cheapest is None:
        plan = greedy_plan(task, EveningPlan(draft.crews, (), draft.cost, None))
        return replace(plan, bound=min(draft.bound, plan.cost), solver="highs")
    most = cheapest.objective * (1 + FAIRNESS)
    if start is not None and start.cost >= cheapest.objective:
        most = min(most, float(start.cost))
    first = model.posts(cheapest)
    fair = model.solve(most, cancelled)
    posts = model.posts(fair) if fair is not None else first
    return EveningPlan(draft.crews, posts, model.cost(posts), draft.bound, short_of(task, draft.crews), "highs")


def short_of(task: Task, crews: Sequence[Crew]) -> dict[int, int]:
    """Booklets that the evenings leave missing, by level."""
    short: dict[int, int] = {}
    for need in task.needs:
        printed = sum(booklets_for(task, crew, need.stations) for crew in crews if crew.night in need.nights)
        short[need.level] = short.get(need.level, 0) + max(0, need.count - printed)
    return short


class _Names:
    """One column for each person who could stand in a place."""

    def __init__(self, task: Task, crews: Sequence[Crew]) -> None:
        self._task = task
        self._crews = crews
        self._workers = {worker.login: worker for worker in task.workers}

    def solve(self, most: float | None, cancelled: Callable[[], bool]) -> Answer | None:
        """The cheapest names; with `most` rupiah allowed the fairest."""
        programme = Programme()
        self._columns: dict[tuple[int, str, str], int] = {}
        for crew in self._crews:
            self._fill(programme, crew, fair=most is not None)
        for worker in self._task.workers:
            self._limit(programme, worker)
        self._spend(programme)
        if most is not None:
            self._even(programme, most)
        return programme.solve(1e-3, _SECONDS, None, cancelled)

    def posts(self, answer: Answer) -> tuple[Post, ...]:
        """Who stands where."""
        chosen = [key for key, column in self._columns.items() if answer.whole(column)]
        chosen.sort(key=lambda key: (key[0], key[1] == CHECK, key[1], key[2]))
        return tuple(Post(night, place, login) for night, place, login in chosen)

    def cost(self, posts: Sequence[Post]) -> int:
        """Rupiah of all of them."""
        hours = {crew.night: crew.hours for crew in self._crews}
        return sum(self._pay(self._workers[post.login], post.night, hours[post.night]) for post in posts)

    def _pay(self, worker: Worker, night: int, hours: int) -> int:
        return self._task.pay.get((night, worker.grade, hours), 0)

    def _fill(self, programme: Programme, crew: Crew, *, fair: bool) -> None:
        day = self._task.nights[crew.night].day
        there = [worker for worker in self._task.workers if day not in worker.away]
        lead: dict[int, float] = {}
        for place in (*crew.stations, *([CHECK] if crew.checkers else [])):
            able = [worker for worker in there if (worker.checks if place == CHECK else place in worker.stations)]
            terms: dict[int, float] = {}
            for worker in able:
                cost = 0.0 if fair else float(self._pay(worker, crew.night, crew.hours))
                column = programme.column(cost, 1.0, whole=True)
                self._columns[crew.night, place, worker.login] = column
                terms[column] = 1.0
                if worker.senior:
                    lead[column] = 1.0
            wanted = float(crew.checkers if place == CHECK else 1)
            programme.row(terms, lower=wanted, upper=wanted)
        if self._task.senior:
            programme.row(lead, lower=1.0)

    def _limit(self, programme: Programme, worker: Worker) -> None:
        hours_of = {crew.night: float(crew.hours) for crew in self._crews}
        mine = {key: column for key, column in self._columns.items() if key[2] == worker.login}
        for night in hours_of:
            programme.row({column: 1.0 for key, column in mine.items() if key[0] == night}, upper=1.0)
        for week in sorted({self._task.nights[key[0]].week for key in mine}):
            there = {key: column for key, column in mine.items() if self._task.nights[key[0]].week == week}
            programme.row(
                {column: hours_of[key[0]] for key, column in there.items()}, upper=worker.hours_left.get(week, 0)
            )
            programme.row(dict.fromkeys(there.values(), 1.0), upper=worker.nights_left.get(week, 0))
        for nights, left in rows_of_days(self._task, worker):
            programme.row({column: 1.0 for key, column in mine.items() if key[0] in nights}, upper=left)

    def _spend(self, programme: Programme) -> None:
        hours_of = {crew.night: crew.hours for crew in self._crews}
        for budget in self._task.budgets:
            terms = {
                column: float(self._pay(self._workers[login], night, hours_of[night]))
                for (night, _place, login), column in self._columns.items()
                if budget.first <= self._task.nights[night].day <= budget.last
            }
            programme.row(terms, upper=budget.rupiah)

    def _even(self, programme: Programme, most: float) -> None:
        """The one with most hours as few as can be, then everybody near the mean; within `most` rupiah."""
        hours_of = {crew.night: crew.hours for crew in self._crews}
        asked = sorted({login for _night, _place, login in self._columns})
        given = sum(crew.hours * (len(crew.stations) + crew.checkers) for crew in self._crews)
        mean = (sum(self._workers[login].history for login in asked) + given) / max(1, len(asked))
        worst = programme.column(_WORST)
        for login in asked:
            hours: dict[int, float] = {
                column: float(hours_of[night])
                for (night, _place, who), column in self._columns.items() if who == login
            }  # fmt: skip
            above, history = programme.column(1.0), self._workers[login].history
            programme.row({worst: 1.0} | {column: -count for column, count in hours.items()}, lower=history)
            programme.row({above: 1.0} | {column: -count for column, count in hours.items()}, lower=history - mean)
        costs = {
            column: float(self._pay(self._workers[login], night, hours_of[night]))
            for (night, _place, login), column in self._columns.items()
        }
        programme.row(costs, upper=most + 0.5)
