"""Desks at work, each a process: claims, checks, the shelf, hand-overs, searches and the plan, in turn.

`python -m benchmarks.desks URL NUMBER OF SECONDS PAUSE`: says "ready", waits for a line, works, and says how long
each act took. Every desk has its own booklets, as people have; the queue and the shelf are everybody's.
"""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import monotonic, perf_counter, sleep
from typing import Any

from sqlalchemy import text

from benchmarks.claims import STATION

EACH = 60
"""Booklets of each kind that a desk has: to be checked, to be put on the shelf, to be handed over."""
_SLOTS = 200
WAITING = 300
"""In the queue: what an office has on a day; planning it is a part of a claim."""
ACTS = ("claim", "check", "shelve", "hand over", "search", "plan")
WRITING = ("claim", "check", "shelve", "hand over")


def fill(url: str, desks: int, waiting: int = WAITING) -> None:
    """An office with a queue, and for each desk booklets that wait for it."""
    from printdesk.models.bulk import insert_many
    from printdesk.models.database import Database
    from printdesk.models.tables import Application, BlankBatch, Booklet, PrintAttempt
    from printdesk.services import setting_up

    setting_up.make(url)
    now = datetime.now(UTC)
    database = Database(url)
    states = [state for _desk in range(desks) for state in ("printed", "passed", "shelved") for _n in range(EACH)]
    with database.writing() as session:
        session.add(
            BlankBatch(
                id=1, service="regular48", first_serial="C0000001", last_serial="C0099999", count=99_999,
                received_at=now, received_by="sari", counted_by="budi",
            )
        )  # fmt: skip
        session.flush()
        _put(insert_many, session, Booklet, [
            (n, f"C{n:07d}", "regular48", 1, "shelved" if state == "shelved" else "personalised", now, n, 1)
            for n, state in enumerate(states, 1)
        ], ("id", "serial", "service", "batch_id", "state", "state_since", "application_id", "version"))  # fmt: skip
        _put(insert_many, session, Application, list(_applications(states, waiting, now)), (
            "id", "number", "name", "name_key", "service", "arrived", "ready_at", "promised_first", "promised",
            "departs_has_time", "visa_lead_days", "same_day", "version", "state", "state_since", "booklet_id",
            "shelf_slot",
        ))  # fmt: skip
        _put(insert_many, session, PrintAttempt, [
            (n, n, n, 1, STATION, "sari", "R1", now, "printed", now, "sari") for n in range(1, len(states) + 1)
        ], ("id", "application_id", "booklet_id", "attempt", "station", "operator", "desk", "bound_at", "outcome",
            "outcome_at", "outcome_by"))  # fmt: skip
    database.close()


def _put(insert_many: Any, session: Any, table: Any, rows: list[Any], columns: tuple[str, ...]) -> None:
    insert_many(session, table.__table__, columns, rows)


def _applications(states: list[str], waiting: int, now: datetime) -> Iterator[tuple[Any, ...]]:
    slot = 0
    for n, state in enumerate([*states, *["ready"] * waiting], 1):
        place = None
        if state in ("passed", "shelved"):
            place, slot = f"{chr(65 + slot // _SLOTS)}-{1 + slot % _SLOTS:03d}", slot + 1
        at, name = now - timedelta(minutes=n), f"AHMAD FAUZI {chr(65 + n % 26)}"
        yield (
            n, f"11330700{n:08d}", name, f" {name.lower()} ", "regular48", at, at, at + timedelta(days=5),
            at + timedelta(days=5), False, 0, False, 1, state, at, None if state == "ready" else n, place,
        )  # fmt: skip


def acts_of(office: Any, desk: int) -> dict[str, Callable[[], object]]:
    """One desk's next act of each kind; each goes on to its next booklet by itself."""
    from printdesk.services.hand_over_acts import HandOver
    from printdesk.services.work import Actor, new_operation_id

    settings = office.office.data().settings
    items = [item.code for item in settings.checklist]
    papers = tuple(each.code for each in settings.collector("applicant").documents)
    first = desk * 3 * EACH
    check, shelve, hand = (iter(range(first + part * EACH + 1, first + (part + 1) * EACH + 1)) for part in range(3))
    sari, budi, op = Actor("sari", f"D{desk}"), Actor("budi", f"D{desk}"), new_operation_id

    def hand_over() -> object:
        n = next(hand)
        return office.pickup.hand_over(budi, HandOver(n, f"C{n:07d}", "applicant", papers), op())

    return {
        "claim": lambda: office.print_room.take_next(sari, STATION, 1, op()),
        "check": lambda: office.quality.passes(budi, next(check), items, op()),
        "shelve": lambda: office.quality.shelve(budi, next(shelve), op()),
        "hand over": hand_over,
        "search": lambda: office.applications.find("ahmad fauzi"),
        "plan": lambda: office.plans.plan(),
    }


def work(url: str, desk: int, seconds: float, pause: float) -> None:
    """One desk."""
    from printdesk.services.bundle import open_office

    office = open_office(url)
    acts = acts_of(office, desk)
    for warm in acts.values():  # what is imported and compiled once
        warm()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    queued, own = _queue_of(office), Random(desk)  # noqa: S311 - people do not act in step
    sleep(pause * own.random())
    began, waits = monotonic(), []
    for number in range(EACH * len(ACTS)):
        if monotonic() - began > seconds:
            break
        name = ACTS[(number + desk) % len(ACTS)]
        start, before = perf_counter(), queued()
        acts[name]()
        waits.append((name, 1000 * (perf_counter() - start), queued() - before))
        sleep(pause * own.uniform(0.5, 1.5))
    office.close()
    sys.stdout.write(json.dumps(waits) + "\n")


def _queue_of(office: Any) -> Callable[[], float]:
    """Milliseconds for which this desk, and its part of the server, were ready to go on and had no processor so far.

    What a desk would not wait for on a machine of its own; always 0 where the system does not tell (not Linux).
    """
    files = [Path("/proc/self/schedstat")]
    with office.plans._workplace.database.reading() as session:  # noqa: SLF001 - who serves this desk
        if session.get_bind().dialect.name == "postgresql":
            files.append(Path(f"/proc/{session.scalar(text('SELECT pg_backend_pid()'))}/schedstat"))
    files = [file for file in files if file.exists()]
    return lambda: sum(int(file.read_text(encoding="ascii").split()[1]) for file in files) / 1e6


if __name__ == "__main__":
    work(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
