"""A pickup slip on a card of A6 or A5: every field has its own fixed place, so that a pile of slips can be leafed."""

from dataclasses import dataclass, fields, replace

from printdesk.documents import fonts
from printdesk.documents.barcode import BAR_QUIET, QR_QUIET, Matrix, code128, draw_code128, draw_qr, qr
from printdesk.documents.document import Warnings
from printdesk.documents.fitting import balanced, fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.slip_bring import draw_bring
from printdesk.documents.slip_values import Label, Moment, Words
from printdesk.documents.style import A6, PAPER, LabelType, Room, draw_label, fitted, one_line


@dataclass(frozen=True, slots=True)
class Card:
    """Where everything stands on a card, in points from its top left corner; types in points."""

    width: float = A6[0]
    height: float = A6[1]
    left: float = 17
    right: float = A6[0] - 17
    middle: float = 154
    gutter: float = 9
    label: float = 7.2
    label_second: float = 6.3
    office_y: float = 36.5
    office_type: float = 11
    office_min: float = 9.2
    office_width: float = 173
    office_height: float = 24.5
    title_y: float = 48.6
    slip_label_y: float = 25
    slip_number_y: float = 36.5
    slip_number_type: float = 10.5
    badge_top: float = 41
    badge_height: float = 11
    badge_type: float = 6.6
    rule_y: float = 56
    rule: float = 1.1
    qr_top: float = 57.5
    qr_side: float = 84
    shelf_label_y: float = 68
    shelf_middle: float = 101
    shelf_type: float = 46
    shelf_width: float = 178
    name_label_y: float = 141
    name_top: float = 143.5
    name_height: float = 46
    name_type: float = 20
    name_min: float = 8
    row1_y: float = 199.5
    row2_y: float = 228.5
    row3_y: float = 265
    value_drop: float = 11.2
    value_type: float = 10.4
    time_drop: float = 10.2
    time_type: float = 8.6
    small_type: float = 9
    bring_top: float = 290
    bring_height: float = 56
    hours_y: float = 357.5
    bars_top: float = 366
    bars_height: float = 25
    bars_width: float = 190
    number_y: float = 400
    foot_type: float = 6.8
    foot_lead: float = 8.1
    check_type: float = 6

    def scaled(self, factor: float) -> "Card":
        """The same card on another size of paper."""
        return replace(self, **{field.name: getattr(self, field.name) * factor for field in fields(self)})

    @property
    def labels(self) -> LabelType:
        """Type of the labels."""
        return LabelType(self.label, self.label_second)

    @property
    def column(self) -> float:
        """Breadth of the left column."""
        return self.middle - self.left - self.gutter


A6_CARD = Card()
A5_CARD = A6_CARD.scaled(2**0.5)


def draw_card(sheet: Sheet, words: Words, card: Card, warnings: Warnings) -> None:
    """Draw one slip from the top left corner of the sheet's present card."""
    key = (card.width, words.language, words.office, words.watermark, words.bring, words.hours)
    shown = (words.last_day is not None, bool(words.phone), bool(words.group), words.labels[Label.FROM].main)
    sheet.part((key, shown), card.width, card.height, lambda part: _draw_fixed(part, words, card, warnings))
    _draw_number(sheet, words, card)
    _draw_shelf(sheet, words, card, warnings)
    _draw_name(sheet, words, card, warnings)
    _draw_values(sheet, words, card, warnings)
    _draw_foot(sheet, words, card)


def _draw_fixed(sheet: Sheet, words: Words, card: Card, warnings: Warnings) -> None:
    if words.watermark:
        sheet.watermark(words.watermark, card.width, card.height)
    _draw_head(sheet, words, card, warnings)
    _draw_labels(sheet, words, card)
    if words.bring:
        draw_bring(sheet, words, card.left, card.bring_top, card.right - card.left, card.bring_height, card.labels)
    if words.hours:
        _draw_hours(sheet, words, card)


