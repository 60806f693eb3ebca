"""The way from the quality check to the counter: custody lists, shelf labels, and orders on the second person."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from printdesk.cli.arguments import Commands, add_second, instant, reads
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import REFUSED, Result, iso, table
from printdesk.files import write_atomically
from printdesk.i18n import _, language, plural
from printdesk.i18n.dates import moment_short

if TYPE_CHECKING:
    from printdesk.services.custody_views import CustodyView
    from printdesk.services.mrz_check import MrzReport
    from printdesk.services.quality_orders import OrderView


def add(commands: Commands) -> None:
    """`custody`, `quality-order` and `shelf-labels`, each with what stands below it."""
    _add_custody(commands)
    _add_orders(commands)
    labels = commands.add(
        "shelf-labels", _("labels for the shelf slots of checked booklets, as PDF"), run_labels, acts=reads,
        examples=("shelf-labels B4471203 -o label.pdf", "shelf-labels --waiting --size a4 -o labels.pdf"),
    )  # fmt: skip
    labels.add_argument("numbers", nargs="*", metavar=_("NUMBER"), help=_("application numbers, or serials"))
    labels.add_argument("--waiting", action="store_true", help=_("of all that passed and are not on the shelf yet"))
    labels.add_argument("--size", choices=("label", "a4"), default="label")
    _file(labels)


def _add_custody(commands: Commands) -> None:
    custody = commands.add(
        "custody", _("custody lists between print room and counter; alone it shows them"), run_list, acts=reads,
        examples=("custody", "custody out C4471203 C4471204 --send", "custody in ST-2024-000001 C4471203 --close"),
    )  # fmt: skip
    below = commands.below(custody, required=False)
    out = below.add("out", _("scan checked booklets onto the list of this desk, or take them off"), run_out)
    out.add_argument("serials", nargs="*", metavar=_("SERIAL"))
    out.add_argument("--take-off", action="store_true", help=_("take these off their list"))
    out.add_argument(
        "--send", action="store_true", help=_("close the list: it gets its number and goes to the counter")
    )
    arrive = below.add("in", _("scan booklets in at the counter; what differs is named"), run_in)
    arrive.add_argument("list", metavar=_("LIST"), help=_("number of the custody list"))
    arrive.add_argument("serials", nargs="*", metavar=_("SERIAL"))
    arrive.add_argument(
        "--close", action="store_true", help=_("everything in hand was scanned: name what is missing")
    )
    shown = below.add("list", _("the lists, or one of them as PDF"), run_list, acts=lambda o: bool(o.output))
    shown.add_argument("list", nargs="?", default="", metavar=_("LIST"))
    _file(shown, required=False)


def _add_orders(commands: Commands) -> None:
    orders = commands.add(
        "quality-order", _("orders by which one person may print and check; alone it shows them"), run_orders,
        acts=reads,
        examples=(
            "quality-order",
            (
                'quality-order record --service regular48 --number "12/VI/2024" --ordered-by "Kepala Seksi" '
                '--reason "one officer on duty" --until 2024-06-26T16:00'
            ),
        ),
    )  # fmt: skip
    below = commands.below(orders, required=False)
    record = below.add("record", _("note an order; it ends by itself"), run_record)
    record.add_argument("--service", required=True, metavar=_("TYPE"), help=_("code of the service type"))
    record.add_argument("--number", required=True, help=_("number of the written order"))
    add_second(record)
    record.add_argument("--ordered-by", required=True, metavar=_("NAME"), help=_("who gave the order"))
    record.add_argument("--reason", required=True)
    record.add_argument("--from", dest="starts", type=instant, metavar=_("INSTANT"), help=_("by default now"))
    record.add_argument("--until", dest="ends", type=instant, required=True, metavar=_("INSTANT"))
    end = below.add("end", _("two people are needed again from now on"), run_end)
    end.add_argument("id", type=int, help=_("the order's id in the list"))


def _file(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    parser.add_argument("-o", "--output", type=Path, required=required, metavar=_("FILE"), help=_("the PDF file"))


def with_mrz(result: Result, report: "MrzReport | None") -> Result:
    """A check's answer with what the MRZ said, field by field."""
    if report is None:
        return result
    fields = [{"field": f.field, "outcome": f.outcome, "sentence": f.sentence} for f in report.fields]
    words = [f"{f.label}: {f.sentence}" for f in report.fields]
    document: dict[str, Any] = {**result.document, "mrz": {"sound": report.sound, "fields": fields}}
    return Result(document, "\n".join([result.text, *words]), result.code)


def run_out(options: argparse.Namespace) -> Result:
    """Scan out, take off, send."""
    with office(options) as call:
        transfers = call.services.transfers
        for serial in options.serials:
            act = transfers.take_off if options.take_off else transfers.scan_out
            act(call.actor, serial, call.operation())
        found = transfers.open_at(call.actor.desk)
        if options.send and found is not None:
            found = transfers.send(call.actor, found.id, call.operation())
    if found is None:
        return Result({"list": None}, _("No list is open at this desk."), REFUSED if options.send else 0)
    return Result({"list": _document(found)}, _words(found))


def run_in(options: argparse.Namespace) -> Result:
    """Scan in, close, and name what differs."""
    with office(options) as call:
        transfers = call.services.transfers
        found = transfers.by_number(options.list)
        arrivals = [transfers.scan_in(call.actor, found.id, each, call.operation()) for each in options.serials]
        after = transfers.close(call.actor, found.id, call.operation()) if options.close else transfers.view(found.id)
        lines = [
            f"{each.serial}: {_('on the shelf in {slot}').format(slot=each.slot)}"
            if each.on_list
            else f"{each.serial}: {each.sentence}"
            for each in arrivals
        ]
    document = {
        "list": _document(after),
        "scanned": [{"serial": a.serial, "on_list": a.on_list, "slot": a.slot or None} for a in arrivals],
    }
    return Result(document, "\n".join([*lines, _words(after, told=options.close)]))


