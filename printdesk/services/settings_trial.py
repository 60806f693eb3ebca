"""Other settings tried on today's queue: who would be lost, who saved, who moves. Nothing is written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from printdesk.domain.settings import OfficeSettings
from printdesk.services.plan_moves import Moved, more_than_a_day, moves
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.work import View, office_data


@dataclass(frozen=True, slots=True)
class ClassEffect:
    """What a rule does to one class of today's queue, by the class in which each is today.

    Attributes:
        waiting: how many of it wait.
        trips_lost, trips_saved: trips that are at risk only under the new rule, or only under the present one.
        promises_lost, promises_saved: the same of promises.
    """

    class_code: str
    waiting: int
    trips_lost: int
    trips_saved: int
    promises_lost: int
    promises_saved: int


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """Settings tried on today's queue; nothing of them is saved.

    Attributes:
        version: of the settings that it was tried against; hand it back when saving.
        moved: who would be printed more than a working day earlier or later, or with another outcome: those who
            lose a trip first, then those moved furthest back.
        by_class: one for each class, in the present order.
        trips_at_risk_before, trips_at_risk_after: in the whole queue.
        overdue_wait_before, overdue_wait_after: working days until the last of those past their promise is printed;
            None when one of them has no place.
        print_by_moved: applications whose print-by date would be another one.
        promises_closed: promises given for a day on which the counter would be closed, and is not now.
    """

    version: int
    moved: tuple[Moved, ...]
    by_class: tuple[ClassEffect, ...]
    trips_at_risk_before: int
    trips_at_risk_after: int
    overdue_wait_before: int | None
    overdue_wait_after: int | None
    print_by_moved: int = 0
    promises_closed: int = 0

    @property
    def trips_lost(self) -> int:
        """Trips at risk only under the new rule."""
        return sum(each.trips_lost for each in self.by_class)

    @property
    def trips_saved(self) -> int:
        """Trips at risk only under the present rule."""
        return sum(each.trips_saved for each in self.by_class)

    @property
    def promises_lost(self) -> int:
        """Promises that only the new rule breaks."""
        return sum(each.promises_lost for each in self.by_class)

    @property
    def promises_saved(self) -> int:
        """Promises that only the new rule keeps."""
        return sum(each.promises_saved for each in self.by_class)


def under(view: View, settings: OfficeSettings) -> View:
    """The same moment of the same office under other settings."""
    return replace(view, office=office_data(view.office.version, settings))


def try_settings(view: View, changed: OfficeSettings) -> RuleTrial:
    """What other settings would do to today's queue."""
    other = under(view, changed)
    before, after = make_plan(view), make_plan(other)
    office = view.office.office_hours
    found = moves(before.rows, after.rows, office)
    now_in = {row.application_id: row.class_code for row in before.rows}
    far = tuple(each for each in found if _counts(each) or more_than_a_day(each.before, each.after, office))
    return RuleTrial(
        view.office.version,
        far,
        _by_class(view, before, found, now_in),
        before.trips_at_risk,
        after.trips_at_risk,
        _overdue_wait(before),
        _overdue_wait(after),
        _print_by_moved(before, after),
        _promises_closed(view, other, before),
    )


def _counts(each: Moved) -> bool:
    return each.loses_trip or each.gains_trip or each.loses_promise or each.gains_promise


def _by_class(
    view: View, before: PlanView, found: tuple[Moved, ...], now_in: Mapping[int, str]
) -> tuple[ClassEffect, ...]:
    waiting = Counter(row.class_code for row in before.rows)
    counts: dict[str, Counter[str]] = {each.code: Counter() for each in view.settings.order.classes}
    for each in found:
        for what in ("loses_trip", "gains_trip", "loses_promise", "gains_promise"):
            counts[now_in[each.application_id]][what] += getattr(each, what)
    return tuple(
        ClassEffect(
            code, waiting[code], n["loses_trip"], n["gains_trip"], n["loses_promise"], n["gains_promise"]
        )
        for code, n in counts.items()
    )  # fmt: skip


def _overdue_wait(plan: PlanView) -> int | None:
    """Working days until the last of those past their promise is printed; 0 when there are none."""
    planned = [row.planned for row in plan.rows if row.overdue_days > 0]
    office, last = plan.given.clock.office, plan.now
    for moment in planned:
        if moment is None:
            return None
        last = max(last, moment)
    return office.open_days_between(plan.now.date(), office.local(last).date())


def _print_by_moved(before: PlanView, after: PlanView) -> int:
    known = {row.application_id: row.need_by for row in before.rows}
    return sum(row.need_by != known.get(row.application_id) for row in after.rows)


def _promises_closed(view: View, other: View, before: PlanView) -> int:
    """Promises are given once and stay; one for a day that closes means a person at a closed door."""
    now, then = view.office.counter_hours, other.office.counter_hours
    days = Counter(row.promised.date() for row in before.rows if row.promised >= before.now)
    return sum(count for day, count in days.items() if now.hours(day) and not then.hours(day))
