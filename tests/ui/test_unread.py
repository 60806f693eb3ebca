"""What a room says while its database cannot be read: never "all done", never "nothing here"."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from printdesk.errors import EnvironmentFailureError
from printdesk.models.database import Database
from printdesk.ui.backlog.page import BacklogPage
from printdesk.ui.blanks.page import BlanksPage
from printdesk.ui.kit import EmptyState
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.print_room.page import PrintRoomPage
from printdesk.ui.quality.page import QualityPage
from printdesk.ui.records.page import RecordsPage
from printdesk.ui.settings.page import SettingsPage
from printdesk.ui.theme import Tone
from printdesk.ui.trips.page import TripsPage
from tests.ui.pickup.rooms import TestedRoom

WHY = "The disk is gone."
PAGES = (PrintRoomPage, QualityPage, PickupPage, BlanksPage, TripsPage, BacklogPage, RecordsPage, SettingsPage)


@pytest.fixture(params=PAGES, ids=lambda page: page.__name__)
def room(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, sqlite_url: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> Iterator[TestedRoom[QWidget]]:  # fmt: skip
    def gone(_self: Database) -> None:
        raise EnvironmentFailureError(WHY, "Look whether the drive is connected.")

    def blind(context: object) -> QWidget:
        monkeypatch.setattr(Database, "reading", gone)
        return request.param(context)

    made = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, blind)
    yield made
    monkeypatch.undo()
    made.close()


def test_a_room_that_cannot_read_says_why_and_nothing_else(room: TestedRoom[QWidget]):
    shown = [each for each in room.page.findChildren(EmptyState) if each.isVisible()]
    assert any(WHY in each.accessibleName() for each in shown)
    assert not any(each._mark._tone is Tone.GREEN for each in shown)
    assert WHY in room.stops()[0]
