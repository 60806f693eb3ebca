"""Ctrl+K on the real window: rooms, what can be done now, applicants with masked names."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.ui.finder.dialog import FinderDialog
from tests.ui.front.test_front_desk import Window


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Window]:
    made = Window(qapp, sqlite_url, tmp_path)
    made.desk.window.activateWindow()
    qtbot.waitUntil(made.desk.window.isActiveWindow)
    yield made
    made.close()


HAND_MS = 60
"""Between two keys; what comes faster is a scanner."""


def found(window: Window, qtbot: QtBot, typed: str) -> FinderDialog:
    """The box after a word was typed into it and the applications were looked up."""
    window.desk.window.activateWindow()
    qtbot.waitUntil(window.desk.window.isActiveWindow)
    QTest.keyClick(window.desk.window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FinderDialog)
    QTest.keyClicks(dialog.box, typed, delay=HAND_MS)
    qtbot.waitUntil(lambda: not dialog._wait.isActive())
    window.settle()
    return dialog


def names(dialog: FinderDialog) -> list[str]:
    return [entry.text for entry in dialog.entries()]


def test_it_goes_to_a_room_does_what_a_button_does_and_opens_an_applicant(window: Window, qtbot: QtBot):
    sought = window.office.application("Siti Nurhaliza")
    window.office.application("Budi Santoso")
    window.front.changed()
    window.settle()

    room = found(window, qtbot, "rec")
    assert names(room) == ["Records"]
    QTest.keyClick(room.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.window.current_room == "records")

    act = found(window, qtbot, "new appl")
    assert names(act) == ["New application…"]
    assert act.entries()[0].keys == "Ctrl+N"
    QTest.keyClick(act.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    QApplication.activeModalWidget().reject()

    person = found(window, qtbot, "siti")
    assert [entry.text for entry in person.entries() if entry.key == f"application {sought}"] == ["Siti N•••"]
    assert not [name for name in names(person) if "Budi" in name]
    QTest.keyClick(person.box, Qt.Key.Key_Down)
    QTest.keyClick(person.box, Qt.Key.Key_Up)
    QTest.keyClick(person.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.window.current_room == "pickup")
    window.settle()
    assert [entry.object_id for entry in window.office.ledger("open_card")] == [str(sought)]

    nothing = found(window, qtbot, "zzzzqq")
    assert names(nothing) == []
    QTest.keyClick(nothing.box, Qt.Key.Key_Return)
    assert nothing.isVisible()
    nothing.reject()


def test_what_cannot_be_done_now_is_not_offered(window: Window, qtbot: QtBot):
    window.front.changed()
    window.settle()
    window.desk.window.set_room_visible("records", False)
    dialog = found(window, qtbot, "records")
    assert names(dialog) == []
    dialog.reject()
    take = window.desk.window.page("print_room").hand.head.take
    take.setEnabled(False)
    dialog = found(window, qtbot, "")
    assert take.text() not in names(dialog)
    dialog.reject()
    take.setEnabled(True)
    dialog = found(window, qtbot, "")
    assert take.text() in names(dialog)
    dialog.reject()
