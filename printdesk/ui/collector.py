"""Python's garbage collector, kept on the window's thread.

It runs on whichever thread happens to allocate. On a worker it destroys windows that were closed, which Qt allows on
the window's thread only: the program crashes, seldom and anywhere. So it is switched off, and the window's thread
looks by itself: often through what is new, which takes milliseconds, and through everything only while another
program is in front.
"""

import gc

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from printdesk import memory

_LOOK_MS = 100
"""Short, because a look takes as long as what was made since the last one is large."""
_YOUNG = 10_000
_OLD = 60
_SETTLED_MS = 10_000
"""After so long what a start loads is loaded."""


class Collector(QObject):
    """Looks for garbage as long as its parent lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        look = QTimer(self)
        look.setInterval(_LOOK_MS)
        look.timeout.connect(self._look)
        look.start()
        QTimer.singleShot(_SETTLED_MS, self, memory.keep_what_is_loaded)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._state_changed)

    def _look(self) -> None:
        if gc.get_count()[0] > _YOUNG:
            gc.collect(1)

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive and gc.get_count()[2] > _OLD:
            gc.collect()
