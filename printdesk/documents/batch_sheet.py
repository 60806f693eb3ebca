"""The batch sheet of a machine (lembar cetak): what a station prints next, on A4 across, to be filled in by hand."""

from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.batch_sheet_rows import lay_rows
from printdesk.documents.batch_sheet_values import BatchPaper
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import fit
from printdesk.documents.fonts import Face
from printdesk.documents.running_page import Issued, RunningPage, draw_foot
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.style import HEAVY, PAPER, THIN, one_line
from printdesk.documents.table import draw_table, paginate
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import clock_time, day_long, number, zone_name

__all__ = ["batch_sheet"]

_QR_SIDE = 70.0
_TAIL = 62.0
"""Height of the sums and the signature in points."""


_PAGE = RunningPage(top=28, running_head=20, foot=26, gap=6, legend=32)


class _Maker:
    """Draws one sheet page by page."""

    def __init__(self, paper: BatchPaper, watermark: str | None, _: Catalogue) -> None:
        self._paper = paper
        self._ = _
        self.warnings = Warnings()
        self._watermark = self._text(watermark or "")
        self._table = lay_rows(paper.rows, self.warnings, _)
        self._across = _PAGE.across(self._table)
        title = f"{_('Batch sheet')} {paper.number}"
        self._sheet = Sheet(About(title, self._text(paper.letterhead.office), _.lang))

    def make(self) -> Document:
        _PAGE.open(self._sheet, self._watermark)
        top = self._draw_head()
        later = _PAGE.top + _PAGE.running_head
        pages = paginate(self._table, _PAGE.end - top, _PAGE.end - later, _TAIL)
        bottom = top
        for at, rows in enumerate(pages):
            if at:
                _PAGE.open(self._sheet, self._watermark)
                self._draw_running_head()
                top = bottom = later
            if rows:
                bottom = draw_table(self._sheet, self._table, rows, self._across.left, top)
            self._draw_legend()
            draw_foot(self._sheet, _PAGE, self._across, self._issued(), (at + 1, len(pages)), self.warnings, self._)
        self._draw_sums(bottom + 42)
        return Document(self._sheet.finish(), len(pages), len(self._paper.rows), self.warnings.all())

    def _issued(self) -> Issued:
        return Issued(self._paper.number, self._paper.issued_at, self._paper.issued_by, self._paper.copy)

    def _text(self, text: str) -> str:
        return self.warnings.text(text, self._paper.number)

    def _draw_head(self) -> float:
        """Office, title and facts on the left, number and code on the right; gives where the head ends."""
        _, paper, sheet, across = self._, self._paper, self._sheet, self._across
        room = across.width - _QR_SIDE - 170
        office = one_line(self._text(paper.letterhead.office), Face.REGULAR, room, 9, 6)
        sheet.lines(across.left, _PAGE.top + 9, office, Face.REGULAR, PAPER.label)
        title = fit(_("Batch sheet · {station}").format(station=self._text(paper.station)), Face.BOLD, room, 20, 11)
        y = sheet.lines(across.left, _PAGE.top + 34, title, Face.BOLD)
        facts = " · ".join((self._made(), self._text(paper.operator), self._count()))
        sheet.lines(across.left, y + 17, one_line(facts, Face.BOLD, room, 11, 7), Face.BOLD)
        how = _("Tick what came out. Cross the serial out and write the other one where another blank was used.")
        sheet.lines(across.left, y + 31, one_line(how, Face.REGULAR, room, 9, 6), Face.REGULAR, PAPER.label)
        self._draw_number()
        bottom = max(y + 38, _PAGE.top + _QR_SIDE)
        sheet.line(across.left, bottom, across.right, bottom, HEAVY)
        return bottom + 4

    def _draw_number(self) -> None:
        _, across, sheet = self._, self._across, self._sheet
        code = qr(self._paper.code)
        quiet = QR_QUIET / code.side * _QR_SIDE
        draw_qr(sheet, code, across.right + quiet - _QR_SIDE, _PAGE.top - quiet, _QR_SIDE)
        x = across.right - _QR_SIDE + 2
        sheet.text(x, _PAGE.top + 9, _("Batch sheet no."), Face.REGULAR, 8, PAPER.label, Align.RIGHT)
        sheet.text(x, _PAGE.top + 25, self._paper.number, Face.BOLD, 14, 0, Align.RIGHT)
        if self._paper.copy > 1:
            said = _("Copy {copy}").format(copy=self._paper.copy)
            sheet.text(x, _PAGE.top + 39, said, Face.BOLD, 10, 0, Align.RIGHT)

    def _made(self) -> str:
        made = self._paper.made_at
        time = f"{clock_time(made, self._.lang)} {zone_name(made)}".strip()
        return f"{day_long(made.date(), self._.lang)}, {time}"

    def _count(self) -> str:
        count = len(self._paper.rows)
        return self._.plural("{count} booklet", "{count} booklets", count).format(count=number(count, self._.lang))

    def _draw_running_head(self) -> None:
        paper, _ = self._paper, self._
        said = " · ".join((paper.number, _("Batch sheet"), paper.station, paper.operator))
        line = one_line(self._text(said), Face.BOLD, self._across.width, 9, 6)
        self._sheet.lines(self._across.left, _PAGE.top + 6, line, Face.BOLD, PAPER.label)

    def _draw_legend(self) -> None:
        """The numbers of the reasons at the foot of each page, where they are needed."""
        _, across, sheet = self._, self._across, self._sheet
        top = _PAGE.height - _PAGE.foot - _PAGE.legend
        listed = "  ·  ".join(f"{number}\u00a0{self._text(label)}" for number, label in self._paper.reasons)
        said = f"{_('Failed, no.')}:  {listed}"
        legend = fit(said, Face.BOLD, across.width, 9, 5.5, 2)
        sheet.lines(across.left, top + 6, legend, Face.BOLD)

    def _draw_sums(self, y: float) -> None:
        _, across, sheet = self._, self._across, self._sheet
        fields = (_("Printed"), _("Failed"), _("Blanks left"), _("Operator's signature"), _("Entered by"))
        width = across.width / len(fields)
        for at, label in enumerate(fields):
            x = across.left + at * width
            sheet.text(x, y - 16, label, Face.REGULAR, 8, PAPER.label)
            sheet.line(x, y + 8, x + width - 14, y + 8, THIN, 0.35)


def batch_sheet(paper: BatchPaper, language: str = "id", watermark: str | None = None) -> Document:
    """The sheet as PDF in the reader's language, with a signed code on each row."""
    return _Maker(paper, watermark, catalogue(language)).make()
