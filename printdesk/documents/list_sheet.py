"""A list as it stands on the screen, on A4 across: the same columns in the same order, letterhead, page n of m."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from printdesk.documents.counter_paper import LEFT, CounterHead, CounterPaper
from printdesk.documents.document import Cancelled, Document, Progress, Warnings, stop_if
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align
from printdesk.documents.style import A4, PAPER
from printdesk.documents.table import Cell, Column, Line, Look, Table, lay_table
from printdesk.domain.list_look import ListCell, ListColumn
from printdesk.i18n import catalogue

_ACROSS = (A4[1], A4[0])
_ROOM = _ACROSS[0] - 2 * LEFT
_LOOK = Look(pad=3.5, lead=2.4, min_size=5, middle=False)
_FIRST, _SECOND = 8.0, 6.6
_ALIGN = {"left": Align.LEFT, "right": Align.RIGHT, "center": Align.CENTRE}


@dataclass(frozen=True, slots=True)
class MeasuredList:
    """The rows of a list as they stand on paper, and what cannot be printed as it is written."""

    table: Table
    warnings: Warnings


def measure_list(
    columns: Sequence[ListColumn],
    portions: Iterable[Sequence[tuple[ListCell, ...]]],
    total: int,
    where: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> MeasuredList:
    """Measure the rows, which is what takes long; nothing is cut, a long name takes more lines.

    Args:
        portions: the rows, some at a time. total: how many there are, to say how far it is. where: what warnings
            call the list.

    Raises:
        CancelledError: the person stopped it.
    """
    warnings, laid, done = Warnings(), _columns(columns), 0
    tables = []
    for portion in portions:
        stop_if(cancelled)
        tables.append(lay_table(laid, list(_rows(portion, warnings, where)), _LOOK))
        done += len(portion)
        if progress is not None:
            progress(done, max(done, total))
    stop_if(cancelled)
    return MeasuredList(_joined(lay_table(laid, [], _LOOK), tables), warnings)


def list_sheet(head: CounterHead, measured: MeasuredList, language: str = "id", watermark: str = "") -> Document:
    """The measured list as PDF, page n of m, each page with the list's head and code."""
    paper = CounterPaper(head, _ACROSS, catalogue(language), measured.warnings, watermark=watermark)
    return paper.make(measured.table)


def _joined(empty: Table, tables: Sequence[Table]) -> Table:
    """One table of the parts that were measured one after the other."""
    return replace(
        empty,
        heights=tuple(height for table in tables for height in table.heights),
        rows=tuple(row for table in tables for row in table.rows),
    )


def _columns(columns: Sequence[ListColumn]) -> list[Column]:
    """As wide in proportion as on the screen, and together as wide as the paper."""
    least = sum(column.width for column in columns) or 1
    scale = min(0.75, _ROOM / least)
    shares = sum(column.stretch for column in columns)
    spare = _ROOM - least * scale
    widths = [
        column.width * scale + (spare * column.stretch / shares if shares else spare * column.width / least)
        for column in columns
    ]
    return [
        Column(column.title, width, _ALIGN[column.align], _FIRST)
        for column, width in zip(columns, widths, strict=True)
    ]


def _rows(portion: Sequence[tuple[ListCell, ...]], warnings: Warnings, where: str) -> Iterator[tuple[Cell, ...]]:
    for row in portion:
        yield tuple(
            (
                Line(warnings.text(cell.text, where), Face.BOLD if cell.strong else Face.REGULAR, _FIRST, lines=4),
                Line(warnings.text(cell.second, where), Face.REGULAR, _SECOND, PAPER.label, lines=3),
            )
            for cell in row
        )
