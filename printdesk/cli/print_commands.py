"""The print room's acts one by one: taking the next ones, printing, checking, shelving."""

import argparse
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, add_second, count
from printdesk.cli.call import Call, office, reader, state_line
from printdesk.cli.quality_commands import with_mrz
from printdesk.cli.result import Result, iso
from printdesk.i18n import _, plural

if TYPE_CHECKING:
    from printdesk.services.attempts import Failure
    from printdesk.services.cards import Card
    from printdesk.services.groups import SplitGroup
    from printdesk.services.print_rows import HandRow


def add(commands: Commands) -> None:
    """`next`, `print`, `check`, `shelve`."""
    take = commands.add(
        "next", _("take the next applications of the plan at a station, or give some back"), take_next,
        examples=("next --station R1", "next --station R1 --count 10", "next --release 1133062000314052"),
    )  # fmt: skip
    take.add_argument("--station", metavar="S", help=_("code of the station"))
    take.add_argument("--count", metavar="N", type=count, default=1, help=_("how many; by default one"))
    take.add_argument(
        "--release", metavar=_("NUMBER"), nargs="+", help=_("give these back to the queue, at their old places")
    )
    take.add_argument(
        "--whole-groups", action="store_true", help=_("take the others of a family or group too, beyond the count")
    )
    prints = commands.add(
        "print", _("bind a blank to an application, and say what came out of the machine"), run_print,
        examples=(
            "print 1133062000314052 --serial B4471203", "print 1133062000314052 --printed",
            "print B4471203 --failed ink", "print 1133062000314052 --serial B4471203 --printed",
        ),
    )  # fmt: skip
    _number(prints)
    prints.add_argument("--serial", help=_("serial of the blank that goes into the machine now"))
    outcome = prints.add_mutually_exclusive_group()
    outcome.add_argument("--printed", action="store_true", help=_("a person looked: it is printed"))
    outcome.add_argument("--failed", metavar=_("REASON"), help=_("a person looked: it is spoiled"))
    outcome.add_argument("--still-blank", action="store_true", help=_("a person looked: nothing was printed on it"))
    check = commands.add(
        "check", _("pass or fail a printed booklet; not by the person who printed it"), run_check,
        examples=("check 1133062000314052 --pass", "check B4471203 --fail photo", "check B4471203 --mrz LINES"),
    )  # fmt: skip
    _number(check)
    check.add_argument("--mrz", metavar=_("LINES"), help=_("the scanned MRZ of 88 characters, compared first"))
    check.add_argument("--slot", default="", help=_("another slot than the one it would be given"))
    check.add_argument("--overrule", metavar=_("REASON"), help=_("a supervisor looked: the MRZ may differ"))
    add_second(check)
    verdict = check.add_mutually_exclusive_group()
    verdict.add_argument(
        "--pass", dest="passed", action="store_true", help=_("every point of the checklist is right; gives its slot")
    )
    verdict.add_argument("--fail", dest="failed", metavar=_("REASON"), help=_("the booklet is spoiled"))
    shelve = commands.add(
        "shelve", _("the booklet lies on the shelf now, ready for pickup"), run_shelve,
        examples=("shelve 1133062000314052", "shelve B4471203 --slot A-014"),
    )  # fmt: skip
    _number(shelve)
    shelve.add_argument("--slot", default="", help=_("another slot than the one it was given"))


def _number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar=_("NUMBER"), help=_("application number, or the serial of its booklet"))


def take_next(options: argparse.Namespace) -> Result:
    """Take the next ones, or give some back."""
    if bool(options.station) == bool(options.release):
        raise WrongUsageError(_("Say --station, or --release with numbers."))
    with office(options) as call:
        result = _release(call) if options.release else _take(call)
        call.keep_plan("release" if options.release else "take_next")
        return result


def _take(call: Call) -> Result:
    options = call.options
    rows = call.services.print_room.take_next(call.actor, options.station, options.count, call.operation())
    if options.whole_groups:
        rows = _whole_groups(call, rows)
    jobs = [{**call.state(row.application_id), "operator": row.operator, "taken": iso(row.since)} for row in rows]
    head = plural(
        "{count} application was taken at {station}.", "{count} applications were taken at {station}.", len(jobs)
    ).format(count=len(jobs), station=options.station)
    split = call.services.print_room.split_groups(options.station, [row.application_id for row in rows])
    told = [_split_text(group) for group in split]
    groups = [{"group": each.name, "taken": each.taken, "waiting": len(each.left), "over_days": each.over_days}
              for each in split]  # fmt: skip
    return Result(
        {"station": options.station, "count": len(jobs), "jobs": jobs, "split_groups": groups},
        "\n".join([head, *(state_line(job) for job in jobs), *told]),
    )


