"""The counter's lists: several booklets at once, the day's register, the post, collectors that come often."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from printdesk.cli.arguments import Commands, add_second, names
from printdesk.cli.call import Call, office, reader
from printdesk.cli.result import Result, iso
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, plural

if TYPE_CHECKING:
    from printdesk.services.register import RegisterRow


def add(commands: Commands) -> None:
    """`collect-many`, `register`, `post`, `collectors`."""
    many = commands.add(
        "collect-many", _("hand several booklets to one collector, with one receipt"), run_many,
        examples=("collect-many B4471203 B4471204 --kind family --name SULASTRI --identity 3374… --all-documents",),
    )  # fmt: skip
    many.add_argument("serials", nargs="+", metavar=_("SERIAL"), help=_("scanned from the booklets that go"))
    many.add_argument("--kind", required=True, metavar=_("KIND"), help=_("who collects: family, attorney, group"))
    many.add_argument("--name", default="", help=_("name of the collector"))
    many.add_argument("--identity", default="", help=_("identity number; it is kept masked"))
    shown = many.add_mutually_exclusive_group()
    shown.add_argument(
        "--documents", metavar=_("A,B"), type=names, default=(), help=_("codes of the documents that were shown")
    )
    shown.add_argument("--all-documents", action="store_true", help=_("every document that is needed was shown"))
    add_second(many)
    _output(many, _("the receipt as PDF"), required=False)
    register = commands.add(
        "register", _("the hand-over register of a day"), run_register,
        examples=("register 2024-06-26", "register 2024-06-26 -o register.pdf"),
    )  # fmt: skip
    register.add_argument("day", nargs="?", type=date.fromisoformat, metavar=_("DAY"), help=_("by default today"))
    _output(register, _("the sheet as PDF"), required=False)
    post = commands.add(
        "post", _("give booklets to the post, with a list"), run_post,
        examples=("post B4471203=\"Jl. Pemuda 12, Semarang 50132\" --courier BUDI -o list.pdf",),
    )  # fmt: skip
    post.add_argument("items", nargs="+", metavar=_("SERIAL=ADDRESS"))
    post.add_argument("--courier", required=True, metavar=_("NAME"))
    _output(post, _("the list as PDF"), required=False)
    commands.add(
        "collectors", _("who collects for others again and again"), run_collectors, examples=("collectors --json",)
    )


def _output(parser: argparse.ArgumentParser, help_text: str, *, required: bool) -> None:
    parser.add_argument("-o", "--output", metavar=_("FILE"), type=Path, required=required, help=help_text)


def _write(options: argparse.Namespace, content: bytes) -> dict[str, str]:
    from printdesk.files import write_atomically

    write_atomically(options.output, content)
    return {"file": str(options.output)}


def _require_folder(options: argparse.Namespace) -> None:
    from printdesk.files import require_folder

    if options.output is not None:
        require_folder(options.output)


def _item(call: Call, serial: str) -> tuple[int, str]:
    """Whose booklet a scanned serial is.

    Raises:
        RuleViolationError: it does not lie ready; the sentence says what it is.
    """
    found = call.services.handing.scan(serial)
    if found.kind != "booklet" or found.item is None:
        raise RuleViolationError(found.sentence, _("Nothing was handed over."))
    return found.item.application_id, found.item.serial


def run_many(options: argparse.Namespace) -> Result:
    """Hand several booklets over."""
    from printdesk.services.handing import Piece, Visit

    _require_folder(options)
    with office(options) as call:
        kind = call.services.office.data().settings.collector(options.kind)
        shown = tuple(each.code for each in kind.documents) if options.all_documents else options.documents
        pieces = tuple(Piece(*_item(call, serial)) for serial in options.serials)
        visit = Visit(pieces, kind.code, shown, options.name, options.identity)
        receipt = call.services.handing.hand_over(call.actor, visit, call.operation())
        document = {
            "number": receipt.number, "at": iso(receipt.at), "register_numbers": list(receipt.register_numbers),
        }  # fmt: skip
        if options.output is not None:
            paper = call.services.handing.receipt(call.actor, receipt.id, reader(), call.operation())
            document |= _write(options, paper.content)
    text = plural("{count} booklet handed over: {number}.", "{count} booklets handed over: {number}.", len(pieces))
    return Result(document, text.format(count=len(pieces), number=receipt.number))


def run_register(options: argparse.Namespace) -> Result:
    """A day's register."""
    _require_folder(options)
    with office(options) as call:
        day = options.day or call.services.office.now().date()
        rows = call.services.register.rows(day, reader())
        document = {
            "date": day.isoformat(),
            "rows": [
                {"number": row.number, "at": iso(row.at), "name": row.name, "serial": row.serial,
                 "kind": row.collector_kind, "collector": row.collector, "identity": row.identity,
                 "proved_by": row.proved_by, "officer": row.officer, "undone_at": iso(row.undone_at)}
                for row in rows
            ],
        }  # fmt: skip
        if options.output is not None:
            paper = call.services.register.sheet(call.actor, day, reader(), call.operation())
            document |= {**_write(options, paper.content), "pages": paper.pages}
    return Result(document, "\n".join(map(_register_line, rows)) or _("Nothing was handed over on this day."))


def _register_line(row: "RegisterRow") -> str:
    line = f"{row.number}  {row.at:%H:%M}  {row.serial}  {row.name}  ({row.collector_kind})"
    if row.undone_at is None:
        return line
    taken_back = _("Taken back {moment} by {who}").format(moment=f"{row.undone_at:%H:%M}", who=row.undone_by)
    return f"{line}  {taken_back}"


def run_post(options: argparse.Namespace) -> Result:
    """Give booklets to the post."""
    from printdesk.services.posting import PostItem

    _require_folder(options)
    with office(options) as call:
        items = [PostItem(*_item(call, serial), address) for serial, address in map(_addressed, options.items)]
        posted = call.services.posting.send(call.actor, items, options.courier, call.operation())
        document = {"number": posted.number, "count": posted.count, "sent_at": iso(posted.sent_at)}
        if options.output is not None:
            paper = call.services.posting.paper(call.actor, posted.id, reader(), call.operation())
            document |= _write(options, paper.content)
    text = plural("{count} booklet given to the post: {number}.", "{count} booklets given to the post: {number}.",
                  posted.count)  # fmt: skip
    return Result(document, text.format(count=posted.count, number=posted.number))


def _addressed(text: str) -> tuple[str, str]:
    serial, _sign, address = text.partition("=")
    return serial.strip(), address.strip()


def run_collectors(options: argparse.Namespace) -> Result:
    """Collectors that come often."""
    with office(options) as call:
        found = call.services.repeats.flagged()
    document = {
        "collectors": [
            {"name": each.name, "identity": each.identity, "visits": each.visits, "booklets": each.booklets,
             "days": each.days, "last_at": iso(each.last_at), "register_numbers": list(each.numbers)}
            for each in found
        ]
    }  # fmt: skip
    lines = [f"{each.name}  {each.identity}  {each.visits}  ({each.booklets})" for each in found]
    return Result(document, "\n".join(lines) or _("Nobody collects for others that often."))
