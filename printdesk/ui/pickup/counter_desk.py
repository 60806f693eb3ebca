"""The way from the pickup room to its own windows: the scan session, the post, the register."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from printdesk.i18n import _
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FlowRow, GhostButton
from printdesk.ui.pickup.counter_dialog import CounterDialog
from printdesk.ui.pickup.handing_dialog import HandingDialog
from printdesk.ui.pickup.posting_dialog import PostingDialog
from printdesk.ui.pickup.register_dialog import RegisterDialog
from printdesk.ui.theme import Space


class CounterDesk(QObject):
    """Opens one of the windows at a time.

    Args:
        owner: the counter's page. slips: makes slips for these applications.

    Attributes:
        session, post, register: the buttons; `strip` holds them. dialog: the window while one is open.

    Signals:
        session_wanted: the button of the scan session was pressed.
        handed: a booklet went out in a session: id of its application, name and serial.
    """

    session_wanted = Signal()
    handed = Signal(int, str, str)

    def __init__(self, context: RoomContext, owner: QWidget, slips: Callable[[list[int]], None]) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._slips = slips
        self.dialog: CounterDialog | None = None
        self.session, self.post = GhostButton(act="hand_over_many"), GhostButton(act="send_post")
        self.register = GhostButton(act="print_register")
        self.strip = FlowRow(Space.XS)
        self.strip.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XS)
        for button in (self.session, self.post, self.register):
            self.strip.add(button)
        self.session.clicked.connect(self.session_wanted)
        self.post.clicked.connect(self.open_post)
        self.register.clicked.connect(self.open_register)
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        for button, key, text, hint in (
            (self.session, "F6", _("Together"), _("Hand over one after the other, or several at once")),
            (self.post, "Ctrl+T", _("To the post"), _("Give booklets to the post")),
            (self.register, "Ctrl+G", _("Register"), _("Hand-over register and collectors")),
        ):
            button.setText(text)
            # The key stands in the hint and in the list of keys: beside the words it would take a second line.
            button.setShortcut(QKeySequence(key))
            button.setToolTip(f"{hint} ({button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})")
        retranslate = getattr(self.dialog, "retranslate", None)
        if callable(retranslate):
            retranslate()

    def open_session(self, first: int = 0) -> None:
        """Open the scan session, with the whole group or family of an application when one is named."""
        if self.dialog is None:
            dialog = HandingDialog(self._context, self._owner.window(), first)
            dialog.slips_wanted.connect(self._slips)
            dialog.handed.connect(self.handed)
            self._open(dialog)

    def open_post(self) -> None:
        """Open the list for the post."""
        if self.dialog is None:
            self._open(PostingDialog(self._context, self._owner.window()))

    def open_register(self) -> None:
        """Open today's register."""
        if self.dialog is None:
            today = self._context.services.office.now().date()
            self._open(RegisterDialog(self._context, self._owner.window(), today))

    def _open(self, dialog: CounterDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._close)
        dialog.open()

    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
