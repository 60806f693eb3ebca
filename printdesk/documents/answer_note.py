"""The small note with the answer to "will I make it?": A6, or the 80 mm roll; no identity number, no telephone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import Fitted, balanced, fit, wrap
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.slip_bring import draw_ticks, lay_ticks
from printdesk.documents.style import A6, HEAVY, MM, PAPER, ROLL_WIDTH, THERMAL, THIN, Room, Tones, fitted
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _, catalogue
from printdesk.i18n.dates import moment_long

_UNLIMITED = 10_000.0
_QR = 25 * MM
_PAD = 3.2 * MM
_CHECK_GROUP = 4


class NoteSize(StrEnum):
    """The papers a note can be printed on."""

    A6 = "a6"
    ROLL80 = "roll80"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNote:
    """What the note says.

    Attributes:
        office, address: the letterhead. number: of the application, 16 digits.
        caption: the answer in a few words. sentence: the answer with date, margin and what can be done.
        as_of: when it was asked, in the office's zone.
        bring: what the applicant must show; empty while there is nothing to collect.
        hours: the counter's, line by line. code: for the QR code.
        desk: where it was printed. watermark: over all of it, or None.
    """

    office: str
    address: str
    number: str
    name: str
    service: str
    caption: str
    sentence: str
    as_of: datetime
    bring: tuple[str, ...]
    hours: tuple[str, ...]
    code: str
    desk: str
    language: str
    watermark: str | None = None


def answer_note(note: AnswerNote, size: str = NoteSize.A6) -> Document:
    """The note as a PDF of one page.

    Raises:
        RuleViolationError: the size is none of `NoteSize`.
    """
    if size not in set(NoteSize):
        raise RuleViolationError(
            _("Notes are not printed on “{size}”.").format(size=size),
            _("Choose one of: {known}.").format(known=", ".join(NoteSize)),
        )
    reader, warnings = catalogue(note.language), Warnings()
    sheet = Sheet(About(reader("Answer for {number}").format(number=grouped(note.number)), note.office, reader.lang))
    (_on_roll if size == NoteSize.ROLL80 else _on_card)(sheet, note, reader, warnings)
    return Document(sheet.finish(), sheet.pages, 1, warnings.all())


def grouped(text: str) -> str:
    """Digits or letters in fours."""
    return " ".join(text[at : at + _CHECK_GROUP] for at in range(0, len(text), _CHECK_GROUP))


class _Column:
    """Blocks below each other; drawn when their whole height is known."""

    def __init__(self, sheet: Sheet, width: float, margin: float, tones: Tones) -> None:
        self._sheet, self.width, self.margin, self.tones = sheet, width, margin, tones
        self.y = margin
        self._drawn: list[Callable[[], object]] = []

    @property
    def room(self) -> float:
        """Breadth of the text."""
        return self.width - 2 * self.margin

    def add(self, draw: Callable[[], object]) -> None:
        """To be drawn with the rest."""
        self._drawn.append(draw)

    def lines(self, laid: Fitted, face: Face, grey: float = 0, align: Align = Align.LEFT, indent: float = 0) -> None:
        """A text in its lines."""
        x = self.margin + indent if align is Align.LEFT else self.width / 2
        y = self.y + laid.size * 0.86
        self.add(lambda: self._sheet.lines(x, y, laid, face, grey, align))
        self.y += laid.height

    def text(self, text: str, face: Face, size: float, grey: float = 0) -> None:
        """A text that wraps."""
        self.lines(Fitted(wrap(text, face, self.room, size), size, tight=False), face, grey)

    def rule(self, weight: float, gap: float) -> None:
        """A line across."""
        self.y += gap
        y = self.y
        self.add(lambda: self._sheet.line(self.margin, y, self.width - self.margin, y, weight))
        self.y += gap

    def draw(self) -> None:
        """Everything that was added."""
        for draw in self._drawn:
            draw()


def _on_card(sheet: Sheet, note: AnswerNote, _: Catalogue, warnings: Warnings) -> None:
    width, height = A6
    sheet.page(width, height)
    if note.watermark:
        mark = warnings.text(note.watermark, note.number)
        sheet.part(("note", mark), width, height, lambda part: part.watermark(mark, width, height))
    column = _Column(sheet, width, 8 * MM, PAPER)
    _add_head(column, note, warnings)
    _add_person(column, note, _, warnings)
    foot = height - 8 * MM - _QR
    bring = _bring_height(note, column.room)
    room = Room(column.room - 2 * _PAD, foot - column.y - bring - 12 * MM - 2 * _PAD, 16, 9)
    _add_answer(column, note, _, warnings, room)
    if note.bring:
        _add_bring(column, note, _, 8.6)
    column.draw()
    _draw_foot(sheet, note, _, (8 * MM, width, foot), PAPER)


def _on_roll(sheet: Sheet, note: AnswerNote, _: Catalogue, warnings: Warnings) -> None:
    column = _Column(sheet, ROLL_WIDTH, 4.5 * MM, THERMAL)
    if note.watermark:
        column.text(warnings.text(note.watermark, note.number), Face.BOLD, 9)
    _add_head(column, note, warnings)
    _add_person(column, note, _, warnings)
    _add_answer(column, note, _, warnings, Room(column.room - 2 * _PAD, _UNLIMITED, 13, 9))
    if note.bring:
        _add_bring(column, note, _, 9.5)
    column.y += 6
    foot = column.y
    sheet.page(ROLL_WIDTH, foot + _QR + 6 * MM)
    column.draw()
    _draw_foot(sheet, note, _, (4.5 * MM, ROLL_WIDTH, foot), THERMAL)


def _add_head(column: _Column, note: AnswerNote, warnings: Warnings) -> None:
    office = fit(warnings.text(note.office, note.number), Face.BOLD, column.room, 10.5, 8, 2)
    column.lines(office, Face.BOLD)
    if note.address:
        address = fit(warnings.text(note.address, note.number), Face.REGULAR, column.room, 7.4, 6, 2)
        column.lines(address, Face.REGULAR, column.tones.faint)
    column.rule(HEAVY, 4)


def _add_person(column: _Column, note: AnswerNote, _: Catalogue, warnings: Warnings) -> None:
    where = grouped(note.number)
    name = warnings.text(note.name, where)
    room = Room(column.room, 17 * 1.16 * 2.2, 15, 9)
    column.lines(fitted(name, Face.BOLD, room, where, _("Name"), warnings), Face.BOLD)
    column.y += 1.5
    column.text(f"{where} · {warnings.text(note.service, where)}", Face.REGULAR, 8.6)
    column.y += 6


def _add_answer(column: _Column, note: AnswerNote, _: Catalogue, warnings: Warnings, room: Room) -> None:
    """The answer in its frame, as large as it goes."""
    where = grouped(note.number)
    top = column.y
    column.y += _PAD
    column.lines(fit(note.caption, Face.BOLD, room.width, 9, 7), Face.BOLD, column.tones.label, indent=_PAD)
    column.y += 2
    left = Room(room.width, room.height - 12, room.size, room.min_size)
    said = _laid(warnings.text(note.sentence, where), left, where, _, warnings)
    column.lines(said, Face.BOLD, indent=_PAD)
    column.y += _PAD
    height = column.y - top
    column.add(lambda: column._sheet.frame(column.margin, top, column.room, height, THIN * 1.6, radius=4))  # noqa: SLF001
    column.y += 4
    as_of = _("As of {moment}").format(moment=moment_long(note.as_of, _.lang))
    column.lines(fit(as_of, Face.REGULAR, column.room, 8, 6), Face.REGULAR)
    column.y += 4


def _laid(text: str, room: Room, where: str, _: Catalogue, warnings: Warnings) -> Fitted:
    if room.height >= _UNLIMITED / 2:
        return Fitted(wrap(text, Face.BOLD, room.width, room.size), room.size, tight=False)
    return balanced(fitted(text, Face.BOLD, room, where, _("Answer"), warnings), Face.BOLD, room.width)


def _bring_height(note: AnswerNote, room: float) -> float:
    return lay_ticks(note.bring, room, _UNLIMITED, 8.6).height + 16 if note.bring else 0.0


def _add_bring(column: _Column, note: AnswerNote, _: Catalogue, size: float) -> None:
    column.text(_("Bring"), Face.BOLD, size)
    column.y += 1
    ticks = lay_ticks(note.bring, column.room, _UNLIMITED, size)
    top = column.y
    column.add(lambda: draw_ticks(column._sheet, ticks, column.margin, top))  # noqa: SLF001
    column.y += ticks.height + 3


def _draw_foot(sheet: Sheet, note: AnswerNote, _: Catalogue, place: tuple[float, float, float], tones: Tones) -> None:
    """The counter's hours on the left, the code on the right."""
    margin, width, top = place
    code = qr(note.code)
    quiet = QR_QUIET / code.side * _QR
    draw_qr(sheet, code, width - margin - _QR + quiet, top, _QR)
    room, y = width - 2 * margin - _QR, top + quiet + 7
    sheet.text(margin, y, _("Pickup hours"), Face.REGULAR, 7.4, tones.label)
    y += 3
    for line in note.hours:
        laid = fit(line, Face.BOLD, room, 8.4, 6, 2)
        sheet.lines(margin, y + laid.size, laid, Face.BOLD)
        y += laid.height
    if not note.bring:
        said = fit(_("The date can still move; ask again at the counter."), Face.REGULAR, room, 7, 6, 2)
        sheet.lines(margin, y + 10, said, Face.REGULAR, tones.faint)
    check = grouped(note.code.rpartition("|")[2])
    printed = fit(f"{check} · {note.desk}", Face.REGULAR, room, 6.6, 5)
    sheet.lines(margin, top + _QR - quiet, printed, Face.REGULAR, tones.faint)
