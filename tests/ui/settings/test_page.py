"""The room of the settings with real keys and files, over a real office."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from printdesk.i18n import set_language
from printdesk.services.ledger import Verification
from printdesk.ui.settings.page import PARTS, SettingsPage
from printdesk.ui.theme import apply_theme
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Room = FormRoom[SettingsPage]


def exported(room: Room, path: Path) -> str:
    """The settings file, exported by its key."""
    room.page.ask_export = lambda _owner, _proposed: path
    room.page.show_part("file")
    room.press(Key.Key_F6)
    return path.read_text(encoding="utf-8")


def take_in(room: Room, path: Path) -> str:
    """Import a file by its key; gives what the room says of it."""
    room.page.ask_import = lambda _owner, _folder: path
    room.page.show_part("file")
    room.press(Key.Key_F7)
    return room.page.file.result.text()


def test_settings_go_out_are_edited_and_come_back_into_force(room: Room, tmp_path: Path):
    path = tmp_path / "office.toml"
    text = exported(room, path)
    assert room.page.file.result.text() == f"Exported as office.toml. {tmp_path}"
    assert "promise_days = 4" in text

    path.write_text(text.replace("promise_days = 4", "promise_days = 3", 1), encoding="utf-8")
    said = take_in(room, path)

    assert said == "Settings version 2 is in force at every desk."
    assert room.services.office.data().settings.services[0].promise_days == 3
    facts = room.page._facts
    assert facts is not None
    assert facts.settings.services[0].promise_days == 3
    again = exported(room, tmp_path / "again.toml")
    assert again == path.read_text(encoding="utf-8")


def test_a_file_that_does_not_fit_is_refused_whole_and_in_words(room: Room, tmp_path: Path):
    path = tmp_path / "office.toml"
    text = exported(room, path)
    path.write_text(text.replace("promise_days", "promise_dayz", 1), encoding="utf-8")
    assert "Nothing was changed." in take_in(room, path)
    path.write_text("no = = toml", encoding="utf-8")
    assert "are not valid TOML" in take_in(room, path)
    path.write_bytes(b"\xff\xfe\x00nothing")
    assert "cannot be read" in take_in(room, path)
    assert "cannot be read" in take_in(room, tmp_path / "gone.toml")

    assert room.services.office.data().version == 1
    assert room.page.file.export.isEnabled()
    assert room.stops() == []


def test_a_folder_that_is_not_there_is_named(room: Room, tmp_path: Path):
    room.page.ask_export = lambda _owner, _proposed: tmp_path / "nowhere" / "office.toml"
    room.page.show_part("file")
    room.press(Key.Key_F6)
    assert "There is no folder" in room.page.file.result.text()


def test_giving_up_the_file_changes_nothing(room: Room):
    room.page.ask_export = lambda _owner, _proposed: None
    room.page.export()
    room.page.ask_import = lambda _owner, _folder: None
    room.page.take_in()
    room.settle()
    assert room.page.file.result.text() == ""


def test_the_ledger_is_checked_in_the_background_and_a_change_is_named(room: Room):
    room.page.show_part("database")
    room.press(Key.Key_F8)
    head = room.services.office.verify().head
    assert room.page.database.result.text() == f"The ledger is whole: 1 entry. Head: {head}"

    room.page.database.show_verified(Verification(False, 12, head, 7))
    assert "entry 7 does not fit" in room.page.database.result.text()


def test_the_closed_days_of_two_months_are_named(room: Room):
    facts = room.page._facts
    assert facts is not None
    days = facts.closed_days()
    assert [day.isoformat() for day, _name in days] == ["2024-07-07", "2024-08-17"]
    assert all(name for _day, name in days)


def test_the_database_is_described_as_it_is(room: Room):
    facts = room.page._facts
    assert facts is not None
    assert facts.database.kind == "SQLite"
    with room.office.database.engine.connect() as connection:
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
        version = connection.exec_driver_sql("select sqlite_version()").scalar()
    assert facts.database.journal == str(journal).upper()
    assert facts.database.version == version


def test_language_and_colours_are_asked_of_the_window(room: Room):
    languages: list[str] = []
    themes: list[str] = []
    room.window.language_chosen.connect(languages.append)
    room.window.theme_chosen.connect(themes.append)
    room.page.show_part("desk")
    room.page.desk.languages._chips["id"].click()
    room.page.desk.colours._chips["dark"].click()
    assert (languages, themes) == (["id"], ["dark"])


def test_every_part_is_shown_in_both_languages_and_cuts_no_text(room: Room, qapp: QApplication):
    for lang in ("id", "en"):
        apply_theme(qapp, "dark")
        set_language(lang)
        room.window.retranslate()
        room.start()
        for part in PARTS:
            room.page.show_part(part)
            room.settle()
            assert cut_texts(room.page) == []


def test_health_is_read_when_it_is_looked_at_and_copied_by_its_key(room: Room):
    room.page.show_part("health")
    room.settle()
    found = room.page.health.found
    assert found is not None
    assert {"schema", "database", "clock", "disk", "fonts", "printers", "backup", "ledger"} <= {
        line.code for line in found.lines
    }
    room.press(Key.Key_F6)
    copied = QApplication.clipboard().text()
    assert "[in order] Ledger: whole: 1 entry" in copied
    assert cut_texts(room.page.health) == []
