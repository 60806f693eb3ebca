"""Writing passwords: the first one, which closes the office, and every other."""

from sqlalchemy import select

from printdesk.domain.roles import Role
from printdesk.models.accounts import Account
from printdesk.models.tables import Person
from printdesk.services import access
from printdesk.services.account_rules import closed_already
from printdesk.services.work import Work


def close_office(work: Work, person: Person, kept: str) -> None:
    """The first password: its owner supervises and administrates, and nobody else does so by default any more.

    Raises:
        RuleViolationError: somebody has a password already.
    """
    if access.closed(work.session):
        raise closed_already()
    person.roles = [role.value for role in Role if role in {*person.roles, Role.SUPERVISOR, Role.ADMINISTRATOR}]
    for other in work.session.scalars(select(Person).where(Person.login != person.login)):
        if set(other.roles) == set(Role):
            other.roles = [role.value for role in Role if role not in (Role.SUPERVISOR, Role.ADMINISTRATOR)]
            work.record("change_person", "person", other.login, roles=other.roles)
    work.record("close_office", "person", person.login, roles=person.roles)
    keep_password(work, person, kept, must_change=False)
    work.record("set_password", "person", person.login, own=True)


def keep_password(work: Work, person: Person, kept: str, *, must_change: bool) -> None:
    """Another password for somebody, as its hash; wrong ones before it are forgotten."""
    account = work.session.get(Account, person.login)
    if account is None:
        account = Account(login=person.login, failures=0)
        work.session.add(account)
    account.hash, account.changed_at, account.must_change = kept, work.now, must_change
    account.failures, account.last_failure_at = 0, None
