"""Whatever several people do: the blanks balance, every move is legal, no serial is in two places."""

import json
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from printdesk.domain.shifts import Counted
from printdesk.domain.states import APPLICATION_MOVES, BOOKLET_MOVES, BookletState
from printdesk.errors import RuleViolationError
from printdesk.models.schema import upgrade
from printdesk.models.shifts import ShiftBlank
from printdesk.models.tables import Application, Booklet, PrintAttempt
from printdesk.services import bundle
from printdesk.services.pickup import HandOver
from printdesk.services.shift_book import runs
from printdesk.services.shifts import IssueLine, More
from printdesk.services.station_now import station_now
from printdesk.services.work import Actor
from tests.services.offices import BAGUS, DWI, SRI, MadeOffice, issue, made_office, op

PEOPLE = (DWI, BAGUS, SRI)
STEPS = 40
SERVICE = "regular48"
OWN = ("payment_proof", "identity")


class Day:
    """A day of random acts of several people; what a rule refuses is a try that failed."""

    def __init__(self, office: MadeOffice, rng: Random) -> None:
        self.office, self.rng = office, rng
        self.services = bundle.services(office.database, office.clock)
        self.serials, self.names = count(2_000_001, 7), count(1)
        self.done: list[str] = []
        self.acts: tuple[Callable[[], object], ...] = (
            self.receive, self.issue, self.take_back, self.open_shift, self.add, self.close_shift, self.take,
            self.bind, self.bind, self.bind, self.printed, self.printed, self.failed, self.blank, self.lose_touch,
            self.release, self.passes, self.passes, self.fails, self.shelve, self.collect, self.undo, self.miss,
            self.find, self.set_aside, self.clear, self.destroy, self.close_day,
        )  # fmt: skip

    def step(self) -> None:
        act = self.rng.choice(self.acts)
        self.office.clock.step(minutes=self.rng.randint(0, 9))
        try:
            act()
        except RuleViolationError:
            return
        self.done.append(act.__name__)

    def refuse_as_stopped(self) -> None:
        """Nothing is handed out for one reason only: after failures in a row the service type stopped by itself."""
        with self.services.plans._workplace.reading() as view:
            assert SERVICE in station_now(view, "R2").stopped
        raise RuleViolationError("It is stopped here.", "Look at the machine.")

    def who(self) -> Actor:
        return self.rng.choice(PEOPLE)

    def some(self, *states: str) -> str:
        """The serial of any booklet in one of these states, or of none."""
        with self.office.database.reading() as session:
            found = list(session.scalars(select(Booklet.serial).where(Booklet.state.in_(states))))
        return self.rng.choice(sorted(found)) if found else "C9999999"

    def applicant(self, *states: str) -> int:
        with self.office.database.reading() as session:
            found = list(session.scalars(select(Application.id).where(Application.state.in_(states))))
        return self.rng.choice(sorted(found)) if found else 0

    def receive(self) -> None:
        first = next(self.serials)
        one, other = self.who(), self.who()
        self.services.blanks.receive(one, SERVICE, f"C{first}", f"C{first + 5}", other.user, op())

    def issue(self) -> None:
        more = More("a group comes", self.who().user)
        self.services.shifts.issue(self.who(), self.who().user, self.line(), op(), station="R2", more=more)

    def take_back(self) -> None:
        shift = self.services.shifts.shift(self.an_open_shift())
        hand = shift.line(SERVICE).in_hand[: self.rng.randint(0, 3)]
        piles = tuple((first, last) for first, last in runs(hand))
        said = len(hand) + self.rng.choice((0, 0, 0, 1))
        counted = [Counted(SERVICE, piles, said)] if shift.lines else []
        self.services.shifts.give_back(self.who(), shift.id, self.who().user, counted, op())

    def line(self) -> IssueLine:
        number = self.rng.randint(1, 5)
        ranges = self.services.shifts.proposed(SERVICE, number)
        return IssueLine(SERVICE, number, ranges[0][0], self.rng.choice((ranges[-1][1], ranges[-1][1], "C9999999")))

    def open_shift(self) -> None:
        self.office.application(f"P{next(self.names)}")
        more = More("a group comes", self.who().user)
        self.services.shifts.open(self.who(), self.who().user, "R2", [self.line()], op(), more=more)

    def an_open_shift(self) -> int:
        still = [one.id for one in self.services.shifts.shifts() if one.open]
        return self.rng.choice(still) if still else 0

    def add(self) -> None:
        more = More("a group comes", self.who().user)
        self.services.shifts.add(self.who(), self.an_open_shift(), [self.line()], op(), more=more)

    def close_shift(self) -> None:
        shift = self.services.shifts.shift(self.an_open_shift())
        hand = list(shift.line(SERVICE).in_hand)
        lost = [hand.pop()] if hand and self.rng.random() < 0.3 else []
        said = lost if self.rng.random() < 0.6 else []
        piles = tuple((first, last) for first, last in runs(hand))
        counted = [Counted(SERVICE, piles, len(hand))] if shift.lines else []
        self.services.shifts.close(self.who(), shift.id, self.who().user, counted, op(), said, "drawer searched")

    def take(self) -> None:
        self.office.application(f"P{next(self.names)}")
        self.services.print_room.take_next(self.who(), "R2", 2, op())

    def bind(self) -> None:
        """Mostly the operator binds one of the own blanks; now and then somebody tries another's."""
        serial = self.some("issued")
        with self.office.database.reading() as session:
            holder = session.scalar(select(Booklet.holder).where(Booklet.serial == serial)) or "dwi"
        actor = Actor(holder, "R2") if self.rng.random() < 0.9 else self.who()
        claimed = [row for row in self.services.print_room.in_hand("R2", holder).waiting if row.state == "claimed"]
        if not claimed:
            self.office.application(f"P{next(self.names)}")
            claimed = list(self.services.print_room.take_next(actor, "R2", 1, op()))
        if not claimed:
            self.refuse_as_stopped()
        self.services.print_room.bind(actor, claimed[0].application_id, serial, op())

    def printed(self) -> None:
        self.services.print_room.confirm_printed(self.who(), self.applicant("printing", "unconfirmed"), op())

    def failed(self) -> None:
        self.services.print_room.confirm_failed(self.who(), self.applicant("printing", "unconfirmed"), "ink", op())

    def blank(self) -> None:
        self.services.print_room.confirm_blank(self.who(), self.applicant("printing", "unconfirmed"), op())

    def lose_touch(self) -> None:
        self.services.print_room.lose_touch(self.who(), op())

    def release(self) -> None:
        self.services.print_room.release(self.who(), [self.applicant("claimed")], op())

    def passes(self) -> None:
        items = [item.code for item in self.services.office.data().settings.checklist]
        self.services.quality.passes(self.who(), self.applicant("printed"), items, op())

    def fails(self) -> None:
        self.services.quality.fails(self.who(), self.applicant("printed"), "photo", op())

    def shelve(self) -> None:
        self.services.quality.shelve(self.who(), self.applicant("passed"), op())

    def collect(self) -> None:
        application = self.applicant("shelved")
        with self.office.database.reading() as session:
            serial = session.scalar(select(Booklet.serial).where(Booklet.application_id == application)) or ""
        self.services.pickup.hand_over(self.who(), HandOver(application, serial, "applicant", OWN), op())

    def undo(self) -> None:
        self.services.pickup.undo(self.who(), self.some("handed_over"), "wrong window", op())

    def miss(self) -> None:
        serial = self.some("in_safe", "issued", "personalised", "shelved")
        self.services.missing.declare(self.who(), [serial], "not in its place", op())

    def find(self) -> None:
        to = self.rng.choice(("back", "quarantine"))
        self.services.missing.found(self.who(), self.some("missing"), "under the desk", op(), to)

    def set_aside(self) -> None:
        serial = self.some("in_safe", "issued", "shelved")
        self.services.quarantine.set_aside(self.who(), serial, serial, "a torn page", op(), with_printed=True)

    def clear(self) -> None:
        to = self.rng.choice(("safe", "back", "spoiled"))
        self.services.quarantine.release(self.who(), [self.some("quarantined")], to, self.who().user, op(), "seen")

    def destroy(self) -> None:
        self.services.destruction.destroy(self.who(), {self.some("spoiled"): "scan"}, self.who().user, op())

    def close_day(self) -> None:
        self.services.day_closings.close(self.who(), op())


