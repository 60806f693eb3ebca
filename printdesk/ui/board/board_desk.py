"""Opens the public board on the second screen and keeps it true, second by second."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.pickup_board import BoardView
from printdesk.ui.board.board_window import BoardWindow
from printdesk.ui.context import RoomContext
from printdesk.ui.room_work import Acts, LatestReading

SECOND_MS = 1000


class BoardDesk(QObject):
    """The way to the board: Ctrl+Shift+B in the owner's room opens and closes it.

    Attributes:
        window: the board, None before it was opened.
    """

    def __init__(self, context: RoomContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._context = context
        self._owner = owner
        self._zone: tzinfo | None = None
        self._reading = LatestReading(context, self)
        self._acts = Acts(context, owner, lambda: None)
        self.window: BoardWindow | None = None
        self._key = QShortcut(QKeySequence("Ctrl+Shift+B"), owner, self.toggle)
        self.retranslate()
        self._timer = QTimer(self)
        self._timer.setInterval(SECOND_MS)
        self._timer.timeout.connect(self._tick)
        context.background.busy_changed.connect(self._rest)

    def retranslate(self) -> None:
        """What its key does, in the language of the moment: the list of keys says it."""
        self._key.setWhatsThis(_("Public board"))

    def toggle(self) -> None:
        """Open the board, full screen where there is a second screen, or close it."""
        if self.window is not None and self.window.isVisible():
            self.window.close()
            return
        if self.window is None:
            self.window = BoardWindow(self._owner.window())
        other = other_screen(self._owner.screen())
        if other is not None:
            self.window.setGeometry(other.geometry())
            self.window.showFullScreen()
        else:
            self.window.show()
        self._read()
        self._timer.start()

    def call(self, application_id: int, name: str) -> None:
        """Call somebody's number to this desk."""
        board = self._context.services.pickup_board
        self._acts.begin(
            lambda actor, op: board.call(actor, application_id, op),
            lambda number: self._context.messages.ok(
                _("Number {number} is called: {name}.").format(number=number, name=name)
            ),
        )

    def _tick(self) -> None:
        if self.window is None or not self.window.isVisible():
            self._timer.stop()
            return
        if self._zone is not None:
            self.window.show_time(self._now(self._zone))
        self._read()

    def _read(self) -> None:
        self._reading.ask(self._context.services.pickup_board.board, self._show, self._not_read)

    def _show(self, view: BoardView) -> None:
        self._zone = view.now.tzinfo
        if self.window is not None:
            self.window.show_view(view)

    def _not_read(self, _error: DeskError) -> None:
        if self.window is not None:
            self.window.show_stale()

    def _now(self, zone: tzinfo) -> datetime:
        return self._context.services.clock.now().astimezone(zone)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()


def other_screen(own: QScreen) -> QScreen | None:
    """A screen beside the one that the window stands on, None where there is one only."""
    return next((screen for screen in QGuiApplication.screens() if screen is not own), None)
