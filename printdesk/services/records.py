"""The records as a table: filtered, sorted, page by page."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all

from printdesk.domain.states import ApplicationState
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

_ALWAYS = frozenset({"number", "name", "service", "state", "arrived", "promised"})
"""What every application has: asking for those without it last would keep an index from being used."""
_BOOKLET = Booklet.id == Application.booklet_id
_SELECTED: tuple[Any, ...] = (
    Application.id, Application.number, Application.name, Application.service, Application.state, Application.arrived,
    Application.promised, Application.departs_at, Application.departs_has_time, Application.shelf_slot,
    Booklet.serial,
)  # fmt: skip
_PART = 20_000

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
    """`limit` records from the `offset`-th on (counted from 0), and how many there are.

    Records without a value come last when sorting.
    """
    counted = select(func.count(Application.id)).where(*_conditions(view, query, vocabulary))
    rows = first_records(view, query, vocabulary, limit, offset)
    return RecordPage(rows, view.session.scalar(counted) or 0)


def first_records(
    view: View, query: RecordQuery, vocabulary: Vocabulary, limit: int, offset: int = 0
) -> tuple[RecordRow, ...]:
    """The same without the count, which costs more than the rows where there are a million."""
    return _rows(view, _ordered(view, query, vocabulary, _SELECTED).offset(offset).limit(limit))


def record_ids(view: View, query: RecordQuery, vocabulary: Vocabulary) -> "array[int]":
    """The ids of all records that match, in their order: 4 MB a million."""
    found = view.session.connection().execute(_ordered(view, query, vocabulary, (Application.id,)))
    ids, cursor = array("i"), found.cursor
    while cursor is not None and (part := cursor.fetchmany(_PART)):
        ids.extend([row[0] for row in part])  # the driver's own rows: a million of the mapper's take a second more
    found.close()
    return ids


def records_of(view: View, ids: Sequence[int]) -> tuple[RecordRow, ...]:
    """The records with these ids, in the order of the ids; those that are gone are left out."""
    found = {row.application_id: row for row in _rows(view, _selected().where(Application.id.in_(ids)))}
    return tuple(found[each] for each in ids if each in found)


def counts(view: View, queries: Sequence[RecordQuery], vocabulary: Vocabulary) -> tuple[int, ...]:
    """How many records each question finds, all asked for in one statement."""
    asked = [
        select(literal(at).label("at"), func.count(Application.id).label("found")).where(
            *_conditions(view, query, vocabulary)
        )
        for at, query in enumerate(queries)
    ]
    if not asked:
        return ()
    found = {row[0]: row[1] for row in view.session.execute(union_all(*asked))}
    return tuple(found[at] for at in range(len(queries)))


def _selected() -> Select[Any]:
    return select(*_SELECTED).outerjoin(Booklet, _BOOKLET)


def _ordered(view: View, query: RecordQuery, vocabulary: Vocabulary, columns: Sequence[Any]) -> Select[Any]:
    """Equals stand by id, in the same direction, so that an index gives the order as it is."""
    column = _SORTS[query.sort]
    order = column.desc() if query.descending else column.asc()
    last = Application.id.desc() if query.descending else Application.id.asc()
    found: Select[Any] = select(*columns)
    if columns is _SELECTED or query.sort == "serial":
        found = found.outerjoin(Booklet, _BOOKLET)
    return found.where(*_conditions(view, query, vocabulary)).order_by(
        order if query.sort in _ALWAYS else order.nulls_last(), last
    )  # fmt: skip


def _conditions(view: View, query: RecordQuery, vocabulary: Vocabulary) -> Iterator[ColumnElement[bool]]:
    if query.text.strip():
        yield matching(view.session, query.text, vocabulary)
    if query.states:
        yield _of_states(query.states)
    if query.service:
        yield Application.service == query.service


def _of_states(wanted: Sequence[str]) -> ColumnElement[bool]:
    """Nearly all records are collected: those are asked for by what they are not.

    SQLite would look all of them up by their state and sort them, 1.7 s of a million; so it walks the order's index.
    """
    if ApplicationState.COLLECTED in wanted:
        return Application.state.not_in([state for state in ApplicationState if state not in wanted])
    return Application.state.in_(wanted)


def _rows(view: View, statement: Select[Any]) -> tuple[RecordRow, ...]:
    """Columns, not objects of the mapper, which cost three times as much to make."""
    zone = view.office.zone
    return tuple(
        RecordRow(
            row.id, row.number, row.name, row.service, row.state, row.arrived.astimezone(zone),
            row.promised.astimezone(zone), row.departs_at.astimezone(zone) if row.departs_at else None,
            row.departs_has_time, row.shelf_slot or "", row.serial or "",
        )
        for row in view.session.execute(statement)
    )  # fmt: skip
