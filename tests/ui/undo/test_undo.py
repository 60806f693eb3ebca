"""Ctrl+Z and Ctrl+Shift+Z on the real window: by name, from any room, refused when somebody came between."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from printdesk.ui.finder.dialog import FinderDialog
from printdesk.ui.pickup.dialogs import HoldDialog
from printdesk.ui.undo.desk import UndoDesk
from tests.services.offices import BAGUS, op
from tests.ui.front.test_front_desk import Window

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
NONE = Qt.KeyboardModifier.NoModifier
KEYS_MS = 130
"""A button pressed by its key acts after a tenth of a second."""


class Keyboard(Window):
    """A window of which only the keys are used."""

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, *, wait: int = KEYS_MS) -> None:
        front = QApplication.activeModalWidget() or self.desk.window
        front.activateWindow()
        for _round in range(20):
            self._app.processEvents()
            if front.isActiveWindow():
                break
        target: QWidget = QApplication.activePopupWidget() or QApplication.focusWidget() or front
        QTest.keyClick(target, key, modifier)
        QTest.qWait(wait)
        self.settle()

    @property
    def said(self) -> str:
        shown = self.desk.window.notices.shown()
        return shown[0].text() if shown else ""

    def undo(self) -> None:
        self.press(Key.Key_Z, CONTROL)

    def redo(self) -> None:
        self.press(Key.Key_Z, CONTROL | SHIFT)


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Keyboard]:
    made = Keyboard(qapp, sqlite_url, tmp_path)
    made.desk.window.activateWindow()
    qtbot.waitUntil(made.desk.window.isActiveWindow)
    made.front.changed()
    made.settle()
    yield made
    made.close()


def hold(window: Keyboard, name: str) -> int:
    """Somebody is put on hold at the counter, in the form."""
    known = window.office.application(name)
    window.desk.context.open_application(known)
    window.settle()
    window.desk.window.page("pickup").card.answer.hold_button.click()
    window.settle()
    assert isinstance(QApplication.activeModalWidget(), HoldDialog)
    window.press(Key.Key_Return)
    assert window.office.get(known).state == "held"
    return known


def test_what_was_done_is_taken_back_by_name_from_any_room_and_done_again(window: Keyboard):
    known = hold(window, "Nur'aini, S.Kom.")
    window.press(Key.Key_4, ALT)
    assert window.desk.window.current_room == "blanks"

    window.undo()
    assert window.said == "Taken back: hold of Nur'aini, S.Kom."
    assert window.office.get(known).state == "ready"
    window.undo()
    assert window.said == "You did nothing at this desk that can be taken back."
    window.redo()
    assert window.said == "Done again: hold of Nur'aini, S.Kom."
    assert window.office.get(known).state == "held"

    box = window.desk.window.top_bar.search
    box.take_focus()
    box.insert("abc")
    window.undo()
    assert (box.text(), window.office.get(known).state) == ("", "held")
    window.press(Key.Key_Z, CONTROL | SHIFT)
    assert box.text() == "abc"
    window.press(Key.Key_Return)
    box.take_focus()
    window.undo()
    assert window.office.get(known).state == "ready"
    window.press(Key.Key_Y, CONTROL)
    assert window.office.get(known).state == "held"

    applications = window.desk.services.applications
    applications.resume(BAGUS, known, op())
    applications.hold(BAGUS, known, "incomplete", op())
    window.undo()
    kept = "It stays as it is: hold of Nur'aini, S.Kom. Bagus Prakoso has changed this since, "
    assert window.said.startswith(kept)
    assert (window.office.get(known).state, window.office.get(known).hold_reason) == ("held", "incomplete")
    window.undo()
    assert window.said == "You did nothing at this desk that can be taken back."


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_the_list_and_ctrl_k_name_the_steps_and_another_person_finds_none(window: Keyboard):
    first, second = hold(window, "Siti & Co"), hold(window, "Budi")
    window.press(Key.Key_K, CONTROL)
    finder = QApplication.activeModalWidget()
    assert isinstance(finder, FinderDialog)
    named = {entry.key: (entry.text, entry.keys) for entry in finder.entries()}
    assert named["undo"] == ("Undo: hold of Budi", "Ctrl+Z")
    assert "redo" not in named
    finder.reject()
    window.settle()

    (desk,) = window.desk.window.findChildren(UndoDesk)
    window.press(Key.Key_Z, CONTROL | ALT)
    assert desk.menu is not None
    texts = [each.text() for each in desk.menu.actions()]
    assert texts == ["&1  Undo: hold of Budi\tCtrl+Z", "&2  Undo: hold of Siti && Co"]
    window.press(Key.Key_2)
    assert (window.office.get(first).state, window.office.get(second).state) == ("ready", "held")
    assert window.desk.window.top_bar.steps.accessibleName() == "Undo: hold of Budi"
    window.front.choose_language("id")
    window.settle()
    assert window.desk.window.top_bar.steps.accessibleName() == "Urungkan: penundaan Budi"
    window.front.choose_language("en")

    window.front.sign_in("bagus")
    window.settle()
    window.undo()
    assert window.said == "You did nothing at this desk that can be taken back."
    assert window.office.get(second).state == "held"
    window.front.sign_in("dwi")
    window.undo()
    assert window.office.get(second).state == "held"


def test_what_was_taken_from_the_queue_goes_back_and_is_not_taken_again_by_a_key(window: Keyboard):
    window.office.blanks()
    known = [window.office.application(f"P{number}") for number in range(3)]
    window.desk.window.go_to("print_room")
    window.front.changed()
    window.settle()
    window.press(Key.Key_F5)
    taken = [key for key in known if window.office.get(key).state == "claimed"]
    assert taken
    window.undo()
    assert window.said == f"Taken back: taking of {len(taken)} applications.".replace(
        "1 applications", "1 application"
    )
    assert {window.office.get(key).state for key in known} == {"ready"}
    window.redo()
    assert "Take the next ones instead" in window.said
    assert {window.office.get(key).state for key in known} == {"ready"}
