"""The rows of an overtime work sheet: what is known of each application, and the fields to fill in by hand."""

from collections.abc import Callable
from datetime import date, datetime

from printdesk.documents import fonts
from printdesk.documents.barcode import qr
from printdesk.documents.document import Warnings
from printdesk.documents.fitting import fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.slip_values import grouped
from printdesk.documents.style import HAIR, MM, PAPER, RULE, THIN, tick_box
from printdesk.documents.table import Cell, Column, Line, Look, Painter, Table, lay_table
from printdesk.documents.worksheet_values import Urgency, WorkSheetRow
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import clock_time, day_short, zone_name

LOOK = Look(pad=4.5, lead=4, min_height=12.7 * MM)

_SERIAL_CELLS = 8
_SERIAL_CELL = (12.4, 17.0)
_TICK = 13.0
_CODE_SIDE = 10.5 * MM
_SHADES = {Urgency.TODAY: 0.83, Urgency.LATE: 0.91, Urgency.SLACK: 0.965}


def lay_rows(rows: tuple[WorkSheetRow, ...], warnings: Warnings, _: Catalogue) -> Table:
    """The measured table of the sheet."""
    words = urgency_words(_)
    return lay_table(_columns(_), [_cells(row, words, warnings, _) for row in rows], LOOK)


def urgency_words(_: Catalogue) -> dict[Urgency, str]:
    """The word of each urgency."""
    return {
        Urgency.TODAY: _("Today"),
        Urgency.SLACK: _("Time left"),
        Urgency.LATE: _("Promise passed"),
        Urgency.NONE: _("In turn"),
    }


def draw_shape(sheet: Sheet, urgency: Urgency, x: float, middle: float, size: float) -> None:
    """The urgency's shape, `size` wide, its centre at `middle`: ▲ today, ◆ time left, ● late, ○ in turn."""
    half = size / 2
    if urgency is Urgency.TODAY:
        sheet.polygon(((x, middle + half), (x + size, middle + half), (x + half, middle - half)))
    elif urgency is Urgency.SLACK:
        sheet.polygon(((x, middle), (x + half, middle - half), (x + size, middle), (x + half, middle + half)))
    elif urgency is Urgency.LATE:
        sheet.pill(x, middle - half, size, size, 0, half)
    else:
        sheet.frame(x + 0.4, middle - half + 0.4, size - 0.8, size - 0.8, 0.8, radius=half - 0.4)


def _columns(_: Catalogue) -> tuple[Column, ...]:
    return (
        Column(_("No."), 26, Align.RIGHT, size=9),
        Column(_("Urgency"), 82),
        Column(_("Application, name"), 190),
        Column(_("Passport type"), 84, size=8.2),
        Column(_("Departs"), 58),
        Column(_("Print by"), 58),
        Column(_("Booklet serial"), _SERIAL_CELLS * _SERIAL_CELL[0] + 9),
        Column(_("Printed"), 44, Align.CENTRE),
        Column(_("Failed, reason"), 84),
        Column(_("Code"), 40, Align.CENTRE),
    )


def _cells(row: WorkSheetRow, words: dict[Urgency, str], warnings: Warnings, _: Catalogue) -> tuple[Cell, ...]:
    number = warnings.text(row.application_number, row.application_number)
    note = warnings.text(row.note, number)
    return (
        str(row.position),
        _urgency(row, words[row.urgency], warnings.text(row.slack, number)),
        (
            Line(grouped(number), size=7.8, grey=PAPER.label, lines=1),
            Line(warnings.text(row.name, number), Face.BOLD, 9.4, lines=6),
            Line(note, size=7, grey=PAPER.label),
        ),
        warnings.text(row.service, number),
        _moment(row.departs, _.lang),
        _moment(row.need_by, _.lang),
        _draw_serial,
        _draw_printed,
        _draw_failed,
        _code(row.code),
    )


def _moment(moment: datetime | date | None, lang: str) -> Cell:
    if moment is None:
        return "–"
    if not isinstance(moment, datetime):
        return (Line(day_short(moment, lang), Face.BOLD, 9),)
    time = f"{clock_time(moment, lang)} {zone_name(moment)}".strip()
    return (Line(day_short(moment.date(), lang), Face.BOLD, 9), Line(time, size=7.6, lines=1))


def _urgency(row: WorkSheetRow, word: str, slack: str) -> Painter:
    def draw(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
        if row.urgency in _SHADES:
            sheet.fill(x, top + HAIR, width, height - 2 * HAIR, _SHADES[row.urgency])
        _draw_urgency(sheet, row.urgency, word, slack, x, top + height / 2, width)

    return draw


def _draw_urgency(
    sheet: Sheet, urgency: Urgency, word: str, slack: str, x: float, middle: float, width: float
) -> None:
    size, shape = 8.6, 7.2
    left = x + LOOK.pad
    room = width - shape - 2 * LOOK.pad - 4
    said = fit(word, Face.BOLD, room, size, 7)
    below = fit(slack, Face.REGULAR, room, 7.4, 6, 2) if slack else None
    height = said.height + (below.height if below else 0)
    y = middle - height / 2 + said.leading * 0.5 + fonts.cap_height(Face.BOLD) * said.size / 2
    draw_shape(sheet, urgency, left, y - fonts.cap_height(Face.BOLD) * said.size / 2, shape)
    sheet.lines(left + shape + 4, y, said, Face.BOLD)
    if below:
        sheet.lines(left + shape + 4, y + said.leading * 0.5 + below.leading * 0.6, below, Face.REGULAR)


def _draw_serial(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    cell, tall = _SERIAL_CELL
    left = x + (width - cell * _SERIAL_CELLS) / 2
    y = top + (height - tall) / 2
    sheet.frame(left, y, cell * _SERIAL_CELLS, tall, THIN)
    for number in range(1, _SERIAL_CELLS):
        sheet.line(left + number * cell, y, left + number * cell, y + tall, HAIR, 0.35)


def _draw_printed(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    tick_box(sheet, x + (width - _TICK * 0.78) / 2, top + height / 2 + _TICK * 0.35, _TICK)


def _draw_failed(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    baseline = top + height / 2 + _TICK * 0.35
    tick_box(sheet, x + LOOK.pad, baseline, _TICK)
    sheet.line(x + LOOK.pad + _TICK * 0.78 + 5, baseline + 0.5, x + width - LOOK.pad, baseline + 0.5, HAIR, 0.35)


def _code(text: str) -> Callable[[Sheet, float, float, float, float], None]:
    def draw(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
        # The cell is white but for a hair line, and the next code a quiet zone away: the picture needs no own one.
        code = qr(text, "L", quiet=0)
        left, y = x + (width - _CODE_SIDE) / 2, top + (height - _CODE_SIDE) / 2
        sheet.fill(x, top + RULE, width, height - 2 * RULE, 1)
        sheet.bitmap(left, y, _CODE_SIDE, _CODE_SIDE, code.side, code.packed)

    return draw
