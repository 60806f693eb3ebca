"""What follows failed prints: the inbox of warnings, reprints to approve, stations to go on, desks to give up."""

import argparse
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, count
from printdesk.cli.call import Call, office, reader, state_line
from printdesk.cli.result import Result, iso
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import moment_short

if TYPE_CHECKING:
    from printdesk.services.attempts import AttemptView


def add(commands: Commands) -> None:
    """`warnings`, `approve-reprint`, `attempts`, `flaky`, `go-on`, `give-up-desk`."""
    inbox = commands.add(
        "warnings", _("what waits in the supervisor's inbox; --note ID takes one out"), warnings,
        examples=("warnings", "warnings --note 12"), acts=lambda options: options.note is not None,
    )  # fmt: skip
    inbox.add_argument("--note", metavar="ID", type=count, help=_("a supervisor has seen this one"))
    approve = commands.add(
        "approve-reprint", _("let an application be printed again after a data error; not by who reported it"),
        approve_reprint, examples=('approve-reprint 1133062000314052 --reason "birth date put right"',),
    )  # fmt: skip
    approve.add_argument("number", metavar=_("NUMBER"), help=_("application number"))
    approve.add_argument("--reason", required=True, help=_("what was looked at or put right"))
    history = commands.add(
        "attempts", _("the attempts at printing an application"), attempts,
        examples=("attempts 1133062000314052",), acts=lambda _options: False,
    )  # fmt: skip
    history.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))
    flaky = commands.add(
        "flaky", _("how the flaky service types of a station go, and their retry trays; --send N hands out now"),
        run_flaky, examples=("flaky --station R2", "flaky --station E1 --service epassport_laminated --send 3"),
        acts=lambda options: options.send is not None,
    )  # fmt: skip
    flaky.add_argument("--station", required=True, metavar="S", help=_("code of the station"))
    flaky.add_argument("--service", metavar="T", help=_("service type to send"))
    flaky.add_argument("--send", metavar="N", type=count, help=_("how many to send now"))
    going = commands.add(
        "go-on", _("let a station go on that stopped by itself after failures in a row"), go_on,
        examples=('go-on --station R2 --service regular48 --reason "head cleaned"',),
    )  # fmt: skip
    going.add_argument("--station", required=True, metavar="S", help=_("code of the station"))
    going.add_argument("--service", required=True, metavar="T", help=_("service type"))
    going.add_argument("--reason", required=True, help=_("what was done at the machine"))
    gone = commands.add(
        "give-up-desk", _("for a desk that does not come back: ask about what was in its machine"), give_up_desk,
        examples=("give-up-desk R2",),
    )  # fmt: skip
    gone.add_argument("desk_gone", metavar=_("DESK"), help=_("name of the desk"))
    gone.add_argument("--note", default="", help=_("why it was done, in a few words"))


def warnings(options: argparse.Namespace) -> Result:
    """The inbox."""
    from printdesk.services.warnings import since_text, warning_words

    with office(options) as call:
        service = call.services.warnings
        if options.note is not None:
            service.acknowledge(call.actor, options.note, "", call.operation())
        settings = call.services.office.data().settings
        rows = [(row, warning_words(settings, row, reader())) for row in service.inbox()]
    jobs = [
        {
            "id": row.id, "kind": row.kind, "at": iso(row.at), "by": row.by, "desk": row.desk,
            "number": row.number or None, "subject": row.subject or None, "noted_by": row.noted_by or None,
            "message": text, "advice": advice,
        }
        for row, (text, advice) in rows
    ]  # fmt: skip
    lines = [f"{row.id}: {text} {advice} ({since_text(row, reader())})" for row, (text, advice) in rows]
    return Result({"warnings": jobs}, "\n".join(lines) or _("Nothing waits in the inbox."))


def approve_reprint(options: argparse.Namespace) -> Result:
    """Approve one."""
    with office(options) as call:
        card = call.application(options.number)
        call.services.reprints.approve(call.actor, card.id, options.reason, call.operation())
        call.keep_plan("approve_reprint")
        state = call.state(card.id)
        return Result(state, state_line(state))


