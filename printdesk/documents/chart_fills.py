"""Fills of chart bars on paper: solid, light, dotted, hatched and crossed, told apart in black and white."""

from printdesk.documents.chart_values import Fill
from printdesk.documents.sheet import Sheet
from printdesk.documents.style import THIN

_GAP = 3.2
Box = tuple[float, float, float, float]
"""Left, top, width, height in points."""


def fill_box(sheet: Sheet, fill: Fill, box: Box) -> None:
    """Fill a rectangle and draw its outline."""
    left, top, width, height = box
    if fill is Fill.SOLID:
        sheet.fill(left, top, width, height, 0.25)
    elif fill is Fill.LIGHT:
        sheet.fill(left, top, width, height, 0.82)
    elif fill is Fill.DOTS:
        _dots(sheet, box)
    else:
        _stripes(sheet, box, falling=False)
        if fill is Fill.CROSS:
            _stripes(sheet, box, falling=True)
    sheet.frame(left, top, width, height, THIN, 0.15)


def _dots(sheet: Sheet, box: Box) -> None:
    left, top, width, height = box
    rows, columns = int(height / _GAP), int(width / _GAP)
    for row in range(rows):
        for column in range(columns):
            x, y = left + (column + 0.5) * _GAP, top + (row + 0.5) * _GAP
            sheet.fill(x, y, 0.9, 0.9, 0.2)


def _stripes(sheet: Sheet, box: Box, *, falling: bool) -> None:
    """Diagonals clipped to the rectangle."""
    left, top, width, height = box
    offset = _GAP
    while offset < width + height:
        start = (min(offset, width), max(0.0, offset - width))
        end = (max(0.0, offset - height), min(offset, height))
        x1, x2 = (width - start[0], width - end[0]) if falling else (start[0], end[0])
        sheet.line(left + x1, top + start[1], left + x2, top + end[1], 0.5, 0.15)
        offset += _GAP
