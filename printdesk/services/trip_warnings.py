"""Trips that a failed print put at risk: what the plan cannot save any more, and the warning of it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.domain.states import BookletState
from printdesk.models.tables import Application, Booklet, PrintAttempt
from printdesk.services import warnings
from printdesk.services.plans import make_plan
from printdesk.services.work import View, Work


def count_attempts(session: Session, application_id: int) -> int:
    """How many blanks were bound to an application."""
    counted = select(func.count()).select_from(PrintAttempt).where(PrintAttempt.application_id == application_id)
    return session.scalar(counted) or 0


def trips_at_risk(work: Work, application: Application) -> frozenset[int]:
    """Applications whose trips the plan cannot save as things stand; nothing is asked where no trip hangs on it."""
    if application.departs_at is None:
        return frozenset()
    work.session.flush()
    plan = make_plan(View(work.session, work.now, work.office))
    return frozenset(row.application_id for row in plan.rows if row.trip_at_risk)


def warn_of_trip(work: Work, application: Application, attempt: int, before: frozenset[int]) -> bool:
    """Warn the supervisor when the trip of an application that is printed once more cannot be saved as things stand.

    Args:
        attempt: number of the attempt that comes next. before: trips at risk before what happened.

    Returns:
        whether it is at risk.
    """
    after = trips_at_risk(work, application)
    if application.id not in after:
        return False
    warnings.raise_warning(
        work, warnings.SECOND_ATTEMPT_AT_RISK, application_id=application.id,
        details={
            "attempt": attempt, "others": len(after - before - {application.id}),
            **({} if _blank_left(work.session, application.service) else {"no_blank": True}),
        },
    )  # fmt: skip
    return True


def _blank_left(session: Session, service: str) -> bool:
    """Whether a blank of a service type lies in the safe or in an operator's hands."""
    unused = (BookletState.IN_SAFE, BookletState.ISSUED, BookletState.RETURNED)
    found = select(Booklet.id).where(Booklet.service == service, Booklet.state.in_(unused)).limit(1)
    return session.scalar(found) is not None
