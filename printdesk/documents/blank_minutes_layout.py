"""The upright A4 page of official minutes: letterhead, title, sentences, tables, signatures, over many pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import fit, wrap
from printdesk.documents.fonts import Face, width
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.style import A4, HAIR, HEAVY, PAPER, THIN, one_line
from printdesk.documents.table import Cell, Column, Look, draw_table, lay_table, paginate
from printdesk.documents.worksheet_values import Letterhead
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import moment_short, zone_name

WIDTH, HEIGHT = A4
LEFT = 45.0
RIGHT = WIDTH - 45.0
ROOM = RIGHT - LEFT
"""Breadth of the text in points."""

_TOP = 36.0
_RUNNING = 28.0
_END = HEIGHT - 52.0
_FOOT = HEIGHT - 32.0
_QR_SIDE = 78.0
_SIGNATURE = 112.0
_NAME_SIZE = 9.5
_LOOK = Look(pad=4, lead=3.2)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs.

    Attributes:
        role: "Gave the blanks", in the reader's language.
        name: "" leaves a line to write it on. nip: 18 digits, or "".
    """

    role: str
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """What every minutes say at their head and foot.

    Attributes:
        number: "BA-2024-000012". title: of the paper, in the reader's language. code: the paper's signed code.
        issued_at: when this copy was made, in the office's zone. copy: 1 is the first.
    """

    number: str
    title: str
    letterhead: Letterhead
    code: str
    issued_at: datetime
    issued_by: str
    copy: int = 1


