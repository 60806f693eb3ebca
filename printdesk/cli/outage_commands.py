"""What works by stage, the ledger of outages, and the public notice."""

import argparse
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, instant, names, reads
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso, table
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import day_short, moment_short, number

if TYPE_CHECKING:
    from printdesk.services.notices import NoticePaper, NoticeView
    from printdesk.services.outage_entry import OutageEntry
    from printdesk.services.outage_preview import OutagePreview
    from printdesk.services.outages import OutageDone, OutageView

_STAGES = ("print", "check", "pickup")
_STATES = ("up", "flaky", "down")
_SUFFIXES = (".pdf", ".png", ".txt")


def add(commands: Commands) -> None:
    """`stages`, `outage` and `notice`."""
    _add_stages(commands)
    _add_outage(commands)
    _add_notice(commands)


def _add_stages(commands: Commands) -> None:
    stages = commands.add(
        "stages", _("what works by service type and stage, or turn one switch"), run_stages,
        acts=lambda options: bool(options.set),
        examples=("stages", "stages --set epassport_laminated check down --back 2024-06-28T08:00"),
    )  # fmt: skip
    stages.add_argument(
        "--set", nargs=3, metavar=(_("SERVICE"), _("STAGE"), _("STATE")),
        help=_("stage: print, check or pickup; state: up, flaky or down"),
    )  # fmt: skip
    stages.add_argument("--success", type=int, default=50, metavar="N", help=_("of 100 that succeed while flaky"))
    stages.add_argument("--back", type=instant, metavar=_("INSTANT"), help=_("when it is expected to work again"))
    stages.add_argument("--note", default="", metavar=_("TEXT"))


def _add_outage(commands: Commands) -> None:
    outage = commands.add(
        "outage", _("the ledger of outages and the promises that they moved"), run_list, acts=reads,
        examples=("outage", "outage record --from 2024-06-20T07:30 --to 2024-06-25T16:00 --cause … --dry-run",
                  "outage end GG-2024-000001 --at-instant 2024-06-28T08:00", "outage undo GG-2024-000001"),
    )  # fmt: skip
    below = commands.below(outage, required=False)
    record = below.add(
        "record", _("record an outage; promises move as one act"), run_record,
        acts=lambda options: not options.dry_run,
    )  # fmt: skip
    _entry_options(record)
    change = below.add(
        "change", _("change an outage; all promises are worked out anew"), run_change,
        acts=lambda options: not options.dry_run,
    )  # fmt: skip
    change.add_argument("number", metavar=_("NUMBER"))
    _entry_options(change, defaults=True)
    end = below.add("end", _("end an outage that goes on"), run_end)
    end.add_argument("number", metavar=_("NUMBER"))
    end.add_argument("--at-instant", type=instant, metavar=_("INSTANT"), help=_("when it ended; by default now"))
    end.add_argument("--keep-board", action="store_true", help=_("leave the switches as they are"))
    undo = below.add(
        "undo", _("take an outage back, with every promise that it moved"), run_undo,
        acts=lambda options: not options.dry_run,
    )  # fmt: skip
    undo.add_argument("number", metavar=_("NUMBER"))
    undo.add_argument("--dry-run", action="store_true", help=_("only tell what it would do"))


def _entry_options(parser: argparse.ArgumentParser, *, defaults: bool = False) -> None:
    """What is said of an outage; of one that is changed, what is left out stays."""
    parser.add_argument("--from", dest="start", type=instant, required=not defaults, metavar=_("INSTANT"))
    parser.add_argument("--to", dest="end", type=instant, metavar=_("INSTANT"), help=_("left out: it goes on"))
    parser.add_argument("--back", type=instant, metavar=_("INSTANT"), help=_("when it is expected to work again"))
    parser.add_argument("--cause", required=not defaults, metavar=_("TEXT"), help=_("it stands on the public notice"))
    parser.add_argument("--services", type=names, metavar=_("A,B"), help=_("service types; by default all"))
    parser.add_argument("--stages", type=names, metavar=_("A,B"), help=_("print (by default), check, pickup"))
    parser.add_argument("--set-board", action="store_true", help=_("turn its switches as well"))
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what it would do"))


