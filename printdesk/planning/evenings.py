"""Stage 2: which evenings, how long, with which stations and people; exact within a stated gap (HiGHS).

Not person-hours but whole evenings: one crew configuration for each night or none, so many people of each kind in
each place, the needs as rows. A need that cannot be met stays short: the model never fails and bends no limit.
Shortage is made least first, level by level; then, with it held, the rupiah are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from printdesk.planning.crews import crews_of
from printdesk.planning.evening_types import CHECK, Crew, EveningPlan, Task, Worker
from printdesk.planning.solver import Answer, Programme

GAP = 0.02
SECONDS = 5.0
_SHORT_SECONDS = 3.0
_ALONE = 14
"""Up to so many people everybody is a group of his own, so that each one's limits hold exactly."""
_DAY = timedelta(days=1)
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Draft:
    """The evenings without names.

    Attributes:
        short: booklets missing, by level. cost, bound: rupiah; no plan that is no shorter costs less than bound.
        proven: within the gap; False when time ran out.
    """

    crews: tuple[Crew, ...]
    short: Mapping[int, int]
    cost: int
    bound: int
    proven: bool


def draft_evenings(
    task: Task,
    start: EveningPlan | None = None,
    gap: float = GAP,
    seconds: float = SECONDS,
    cancelled: Callable[[], bool] = lambda: False,
) -> Draft | None:
    """The evenings of least shortage, then least cost.

    Args:
        start: a plan to begin from (the greedy one).
        gap: part of the cost that may lie above the cheapest possible. seconds: for the costs, at most.
        cancelled: asked all the time.

    Returns:
        None when no answer was found in time.

    Raises:
        SolvingCancelledError: it was cancelled.
    """
    model = _Model(task)
    if not model.nights:
        return Draft((), _by_level(task, [need.count for need in task.needs]), 0, 0, proven=True)
    begin = model.values_of(start.crews) if start else None
    levels = sorted({need.level for need in task.needs})
    most: dict[int, float] = {}
    for level in levels:
        known = start.short.get(level, 0) if start and begin is not None else None
        if known == 0 and not any(most.values()):
            most[level] = 0.0
            continue
        found = model.least_short(level, most, _SHORT_SECONDS, begin, cancelled)
        if found is None:
            return None
        most[level] = float(round(sum(found.values[n] for n in model.shorts(level))))
        begin = model.starts(found)
    answer = model.cheapest(most, gap, seconds, begin, cancelled)
    return None if answer is None else model.draft(answer)


