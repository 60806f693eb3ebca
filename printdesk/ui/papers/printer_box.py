"""Which printer: those that the system knows, those by address, and how the chosen one stands."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.printers.devices import Printer
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import IconButton, SecondaryButton, label, set_tone
from printdesk.ui.papers.print_words import is_stuck, state_text
from printdesk.ui.theme import Space, Tone

_LONGEST = 44
_LOOK_AGAIN_MS = 5000


class PrinterBox(QWidget):
    """Looks every few seconds how the printers stand, in the background; what is chosen stays.

    Args:
        wanted: the printer to begin with, "" for the system's own choice.

    Attributes:
        combo: the printers. address: of one that the system does not know; the widget `by_address` holds it.

    Signals:
        changed: another printer is chosen, or it stands differently now; whether it is another one.
        counted: how many there are. failed: a `DeskError` to say.
    """

    changed = Signal(bool)
    counted = Signal(int)
    failed = Signal(object)

    def __init__(self, context: RoomContext, wanted: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = wanted
        self._found: list[Printer] | None = None
        self._asking = False
        self.combo = QComboBox()
        self.address = QLineEdit()
        self.add_button, self.forget_button = IconButton("plus", ""), IconButton("close", "")
        self.look_button = SecondaryButton("")
        self.by_address = QWidget()
        self._state = label("", "secondary", wrap=True)
        self._again = QTimer(self)
        self._again.setInterval(_LOOK_AGAIN_MS)
        self._lay_out()
        self.combo.currentIndexChanged.connect(lambda _at: self._show(another=True))
        self.add_button.clicked.connect(self._open_address)
        self.forget_button.clicked.connect(self._forget)
        self.look_button.clicked.connect(self.take_address)
        self._again.timeout.connect(self.look)
        self.retranslate()

    def _lay_out(self) -> None:
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        for part in (self.combo, self.forget_button, self.add_button):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(row)
        column.addWidget(self._state)
        under = QHBoxLayout(self.by_address)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(Space.XS)
        under.addWidget(self.address, 1)
        under.addWidget(self.look_button)
        self.by_address.setVisible(False)

    def begin(self) -> None:
        """Look for the first time."""
        self.look()
        self._again.start()

    def printer(self) -> Printer | None:
        """The printer that is chosen."""
        uri = self.combo.currentData()
        return next((one for one in self._found or () if one.uri == uri), None)

    def state_words(self) -> str:
        """How the chosen printer stands, as shown."""
        return self._state.text()

    def look(self) -> None:
        """Ask how the printers stand now."""
        if self._asking:
            return
        self._asking = True
        printing = self._context.printing
        self._context.background.run(
            lambda _task: printing.find(), done=self._take, failed=self._not_found, owner=self
        )

    def take_address(self) -> None:
        """Look at the address that was typed; with a printer there, it is this desk's from now on."""
        uri, printing = self.address.text().strip(), self._context.printing
        if not uri:
            return
        self.look_button.setEnabled(False)
        self._context.background.run(
            lambda _task: printing.look_at(uri), done=self._add, failed=self._no_such, owner=self
        )

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        self.combo.setAccessibleName(_("Printer"))
        self.add_button.set_name(_("Printer by its address…"))
        self.forget_button.set_name(_("Forget this printer"))
        self.address.setPlaceholderText("ipp://printer/ipp/print")
        self.address.setAccessibleName(_("Address of the printer"))
        self.look_button.setText(_("Look there"))
        self._show(another=False)

    def _not_found(self, error: DeskError) -> None:
        self._asking = False
        if self._found is None:
            self._take([])
        self.failed.emit(error)

    def _take(self, found: list[Printer]) -> None:
        self._asking = False
        before = str(self.combo.currentData() or "")
        first, self._found = self._found is None, found
        self.combo.blockSignals(True)
        self.combo.clear()
        for one in found:
            self.combo.addItem(_short(f"{one.name} · {one.place}" if one.place else one.name), one.uri)
            self.combo.setItemData(self.combo.count() - 1, one.name, Qt.ItemDataRole.ToolTipRole)
        at = self.combo.findData(before or self._wanted)
        standard = next((index for index, one in enumerate(found) if one.default), 0 if found else -1)
        self.combo.setCurrentIndex(at if at >= 0 else standard)
        self.combo.blockSignals(False)
        self._show(another=str(self.combo.currentData() or "") != before)
        if first or not found:
            self.by_address.setVisible(not found)
        self.counted.emit(len(found))

    def _show(self, *, another: bool) -> None:
        printer = self.printer()
        self.forget_button.setVisible(printer is not None and self._context.printing.by_address(printer.uri))
        looking = _("Looking for printers…") if self._found is None else ""
        self._state.setText(_state_line(printer) if printer else looking)
        bad = printer is not None and is_stuck(printer)
        set_tone(self._state, Tone.AMBER if bad else Tone.NEUTRAL)
        self.changed.emit(another)

    def _open_address(self) -> None:
        self.by_address.setVisible(True)
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _no_such(self, error: DeskError) -> None:
        self.look_button.setEnabled(True)
        self.failed.emit(error)
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, printer: Printer) -> None:
        self.look_button.setEnabled(True)
        self._context.printing.add(printer.uri)
        self.address.clear()
        self.by_address.setVisible(False)
        self._take([*(one for one in self._found or () if one.uri != printer.uri), printer])
        self.combo.setCurrentIndex(self.combo.findData(printer.uri))

    def _forget(self) -> None:
        printer = self.printer()
        if printer is not None:
            self._context.printing.forget(printer.uri)
            self.combo.setCurrentIndex(-1)
            self._take([one for one in self._found or () if one.uri != printer.uri])


def _state_line(printer: Printer) -> str:
    text = _("State: {state}.").format(state=state_text(printer))
    if not printer.followed:
        text += " " + _("The system does not say what comes out of it.")
    return text


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
