"""What the forecast is made of, read from the database: who waits, who comes, and which station runs when."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from printdesk.domain.capacity import Session, StationCapacity
from printdesk.domain.states import ApplicationState
from printdesk.models.tables import Application
from printdesk.planning.forecast_types import ForecastOffice, Line, Stream
from printdesk.services.later_stages import later_stages
from printdesk.services.learned import Arrivals, StopHabit, arrivals, station_rates, stop_habits
from printdesk.services.office import service_switches
from printdesk.services.plan_input import ordered_overtime, stations, statuses, supplies
from printdesk.services.work import View

DAYS = 60
"""Working days that the forecast looks ahead."""

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_CALENDAR_DAYS = 130


def forecast_office(view: View, overtime_hours: float = 0.0) -> ForecastOffice:
    """The office as the forecast sees it now.

    Args:
        overtime_hours: hours after the office closes, on every working day, in which all stations run, besides what
            is ordered.
    """
    sessions = ordered_overtime(view)
    days = _days(view, sessions)
    known = view.settings.forecast
    habits = stop_habits(view)
    rates = station_rates(view)
    lines = tuple(
        _line(view, replace(each, per_hour=rates[each.code].pace), habits[each.code], days, sessions, overtime_hours)
        for each in stations(view)
    )
    usual = _usual_hours(view)
    came = arrivals(view, sum(line.per_hour for line in lines) * usual)
    return ForecastOffice(
        days=days,
        lines=lines,
        streams=tuple(_streams(view, days, came)),
        normal=known.normal_percent / 100 * _per_open_day(view, came),
        dispersion=came.dispersion,
        days_seen=came.days + 2.0,
        spread=known.pace_spread_percent / 100,
        days_between_outages=known.days_between_outages,
        outage_days=known.outage_days,
        checks=tuple(known.checks_per_hour * _open_hours(view, day) for day in days) if known.checks_per_hour else (),
    )


def _days(view: View, sessions: tuple[Session, ...]) -> tuple[date, ...]:
    """The days ahead on which anything is printed."""
    office = view.office.office_hours
    today = office.local(view.now).date()
    evenings = {office.local(each.start).date() for each in sessions if each.end > view.now}
    ahead = (today + n * _DAY for n in range(_CALENDAR_DAYS))
    found = [day for day in ahead if _open_hours(view, day) > 0 or day in evenings]
    return tuple(found[:DAYS])


def _open_hours(view: View, day: date) -> float:
    """Office hours of a day that lie ahead."""
    left = ((max(start, view.now), end) for start, end in view.office.office_hours.hours(day))
    return sum(((end - start) / _HOUR for start, end in left if end > start), 0.0)


def _usual_hours(view: View) -> float:
    office = view.office.office_hours
    day = office.next_open_day(office.local(view.now).date())
    return sum((end - start) / _HOUR for start, end in office.hours(day))


def _line(
    view: View,
    station: StationCapacity,
    habit: StopHabit,
    days: tuple[date, ...],
    sessions: tuple[Session, ...],
    overtime_hours: float,
) -> Line:
    extra = _session_hours(view, station.code, sessions)
    office = view.office.office_hours
    hours = tuple(
        _open_hours(view, day) + extra[day] + (overtime_hours if office.is_open(day) else 0.0) for day in days
    )
    return Line(
        code=station.code,
        services=station.services,
        per_hour=station.per_hour,
        hours=hours,
        up=station.state != "down",
        back=_day_of(view, station.up_from, days),
        days_between_stops=habit.days_between,
        days_down=habit.days_down,
        certainty=2.0 + habit.stops,
    )


def _session_hours(view: View, station: str, sessions: tuple[Session, ...]) -> Counter[date]:
    """Hours of a station's ordered evenings that lie outside office hours and ahead, by day."""
    office = view.office.office_hours
    found: Counter[date] = Counter()
    for each in sessions:
        start = max(each.start, view.now)
        if station in each.stations and start < each.end:
            inside = office.working_time_between(start, each.end)
            found[office.local(each.start).date()] += (each.end - start - inside) / _HOUR  # type: ignore[assignment]
    return found


