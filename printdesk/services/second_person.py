"""Acts that need two people: one asks with a reason, another one decides."""

import hashlib
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Person
from printdesk.services.work import Work

SUPERVISOR = "supervisor"
LONGEST_REASON = 500

OPEN = "open"
APPROVED = "approved"
REFUSED = "refused"
WITHDRAWN = "withdrawn"


def stated_reason(text: str) -> str:
    """A reason in words, without blanks around it.

    Raises:
        RuleViolationError: there is none, or it is longer than anybody will read.
    """
    reason = " ".join(text.split())
    if not reason:
        raise RuleViolationError(_("This needs a reason."), _("Say in a few words why."))
    if len(reason) > LONGEST_REASON:
        raise RuleViolationError(
            _("The reason is longer than {limit} characters.").format(limit=LONGEST_REASON), _("Say it shorter.")
        )
    return reason


def reason_mark(reason: str) -> str:
    """What the ledger keeps of a reason, which may name people: enough to notice that it was changed later."""
    return hashlib.sha256(reason.encode()).hexdigest()


def ensure_supervisor(work: Work) -> None:
    """The actor is a supervisor; where the office has named none, anybody is.

    Raises:
        RuleViolationError: the office has supervisors, and the actor is not one of them.
    """
    roles = {
        login: tuple(found)
        for login, found in work.session.execute(select(Person.login, Person.roles).where(Person.active))
    }
    if not supervises(work.actor.user, roles):
        raise RuleViolationError(_("Only a supervisor does this."), _("Ask a supervisor to sign in for it."))


def supervises(login: str, roles: Mapping[str, Sequence[str]]) -> bool:
    """Whether somebody may do what supervisors do; where the office has named none, anybody may.

    Args:
        roles: of all active people, by login.
    """
    known = any(SUPERVISOR in found for found in roles.values())
    return not known or SUPERVISOR in roles.get(login, ())


def ensure_other(work: Work, asked_by: str) -> None:
    """Who decides is not who asked.

    Raises:
        RuleViolationError: it is the same person.
    """
    if work.actor.user == asked_by:
        raise RuleViolationError(
            _("You asked for this yourself, so another person decides."), _("Let a colleague sign in for it.")
        )


def is_supervisor(work: Work) -> bool:
    """Whether the actor is a supervisor by the office's list of people."""
    roles = work.session.scalar(select(Person.roles).where(Person.login == work.actor.user, Person.active))
    return SUPERVISOR in (roles or ())
