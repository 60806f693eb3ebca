"""Minutes on A4: letterhead with code and number, text, tables that run over pages, signatures at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.destruction_minutes_values import Head, Signer
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import fit, wrap
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.style import A4, HAIR, HEAVY, PAPER, THIN, one_line
from printdesk.documents.table import Table, draw_table
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_long, moment_short, zone_name

LEFT, RIGHT = 56.0, A4[0] - 56.0
WIDTH = RIGHT - LEFT
_TOP, _FOOT = 40.0, 34.0
_RUNNING = 22.0
_END = A4[1] - _FOOT - 14
_QR_SIDE = 78.0
_TEXT = 10.2
_LEAD = 14.0
_SIGN_HEIGHT = 112.0
_ACROSS = 2


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: in which capacity, and who; without a name a line is left for it."""

    title: str
    signer: Signer


class Page:
    """Minutes in the making: text, tables and signatures below each other, from page to page.

    Args:
        title: what the minutes are, in the reader's language.
        pages: how many pages it will have, 0 while that is not known.
    """

    def __init__(self, head: Head, title: str, watermark: str | None, pages: int) -> None:
        self.text_of = catalogue(head.language)
        self.warnings = Warnings()
        self._head, self._title, self._pages = head, title, pages
        self._watermark = self.warnings.text(watermark or "", head.number)
        office = self.warnings.text(head.letterhead.office, head.number)
        self._sheet = Sheet(About(f"{title} {head.number}", office, head.language))
        self.number = 0
        self._y = 0.0
        self._open()
        self._draw_head()

    def finish(self) -> bytes:
        """The file's bytes."""
        return self._sheet.finish()

    def gap(self, height: float) -> None:
        """Leave room."""
        self._y += height

    def paragraph(self, text: str, face: Face = Face.REGULAR, size: float = _TEXT, indent: float = 0) -> None:
        """A text over the whole width, line by line; it may run over a page."""
        said = self.warnings.text(text, self._head.number)
        for line in wrap(said, face, WIDTH - indent, size):
            self._room(_LEAD)
            self._y += _LEAD
            self._sheet.text(LEFT + indent, self._y, line, face, size)

    def heading(self, text: str, keep: float = 60) -> None:
        """A small heading that stays with what follows it."""
        self._room(_LEAD + 8 + keep)
        self._y += _LEAD + 6
        self._sheet.text(LEFT, self._y, text, Face.BOLD, 11)
        self._y += 5

    def table(self, table: Table) -> None:
        """A table over as many pages as it needs, each with its heading row."""
        start, count = 0, len(table.heights)
        while start < count:
            end = self._fitting(table, start)
            if end == start and self._y > self._first_y():
                self._turn()
                continue
            end = max(end, start + 1)
            self._y = draw_table(self._sheet, table, range(start, end), LEFT, self._y)
            start = end
            if start < count:
                self._turn()

    def _fitting(self, table: Table, start: int) -> int:
        """The row before which this page is full."""
        used, end = self._y + table.heading, start
        while end < len(table.heights) and used + table.heights[end] <= _END:
            used += table.heights[end]
            end += 1
        return end

    def signatures(self, signatures: Sequence[Signature]) -> None:
        """Places to sign, two beside each other, all on one page."""
        rows = -(-len(signatures) // _ACROSS)
        self._room(rows * _SIGN_HEIGHT + 16)
        top = self._y + 16
        column = WIDTH / _ACROSS
        for at, one in enumerate(signatures):
            left = LEFT + at % _ACROSS * column + 6
            self._sign(one, left, left + column - 26, top + at // _ACROSS * _SIGN_HEIGHT)
        self._y = top + rows * _SIGN_HEIGHT

    def _sign(self, one: Signature, left: float, right: float, top: float) -> None:
        title = fit(one.title, Face.REGULAR, right - left, 9.4, 7)
        self._sheet.lines(left, top + 10, title, Face.REGULAR, PAPER.label)
        line = top + 64
        self._sheet.line(left, line, right, line, THIN)
        if one.signer.name:
            name = fit(self.warnings.text(one.signer.name, self._head.number), Face.BOLD, right - left, 9.8, 6, 2)
            y = self._sheet.lines(left, line + 12, name, Face.BOLD)
        else:
            self._sheet.text(left, line + 12, self.text_of("Name"), Face.REGULAR, 8, PAPER.label)
            y = line + 12
        self._sheet.text(left, y + 11, f"NIP {one.signer.nip}".strip(), Face.REGULAR, 8, PAPER.label)

    def _room(self, height: float) -> None:
        if self._y + height > _END and self._y > self._first_y():
            self._turn()

    def _first_y(self) -> float:
        return _TOP + _RUNNING

    def _turn(self) -> None:
        self._open()
        self._draw_running_head()

    def _open(self) -> None:
        self._sheet.page(*A4)
        self.number += 1
        if self._watermark:
            mark = self._watermark
            self._sheet.part(mark, *A4, lambda part: part.watermark(mark, *A4))
        self._draw_foot()

    def _draw_head(self) -> None:
        head, sheet, room = self._head, self._sheet, WIDTH - _QR_SIDE - 16
        y = _TOP
        for parent in head.letterhead.parents:
            y += 11
            line = fit(self.warnings.text(parent, head.number), Face.REGULAR, room, 9, 6)
            sheet.lines(LEFT, y, line, Face.REGULAR, PAPER.label)
        office = fit(self.warnings.text(head.letterhead.office, head.number), Face.BOLD, room, 15, 9, 2)
        y = sheet.lines(LEFT, y + 18, office, Face.BOLD)
        address = fit(self.warnings.text(head.letterhead.address, head.number), Face.REGULAR, room, 8.6, 6, 2)
        y = sheet.lines(LEFT, y + 13, address, Face.REGULAR, PAPER.label)
        self._draw_code()
        y = max(y + 9, _TOP + _QR_SIDE)
        sheet.line(LEFT, y, RIGHT, y, HEAVY)
        sheet.line(LEFT, y + 2.6, RIGHT, y + 2.6, HAIR)
        self._draw_title(y)

    def _draw_title(self, y: float) -> None:
        middle = (LEFT + RIGHT) / 2
        title = fit(self._title.upper(), Face.BOLD, WIDTH, 15, 9, 2)
        y = self._sheet.lines(middle, y + 34, title, Face.BOLD, 0, Align.CENTRE)
        number = self.text_of("Number: {number}").format(number=self._head.number)
        self._sheet.text(middle, y + 18, number, Face.REGULAR, 11, 0, Align.CENTRE)
        y += 18
        if self._head.copy > 1:
            copy = self.text_of("Copy {number}").format(number=self._head.copy)
            y += 15
            self._sheet.text(middle, y, copy, Face.BOLD, 9.5, PAPER.label, Align.CENTRE)
        self._y = y + 12

    def _draw_code(self) -> None:
        code = qr(self._head.code)
        quiet = QR_QUIET / code.side * _QR_SIDE
        draw_qr(self._sheet, code, RIGHT + quiet - _QR_SIDE, _TOP - quiet - 2, _QR_SIDE)

    def _draw_running_head(self) -> None:
        head = self._head
        said = " · ".join((head.number, self._title, day_long(head.at.date(), head.language)))
        line = one_line(self.warnings.text(said, head.number), Face.REGULAR, WIDTH, 8.6, 6)
        self._sheet.lines(LEFT, _TOP + 6, line, Face.REGULAR, PAPER.label)
        self._y = self._first_y()

    def _draw_foot(self) -> None:
        y, head, _ = A4[1] - _FOOT, self._head, self.text_of
        self._sheet.line(LEFT, y - 11, RIGHT, y - 11, HAIR, PAPER.line)
        moment = f"{moment_short(head.issued_at, head.language)} {zone_name(head.issued_at)}".strip()
        issued = _("{number} · issued {moment} by {by}").format(number=head.number, moment=moment, by=head.issued_by)
        line = one_line(self.warnings.text(issued, head.number), Face.REGULAR, WIDTH - 100, 7.6, 5)
        self._sheet.lines(LEFT, y, line, Face.REGULAR, PAPER.label)
        counted = _("Page {page} of {pages}").format(page=self.number, pages=self._pages or self.number)
        self._sheet.text(RIGHT, y, counted, Face.REGULAR, 7.6, PAPER.label, Align.RIGHT)


def make(
    head: Head, title: Callable[[Catalogue], str], watermark: str | None, items: int, draw: Callable[[Page], None]
) -> Document:
    """The paper, drawn twice: first to count its pages, then with the count at the foot of each."""
    said = title(catalogue(head.language))
    counted = Page(head, said, watermark, 0)
    draw(counted)
    page = Page(head, said, watermark, counted.number)
    draw(page)
    return Document(page.finish(), page.number, items, page.warnings.all())
