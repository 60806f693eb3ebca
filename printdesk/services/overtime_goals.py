"""What a plan of overtime is held to: the jobs that could be in time, and what the print order says of a proposal."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from printdesk.domain.capacity import Session
from printdesk.planning.evening_types import Crew, EveningPlan, Need, Task
from printdesk.planning.greedy import greedy_plan
from printdesk.planning.needs import Wanted
from printdesk.services.overtime_task import Ground, ground_of, needs_for
from printdesk.services.overtime_views import Effect, Goal
from printdesk.services.plans import PlanRow, PlanView, make_plan
from printdesk.services.work import View

LEVELS = {"none": -1, "trips": 0, "promises": 1, "clear": 2}
"""The highest level of needs that a goal has."""

_DAY = timedelta(days=1)
_EXTRA_HANDS = 8


@dataclass(frozen=True, slots=True)
class Situation:
    """The office as the planner sees it.

    Attributes:
        base: the print order without more overtime. best: with every station in every night: what could be at all.
        without, possible: what these do.
    """

    view: View
    until: date
    ground: Ground
    base: PlanView
    best: PlanView
    without: Effect
    possible: Effect

    def needs(self, goal: Goal) -> tuple[Need, ...]:
        """What overtime must print for a goal."""
        level = LEVELS[goal.kind]
        if level < 0:
            return ()
        found = needs_for(self.ground, _in_time(self, level), self.base)
        if goal.clear_by is not None:
            found += needs_for(self.ground, _cleared(self, goal.clear_by), self.base)
        return found

    def sessions(self, plan: EveningPlan) -> tuple[Session, ...]:
        """A plan's evenings as the print order counts them."""
        return tuple(each for crew in plan.crews for each in self._spans(crew))

    def _spans(self, crew: Crew) -> Iterator[Session]:
        """A crew's stations; one that is held up by the check counts as if it stopped when its share is printed."""
        whole = self.ground.span(crew.night, crew.hours, crew.stations)
        if not crew.prints:
            yield whole
        for code, count in crew.prints:
            full = self.ground.task.booklets.get((crew.night, code, crew.hours), 0)
            if count and full:
                end = whole.start + (whole.end - whole.start) * count / full
                yield Session(whole.start, end, frozenset({code}))

    def order_on(self, plan: EveningPlan) -> PlanView:
        """The print order on a plan's capacity."""
        return make_plan(self.view, self.sessions(plan)) if plan.crews else self.base


def situation_of(view: View, until: date) -> Situation:
    """Read it."""
    base = make_plan(view)
    ground = ground_of(view, base, until)
    longest = ground.longest()
    best = make_plan(view, longest) if longest else base
    return Situation(view, until, ground, base, best, effect_of(base), effect_of(best))


def effect_of(plan: PlanView) -> Effect:
    """What the print order does."""
    planned = [row.planned.date() for row in plan.rows if row.planned]
    trips = [row for row in plan.rows if row.trip_at_risk]
    promises = [row for row in plan.rows if row.at_risk and not row.trip_at_risk and row.need_by > plan.now]
    complete = len(planned) == len(plan.rows)
    return Effect(
        len(trips), len(promises), dict(sorted(Counter(row.class_rank for row in trips).items())),
        max(planned) if planned and complete else None,
    )  # fmt: skip


def lost_for(now: Situation, goal: Goal, after: PlanView) -> list[PlanRow]:
    """Rows that the print order loses though some overtime would save them, as far as the goal asks."""
    could = {row.application_id for row in now.best.rows if not row.at_risk}
    level = LEVELS[goal.kind]
    return [
        row for row in after.rows
        if row.at_risk and row.application_id in could and (row.trip_at_risk or level >= 1)
    ]  # fmt: skip


