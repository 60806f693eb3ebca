"""Who departs in the next fourteen days, against who is predicted ready in time."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, reads
from printdesk.cli.call import office, reader
from printdesk.cli.result import Result, iso, iso_departure, table
from printdesk.i18n import _, language
from printdesk.i18n.dates import day_medium, day_short, moment_medium, moment_short, number

if TYPE_CHECKING:
    from printdesk.services.departures import Departure, DepartureDay, Departures

_NONE = "–"


def add(commands: Commands) -> None:
    """`departures`."""
    departures = commands.add(
        "departures", _("who departs in the next 14 days, against who is predicted ready in time"), run_departures,
        acts=reads, examples=("departures", "departures --day 2024-06-28", "departures --json"),
    )  # fmt: skip
    departures.add_argument(
        "--day", metavar=_("DAY"), type=date.fromisoformat,
        help=_("list who departs on this day; by default who is at risk, whatever the day"),
    )  # fmt: skip


def run_departures(options: argparse.Namespace) -> Result:
    """Fourteen days with their figures, and the trips of one day or those at risk."""
    with office(options) as call:
        found = call.services.departures.departures()
    rows = found.at_risk if options.day is None else found.on(options.day)
    return Result(_document(found, rows), _text(found, rows, options.day))


def _document(found: "Departures", rows: "tuple[Departure, ...]") -> dict[str, Any]:
    return {
        "now": iso(found.now),
        "at_risk": len(found.at_risk),
        "passed": len(found.passed),
        "later": len(found.later),
        "days": [_day(day) for day in found.days],
        "trips": [_trip(row) for row in rows],
    }


def _day(day: "DepartureDay") -> dict[str, Any]:
    return {
        "date": day.day.isoformat(),
        "open": day.open,
        "holiday": day.holiday or None,
        "departing": day.departing,
        "in_time": day.in_time,
        "at_risk": day.at_risk,
        "hurry": day.hurry,
        "held": day.held,
    }


def _trip(row: "Departure") -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "service": row.service,
        "departs": iso_departure(row.departs_at, has_time=row.departs_has_time),
        "proof": row.proof or None,
        "class": row.class_rank,
        "state": row.state,
        "position": row.position,
        "need_by": iso(row.need_by),
        "planned": iso(row.planned),
        "verdict": row.verdict.value,
    }


def _text(found: "Departures", rows: "tuple[Departure, ...]", day: date | None) -> str:
    lang = language()
    head = _("{now}: trips at risk {risk}, departure passed {passed}, departing later {later}.").format(
        now=moment_medium(found.now, lang), risk=number(len(found.at_risk), lang),
        passed=number(len(found.passed), lang), later=number(len(found.later), lang),
    )  # fmt: skip
    headings = (_("Departs"), _("Applications"), _("In time"), _("At risk"), _("To hurry"), _("On hold"), "")
    days = table(headings, (_day_cells(each) for each in found.days), right=(1, 2, 3, 4, 5))
    title = _("Trips at risk") if day is None else _("Departures on {day}").format(day=day_medium(day, lang))
    listed = table(_headings(), (_cells(row) for row in rows)) if rows else _("None.")
    return f"{head}\n\n{days}\n\n{title}\n{listed}"


def _day_cells(day: "DepartureDay") -> tuple[object, ...]:
    closed = "" if day.open else day.holiday or _("closed")
    return (
        day_short(day.day, language()), day.departing, day.in_time, day.at_risk, day.hurry, day.held, closed,
    )  # fmt: skip


def _headings() -> tuple[str, ...]:
    return (_("Departs"), _("Number"), _("Name"), _("Class"), _("Print by"), _("Planned"), _("Verdict"))


def _cells(row: "Departure") -> tuple[object, ...]:
    from printdesk.services.departure_words import verdict_words

    lang = language()
    leaves = moment_short(row.departs_at, lang) if row.departs_has_time else day_short(row.departs_at.date(), lang)
    return (
        leaves, row.number, row.name, row.class_rank or _NONE,
        moment_short(row.need_by, lang) if row.need_by else _NONE,
        moment_short(row.planned, lang) if row.planned else _NONE, verdict_words(row, reader()),
    )  # fmt: skip