def _draw_head(sheet: Sheet, words: Words, card: Card, warnings: Warnings) -> None:
    office = one_line(words.office, Face.BOLD, card.office_width, card.office_type, card.office_min)
    lift = 0.0
    if office.tight:
        room = Room(card.office_width, card.office_height, card.office_type, card.label * 0.9)
        office = fitted(words.office, Face.BOLD, room, words.number, words.office, warnings)
        lift = card.gutter * 1.12
    sheet.lines(card.left, card.office_y - lift, office, Face.BOLD)
    title = words.labels[Label.TITLE]
    draw_label(sheet, card.left, card.title_y, title.main, title.second, card.labels)
    number = words.labels[Label.SLIP_NUMBER].main
    sheet.text(card.right, card.slip_label_y, number, Face.REGULAR, card.label, PAPER.label, Align.RIGHT)
    sheet.line(card.left, card.rule_y, card.right, card.rule_y, card.rule)


def _draw_labels(sheet: Sheet, words: Words, card: Card) -> None:
    places = [
        (Label.SHELF, card.left, card.shelf_label_y),
        (Label.NAME, card.left, card.name_label_y),
        (Label.APPLICATION, card.left, card.row1_y),
        (Label.SERVICE, card.middle, card.row1_y),
        (Label.FROM, card.left, card.row2_y),
    ]
    if words.last_day:
        places.append((Label.UNTIL, card.middle, card.row2_y))
    if words.phone:
        places.append((Label.PHONE, card.left, card.row3_y))
    if words.group:
        places.append((Label.GROUP, card.middle, card.row3_y))
    for label, x, y in places:
        pair = words.labels[label]
        draw_label(sheet, x, y, pair.main, pair.second, card.labels)


def _draw_hours(sheet: Sheet, words: Words, card: Card) -> None:
    pair = words.labels[Label.HOURS]
    x = draw_label(sheet, card.left, card.hours_y, pair.main, pair.second, card.labels) + card.gutter / 2
    hours = one_line(words.hours, Face.BOLD, card.right - x, card.label, card.label * 0.75)
    sheet.lines(x, card.hours_y, hours, Face.BOLD)


def _draw_number(sheet: Sheet, words: Words, card: Card) -> None:
    room = card.right - card.left - card.office_width - card.gutter
    number = one_line(words.number, Face.BOLD, room, card.slip_number_type, card.label)
    sheet.lines(card.right, card.slip_number_y, number, Face.BOLD, align=Align.RIGHT)
    if words.copy:
        _draw_badge(sheet, words.copy, card)


def _draw_badge(sheet: Sheet, text: str, card: Card) -> None:
    pad = card.badge_height * 0.5
    width = fonts.width(text, Face.BOLD, card.badge_type) + 2 * pad
    x = card.right - width
    sheet.pill(x, card.badge_top, width, card.badge_height, 0, card.badge_height * 0.25)
    drop = (card.badge_height + fonts.cap_height(Face.BOLD) * card.badge_type) / 2
    sheet.text(x + pad, card.badge_top + drop, text, Face.BOLD, card.badge_type, 1)


def _draw_shelf(sheet: Sheet, words: Words, card: Card, warnings: Warnings) -> None:
    room = Room(card.shelf_width, card.shelf_type * 1.2, card.shelf_type, card.shelf_type * 0.3)
    slot = fitted(words.shelf, Face.BOLD, room, words.number, words.shelf, warnings)
    rise = fonts.cap_height(Face.BOLD) * slot.size / 2 - (len(slot.lines) - 1) * slot.leading / 2
    sheet.lines(card.left, card.shelf_middle + rise, slot, Face.BOLD)
    code = qr(words.code)
    draw_qr(sheet, code, _qr_left(code, card), card.qr_top, card.qr_side)


