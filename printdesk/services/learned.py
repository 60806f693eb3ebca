"""What the office learned from its own log: how fast it is, how often a station stops, who comes when.

A rate is the median of attempts per hour over the hours that a station really worked (first blank bound to last
outcome within the clock hour) in the last 20 working days, today left out, so that the plan does not move with each
booklet. The plan counts on `pace_percent` of it, blended with the settings' rate s as so many hours' worth:

    rate = (pace_hours * s + n * pace * median) / (pace_hours + n),   n = hours worked

The forecast takes the same without `pace_percent`: it has the stops and the bad days in it already.
Successes are counted since the service's last change of state (`success`); below `ENOUGH` attempts what was said at
the switch stands. Stops follow (2 * prior + days up) / (2 + stops).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, SelectBase, bindparam, cast, extract, func, or_, select

from printdesk.domain.settings import Station
from printdesk.domain.settings_forecast import ForecastSettings
from printdesk.models.quick import Question
from printdesk.models.tables import Application, LedgerEntry, PrintAttempt
from printdesk.services.office import Switch, service_switches, station_switches
from printdesk.services.success import Tries, success_by_hour
from printdesk.services.work import View, Work

ENOUGH = 10
"""Attempts from which on the measured success counts, and not what was said at the switch."""

_RATE_DAYS = 20
_STOP_DAYS = 250
_ARRIVAL_DAYS = 60
_FEW = 0.1
"""The share of a usual day's arrivals below which a day is none of the first days."""
_MOMENT = timedelta(microseconds=1)
_ENDED = ("printed", "failed")
_HOUR_SECONDS = 3600
_LONGEST_SPAN = 75 * 60
_SHORTEST_SPAN = 20 * 60
_LEAST_IN_HOUR = 2
_PRIOR_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class StationRate:
    """How fast a station is.

    Attributes:
        per_hour: what the plan counts on. pace: what the forecast expects. setting: what the settings say.
        measured: median of the hours really worked, or None where nothing was measured.
        hours: how many those are.
    """

    station: str
    per_hour: float
    pace: float
    setting: float
    measured: float | None = None
    hours: float = 0.0


@dataclass(frozen=True, slots=True)
class ServiceSuccess:
    """How many attempts of a service type succeed.

    Attributes:
        percent: what the plan counts on while the service is flaky. stated: what was said at the switch.
        attempts, successes: since its state last changed.
        hours: today's by hour of the day: (hour, attempts, successes).
    """

    service: str
    percent: int
    stated: int
    attempts: int = 0
    successes: int = 0
    hours: tuple[tuple[int, int, int], ...] = ()

    @property
    def is_measured(self) -> bool:
        """Whether there were attempts enough to go by them."""
        return self.attempts >= ENOUGH


