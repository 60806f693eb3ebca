"""The hand-over register of one day (buku penyerahan), on A4 across, with a field to sign in each row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.counter_paper import LEFT, CounterHead, CounterPaper, Signature
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import A4, HAIR, PAPER
from printdesk.documents.table import Cell, Column, Line, Look, lay_table
from printdesk.i18n import catalogue
from printdesk.i18n.dates import clock_time

_ACROSS = (A4[1], A4[0])
_ROOM = _ACROSS[0] - 2 * LEFT
_LOOK = Look(pad=3, lead=1.6, heading_size=7, min_size=5.4, min_height=18.6)
PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One hand-over.

    Attributes:
        number: in the register. at: in the office's zone. kind: who collected, in the reader's words.
        collector: name of the collector. identity: masked, or "".
        documents: what was shown, in the reader's words. undone: when and why not any more, or "".
    """

    number: str
    at: datetime
    name: str
    serial: str
    kind: str
    collector: str
    identity: str
    documents: str
    officer: str
    undone: str = ""


def register_sheet(
    head: CounterHead, lines: Sequence[RegisterLine], language: str = "id", watermark: str | None = None
) -> Document:
    """The day's register as PDF, 20 rows a page, page n of m, each page with its code."""
    _, warnings = catalogue(language), Warnings()
    widths = (82.0, 34.0, 158.0, 56.0, 152.0, 120.0, 76.0)
    columns = (
        Column(_("Register no."), widths[0], size=7.6, lines=1),
        Column(_("Time"), widths[1], size=8, lines=1),
        Column(_("Applicant"), widths[2]),
        Column(_("Serial"), widths[3], lines=1),
        Column(_("Collector, identity (masked)"), widths[4]),
        Column(_("Documents shown"), widths[5], size=6.6, lines=3),
        Column(_("Officer"), widths[6], size=7.2, lines=2),
        Column(_("Signature"), _ROOM - sum(widths), Align.CENTRE),
    )
    rows = [_cells(line, warnings, language) for line in lines]
    paper = CounterPaper(
        head, _ACROSS, _, warnings, per_page=PER_PAGE, watermark=watermark or "",
        signatures=(Signature(_("Officer of the counter")), Signature(_("Known by (supervisor)"))),
    )  # fmt: skip
    return paper.make(lay_table(columns, rows, _LOOK))


def _cells(line: RegisterLine, warnings: Warnings, language: str) -> tuple[Cell, ...]:
    def text(value: str) -> str:
        return warnings.text(value, line.number)

    who = " · ".join(each for each in (line.kind, line.identity) if each)
    return (
        line.number,
        clock_time(line.at, language),
        (
            Line(text(line.name), Face.BOLD, 8, lines=2),
            Line(text(line.undone), Face.BOLD, 6.6, lines=2),
        ),
        (Line(line.serial, Face.BOLD, 8.4, lines=1),),
        (Line(text(line.collector), size=7.6, lines=2), Line(text(who), size=6.4, grey=PAPER.label, lines=1)),
        text(line.documents),
        text(line.officer),
        _field,
    )


def _field(sheet: Sheet, x: float, top: float, _width: float, height: float) -> None:
    """An empty field to sign in."""
    sheet.line(x, top + 2, x, top + height - 2, HAIR, PAPER.line)
