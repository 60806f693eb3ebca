"""Entering a batch sheet row by row: each row is one act, and what does not fit is an exception, never a guess."""

from dataclasses import dataclass

from sqlalchemy import select

from printdesk.domain import codes, numbers
from printdesk.domain.states import Act, ApplicationState, BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.print_work import BatchSheet, BatchSheetException, BatchSheetRow
from printdesk.models.tables import Application, Booklet, OvertimeSession, PrintAttempt
from printdesk.services import batch_views as views
from printdesk.services.attempts import Failure
from printdesk.services.moves import application_for_update, drop_claim, move_application, move_booklet
from printdesk.services.outcomes import bind_blank, tell_failed, tell_printed
from printdesk.services.work import Work

_USED = frozenset({BookletState.BOUND, BookletState.PERSONALISED, BookletState.SHELVED, BookletState.HANDED_OVER})
_SAFE = frozenset({BookletState.IN_SAFE, BookletState.RETURNED})
_CLOSED = frozenset({ApplicationState.HELD, ApplicationState.CANCELLED, ApplicationState.LAPSED})


@dataclass(frozen=True, slots=True)
class Entry:
    """What the paper says of a row.

    Attributes:
        outcome: "printed", "failed" or "not_printed".
        serial: of the booklet; "" where nothing was printed.
        reason: code, for a failure.
    """

    position: int
    outcome: str
    serial: str = ""
    reason: str = ""


def enter(work: Work, sheet_id: int, entry: Entry) -> tuple[Failure | None, bool]:
    """Book one row.

    Returns:
        what follows a failure, and whether an exception was written.

    Raises:
        RuleViolationError: the sheet is closed, the row was entered, the serial is none, or there is no such reason.
    """
    sheet = open_sheet(work, sheet_id)
    row = _row(work, sheet, entry.position)
    application = application_for_update(work.session, row.application_id)
    if entry.outcome == views.NOT_PRINTED:
        _keep(work, row, entry, "")
        release_row(work, sheet, application)
        return None, False
    if entry.outcome == views.FAILED:
        work.settings.reason("print", entry.reason)
    serial = numbers.serial(entry.serial, active())
    if _is_known(work, sheet, row, serial, entry.outcome):
        _keep(work, row, entry, serial)
        _settle(work, row)
        return None, False
    booklet = work.session.scalar(select(Booklet).where(Booklet.serial == serial).with_for_update())
    if booklet is None:
        return _refused(work, row, entry, serial, views.UNKNOWN_SERIAL)
    wrong = _wrong_blank(booklet, application)
    if wrong:
        return _refused(work, row, entry, serial, wrong)
    return _book(work, sheet, row, application, booklet, entry)


def is_work_sheet(sheet: BatchSheet) -> bool:
    """Whether it is the work sheet of an evening, or of a down-time pack: its rows were never handed out, they wait
    until they are entered."""
    return sheet.number.startswith((f"{codes.WORK_SHEET}-", f"{codes.DOWNTIME_PACK}-"))


def team_of(work: Work, sheet: BatchSheet) -> frozenset[str]:
    """Logins of those whose blanks may stand on the sheet: its operator, or the people of its evening."""
    people = None
    if is_work_sheet(sheet):
        people = work.session.scalar(select(OvertimeSession.people).where(OvertimeSession.number == sheet.number))
    return frozenset([sheet.operator, *(people or ())])


def _is_known(work: Work, sheet: BatchSheet, row: BatchSheetRow, serial: str, outcome: str) -> bool:
    """Whether the work sheet only says what went through the program in the evening."""
    if not is_work_sheet(sheet):
        return False
    known = work.session.scalar(
        select(PrintAttempt.id)
        .join(Booklet, Booklet.id == PrintAttempt.booklet_id)
        .where(
            PrintAttempt.application_id == row.application_id,
            Booklet.serial == serial,
            PrintAttempt.outcome == outcome,
        )
        .limit(1)
    )
    return known is not None


def open_sheet(work: Work, sheet_id: int) -> BatchSheet:
    """The sheet, locked, while it is open.

    Raises:
        RuleViolationError: there is none, or it was closed.
    """
    sheet = work.session.get(BatchSheet, sheet_id, with_for_update=True)
    if sheet is None:
        raise RuleViolationError(_("There is no such batch sheet."), _("Scan its code again."))
    if sheet.closed_at is not None:
        raise RuleViolationError(
            _("Batch sheet {number} was closed already.").format(number=sheet.number),
            _("What is missing on it goes through the print room."),
        )
    return sheet


def release_row(work: Work, sheet: BatchSheet, application: Application) -> bool:
    """Give a row back to the queue, at its old place, where it is still the sheet's."""
    if is_work_sheet(sheet) or not _its_own(sheet, application):
        return False
    move_application(work, application, Act.RELEASE, holder=application.claimed_by, sheet=sheet.number)
    drop_claim(application)
    return True


