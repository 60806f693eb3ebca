"""Passwords as argon2id hashes (RFC 9106). Slow on purpose: never on the window's thread, never in a transaction."""

from typing import TYPE_CHECKING, TypedDict

from printdesk.domain.passwords import MOST, normal

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class Costs(TypedDict):
    """What one check costs: rounds, KiB of memory, lanes."""

    time_cost: int
    memory_cost: int
    parallelism: int


COSTS: Costs = {"time_cost": 3, "memory_cost": 65536, "parallelism": 4}
"""The second recommended choice of RFC 9106, section 4: about a quarter of a second of one core."""

_NOBODY: dict[str, str] = {}


def digest(password: str) -> str:
    """The hash to keep, with a salt of its own."""
    return _hasher().hash(normal(password))


def fits(kept: str | None, password: str) -> bool:
    """Whether it is the password behind the hash; where there is no hash, the answer takes as long and is no."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        _hasher().verify(kept or _nobody(), normal(password[: MOST + 1]))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def outdated(kept: str) -> bool:
    """Whether the hash was made with other costs than today's."""
    return _hasher().check_needs_rehash(kept)


def _nobody() -> str:
    if "" not in _NOBODY:
        _NOBODY[""] = digest("nobody signs in with this")
    return _NOBODY[""]


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(**COSTS)