def _day_of(view: View, moment: datetime | None, days: tuple[date, ...]) -> int | None:
    """The place of the first day on which something that comes back then runs the whole day, or most of it."""
    if moment is None:
        return None
    local = view.office.office_hours.local(moment)
    return sum(day < local.date() for day in days)


def _streams(view: View, days: tuple[date, ...], came: Arrivals) -> list[Stream]:
    waiting, returns = _waiting(view)
    blanks = supplies(view)
    known = {each.code: each for each in statuses(view, service_switches(view))}
    restocked = view.settings.forecast.restock_days
    later, lying = later_stages(view), _printed(view)
    found = []
    for code in (service.code for service in view.settings.services):
        status, supply = known[code], blanks.get(code)
        found.append(
            Stream(
                code=code,
                waiting=waiting[code],
                arrivals=tuple(came.mix[code] * _expected(view, day, came) for day in days),
                returns=_returns(view, returns.get(code, []), days),
                success=1.0 if status.state == "up" else 0.0 if status.state == "down" else status.success,
                back=_day_of(view, status.up_from, days),
                stock=supply.stock if supply is not None else None,
                restocked=restocked,
                later=tuple((each.success, _day_of(view, each.back, days)) for each in later if each.service == code),
                printed=lying[code] if any(each.service == code for each in later) else 0.0,
            )
        )
    return found


def _printed(view: View) -> Counter[str]:
    """What is printed and has not passed the quality check, by service type."""
    rows = view.session.execute(
        select(Application.service, func.count())
        .where(Application.state == ApplicationState.PRINTED)
        .group_by(Application.service)
    )
    return Counter({service: count for service, count in rows})  # noqa: C416  a result is no mapping


def _expected(view: View, day: date, came: Arrivals) -> float:
    """Arrivals of a day; of today only those that may still come."""
    office = view.office.office_hours
    whole = sum((end - start) / _HOUR for start, end in office.hours(day))
    return came.by_weekday[day.weekday()] * _open_hours(view, day) / whole if whole else 0.0


def _per_open_day(view: View, came: Arrivals) -> float:
    week = [at for at, hours in enumerate(view.settings.calendar.office) if hours]
    return sum(came.by_weekday[at] for at in week) / len(week) if week else 0.0


def _returns(view: View, moments: list[tuple[datetime, int]], days: tuple[date, ...]) -> tuple[float, ...]:
    found = [0.0] * len(days)
    for moment, count in moments:
        at = _day_of(view, moment, days)
        if at is not None and at < len(days):
            found[at] += count
    return tuple(found)


def _waiting(view: View) -> tuple[Counter[str], dict[str, list[tuple[datetime, int]]]]:
    """Who waits now by service type, and who is known to wait from later on."""
    later = func.coalesce(Application.hold_until, Application.ready_at)
    open_now = later <= view.now
    rows = view.session.execute(
        select(Application.service, open_now, func.count()).where(_waits(view), open_now).group_by(
            Application.service, open_now
        )
    )  # fmt: skip
    counts = Counter({service: count for service, _open, count in rows})
    moments: dict[str, list[tuple[datetime, int]]] = {}
    for service, ready, hold in view.session.execute(
        select(Application.service, Application.ready_at, Application.hold_until).where(_waits(view), ~open_now)
    ):
        moments.setdefault(service, []).append((max(ready, hold) if hold else ready, 1))
    return counts, moments


def _waits(view: View) -> ColumnElement[bool]:
    """As the plan counts: a claim that ran out waits again, one on hold from when it is known to be back."""
    expired = (Application.state == ApplicationState.CLAIMED) & (Application.claimed_until < view.now)
    back = (Application.state == ApplicationState.HELD) & (Application.hold_until > view.now)
    return (Application.state == ApplicationState.READY) | expired | back