def _add_notice(commands: Commands) -> None:
    notice = commands.add(
        "notice", _("the public notice as poster (.pdf), picture (.png) or text (.txt)"), run_notice,
        acts=_issues, examples=("notice -o notice.pdf", "notice --draft -o notice.png", "notice --list"),
    )  # fmt: skip
    notice.add_argument("-o", "--output", metavar=_("FILE"), type=Path, help=_("the file; its ending says the kind"))
    notice.add_argument("--draft", action="store_true", help=_("only show what a notice made now would say"))
    notice.add_argument("--number", metavar=_("NUMBER"), help=_("one that was issued before"))
    notice.add_argument("--list", action="store_true", help=_("all notices, and what the one in force says wrongly"))
    notice.add_argument("--withdraw", action="store_true", help=_("take the one in force down"))


def _issues(options: argparse.Namespace) -> bool:
    """Whether the command changes anything; as of another instant there are drafts only."""
    if options.withdraw:
        return True
    return not (options.draft or options.number or options.list or options.at is not None)


def run_stages(options: argparse.Namespace) -> Result:
    """Show the board, or turn a switch."""
    from printdesk.services.settings_file import SwitchEntry

    with office(options) as call:
        if options.set:
            code, stage, state = options.set
            success = options.success if state == "flaky" else 100
            back = call.moment(options.back) if options.back else None
            entry = SwitchEntry(code, state, success, back, options.note)
            call.services.stages.set_state(call.actor, stage, entry, call.operation())
            call.keep_plan("set_state")
        board = call.services.stages.board()
        labels = call.services.office.data().settings.service_labels(language())
    document = [
        {
            "service": one.service, "stage": one.stage, "state": one.switch.state, "since": iso(one.switch.since),
            "success_percent": one.switch.success_percent, "expected_back": iso(one.switch.expected_back),
        }
        for one in board
    ]  # fmt: skip
    words = {"up": _("Works"), "flaky": _("Flaky"), "down": _("Stopped")}
    rows = [
        (labels[code], *(words[one.switch.state] for one in board if one.service == code))
        for code in dict.fromkeys(one.service for one in board)
    ]
    text = table((_("Service type"), _("Printing"), _("Quality check"), _("Pickup")), rows)
    return Result({"stages": document}, text)


def run_list(options: argparse.Namespace) -> Result:
    """The ledger of outages."""
    with office(options) as call:
        found = call.services.outages.outages()
    if not found:
        return Result({"outages": []}, _("No outage was recorded."))
    return Result({"outages": [_document(one) for one in found]}, _table(found))


def run_record(options: argparse.Namespace) -> Result:
    """Record one."""
    with office(options) as call:
        codes = [one.code for one in call.services.office.data().settings.services]
        entry = _entry(call, options, None, codes)
        if options.dry_run:
            return _told(call.services.outages.preview(entry), _labels(call))
        done = call.services.outages.record(call.actor, entry, call.operation(), board=options.set_board)
        call.keep_plan("record_outage")
    return _done(done)


def run_change(options: argparse.Namespace) -> Result:
    """Change one."""
    with office(options) as call:
        before = _outage(call, options.number)
        entry = _entry(call, options, before, before.services)
        if options.dry_run:
            return _told(call.services.outages.preview(entry, before.number), _labels(call))
        done = call.services.outages.change(
            call.actor, before.number, entry, call.operation(), board=options.set_board
        )
        call.keep_plan("change_outage")
    return _done(done)


def run_end(options: argparse.Namespace) -> Result:
    """End one."""
    with office(options) as call:
        at = call.moment(options.at_instant) if options.at_instant else call.services.office.now()
        done = call.services.outages.end(
            call.actor, options.number, at, call.operation(), board=not options.keep_board
        )
        call.keep_plan("change_outage")
        untold = call.services.owed_calls.untold_of(done.number).count
    found = _done(done)
    if not untold:
        return found
    text = plural(
        "{count} person is still to be told: see “calls”.",
        "{count} people are still to be told: see “calls”.", untold,
    ).format(count=number(untold, language()))  # fmt: skip
    return Result({**found.document, "untold": untold}, f"{found.text}\n{text}")


