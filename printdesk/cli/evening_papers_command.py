"""Papers, hours, work sheets and results of evenings that were ordered, from the command line."""

import argparse
import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, add_second
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _, dates, language, plural

if TYPE_CHECKING:
    from printdesk.services.attendance import AttendanceView, HoursEntry, HoursRow
    from printdesk.services.overtime_results import EveningResult

_WHO = ("login", "nama", "name", "nip")
_IN = ("masuk", "in", "datang", "came")
_OUT = ("keluar", "out", "pulang", "left")


def add(below: Commands) -> None:
    """`overtime` with `papers`, `attendance`, `result`, `sheet-close`."""
    papers = below.add(
        "papers", _("write all papers of an ordered evening: order, attendance, cost, work sheets"), run_papers,
        examples=("overtime papers LK-2024-000001 -o papers",),
    )  # fmt: skip
    _evening(papers)
    papers.add_argument(
        "-o", "--output", metavar=_("FOLDER"), type=Path, required=True, help=_("the folder for them")
    )
    hours = below.add(
        "attendance", _("the hours of an evening's people; a file or --person enters them"), run_attendance,
        acts=lambda options: options.file is not None or bool(options.person or options.as_ordered),
        examples=(
            "overtime attendance PL-2024-000001 hours.csv",
            "overtime attendance LK-2024-000001 --person dwi.rahayu=16:00-19:00 --person siti.nurjanah=-",
            "overtime attendance LK-2024-000001 --as-ordered",
        ),
    )  # fmt: skip
    _evening(hours)
    columns = _("CSV with the columns login (or name, or NIP), in, out; both empty: did not come")
    hours.add_argument("file", nargs="?", metavar=_("FILE"), type=Path, help=columns)
    hours.add_argument("--person", action="append", default=[], metavar="LOGIN=16:00-19:00",
                       help=_("one person; “-” for one who did not come"))  # fmt: skip
    hours.add_argument("--as-ordered", action="store_true", help=_("whoever has nothing entered worked as ordered"))
    result = below.add(
        "result", _("planned against done; -o makes the result report, which then counts as handed in"), run_result,
        acts=lambda options: options.output is not None,
        examples=("overtime result PL-2024-000001", "overtime result PL-2024-000001 -o report.pdf --remark listrik"),
    )  # fmt: skip
    _evening(result)
    result.add_argument("-o", "--output", metavar=_("FILE"), type=Path, help=_("the PDF"))
    result.add_argument("--remark", default="", help=_("why planned booklets were not printed"))
    sheet = below.add(
        "sheet", _("open a work sheet that came back; --close closes its hours, counts and blanks"), run_sheet,
        examples=("overtime sheet LK-2024-000001 --confirm", "overtime sheet LK-2024-000001 --close --counted 12"),
    )  # fmt: skip
    _evening(sheet)
    sheet.add_argument("--confirm", action="store_true", help=_("confirm the rows that went through the program"))
    sheet.add_argument("--close", action="store_true", help=_("close hours, counts and blanks"))
    sheet.add_argument("--counted", metavar="N", type=int, help=_("unused blanks counted by hand"))
    sheet.add_argument("--note", default="", help=_("why the count differs from the books"))
    add_second(sheet)

    other = below.add(
        "replace", _("put somebody else in the place of one who cannot come; without --by it is said who could"),
        run_replace, acts=lambda options: bool(options.by),
        examples=("overtime replace LK-2024-000001 --person dwi.rahayu",
                  "overtime replace LK-2024-000001 --person dwi.rahayu --by yusuf.hidayat"),
    )  # fmt: skip
    _evening(other)
    other.add_argument("--person", metavar=_("LOGIN"), required=True, help=_("who cannot come"))
    other.add_argument("--by", metavar=_("LOGIN"), help=_("who comes instead"))