@dataclass(frozen=True, slots=True)
class StopHabit:
    """How often a station stops and for how long, in working days.

    Attributes:
        stops: seen in the log. days_up: seen in the log.
    """

    station: str
    days_between: float
    days_down: float
    stops: int = 0
    days_up: float = 0.0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who comes.

    Attributes:
        by_weekday: expected applications on an open day, Monday first.
        mix: part of each service type. dispersion: variance of a day over its mean, at least 1.2.
        days: open days that were seen.
    """

    by_weekday: tuple[float, ...]
    mix: Mapping[str, float]
    dispersion: float = 2.0
    days: int = 0


def _hours_worked() -> SelectBase:
    """By station and hour: how many ended, the first that was bound, and the last outcome."""
    hour = _hour(PrintAttempt.bound_at)
    return (
        select(PrintAttempt.station, func.count(), func.min(PrintAttempt.bound_at), func.max(PrintAttempt.outcome_at))
        .where(
            or_(*(PrintAttempt.outcome == ended for ended in _ENDED)),
            PrintAttempt.outcome_at >= bindparam("first"),
            PrintAttempt.outcome_at < bindparam("today"),
        )
        .group_by(PrintAttempt.station, hour)
    )


_HOURS_WORKED = Question(_hours_worked)


def station_rates(view: View | Work) -> dict[str, StationRate]:
    """The rate of each station by its code."""
    today = _today(view)
    first = view.office.office_hours.start_of(view.office.office_hours.add_open_days(today, -_RATE_DAYS))
    rows = _HOURS_WORKED.rows(view.session, first=first, today=view.office.office_hours.start_of(today))
    paces: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for station, count, begun, ended in rows:
        span = min(_LONGEST_SPAN, (ended - begun).total_seconds()) if ended is not None else 0.0
        if count >= _LEAST_IN_HOUR and span >= _SHORTEST_SPAN:
            paces[station].append((count * _HOUR_SECONDS / span, span / _HOUR_SECONDS))
    known = view.settings.forecast
    return {each.code: _rate(each, paces.get(each.code, []), known) for each in view.settings.stations}


def _rate(station: Station, paces: list[tuple[float, float]], known: ForecastSettings) -> StationRate:
    if not paces:
        return StationRate(station.code, *[station.rate_per_hour] * 3)
    measured = median(pace for pace, _span in paces)
    hours = sum(span for _pace, span in paces)

    def blended(pace: float) -> float:
        said = known.pace_hours * station.rate_per_hour
        return round((said + hours * pace) / (known.pace_hours + hours), 1)

    counted_on = blended(measured * known.pace_percent / 100)
    return StationRate(
        station.code, counted_on, blended(measured), station.rate_per_hour, round(measured, 1), round(hours, 1)
    )


def service_success(view: View | Work, switches: Sequence[Switch] | None = None) -> dict[str, ServiceSuccess]:
    """The success of each service type by its code; only of flaky ones anything is counted."""
    found = {}
    for switch in switches if switches is not None else service_switches(view):
        found[switch.code] = _success(view, switch) if switch.state == "flaky" else _stated(switch)
    return found


def _stated(switch: Switch) -> ServiceSuccess:
    return ServiceSuccess(switch.code, switch.success_percent, switch.success_percent)


def _success(view: View | Work, switch: Switch) -> ServiceSuccess:
    """By what was said at the switch, as so many attempts' worth, and by what happened since."""
    if switch.since is None:
        return _stated(switch)
    hours = success_by_hour(view, switch.since, view.now + _MOMENT, (switch.code,)).get(switch.code, ())
    tries = sum(hours, Tries())
    percent = switch.success_percent
    if tries.tried >= ENOUGH:
        percent = round(100 * (ENOUGH * percent / 100 + tries.printed) / (ENOUGH + tries.tried))
    today = tuple((each.start.hour, each.tried, each.printed) for each in hours if each.start.date() == _today(view))
    return ServiceSuccess(
        switch.code, max(1, percent), switch.success_percent, tries.tried, tries.printed, today
    )  # fmt: skip


def stop_habits(view: View | Work) -> dict[str, StopHabit]:
    """How often each station stops, by its code: the supervisor's word, and what the log shows."""
    today, office, known = _today(view), view.office.office_hours, view.settings.forecast
    start = max(office.start_of(office.add_open_days(today, -_STOP_DAYS)), _begun(view))
    changes = _state_changes(view, start)
    states = {switch.code: switch.state for switch in station_switches(view)}
    seen = max(0, office.open_days_between(office.local(start).date(), today))
    return {
        code: _habit(view, code, changes.get(code, []), seen, known)
        for code in states
    }  # fmt: skip


def _habit(
    view: View | Work, code: str, changes: list[tuple[datetime, str]], seen: int, known: ForecastSettings
) -> StopHabit:
    down, stops, since = 0.0, 0, None
    for at, state in [*changes, (view.now, "")]:
        if since is not None and state != "down":
            down, since = down + _working_days(view, since, at), None
        elif since is None and state == "down":
            since, stops = at, stops + 1
    up = max(0.0, seen - down)
    weight = _PRIOR_WEIGHT
    return StopHabit(
        code,
        (weight * known.days_between_stops + up) / (weight + stops),
        (weight * known.days_down + down) / (weight + stops),
        stops,
        round(up, 1),
    )


def _working_days(view: View | Work, since: datetime, until: datetime) -> float:
    """Working time in days of the office's usual length."""
    office = view.office.office_hours
    day = office.next_open_day(office.local(since).date())
    usual = sum(((end - start) for start, end in office.hours(day)), timedelta())
    return office.working_time_between(since, until) / usual


