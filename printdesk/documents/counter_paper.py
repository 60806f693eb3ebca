"""What the counter's lists share: a head with code on every page, a table, remarks, signatures, page n of m."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import Fitted, fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.style import HAIR, HEAVY, PAPER, THIN, one_line
from printdesk.documents.table import Table, draw_table
from printdesk.documents.worksheet_values import Letterhead
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import moment_short, zone_name

LEFT, TOP, FOOT = 34.0, 30.0, 26.0
_QR_SIDE = 66.0
_SIGNATURE = 92.0
_REMARK = 8.6


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterHead:
    """What stands on every page.

    Attributes:
        title: what it is. number: its number. code: its signed code.
        facts: name and value of what holds for the whole paper.
        issued_at, issued_by: when and by whom it was made. copy: 1 is the first.
    """

    title: str
    number: str
    code: str
    letterhead: Letterhead
    facts: tuple[tuple[str, str], ...]
    issued_at: datetime
    issued_by: str
    copy: int = 1


@dataclass(frozen=True, slots=True)
class Signature:
    """A field to sign in: its title, and the name below the line ("" to be written by hand)."""

    title: str
    name: str = ""


class CounterPaper:
    """Draws one list page by page.

    Args:
        size: of the page in points. per_page: rows on a page at most.
        remarks: sentences below the table. signatures: fields side by side at the end.
    """

    def __init__(
        self,
        head: CounterHead,
        size: tuple[float, float],
        reader: Catalogue,
        warnings: Warnings,
        *,
        remarks: Sequence[str] = (),
        signatures: Sequence[Signature] = (),
        per_page: int = 1000,
        watermark: str = "",
    ) -> None:
        self._head = head
        self._width, self._height = size
        self._ = reader
        self._warnings = warnings
        self._remarks = tuple(remarks)
        self._signatures = tuple(signatures)
        self._per_page = per_page
        self._mark = watermark
        self._sheet = Sheet(About(f"{head.title} {head.number}", self._text(head.letterhead.office), reader.lang))

    @property
    def right(self) -> float:
        """Where the printed part ends."""
        return self._width - LEFT

    def make(self, table: Table) -> Document:
        """The paper with this table."""
        top = self._measured_top()
        room = self._height - FOOT - 14 - top - table.heading
        pages = _pages(table, room, self._tail(), self._per_page)
        bottom = top
        for at, rows in enumerate(pages):
            self._open_page()
            top = self._draw_head()
            bottom = draw_table(self._sheet, table, rows, LEFT, top) if rows or not at else top
            self._draw_foot(at + 1, len(pages))
        self._draw_signatures(self._draw_remarks(bottom + 12))
        return Document(self._sheet.finish(), len(pages), len(table.heights), self._warnings.all())

    def _text(self, text: str) -> str:
        return self._warnings.text(text, self._head.number)

    def _open_page(self) -> None:
        self._sheet.page(self._width, self._height)
        if self._mark:
            size = self._width, self._height
            self._sheet.part(self._mark, *size, lambda part: part.watermark(self._mark, *size))

    def _measured_top(self) -> float:
        """Where the table begins; the head is the same on every page."""
        tallest = max((each.leading * (len(each.lines) - 1) for each in self._fitted_facts()), default=0.0)
        return self._head_bottom() + 58 + tallest

    def _fitted_facts(self) -> list[Fitted]:
        """The values of the facts; a long name takes more lines rather than letters that nobody can read."""
        room = self._fact_width() - 8
        return [fit(self._text(said), Face.BOLD, room, 9.6, 8, 4) for _name, said in self._head.facts]

    def _fact_width(self) -> float:
        return (self.right - LEFT) / max(1, len(self._head.facts))

    def _office_lines(self) -> list[tuple[Fitted, Face, float]]:
        head = self._head.letterhead
        room = self.right - LEFT - _QR_SIDE - 16
        parents = [(fit(self._text(each), Face.REGULAR, room, 8, 6), Face.REGULAR, 9.6) for each in head.parents]
        office = (fit(self._text(head.office), Face.BOLD, room, 13, 9, 2), Face.BOLD, 15.0)
        address = (fit(self._text(head.address), Face.REGULAR, room, 8, 6, 2), Face.REGULAR, 11.0)
        return [*parents, office, address]

    def _head_bottom(self) -> float:
        y = TOP
        for fitted, _face, step in self._office_lines():
            y += step + (len(fitted.lines) - 1) * fitted.leading
        return max(y + 7, TOP + _QR_SIDE - 6)

    def _draw_head(self) -> float:
        sheet, y = self._sheet, TOP
        for fitted, face, step in self._office_lines():
            grey = 0.0 if face is Face.BOLD else PAPER.label
            y = sheet.lines(LEFT, y + step, fitted, face, grey)
        code = qr(self._head.code)
        quiet = QR_QUIET / code.side * _QR_SIDE
        draw_qr(sheet, code, self.right + quiet - _QR_SIDE, TOP - quiet, _QR_SIDE)
        y = self._head_bottom()
        sheet.line(LEFT, y, self.right, y, HEAVY)
        sheet.line(LEFT, y + 2.4, self.right, y + 2.4, HAIR)
        self._draw_title(y + 2.4)
        return self._measured_top()

    def _draw_title(self, top: float) -> None:
        head, sheet, _ = self._head, self._sheet, self._
        title = fit(self._text(head.title), Face.BOLD, self.right - LEFT - 170, 14, 9)
        sheet.lines(LEFT, top + 19, title, Face.BOLD)
        number = head.number if head.copy < 2 else f"{head.number} · {_('Copy {copy}').format(copy=head.copy)}"
        sheet.text(self.right, top + 19, number, Face.BOLD, 11, 0, Align.RIGHT)
        for at, ((name, _said), fitted) in enumerate(zip(head.facts, self._fitted_facts(), strict=True)):
            left = LEFT + at * self._fact_width()
            sheet.text(left, top + 33, self._text(name), Face.REGULAR, 7.2, PAPER.label)
            sheet.lines(left, top + 45, fitted, Face.BOLD)

    def _fitted_remarks(self) -> list[Fitted]:
        room = self.right - LEFT
        return [fit(self._text(each), Face.REGULAR, room, _REMARK, 7, 4) for each in self._remarks]

    def _tail(self) -> float:
        if not (self._remarks or self._signatures):
            return 0
        remarks = sum(each.height + 3 for each in self._fitted_remarks())
        return remarks + 12 + (_SIGNATURE if self._signatures else 0)

    def _draw_remarks(self, top: float) -> float:
        y = top
        for fitted in self._fitted_remarks():
            y = self._sheet.lines(LEFT, y + fitted.size, fitted, Face.REGULAR) + 6
        return y

    def _draw_signatures(self, top: float) -> None:
        if not self._signatures:
            return
        part = (self.right - LEFT) / len(self._signatures)
        for at, one in enumerate(self._signatures):
            left, width = LEFT + at * part, min(part - 20, 210)
            title = fit(self._text(one.title), Face.REGULAR, width, 8.8, 6)
            self._sheet.lines(left, top + 12, title, Face.REGULAR, PAPER.label)
            self._sheet.line(left, top + 64, left + width, top + 64, THIN)
            if one.name:
                self._sheet.lines(left, top + 76, fit(self._text(one.name), Face.BOLD, width, 9.2, 5.5, 2), Face.BOLD)
            else:
                self._sheet.text(left, top + 75, self._("Name"), Face.REGULAR, 7.6, PAPER.label)

    def _draw_foot(self, page: int, pages: int) -> None:
        head, _ = self._head, self._
        y = self._height - FOOT
        self._sheet.line(LEFT, y - 10, self.right, y - 10, HAIR, PAPER.line)
        moment = f"{moment_short(head.issued_at, _.lang)} {zone_name(head.issued_at)}".strip()
        said = _("{number} · issued {moment} by {by}").format(number=head.number, moment=moment, by=head.issued_by)
        line = one_line(self._text(said), Face.REGULAR, self.right - LEFT - 90, 7.4, 5)
        self._sheet.lines(LEFT, y, line, Face.REGULAR, PAPER.label)
        counted = _("Page {page} of {pages}").format(page=page, pages=pages)
        self._sheet.text(self.right, y, counted, Face.REGULAR, 7.4, PAPER.label, Align.RIGHT)


def _pages(table: Table, room: float, tail: float, most: int) -> list[range]:
    """Which rows stand on which page; what follows the table may get a page of its own."""
    pages: list[range] = []
    start, used = 0, 0.0
    for number, height in enumerate(table.heights):
        if number > start and (used + height > room or number - start >= most):
            pages.append(range(start, number))
            start, used = number, 0.0
        used += height
    pages.append(range(start, len(table.heights)))
    if used + tail > room:
        pages.append(range(0))
    return pages
