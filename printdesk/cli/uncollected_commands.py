"""What is not collected: the lists, reminders, the supervised batch of cancellations, the switch of the month."""

import argparse
from pathlib import Path

from printdesk.cli.arguments import Commands, WrongUsageError, day, reads
from printdesk.cli.call import Call, office
from printdesk.cli.result import Result
from printdesk.cli.uncollected_words import (
    batch_document,
    batch_text,
    case_document,
    cases_text,
    due_text,
    lists_document,
    lists_text,
    row_document,
    suspension_document,
    taken_back_text,
)
from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active


def add(commands: Commands) -> None:
    """`uncollected`, `remind`, `cancel-uncollected`, `suspend-uncollected`."""
    commands.add(
        "uncollected",
        _("what lies at the counter: waiting, expiring, past a month, posted, missing in the house, with both dates"),
        run_uncollected, acts=reads, examples=("uncollected", "uncollected --json"),
    )  # fmt: skip
    remind = commands.add(
        "remind", _("who is to be reminded today; with numbers or --all they are marked as reminded"), run_remind,
        acts=lambda options: bool(options.numbers or options.all),
        examples=("remind", "remind 1133062000314052", "remind --all", "remind 1133062000314052 --undo"),
    )  # fmt: skip
    remind.add_argument("numbers", nargs="*", metavar=_("NUMBER"))
    remind.add_argument("--all", action="store_true", help=_("everybody who is due today"))
    remind.add_argument("--undo", action="store_true", help=_("take back the reminder of today"))
    _add_cancel(commands)
    suspend = commands.add(
        "suspend-uncollected", _("a supervisor stops the month to collect for the office, or lets it run again"),
        run_suspend,
        examples=("suspend-uncollected --reason … --from 2024-06-20 --until 2024-06-28", "suspend-uncollected --end"),
    )  # fmt: skip
    suspend.add_argument("--from", dest="first", type=day, metavar=_("DATE"), help=_("by default today"))
    suspend.add_argument("--until", type=day, metavar=_("DATE"), help=_("by default until somebody ends it"))
    suspend.add_argument("--reason", default="", metavar=_("TEXT"))
    suspend.add_argument("--end", action="store_true", help=_("let the month run again from today on"))


def _add_cancel(commands: Commands) -> None:
    cancel = commands.add(
        "cancel-uncollected",
        _("cancel uncollected passports: a dry run, a proposal, and a supervisor's confirmation"), run_cancel,
        acts=_cancels,
        examples=(
            "cancel-uncollected --dry-run", "cancel-uncollected 1133062000314052", "cancel-uncollected --all",
            "cancel-uncollected --confirm PB-2024-000001 -o letters.pdf",
            "cancel-uncollected --undo 1133062000314052 --reason …",
        ),
    )  # fmt: skip
    cancel.add_argument("numbers", nargs="*", metavar=_("NUMBER"), help=_("propose to cancel these"))
    does = cancel.add_mutually_exclusive_group()
    does.add_argument("--dry-run", action="store_true", help=_("only say who could be cancelled, and why others not"))
    does.add_argument("--all", action="store_true", help=_("propose all who may be cancelled"))
    does.add_argument("--confirm", default="", metavar=_("BATCH"), help=_("a supervisor confirms a batch"))
    does.add_argument("--refuse", default="", metavar=_("BATCH"), help=_("refuse a batch, or take your own back"))
    does.add_argument("--undo", default="", metavar=_("NUMBER"), help=_("take a cancelling back"))
    does.add_argument("--letters", default="", metavar=_("BATCH"), help=_("draft letters to everybody on a batch"))
    cancel.add_argument("--reason", default="", metavar=_("TEXT"), help=_("why a cancelling is taken back"))
    cancel.add_argument(
        "-o", "--output", metavar=_("FILE"), type=Path, help=_("write the draft letters into this PDF")
    )


def _cancels(options: argparse.Namespace) -> bool:
    acts = (options.all, options.confirm, options.refuse, options.undo, options.letters, options.numbers)
    return not options.dry_run and any(acts)


