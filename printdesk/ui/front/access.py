"""What the desk knows of passwords: whether the office has any, and whose."""

from dataclasses import dataclass

from printdesk.domain.roles import sees
from printdesk.services.accounts import AccountView
from printdesk.services.bundle import Services


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """Who may come in.

    Attributes:
        is_open: nobody has a password yet, so whoever sits here only says who it is.
        accounts: everybody who works or worked here.
        idle_minutes: after so long without anybody touching the desk it locks itself.
    """

    is_open: bool
    accounts: tuple[AccountView, ...]
    office_name: str
    idle_minutes: int

    def account(self, login: str) -> AccountView | None:
        """Of somebody who may sign in; None for anybody else."""
        found = (one for one in self.accounts if one.login == login and one.active and one.has_password)
        return next(found, None)

    def sign_ins(self) -> list[tuple[str, str]]:
        """Login and name of everybody who may sign in, by name."""
        return [(one.login, one.name) for one in self.accounts if one.active and one.has_password]


def read_access(services: Services) -> AccessFacts:
    """Read it; not on the window's thread."""
    settings = services.office.data().settings
    return AccessFacts(
        services.accounts.is_open(), services.accounts.people(), settings.office.short_name,
        settings.access.idle_minutes,
    )  # fmt: skip


def rooms_of(rooms: tuple[str, ...], roles: tuple[str, ...]) -> tuple[str, ...]:
    """The rooms that somebody with these roles sees, in the rail's order."""
    return tuple(code for code in rooms if sees(code, roles))
