"""The room over an office of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.ui.outages.page import OutagesPage
from tests.ui.blanks.rooms import FormRoom


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[FormRoom[OutagesPage]]:
    made = FormRoom(qapp, qtbot, sqlite_url, tmp_path, OutagesPage)
    yield made
    made.close()
