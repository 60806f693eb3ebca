"""The demo office's safe: deliveries, blanks issued for a shift and given back after it, spoiled ones destroyed."""

import heapq
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from uuid import NAMESPACE_OID, uuid5

from printdesk.domain.codes import BLANK_MINUTES
from printdesk.domain.states import Act, BookletState
from printdesk.services.demo.days import OPENED, at
from printdesk.services.demo.journal import Booklet, Journal
from printdesk.services.demo.staff import AGUS, HASAN
from printdesk.services.work import Actor

KEEPER = Actor(AGUS, "BL1")


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery of blanks: letters, first number, count."""

    id: int
    at: datetime
    service: str
    letters: str
    first: int
    count: int

    def serial(self, place: int) -> str:
        """The serial at a place of the range, from 0 on."""
        return f"{self.letters}{self.first + place:07d}"


_FIRST, _SECOND = at(date(2024, 6, 3), 7, 5), at(date(2024, 6, 12), 8, 10)
DELIVERIES = (
    Delivery(1, _FIRST, "regular48", "B", 4469001, 1500),
    Delivery(2, _FIRST, "regular24", "D", 1180201, 300),
    Delivery(3, _FIRST, "epassport_laminated", "X", 2750001, 600),
    Delivery(4, _FIRST, "epassport_polycarbonate", "E", 6020501, 400),
    Delivery(5, _SECOND, "regular48", "B", 4470501, 1600),
    Delivery(6, _SECOND, "epassport_laminated", "X", 2750601, 500),
    Delivery(7, _SECOND, "epassport_polycarbonate", "E", 6020901, 300),
)
MAY_DELIVERY = Delivery(8, OPENED.replace(hour=7, minute=5), "regular48", "B", 4468901, 15)
"""What was printed in May and still lies there."""


@dataclass(slots=True)
class ShiftIssued:
    """Blanks of one service type that were issued in a shift."""

    service: str
    at: datetime
    number: str
    booklets: list[Booklet]


@dataclass(slots=True)
class OpenShift:
    """A shift that is open at the demo's start."""

    id: int
    holder: str
    station: str
    opened_at: datetime
    issued: list[ShiftIssued] = field(default_factory=list)


@dataclass(slots=True)
class Safe:
    """Keeps the booklets; issues the lowest serials first.

    Attributes:
        shifts: that were opened this morning, by their holders.
        minutes: numbers given to minutes of shifts so far.
    """

    journal: Journal
    shifts: dict[str, OpenShift] = field(default_factory=dict)
    minutes: int = 0
    booklets: list[Booklet] = field(default_factory=list)
    _inside: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    _in_hand: dict[tuple[str, str], list[Booklet]] = field(default_factory=dict)

    def open(self) -> None:
        """Let the deliveries come, and the spoiled ones of the first two weeks be destroyed."""
        for delivery in DELIVERIES:
            self.journal.at(delivery.at, partial(self._receive, delivery))
        self.journal.at(at(date(2024, 6, 14), 15, 40), self._destroy_spoiled)

    def open_shift(self, holder: str, station: str, now: datetime) -> None:
        """Open an operator's shift; at a second station of the same operator it goes on."""
        if holder in self.shifts:
            return
        shift = self.shifts[holder] = OpenShift(len(self.shifts) + 1, holder, station, now)
        # The operation's id comes from no random number, so that the weeks before stay what they are.
        operation = str(uuid5(NAMESPACE_OID, f"demo shift {shift.id}"))
        self.journal.note(
            now, KEEPER, "open_shift", "shift", shift.id, operation, to=holder, station=station,
            number=self._minutes_of(shift, now),
        )  # fmt: skip

    def _minutes_of(self, shift: OpenShift, now: datetime) -> str:
        """One number for all that is handed over at once."""
        if shift.opened_at != now or self.minutes < shift.id:
            self.minutes += 1
        return f"{BLANK_MINUTES}-{now.year}-{self.minutes:06d}"

    def issue(self, service: str, to: str, count: int, now: datetime) -> None:
        """Blanks to an operator, the lowest serials first; fewer where the safe holds fewer."""
        inside = self._inside.get(service, [])
        taken = [self.booklets[heapq.heappop(inside)[1] - 1] for _number in range(min(count, len(inside)))]
        if not taken:
            return
        for booklet in taken:
            booklet.state, booklet.state_since, booklet.issued_at = BookletState.ISSUED, now, now
            booklet.holder = to
        self._in_hand.setdefault((to, service), []).extend(taken)
        if to in self.shifts:
            shift = self.shifts[to]
            shift.issued.append(ShiftIssued(service, now, self._minutes_of(shift, now), taken))
        self.journal.note(
            now, KEEPER, Act.ISSUE, "service", service, self.journal.operation(), to=to, count=len(taken),
            first=taken[0].serial, last=taken[-1].serial,
        )  # fmt: skip

    def next_blank(self, service: str, holder: str, now: datetime) -> Booklet | None:
        """The next blank in an operator's hand; ten more are issued when it is empty."""
        hand = self._in_hand.setdefault((holder, service), [])
        if not hand:
            self.issue(service, holder, 10, now)
        return hand.pop(0) if hand else None

    def take_back(self, holder: str, now: datetime) -> None:
        """All unused blanks of an operator go back into the safe at the end of a shift."""
        for (who, service), hand in self._in_hand.items():
            if who != holder or not hand:
                continue
            for booklet in hand:
                booklet.state, booklet.state_since = BookletState.IN_SAFE, now
                booklet.holder = booklet.issued_at = None
                heapq.heappush(self._inside[service], (booklet.serial, booklet.id))
            self.journal.note(
                now, KEEPER, Act.RETURN, "service", service, self.journal.operation(), holder=holder,
                count=len(hand), first=hand[0].serial, last=hand[-1].serial,
            )  # fmt: skip
            hand.clear()

    def _receive(self, delivery: Delivery, now: datetime) -> None:
        inside = self._inside.setdefault(delivery.service, [])
        for place in range(delivery.count):
            number, serial = len(self.booklets) + 1, delivery.serial(place)
            booklet = Booklet(number, serial, delivery.service, delivery.id, BookletState.IN_SAFE, now)
            self.booklets.append(booklet)
            heapq.heappush(inside, (booklet.serial, booklet.id))
        self.journal.note(
            now, KEEPER, "receive", "batch", delivery.id, self.journal.operation(), service=delivery.service,
            first=delivery.serial(0), last=delivery.serial(delivery.count - 1), count=delivery.count,
            counted_by=HASAN,
        )  # fmt: skip

    def _destroy_spoiled(self, now: datetime) -> None:
        operation = self.journal.operation()
        for booklet in self.booklets:
            if booklet.state == BookletState.SPOILED:
                self.journal.move_booklet(now, KEEPER, booklet, Act.DESTROY, operation)
