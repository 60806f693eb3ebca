"""Keys of a person, told apart from those of a scanner.

The scanner's filter lets the first keys of a burst through, since nobody can know yet. Where a single key decides
something, it counts only when no other key comes right before or after it.
"""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

HAND_MS = 45
"""No two keys of a person come faster than this, in milliseconds; a scanner's come within 35."""


class HandKeys(QObject):
    """Offer it every key; it passes on those that stand alone.

    Signals:
        pressed: the letter or digit that a person pressed.
    """

    pressed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._stamp = 0
        self._held = ""
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(HAND_MS)
        self._alone.timeout.connect(self._pass_on)

    def offer(self, event: QKeyEvent) -> bool:
        """Take note of a key; its letter is passed on when nothing follows.

        Returns:
            whether nothing came right before it.
        """
        by_hand = self._gap(event) >= HAND_MS
        self._alone.stop()
        self._held = event.text() if by_hand else ""
        if self._held:
            self._alone.start()
        return by_hand

    def _gap(self, event: QKeyEvent) -> int:
        """Milliseconds since the key before, by the events' stamps: a busy window does not stretch them."""
        by_clock = self._since.elapsed() if self._since.isValid() else HAND_MS
        self._since.start()
        before, self._stamp = self._stamp, event.timestamp()
        return self._stamp - before if before and self._stamp else by_clock

    def _pass_on(self) -> None:
        held, self._held = self._held, ""
        self.pressed.emit(held)