def run_uncollected(options: argparse.Namespace) -> Result:
    """The lists."""
    with office(options) as call:
        lists = call.services.uncollected.lists()
    return Result(lists_document(lists), lists_text(lists))


def run_remind(options: argparse.Namespace) -> Result:
    """Who is due, or mark them."""
    with office(options) as call:
        lists = call.services.uncollected.lists()
        due = lists.due()
        if options.undo:
            ids = [call.application(number).id for number in options.numbers]
            count = call.services.uncollected.undo_reminders(call.actor, ids, call.operation())
            return Result({"undone": count}, taken_back_text(count))
        if not options.numbers and not options.all:
            return Result(
                {"today": lists.today.isoformat(), "due": [row_document(row, lists) for row in due]}, due_text(due)
            )
        ids = [row.application_id for row in due] if options.all else [
            call.application(number).id for number in options.numbers
        ]  # fmt: skip
        marked = call.services.uncollected.remind(call.actor, ids, call.operation())
    said = plural("{count} reminder noted.", "{count} reminders noted.", len(marked)).format(count=len(marked))
    numbers = {row.application_id: row.number for row in lists.rows}
    return Result({"reminded": [numbers.get(key, "") for key in marked]}, said)


def run_cancel(options: argparse.Namespace) -> Result:
    """The dry run, or one step of cancelling."""
    from printdesk.files import require_folder

    if options.output is not None:
        require_folder(options.output)
    with office(options) as call:
        if options.undo:
            return _undone(call, options)
        if options.refuse:
            call.services.cancelling.refuse(call.actor, options.refuse, call.operation())
            return _batch_result(call, options.refuse, None)
        if options.confirm:
            call.services.cancelling.approve(call.actor, options.confirm, call.operation())
            return _batch_result(call, options.confirm, options.output)
        if options.letters:
            return _batch_result(call, options.letters, options.output)
        return _proposed(call, options)


def _proposed(call: Call, options: argparse.Namespace) -> Result:
    cases = call.services.cancelling.dry_run()
    if options.dry_run or not (options.numbers or options.all):
        wanted = {call.application(number).number for number in options.numbers}
        shown = [case for case in cases if not wanted or case.number in wanted]
        return Result({"cases": [case_document(case) for case in shown]}, cases_text(shown))
    if options.all:
        ids = [case.application_id for case in cases if not case.refused]
    else:
        ids = [call.application(number).id for number in options.numbers]
    number = call.services.cancelling.ask(call.actor, ids, call.operation())
    return _batch_result(call, number, options.output)


def _undone(call: Call, options: argparse.Namespace) -> Result:
    card = call.application(options.undo)
    slot = call.services.cancelling.undo(call.actor, card.id, options.reason, call.operation())
    text = _("{name} lies ready again in {slot}.").format(name=card.name, slot=slot)
    return Result(call.state(card.id), text)


def _batch_result(call: Call, number: str, output: Path | None) -> Result:
    from printdesk.files import write_atomically

    batch = call.services.cancelling.batch(number)
    document = batch_document(batch)
    text = batch_text(batch)
    ids = [row.application_id for row in batch.rows if row.outcome in ("open", "lapsed")]
    if output is not None and ids:
        letters = call.services.cancelling.letters(call.actor, ids, active(), call.operation())
        write_atomically(output, letters.content)
        document |= {"file": str(output), "pages": letters.pages}
        text = "\n".join((text, _("Letters: {file}").format(file=output)))
    return Result(document, text)


def run_suspend(options: argparse.Namespace) -> Result:
    """Stop the month, or let it run."""
    if options.end and options.reason:
        raise WrongUsageError(_("Either suspend it with a reason, or end it."))
    with office(options) as call:
        service = call.services.uncollected
        if options.end:
            held = service.lists().suspension
            service.end_suspension(call.actor, held.id if held else 0, call.operation())
        else:
            first = options.first or call.services.office.now().date()
            service.suspend(call.actor, first, options.until, options.reason, call.operation())
        found = service.suspensions()
    document = {"suspensions": [suspension_document(each) for each in found]}
    if options.end:
        return Result(document, _("The month to collect runs again; the days until now do not count."))
    return Result(document, _("The month to collect is suspended for the office."))
