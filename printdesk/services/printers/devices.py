"""Which printers there are, what each can do, and what stands in its way now."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import count

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.services.printers import wire
from printdesk.services.printers.transport import NoAnswerError, Server, print_server, server_of
from printdesk.services.printers.wire import Operation, Tag, Value

PDF = "application/pdf"
_ASKED = (
    "printer-name", "printer-info", "printer-location", "printer-make-and-model", "printer-uri-supported",
    "printer-state", "printer-state-message", "printer-state-reasons", "printer-is-accepting-jobs",
    "color-supported", "sides-supported", "media-supported", "document-format-supported", "print-scaling-supported",
)  # fmt: skip
_PRINTER = 4
_STOPPED, _PROCESSING = 5, 4
_numbers = count(1)


class Readiness(Enum):
    """What a printer is doing."""

    IDLE = "idle"
    BUSY = "busy"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer.

    Attributes:
        uri: its own name for us; jobs are sent there.
        name: as people call it. place: where it stands, "" when nobody said.
        readiness: what it does now; `reasons` are the protocol's words for what stands in its way.
        accepting: whether it takes jobs.
        both_sides, colour: whether it can; a choice is offered only then.
        media: papers it knows, by their standard names; empty when it does not say.
        default: whether it is the system's own choice.
        server, path: where its jobs are asked for; no server where only the system's spooler knows it.
    """

    uri: str
    name: str
    place: str = ""
    readiness: Readiness = Readiness.UNKNOWN
    reasons: tuple[str, ...] = ()
    accepting: bool = True
    both_sides: bool = False
    colour: bool = False
    media: tuple[str, ...] = ()
    takes_pdf: bool = True
    fits: bool = False
    default: bool = False
    server: Server | None = None
    path: str = ""

    @property
    def followed(self) -> bool:
        """Whether its jobs can be followed to their end."""
        return self.server is not None


def printers() -> list[Printer]:
    """The printers that the system's print server knows, its own choice first; none where there is no such server.

    Raises:
        EnvironmentFailureError: the server broke off.
    """
    server = print_server()
    if server is None:
        return []
    asked: wire.Attributes = {"requested-attributes": (Tag.KEYWORD, _ASKED)}
    try:
        found = server.ask("/", wire.request(Operation.CUPS_GET_PRINTERS, next(_numbers), asked))
    except NoAnswerError as error:
        if error.untouched:
            return []
        raise
    chosen = _default(server)
    made = [_printer(values, server, "", chosen) for values in found.of(_PRINTER)]
    return sorted(made, key=lambda one: (not one.default, one.name.casefold()))


def printer_at(uri: str) -> Printer:
    """A printer by its own address, as it stands now.

    Raises:
        RuleViolationError: this is no address of a printer. EnvironmentFailureError: nobody answers there.
    """
    try:
        server, path = server_of(uri)
    except ValueError:
        raise RuleViolationError(
            _("{address} is no address of a printer.").format(address=uri),
            _("Write it like ipp://printer.office/ipp/print."),
        ) from None
    about: wire.Attributes = {"printer-uri": (Tag.URI, uri), "requested-attributes": (Tag.KEYWORD, _ASKED)}
    found = server.ask(path, wire.request(Operation.GET_PRINTER_ATTRIBUTES, next(_numbers), about))
    groups = found.of(_PRINTER)
    if not found.ok or not groups:
        raise EnvironmentFailureError(
            _("There is no printer at {address}.").format(address=uri), _("Look at the address, or save the PDF.")
        )
    return _printer({**groups[0], "printer-uri-supported": [uri]}, server, path, "")


def next_number() -> int:
    """A number for the next request."""
    return next(_numbers)


def _default(server: Server) -> str:
    """The name of the system's own choice, "" when it has none."""
    asked: wire.Attributes = {"requested-attributes": (Tag.KEYWORD, "printer-name")}
    found = server.ask("/", wire.request(Operation.CUPS_GET_DEFAULT, next(_numbers), asked))
    groups = found.of(_PRINTER)
    return _text(groups[0], "printer-name") if found.ok and groups else ""


def _printer(values: dict[str, list[Value]], server: Server, path: str, chosen: str) -> Printer:
    name = _text(values, "printer-name")
    uri = _text(values, "printer-uri-supported")
    formats = _texts(values, "document-format-supported")
    return Printer(
        uri=uri,
        name=_text(values, "printer-info") or name or uri,
        place=_text(values, "printer-location"),
        readiness=_readiness(values),
        reasons=tuple(word for word in _texts(values, "printer-state-reasons") if word != "none"),
        accepting=values.get("printer-is-accepting-jobs", [True])[0] is not False,
        both_sides=any(word.startswith("two-sided") for word in _texts(values, "sides-supported")),
        colour=values.get("color-supported", [False])[0] is True,
        media=tuple(_texts(values, "media-supported")),
        takes_pdf=not formats or PDF in formats,
        fits="auto" in _texts(values, "print-scaling-supported"),
        default=bool(chosen) and name == chosen,
        server=server,
        path=path or f"/printers/{uri.rpartition('/')[2]}",
    )


def _readiness(values: dict[str, list[Value]]) -> Readiness:
    state = values.get("printer-state", [0])[0]
    if state == _STOPPED:
        return Readiness.STOPPED
    return {3: Readiness.IDLE, _PROCESSING: Readiness.BUSY}.get(int(state) if isinstance(state, int) else 0,
                                                               Readiness.UNKNOWN)  # fmt: skip


def _text(values: dict[str, list[Value]], name: str) -> str:
    found = values.get(name, [""])[0]
    return found if isinstance(found, str) else ""


def _texts(values: dict[str, list[Value]], name: str) -> Sequence[str]:
    return [one for one in values.get(name, []) if isinstance(one, str)]
