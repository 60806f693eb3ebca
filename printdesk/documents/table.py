"""Tables drawn by hand: measured first, then broken into pages, each page with its own heading row.

A cell is a text, several texts below each other, or something to draw. Rows grow with what they hold; nothing is cut.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from printdesk.documents import fonts
from printdesk.documents.fitting import LEADING, Fitted, fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import HAIR, PAPER, RULE

Painter = Callable[[Sheet, float, float, float, float], None]
"""Draws a cell: sheet, left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Line:
    """One of several texts in a cell.

    Attributes:
        text: what it says, printable.
        face: regular or bold.
        size: type size in points.
        grey: 0 is black.
        lines: how many lines it may take before it shrinks.
    """

    text: str
    face: Face = Face.REGULAR
    size: float = 8.5
    grey: float = 0
    lines: int = 2


Cell = str | tuple[Line, ...] | Painter


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: heading, printable.
        width: in points, padding included.
        align: where its texts stand.
        size: type size of plain texts in points.
        lines: how many lines a plain text may take before it shrinks.
    """

    title: str
    width: float
    align: Align = Align.LEFT
    size: float = 8.5
    lines: int = 3


@dataclass(frozen=True, slots=True)
class Look:
    """Measures that all columns share, in points.

    Attributes:
        middle: cells stand in the middle of their row, else at its top.
    """

    pad: float = 4
    lead: float = 3.5
    heading_size: float = 7.4
    min_size: float = 6
    min_height: float = 0
    middle: bool = True


@dataclass(frozen=True, slots=True)
class _Laid:
    """A cell ready to be drawn: its texts with their fitted lines, or its painter."""

    texts: tuple[tuple[Line, Fitted], ...] = ()
    painter: Painter | None = None

    @property
    def height(self) -> float:
        return sum(fitted.height for _line, fitted in self.texts)


@dataclass(frozen=True, slots=True)
class Table:
    """A measured table.

    Attributes:
        columns: from left to right.
        heights: of each row, in points.
        heading: height of the heading row.
        look: measures that all columns share.
        rows: the fitted cells.
        titles: the fitted headings.
    """

    columns: tuple[Column, ...]
    heights: tuple[float, ...]
    heading: float
    look: Look
    rows: tuple[tuple[_Laid, ...], ...] = field(repr=False)
    titles: tuple[Fitted, ...] = field(repr=False)

    @property
    def width(self) -> float:
        """Breadth of all columns."""
        return sum(column.width for column in self.columns)


def lay_table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], look: Look) -> Table:
    """Measure a table."""
    laid = tuple(tuple(_lay(cell, column, look) for cell, column in zip(row, columns, strict=True)) for row in rows)
    heights = tuple(max(look.min_height, 2 * look.lead + max(cell.height for cell in row)) for row in laid)
    titles = tuple(
        fit(column.title, Face.BOLD, column.width - 2 * look.pad, look.heading_size, look.min_size, 2)
        for column in columns
    )
    heading = 2 * look.lead + max(title.height for title in titles)
    return Table(tuple(columns), heights, heading, look, laid, titles)


def paginate(table: Table, first: float, later: float, tail: float = 0) -> tuple[range, ...]:
    """Which rows stand on which page.

    Args:
        table: measured.
        first: room on the first page in points, heading row included.
        later: the same on all other pages.
        tail: room that what follows the table needs on the last page; it may get a page of its own.
    """
    pages: list[range] = []
    start, room = 0, first - table.heading
    used = 0.0
    for number, height in enumerate(table.heights):
        if used + height > room and number > start:
            pages.append(range(start, number))
            start, used, room = number, 0.0, later - table.heading
        used += height
    pages.append(range(start, len(table.heights)))
    if used + tail > room:
        pages.append(range(0))
    return tuple(pages)


def draw_table(sheet: Sheet, table: Table, rows: range, x: float, top: float) -> float:
    """Draw the heading and some rows; gives where they end."""
    _draw_heading(sheet, table, x, top)
    y = top + table.heading
    for number in rows:
        height = table.heights[number]
        _draw_row(sheet, table, number, x, y)
        y += height
        sheet.line(x, y, x + table.width, y, HAIR, PAPER.line)
    return y


def _lay(cell: Cell, column: Column, look: Look) -> _Laid:
    if callable(cell):
        return _Laid(painter=cell)
    lines = (Line(cell, size=column.size, lines=column.lines),) if isinstance(cell, str) else cell
    room = column.width - 2 * look.pad
    return _Laid(
        tuple(
            (line, fit(line.text, line.face, room, line.size, min(look.min_size, line.size), line.lines))
            for line in lines
            if line.text
        )
    )


def _draw_heading(sheet: Sheet, table: Table, x: float, top: float) -> None:
    for column, title, left in zip(table.columns, table.titles, _lefts(table, x), strict=True):
        last = top + table.heading - table.look.lead - title.size * 0.22
        y = last - (len(title.lines) - 1) * title.leading
        sheet.lines(_anchor(column, left, table.look), y, title, Face.BOLD, PAPER.label, column.align)
    line = top + table.heading
    sheet.line(x, line, x + table.width, line, RULE)


def _draw_row(sheet: Sheet, table: Table, number: int, x: float, top: float) -> None:
    height = table.heights[number]
    for column, cell, left in zip(table.columns, table.rows[number], _lefts(table, x), strict=True):
        if cell.painter is not None:
            cell.painter(sheet, left, top, column.width, height)
            continue
        y = top + ((height - cell.height) / 2 if table.look.middle else table.look.lead)
        for line, fitted in cell.texts:
            rise = (LEADING - fonts.cap_height(line.face)) / 2 * fitted.size
            baseline = y + fitted.leading - rise
            sheet.lines(_anchor(column, left, table.look), baseline, fitted, line.face, line.grey, column.align)
            y += fitted.height


def _lefts(table: Table, x: float) -> list[float]:
    return list(accumulate((column.width for column in table.columns[:-1]), initial=x))


def _anchor(column: Column, left: float, look: Look) -> float:
    room = column.width - 2 * look.pad
    return left + look.pad + room * column.align.value
