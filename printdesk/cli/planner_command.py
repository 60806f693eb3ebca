"""The planned evenings on the command line: the plan that loses fewest trips, its papers, and who is away."""

import argparse
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, day
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso, iso_departure, table
from printdesk.i18n import _, language
from printdesk.i18n.dates import clock_time, day_medium, number, rupiah

if TYPE_CHECKING:
    from printdesk.services.overtime_papers import NamedPaper
    from printdesk.services.overtime_views import PlannedEvening, PlanOption, UndoneRow

_SHOWN_UNDONE = 20
_AHEAD = timedelta(days=13)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What a plan of evenings can be asked for."""
    parser.add_argument("--until", metavar=_("DATE"), type=day, help=_("the last day on which an evening may be"))
    goal = parser.add_mutually_exclusive_group()
    goal.add_argument(
        "--clear-by", metavar=_("DATE"), type=day, help=_("besides, all who wait now are printed by this day")
    )
    goal.add_argument("--promises", action="store_true", help=_("besides, no promise is lost that can be kept"))


def add(commands: Commands) -> None:
    """`absence`."""
    absence = commands.add(
        "absence", _("who is away; with --person somebody's days are entered or taken back"), run_absence,
        acts=lambda options: options.person is not None,
        examples=("absence", "absence --person yusuf.hidayat --from 2024-06-27 --to 2024-06-28 --kind travel"),
    )  # fmt: skip
    absence.add_argument("--person", metavar=_("LOGIN"))
    absence.add_argument("--from", dest="first", metavar=_("DATE"), type=day)
    absence.add_argument("--to", dest="last", metavar=_("DATE"), type=day)
    absence.add_argument("--kind", choices=("leave", "sick", "travel", "other", "none"), default="leave")
    absence.add_argument("--note", default="", metavar=_("TEXT"))


def run_absence(options: argparse.Namespace) -> Result:
    """List who is away, or enter it."""
    from printdesk.services.absences import AbsenceView, kind_text

    with office(options) as call:
        today = call.services.office.now().date()
        first = options.first or today
        last = options.last or (first if options.person and options.first else first + _AHEAD)
        if options.person is not None:
            kind = "" if options.kind == "none" else options.kind
            entry = AbsenceView(options.person, first, last, kind, options.note)
            call.services.absences.put(call.actor, entry, call.operation())
        found = call.services.absences.absences(first, last)
        clashing = [each for each in call.services.overtime.clashes() if options.person in (None, each.login)]
        names = {each.login: each.name for each in call.services.office.people()}
    rows = [
        (
            names.get(each.login, each.login),
            _day(each.first),
            _day(each.last),
            kind_text(each.kind, reader()),
            each.note,
        )
        for each in found
    ]
    document = {
        "absences": [
            {"login": each.login, "first": each.first.isoformat(), "last": each.last.isoformat(), "kind": each.kind,
             "note": each.note}
            for each in found
        ],
        "ordered": [{"login": each.login, "number": each.number, "day": each.day.isoformat()} for each in clashing],
    }  # fmt: skip
    text = table((_("Name"), _("From"), _("Until"), _("Why"), _("Note")), rows) if rows else _("Nobody is away.")
    if clashing:
        lines = [each.sentence(reader()) for each in clashing]
        text = "\n".join([text, "", *lines, _("Replace them with “overtime replace”, or take the evening back.")])
    return Result(document, text)


def run_plan(options: argparse.Namespace) -> Result:
    """Plan the evenings; with a folder they are ordered and their papers written."""
    from printdesk.files import require_folder
    from printdesk.services.overtime_views import Goal

    if options.output is not None:
        require_folder(options.output / "sheet.pdf")
    goal = Goal("clear", options.clear_by) if options.clear_by else Goal("promises" if options.promises else "trips")
    until = max(options.until, options.clear_by) if options.until and options.clear_by else options.until
    with office(options) as call:
        option = call.services.planner.solve(goal, until or options.clear_by)
        document = _document(option)
        text = _text(option, call.services.office.data().settings.service_labels(language()))
        if options.output is not None and option.evenings:
            files = _order(call, option, document)
            text = "\n".join([text, *(_("Written: {file}").format(file=file) for file in files)])
    return Result(document, text)


def _order(call: Call, option: "PlanOption", document: dict[str, Any]) -> list[str]:
    """Order the plan and write its papers; the document takes their numbers and files."""
    from printdesk.files import write_atomically

    sessions = call.services.planner.accept(call.actor, option, call.operation())
    call.keep_plan("order_overtime")
    first_of_day = {made.day: made.id for made in reversed(sessions)}
    for _evening, session_id in sorted(first_of_day.items()):
        for paper in _papers(call, session_id):
            file: Path = call.options.output / f"{paper.name}.pdf"
            write_atomically(file, paper.document.content)
            document["files"].append(str(file))
    for entry in document["sessions"]:
        entry["numbers"] = [made.number for made in sessions if made.day.isoformat() == entry["date"]]
    return list(document["files"])


def _papers(call: Call, session_id: int) -> "list[NamedPaper]":
    """The papers of an evening that are needed before it: order, attendance, cost, work sheets."""
    from printdesk.services.overtime_papers import ATTENDANCE, COST, ORDER

    papers = call.services.overtime_papers
    made = [
        papers.paper(call.actor, session_id, kind, reader(), call.operation()) for kind in (ORDER, ATTENDANCE, COST)
    ]
    return [*made, *papers.work_sheets(call.actor, session_id, reader(), call.operation())]


def _document(option: "PlanOption") -> dict[str, Any]:
    from printdesk.services import overtime_words as words

    said, effect = reader(), option.effect
    return {
        "goal": option.goal.kind,
        "clear_by": _iso_day(option.goal.clear_by),
        "sessions": [_session(evening) for evening in option.evenings],
        "cost": option.cost,
        "gap": option.gap,
        "person_hours": option.person_hours,
        "trips_saved": option.trips_saved,
        "trips_at_risk": effect.trips_lost,
        "lost_by_class": {str(rank): count for rank, count in effect.lost_by_class.items()},
        "promises_saved": option.promises_saved,
        "clear_on": _iso_day(effect.clear_on),
        "undone": [_undone(row) for row in option.undone],
        "limit": words.binding_text(option.binding, said) or None,
        "names": [{"name": name, "why": why} for name, why in words.names_lines(option, said)],
        "files": [],
    }


def _session(evening: "PlannedEvening") -> dict[str, Any]:
    from printdesk.services.overtime_words import evening_why

    return {
        "date": evening.day.isoformat(),
        "start": evening.start.strftime("%H:%M"),
        "end": evening.end.strftime("%H:%M"),
        "people": [
            {"login": each.login, "name": each.name, "place": each.place, "cost": each.cost}
            for each in evening.people
        ],
        "stations": list(evening.stations),
        "booklets": evening.booklets,
        "places": evening.places,
        "cost": evening.cost,
        "why": evening_why(evening, reader()),
    }


def _undone(row: "UndoneRow") -> dict[str, Any]:
    return {
        "number": row.number,
        "service": row.service,
        "kind": row.kind,
        "need_by": iso(row.need_by),
        "departs": iso_departure(row.departs_at, has_time=row.departs_has_time),
        "planned": iso(row.planned),
        "savable": row.savable,
    }


def _text(option: "PlanOption", labels: Mapping[str, str]) -> str:
    from printdesk.services import overtime_words as words

    said, lang = reader(), language()
    lines = [
        _("{goal}: {saved} trips saved, {left} still at risk.").format(
            goal=words.goal_text(option.goal, said), saved=number(option.trips_saved, lang),
            left=number(option.effect.trips_lost, lang),
        )
    ]  # fmt: skip
    if not option.evenings:
        lines.append(f"{_('No evening would help') if option.undone else _('No evening is needed')}.")
    else:
        rows = [
            (_day(each.day), f"{clock_time(each.start, lang)}–{clock_time(each.end, lang)}",
             words.stations_text(each, said), number(each.booklets, lang), rupiah(each.cost),
             words.evening_why(each, said))
            for each in option.evenings
        ]  # fmt: skip
        headings = (_("Evening"), _("Hours"), _("Crew"), _("Booklets"), _("Cost"), _("Why"))
        lines += ["", table(headings, rows, right=(3, 4)), ""]
        lines += [f"{name}: {why}" for name, why in words.names_lines(option, said)]
        lines.append(f"{rupiah(option.cost)}. {words.gap_text(option, None, said)}")
        if unrated := sorted({each.name for one in option.evenings for each in one.people if not each.cost}):
            text = _("No rate is known for {names}: they are asked only where nobody has one.")
            lines.append(text.format(names=", ".join(unrated)))
    undone = words.undone_text(option, said)
    return "\n".join([*lines, *([undone] if undone else []), *_undone_lines(option, labels)])


def _undone_lines(option: "PlanOption", labels: Mapping[str, str]) -> list[str]:
    left = option.undone[:_SHOWN_UNDONE]
    if not left:
        return []
    more = len(option.undone) - len(left)
    rows = [
        (row.number, labels.get(row.service, row.service), _day(row.departs_at.date()) if row.departs_at else "–",
         _day(row.need_by.date()))
        for row in left
    ]  # fmt: skip
    shown = table((_("Number"), _("Service type"), _("Departs"), _("Print by")), rows)
    return ["", shown, *([_("  and {count} more").format(count=number(more, language()))] if more else [])]


def _day(value: date) -> str:
    return day_medium(value, language())


def _iso_day(value: date | None) -> str | None:
    return value.isoformat() if value else None
