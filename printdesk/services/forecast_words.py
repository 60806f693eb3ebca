"""The forecast in words: dates, and "9 of 10", never a percentile."""

from datetime import date

from printdesk.i18n import Catalogue, dates
from printdesk.i18n.dates import day_medium

OF = 10
"""Shares are said in tenths."""


def clear_sentence(
    waiting: float, normal: float, middle: date | None, late: date | None, days: int, _: Catalogue
) -> str:
    """When the queue is normal again.

    Args:
        normal: no more than this waits in a normal queue. middle, late: in half, and in 9 of 10, of all runs.
        days: working days that the forecast looks ahead.
    """
    if waiting <= normal:
        return _("The queue is normal.")
    if middle is None:
        return _("The queue is not expected to be normal within {days} working days.").format(days=days)
    day = dates.day_medium(middle, _.lang)
    if late is None:
        text = _("Queue normal again about {day}; 9 of 10 lies beyond {days} working days.")
        return text.format(day=day, days=days)
    return _("Queue normal again about {day}; 9 of 10 by {late}.").format(
        day=day, late=dates.day_medium(late, _.lang)
    )


def division_sentence(day: date | None, _: Catalogue) -> str:
    """What the simple division says: what waits over what is printed a day more than comes.

    Args:
        day: None when no more is printed than comes.
    """
    if day is None:
        return _("By simple division never: no more is printed a day than comes.")
    return _("By simple division: about {day}.").format(day=day_medium(day, _.lang))


def holds_sentence(tenths: int, verdict: str, _: Catalogue) -> str:
    """In how many of ten forecasts an applicant's date holds; "" where there is nothing to say.

    Args:
        verdict: the answer in one word.
    """
    if verdict in ("yes", "tight"):
        return _("In {share} of 10 forecasts it is in time.").format(share=tenths)
    if verdict == "no":
        return _("In {share} of 10 forecasts it is in time all the same.").format(share=tenths) if tenths else ""
    if verdict == "no_trip":
        return _("In {share} of 10 forecasts it is ready that day.").format(share=tenths)
    return ""
