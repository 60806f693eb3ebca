"""The print room's acts one by one: taking the next ones, printing, checking, shelving."""

import argparse
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, WrongUsageError, count
from printdesk.cli.call import Call, office, state_line
from printdesk.cli.result import Result, iso
from printdesk.i18n import _, plural

if TYPE_CHECKING:
    from printdesk.services.cards import Card


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
        examples=("check 1133062000314052 --pass", "check B4471203 --fail photo"),
    )  # fmt: skip
    _number(check)
    verdict = check.add_mutually_exclusive_group(required=True)
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
    jobs = [{**call.state(row.application_id), "operator": row.operator, "taken": iso(row.since)} for row in rows]
    head = plural(
        "{count} application was taken at {station}.", "{count} applications were taken at {station}.", len(jobs)
    ).format(count=len(jobs), station=options.station)
    return Result(
        {"station": options.station, "count": len(jobs), "jobs": jobs},
        "\n".join([head, *(state_line(job) for job in jobs)]),
    )


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
        _confirm(call, card)
        return _after(call, card, serial)


def _confirm(call: Call, card: "Card") -> None:
    room, options = call.services.print_room, call.options
    if options.printed:
        room.confirm_printed(call.actor, card.id, call.operation())
    elif options.failed:
        room.confirm_failed(call.actor, card.id, options.failed, call.operation())
    elif options.still_blank:
        room.confirm_blank(call.actor, card.id, call.operation())


def run_check(options: argparse.Namespace) -> Result:
    """Pass or fail a booklet."""
    with office(options) as call:
        card = call.application(options.number)
        if options.passed:
            call.services.quality.passes(call.actor, card.id, _checklist(call, card), call.operation())
        else:
            call.services.quality.fails(call.actor, card.id, options.failed, call.operation())
        return _after(call, card, card.serial)


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
