"""Reports, the down-time pack and the inbox from the command line."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, reads
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import moment_short

if TYPE_CHECKING:
    from printdesk.documents.document import Document
    from printdesk.services.inbox import InboxItem
    from printdesk.services.reports import MadeReport


def add(commands: Commands) -> None:
    """`report` with `handover`, `outage`, `raises`; `downtime-pack`; `inbox`."""
    parser = commands.add(
        "report", _("the supervisor's reports as numbered PDFs"), _nothing,
        examples=(
            "report handover -o handover.pdf", "report outage --since 2024-06-20 -o outage.pdf",
            "report raises --week 2024-06-24 -o raises.pdf",
        ),
    )  # fmt: skip
    below = commands.below(parser)
    _file(below.add("handover", _("what one shift hands over to the next"), run_handover))
    outage = below.add("outage", _("the after-outage report for the regional office"), run_outage)
    outage.add_argument("--since", type=_day, metavar=_("DATE"), help=_("first day; by default of the newest outage"))
    _file(outage)
    raises = below.add("raises", _("the week's raises, with five drawn to be checked"), run_raises)
    raises.add_argument("--week", type=_day, metavar=_("DATE"), help=_("any day of the week"))
    raises.add_argument(
        "--seed", default="", help=_("which of the week's draws to print again; by default the last one")
    )
    raises.add_argument("--draw-again", default="", metavar=_("REASON"),
                        help=_("draw again, for this reason, which is printed on the new sheet"))  # fmt: skip
    _file(raises)
    pack = commands.add(
        "downtime-pack", _("a PDF to work from when the computers do not"), run_pack,
        examples=("downtime-pack -o pack.pdf",),
    )  # fmt: skip
    _file(pack)
    commands.add("inbox", _("everything that needs a supervisor's look"), run_inbox, acts=reads,
                 examples=("inbox", "inbox --json"))  # fmt: skip


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar=_("FILE"), required=True, type=Path, help=_("the PDF"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{value}” is no date such as 2024-06-26.").format(value=text)) from None


def _nothing(_options: argparse.Namespace) -> Result:
    raise AssertionError


def run_handover(options: argparse.Namespace) -> Result:
    """The shift hand-over page."""
    with office(options) as call:
        made = call.services.reports.handover(call.actor, reader(), call.operation())
        return _written(call, *made)


def run_outage(options: argparse.Namespace) -> Result:
    """The after-outage report."""
    with office(options) as call:
        made = call.services.reports.outage(call.actor, reader(), call.operation(), options.since)
        return _written(call, *made)


def run_raises(options: argparse.Namespace) -> Result:
    """The weekly sheet of raises."""
    with office(options) as call:
        reports, who = call.services.reports, call.actor
        if options.draw_again:
            made = reports.draw_again(who, reader(), call.operation(), options.draw_again, options.week)
        else:
            made = reports.raises(who, reader(), call.operation(), options.week, options.seed)
        return _written(call, *made)


def run_pack(options: argparse.Namespace) -> Result:
    """The down-time pack."""
    from printdesk.files import write_atomically

    with office(options) as call:
        line, document = call.services.downtime.make(call.actor, reader(), call.operation())
        write_atomically(options.output, document.content)
        call.services.downtime.saved(line.number, document.pages, str(options.output))
        found = {"number": line.number, "day": line.day.isoformat(), "made": iso(line.made_at),
                 "file": str(options.output), "pages": document.pages, "rows": document.items}  # fmt: skip
        return Result(found, _said(line.number, document.pages, options.output))


def run_inbox(options: argparse.Namespace) -> Result:
    """The inbox."""
    with office(options) as call:
        items = call.services.inbox.items(reader())
    document = {"unnoted": sum(item.noted_at is None for item in items), "items": [_item(item) for item in items]}
    lines = [f"{_mark(item)} {item.text}\n   {item.advice}{_since(item)}" for item in items]
    return Result(document, "\n".join(lines) or _("Nothing needs a look"))


def _item(item: "InboxItem") -> dict[str, Any]:
    return {
        "key": item.key, "kind": item.kind, "since": iso(item.since) if item.since else None, "urgent": item.urgent,
        "text": item.text, "advice": item.advice, "noted_by": item.noted_by or None,
        "assigned_to": item.assigned_login or None,
    }  # fmt: skip


def _mark(item: "InboxItem") -> str:
    return "·" if item.noted_at else "!" if item.urgent else "-"


def _since(item: "InboxItem") -> str:
    if item.since is None:
        return ""
    return " " + _("(since {moment})").format(moment=moment_short(item.since, language()))


def _written(call: Call, made: "MadeReport", document: "Document") -> Result:
    from printdesk.files import write_atomically

    path: Path = call.options.output
    write_atomically(path, document.content)
    found = {"number": made.number, "kind": made.kind, "made": iso(made.made_at), "file": str(path),
             "pages": document.pages, **made.wanted}  # fmt: skip
    return Result(found, _said(made.number, document.pages, path))


def _said(number: str, pages: int, path: Path) -> str:
    text = plural("{number}: {pages} page, {file}", "{number}: {pages} pages, {file}", pages)
    return text.format(number=number, pages=pages, file=path)
