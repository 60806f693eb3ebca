"""A page of a room: the calls that are owed, and the pickup waves; Esc goes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from printdesk.i18n import _
from printdesk.ui.contact.owed_calls import OwedCallsView
from printdesk.ui.contact.waves_view import WavesView
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, ChipRow, GhostButton, SecondaryButton
from printdesk.ui.theme import Space

CALLS, WAVES = "calls", "waves"


class TellingPanel(Card):
    """Calls and waves under two chips, with the way to the public board.

    Attributes:
        calls, waves: the views. chips: which of them. board: opens the public board.

    Signals:
        left: back to the room. opened: id of the application asked for.
    """

    left = Signal()
    opened = Signal(int)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.back = GhostButton("", "Esc", "chevron-left")
        self.chips = ChipRow()
        self.board = SecondaryButton("", "", "users")
        self.calls, self.waves = OwedCallsView(context), WavesView(context)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.calls)
        self._stack.addWidget(self.waves)
        head = QHBoxLayout()
        head.setContentsMargins(Space.S, Space.S, Space.L, 0)
        head.setSpacing(Space.M)
        head.addWidget(self.back)
        head.addWidget(self.chips, 1)
        head.addWidget(self.board)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        self.body.addWidget(self._stack, 1)
        for code in (CALLS, WAVES):
            self.chips.set_chip(code, "")
        self.chips.chosen.connect(lambda _code: self._choose())
        self.back.clicked.connect(self.left)
        self.calls.opened.connect(self.opened)
        self.waves.opened.connect(self.opened)
        self.retranslate()

    def show_part(self, code: str) -> None:
        """Show calls or waves."""
        self.chips.choose(code)
        self._choose()

    def refresh(self) -> None:
        """Read the part anew that is shown."""
        part = self._stack.currentWidget()
        if isinstance(part, OwedCallsView | WavesView):
            part.refresh()

    def focus_first(self) -> None:
        """Give the keyboard to the part that is shown."""
        part = self._stack.currentWidget()
        if isinstance(part, OwedCallsView | WavesView):
            part.focus_first()

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self.back.setText(_("Back"))
        self.board.setText(f"{_('Public board')} · Ctrl+Shift+B")
        self.chips.set_chip(CALLS, _("Owed a call"))
        self.chips.set_chip(WAVES, _("Pickup waves"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self._stack.setCurrentIndex(0 if self.chips.current() == CALLS else 1)
        self.refresh()
        self.focus_first()