def _state_changes(view: View | Work, start: datetime) -> dict[str, list[tuple[datetime, str]]]:
    rows = view.session.execute(
        select(LedgerEntry.at, LedgerEntry.object_id, LedgerEntry.details)
        .where(
            LedgerEntry.object_kind == "station",
            LedgerEntry.act == "set_state",
            LedgerEntry.at >= start,
            LedgerEntry.at <= view.now,
        )
        .order_by(LedgerEntry.seq)
    )
    found: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for at, code, details in rows:
        found[code].append((at, str(json.loads(details).get("state", ""))))
    return found


def _begun(view: View | Work) -> datetime:
    """When the office began to work with the program."""
    first = view.session.scalar(select(LedgerEntry.at).order_by(LedgerEntry.seq).limit(1))
    return min(first or view.now, view.now)


def arrivals(view: View | Work, per_day_printed: float) -> Arrivals:
    """Who comes on an open day: what the settings say as two days' worth, and the last sixty days.

    Args:
        per_day_printed: what the stations print on a day, for an office that says nothing of arrivals.
    """
    known = view.settings.forecast
    by_day, mix = _came(view)
    days = _open_days_seen(view, by_day)
    prior = known.arrivals_per_day or 0.8 * per_day_printed
    counts = {day: by_day.get(day, 0) for day in days}
    overall = (_PRIOR_WEIGHT * prior + sum(counts.values())) / (_PRIOR_WEIGHT + len(counts))
    by_weekday = tuple(_weekday_mean(number, counts, overall) for number in range(7))
    whole = sum(mix.values())
    codes = [service.code for service in view.settings.services]
    shares = {code: mix[code] / whole if whole else 1 / len(codes) for code in codes}
    return Arrivals(by_weekday, shares, _dispersion(counts, by_weekday), len(counts))


def _came(view: View | Work) -> tuple[dict[date, int], Counter[str]]:
    office, today = view.office.office_hours, _today(view)
    hour = _hour(Application.arrived)
    rows = view.session.execute(
        select(hour, Application.service, func.count())
        .where(
            Application.arrived >= office.start_of(today - timedelta(days=_ARRIVAL_DAYS)),
            Application.arrived < office.start_of(today),
        )
        .group_by(hour, Application.service)
    )
    by_day: Counter[date] = Counter()
    mix: Counter[str] = Counter()
    for number, service, count in rows:
        by_day[_local_hour(view, int(number)).date()] += count
        mix[service] += count
    return dict(by_day), mix


def _open_days_seen(view: View | Work, by_day: Mapping[date, int]) -> list[date]:
    """The open days before today from the first on which people came as they do.

    What lies there from before the office began to work with the program are a few of each day; they say nothing of
    how many came then.
    """
    if not by_day:
        return []
    few, today = _FEW * median(by_day.values()), _today(view)
    first = min(day for day, count in by_day.items() if count >= few)
    days = [first + timedelta(days=n) for n in range((today - first).days)]
    return [day for day in days if view.office.office_hours.is_open(day) or day in by_day]


def _weekday_mean(number: int, counts: Mapping[date, int], overall: float) -> float:
    values = [count for day, count in counts.items() if day.weekday() == number]
    return (_PRIOR_WEIGHT * overall + sum(values)) / (_PRIOR_WEIGHT + len(values))


def _dispersion(counts: Mapping[date, int], by_weekday: Sequence[float]) -> float:
    """Variance over mean around the weekday's mean, two days' worth of 2 counted in; 1.2 to 20."""
    squares = sum((count - by_weekday[day.weekday()]) ** 2 / max(1.0, by_weekday[day.weekday()])
                  for day, count in counts.items())  # fmt: skip
    return min(20.0, max(1.2, (2 * _PRIOR_WEIGHT + squares) / (_PRIOR_WEIGHT + len(counts))))


def _today(view: View | Work) -> date:
    return view.office.office_hours.local(view.now).date()


def _hour(column: Any) -> ColumnElement[int]:
    """The hours since 1970 of an instant, the same on both databases."""
    return cast(extract("epoch", column), BigInteger) // _HOUR_SECONDS


def _local_hour(view: View | Work, number: int) -> datetime:
    return datetime.fromtimestamp(number * _HOUR_SECONDS, UTC).astimezone(view.office.zone)
