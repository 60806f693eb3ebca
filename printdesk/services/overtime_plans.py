"""The overtime planner: several plans on one frontier, each explained, and the act that orders one of them.

The solver only proposes capacity. Who is saved and who is lost, and what each evening prints, comes from the print
order made anew on that capacity; where it still loses a trip that could be saved, the plan is made again with that
place asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import ceil

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.evenings import OvertimePlan, OvertimePlanSession
from printdesk.models.tables import OvertimeSession
from printdesk.planning.evening_types import CHECK, EveningPlan, Need
from printdesk.planning.names import best_plan
from printdesk.planning.solver import SolvingCancelledError
from printdesk.services.overtime import Evening, SessionView, order_in, session_view
from printdesk.services.overtime_goals import Situation, cuts_for, lost_for, situation_of
from printdesk.services.overtime_limits import binding_of
from printdesk.services.overtime_option import option_of
from printdesk.services.overtime_views import Goal, PlannedEvening, PlannerView, PlanOption
from printdesk.services.plan_input import WHOLE
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["OvertimePlans", "SolvingCancelledError", "evenings_of"]

_ROUNDS = 9
"""So often is what the print order still loses asked for; mostly two or three are enough."""
_CLEAR_OPTIONS = 3
_SECONDS = 5.0
_DAY = timedelta(days=1)

Cancelled = Callable[[], bool]
Progress = Callable[[int, int], None]


class OvertimePlans:
    """Plans evenings and orders them."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def preview(self, until: date | None = None) -> PlannerView:
        """The frontier at once, without a solver; costs a few per cent more than the best.

        Args:
            until: last day on which an evening may be; None for as far as the office plans.

        Raises:
            RuleViolationError: that day is past, or too far away.
        """
        with self._workplace.reading() as view:
            now = situation_of(view, _until(view, until))
            options = [option_of(now, Goal("none"), EveningPlan((), (), 0, 0))]
            options += [self._greedy(now, goal) for goal in (Goal("trips"), Goal("promises"))]
            options += [self._greedy(now, Goal("clear", day)) for day in _clear_days(now, options[-1])]
            return PlannerView(
                now.base.now, now.until, _different(options), now.without,
                tuple(now.ground.people[login].name for login in now.ground.unrated), now.ground.senior_unknown,
                len(now.ground.task.workers),
            )  # fmt: skip

    def solve(
        self,
        goal: Goal,
        until: date | None = None,
        cancelled: Cancelled = lambda: False,
        progress: Progress = lambda _done, _total: None,
    ) -> PlanOption:
        """The plan for a goal, with its gap to the cheapest possible stated.

        Args:
            until: as `preview`.
            cancelled: asked all the time.
            progress: told how many of how many steps are done.

        Raises:
            RuleViolationError: as `preview`.
            SolvingCancelledError: it was cancelled.
        """
        with self._workplace.reading() as view:
            now = situation_of(view, _until(view, until))
            progress(1, 4)
            plan, needs = _repaired(now, goal, lambda task, start: best_plan(task, start, _SECONDS, cancelled))
            progress(3, 4)
            return _explained(now, option_of(now, goal, plan, needs, told=True), plan, needs)

    def accept(self, actor: Actor, option: PlanOption, operation_id: str) -> tuple[SessionView, ...]:
        """Order every evening of a plan in one act; each station of an evening gets its own work sheet.

        Raises:
            RuleViolationError: the plan has no evenings, or one of them must not be any more (somebody is away, was
                ordered elsewhere, nothing is left to print); then nothing was ordered.
        """
        evenings = evenings_of(option)
        if not evenings:
            raise RuleViolationError(_("This plan has no evening."), _("Choose a plan with evenings."))

        def do(work: Work) -> Answer:
            ids = [order_in(work, evening) for evening in evenings]
            row = OvertimePlan(
                at=work.now, made_by=actor.user, goal=option.goal.kind, until=evenings[-1].day, cost=option.cost,
                gap=option.gap, effect=_effect(option),
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            work.session.add_all(OvertimePlanSession(plan_id=row.id, session_id=each) for each in ids)
            work.record(
                "accept_overtime_plan", "overtime_plan", row.id, goal=row.goal, evenings=len(option.evenings),
                sessions=len(ids), cost=option.cost,
            )  # fmt: skip
            return {"ids": ids}

        ids = self._workplace.perform("accept_overtime_plan", actor, operation_id, do)["ids"]
        with self._workplace.reading() as view:
            return tuple(session_view(view.session.get_one(OvertimeSession, each)) for each in ids)

    def _greedy(self, now: Situation, goal: Goal) -> PlanOption:
        plan, needs = _repaired(now, goal, lambda _task, start: start)
        return _explained(now, option_of(now, goal, plan, needs), plan, needs)


def _explained(now: Situation, option: PlanOption, plan: EveningPlan, needs: tuple[Need, ...]) -> PlanOption:
    """With the limit in the way of what is left undone: of the needs, and of what the print order still loses."""
    if not any(row.savable for row in option.undone):
        return option
    cuts = cuts_for(now, plan, lost_for(now, option.goal, now.at_risk_on(plan)))
    return replace(option, binding=binding_of(plan, now.ground.task, (*needs, *cuts)))


def evenings_of(option: PlanOption) -> tuple[Evening, ...]:
    """A plan's evenings by station; who checks stands with the first station."""
    found = []
    for each in option.evenings:
        checks = [person.login for person in each.people if person.place == CHECK]
        for at, station in enumerate(each.stations):
            crew = [person.login for person in each.people if person.place == station]
            people = (*crew, *(checks if at == 0 else ()))
            share = _share(option, each, station)
            found.append(Evening(each.day, each.start.time(), each.end.time(), station, people, share))
    return tuple(found)


def _share(option: PlanOption, evening: PlannedEvening, station: str) -> int:
    """How much of a station's evening the plan counts on: less than all where too few check."""
    for each in option.sessions:
        if each.stations == {station} and each.start == evening.start and each.end <= evening.end:
            return ceil(WHOLE * ((each.end - each.start) / (evening.end - evening.start)))
    return WHOLE


def _until(view: View, until: date | None) -> date:
    today = view.now.astimezone(view.office.zone).date()
    last = today + (view.settings.planner.days_ahead - 1) * _DAY
    if until is None:
        return last
    if until < today:
        raise RuleViolationError(_("This day is past."), _("Choose a day that lies ahead."))
    if until > today + view.settings.order.horizon_days * _DAY:
        raise RuleViolationError(
            _("Nothing is planned so far ahead."),
            _("Choose a day within {days} days.").format(days=view.settings.order.horizon_days),
        )
    return until


def _repaired(
    now: Situation, goal: Goal, improve: Callable[..., EveningPlan]
) -> tuple[EveningPlan, tuple[Need, ...]]:
    """A plan that the print order itself finds good: what it still loses is asked for as well."""
    needs = now.needs(goal)
    plan = EveningPlan((), (), 0, 0)
    for number in range(_ROUNDS):
        task = replace(now.ground.task, needs=needs)
        plan = improve(task, now.draft(needs))
        cuts = cuts_for(now, plan, lost_for(now, goal, now.at_risk_on(plan)))
        if not cuts or any(plan.short.values()) or number == _ROUNDS - 1:
            break
        needs = (*needs, *cuts)
    return plan, needs


def _clear_days(now: Situation, promises: PlanOption) -> list[date]:
    """Days by which all could be printed, earlier than without more overtime; three at most."""
    latest, earliest = promises.effect.clear_on, now.possible.clear_on
    if latest is None or earliest is None:
        return []
    office = now.view.office.office_hours
    days = [earliest + n * _DAY for n in range((latest - earliest).days) if office.is_open(earliest + n * _DAY)]
    within = [day for day in days if _reached(now, day)]
    if len(within) <= _CLEAR_OPTIONS:
        return within[::-1]
    return [within[-1], within[len(within) // 2], within[0]]


def _reached(now: Situation, day: date) -> bool:
    return not now.draft(now.needs(Goal("clear", day))).short.get(2, 0)


def _different(options: Sequence[PlanOption]) -> tuple[PlanOption, ...]:
    """Plans that differ from the one before, from least to most hours."""
    kept: list[PlanOption] = []
    for option in sorted(options, key=lambda each: (each.person_hours, each.goal.kind != "none")):
        if not kept or option.goal.kind == "trips" or option.sessions != kept[-1].sessions:
            kept.append(option)
    return tuple(kept)


def _effect(option: PlanOption) -> dict[str, object]:
    return {
        "trips_saved": option.trips_saved,
        "trips_lost": option.effect.trips_lost,
        "promises_saved": option.promises_saved,
        "promises_lost": option.effect.promises_lost,
        "clear_on": option.effect.clear_on.isoformat() if option.effect.clear_on else None,
        "person_hours": option.person_hours,
    }
