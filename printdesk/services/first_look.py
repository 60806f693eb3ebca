"""What a window shows while the rest of the program is still being loaded: who waits, in the order last planned.

Read by SQLite's own driver, because importing SQLAlchemy takes longer than a whole window. Nothing is remembered for
it: the order is the newest plan that was kept, shown with its moment, and whoever has been taken since is left out.
Anything unusual gives no look, and the window opens as without it.
"""

import json
import zlib
from contextlib import closing, suppress
from datetime import UTC, datetime, tzinfo
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from printdesk.models.sqlite_driver import sqlite_module
from printdesk.services.clock import SystemClock

_SCRIPTS = Path(__file__).parents[1] / "models" / "migrations" / "versions"
_PREFIX = "sqlite:///"
_SHOWN = 60
"""More rows than the largest screen holds."""
_PATIENCE_S = 0.2


class WaitingRow(NamedTuple):
    """Somebody who waits for printing; moments in the office's zone.

    Attributes:
        position: among those who still wait. service: label of the service type, by language.
        planned: when it was planned, None where it had no place; `trip_at_risk`: it was too late for the trip.
    """

    position: int
    application_id: int
    number: str
    name: str
    service: dict[str, str]
    departs_at: datetime | None
    proof: str
    need_by: datetime
    planned: datetime | None
    trip_at_risk: bool


class FirstLook(NamedTuple):
    """What is true of an office at the first moment.

    Attributes:
        is_open: nobody needs a password; of a closed office no application is read.
        now: its time. planned_at: when the order was made, None where none was kept. waiting: how many wait now.
    """

    is_demo: bool
    is_open: bool
    office_name: str
    now: datetime
    planned_at: datetime | None = None
    waiting: int = 0
    rows: tuple[WaitingRow, ...] = ()


def first_look(url: str) -> FirstLook | None:
    """A first look at the office at `url`; None where the usual way is needed: a server, another schema, trouble."""
    path = url.removeprefix(_PREFIX)
    if path == url or "?" in path or not Path(path).is_file():
        return None
    driver = sqlite_module()
    with suppress(driver.Error, OSError, ValueError, KeyError, TypeError, zlib.error):
        address = f"{Path(path).absolute().as_uri()}?mode=ro"
        with closing(driver.connect(address, uri=True, timeout=_PATIENCE_S, isolation_level=None)) as connection:
            connection.execute("BEGIN")
            return _look(connection)
    return None


def _look(connection: Any) -> FirstLook | None:
    if _one(connection, "select version_num from alembic_version") != _newest_schema():
        return None
    settings = json.loads(_one(connection, "select body from settings_version order by id desc limit 1"))
    office = settings["office"]
    zone = ZoneInfo(office["zone"])
    start = _one(connection, "select value from meta where key = 'demo_start'")
    is_open = _one(connection, "select 1 from account limit 1") is None
    look = FirstLook(start is not None, is_open, office["short_name"], _now(connection, start, zone))
    kept = connection.execute("select at, body from plan_snapshot order by id desc limit 1").fetchone()
    if not is_open or kept is None:
        return look
    waiting = _one(connection, "select count(*) from application where state = 'ready'")
    rows = _rows(connection, json.loads(zlib.decompress(kept[1])), settings["services"], zone)
    planned_at = _moment(kept[0], zone)
    return FirstLook(look.is_demo, look.is_open, look.office_name, look.now, planned_at, waiting, rows)


def _newest_schema() -> str:
    return max(each.name for each in _SCRIPTS.iterdir() if each.name.startswith("0"))[:4]


def _rows(connection: Any, kept: dict[str, Any], services: list[Any], zone: tzinfo) -> tuple[WaitingRow, ...]:
    labels = {each["code"]: each["label"] for each in services}
    planned = accumulate(kept["planned"])
    moments = (next(planned, None) if placed == "1" else None for placed in kept["placed"])
    plan = list(islice(zip(kept["ids"], accumulate(kept["need"]), moments, kept["risk"], strict=True), 2 * _SHOWN))
    marks = ",".join("?" * len(plan))
    found = {
        row[0]: row
        for row in connection.execute(
            "select id, number, name, service, departs_at, proof from application"  # noqa: S608 - marks only
            f" where state = 'ready' and id in ({marks})",
            [each[0] for each in plan],
        )
    }
    still = [(found[each[0]], each) for each in plan if each[0] in found][:_SHOWN]
    return tuple(
        WaitingRow(
            position, row[0], row[1], row[2], labels.get(row[3], {"id": row[3], "en": row[3]}),
            _moment(row[4], zone) if row[4] else None, row[5] or "", datetime.fromtimestamp(need, zone),
            datetime.fromtimestamp(when, zone) if when is not None else None, risk == "2",
        )
        for position, (row, (_key, need, when, risk)) in enumerate(still, 1)
    )  # fmt: skip


def _now(connection: Any, start: str | None, zone: tzinfo) -> datetime:
    """The demo office's clock goes on from the last thing that happened there."""
    if start is None:
        return SystemClock().now().astimezone(zone)
    last = _one(connection, "select at from ledger order by seq desc limit 1")
    kept = _one(connection, "select max(at) from plan_snapshot")
    moments = (datetime.fromisoformat(start), *(_moment(each, zone) for each in (last, kept) if each))
    return max(moments).astimezone(zone)


def _moment(text: str, zone: tzinfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(zone)


def _one(connection: Any, statement: str) -> Any:
    row = connection.execute(statement).fetchone()
    return row[0] if row else None
