"""A pickup slip on an 80 mm thermal roll: one column, as long as its contents, black only."""

from collections.abc import Callable
from dataclasses import dataclass

from printdesk.documents import fonts
from printdesk.documents.barcode import QR_QUIET, code128, draw_code128, draw_qr, qr
from printdesk.documents.document import Warnings
from printdesk.documents.fitting import Fitted, fit, wrap
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.slip_bring import draw_heading, draw_ticks, lay_ticks, others
from printdesk.documents.slip_values import Label, Moment, Words
from printdesk.documents.style import MM, ROLL_WIDTH, THERMAL, LabelType, Room, draw_label, fitted, one_line

_UNLIMITED = 10_000.0
_LABELS = LabelType(7.6, 6.8)


@dataclass(frozen=True, slots=True)
class Roll:
    """Measures of the roll in points; a thermal head prints 72 of the 80 mm.

    The Code 128's module is 0.375 mm, three dots of a 203 dpi head, so that each bar is a whole number of dots.
    """

    width: float = ROLL_WIDTH
    margin: float = 4.5 * MM
    top: float = 4 * MM
    bottom: float = 5 * MM
    gap: float = 9
    office_type: float = 11.5
    label: LabelType = _LABELS
    number_type: float = 12
    shelf_type: float = 44
    qr_side: float = 82
    name_type: float = 17
    name_min: float = 12
    value_type: float = 11.5
    small_type: float = 8.4
    module: float = 0.375 * MM
    bars_height: float = 34

    @property
    def room(self) -> float:
        """Breadth of the text."""
        return self.width - 2 * self.margin


ROLL = Roll()


class _Column:
    """Blocks below each other; drawn when their whole height is known, since that is the page's."""

    def __init__(self) -> None:
        self.y = ROLL.top
        self._drawn: list[Callable[[Sheet], None]] = []

    def add(self, draw: Callable[[Sheet], None]) -> None:
        self._drawn.append(draw)

    def lines(self, laid: Fitted, face: Face, align: Align = Align.LEFT) -> None:
        x = {Align.LEFT: ROLL.margin, Align.CENTRE: ROLL.width / 2, Align.RIGHT: ROLL.width - ROLL.margin}[align]
        y = self.y + laid.size * 0.86
        self.add(lambda sheet: _none(sheet.lines(x, y, laid, face, align=align)))
        self.y += laid.height

    def label(self, words: Words, label: Label) -> None:
        pair = words.labels[label]
        y = self.y + ROLL.label.main * 0.86
        self.add(lambda sheet: _none(draw_label(sheet, ROLL.margin, y, pair.main, pair.second, ROLL.label, THERMAL)))
        self.y += ROLL.label.main * 1.3

    def rule(self, weight: float = 1.0) -> None:
        self.y += ROLL.gap * 0.5
        y = self.y
        self.add(lambda sheet: sheet.line(ROLL.margin, y, ROLL.width - ROLL.margin, y, weight))
        self.y += ROLL.gap * 0.7

    def draw(self, sheet: Sheet) -> None:
        sheet.page(ROLL.width, self.y + ROLL.bottom)
        for draw in self._drawn:
            draw(sheet)


def draw_roll(sheet: Sheet, words: Words, warnings: Warnings) -> None:
    """Draw one slip on a page of its own length."""
    column = _Column()
    _add_head(column, words)
    _add_shelf(column, words, warnings)
    _add_name(column, words)
    _add_values(column, words)
    if words.bring:
        _add_bring(column, words)
    _add_foot(column, words)
    column.draw(sheet)


def _add_head(column: _Column, words: Words) -> None:
    if words.watermark:
        # A light grey text would print as dots all over the slip.
        _add_banner(column, words.watermark)
    column.lines(_wrapped(words.office, Face.BOLD, ROLL.office_type), Face.BOLD)
    column.y += 1
    column.label(words, Label.TITLE)
    column.y += 3
    column.lines(one_line(words.number, Face.BOLD, ROLL.room, ROLL.number_type, 8), Face.BOLD)
    if words.copy:
        column.y += 3
        _add_banner(column, words.copy)
    column.rule()


def _add_banner(column: _Column, text: str) -> None:
    laid = one_line(text, Face.BOLD, ROLL.room - 12, 9, 6)
    top, height = column.y, laid.size * 1.7
    baseline = top + (height + fonts.cap_height(Face.BOLD) * laid.size) / 2

    def draw(sheet: Sheet) -> None:
        sheet.pill(ROLL.margin, top, ROLL.room, height, 0, 2)
        sheet.lines(ROLL.width / 2, baseline, laid, Face.BOLD, 1, Align.CENTRE)

    column.add(draw)
    column.y += height + 5


