"""The overtime work sheet (lembar kerja lembur): what a station prints in one session, on A4 across."""

from dataclasses import dataclass

from printdesk.documents.document import Document, Warnings
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.style import A4, HAIR, PAPER, one_line
from printdesk.documents.table import Table, draw_table, paginate
from printdesk.documents.worksheet_head import (
    TAIL,
    Span,
    draw_facts,
    draw_letterhead,
    draw_number,
    draw_people,
    draw_tail,
)
from printdesk.documents.worksheet_rows import lay_rows
from printdesk.documents.worksheet_values import Letterhead, Person, Urgency, WorkSheet, WorkSheetRow
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_medium, moment_short, zone_name

__all__ = ["Letterhead", "Person", "Urgency", "WorkSheet", "WorkSheetRow", "work_sheet"]


@dataclass(frozen=True, slots=True)
class _Page:
    """Measures of a page in points."""

    width: float = A4[1]
    height: float = A4[0]
    top: float = 34
    running_head: float = 24
    foot: float = 30
    gap: float = 8
    number_width: float = 90

    def across(self, table: Table) -> Span:
        left = (self.width - table.width) / 2
        return Span(left, left + table.width)

    @property
    def end(self) -> float:
        return self.height - self.foot - self.gap


_PAGE = _Page()


class _Maker:
    """Draws one sheet page by page."""

    def __init__(self, work: WorkSheet, watermark: str | None, _: Catalogue) -> None:
        self._work = work
        self._ = _
        self.warnings = Warnings()
        self._watermark = self.warnings.text(watermark or "", work.number)
        self._table = lay_rows(work.rows, self.warnings, _)
        self._across = _PAGE.across(self._table)
        office = self.warnings.text(work.letterhead.office, work.number)
        self._sheet = Sheet(About(_title(work, _), office, _.lang))

    def make(self) -> Document:
        self._open_page()
        top = self._draw_head()
        later = _PAGE.top + _PAGE.running_head
        pages = paginate(self._table, _PAGE.end - top, _PAGE.end - later, TAIL)
        for number, rows in enumerate(pages):
            if number:
                self._open_page()
                self._draw_running_head()
                top = later
            bottom = draw_table(self._sheet, self._table, rows, self._across.left, top) if rows else top
            self._draw_foot(number + 1, len(pages))
        draw_tail(self._sheet, self._work, self.warnings, self._across, bottom, self._)
        content = self._sheet.finish()
        return Document(content, len(pages), len(self._work.rows), self.warnings.all())

    def _open_page(self) -> None:
        self._sheet.page(_PAGE.width, _PAGE.height)
        if self._watermark:
            mark = self._watermark
            self._sheet.part(
                mark, _PAGE.width, _PAGE.height, lambda part: part.watermark(mark, _PAGE.width, _PAGE.height)
            )

    def _draw_head(self) -> float:
        work, sheet, across = self._work, self._sheet, self._across
        y = draw_letterhead(sheet, work, self.warnings, across, _PAGE.top)
        draw_number(sheet, work, across, _PAGE.top, self._)
        y = draw_facts(sheet, work, self.warnings, across, y, self._)
        return draw_people(sheet, work, self.warnings, across, y, self._) + _PAGE.gap

    def _draw_running_head(self) -> None:
        work = self._work
        day = f"{day_medium(work.start.date(), self._.lang)} {work.start.year}"
        said = " · ".join((work.number, _title_word(work, self._), day, work.station, work.letterhead.office))
        text = self.warnings.text(said, work.number)
        line = one_line(text, Face.REGULAR, self._across.width, 8.4, 6)
        self._sheet.lines(self._across.left, _PAGE.top + 6, line, Face.REGULAR, PAPER.label)

    def _draw_foot(self, page: int, pages: int) -> None:
        y = _PAGE.height - _PAGE.foot
        self._sheet.line(self._across.left, y - 10, self._across.right, y - 10, HAIR, PAPER.line)
        moment = moment_short(self._work.issued_at, self._.lang)
        issued = self._("{number} · issued {moment} by {by}").format(
            number=self._work.number,
            moment=f"{moment} {zone_name(self._work.issued_at)}".strip(),
            by=self._work.issued_by,
        )
        text = self.warnings.text(issued, self._work.number)
        line = one_line(text, Face.REGULAR, self._across.width - _PAGE.number_width, 7.4, 5)
        self._sheet.lines(self._across.left, y, line, Face.REGULAR, PAPER.label)
        counted = self._("Page {page} of {pages}").format(page=page, pages=pages)
        self._sheet.text(self._across.right, y, counted, Face.REGULAR, 7.4, PAPER.label, Align.RIGHT)


def work_sheet(sheet: WorkSheet, language: str = "id", watermark: str | None = None) -> Document:
    """The work sheet as PDF in the reader's language, with a signed code on each row.

    A sheet without rows is a valid paper: it has the head, the totals and the signatures.
    """
    return _Maker(sheet, watermark, catalogue(language)).make()


def _title(work: WorkSheet, _: Catalogue) -> str:
    return f"{_title_word(work, _)} {work.number}"


def _title_word(work: WorkSheet, _: Catalogue) -> str:
    return work.title or _("Overtime work sheet")
