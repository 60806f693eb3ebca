"""The network between desk and server: dead without a word, cut, and answers that get lost on the way."""

import contextlib
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from printdesk.errors import EnvironmentFailureError
from printdesk.services.bundle import Services, open_office
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.work import Actor, new_operation_id
from tests.faults.netns import Cable, cable
from tests.faults.servers import Proxy, Server, desk_url, office_database, server

pytestmark = [pytest.mark.fault, pytest.mark.timeout(180)]
REPOSITORY = Path(__file__).parents[2]
SRI = Actor("sri", "L1")


class Seen:
    """What a desk elsewhere says it sees."""

    def __init__(self, command: list[str]) -> None:
        self._process = subprocess.Popen(
            command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line.rstrip())

    def wait_for(self, word: str, seconds: float) -> tuple[float, str]:
        """The first line with that word: its moment and what follows."""
        deadline, seen = time.monotonic() + seconds, []
        while time.monotonic() < deadline:
            with contextlib.suppress(queue.Empty):
                line = self._lines.get(timeout=0.2)
                seen.append(line)
                moment, _blank, rest = line.partition(" ")
                if rest.startswith(word):
                    return float(moment), rest
        pytest.fail(f"no “{word}” within {seconds} s; it said {seen}")

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()


@pytest.fixture
def far_desk(root: None, tmp_path: Path) -> Iterator[tuple[Cable, Server, Seen, str]]:
    """A server, and a desk on a cable of its own."""
    with cable() as line, server(f"127.0.0.1,{line.server}") as made:
        with (made.place / "data" / "pg_hba.conf").open("a") as rules:
            rules.write(f"host all all {line.server}/24 scram-sha-256\n")
        made.crash()
        made.start()
        owner, desk = office_database(made, tmp_path)
        url = make_url(desk).set(host=line.server).render_as_string(hide_password=False)
        seen = Seen(line.inside(sys.executable, "-m", "tests.faults.remote_desk", url))
        try:
            seen.wait_for("found", 30)
            yield line, made, seen, owner
        finally:
            seen.close()


def test_a_network_that_dies_without_a_word_is_noticed_and_the_desk_comes_back_by_itself(far_desk):
    line, _server, seen, _owner = far_desk
    time.sleep(1)
    line.break_silently()
    broken = time.monotonic()
    failed, said = seen.wait_for("failed", 30)
    line.mend()
    mended = time.monotonic()
    answered, _said = seen.wait_for("answered", 30)

    assert "The database cannot be reached" in said
    assert failed - broken < 10, said
    assert answered - mended < 10
    print(
        f"\na dead network: error after {failed - broken:.1f} s, back {answered - mended:.1f} s after it was mended"
    )


def test_the_watch_says_it_within_ten_seconds_and_that_it_is_back(far_desk):
    line, _server, seen, owner = far_desk
    time.sleep(1)
    line.break_silently()
    broken = time.monotonic()
    lost, _said = seen.wait_for("lost", 30)
    office = open_office(owner)
    office.office.set_service_state(SRI, SwitchEntry("regular48", "down"), new_operation_id())
    newest = office.office.last_change()
    office.close()
    line.mend()
    mended = time.monotonic()
    found, said = seen.wait_for("found", 30)

    assert lost - broken < 10
    assert found - mended < 10
    assert said == f"found {newest}", "what was written meanwhile is known at once"
    print(f"\nthe watch: lost after {lost - broken:.1f} s, found {found - mended:.1f} s after it was mended")


def test_a_desk_that_vanishes_in_an_act_holds_up_nobody_for_long(far_desk):
    line, _made, _seen, owner = far_desk
    url = make_url(owner).set(host=line.server).render_as_string(hide_password=False)
    holder = Seen(line.inside(sys.executable, "-c", _HOLDS, url))
    try:
        holder.wait_for("holds", 20)
        line.break_silently()
        began = time.monotonic()
        office = open_office(owner)
        said = list(iter(lambda: _refusal(office), ""))
        waited = time.monotonic() - began
        office.close()
    finally:
        holder.close()

    assert all("Another desk is writing" in each for each in said), said
    assert waited < 30
    print(f"\na vanished desk that held the ledger's lock: the others went on after {waited:.1f} s")