def cuts_for(now: Situation, plan: EveningPlan, lost: Sequence[PlanRow]) -> tuple[Need, ...]:
    """One need for each day and service of what is still lost: as much as the plan prints there, and those more."""
    missing: Counter[tuple[str, datetime, int]] = Counter()
    for row in lost:
        missing[row.service, row.need_by, 0 if row.trip_at_risk else 1] += 1
    found = []
    for (service, need_by, level), _count in sorted(missing.items()):
        count = sum(
            n for (code, when, at), n in missing.items() if code == service and when <= need_by and at <= level
        )  # fmt: skip
        need = _cut(now, plan, service, need_by, level, count)
        if need is not None:
            found.append(need)
    return tuple(found)


def _cut(now: Situation, plan: EveningPlan, service: str, need_by: datetime, level: int, count: int) -> Need | None:
    task = now.ground.task
    nights = frozenset(
        n for n, night in enumerate(task.nights)
        if now.ground.span(n, max(night.lengths), ()).end <= need_by
    )  # fmt: skip
    stations = frozenset(each.code for each in now.view.settings.stations if service in each.services)
    if not nights:
        return None
    printed = sum(
        task.booklets.get((crew.night, code, crew.hours), 0)
        for crew in plan.crews if crew.night in nights for code in crew.stations if code in stations
    )  # fmt: skip
    return Need(nights, stations, printed + count, level, need_by.date(), printed + count, 0)


def _in_time(now: Situation, level: int) -> list[Wanted]:
    """Who can be in time: for trips, the classes down to the last of which overtime saves one."""
    jobs = now.base.given.true_jobs()
    could = {row.application_id for row in now.best.rows if not row.at_risk}
    saved = [row.class_rank for row in now.base.rows if row.trip_at_risk and row.application_id in could]
    last_rank = max(saved, default=0)
    found = []
    for row in now.best.rows:
        job = jobs[row.application_id]
        if row.planned is not None and not row.at_risk and job.need_by is not None:
            needed = 0 if row.class_rank <= last_rank else 1
            if needed <= level:
                found.append(Wanted(row.service, job.ready_at, job.need_by, needed))
    return found


def _cleared(now: Situation, day: date) -> list[Wanted]:
    """All who wait and can be printed at all, by the end of a day."""
    jobs = now.base.given.true_jobs()
    end = datetime.combine(day + _DAY, time(), now.view.office.zone)
    return [
        Wanted(row.service, jobs[row.application_id].ready_at, end, 2) for row in now.best.rows if row.planned
    ]  # fmt: skip


def binding_of(plan: EveningPlan, base: Task, needs: Sequence[Need]) -> str:
    """The first limit in the way of what a plan leaves undone.

    Each is lifted in turn, the others held: the first that lets the plan do more is named.
    """
    task = replace(base, needs=tuple(needs))
    short = min(_total(plan), _total(greedy_plan(task)))
    for name, lifted in _lifted(task):
        if _total(greedy_plan(lifted)) < short:
            return name
    return "stations"


def _total(plan: EveningPlan) -> int:
    return sum(plan.short.values())


def _lifted(task: Task) -> list[tuple[str, Task]]:
    free = {night.week: 168 for night in task.nights}
    unlimited = tuple(replace(worker, hours_left=free, nights_left=dict.fromkeys(free, 7)) for worker in task.workers)
    every = frozenset(code for night in task.nights for code in night.stations)
    crowd = tuple(
        replace(
            worker, login=f"{worker.login}+{n}", stations=every, checks=True, senior=True, away=frozenset(),
            hours_left=free, nights_left=dict.fromkeys(free, 7), worked=frozenset(),
        )
        for n in range(_EXTRA_HANDS) for worker in task.workers
    )  # fmt: skip
    return [
        ("budget", replace(task, budgets=())),
        ("week", replace(task, workers=unlimited)),
        ("row", replace(task, days_in_a_row=99)),
        ("senior", replace(task, senior=False)),
        ("check", replace(task, checks_per_hour=0)),
        ("people", replace(task, workers=crowd, days_in_a_row=99)),
    ]
