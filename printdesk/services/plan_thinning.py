"""How long kept plans stay: all that are young, then the last of each hour, then the last of each day."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

KEPT_DAYS = 90
EVERY_ONE = timedelta(days=2)
EACH_HOUR = timedelta(days=14)
MOST_YOUNG = 600
"""Of the last two days at most so many, the newest: a list read in row by row must not fill the disk."""


def overdue(heads: Iterable[tuple[int, datetime]], now: datetime, zone: tzinfo) -> list[int]:
    """Which kept plans are to be thrown away.

    Args:
        heads: id and moment of each kept plan.
        now: of the newest plan; one from later on, of a clock that was put back, stays.
        zone: the office's, in which hours and days are counted.
    """
    newest_first = sorted(heads, key=lambda head: (head[1], head[0]), reverse=True)
    gone, taken, young = [], set(), 0
    for key, at in newest_first:
        age = now - at
        young += age < EVERY_ONE
        slot = _slot(at.astimezone(zone), age, young)
        if age > timedelta(days=KEPT_DAYS) or slot in taken:
            gone.append(key)
        if slot:
            taken.add(slot)
    return gone


def _slot(at: datetime, age: timedelta, young: int) -> str:
    """What a plan shares with others of which one is kept; "" for a plan that is kept anyway."""
    if age < EVERY_ONE and young <= MOST_YOUNG:
        return ""
    return at.strftime("%Y-%m-%d %H" if age < EACH_HOUR else "%Y-%m-%d")
