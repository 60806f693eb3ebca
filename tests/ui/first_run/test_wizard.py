"""The window of the first start by keys: three ways, back and on, nothing written before the last step."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.config import PreferencesFile, remember_database, remembered_database
from printdesk.errors import EnvironmentFailureError
from printdesk.services import setting_up
from printdesk.services.bundle import open_office
from printdesk.services.first_run import FoundOffice
from printdesk.ui.background import Background
from printdesk.ui.first_run import FirstRunWizard, start
from printdesk.ui.first_run.start import FirstStart
from printdesk.ui.theme import apply_theme
from tests.databases import PostgresqlDatabases
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
ADDRESS = "postgresql://desk@server/office"


class Start:
    """A first start in a folder of its own."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.faults: list[Exception] = []
        self.background = Background(self.faults.append, self.faults.append)
        self.folder = folder
        self.first = FirstStart(f"sqlite:///{folder / 'office.db'}", folder)
        self.preferences = PreferencesFile(folder / "window.json")
        self.wizard: FirstRunWizard = self.first.wizard(self.background, self.preferences)
        qtbot.addWidget(self.wizard)
        self.wizard.show()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.wizard, key, modifiers)
        assert self.background.wait_idle(20_000)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.wizard, text)

    def written(self) -> set[str]:
        return {each.name for each in self.folder.iterdir()} - {"window.json"}


@pytest.fixture
def begun(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    apply_theme(qapp, "light")
    made = Start(qtbot, tmp_path)
    yield made
    made.background.close()
    assert made.faults == []


def to_the_last_step(begun: Start) -> None:
    begun.press(Key.Key_Return)
    begun.type("Kantor Imigrasi Ambon")
    begun.press(Key.Key_Tab)
    begun.type("Kanim Ambon")
    begun.press(Key.Key_Return)
    begun.press(Key.Key_Return)
    begun.type("Sri Wahyuni")
    begun.wizard.person.with_password.setChecked(False)
    begun.press(Key.Key_Return)


def test_a_new_office_is_made_by_keys_alone_and_only_at_the_end(begun: Start):
    to_the_last_step(begun)
    wizard = begun.wizard
    assert wizard.page() is wizard.ready
    assert (wizard.back.letter, wizard.on.letter) == ("b", "m")
    assert begun.written() == set()
    begun.press(Key.Key_Escape)
    assert wizard.page() is wizard.person
    assert wizard.person.name.text() == "Sri Wahyuni"
    begun.press(Key.Key_Return)
    begun.press(Key.Key_Return)
    assert wizard.address == begun.first.own
    assert begun.written() == {"office.db"}
    assert begun.preferences.values.person == "sri.wahyuni"
    services = open_office(wizard.address)
    assert services.office.data().settings.office.short_name == "Kanim Ambon"
    services.close()


def test_a_missing_entry_is_said_at_its_field_and_nothing_typed_is_lost(begun: Start):
    begun.press(Key.Key_Return)
    begun.press(Key.Key_Return)
    office = begun.wizard.office
    assert begun.wizard.page() is office
    assert office.error_text() == "Type the name of the office."
    assert QApplication.focusWidget() is office.name
    begun.type("Kanim")
    assert office.error_text() == ""
    begun.press(Key.Key_Escape)
    begun.press(Key.Key_Return)
    assert office.name.text() == "Kanim"
    assert office.error_text() == ""


def test_another_language_changes_every_step_at_once(begun: Start):
    begun.wizard.languages.chosen.emit("id")
    assert begun.wizard.way.ways["demo"].text() == "Berlatih di kantor &contoh"
    assert begun.preferences.values.language == "id"
    for page in begun.wizard._pages():
        begun.wizard._show(page)
        QApplication.processEvents()
        assert cut_texts(begun.wizard) == []


def test_the_demo_office_lies_in_a_folder_that_goes(begun: Start, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("printdesk.services.demo.make_demo", lambda url, _seed: Path(url[10:]).write_text("demo"))
    begun.press(Key.Key_Down)
    assert begun.wizard.on.text() == "Open the demo office"
    begun.press(Key.Key_Return)
    made = Path(begun.wizard.address.removeprefix("sqlite:///"))
    assert made.is_file()
    begun.first.clean()
    assert not made.parent.exists()


def test_an_office_is_joined_once_it_was_found_and_remembered(begun: Start, monkeypatch: pytest.MonkeyPatch):
    tries: list[str] = []

    def find(address: str) -> FoundOffice:
        tries.append(address)
        if len(tries) == 1:
            raise EnvironmentFailureError("“server” does not answer.", "Check the network.")
        return FoundOffice("Kantor Imigrasi Ambon", "server/office", False)

    monkeypatch.setattr(start, "find_office", find)
    joining = begun.wizard
    joining._ways = replace(joining._ways, find=find)
    for _move in range(2):
        begun.press(Key.Key_Down)
    begun.press(Key.Key_Return)
    assert joining.page() is joining.join
    begun.type(ADDRESS)
    begun.press(Key.Key_Return)
    assert joining.join.said() == "“server” does not answer. Check the network."
    assert remembered_database(begun.folder) == ""
    begun.press(Key.Key_Return)
    assert "Kantor Imigrasi Ambon" in joining.join.said()
    assert joining.on.text() == "Join this office"
    begun.press(Key.Key_Return)
    assert joining.address == ADDRESS
    assert remembered_database(begun.folder) == ADDRESS
    assert (begun.folder / "database.url").stat().st_mode & 0o777 == 0o600


def test_an_office_on_a_server_is_found_with_its_name_and_opens_at_the_next_start(
    begun: Start, postgresql_databases: PostgresqlDatabases
):
    empty, address = postgresql_databases.empty(), postgresql_databases.empty()
    setting_up.make(address)
    for _move in range(2):
        begun.press(Key.Key_Down)
    begun.press(Key.Key_Return)
    for tried, said in ((empty, "no office"), (address, "Kantor Imigrasi")):
        field = begun.wizard.join.address
        field.clear()
        field.setFocus()
        begun.type(tried.replace("postgresql+psycopg", "postgresql"))
        begun.press(Key.Key_Return)
        assert said in begun.wizard.join.said()
    begun.press(Key.Key_Return)
    assert begun.first.usual() == remembered_database(begun.folder) == begun.wizard.address
    services = open_office(begun.wizard.address)
    try:
        assert services.office.data().settings.office.name in begun.wizard.join.said()
    finally:
        services.close()


def test_an_office_that_was_joined_and_cannot_be_reached_is_asked_for_again(begun: Start):
    remember_database(begun.folder, ADDRESS)
    assert begun.first.usual() == ADDRESS
    begun.wizard.begin_with(ADDRESS, EnvironmentFailureError("“server” does not answer."))
    assert begun.wizard.page() is begun.wizard.join
    assert begun.wizard.join.address.text() == ADDRESS
    assert "does not answer" in begun.wizard.join.said()
    remember_database(begun.folder, "")
    assert begun.first.usual() == begun.first.own
