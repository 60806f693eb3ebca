"""Who may work when: the limits of one person over all nights, and the cheapest crew of one night by name.

None of the limits is ever bent: hours and evenings of a week, days in a row, absence, one place a night, skills, and
a senior in each crew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from printdesk.planning.evening_types import CHECK, Crew, Post, Task, Worker

_DAY = timedelta(days=1)
_HOUR_OF_TURN = 300
"""Rupiah by which an hour of overtime already had makes somebody dearer: fair turns between equals."""
_SKILL = 500
"""The same for each station that somebody can run: specialists stay free for what only they can do."""


@dataclass
class Roster:
    """Posts given so far."""

    task: Task
    crews: dict[int, Crew] = field(default_factory=dict)
    posts: dict[int, dict[str, str]] = field(default_factory=dict)
    """By night: login to place."""
    paid: dict[int, int] = field(default_factory=dict)
    """By night: rupiah."""

    def may(self, worker: Worker, crew: Crew) -> bool:
        """Whether this person may work in the night of `crew`, besides the other nights given."""
        night = self.task.nights[crew.night]
        if night.day in worker.away:
            return False
        mine = [n for n, posts in self.posts.items() if worker.login in posts and n != crew.night]
        same_week = [n for n in mine if self.task.nights[n].week == night.week]
        hours = sum(self.crews[n].hours for n in same_week) + crew.hours
        if hours > worker.hours_left.get(night.week, 0) or len(same_week) >= worker.nights_left.get(night.week, 0):
            return False
        days = worker.worked | {self.task.nights[n].day for n in mine} | {night.day}
        return _longest_row(days) <= max(self.task.days_in_a_row, _longest_row(worker.worked))

    @cached_property
    def _known(self) -> dict[str, Worker]:
        return {worker.login: worker for worker in self.task.workers}

    def hours_of(self, worker: Worker) -> int:
        """Hours given so far."""
        return sum(self.crews[n].hours for n, posts in self.posts.items() if worker.login in posts)

    def pay_of(self, worker: Worker, crew: Crew) -> int:
        """Rupiah of one person in a night."""
        return self.task.pay.get((crew.night, worker.grade, crew.hours), 0)

    def named(self, crew: Crew) -> dict[str, str] | None:
        """The crew by name, cheapest and fairest; None when it cannot be filled."""
        free = [worker for worker in self.task.workers if self.may(worker, crew)]
        places = [*crew.stations, *[CHECK] * crew.checkers]
        prices = [self._price(worker, crew) for worker in free]
        costs = [
            [price if _able(worker, place) else None for worker, price in zip(free, prices, strict=True)]
            for place in places
        ]
        found = assign(costs)
        if found is None or not self.task.senior or any(free[n].senior for n in found):
            return None if found is None else self._told(places, free, found)
        return self._with_senior(places, free, costs)

    def give(self, crew: Crew, posts: dict[str, str]) -> None:
        """Take the crew in; what was given for its night before goes."""
        self.crews[crew.night], self.posts[crew.night] = crew, posts
        self.paid[crew.night] = sum(self.pay_of(self._known[login], crew) for login in posts)

    def drop(self, night: int) -> None:
        """Nobody works in this night."""
        self.crews.pop(night, None)
        self.posts.pop(night, None)
        self.paid.pop(night, None)

    def cost(self) -> int:
        """Rupiah of all posts."""
        return sum(self.paid.values())

    def within_budgets(self) -> bool:
        """Whether no budget is overspent."""
        for budget in self.task.budgets:
            nights = [n for n in self.posts if budget.first <= self.task.nights[n].day <= budget.last]
            if sum(self.paid[n] for n in nights) > budget.rupiah:
                return False
        return True

    def all_posts(self) -> tuple[Post, ...]:
        """Every post, night by night, stations first."""
        found = []
        for night in sorted(self.posts):
            by_place = sorted(self.posts[night].items(), key=lambda post: (post[1] == CHECK, post[1], post[0]))
            found += [Post(night, place, login) for login, place in by_place]
        return tuple(found)

    def _price(self, worker: Worker, crew: Crew) -> float:
        """Rupiah of one person in a night, the dearer the more this one worked already and is able to."""
        load = worker.history + self.hours_of(worker)
        skills = len(worker.stations) + worker.checks
        return self.pay_of(worker, crew) + _HOUR_OF_TURN * load * crew.hours + _SKILL * skills

    def _with_senior(
        self, places: Sequence[str], free: Sequence[Worker], costs: Sequence[Sequence[float | None]]
    ) -> dict[str, str] | None:
        """The cheapest of those crews in which a senior has one of the places."""
        best: tuple[float, list[int]] | None = None
        for at in range(len(places)):
            seniors = [
                [cost if place != at or free[n].senior else None for n, cost in enumerate(row)]
                for place, row in enumerate(costs)
            ]
            found = assign(seniors)
            if found is not None:
                total = sum(costs[place][n] or 0.0 for place, n in enumerate(found))
                if best is None or total < best[0]:
                    best = (total, found)
        return None if best is None else self._told(places, free, best[1])

    @staticmethod
    def _told(places: Sequence[str], free: Sequence[Worker], found: Sequence[int]) -> dict[str, str]:
        return {free[n].login: place for place, n in zip(places, found, strict=True)}


def _able(worker: Worker, place: str) -> bool:
    return worker.checks if place == CHECK else place in worker.stations


def _longest_row(days: Iterable[object]) -> int:
    known = set(days)
    longest = 0
    for day in known:
        if day - _DAY not in known:  # type: ignore[operator]
            length = 1
            while day + length * _DAY in known:  # type: ignore[operator]
                length += 1
            longest = max(longest, length)
    return longest


def assign(costs: Sequence[Sequence[float | None]]) -> list[int] | None:
    """The cheapest way to give each row a column of its own (Kuhn 1955, shortest augmenting paths).

    Args:
        costs: one row for each place, one column for each person; None where it must not be.

    Returns:
        the column of each row; None when there is no such way.
    """
    rows = len(costs)
    columns = len(costs[0]) if rows else 0
    if rows > columns:
        return None
    owner = [-1] * columns
    row_price, column_price = [0.0] * rows, [0.0] * columns
    for row in range(rows):
        if not _augment(row, costs, owner, row_price, column_price):
            return None
    found = [0] * rows
    for column, row in enumerate(owner):
        if row >= 0:
            found[row] = column
    return found


def _augment(
    row: int,
    costs: Sequence[Sequence[float | None]],
    owner: list[int],
    row_price: list[float],
    column_price: list[float],
) -> bool:
    """Give `row` a column, moving others along the cheapest chain; tell whether there is one."""
    infinite = float("inf")
    distance = [infinite] * len(owner)
    came = [-1] * len(owner)
    left = list(range(len(owner)))
    done: list[int] = []
    current, reached, last = row, 0.0, -1
    while True:
        costs_here, price = costs[current], row_price[current]
        for column in left:
            cost = costs_here[column]
            length = infinite if cost is None else reached + cost - price - column_price[column]
            if length < distance[column]:
                distance[column], came[column] = length, last
        last = min(left, key=distance.__getitem__, default=-1)
        if last < 0 or distance[last] == infinite:
            return False
        reached = distance[last]
        done.append(last)
        left.remove(last)
        if owner[last] < 0:
            break
        current = owner[last]
    row_price[row] += reached
    _reprice(done[:-1], reached, distance, owner, row_price, column_price)
    column = last
    while column >= 0:
        before = came[column]
        owner[column] = row if before < 0 else owner[before]
        column = before
    return True


def _reprice(
    columns: Sequence[int],
    reached: float,
    distance: Sequence[float],
    owner: Sequence[int],
    row_price: list[float],
    column_price: list[float],
) -> None:
    """Keep the prices such that no cost lies below them."""
    for column in columns:
        column_price[column] -= reached - distance[column]
        row_price[owner[column]] += reached - distance[column]