def _refusal(office: Services) -> str:
    """The words of an act that was refused, "" when it was done."""
    try:
        office.office.set_service_state(SRI, SwitchEntry("regular48", "down"), new_operation_id())
    except EnvironmentFailureError as refused:
        return str(refused)
    return ""


_HOLDS = """
import sys, time
from sqlalchemy import text
from printdesk.models.database import Database
with Database(sys.argv[1]).writing() as session:
    session.execute(text("select pg_advisory_xact_lock(7031964)"))
    print(time.monotonic(), "holds", flush=True)
    time.sleep(600)
"""


def test_an_act_whose_answer_gets_lost_is_done_once_however_often_it_is_tried(own_server: Server, tmp_path: Path):
    owner, desk = office_database(own_server, tmp_path)
    proxy = Proxy(own_server.port)
    office, direct = open_office(desk_url(desk, proxy.port)), open_office(owner)
    lost = 0
    for turn in range(12):
        operation, before = new_operation_id(), direct.office.last_change()
        entry = SwitchEntry("regular48", "down" if turn % 2 else "up")
        proxy.swallow_answer = lambda message: b"COMMIT" in message
        try:
            office.office.set_service_state(SRI, entry, operation)
        except EnvironmentFailureError:
            lost += 1
        proxy.swallow_answer = lambda _message: False
        proxy.cut()
        office.office.set_service_state(SRI, entry, operation)
        assert direct.office.last_change() - before <= 2, "the act and, the first time, the person"
        assert len([e for e in _ops(owner) if e == operation]) == 1
    office.close()
    direct.close()
    proxy.close()
    assert lost == 12


def _ops(url: str) -> list[str]:
    from sqlalchemy import select

    from printdesk.models.database import Database
    from printdesk.models.tables import Operation

    database = Database(url)
    with database.reading() as session:
        found = list(session.scalars(select(Operation.id)))
    database.close()
    return found


def test_a_server_that_crashes_is_found_again_with_everything_that_was_acknowledged(
    own_server: Server, tmp_path: Path
):
    _owner, desk = office_database(own_server, tmp_path)
    office = open_office(desk)
    kept = []
    for turn in range(6):
        operation = new_operation_id()
        office.office.set_service_state(SRI, SwitchEntry("regular48", ("down", "up")[turn % 2]), operation)
        kept.append(operation)
        own_server.crash()
        with pytest.raises(EnvironmentFailureError, match="cannot be reached"):
            office.office.last_change()
        own_server.start()
        assert office.office.verify().ok
    assert set(kept) <= set(_ops(desk))
    office.close()


def test_a_server_that_freezes_is_noticed_by_the_silence_of_the_watch(own_server: Server, tmp_path: Path):
    from printdesk.services.watch import ChangeWatch

    _owner, desk = office_database(own_server, tmp_path)
    office = open_office(desk)
    told = Heard()
    watch = ChangeWatch(office.database, told)
    watch.start()
    told.wait("found")
    own_server.freeze()
    time.sleep(8)
    silent = watch.silent_s()
    own_server.thaw()
    office.office.set_service_state(SRI, SwitchEntry("regular48", "down"), new_operation_id())
    told.wait("changed")
    assert silent > 7.5
    assert watch.silent_s() < 5
    assert watch.stop()
    office.close()


class Heard:
    """Keeps what a watch tells."""

    def __init__(self) -> None:
        self._told: queue.Queue[str] = queue.Queue()

    def changed(self, _sequence: int) -> None:
        self._told.put("changed")

    def lost(self, _detail: str) -> None:
        self._told.put("lost")

    def found(self, _sequence: int) -> None:
        self._told.put("found")

    def wait(self, word: str) -> None:
        while self._told.get(timeout=20) != word:
            pass
