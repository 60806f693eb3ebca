"""A desk of an office in which people have passwords: the real window, by keys."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from printdesk.app import Desk, build, start
from printdesk.config import PreferencesFile
from printdesk.services import bundle
from printdesk.ui.front.session import Session
from printdesk.ui.sign_in.cover import SignInCover
from tests.services.offices import MadeOffice
from tests.services.signed_in import PASSWORD

BUTTON_MS = 130
"""A button that is pressed by its key lets go of itself after a tenth of a second, and faster keys are a scan."""


class SharedDesk:
    """One computer; closing it and making another one over the same folder is a restart."""

    def __init__(self, app: QApplication, qtbot: QtBot, office: MadeOffice, folder: Path, person: str) -> None:
        self.office = office
        self._app, self._qtbot = app, qtbot
        preferences = PreferencesFile(folder / "window.json")
        if not preferences.values.person:
            preferences.change(language="en", theme="light", desk="R2", station="R2", person=person)
        self.desk: Desk = build(app, bundle.services(office.database, office.clock), preferences)
        self.window = self.desk.window
        self.window.resize(1366, 768)
        self.window.show()
        self.active()
        start(self.desk)
        self.settle()

    @property
    def session(self) -> Session:
        return self.desk.front.person.session

    @property
    def page(self) -> SignInCover:
        return self.session.page

    @property
    def covered(self) -> bool:
        return self.page.isVisible() and not self.window.top_bar.isVisible()

    def active(self) -> None:
        """Off the screen nothing gives a window its keys back when a dialog goes."""
        front = QApplication.activeModalWidget() or self.window
        front.activateWindow()
        self._qtbot.waitUntil(front.isActiveWindow)

    def settle(self) -> None:
        for _round in range(3):
            self._qtbot.wait(15)
            assert self.desk.background.wait_idle(30_000)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.active()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self._qtbot.wait(BUTTON_MS)
        self.settle()

    def control(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def room(self, number: int) -> str:
        self.press(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        return self.window.current_room

    def write(self, text: str) -> None:
        """Into the field that has the keyboard; not key by key, which so fast would be a scan."""
        self.active()
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        field.setText(text)

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Name, Enter, password, Enter."""
        self.page.form.person.setFocus()
        self.page.form.person.setEditText(name)
        self.press(Qt.Key.Key_Return)
        self.write(password)
        self.press(Qt.Key.Key_Return)

    def scan(self, code: str) -> None:
        self.active()
        for letter in code:
            QTest.keyClick(QApplication.focusWidget() or self.window, letter)
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Return)
        self.settle()

    def texts(self) -> str:
        """All that stands on the window, written or painted."""
        shown = [each for each in self.window.findChildren(QWidget) if each.isVisible()]
        labels = [each.text() for each in shown if isinstance(each, QLabel | QLineEdit)]
        return "\n".join([*labels, *(each.accessibleName() for each in shown), *_rows(shown)])

    def close(self) -> None:
        self.desk.close()
        self._app.removeEventFilter(self.desk.scanner)
        self.session.idle.stop()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _rows(shown: list[QWidget]) -> list[str]:
    """The first rows of the tables."""
    found = []
    for table in shown:
        model = table.model() if isinstance(table, QTableView) else None
        for row in range(min(20, model.rowCount()) if model is not None else 0):
            found += [str(model.index(row, at).data()) for at in range(model.columnCount())]
    return found
