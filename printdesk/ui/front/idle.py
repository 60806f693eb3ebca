"""Notices that nobody has touched this desk for a while."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

LOCK_KEY = "Ctrl+L"
_EXACT = QKeySequence.SequenceMatch.ExactMatch
_LOOK_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Counts the time since the last key, click or movement; scans are keys.

    It listens only while it is on: each event of the program passes through here then.

    Args:
        clock: seconds that never run backwards.

    Signals:
        idle: nobody has touched the desk for so long. lock_wanted: Ctrl+L over a dialog, which keeps the window's own
            keys from it.
    """

    idle = Signal()
    lock_wanted = Signal()

    def __init__(self, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seconds = 0
        self._touched = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int) -> None:
        """Be on from now on; with other minutes it goes on counting."""
        self._seconds = 60 * minutes
        if not self._timer.isActive():
            self._touched = self._clock()
            self._timer.start()
            self._application().installEventFilter(self)

    def stop(self) -> None:
        """Be off."""
        if self._timer.isActive():
            self._timer.stop()
            self._application().removeEventFilter(self)

    def look(self) -> None:
        """Whether it is time."""
        if self._timer.isActive() and self._clock() - self._touched >= self._seconds:
            self.stop()
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Somebody is here, and perhaps leaves."""
        kind = event.type()
        if kind in _TOUCHES:
            self._touched = self._clock()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _locks(event):
            self.lock_wanted.emit()
            return True
        return False

    def _application(self) -> QObject:
        return QApplication.instance() or self


def _locks(event: QKeyEvent) -> bool:
    """Whether it is Ctrl+L over a dialog."""
    keys = QKeySequence(event.keyCombination())
    return QApplication.activeModalWidget() is not None and keys.matches(QKeySequence(LOCK_KEY)) == _EXACT
