"""What still lies on the demo office's shelf from May: its last days run, or its month is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import NAMESPACE_OID, uuid5

from printdesk.domain.states import Act, ApplicationState, BookletState
from printdesk.services.demo.counter_work import Check, CounterRoom
from printdesk.services.demo.days import at
from printdesk.services.demo.filing import Filing
from printdesk.services.demo.journal import Booklet, Case, Journal
from printdesk.services.demo.print_work import Attempt, PrintRoom
from printdesk.services.demo.safe import KEEPER, MAY_DELIVERY, Safe
from printdesk.services.demo.staff import DWI, HASAN, RINA, SITI
from printdesk.services.work import Actor, OfficeData

_CLERK, _PRINTER, _CHECKER = Actor(RINA, "L1"), Actor(DWI, "R1"), Actor(SITI, "UK1")


@dataclass(frozen=True, slots=True)
class _Old:
    """Some that were filed on one day, and the day on which they were printed."""

    filed: date
    printed: date
    count: int


def _may(day: int) -> date:
    return date(2024, 5, day)


_OLD = (
    _Old(_may(13), _may(15), 3),
    _Old(_may(13), _may(21), 1),  # printed after the promise, and nobody told: this delay was the office's
    _Old(_may(14), _may(16), 3),
    _Old(_may(21), _may(27), 3),
    _Old(_may(22), _may(28), 3),
    _Old(_may(27), _may(29), 2),
)


@dataclass(slots=True)
class MayWork:
    """Writes the days of May before those of June; with ids and a chance of its own, so that June stays as it is."""

    office: OfficeData
    journal: Journal
    safe: Safe
    room: PrintRoom
    counter: CounterRoom
    _operations: int = 0

    def write(self, seed: int, first_id: int) -> Iterator[Case]:
        """The cases of May, the ids from `first_id` on; ledger entries and booklets are put where they belong."""
        filing = Filing(Random(f"may {seed}"), self.office, _made=first_id - 1)
        late = self.journal.entries[:]
        self.journal.entries.clear()
        blanks = iter(self._receive())
        made = [(one, case) for one in _OLD for case in self._file(filing, one)]
        for place, (one, case) in enumerate(sorted(made, key=lambda pair: pair[0].printed)):
            self._bring_to_the_shelf(case, next(blanks), at(one.printed, 9) + timedelta(minutes=6 * place), place)
        self.journal.entries.sort(key=lambda entry: entry.at)
        self.journal.entries.extend(late)
        return (case for _one, case in made)

    def _operation(self) -> str:
        self._operations += 1
        return str(uuid5(NAMESPACE_OID, f"demo may {self._operations}"))

    def _receive(self) -> list[Booklet]:
        """A small delivery, of which every blank was used."""
        delivery, known = MAY_DELIVERY, len(self.safe.booklets)
        found = [
            Booklet(known + 1 + place, delivery.serial(place), delivery.service, delivery.id, BookletState.ISSUED,
                    delivery.at, DWI, delivery.at)
            for place in range(delivery.count)
        ]  # fmt: skip
        self.safe.booklets += found
        first, last = found[0].serial, found[-1].serial
        note = self.journal.note
        note(
            delivery.at, KEEPER, "receive", "batch", delivery.id, self._operation(), service=delivery.service,
            first=first, last=last, count=delivery.count, counted_by=HASAN,
        )  # fmt: skip
        note(
            delivery.at, KEEPER, Act.ISSUE, "service", delivery.service, self._operation(), to=DWI,
            count=delivery.count, first=first, last=last,
        )  # fmt: skip
        return found

    def _file(self, filing: Filing, old: _Old) -> Iterator[Case]:
        for place in range(old.count):
            arrived = at(old.filed, 9, 7 * place)
            filed = filing.one(arrived, MAY_DELIVERY.service)
            taken = at(old.filed, 13, 10)
            self.journal.note(
                taken, _CLERK, "import", "application", filed.id, self._operation(), row=place + 2,
                service=filed.service, arrived=arrived.isoformat(), promised=filed.promised.isoformat(),
            )  # fmt: skip
            yield Case(filed, ApplicationState.READY, arrived, taken)

    def _bring_to_the_shelf(self, case: Case, blank: Booklet, now: datetime, place: int) -> None:
        move, minute = self.journal.move, timedelta(minutes=1)
        key, serial = case.filed.id, blank.serial
        move(now, _PRINTER, case, Act.CLAIM, self._operation(), station="R1", holder=DWI)
        binding, printing = self._operation(), self._operation()
        bound, printed = now + minute, now + 5 * minute
        self.journal.move_booklet(bound, _PRINTER, blank, Act.BIND, binding, application=key)
        move(bound, _PRINTER, case, Act.BIND, binding, serial=serial, attempt=1)
        self.journal.move_booklet(printed, _PRINTER, blank, Act.CONFIRM_PRINTED, printing)
        move(printed, _PRINTER, case, Act.CONFIRM_PRINTED, printing, serial=serial)
        case.booklet, case.attempts, case.printed_by, blank.application_id = blank, 1, DWI, key
        self.room.attempts.append(Attempt(case, blank, 1, "R1", DWI, bound, "printed", printed))
        self._check(case, blank, now + 50 * minute, place)

    def _check(self, case: Case, blank: Booklet, now: datetime, place: int) -> None:
        # The last box: June's booklets never reached it, so no slot is told of twice.
        case.slot = f"{self.counter.shelf.boxes[-1]}-{place + 1:03d}"
        self.counter.checks.append(Check(case, blank, SITI, now, None))
        self.journal.move(now, _CHECKER, case, Act.PASS_CHECK, self._operation(), serial=blank.serial, slot=case.slot)
        shelved, operation = now + timedelta(minutes=15), self._operation()
        self.journal.move_booklet(shelved, _CHECKER, blank, Act.SHELVE, operation, slot=case.slot)
        self.journal.move(shelved, _CHECKER, case, Act.SHELVE, operation, slot=case.slot)
        case.claim = None
