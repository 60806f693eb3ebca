"""The overtime work sheet (lembar kerja lembur): what a station prints in one session, on A4 across."""

from printdesk.documents.document import Document, Warnings
from printdesk.documents.fonts import Face
from printdesk.documents.running_page import Issued, RunningPage, draw_foot
from printdesk.documents.sheet import About, Sheet
from printdesk.documents.style import PAPER, one_line
from printdesk.documents.table import draw_table, paginate
from printdesk.documents.worksheet_head import (
    TAIL,
    draw_facts,
    draw_letterhead,
    draw_number,
    draw_people,
    draw_tail,
)
from printdesk.documents.worksheet_rows import lay_rows
from printdesk.documents.worksheet_values import Letterhead, Person, Urgency, WorkSheet, WorkSheetRow
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_medium

__all__ = ["Letterhead", "Person", "Urgency", "WorkSheet", "WorkSheetRow", "work_sheet"]


_PAGE = RunningPage(top=34, running_head=24, foot=30, gap=8)


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
        _PAGE.open(self._sheet, self._watermark)
        top = self._draw_head()
        later = _PAGE.top + _PAGE.running_head
        pages = paginate(self._table, _PAGE.end - top, _PAGE.end - later, TAIL)
        issued = Issued(self._work.number, self._work.issued_at, self._work.issued_by, self._work.copy)
        for number, rows in enumerate(pages):
            if number:
                _PAGE.open(self._sheet, self._watermark)
                self._draw_running_head()
                top = later
            bottom = draw_table(self._sheet, self._table, rows, self._across.left, top) if rows else top
            draw_foot(self._sheet, _PAGE, self._across, issued, (number + 1, len(pages)), self.warnings, self._)
        draw_tail(self._sheet, self._work, self.warnings, self._across, bottom, self._)
        content = self._sheet.finish()
        return Document(content, len(pages), len(self._work.rows), self.warnings.all())

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


def work_sheet(sheet: WorkSheet, language: str = "id", watermark: str | None = None) -> Document:
    """The work sheet as PDF in the reader's language, with a signed code on each row.

    A sheet without rows is a valid paper: it has the head, the totals and the signatures.
    """
    return _Maker(sheet, watermark, catalogue(language)).make()


def _title(work: WorkSheet, _: Catalogue) -> str:
    return f"{_title_word(work, _)} {work.number}"


def _title_word(work: WorkSheet, _: Catalogue) -> str:
    return work.title or _("Overtime work sheet")
