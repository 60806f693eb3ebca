"""Six desks and a nemesis: random acts of a working day while desks are killed, lines cut and the server crashed."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from printdesk.models.database import Database
from printdesk.models.tables import Application, LedgerEntry
from printdesk.services.clock import SystemClock
from printdesk.services.work import Workplace
from tests.faults.history import faults_in, read_logs
from tests.faults.servers import Proxy, Server, desk_url, office_database
from tests.services.offices import MadeOffice, SteppableClock

pytestmark = [pytest.mark.fault, pytest.mark.timeout(900)]

SECONDS = int(os.environ.get("PRINTDESK_HISTORY_SECONDS", "60"))
SEED = int(os.environ.get("PRINTDESK_HISTORY_SEED", "0")) or random.randrange(1, 10**6)
DESKS = ("ani", "budi", "citra", "dewi", "eko", "fitri")
APPLICATIONS, BLANKS = 150, 120


class Desks:
    """Six desks as processes, and their notes."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url, self._folder = url, folder
        self._turn = 0
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def log(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def start(self, name: str) -> None:
        self._turn += 1
        station = "R1" if DESKS.index(name) % 2 else "R2"
        with (self._folder / f"{name}.err").open("ab") as errors:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.desk", self._url, name, station, str(SEED + self._turn),
                 str(self.log(name))],
                stderr=errors, cwd=Path(__file__).parents[2],
            )  # fmt: skip

    def kill(self, name: str) -> None:
        self.processes[name].kill()
        self.processes[name].wait()

    def drain(self, seconds: int) -> None:
        """Let all carry the queue to its end."""
        for name in DESKS:
            self.log(name).with_suffix(".drain").touch()
        deadline = time.monotonic() + seconds
        for name in DESKS:
            self.processes[name].wait(timeout=max(1, deadline - time.monotonic()))

    def errors(self) -> str:
        return "\n".join(path.read_text(encoding="utf-8") for path in self._folder.glob("*.err"))


def _office(url: str) -> None:
    """Work for a day: applications that wait, and blanks in each desk's hand."""
    database = Database(url)
    office = MadeOffice(database, SteppableClock(SystemClock().now()), Workplace(database, SystemClock()))
    for n in range(APPLICATIONS):
        office.application(f"Person {n}")
    for n, name in enumerate(DESKS):
        office.blanks(first=f"C{1 + n}000001", how_many=BLANKS, holder=name)
    database.close()


def _torment(desks: Desks, proxy: Proxy, server: Server, seconds: int) -> dict[str, int]:
    """Kill, cut, crash and swallow answers, in random order; gives how often each."""
    fates, done = random.Random(SEED), {"killed": 0, "cut": 0, "crashed": 0, "answers lost": 0}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(fates.uniform(0.5, 2.0))
        fate = fates.choice(("killed", "killed", "cut", "cut", "answers lost", "answers lost", "crashed"))
        done[fate] += 1
        if fate == "killed":
            name = fates.choice(DESKS)
            desks.kill(name)
            desks.start(name)
        elif fate == "cut":
            proxy.cut()
        elif fate == "answers lost":
            proxy.swallow_answer = lambda message: b"COMMIT" in message and fates.random() < 0.5
            time.sleep(fates.uniform(0.3, 0.8))
            proxy.swallow_answer = lambda _message: False
        else:
            server.crash()
            server.start()
    return done


def test_no_history_of_faults_loses_or_doubles_anything(own_server: Server, tmp_path: Path):
    owner, desk = office_database(own_server, tmp_path)
    _office(owner)
    proxy = Proxy(own_server.port)
    desks = Desks(desk_url(desk, proxy.port), tmp_path)
    for name in DESKS:
        desks.start(name)
    try:
        done = _torment(desks, proxy, own_server, SECONDS)
        desks.drain(SECONDS * 3 + 120)
    finally:
        for process in desks.processes.values():
            process.kill()
            process.wait()
        proxy.close()
    acts = read_logs([desks.log(name) for name in DESKS])
    database = Database(owner)
    with database.reading() as session:
        states = dict(session.execute(select(Application.state, func.count()).group_by(Application.state)).all())
        entries = session.scalar(select(func.count()).select_from(LedgerEntry))
    database.close()
    print(
        f"\nseed {SEED}, {SECONDS} s: {len(acts.begun)} acts begun, {len(acts.acknowledged)} acknowledged, "
        f"{len(acts.refused)} refused, {len(acts.unknown)} unknown at first, {entries} ledger entries; "
        f"{done}; {states}"
    )

    assert "Traceback" not in desks.errors()
    assert faults_in(owner, acts) == [], f"seed {SEED}"
    assert states == {"collected": APPLICATIONS}
    assert len(acts.acknowledged) > 5 * APPLICATIONS
    assert done["killed"]
    assert done["crashed"] + done["cut"]