class Flow:
    """Writes one paper from top to bottom and begins pages where they are needed; nothing is cut."""

    def __init__(self, head: PaperHead, _: Catalogue, watermark: str | None, pages: int) -> None:
        self._head = head
        self._ = _
        self._pages = pages
        self.warnings = Warnings()
        self._watermark = self.said(watermark or "")
        self.sheet = Sheet(About(f"{head.title} {head.number}", self.said(head.letterhead.office), _.lang))
        self.y = _TOP
        self._open_page()
        self._draw_letterhead()
        self._draw_title()

    def said(self, text: str) -> str:
        """A text as it can be printed."""
        return self.warnings.text(text, self._head.number)

    def paragraph(self, text: str, size: float = 10, face: Face = Face.REGULAR, gap: float = 7) -> None:
        """A sentence or several, over the whole breadth."""
        lines = wrap(self.said(text), face, ROOM, size)
        leading = size * 1.36
        for line in lines:
            self._need(leading)
            self.y += leading
            self.sheet.text(LEFT, self.y, line, face, size)
        self.y += gap

    def heading(self, text: str, keep: float = 60) -> None:
        """A heading; it stays on the page of what follows, `keep` points high."""
        self._need(24 + keep)
        self.y += 16
        self.sheet.lines(LEFT, self.y, fit(self.said(text), Face.BOLD, ROOM, 11, 8), Face.BOLD)
        self.y += 7

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Names and their values below each other; a long name moves the values of all to the right."""
        names = max((width(name, Face.REGULAR, _NAME_SIZE) for name, _value in pairs), default=0.0)
        left = max(150.0, names + 12)
        for name, value in pairs:
            shown = fit(self.said(value), Face.BOLD, ROOM - left, 10, 7, 4)
            self._need(shown.height + 4)
            self.y += 13.5
            self.sheet.text(LEFT, self.y, name, Face.REGULAR, _NAME_SIZE, PAPER.label)
            self.y = self.sheet.lines(LEFT + left, self.y, shown, Face.BOLD)
        self.y += 6

    def page_break(self) -> None:
        """Go on at the head of a new page."""
        self._next_page()

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], look: Look = _LOOK) -> None:
        """A table; each page it runs on to has its heading row."""
        laid = lay_table(columns, rows, look)
        first = min(laid.heights[:1], default=0)
        self._need(laid.heading + first)
        pages = paginate(laid, _END - self.y, _END - _TOP - _RUNNING)
        for number, span in enumerate(pages):
            if number:
                self._next_page()
            self.y = draw_table(self.sheet, laid, span, LEFT, self.y)
        self.y += 9

    def signatures(self, signers: Sequence[Signer]) -> None:
        """The signature fields side by side, never torn from each other."""
        self._need(_SIGNATURE)
        column = ROOM / max(2, len(signers))
        for place, signer in enumerate(signers):
            self._draw_signature(signer, LEFT + place * column, column - 18)
        self.y += _SIGNATURE

    def finish(self) -> tuple[bytes, int]:
        """The file's bytes, and how many pages it has."""
        self._draw_foot()
        return self.sheet.finish(), self.sheet.pages

    def _need(self, height: float) -> None:
        if self.y + height > _END:
            self._next_page()

    def _next_page(self) -> None:
        self._draw_foot()
        self._open_page()
        head = self._head
        line = one_line(
            self.said(f"{head.number} · {head.title} · {head.letterhead.office}"), Face.REGULAR, ROOM, 8.4, 6
        )
        self.sheet.lines(LEFT, _TOP + 6, line, Face.REGULAR, PAPER.label)
        self.y = _TOP + _RUNNING

    def _open_page(self) -> None:
        self.sheet.page(WIDTH, HEIGHT)
        if self._watermark:
            mark = self._watermark
            self.sheet.part(mark, WIDTH, HEIGHT, lambda part: part.watermark(mark, WIDTH, HEIGHT))

    def _draw_letterhead(self) -> None:
        room = ROOM - _QR_SIDE - 12
        y = self.y
        letterhead = self._head.letterhead
        for parent in letterhead.parents:
            y += 10.5
            line = fit(self.said(parent), Face.REGULAR, room, 8.6, 6)
            self.sheet.lines(LEFT, y, line, Face.REGULAR, PAPER.label)
        office = fit(self.said(letterhead.office), Face.BOLD, room, 15, 9, 2)
        y = self.sheet.lines(LEFT, y + 18, office, Face.BOLD)
        address = fit(self.said(letterhead.address), Face.REGULAR, room, 8.6, 6, 2)
        y = self.sheet.lines(LEFT, y + 13, address, Face.REGULAR, PAPER.label)
        code = qr(self._head.code)
        quiet = QR_QUIET / code.side * _QR_SIDE
        draw_qr(self.sheet, code, RIGHT + quiet - _QR_SIDE, _TOP - quiet, _QR_SIDE)
        y = max(y + 9, _TOP + _QR_SIDE - 6)
        self.sheet.line(LEFT, y, RIGHT, y, HEAVY)
        self.sheet.line(LEFT, y + 2.6, RIGHT, y + 2.6, HAIR)
        self.y = y + 3

    def _draw_title(self) -> None:
        title = fit(self.said(self._head.title), Face.BOLD, ROOM, 15, 10, 2)
        self.y = self.sheet.lines(WIDTH / 2, self.y + 26, title, Face.BOLD, 0, Align.CENTRE)
        number = self._("Number: {number}").format(number=self._head.number)
        self.sheet.text(WIDTH / 2, self.y + 15, number, Face.REGULAR, 10.5, 0, Align.CENTRE)
        self.y += 28

    def _draw_foot(self) -> None:
        _, head = self._, self._head
        self.sheet.line(LEFT, _FOOT - 10, RIGHT, _FOOT - 10, HAIR, PAPER.line)
        template = (
            _("{number} · issued {moment} by {by}")
            if head.copy == 1
            else _("{number} · copy {copy} · issued {moment} by {by}")
        )
        moment = f"{moment_short(head.issued_at, _.lang)} {zone_name(head.issued_at)}".strip()
        text = template.format(number=head.number, copy=head.copy, moment=moment, by=head.issued_by)
        self.sheet.lines(
            LEFT, _FOOT, one_line(self.said(text), Face.REGULAR, ROOM - 90, 7.6, 5), Face.REGULAR, PAPER.label
        )
        counted = _("Page {page} of {pages}").format(page=self.sheet.pages, pages=self._pages)
        self.sheet.text(RIGHT, _FOOT, counted, Face.REGULAR, 7.6, PAPER.label, Align.RIGHT)

    def _draw_signature(self, signer: Signer, left: float, width: float) -> None:
        sheet = self.sheet
        sheet.lines(
            left, self.y + 18, fit(self.said(signer.role), Face.REGULAR, width, 9.5, 7, 2), Face.REGULAR, PAPER.label
        )
        line = self.y + 78
        sheet.line(left, line, left + width, line, THIN)
        if signer.name:
            sheet.lines(left, line + 12, fit(self.said(signer.name), Face.BOLD, width, 9.6, 6, 2), Face.BOLD)
        else:
            sheet.text(left, line + 12, self._("Name"), Face.REGULAR, 8, PAPER.label)
        nip = fit(f"NIP {signer.nip}".strip(), Face.REGULAR, width, 8.4, 6)
        sheet.lines(
            left, line + 31 if signer.name and len(signer.name) > 30 else line + 24, nip, Face.REGULAR, PAPER.label
        )


def make_paper(
    head: PaperHead, reader: Catalogue, watermark: str | None, items: int, write: Callable[[Flow], None]
) -> Document:
    """Write a paper twice: the first time tells how many pages it has."""
    pages = 0
    for _turn in range(2):
        flow = Flow(head, reader, watermark, pages)
        write(flow)
        content, pages = flow.finish()
    return Document(content, pages, items, flow.warnings.all())
