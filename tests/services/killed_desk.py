"""A desk that is killed in the middle of an act: `python -m tests.services.killed_desk URL`.

Each line on standard input is a JSON object: the act, its operation id, and when to die. The process forks, the child
carries the act out and dies by SIGKILL: before the n-th statement or commit of the act's transaction, after a number
of seconds, or at the latest when the act has returned. A line on standard output says that it is dead.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import psycopg
from sqlalchemy import event, func, select

from printdesk.domain.shifts import Counted
from printdesk.models.database import Database
from printdesk.models.shifts import Shift
from printdesk.models.transfers import CustodyList
from printdesk.services import bundle
from printdesk.services.bundle import Services
from printdesk.services.clock import FixedClock
from printdesk.services.shifts import IssueLine, More
from tests.services.offices import BAGUS, DWI, MORNING, SRI

SERVICE = "regular48"
FIRST, SECOND, THIRD = 1, 2, 3
"""Ids of the three applications, in the order of their arrival."""
FIRST_BLANK, SPOILED, LAST_PRINTED = "C1000001", "C1000002", "C1000003"

_Act = Callable[[Services, str], object]


def _newest(services: Services, kind: type[Shift] | type[CustodyList]) -> int:
    """Its id is not always the first: PostgreSQL never gives out again what a killed transaction had taken."""
    with services.database.reading() as session:
        return session.scalars(select(func.max(kind.id))).one()


def _passes(services: Services, application_id: int, operation: str) -> object:
    items = [item.code for item in services.office.data().settings.checklist]
    return services.quality.passes(BAGUS, application_id, items, operation)


ACTS: dict[str, _Act] = {
    "open a shift": lambda s, op: s.shifts.open(
        SRI, "dwi", "R2", [IssueLine(SERVICE, 6, "C1000001", "C1000006")], op, more=More("a group comes", "bagus")
    ),
    "take": lambda s, op: s.print_room.take_next(DWI, "R2", 3, op),
    "begin a print": lambda s, op: s.print_room.bind(DWI, FIRST, FIRST_BLANK, op),
    "confirm it": lambda s, op: s.print_room.confirm_printed(DWI, FIRST, op),
    "begin the second": lambda s, op: s.print_room.bind(DWI, SECOND, SPOILED, op),
    "spoil it": lambda s, op: s.print_room.confirm_failed(DWI, SECOND, "ink", op),
    "begin the third": lambda s, op: s.print_room.bind(DWI, THIRD, LAST_PRINTED, op),
    "confirm the third": lambda s, op: s.print_room.confirm_printed(DWI, THIRD, op),
    "pass the check": lambda s, op: _passes(s, FIRST, op),
    "shelve": lambda s, op: s.quality.shelve(BAGUS, FIRST, op),
    "pass the third": lambda s, op: _passes(s, THIRD, op),
    "scan onto a list": lambda s, op: s.transfers.scan_out(BAGUS, LAST_PRINTED, op),
    "send the list": lambda s, op: s.transfers.send(BAGUS, _newest(s, CustodyList), op),
    "scan it in": lambda s, op: s.transfers.scan_in(SRI, _newest(s, CustodyList), LAST_PRINTED, op),
    "close the list": lambda s, op: s.transfers.close(SRI, _newest(s, CustodyList), op),
    "give back": lambda s, op: s.shifts.give_back(
        SRI, _newest(s, Shift), "dwi", [Counted(SERVICE, (("C1000006", ""),), 1)], op
    ),
    "close the shift": lambda s, op: s.shifts.close(
        SRI, _newest(s, Shift), "dwi", [Counted(SERVICE, (("C1000004", "C1000005"),), 2)], op
    ),
    "destroy": lambda s, op: s.destruction.destroy(SRI, {SPOILED: "scan"}, "bagus", op),
}
"""The life of three booklets, act by act; each can be asked for again by the same id."""


def services_at(url: str) -> Services:
    """The office at a URL on a Wednesday morning that does not pass."""
    return bundle.services(Database(url), FixedClock(MORNING))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _die_at(services: Services, point: int) -> None:
    """Die before the n-th statement or commit of a writing transaction."""
    seen = 0

    def count_one() -> None:
        nonlocal seen
        seen += 1
        if seen == point:
            _die()

    def count(connection: Any, *_more: object) -> None:
        if connection.get_execution_options().get("printdesk_writing"):
            count_one()

    def straight(connection: Any, statement: str, *values: object) -> Any:
        if statement:  # an empty one only asks whether the server is there
            count_one()
        return execute(connection, statement, *values)

    execute, psycopg.Connection.execute = psycopg.Connection.execute, straight  # type: ignore[method-assign]
    event.listen(services.database.engine, "before_cursor_execute", count)
    event.listen(services.database.engine, "commit", count)


def _act(url: str, order: dict[str, Any]) -> None:
    services = services_at(url)
    _die_at(services, order.get("point", 0))
    try:
        ACTS[order["act"]](services, order["operation"])
    finally:
        _die()


def main(url: str) -> None:
    """Serve orders until there are no more; what acts import when they need it is imported once, here."""
    warm = services_at(url)
    warm.plans.plan()
    warm.close()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _act(url, order)
        if "seconds" in order:
            time.sleep(order["seconds"])
            os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps({"signal": os.WTERMSIG(status)}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
