"""What a password, a role and the first person of a closed office must be."""

import re
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.domain.names import clean_name
from printdesk.domain.passwords import LEAST, MOST, Weakness, weakness
from printdesk.domain.role_words import somebody
from printdesk.domain.roles import SECOND, Role, known
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active
from printdesk.models.tables import Person
from printdesk.services import access
from printdesk.services.work import LONGEST_LOGIN, Work


def weakness_text(found: Weakness) -> str:
    """Why a password does not do, as a sentence in the language of the screen."""
    return {
        Weakness.SHORT: plural(
            "The password has fewer than {count} sign.", "The password has fewer than {count} signs.", LEAST
        ).format(count=LEAST),
        Weakness.LONG: plural(
            "The password has more than {count} sign.", "The password has more than {count} signs.", MOST
        ).format(count=MOST),
        Weakness.OWN_NAME: _("The password is the name of its owner."),
        Weakness.COMMON: _("This password is one of the first that anybody would try."),
        Weakness.SAME_SIGN: _("The password is one sign again and again."),
    }[found]  # fmt: skip


def ensure_password_fits(password: str, login: str, name: str) -> None:
    """Refuse a password that does not do for this person.

    Raises:
        RuleViolationError: it is too short or long, their name, or a common one.
    """
    found = weakness(password, login, name)
    if found is not None:
        raise RuleViolationError(weakness_text(found), _("A few words in a row are long and easy to remember."))


def login_of(name: str) -> str:
    """The login made of a name: "sri.wahyuni"."""
    return ".".join(re.findall(r"[a-z0-9]+", name.casefold())) or name.casefold()


def person_called(session: Session, name: str) -> Person | None:
    """Who has this login or this name, in large or small letters."""
    wanted = " ".join(name.split()).lower()
    return session.scalars(
        select(Person)
        .where((func.lower(Person.login) == wanted) | (func.lower(Person.name) == wanted))
        .order_by(Person.active.desc(), Person.id)
        .limit(1)
    ).first()


def first_login(session: Session, name: str) -> str:
    """The login of who closes the office, new or known.

    Raises:
        RuleViolationError: it is no name.
    """
    person = person_called(session, name)
    return person.login if person is not None else login_of(clean_name(name, active()))[:LONGEST_LOGIN]


def first_person(work: Work, name: str) -> Person:
    """Who closes the office; a new name is added to its people.

    Raises:
        RuleViolationError: it is no name, or the person works here no more.
    """
    person = person_called(work.session, name)
    if person is None:
        login = first_login(work.session, name)
        person = Person(login=login, name=clean_name(name, active()), roles=[], skills=[], active=True)
        work.session.add(person)
        work.session.flush()
        work.record("add_person", "person", login)
    if not person.active:
        raise _left(person.name)
    return person


def existing_person(work: Work, login: str, *, active: bool = True) -> Person:
    """Who has this login.

    Args:
        active: they must work here; or must have left.

    Raises:
        RuleViolationError: nobody has it, or it is the other way round.
    """
    wanted = " ".join(login.split()).lower()
    person = work.session.scalar(select(Person).where(func.lower(Person.login) == wanted))
    if person is None:
        raise RuleViolationError(
            _("Nobody has the login “{login}”.").format(login=login.strip()[:LONGEST_LOGIN]),
            _("Look at the list of people for it."),
        )
    if person.active and not active:
        raise RuleViolationError(_("{name} works here.").format(name=person.name), _("Nothing was changed."))
    if active and not person.active:
        raise _left(person.name)
    return person


def new_roles(name: str, roles: Iterable[str]) -> list[str]:
    """The roles in their order, each once.

    Raises:
        RuleViolationError: one is unknown, or there is none.
    """
    words = set(roles)
    unknown = sorted(words - {role.value for role in Role})
    if unknown:
        raise RuleViolationError(
            _("“{role}” is no role.").format(role=unknown[0]),
            _("Roles are: {roles}.").format(roles=", ".join(role.value for role in Role)),
        )
    if not words:
        raise RuleViolationError(_("{name} has nothing to do here.").format(name=name), _("Tick at least one role."))
    return [role.value for role in Role if role in words]


def refuse_second(work: Work, login: str, act: str) -> None:
    """Refuse a second person whose roles do not allow it; "" is any act, and its roles are looked at then.

    Raises:
        RuleViolationError: they are not allowed to take part in it.
    """
    roles = work.session.scalar(select(Person.roles).where(Person.login == login, Person.active)) or ()
    if act and SECOND[act].isdisjoint(known(roles)):
        raise access.NotAllowedError(
            _("The second person for this is {who}.").format(who=somebody(second_roles(act), active())),
            _("Ask one of them for the second sign-in; nothing was changed."),
        )


def second_roles(act: str) -> list[Role]:
    """The roles of a second person, in their order."""
    return [role for role in Role if role in SECOND[act]]


def last_password() -> RuleViolationError:
    """That the last password of an office stays."""
    return RuleViolationError(
        _("This is the only password of the office; without it anybody could act in any name."),
        _("Give passwords to others first."),
    )


def closed_already() -> RuleViolationError:
    """That somebody has closed the office meanwhile."""
    return RuleViolationError(
        _("Somebody has a password here already."), _("Sign in, or ask an administrator for a password of yours.")
    )


def _left(name: str) -> RuleViolationError:
    return RuleViolationError(
        _("{name} does not work here any more.").format(name=name), _("Let an administrator take them back first.")
    )