def run_undo(options: argparse.Namespace) -> Result:
    """Take one back."""
    with office(options) as call:
        if options.dry_run:
            return _told(call.services.outages.preview_undo(options.number), _labels(call))
        done = call.services.outages.undo(call.actor, options.number, call.operation())
        call.keep_plan("undo_outage")
    text = plural(
        "{number} is taken back: {count} promise has its earlier date again.",
        "{number} is taken back: {count} promises have their earlier dates again.",
        done.moved,
    )
    return _done(done, text)


def _labels(call: Call) -> Mapping[str, str]:
    return call.services.office.data().settings.service_labels(language())


def run_notice(options: argparse.Namespace) -> Result:
    """Issue a notice, or show one."""
    from printdesk.files import require_folder

    suffix = options.output.suffix.lower() if options.output else ""
    if options.output is not None:
        if suffix not in _SUFFIXES:
            raise WrongUsageError(_("The file must end in {endings}.").format(endings=", ".join(_SUFFIXES)))
        require_folder(options.output)
    with office(options) as call:
        if options.list:
            return _notices(call.services.notices.notices(reader()))
        if options.withdraw:
            return _withdrawn(call)
        paper = _paper(call, options)
        return _written(paper, options.output, suffix)


def _paper(call: Call, options: argparse.Namespace) -> "NoticePaper":
    notices = call.services.notices
    if options.number:
        return notices.paper(options.number)
    if _issues(options):
        return notices.paper(notices.issue(call.actor, call.operation()))
    return notices.draft()


def _written(paper: "NoticePaper", output: Path | None, suffix: str) -> Result:
    from printdesk.files import write_atomically

    if output is not None:
        if suffix == ".pdf":
            content = paper.poster.content
        else:
            content = paper.picture() if suffix == ".png" else paper.text.encode()
        write_atomically(output, content, private=False)
    document = {
        "file": str(output.absolute()) if output else None, "text": paper.text, "number": paper.number or None,
        "as_of": iso(paper.as_of), "standing": paper.values.standing.value,
        "texts": {"id": paper.indonesian, "en": paper.english},
    }  # fmt: skip
    said = paper.indonesian if language() == "id" else paper.english
    written = _("File: {path}").format(path=output)
    return Result(document, f"{said}\n\n{written}" if output else said)


def _withdrawn(call: Call) -> Result:
    from printdesk.errors import RuleViolationError

    notices = call.services.notices
    current = notices.in_force(reader())
    if current is None:
        raise RuleViolationError(_("No notice is in force."), _("Nothing was changed."))
    notices.withdraw(call.actor, current.number, call.operation())
    return Result({"number": current.number}, _("Notice {number} is withdrawn.").format(number=current.number))


def _notices(found: "tuple[NoticeView, ...]") -> Result:
    words = {"in_force": _("In force"), "superseded": _("Replaced"), "withdrawn": _("Withdrawn")}
    document = [
        {
            "number": one.number, "made_at": iso(one.made_at), "standing": str(one.standing),
            "replaced_by": one.replaced_by or None, "stale": one.is_stale, "changes": list(one.changes),
        }
        for one in found
    ]  # fmt: skip
    rows = [
        (one.number, moment_short(one.made_at, language()), _("Out of date") if one.is_stale else words[one.standing],
         one.replaced_by)
        for one in found
    ]  # fmt: skip
    changes = [change for one in found for change in one.changes]
    shown = table((_("Notice"), _("Made"), _("State"), _("Replaced by")), rows)
    return Result({"notices": document}, "\n".join([shown, *changes]) if found else _("No notice was issued yet."))


def _entry(
    call: Call, options: argparse.Namespace, before: "OutageView | None", codes: "tuple[str, ...] | list[str]"
) -> "OutageEntry":
    from printdesk.services.outage_entry import OutageEntry

    def moment(given: datetime | None, old: datetime | None) -> datetime | None:
        return call.moment(given) if given is not None else old

    started = moment(options.start, before.started_at if before else None)
    return OutageEntry(
        started or call.services.office.now(),
        moment(options.end, before.ended_at if before else None),
        options.cause if options.cause is not None else before.cause if before else "",
        tuple(options.services or codes),
        tuple(options.stages or (before.stages if before else ("print",))),
        moment(options.back, before.expected_back if before else None),
    )