def attempts(options: argparse.Namespace) -> Result:
    """The history of one application's attempts."""
    with office(options) as call:
        card = call.application(options.number)
        found = call.services.print_room.attempts(card.id)
    lang = reader().lang
    rows = [
        {
            "attempt": each.number, "serial": each.serial, "station": each.station, "operator": each.operator,
            "bound": iso(each.bound_at), "ended": iso(each.ended_at) if each.ended_at else None,
            "outcome": each.outcome, "reason": each.reason.text(lang) if each.reason else None,
            "family": each.family or None, "next_step": each.next_step.text(lang) if each.next_step else None,
            "approved_by": each.approved_by or None, "approved": iso(each.approved_at) if each.approved_at else None,
        }
        for each in found
    ]  # fmt: skip
    told = ("attempt", "serial", "station", "operator", "outcome", "reason", "next_step")
    lines = [
        " · ".join([*(str(row[key]) for key in told if row[key]), *_approval(each)])
        for row, each in zip(rows, found, strict=True)
    ]
    return Result({"number": card.number, "attempts": rows}, "\n".join(lines) or _("Nothing was bound to it yet."))


def _approval(attempt: "AttemptView") -> list[str]:
    if attempt.approved_at is None:
        return []
    text = _("reprint approved by {name}, {moment}")
    return [text.format(name=attempt.approved_by, moment=moment_short(attempt.approved_at, language()))]


def run_flaky(options: argparse.Namespace) -> Result:
    """What is flaky at a station, and sending some now."""
    with office(options) as call:
        sent = _send(call) if options.send is not None else []
        views = call.services.print_room.flaky(options.station)
        stops = [stop for stop in call.services.stops.stops() if stop.station == options.station]
    shown = [
        {
            "service": view.service, "success_percent": view.percent, "proposed": view.proposed,
            "hours": [{"hour": iso(hour.start), "tried": hour.tried, "printed": hour.printed} for hour in view.hours],
            "tray": [{"number": row.number, "attempts": row.attempts, "again_at": iso(row.again_at)}
                     for row in view.tray],
        }
        for view in views
    ]  # fmt: skip
    stopped = [{"service": stop.service, "failures": stop.failures, "since": iso(stop.since)} for stop in stops]
    document = {"station": options.station, "flaky": shown, "stopped": stopped, "sent": sent}
    lines = [
        _("{service}: {proposed} proposed, {tray} in the retry tray").format(
            service=view.service, proposed=view.proposed, tray=len(view.tray)
        )
        for view in views
    ]
    stopped_text = _("{service}: stopped after {count} failures")
    lines += [stopped_text.format(service=stop.service, count=stop.failures) for stop in stops]
    lines += [state_line(state) for state in sent]
    return Result(document, "\n".join(lines) or _("Nothing is flaky there."))


def _send(call: Call) -> list[dict[str, Any]]:
    options = call.options
    if not options.service:
        raise WrongUsageError(_("Say --service, which one to send."))
    rows = call.services.print_room.send_now(
        call.actor, options.station, options.service, options.send, call.operation()
    )
    call.keep_plan("send_now")
    return [call.state(row.application_id) for row in rows]


def go_on(options: argparse.Namespace) -> Result:
    """Let it go on."""
    with office(options) as call:
        call.services.stops.go_on(call.actor, options.station, options.service, options.reason, call.operation())
    return Result(
        {"station": options.station, "service": options.service, "stopped": False},
        _("Station {station} hands {service} out again.").format(station=options.station, service=options.service),
    )


def give_up_desk(options: argparse.Namespace) -> Result:
    """Ask about what a desk had in its machine."""
    with office(options) as call:
        asked = call.services.print_room.give_up_desk(call.actor, options.desk_gone, call.operation(), options.note)
    text = plural("{count} booklet has to be looked at.", "{count} booklets have to be looked at.", asked)
    return Result({"desk": options.desk_gone, "unconfirmed": asked}, text.format(count=asked))