def assert_whole(office: MadeOffice, services: bundle.Services) -> None:
    """Each type balances, and each serial is in one place."""
    assert all(one.balanced for one in services.blanks.balances())
    with office.database.reading() as session:
        booklets = session.execute(
            select(Booklet.id, Booklet.serial, Booklet.state, Booklet.holder, Booklet.application_id)
        ).all()
        bound = [key for key in session.scalars(select(Application.booklet_id)) if key is not None]
        still = session.scalars(select(ShiftBlank.booklet_id).where(ShiftBlank.outcome.is_(None))).all()
        tries = session.scalars(select(PrintAttempt.booklet_id).where(PrintAttempt.outcome == "open")).all()
    assert len({one.serial for one in booklets}) == len(booklets)
    for keys in (bound, still, tries):
        assert len(set(keys)) == len(keys)
    for one in booklets:
        if one.state == BookletState.IN_SAFE:
            assert (one.holder, one.application_id) == (None, None)
        if one.state in (BookletState.ISSUED, BookletState.BOUND):
            assert one.holder
        assert (one.id in tries) == (one.state == BookletState.BOUND)


def assert_shifts(services: bundle.Services) -> None:
    """Every blank issued in a shift is counted once, and a closed shift adds up."""
    for shift in services.shifts.shifts():
        for line in shift.lines:
            assert line.sum.accounted + line.sum.in_hand + line.sum.in_printer == line.sum.issued
            assert shift.open or line.sum.adds_up


