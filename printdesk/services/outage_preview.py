"""What recording, changing or undoing an outage would do, told before it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from printdesk.services.outage_risk import Stopped, TripAtRisk, newly_at_risk
from printdesk.services.outage_rows import Move
from printdesk.services.work import View


@dataclass(frozen=True, slots=True)
class ServiceMoved:
    """What an outage does to one service type.

    Attributes:
        touched: waited for a stopped stage while it stood still. moved: whose promise moves.
        passed: of those touched, whose promise was over before the outage began; they keep it.
        ready: of those touched, who are on the shelf meanwhile.
        least_days, most_days: office days by which the promises of these move now; 0 without any.
        first, last: the promised days after it, of those moved.
    """

    service: str
    touched: int
    moved: int
    passed: int
    ready: int
    least_days: int
    most_days: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class TouchedPromise:
    """One application that an outage touches.

    Attributes:
        before, after: its promise now and then, in the office's zone; the same where it keeps its date.
    """

    application_id: int
    number: str
    service: str
    state: str
    before: datetime
    after: datetime

    @property
    def moves(self) -> bool:
        """Whether its promise becomes another one."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class OutagePreview:
    """What recording, changing or undoing an outage would do now.

    Attributes:
        applications: those touched and those moved, one by one, the earliest promise first.
        foreign: numbers of applications whose promise another cause changed since; they are left alone.
        at_risk: trips that the plan could not save any more afterwards, though it can now.
        risk_before: trips at risk now.
    """

    services: tuple[ServiceMoved, ...]
    foreign: tuple[str, ...]
    at_risk: tuple[TripAtRisk, ...]
    risk_before: int
    applications: tuple[TouchedPromise, ...] = ()

    @property
    def touched(self) -> int:
        """Applications touched."""
        return sum(each.touched for each in self.services)

    @property
    def moved(self) -> int:
        """Promises that move."""
        return sum(each.moved for each in self.services)

    @property
    def passed(self) -> int:
        """Promises that were over before it began."""
        return sum(each.passed for each in self.services)


def preview_of(view: View, found: Sequence[Move], stopped: Stopped) -> OutagePreview:
    """What these moves would do, while this stands still."""
    services = [code for service in view.settings.services if (code := service.code)]
    rows = (_moved_of(view, code, [move for move in found if move.service == code]) for code in services)
    promised = {move.application_id: move.after.promised for move in found if move.moved}
    before, lost = newly_at_risk(view, promised, stopped)
    return OutagePreview(
        tuple(row for row in rows if row.touched or row.moved),
        tuple(move.number for move in found if move.foreign), lost, before, _each(view, found),
    )  # fmt: skip


def _each(view: View, found: Sequence[Move]) -> tuple[TouchedPromise, ...]:
    office = view.office.office_hours
    rows = [
        TouchedPromise(
            move.application_id, move.number, move.service, move.state, office.local(move.before),
            office.local(move.after.promised if move.moved else move.before),
        )
        for move in found if move.touched or move.moved
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.before, row.number)))


def _moved_of(view: View, code: str, found: Sequence[Move]) -> ServiceMoved:
    office = view.office.office_hours
    moved = [move for move in found if move.moved]
    days = [move.days for move in moved]
    ends = sorted(office.local(move.after.promised).date() for move in moved)
    touched = [move for move in found if move.touched]
    return ServiceMoved(
        code, len(touched), len(moved), sum(move.after.passed for move in touched),
        sum(move.state == "shelved" for move in touched), min(days, default=0), max(days, default=0),
        ends[0] if ends else None, ends[-1] if ends else None,
    )  # fmt: skip
