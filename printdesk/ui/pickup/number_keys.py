"""Number keys pressed by a person; those that a scanner sends are none."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

PAUSE_MS = 60
"""A key followed by another within this time came from a scanner; of a scan the first two keys arrive as typing."""


class NumberKeys(QObject):
    """Waits a moment after each digit before it counts.

    Signals:
        pressed: the digit that a person pressed.
    """

    pressed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came: list[int | None] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._count)

    def take(self, event: QKeyEvent) -> bool:
        """Look at a key; True when it is a digit and so used."""
        text = event.text()
        if not text:
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        digit = plain and text.isascii() and text.isdigit()
        self._came.append(int(text) if digit else None)
        self._timer.start()
        return digit

    def forget(self) -> None:
        """A scan came: what it began with counts for nothing."""
        self._came.clear()

    def _count(self) -> None:
        came, self._came = self._came, []
        if len(came) == 1 and came[0] is not None:
            self.pressed.emit(came[0])