def _qr_left(code: Matrix, card: Card) -> float:
    # The dark modules, not the white around them, end at the margin.
    quiet = QR_QUIET / code.side * card.qr_side
    return card.right + quiet - card.qr_side


def _draw_name(sheet: Sheet, words: Words, card: Card, warnings: Warnings) -> None:
    room = Room(card.right - card.left, card.name_height, card.name_type, card.name_min)
    name = fitted(words.name, Face.BOLD, room, words.number, words.labels[Label.NAME].main, warnings)
    sheet.lines(card.left, card.name_top + name.size, name, Face.BOLD)


def _draw_values(sheet: Sheet, words: Words, card: Card, warnings: Warnings) -> None:
    right = card.right - card.middle
    y = card.row1_y + card.value_drop
    number = one_line(words.application, Face.BOLD, card.column, card.value_type, card.label)
    sheet.lines(card.left, y, number, Face.BOLD)
    _draw_two_lines(sheet, words, words.service, Face.BOLD, y, card.value_type, card, warnings)
    _draw_moment(sheet, words.ready_from, card.left, card.column, card)
    if words.last_day:
        _draw_moment(sheet, words.last_day, card.middle, right, card)
    small = card.row3_y + card.value_drop * 0.94
    if words.phone:
        phone = one_line(words.phone, Face.REGULAR, card.column, card.small_type, card.label)
        sheet.lines(card.left, small, phone, Face.REGULAR)
    if words.group:
        _draw_two_lines(sheet, words, words.group, Face.REGULAR, small, card.small_type, card, warnings)


def _draw_two_lines(
    sheet: Sheet, words: Words, text: str, face: Face, y: float, size: float, card: Card, warnings: Warnings
) -> None:
    """A value of the right column: on one line near its size, else on two smaller ones."""
    width = card.right - card.middle
    value = one_line(text, face, width, size, size * 0.82)
    if value.tight:
        value = fitted(text, face, Room(width, size * 1.8, size, card.label * 0.9), words.number, text, warnings)
    value = balanced(value, face, width)
    raised = card.label * 0.25 if len(value.lines) > 1 else 0.0
    sheet.lines(card.middle, y - raised, value, face)


def _draw_moment(sheet: Sheet, moment: Moment, x: float, room: float, card: Card) -> None:
    y = card.row2_y + card.value_drop
    sheet.lines(x, y, one_line(moment.day, Face.BOLD, room, card.value_type, card.label), Face.BOLD)
    time = one_line(moment.time, Face.REGULAR, room, card.time_type, card.label)
    sheet.lines(x, y + card.time_drop, time, Face.REGULAR)


def _draw_foot(sheet: Sheet, words: Words, card: Card) -> None:
    code = code128(words.short_number)
    # As with the QR code: the first bar stands on the margin and the quiet zones reach beyond.
    quiet = card.bars_width / code.modules * BAR_QUIET
    draw_code128(sheet, code, card.left - quiet, card.bars_top, card.bars_width + 2 * quiet, card.bars_height)
    sheet.text(card.left, card.number_y, words.short_number, Face.REGULAR, card.foot_type, PAPER.label)
    sheet.text(card.right, card.number_y, words.check, Face.REGULAR, card.check_type, PAPER.faint, Align.RIGHT)
    _draw_printed(sheet, words, card, card.right - card.left - card.bars_width - quiet)


def _draw_printed(sheet: Sheet, words: Words, card: Card, room: float) -> None:
    """When and where it was printed, right of the bars, upwards from the line above the check letters."""
    y = card.number_y - card.foot_lead
    for text, lines in ((words.printed_by, 2), (words.printed_at, 1), (words.printed, 1)):
        laid = fit(text, Face.REGULAR, room, card.foot_type, card.foot_type * 0.75, lines)
        sheet.lines(
            card.right, y - (len(laid.lines) - 1) * laid.leading, laid, Face.REGULAR, PAPER.label, Align.RIGHT
        )
        y -= card.foot_lead * len(laid.lines)
