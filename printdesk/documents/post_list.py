"""The list with which booklets are given to the post, on A4 across."""

from collections.abc import Sequence
from dataclasses import dataclass

from printdesk.documents.counter_paper import LEFT, CounterHead, CounterPaper, Signature
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align
from printdesk.documents.style import A4, PAPER
from printdesk.documents.table import Cell, Column, Line, Look, lay_table
from printdesk.i18n import catalogue

_ACROSS = (A4[1], A4[0])
_ROOM = _ACROSS[0] - 2 * LEFT
_LOOK = Look(pad=4, lead=3, min_height=24)


@dataclass(frozen=True, slots=True)
class PostLine:
    """A booklet in the post.

    Attributes:
        phone: for the courier. tracking: "" where the post still gives it. note: what became of it.
    """

    number: str
    name: str
    application_number: str
    serial: str
    address: str
    phone: str
    tracking: str
    note: str = ""


def post_list(
    head: CounterHead,
    lines: Sequence[PostLine],
    officer: str,
    courier: str,
    language: str = "id",
    watermark: str | None = None,
) -> Document:
    """The list as PDF: a row for each booklet with its address, and the signatures of both sides."""
    _, warnings = catalogue(language), Warnings()
    widths = (24.0, 82.0, 172.0, 60.0, 80.0, 110.0)
    columns = (
        Column(_("No."), widths[0], Align.RIGHT),
        Column(_("Register no."), widths[1], size=7.6, lines=1),
        Column(_("Receiver"), widths[2]),
        Column(_("Serial"), widths[3], lines=1),
        Column(_("Phone"), widths[4], size=8, lines=1),
        Column(_("Tracking number"), widths[5], size=8),
        Column(_("Address"), _ROOM - sum(widths), size=8, lines=5),
    )
    rows = [_cells(at, line, warnings) for at, line in enumerate(lines, 1)]
    paper = CounterPaper(
        head, _ACROSS, _, warnings, watermark=watermark or "",
        signatures=(Signature(_("Handed over by"), officer), Signature(_("Received for the post by"), courier)),
    )  # fmt: skip
    return paper.make(lay_table(columns, rows, _LOOK))


def _cells(at: int, line: PostLine, warnings: Warnings) -> tuple[Cell, ...]:
    def text(value: str) -> str:
        return warnings.text(value, line.number)

    return (
        str(at),
        line.number,
        (
            Line(text(line.name), Face.BOLD, 8.8, lines=3),
            Line(line.application_number, size=7, grey=PAPER.label, lines=1),
            Line(text(line.note), Face.BOLD, 7, lines=2),
        ),
        (Line(line.serial, Face.BOLD, 8.6, lines=1),),
        line.phone,
        text(line.tracking),
        text(line.address),
    )
