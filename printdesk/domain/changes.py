"""What a re-plan changed: who came, who left, who is saved, who is newly at risk, who moved by more than a day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.moments import Moments
from printdesk.domain.order_types import Plan, Slot
from printdesk.i18n import Catalogue, dates


class Moved(NamedTuple):
    """A job whose planned day changed.

    Attributes:
        before: planned moment in the plan before; None when it had no place.
        after: in the new plan; None when it lost its place.
        days: working days later, negative for earlier; 0 where a place was won or lost.
    """

    job_id: int
    before: datetime | None
    after: datetime | None
    days: int


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """The differences between two plans, by job id.

    Attributes:
        arrived: in the new plan only.
        left: in the plan before only: printed, held or cancelled.
        saved: at risk before and no more; those who left are not among them.
        newly_at_risk: at risk now and not before, or arrived at risk.
        moved: planned more than one working day earlier or later, or with a place won or lost; the greatest first.
    """

    arrived: tuple[int, ...]
    left: tuple[int, ...]
    saved: tuple[int, ...]
    newly_at_risk: tuple[int, ...]
    moved: tuple[Moved, ...]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return any((self.arrived, self.left, self.saved, self.newly_at_risk, self.moved))


def compare_plans(before: Plan, after: Plan, office: WorkCalendar) -> PlanChanges:
    """What changed from one plan to the next; all in the order of the plan in which they stand.

    Args:
        office: whose open days count.
    """
    old = {slot.job_id: slot for slot in before.slots}
    new = {slot.job_id: slot for slot in after.slots}
    both = [(old[number], slot) for number, slot in new.items() if number in old]
    moved = [each for pair in both if (each := _moved(*pair, office)) is not None]
    return PlanChanges(
        arrived=tuple(number for number in new if number not in old),
        left=tuple(number for number in old if number not in new),
        saved=tuple(slot.job_id for was, slot in both if was.at_risk and not slot.at_risk),
        newly_at_risk=tuple(
            number for number, slot in new.items() if slot.at_risk and not (number in old and old[number].at_risk)
        ),
        moved=tuple(sorted(moved, key=_by_size)),
    )


def _moved(was: Slot, now: Slot, office: WorkCalendar) -> Moved | None:
    if was.planned is None or now.planned is None:
        return Moved(was.job_id, was.planned, now.planned, 0) if was.planned != now.planned else None
    first, last = sorted(office.local(moment).date() for moment in (was.planned, now.planned))
    days = office.open_days_between(first, last)
    later = days if now.planned > was.planned else -days
    return Moved(was.job_id, was.planned, now.planned, later) if days > 1 else None


def _by_size(moved: Moved) -> tuple[bool, int]:
    """Places won and lost first, then the farthest."""
    return moved.days != 0, -abs(moved.days)


def summary(changes: PlanChanges, _: Catalogue) -> str:
    """All of it in one line: "3 new, 12 gone; 2 saved, 1 newly at risk; 4 moved by more than a day."."""
    if not changes:
        return _("Nothing changed.")
    counted: tuple[tuple[int, Callable[[int], str]], ...] = (
        (len(changes.arrived), lambda n: _.plural("{n} new", "{n} new", n)),
        (len(changes.left), lambda n: _.plural("{n} gone", "{n} gone", n)),
        (len(changes.saved), lambda n: _.plural("{n} saved", "{n} saved", n)),
        (len(changes.newly_at_risk), lambda n: _.plural("{n} newly at risk", "{n} newly at risk", n)),
        (
            len(changes.moved),
            lambda n: _.plural("{n} moved by more than a day", "{n} moved by more than a day", n),
        ),
    )
    parts = [text(n).format(n=dates.number(n, _.lang)) for n, text in counted if n]
    return ", ".join(parts) + "."


def sentences(
    changes: PlanChanges, after: Plan, names: Mapping[int, str], says: Moments
) -> dict[str, tuple[tuple[int, str], ...]]:
    """One sentence for each change: list name (as in `PlanChanges`) to (job id, sentence).

    Args:
        after: the new plan.
        names: what each application is called, by job id; those who left too.
        says: now, zone and language of the reader.
    """
    slots = {slot.job_id: slot for slot in after.slots}
    _ = says.texts

    def said(text: str, number: int) -> tuple[int, str]:
        slot = slots.get(number)
        when = says.near(slot.planned) if slot is not None and slot.planned is not None else _("without a place")
        return number, text.format(name=names[number], when=when)

    return {
        "newly_at_risk": tuple(
            said(_("{name} cannot be in time any more: {when}."), number) for number in changes.newly_at_risk
        ),
        "saved": tuple(said(_("{name} can be in time again: {when}."), number) for number in changes.saved),
        "moved": tuple((moved.job_id, _move(moved, names[moved.job_id], says)) for moved in changes.moved),
        "arrived": tuple(said(_("{name} is new: {when}."), number) for number in changes.arrived),
        "left": tuple(said(_("{name} waits no longer."), number) for number in changes.left),
    }


def _move(moved: Moved, name: str, says: Moments) -> str:
    _ = says.texts
    if moved.before is None and moved.after is not None:
        return _("{name} has a place now: {when}.").format(name=name, when=says.near(moved.after))
    if moved.after is None and moved.before is not None:
        return _("{name} has lost its place of {when}.").format(name=name, when=says.near(moved.before))
    days = abs(moved.days)
    if moved.days < 0:
        text = _.plural(
            "{name} comes {n} working day earlier: {after} instead of {before}.",
            "{name} comes {n} working days earlier: {after} instead of {before}.",
            days,
        )
    else:
        text = _.plural(
            "{name} comes {n} working day later: {after} instead of {before}.",
            "{name} comes {n} working days later: {after} instead of {before}.",
            days,
        )
    before, after = (says.near(each or says.now) for each in (moved.before, moved.after))
    return text.format(name=name, n=days, before=before, after=after)
