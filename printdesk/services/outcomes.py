"""Binding a blank and saying what came out of the machine, inside an act, for the print room and batch sheets."""

from sqlalchemy import select

from printdesk.domain.states import Act
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application, Booklet, PrintAttempt
from printdesk.services.attempts import Failure, after_failure
from printdesk.services.moves import bound_booklet, drop_claim, move_application, move_booklet
from printdesk.services.trip_warnings import count_attempts, trips_at_risk
from printdesk.services.work import Work

OPEN = "open"


def bind_blank(work: Work, application: Application, booklet: Booklet, operator: str = "") -> None:
    """Bind a blank that was checked; it goes into the machine.

    Args:
        operator: login of who prints; by default the actor.
    """
    number = count_attempts(work.session, application.id) + 1
    move_booklet(work, booklet, Act.BIND, application=application.id)
    move_application(work, application, Act.BIND, serial=booklet.serial, attempt=number)
    booklet.application_id, application.booklet_id = application.id, booklet.id
    work.session.add(
        PrintAttempt(
            application_id=application.id, booklet_id=booklet.id, attempt=number,
            station=application.claimed_station or "", operator=operator or work.actor.user, desk=work.actor.desk,
            bound_at=work.now, outcome=OPEN,
        )
    )  # fmt: skip
    work.session.flush()


def tell_printed(work: Work, application: Application) -> None:
    """A person looked: the booklet is printed."""
    booklet = bound_booklet(work.session, application)
    _end_attempt(work, application, "printed", "")
    move_booklet(work, booklet, Act.CONFIRM_PRINTED)
    move_application(work, application, Act.CONFIRM_PRINTED, serial=booklet.serial)


def tell_failed(work: Work, application: Application, reason: str) -> Failure:
    """A person looked: the booklet is spoiled; the application waits again at its old place.

    Raises:
        RuleViolationError: the reason is not in the office's list.
    """
    work.settings.reason("print", reason)
    booklet = bound_booklet(work.session, application)
    before = trips_at_risk(work, application)
    _end_attempt(work, application, "failed", reason)
    move_booklet(work, booklet, Act.CONFIRM_FAILED, reason=reason)
    _back_to_queue(work, application, booklet, Act.CONFIRM_FAILED, reason)
    return after_failure(work, application, "print", reason, before)


def tell_blank(work: Work, application: Application) -> None:
    """A person looked: nothing was printed; the blank is good, the application waits again at its old place."""
    booklet = bound_booklet(work.session, application)
    _end_attempt(work, application, "blank", "")
    move_booklet(work, booklet, Act.CONFIRM_BLANK)
    booklet.application_id = None
    _back_to_queue(work, application, booklet, Act.CONFIRM_BLANK, "")


def _end_attempt(work: Work, application: Application, outcome: str, reason: str) -> None:
    attempt = work.session.scalars(
        select(PrintAttempt).where(PrintAttempt.application_id == application.id, PrintAttempt.outcome == OPEN)
    ).one_or_none()
    if attempt is None:
        raise RuleViolationError(
            _("This booklet is not in the machine any more."), _("Somebody confirmed it already; read the list anew.")
        )
    attempt.outcome, attempt.outcome_at, attempt.outcome_by = outcome, work.now, work.actor.user
    attempt.reason = reason or None


def _back_to_queue(work: Work, application: Application, booklet: Booklet, act: Act, reason: str) -> None:
    move_application(work, application, act, serial=booklet.serial, reason=reason)
    application.booklet_id = None
    drop_claim(application)
