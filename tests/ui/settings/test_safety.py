"""Backups, the check, a restore and erasing, by keys on the real page."""

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt

from printdesk.ui.settings.page import SettingsPage
from printdesk.ui.settings.safety_dialogs import EraseOneDialog, RestoreDialog
from tests.ui.blanks.rooms import FormRoom

Key = Qt.Key
Room = FormRoom[SettingsPage]


def test_a_backup_is_made_checked_and_restored_by_keys(room: Room):
    page = room.page
    page.show_part("safety")
    room.settle()
    room.press(Key.Key_F6)
    assert page.safety.result.text().startswith("Backup made and checked:")
    assert page.safety.standing.text().startswith("Last good backup:")
    assert page.safety.table.rows_model().rowCount() == 1
    room.press(Key.Key_F8)
    assert page.safety.result.text().startswith("Everything is sound.")

    backup = Path(room.services.backups.runs()[0].file)
    page.safety_desk.ask_backup = lambda _owner, _folder: backup
    room.press(Key.Key_F7)
    dialog = page.safety_desk.dialog
    assert isinstance(dialog, RestoreDialog)
    dialog._submit()
    room.settle()
    assert page.safety_desk.dialog is dialog  # nobody stands by
    dialog.second.setCurrentIndex(1)
    dialog._submit()
    room.settle()
    assert page.safety_desk.dialog is None
    assert page.safety.restores.rows_model().rowCount() == 1
    assert [line.number[:3] for line in room.services.restore_reports.lines()] == ["PM-"]

    backup.write_bytes(b"something else")
    page.safety.show_list()
    room.press(Key.Key_F7)
    assert "is no backup of PrintDesk" in page.safety.result.text()
    assert page.safety_desk.dialog is None


def test_a_damaged_ledger_is_said_in_red(room: Room):
    place = sqlite3.connect(room.services.database.url.database or "")
    place.execute("drop trigger ledger_no_update")
    place.execute("update ledger set user = 'somebody' where seq = 1")
    place.commit()
    place.close()
    room.page.show_part("safety")
    room.settle()
    room.press(Key.Key_F8)
    assert "entry 1 does not fit the one before" in room.page.safety.result.text()


def test_erasing_one_persons_data_keeps_what_was_typed_when_it_is_refused(room: Room):
    page = room.page
    page.show_part("privacy")
    room.settle()
    room.press(Key.Key_F7)
    dialog = page.safety_desk.dialog
    assert isinstance(dialog, EraseOneDialog)
    dialog.number.setText("3311999999999999")
    dialog.second.setCurrentIndex(1)
    dialog._submit()
    room.settle()
    assert "There is no application 3311999999999999" in dialog.error_text()
    assert dialog.number.text() == "3311999999999999"
    dialog.reject()
