"""The room over an office of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.ui.trips.page import TripsPage
from tests.ui.blanks.rooms import FormRoom


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[FormRoom[TripsPage]]:
    made = FormRoom(qapp, qtbot, sqlite_url, tmp_path, TripsPage)
    yield made
    made.close()
