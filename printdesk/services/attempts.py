"""Print attempts: their history, and what follows a failed one."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from printdesk.domain.settings import Label, OfficeSettings, Reason
from printdesk.models.print_work import DataError
from printdesk.models.tables import Application, Booklet, PrintAttempt, QualityCheck
from printdesk.services import data_errors
from printdesk.services.failure_stops import count_failure
from printdesk.services.office import names
from printdesk.services.trip_warnings import warn_of_trip
from printdesk.services.work import Answer, View, Work

CHECK_FAILED = "check_failed"


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One blank bound to an application, and what became of it; moments in the office's zone.

    Attributes:
        number: 1 is the first.
        operator: name of who bound it; `told_by` of who said what came out, or failed it at the check.
        outcome: "open", "printed", "failed", "blank" (nothing was printed on it), or "check_failed".
        reason: the reason's words in both languages, None where it did not fail.
        next_step: what the office's list says comes next, or None.
        family: "blank", "print", "chip", "data" or "".
        approved_by: name of who approved the reprint after a data error, "" where none was needed or given yet;
            `approved_at` when.
    """

    number: int
    serial: str
    station: str
    operator: str
    told_by: str
    bound_at: datetime
    ended_at: datetime | None
    outcome: str
    reason: Label | None
    next_step: Label | None
    family: str
    approved_by: str = ""
    approved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """What follows a failed print or check.

    Attributes:
        attempt: number of the attempt that comes next.
        next_step: in both languages; empty where the office's list says nothing.
        waits: it is not printed again before a supervisor approves.
        at_risk: its trip is at risk now, and the supervisor was warned.
        stopped: the station stopped by itself.
    """

    attempt: int
    next_step: Label
    waits: bool
    at_risk: bool
    stopped: bool


def to_answer(found: Failure) -> Answer:
    """As it is kept with the operation."""
    return {
        "attempt": found.attempt, "next_step": [found.next_step.id, found.next_step.en], "waits": found.waits,
        "at_risk": found.at_risk, "stopped": found.stopped,
    }  # fmt: skip


def from_answer(kept: Answer) -> Failure:
    """As it was said; an answer of an older program says nothing."""
    first, second = kept.get("next_step", ("", ""))
    return Failure(
        int(kept.get("attempt", 1)), Label(first, second), bool(kept.get("waits")), bool(kept.get("at_risk")),
        bool(kept.get("stopped")),
    )  # fmt: skip


def attempts_of(view: View, application_id: int) -> tuple[AttemptView, ...]:
    """The attempts at printing an application, the first one first."""
    rows = view.session.execute(
        select(PrintAttempt, Booklet.serial, QualityCheck, DataError)
        .join(Booklet, Booklet.id == PrintAttempt.booklet_id)
        .outerjoin(
            QualityCheck,
            (QualityCheck.booklet_id == PrintAttempt.booklet_id)
            & (QualityCheck.application_id == PrintAttempt.application_id)
            & QualityCheck.passed.is_(False),
        )
        .outerjoin(DataError, (DataError.attempt_id == PrintAttempt.id) & DataError.decided_at.is_not(None))
        .where(PrintAttempt.application_id == application_id)
        .order_by(PrintAttempt.attempt, PrintAttempt.id)
    )
    known = names(view.session)
    return tuple(_approved(view, _attempt(view, row, serial, check, known), error, known)
                 for row, serial, check, error in rows)  # fmt: skip


def _approved(view: View, shown: AttemptView, error: DataError | None, known: dict[str, str]) -> AttemptView:
    """With who let it be printed again after its data error."""
    if error is None or error.decided_at is None:
        return shown
    by = error.decided_by or ""
    return replace(shown, approved_by=known.get(by, by), approved_at=error.decided_at.astimezone(view.office.zone))


def _attempt(
    view: View, row: PrintAttempt, serial: str, check: QualityCheck | None, known: dict[str, str]
) -> AttemptView:
    zone = view.office.zone
    use, code = ("check", check.reason) if check else ("print", row.reason)
    told = (check.checker if check else row.outcome_by) or ""
    ended = check.at if check else row.outcome_at
    reason = known_reason(view.settings, use, code or "")
    return AttemptView(
        row.attempt, serial, row.station, known.get(row.operator, row.operator), known.get(told, told),
        row.bound_at.astimezone(zone), ended.astimezone(zone) if ended else None,
        CHECK_FAILED if check else row.outcome,
        reason.label if reason else (Label(code, code) if code else None), reason.next_step if reason else None,
        reason.family if reason else "",
    )  # fmt: skip


def known_reason(settings: OfficeSettings, use: str, code: str) -> Reason | None:
    """The office's reason, None where its list does not have it any more."""
    return next((reason for reason in settings.reasons_known(use) if reason.code == code), None)


def after_failure(
    work: Work, application: Application, use: str, reason: str, risk_before: frozenset[int]
) -> Failure:
    """Once a failure was recorded: hold it for approval, warn of its trip, stop a station that burns blanks.

    Args:
        application: back in the queue, with its booklet spoiled.
        use: "print" or "check".
        risk_before: trips at risk before the failure (`trips_at_risk`).
    """
    found = work.settings.reason(use, reason)
    work.session.flush()
    last = work.session.scalars(
        select(PrintAttempt)
        .where(PrintAttempt.application_id == application.id)
        .order_by(PrintAttempt.id.desc())
        .limit(1)
    ).first()
    attempt = (last.attempt if last else 0) + 1
    waits = found.family == "data" and last is not None
    if waits and last is not None:
        data_errors.hold_for_approval(work, application, last, use, reason)
    at_risk = not waits and warn_of_trip(work, application, attempt, risk_before)
    stopped = (
        use == "print"
        and last is not None
        and found.family != "data"
        and count_failure(work, last.station, application.service)
    )
    return Failure(attempt, found.next_step, waits, at_risk, stopped)
