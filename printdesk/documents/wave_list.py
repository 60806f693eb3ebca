"""Who is asked to come to the counter in one pickup wave, on A4: ticked off as they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.counter_paper import LEFT, CounterHead, CounterPaper
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import A4, HAIR, PAPER
from printdesk.documents.table import Cell, Column, Line, Look, lay_table
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import day_medium

_ROOM = A4[0] - 2 * LEFT
_LOOK = Look(pad=3, lead=1.6, heading_size=7, min_size=5.4, min_height=19)
_BOX = 9.0
PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class WaveLine:
    """Somebody of the wave.

    Attributes:
        number: masked, its last four digits alone. service: in the reader's words. slot: on the shelf, "" while the
            booklet is not there. departs: day of the trip, None without one. note: "came", or who changed the time.
    """

    name: str
    number: str
    service: str
    group: str
    slot: str
    departs: datetime | None = None
    note: str = ""


def wave_list(
    head: CounterHead, lines: Sequence[WaveLine], language: str = "id", watermark: str | None = None
) -> Document:
    """The list of one wave as PDF: the register's order of names, a box to tick in each row."""
    _, warnings = catalogue(language), Warnings()
    widths = (24.0, 178.0, 46.0, 112.0, 52.0, 66.0)
    columns = (
        Column(_("No."), widths[0], Align.RIGHT, size=7.6),
        Column(_("Applicant"), widths[1]),
        Column(_("Number"), widths[2], size=8, lines=1),
        Column(_("Service"), widths[3], size=7.4, lines=2),
        Column(_("Shelf"), widths[4], size=8.6, lines=1),
        Column(_("Departs"), widths[5], size=7.6, lines=1),
        Column(_("Has come"), _ROOM - sum(widths), Align.CENTRE),
    )
    rows = [_cells(place, line, warnings, _) for place, line in enumerate(lines, 1)]
    remarks = (
        _("Whoever comes at another time is served too. The booklet is handed over by scan, not by this list."),
    )
    paper = CounterPaper(head, A4, _, warnings, per_page=PER_PAGE, watermark=watermark or "", remarks=remarks)
    return paper.make(lay_table(columns, rows, _LOOK))


def _cells(place: int, line: WaveLine, warnings: Warnings, _: Catalogue) -> tuple[Cell, ...]:
    def text(value: str) -> str:
        return warnings.text(value, str(place))

    below = " · ".join(each for each in (line.group, line.note) if each)
    return (
        str(place),
        (
            Line(text(line.name), Face.BOLD, 8, lines=2),
            Line(text(below), size=6.6, grey=PAPER.label, lines=1),
        ),
        line.number,
        text(line.service),
        text(line.slot) or "–",
        day_medium(line.departs.date(), _.lang) if line.departs else "–",
        _tick,
    )


def _tick(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    """A box to tick."""
    left, upper = x + (width - _BOX) / 2, top + (height - _BOX) / 2
    for start, end in (
        ((left, upper), (left + _BOX, upper)), ((left + _BOX, upper), (left + _BOX, upper + _BOX)),
        ((left + _BOX, upper + _BOX), (left, upper + _BOX)), ((left, upper + _BOX), (left, upper)),
    ):  # fmt: skip
        sheet.line(*start, *end, HAIR, PAPER.line)
