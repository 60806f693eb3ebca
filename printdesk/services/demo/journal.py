"""What happens in the demo office, in the order of its instants, and the ledger entries that tell it."""

import heapq
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from printdesk.domain.states import Act, next_application_state, next_booklet_state
from printdesk.services.demo.filing import Filed
from printdesk.services.ledger import Entry
from printdesk.services.work import Actor

Happening = Callable[[datetime], None]


@dataclass(slots=True)
class Booklet:
    """A blank booklet and what became of it; the columns of its table."""

    id: int
    serial: str
    service: str
    batch_id: int
    state: str
    state_since: datetime
    holder: str | None = None
    issued_at: datetime | None = None
    application_id: int | None = None


@dataclass(slots=True)
class Claim:
    """Who holds an application; the columns of the same names."""

    by: str
    station: str
    desk: str
    at: datetime
    until: datetime
    order: int


@dataclass(slots=True)
class Case:
    """An application on its way through the office."""

    filed: Filed
    state: str
    state_since: datetime
    imported_at: datetime
    booklet: Booklet | None = None
    claim: Claim | None = None
    slot: str | None = None
    hold_reason: str | None = None
    attempts: int = 0
    printed_by: str = ""

    @property
    def place(self) -> tuple[bool, datetime, int]:
        """Its place in the queue: same-day service first, then by arrival."""
        return (not self.filed.same_day, self.filed.arrived, self.filed.id)


@dataclass(slots=True)
class Journal:
    """Lets things happen in their order, and writes down what they do."""

    rng: Random
    entries: list[Entry] = field(default_factory=list)
    _due: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _counted: int = 0

    def at(self, moment: datetime, happening: Happening) -> None:
        """Let something happen at a moment."""
        self._counted += 1
        heapq.heappush(self._due, (moment, self._counted, happening))

    def run(self, until: datetime) -> None:
        """Let all happen that is due up to `until`; what comes later never happens."""
        while self._due and self._due[0][0] <= until:
            moment, _number, happening = heapq.heappop(self._due)
            happening(moment)

    def operation(self) -> str:
        """An id for the next act."""
        return str(uuid.UUID(int=self.rng.getrandbits(128), version=4))

    def note(
        self, now: datetime, actor: Actor, act: str, kind: str, key: object, operation: str, **details: Any
    ) -> None:
        """One ledger entry, as `services.work.Work.record` writes it."""
        self.entries.append(Entry(now, actor.user, actor.desk, act, kind, str(key), details, operation))

    def move(self, now: datetime, actor: Actor, case: Case, act: Act, operation: str, **details: Any) -> None:
        """Carry an application over, as `services.moves.move_application` does."""
        before, case.state = case.state, next_application_state(act, case.state)
        case.state_since = now
        self.note(
            now, actor, act, "application", case.filed.id, operation, before=before, after=case.state, **details
        )

    def move_booklet(
        self, now: datetime, actor: Actor, booklet: Booklet, act: Act, operation: str, **details: Any
    ) -> None:
        """Carry a booklet over, as `services.moves.move_booklet` does."""
        before, booklet.state = booklet.state, next_booklet_state(act, booklet.state)
        booklet.state_since = now
        self.note(
            now, actor, act, "booklet", booklet.serial, operation, before=before, after=booklet.state, **details
        )
