"""The days on which the office itself could not work: they do not count against an applicant."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import select

from printdesk.domain.calendar import WorkCalendar
from printdesk.models.outages import Outage
from printdesk.services.work import View, Work


def outage_days(view: View | Work, stage: str, service: str) -> frozenset[date]:
    """The open days of the office's zone that an outage of that stage and service took away, whole or in part.

    Args:
        stage: "print", "check" or "pickup".
    """
    counter = view.office.counter_hours
    days: set[date] = set()
    for outage in view.session.scalars(select(Outage).where(Outage.undone_at.is_(None))):
        if stage in outage.stages and service in outage.services:
            days.update(_taken(counter, outage.started_at, outage.ended_at or view.now))
    return frozenset(days)


def _taken(calendar: WorkCalendar, start: datetime, end: datetime) -> Iterator[date]:
    """The days of which some open hours lie between the two."""
    day, last = calendar.local(start).date(), calendar.local(end).date()
    while day <= last:
        after = day + timedelta(days=1)
        first, until = max(start, calendar.start_of(day)), min(end, calendar.start_of(after))
        if first < until and calendar.working_time_between(first, until):
            yield day
        day = after
