"""The counter's way to the custody lists: a button beside the shelf, and the scan of a list's code."""

from PySide6.QtWidgets import QWidget

from printdesk.i18n import _
from printdesk.ui.context import RoomContext
from printdesk.ui.custody.receive_dialog import ReceiveDialog, service_number
from printdesk.ui.kit import IconButton


class ReceiveDesk:
    """Opens the window in which booklets are received.

    Args:
        owner: the counter's page.

    Attributes:
        button: opens it. dialog: the window while it is open.
    """

    def __init__(self, context: RoomContext, owner: QWidget) -> None:
        self._context = context
        self._owner = owner
        self.dialog: ReceiveDialog | None = None
        self.button = IconButton("stack", _("Receive from the print room"), "Ctrl+R")
        self.button.clicked.connect(lambda: self.open())
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self.button.set_name(_("Receive booklets from the print room, by a custody list"))

    def open(self, number: str = "") -> None:
        """Open it on the list with that number, else on the oldest under way."""
        if self.dialog is not None:
            return
        self.dialog = ReceiveDialog(self._context, self._owner.window(), number)
        self.dialog.finished.connect(self._close)
        self.dialog.open()

    def take(self, text: str) -> bool:
        """Whether a scan was a custody list's code or number; then its window is open."""
        number = service_number(text)
        if number:
            self.open(number)
        return bool(number)

    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
