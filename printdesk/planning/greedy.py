"""The preview: evenings with names at once, without a solver.

Evening by evening that choice which takes most shortage away for its rupiah and can be filled by name; then each
evening is made cheaper or left out while nothing goes missing. Costs a few per cent more than the best.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from printdesk.planning.crews import crews_of
from printdesk.planning.evening_types import Crew, EveningPlan, Task
from printdesk.planning.evenings import booklets_for
from printdesk.planning.roster import Roster

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEVEL_WEIGHT = 1000.0
_SWEEPS = 4
_PAIR_MOVES = 12
_TRIES = 12
_NEAR = 1e-6


def greedy_plan(task: Task, keep: EveningPlan | None = None) -> EveningPlan:
    """A plan of evenings with names.

    Args:
        keep: evenings to begin with; those that cannot be named any more are left out.
    """
    search = _Search(task)
    for crew in sorted(keep.crews if keep else (), key=lambda crew: -crew.booklets):
        search.put(crew)
    search.add_evenings()
    search.make_cheaper()
    return search.plan()


@dataclass(frozen=True, slots=True)
class _Choice:
    number: int
    crew: Crew


class _Search:
    """Evenings chosen so far, by name."""

    def __init__(self, task: Task) -> None:
        import numpy as np

        self._np = np
        self._task = task
        self._roster = Roster(task)
        self._choices = [_Choice(n, crew) for n, crew in enumerate(c for crews in crews_of(task) for c in crews)]
        crews = [each.crew for each in self._choices]
        self._nights = np.array([crew.night for crew in crews], dtype=int)
        self._of_night = {night: np.flatnonzero(self._nights == night) for night in set(self._nights.tolist())}
        # Many needs ask for the same stations.
        prints = {
            stations: np.array([float(booklets_for(task, crew, stations)) for crew in crews])
            for stations in {need.stations for need in task.needs}
        }  # fmt: skip
        self._prints = np.zeros((len(crews), len(task.needs)))
        for number, need in enumerate(task.needs):
            counts = np.isin(self._nights, list(need.nights))
            self._prints[:, number] = np.where(counts, prints[need.stations], 0.0)
        highest = max((need.level for need in task.needs), default=0)
        self._weight = np.array([_LEVEL_WEIGHT ** (highest - need.level) for need in task.needs])
        self._count = np.array([float(need.count) for need in task.needs])
        hours = {(each.crew.night, each.crew.hours) for each in self._choices}
        guess = {night: self._guess(*night) for night in hours}
        self._price = np.array(
            [(len(crew.stations) + crew.checkers) * guess[crew.night, crew.hours] for crew in crews]
        )
        self._at: dict[int, int] = {}

    def put(self, crew: Crew) -> bool:
        """Take an evening in if it can be filled; tell whether it was."""
        number = next((each.number for each in self._choices if each.crew == crew), None)
        return number is not None and self._try(number)

    def add_evenings(self) -> None:
        """While something is missing, the best evening for its money."""
        banned: set[int] = set()
        while self._choices and self._shortage() > _NEAR:
            gains = self._shortage() - self._shortages(self._rest())
            extra = self._np.maximum(self._price - self._now_paid(), 1.0)
            order = self._np.argsort(-gains / extra, kind="stable")
            best = next((int(n) for n in order if gains[n] > _NEAR and int(n) not in banned), None)
            if best is None:
                return
            if not self._try(best):
                banned.add(best)

    def make_cheaper(self) -> None:
        """Change or leave out single evenings, then pairs of them, while that costs less and nothing goes missing."""
        for _sweep in range(_SWEEPS):
            if not sum(self._cheapen(night) for night in sorted(self._at)):
                break
        for _move in range(_PAIR_MOVES):
            if not any(self._cheapen_pair(*pair) for pair in combinations(sorted(self._at), 2)):
                return

    def plan(self) -> EveningPlan:
        """What was found."""
        crews = tuple(self._roster.crews[night] for night in sorted(self._roster.crews))
        rest = self._rest()
        short: dict[int, int] = {}
        for number, need in enumerate(self._task.needs):
            short[need.level] = short.get(need.level, 0) + max(0, round(float(rest[number])))
        return EveningPlan(crews, self._roster.all_posts(), self._roster.cost(), None, short)

    def _guess(self, night: int, hours: int) -> float:
        """Rupiah of one person in a night at the mean of those who could be asked."""
        pays = [self._task.pay.get((night, worker.grade, hours), 0) for worker in self._task.workers]
        return sum(pays) / max(1, len(pays))

    def _rest(self) -> "NDArray[Any]":
        """What each need still lacks."""
        found: NDArray[Any] = self._count - self._prints[list(self._at.values())].sum(axis=0)
        return found

    def _shortage(self) -> float:
        return float((self._weight * self._np.maximum(self._rest(), 0)).sum())

    def _shortages(self, rest: "NDArray[Any]") -> "NDArray[Any]":
        """The shortage with each choice in the place of what its night has now."""
        has, now = self._in_nights()
        after = rest - self._prints
        after[has] += self._prints[now[has]]
        return self._missing(after)

    def _missing(self, rest: "NDArray[Any]") -> "NDArray[Any]":
        """The shortage of each row of what the needs still lack; whole numbers, so sums are exact in any order."""
        found: NDArray[Any] = (self._np.maximum(rest, 0) * self._weight).sum(axis=1)
        return found

    def _in_nights(self) -> tuple["NDArray[Any]", "NDArray[Any]"]:
        """For each choice whether its night has one already, and which."""
        chosen = self._np.full(len(self._task.nights), -1, dtype=int)
        for night, number in self._at.items():
            chosen[night] = number
        now = chosen[self._nights]
        return now >= 0, now

    def _now_paid(self) -> "NDArray[Any]":
        has, now = self._in_nights()
        found: NDArray[Any] = self._np.where(has, self._price[now], 0.0)
        return found

    def _try(self, number: int) -> bool:
        """Put a choice in the place of what its night has; undone when it cannot be filled or paid."""
        crew = self._choices[number].crew
        before = self._roster.crews.get(crew.night), self._roster.posts.get(crew.night)
        self._roster.drop(crew.night)
        posts = self._roster.named(crew)
        if posts is not None:
            self._roster.give(crew, posts)
            if self._roster.within_budgets():
                self._at[crew.night] = number
                return True
            self._roster.drop(crew.night)
        if before[0] is not None and before[1] is not None:
            self._roster.give(before[0], before[1])
        return False

    def _drop(self, night: int) -> None:
        self._roster.drop(night)
        self._at.pop(night, None)

    def _cheapen(self, night: int) -> bool:
        """A cheaper choice for one night, or none, with nothing more missing; tell whether there was one."""
        now, cost, shortage = self._at[night], self._roster.cost(), self._shortage()
        rest = self._rest() + self._prints[now]
        if float((self._weight * self._np.maximum(rest, 0)).sum()) <= shortage + _NEAR:
            self._drop(night)
            return True
        cheaper = self._fitting(night, rest, float(self._price[now]), shortage)
        for number in cheaper[:_TRIES]:
            if self._try(number):
                if self._roster.cost() < cost:
                    return True
                self._try(now)
        return False

    def _cheapen_pair(self, first: int, second: int) -> bool:
        """Leave one night out and work the other otherwise, where that costs less."""
        for gone, stays in ((first, second), (second, first)):
            if gone not in self._at or stays not in self._at:
                return False
            if self._moved(gone, stays):
                return True
        return False

    def _moved(self, gone: int, stays: int) -> bool:
        now, kept, cost, shortage = self._at[gone], self._at[stays], self._roster.cost(), self._shortage()
        rest = self._rest() + self._prints[now] + self._prints[kept]
        for number in self._fitting(stays, rest, float(self._price[now] + self._price[kept]), shortage)[:_TRIES]:
            self._drop(gone)
            if self._try(number) and self._roster.cost() < cost:
                return True
            self._try(kept)
            self._try(now)
        return False

    def _fitting(self, night: int, rest: "NDArray[Any]", price: float, shortage: float) -> list[int]:
        """The choices of a night below a price with which no more goes missing, the cheapest first.

        Args:
            rest: what the needs lack without it.
        """
        there = self._of_night[night]
        there = there[self._price[there] < price - _NEAR]
        there = there[self._missing(rest - self._prints[there]) <= shortage + _NEAR]
        order = self._np.argsort(self._price[there], kind="stable")
        return [int(number) for number in there[order]]
