"""What may go on a custody list, past it, and who may receive it."""

from printdesk.domain.states import ApplicationState, booklet_state_text
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application, Booklet
from printdesk.models.transfers import CustodyList
from printdesk.services.custody_views import under_way_item
from printdesk.services.moves import application_for_update, bound_booklet
from printdesk.services.work import Work


def refuse_without_list(work: Work, application: Application, booklet: Booklet) -> None:
    """Refuse to shelve at once what goes to the counter by a custody list.

    Raises:
        RuleViolationError: it stands on a list under way, or the office wants a list for each booklet.
    """
    if application.state != ApplicationState.PASSED:
        return
    item = under_way_item(work.session, booklet.id)
    if item is not None:
        row = work.session.get_one(CustodyList, item.list_id)
        if row.sent_at is None:
            raise RuleViolationError(
                _("{serial} is on the list of desk {desk} already.").format(serial=booklet.serial, desk=row.desk),
                _("Send that list to the counter, or take the booklet off it."),
            )
        raise RuleViolationError(
            _("{serial} stands on custody list {number}.").format(serial=booklet.serial, number=row.number),
            _("Scan it in at the counter with that list, or take it off the list."),
        )
    if work.settings.quality.custody_list:
        raise RuleViolationError(
            _("{serial} goes to the counter by a custody list.").format(serial=booklet.serial),
            _("Scan it onto the list in the print room, then in at the counter."),
        )


def passed_owner(work: Work, booklet: Booklet) -> Application:
    """Whose checked booklet it is, locked until the act ends.

    Raises:
        RuleViolationError: it has not passed the quality check.
    """
    application = application_for_update(work.session, booklet.application_id) if booklet.application_id else None
    bound = application is not None and application.booklet_id == booklet.id
    if application is None or not bound or application.state != ApplicationState.PASSED:
        raise RuleViolationError(
            _("{serial} is {state}, so it goes on no custody list.").format(
                serial=booklet.serial, state=booklet_state_text(booklet.state)
            ),
            _("Only booklets that passed the quality check go to the counter."),
        )
    bound_booklet(work.session, application)
    return application


def refuse_listed(work: Work, booklet: Booklet) -> None:
    """A booklet stands on one list at a time.

    Raises:
        RuleViolationError: it stands on one that is under way.
    """
    item = under_way_item(work.session, booklet.id)
    if item is None:
        return
    row = work.session.get_one(CustodyList, item.list_id)
    if row.sent_at is None:
        raise RuleViolationError(
            _("{serial} is on the list of desk {desk} already.").format(serial=booklet.serial, desk=row.desk),
            _("Scan the next one."),
        )
    raise RuleViolationError(
        _("{serial} stands on custody list {number}.").format(serial=booklet.serial, number=row.number),
        _("When it lies here after all, take it off that list first."),
    )


def refuse_receiving(work: Work, row: CustodyList) -> None:
    """A list is received once it was sent, by another person.

    Raises:
        RuleViolationError: it was not sent, or the actor sent it.
    """
    if row.sent_at is None:
        raise RuleViolationError(_("This list was not sent yet."), _("The print room sends it first."))
    if row.sent_by == work.actor.user:
        raise RuleViolationError(
            _("You sent this list yourself, so another person receives it."), _("Let a colleague sign in for it.")
        )
