"""One plan of overtime as it is shown: evenings, names, effect and reasons, from the print order made anew on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from printdesk.planning.evening_types import CHECK, Crew, EveningPlan, Need, Post, Worker
from printdesk.planning.evenings import booklets_for
from printdesk.planning.roster import Roster
from printdesk.services.overtime_goals import LEVELS, Situation, effect_of
from printdesk.services.overtime_views import (
    Goal,
    PassedOver,
    PlannedEvening,
    PlannedPerson,
    PlanOption,
    TightNeed,
    UndoneRow,
)
from printdesk.services.plans import PlanRow, PlanView

_DAY = timedelta(days=1)


def option_of(
    now: Situation, goal: Goal, plan: EveningPlan, needs: Sequence[Need] = (), *, told: bool = False
) -> PlanOption:
    """A plan as it is shown.

    Args:
        needs: what it was made for.
        told: work out for each evening how many trips are lost without it.
    """
    after = now.order_on(plan)
    effect = effect_of(after)
    hours = _hours(plan)
    asked = [worker for worker in now.ground.task.workers if worker.stations or worker.checks]
    evenings = tuple(_evening(now, plan, crew, needs, after) for crew in plan.crews)
    if told:
        evenings = tuple(_without(now, plan, evenings, effect.trips_lost))
    return PlanOption(
        goal, evenings, tuple(_idle(now, plan)), plan.cost, plan.gap, plan.solver, sum(hours.values()),
        max(hours.values(), default=0), sum(hours.values()) / max(1, len(asked)), effect,
        max(0, now.without.trips_lost - effect.trips_lost),
        max(0, now.without.promises_lost - effect.promises_lost),
        tuple(_undone(now, goal, after)), "", now.sessions(plan),
    )  # fmt: skip


def _hours(plan: EveningPlan) -> dict[str, int]:
    lengths = {crew.night: crew.hours for crew in plan.crews}
    found: dict[str, int] = {}
    for post in plan.posts:
        found[post.login] = found.get(post.login, 0) + lengths[post.night]
    return found


def _evening(now: Situation, plan: EveningPlan, crew: Crew, needs: Sequence[Need], after: PlanView) -> PlannedEvening:
    span = now.ground.span(crew.night, crew.hours, crew.stations)
    posts = [post for post in plan.posts if post.night == crew.night]
    people = tuple(_person(now, plan, crew, post) for post in posts)
    prints = frozenset[str]().union(
        *(station.services for station in now.view.settings.stations if station.code in crew.stations)
    )
    printed = sum(
        row.planned is not None and span.start < row.planned <= span.end and row.service in prints
        for row in after.rows
    )  # fmt: skip
    return PlannedEvening(
        span.start.date(), span.start, span.end, crew.stations, people,
        tuple(_passed_over(now, plan, crew)), min(printed, crew.booklets), crew.booklets,
        sum(person.cost for person in people),
        _tight(now, plan, crew, needs),
    )  # fmt: skip


def _person(now: Situation, plan: EveningPlan, crew: Crew, post: Post) -> PlannedPerson:
    task = now.ground.task
    worker = next(each for each in task.workers if each.login == post.login)
    asked = [each.history for each in task.workers if each.stations or each.checks]
    week = task.nights[crew.night].week
    lengths = {each.night: each.hours for each in plan.crews}
    planned = sum(
        lengths[each.night]
        for each in plan.posts
        if each.login == post.login and task.nights[each.night].week == week
    )
    able = [each for each in task.workers if _able(each, post.place) and _there(now, each, crew)]
    return PlannedPerson(
        post.login, now.ground.people[post.login].name, post.place, crew.hours,
        task.pay.get((crew.night, worker.grade, crew.hours), 0), worker.history, sum(asked) / max(1, len(asked)),
        worker.hours_left.get(week, 0) - planned, len(able) == 1,
    )  # fmt: skip


def _able(worker: Worker, place: str) -> bool:
    return worker.checks if place == CHECK else place in worker.stations


def _there(now: Situation, worker: Worker, crew: Crew) -> bool:
    return now.ground.task.nights[crew.night].day not in worker.away


def _passed_over(now: Situation, plan: EveningPlan, crew: Crew) -> Iterator[PassedOver]:
    """Those who could do one of the evening's places and are not named for it, with the reason."""
    named = {post.login for post in plan.posts if post.night == crew.night}
    places = (*crew.stations, *([CHECK] if crew.checkers else []))
    roster = Roster(now.ground.task)
    for other in plan.crews:
        if other.night != crew.night:
            roster.give(other, {post.login: post.place for post in plan.posts if post.night == other.night})
    day = now.ground.task.nights[crew.night].day
    for worker in now.ground.task.workers:
        if worker.login not in named and any(_able(worker, place) for place in places):
            reason = _reason(now, roster, worker, crew, day)
            yield PassedOver(worker.login, now.ground.people[worker.login].name, day, reason, worker.history)


