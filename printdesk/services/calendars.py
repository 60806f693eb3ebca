"""The office's two calendars, printing and counter, made of its settings and the national days."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from printdesk.domain.calendar import DayRule, HoursPeriod, WorkCalendar
from printdesk.domain.settings import DayOverride, OfficeSettings, Week
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.services.national_days import indonesian_days


def office_calendar(settings: OfficeSettings) -> WorkCalendar:
    """The hours in which booklets are printed and checked.

    Raises:
        RuleViolationError: the zone is unknown or hours are not in order.
    """
    return _calendar(settings, settings.calendar.office, [period.office for period in settings.calendar.periods])


def counter_calendar(settings: OfficeSettings) -> WorkCalendar:
    """The hours in which booklets are collected.

    Raises:
        RuleViolationError: the zone is unknown or hours are not in order.
    """
    return _calendar(settings, settings.calendar.counter, [period.counter for period in settings.calendar.periods])


def _calendar(settings: OfficeSettings, week: Week, period_weeks: list[Week]) -> WorkCalendar:
    periods = tuple(
        HoursPeriod(period.first, period.last, hours)
        for period, hours in zip(settings.calendar.periods, period_weeks, strict=True)
    )
    own = {override.day: _rule(override) for override in settings.calendar.overrides}
    first, last = settings.calendar.national_years
    national = {rule.day: rule for rule in indonesian_days(first, last)}
    return WorkCalendar(_zone(settings.office.zone), week, periods, tuple({**national, **own}.values()))


def _rule(override: DayOverride) -> DayRule:
    return DayRule(override.day, override.name, open=override.kind == "open", kind=override.kind)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise RuleViolationError(
            _("“{zone}” is not a time zone.").format(zone=name),
            _("Use Asia/Jakarta, Asia/Makassar or Asia/Jayapura."),
        ) from error
