"""What is read of batch sheets: their rows, what was entered, and the list of exceptions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.print_work import BatchSheet, BatchSheetException, BatchSheetRow
from printdesk.models.tables import Application
from printdesk.services.office import names
from printdesk.services.work import View, Work

PRINTED, FAILED, NOT_PRINTED, EXCEPTION = "printed", "failed", "not_printed", "exception"
OUTCOMES = (PRINTED, FAILED, NOT_PRINTED)
"""What a person may enter for a row."""

GONE, ELSEWHERE, FOREIGN_BLANK, DOUBLED = "gone", "elsewhere", "foreign_blank", "doubled"
UNKNOWN_SERIAL, WRONG_KIND, IN_SAFE, BAD_BLANK = "unknown_serial", "wrong_kind", "in_safe", "bad_blank"
"""Kinds of exceptions."""

BOOKED, NOT_BOOKED, QUARANTINED, SPOILED = "booked", "not_booked", "quarantined", "spoiled"
"""What was done about one."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a sheet.

    Attributes:
        foreseen: serial printed on the paper, or "".
        outcome: "printed", "failed", "not_printed", "exception", or "" before it was entered.
        serial, reason: as entered, or "".
        state: of the application now.
    """

    position: int
    application_id: int
    number: str
    name: str
    service: str
    departs_at: datetime | None
    foreseen: str
    outcome: str
    serial: str
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class SheetException:
    """Something on the paper that did not fit.

    Attributes:
        position: of the row; None where it belongs to none.
        kind, done: constants of this module.
        other: name of the other operator, where one is concerned, or "".
        settled: the row was entered rightly afterwards.
    """

    position: int | None
    kind: str
    serial: str
    outcome: str
    done: str
    other: str
    settled: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    """A batch sheet; moments in the office's zone.

    Attributes:
        operator: name of who prints; `operator_login` the login.
        released: how many went back to the queue at the closing; None while it is open.
    """

    id: int
    number: str
    station: str
    operator: str
    operator_login: str
    made_at: datetime
    closed_at: datetime | None
    released: int | None
    rows: tuple[SheetRow, ...]
    exceptions: tuple[SheetException, ...]

    def count(self, outcome: str) -> int:
        """Rows with this outcome."""
        return sum(row.outcome == outcome for row in self.rows)

    @property
    def left(self) -> int:
        """Rows that were not entered yet."""
        return self.count("")


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet in a list."""

    id: int
    number: str
    station: str
    operator: str
    made_at: datetime
    rows: int
    entered: int


def sheet_view(view: View | Work, sheet_id: int) -> SheetView:
    """A sheet with everything entered.

    Raises:
        RuleViolationError: there is none.
    """
    sheet = view.session.get(BatchSheet, sheet_id)
    if sheet is None:
        raise RuleViolationError(_("There is no such batch sheet."), _("Scan its code again."))
    zone, known = view.office.zone, names(view.session)
    rows = view.session.execute(
        select(BatchSheetRow, Application)
        .join(Application, Application.id == BatchSheetRow.application_id)
        .where(BatchSheetRow.sheet_id == sheet_id)
        .order_by(BatchSheetRow.position)
    )
    found = view.session.scalars(
        select(BatchSheetException).where(BatchSheetException.sheet_id == sheet_id).order_by(BatchSheetException.id)
    )
    return SheetView(
        sheet.id, sheet.number, sheet.station, known.get(sheet.operator, sheet.operator), sheet.operator,
        sheet.made_at.astimezone(zone), sheet.closed_at.astimezone(zone) if sheet.closed_at else None, sheet.released,
        tuple(_row(view, row, application) for row, application in rows),
        tuple(exception_view(row, known) for row in found),
    )  # fmt: skip


def _row(view: View | Work, row: BatchSheetRow, application: Application) -> SheetRow:
    departs = application.departs_at
    return SheetRow(
        row.position, application.id, application.number, application.name, application.service,
        departs.astimezone(view.office.zone) if departs else None, row.foreseen or "", row.outcome or "",
        row.serial or "", row.reason or "", application.state,
    )  # fmt: skip


def exception_view(row: BatchSheetException, known: Mapping[str, str]) -> SheetException:
    """An exception as the list shows it."""
    other = row.other or ""
    return SheetException(
        row.position, row.kind, row.serial or "", row.outcome or "", row.done, known.get(other, other), row.settled
    )


def sheet_lines(view: View) -> tuple[SheetLine, ...]:
    """The sheets that are not closed, the oldest first."""
    counted = (
        select(
            BatchSheetRow.sheet_id,
            func.count().label("rows"),
            func.count(BatchSheetRow.outcome).label("entered"),
        )
        .group_by(BatchSheetRow.sheet_id)
        .subquery()
    )
    rows = view.session.execute(
        select(BatchSheet, counted.c.rows, counted.c.entered)
        .join(counted, counted.c.sheet_id == BatchSheet.id)
        .where(BatchSheet.closed_at.is_(None))
        .order_by(BatchSheet.id)
    )
    zone, known = view.office.zone, names(view.session)
    return tuple(
        SheetLine(row.id, row.number, row.station, known.get(row.operator, row.operator),
                  row.made_at.astimezone(zone), rows_, entered)
        for row, rows_, entered in rows
    )  # fmt: skip


def exception_words(found: SheetException, reader: Catalogue) -> tuple[str, str]:
    """What did not fit, and what was done about it, for a reader."""
    what = {
        GONE: reader("this row was not on the sheet any more"),
        ELSEWHERE: reader("it was printed or taken elsewhere meanwhile"),
        FOREIGN_BLANK: reader("{serial} was issued to {other}"),
        DOUBLED: reader("{serial} was used already"),
        UNKNOWN_SERIAL: reader("{serial} was never received here"),
        WRONG_KIND: reader("{serial} is a blank of another kind"),
        IN_SAFE: reader("{serial} is still in the safe"),
        BAD_BLANK: reader("{serial} must not be used"),
    }[found.kind].format(serial=found.serial, other=found.other)
    done = {
        BOOKED: reader("booked all the same, since it is printed"),
        NOT_BOOKED: reader("not booked; check the serial and enter the row again"),
        QUARANTINED: reader("not booked; {serial} is in quarantine, set it aside"),
        SPOILED: reader("{serial} is recorded as spoiled"),
    }[found.done].format(serial=found.serial)
    return what, reader("put right afterwards") if found.settled and found.done == NOT_BOOKED else done