def _by_level(task: Task, short: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for need, missing in zip(task.needs, short, strict=True):
        found[need.level] += missing
    return dict(found)


class _Model:
    """The programme's columns and rows."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.nights = [crews for crews in crews_of(task) if crews]
        self._groups = _groups(task.workers)
        self._programme = Programme()
        self._crews: dict[int, Crew] = {}
        self._people: dict[tuple[int, int, str, int], int] = {}
        self._prices: dict[int, float] = {}
        if self.nights:
            self._build()

    def shorts(self, level: int) -> list[int]:
        """Columns of what is missing at a level."""
        return [
            column for need, column in zip(self._task.needs, self._short, strict=True) if need.level == level
        ]  # fmt: skip

    def values_of(self, crews: Sequence[Crew]) -> dict[int, float] | None:
        """The columns of these crews; None when one of them is no choice here."""
        numbers = {crew: column for column, crew in self._crews.items()}
        if any(crew not in numbers for crew in crews):
            return None
        chosen = {numbers[crew] for crew in crews}
        return {column: float(column in chosen) for column in self._crews}

    def starts(self, answer: Answer) -> dict[int, float]:
        """The crews of an answer, to begin from."""
        return {column: float(answer.whole(column)) for column in self._crews}

    def least_short(
        self,
        level: int,
        most: Mapping[int, float],
        seconds: float,
        start: Mapping[int, float] | None,
        cancelled: Callable[[], bool],
    ) -> Answer | None:
        """The least that can be missing at a level, with what is missing below held."""
        wanted = set(self.shorts(level))
        costs = dict.fromkeys(wanted, 1.0)
        programme = self._limited(most, costs)
        return programme.solve(0.0, seconds, start, cancelled)

    def cheapest(
        self,
        most: Mapping[int, float],
        gap: float,
        seconds: float,
        start: Mapping[int, float] | None,
        cancelled: Callable[[], bool],
    ) -> Answer | None:
        """The cheapest with no more missing than `most`."""
        return self._limited(most, self._prices).solve(gap, seconds, start, cancelled)

    def draft(self, answer: Answer) -> Draft:
        """The crews that an answer means."""
        crews = tuple(crew for column, crew in self._crews.items() if answer.whole(column))
        cost = round(sum(price * answer.whole(column) for column, price in self._prices.items()))
        short = [round(answer.values[column]) for column in self._short]
        bound = min(cost, max(0, round(answer.bound)))
        return Draft(crews, _by_level(self._task, short), cost, bound, answer.proven)

    def _limited(self, most: Mapping[int, float], costs: Mapping[int, float]) -> Programme:
        programme = Programme(
            [costs.get(column, 0.0) for column in range(len(self._programme.costs))],
            *self._programme.parts(),
        )
        for level, count in most.items():
            programme.row(dict.fromkeys(self.shorts(level), 1.0), upper=count + _NEAR)
        return programme

    def _build(self) -> None:
        for crews in self.nights:
            columns = [self._programme.column(0.0, 1.0, whole=True) for _crew in crews]
            self._crews |= dict(zip(columns, crews, strict=True))
            self._programme.row(dict.fromkeys(columns, 1.0), upper=1.0)
            self._build_night(columns)
        self._short = [self._programme.column(0.0, need.count) for need in self._task.needs]
        self._build_needs()
        for number, group in enumerate(self._groups):
            self._build_limits(number, group)
        self._build_budgets()

    def _build_night(self, columns: Sequence[int]) -> None:
        night = self._crews[columns[0]].night
        for hours in self._task.nights[night].lengths:
            mine = [column for column in columns if self._crews[column].hours == hours]
            if not mine:
                continue
            for place in (*self._task.nights[night].stations, CHECK):
                self._fill(night, hours, place, mine)
            if self._task.senior:
                self._lead(night, hours, mine)
        for number, group in enumerate(self._groups):
            slots = {
                column: 1.0 for (at, _hours, _place, which), column in self._people.items()
                if at == night and which == number
            }  # fmt: skip
            if slots:
                self._programme.row(slots, upper=len(group))

    def _fill(self, night: int, hours: int, place: str, columns: Sequence[int]) -> None:
        """As many people in a place as the crews ask for."""
        asked = {column: _asked(self._crews[column], place) for column in columns}
        if not any(asked.values()):
            return
        terms: dict[int, float] = {column: -float(count) for column, count in asked.items() if count}
        for number, group in enumerate(self._groups):
            able = group[0].checks if place == CHECK else place in group[0].stations
            if able and self._task.nights[night].day not in group[0].away:
                column = self._programme.column(0.0, len(group), whole=True)
                self._people[night, hours, place, number] = column
                self._prices[column] = float(self._task.pay.get((night, group[0].grade, hours), 0))
                terms[column] = 1.0
        self._programme.row(terms, lower=0.0, upper=0.0)

    def _lead(self, night: int, hours: int, columns: Sequence[int]) -> None:
        terms: dict[int, float] = dict.fromkeys(columns, -1.0)
        for (at, length, _place, number), column in self._people.items():
            if (at, length) == (night, hours) and self._groups[number][0].senior:
                terms[column] = 1.0
        self._programme.row(terms, lower=0.0)

    def _build_needs(self) -> None:
        for need, short in zip(self._task.needs, self._short, strict=True):
            terms: dict[int, float] = {short: 1.0}
            for column, crew in self._crews.items():
                printed = booklets_for(self._task, crew, need.stations) if crew.night in need.nights else 0
                if printed:
                    terms[column] = float(printed)
            self._programme.row(terms, lower=float(need.count))

    def _build_limits(self, number: int, group: Sequence[Worker]) -> None:
        first, size = group[0], len(group)
        mine = {key: column for key, column in self._people.items() if key[3] == number}
        weeks = {self._task.nights[key[0]].week for key in mine}
        for week in sorted(weeks):
            there = {key: column for key, column in mine.items() if self._task.nights[key[0]].week == week}
            hours = {column: float(key[1]) for key, column in there.items()}
            self._programme.row(hours, upper=float(first.hours_left.get(week, 0) * size))
            self._programme.row(
                dict.fromkeys(there.values(), 1.0), upper=float(first.nights_left.get(week, 0) * size)
            )
        for nights, left in rows_of_days(self._task, first):
            terms = {column: 1.0 for key, column in mine.items() if key[0] in nights}
            if terms:
                self._programme.row(terms, upper=float(left * size))

    def _build_budgets(self) -> None:
        for budget in self._task.budgets:
            terms = {
                column: self._prices[column] for key, column in self._people.items()
                if budget.first <= self._task.nights[key[0]].day <= budget.last
            }  # fmt: skip
            if terms:
                self._programme.row(terms, upper=float(budget.rupiah))


def booklets_for(task: Task, crew: Crew, stations: frozenset[str]) -> int:
    """What a crew prints on some stations."""
    if crew.prints:
        return sum(count for code, count in crew.prints if code in stations)
    return sum(task.booklets.get((crew.night, code, crew.hours), 0) for code in crew.stations if code in stations)


def _asked(crew: Crew, place: str) -> int:
    return crew.checkers if place == CHECK else int(place in crew.stations)


def _groups(workers: Sequence[Worker]) -> list[list[Worker]]:
    """People who are alike in all that counts; in a small office everybody alone."""
    if len(workers) <= _ALONE:
        return [[worker] for worker in workers]
    groups: dict[tuple[object, ...], list[Worker]] = {}
    for worker in workers:
        alike = (
            worker.grade, worker.stations, worker.checks, worker.senior, worker.away, worker.worked,
            tuple(sorted(worker.hours_left.items())), tuple(sorted(worker.nights_left.items())),
        )  # fmt: skip
        groups.setdefault(alike, []).append(worker)
    return list(groups.values())


def rows_of_days(task: Task, worker: Worker) -> Iterator[tuple[frozenset[int], int]]:
    """Stretches of days of which a person may work all but one: their nights, and how many of these."""
    number_of = {night.day: number for number, night in enumerate(task.nights)}
    possible = set(number_of) | worker.worked
    length = task.days_in_a_row + 1
    for day in sorted(possible):
        stretch: list[date] = [day + n * _DAY for n in range(length)]
        if all(each in possible for each in stretch):
            nights = frozenset(number_of[each] for each in stretch if each not in worker.worked)
            left = task.days_in_a_row - sum(each in worker.worked for each in stretch)
            if nights:
                yield nights, max(0, left)
