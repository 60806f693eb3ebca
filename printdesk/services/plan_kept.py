"""A plan packed for keeping: for each application its place, when it was planned, and whether that was in time.

A column a list, moments as differences from the one before: a queue of 3,000 takes about 15 kB. Names are not kept;
they are read from the applications when a queue of the past is shown.
"""

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from itertools import accumulate, pairwise

from printdesk.services.plans import PlanRow

_SAFE, _PROMISE_AT_RISK, _TRIP_AT_RISK = 0, 1, 2


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One application in a plan of the past; its place is its index and one.

    Attributes:
        class_rank: 1 is most urgent.
        planned: None where it had no place.
        at_risk: the plan could not keep its print-by date; `trip_at_risk`: and a trip hung on it.
    """

    application_id: int
    class_rank: int
    need_by: datetime
    planned: datetime | None
    at_risk: bool
    trip_at_risk: bool


def kept_rows(rows: Sequence[PlanRow]) -> tuple[KeptRow, ...]:
    """What is kept of a plan's rows, to the full second."""
    return tuple(
        KeptRow(
            row.application_id, row.class_rank, row.need_by.replace(microsecond=0),
            row.planned.replace(microsecond=0) if row.planned else None, row.at_risk, row.trip_at_risk,
        )
        for row in rows
    )  # fmt: skip


def digest(rows: Sequence[KeptRow], zone: tzinfo) -> str:
    """What makes two plans different: who waits in which order, planned on which day, and what is at risk.

    That the whole plan slides on by a minute while nothing happens is no difference.
    """
    matters = [
        (
            row.application_id,
            row.class_rank,
            row.planned.astimezone(zone).toordinal() if row.planned else 0,
            _risk(row),
        )
        for row in rows
    ]
    return hashlib.sha256(json.dumps(matters, separators=(",", ":")).encode()).hexdigest()


def pack(rows: Sequence[KeptRow]) -> bytes:
    """The rows as bytes."""
    columns = {
        "ids": [row.application_id for row in rows],
        "class": [row.class_rank for row in rows],
        "need": _differences([int(row.need_by.timestamp()) for row in rows]),
        "planned": _differences([int(row.planned.timestamp()) for row in rows if row.planned]),
        "placed": "".join("1" if row.planned else "0" for row in rows),
        "risk": "".join(str(_risk(row)) for row in rows),
    }
    return zlib.compress(json.dumps(columns, separators=(",", ":")).encode(), 9)


def unpack(body: bytes, zone: tzinfo) -> tuple[KeptRow, ...]:
    """The rows out of bytes, their moments in `zone`."""
    columns = json.loads(zlib.decompress(body))
    planned = iter(list(accumulate(columns["planned"])))
    return tuple(
        KeptRow(
            key, rank, _moment(need, zone), _moment(next(planned), zone) if placed == "1" else None, risk != "0",
            risk == str(_TRIP_AT_RISK),
        )
        for key, rank, need, placed, risk in zip(
            columns["ids"], columns["class"], accumulate(columns["need"]), columns["placed"], columns["risk"],
            strict=True,
        )
    )  # fmt: skip


def _risk(row: KeptRow) -> int:
    if not row.at_risk:
        return _SAFE
    return _TRIP_AT_RISK if row.trip_at_risk else _PROMISE_AT_RISK


def _differences(values: Sequence[int]) -> list[int]:
    return [*values[:1], *(later - earlier for earlier, later in pairwise(values))]


def _moment(seconds: int, zone: tzinfo) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone)
