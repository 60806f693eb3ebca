"""Who may act: the table of roles, checked in the transaction of the act.

An office is open until somebody has a password. In an open office whoever acts says who they are; in a closed one
only people with a password act, and only what their roles allow.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain import roles
from printdesk.domain.role_words import only, somebody
from printdesk.domain.roles import Role
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.accounts import Account
from printdesk.models.tables import Meta, Person
from printdesk.services.beginning import Beginning

OWN_ACTS = frozenset({"sign_in", "unlock", "sign_out", "lock", "change_own_password"})
"""What somebody may do who still has to choose a password of their own."""

_GATE = "paper_key"
"""A row that every office has: who changes who may act waits here for whoever does the same."""


class NotAllowedError(RuleViolationError):
    """The actor's roles do not allow the act."""


def closed(session: Session) -> bool:
    """Whether anybody has a password, so that who acts must have signed in."""
    return session.scalar(select(Account.login).limit(1)) is not None


def check(begun: Beginning, act: str, login: str) -> None:
    """Refuse an act that its actor may not do, as far as people have passwords.

    Raises:
        NotAllowedError: the roles do not allow it; the sentence names who may.
        RuleViolationError: in a closed office: nobody works here under that login, or not any more, they have no
            password, or still have to choose one of their own.
        KeyError: the table of roles has no such act, which is a fault of the program.
    """
    if not begun.closed or (not login and act in roles.BY_ITSELF):
        return
    found = begun.actor(login)
    if found is None or not found.active or not found.account:
        raise RuleViolationError(
            _("{login} cannot act here: nobody signs in by that name.").format(login=login or "–"),
            _("Sign in with your own name; an administrator gives you a password."),
        )
    if found.must_change and act not in OWN_ACTS:
        raise RuleViolationError(
            _("Your password was chosen by somebody else."), _("Choose one of your own first, then go on.")
        )
    if not roles.may(act, found.roles):
        raise refusal(act)


def check_open(session: Session, act: str, login: str) -> None:
    """Refuse to an actor of an open office, who is one of its people by now, what a supervisor decides.

    Raises:
        NotAllowedError: the office has supervisors, and this is not one of them.
    """
    if act in roles.SUPERVISED:
        ensure_supervises(session, login)


def refusal(act: str) -> NotAllowedError:
    """That the actor may not do this, and who may."""
    return _only(*roles.who_may(act))


def _only(*allowed: Role) -> NotAllowedError:
    who = somebody(allowed, active())
    return NotAllowedError(only(allowed, active()), _("Ask {who} to sign in for it.").format(who=who))


def ensure_may(session: Session, act: str, login: str) -> None:
    """Refuse a part of an act that needs a right of its own; in an open office everybody has it.

    Raises:
        NotAllowedError: the roles do not allow it.
    """
    if closed(session):
        found = session.scalar(select(Person.roles).where(Person.login == login, Person.active))
        if not roles.may(act, found or ()):
            raise refusal(act)


def ensure_supervises(session: Session, login: str) -> None:
    """Refuse what a supervisor decides; where the office has named none, anybody does.

    Raises:
        NotAllowedError: the office has supervisors, and this is not one of them.
    """
    people = session.execute(select(Person.login, Person.roles).where(Person.active))
    if not roles.supervises(login, {who: tuple(found) for who, found in people}):
        raise _only(Role.SUPERVISOR)


def one_at_a_time(session: Session) -> None:
    """Wait until nobody else changes who may act, so that two people cannot take the last right from each other."""
    session.get(Meta, _GATE, with_for_update=True)


def ensure_manageable(session: Session) -> None:
    """Refuse a closed office in which nobody could supervise, or give passwords and roles any more.

    Raises:
        RuleViolationError: no active person with a password would be left with one of these roles.
    """
    if not closed(session):
        return
    session.flush()
    left = session.scalars(
        select(Person.roles).join(Account, Account.login == Person.login).where(Person.active)
    ).all()
    for role in (Role.ADMINISTRATOR, Role.SUPERVISOR):
        if not any(role in found for found in left):
            raise RuleViolationError(
                _("Nobody with a password would be left as {who}.").format(who=somebody([role], active())),
                _("Give that role and a password to somebody else first."),
            )
