"""After the printer in the demo office: quality check, the shelf, and the pickup counter."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial

from printdesk.domain.settings import CollectorKind
from printdesk.domain.states import Act
from printdesk.services.demo import names
from printdesk.services.demo.days import START
from printdesk.services.demo.journal import Booklet, Case, Journal
from printdesk.services.demo.print_work import PrintQueue
from printdesk.services.demo.staff import AGUS, BAMBANG, MARIA, RINA, SITI
from printdesk.services.work import Actor, OfficeData

_REASONS = ("ink", "photo", "lamination", "name")
_CHECK_FAULTS = 0.005
# Open days from the shelf to the counter; the last ones leave theirs lying for weeks.
_DAYS = ((1, 34), (2, 24), (3, 16), (4, 9), (5, 5), (6, 3), (8, 3), (25, 6))
_MORNING_CHECKS = timedelta(seconds=145)
# Somebody who collects with a power of attorney again and again, as the Ombudsman found; one in so many of those.
_REGULAR = ("HERU PRANOTO", "3374010206790003")
_OF_A_REGULAR = 25


@dataclass(frozen=True, slots=True)
class Check:
    """A quality check; the columns of its table."""

    case: Case
    booklet: Booklet
    checker: str
    at: datetime
    reason: str | None


@dataclass(frozen=True, slots=True)
class Collected:
    """A hand-over; the columns of its table."""

    case: Case
    booklet: Booklet
    kind: CollectorKind
    collector: str
    identity: str | None
    officer: str
    at: datetime


@dataclass(slots=True)
class Shelf:
    """The slots of the shelf, the lowest free first, groups side by side as `services.shelf` does it."""

    boxes: tuple[str, ...]
    per_box: int
    _taken: bytearray = field(default_factory=bytearray)
    _last: dict[str, list[int]] = field(default_factory=dict)

    def give(self, group: str | None) -> str:
        """A free slot."""
        if not self._taken:
            self._taken = bytearray(len(self.boxes) * self.per_box)
        mine = self._last.setdefault(group, []) if group else []
        place = self._taken.find(0, max(mine) + 1 if mine else 0)
        place = place if place >= 0 else self._taken.index(0)
        self._taken[place] = 1
        mine.append(place)
        return f"{self.boxes[place // self.per_box]}-{place % self.per_box + 1:03d}"

    def free(self, slot: str, group: str | None) -> None:
        """The slot is empty again."""
        box, _dash, number = slot.partition("-")
        place = self.boxes.index(box) * self.per_box + int(number) - 1
        self._taken[place] = 0
        if group:
            self._last[group].remove(place)


@dataclass(slots=True)
class CounterRoom:
    """Checks, shelves and hands over.

    Attributes:
        sizes: members of each group.
    """

    journal: Journal
    office: OfficeData
    queue: PrintQueue
    shelf: Shelf
    sizes: Counter[str]
    checks: list[Check] = field(default_factory=list)
    collected: list[Collected] = field(default_factory=list)
    _together: dict[str, list[Case]] = field(default_factory=dict)
    _this_morning: list[Case] = field(default_factory=list)

    def printed(self, case: Case, now: datetime) -> None:
        """Bring a printed booklet to the quality check: within the hour or two, on the last morning in turn."""
        if now.date() == START.date():
            self._this_morning.append(case)
            return
        wait = timedelta(minutes=self.journal.rng.randint(20, 75))
        moment = self.office.office_hours.add_working_time(now, wait)
        self.journal.at(moment, partial(self._check, case))

    def open_morning(self, now: datetime) -> None:
        """On the last morning one checker takes the booklets in turn."""
        if self._this_morning:
            self._check(self._this_morning.pop(0), now)
        self.journal.at(now + _MORNING_CHECKS, self.open_morning)

    def _check(self, case: Case, now: datetime) -> None:
        rng, booklet = self.journal.rng, _booklet(case)
        who = Actor(
            rng.choice([each for each in (SITI, SITI, SITI, AGUS, BAMBANG) if each != case.printed_by]), "UK1"
        )
        bad = now.date() < START.date() and rng.random() < _CHECK_FAULTS
        reason = rng.choice(_REASONS) if bad else None
        self.checks.append(Check(case, booklet, who.user, now, reason))
        operation = self.journal.operation()
        if reason is None:
            case.slot = self.shelf.give(case.filed.group)
            self.journal.move(now, who, case, Act.PASS_CHECK, operation, serial=booklet.serial, slot=case.slot)
            moment = self.office.office_hours.add_working_time(now, timedelta(minutes=rng.randint(6, 22)))
            self.journal.at(moment, partial(self._shelve, case, who))
            return
        self.journal.move_booklet(now, who, booklet, Act.FAIL_CHECK, operation, reason=reason)
        self.journal.move(now, who, case, Act.FAIL_CHECK, operation, serial=booklet.serial, reason=reason)
        case.booklet = case.claim = None
        self.queue.put(case)

    def _shelve(self, case: Case, who: Actor, now: datetime) -> None:
        operation = self.journal.operation()
        self.journal.move_booklet(now, who, _booklet(case), Act.SHELVE, operation, slot=case.slot)
        self.journal.move(now, who, case, Act.SHELVE, operation, slot=case.slot)
        group = case.filed.group
        members = self._together.setdefault(group, []) if group else []
        members.append(case)
        if not group or len(members) == self.sizes[group]:
            self._expect(members, now)

    def _expect(self, cases: list[Case], now: datetime) -> None:
        """Somebody comes for these booklets, all at once."""
        days, weights = zip(*_DAYS, strict=True)
        counter = self.office.counter_hours
        day = counter.add_open_days(now.date(), self.journal.rng.choices(days, weights)[0])
        opens = counter.hours(day)[0][0]
        moment = counter.next_open(opens + timedelta(minutes=self.journal.rng.randrange(7 * 60)))
        kind = self._kind(len(cases), cases[0].filed.group)
        name, identity = self._collector(kind)
        officer = Actor(self.journal.rng.choice((RINA, MARIA)), self.journal.rng.choice(("L1", "L2")))
        for place, case in enumerate(cases):
            hand_over = partial(self._hand_over, case, kind, (name, identity), officer)
            self.journal.at(moment + timedelta(seconds=50 * place), hand_over)

    def _kind(self, count: int, group: str | None) -> CollectorKind:
        codes = ("applicant",) * 14 + ("family",) * 4 + ("attorney",) * 2
        code = self.journal.rng.choice(codes) if count == 1 else "family"
        if group and not group.startswith("Kel."):
            code = "group"
        return next(kind for kind in self.office.settings.pickup.collectors if kind.code == code)

    def _collector(self, kind: CollectorKind) -> tuple[str, str | None]:
        if not kind.other_person:
            return "", None
        rng = self.journal.rng
        name, last = names.name(rng, rng.choice("LP")), rng.randrange(10**12)
        regular = kind.code == "attorney" and last % _OF_A_REGULAR == 0
        return _REGULAR if regular else (name, f"3374{last:012d}")

    def _hand_over(
        self, case: Case, kind: CollectorKind, who: tuple[str, str | None], officer: Actor, now: datetime
    ) -> None:
        operation, booklet = self.journal.operation(), _booklet(case)
        self.journal.move_booklet(now, officer, booklet, Act.HAND_OVER, operation)
        self.journal.move(now, officer, case, Act.HAND_OVER, operation, collector=kind.code, proved_by="identity")
        self.collected.append(Collected(case, booklet, kind, who[0] or case.filed.name, who[1], officer.user, now))
        if case.slot:
            self.shelf.free(case.slot, case.filed.group)
        case.slot = None


def _booklet(case: Case) -> Booklet:
    if case.booklet is None:
        raise AssertionError("an application after the printer has its booklet")
    return case.booklet


MORNING_OPENS = time(7, 32)
"""When the first booklets of the last morning are checked."""
