"""What is said of a booklet that is missing or set aside, wherever it is scanned or asked for."""

from sqlalchemy import select

from printdesk.domain import numbers
from printdesk.domain.states import ApplicationState, BookletState
from printdesk.i18n import Catalogue, _
from printdesk.models.tables import Application, Booklet
from printdesk.services.work import View, Work

_OUT = (ApplicationState.COLLECTED, ApplicationState.POSTED)


def frozen_words(view: View | Work, text: str) -> str:
    """That a scanned serial is missing or set aside, and what to do; "" for everything else."""
    serial = numbers.strip_separators(text).upper()
    state = view.session.scalar(select(Booklet.state).where(Booklet.serial == serial))
    if state == BookletState.MISSING:
        said = _("STOP: booklet {serial} was reported missing.").format(serial=serial)
        return f"{said} {_('Keep it in your hand and call the supervisor, who notes that it was found.')}"
    if state == BookletState.QUARANTINED:
        said = _("STOP: booklet {serial} is in quarantine.").format(serial=serial)
        return f"{said} {_('Do not use it and do not hand it over; two people release it under Blanks.')}"
    return ""


def frozen_answer(view: View, row: Application, _: Catalogue) -> str:
    """The answer for an applicant whose printed booklet cannot be given out; "" for everybody else."""
    if row.booklet_id is None or row.state in _OUT:
        return ""
    state = view.session.scalar(select(Booklet.state).where(Booklet.id == row.booklet_id))
    if state == BookletState.MISSING:
        return _(
            "The booklet was printed and is being looked for in the office. "
            "A supervisor says today whether it is printed anew."
        )
    if state == BookletState.QUARANTINED:
        return _(
            "The booklet was printed and is being looked at once more, so it cannot be collected yet. "
            "Ask the supervisor from when."
        )
    return ""
