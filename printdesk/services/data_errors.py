"""Reprints after a data error: they wait on hold until a second person, a supervisor, approves them.

The failed attempt stays linked to the approval, and so does what was put right in between: the columns that a list or
a hand changed since the error was reported, as the ledger has them.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.print_work import DataError
from printdesk.models.tables import Application, Booklet, LedgerEntry, PrintAttempt
from printdesk.services import warnings
from printdesk.services.moves import application_for_update, move_application
from printdesk.services.office import names
from printdesk.services.second_person import ensure_other, reason_mark, stated_reason
from printdesk.services.trip_warnings import count_attempts, trips_at_risk, warn_of_trip
from printdesk.services.work import Actor, Answer, View, Work, Workplace

HOLD = "data_error"
"""The hold's code of reason."""

_CHANGES = ("update", "edit", "correct")
"""Acts by which data of an application are put right."""


@dataclass(frozen=True, slots=True)
class DataErrorRow:
    """A reprint that waits for approval; moments in the office's zone.

    Attributes:
        use: "print" when the operator found it, "check" when the quality check did.
        attempt: number of the attempt that showed it; `serial` is its spoiled booklet.
        corrected: columns put right since, and when the last of them was; empty when nothing was.
    """

    application_id: int
    number: str
    name: str
    service: str
    departs_at: datetime | None
    use: str
    reason: str
    attempt: int
    serial: str
    station: str
    reported_by: str
    reported_login: str
    reported_at: datetime
    corrected: tuple[str, ...]
    corrected_at: datetime | None


class ReprintService:
    """Approves reprints."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def waiting(self) -> tuple[DataErrorRow, ...]:
        """What waits for approval, the oldest first."""
        with self._workplace.reading() as view:
            return waiting(view)

    def approve(self, actor: Actor, application_id: int, note: str, operation_id: str) -> None:
        """Let it be printed again, at its old place.

        Args:
            note: what was looked at or put right.

        Raises:
            RuleViolationError: the actor is no supervisor or reported it, no reason is given, or nothing waits.
        """

        def do(work: Work) -> Answer:
            said = stated_reason(note)
            application = application_for_update(work.session, application_id)
            others = trips_at_risk(work, application)
            row = _open(work, application_id)
            ensure_other(work, row.reported_by)
            columns, when = _corrected(work, row)
            row.decided_by, row.decided_at, row.note = actor.user, work.now, said
            row.corrected, row.corrected_at = list(columns), when
            move_application(
                work, application, Act.RESUME, reason=HOLD, approved=True, attempt=row.attempt_id,
                corrected=list(columns), sha256=reason_mark(said),
            )  # fmt: skip
            application.hold_reason = application.hold_until = None
            warnings.settle(work, warnings.DATA_ERROR_WAITS, application_id=application_id)
            warn_of_trip(work, application, count_attempts(work.session, application.id) + 1, others)
            return {}

        self._workplace.perform("approve_reprint", actor, operation_id, do)


def hold_for_approval(work: Work, application: Application, attempt: PrintAttempt, use: str, reason: str) -> None:
    """After a failure by wrong data: the application is not printed again before a supervisor approves it."""
    move_application(work, application, Act.HOLD, reason=HOLD, attempt=attempt.id)
    application.hold_reason, application.hold_until = HOLD, None
    serial = work.session.scalar(select(Booklet.serial).where(Booklet.id == attempt.booklet_id))
    work.session.add(
        DataError(
            application_id=application.id, attempt_id=attempt.id, use=use, reason=reason,
            reported_by=work.actor.user, reported_at=work.now, corrected=[],
        )
    )  # fmt: skip
    warnings.raise_warning(
        work, warnings.DATA_ERROR_WAITS, application_id=application.id,
        details={"attempt": attempt.attempt, "serial": serial, "use": use, "reason": reason},
    )  # fmt: skip


def refuse_unapproved(work: Work, application: Application) -> None:
    """A reprint after a data error is released by its approval only.

    Raises:
        RuleViolationError: one waits for approval.
    """
    if application.hold_reason == HOLD and _find(work, application.id) is not None:
        raise RuleViolationError(
            _("This application waits for the approval of its reprint after a data error."),
            _("A supervisor approves it in the print room, under Warnings."),
        )


def waiting(view: View | Work) -> tuple[DataErrorRow, ...]:
    """What waits for approval, the oldest first."""
    found = view.session.execute(
        select(DataError, Application, PrintAttempt, Booklet.serial)
        .join(Application, Application.id == DataError.application_id)
        .join(PrintAttempt, PrintAttempt.id == DataError.attempt_id)
        .join(Booklet, Booklet.id == PrintAttempt.booklet_id)
        .where(DataError.decided_at.is_(None), Application.state == ApplicationState.HELD)
        .order_by(DataError.reported_at, DataError.id)
    )
    known, zone = names(view.session), view.office.zone
    rows = []
    for error, row, attempt, serial in found:
        columns, when = _corrected(view, error)
        rows.append(
            DataErrorRow(
                row.id, row.number, row.name, row.service,
                row.departs_at.astimezone(zone) if row.departs_at else None, error.use, error.reason, attempt.attempt,
                serial, attempt.station, known.get(error.reported_by, error.reported_by), error.reported_by,
                error.reported_at.astimezone(zone), columns, when.astimezone(zone) if when else None,
            )
        )  # fmt: skip
    return tuple(rows)


def _find(work: Work, application_id: int) -> DataError | None:
    return work.session.scalar(
        select(DataError)
        .where(DataError.application_id == application_id, DataError.decided_at.is_(None))
        .with_for_update()
    )


def _open(work: Work, application_id: int) -> DataError:
    row = _find(work, application_id)
    if row is None:
        raise RuleViolationError(
            _("No reprint of this application waits for approval."),
            _("Read the list anew; somebody may have been quicker."),
        )
    return row


def _corrected(view: View | Work, row: DataError) -> tuple[tuple[str, ...], datetime | None]:
    """The columns of the application that were changed since the error was reported, and when the last was."""
    entries = view.session.scalars(
        select(LedgerEntry)
        .where(
            LedgerEntry.object_kind == "application", LedgerEntry.object_id == str(row.application_id),
            LedgerEntry.act.in_(_CHANGES), LedgerEntry.at >= row.reported_at,
        )
        .order_by(LedgerEntry.seq)
    ).all()  # fmt: skip
    columns = {name for entry in entries for name in json.loads(entry.details).get("columns", [])}
    return tuple(sorted(columns)), entries[-1].at if entries else None
