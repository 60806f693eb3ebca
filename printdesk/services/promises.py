"""What the office promises when an application arrives: by when its booklet can be collected."""

from datetime import date, datetime

from printdesk.domain.calendar import WorkCalendar
from printdesk.services.work import OfficeData


def promise(office: OfficeData, service: str, arrived: datetime, *, same_day: bool) -> datetime:
    """The close of the counter on the promised day, aware.

    That is the service type's number of office days after the arrival. Same-day service is promised for the day of
    arrival, or for the next open day where the morning was over (a morning ends at the office's first break, or at
    the counter's close where there is none).
    """
    hours = office.office_hours
    local = hours.local(arrived)
    if same_day:
        return _close(office.counter_hours, _same_day(office, local))
    days = office.settings.service(service).promise_days
    return _close(office.counter_hours, hours.add_open_days(local.date(), days))


def _same_day(office: OfficeData, arrived: datetime) -> date:
    day = arrived.date()
    morning = office.office_hours.hours(day)
    close = office.counter_hours.close_of(day)
    if morning and close is not None and arrived < min(morning[0][1], close):
        return day
    return office.counter_hours.next_open_day(day)


def _close(counter: WorkCalendar, day: date) -> datetime:
    """When the counter closes on `day`; on its next open day where it is closed."""
    close = counter.close_of(day)
    return close if close is not None else _close(counter, counter.next_open_day(day))
