"""Acts that need two people: one asks with a reason, another one decides."""

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import func, select

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.accounts import SecondSignIn
from printdesk.models.tables import Person
from printdesk.services import access
from printdesk.services.account_rules import refuse_second
from printdesk.services.work import LONGEST_LOGIN, Work

SUPERVISOR = "supervisor"
LONGEST_REASON = 500

OPEN = "open"
APPROVED = "approved"
REFUSED = "refused"
WITHDRAWN = "withdrawn"


class SecondSignInError(RuleViolationError):
    """The act waits for the sign-in of a second person.

    Attributes:
        login: who has to sign in; "" for anybody else who may.
        act: name of the act, for `Accounts.vouch`.
    """

    def __init__(self, login: str, act: str = "") -> None:
        message = _("This is done by two people, and {login} has not signed in for it.").format(login=login)
        super().__init__(
            message if login else _("This is done by two people, and nobody else has signed in for it."),
            _("Let them type their own password as the second person; nothing was changed."),
        )
        self.login, self.act = login, act


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
    return sha256(reason.encode()).hexdigest()


def ensure_supervisor(work: Work) -> None:
    """The actor is a supervisor; where the office has named none, anybody is.

    Raises:
        RuleViolationError: the office has supervisors, and the actor is not one of them.
    """
    access.ensure_supervises(work.session, work.actor.user)


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


def known_person(work: Work, login: str) -> str:
    """The login, as it is written here, of somebody else who takes part in an act: a person of the office already.

    A name that was mistyped must not become a second pair of eyes.

    Raises:
        RuleViolationError: nobody is named, nobody is known by that name, or the person has left.
    """
    wanted = " ".join(login.split())
    if not wanted:
        raise RuleViolationError(_("Nobody is named for this act."), _("Name the second person."))
    found = work.session.execute(
        select(Person.login, Person.active).where(func.lower(Person.login) == wanted.lower())
    ).one_or_none()
    if found is None:
        raise RuleViolationError(
            _("Nobody called “{login}” works in this office.").format(login=wanted[:LONGEST_LOGIN]),
            _("Check the name; a new colleague is added first, in Settings under People or by “people add”."),
        )
    if found.login != wanted:
        raise RuleViolationError(
            _("“{login}” is written “{known}” here.").format(login=wanted, known=found.login), _("Use that name.")
        )
    if not found.active:
        raise RuleViolationError(
            _("{login} does not work here any more.").format(login=wanted), _("Name somebody who does.")
        )
    return str(found.login)


def countersigned(work: Work, login: str) -> None:
    """Somebody else signed in for this act with their own password; in an open office being named is enough.

    Args:
        login: the second person, as it is written here.

    Raises:
        SecondSignInError: their sign-in is missing, too old, of another act or desk, or used already.
        RuleViolationError: it is the actor, or their roles do not allow it.
    """
    if not work.closed:
        return
    if login.casefold() == work.actor.user.casefold():
        raise RuleViolationError(
            _("The second person is somebody else than who acts."), _("Ask a colleague for the second sign-in.")
        )
    kept = next((row for row in _sign_ins(work) if row.login == login and _usable(work, row)), None)
    if kept is None:
        raise SecondSignInError(login, work.act)
    refuse_second(work, login, work.act)
    kept.used_by = work.operation_id


def other_signed_in(work: Work) -> str:
    """The login of anybody else who signed in for this act; "" in an open office.

    Raises:
        SecondSignInError: nobody did.
        RuleViolationError: their roles do not allow it.
    """
    if not work.closed:
        return ""
    other = next((each.login for each in work.actor.vouchers if each.login != work.actor.user), "")
    if not other:
        raise SecondSignInError("", work.act)
    countersigned(work, other)
    return other


def _sign_ins(work: Work) -> Sequence[SecondSignIn]:
    marks = [sha256(each.token.encode()).hexdigest() for each in work.actor.vouchers]
    return work.session.scalars(
        select(SecondSignIn).where(SecondSignIn.mark.in_(marks)).with_for_update().order_by(SecondSignIn.mark)
    ).all()


def _usable(work: Work, row: SecondSignIn) -> bool:
    return (
        row.desk == work.actor.desk
        and row.act in ("", work.act)
        and row.expires_at > work.now
        and row.used_by in (None, work.operation_id)
    )
