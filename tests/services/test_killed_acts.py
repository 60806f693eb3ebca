"""kill -9 in the middle of every act with a blank: done whole or not at all, asked once, and done once by a retry."""

import json
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, Self

import pytest
from sqlalchemy import select, text

from printdesk.models.metadata import metadata
from printdesk.models.tables import Booklet, LedgerEntry, Operation
from tests.services.killed_desk import ACTS, services_at
from tests.services.offices import DWI, made_office, op

ROOT = Path(__file__).resolve().parents[2]
_LAST = 10**6
"""A point that is never reached: the desk dies when the act has returned."""

_WEIGHTY = ("open a shift", "begin a print", "confirm it", "scan it in", "close the shift", "destroy")


class Killed:
    """An office, and a desk that is killed in it again and again."""

    def __init__(self, url: str) -> None:
        made = made_office(url)
        made.blanks(how_many=12, holder=None)
        for number in range(3):
            arrived = made.clock.moment.replace(day=21, minute=number)
            made.application(f"P{number}", arrived=arrived)
        made.close()
        self.url = url
        self.services = services_at(url)
        mark = "&" if "?" in url else "?"
        self._address = url if url.startswith("sqlite") else f"{url}{mark}application_name=killed"
        self._desk = subprocess.Popen(
            [sys.executable, "-m", "tests.services.killed_desk", self._address], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._desk.communicate()
        self.services.close()

    def kill(self, act: str, operation: str, **when: float) -> None:
        """Let the desk begin an act and kill it; back when nothing of it is under way any more."""
        assert self._desk.stdin is not None
        assert self._desk.stdout is not None
        self._desk.stdin.write(json.dumps({"act": act, "operation": operation, **when}) + "\n")
        self._desk.stdin.flush()
        assert json.loads(self._desk.stdout.readline()) == {"signal": 9}
        if not self.services.database.is_sqlite:
            self._wait_for_the_server()

    def _wait_for_the_server(self) -> None:
        """The server ends a transaction only when it notices that nobody is there any more."""
        still = text("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'killed'")
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with self.services.database.reading() as session:
                if not session.scalar(still):
                    return
            time.sleep(0.005)
        pytest.fail("the server still works for a dead desk")

    def books(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table."""
        with self.services.database.reading() as session:
            return {
                table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
                for table in metadata.sorted_tables
            }

    def done(self, operation: str) -> bool:
        """Whether the act came through before the desk died."""
        with self.services.database.reading() as session:
            return session.get(Operation, operation) is not None

    def ask(self) -> None:
        """What a desk does at its start: whatever was in the machine waits for a person's look, each once."""
        for _start in range(2):
            self.services.print_room.lose_touch(DWI, op())
        asked = [row.serial for row in self.services.print_room.unconfirmed()]
        with self.services.database.reading() as session:
            bound = list(session.scalars(select(Booklet.serial).where(Booklet.state == "bound")))
        assert sorted(asked) == sorted(bound)

    def assert_whole(self) -> None:
        assert all(each.balanced for each in self.services.blanks.balances())
        assert self.services.office.verify().ok

    def entries(self, operation: str) -> int:
        with self.services.database.reading() as session:
            found = session.scalars(select(LedgerEntry.seq).where(LedgerEntry.operation_id == operation))
            return len(found.all())

    def survive(self, act: str, whens: Iterable[dict[str, float]]) -> int:
        """Kill an act until it came through, then ask for it again: nothing is half done, and nothing done twice.

        Returns:
            how often it was killed.
        """
        operation, kills, before = op(), 0, self.books()
        for when in whens:
            self.kill(act, operation, **when)
            kills += 1
            if self.done(operation):
                break
            assert self.books() == before, f"{act} was half done when it was killed at {when}"
        self.assert_whole()
        self.ask()
        ACTS[act](self.services, operation)
        once, told = self.books(), self.entries(operation)
        assert told > 0
        ACTS[act](self.services, operation)
        assert self.books() == once
        self.ask()
        self.assert_whole()
        return kills

    def assert_story_told(self) -> None:
        """All acts went through once: two booklets on the shelf, one destroyed, the rest in the safe."""
        (sums,) = [each.sums for each in self.services.blanks.balances() if each.service == "regular48"]
        assert {state: number for state, number in sums.items() if number} == {
            "in_safe": 9, "shelved": 2, "destroyed": 1,
        }  # fmt: skip
        assert self.services.print_room.unconfirmed() == ()


@pytest.fixture
def office(database_url: str) -> Iterator[Killed]:
    with Killed(database_url) as made:
        yield made


def test_the_weightiest_acts_are_killed_once_and_done_once(office: Killed):
    rng = Random(20240626)

    for act, carry_out in ACTS.items():
        if act in _WEIGHTY:
            office.survive(act, [{"point": rng.choice((2, 3, 4, 5, 6, _LAST))}])
        else:
            carry_out(office.services, op())

    office.assert_story_told()


@pytest.mark.fault
@pytest.mark.timeout(900)
def test_each_act_is_killed_at_one_statement_after_the_other(office: Killed):
    rng = Random(4)

    def points() -> Iterator[dict[str, float]]:
        """Every statement, or the second or third after it, until the act came through."""
        point = 0
        while True:
            point += rng.choice((1, 1, 2, 3))
            yield {"point": point}

    kills = {act: office.survive(act, points()) for act in ACTS}

    assert all(number > 2 for number in kills.values()), kills
    office.assert_story_told()


@pytest.mark.fault
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(2))
def test_each_act_is_killed_at_any_moment(office: Killed, seed: int):
    rng = Random(seed)

    for act in ACTS:
        office.survive(act, ({"seconds": rng.uniform(0, 0.08)} for _kill in range(8)))

    office.assert_story_told()
