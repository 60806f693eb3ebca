"""Two plans of the same moment beside each other: who is printed at another time, and who loses or gains a trip."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.calendar import WorkCalendar
from printdesk.services.plans import PlanRow, PlanView


@dataclass(frozen=True, slots=True)
class Moved:
    """An application that the second plan prints at another time.

    Attributes:
        before: when the first plan has it printed; None where it has no place.
        after: the same in the second plan.
        working_days: whole working days by which it moves, later is positive; 0 within a day or without a place.
        loses_trip: its trip was safe and is at risk in the second plan.
        gains_trip: its trip was at risk and is safe in the second plan.
        loses_promise, gains_promise: the same of a promise on which no trip hangs.
    """

    application_id: int
    number: str
    name: str
    class_code: str
    before: datetime | None
    after: datetime | None
    working_days: int
    loses_trip: bool
    gains_trip: bool
    loses_promise: bool
    gains_promise: bool


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What an act would do to the plan, before anybody confirms it.

    Attributes:
        planned_before: when the application is planned now; None where it has no place.
        planned_after: when it would be planned.
        at_risk_before, at_risk_after: its print-by date cannot be kept.
        moved: the others that would be printed at another time: those who lose a trip first, then those moved most.
        trips_lost: trips of others that would no longer be safe.
        trips_saved: trips that would be safe and are not now, the application's own included.
        promises_lost: promises to others that would no longer be kept.
    """

    application_id: int
    planned_before: datetime | None
    planned_after: datetime | None
    at_risk_before: bool
    at_risk_after: bool
    moved: tuple[Moved, ...]
    trips_lost: int
    trips_saved: int
    promises_lost: int

    @property
    def changes_nothing(self) -> bool:
        """The plan would stay as it is."""
        return self.planned_before == self.planned_after and not self.moved


def preview(application_id: int, before: PlanView, after: PlanView) -> MovePreview:
    """The two plans as seen from one application.

    Raises:
        LookupError: it is not in these plans.
    """
    office = before.given.clock.office
    old = before.row(application_id)
    new = after.row(application_id)
    moved = moves(before.rows, after.rows, office)
    others = tuple(each for each in moved if each.application_id != application_id)
    return MovePreview(
        application_id,
        old.planned,
        new.planned,
        old.at_risk,
        new.at_risk,
        others,
        sum(each.loses_trip for each in others),
        sum(each.gains_trip for each in moved),
        sum(each.loses_promise for each in others),
    )


def moves(before: Iterable[PlanRow], after: Iterable[PlanRow], office: WorkCalendar) -> tuple[Moved, ...]:
    """Those in both lists that are printed at another time, or safe in one of them only; the hardest hit first."""
    known = {row.application_id: row for row in before}
    found = [
        _moved(known[row.application_id], row, office)
        for row in after
        if row.application_id in known and _differs(known[row.application_id], row)
    ]
    return tuple(sorted(found, key=_hardest_first))


def _differs(old: PlanRow, new: PlanRow) -> bool:
    return old.planned != new.planned or old.at_risk != new.at_risk


def _moved(old: PlanRow, new: PlanRow, office: WorkCalendar) -> Moved:
    return Moved(
        old.application_id,
        old.number,
        old.name,
        new.class_code,
        old.planned,
        new.planned,
        working_days(old.planned, new.planned, office),
        new.trip_at_risk and not old.trip_at_risk,
        old.trip_at_risk and not new.trip_at_risk,
        new.at_risk and not old.at_risk and not new.trip_at_risk,
        old.at_risk and not new.at_risk and not old.trip_at_risk,
    )


def working_days(before: datetime | None, after: datetime | None, office: WorkCalendar) -> int:
    """Whole working days from one moment to the other, negative when earlier; 0 where one of them is missing.

    A day is whole when the same time of the next working day has come: Wed 15:00 to Thu 09:00 is none.
    """
    if before is None or after is None:
        return 0
    if after < before:
        return -working_days(after, before, office)
    first, last = office.local(before), office.local(after)
    days = office.open_days_between(first.date(), last.date())
    return days - 1 if days and last.time() < first.time() else days


def more_than_a_day(before: datetime | None, after: datetime | None, office: WorkCalendar) -> bool:
    """Whether a place moved by more than a working day, or came or went altogether."""
    if before is None or after is None:
        return before is not after
    first, last = sorted((office.local(before), office.local(after)))
    days = office.open_days_between(first.date(), last.date())
    return days > 1 or (days == 1 and last.time() > first.time())


def _hardest_first(each: Moved) -> tuple[bool, bool, bool, int, int]:
    lost_its_place = each.after is None and each.before is not None
    return not each.loses_trip, not each.loses_promise, not lost_its_place, -each.working_days, each.application_id
