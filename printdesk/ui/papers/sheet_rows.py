"""What stands in the dialog of a sheet of paper: the table of its rows, and its sentences."""

from printdesk.domain.states import application_state_text
from printdesk.i18n import _, plural
from printdesk.services.batch_views import FAILED, NOT_PRINTED, PRINTED, SheetRow, SheetView
from printdesk.ui.kit import Cell, Column, RowsModel

LONG_NAME, _SHORT_NAME = 60, 40
"""Letters from which on a name is written smaller; letters of it that are repeated beside an outcome."""


def sheet_model() -> RowsModel[SheetRow]:
    """The rows of a sheet."""
    columns: list[Column[SheetRow]] = [
        Column(lambda: _("No."), lambda row: Cell(str(row.position)), 52, align="right"),
        Column(lambda: _("Applicant"), _applicant, 220, stretch=1, strong=True),
        Column(lambda: _("Serial"), lambda row: Cell(row.serial or row.foreseen or "–"), 110),
        Column(lambda: _("Outcome"), lambda row: Cell(outcome_text(row)), 236),
    ]
    return RowsModel(columns, key=lambda row: str(row.position))


def _applicant(row: SheetRow) -> Cell:
    return Cell(row.name, f"…{row.number[-4:]}")


def outcome_text(row: SheetRow) -> str:
    """What came out of a row, or what it waits for."""
    words = {
        PRINTED: _("printed"),
        FAILED: _("failed"),
        NOT_PRINTED: _("not printed, back in the queue"),
        "exception": _("exception, see below"),
    }
    if row.outcome:
        return words[row.outcome]
    return _("to be entered") if row.state == "claimed" else application_state_text(row.state)


def shorten(name: str) -> str:
    """The beginning of a name that stands whole in the list beside it."""
    return name if len(name) <= LONG_NAME else name[:_SHORT_NAME].rstrip() + "…"


def closing_words(sheet: SheetView) -> str:
    """What the closing does, before it cannot be undone: rows that go back, and who hears of what did not fit."""
    left, odd = sheet.left, sum(not each.settled for each in sheet.exceptions)
    back = plural(
        "{count} row was not entered; it goes back to its old place.",
        "{count} rows were not entered; they go back to their old places.", left,
    ).format(count=left)  # fmt: skip
    told = plural(
        "{count} exception is left; the supervisor is told.",
        "{count} exceptions are left; the supervisor is told.", odd,
    ).format(count=odd)  # fmt: skip
    parts = (back if left else _("All rows are entered."), told if odd else "", _("It cannot be opened again."))
    return " ".join(part for part in parts if part)
