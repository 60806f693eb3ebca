"""The file of an office and the disk under it: killed desks, a full disk, failing writes, a lock, a flipped byte."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select, text

from printdesk.errors import DeskError, EnvironmentFailureError
from printdesk.files import write_atomically
from printdesk.models.database import Database, sqlite_module
from printdesk.models.metadata import metadata
from printdesk.models.schema import upgrade
from printdesk.services import ledger
from printdesk.services.bundle import open_office
from printdesk.services.clock import SystemClock
from printdesk.services.office import make_office
from printdesk.services.settings_file import SwitchEntry, default_settings
from printdesk.services.work import Actor, Workplace, new_operation_id
from tests.faults.conftest import need
from tests.faults.history import faults_in, read_logs
from tests.services.offices import MadeOffice, SteppableClock

pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]
REPOSITORY = Path(__file__).parents[2]
SRI = Actor("sri", "L1")


def _office(path: Path, names: tuple[str, ...] = (), applications: int = 0) -> str:
    """An office in a file, with work for these desks."""
    url = f"sqlite:///{path}"
    upgrade(url)
    database = Database(url)
    make_office(database, SystemClock(), default_settings())
    made = MadeOffice(database, SteppableClock(SystemClock().now()), Workplace(database, SystemClock()))
    for n in range(applications):
        made.application(f"Person {n}")
    for n, name in enumerate(names):
        made.blanks(first=f"C{1 + n}000001", how_many=100, holder=name)
    database.close()
    return url


def _desk(url: str, name: str, seed: int, log: Path, before: tuple[str, ...] = ()) -> "subprocess.Popen[bytes]":
    with log.with_suffix(".err").open("ab") as errors:
        return subprocess.Popen(
            [*before, sys.executable, "-m", "tests.faults.desk", url, name, "R2", str(seed), str(log)],
            cwd=REPOSITORY, stderr=errors,
        )  # fmt: skip


def _sound(path: Path) -> bool:
    with sqlite3.connect(path) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return found == "ok"


def test_desks_that_are_killed_again_and_again_lose_nothing_they_said_was_done(tmp_path: Path):
    url, fates = _office(tmp_path / "office.db", ("ani", "budi"), 40), random.Random(5)
    logs = {name: tmp_path / f"{name}.log" for name in ("ani", "budi")}
    desks = {name: _desk(url, name, 1, log) for name, log in logs.items()}
    for turn in range(12):
        name = ("ani", "budi")[turn % 2]
        before = _acknowledged(logs[name])
        _until(lambda name=name, before=before: _acknowledged(logs[name]) >= before + 3)
        time.sleep(fates.uniform(0, 0.2))
        desks[name].kill()
        desks[name].wait()
        desks[name] = _desk(url, name, turn + 10, logs[name])
    for desk in desks.values():
        desk.kill()
        desk.wait()

    acts = read_logs(list(logs.values()))
    print(f"\n12 kills, {len(acts.acknowledged)} acts acknowledged")
    assert len(acts.acknowledged) > 20
    assert _sound(tmp_path / "office.db")
    assert faults_in(url, acts) == []


def _acknowledged(log: Path) -> int:
    return len(read_logs([log]).acknowledged) if log.exists() else 0


def test_a_full_disk_says_so_keeps_what_was_saved_and_works_again_when_there_is_room(tiny_disk: Path):
    url = _office(tiny_disk / "office.db")
    office, ballast = open_office(url), tiny_disk / "ballast"
    kept: list[str] = []

    def act() -> None:
        operation = new_operation_id()
        state = ("down", "up")[len(kept) % 2]
        office.office.set_service_state(SRI, SwitchEntry("regular48", state, note="x" * 3000), operation)
        kept.append(operation)

    act()
    ballast.touch()
    _fill(ballast)
    with pytest.raises(EnvironmentFailureError, match="The disk is full, so nothing was saved"):
        _until_refused(act)
    assert office.office.data().settings is not None, "what is there can be read"
    before = tiny_disk / "old.pdf"
    ballast.unlink()
    before.write_bytes(b"old")
    ballast.touch()
    _fill(ballast)
    with pytest.raises(EnvironmentFailureError, match="could not be written"):
        write_atomically(before, b"n" * 10**6)
    assert before.read_bytes() == b"old"
    assert [each.name for each in tiny_disk.glob("*.part")] + [each.name for each in tiny_disk.glob(".*")] == []
    ballast.unlink()
    act()
    office.close()
    assert _sound(tiny_disk / "office.db")
    assert faults_in(url) == []
    assert set(kept) <= _operations(url)


def _until_refused(act: Callable[[], None]) -> None:
    for _turn in range(400):
        act()


def _fill(ballast: Path) -> None:
    """Fill the disk to its last byte."""
    handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    for size in (1 << 16, 1 << 12, 1):
        with suppress(OSError):
            while os.write(handle, b"\0" * size):
                pass
    os.close(handle)


def _operations(url: str) -> set[str]:
    database = Database(url)
    with database.reading() as session:
        found = set(session.scalars(text("select id from operation")))
    database.close()
    return found


@pytest.mark.parametrize(("fault", "share"), [("posix/io/rw/pwrite", 0.02), ("posix/io/sync/*", 0.05)])
def test_writes_and_fsyncs_that_fail_now_and_then_lose_nothing(tmp_path: Path, fault: str, share: float):
    fiu = need("fiu-run", "fiu-utils")
    url, log = _office(tmp_path / "office.db", ("ani",), 40), tmp_path / "ani.log"
    faulty = (fiu, "-x", "-c", f"enable_random name={fault},probability={share}")
    desk = _desk(url, "ani", 3, log, faulty)
    _until(lambda: log.exists() and len(read_logs([log]).unknown) >= 5 and _acknowledged(log) > 15, 120)
    early = desk.poll()
    desk.kill()
    desk.wait()

    acts = read_logs([log])
    print(f"\n{fault}: {len(acts.acknowledged)} acknowledged, {len(acts.unknown)} failed at first")
    errors = log.with_suffix(".err").read_text(encoding="utf-8")
    assert (early, "Traceback" in errors) == (None, False), errors[-3000:]
    assert acts.unknown, "no fault was met"
    assert len(acts.acknowledged) > 5
    assert _sound(tmp_path / "office.db")
    assert faults_in(url, acts) == []


def test_a_lock_that_somebody_holds_is_said_and_the_act_can_be_done_afterwards(tmp_path: Path):
    url = _office(tmp_path / "office.db")
    office = open_office(url)
    # The program's own SQLite: two libraries in one process do not see each other's locks.
    holder = sqlite_module().connect(tmp_path / "office.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    operation, entry = new_operation_id(), SwitchEntry("regular48", "down")
    with pytest.raises(EnvironmentFailureError, match="Another desk is writing"):
        office.office.set_service_state(SRI, entry, operation)
    holder.execute("ROLLBACK")
    holder.close()
    office.office.set_service_state(SRI, entry, operation)
    assert [switch.state for switch in office.office.service_switches()][:1] == ["down"]
    office.close()


def test_a_flipped_byte_is_found_or_harmless_and_never_a_bug(tmp_path: Path):
    source = tmp_path / "office.db"
    url = _office(source, ("ani",), 200)
    office = open_office(url)
    for turn in range(60):
        entry = SwitchEntry("regular48", ("down", "up")[turn % 2], note="n" * 200)
        office.office.set_service_state(SRI, entry, new_operation_id())
    office.close()
    whole, before = source.read_bytes(), _content(url)
    used = [place for place, byte in enumerate(whole) if byte]
    fates, found, harmless = random.Random(11), 0, 0
    for turn in range(60):
        damaged = bytearray(whole)
        damaged[fates.choice(used)] ^= 1 << fates.randrange(8)
        path = tmp_path / f"damaged{turn}.db"
        path.write_bytes(damaged)
        if _is_found(path):
            found += 1
        elif _content(f"sqlite:///{path}") == before:
            harmless += 1
        path.unlink()
    print(f"\n60 flipped bytes: {found} found, {harmless} changed no content")
    assert found >= 20
    assert found + harmless >= 30, "the rest are contents that no check covers, such as a letter of a name"


def _is_found(path: Path) -> bool:
    try:
        database = Database(f"sqlite:///{path}")
    except DeskError:
        return True
    try:
        with database.reading() as session:
            if session.scalar(text("PRAGMA integrity_check")) != "ok":
                return True
            return not ledger.verify(session).ok
    except (DeskError, ValueError, LookupError):
        return True
    finally:
        database.close()


def _content(url: str) -> list[object]:
    database = Database(url)
    try:
        with database.reading() as session:
            return [tuple(row) for table in metadata.sorted_tables for row in session.execute(select(table))]
    except (DeskError, ValueError, LookupError, TypeError) as error:
        return [error]
    finally:
        database.close()


_WRITES = """
import sys
from pathlib import Path
from printdesk.files import write_atomically
turn = 0
while True:
    turn += 1
    write_atomically(Path(sys.argv[1]), b"%PDF" + str(turn % 10).encode() * 3_000_000 + b"%%EOF")
"""


def test_a_paper_is_whole_whenever_its_making_is_killed(tmp_path: Path):
    paper, fates = tmp_path / "slip.pdf", random.Random(2)
    for _turn in range(25):
        writer = subprocess.Popen([sys.executable, "-c", _WRITES, str(paper)], cwd=REPOSITORY)
        _until(paper.exists)
        time.sleep(fates.uniform(0.0, 0.1))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        content = paper.read_bytes()
        assert (content[:4], content[-5:], len(content)) == (b"%PDF", b"%%EOF", 3_000_009)


def _until(holds: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_nothing_is_left_open_by_a_desk_that_ends(tmp_path: Path):
    url = _office(tmp_path / "office.db")
    office = open_office(url)
    office.office.last_change()
    office.close()
    held = [str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()]
    assert [each for each in held if str(tmp_path) in each] == []
