"""By when a booklet should be collected: a month from what the applicant could know, without days that were ours.

An uncollected passport may be cancelled a month after its issue (Permenkumham 8/2014 article 30). The office counts
from the day on which the applicant could know that it is ready, leaves out days on which its own counter could not
work or the rule was suspended, and ends on a day on which the counter is open. A person decides; nothing is cancelled
by itself.
"""

from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from printdesk.domain.calendar import WorkCalendar

LONGEST_DAYS = 4000
"""A search for a last day ends after so many days that do not count."""

_DAY = timedelta(days=1)


class Known(StrEnum):
    """The fact from which the applicant could know that the booklet is ready."""

    SLIP = "slip"
    TOLD = "told"
    PROMISE = "promise"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Announcement:
    """When the applicant could know, and from what; None and `NOTHING` while nobody told."""

    at: datetime | None
    by: Known


def add_months(day: date, months: int) -> date:
    """The same day of a later month; its last day where it has fewer: 31 January and a month is 28 or 29 February."""
    number = day.month - 1 + months
    year, month = day.year + number // 12, number % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def announcement(issued: datetime, promised: datetime, slip: datetime | None, told: datetime | None) -> Announcement:
    """The earliest fact that told the applicant, and a printed slip where there is none.

    The promised day tells it only where the booklet was ready by then: who comes on that day finds it. One that
    became ready later is known of once somebody was told. A slip may lie printed in a drawer, so it shortens nobody's
    month; where neither promise nor telling exists it begins the month that it names itself, until a telling does.

    Args:
        issued: when it passed the quality check, or was shelved.
        promised: the promise that holds now. slip: when the first slip was made, None for none.
        told: when the applicant was told after the issue, None for never.
    """
    facts = [(told, Known.TOLD), (promised if issued <= promised else None, Known.PROMISE)]
    known = [(max(at, issued), by) for at, by in facts if at is not None]
    if known:
        return Announcement(*min(known, key=lambda fact: fact[0]))
    return Announcement(None, Known.NOTHING) if slip is None else Announcement(max(slip, issued), Known.SLIP)


def count_days(start: date, days: int, uncounted: Collection[date]) -> date:
    """The day that is `days` counted days after `start`; `uncounted` days pass without counting."""
    day = start
    for _step in range(LONGEST_DAYS):
        if days <= 0:
            break
        day += _DAY
        days -= day not in uncounted
    return day


def last_day(announced: date, months: int, uncounted: Collection[date], counter: WorkCalendar) -> date:
    """The last day on which a booklet should be collected: an open day of the counter that counts.

    Args:
        announced: the day on which the applicant could know; it does not count itself.
        uncounted: days of our own outages of the counter, and days on which the rule was suspended.

    Raises:
        RuleViolationError: the counter's calendar has no open day in sight.
    """
    due = count_days(announced, (add_months(announced, months) - announced).days, uncounted)
    while not counter.is_open(due) or due in uncounted:
        due = counter.next_open_day(due)
    return due


def reminder_due(
    announced: date, today: date, days: Sequence[int], given: Collection[int], uncounted: Collection[date]
) -> int | None:
    """The reminder that is due: the latest of `days` that has come, unless it or a later one was given.

    An earlier one that nobody gave is not made up for: the applicant gets one message, not three at once.
    """
    come = [day for day in sorted(days) if count_days(announced, day, uncounted) <= today]
    if not come or any(day >= come[-1] for day in given):
        return None
    return come[-1]


def days_of(first: date, last: date) -> frozenset[date]:
    """All days from `first` to `last`, both included; none where `last` is before `first`."""
    return frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))
