"""A second person's sign-in for one act, as the actor carries it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Voucher:
    """That somebody typed their password for an act; `Accounts.vouch` makes it, and one act uses it up.

    Attributes:
        login: of the second person.
        token: the secret that the database knows the mark of; never shown and never logged.
    """

    login: str
    token: str = field(repr=False)
