"""Tables of the reports: those that were made, and the rows of a pack that came back."""

from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.downtime_back import RowView, exception_words
from printdesk.services.reports import MadeReport, title_of
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.theme import Kind


def reports_model() -> RowsModel[MadeReport]:
    """The reports that were made."""
    columns = (
        Column[MadeReport](lambda: _("Report"), _report, 190, 1, strong=True),
        Column[MadeReport](lambda: _("Made"), _made, 150),
    )
    return RowsModel(columns, lambda row: row.number)


def _report(row: MadeReport) -> Cell:
    return Cell(row.number, title_of(row.kind, active()))


def _made(row: MadeReport) -> Cell:
    return Cell(dates.moment_short(row.made_at, language()), row.made_by, sort=row.made_at)


def rows_model() -> RowsModel[RowView]:
    """Rows of a pack that were entered, or did not fit."""
    columns = (
        Column[RowView](lambda: _("Row"), _place, 150, strong=True),
        Column[RowView](lambda: _("For whom"), lambda row: Cell(row.name or "–", row.number), 180, 1),
        Column[RowView](lambda: _("Serial"), lambda row: Cell(row.serial or "–"), 92),
        Column[RowView](lambda: _("State"), _state, 220, 1),
    )
    return RowsModel(columns, lambda row: f"{row.place.section}/{row.place.position}")


def section_words(section: str) -> str:
    """A section of a pack in words; a station by its code."""
    words = {"handover": _("Hand-over"), "intake": _("Intake"), "spoiled": _("Spoiled booklets")}
    return words.get(section, section)


def _place(row: RowView) -> Cell:
    return Cell(f"{section_words(row.place.section)} · {row.place.position}")


def _state(row: RowView) -> Cell:
    said = exception_words(row, active())
    if not row.outcome:
        return Cell(pill=PillSpec(Kind.FAILED, _("did not fit")), second=said)
    words = {"printed": _("printed"), "failed": _("failed"), "not_printed": _("not printed")}
    return Cell(pill=PillSpec(Kind.DONE, words.get(row.outcome, _("entered"))), second=said)
