"""The window before its rooms.

It is shown and takes scans and typing; what is scanned, sent or chosen meanwhile is kept, and done in the same order
when the rooms are there.
"""

from functools import partial
from time import monotonic
from typing import cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from printdesk.config import PreferencesFile
from printdesk.i18n import language
from printdesk.services.first_look import FirstLook
from printdesk.ui.opening.queue import OpeningPage
from printdesk.ui.scanner import ScannerFilter
from printdesk.ui.shell.rooms import FIRST, add_rooms
from printdesk.ui.shell.window import ShellWindow
from printdesk.ui.theme import Mode, ThemeSwitch

_LONGEST_MS = 400
"""A window that is not painted by then lies behind another one; the rest is loaded all the same."""
_CHOSEN = ("language_chosen", "theme_chosen", "text_scale_chosen")
_ASKED = ("scanned", "search_submitted")
"""Of a closed office nothing is asked before somebody has signed in."""


class Stage(QObject):
    """A window with its theme and scanner, and pages that only wait.

    Attributes:
        window, theme, scanner: what the composition goes on with.

    Signals:
        painted: its first picture stands (or it is hidden): the time to load the rest.
    """

    painted = Signal()

    def __init__(self, app: QApplication, preferences: PreferencesFile, look: FirstLook) -> None:
        super().__init__(app)
        self.preferences = preferences
        self.theme = ThemeSwitch(app, cast("Mode", preferences.values.theme), preferences.values.scale)
        self.window = ShellWindow(preferences)
        self.scanner = ScannerFilter(monotonic, parent=self.window)
        self._held: list[tuple[str, object]] = []
        held = (*_ASKED, *_CHOSEN) if look.is_open else _CHOSEN
        self._holding = [(name, partial(self._hold, name)) for name in held]
        self._told = False
        self._app = app
        self._show(look)
        self.window.attach_scanner(self.scanner)
        for name, hold in self._holding:
            getattr(self.window, name).connect(hold)

    def _show(self, look: FirstLook) -> None:
        window = self.window
        window.rail.set_office(look.office_name)
        window.status.set_language(language())
        window.top_bar.steps.setEnabled(False)
        add_rooms(window, lambda code: OpeningPage(look if code == FIRST else None))
        if not look.is_open:
            window.cover.lay(QWidget())
        window.installEventFilter(self)
        QTimer.singleShot(_LONGEST_MS, self, self._tell)
        window.top_bar.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first picture is painted; what comes after it may take its time."""
        if event.type() == QEvent.Type.Paint and watched is self.window:
            QTimer.singleShot(0, self, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self.window.removeEventFilter(self)
            # Not before: to hand over its first event the toolkit looks through all kinds of objects that it knows.
            # Keys that come while nothing is seen yet are typed into the search box, which keeps them too.
            self._app.installEventFilter(self.scanner)
            self.painted.emit()

    def _hold(self, name: str, value: object) -> None:
        self._held.append((name, value))

    def release(self) -> None:
        """Hold nothing more: from now on the rooms hear it."""
        for name, hold in self._holding:
            getattr(self.window, name).disconnect(hold)
        self._holding.clear()
        self.window.top_bar.steps.setEnabled(True)

    def replay(self) -> None:
        """Do now what was held, in its order."""
        held, self._held = self._held, []
        for name, value in held:
            getattr(self.window, name).emit(value)
