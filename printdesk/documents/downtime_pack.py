"""The down-time pack (paket kerja tanpa komputer): one PDF that an office can work from when nothing else works."""

from collections.abc import Callable, Sequence
from io import BytesIO

from printdesk.documents.barcode import qr
from printdesk.documents.batch_sheet import batch_sheet
from printdesk.documents.batch_sheet_rows import check_letters
from printdesk.documents.blank_minutes_layout import ROOM
from printdesk.documents.document import Document
from printdesk.documents.downtime_values import BlankSheet, DowntimePaper
from printdesk.documents.fonts import Face
from printdesk.documents.report_flow import ReportFlow, make_report
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import MM, PAPER, tick_box
from printdesk.documents.table import Cell, Column, Line, Look
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import clock_time, day_long, day_short, zone_name

_CODE = 11.5 * MM
_CODE_COLUMN = 54.0
_ROW_COLUMN = 26.0
_BLANK = Look(pad=4, lead=3.2, min_height=46)


def downtime_pack(paper: DowntimePaper, language: str = "id", watermark: str | None = None) -> Document:
    """The pack as one PDF: cover, the order for each station, the shelf, who was promised, blank rows with codes."""
    _ = catalogue(language)
    parts = [make_report(paper.head, _, watermark, 0, lambda flow: _cover(flow, paper, _))]
    parts += [batch_sheet(each, language, watermark) for each in paper.stations if each.rows]
    parts.append(make_report(paper.head, _, watermark, 0, lambda flow: _lists(flow, paper, _)))
    parts += [make_report(paper.head, _, watermark, 0, _writer(each, _)) for each in paper.blanks]
    items = sum(len(each.rows) for each in paper.stations) + sum(len(each.codes) for each in paper.blanks)
    warnings = dict.fromkeys(text for part in parts for text in part.warnings)
    return Document(_joined(parts), sum(part.pages for part in parts), items, tuple(warnings))


def _cover(flow: ReportFlow, paper: DowntimePaper, _: Catalogue) -> None:
    made = paper.head.issued_at
    time = f"{clock_time(made, _.lang)} {zone_name(made)}".strip()
    flow.paragraph(_("For {day}").format(day=day_long(paper.day, _.lang)), 15, Face.BOLD, gap=4)
    flow.paragraph(_("As of {day}, {time}").format(day=day_long(made.date(), _.lang), time=time), 11)
    flow.heading(_("What is in it"))
    flow.facts(tuple((flow.said(name), value) for name, value in paper.contents))
    flow.heading(_("How to work without computers"))
    for at, rule in enumerate(paper.rules, 1):
        flow.paragraph(f"{at}.  {rule}", 10.5, gap=5)


def _lists(flow: ReportFlow, paper: DowntimePaper, _: Catalogue) -> None:
    flow.heading(_("Promised for this day"))
    if not paper.promised:
        flow.paragraph(_("Nobody was promised the passport for this day."))
    else:
        promised = (
            Column(_("Promised"), 58), Column(_("Application"), 70), Column(_("Name"), ROOM - 330, lines=4),
            Column(_("Passport type"), 100), Column(_("Where it is"), 102),
        )  # fmt: skip
        flow.table(
            promised,
            [
                (day_short(one.promised, _.lang), one.number, (Line(flow.said(one.name), Face.BOLD, 8.6, lines=4),),
                 flow.said(one.service), flow.said(one.where))
                for one in paper.promised
            ],
        )  # fmt: skip
    flow.heading(_("The shelf, by slot"))
    if not paper.shelf:
        flow.paragraph(_("Nothing lies on the shelf."))
        return
    columns = (
        Column(_("Slot"), 52), Column(_("Serial"), 62), Column(_("Name"), ROOM - 376, lines=4),
        Column(_("Application"), 66), Column(_("Passport type"), 92), Column(_("Departs"), 58),
        Column(_("Given out"), 46, Align.CENTRE),
    )  # fmt: skip
    flow.table(columns, [_shelf_row(flow, one) for one in _by_slot(paper)])


def _by_slot(paper: DowntimePaper) -> list[tuple[str, ...]]:
    return [
        (one.slot, one.serial, one.name, one.number, one.service, one.departs)
        for one in sorted(paper.shelf, key=lambda one: one.slot)
    ]


def _shelf_row(flow: ReportFlow, row: tuple[str, ...]) -> tuple[Cell, ...]:
    slot, serial, name, number, service, departs = row
    return (
        (Line(flow.said(slot), Face.BOLD, 9.5, lines=1),), (Line(serial, Face.BOLD, 8.6, lines=1),),
        (Line(flow.said(name), size=8.6, lines=4),), number, flow.said(service), departs or "–", _tick,
    )  # fmt: skip


def _writer(blank: BlankSheet, _: Catalogue) -> Callable[[ReportFlow], None]:
    def write(flow: ReportFlow) -> None:
        flow.heading(blank.title)
        flow.paragraph(blank.how, 9)
        room = ROOM - _ROW_COLUMN - _CODE_COLUMN
        columns = (
            Column(_("Row"), _ROW_COLUMN, Align.RIGHT),
            *(Column(name, room * share) for name, share in blank.fields),
            Column(_("Code"), _CODE_COLUMN, Align.CENTRE),
        )
        flow.table(
            columns, [_blank_row(at, code, len(blank.fields)) for at, code in enumerate(blank.codes, 1)], _BLANK
        )

    return write


def _blank_row(at: int, code: str, fields: int) -> tuple[Cell, ...]:
    first: Cell = (Line(str(at), Face.BOLD, 11),)
    return (first, *([_cell] * fields), _code(at, code))


def _cell(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    """A field to write in, parted from its neighbours."""
    sheet.line(x + width - 3, top + 3, x + width - 3, top + height - 3, 0.3, PAPER.line)


def _code(at: int, code: str) -> Callable[[Sheet, float, float, float, float], None]:
    def draw(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
        matrix = qr(code, "L", quiet=0)
        sheet.fill(x, top + 1, width, height - 2, 1)
        sheet.bitmap(x + (width - _CODE) / 2, top + 3.4, _CODE, _CODE, matrix.side, matrix.packed)
        letters = f"{at}-{check_letters(code)}"
        sheet.text(x + width / 2, top + height - 2.4, letters, Face.BOLD, 6.6, 0, Align.CENTRE)

    return draw


def _tick(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
    tick_box(sheet, x + width / 2 - 5, top + height / 2 + 4.5, 12)


def _joined(parts: Sequence[Document]) -> bytes:
    """All parts in one file."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        with pypdfium2.PdfDocument(part.content) as document:
            whole.import_pages(document)
    target = BytesIO()
    whole.save(target)
    whole.close()
    return target.getvalue()
