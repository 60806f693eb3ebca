"""What a plan of overtime is held to: the jobs that could be in time, and what the print order says of a proposal."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from printdesk.domain.capacity import Session
from printdesk.planning.evening_types import Crew, EveningPlan, Need
from printdesk.planning.greedy import greedy_plan
from printdesk.planning.needs import Wanted
from printdesk.services.overtime_outlook import Outlook, Outlooks
from printdesk.services.overtime_task import Ground, ground_of, needs_for
from printdesk.services.overtime_views import Effect, Goal
from printdesk.services.plans import PlanRow, PlanView, make_plan
from printdesk.services.work import View

LEVELS = {"none": -1, "trips": 0, "promises": 1, "clear": 2}
"""The highest level of needs that a goal has."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Situation:
    """The office as the planner sees it.

    Attributes:
        base: the print order without more overtime.
        best: what it does with every station in every night: what could be at all.
        rows: what waits, by id, as it is without more overtime.
        could: those who can be in time at all.
        without, possible: what the orders do.
        outlooks, asked, drafts: print orders on overtime, needs by their level, and previews by their needs; all of
            one view of the database, none made twice.
    """

    view: View
    until: date
    ground: Ground
    base: PlanView
    best: Outlook
    rows: Mapping[int, PlanRow]
    could: frozenset[int]
    without: Effect
    possible: Effect
    outlooks: Outlooks = field(compare=False)
    asked: dict[int, tuple[Need, ...]] = field(default_factory=dict, compare=False)
    drafts: dict[tuple[Need, ...], EveningPlan] = field(default_factory=dict, compare=False)

    def needs(self, goal: Goal) -> tuple[Need, ...]:
        """What overtime must print for a goal."""
        level = LEVELS[goal.kind]
        if level < 0:
            return ()
        found = self._of_level(level)
        if goal.clear_by is not None:
            found += needs_for(self.ground, _cleared(self, goal.clear_by), self.base)
        return found

    def _of_level(self, level: int) -> tuple[Need, ...]:
        known = self.asked.get(level)
        if known is None:
            known = self.asked[level] = needs_for(self.ground, _in_time(self, level), self.base)
        return known

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

    def draft(self, needs: tuple[Need, ...]) -> EveningPlan:
        """The preview's evenings for some needs."""
        known = self.drafts.get(needs)
        if known is None:
            known = self.drafts[needs] = greedy_plan(replace(self.ground.task, needs=needs))
        return known

    def order_on(self, plan: EveningPlan) -> Outlook:
        """What the print order does on a plan's capacity."""
        return self.outlooks.on(self.sessions(plan))

    def at_risk_on(self, plan: EveningPlan) -> frozenset[int]:
        """Who is late on a plan's capacity."""
        return self.outlooks.at_risk(self.sessions(plan))

    def trips_lost_on(self, plan: EveningPlan) -> int:
        """How many trips are lost on a plan's capacity."""
        return len(self.outlooks.trips(self.at_risk_on(plan)))


def situation_of(view: View, until: date) -> Situation:
    """Read it."""
    base = make_plan(view)
    ground = ground_of(view, base, until)
    outlooks = Outlooks(view, base)
    best = outlooks.on(ground.longest())
    rows = {row.application_id: row for row in base.rows}
    without, possible = (effect_of(rows, base.now, each) for each in (outlooks.on(()), best))
    could = frozenset(rows) - best.at_risk
    return Situation(view, until, ground, base, best, rows, could, without, possible, outlooks)


def effect_of(rows: Mapping[int, PlanRow], now: datetime, outlook: Outlook) -> Effect:
    """What the print order does with these rows."""
    promises = sum(rows[key].need_by > now for key in outlook.at_risk - outlook.trips)
    by_class = Counter(rows[key].class_rank for key in outlook.trips)
    complete = bool(outlook.planned) and not outlook.unplanned
    return Effect(
        len(outlook.trips), promises, dict(sorted(by_class.items())),
        max(outlook.planned.values()).date() if complete else None,
    )  # fmt: skip


def lost_for(now: Situation, goal: Goal, at_risk: frozenset[int]) -> list[tuple[PlanRow, int]]:
    """Rows that the print order loses though some overtime would save them, as far as the goal asks; with levels."""
    level, savable = LEVELS[goal.kind], at_risk & now.could
    trips = now.outlooks.trips(savable)
    return [(now.rows[key], 0 if key in trips else 1) for key in savable if key in trips or level >= 1]


def cuts_for(now: Situation, plan: EveningPlan, lost: Sequence[tuple[PlanRow, int]]) -> tuple[Need, ...]:
    """One need for each day and service of what is still lost: as much as the plan prints there, and those more."""
    missing: Counter[tuple[str, datetime, int]] = Counter()
    for row, level in lost:
        missing[row.service, row.need_by, level] += 1
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
    saved = [row.class_rank for row in now.base.rows if row.trip_at_risk and row.application_id in now.could]
    last_rank = max(saved, default=0)
    found = []
    for key in now.best.planned:
        row, job = now.rows[key], jobs[key]
        if key in now.could and job.need_by is not None:
            needed = 0 if row.class_rank <= last_rank else 1
            if needed <= level:
                found.append(Wanted(row.service, job.ready_at, job.need_by, needed))
    return found


def _cleared(now: Situation, day: date) -> list[Wanted]:
    """All who wait and can be printed at all, by the end of a day."""
    jobs = now.base.given.true_jobs()
    end = datetime.combine(day + _DAY, time(), now.view.office.zone)
    return [Wanted(jobs[key].service, jobs[key].ready_at, end, 2) for key in now.best.planned]
