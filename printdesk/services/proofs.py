"""Until when, and for which departure, a proof that was seen counts."""

from datetime import datetime, tzinfo

NEEDS_NO_DATE = frozenset({"medical", "death"})
"""Proofs of a case rather than of a date of departure."""


def must_be_seen_again(proof: str | None, recheck_at: datetime | None, now: datetime) -> bool:
    """Whether the day for another look at a proof has come; until then nobody relies on it."""
    return bool(proof) and recheck_at is not None and recheck_at <= now


def proof_in_force(proof: str | None, recheck_at: datetime | None, now: datetime) -> str | None:
    """The proof that counts at `now`; None where there is none, or where it must be seen again first."""
    return None if must_be_seen_again(proof, recheck_at, now) else proof


def proves_another_day(proof: str | None, old: datetime | None, new: datetime | None, zone: tzinfo) -> bool:
    """Whether a proof that was seen for the departure `old` says nothing about `new`, a departure on another day."""
    if not proof or proof in NEEDS_NO_DATE or old is None:
        return False
    return new is None or old.astimezone(zone).date() != new.astimezone(zone).date()