def _row(work: Work, sheet: BatchSheet, position: int) -> BatchSheetRow:
    row = work.session.get(BatchSheetRow, (sheet.id, position), with_for_update=True)
    if row is None:
        raise RuleViolationError(
            _("Batch sheet {number} has no row {position}.").format(number=sheet.number, position=position),
            _("Scan the code at the end of the row, or type the number in front of it."),
        )
    if row.outcome is not None:
        raise RuleViolationError(
            _("Row {position} was entered already: {serial}.").format(position=position, serial=row.serial or "–"),
            _("Go on with the next row."),
        )
    return row


def _its_own(sheet: BatchSheet, application: Application) -> bool:
    return (
        application.state == ApplicationState.CLAIMED
        and application.claimed_by == sheet.operator
        and application.claimed_station == sheet.station
    )


def _wrong_blank(booklet: Booklet, application: Application) -> str:
    """Why this blank cannot have become this booklet, "" when it can."""
    if booklet.state in _USED:
        return views.DOUBLED
    if booklet.state in _SAFE:
        return views.IN_SAFE
    if booklet.state != BookletState.ISSUED:
        return views.BAD_BLANK
    return "" if booklet.service == application.service else views.WRONG_KIND


def _refused(work: Work, row: BatchSheetRow, entry: Entry, serial: str, kind: str) -> tuple[None, bool]:
    _except(work, row, entry, serial, kind, views.NOT_BOOKED)
    return None, True


def _book(
    work: Work, sheet: BatchSheet, row: BatchSheetRow, application: Application, booklet: Booklet, entry: Entry
) -> tuple[Failure | None, bool]:
    """The blank fits: book it on the application, unless that went another way meanwhile."""
    team = team_of(work, sheet)
    kind, other = _what_is_odd(sheet, application, booklet, team)
    if kind and application.state != ApplicationState.READY and not _its_own(sheet, application):
        done = _set_aside(work, booklet, entry)
        _except(work, row, entry, booklet.serial, kind, done)
        _keep(work, row, entry, booklet.serial, views.EXCEPTION)
        return None, True
    if application.state == ApplicationState.READY:
        _take_again(work, sheet, application)
    bind_blank(work, application, booklet, booklet.holder if booklet.holder in team else sheet.operator)
    failure = _tell(work, application, entry)
    _settle(work, row)
    if kind:
        _except(work, row, entry, booklet.serial, kind, views.BOOKED, other)
    _keep(work, row, entry, booklet.serial)
    return failure, bool(kind)


def _what_is_odd(
    sheet: BatchSheet, application: Application, booklet: Booklet, team: frozenset[str]
) -> tuple[str, str]:
    waits = is_work_sheet(sheet) and application.state == ApplicationState.READY
    if not waits and not _its_own(sheet, application):
        gone = application.state in _CLOSED or application.state == ApplicationState.READY
        return (views.GONE if gone else views.ELSEWHERE), ""
    return ("", "") if booklet.holder in team else (views.FOREIGN_BLANK, booklet.holder or "")


def _set_aside(work: Work, booklet: Booklet, entry: Entry) -> str:
    """A booklet that belongs to nobody must not be used again."""
    if entry.outcome == views.FAILED:
        move_booklet(work, booklet, Act.SPOIL, reason=entry.reason)
        return views.SPOILED
    move_booklet(work, booklet, Act.QUARANTINE)
    return views.QUARANTINED


def _take_again(work: Work, sheet: BatchSheet, application: Application) -> None:
    move_application(work, application, Act.CLAIM, station=sheet.station, holder=sheet.operator, sheet=sheet.number)
    application.claimed_by, application.claimed_station = sheet.operator, sheet.station
    application.claimed_desk, application.claimed_at = work.actor.desk, work.now


def _tell(work: Work, application: Application, entry: Entry) -> Failure | None:
    if entry.outcome == views.FAILED:
        return tell_failed(work, application, entry.reason)
    tell_printed(work, application)
    return None


def _keep(work: Work, row: BatchSheetRow, entry: Entry, serial: str, outcome: str = "") -> None:
    row.outcome, row.serial, row.reason = outcome or entry.outcome, serial or None, entry.reason or None
    row.entered_at, row.entered_by = work.now, work.actor.user


def _settle(work: Work, row: BatchSheetRow) -> None:
    """What was refused of this row before is put right now."""
    for before in work.session.scalars(
        select(BatchSheetException).where(
            BatchSheetException.sheet_id == row.sheet_id, BatchSheetException.position == row.position
        )
    ):
        before.settled = True


def _except(work: Work, row: BatchSheetRow, entry: Entry, serial: str, kind: str, done: str, other: str = "") -> None:
    work.session.add(
        BatchSheetException(
            sheet_id=row.sheet_id, position=row.position, kind=kind, serial=serial, outcome=entry.outcome, done=done,
            other=other or None, at=work.now, by=work.actor.user, settled=False,
        )
    )  # fmt: skip
    work.record("sheet_exception", "batch_sheet", row.sheet_id, row=row.position, kind=kind, serial=serial, done=done)
