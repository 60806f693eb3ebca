"""Claims: how many a second, how long a desk waits, and beside it a job queue that keeps no ledger.

A claim is the program's own act: guards of the station, of stops and of the retry tray, the state moved, the ledger
entry chained, the answer kept for a retry. Every desk is a process. PostgreSQL is a throw-away server without fsync,
the same for all. The queue beside it is procrastinate with a task that does nothing.
"""

import multiprocessing
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING, Any

from benchmarks import peers

if TYPE_CHECKING:
    from printdesk.services.claims import Wanted
    from printdesk.services.work import Work

TITLE = "## Acts"
WAIT_MS = 100
_STATION = "R1"


def fill(url: str, count: int) -> None:
    """An office with so many applications that a station can print."""
    from datetime import UTC, datetime

    from printdesk.models.bulk import insert_many
    from printdesk.models.database import Database
    from printdesk.models.tables import Application
    from printdesk.services import setting_up

    setting_up.make(url)
    now = datetime.now(UTC)
    columns = (
        "number", "name", "name_key", "service", "arrived", "ready_at", "promised_first", "promised",
        "departs_has_time", "visa_lead_days", "same_day", "version", "state", "state_since",
    )  # fmt: skip
    rows = (
        (f"11330700{n:08d}", "AHMAD", " ahmad ", "regular48", now, now, now, now, False, 0, False, 1, "ready", now)
        for n in range(count)
    )
    database = Database(url)
    with database.writing() as session:
        insert_many(session, Application.__table__, columns, rows)  # type: ignore[arg-type]
    database.close()


def desk(url: str, name: str, order: Sequence[int], pause: float, seconds: float, answers: Any) -> None:
    """One process that claims one application after the other; tells what it got and how long each act took."""
    from printdesk.services.bundle import open_office
    from printdesk.services.claims import Wanted
    from printdesk.services.work import Actor, new_operation_id

    office = open_office(url)
    workplace = office.plans._workplace  # noqa: SLF001 - the act without the plan before it
    actor = Actor("sari", name)
    taken: list[int] = []
    waits: list[float] = []
    until = monotonic() + seconds
    left = list(order)
    while left and monotonic() < until:
        begun = perf_counter()
        wanted = Wanted(left[:20], _STATION, 1)
        act = partial(_claim, wanted)
        got = workplace.perform("take_next", actor, new_operation_id(), act)
        waits.append(perf_counter() - begun)
        if not got["ids"]:
            left = left[20:]
        taken += got["ids"]
        left = [each for each in left if each not in got["ids"]]
        if pause:
            sleep(pause)
    office.close()
    answers.put((taken, waits))


def _claim(wanted: "Wanted", work: "Work") -> dict[str, Any]:
    from printdesk.services.claims import claim

    return {"ids": claim(work, wanted)}


def together(url: str, desks: int, count: int, *, pause: float, seconds: float) -> tuple[float, list[float]]:
    """So many desks at the same queue: claims a second of all, and every wait.

    Raises:
        AssertionError: one application was given twice.
    """
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    # Each desk begins elsewhere in the order, as stations of different kinds do; near the end they meet.
    ids = list(range(1, count + 1))
    starts = [ids[n * count // desks :] + ids[: n * count // desks] for n in range(desks)]
    processes = [
        context.Process(target=desk, args=(url, f"D{n}", starts[n], pause, seconds, answers)) for n in range(desks)
    ]
    for process in processes:
        process.start()
    found = [answers.get() for _process in processes]
    for process in processes:
        process.join()
    taken = [each for ids_of, _waits in found for each in ids_of]
    if len(taken) != len(set(taken)):
        msg = "an application was given twice"
        raise AssertionError(msg)
    rate = sum(len(waits) / sum(waits) for _ids, waits in found if waits)
    return rate, [1000 * wait for _ids, waits in found for wait in waits]


def queue_beside(dsn: str, jobs: int) -> None:
    """procrastinate in this process: its schema is there; takes jobs that do nothing until none is left."""
    import asyncio

    from procrastinate import App, PsycopgConnector  # type: ignore[import-not-found]

    app = App(connector=PsycopgConnector(conninfo=dsn))

    @app.task(name="nothing")  # type: ignore[untyped-decorator]
    async def nothing() -> None:
        pass

    async def go() -> None:
        async with app.open_async():
            await app.schema_manager.apply_schema_async()
            for _job in range(jobs):
                await nothing.defer_async()
            begun = perf_counter()
            await app.run_worker_async(wait=False, concurrency=1, install_signal_handlers=False)
            sys.stdout.write(f"{jobs / (perf_counter() - begun)}\n")

    asyncio.run(go())


def report(seconds: float, desks: Sequence[int] = (1, 4, 8)) -> Iterator[str]:
    """The section of the report, line by line, as it is measured."""
    from tests import database_server

    yield TITLE
    yield ""
    try:
        with database_server.running() as url:
            yield from _postgresql(url, seconds, desks)
    except database_server.NoServerError as none:
        yield f"PostgreSQL was not measured: {none}"
    yield from _sqlite(seconds)


def _postgresql(url: str, seconds: float, desks: Sequence[int]) -> Iterator[str]:
    yield "| PostgreSQL, desks as fast as they can | claims a second, all together | median wait | 99th percentile |"
    yield "|---|---|---|---|"
    for number, many in enumerate(desks):
        office = _new_database(url, f"acts{number}")
        fill(office, 6_000)
        rate, waits = together(office, many, 6_000, pause=0, seconds=seconds)
        yield f"| {many} | {rate:.0f} | {median(waits):.1f} ms | {quantiles(waits, n=100)[-1]:.0f} ms |"
    beside = peers.run("benchmarks.acts", _plain(_new_database(url, "beside")), "300")
    if beside:
        yield f"| procrastinate, one process | {float(beside.split()[-1]):.0f} | | |"
    office = _new_database(url, "paced")
    fill(office, 6_000)
    _rate, waits = together(office, 8, 6_000, pause=0.25, seconds=seconds)
    slow = quantiles(waits, n=100)[-1]
    yield ""
    yield f"8 desks on PostgreSQL, four claims a second each: 99th percentile {slow:.0f} ms"
    yield f"(goal {WAIT_MS}: {_met(slow)})."


def _sqlite(seconds: float) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'acts.db'}"
        fill(url, 6_000)
        _rate, waits = together(url, 3, 6_000, pause=0.1, seconds=seconds)
    slow = quantiles(waits, n=100)[-1]
    yield f"3 processes on SQLite, ten claims a second each: 99th percentile {slow:.0f} ms"
    yield f"(goal {WAIT_MS}: {_met(slow)})."
    yield ""


def _new_database(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(_plain(url), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url.rpartition('/')[0]}/{name}"


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def _met(slow: float) -> str:
    return "met" if slow <= WAIT_MS else "missed"


if __name__ == "__main__":
    queue_beside(sys.argv[1], int(sys.argv[2]))
