"""One plan of overtime as it is shown: evenings, names, effect and reasons, from the print order made anew on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from printdesk.domain.order_types import Because
from printdesk.planning.evening_types import CHECK, Crew, EveningPlan, Need, Post, Worker
from printdesk.planning.evenings import booklets_for
from printdesk.planning.roster import Roster
from printdesk.services.overtime_goals import LEVELS, Situation, effect_of
from printdesk.services.overtime_outlook import Outlook
from printdesk.services.overtime_views import (
    Goal,
    PassedOver,
    PlannedEvening,
    PlannedPerson,
    PlanOption,
    TightNeed,
    UndoneRow,
)

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
    effect = effect_of(now.rows, now.base.now, after)
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


def _evening(now: Situation, plan: EveningPlan, crew: Crew, needs: Sequence[Need], after: Outlook) -> PlannedEvening:
    span = now.ground.span(crew.night, crew.hours, crew.stations)
    posts = [post for post in plan.posts if post.night == crew.night]
    people = tuple(_person(now, plan, crew, post) for post in posts)
    prints = frozenset[str]().union(
        *(station.services for station in now.view.settings.stations if station.code in crew.stations)
    )
    printed = sum(now.rows[key].service in prints for key in after.within(span.start, span.end))
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
        yield replace(evening, trips_without=now.trips_lost_on(rest) - lost)


def _idle(now: Situation, plan: EveningPlan) -> Iterator[date]:
    """Days before the last evening on which overtime could be and is not needed."""
    worked = {crew.night for crew in plan.crews}
    for number, night in enumerate(now.ground.task.nights):
        if worked and number < max(worked) and number not in worked:
            yield night.day


def _undone(now: Situation, goal: Goal, after: Outlook) -> Iterator[UndoneRow]:
    for key in after.order():
        kind = _undone_kind(now, goal, key, after)
        if kind:
            row = now.rows[key]
            yield UndoneRow(
                key, row.number, row.service, kind, row.need_by, row.departs_at, row.departs_has_time,
                after.planned.get(key),
                not _too_late(goal, now.best.planned.get(key)) if kind == "wait" else key in now.could,
                # Blanks are shared out before places are, so overtime changes nothing of it.
                now.base.facts[key][0].because is Because.NO_BLANKS,
            )  # fmt: skip


def _too_late(goal: Goal, planned: datetime | None) -> bool:
    """Whether what is planned then is not printed by the day that a goal asks for."""
    return goal.clear_by is not None and (planned is None or planned.date() > goal.clear_by)


def _undone_kind(now: Situation, goal: Goal, key: int, after: Outlook) -> str:
    """Why an application counts as undone for a goal; "" when it does not."""
    if key in after.trips:
        return "trip"
    if LEVELS[goal.kind] >= 1 and key in after.at_risk and now.rows[key].need_by > now.base.now:
        return "promise"
    return "wait" if _too_late(goal, after.planned.get(key)) else ""
