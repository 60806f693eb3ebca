"""The rows of a plan: few values for each application, what its kind shares is asked of the kind."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import repeat
from typing import NamedTuple
from zoneinfo import ZoneInfo

from printdesk.domain.order_types import Slot
from printdesk.services.plan_input import PlanInput
from printdesk.services.plan_kinds import Kind


class ByHand(NamedTuple):
    """What people decided about a row past the order; see `PlanRow`."""

    raised: bool = False
    pinned: bool = False
    held_until: datetime | None = None


NOTHING_BY_HAND = ByHand()


class PlanRow(NamedTuple):
    """One application's place in the plan; all times in the office's zone.

    Attributes:
        planned: when the plan has it printed; None when nothing prints its service.
        at_risk: the plan cannot keep its print-by date.
        kind: what it has in common with others.
    """

    application_id: int
    position: int
    number: str
    name: str
    ready_since: datetime
    planned: datetime | None
    at_risk: bool
    group: str
    pool: str
    kind: Kind
    by_hand: ByHand = NOTHING_BY_HAND

    @property
    def service(self) -> str:
        """Code of its service type."""
        return self.kind.service

    @property
    def class_rank(self) -> int:
        """1 is most urgent."""
        return self.kind.class_rank

    @property
    def class_code(self) -> str:
        """Code of its urgency class."""
        return self.kind.class_code

    @property
    def promised(self) -> datetime:
        """Until when it was promised."""
        return self.kind.promised

    @property
    def departs_at(self) -> datetime | None:
        """Of its trip."""
        return self.kind.departs_at

    @property
    def departs_has_time(self) -> bool:
        """Whether the time of the departure is known."""
        return self.kind.departs_has_time

    @property
    def proof(self) -> str:
        """Code of the proof that counts, or ""."""
        return self.kind.proof or ""

    @property
    def need_by(self) -> datetime:
        """When it must have left the printer, for its trip or its promise."""
        return self.kind.need_by

    @property
    def trip_at_risk(self) -> bool:
        """It is at risk, and a trip hangs on it."""
        return self.at_risk and self.kind.has_trip

    @property
    def overdue_days(self) -> int:
        """Working days since the promise passed; 0 when it has not."""
        return self.kind.overdue_days

    @property
    def slack_days(self) -> int:
        """Whole working days between planned and print-by; negative when late."""
        return self.kind.slack_days(self.planned)

    @property
    def days_left(self) -> int:
        """Whole working days from today to print-by; negative when it has passed."""
        return self.kind.days_left

    @property
    def priority(self) -> str:
        """Code of its priority group, or ""."""
        return self.kind.priority or ""

    @property
    def same_day(self) -> bool:
        """Paid same-day service."""
        return self.kind.same_day

    @property
    def raised(self) -> bool:
        """A raise by hand put it into its class."""
        return self.by_hand.raised

    @property
    def pinned(self) -> bool:
        """A pin gives it its place."""
        return self.by_hand.pinned

    @property
    def held_until(self) -> datetime | None:
        """On hold and known to be back then; it is not handed out before somebody releases it."""
        return self.by_hand.held_until


def plan_rows(given: PlanInput, slots: Sequence[Slot], zone: ZoneInfo) -> tuple[PlanRow, ...]:
    """The rows of all slots: columns side by side, past the class's own constructor, as they come by the ten
    thousand.
    """
    if not slots:
        return ()
    columns, places, kinds = given.queue.columns, given.queue.places, given.queue.kinds
    ids, positions, pools, _at, planned, _in_time, at_risk, *_rest = zip(*slots, strict=True)
    order = [places[key] for key in ids]
    groups = [group or "" for group in columns.groups]
    if given.in_doubt:
        at_risk = tuple(risk or key in given.in_doubt for risk, key in zip(at_risk, ids, strict=True))
    values = zip(
        ids, positions, [columns.numbers[at] for at in order], [columns.names[at] for at in order],
        [columns.arrived[at] for at in order],
        [each if each is None or each.tzinfo is zone else each.astimezone(zone) for each in planned],
        at_risk, [groups[at] for at in order], pools, [kinds[at] for at in order], _by_hand(given, ids),
        strict=False,  # what is repeated has no end
    )  # fmt: skip
    return tuple(map(tuple.__new__, repeat(PlanRow), values))


def _by_hand(given: PlanInput, ids: Iterable[int]) -> Iterable[ByHand]:
    """For each row what people decided about it; nothing of nearly all."""
    lifted, own, noted = given.lifted, given.own, given.queue.columns.noted
    decided = {
        key: ByHand(key in lifted, key in own, noted[key].hold_until if key in noted else None)
        for key in {*lifted, *own, *noted}
    }
    return [decided.get(key, NOTHING_BY_HAND) for key in ids] if decided else repeat(NOTHING_BY_HAND)
