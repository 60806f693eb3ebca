"""Pins: an application put first, or on a day, past the order of the plan; with a reason and two people.

An exception that everybody can see: who asked, who confirmed, why, and beforehand whom it delays. A pin ends when the
booklet is printed, at its time, or when it is taken back; the plan is then what it was.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import day_medium
from printdesk.models.tables import Application, Pin
from printdesk.services.moves import application_for_update
from printdesk.services.office import names
from printdesk.services.plan_moves import MovePreview, preview
from printdesk.services.plan_subject import NOT_PRINTED, refuse_not_waiting, require_planned
from printdesk.services.plans import make_plan
from printdesk.services.precedence import in_force
from printdesk.services.second_person import (
    APPROVED,
    OPEN,
    REFUSED,
    WITHDRAWN,
    ensure_other,
    is_supervisor,
    reason_mark,
    stated_reason,
)
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["MovePreview", "PinView", "PinsService"]

LONGEST_DAYS = 31
"""Calendar days ahead on which an application can be put, and for which a pin can hold."""


@dataclass(frozen=True, slots=True)
class PinView:
    """A pin; moments in the office's zone.

    Attributes:
        day: the day on which it is to be printed; None for the next place there is.
        state: "open", "approved", "refused" or "withdrawn"; one that has run out is "expired".
        asked_by, decided_by, withdrawn_by: names, or "".
        note: why it was refused, or "".
        asked_login, decided_login: the logins behind these names.
        departs_at: when the holder travels; None without a trip. Without `departs_has_time` only its day counts.
    """

    id: int
    application_id: int
    number: str
    name: str
    service: str
    reason: str
    day: date | None
    state: str
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    note: str
    expires_at: datetime
    withdrawn_by: str
    withdrawn_at: datetime | None
    asked_login: str
    decided_login: str
    departs_at: datetime | None
    departs_has_time: bool


class PinsService:
    """Asks for pins, confirms them, and shows what they do."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def preview(self, application_id: int, day: date | None = None) -> MovePreview:
        """What a pin to the front, or to `day`, would do to the plan; nothing is written.

        Raises:
            RuleViolationError: the application does not wait for printing, or nothing prints it on that day.
        """
        with self._workplace.reading() as view:
            _refuse_day(view, day)
            before = make_plan(view)
            require_planned(view, before, application_id)
            after = make_plan(view, precedence=in_force(view).with_pin(application_id, day))
            if application_id not in after.given.own:
                raise RuleViolationError(
                    _("Nothing can print this application then."), _("Choose another day, or see what is stopped.")
                )
            return preview(application_id, before, after)

    def ask(
        self,
        actor: Actor,
        application_id: int,
        reason: str,
        operation_id: str,
        *,
        day: date | None = None,
        until: datetime | None = None,
    ) -> int:
        """A supervisor asks for a pin; it holds when another person has confirmed it.

        Args:
            day: on which it is to be printed; None for the next place there is.
            until: when the pin ends at the latest; None for the close of that day, or of the next open day.

        Returns:
            the pin's id.

        Raises:
            RuleViolationError: the actor is no supervisor, there is no reason, the application does not wait for
                printing or has a pin already, nothing prints it on that day, or it would lose its own trip by it.
        """
        self._refuse_own_loss(application_id, day)

        def do(work: Work) -> Answer:
            said = stated_reason(reason)
            refuse_not_waiting(application_for_update(work.session, application_id))
            _refuse_second(work, application_id)
            row = Pin(
                application_id=application_id, reason=said, day=day, asked_by=actor.user, asked_at=work.now,
                state=OPEN, expires_at=_expiry(work, day, until),
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            work.record(
                "ask_pin", "application", application_id, pin=row.id, reason_sha256=reason_mark(said),
                day=day.isoformat() if day else None,
            )  # fmt: skip
            return {"id": row.id}

        return int(self._workplace.perform("ask_pin", actor, operation_id, do)["id"])

    def confirm(self, actor: Actor, pin_id: int, operation_id: str) -> PinView:
        """A second person confirms the pin: it holds from now on.

        Raises:
            RuleViolationError: the actor asked for it, it is decided already, or the application waits no more.
        """

        def do(work: Work) -> Answer:
            row = _open(work, pin_id)
            ensure_other(work, row.asked_by)
            refuse_not_waiting(application_for_update(work.session, row.application_id))
            row.state, row.decided_by, row.decided_at = APPROVED, actor.user, work.now
            work.record(
                "confirm_pin", "application", row.application_id, pin=row.id, asked_by=row.asked_by,
                day=row.day.isoformat() if row.day else None, until=row.expires_at.isoformat(),
            )  # fmt: skip
            return {}

        self._workplace.perform("confirm_pin", actor, operation_id, do)
        with self._workplace.reading() as view:
            return _views(view, Pin.id == pin_id)[0]

    def refuse(self, actor: Actor, pin_id: int, note: str, operation_id: str) -> None:
        """A second person says no, with a reason.

        Raises:
            RuleViolationError: the actor asked for it, or it is decided already.
        """

        def do(work: Work) -> Answer:
            row = _open(work, pin_id)
            ensure_other(work, row.asked_by)
            row.state, row.note = REFUSED, stated_reason(note)
            row.decided_by, row.decided_at = actor.user, work.now
            work.record(
                "refuse_pin", "application", row.application_id, pin=row.id, note_sha256=reason_mark(row.note)
            )
            return {}

        self._workplace.perform("refuse_pin", actor, operation_id, do)

    def withdraw(self, actor: Actor, pin_id: int, operation_id: str) -> None:
        """Take a pin back, asked for or confirmed: the plan is again what it would be without it.

        Raises:
            RuleViolationError: it is over already, or the actor neither asked for it nor confirmed it nor is a
                supervisor.
        """

        def do(work: Work) -> Answer:
            row = _locked(work, pin_id)
            if row.state not in (OPEN, APPROVED) or row.expires_at <= work.now:
                raise RuleViolationError(_("This place by hand is over already."), _("Read the list anew."))
            if actor.user not in (row.asked_by, row.decided_by) and not is_supervisor(work):
                raise RuleViolationError(
                    _("Only who asked for it, who confirmed it, or a supervisor takes it back."),
                    _("Ask one of them."),
                )
            row.state, row.withdrawn_by, row.withdrawn_at = WITHDRAWN, actor.user, work.now
            work.record("withdraw_pin", "application", row.application_id, pin=row.id)
            return {}

        self._workplace.perform("withdraw_pin", actor, operation_id, do)

    def waiting(self) -> tuple[PinView, ...]:
        """Pins that wait for a second person, the oldest first; those that ran out or are printed are left out."""
        return self._current(OPEN)

    def live(self) -> tuple[PinView, ...]:
        """Pins that hold now for applications that are not printed yet, the oldest first."""
        return self._current(APPROVED)

    def of(self, application_id: int) -> tuple[PinView, ...]:
        """All pins of one application, the oldest first."""
        with self._workplace.reading() as view:
            return _views(view, Pin.application_id == application_id)

    def between(self, first: datetime, last: datetime) -> tuple[PinView, ...]:
        """All pins that were asked for from `first` until before `last`, the oldest first."""
        with self._workplace.reading() as view:
            return _views(view, (Pin.asked_at >= first) & (Pin.asked_at < last))

    def _current(self, state: str) -> tuple[PinView, ...]:
        with self._workplace.reading() as view:
            return _views(
                view, (Pin.state == state) & (Pin.expires_at > view.now) & Application.state.in_(NOT_PRINTED)
            )

    def _refuse_own_loss(self, application_id: int, day: date | None) -> None:
        """Nobody is put on a day on which it is too late for that person."""
        seen = self.preview(application_id, day)
        if seen.at_risk_after and not seen.at_risk_before:
            raise RuleViolationError(
                _("Printed then, this application would be too late itself."), _("Choose an earlier day.")
            )


def _refuse_day(view: View | Work, day: date | None) -> None:
    if day is None:
        return
    today = view.office.office_hours.local(view.now).date()
    if not 0 <= (day - today).days <= LONGEST_DAYS:
        raise RuleViolationError(
            _("{day} is no day on which an application can be put.").format(day=day_medium(day, active().lang)),
            _("Choose a day from today to {limit} days ahead.").format(limit=LONGEST_DAYS),
        )


def _expiry(work: Work, day: date | None, until: datetime | None) -> datetime:
    office = work.office.office_hours
    today = office.local(work.now).date()
    if until is None:
        last = day or office.next_open_day(today)
        return office.close_of(last) or office.start_of(office.next_open_day(last))
    if not work.now < until or (office.local(until).date() - today).days > LONGEST_DAYS:
        raise RuleViolationError(
            _("A place by hand cannot hold until then."),
            _("Give a time within the next {limit} days.").format(limit=LONGEST_DAYS),
        )
    return until


def _refuse_second(work: Work, application_id: int) -> None:
    other = select(Pin.id).where(
        Pin.application_id == application_id, Pin.state.in_((OPEN, APPROVED)), Pin.expires_at > work.now
    )
    if work.session.scalar(other) is not None:
        raise RuleViolationError(
            _("This application has a place by hand already, or waits for one."), _("Take that one back first.")
        )


def _locked(work: Work, pin_id: int) -> Pin:
    row = work.session.get(Pin, pin_id, with_for_update=True)
    if row is None:
        raise RuleViolationError(_("There is no such place by hand."), _("Read the list anew."))
    return row


def _open(work: Work, pin_id: int) -> Pin:
    row = _locked(work, pin_id)
    if row.state != OPEN or row.expires_at <= work.now:
        raise RuleViolationError(_("This place by hand was decided already."), _("Read the list anew."))
    return row


def _views(view: View, condition: ColumnElement[bool]) -> tuple[PinView, ...]:
    rows = view.session.execute(
        select(Pin, Application)
        .join(Application, Application.id == Pin.application_id)
        .where(condition)
        .order_by(Pin.asked_at, Pin.id)
    )
    known = names(view.session)
    return tuple(_view(view, row, application, known) for row, application in rows)


def _view(view: View, row: Pin, application: Application, known: dict[str, str]) -> PinView:
    zone = view.office.zone
    over = row.state in (OPEN, APPROVED) and row.expires_at <= view.now
    return PinView(
        row.id, application.id, application.number, application.name, application.service, row.reason,
        row.day, "expired" if over else row.state,
        known.get(row.asked_by, row.asked_by), row.asked_at.astimezone(zone),
        known.get(row.decided_by or "", row.decided_by or ""),
        row.decided_at.astimezone(zone) if row.decided_at else None, row.note or "", row.expires_at.astimezone(zone),
        known.get(row.withdrawn_by or "", row.withdrawn_by or ""),
        row.withdrawn_at.astimezone(zone) if row.withdrawn_at else None, row.asked_by, row.decided_by or "",
        application.departs_at.astimezone(zone) if application.departs_at else None, application.departs_has_time,
    )  # fmt: skip
