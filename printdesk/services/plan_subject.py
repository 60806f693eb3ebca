"""Whether an application is one that the plan can move: it waits for printing, and has its place there."""

from printdesk.domain.states import ApplicationState, application_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application
from printdesk.services.plans import PlanView
from printdesk.services.work import View

_WAITS = (ApplicationState.READY, ApplicationState.HELD)
NOT_PRINTED = (*_WAITS, ApplicationState.CLAIMED)
"""States in which what was decided about the place in the queue may still count."""


def require_planned(view: View, plan: PlanView, application_id: int) -> None:
    """The application has its row in the plan.

    Raises:
        RuleViolationError: it does not; the sentence says why.
    """
    if application_id in plan.facts:
        return
    application = view.session.get(Application, application_id)
    if application is None:
        raise RuleViolationError(_("This application does not exist any more."), _("Read the list anew."))
    refuse_not_waiting(application)
    raise RuleViolationError(
        _("This application is on hold, so it has no place in the plan."), _("Release it from hold first.")
    )


def refuse_not_waiting(application: Application) -> None:
    """The application waits for printing, or is on hold.

    Raises:
        RuleViolationError: it is in hand, printed or done with.
    """
    if application.state not in _WAITS:
        raise RuleViolationError(
            _("This application is {state}, so its place in the queue cannot be changed.").format(
                state=application_state_text(application.state)
            )
        )
