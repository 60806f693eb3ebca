"""Telling people: pickup waves, calls that are owed, the contact log, and the text for one person."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli import wave_moves_command
from printdesk.cli.arguments import Commands, reads
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso, iso_departure, table
from printdesk.domain.settings_contacts import TEXT_KINDS
from printdesk.errors import RuleViolationError
from printdesk.i18n import LANGUAGES, _, language, plural
from printdesk.i18n.dates import clock_time, day_short, moment_medium, moment_short, number

if TYPE_CHECKING:
    from printdesk.services.owed_calls import OwedCall, OwedCalls
    from printdesk.services.waves import WaveList, WaveMember

_NONE = "–"


def add(commands: Commands) -> None:
    """`waves`, `calls`, `contact`, `message`, `board`."""
    waves = commands.add(
        "waves", _("who is asked to come when, by predicted ready counts and the counter's capacity"), run_waves,
        acts=_changes_waves,
        examples=(
            "waves --json", "waves --save", "waves --current -o lists", "waves --times 1133062000314052",
            "waves --give 1133062000314052 --start 2024-06-28T10:00 --reason …",
        ),
    )  # fmt: skip
    which = waves.add_mutually_exclusive_group()
    which.add_argument("--save", action="store_true", help=_("put the proposal in force"))
    which.add_argument("--current", action="store_true", help=_("show the waves in force instead of a proposal"))
    which.add_argument("--undo", action="store_true", help=_("take the waves in force back"))
    wave_moves_command.add_moves(waves, which)
    waves.add_argument(
        "-o", "--output", metavar=_("FOLDER"), type=Path,
        help=_("the folder for a list on paper of each wave in force that is still to come"),
    )  # fmt: skip
    calls = commands.add(
        "calls", _("who is owed a call for an outage, nearest trip first"), run_calls, acts=reads,
        examples=("calls", "calls --outage GG-2024-000001 --json"),
    )  # fmt: skip
    calls.add_argument("--outage", metavar=_("NUMBER"), help=_("by default the newest of which somebody is owed one"))
    _add_log(commands)
    commands.add(
        "board", _("what the public pickup board shows: numbers only"), run_board, acts=reads, examples=("board",)
    )


def _changes_waves(options: argparse.Namespace) -> bool:
    return options.save or options.undo or wave_moves_command.changes(options) or options.output is not None


def _add_log(commands: Commands) -> None:
    contact = commands.add(
        "contact", _("note what came of a call, or correct a telephone number"), run_contact,
        examples=("contact 1133062000314052 --outcome told", "contact 1133062000314052 --phone 081234567890"),
    )  # fmt: skip
    contact.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))
    what = contact.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--outcome", choices=("told", "not_reached", "wrong_number", "message_sent", "asked"),
        help=_("what came of it"),
    )  # fmt: skip
    what.add_argument("--phone", metavar=_("PHONE"), help=_("the right number; empty for none"))
    contact.add_argument("--note", default="", metavar=_("TEXT"))
    message = commands.add(
        "message", _("the text for one person, to be copied or sent; no NIK in it"), run_message, acts=reads,
        examples=("message 1133062000314052", "message 1133062000314052 --kind ready --text-language en"),
    )  # fmt: skip
    message.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))
    message.add_argument("--kind", choices=TEXT_KINDS, help=_("by default the usual one of those that are true now"))
    message.add_argument("--text-language", choices=LANGUAGES, default="id", help=_("by default id"))


def run_waves(options: argparse.Namespace) -> Result:
    """Propose, put in force, show or take back."""
    with office(options) as call:
        waves = call.services.waves
        if wave_moves_command.asked(options):
            return wave_moves_command.run_moves(call, options)
        if options.undo or options.current:
            found = waves.current()
            if found is None:
                raise RuleViolationError(_("No waves are in force."), _("Put some in force with --save."))
            if options.undo:
                waves.undo(call.actor, found.set_id, call.operation())
            elif options.output is not None:
                return _papers(call, found, options.output)
            return Result(_waves_document(found, saved=not options.undo), _waves_text(found))
        found = waves.propose()
        if options.save:
            waves.save(call.actor, found, call.operation())
    return Result(_waves_document(found, saved=options.save), _waves_text(found))


def _papers(call: Call, found: "WaveList", folder: Path) -> Result:
    """A list on paper of each wave that is not over."""
    from printdesk.files import require_folder, write_atomically

    require_folder(folder / "list.pdf")
    operation, files = call.operation(), []
    for at, wave in enumerate(each for each in found.waves if each.members and each.end > found.now):
        made = call.services.wave_papers.paper(call.actor, wave.start, reader(), f"{operation[:32]}-{at:03d}")
        file = folder / f"{made.number}.pdf"
        write_atomically(file, made.document.content)
        files.append({"start": iso(wave.start), "file": str(file), "pages": made.document.pages})
    said = plural("{count} list in {folder}.", "{count} lists in {folder}.", len(files))
    return Result({"files": files}, said.format(count=len(files), folder=folder))


def _waves_document(found: "WaveList", *, saved: bool) -> dict[str, Any]:
    return {
        "now": iso(found.now),
        "saved": saved,
        "people": found.people,
        "waves": [
            {
                "start": iso(wave.start),
                "end": iso(wave.end),
                "places": wave.places,
                "people": [_member(each) for each in wave.members],
            }
            for wave in found.waves
        ],
        "without": [{**_member(member), "why": why} for member, why in found.left],
    }


def _member(member: "WaveMember") -> dict[str, Any]:
    return {
        "number": member.number,
        "name": member.name,
        "group": member.group or None,
        "ready_from": iso(member.ready_from),
        "shelved": member.shelved,
        "departs": iso_departure(member.departs_at, has_time=member.departs_has_time),
    }


def _waves_text(found: "WaveList") -> str:
    lang = language()
    rows = [
        (moment_short(wave.start, lang), clock_time(wave.end, lang), len(wave.members), wave.places)
        for wave in found.waves
        if wave.members
    ]
    head = plural("{count} person has a time.", "{count} people have a time.", found.people)
    lines = [head.format(count=number(found.people, lang))]
    if found.left:
        without = plural("{count} person has none.", "{count} people have none.", len(found.left))
        lines.append(without.format(count=number(len(found.left), lang)))
    headings = (_("From"), _("to"), _("Asked to come"), _("Places"))
    return f"{' '.join(lines)}\n\n{table(headings, rows, right=(2, 3))}"


def run_calls(options: argparse.Namespace) -> Result:
    """Who is to be told."""
    with office(options) as call:
        found = call.services.owed_calls.owed()
        if options.outage is not None:
            wanted = next((each for each in found.outages if each.number == options.outage.strip().upper()), None)
            if wanted is None:
                raise RuleViolationError(
                    _("There is no outage {number}.").format(number=options.outage), _("Look at the list of outages.")
                )
            found = call.services.owed_calls.owed(wanted.id)
    return Result(_calls_document(found), _calls_text(found))


def _calls_document(found: "OwedCalls") -> dict[str, Any]:
    chosen = found.chosen
    return {
        "now": iso(found.now),
        "outage": chosen.number if chosen else None,
        "told": chosen.told if chosen else 0,
        "calls": [_call(row) for row in found.rows],
    }


def _call(row: "OwedCall") -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "phone": row.phone_masked or None,
        "departs": iso_departure(row.departs_at, has_time=row.departs_has_time),
        "promised": iso(row.promised),
        "new_date": iso(row.new_date),
        "ready": row.ready,
        "attempts": row.attempts,
        "wrong_number": row.wrong_number,
    }


def _calls_text(found: "OwedCalls") -> str:
    if found.chosen is None:
        return _("No outage is recorded.")
    head = _("{outage}: {owed} to be told, {told} told.").format(
        outage=found.chosen.number, owed=len(found.rows), told=found.chosen.told
    )
    if not found.rows:
        return head
    headings = (_("Departs"), _("Number"), _("Name"), _("Telephone"), _("New date"), _("Attempts"))
    return f"{head}\n\n{table(headings, (_call_cells(row) for row in found.rows), right=(5,))}"


def _call_cells(row: "OwedCall") -> tuple[object, ...]:
    lang = language()
    return (
        day_short(row.departs_at.date(), lang) if row.departs_at else _NONE, row.number, row.name,
        row.phone_masked or _NONE, moment_short(row.new_date, lang) if row.new_date else _NONE, row.attempts,
    )  # fmt: skip


def run_contact(options: argparse.Namespace) -> Result:
    """Note an outcome, or write another number."""
    with office(options) as call:
        key = call.application(options.number).id
        contacts = call.services.contacts
        if options.phone is not None:
            contacts.correct_phone(call.actor, key, options.phone, call.operation())
        else:
            contacts.log(call.actor, key, options.outcome, call.operation(), note=options.note)
        view = contacts.of(key)
        name, masked = call.services.applications.card(key).name, call.services.applications.card(key).phone_masked
    document = {
        "name": name,
        "phone": masked or None,
        "attempts": view.attempts,
        "wrong_number": view.number_is_wrong,
        "sharing": view.sharing,
        "log": [{"outcome": each.outcome, "at": iso(each.at), "by": each.by} for each in view.entries],
    }
    return Result(document, _noted(name, view.entries[0].outcome, view.entries[0].at))


def _noted(name: str, outcome: str, at: Any) -> str:
    from printdesk.services.contact_words import outcome_words

    return f"{name} · {outcome_words(reader())[outcome]} · {moment_medium(at, language())}"


def run_message(options: argparse.Namespace) -> Result:
    """The text, and the link that opens it in a chat."""
    with office(options) as call:
        offer = call.services.contact_texts.offer(call.application(options.number).id)
    if options.kind is not None and options.kind not in offer.kinds:
        raise RuleViolationError(
            _("The text “{kind}” is not true of {name} now.").format(kind=options.kind, name=offer.name),
            _("Known: {known}.").format(known=", ".join(offer.kinds)),
        )
    text = offer.text(options.kind or "", options.text_language)
    document = {
        "name": offer.name,
        "phone": offer.phone_masked or None,
        "kind": text.kind,
        "language": text.lang,
        "text": text.text,
        "link": text.link or None,
    }
    return Result(document, text.text)


def run_board(options: argparse.Namespace) -> Result:
    """What the public sees."""
    with office(options) as call:
        board = call.services.pickup_board.board()
    document = {
        "now": iso(board.now),
        "open": board.open,
        "called": [{"number": each.number, "desk": each.desk} for each in board.called],
        "ready": list(board.ready),
    }
    called = ", ".join(f"{each.number} ({each.desk})" for each in board.called) or _NONE
    lines = (
        _("Being served: {numbers}").format(numbers=called),
        _("Ready: {numbers}").format(numbers=" ".join(board.ready) or _NONE),
        board.texts[language()].state,
    )
    return Result(document, "\n".join(lines))