def _add_shelf(column: _Column, words: Words, warnings: Warnings) -> None:
    top = column.y
    column.label(words, Label.SHELF)
    code = qr(words.code)
    quiet = QR_QUIET / code.side * ROLL.qr_side
    room = Room(ROLL.room - ROLL.qr_side + quiet, ROLL.shelf_type * 1.3, ROLL.shelf_type, 14)
    slot = fitted(words.shelf, Face.BOLD, room, words.number, words.shelf, warnings)
    ink = fonts.cap_height(Face.BOLD) * slot.size
    middle = top + ROLL.qr_side / 2
    baseline = middle + ink / 2 - (len(slot.lines) - 1) * slot.leading / 2

    def draw(sheet: Sheet) -> None:
        sheet.lines(ROLL.margin, baseline, slot, Face.BOLD)
        draw_qr(sheet, code, ROLL.width - ROLL.margin + quiet - ROLL.qr_side, top - quiet * 0.6, ROLL.qr_side)

    column.add(draw)
    column.y = top + ROLL.qr_side - quiet * 0.6
    column.lines(one_line(words.check, Face.REGULAR, ROLL.room, 7, 5), Face.REGULAR, Align.RIGHT)
    column.y += 3


def _add_name(column: _Column, words: Words) -> None:
    column.label(words, Label.NAME)
    column.lines(_flowing(words.name, ROLL.name_type, ROLL.name_min), Face.BOLD)
    column.y += ROLL.gap * 0.7


def _add_values(column: _Column, words: Words) -> None:
    _add_value(column, words, Label.APPLICATION, words.application)
    _add_value(column, words, Label.SERVICE, words.service)
    _add_value(column, words, Label.FROM, _moment(words.ready_from))
    if words.last_day:
        _add_value(column, words, Label.UNTIL, _moment(words.last_day))
    if words.phone:
        _add_value(column, words, Label.PHONE, words.phone)
    if words.group:
        _add_value(column, words, Label.GROUP, words.group)


def _add_value(column: _Column, words: Words, label: Label, text: str) -> None:
    column.label(words, label)
    column.lines(_flowing(text, ROLL.value_type, ROLL.value_type - 2), Face.BOLD)
    column.y += ROLL.gap * 0.55


def _moment(moment: Moment) -> str:
    return f"{moment.day}, {moment.time}"


def _add_bring(column: _Column, words: Words) -> None:
    column.rule()
    heading = column.y + ROLL.label.main
    column.add(lambda sheet: draw_heading(sheet, words, ROLL.margin, heading, ROLL.room, ROLL.label, THERMAL))
    column.y += ROLL.label.main * 1.5
    ticks = lay_ticks(words.bring[0].documents, ROLL.room, _UNLIMITED, 10)
    top = column.y
    column.add(lambda sheet: draw_ticks(sheet, ticks, ROLL.margin, top))
    column.y += ticks.height
    if rest := others(words):
        column.y += 3
        column.lines(_wrapped(rest, Face.REGULAR, 7.4), Face.REGULAR)


def _add_foot(column: _Column, words: Words) -> None:
    column.rule()
    if words.hours:
        column.label(words, Label.HOURS)
        column.lines(_wrapped(words.hours, Face.BOLD, ROLL.small_type), Face.BOLD)
        column.y += ROLL.gap
    code = code128(words.short_number)
    width = min((code.modules + 20) * ROLL.module, ROLL.width)
    top = column.y
    column.add(lambda sheet: _none(draw_code128(sheet, code, (ROLL.width - width) / 2, top, width, ROLL.bars_height)))
    column.y += ROLL.bars_height + 4
    column.lines(one_line(words.short_number, Face.REGULAR, ROLL.room, 8, 6), Face.REGULAR, Align.CENTRE)
    column.y += 3
    column.lines(
        fit(f"{words.printed} {words.printed_at} · {words.printed_by}", Face.REGULAR, ROLL.room, 7.2, 6, 3),
        Face.REGULAR,
        Align.CENTRE,
    )


def _flowing(text: str, size: float, min_size: float) -> Fitted:
    """As large as it goes on three lines; what needs more gets more, since the roll is as long as it must be."""
    laid = fit(text, Face.BOLD, ROLL.room, size, min_size, 3)
    return _wrapped(text, Face.BOLD, min_size) if laid.tight else laid


def _wrapped(text: str, face: Face, size: float) -> Fitted:
    return Fitted(wrap(text, face, ROLL.room, size), size, tight=False)


def _none(_value: object) -> None:
    """Drawing methods that tell where they ended, used where nobody asks."""
