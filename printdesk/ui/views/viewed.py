"""What a room tells of its list, so that views can be kept of it and it can be printed and exported."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from printdesk.domain.list_look import ListCell, ListColumn
from printdesk.i18n import dates
from printdesk.services.list_values import ListRows, Portion
from printdesk.ui.kit.rows import Column
from printdesk.ui.kit.table_columns import TableColumns

Filters = Mapping[str, str]
Counter = Callable[[Sequence[Filters]], Sequence[int | None]]
"""Answers off the window's thread how many rows each of these filters lets through; None where that is unknown."""

R = TypeVar("R")
_PORTION = 500


@dataclass(frozen=True)
class Viewed:
    """A list with views.

    Attributes:
        code: one of `domain.list_look.LISTS`. title: what the list is called.
        columns: of the table that is shown now.
        filters: what is set, by name; "" for what lets everything through. show_filters: sets just these.
        words: these filters in words, one phrase each.
        gone: what they ask for that is not in this office any more, as a sentence; "" for nothing.
        known: the same filters without that.
        counter: what counts rows, taken from what is shown now. total: how many rows there are; None before it is
            known. read: what gives all rows, taken from what is shown now, to be called off the window's thread.
        state: under which name its columns are remembered; a room of several tables has one for each.
    """

    code: str
    title: Callable[[], str]
    columns: Callable[[], TableColumns]
    filters: Callable[[], Filters]
    show_filters: Callable[[Filters], None]
    words: Callable[[Filters], Sequence[str]]
    gone: Callable[[Filters], str]
    known: Callable[[Filters], Filters]
    counter: Callable[[], Counter]
    total: Callable[[], int | None]
    read: Callable[[], Callable[[], ListRows]]
    state: Callable[[], str]


def list_columns(columns: TableColumns) -> tuple[ListColumn, ...]:
    """The columns that are shown, as paper and files have them."""
    return tuple(
        ListColumn(column.title(), column.width, column.stretch, column.align) for column in shown_columns(columns)
    )


def shown_columns(columns: TableColumns) -> list[Column[Any]]:
    """The same as the table has them."""
    by_code = {column.code: column for column in columns.table.rows_model().columns}
    return [by_code[code] for code in columns.seen()]


def cells_of(row: R, columns: Sequence[Column[R]]) -> tuple[ListCell, ...]:
    """A row as its table shows it, masked as there; a day has its year, since paper and files are read later."""
    with dates.read_later():
        cells = [(column.cell(row), column.strong) for column in columns]
    return tuple(
        ListCell(
            cell.pill.text if cell.pill else cell.text, cell.second, strong if cell.strong is None else cell.strong
        )
        for cell, strong in cells
    )


def rows_shown(columns: TableColumns) -> Callable[[], ListRows]:
    """All rows of a table that holds them all, in the order shown."""
    shown, rows = shown_columns(columns), columns.table.rows_model().rows()

    def portions() -> Iterator[Portion]:
        at = iter(rows)
        while part := list(islice(at, _PORTION)):
            yield [cells_of(row, shown) for row in part]

    return lambda: ListRows(len(rows), portions)
