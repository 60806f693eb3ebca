"""Work sheets that come back the next morning: rows scanned in, then hours, counts and blanks closed.

The rows are entered as those of a batch sheet (`batch_sheets`): the work sheet becomes one with its own number, so
that its codes, its rules and its list of exceptions are the same. What the program knows already (the booklet went
through it in the evening) is only confirmed.
"""

from dataclasses import dataclass

from sqlalchemy import func, select

from printdesk.errors import RuleViolationError
from printdesk.i18n import _, plural
from printdesk.models.evenings import OvertimeHours, WorkSheetClosing
from printdesk.models.print_work import BatchSheet, BatchSheetRow
from printdesk.models.shifts import Shift, ShiftBlank
from printdesk.models.tables import Booklet, OvertimeRow, OvertimeSession, PrintAttempt
from printdesk.services import warnings
from printdesk.services.batch_entry import Entry, enter
from printdesk.services.batch_sheets import close_sheet
from printdesk.services.batch_views import FAILED, NOT_PRINTED, PRINTED, SheetView, sheet_view
from printdesk.services.overtime_orders import Crew, evening_order
from printdesk.services.second_person import other_signed_in, reason_mark, stated_reason
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_KNOWN = (PRINTED, FAILED)


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A work sheet being entered.

    Attributes:
        sheet: its rows; `foreseen` is the serial that the program knows for it.
        known: rows that stand to be confirmed. missing_hours: names of those whose hours are not entered.
        used: printed and spoiled by the rows entered. left: the team's blanks that were not used, by the books.
        over: the session has ended. closed: nothing is to be entered any more.
    """

    session_id: int
    sheet: SheetView
    known: int
    missing_hours: tuple[str, ...]
    used: int
    left: int
    over: bool
    closed: bool


class WorkSheetReturnService:
    """Opens, confirms and closes work sheets that came back."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def open(self, actor: Actor, session_id: int, operation_id: str) -> ReturnView:
        """Begin to enter a work sheet, or go on with it.

        Raises:
            RuleViolationError: there is no such session, it was taken back, or it has not begun.
        """
        with self._workplace.reading() as view:
            crew = _crew(view, session_id)
            known = view.session.scalar(select(BatchSheet.id).where(BatchSheet.number == crew.number))
        if known is None:
            self._workplace.perform(
                "open_work_sheet", actor, operation_id, lambda work: _make(work, _crew(work, session_id))
            )
        return self.view(session_id)

    def view(self, session_id: int) -> ReturnView:
        """How far a work sheet is entered.

        Raises:
            RuleViolationError: as `open`; or nobody began to enter it.
        """
        with self._workplace.reading() as view:
            return _view(view, session_id)

    def session_of(self, sheet_number: str) -> int | None:
        """The session whose work sheet has that number, or None."""
        with self._workplace.reading() as view:
            found: int | None = view.session.scalar(
                select(OvertimeSession.id).where(OvertimeSession.number == sheet_number)
            )
            return found

    def confirm_known(self, actor: Actor, session_id: int, operation_id: str) -> int:
        """Confirm every row that went through the program in the evening.

        Returns:
            how many.
        """

        def do(work: Work) -> Answer:
            view = _view(work, session_id)
            count = 0
            for row in view.sheet.rows:
                attempt = None if row.outcome else _known_attempt(work, _crew(work, session_id), row.application_id)
                if attempt is not None:
                    enter(work, view.sheet.id, Entry(row.position, attempt[0], attempt[1], attempt[2]))
                    count += 1
            work.record("confirm_work_sheet", "batch_sheet", view.sheet.number, rows=count)
            return {"count": count}

        return int(self._workplace.perform("confirm_work_sheet", actor, operation_id, do)["count"])

    def close(self, actor: Actor, session_id: int, counted: int, note: str, operation_id: str) -> ReturnView:
        """Close hours, counts and blanks of a work sheet.

        Args:
            counted: blanks not used, counted by hand.
            note: why they differ from the books; must be there when they do, and the supervisor is warned then.

        Raises:
            RuleViolationError: the session is not over, hours are missing, the sheet was closed, or a difference has
                no reason, or no second person where people have passwords.
        """

        def do(work: Work) -> Answer:
            view = _view(work, session_id)
            _refuse_open_ends(view)
            differs = counted != view.left
            said = stated_reason(note) if differs else ""
            second = other_signed_in(work) if differs else ""
            close_sheet(work, view.sheet.id)
            work.session.add(
                WorkSheetClosing(
                    session_id=session_id, printed=view.sheet.count(PRINTED), failed=view.sheet.count(FAILED),
                    not_printed=view.sheet.count(NOT_PRINTED) + view.sheet.left, blanks_left=view.left,
                    blanks_counted=counted, note=said or None, closed_at=work.now, closed_by=actor.user,
                )
            )  # fmt: skip
            work.record(
                "close_work_sheet", "overtime", view.sheet.number, printed=view.sheet.count(PRINTED),
                failed=view.sheet.count(FAILED), blanks_left=view.left, blanks_counted=counted,
                **({"note": reason_mark(said)} if said else {}), **({"second": second} if second else {}),
            )  # fmt: skip
            if differs:
                details = {"left": view.left, "counted": counted}
                warnings.raise_warning(work, warnings.WORK_SHEET_BLANKS, subject=view.sheet.number, details=details)
            return {}

        self._workplace.perform("close_work_sheet", actor, operation_id, do)
        return self.view(session_id)