def assert_legal_moves(office: MadeOffice) -> None:
    """Every move in the ledger is one that its act allows and starts where the last ended; the books agree."""
    moves = {"booklet": BOOKLET_MOVES, "application": APPLICATION_MOVES}
    legal = {
        (kind, act.value, source.value, target.value)
        for kind, table in moves.items() for act, (sources, target) in table.items() for source in sources
    }  # fmt: skip
    stands: dict[tuple[str, str], str] = {}
    for entry in office.ledger():
        details = json.loads(entry.details)
        if entry.object_kind in moves and "before" in details and "after" in details:
            one = (entry.object_kind, entry.object_id)
            assert (entry.object_kind, entry.act, details["before"], details["after"]) in legal
            assert one[0] == "booklet" or details["before"] == stands.get(one, details["before"])
            stands[one] = details["after"]
    with office.database.reading() as session:
        for key, state in session.execute(select(Application.id, Application.state)):
            assert stands.get(("application", str(key)), state) == state


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, to be copied for each day."""
    path = tmp_path_factory.mktemp("custody") / "template.db"
    upgrade(f"sqlite:///{path.as_posix()}")
    return path


@settings(max_examples=5, deadline=None, database=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_no_order_of_acts_breaks_the_books(template: Path, seed: int):
    with TemporaryDirectory() as folder:
        copy = Path(shutil.copy(template, Path(folder) / "day.db"))
        office = made_office(f"sqlite:///{copy.as_posix()}")
        day = Day(office, Random(seed))
        try:
            office.blanks(first="C1000001", how_many=30, holder=None)
            issue(day.services, SRI, SERVICE, "dwi", 6)
            for _step in range(STEPS):
                day.step()
                assert_whole(office, day.services)
            assert_shifts(day.services)
            assert len(set(day.done)) > 3
            assert_legal_moves(office)
            assert day.services.office.verify().ok
        finally:
            office.close()
