"""The receipt for several booklets handed to one collector with one signature, on A4."""

from dataclasses import dataclass

from printdesk.documents.counter_paper import LEFT, CounterHead, CounterPaper, Signature
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align
from printdesk.documents.style import A4, PAPER
from printdesk.documents.table import Cell, Column, Line, Look, lay_table
from printdesk.i18n import Catalogue, catalogue

_ROOM = A4[0] - 2 * LEFT
_LOOK = Look(pad=4, lead=3.2, min_height=20)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A booklet: its number in the register ("" for one that stays here), whose it is, and `slot` where it lies."""

    number: str
    name: str
    application_number: str
    serial: str
    service: str
    slot: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptBody:
    """What was handed over to whom.

    Attributes:
        collector, identity: name and masked number. officer: name of who handed over.
        taken: what the collector took. left: what stays on the shelf.
    """

    collector: str
    identity: str
    officer: str
    taken: tuple[ReceiptLine, ...]
    left: tuple[ReceiptLine, ...] = ()


def handing_receipt(
    head: CounterHead, body: ReceiptBody, language: str = "id", watermark: str | None = None
) -> Document:
    """The receipt as PDF: a row for each booklet, one sentence, two signatures, and what stays here."""
    _, warnings = catalogue(language), Warnings()
    widths = (24.0, 84.0, 66.0, 116.0)
    columns = (
        Column(_("No."), widths[0], Align.RIGHT),
        Column(_("Register no."), widths[1], size=7.8, lines=1),
        Column(_("Applicant"), _ROOM - sum(widths)),
        Column(_("Serial"), widths[2], lines=1),
        Column(_("Passport type"), widths[3], size=8),
    )
    rows = [_cells(at, line, warnings) for at, line in enumerate(body.taken, 1)]
    paper = CounterPaper(
        head, A4, _, warnings, remarks=_remarks(body, _), watermark=watermark or "",
        signatures=(Signature(_("Handed over by"), body.officer), Signature(_("Received by"), body.collector)),
    )  # fmt: skip
    return paper.make(lay_table(columns, rows, _LOOK))


def _remarks(body: ReceiptBody, _: Catalogue) -> list[str]:
    count = len(body.taken)
    template = _.plural(
        "I, {name} ({identity}), have received the {count} passport listed above, whole and with the right name.",
        "I, {name} ({identity}), have received the {count} passports listed above, whole and with the right names.",
        count,
    )
    said = [template.format(name=body.collector, identity=body.identity or "–", count=count)]
    if body.left:
        template = _.plural("{count} passport stays here: {which}.", "{count} passports stay here: {which}.",
                            len(body.left))  # fmt: skip
        which = "; ".join(f"{each.name} ({each.slot or '–'})" for each in body.left)
        said.append(template.format(count=len(body.left), which=which))
    return said


def _cells(at: int, line: ReceiptLine, warnings: Warnings) -> tuple[Cell, ...]:
    where = line.number or line.serial
    return (
        str(at),
        line.number,
        (
            Line(warnings.text(line.name, where), Face.BOLD, 9, lines=3),
            Line(line.application_number, size=7.2, grey=PAPER.label, lines=1),
        ),
        (Line(line.serial, Face.BOLD, 9.2, lines=1),),
        warnings.text(line.service, where),
    )