def _split_text(group: "SplitGroup") -> str:
    text = _("{group}: {taken} of {whole} are in your hands.")
    said = text.format(group=group.name, taken=group.taken, whole=group.whole)
    days = _("The others are planned for another day.")
    return f"{said} {days}" if group.over_days else said


def _whole_groups(call: Call, rows: "tuple[HandRow, ...]") -> "tuple[HandRow, ...]":
    """Take the others of each group that the count has split."""
    room, station = call.services.print_room, call.options.station
    for group in room.split_groups(station, [row.application_id for row in rows]):
        rows = (*rows, *room.take_group(call.actor, station, group.name, call.operation()))
    return rows


def _release(call: Call) -> Result:
    cards = [call.application(number) for number in call.options.release]
    released = call.services.print_room.release(call.actor, [card.id for card in cards], call.operation())
    jobs = [call.state(card.id) for card in cards]
    head = plural(
        "{count} application went back to the queue.", "{count} applications went back to the queue.", released
    ).format(count=released)
    return Result({"released": released, "jobs": jobs}, "\n".join([head, *(state_line(job) for job in jobs)]))


def run_print(options: argparse.Namespace) -> Result:
    """Bind, confirm, or both."""
    if not (options.serial or options.printed or options.failed or options.still_blank):
        raise WrongUsageError(_("Say --serial, or what came out: --printed, --failed REASON or --still-blank."))
    with office(options) as call:
        card = call.application(options.number)
        serial = card.serial
        if options.serial:
            serial = call.services.print_room.bind(call.actor, card.id, options.serial, call.operation()).serial
        failure = _confirm(call, card)
        result = _after(call, card, serial)
        return _told(result, failure) if failure else result


def _confirm(call: Call, card: "Card") -> "Failure | None":
    room, options = call.services.print_room, call.options
    if options.printed:
        room.confirm_printed(call.actor, card.id, call.operation())
    elif options.failed:
        return room.confirm_failed(call.actor, card.id, options.failed, call.operation())
    elif options.still_blank:
        room.confirm_blank(call.actor, card.id, call.operation())
    return None


def _told(result: Result, failure: "Failure") -> Result:
    """What follows a failure, beside the state."""
    step = failure.next_step.text(reader().lang)
    document = {
        **result.document, "next_attempt": failure.attempt, "next_step": step or None,
        "waits_for_approval": failure.waits, "trip_now_at_risk": failure.at_risk, "station_stopped": failure.stopped,
    }  # fmt: skip
    lines = [result.text, *([step] if step else [])]
    if failure.waits:
        lines.append(_("It is not printed again before a supervisor approves."))
    if failure.at_risk:
        lines.append(_("The trip is now at risk; the supervisor was warned."))
    if failure.stopped:
        lines.append(_("Too many failed in a row: the station stopped. Look at the machine."))
    return Result(document, "\n".join(lines))


def run_check(options: argparse.Namespace) -> Result:
    """Compare the MRZ, overrule it, pass or fail a booklet."""
    if not (options.passed or options.failed or options.mrz or options.overrule):
        raise WrongUsageError(_("Say --pass or --fail REASON, or --mrz to compare only."))
    with office(options) as call:
        card, quality = call.application(options.number), call.services.quality
        report = call.services.mrz.scan(call.actor, card.id, options.mrz, call.operation()) if options.mrz else None
        if options.overrule:
            call.services.mrz.overrule(call.actor, card.id, options.overrule, call.operation())
        failure = None
        if options.passed:
            quality.passes(call.actor, card.id, _checklist(call, card), call.operation(), options.slot)
        elif options.failed:
            failure = quality.fails(call.actor, card.id, options.failed, call.operation())
        result = _after(call, card, card.serial)
    return with_mrz(_told(result, failure) if failure else result, report)


def _checklist(call: Call, card: "Card") -> list[str]:
    settings = call.services.office.data().settings
    electronic = settings.service(card.service).electronic
    return [item.code for item in settings.checklist if electronic or not item.electronic_only]


def run_shelve(options: argparse.Namespace) -> Result:
    """Place a booklet on the shelf."""
    with office(options) as call:
        card = call.application(options.number)
        call.services.quality.shelve(call.actor, card.id, call.operation(), options.slot)
        return _after(call, card, card.serial)


def _after(call: Call, card: "Card", serial: str) -> Result:
    """The state now, and the booklet that the act was about where it is not bound any more."""
    state: dict[str, Any] = call.state(card.id)
    state["booklet"] = serial or None
    return Result(state, state_line(state))
