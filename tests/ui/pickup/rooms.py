"""A room under test: the real page in the real window, over a made office in a database of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from printdesk.i18n import _
from printdesk.services.bundle import Services, services
from printdesk.ui.background import Background
from printdesk.ui.context import RoomContext
from printdesk.ui.desk_printers import DeskPrinters
from printdesk.ui.messages import Message, Messages
from printdesk.ui.scanner import ScannerFilter
from printdesk.ui.shell.window import Room, ShellWindow
from printdesk.ui.theme import apply_theme
from tests.services.offices import DWI, MadeOffice, made_office

P = TypeVar("P", bound=QWidget)


class TestedRoom(Generic[P]):
    """The window with one room; scans and keys go where a person's would go."""

    __test__ = False

    def __init__(
        self, app: QApplication, qtbot: QtBot, url: str, folder: Path, make: Callable[[RoomContext], P]
    ) -> None:
        apply_theme(app, "light")
        self._app = app
        self._qtbot = qtbot
        self._seconds = 100.0
        self.office: MadeOffice = made_office(url)
        self.services: Services = services(self.office.database, self.office.clock)
        self.said: list[Message] = []
        self.opened: list[int] = []
        self.folder = folder
        self.window = ShellWindow()
        qtbot.addWidget(self.window)
        self.messages = Messages(parent=self.window)
        self.messages.posted.connect(self.said.append)
        self.background = Background(self.messages.error, self.messages.bug, parent=self.window)
        self.printing = DeskPrinters()
        self.page: P = make(self._context())
        self.window.add_room(Room("room", lambda: _("Pickup"), "hand-over", self.page))
        self.window.attach_messages(self.messages)
        self.scanner = ScannerFilter(lambda: self._seconds, parent=self.window)
        app.installEventFilter(self.scanner)
        self.window.attach_scanner(self.scanner)
        self.window.scanned.connect(self.page.handle_scan)  # type: ignore[attr-defined]
        self.window.search_submitted.connect(self.page.handle_scan)  # type: ignore[attr-defined]
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.start()

    def start(self) -> None:
        """Read what is there now."""
        self.page.refresh()  # type: ignore[attr-defined]
        self.settle()

    def settle(self) -> None:
        """Until nothing runs in the background, and everything is painted."""
        for _each in range(3):
            assert self.background.wait_idle(60_000)
            self._app.processEvents()
        self.window.grab()

    def until(self, condition: Callable[[], bool]) -> None:
        """Until a condition holds."""
        self._qtbot.waitUntil(condition, timeout=60_000)
        self.settle()

    def scan(self, code: str) -> None:
        """As a scanner does: a burst of keys to whatever has the focus, ended by Enter."""
        for letter in code:
            self._seconds += 0.004
            QTest.keyClicks(self._target(), letter)
        self._seconds += 0.004
        QTest.keyClick(self._target(), Qt.Key.Key_Return)
        self._seconds += 10
        self.settle()

    def type(self, text: str, into: QWidget | None = None) -> None:
        """As a person does: one key after the other, slowly."""
        if into is not None:
            into.setFocus()
        for letter in text:
            self._seconds += 0.4
            QTest.keyClicks(into or self._target(), letter)
        self._seconds += 10

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key."""
        self._seconds += 10
        QTest.keyClick(self._target(), key, modifier)
        self._seconds += 10
        QTest.qWait(150)
        self.settle()

    def search(self, text: str) -> None:
        """Type into the box at the top, and Enter."""
        box = self.window.top_bar.search
        box.take_focus()
        self.type(text, box)
        QTest.keyClick(box, Qt.Key.Key_Return)
        self.settle()

    def stops(self) -> list[str]:
        """What was said with the word "stop"."""
        return [f"{each.text} {each.advice}".strip() for each in self.said if each.severity.value == "stop"]

    def close(self) -> None:
        """Let everything go."""
        self._app.removeEventFilter(self.scanner)
        assert self.background.close()
        self.office.close()

    def _target(self) -> QWidget:
        front = QApplication.activeModalWidget() or self.window
        return front.focusWidget() or front

    def _context(self) -> RoomContext:
        return RoomContext(
            services=self.services,
            background=self.background,
            messages=self.messages,
            actor=lambda: DWI,
            station=lambda: "R2",
            choose_station=lambda _code: None,
            changed=lambda: self.page.refresh(),  # type: ignore[attr-defined]
            open_application=self.opened.append,
            export_folder=lambda: self.folder,
            printing=self.printing,
        )
