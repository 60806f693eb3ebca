"""Where a booklet lies on the shelf.

The rule: booklets that are expected to be collected on the same day lie together, families and groups side by side,
and nobody is ever given a taken slot.

1. Expected pickup day: the usual one (`quality.usual_pickup_days` counter days after today), or the last counter day
   before a departure where that is sooner; never a day that is over. A group is expected with its soonest member.
2. Box: counter weeks are counted in days from Monday to Friday, and each day takes the next box in turn, so that what
   is expected tomorrow does not lie among what is expected today. A full box gives way to the next one.
3. A group with members on the shelf: the free slot nearest to them in their box. A group whose members are still to
   come: the first run of free slots that holds them all. Slots next to a group on the shelf are kept for its members
   still to come; others get them only when nothing else is free.
4. Everybody else: the first free slot of the day's box.

Same shelf, same day, same booklet: same slot. Desks choose one after the other (`lock_shelf`), and a unique index
refuses a slot taken twice.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.domain.settings import PickupSettings
from printdesk.domain.states import ApplicationState as A
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application, Meta
from printdesk.services.office import PAPER_KEY
from printdesk.services.work import View, Work

_ON_SHELF = (A.PASSED, A.SHELVED)
_TO_COME = (A.READY, A.CLAIMED, A.PRINTING, A.UNCONFIRMED, A.PRINTED)
_FIRST_DAY = date(2024, 6, 27)
"""The day whose box is the first; any day would do."""
_MOST_KEPT = 12
"""Slots kept for one group's members still to come; a large group comes on many days."""
_LONGEST_SLOT = 12
_SLOT = re.compile(r"\S{1,7}-[0-9]{3,4}\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """A slot for a booklet, and the day on which it is expected to be collected."""

    slot: str
    expected: date


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who lies or will lie beside a booklet.

    Attributes:
        expected: day on which it is expected to be collected. group: name of its family or group, "" without one.
        beside: slots of the other members on the shelf, in their order. coming: how many members are still to come.
    """

    expected: date
    group: str = ""
    beside: tuple[str, ...] = ()
    coming: int = 0


def neighbours(view: View, application: Application) -> Neighbours:
    """Who lies beside a booklet, and when it is expected to be collected."""
    group = _Group(view, application)
    expected = min([expected_day(view, application), *(expected_day(view, row) for row in group.open_members)])
    return Neighbours(expected, application.group_name or "", tuple(sorted(group.slots)), len(group.open_members))


def lock_shelf(session: Session) -> None:
    """From here to the end of the act no other desk chooses a slot."""
    session.scalars(select(Meta).where(Meta.key == PAPER_KEY).with_for_update()).one()


def place_for(view: View | Work, application: Application) -> Place:
    """The slot that the shelf's rule gives a booklet now.

    Raises:
        RuleViolationError: the shelf is full.
    """
    group = _Group(view, application)
    expected = min([expected_day(view, application), *(expected_day(view, row) for row in group.open_members)])
    shelf = _Shelf(view.settings.pickup, _taken(view.session, application.id))
    kept = shelf.kept(_groups_to_come(view.session), exempt=application.group_name)
    return Place(shelf.choose(_box_of(expected, view.settings.pickup), group, kept), expected)


def free_slot(view: View | Work, application: Application) -> str:
    """The same, its slot alone."""
    return place_for(view, application).slot


def expected_day(view: View | Work, application: Application) -> date:
    """The day on which the holder is expected at the counter."""
    counter = view.office.counter_hours
    soonest = counter.next_open(view.now).date()
    usual = counter.add_open_days(soonest, view.settings.quality.usual_pickup_days)
    if application.departs_at is None:
        return usual
    departs = counter.local(application.departs_at).date()
    before = counter.previous_open_day(departs) if departs > soonest else soonest
    return max(soonest, min(usual, before))


def is_slot_name(text: str) -> bool:
    """Whether a scanned or typed text is shaped like a shelf slot, "A-014"."""
    return _SLOT.match(text.strip()) is not None and len(text.strip()) <= _LONGEST_SLOT


def require_free(session: Session, pickup: PickupSettings, slot: str, application_id: int) -> str:
    """A slot that a person named, in its usual form.

    Raises:
        RuleViolationError: there is no such slot, or another booklet lies in it.
    """
    known = {each.upper(): each for each in _slots(pickup)}
    wanted = known.get(slot.strip().upper())
    if wanted is None:
        raise RuleViolationError(
            _("There is no shelf slot {slot}.").format(slot=slot.strip().upper()),
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


class _Group:
    """A booklet's family or group: where its members lie, and who is still to come."""

    def __init__(self, view: View | Work, application: Application) -> None:
        self.open_members: tuple[Application, ...] = ()
        self.slots: tuple[str, ...] = ()
        if not application.group_name:
            return
        rows = view.session.scalars(
            select(Application)
            .where(
                Application.group_name == application.group_name,
                Application.state.in_((*_ON_SHELF, *_TO_COME)),
                Application.id != application.id,
            )
            .order_by(Application.id)
        ).all()
        self.slots = tuple(row.shelf_slot for row in rows if row.state in _ON_SHELF and row.shelf_slot)
        self.open_members = tuple(row for row in rows if row.state in _TO_COME)


class _Shelf:
    """All slots in their order, and which are taken."""

    def __init__(self, pickup: PickupSettings, taken: set[str]) -> None:
        self._per_box = pickup.slots_per_box
        self._slots = tuple(_slots(pickup))
        self._place = {slot: at for at, slot in enumerate(self._slots)}
        self._free = [slot not in taken for slot in self._slots]

    def kept(self, groups: dict[str, tuple[list[str], int]], exempt: str | None) -> frozenset[int]:
        """Places beside groups on the shelf that wait for their members still to come."""
        found: set[int] = set()
        for name, (slots, coming) in sorted(groups.items()):
            if name != exempt:
                places = [self._place[slot] for slot in slots if slot in self._place]
                near = self._nearest(places, frozenset(found))
                found.update(at for at, _slot in zip(near, range(min(coming, _MOST_KEPT)), strict=False))
        return frozenset(found)

    def choose(self, box: int, group: _Group, kept: frozenset[int]) -> str:
        places = [self._place[slot] for slot in group.slots if slot in self._place]
        for skipped in (kept, frozenset[int]()):
            near = next(self._nearest(places, skipped), None) if places else None
            found = near if near is not None else self._from_box(box, 1 + len(group.open_members), skipped)
            if found is not None:
                return self._slots[found]
        raise RuleViolationError(
            _("All {count} shelf slots are taken.").format(count=len(self._slots)),
            _("Nothing is lost: do it again when a slot is free, or add a box under Settings."),
        )

    def _nearest(self, places: Sequence[int], skipped: frozenset[int]) -> Iterator[int]:
        """Free places in the boxes where these lie: the nearest first, of two the later."""
        if not places:
            return
        boxes = {at // self._per_box for at in places}
        free = [at for at in self._in_boxes(sorted(boxes)) if self._free[at] and at not in skipped]
        yield from sorted(free, key=lambda at: (min(abs(at - other) for other in places), -at))

    def _from_box(self, box: int, wanted: int, skipped: frozenset[int]) -> int | None:
        """The first place, from a box on, of a run of free ones; the first free one where no run is long enough."""
        order = self._in_boxes([*range(box, self._boxes), *range(box)])
        free = [at for at in order if self._free[at] and at not in skipped]
        return next(iter(self._runs(free, min(wanted, _MOST_KEPT + 1))), free[0] if free else None)

    def _runs(self, free: Sequence[int], wanted: int) -> Iterator[int]:
        """Beginnings of runs of `wanted` free places within one box."""
        known = set(free)
        for at in free:
            run = range(at, at + wanted)
            if run[-1] // self._per_box == at // self._per_box and all(each in known for each in run):
                yield at

    @property
    def _boxes(self) -> int:
        return len(self._slots) // self._per_box

    def _in_boxes(self, boxes: Sequence[int]) -> list[int]:
        return [at for box in boxes for at in range(box * self._per_box, (box + 1) * self._per_box)]


def _box_of(day: date, pickup: PickupSettings) -> int:
    """Which box a day takes: the days from Monday to Friday in turn, Saturday and Sunday with Friday."""
    return (_workdays(day) - _workdays(_FIRST_DAY)) % len(pickup.shelf_boxes)


def _workdays(day: date) -> int:
    week, weekday = divmod(day.toordinal() - 1, 7)
    return week * 5 + min(weekday, 4)


def _slots(pickup: PickupSettings) -> Iterator[str]:
    for box in pickup.shelf_boxes:
        for place in range(1, pickup.slots_per_box + 1):
            yield f"{box}-{place:03d}"


def _taken(session: Session, application_id: int) -> set[str]:
    rows = session.scalars(
        select(Application.shelf_slot).where(
            Application.shelf_slot.is_not(None), Application.state.in_(_ON_SHELF), Application.id != application_id
        )
    )
    return {slot for slot in rows if slot}


def _groups_to_come(session: Session) -> dict[str, tuple[list[str], int]]:
    """For each group on the shelf with members still to come: its slots, and how many are to come."""
    coming: Counter[str] = Counter()
    rows = session.execute(
        select(Application.group_name, func.count())
        .where(Application.group_name.is_not(None), Application.state.in_(_TO_COME))
        .group_by(Application.group_name)
    )
    for name, count in rows:
        coming[str(name)] = count
    found: dict[str, tuple[list[str], int]] = {}
    placed = session.execute(
        select(Application.group_name, Application.shelf_slot)
        .where(Application.group_name.in_(coming), Application.state.in_(_ON_SHELF))
        .order_by(Application.shelf_slot)
    )
    for name, slot in placed:
        if slot:
            found.setdefault(str(name), ([], coming[str(name)]))[0].append(slot)
    return found