def _evening(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("evening", metavar="ID", help=_("number of the order or of a work sheet"))


def run_papers(options: argparse.Namespace) -> Result:
    """All papers of an evening into a folder."""
    from printdesk.files import require_folder, write_atomically
    from printdesk.services.overtime_papers import ATTENDANCE, COST, ORDER

    require_folder(options.output / "paper.pdf")
    with office(options) as call:
        papers, session = call.services.overtime_papers, call.services.overtime_papers.find(options.evening)
        operation = call.operation()
        made = [
            papers.paper(call.actor, session, paper, reader(), f"{operation[:32]}-{at:03d}")
            for at, paper in enumerate((ORDER, ATTENDANCE, COST))
        ]
        made += papers.work_sheets(call.actor, session, reader(), operation)
        files = []
        for each in made:
            file = options.output / f"{each.name}.pdf"
            write_atomically(file, each.document.content)
            files.append({"paper": each.paper, "file": str(file), "pages": each.document.pages})
    said = plural("{count} paper in {folder}.", "{count} papers in {folder}.", len(files))
    document = {"number": made[0].name, "files": files}
    return Result(document, said.format(count=len(files), folder=options.output))


def run_attendance(options: argparse.Namespace) -> Result:
    """Show the hours, or enter those of the whole team as one act."""
    with office(options) as call:
        session = call.services.overtime_papers.find(options.evening)
        grid = call.services.attendance.grid(session)
        entries = _entries(options, grid)
        if entries:
            grid = call.services.attendance.enter(call.actor, session, entries, call.operation())
    return Result(_hours_document(grid), _hours_text(grid))


def run_result(options: argparse.Namespace) -> Result:
    """Planned against done."""
    from printdesk.files import write_atomically

    with office(options) as call:
        papers = call.services.overtime_papers
        session = papers.find(options.evening)
        file = None
        if options.output is not None:
            made = papers.report(call.actor, session, options.remark, reader(), call.operation())
            write_atomically(options.output, made.document.content)
            file = str(options.output)
        result = papers.result(session)
    return Result({**_result_document(result), "file": file}, _result_text(result))


def run_replace(options: argparse.Namespace) -> Result:
    """Somebody else for one of the evening, or who could come."""
    with office(options) as call:
        overtime, session = call.services.overtime, _session(call, options.evening)
        if options.by:
            done = overtime.replace(call.actor, session, options.person, options.by, call.operation())
            text = _("{comes} works in the place of {leaves} on {number}.").format(
                comes=options.by, leaves=options.person, number=done.number
            )
            return Result({"number": done.number, "people": list(done.people)}, text)
        found = overtime.candidates(session, options.person)
    rows = [{"login": each.login, "name": each.name, "refusal": each.refusal} for each in found]
    lines = [f"{each.name} ({each.login})" if not each.refusal else each.refusal for each in found]
    return Result({"candidates": rows}, "\n".join(lines))


def run_sheet(options: argparse.Namespace) -> Result:
    """Open a work sheet, confirm what is known, close it; single rows go through `batch-sheet enter`."""
    with office(options) as call:
        service, session = call.services.work_sheets, _session(call, options.evening)
        operation = call.operation()
        found = service.open(call.actor, session, operation)
        confirmed = service.confirm_known(call.actor, session, f"{operation[:32]}-con") if options.confirm else 0
        if options.close:
            if options.counted is None:
                raise RuleViolationError(
                    _("The unused blanks were not counted."), _("Say how many lie there with --counted.")
                )
            found = service.close(call.actor, session, options.counted, options.note, f"{operation[:32]}-end")
        else:
            found = service.view(session)
        call.keep_plan("close_work_sheet")
    document = {
        "sheet": found.sheet.number, "rows": len(found.sheet.rows), "left": found.sheet.left, "confirmed": confirmed,
        "blanks": {"used": found.used, "left": found.left}, "missing_hours": list(found.missing_hours),
        "closed": found.closed,
    }  # fmt: skip
    text = _("{number}: {left} rows to be entered, {used} blanks used, {blanks} left.").format(
        number=found.sheet.number, left=found.sheet.left, used=found.used, blanks=found.left
    )
    return Result(document, text)


def _session(call: Call, text: str) -> int:
    return call.services.overtime_papers.find(text)


def _entries(options: argparse.Namespace, grid: "AttendanceView") -> "list[HoursEntry]":
    if options.file is not None:
        found = _from_file(options.file)
    else:
        found = [_from_word(word) for word in options.person]
    entries = [_entry(grid, who, came, left) for who, came, left in found]
    if options.as_ordered:
        told = {(each.session_id, each.login) for each in entries}
        entries += [_ordered(row) for row in grid.rows if not row.entered and _key(row) not in told]
    return entries


def _key(row: "HoursRow") -> tuple[int, str]:
    return row.session_id, row.person.login


def _ordered(row: "HoursRow") -> "HoursEntry":
    from printdesk.services.attendance import HoursEntry

    return HoursEntry(*_key(row), row.start.time(), row.end.time())


def _from_word(word: str) -> tuple[str, str, str]:
    who, _equals, times = word.partition("=")
    came, _dash, left = times.partition("-")
    return who, came, left


def _from_file(path: Path) -> list[tuple[str, str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise EnvironmentFailureError(
            _("The file {file} cannot be read: {detail}.").format(file=path, detail=error.strerror or error),
            _("Choose another file."),
        ) from error
    first = text.partition("\n")[0]
    table = list(csv.reader(io.StringIO(text), delimiter=max(";,\t", key=first.count)))
    heads = [cell.strip().lower() for cell in table[0]] if table else []
    places = [next((at for at, head in enumerate(heads) if head in names), -1) for names in (_WHO, _IN, _OUT)]
    if min(places) < 0:
        raise RuleViolationError(
            _("The file {file} lacks a column: it needs login, in and out.").format(file=path),
            _("Write the headings into its first line; nothing was saved."),
        )
    rows = [row for row in table[1:] if any(cell.strip() for cell in row)]
    return [(_cell(row, places[0]), _cell(row, places[1]), _cell(row, places[2])) for row in rows]


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _entry(grid: "AttendanceView", who: str, came: str, left: str) -> "HoursEntry":
    from printdesk.services.attendance import HoursEntry

    wanted = " ".join(who.split()).lower()
    found = [
        row for row in grid.rows
        if wanted in (row.person.login.lower(), row.person.name.lower(), row.person.nip) and wanted
    ]  # fmt: skip
    if len(found) != 1:
        text = _("“{login}” is not ordered for this evening.") if not found else _("“{login}” is there twice.")
        raise RuleViolationError(text.format(login=who), _("Nothing was saved; use the login as the list shows it."))
    return HoursEntry(*_key(found[0]), _time(came), _time(left))


def _time(text: str) -> Any:
    from datetime import time

    if not text.strip():
        return None
    try:
        return time.fromisoformat(text.strip().replace(".", ":"))
    except ValueError as error:
        raise RuleViolationError(
            _("“{value}” is not a time like 16:00.").format(value=text), _("Nothing was saved.")
        ) from error


def _hours_document(grid: "AttendanceView") -> dict[str, Any]:
    return {
        "number": grid.number or None, "date": grid.day.isoformat(), "closed": grid.closed,
        "people": [
            {"login": row.person.login, "name": row.person.name, "station": row.station, "start": iso(row.start),
             "end": iso(row.end), "in": iso(row.came) if row.came else None,
             "out": iso(row.left) if row.left else None, "entered": row.entered, "hours": row.hours,
             "pay": row.cost.total if row.cost else None}
            for row in grid.rows
        ],
        "hours": grid.cost.hours, "cost": grid.cost.total,
    }  # fmt: skip


def _hours_text(grid: "AttendanceView") -> str:
    from printdesk.services.attendance_rules import remarks

    lines = []
    for row in grid.rows:
        times = [dates.clock_time(each, language()) if each else "–" for each in (row.came, row.left)]
        said = remarks(row, reader()) if row.entered else _("not entered")
        parts = (row.person.name, row.station, "–".join(times), str(row.hours), said)
        lines.append(" · ".join(part for part in parts if part))
    total = _("{hours} full hours, {money}").format(hours=grid.cost.hours, money=dates.rupiah(grid.cost.total))
    return "\n".join([*lines, total])


def _result_document(result: "EveningResult") -> dict[str, Any]:
    evening = result.evening
    return {
        "number": evening.number or None, "date": evening.day.isoformat(), "due": evening.due.isoformat(),
        "days_left": result.days_left, "reported": iso(evening.reported_at) if evening.reported_at else None,
        "planned": result.planned, "printed": result.printed, "spoiled": result.spoiled,
        "not_reached": result.not_reached, "hours": result.hours.cost.hours, "cost": result.hours.cost.total,
        "sessions": [
            {"work_sheet": each.crew.number, "station": each.crew.station, "planned": each.planned,
             "printed": each.printed, "not_planned": each.extra, "spoiled": each.spoiled,
             "closed": each.balance is not None,
             "rows": [{"row": line.position, "number": line.number, "outcome": line.outcome,
                       "serial": line.serial or None} for line in each.lines]}
            for each in result.sessions
        ],
    }  # fmt: skip


def _result_text(result: "EveningResult") -> str:
    return _("{number}: {printed} of {planned} printed, {left} still waiting; report due by {day}.").format(
        number=result.evening.number or result.evening.crews[0].number, printed=result.printed,
        planned=result.planned, left=result.not_reached, day=dates.day_medium(result.due, language()),
    )  # fmt: skip
