"""When the backlog is cleared."""

import argparse
import logging
import math
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, reads
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso, table
from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _, language
from printdesk.i18n.dates import day_medium, day_short, number

if TYPE_CHECKING:
    from datetime import date

    from printdesk.planning.forecast_types import Outlook
    from printdesk.services.forecasts import ForecastView

_log = logging.getLogger(__name__)
_SHOWN = 15


def add(commands: Commands) -> None:
    """`forecast`."""
    parser = commands.add(
        "forecast", _("when the queue is normal again, with and without overtime"), run_forecast, acts=reads,
        examples=("forecast", "forecast --overtime-hours 3 --json"),
    )  # fmt: skip
    parser.add_argument(
        "--overtime-hours", metavar="H", type=_hours, default=0.0,
        help=_("hours after closing on every working day in which all stations run, besides what is ordered"),
    )  # fmt: skip


def _hours(text: str) -> float:
    """Hours, with "," or "." before a part of one."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = math.nan
    if not value >= 0 or math.isinf(value):
        raise argparse.ArgumentTypeError(_("“{value}” is not a number of hours.").format(value=text))
    return value


def run_forecast(options: argparse.Namespace) -> Result:
    """The forecast as of now."""
    with office(options) as call:
        found = call.services.forecasts.forecast(options.overtime_hours)
        _keep(call, found)
        settings = call.services.office.data().settings
        labels = {each.code: each.label.text(language()) for each in settings.stations}
        labels |= settings.service_labels(language())
        return Result(_document(found), _text(found, labels))


def _keep(call: Call, found: "ForecastView") -> None:
    """Keep the day's first one, to be held against what happens; that this fails never fails the question."""
    from printdesk.log import start_log

    if call.options.at is not None:
        return
    try:
        call.services.forecasts.keep_morning(found)
    except EnvironmentFailureError as error:
        start_log()
        _log.warning("the forecast was not kept: %s", error)


def _document(found: "ForecastView") -> dict[str, Any]:
    return {
        "now": iso(found.now),
        "backlog": found.backlog,
        "normal": round(found.normal),
        "overtime_hours": found.overtime_hours,
        **_outlook(found.usual),
        "sentence": found.sentence(reader()),
        "stages_disturbed": [
            {"service": each.service, "stage": each.stage, "success_percent": round(100 * each.success),
             "expected_back": iso(each.back) if each.back else None}
            for each in found.later
        ],
        "without_overtime": _outlook(found.without) if found.without else None,
        "no_failure": _outlook(found.calm),
        "one_station_down": {"station": found.stuck_station, **_outlook(found.stuck)} if found.stuck else None,
        "blanks_out": [{"service": code, "date": day.isoformat()} for code, day in found.usual.dry],
        "days": _days(found.usual),
        "mornings": [{"date": each.day.isoformat(), "backlog": each.waiting} for each in found.mornings],
        "stations": _stations(found),
        "services": [
            {"service": each.service, "success_percent": each.percent, "stated": each.stated,
             "attempts": each.attempts, "successes": each.successes}
            for each in found.success
        ],
    }  # fmt: skip


def _outlook(found: "Outlook") -> dict[str, Any]:
    return {
        "clear_p50": _iso(found.middle),
        "clear_p90": _iso(found.late),
        "clear_fluid": _iso(found.fluid),
    }


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day else None


def _days(found: "Outlook") -> list[dict[str, Any]]:
    return [
        {
            "date": each.day.isoformat(),
            "inflow": round(each.inflow, 1),
            "printed": round(each.printed, 1),
            "backlog": round(each.backlog.middle),
            "backlog_p10": round(each.backlog.low),
            "backlog_p90": round(each.backlog.high),
        }
        for each in found.days
    ]


def _stations(found: "ForecastView") -> list[dict[str, Any]]:
    stops = {each.station: each for each in found.stops}
    return [
        {
            "station": each.station,
            "planned_per_hour": each.per_hour,
            "pace_per_hour": each.pace,
            "settings_per_hour": each.setting,
            "measured_per_hour": each.measured,
            "hours_measured": each.hours,
            "days_between_stops": round(stops[each.station].days_between, 1),
            "days_down": round(stops[each.station].days_down, 1),
            "stops_seen": stops[each.station].stops,
        }
        for each in found.rates
    ]


def _text(found: "ForecastView", labels: dict[str, str]) -> str:
    lang = language()
    waits = _("{count} wait; no more than {normal} is a normal queue.").format(
        count=number(found.backlog, lang), normal=number(round(found.normal), lang)
    )
    lines = [found.sentence(reader()), waits]
    lines += [line for line in (found.division(reader()), *found.stops_ahead(labels, reader())) if line]
    if found.without is not None:
        lines.append(_("Without this overtime: {dates}.").format(dates=_dates(found.without)))
    lines.append(_("If nothing fails: {dates}.").format(dates=_dates(found.calm)))
    if found.stuck is not None:
        text = _("If {station} stands still for five days: {dates}.")
        station = labels.get(found.stuck_station, found.stuck_station)
        lines.append(text.format(station=station, dates=_dates(found.stuck)))
    for code, day in found.usual.dry:
        lines.append(
            _("Blanks for {service} are used up about {day}.").format(
                service=labels.get(code, code), day=day_medium(day, lang)
            )
        )
    headings = (_("Day"), _("Comes"), _("Printed"), _("Waiting"), _("9 of 10 at most"))
    rows = (
        (
            day_short(each.day, lang), number(round(each.inflow), lang), number(round(each.printed), lang),
            number(round(each.backlog.middle), lang), number(round(each.backlog.high), lang),
        )
        for each in found.usual.days[:_SHOWN]
    )  # fmt: skip
    return "\n".join([*lines, "", table(headings, rows, right=(1, 2, 3, 4))])


def _dates(found: "Outlook") -> str:
    """Both dates of a forecast in a few words."""
    if found.middle is None:
        return _("not in sight")
    day = day_medium(found.middle, language())
    if found.late is None:
        return _("about {day}").format(day=day)
    return _("about {day}, 9 of 10 by {late}").format(day=day, late=day_medium(found.late, language()))
