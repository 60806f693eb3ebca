"""Shifts at the demo office's stations: taking the next ones, binding blanks, and what came out of the machine."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.states import Act
from printdesk.services.demo.journal import Booklet, Case, Claim, Happening, Journal
from printdesk.services.demo.safe import Safe
from printdesk.services.demo.staff import OPERATORS
from printdesk.services.work import Actor

_CLAIM = timedelta(minutes=240)
_FAULTS = ("ink", "misfeed", "photo", "page_torn", "misfeed")
_CHIP_FAULTS = ("chip_write", "lamination", "misfeed", "chip_write")


@dataclass(slots=True)
class Attempt:
    """One blank bound to one application; the columns of its table."""

    case: Case
    booklet: Booklet
    number: int
    station: str
    operator: str
    bound_at: datetime
    outcome: str = "open"
    ended_at: datetime | None = None
    reason: str | None = None


@dataclass(slots=True)
class PrintQueue:
    """What waits for printing, by service type, in its order."""

    waiting: dict[str, list[tuple[tuple[bool, datetime, int], Case]]] = field(default_factory=dict)

    def put(self, case: Case) -> None:
        """Let it wait at its place, which a failed print does not change."""
        heapq.heappush(self.waiting.setdefault(case.filed.service, []), (case.place, case))

    def take(self, services: tuple[str, ...]) -> Case | None:
        """The next of these service types."""
        heaps = [self.waiting[service] for service in services if self.waiting.get(service)]
        return heapq.heappop(min(heaps, key=lambda heap: heap[0][0]))[1] if heaps else None


@dataclass(slots=True)
class PrintRoom:
    """What all stations share.

    Attributes:
        printed: what happens with an application that came out well.
    """

    journal: Journal
    safe: Safe
    queue: PrintQueue
    hours: WorkCalendar
    printed: Callable[[Case, datetime], None]
    attempts: list[Attempt] = field(default_factory=list)


@dataclass(slots=True)
class Shift:
    """One operator's shift at one station.

    Attributes:
        blanks: issued at its begin, by service type.
        minutes: a booklet takes in the machine.
        batch: applications taken at once.
        faults: reasons in the order of the attempts, "" for a good one; when they are used up, the shift is over.
        early: begins before office hours, so no break is kept; its blanks stay in hand.
    """

    room: PrintRoom
    station: str
    blanks: dict[str, int]
    minutes: float
    end: datetime
    batch: int = 10
    fault_share: float = 0.012
    faults: list[str] | None = None
    early: bool = False
    hand: list[Case] = field(default_factory=list)

    def begin(self, now: datetime) -> None:
        """Blanks are issued, and work begins a little later."""
        if self.early:
            self.room.safe.open_shift(self._who.user, self.station, now)
        for service, count in self.blanks.items():
            self.room.safe.issue(service, self._who.user, count, now)
        self._then(now + timedelta(minutes=6), self._turn)

    @property
    def _who(self) -> Actor:
        return Actor(OPERATORS[self.station], self.station)

    def _then(self, moment: datetime, happening: Happening) -> None:
        self.room.journal.at(moment if self.early else self.room.hours.next_open(moment), happening)

    def _turn(self, now: datetime) -> None:
        if now + timedelta(minutes=self.minutes) > self.end or self.faults == []:
            self._finish(now)
            return
        if not self.hand:
            self._claim(now)
        if self.hand:
            self._bind(self.hand.pop(0), now)
        else:
            self._then(now + timedelta(minutes=9), self._turn)

    def _claim(self, now: datetime) -> None:
        journal, operation = self.room.journal, self.room.journal.operation()
        for order in range(1, self._wanted(now) + 1):
            case = self.room.queue.take(tuple(self.blanks))
            if case is None:
                return
            journal.move(now, self._who, case, Act.CLAIM, operation, station=self.station, holder=self._who.user)
            case.claim = Claim(self._who.user, self.station, self._who.desk, now, now + _CLAIM, order)
            self.hand.append(case)

    def _wanted(self, now: datetime) -> int:
        """No more than can still be printed before the end."""
        if self.faults is not None:
            return 1
        return max(1, min(self.batch, int((self.end - now) / timedelta(minutes=self.minutes))))

    def _bind(self, case: Case, now: datetime) -> None:
        journal = self.room.journal
        blank = self.room.safe.next_blank(case.filed.service, self._who.user, now)
        if blank is None:
            self.hand.insert(0, case)
            self._finish(now)
            return
        operation = journal.operation()
        case.attempts += 1
        journal.move_booklet(now, self._who, blank, Act.BIND, operation, application=case.filed.id)
        journal.move(now, self._who, case, Act.BIND, operation, serial=blank.serial, attempt=case.attempts)
        blank.application_id, case.booklet = case.filed.id, blank
        attempt = Attempt(case, blank, case.attempts, self.station, self._who.user, now)
        self.room.attempts.append(attempt)
        spread = 0.85 + 0.3 * journal.rng.random()
        done = now + timedelta(seconds=round(60 * spread * self.minutes))
        journal.at(done, partial(self._outcome, attempt))

    def _outcome(self, attempt: Attempt, now: datetime) -> None:
        reason = self._fault(attempt)
        attempt.ended_at, attempt.reason = now, reason or None
        attempt.outcome = "failed" if reason else "printed"
        if reason:
            self._failed(attempt, reason, now)
        else:
            self._good(attempt, now)
        self._then(now + timedelta(seconds=12), self._turn)

    def _fault(self, attempt: Attempt) -> str:
        if self.faults is not None:
            return self.faults.pop(0)
        rng = self.room.journal.rng
        known = _CHIP_FAULTS if attempt.case.filed.service.startswith("epassport") else _FAULTS
        return rng.choice(known) if rng.random() < self.fault_share else ""

    def _good(self, attempt: Attempt, now: datetime) -> None:
        journal, operation, case = self.room.journal, self.room.journal.operation(), attempt.case
        journal.move_booklet(now, self._who, attempt.booklet, Act.CONFIRM_PRINTED, operation)
        journal.move(now, self._who, case, Act.CONFIRM_PRINTED, operation, serial=attempt.booklet.serial)
        case.printed_by = self._who.user
        self.room.printed(case, now)

    def _failed(self, attempt: Attempt, reason: str, now: datetime) -> None:
        journal, operation, case = self.room.journal, self.room.journal.operation(), attempt.case
        serial = attempt.booklet.serial
        journal.move_booklet(now, self._who, attempt.booklet, Act.CONFIRM_FAILED, operation, reason=reason)
        journal.move(now, self._who, case, Act.CONFIRM_FAILED, operation, serial=serial, reason=reason)
        case.booklet = case.claim = None
        self.room.queue.put(case)

    def _finish(self, now: datetime) -> None:
        journal, operation = self.room.journal, self.room.journal.operation()
        for case in self.hand:
            journal.move(now, self._who, case, Act.RELEASE, operation, holder=self._who.user)
            case.claim = None
            self.room.queue.put(case)
        self.hand.clear()
        if not self.early:
            journal.at(max(now, self.end), partial(self.room.safe.take_back, self._who.user))
