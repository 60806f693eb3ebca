"""The watch tells of every change at any desk, and of a database that goes away and comes back."""

import queue
import shutil
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from sqlalchemy import text

from printdesk.models.database import Database
from printdesk.services.bundle import services
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.watch import ChangeWatch
from tests.databases import PostgresqlDatabases
from tests.services.offices import SRI, MadeOffice, made_office, op


class Told:
    """Keeps what a watch tells, in its order."""

    def __init__(self) -> None:
        self._words: queue.Queue[tuple[str, int]] = queue.Queue()

    def changed(self, sequence: int) -> None:
        self._words.put(("changed", sequence))

    def lost(self, detail: str) -> None:
        assert detail
        self._words.put(("lost", 0))

    def found(self, sequence: int) -> None:
        self._words.put(("found", sequence))

    def next(self) -> tuple[str, int]:
        return self._words.get(timeout=30)

    def all(self) -> list[tuple[str, int]]:
        found = []
        while not self._words.empty():
            found.append(self._words.get())
        return found


class Watched:
    """An office, a watch on it with connections of its own, and what it told."""

    def __init__(self, url: str) -> None:
        self.office: MadeOffice = made_office(url)
        self.database = Database(url)
        self.told = Told()
        self.watch = ChangeWatch(self.database, self.told)
        self.watch.start()

    def act(self) -> int:
        """One act at another desk; the number of its last entry."""
        desk = services(self.office.database, self.office.clock)
        desk.office.set_service_state(SRI, SwitchEntry("regular48", "down"), op())
        return desk.office.last_change()

    def close(self) -> None:
        assert self.watch.stop()
        self.database.close()
        self.office.close()


@pytest.fixture
def watched(database_url: str) -> Iterator[Watched]:
    made = Watched(database_url)
    yield made
    made.close()


def test_each_change_is_told_with_the_number_it_led_to(watched: Watched):
    assert watched.told.next() == ("found", 1)
    for _turn in range(3):
        newest = watched.act()
        told = watched.told.next()
        while told != ("changed", newest):
            told = watched.told.next()
    assert watched.told.all() == []
    assert watched.watch.silent_s() < 5


def test_an_office_in_which_nothing_happens_is_not_silent(watched: Watched):
    watched.told.next()
    before = watched.watch._beat
    deadline = monotonic() + 30
    while watched.watch._beat == before and monotonic() < deadline:
        sleep(0.05)
    assert watched.watch._beat > before
    assert watched.told.all() == []


def test_a_watch_that_is_stopped_tells_nothing_more(watched: Watched):
    watched.told.next()
    assert watched.watch.stop()
    watched.act()
    assert watched.told.all() == []


def test_a_file_that_another_takes_the_place_of_is_read_anew_from_the_start(sqlite_url: str, tmp_path: Path):
    watched = Watched(sqlite_url)
    assert watched.told.next() == ("found", 1)
    watched.office.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    other = tmp_path / "restored.db"
    shutil.copyfile(path, other)
    path.rename(tmp_path / "away.db")
    assert watched.told.next() == ("lost", 0)
    other.replace(path)
    assert watched.told.next()[0] == "found"
    watched.close()


def test_a_connection_that_the_server_ends_is_told_once_and_found_again(postgresql_databases: PostgresqlDatabases):
    from printdesk.models.schema import upgrade

    watched = Watched(postgresql_databases.prepared(upgrade))
    assert watched.told.next() == ("found", 1)
    with watched.office.database.writing() as session:
        ended = session.execute(
            text(
                "select pg_terminate_backend(pid) from pg_stat_activity "
                "where application_name = 'printdesk watch' and datname = current_database()"
            )
        ).all()
    assert ended == [(True,)]
    assert watched.told.next() == ("lost", 0)
    newest = watched.act()
    told = watched.told.next()
    assert told[0] == "found"
    assert told == ("found", newest) or watched.told.next() == ("changed", newest)
    watched.close()
