"""A room under test that opens forms: its window gets the keyboard back when one is closed."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.pickup.rooms import TestedRoom

P = TypeVar("P", bound=QWidget)


class FormRoom(TestedRoom[P]):
    """As a `TestedRoom`, where no window manager gives the window back after a form."""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, to the form in front or to the window."""
        self.activate()
        super().press(key, modifier)

    def scan(self, code: str) -> None:
        """A scan, to the form in front or to the window."""
        self.activate()
        super().scan(code)

    def activate(self) -> None:
        """Give the keyboard to what is in front."""
        if QApplication.activeWindow() is None:
            (QApplication.activeModalWidget() or self.window).activateWindow()
            QTest.qWait(10)
