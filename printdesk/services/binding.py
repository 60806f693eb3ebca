"""Which blank may be bound to which application; each refusal says in words why not."""

from printdesk.domain.states import BookletState, booklet_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.models.tables import Application, Booklet
from printdesk.services.office import names
from printdesk.services.work import Work


def check_blank(work: Work, booklet: Booklet, application: Application, operator: str = "") -> None:
    """Refuse a blank that may not be bound to this application by this operator.

    Args:
        operator: login of who prints; by default the actor.

    Raises:
        RuleViolationError: it is spoiled, used, still in the safe, somebody else's, or of another service type.
    """
    if booklet.state != BookletState.ISSUED:
        raise _not_a_blank(booklet)
    if booklet.holder != (operator or work.actor.user):
        holder = booklet.holder or ""
        raise RuleViolationError(
            _("{serial} was issued to {holder}, not to you.").format(
                serial=booklet.serial, holder=names(work.session).get(holder, holder)
            ),
            _("Scan a blank that was issued to you."),
        )
    if booklet.service != application.service:
        labels = work.settings.service_labels(language())
        raise RuleViolationError(
            _("{serial} is a blank for {found}; this application needs {needed}.").format(
                serial=booklet.serial,
                found=labels.get(booklet.service, booklet.service),
                needed=labels.get(application.service, application.service),
            ),
            _("Take a blank of the right kind."),
        )


def _not_a_blank(booklet: Booklet) -> RuleViolationError:
    if booklet.state in (BookletState.IN_SAFE, BookletState.RETURNED):
        return RuleViolationError(
            _("{serial} is still in the safe.").format(serial=booklet.serial),
            _("Have it issued to you first, under Blanks."),
        )
    used = booklet.state in (
        BookletState.BOUND, BookletState.PERSONALISED, BookletState.SHELVED, BookletState.HANDED_OVER,
    )  # fmt: skip
    if used:
        return RuleViolationError(
            _("{serial} was used already: it is {state}.").format(
                serial=booklet.serial, state=booklet_state_text(booklet.state)
            ),
            _("Put it aside and scan another blank."),
        )
    return RuleViolationError(
        _("{serial} must not be used: it is {state}.").format(
            serial=booklet.serial, state=booklet_state_text(booklet.state)
        ),
        _("Hand it to the supervisor and scan another blank."),
    )