def run_list(options: argparse.Namespace) -> Result:
    """All lists, one of them, or its paper."""
    wanted = getattr(options, "list", "")
    with office(options) as call:
        if wanted:
            return _one(call, wanted, options.output)
        found = call.services.transfers.lists()
    rows = [
        (
            each.number or "–", _state(each.state), len(each.rows), len(each.arrived),
            len(each.missing) if each.sent_at else "–",
            each.sent_by or each.opened_by, moment_short(each.sent_at or each.opened_at, language()),
        )
        for each in found
    ]  # fmt: skip
    headings = (_("List"), _("State"), _("Booklets"), _("Arrived"), _("Missing"), _("By"), _("Since"))
    return Result({"lists": [_document(each) for each in found]}, table(headings, rows, right=(2, 3, 4)))


def _one(call: Call, wanted: str, output: Path | None) -> Result:
    found = call.services.transfers.by_number(wanted)
    document: dict[str, Any] = {"list": _document(found)}
    if output is not None:
        paper = call.services.transfers.paper(call.actor, found.id, reader(), call.operation())
        write_atomically(output, paper.content)
        document |= {"file": str(output), "pages": paper.pages}
    return Result(document, _words(found, told=True))


def run_orders(options: argparse.Namespace) -> Result:
    """All orders."""
    from printdesk.services.quality_orders import order_states

    with office(options) as call:
        found = call.services.quality_orders.orders()
        labels = call.services.office.data().settings.service_labels(language())
    states = dict(order_states())
    rows = [
        (
            each.id, labels.get(each.service, each.service), each.number, each.ordered_by,
            moment_short(each.starts, language()), moment_short(each.ends, language()), states[each.state],
        )
        for each in found
    ]  # fmt: skip
    headings = (_("Id"), _("Service type"), _("Order no."), _("Ordered by"), _("From"), _("Until"), _("State"))
    return Result({"orders": [_order(each) for each in found]}, table(headings, rows))


def run_record(options: argparse.Namespace) -> Result:
    """Note an order."""
    from printdesk.services.quality_orders import OrderEntry

    with office(options) as call:
        starts = call.moment(options.starts) if options.starts else call.services.office.now()
        entry = OrderEntry(
            options.service, options.number, options.ordered_by, options.reason, starts, call.moment(options.ends)
        )
        made = call.services.quality_orders.record(call.actor, entry, call.operation())
    until = moment_short(made.ends, language())
    text = _("Order no. {number}: one person may print and check {service} until {until}.")
    return Result(_order(made), text.format(number=made.number, service=made.service, until=until))


def run_end(options: argparse.Namespace) -> Result:
    """End an order before its time."""
    with office(options) as call:
        call.services.quality_orders.end(call.actor, options.id, call.operation())
        made = next(each for each in call.services.quality_orders.orders() if each.id == options.id)
    return Result(
        _order(made), _("Order no. {number} is ended; two people are needed again.").format(number=made.number)
    )


def run_labels(options: argparse.Namespace) -> Result:
    """Shelf labels."""
    with office(options) as call:
        ids = [call.application(number).id for number in options.numbers]
        if options.waiting:
            ids += [row.application_id for row in call.services.quality.to_shelve()]
        made = call.services.labels.make(ids, options.size, reader())
    write_atomically(options.output, made.content)
    text = plural("{count} label: {file}", "{count} labels: {file}", made.items)
    document = {"file": str(options.output), "labels": made.items, "pages": made.pages}
    return Result(document, text.format(count=made.items, file=options.output))


def _state(code: str) -> str:
    return {"open": _("open"), "sent": _("on its way"), "closed": _("closed")}[code]


def _document(found: "CustodyView") -> dict[str, Any]:
    return {
        "number": found.number or None, "state": found.state, "desk": found.desk, "count": len(found.rows),
        "sent_by": found.sent_by or None, "sent_at": iso(found.sent_at), "closed_by": found.closed_by or None,
        "closed_at": iso(found.closed_at),
        "rows": [
            {
                "serial": row.serial, "number": row.number, "name": row.name, "slot": row.slot or None,
                "state": row.state, "last_by": row.last_by, "last_at": iso(row.last_at),
            }
            for row in found.rows
        ],
        "missing": [row.serial for row in found.missing],
        "unlisted": [row.serial for row in found.extras],
    }  # fmt: skip


def _words(found: "CustodyView", *, told: bool = False) -> str:
    from printdesk.services.transfer_papers import differences

    template = plural("{count} booklet", "{count} booklets", len(found.rows))
    head = f"{found.number or _('Open list')} · {_state(found.state)} · {template.format(count=len(found.rows))}"
    if not told or found.state == "open":
        return head
    return "\n".join([head, *(differences(found, reader()) or (_("Everything on the list arrived."),))])


def _order(made: "OrderView") -> dict[str, Any]:
    return {
        "id": made.id, "service": made.service, "number": made.number, "ordered_by": made.ordered_by,
        "reason": made.reason, "from": iso(made.starts), "until": iso(made.ends), "state": made.state,
        "recorded_by": made.recorded_by, "recorded_at": iso(made.recorded_at),
    }  # fmt: skip
