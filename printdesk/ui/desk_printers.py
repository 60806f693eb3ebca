"""The printers of this desk: those the system knows, those by address, and the choice for each kind of paper."""

import contextlib
import json
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from printdesk.errors import DeskError
from printdesk.services.printers import devices
from printdesk.services.printers.devices import Printer, Readiness
from printdesk.services.printers.kept import KeptPapers

_SPOOLER = "spooler:"
_KIND = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen the last time for a kind of paper; None for what was never chosen.

    Attributes:
        uri: of the printer, "" before the first time.
    """

    uri: str = ""
    both_sides: bool | None = None
    colour: bool | None = None


@dataclass(frozen=True, slots=True)
class _Memory:
    addresses: list[str] = field(default_factory=list)
    chosen: dict[str, Choice] = field(default_factory=dict)


def kind_of(name: str) -> str:
    """The kind of a paper by its name: "SP" for "SP-2024-000017", "register" for "register-2024-06-26"."""
    match = _KIND.match(name)
    return match[0] if match else ""


class DeskPrinters:
    """What a desk knows of printers.

    Args:
        remembered: what `remember` was given the last time. remember: keeps a text for the next start.
        kept: papers that were sent from here.

    Attributes:
        known: the system's printers, asked in the background; tests bring their own.
        spool: the system's spooler for a printer whose jobs cannot be followed; tests bring their own.
    """

    def __init__(
        self,
        remembered: str = "",
        remember: Callable[[str], None] = lambda _text: None,
        kept: KeptPapers | None = None,
    ) -> None:
        self._memory = _read(remembered)
        self._remember = remember
        self.kept = kept or KeptPapers()
        self.known: Callable[[], list[Printer]] = system_printers
        self.spool: Callable[[Printer], QPrinter] = spooled

    def find(self) -> list[Printer]:
        """All printers as they stand now; one by address that does not answer is among them, and says so."""
        return [*self.known(), *(_by_address(uri) for uri in self._memory.addresses)]

    def look_at(self, uri: str) -> Printer:
        """A printer by its address.

        Raises:
            DeskError: there is none.
        """
        return devices.printer_at(uri)

    def add(self, uri: str) -> None:
        """This desk's printers are one more."""
        if uri not in self._memory.addresses:
            self._memory.addresses.append(uri)
            self._save()

    def forget(self, uri: str) -> None:
        """A printer by address is not this desk's any more."""
        if uri in self._memory.addresses:
            self._memory.addresses.remove(uri)
            self._save()

    def by_address(self, uri: str) -> bool:
        """Whether a printer is this desk's by its address."""
        return uri in self._memory.addresses

    def choice(self, kind: str) -> Choice:
        """What was chosen for a kind of paper."""
        return self._memory.chosen.get(kind, Choice())

    def choose(self, kind: str, choice: Choice) -> None:
        """Remember a choice for a kind of paper."""
        self._memory.chosen[kind] = choice
        self._save()

    def _save(self) -> None:
        self._remember(json.dumps(asdict(self._memory)))


def desk_printers(folder: Path, remembered: str, remember: Callable[[str], None]) -> DeskPrinters:
    """A desk's printers, with the papers kept in a folder of its own."""
    kept = KeptPapers(folder / "printed")
    kept.forget_old()
    return DeskPrinters(remembered, remember, kept)


def system_printers() -> list[Printer]:
    """The printers that the system knows; where it has no print server, those of its spooler."""
    if sys.platform != "win32":
        return devices.printers()
    chosen = QPrinterInfo.defaultPrinterName()
    return [_from_spooler(one, one.printerName() == chosen) for one in QPrinterInfo.availablePrinters()]


def spooled(printer: Printer) -> QPrinter:
    """The spooler's printer."""
    return QPrinter(QPrinterInfo.printerInfo(printer.uri.removeprefix(_SPOOLER)), QPrinter.PrinterMode.HighResolution)


def _from_spooler(info: QPrinterInfo, chosen: bool) -> Printer:
    stopped = info.state() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)
    return Printer(
        uri=_SPOOLER + info.printerName(),
        name=info.description() or info.printerName(),
        place=info.location(),
        readiness=Readiness.STOPPED if stopped else Readiness.IDLE,
        both_sides=QPrinter.DuplexMode.DuplexLongSide in info.supportedDuplexModes(),
        colour=QPrinter.ColorMode.Color in info.supportedColorModes(),
        default=chosen,
    )


def _by_address(uri: str) -> Printer:
    try:
        return devices.printer_at(uri)
    except DeskError:
        return Printer(uri, uri, readiness=Readiness.STOPPED, reasons=("offline",), accepting=False)


def _read(text: str) -> _Memory:
    with contextlib.suppress(ValueError, TypeError, AttributeError):
        found = json.loads(text or "{}")
        chosen = {str(kind): Choice(**values) for kind, values in found.get("chosen", {}).items()}
        return _Memory([str(uri) for uri in found.get("addresses", [])], chosen)
    return _Memory()
