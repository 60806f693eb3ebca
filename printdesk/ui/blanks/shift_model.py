"""The table of shifts: one row for each type of each shift, written as a sum."""

from dataclasses import dataclass

from printdesk.i18n import _, dates, language
from printdesk.services.shifts import ShiftLine, ShiftView
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.words import count_text
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind, Tone


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One type's blanks of one shift, with the type's name; `line` is None for a shift without blanks."""

    shift: ShiftView
    line: ShiftLine | None
    service: str


def shift_lines(facts: BlanksFacts) -> list[ShiftRow]:
    """Every shift that is open or was open today, worded in the language of the moment."""
    return [
        ShiftRow(shift, line, facts.label(line.service) if line else "")
        for shift in facts.shifts
        for line in (shift.lines or (None,))
    ]


def shifts_model() -> RowsModel[ShiftRow]:
    """The table of shifts, empty."""
    columns: list[Column[ShiftRow]] = [
        Column(lambda: _("Operator"), _who, 200, 2, strong=True),
        Column(lambda: _("Kind"), _kind, 170, 2),
        Column(lambda: _("Received"), lambda row: _number(row, "issued"), 80, align="right"),
        Column(lambda: _("= Printed"), lambda row: _number(row, "personalised"), 80, align="right"),
        Column(lambda: _("+ Spoiled"), _spoiled, 80, align="right"),
        Column(lambda: _("+ Returned"), lambda row: _number(row, "returned"), 90, align="right"),
        Column(lambda: _("+ In hand"), _in_hand, 80, align="right", strong=True),
        Column(lambda: _("Minutes"), _minutes, 140),
        Column(lambda: _("State"), _state, 130),
    ]
    return RowsModel(columns, key=lambda row: f"{row.shift.id}/{row.line.service if row.line else ''}")


def _who(row: ShiftRow) -> Cell:
    since = dates.moment_short(row.shift.opened_at, language())
    return Cell(
        row.shift.holder_name, _("{station} · since {moment}").format(station=row.shift.station, moment=since)
    )


def _kind(row: ShiftRow) -> Cell:
    if row.line is None:
        return Cell("—", _("no blanks"))
    ranges = ", ".join(first if first == last else f"{first} – {last}" for first, last in row.line.issued)
    return Cell(row.service, ranges, tooltip=f"{row.service}\n{ranges}")


def _number(row: ShiftRow, name: str) -> Cell:
    count = getattr(row.line.sum, name) if row.line else 0
    return Cell(count_text(count), sort=count)


def _spoiled(row: ShiftRow) -> Cell:
    one = row.line.sum if row.line else None
    if one is None:
        return Cell("0", sort=0)
    more = one.quarantined + one.missing
    second = _("+ {count} aside").format(count=count_text(more)) if more else ""
    tip = _("{quarantined} in quarantine, {missing} missing").format(
        quarantined=count_text(one.quarantined), missing=count_text(one.missing)
    )
    return Cell(
        count_text(one.spoiled), second, tone=Tone.RED if one.spoiled or more else None, sort=one.spoiled,
        tooltip=tip if more else "",
    )  # fmt: skip


def _in_hand(row: ShiftRow) -> Cell:
    one = row.line.sum if row.line else None
    if one is None:
        return Cell("0", sort=0)
    second = _("{count} in the printer").format(count=count_text(one.in_printer)) if one.in_printer else ""
    return Cell(count_text(one.in_hand + one.in_printer), second, sort=one.in_hand)


def _minutes(row: ShiftRow) -> Cell:
    return Cell(row.shift.number or "—", row.shift.closing_number)


def _state(row: ShiftRow) -> Cell:
    shift = row.shift
    if shift.closed_at is not None:
        time = dates.clock_time(shift.closed_at, language())
        return Cell(pill=PillSpec(Kind.DONE, _("closed {time}").format(time=time)))
    if shift.blockers:
        return Cell(pill=PillSpec(Kind.STOPPED, _("unconfirmed")))
    return Cell(pill=PillSpec(Kind.HERE, _("open")))
