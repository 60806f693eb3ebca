"""Moving applications and booklets along their state machines, and the ledger's word for it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain import numbers
from printdesk.domain.states import (
    Act,
    ApplicationState,
    BookletState,
    application_state_text,
    next_application_state,
    next_booklet_state,
)
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.tables import Application, Booklet
from printdesk.services.meanwhile import told
from printdesk.services.work import Work


def application_for_update(session: Session, application_id: int) -> Application:
    """The application, locked until the act ends.

    Raises:
        RuleViolationError: there is none with that id.
    """
    row = session.get(Application, application_id, with_for_update=True)
    if row is None:
        raise RuleViolationError(_("This application does not exist any more."), _("Read the list anew."))
    return row


def bound_booklet(session: Session, application: Application) -> Booklet:
    """The booklet bound to an application, locked until the act ends.

    Raises:
        RuleViolationError: no booklet is bound to it.
    """
    row = session.get(Booklet, application.booklet_id, with_for_update=True) if application.booklet_id else None
    if row is None:
        raise _unbound(application)
    refuse_frozen(row)
    return row


def _unbound(application: Application) -> RuleViolationError:
    if application.state == ApplicationState.CLAIMED:
        return RuleViolationError(_("No booklet is bound to this application."), _("Scan its blank first."))
    text = _("No booklet is bound to this application; by the books it is: {state}.")
    return RuleViolationError(
        text.format(state=application_state_text(application.state)),
        _("Read the list anew; somebody may have been quicker."),
    )


def refuse_frozen_serial(session: Session, serial: str) -> None:
    """The same for a serial that somebody scanned; one that is not known is left to others.

    Raises:
        RuleViolationError: it is missing or in quarantine.
    """
    row = session.scalar(select(Booklet).where(Booklet.serial == serial))
    if row is not None:
        refuse_frozen(row)


def refuse_frozen(booklet: Booklet) -> None:
    """Nothing is done with a booklet that is missing or in quarantine.

    Raises:
        RuleViolationError: it is one of them; the sentence says which, and what to do with it.
    """
    if booklet.state == BookletState.MISSING:
        raise RuleViolationError(
            _("STOP: booklet {serial} was reported missing.").format(serial=booklet.serial),
            _("Keep it in your hand and call the supervisor, who notes that it was found."),
        )
    if booklet.state == BookletState.QUARANTINED:
        raise RuleViolationError(
            _("STOP: booklet {serial} is in quarantine.").format(serial=booklet.serial),
            _("Do not use it and do not hand it over; two people release it under Blanks."),
        )


def booklet_by_serial(session: Session, text: str) -> Booklet:
    """The booklet with that serial, locked until the act ends.

    Raises:
        RuleViolationError: the text is no serial, or no such booklet was ever received.
    """
    serial = numbers.serial(text, active())
    row = session.scalar(select(Booklet).where(Booklet.serial == serial).with_for_update())
    if row is None:
        raise RuleViolationError(
            _("No booklet with the serial {serial} was ever received here.").format(serial=serial),
            _("Scan it again; if it is right, have its delivery booked in under Blanks."),
        )
    return row


def move_application(work: Work, application: Application, act: Act, **details: Any) -> None:
    """Carry an application over to the state `act` leads to, and record it.

    Raises:
        RuleViolationError: the act is not legal from where it stands.
    """
    before = application.state
    try:
        application.state = next_application_state(act, before)
    except RuleViolationError as refusal:
        raise told(work, refusal, "application", application.id) from refusal
    application.state_since = work.now
    work.record(act, "application", application.id, before=before, after=application.state, **details)


def move_booklet(work: Work, booklet: Booklet, act: Act, **details: Any) -> None:
    """Carry a booklet over to the state `act` leads to, and record it.

    Raises:
        RuleViolationError: the act is not legal from where it is.
    """
    before = booklet.state
    try:
        booklet.state = next_booklet_state(act, before)
    except RuleViolationError as refusal:
        raise told(work, refusal, "booklet", booklet.serial) from refusal
    booklet.state_since = work.now
    work.record(act, "booklet", booklet.serial, before=before, after=booklet.state, **details)


def drop_claim(application: Application) -> None:
    """Nobody holds this application any longer."""
    application.claimed_by = application.claimed_station = application.claimed_desk = None
    application.claimed_at = application.claimed_until = application.claim_order = None
