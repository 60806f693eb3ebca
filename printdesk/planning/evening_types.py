"""What the overtime planner is given and what it gives: nights, stations, people, needs, crews, names.

Values only, so that the same input gives the same plan on every desk. Money is in whole rupiah, work in booklets,
lengths in full hours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

CHECK = "check"
"""The place of somebody who checks quality; other places are codes of stations."""


@dataclass(frozen=True, slots=True)
class Night:
    """A day on which overtime could be worked.

    Attributes:
        lengths: full hours that it may last, in order.
        week: number of its week; a person's limits count by it.
        stations: codes of those that could run.
    """

    day: date
    week: int
    lengths: tuple[int, ...]
    stations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who could be asked.

    Attributes:
        stations: codes of those that this person can run. checks: can check quality. senior: grade III or IV.
        away: days on which this person cannot be asked (leave, travel, ordered elsewhere).
        worked: days of overtime already ordered or worked.
        hours_left, nights_left: what the limits leave, by number of the week; a week not named leaves nothing.
        history: hours of overtime of the last weeks, for fair turns.
    """

    login: str
    grade: str
    stations: frozenset[str]
    checks: bool
    senior: bool
    away: frozenset[date]
    worked: frozenset[date]
    hours_left: Mapping[int, int]
    nights_left: Mapping[int, int]
    history: float


@dataclass(frozen=True, slots=True)
class Need:
    """At least `count` booklets must be printed by overtime in some nights on some stations (Hall's condition).

    Attributes:
        nights, stations: where these booklets may come from.
        level: 0 for trips, 1 for promises, 2 for a day by which all is printed; a lower level is never given up for
            a higher one.
        until: last day in which one of them is in time.
        demand, places: how many must be printed by then, and how many places regular hours have for them.
    """

    nights: frozenset[int]
    stations: frozenset[str]
    count: int
    level: int
    until: date
    demand: int
    places: int


@dataclass(frozen=True, slots=True)
class Budget:
    """What the nights from `first` to `last` may cost together, in rupiah."""

    first: date
    last: date
    rupiah: int


@dataclass(frozen=True, slots=True)
class Task:
    """All that a plan of evenings is made from.

    Attributes:
        nights: in order of their days.
        workers: in a fixed order.
        needs: what is to be reached.
        booklets: (night, station, hours) to what the station prints in it.
        pay: (night, grade, hours) to the rupiah of one person.
        checks_per_hour: of one person who checks; 0 when nobody needs to.
        senior: whether a senior must be there.
        days_in_a_row: most days of overtime one after the other.
        budgets: what may be spent.
    """

    nights: tuple[Night, ...]
    workers: tuple[Worker, ...]
    needs: tuple[Need, ...]
    booklets: Mapping[tuple[int, str, int], int]
    pay: Mapping[tuple[int, str, int], int]
    checks_per_hour: int
    senior: bool
    days_in_a_row: int
    budgets: tuple[Budget, ...] = ()


@dataclass(frozen=True, slots=True)
class Crew:
    """How a night is worked: so many hours, on these stations, with so many who check.

    Attributes:
        booklets: what all stations print together, no more than those who check can take.
        prints: what each station prints of it where fewer people check than its stations keep busy; empty: each
            station prints all it can.
    """

    night: int
    hours: int
    stations: tuple[str, ...]
    checkers: int
    booklets: int
    prints: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """One person's place in one night: a station, or `CHECK`."""

    night: int
    place: str
    login: str


@dataclass(frozen=True, slots=True)
class EveningPlan:
    """Evenings with names.

    Attributes:
        crews: one for each night that is worked, in order.
        posts: who works where.
        cost: rupiah. bound: no plan that does as much costs less; None when nothing is proven.
        short: booklets of the needs that it does not reach, by level.
        solver: "greedy" or "highs".
    """

    crews: tuple[Crew, ...]
    posts: tuple[Post, ...]
    cost: int
    bound: int | None
    short: Mapping[int, int] = field(default_factory=dict)
    solver: str = "greedy"

    @property
    def gap(self) -> int | None:
        """Rupiah that it can be dearer than the cheapest at most."""
        return None if self.bound is None else max(0, self.cost - self.bound)
