"""A desk as a process: random acts of a working day on one office, each noted before and after.

    python -m tests.faults.desk URL NAME STATION SEED LOG

Its log holds "B id act" before an act, then "K id" when it was acknowledged, "R id" when it was refused, "U id" when
nobody knows. With the file LOG.drain beside it, it only carries the queue to its end, and leaves when that is empty.
"""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from printdesk.domain.states import ApplicationState as A
from printdesk.errors import DeskError, EnvironmentFailureError, RuleViolationError
from printdesk.services.bundle import Services, open_office
from printdesk.services.hand_over_acts import HandOver
from printdesk.services.work import Actor, new_operation_id

OWN = ("payment_proof", "identity")
_CLOSED = {A.COLLECTED, A.CANCELLED}


class Desk:
    """One desk and what it does."""

    def __init__(self, url: str, name: str, station: str, seed: int, log: Path) -> None:
        self._url, self._station = url, station
        self._actor = Actor(name, name.upper())
        self._random = random.Random(seed)
        self._log = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        self._drain = log.with_suffix(".drain")
        self._services: Services | None = None

    @property
    def services(self) -> Services:
        assert self._services is not None
        return self._services

    def run(self) -> None:
        """Until it is killed, or the queue is empty and it may leave."""
        while True:
            try:
                if self._services is None:
                    self._services = open_office(self._url)
                    self._services.print_room.lose_touch(self._actor, new_operation_id())
                if not self._step():
                    return
            except EnvironmentFailureError:
                time.sleep(0.2)
            except DeskError:
                time.sleep(0.02)

    def _note(self, kind: str, operation: str, more: str = "") -> None:
        os.write(self._log, f"{kind} {operation} {more}".strip().encode() + b"\n")

    def _once(self, name: str, act: Callable[[str], object]) -> None:
        """One act; when nobody knows whether it was done, it is tried again with its id, as often as it takes."""
        operation = new_operation_id()
        self._note("B", operation, name)
        while True:
            try:
                act(operation)
            except RuleViolationError as refused:
                self._note("R", operation, str(refused)[:200].replace("\n", " "))
                return
            except EnvironmentFailureError as failure:
                self._note("U", operation, str(failure)[:120].replace("\n", " "))
                time.sleep(0.3)
                if self._random.random() < 0.3:
                    return
                continue
            self._note("K", operation)
            return

    def _step(self) -> bool:
        if self._drain.exists():
            return self._carry_on()
        acts = (
            *(self._take,) * 4, *(self._print,) * 9, *(self._check,) * 5, *(self._shelve,) * 5,
            *(self._hand_over,) * 4,
            self._undo, self._hold, self._resume, self._release, self._go_on,
        )  # fmt: skip
        self._random.choice(acts)()
        return True

    def _carry_on(self) -> bool:
        """Towards the empty queue; False when nothing is left."""
        for act in (self._go_on, self._resume, self._approve, self._take, *(self._print,) * 6, *(self._check,) * 6,
                    *(self._shelve,) * 6, *(self._hand_over,) * 6):  # fmt: skip
            act()
        return bool(self._ids(*(state for state in A if state not in _CLOSED)))

    def _ids(self, *states: A) -> list[int]:
        from sqlalchemy import select

        from printdesk.models.tables import Application

        with self.services.database.reading() as session:
            found = list(session.scalars(select(Application.id).where(Application.state.in_(states))))
        self._random.shuffle(found)
        return found

    def _one(self, *states: A) -> int | None:
        found = self._ids(*states)
        return found[0] if found else None

    def _take(self) -> None:
        if len(self.services.print_room.in_hand(self._station, self._actor.user).waiting) < 3:
            count = self._random.choice((1, 1, 2, 4))
            room = self.services.print_room
            self._once("take_next", lambda op: room.take_next(self._actor, self._station, count, op))

    def _print(self) -> None:
        room = self.services.print_room
        row = room.in_hand(self._station, self._actor.user).current
        asked = [each for each in room.unconfirmed() if each.operator == self._actor.user or self._drain.exists()]
        row = asked[0] if asked else row
        if row is None:
            return
        if row.state == A.CLAIMED:
            serial = self._blank()
            self._once("bind", lambda op: room.bind(self._actor, row.application_id, serial, op))
            return
        fate = 1.0 if self._drain.exists() else self._random.random()
        if fate < 0.03:
            self._once("confirm_failed", lambda op: room.confirm_failed(self._actor, row.application_id, "ink", op))
        elif fate < 0.08:
            self._once("confirm_blank", lambda op: room.confirm_blank(self._actor, row.application_id, op))
        else:
            self._once("confirm_printed", lambda op: room.confirm_printed(self._actor, row.application_id, op))

    def _blank(self) -> str:
        """A blank of its own; now and then any blank, which is refused or somebody else's."""
        from sqlalchemy import select

        from printdesk.models.tables import Booklet

        mine = (Booklet.holder == self._actor.user) & (Booklet.state == "issued")
        if not self._drain.exists() and self._random.random() < 0.1:
            mine = Booklet.id > 0
        with self.services.database.reading() as session:
            found = list(session.scalars(select(Booklet.serial).where(mine).limit(40)))
        return self._random.choice(found) if found else "C0000000"

    def _check(self) -> None:
        found = self._one(A.PRINTED)
        if found is None:
            return
        checked = [item.code for item in self.services.office.data().settings.checklist]
        if not self._drain.exists() and self._random.random() < 0.05:
            self._once("fail_check", lambda op: self.services.quality.fails(self._actor, found, "photo", op))
        else:
            self._once("pass_check", lambda op: self.services.quality.passes(self._actor, found, checked, op))

    def _shelve(self) -> None:
        found = self._one(A.PASSED)
        if found is not None:
            self._once("shelve", lambda op: self.services.quality.shelve(self._actor, found, op))

    def _hand_over(self) -> None:
        found = self._one(A.SHELVED)
        if found is not None:
            serial = self.services.applications.card(found).serial
            given = HandOver(found, serial, "applicant", OWN)
            self._once("hand_over", lambda op: self.services.pickup.hand_over(self._actor, given, op))

    def _undo(self) -> None:
        found = self._one(A.COLLECTED)
        if found is not None and self._random.random() < 0.3:
            serial = self.services.applications.card(found).serial
            self._once("undo", lambda op: self.services.pickup.undo(self._actor, serial, "wrong person", op))

    def _hold(self) -> None:
        found = self._one(A.READY)
        if found is not None:
            self._once("hold", lambda op: self.services.applications.hold(self._actor, found, "other", op))

    def _resume(self) -> None:
        found = self._one(A.HELD)
        if found is not None:
            self._once("resume", lambda op: self.services.applications.resume(self._actor, found, op))

    def _approve(self) -> None:
        for row in self.services.reprints.waiting():
            self._once("approve", lambda op, row=row: self.services.reprints.approve(
                self._actor, row.application_id, "looked at", op))  # fmt: skip

    def _release(self) -> None:
        rows = self.services.print_room.in_hand(self._station, self._actor.user).waiting
        ids = [row.application_id for row in rows if row.state == A.CLAIMED][:1]
        if ids:
            self._once("release", lambda op: self.services.print_room.release(self._actor, ids, op))

    def _go_on(self) -> None:
        for stop in self.services.stops.stops():
            self._once("go_on", lambda op, stop=stop: self.services.stops.go_on(
                self._actor, stop.station, stop.service, "looked at the machine", op))  # fmt: skip


if __name__ == "__main__":
    Desk(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), Path(sys.argv[5])).run()
