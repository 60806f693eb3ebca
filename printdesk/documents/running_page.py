"""Pages of a table that runs on, A4 across: their measures, the watermark, and the foot that every page has."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.document import Warnings
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import A4, HAIR, PAPER, one_line
from printdesk.documents.table import Table
from printdesk.documents.worksheet_head import Span
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import moment_short, zone_name

_NUMBER_WIDTH = 100


@dataclass(frozen=True, slots=True)
class RunningPage:
    """Measures of a page in points.

    Attributes:
        top: where the first page begins. running_head: height of the head of later pages. foot: from the lower edge
            to the line of the foot. legend: what stands above the foot on each page. gap: above that.
    """

    top: float
    running_head: float
    foot: float
    gap: float
    legend: float = 0
    width: float = A4[1]
    height: float = A4[0]

    def across(self, table: Table) -> Span:
        """Where the table stands: in the middle."""
        left = (self.width - table.width) / 2
        return Span(left, left + table.width)

    @property
    def end(self) -> float:
        """Where rows end."""
        return self.height - self.foot - self.legend - self.gap

    def open(self, sheet: Sheet, watermark: str) -> None:
        """A new page, with the watermark where there is one."""
        sheet.page(self.width, self.height)
        if watermark:
            sheet.part(
                watermark, self.width, self.height, lambda part: part.watermark(watermark, self.width, self.height)
            )


@dataclass(frozen=True, slots=True)
class Issued:
    """Which paper it is, and who issued this copy when; copy 1 is the first."""

    number: str
    at: datetime
    by: str
    copy: int = 1


def draw_foot(
    sheet: Sheet, page: RunningPage, across: Span, issued: Issued, place: tuple[int, int], warnings: Warnings,
    _: Catalogue,
) -> None:  # fmt: skip
    """The line at the foot.

    Args:
        place: number of the page, and of all pages.
    """
    y = page.height - page.foot
    sheet.line(across.left, y - 9, across.right, y - 9, HAIR, PAPER.line)
    moment = f"{moment_short(issued.at, _.lang)} {zone_name(issued.at)}".strip()
    template = (
        _("{number} · issued {moment} by {by}")
        if issued.copy == 1
        else _("{number} · copy {copy} · issued {moment} by {by}")
    )
    said = template.format(number=issued.number, copy=issued.copy, moment=moment, by=issued.by)
    line = one_line(warnings.text(said, issued.number), Face.REGULAR, across.width - _NUMBER_WIDTH, 7.4, 5)
    sheet.lines(across.left, y, line, Face.REGULAR, PAPER.label)
    counted = _("Page {page} of {pages}").format(page=place[0], pages=place[1])
    sheet.text(across.right, y, counted, Face.REGULAR, 7.4, PAPER.label, Align.RIGHT)
