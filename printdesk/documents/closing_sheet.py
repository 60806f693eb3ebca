"""The closing sheet of a day (lembar penutupan harian): the ten sums, the shifts, and the ledger's head on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from printdesk.documents.blank_minutes_layout import ROOM, Flow, PaperHead, Signer, make_paper
from printdesk.documents.document import Document
from printdesk.documents.fonts import Face
from printdesk.documents.sheet import Align
from printdesk.documents.table import Cell, Column, Line
from printdesk.domain.states import STOCK_SUMS, BookletState
from printdesk.i18n import Catalogue, catalogue
from printdesk.i18n.dates import clock_time, day_long, moment_short, number, zone_name

_GROUP = 8
B = BookletState


@dataclass(frozen=True, slots=True)
class StockLine:
    """The ten sums of one type, by the codes of the states."""

    service: str
    received: int
    sums: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ShiftOfDay:
    """One type's blanks of one shift.

    Attributes:
        numbers: of its minutes. closed_at: always known, since the day closes after its shifts.
    """

    operator: str
    station: str
    opened_at: datetime
    closed_at: datetime
    service: str
    issued: int
    personalised: int
    spoiled: int
    returned: int
    others: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingSheet:
    """A day's closing.

    Attributes:
        at: when it was closed. replaces: number of an earlier closing of the same day, or "".
        ledger_head: SHA-256 of the last entry before this closing. ledger_entries: how many there were.
    """

    head: PaperHead
    day: date
    at: datetime
    stock: tuple[StockLine, ...]
    shifts: tuple[ShiftOfDay, ...]
    ledger_entries: int
    ledger_head: str
    signers: tuple[Signer, ...]
    replaces: str = ""


def closing_sheet(sheet: ClosingSheet, language: str = "id", watermark: str | None = None) -> Document:
    """The closing sheet as PDF in the reader's language."""
    _ = catalogue(language)

    def write(flow: Flow) -> None:
        template = _("On {day} the day was closed at {time}. All shifts of the day are closed.")
        time = f"{clock_time(sheet.at, _.lang)} {zone_name(sheet.at)}".strip()
        flow.paragraph(template.format(day=day_long(sheet.day, _.lang), time=time))
        if sheet.replaces:
            flow.paragraph(_("This sheet replaces {number}.").format(number=sheet.replaces))
        _write_stock(flow, sheet.stock, _)
        _write_shifts(flow, sheet.shifts, _)
        _write_ledger(flow, sheet, _)
        flow.signatures(sheet.signers)

    return make_paper(sheet.head, _, watermark, len(sheet.shifts), write)


def _write_stock(flow: Flow, stock: Sequence[StockLine], _: Catalogue) -> None:
    """One column for each type and one for all: the ten sums stand below each other as in an addition."""
    flow.heading(_("Every booklet that was ever received"))
    words = _sum_words(_)
    width = min(84.0, (ROOM - 150) / (len(stock) + 1))
    columns = (
        Column("", ROOM - width * (len(stock) + 1), size=9.5),
        *(Column(flow.said(line.service), width, Align.RIGHT, size=10) for line in stock),
        Column(_("In all"), width, Align.RIGHT, size=10),
    )
    rows: list[tuple[Cell, ...]] = [
        (words[state], *_counts([line.sums.get(state, 0) for line in stock], _)) for state in STOCK_SUMS
    ]
    rows.append(_strong(_("Sum"), [sum(line.sums.values()) for line in stock], _))
    rows.append(_strong(_("Received"), [line.received for line in stock], _))
    flow.table(columns, rows)
    balanced = all(sum(line.sums.values()) == line.received for line in stock)
    said = _("Every type adds up to what was received.") if balanced else _("IT DOES NOT ADD UP: stop and count.")
    flow.paragraph(said, 9.5, Face.BOLD)


def _counts(counts: Sequence[int], _: Catalogue) -> tuple[str, ...]:
    return tuple(number(count, _.lang) for count in (*counts, sum(counts)))


def _strong(name: str, counts: Sequence[int], _: Catalogue) -> tuple[Cell, ...]:
    return tuple((Line(text, Face.BOLD, 10),) for text in (name, *_counts(counts, _)))


def _write_shifts(flow: Flow, shifts: Sequence[ShiftOfDay], _: Catalogue) -> None:
    flow.heading(_("Shifts of the day"))
    if not shifts:
        flow.paragraph(_("There was no shift with blanks on this day."), 9.5)
        return
    width = 53.0
    titles = (_("Issued"), _("Personalised"), _("Spoiled"), _("Returned"), _("Others"))
    columns = (
        Column(_("Operator, station"), 98, size=9, lines=4),
        Column(_("From – to"), 72, size=8, lines=2),
        Column(_("Passport type"), ROOM - 170 - width * len(titles), size=9, lines=3),
        *(Column(title, width, Align.RIGHT, size=9.5) for title in titles),
    )
    flow.table(columns, [_shift_row(flow, one, _) for one in shifts])


def _shift_row(flow: Flow, one: ShiftOfDay, _: Catalogue) -> tuple[Cell, ...]:
    who = (
        Line(flow.said(one.operator), Face.BOLD, 9, lines=4),
        Line(one.station, size=8.2),
        Line(", ".join(one.numbers), size=7, lines=8),
    )
    when = (Line(moment_short(one.opened_at, _.lang), size=8), Line(moment_short(one.closed_at, _.lang), size=8))
    counts = (one.issued, one.personalised, one.spoiled, one.returned, one.others)
    return (who, when, flow.said(one.service), *(number(count, _.lang) for count in counts))


def _write_ledger(flow: Flow, sheet: ClosingSheet, _: Catalogue) -> None:
    flow.heading(_("Head of the ledger"), keep=80)
    text = _("The ledger held {count} entries; the SHA-256 of the last one is")
    flow.paragraph(text.format(count=number(sheet.ledger_entries, _.lang)), 9.5, gap=2)
    parts = [sheet.ledger_head[at : at + _GROUP] for at in range(0, len(sheet.ledger_head), _GROUP)]
    flow.paragraph("  ".join(parts), 10.5, Face.BOLD)
    flow.paragraph(
        _("“printdesk verify --head” with these letters finds it again, unless somebody changed what lay before it."),
        8.5,
    )


def _sum_words(_: Catalogue) -> dict[str, str]:
    return {
        B.IN_SAFE: _("In the safe"),
        B.ISSUED: _("With operators"),
        B.BOUND: _("In a printer"),
        B.PERSONALISED: _("Printed, at the quality check"),
        B.SHELVED: _("On the shelf"),
        B.HANDED_OVER: _("Handed over"),
        B.SPOILED: _("Spoiled"),
        B.DESTROYED: _("Destroyed"),
        B.MISSING: _("Missing"),
        B.QUARANTINED: _("In quarantine"),
    }
