"""Taking lists over, the plan, and the answer to "will I make it?"."""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, count, instant, reads
from printdesk.cli.call import Call, office, reader
from printdesk.cli.history_commands import kept_queue
from printdesk.cli.result import DONE, REFUSED, Result, iso, iso_departure, table
from printdesk.config import computer_name
from printdesk.i18n import LANGUAGES, _, catalogue, language, plural
from printdesk.i18n.dates import day_short, moment_medium, moment_short, number

if TYPE_CHECKING:
    from datetime import tzinfo

    from printdesk.domain.order_types import Bucket, Supply
    from printdesk.intake import RowIssue
    from printdesk.services.import_report import ImportReport
    from printdesk.services.plans import PlanRow, PlanView

_NONE = "–"


def add(commands: Commands) -> None:
    """`import`, `queue`, `answer`."""
    bring = commands.add(
        "import", _("take over a list of applications, CSV or XLSX: all of it, or nothing when a row is wrong"),
        run_import, acts=lambda options: not options.dry_run,
        examples=("import list.xlsx --dry-run", "import list.csv", "import list.csv --accept-valid"),
    )  # fmt: skip
    bring.add_argument("file", metavar=_("FILE"), type=Path)
    bring.add_argument("--dry-run", action="store_true", help=_("say row by row what would happen; change nothing"))
    bring.add_argument(
        "--accept-valid", action="store_true", help=_("take the right rows over and leave the wrong ones out")
    )
    queue = commands.add(
        "queue", _("the plan: who is printed when, and which trips are at risk"), queue_plan, acts=reads,
        examples=("queue --limit 20", "queue --service regular48 --json", "queue --at 2024-06-26T08:00+07:00",
                  "queue --kept-at 2024-06-26T08:00"),
    )  # fmt: skip
    queue.add_argument("--service", metavar=_("TYPE"), help=_("only this service type"))
    queue.add_argument("--limit", metavar="N", type=count, help=_("only the first ones"))
    queue.add_argument("--why", action="store_true", help=_("say of each why it stands there"))
    queue.add_argument(
        "--kept-at", metavar=_("INSTANT"), type=instant,
        help=_("not the plan of now, but the one that was kept at this past moment"),
    )  # fmt: skip
    answer = commands.add(
        "answer", _("will I make it? The answer to one applicant"), run_answer, acts=reads,
        examples=("answer 1133062000314052", "answer 1133062000314052 -o note.pdf --size roll80"),
    )  # fmt: skip
    answer.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))
    answer.add_argument("-o", "--output", metavar=_("FILE"), type=Path, help=_("the answer on a small note, as PDF"))
    answer.add_argument("--size", choices=("a6", "roll80"), default="a6", help=_("of the note; by default a6"))
    answer.add_argument(
        "--paper-language", choices=LANGUAGES, help=_("the receiver's language; by default that of --language")
    )


def run_import(options: argparse.Namespace) -> Result:
    """Take a list over, or say what would happen; exit code 1 when rows are wrong and nothing was taken."""
    with office(options) as call:
        services, language_of = call.services, reader()
        progress = _progress() if sys.stderr.isatty() and not options.json else None
        if options.dry_run:
            report = services.imports.check(options.file, language_of, progress)
        else:
            services.backups.before_list(call.actor, options.file, call.operation())
            report = services.imports.apply(
                call.actor, options.file, call.operation(), language=language_of, accept_valid=options.accept_valid,
                progress=progress,
            )  # fmt: skip
            if report.applied:
                call.keep_plan("import")
    taken = report.applied and report.new + report.updated + report.unchanged > 0
    code = REFUSED if report.errors and not taken else DONE
    return Result(_report(report), _report_text(report, dry_run=options.dry_run), code)


def _report(report: "ImportReport") -> dict[str, Any]:
    return {
        "rows": report.rows,
        "new": report.new,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "errors": [_issue(issue) for issue in report.errors],
        "warnings": [_issue(issue) for issue in report.warnings],
        "rebased": report.rebased,
        "applied": report.applied,
    }


def _issue(issue: "RowIssue") -> dict[str, Any]:
    return {"row": issue.row, "column": issue.column, "value": issue.value, "message": issue.message}


def _report_text(report: "ImportReport", *, dry_run: bool) -> str:
    counts = _("{rows} rows: {new} new, {updated} updated, {unchanged} unchanged, {errors} with errors.").format(
        rows=number(report.rows, language()), new=report.new, updated=report.updated, unchanged=report.unchanged,
        errors=len({issue.row for issue in report.errors}),
    )  # fmt: skip
    moved = [text] if (text := report.moved_text()) else []
    issues = (*_issue_lines(_("Error"), report.errors), *_issue_lines(_("Look"), report.warnings))
    lines = [counts, *moved, *issues]
    if dry_run:
        lines.append(_("This was a dry run; nothing was changed."))
    elif not report.applied:
        lines.append(_("Nothing was taken over. Put the rows right, or use --accept-valid for the others."))
    return "\n".join(lines)


def _issue_lines(kind: str, issues: "Iterable[RowIssue]") -> Iterable[str]:
    template = _("{kind}: row {row}, {column} “{value}”: {message}")
    for issue in issues:
        yield template.format(kind=kind, row=issue.row, column=issue.column, value=issue.value, message=issue.message)


def _progress() -> Callable[[int, int], None]:
    def show(done: int, total: int) -> None:
        percent = 100 * done // total if total else 100
        sys.stderr.write(f"\r{percent:3d} %" if done < total else "\r     \r")
        sys.stderr.flush()

    return show


