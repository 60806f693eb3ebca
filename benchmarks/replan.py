"""Planning anew through the service: read from the database, ordered, and the sentence on every row.

The same offices as in `benchmarks/speed.py`, here in a SQLite file. What made the difference: rows come straight from
the driver, in one question of eight columns, where what many applications share (service type, promise, trip, proof)
is one text; class, print-by date and overdue days are worked out once for each such text, of which 20,000 have less
than 2,000; the order takes and gives columns, named tuples are made without their constructor; and a sentence is put
together from parts that many rows share. Nothing is kept from one plan to the next but words, instants as they are
read, and the office's calendars. As in the window, garbage is looked for between two plans and not while one is made.
"""

import gc
import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.goals import judge
from benchmarks.offices import FIRST_DAY, standing
from printdesk import memory
from printdesk.i18n import catalogue
from printdesk.models.bulk import insert_many
from printdesk.models.database import Database
from printdesk.models.tables import Application
from printdesk.services import setting_up
from printdesk.services.bundle import Services, open_office
from printdesk.services.demo import names
from printdesk.services.taking_over import name_key

TITLE = "## Planning anew through the service"
GOALS = {3_000: 60, 20_000: 250}


class _Moment:
    """A clock that stands on the first morning and moves by a microsecond each time, so that nothing is known."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.is_demo = False

    def now(self) -> datetime:
        self._now += timedelta(microseconds=1)
        return self._now


def filled(folder: Path, count: int) -> Services:
    """An office with so many open applications, on its first morning."""
    url = f"sqlite:///{folder / f'plan{count}.db'}"
    setting_up.make(url)
    office = standing(count, 1)
    now = office.opening(FIRST_DAY)
    rng = random.Random(3)  # noqa: S311 - figures, not secrets
    rows = []
    for number, who in enumerate(each for each in office.applicants if each.arrived <= now):
        name, trip = names.name(rng, "L"), who.trip
        rows.append({
            "number": f"11330700{number:08d}", "name": name, "name_key": name_key(name), "service": who.service,
            "arrived": who.arrived, "ready_at": who.arrived, "promised_first": who.promised,
            "promised": who.promised, "departs_at": trip.departs_at if trip else None,
            "departs_has_time": trip.has_time if trip else False,
            "visa_lead_days": trip.visa_lead_days if trip else 0, "proof": trip.proof if trip else None,
            "same_day": who.same_day, "version": 1, "state": "ready", "state_since": who.arrived,
        })  # fmt: skip
    database = Database(url)
    with database.writing() as session:
        values = (tuple(row.values()) for row in rows)
        insert_many(session, Application.__table__, list(rows[0]), values)  # type: ignore[arg-type]
    database.close()
    services = open_office(url)
    services.plans._workplace.clock = _Moment(now)  # noqa: SLF001
    return services


def one_round(services: Services) -> tuple[float, float, int]:
    """Processor milliseconds of reading and planning, and of all sentences; and how many rows there were."""
    reader = catalogue("id")
    gc.collect(1)
    gc.disable()
    begun = process_time()
    plan = services.plans.plan()
    planned = process_time()
    said = [plan.why(row, reader) for row in plan.rows]
    end = process_time()
    gc.enable()
    if not all(said):
        msg = "a row has no sentence"
        raise AssertionError(msg)
    return 1000 * (planned - begun), 1000 * (end - planned), len(said)


def _judged(count: int, spent: float) -> str:
    return f"{GOALS[count]}: {judge(f'{count:,} read, planned and worded', spent, most=GOALS[count], unit='ms')}"


def report(rounds: int, counts: Sequence[int] = (300, 3_000, 20_000)) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    memory.collect_seldom()
    yield TITLE
    yield ""
    yield "From the database to the sentence on every row (`benchmarks/replan.py`), processor milliseconds,"
    yield f"medians of {rounds} rounds:"
    yield ""
    yield "| open applications | read and planned | all sentences | together | goal |"
    yield "|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            services = filled(Path(folder), count)
            one_round(services)
            taken = [one_round(services) for _round in range(rounds)]
            services.close()
            planned, said = median(each[0] for each in taken), median(each[1] for each in taken)
            met = _judged(count, planned + said) if count in GOALS else ""
            yield f"| {taken[0][2]:,} | {planned:.0f} | {said:.0f} | {planned + said:.0f} | {met} |"
    yield ""
    yield "It grows with the number of rows. A third of it is the order itself and a quarter what the database gives"
    yield "back; a fifth are the sentences, which the window asks only for the rows it shows."
    yield ""
