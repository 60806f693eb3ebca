"""Head and end of an overtime work sheet: letterhead, who works when and where, totals and signatures."""

from dataclasses import dataclass

from printdesk.documents.barcode import QR_QUIET, draw_qr, qr
from printdesk.documents.document import Warnings
from printdesk.documents.fitting import LEADING, fit
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align, Sheet
from printdesk.documents.style import HAIR, HEAVY, PAPER, THIN
from printdesk.documents.worksheet_values import Person, WorkSheet
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import clock_time, day_long, number, zone_name

TAIL = 108.0
"""Height of totals and signatures in points."""

_LABEL = 7.2
_VALUE = 10.5
_PEOPLE_ACROSS = 4
_PERSON_HEIGHT = 25.0
_QR_SIDE = 74.0


@dataclass(frozen=True, slots=True)
class Span:
    """A strip across the page.

    Attributes:
        left: in points.
        right: in points.
    """

    left: float
    right: float

    @property
    def width(self) -> float:
        """Its breadth."""
        return self.right - self.left


def draw_letterhead(sheet: Sheet, work: WorkSheet, warnings: Warnings, across: Span, top: float) -> float:
    """The office's head with the sheet's code on the right; gives where its double rule ends."""
    room = across.width - _QR_SIDE - 150
    y = top
    for parent in work.letterhead.parents:
        y += 10
        line = fit(warnings.text(parent, work.number), Face.REGULAR, room, 8.2, 6)
        sheet.lines(across.left, y, line, Face.REGULAR, PAPER.label)
    office = fit(warnings.text(work.letterhead.office, work.number), Face.BOLD, room, 15, 10, 2)
    y = sheet.lines(across.left, y + 17, office, Face.BOLD)
    address = fit(warnings.text(work.letterhead.address, work.number), Face.REGULAR, room, 8.2, 6, 2)
    y = sheet.lines(across.left, y + 12, address, Face.REGULAR, PAPER.label)
    _draw_code(sheet, work, across, top)
    y = max(y + 8, top + _QR_SIDE - 6)
    sheet.line(across.left, y, across.right, y, HEAVY)
    sheet.line(across.left, y + 2.4, across.right, y + 2.4, HAIR)
    return y + 2.4


def _draw_code(sheet: Sheet, work: WorkSheet, across: Span, top: float) -> None:
    code = qr(work.code)
    quiet = QR_QUIET / code.side * _QR_SIDE
    draw_qr(sheet, code, across.right + quiet - _QR_SIDE, top - quiet + 2, _QR_SIDE)


def draw_number(sheet: Sheet, work: WorkSheet, across: Span, top: float, _: Catalogue) -> None:
    """The sheet's number beside its code."""
    x = across.right - _QR_SIDE + 4
    sheet.text(x, top + 10, _("Work sheet no."), Face.REGULAR, _LABEL, PAPER.label, Align.RIGHT)
    number = work.number if work.copy < 2 else f"{work.number} · {_('Copy {copy}').format(copy=work.copy)}"
    sheet.lines(x, top + 23, fit(number, Face.BOLD, 150, 11.5, 7), Face.BOLD, 0, Align.RIGHT)
    sheet.text(x, top + 38, _("Overtime order (SPKL) no."), Face.REGULAR, _LABEL, PAPER.label, Align.RIGHT)
    if work.order_number:
        order = fit(work.order_number, Face.BOLD, 140, 10, 6)
        sheet.lines(x, top + 50, order, Face.BOLD, 0, Align.RIGHT)
    else:
        sheet.line(x - 120, top + 54, x, top + 54, HAIR, 0.35)


def draw_facts(sheet: Sheet, work: WorkSheet, warnings: Warnings, across: Span, top: float, _: Catalogue) -> float:
    """Title, day, hours, station and target; gives where they end."""
    title = fit(warnings.text(work.title or _("Overtime work sheet"), work.number), Face.BOLD, 320, 18, 11, 2)
    y = top + 24
    sheet.lines(across.left, y, title, Face.BOLD)
    facts = (
        (_("Day, date"), day_long(work.start.date(), _.lang), 150.0),
        (_("Hours"), _hours(work, _), 106.0),
        (_("Station"), warnings.text(work.station, work.number), 122.0),
        (_("Target"), _target(work, _), 66.0),
    )
    x = across.right - sum(width for _label, _value, width in facts)
    for label, value, width in facts:
        sheet.text(x, y - 12, label, Face.REGULAR, _LABEL, PAPER.label)
        sheet.lines(x, y, fit(value, Face.BOLD, width - 8, _VALUE, 6.5), Face.BOLD)
        x += width
    return y + (len(title.lines) - 1) * title.leading + 6


