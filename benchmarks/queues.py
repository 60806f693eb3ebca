"""Job queues on PostgreSQL beside our claims: procrastinate and pgqueuer, each with a job that does nothing.

They keep no ledger and no guard. Run in the environment of `requirements/bench.txt`, one process a worker: it says
"ready", waits for a line, takes jobs until none is left, and says how many it took, from when until when.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

NAMES = ("procrastinate", "pgqueuer", "pgqueuer10")
"""pgqueuer takes one job a question, as a person does, or ten, as it does by itself."""


async def _procrastinate(dsn: str, jobs: int, ready: Callable[[], None]) -> int:
    from procrastinate import App, PsycopgConnector  # type: ignore[import-not-found]

    app, done = App(connector=PsycopgConnector(conninfo=dsn)), 0

    @app.task(name="nothing")  # type: ignore[untyped-decorator]
    async def nothing() -> None:
        nonlocal done
        done += 1

    async with app.open_async():
        if jobs:
            await app.schema_manager.apply_schema_async()
            await nothing.batch_defer_async(*({} for _job in range(jobs)))
            return jobs
        ready()
        await app.run_worker_async(wait=False, concurrency=1, install_signal_handlers=False)
    return done


async def _pgqueuer(dsn: str, jobs: int, ready: Callable[[], None], batch: int = 1) -> int:
    import psycopg
    from pgqueuer import PgQueuer, Queries  # type: ignore[import-not-found]
    from pgqueuer.types import QueueExecutionMode  # type: ignore[import-not-found]

    connection, done = await psycopg.AsyncConnection.connect(dsn, autocommit=True), 0
    if jobs:
        queries = Queries.from_psycopg_connection(connection)
        await queries.install()
        await queries.enqueue(["nothing"] * jobs, [None] * jobs, [0] * jobs)
        await connection.close()
        return jobs
    queuer = PgQueuer.from_psycopg_connection(connection)

    @queuer.entrypoint("nothing")  # type: ignore[untyped-decorator]
    async def nothing(_job: Any) -> None:
        nonlocal done
        done += 1

    ready()
    await queuer.run(batch_size=batch, mode=QueueExecutionMode.drain)
    return done


async def _by_ten(dsn: str, jobs: int, ready: Callable[[], None]) -> int:
    return await _pgqueuer(dsn, jobs, ready, 10)


_QUEUES: dict[str, Callable[[str, int, Callable[[], None]], Awaitable[int]]] = {
    "procrastinate": _procrastinate,
    "pgqueuer": _pgqueuer,
    "pgqueuer10": _by_ten,
}


def main(name: str, dsn: str, jobs: int) -> None:
    """Put jobs into an empty database, or with none to put, take them."""
    began = 0.0

    def ready() -> None:
        nonlocal began
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        began = monotonic()

    async def run() -> int:
        return await _QUEUES[name](dsn, jobs, ready)

    done = asyncio.run(run())
    sys.stdout.write(json.dumps({"began": began, "ended": monotonic(), "taken": done}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
