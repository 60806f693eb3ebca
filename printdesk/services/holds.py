"""Applications on hold: since when, why, and when somebody should look at them again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from printdesk.domain.states import ApplicationState, application_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application
from printdesk.services.work import View, Work

LONGEST = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An application on hold; moments in the office's zone.

    Attributes:
        reason: code of the reason.
        since: when it was put on hold.
        until: when it is expected back, and the plan keeps its place from then on; None where nobody knows.
        due: that moment has come, so somebody should look: it is not in the plan before it is released.
    """

    application_id: int
    number: str
    name: str
    service: str
    reason: str
    since: datetime
    until: datetime | None
    due: bool
    promised: datetime
    departs_at: datetime | None


def held(view: View) -> tuple[HeldRow, ...]:
    """Everything on hold: the due first, then by when they are expected back, then the oldest."""
    zone = view.office.zone
    rows = view.session.scalars(select(Application).where(Application.state == ApplicationState.HELD))
    found = [
        HeldRow(
            row.id, row.number, row.name, row.service, row.hold_reason or "", row.state_since.astimezone(zone),
            row.hold_until.astimezone(zone) if row.hold_until else None,
            row.hold_until is not None and row.hold_until <= view.now, row.promised.astimezone(zone),
            row.departs_at.astimezone(zone) if row.departs_at else None,
        )
        for row in rows
    ]  # fmt: skip
    return tuple(
        sorted(found, key=lambda row: (not row.due, row.until is None, row.until or row.since, row.application_id))
    )


def refuse_past_return(work: Work, until: datetime | None) -> None:
    """A hold ends in the future, and within a year.

    Raises:
        RuleViolationError: it does not.
    """
    if until is not None and not work.now < until <= work.now + LONGEST:
        raise RuleViolationError(
            _("An application cannot be expected back at that time."), _("Give a time within the coming year.")
        )


def refuse_not_held(application: Application) -> None:
    """The application is on hold.

    Raises:
        RuleViolationError: it is not.
    """
    if application.state != ApplicationState.HELD:
        raise RuleViolationError(
            _("This application is {state}, not on hold.").format(state=application_state_text(application.state)),
            _("Read the list anew."),
        )