def queue_plan(options: argparse.Namespace) -> Result:
    """The plan as of now, or one that was kept."""
    if options.kept_at is not None:
        return kept_queue(options)
    with office(options) as call:
        plan = call.services.plans.plan()
        if options.service is not None:
            plan.settings.service(options.service)
        rows = [row for row in plan.rows if options.service in (None, row.service)]
        shown = rows[: options.limit]
        if options.json:
            return Result(_plan(plan, rows, shown), "")
        return Result({}, _plan_text(plan, rows, shown, why=options.why))


def _plan(plan: "PlanView", rows: "list[PlanRow]", shown: "list[PlanRow]") -> dict[str, Any]:
    zone = plan.now.tzinfo
    return {
        "now": iso(plan.now),
        "waiting": len(rows),
        "at_risk": sum(row.at_risk for row in rows),
        "trips_at_risk": sum(row.trip_at_risk for row in rows),
        "jobs": [_job(plan, row) for row in shown],
        "capacity": [_bucket(bucket, zone) for bucket in plan.capacity],
        "blanks": {service: _supply(supply, zone) for service, supply in plan.given.blanks.items()},
        "overdue_share": {
            "percent": plan.settings.order.overdue_share_percent,
            "after_class": plan.settings.order.share_after_class,
        },
    }


def _supply(supply: "Supply", zone: "tzinfo | None") -> dict[str, Any]:
    """How many blanks there are for those who wait, now and from when on more; no entry is no limit."""
    deliveries = [{"from": iso(when.astimezone(zone)), "count": count} for when, count in supply.deliveries]
    return {"stock": supply.stock, "deliveries": deliveries}


def _job(plan: "PlanView", row: "PlanRow") -> dict[str, Any]:
    return {
        "position": row.position,
        "number": row.number,
        "name": row.name,
        "service": row.service,
        "class": row.class_rank,
        "class_code": row.class_code,
        "ready_since": iso(row.ready_since),
        "promised": iso(row.promised),
        "departs": iso_departure(row.departs_at, has_time=row.departs_has_time),
        "proof": row.proof or None,
        "group": row.group or None,
        "need_by": iso(row.need_by),
        "planned": iso(row.planned),
        "at_risk": row.at_risk,
        "trip_at_risk": row.trip_at_risk,
        "pool": row.pool or None,
        "raised": row.raised,
        "pinned": row.pinned,
        "held_until": iso(row.held_until),
        "why": plan.why(row, reader()),
    }


def _bucket(bucket: "Bucket", zone: Any) -> dict[str, Any]:
    return {
        "pool": bucket.pool,
        "services": sorted(bucket.services),
        "start": iso(bucket.start.astimezone(zone)),
        "end": iso(bucket.end.astimezone(zone)),
        "booklets": bucket.booklets,
    }


def _plan_text(plan: "PlanView", rows: "list[PlanRow]", shown: "list[PlanRow]", *, why: bool) -> str:
    lang = language()
    waiting = plural("{count} application waits for printing", "{count} applications wait for printing", len(rows))
    risk = sum(row.trip_at_risk for row in rows)
    trips = plural("{count} trip at risk", "{count} trips at risk", risk)
    head = _("{now}: {waiting}, {trips}.").format(
        now=moment_medium(plan.now, lang), waiting=waiting.format(count=number(len(rows), lang)),
        trips=trips.format(count=risk),
    )  # fmt: skip
    if not shown:
        return head
    if why:
        lines = [f"{row.position}. {row.name} ({row.number})\n   {plan.why(row, reader())}" for row in shown]
        return "\n".join([head, "", *lines])
    headings = ("#", _("Urgency"), _("Number"), _("Name"), _("Service"), _("Departs"), _("Print by"), _("Planned"))
    labels = plan.settings.service_labels(lang)
    return f"{head}\n\n{table(headings, (_cells(plan, row, labels[row.service]) for row in shown), right=(0,))}"


def _cells(plan: "PlanView", row: "PlanRow", service: str) -> tuple[object, ...]:
    from printdesk.services.plan_words import urgency_words

    lang = language()
    departs = row.departs_at
    leaves = _NONE
    if departs is not None:
        leaves = moment_short(departs, lang) if row.departs_has_time else day_short(departs.date(), lang)
    return (
        row.position, urgency_words(row, plan.now, reader()).text, row.number, row.name, service, leaves,
        moment_short(row.need_by, lang), moment_short(row.planned, lang) if row.planned else _NONE,
    )  # fmt: skip


def run_answer(options: argparse.Namespace) -> Result:
    """The sentence that the counter reads aloud."""
    with office(options) as call:
        card = call.application(options.number)
        found = call.services.plans.answer_for(card.id, reader())
        document = {
            "number": found.number,
            "name": card.name,
            "state": found.state,
            "position": found.position,
            "planned": iso(found.planned),
            "ready_from": iso(found.ready_from),
            "departs": iso_departure(found.departs_at, has_time=card.departs_has_time),
            "verdict": found.verdict,
            "sentence": found.sentence,
            "holds_in": found.holds_in,
        }
        text = f"{card.name} ({card.number})\n{found.sentence}"
        if options.output is not None:
            document["file"] = str(options.output)
            text = "\n".join([text, *_note(call, card.id)])
    return Result(document, text)


def _note(call: Call, application_id: int) -> list[str]:
    """Write the answer's note; what to say about it."""
    from printdesk.files import require_folder, write_atomically

    options = call.options
    require_folder(options.output)
    receiver = catalogue(options.paper_language) if options.paper_language else reader()
    note = call.services.notes.note(application_id, options.size, receiver, options.desk or computer_name())
    write_atomically(options.output, note.content)
    return [_("The note: {file}").format(file=options.output), *note.warnings]