def _outage(call: Call, wanted: str) -> "OutageView":
    from printdesk.errors import RuleViolationError

    found = next((one for one in call.services.outages.outages() if one.number == wanted.strip().upper()), None)
    if found is None:
        raise RuleViolationError(
            _("There is no outage {number}.").format(number=wanted), _("Look at the list of outages.")
        )
    return found


def _document(one: "OutageView") -> dict[str, Any]:
    return {
        "number": one.number, "started_at": iso(one.started_at), "ended_at": iso(one.ended_at),
        "expected_back": iso(one.expected_back), "cause": one.cause, "services": list(one.services),
        "stages": list(one.stages), "recorded_at": iso(one.recorded_at), "recorded_by": one.recorded_by,
        "undone_at": iso(one.undone_at), "moved": one.moved, "most_days": one.most_days,
        "counted_until": iso(one.counted_until),
    }  # fmt: skip


def _table(found: "tuple[OutageView, ...]") -> str:
    lang = language()
    names = {"print": _("Printing"), "check": _("Quality check"), "pickup": _("Pickup")}
    headings = (_("Outage"), _("From"), _("To"), _("Cause"), _("Stages"), _("Moved"), _("Days"))
    rows = [
        (
            one.number, moment_short(one.started_at, lang),
            _("taken back") if one.undone_at else moment_short(one.ended_at, lang) if one.ended_at else _("goes on"),
            one.cause, ", ".join(names[stage] for stage in one.stages), number(one.moved, lang), one.most_days,
        )
        for one in found
    ]  # fmt: skip
    return table(headings, rows, right=(5, 6))


def _told(found: "OutagePreview", labels: Mapping[str, str]) -> Result:
    document = {
        "touched": found.touched, "moved": found.moved, "passed": found.passed, "foreign": list(found.foreign),
        "services": [
            {
                "service": one.service, "touched": one.touched, "moved": one.moved, "passed": one.passed,
                "ready": one.ready, "least_days": one.least_days, "most_days": one.most_days,
                "first": one.first.isoformat() if one.first else None,
                "last": one.last.isoformat() if one.last else None,
            }
            for one in found.services
        ],
        "risk_before": found.risk_before,
        "newly_at_risk": [{"number": one.number, "name": one.name, "service": one.service} for one in found.at_risk],
        "applications": [
            {"number": one.number, "service": one.service, "promised": iso(one.before), "would_be": iso(one.after)}
            for one in found.applications
        ],
    }  # fmt: skip
    lang = language()
    headings = (_("Service type"), _("Touched"), _("Moved"), _("Days"))
    rows = [
        (labels.get(one.service, one.service), number(one.touched, lang), number(one.moved, lang),
         f"{one.least_days}–{one.most_days}" if one.moved else "–")
        for one in found.services
    ]  # fmt: skip
    risk = _("More trips at risk: {count}").format(count=number(len(found.at_risk), language()))
    each = [
        (one.number, labels.get(one.service, one.service), day_short(one.before.date(), lang),
         day_short(one.after.date(), lang) if one.moves else _("stays"))
        for one in found.applications
    ]  # fmt: skip
    who = table((_("Application number"), _("Service type"), _("Promised"), _("Would be")), each)
    return Result(document, "\n".join([table(headings, rows, right=(1, 2, 3)), risk, *(["", who] if each else [])]))


def _done(done: "OutageDone", text: str = "") -> Result:
    document = {
        "number": done.number, "moved": done.moved, "foreign": list(done.foreign), "switches": done.switches
    }  # fmt: skip
    text = text or plural(
        "{number} is in force: {count} promise was moved.",
        "{number} is in force: {count} promises were moved.",
        done.moved,
    )
    lines = [text.format(number=done.number, count=number(done.moved, language()))]
    if done.foreign:
        left = _("Left alone, since their promise was changed by something else: {numbers}.")
        lines.append(left.format(numbers=", ".join(done.foreign)))
    return Result(document, "\n".join(lines))
