"""Overtime for a chosen evening: what it would print and save, and its work sheet."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, clock, day, names
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import clock_time, day_medium

if TYPE_CHECKING:
    from printdesk.services.overtime import Evening, EveningPreview


def add(commands: Commands) -> None:
    """`overtime`."""
    evening = commands.add(
        "overtime",
        _("what an evening of overtime would print and save; with -o it is ordered and its work sheet written"),
        run_overtime, acts=lambda options: options.output is not None,
        examples=(
            "overtime --day 2024-06-26 --start 16:00 --end 19:00 --station E2 --people bambang.sutrisno",
            "overtime --day 2024-06-26 --start 16:00 --end 19:00 --station R1 --people dwi.rahayu,siti.nurjanah -o .",
        ),
    )  # fmt: skip
    evening.add_argument("--day", required=True, metavar=_("DATE"), type=day)
    evening.add_argument("--start", required=True, metavar=_("TIME"), type=clock)
    evening.add_argument("--end", required=True, metavar=_("TIME"), type=clock)
    evening.add_argument("--station", required=True, metavar="S")
    evening.add_argument("--people", required=True, metavar=_("A,B"), type=names, help=_("logins, between commas"))
    evening.add_argument("-o", "--output", metavar=_("FOLDER"), type=Path, help=_("the folder for the work sheet"))


def run_overtime(options: argparse.Namespace) -> Result:
    """Consider an evening, or order it."""
    from printdesk.files import require_folder
    from printdesk.services.overtime import Evening

    evening = Evening(options.day, options.start, options.end, options.station, options.people)
    if options.output is not None:
        require_folder(options.output / "sheet.pdf")
    with office(options) as call:
        preview = call.services.overtime.preview(evening)
        document = _document(call, evening, preview)
        text = _text(evening, preview)
        if options.output is not None:
            file = _order(call, evening, document)
            sheet = _("Work sheet {number}: {file}").format(number=document["sessions"][0]["number"], file=file)
            text = f"{text}\n{sheet}"
    return Result(document, text)


def _document(call: Call, evening: "Evening", preview: "EveningPreview") -> dict[str, Any]:
    people = {each.login: each.name for each in call.services.office.people()}
    session = {
        "date": evening.day.isoformat(),
        "start": evening.start.isoformat("minutes"),
        "end": evening.end.isoformat("minutes"),
        "people": [{"login": login, "name": people.get(login, login)} for login in evening.people],
        "stations": [evening.station],
        "booklets": len(preview.rows),
        "places": preview.places,
        "numbers": [row.number for row in preview.rows],
    }
    return {
        "sessions": [session],
        "trips_saved": preview.trips_saved,
        "trips_at_risk": preview.trips_at_risk_after,
        "files": [],
    }


def _order(call: Call, evening: "Evening", document: dict[str, Any]) -> Path:
    """Order the evening and write its work sheet; the document takes its number and file."""
    from printdesk.files import write_atomically

    made = call.services.overtime.order(call.actor, evening, call.operation())
    call.keep_plan("order_overtime")
    sheet = call.services.overtime.work_sheet(call.actor, made.id, reader(), call.operation())
    file: Path = call.options.output / f"{made.number}.pdf"
    write_atomically(file, sheet.content)
    document["sessions"][0] |= {"number": made.number, "booklets": made.target}
    document["files"].append(str(file))
    return file


def _text(evening: "Evening", preview: "EveningPreview") -> str:
    from datetime import datetime

    lang = language()
    start, end = (datetime.combine(evening.day, moment) for moment in (evening.start, evening.end))
    booklets = plural("{count} booklet", "{count} booklets", len(preview.rows)).format(count=len(preview.rows))
    return _("{day}, {start} to {end}, {station}: {booklets}; {saved} trips saved, {left} still at risk.").format(
        day=day_medium(evening.day, lang), start=clock_time(start, lang), end=clock_time(end, lang),
        station=evening.station, booklets=booklets, saved=preview.trips_saved, left=preview.trips_at_risk_after,
    )  # fmt: skip
