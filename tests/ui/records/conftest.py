"""The records room over an office of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.ui.records.page import RecordsPage
from tests.ui.pickup.rooms import TestedRoom


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[TestedRoom[RecordsPage]]:
    made = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, RecordsPage)
    yield made
    made.close()
