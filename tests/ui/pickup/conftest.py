"""The pickup room over an office of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.ui.pickup.page import PickupPage
from tests.ui.pickup.rooms import TestedRoom


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[TestedRoom[PickupPage]]:
    made = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, PickupPage)
    yield made
    made.close()
