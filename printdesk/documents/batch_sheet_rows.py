"""The rows of a batch sheet: who is next, until when, and the fields to fill in by hand beside a machine."""

from collections.abc import Callable
from datetime import date, datetime

from printdesk.documents.barcode import qr
from printdesk.documents.batch_sheet_values import BatchPaperRow
from printdesk.documents.document import Warnings
from printdesk.documents.fitting import fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import HAIR, MM, PAPER, RULE, THIN, tick_box
from printdesk.documents.table import Cell, Column, Line, Look, Painter, Table, lay_table
from printdesk.documents.worksheet_rows import draw_shape, urgency_words
from printdesk.documents.worksheet_values import Urgency
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import clock_time, day_short, zone_name

LOOK = Look(pad=5, lead=4.5, heading_size=8, min_height=15.5 * MM)

CHECK_LETTERS = 4
_SERIAL_CELLS = 8
_SERIAL_CELL = (13.6, 19.0)
_TICK = 16.0
_CODE_SIDE = 11.5 * MM
_CODE_LETTERS = 8.4
_SHADES = {Urgency.TODAY: 0.83, Urgency.LATE: 0.91, Urgency.SLACK: 0.965}


def check_letters(code: str) -> str:
    """The first letters of a signed code's check, printed under it for whom no scanner is at hand."""
    return code.rsplit("|", 1)[-1][:CHECK_LETTERS]


def lay_rows(rows: tuple[BatchPaperRow, ...], warnings: Warnings, _: Catalogue) -> Table:
    """The measured table of the sheet."""
    words = urgency_words(_)
    return lay_table(_columns(_), [_cells(row, words, warnings, _) for row in rows], LOOK)


def _columns(_: Catalogue) -> tuple[Column, ...]:
    return (
        Column(_("No."), 34, Align.RIGHT, size=15),
        Column(_("Name, application"), 216),
        Column(_("Departs"), 70),
        Column(_("Slack"), 96),
        Column(_("Passport type"), 84, size=9.4),
        Column(_("Booklet serial"), _SERIAL_CELLS * _SERIAL_CELL[0] + 12),
        Column(_("Printed"), 42, Align.CENTRE),
        Column(_("Failed, no."), 62),
        Column(_("Code"), 48, Align.CENTRE),
    )


def _cells(row: BatchPaperRow, words: dict[Urgency, str], warnings: Warnings, _: Catalogue) -> tuple[Cell, ...]:
    number = warnings.text(row.application_number, row.application_number)
    tail = f"…{number[-6:]}" if len(number) > CHECK_LETTERS else number
    note = warnings.text(row.dated.note, number)
    return (
        str(row.position),
        (
            Line(warnings.text(row.name, number), Face.BOLD, 12.5, lines=4),
            Line(" · ".join(part for part in (tail, note) if part), size=9, grey=PAPER.label),
        ),
        _moment(row.dated.departs, _.lang),
        _urgency(row, words[row.dated.urgency], warnings.text(row.dated.slack, number)),
        warnings.text(row.service, number),
        _serial(row.foreseen),
        _draw_printed,
        _draw_failed,
        _code(row),
    )


def _moment(moment: datetime | date | None, lang: str) -> Cell:
    if moment is None:
        return "–"
    if not isinstance(moment, datetime):
        return (Line(day_short(moment, lang), Face.BOLD, 11.5),)
    time = f"{clock_time(moment, lang)} {zone_name(moment)}".strip()
    return (Line(day_short(moment.date(), lang), Face.BOLD, 11.5), Line(time, size=8.6, lines=1))


def _urgency(row: BatchPaperRow, word: str, slack: str) -> Painter:
    def draw(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
        urgency = row.dated.urgency
        if urgency in _SHADES:
            sheet.fill(x, top + HAIR, width, height - 2 * HAIR, _SHADES[urgency])
        room = width - 2 * LOOK.pad - 13
        said = fit(slack, Face.BOLD, room, 11, 7, 2)
        below = fit(word, Face.REGULAR, room, 8.2, 6, 2)
        y = top + (height - said.height - below.height) / 2 + said.leading * 0.78
        draw_shape(sheet, urgency, x + LOOK.pad, y - said.size * 0.36, 8.4)
        sheet.lines(x + LOOK.pad + 13, y, said, Face.BOLD)
        sheet.lines(x + LOOK.pad + 13, y + (len(said.lines) - 1) * said.leading + below.leading, below, Face.REGULAR)

    return draw


def _serial(foreseen: str) -> Painter:
    """Cells for a serial; with one foreseen its letters stand in grey, to be crossed out where another was used."""

    def draw(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
        cell, tall = _SERIAL_CELL
        left = x + (width - cell * _SERIAL_CELLS) / 2
        y = top + (height - tall) / 2 + (5 if foreseen else 0)
        if foreseen:
            sheet.text(left, y - 4, foreseen, Face.BOLD, 11)
        sheet.frame(left, y, cell * _SERIAL_CELLS, tall, THIN)
        for number in range(1, _SERIAL_CELLS):
            sheet.line(left + number * cell, y, left + number * cell, y + tall, HAIR, 0.35)

    return draw


def _draw_printed(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    tick_box(sheet, x + (width - _TICK * 0.78) / 2, top + height / 2 + _TICK * 0.35, _TICK)


def _draw_failed(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    baseline = top + height / 2 + _TICK * 0.35
    tick_box(sheet, x + LOOK.pad, baseline, _TICK)
    sheet.line(x + LOOK.pad + _TICK * 0.78 + 6, baseline + 0.5, x + width - LOOK.pad, baseline + 0.5, HAIR, 0.35)


def _code(row: BatchPaperRow) -> Callable[[Sheet, float, float, float, float], None]:
    def draw(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
        # As on a work sheet: the cell is white but for a hair line, so the picture needs no quiet zone of its own.
        code = qr(row.code, "L", quiet=0)
        left, y = x + (width - _CODE_SIDE) / 2, top + (height - _CODE_SIDE - _CODE_LETTERS) / 2 + 0.6
        sheet.fill(x, top + RULE, width, height - 2 * RULE, 1)
        sheet.bitmap(left, y, _CODE_SIDE, _CODE_SIDE, code.side, code.packed)
        letters = f"{row.position}-{check_letters(row.code)}"
        sheet.text(x + width / 2, y + _CODE_SIDE + _CODE_LETTERS - 1.6, letters, Face.BOLD, 6.6, 0, Align.CENTRE)

    return draw
