"""Trips of the demo office's applicants: spread over four weeks, with proof of various kinds and without."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from printdesk.services.demo.days import LAST_NORMAL_DAY, START, at

_DESTINATIONS = (
    ("Malaysia", 26), ("Singapura", 20), ("Arab Saudi", 10), ("Jepang", 8), ("Thailand", 7), ("Hong Kong", 6),
    ("Taiwan", 6), ("Australia", 5), ("Korea Selatan", 5), ("Turki", 3), ("Belanda", 2), ("Tiongkok", 2),
)  # fmt: skip
_PROOFS = (
    ("ticket", 26), ("itinerary", 9), ("invitation", 6), ("employer_letter", 7), ("declaration", 6), ("medical", 2),
    ("", 62),
)  # fmt: skip
_SINGLE_SHARE, _FAMILY_SHARE = 0.18, 0.4
_BACKLOG_DAYS = 28
# Few who were told that printing stands still booked a flight for the very next days.
_SOON = ((0, 4), (1, 6), (2, 8), (3, 8), (4, 8), (5, 10))


@dataclass(frozen=True, slots=True)
class Trip:
    """A journey. Without a time `departs_at` is the start of its day, as an import writes it; `proof` may be ""."""

    departs_at: datetime
    has_time: bool
    destination: str
    proof: str


def single(rng: Random, arrived: datetime) -> Trip | None:
    """The trip of one person, or None for most."""
    return _trip(rng, arrived) if rng.random() < _SINGLE_SHARE else None


def family(rng: Random, arrived: datetime) -> Trip | None:
    """The trip of a family, or None."""
    return _trip(rng, arrived) if rng.random() < _FAMILY_SHARE else None


def on(day: date, destination: str, proof: str, hour: int | None = None, minute: int = 0) -> Trip:
    """A trip on a given day, with its time where that is known."""
    departs = at(day, hour or 0, minute)
    return Trip(departs, hour is not None, destination, proof)


def _trip(rng: Random, arrived: datetime) -> Trip:
    proof = _drawn(rng, _PROOFS)
    day = _day(rng, arrived, proof)
    destination = _drawn(rng, _DESTINATIONS) if proof != "medical" else "Malaysia"
    if proof == "ticket" and rng.random() < 0.7:
        return on(day, destination, proof, rng.randint(5, 22), 5 * rng.randrange(12))
    return on(day, destination, proof)


def _day(rng: Random, arrived: datetime, proof: str) -> date:
    """Before the outage a week or more ahead; in it anywhere in the four weeks after the demo's morning."""
    if arrived.date() < LAST_NORMAL_DAY:
        return arrived.date() + timedelta(days=rng.randint(8, 40))
    if proof == "medical":
        return START.date() + timedelta(days=rng.randint(1, 6))
    weights = [weight for _offset, weight in _SOON] + [10] * (_BACKLOG_DAYS - len(_SOON) + 1)
    offset = rng.choices(range(_BACKLOG_DAYS + 1), weights)[0]
    return START.date() + timedelta(days=offset)


def _drawn(rng: Random, table: tuple[tuple[str, int], ...]) -> str:
    words, weights = zip(*table, strict=True)
    word: str = rng.choices(words, weights)[0]
    return word
