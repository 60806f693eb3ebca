"""Clocks that are wrong or step: claims and the ledger go by the server's clock, whatever a desk's own says."""

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from printdesk.models.database import Database
from printdesk.services.clock import SystemClock
from printdesk.services.work import Workplace
from tests.faults.conftest import need
from tests.faults.history import faults_in
from tests.faults.servers import Server, office_database
from tests.services.offices import MadeOffice, SteppableClock

pytestmark = [pytest.mark.fault, pytest.mark.timeout(120)]
REPOSITORY = Path(__file__).parents[2]


def _work(url: str) -> None:
    database = Database(url)
    office = MadeOffice(database, SteppableClock(SystemClock().now()), Workplace(database, SystemClock()))
    for n in range(6):
        office.application(f"Person {n}")
    database.close()


def _at(shift: str, url: str, user: str, *command: str) -> dict:
    """A command at a desk whose clock is wrong by `shift`."""
    faketime = need("faketime", "faketime")
    done = subprocess.run(
        [faketime, "-f", shift, sys.executable, "-m", "printdesk", "--json", "--database", url, "--user", user,
         "--desk", user.upper(), *command],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("shift", ["+9h", "-9h"])
def test_a_desk_with_a_wrong_clock_neither_breaks_nor_outlives_anybodys_claim(
    own_server: Server, tmp_path: Path, shift: str
):
    owner, desk = office_database(own_server, tmp_path)
    _work(owner)
    mine = {job["number"] for job in _at("+0s", desk, "ani", "next", "--station", "R1", "--count", "2")["jobs"]}
    theirs = {job["number"] for job in _at(shift, desk, "budi", "next", "--station", "R1", "--count", "2")["jobs"]}
    more = {job["number"] for job in _at("+0s", desk, "citra", "next", "--station", "R1", "--count", "2")["jobs"]}

    assert (len(mine), len(theirs), len(more)) == (2, 2, 2)
    assert not mine & theirs
    assert not (mine | theirs) & more
    assert faults_in(owner) == []
    assert _longest_gap(owner) < 60, "moments of all desks are those of one clock"


def test_a_clock_that_is_set_back_does_not_break_the_chain_of_an_office_in_a_file(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'office.db'}"
    for shift, command in (("+0s", "init"), ("+2d", "verify")):
        _at(shift, url, "ani", command)
    _work(url)
    numbers = [
        job["number"]
        for shift in ("+1h", "-3h", "+0s")
        for job in _at(shift, url, "ani", "next", "--station", "R1")["jobs"]
    ]
    assert len(set(numbers)) == 3
    assert _at("-1d", url, "ani", "verify")["ok"]
    assert faults_in(url) == []


def _longest_gap(url: str) -> float:
    from sqlalchemy import select

    from printdesk.models.tables import LedgerEntry

    database = Database(url)
    with database.reading() as session:
        moments = list(session.scalars(select(LedgerEntry.at).order_by(LedgerEntry.seq)))
    database.close()
    return max(abs((after - before).total_seconds()) for before, after in pairwise(moments))
