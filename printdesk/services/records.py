"""The records as a table: filtered, sorted, page by page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from printdesk.models.tables import Application, Booklet
from printdesk.services.name_index import Vocabulary
from printdesk.services.search import matching
from printdesk.services.work import View

_SORTS: dict[str, Any] = {
    "number": Application.number,
    "name": Application.name,
    "service": Application.service,
    "state": Application.state,
    "arrived": Application.arrived,
    "promised": Application.promised,
    "departs": Application.departs_at,
    "shelf_slot": Application.shelf_slot,
    "serial": Booklet.serial,
}

SORTS = tuple(_SORTS)
"""What records can be sorted by."""


@dataclass(frozen=True, slots=True)
class RecordQuery:
    """Which records, and in which order.

    Attributes:
        text: as in the search box; "" is all.
        states: codes of states; empty is all.
        service: code of a service type; "" is all.
        sort: one of `SORTS`.
    """

    text: str = ""
    states: tuple[str, ...] = ()
    service: str = ""
    sort: str = "arrived"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record of the table; times in the office's zone.

    Attributes:
        departs: departure, or None; without a known time the start of that day.
        shelf_slot: "" where the booklet is not on the shelf.
        serial: of the bound booklet, or "".
    """

    application_id: int
    number: str
    name: str
    service: str
    state: str
    arrived: datetime
    promised: datetime
    departs: datetime | None
    departs_has_time: bool
    shelf_slot: str
    serial: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A part of the records, and how many there are in all."""

    rows: tuple[RecordRow, ...]
    total: int


def records(view: View, query: RecordQuery, vocabulary: Vocabulary, offset: int, limit: int) -> RecordPage:
    """`limit` records from the `offset`-th on (counted from 0); records without a value come last when sorting."""
    column = _SORTS[query.sort]
    order = column.desc() if query.descending else column.asc()
    chosen = list(_conditions(view, query, vocabulary))
    booklet = Booklet.id == Application.booklet_id
    rows = view.session.execute(
        select(Application, Booklet.serial)
        .outerjoin(Booklet, booklet)
        .where(*chosen)
        .order_by(order.nulls_last(), Application.id)
        .offset(offset)
        .limit(limit)
    )
    counted = select(func.count()).select_from(Application).outerjoin(Booklet, booklet).where(*chosen)
    return RecordPage(tuple(_record(view, row, serial) for row, serial in rows), view.session.scalar(counted) or 0)


def _conditions(view: View, query: RecordQuery, vocabulary: Vocabulary) -> Iterator[ColumnElement[bool]]:
    if query.text.strip():
        yield matching(view.session, query.text, vocabulary)
    if query.states:
        yield Application.state.in_(query.states)
    if query.service:
        yield Application.service == query.service


def _record(view: View, row: Application, serial: str | None) -> RecordRow:
    zone = view.office.zone
    return RecordRow(
        row.id, row.number, row.name, row.service, row.state, row.arrived.astimezone(zone),
        row.promised.astimezone(zone), row.departs_at.astimezone(zone) if row.departs_at else None,
        row.departs_has_time, row.shelf_slot or "", serial or "",
    )  # fmt: skip
