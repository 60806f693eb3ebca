"""Made tasks for the tests of the overtime planner."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from printdesk.planning.evening_types import CHECK, Budget, EveningPlan, Need, Night, Task, Worker
from printdesk.planning.evenings import booklets_for

MONDAY = date(2024, 6, 24)
GRADES = {"II": 24_000, "III": 30_000, "IV": 36_000}


def task(
    seed: int,
    people: int = 5,
    stations: int = 2,
    days: int = 5,
    load: float = 0.5,
    hours_left: int = 14,
    nights_left: int = 4,
) -> Task:
    """A task from a seed: two kinds of length, mixed skills, some absences and days already worked."""
    rng = random.Random(seed)
    codes = tuple(f"R{n}" for n in range(1, stations + 1))
    calendar = [MONDAY + timedelta(days=n) for n in range(days)]
    nights = tuple(
        Night(day, (day.toordinal() - 1) // 7, (2, 3) if day.weekday() < 5 else (4, 8), codes)
        for day in calendar if day.weekday() < 6
    )  # fmt: skip
    workers = tuple(_worker(rng, n, codes, nights, hours_left, nights_left) for n in range(people))
    rate = {code: rng.choice((6, 8, 10)) for code in codes}
    places = range(len(nights))
    booklets = {(n, code, hours): rate[code] * hours for n in places for code in codes for hours in nights[n].lengths}
    pay = {
        (n, grade, hours): wage * hours * (1 if nights[n].day.weekday() < 5 else 2) + 35_000
        for n in places for grade, wage in GRADES.items() for hours in nights[n].lengths
    }  # fmt: skip
    needs = tuple(
        Need(frozenset(range(n + 1)), frozenset(rng.sample(codes, rng.randint(1, stations))),
             1 + int(load * 25 * (n + 1) * rng.random()), rng.choice((0, 0, 1)), nights[n].day, 0, 0)
        for n in sorted(rng.sample(places, min(3, len(nights))))
    )  # fmt: skip
    return Task(nights, workers, needs, booklets, pay, rng.choice((0, 30)), rng.random() < 0.7, rng.choice((2, 3)))


def _worker(
    rng: random.Random, n: int, codes: tuple[str, ...], nights: tuple[Night, ...], hours_left: int, nights_left: int
) -> Worker:
    grade = rng.choice(tuple(GRADES))
    runs = frozenset(rng.sample(codes, rng.randint(0, len(codes))))
    weeks = {night.week for night in nights}
    return Worker(
        f"p{n}", grade, runs, rng.random() < 0.5 or not runs, grade != "II",
        frozenset(night.day for night in nights if rng.random() < 0.15),
        frozenset([MONDAY - timedelta(days=1)] if rng.random() < 0.2 else []),
        dict.fromkeys(weeks, hours_left), dict.fromkeys(weeks, nights_left), float(rng.randint(0, 12)),
    )  # fmt: skip


def with_budget(made: Task, rupiah: int) -> Task:
    """The same with a budget over all its days."""
    return replace(made, budgets=(Budget(made.nights[0].day, made.nights[-1].day, rupiah),))


def refused(made: Task, plan: EveningPlan) -> list[str]:
    """Every limit that a plan bends, by its name; written apart from the planner's own code."""
    found = []
    workers = {worker.login: worker for worker in made.workers}
    crews = {crew.night: crew for crew in plan.crews}
    places: Counter[tuple[int, str]] = Counter((post.night, post.place) for post in plan.posts)
    hours: Counter[tuple[str, int]] = Counter()
    evenings: Counter[tuple[str, int]] = Counter()
    days: dict[str, set[date]] = {login: set(worker.worked) for login, worker in workers.items()}
    for post in plan.posts:
        worker, night = workers[post.login], made.nights[post.night]
        if not (worker.checks if post.place == CHECK else post.place in worker.stations):
            found.append("skill")
        if night.day in worker.away:
            found.append("away")
        hours[post.login, night.week] += crews[post.night].hours
        evenings[post.login, night.week] += 1
        days[post.login].add(night.day)
    found += ["hours" for (who, week), count in hours.items() if count > workers[who].hours_left.get(week, 0)]
    found += ["evenings" for (who, week), count in evenings.items() if count > workers[who].nights_left.get(week, 0)]
    found += ["row" for who, mine in days.items() if _row(mine) > made.days_in_a_row and mine != workers[who].worked]
    return [*found, *_crews_refused(made, plan, places), *_budgets_refused(made, plan)]


def _crews_refused(made: Task, plan: EveningPlan, places: Counter[tuple[int, str]]) -> list[str]:
    found = []
    workers = {worker.login: worker for worker in made.workers}
    for crew in plan.crews:
        mine = [post for post in plan.posts if post.night == crew.night]
        wanted = Counter({**dict.fromkeys(crew.stations, 1), **({CHECK: crew.checkers} if crew.checkers else {})})
        if {place: n for (night, place), n in places.items() if night == crew.night} != wanted:
            found.append("places")
        if len({post.login for post in mine}) != len(mine):
            found.append("twice")
        if made.senior and not any(workers[post.login].senior for post in mine):
            found.append("senior")
        if made.checks_per_hour and crew.checkers * made.checks_per_hour * crew.hours < crew.booklets:
            found.append("check")
    return found


def _budgets_refused(made: Task, plan: EveningPlan) -> list[str]:
    found = []
    workers = {worker.login: worker for worker in made.workers}
    crews = {crew.night: crew for crew in plan.crews}
    for budget in made.budgets:
        spent = sum(
            made.pay[post.night, workers[post.login].grade, crews[post.night].hours] for post in plan.posts
            if budget.first <= made.nights[post.night].day <= budget.last
        )  # fmt: skip
        if spent > budget.rupiah:
            found.append("budget")
    return found


def _row(days: set[date]) -> int:
    return max((sum(1 for _n in _run(day, days)) for day in days), default=0)


def _run(day: date, days: set[date]) -> list[date]:
    found = []
    while day in days:
        found.append(day)
        day += timedelta(days=1)
    return found


def shortage(made: Task, plan: EveningPlan) -> dict[int, int]:
    """Booklets missing by level."""
    short: dict[int, int] = {}
    for need in made.needs:
        printed = sum(booklets_for(made, crew, need.stations) for crew in plan.crews if crew.night in need.nights)
        short[need.level] = short.get(need.level, 0) + max(0, need.count - printed)
    return short


def paid(made: Task, plan: EveningPlan) -> int:
    """Rupiah of a plan's posts."""
    workers, hours = {each.login: each for each in made.workers}, {crew.night: crew.hours for crew in plan.crews}
    return sum(made.pay[post.night, workers[post.login].grade, hours[post.night]] for post in plan.posts)
