"""The custody list (daftar serah terima) from the print room to the pickup counter, on A4."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.document import Document, Warnings
from printdesk.documents.fitting import Fitted, fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import About, Align, Sheet
from printdesk.documents.style import A4, HAIR, HEAVY, PAPER, THIN, one_line, tick_box
from printdesk.documents.table import Cell, Column, Line, Look, Table, draw_table, lay_table, paginate
from printdesk.documents.worksheet_values import Letterhead
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import clock_time, day_long, moment_short, number, zone_name

_LEFT, _TOP, _FOOT = 34.0, 34.0, 30.0
_RIGHT = A4[0] - _LEFT
_QR_SIDE = 74.0
_TAIL = 122.0
_LATER = _TOP + 24
_TICK = 12.0
_LOOK = Look(pad=4, lead=3.6, min_height=22)


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """A booklet on the list.

    Attributes:
        application_number: 16 digits. service: label of its type.
        out: scanned out in the print room. arrived: scanned in at the counter.
        note: what is to be said about it, such as who had it last.
    """

    slot: str
    serial: str
    application_number: str
    name: str
    service: str
    out: bool
    arrived: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodySheet:
    """What a custody list says.

    Attributes:
        number: "ST-2024-000001". code: its signed code. copy: 1 is the first.
        sent_at, sent_by: by whom it was handed out. received_at, received_by: None and "" until it is closed.
        differences: sentences about what did not arrive, or arrived without standing here; only once it is closed.
    """

    number: str
    code: str
    letterhead: Letterhead
    lines: tuple[CustodyLine, ...]
    sent_at: datetime
    sent_by: str
    desk: str
    received_at: datetime | None
    received_by: str
    differences: tuple[str, ...]
    issued_at: datetime
    issued_by: str
    copy: int = 1


def custody_list(values: CustodySheet, language: str = "id", watermark: str | None = None) -> Document:
    """The list as PDF: number, code, a row for each booklet with two boxes, what differs, two signatures."""
    return _Maker(values, watermark or "", catalogue(language)).make()


class _Maker:
    """Draws one list page by page."""

    def __init__(self, values: CustodySheet, watermark: str, _: Catalogue) -> None:
        self._values = values
        self._ = _
        self.warnings = Warnings()
        self._mark = watermark
        self._table = _lay(values.lines, self.warnings, _)
        self._sheet = Sheet(
            About(f"{_('Custody list')} {values.number}", self._text(values.letterhead.office), _.lang)
        )

    def make(self) -> Document:
        self._open_page()
        top = self._draw_head()
        end = A4[1] - _FOOT - 14
        tail = _TAIL + self._difference_height()
        pages = paginate(self._table, end - top, end - _LATER, tail)
        for at, rows in enumerate(pages):
            if at:
                self._open_page()
                self._draw_running_head()
                top = _LATER
            bottom = draw_table(self._sheet, self._table, rows, _LEFT, top) if rows else top
            self._draw_foot(at + 1, len(pages))
        self._draw_signatures(self._draw_differences(bottom + 14))
        return Document(self._sheet.finish(), len(pages), len(self._values.lines), self.warnings.all())

    def _text(self, text: str) -> str:
        return self.warnings.text(text, self._values.number)

    def _open_page(self) -> None:
        self._sheet.page(*A4)
        if self._mark:
            self._sheet.part(self._mark, *A4, lambda part: part.watermark(self._mark, *A4))

    def _draw_head(self) -> float:
        values, sheet, head = self._values, self._sheet, self._values.letterhead
        room = _RIGHT - _LEFT - _QR_SIDE - 16
        y = _TOP
        for parent in head.parents:
            y += 10
            sheet.lines(_LEFT, y, fit(self._text(parent), Face.REGULAR, room, 8.2, 6), Face.REGULAR, PAPER.label)
        y = sheet.lines(_LEFT, y + 17, fit(self._text(head.office), Face.BOLD, room, 14, 9, 2), Face.BOLD)
        address = fit(self._text(head.address), Face.REGULAR, room, 8.2, 6, 2)
        y = sheet.lines(_LEFT, y + 12, address, Face.REGULAR, PAPER.label)
        code = qr(values.code)
        quiet = QR_QUIET / code.side * _QR_SIDE
        draw_qr(sheet, code, _RIGHT + quiet - _QR_SIDE, _TOP - quiet + 2, _QR_SIDE)
        y = max(y + 8, _TOP + _QR_SIDE - 6)
        sheet.line(_LEFT, y, _RIGHT, y, HEAVY)
        sheet.line(_LEFT, y + 2.4, _RIGHT, y + 2.4, HAIR)
        return self._draw_facts(y + 2.4)

    def _draw_facts(self, top: float) -> float:
        values, sheet, _ = self._values, self._sheet, self._
        title = fit(_("Custody list: print room to counter"), Face.BOLD, _RIGHT - _LEFT - 150, 15, 10)
        sheet.lines(_LEFT, top + 22, title, Face.BOLD)
        sheet.text(_RIGHT, top + 22, values.number, Face.BOLD, 12, 0, Align.RIGHT)
        if values.copy > 1:
            sheet.text(_RIGHT, top + 33, _("Copy {copy}").format(copy=values.copy), Face.REGULAR, 8, 0, Align.RIGHT)
        template = _.plural("{count} booklet", "{count} booklets", len(values.lines))
        facts = (
            (_("Day, date"), day_long(values.sent_at.date(), _.lang)),
            (_("Sent at"), f"{clock_time(values.sent_at, _.lang)} {zone_name(values.sent_at)}".strip()),
            (_("From desk"), self._text(values.desk)),
            (_("Count"), template.format(count=number(len(values.lines), _.lang))),
        )
        width = (_RIGHT - _LEFT) / len(facts)
        for at, (label, said) in enumerate(facts):
            sheet.text(_LEFT + at * width, top + 42, label, Face.REGULAR, 7.2, PAPER.label)
            sheet.lines(_LEFT + at * width, top + 54, fit(said, Face.BOLD, width - 8, 10, 6.5), Face.BOLD)
        return top + 64

    def _draw_running_head(self) -> None:
        said = " · ".join((self._values.number, self._("Custody list"), self._values.letterhead.office))
        line = one_line(self._text(said), Face.REGULAR, _RIGHT - _LEFT, 8.4, 6)
        self._sheet.lines(_LEFT, _TOP + 6, line, Face.REGULAR, PAPER.label)

    def _difference_lines(self) -> list[str]:
        values, _ = self._values, self._
        if values.received_at is None:
            return []
        return [self._text(each) for each in values.differences] or [_("Everything on the list arrived.")]

    def _difference_height(self) -> float:
        return sum(self._fit(each).height + 3 for each in self._difference_lines()) + 18

    def _fit(self, text: str) -> Fitted:
        return fit(text, Face.REGULAR, _RIGHT - _LEFT - 10, 9, 7, 3)

    def _draw_differences(self, top: float) -> float:
        lines = self._difference_lines()
        if not lines:
            return top
        self._sheet.text(_LEFT, top + 4, self._("Differences"), Face.BOLD, 9.4)
        y = top + 16
        for each in lines:
            laid = self._fit(each)
            y = self._sheet.lines(_LEFT + 10, y, laid, Face.REGULAR) + laid.leading + 1.5
        return y

    def _draw_signatures(self, top: float) -> None:
        values, _ = self._values, self._
        half = (_RIGHT - _LEFT) / 2
        received = moment_short(values.received_at, _.lang) if values.received_at else ""
        for left, title, name, moment in (
            (_LEFT, _("Handed over by (print room)"), values.sent_by, moment_short(values.sent_at, _.lang)),
            (_LEFT + half, _("Received by (counter)"), values.received_by, received),
        ):
            width = half - 24
            self._sheet.text(left, top + 12, title, Face.REGULAR, 9, PAPER.label)
            self._sheet.text(left + width, top + 12, moment, Face.REGULAR, 8, PAPER.label, Align.RIGHT)
            self._sheet.line(left, top + 70, left + width, top + 70, THIN)
            said = fit(self._text(name), Face.BOLD, width, 9.4, 6) if name else None
            if said is not None:
                self._sheet.lines(left, top + 82, said, Face.BOLD)
            else:
                self._sheet.text(left, top + 82, _("Name"), Face.REGULAR, 8, PAPER.label)

    def _draw_foot(self, page: int, pages: int) -> None:
        _ = self._
        y = A4[1] - _FOOT
        self._sheet.line(_LEFT, y - 10, _RIGHT, y - 10, HAIR, PAPER.line)
        moment = f"{moment_short(self._values.issued_at, _.lang)} {zone_name(self._values.issued_at)}".strip()
        said = _("{number} · issued {moment} by {by}").format(
            number=self._values.number, moment=moment, by=self._values.issued_by
        )
        line = one_line(self._text(said), Face.REGULAR, _RIGHT - _LEFT - 90, 7.4, 5)
        self._sheet.lines(_LEFT, y, line, Face.REGULAR, PAPER.label)
        counted = _("Page {page} of {pages}").format(page=page, pages=pages)
        self._sheet.text(_RIGHT, y, counted, Face.REGULAR, 7.4, PAPER.label, Align.RIGHT)


def _lay(lines: tuple[CustodyLine, ...], warnings: Warnings, _: Catalogue) -> Table:
    columns = (
        Column(_("No."), 26, Align.RIGHT),
        Column(_("Slot"), 60),
        Column(_("Serial"), 72),
        Column(_("Application, name"), _RIGHT - _LEFT - 26 - 60 - 72 - 96 - 36 - 36),
        Column(_("Passport type"), 96, size=8),
        Column(_("Out"), 36, Align.CENTRE),
        Column(_("In"), 36, Align.CENTRE),
    )
    return lay_table(columns, [_cells(at, line, warnings) for at, line in enumerate(lines, 1)], _LOOK)


def _cells(at: int, line: CustodyLine, warnings: Warnings) -> tuple[Cell, ...]:
    said = line.serial
    return (
        str(at),
        (Line(warnings.text(line.slot, said), Face.BOLD, 10, lines=1),),
        (Line(line.serial, Face.BOLD, 9.4, lines=1),),
        (
            Line(warnings.text(line.name, said), Face.BOLD, 9, lines=4),
            Line(f"…{line.application_number[-8:]}", size=7.4, grey=PAPER.label, lines=1),
            Line(warnings.text(line.note, said), size=7.4, grey=PAPER.label),
        ),
        warnings.text(line.service, said),
        _box(ticked=line.out),
        _box(ticked=line.arrived),
    )


def _box(*, ticked: bool) -> Cell:
    def draw(sheet: Sheet, x: float, top: float, width: float, height: float) -> None:
        side = _TICK * 0.78
        left, baseline = x + (width - side) / 2, top + height / 2 + _TICK * 0.35
        tick_box(sheet, left, baseline, _TICK)
        if ticked:
            sheet.line(left + 1.6, baseline - side * 0.45, left + side * 0.42, baseline - 2.2, 1.3)
            sheet.line(left + side * 0.42, baseline - 2.2, left + side + 1.5, baseline - side - 0.6, 1.3)

    return draw
