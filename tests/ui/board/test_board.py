"""The public board: numbers only, true within a second, readable, on the second screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import catalogue
from printdesk.ui.board import BoardWindow
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.theme.tokens import DARK, LIGHT
from tests.services.offices import DWI, op
from tests.ui.pickup.rooms import TestedRoom

Room = TestedRoom[PickupPage]
NIK = "3374015708990003"


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Room]:
    made = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, PickupPage)
    yield made
    made.close()


def _ready(room: Room, *names: str) -> list[int]:
    keys = [room.office.application(name, state=A.SHELVED, nik=NIK, phone="081234567890") for name in names]
    room.services.slips.make(DWI, keys, "a6", catalogue("id"), op())
    return keys


def _board(room: Room) -> BoardWindow:
    room.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    window = room.page.board.window
    assert window is not None
    return window


def _said(window: BoardWindow) -> tuple[str, ...]:
    window.grab()
    return window.said()


def test_the_board_says_numbers_and_never_a_name_or_an_identity_number(room: Room) -> None:
    keys = _ready(room, "Kartini Ayu", "Dewi Sartika")
    room.services.pickup_board.call(DWI, keys[0], op())

    window = _board(room)

    said = _said(window)
    assert {"0001", "0002", "R2", "08.00"} <= set(said)
    told = " ".join((*said, window.accessibleDescription(), window.windowTitle()))
    row = room.office.get(keys[0])
    for secret in ("Kartini", "Ayu", "Dewi", "Sartika", NIK, row.number, row.number[-6:], "0812"):
        assert secret not in told
    window.close()


def test_a_call_from_the_card_stands_on_the_board_within_a_second(room: Room, qtbot: QtBot) -> None:
    (key,) = _ready(room, "Kartini")
    window = _board(room)
    assert "R2" not in _said(window)
    room.page.open_application(key)
    room.settle()

    room.page.card.contact.call.trigger()
    room.settle()

    qtbot.waitUntil(lambda: "R2" in _said(window), timeout=20_000)
    assert room.said[-1].text == "Number 0001 is called: Kartini."
    window.close()
    room.settle()


def test_the_numbers_are_large_and_the_board_turns_dark_and_full_screen_by_keys(room: Room) -> None:
    _ready(room, "Kartini")
    window = _board(room)
    window.resize(1920, 1080)
    light = window.grab().toImage().pixelColor(2, 2)
    QTest.keyClick(window, Qt.Key.Key_D)
    dark = window.grab().toImage().pixelColor(2, 2)
    assert (light, dark) == (QColor(LIGHT.ground), QColor(DARK.ground))

    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_an_empty_board_says_so_in_both_languages(room: Room) -> None:
    window = _board(room)

    assert "Belum ada nomor yang siap  ·  No number is ready now" in _said(window)
    window.close()
