"""Overtime: the plan of evenings, or what a chosen evening would print and save, and the work sheets."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli import evening_papers_command, planner_command
from printdesk.cli.arguments import Commands, WrongUsageError, clock, day, names
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import clock_time, day_medium

if TYPE_CHECKING:
    from printdesk.services.overtime import Evening, EveningPreview


_BY_HAND = ("day", "start", "end", "station", "people")


def add(commands: Commands) -> None:
    """`overtime`, and who is away."""
    evening = commands.add(
        "overtime",
        _("the evenings that lose fewest trips at least cost, or what one chosen evening would print and save; "
          "with -o they are ordered and their papers written"),
        run_overtime, acts=lambda options: options.output is not None,
        examples=(
            "overtime",
            "overtime --until 2024-07-05 -o .",
            "overtime --day 2024-06-26 --start 16:00 --end 19:00 --station E2 --people bambang.sutrisno",
            "overtime --day 2024-06-26 --start 16:00 --end 19:00 --station R1 --people dwi.rahayu,siti.nurjanah -o .",
        ),
    )  # fmt: skip
    planner_command.add_options(evening)
    chosen = evening.add_argument_group(_("one chosen evening"))
    chosen.add_argument("--day", metavar=_("DATE"), type=day)
    chosen.add_argument("--start", metavar=_("TIME"), type=clock)
    chosen.add_argument("--end", metavar=_("TIME"), type=clock)
    chosen.add_argument("--station", metavar="S")
    chosen.add_argument("--people", metavar=_("A,B"), type=names, help=_("logins, between commas"))
    evening.add_argument("-o", "--output", metavar=_("FOLDER"), type=Path, help=_("the folder for the papers"))
    planner_command.add(commands)
    evening_papers_command.add(commands.below(evening, required=False))


def run_overtime(options: argparse.Namespace) -> Result:
    """Plan the evenings; or consider, or order, the one that is chosen."""
    given = [name for name in _BY_HAND if getattr(options, name) is not None]
    if not given:
        return planner_command.run_plan(options)
    missing = [f"--{name}" for name in _BY_HAND if name not in given]
    if missing:
        raise WrongUsageError(_("Missing: {names}.").format(names=", ".join(missing)))
    if options.until or options.clear_by or options.promises:
        raise WrongUsageError(
            _("A plan of evenings is made without one chosen evening: leave --day and the rest out.")
        )
    return _chosen(options)


def _chosen(options: argparse.Namespace) -> Result:
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
