"""Another language in rooms that nobody sees: in short steps while nothing else is to be done, or on entering.

A window with all its rooms open took a fifth of a second to say everything anew; what is in front is said at once.
"""

from collections import deque
from collections.abc import Iterable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_STEP_MS = 10


def say_anew(widget: QWidget) -> None:
    """Its words in the language of the moment, where it has any of its own."""
    again = getattr(widget, "retranslate", None)
    if callable(again):
        again()


def widgets_in(top: QWidget | None, without: frozenset[QWidget] = frozenset()) -> list[QWidget]:
    """A widget and all that it holds, outer ones first; of those in `without` nothing."""
    if top is None or top in without:
        return []
    found = [top]
    for child in top.children():
        if isinstance(child, QWidget):
            found.extend(widgets_in(child, without))
    return found


class LaterWords(QObject):
    """Keeps which pages are still in the language of before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[QWidget, deque[QWidget]] = {}
        self._step = QTimer(self)
        self._step.setInterval(0)
        self._step.timeout.connect(self._go_on)

    def put_off(self, pages: Iterable[QWidget]) -> None:
        """These follow afterwards, from their beginning; what waited before waits no more."""
        self._waiting = {page: deque((page,)) for page in pages}
        if self._waiting:
            self._step.start()

    def finish(self, page: QWidget) -> None:
        """Somebody needs this page now: nothing in it waits any longer."""
        left = self._waiting.pop(page, None)
        while left:
            _say_next(page, left)

    def is_done(self) -> bool:
        """Whether every page is in the language of the moment."""
        return not self._waiting

    def _go_on(self) -> None:
        """Some of what waits, for a few milliseconds."""
        clock = QElapsedTimer()
        clock.start()
        while self._waiting and not clock.hasExpired(_STEP_MS):
            page, left = next(iter(self._waiting.items()))
            _say_next(page, left)
            if not left:
                self._waiting.pop(page, None)
        if not self._waiting:
            self._step.stop()


def _say_next(page: QWidget, left: deque[QWidget]) -> None:
    """The next part of a page; its own words may bring other parts, so those are looked for after it."""
    widget = left.popleft()
    if not isValid(widget):
        return
    say_anew(widget)
    if widget is page:
        left.extend(widgets_in(page)[1:])