def _reason(now: Situation, roster: Roster, worker: Worker, crew: Crew, day: date) -> str:
    away = now.ground.away.get((worker.login, day))
    if away:
        return away
    if roster.may(worker, crew):
        return "turn"
    free = {night.week: 168 for night in now.ground.task.nights}
    if roster.may(replace(worker, hours_left=free), crew):
        return "hours"
    if roster.may(replace(worker, nights_left=dict.fromkeys(free, 7)), crew):
        return "evenings"
    return "row"


def _tight(now: Situation, plan: EveningPlan, crew: Crew, needs: Sequence[Need]) -> TightNeed | None:
    """The need that would be short without this evening, with the least to spare; a trip's before a promise's."""
    best: tuple[tuple[int, bool, int, date], Need] | None = None
    for need in needs:
        mine = booklets_for(now.ground.task, crew, need.stations) if crew.night in need.nights else 0
        if not mine:
            continue
        all_of_it = sum(
            booklets_for(now.ground.task, each, need.stations) for each in plan.crews if each.night in need.nights
        )
        key = (need.level, need.places == 0, all_of_it - need.count, need.until)
        if all_of_it - mine < need.count and (best is None or key < best[0]):
            best = (key, need)
    if best is None:
        return None
    need = best[1]
    return TightNeed(need.demand, need.places, need.until, need.level)


def _without(
    now: Situation, plan: EveningPlan, evenings: Sequence[PlannedEvening], lost: int
) -> Iterator[PlannedEvening]:
    """Each evening with the trips that would be lost if it alone were left out."""
    for crew, evening in zip(plan.crews, evenings, strict=True):
        rest = replace(plan, crews=tuple(each for each in plan.crews if each != crew))
        yield replace(evening, trips_without=effect_of(now.order_on(rest)).trips_lost - lost)


def _idle(now: Situation, plan: EveningPlan) -> Iterator[date]:
    """Days before the last evening on which overtime could be and is not needed."""
    worked = {crew.night for crew in plan.crews}
    for number, night in enumerate(now.ground.task.nights):
        if worked and number < max(worked) and number not in worked:
            yield night.day


def _undone(now: Situation, goal: Goal, after: PlanView) -> Iterator[UndoneRow]:
    could = {row.application_id for row in now.best.rows if not row.at_risk}
    for row in after.rows:
        kind = _undone_kind(now.base.now, goal, row)
        if kind:
            yield UndoneRow(
                row.application_id, row.number, row.service, kind, row.need_by, row.departs_at,
                row.departs_has_time, row.planned,
                row.application_id in could or kind == "wait",
            )  # fmt: skip


def _undone_kind(now: datetime, goal: Goal, row: PlanRow) -> str:
    """Why a row counts as undone for a goal; "" when it does not."""
    level = LEVELS[goal.kind]
    if row.trip_at_risk:
        return "trip"
    if level >= 1 and row.at_risk and row.need_by > now:
        return "promise"
    if goal.clear_by is not None and (row.planned is None or row.planned.date() > goal.clear_by):
        return "wait"
    return ""
