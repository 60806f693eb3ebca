"""Until when a proof that was seen counts."""

from datetime import datetime


def must_be_seen_again(proof: str | None, recheck_at: datetime | None, now: datetime) -> bool:
    """Whether the day for another look at a proof has come; until then nobody relies on it."""
    return bool(proof) and recheck_at is not None and recheck_at <= now


def proof_in_force(proof: str | None, recheck_at: datetime | None, now: datetime) -> str | None:
    """The proof that counts at `now`; None where there is none, or where it must be seen again first."""
    return None if must_be_seen_again(proof, recheck_at, now) else proof