def _crew(view: View | Work, session_id: int) -> Crew:
    evening = evening_order(view, session_id)
    crew = next(each for each in evening.crews if each.session_id == session_id)
    if crew.start > view.now:
        raise RuleViolationError(
            _("Session {number} has not begun.").format(number=crew.number),
            _("Its work sheet is entered when it came back."),
        )
    return crew


def _make(work: Work, crew: Crew) -> Answer:
    rows = work.session.scalars(
        select(OvertimeRow).where(OvertimeRow.session_id == crew.session_id).order_by(OvertimeRow.position)
    ).all()
    sheet = BatchSheet(
        number=crew.number, station=crew.station, operator=_operator(crew), made_at=work.now, desk=work.actor.desk
    )
    work.session.add(sheet)
    work.session.flush()
    for row in rows:
        known = _known_attempt(work, crew, row.application_id)
        work.session.add(
            BatchSheetRow(
                sheet_id=sheet.id, position=row.position, application_id=row.application_id,
                foreseen=known[1] if known else None,
            )
        )  # fmt: skip
    work.record("open_work_sheet", "batch_sheet", crew.number, rows=len(rows))
    return {"id": sheet.id}


def _operator(crew: Crew) -> str:
    able = [one for one in crew.people if not one.skills or crew.station in one.skills]
    return (able or list(crew.people))[0].login


def _known_attempt(view: View | Work, crew: Crew, application_id: int) -> tuple[str, str, str] | None:
    """Outcome, serial and reason of what the program saw of it in the session, a print before failures."""
    rows = view.session.execute(
        select(PrintAttempt.outcome, Booklet.serial, PrintAttempt.reason)
        .join(Booklet, Booklet.id == PrintAttempt.booklet_id)
        .where(
            PrintAttempt.application_id == application_id,
            PrintAttempt.station == crew.station,
            PrintAttempt.bound_at >= crew.start,
            PrintAttempt.bound_at < crew.end,
            PrintAttempt.outcome.in_(_KNOWN),
        )
        .order_by(PrintAttempt.bound_at)
    ).all()
    found = [(outcome, serial, reason or "") for outcome, serial, reason in rows]
    return next((each for each in found if each[0] == PRINTED), found[-1] if found else None)


def _view(view: View | Work, session_id: int) -> ReturnView:
    crew = _crew(view, session_id)
    sheet_id = view.session.scalar(select(BatchSheet.id).where(BatchSheet.number == crew.number))
    if sheet_id is None:
        raise RuleViolationError(
            _("Nobody began to enter work sheet {number}.").format(number=crew.number),
            _("Open it under Backlog, Ordered."),
        )
    sheet = sheet_view(view, sheet_id)
    entered = set(view.session.scalars(select(OvertimeHours.login).where(OvertimeHours.session_id == session_id)))
    closing = view.session.get(WorkSheetClosing, session_id)
    return ReturnView(
        session_id=session_id,
        sheet=sheet,
        known=sum(not row.outcome and bool(row.foreseen) for row in sheet.rows),
        missing_hours=tuple(one.name for one in crew.people if one.login not in entered),
        used=sheet.count(PRINTED) + sheet.count(FAILED),
        left=closing.blanks_left if closing else _left(view, crew),
        over=crew.end <= view.now,
        closed=closing is not None,
    )


def _left(view: View | Work, crew: Crew) -> int:
    """The team's blanks for this station that were not used: in hand now, or given back since the session began."""
    station = next((each for each in view.settings.stations if each.code == crew.station), None)
    services = station.services if station else ()
    logins = [one.login for one in crew.people]
    in_hand = view.session.scalar(
        select(func.count())
        .select_from(Booklet)
        .where(Booklet.holder.in_(logins), Booklet.state == "issued", Booklet.service.in_(services))
    )
    given_back = view.session.scalar(
        select(func.count())
        .select_from(ShiftBlank)
        .join(Shift, Shift.id == ShiftBlank.shift_id)
        .join(Booklet, Booklet.id == ShiftBlank.booklet_id)
        .where(
            Shift.holder.in_(logins), ShiftBlank.outcome == "returned", ShiftBlank.outcome_at >= crew.start,
            Booklet.service.in_(services),
        )
    )  # fmt: skip
    return int(in_hand or 0) + int(given_back or 0)


def _refuse_open_ends(view: ReturnView) -> None:
    if view.closed:
        raise RuleViolationError(
            _("Work sheet {number} was closed already.").format(number=view.sheet.number),
            _("What is missing on it goes through the print room."),
        )
    if not view.over:
        raise RuleViolationError(
            _("The session of work sheet {number} is not over.").format(number=view.sheet.number),
            _("Close it when everybody has left."),
        )
    if view.missing_hours:
        text = plural(
            "The hours of {count} person are missing: {names}.", "The hours of {count} people are missing: {names}.",
            len(view.missing_hours),
        )  # fmt: skip
        raise RuleViolationError(
            text.format(count=len(view.missing_hours), names=", ".join(view.missing_hours)),
            _("Enter the hours first, then close the sheet."),
        )