def draw_people(sheet: Sheet, work: WorkSheet, warnings: Warnings, across: Span, top: float, _: Catalogue) -> float:
    """Who works there, four beside each other, long names on two lines; gives where they end."""
    if not work.people:
        return top
    y = top + 6
    sheet.line(across.left, y, across.right, y, HAIR, PAPER.line)
    room = across.width / _PEOPLE_ACROSS - 12
    texts = [f"{place}. {warnings.text(person.name, work.number)}" for place, person in enumerate(work.people, 1)]
    names = [fit(text, Face.BOLD, room, 9.4, 7, lines=2) for text in texts]
    row = y + 13
    for first in range(0, len(names), _PEOPLE_ACROSS):
        beside = range(first, min(first + _PEOPLE_ACROSS, len(names)))
        more = max((len(names[at].lines) - 1) * LEADING * names[at].size for at in beside)
        for at in beside:
            x = across.left + (at - first) * (room + 12)
            sheet.lines(x, row, names[at], Face.BOLD)
            below = fit(_described(work.people[at], warnings, work.number), Face.REGULAR, room, 7.8, 6)
            sheet.lines(x, row + 10 + more, below, Face.REGULAR, PAPER.label)
        row += _PERSON_HEIGHT + more
    return row - 10


def draw_tail(sheet: Sheet, work: WorkSheet, warnings: Warnings, across: Span, top: float, _: Catalogue) -> None:
    """Totals to fill in, and the two signatures."""
    _draw_totals(sheet, work, across, top + 12, _)
    third = across.width / 3
    for title, person, x in (
        (_("Operator"), work.operator, across.left + third),
        (_("Supervisor"), work.supervisor, across.left + 2 * third),
    ):
        _draw_signature(sheet, title, person, warnings, Span(x + 16, x + third), top + 22, _)


def _draw_totals(sheet: Sheet, work: WorkSheet, across: Span, top: float, _: Catalogue) -> None:
    sheet.text(across.left, top + 10, _("Result"), Face.BOLD, 10.5)
    lines = (
        (_("Target"), _target(work, _)),
        (_("Printed"), ""),
        (_("Failed"), ""),
        (_("Blanks returned"), ""),
    )
    y = top + 30
    for label, value in lines:
        sheet.text(across.left, y, label, Face.REGULAR, 9)
        if value:
            sheet.text(across.left + 180, y, value, Face.BOLD, 9, 0, Align.RIGHT)
        else:
            sheet.line(across.left + 110, y + 2, across.left + 180, y + 2, THIN, 0.35)
        y += 20


def _draw_signature(
    sheet: Sheet, title: str, person: Person | None, warnings: Warnings, across: Span, top: float, _: Catalogue
) -> None:
    sheet.text(across.left, top, title, Face.REGULAR, 9, PAPER.label)
    line = top + 54
    sheet.line(across.left, line, across.right, line, THIN)
    known = person or Person("")
    if known.name:
        name = fit(warnings.text(known.name, title), Face.BOLD, across.width, 9.4, 6)
        sheet.lines(across.left, line + 12, name, Face.BOLD)
    else:
        sheet.text(across.left, line + 12, _("Name"), Face.REGULAR, 8, PAPER.label)
    sheet.text(across.left, line + 24, f"NIP {known.nip}".strip(), Face.REGULAR, 8, PAPER.label)


def _described(person: Person, warnings: Warnings, where: str) -> str:
    nip = f"NIP {person.nip}" if person.nip else ""
    return warnings.text(" · ".join(part for part in (nip, person.role) if part), where)


def _hours(work: WorkSheet, _: Catalogue) -> str:
    start, end = clock_time(work.start, _.lang), clock_time(work.end, _.lang)
    return f"{start}–{end} {zone_name(work.end)}".strip()


def _target(work: WorkSheet, _: Catalogue) -> str:
    template = _.plural("{count} booklet", "{count} booklets", work.target)
    return template.format(count=number(work.target, _.lang))
