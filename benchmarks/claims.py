"""A desk that claims one application after the other by the program's own act, in a process of its own.

The act is whole: rights, guards of the station, of stops and of the retry tray, the state moved, the ledger entry
chained, the answer kept for a retry, all desks told. The plan before it is left out, as queues beside it have none.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from time import monotonic, perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from printdesk.services.work import Work

STATION = "R1"
_AHEAD = 60


def fill(url: str, count: int) -> None:
    """An office with so many applications that a station can print."""
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


def take_all(url: str, name: str, count: int, *, usual_waiting: bool = False) -> None:
    """Claim until none is left; says "ready", waits for a line, and then what it took, from when until when.

    Args:
        usual_waiting: wait for a file as SQLite's own busy handler does, to measure it beside ours.
    """
    from printdesk.services.bundle import open_office

    if usual_waiting:
        _wait_as_usual()
    office = open_office(url)
    workplace = office.plans._workplace  # noqa: SLF001 - the act without the plan before it
    _warm(workplace)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    began = monotonic()
    taken, waits = _all(workplace, name, count)
    ended = monotonic()
    office.close()
    sys.stdout.write(json.dumps({"began": began, "ended": ended, "taken": taken, "waits": waits}) + "\n")


def _warm(workplace: Any) -> None:
    """Import and connect, which workers of a queue have done too before they begin."""
    from printdesk.services.claims import Wanted, allowed

    with workplace.reading() as view:
        allowed(view, Wanted((), STATION, 1))


def _all(workplace: Any, name: str, count: int) -> tuple[list[int], list[float]]:
    """What one desk gets of all, and how many milliseconds each act took."""
    from printdesk.services.work import Actor, new_operation_id

    actor, at = Actor("sari", name), 0
    taken: list[int] = []
    waits: list[float] = []
    while at < count:
        # What stands before the one that was taken is taken or being taken; a plan made anew would not hold it.
        order = range(at + 1, min(count, at + _AHEAD) + 1)
        start = perf_counter()
        got = workplace.perform("take_next", actor, new_operation_id(), partial(_claim, order))["ids"]
        waits.append(1000 * (perf_counter() - start))
        taken += got
        at = got[-1] if got else at + _AHEAD
    return taken, waits


def paced(url: str, count: int) -> Iterator[float]:
    """Claim one after the other in this process, whenever the next is asked for; when each act had ended."""
    from printdesk.services.bundle import open_office
    from printdesk.services.work import Actor, new_operation_id

    office = open_office(url)
    workplace = office.plans._workplace  # noqa: SLF001 - the act without the plan before it
    for number in range(1, count + 1):
        act = partial(_claim, range(number, number + 1))
        workplace.perform("take_next", Actor("sari", "D0"), new_operation_id(), act)
        yield monotonic()
    office.close()


def _wait_as_usual() -> None:
    from printdesk.models import database

    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    vars(database)["begin_writing"] = begin


def _claim(order: range, work: "Work") -> dict[str, Any]:
    from printdesk.services.claims import Wanted, claim

    return {"ids": claim(work, Wanted(order, STATION, 1))}


if __name__ == "__main__":
    take_all(sys.argv[1], sys.argv[2], int(sys.argv[3]), usual_waiting="usual" in sys.argv)
