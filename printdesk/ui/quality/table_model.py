"""The room's two lists as tables: what waits for the check, and what waits for the shelf."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.settings import Label
from printdesk.i18n import _, dates, language
from printdesk.services.quality import QualityRow
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.quality.reading import QualityFacts
from printdesk.ui.quality.words import days_until, departure_kind, moment_cell, short_number


@dataclass(frozen=True, slots=True)
class BookletLine:
    """One booklet with what is needed to word it.

    Attributes:
        day: the office's date. service: label of its service type.
    """

    row: QualityRow
    day: datetime
    service: Label


def booklet_lines(rows: tuple[QualityRow, ...], facts: QualityFacts) -> list[BookletLine]:
    """Rows as lines of a table."""
    labels = {service.code: service.label for service in facts.settings.services}
    day = facts.now.replace(hour=0, minute=0, second=0, microsecond=0)
    return [BookletLine(row, day, labels.get(row.service, Label(row.service, row.service))) for row in rows]


def waiting_model() -> RowsModel[BookletLine]:
    """What waits for the check."""
    columns: list[Column[BookletLine]] = [
        Column(lambda: _("Departs"), _departs, 112),
        Column(lambda: _("Applicant"), _applicant, 170, stretch=4, strong=True),
        Column(lambda: _("Serial"), lambda line: Cell(line.row.serial), 104),
        Column(lambda: _("Printed"), _printed, 124, stretch=1),
    ]
    return RowsModel(columns, key=_key)


def shelf_model() -> RowsModel[BookletLine]:
    """What waits for the shelf."""
    columns: list[Column[BookletLine]] = [
        Column(lambda: _("Slot"), lambda line: Cell(line.row.slot), 86, strong=True, whole=True),
        Column(lambda: _("Applicant"), _applicant, 170, stretch=4, strong=True),
        Column(lambda: _("Serial"), lambda line: Cell(line.row.serial), 104),
        Column(lambda: _("Passed"), _passed, 100),
    ]
    return RowsModel(columns, key=_key)


def _key(line: BookletLine) -> str:
    return str(line.row.application_id)


def _departs(line: BookletLine) -> Cell:
    departs = line.row.departs_at
    if departs is None:
        return Cell("—")
    pill = PillSpec(departure_kind(departs, line.day.date()), dates.day_short(departs.date(), language()))
    return Cell(second=days_until(departs.date(), line.day.date()), pill=pill)


def _applicant(line: BookletLine) -> Cell:
    return Cell(line.row.name, f"{short_number(line.row.number)} · {line.service.text(language())}")


def _printed(line: BookletLine) -> Cell:
    return Cell(moment_cell(line.row.since, line.day.date()), f"{line.row.operator} · {line.row.station}")


def _passed(line: BookletLine) -> Cell:
    return Cell(moment_cell(line.row.since, line.day.date()))
