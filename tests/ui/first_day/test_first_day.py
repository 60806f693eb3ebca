"""The first steps: ticked by what really happened, by person, put away for good."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from printdesk.config import PreferencesFile
from printdesk.services.bundle import services
from printdesk.services.first_day import HAND_OVER, IMPORT, PRINT, FirstDayService
from printdesk.services.work import Actor
from printdesk.ui.background import Background
from printdesk.ui.context import RoomContext
from printdesk.ui.first_day import FirstDay
from printdesk.ui.messages import Messages
from printdesk.ui.shell import Room, ShellWindow
from printdesk.ui.theme import apply_theme
from tests.services.offices import DWI, MadeOffice, made_office


@pytest.fixture
def office(database_url: str):
    made = made_office(database_url)
    yield made
    made.close()


def note(office: MadeOffice, user: str, act: str) -> None:
    office.workplace.perform(
        act, Actor(user, "R1"), f"{act}-{user}", lambda work: work.record(act, "test", "1") or {}, adds_person=False
    )


def test_steps_are_what_a_person_has_done_since_a_point(office: MadeOffice):
    steps = FirstDayService(office.workplace)
    assert steps.steps(DWI.user).done == frozenset()
    assert steps.steps(DWI.user).wanted
    note(office, DWI.user, "import")
    note(office, "sri", "hand_over_many")
    here = steps.steps(DWI.user)
    assert here.done == {IMPORT}
    assert steps.steps("sri").done == {HAND_OVER}
    note(office, DWI.user, "confirm_printed")
    assert steps.steps(DWI.user, here.sequence).done == {PRINT}


class Page(QWidget):
    def refresh(self) -> None:
        pass


def test_the_list_ticks_itself_off_leads_to_the_room_and_goes_for_good(
    qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path
):
    apply_theme(qapp, "light")
    office = made_office(sqlite_url)
    window = ShellWindow()
    qtbot.addWidget(window)
    for code in ("print_room", "quality", "records"):
        window.add_room(Room(code, lambda code=code: code, "printer", Page()))
    messages = Messages(parent=window)
    background = Background(messages.error, messages.bug, parent=window)
    went: list[tuple[str, str]] = []
    context = RoomContext(
        services=services(office.database, office.clock), background=background, messages=messages,
        actor=lambda: DWI, station=lambda: "", choose_station=lambda _code: None, changed=lambda: None,
        open_application=lambda _id: None, export_folder=lambda: tmp_path,
        go_to=lambda room, view: went.append((room, view)),
    )  # fmt: skip
    preferences = PreferencesFile(tmp_path / "window.json")
    first = FirstDay(context, window, preferences)
    window.show()

    def look() -> None:
        first.look()
        assert background.wait_idle()

    look()
    assert first.button.isVisible()
    assert first.button.accessibleName() == "First steps, 0 of 4 done"
    note(office, DWI.user, "import")
    look()
    assert first.button.accessibleName() == "First steps, 1 of 4 done"
    first.button.click()
    assert first.dialog is not None
    assert [way.accessibleName() for way in first.dialog.ways] == [
        "Show me: Take in a list, or type an application", "Show me: Print one: take the next, scan a blank, look",
        "Show me: Check a printed booklet", "Show me: Put it on the shelf",
    ]  # fmt: skip
    QTest.keyClick(first.dialog.ways[1], Qt.Key.Key_Space)
    assert went == [("print_room", "")]
    first.button.click()
    first.dialog.away.click()
    look()
    assert not first.button.isVisible()
    again = FirstDay(context, window, PreferencesFile(tmp_path / "window.json"))
    again.look()
    assert background.wait_idle()
    assert not again.button.isVisible()
    background.close()
    office.close()
