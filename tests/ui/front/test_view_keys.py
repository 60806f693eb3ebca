"""The same keys in every room: Alt and a digit for the room, Ctrl+Page Down for its views; no keyboard is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget
from pytestqt.qtbot import QtBot

from printdesk.ui.kit import ViewRow
from tests.ui import keys_clash
from tests.ui.undo.test_undo import ALT, CONTROL, Keyboard

Key = Qt.Key
VIEWS = {"blanks": 2, "trips": 2, "backlog": 2, "outages": 2, "settings": 2}
"""How many views are looked at in the rooms that have several."""


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Keyboard]:
    made = Keyboard(qapp, sqlite_url, tmp_path)
    made.desk.window.activateWindow()
    qtbot.waitUntil(made.desk.window.isActiveWindow)
    made.office.application("Siti")
    made.front.changed()
    made.settle()
    yield made
    made.close()


def shown(window: Keyboard) -> str:
    """The view in front of the room in front."""
    page = window.desk.window.page(window.desk.window.current_room)
    row = next((each for each in page.findChildren(ViewRow) if each.isVisible()), None)
    parts = next((each for each in page.findChildren(QListWidget) if each.isVisible()), None)
    return row.current() if row is not None else str(parts.currentRow()) if parts is not None else ""


def keyboard(window: Keyboard) -> bool:
    """Whether something that is seen has it."""
    has = window.desk.window.focusWidget()
    return has is not None and has.isVisible() and has.isEnabled()


def test_each_room_and_each_view_is_reached_by_the_same_keys_and_none_loses_the_keyboard(window: Keyboard):
    for at, room in enumerate(window.desk.window.shown_rooms(), 1):
        window.press(Key(Key.Key_0 + at), ALT, wait=1)
        assert window.desk.window.current_room == room
        assert keyboard(window), room
        seen = [shown(window)]
        for _turn in range(VIEWS.get(room, 1)):
            window.press(Key.Key_PageDown, CONTROL, wait=1)
            assert keyboard(window), (room, shown(window))
            assert keys_clash.clashes(window.desk.window) == [], (room, shown(window))
            if shown(window) in seen:
                break
            seen.append(shown(window))
        assert len(seen) >= VIEWS.get(room, 1) - 1, (room, seen)
        if len(seen) > 1:
            last = shown(window)
            window.press(Key.Key_PageUp, CONTROL, wait=1)
            assert shown(window) != last
