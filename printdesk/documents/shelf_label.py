"""Labels for booklets on the shelf: 50 by 25 mm, one a page for a label printer, or 44 on a sheet of A4."""

from collections.abc import Sequence
from dataclasses import dataclass

from printdesk.documents.barcode import code128, draw_code128
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.style import A4, HAIR, MM, PAPER, Room, fitted
from printdesk.i18n import Catalogue, catalogue

SINGLE, A4_SHEET = "label", "a4"
"""The two sizes: a label a page, or a sheet of them."""

WIDTH, HEIGHT = 50 * MM, 25 * MM
_PAD = 5.0
_COLUMNS, _ROWS = 4, 11
_CODE_HEIGHT = 17.0


@dataclass(frozen=True, slots=True)
class ShelfLabel:
    """What one label says.

    Attributes:
        slot: "A-014". name: the applicant's, complete. number: 16 digits; its end is shown.
        serial: the booklet's, also as a code. expected: day of pickup in words, or "". group: or "".
    """

    slot: str
    name: str
    number: str
    serial: str
    expected: str = ""
    group: str = ""


def shelf_labels(
    labels: Sequence[ShelfLabel], size: str = SINGLE, language: str = "id", watermark: str | None = None
) -> Document:
    """The labels as PDF; on a sheet of A4 they stand in rows, with hair lines to cut along."""
    _ = catalogue(language)
    warnings = Warnings()
    sheet = Sheet(About(_("Shelf labels"), "", _.lang))
    for number, label in enumerate(labels):
        if size == A4_SHEET:
            _place(sheet, number)
        else:
            sheet.page(WIDTH, HEIGHT)
        _draw(sheet, label, warnings, framed=size == A4_SHEET, mark=watermark or "")
    if not labels:
        sheet.page(*(A4 if size == A4_SHEET else (WIDTH, HEIGHT)))
    return Document(sheet.finish(), sheet.pages, len(labels), warnings.all())


def _place(sheet: Sheet, number: int) -> None:
    at = number % (_COLUMNS * _ROWS)
    if at == 0:
        sheet.page(*A4)
    left = (A4[0] - _COLUMNS * WIDTH) / 2 + at % _COLUMNS * WIDTH
    sheet.card(left, (A4[1] - _ROWS * HEIGHT) / 2 + at // _COLUMNS * HEIGHT, HEIGHT)


def _draw(sheet: Sheet, label: ShelfLabel, warnings: Warnings, *, framed: bool, mark: str) -> None:
    if framed:
        sheet.frame(0, 0, WIDTH, HEIGHT, HAIR, PAPER.line)
    room = WIDTH - 2 * _PAD
    slot = fit(warnings.text(label.slot, label.serial), Face.BOLD, room * 0.6, 22, 11)
    sheet.lines(_PAD, 21.5, slot, Face.BOLD)
    if label.expected:
        day = fit(warnings.text(label.expected, label.serial), Face.BOLD, room * 0.38, 8, 5)
        sheet.lines(WIDTH - _PAD, 11.5, day, Face.BOLD, 0, Align.RIGHT)
    tail = f"…{label.number[-4:]}" if label.number else ""
    sheet.text(WIDTH - _PAD, 21.5, tail, Face.REGULAR, 8, PAPER.label, Align.RIGHT)
    place = Room(room, 18.5, 8.4, 5)
    name = fitted(warnings.text(label.name, label.serial), Face.BOLD, place, label.serial, label.slot, warnings)
    sheet.lines(_PAD, 25 + name.leading * 0.85, name, Face.BOLD)
    draw_code128(sheet, code128(label.serial), _PAD - 2, 44.5, room * 0.66, _CODE_HEIGHT)
    sheet.text(_PAD + room * 0.33 - 2, 68, label.serial, Face.BOLD, 6.8, 0, Align.CENTRE)
    _draw_side(sheet, label, warnings, room, mark)


def _draw_side(sheet: Sheet, label: ShelfLabel, warnings: Warnings, room: float, mark: str) -> None:
    """Beside the code: the group, and on a demo's label what it is."""
    left, width = _PAD + room * 0.68, room * 0.32
    place = Room(width, 16, 6.4, 4)
    if label.group:
        group = fitted(
            warnings.text(label.group, label.serial), Face.REGULAR, place, label.serial, label.group, warnings
        )
        sheet.lines(left, 50, group, Face.REGULAR)
    if mark:
        sheet.lines(left, 68, fit(mark, Face.REGULAR, width, 5, 3.5), Face.REGULAR, PAPER.label)


def size_words(_: Catalogue) -> dict[str, str]:
    """What the sizes are called."""
    return {SINGLE: _("Label 50 × 25 mm"), A4_SHEET: _("A4 sheet of 44 labels")}
