"""People and the state of their passwords, as the list of people shows them."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from printdesk.domain.passwords import blocked_until
from printdesk.models.accounts import Account
from printdesk.models.tables import Person


@dataclass(frozen=True, slots=True)
class AccountView:
    """A person and the state of their password.

    Attributes:
        changed_at, last_sign_in_at: None without. blocked_until: after wrong passwords; None when they may try.
    """

    login: str
    name: str
    roles: tuple[str, ...]
    active: bool
    has_password: bool
    must_change: bool
    changed_at: datetime | None
    last_sign_in_at: datetime | None
    blocked_until: datetime | None


def account_view(person: Person, account: Account | None, now: datetime, zone: ZoneInfo) -> AccountView:
    """A person as of now, in the office's zone."""
    roles = tuple(person.roles)
    if account is None:
        return AccountView(person.login, person.name, roles, person.active, False, False, None, None, None)
    until = blocked_until(account.failures, account.last_failure_at, now)
    last = account.last_sign_in_at
    return AccountView(
        person.login, person.name, roles, person.active, True, account.must_change,
        account.changed_at.astimezone(zone), last.astimezone(zone) if last else None,
        until.astimezone(zone) if until else None,
    )  # fmt: skip
