"""Roles in the reader's words."""

from collections.abc import Iterable

from printdesk.domain.roles import Role, who_may
from printdesk.i18n import Catalogue


def role_name(role: str, reader: Catalogue) -> str:
    """A person with this role, in words: "a supervisor"; a word that is no role stays as it is."""
    words: dict[str, str] = {
        Role.PRINT: reader("a print operator"),
        Role.QUALITY: reader("a quality checker"),
        Role.COUNTER: reader("a counter officer"),
        Role.BLANKS: reader("a keeper of blanks"),
        Role.SUPERVISOR: reader("a supervisor"),
        Role.ADMINISTRATOR: reader("an administrator"),
        Role.AUDITOR: reader("an auditor"),
    }
    return words.get(role, role)


def somebody(roles: Iterable[str], reader: Catalogue) -> str:
    """One of these: "a print operator, a quality checker or a supervisor"."""
    words = [role_name(role, reader) for role in roles]
    if len(words) == len(Role):
        return reader("anybody")
    if len(words) < 2:
        return "".join(words)
    return reader("{some} or {last}").format(some=", ".join(words[:-1]), last=words[-1])


def only(roles: Iterable[str], reader: Catalogue) -> str:
    """Who may do something, as a sentence: "Only a supervisor does this."."""
    return reader("Only {who} does this.").format(who=somebody(roles, reader))


def who_does(act: str, reader: Catalogue) -> str:
    """Who may do this act, as a sentence."""
    return only(who_may(act), reader)


def account_acts(reader: Catalogue) -> dict[str, str]:
    """Acts on people and their passwords in a few words."""
    return {
        "sign_in": reader("signed in"),
        "sign_in_failed": reader("wrong password"),
        "lock_out": reader("kept out for a while after wrong passwords"),
        "unlock": reader("unlocked the desk"),
        "lock": reader("locked the desk"),
        "sign_out": reader("signed out"),
        "second_sign_in": reader("signed in as the second person"),
        "close_office": reader("closed the office by its first password"),
        "set_password": reader("got a password"),
        "remove_password": reader("lost the password"),
        "add_person": reader("works here"),
        "change_person": reader("does something else here"),
        "leave_person": reader("works here no more"),
    }
