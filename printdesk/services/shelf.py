"""Shelf slots: the lowest free place, and families and groups side by side where there is room."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain.settings import PickupSettings
from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application

_ON_SHELF = (ApplicationState.PASSED, ApplicationState.SHELVED)


def free_slot(session: Session, pickup: PickupSettings, group: str | None) -> str:
    """A free slot for one booklet, next to its group's where one stands already.

    Raises:
        RuleViolationError: the shelf is full.
    """
    taken = _taken(session)
    everything = list(_slots(pickup))
    start = _after_group(session, everything, group)
    for slot in (*everything[start:], *everything[:start]):
        if slot not in taken:
            return slot
    raise RuleViolationError(
        _("All {count} shelf slots are taken.").format(count=len(everything)),
        _("Add a box under Settings, or clear uncollected booklets."),
    )


def require_free(session: Session, pickup: PickupSettings, slot: str, application_id: int) -> str:
    """A slot that a person named, in its usual form.

    Raises:
        RuleViolationError: there is no such slot, or another booklet lies in it.
    """
    wanted = slot.strip().upper()
    if wanted not in set(_slots(pickup)):
        raise RuleViolationError(
            _("There is no shelf slot {slot}.").format(slot=wanted),
            _("Slots are named like {example}.").format(example=next(_slots(pickup))),
        )
    holder = session.scalar(
        select(Application.id).where(Application.shelf_slot == wanted, Application.state.in_(_ON_SHELF))
    )
    if holder is not None and holder != application_id:
        raise RuleViolationError(
            _("Another booklet lies in {slot}.").format(slot=wanted), _("Take the slot that was given.")
        )
    return wanted


def _slots(pickup: PickupSettings) -> Iterator[str]:
    for box in pickup.shelf_boxes:
        for place in range(1, pickup.slots_per_box + 1):
            yield f"{box}-{place:03d}"


def _taken(session: Session) -> set[str]:
    rows = session.scalars(
        select(Application.shelf_slot).where(Application.shelf_slot.is_not(None), Application.state.in_(_ON_SHELF))
    )
    return {slot for slot in rows if slot}


def _after_group(session: Session, everything: list[str], group: str | None) -> int:
    if not group:
        return 0
    slots = session.scalars(
        select(Application.shelf_slot).where(Application.group_name == group, Application.state.in_(_ON_SHELF))
    )
    places = [everything.index(slot) for slot in slots if slot in everything]
    return max(places) + 1 if places else 0
