"""Backups, the check, a restore and erasing, by keys on the real page."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt

from printdesk.domain.states import ApplicationState as A
from printdesk.models.tables import Application
from printdesk.ui.settings.page import SettingsPage
from printdesk.ui.settings.safety_dialogs import EraseDialog, EraseOneDialog, RestoreDialog
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


def test_a_person_is_given_their_data_as_a_paper_or_a_file_and_what_is_due_is_erased(room: Room, tmp_path: Path):
    page, office = room.page, room.office
    key = office.application("SITI AMINAH", state=A.COLLECTED, serial="C1000001", nik="3374015708990077")
    page.show_part("privacy")
    room.settle()
    room.press(Key.Key_F8)
    dialog = page.subject_desk.dialog
    assert dialog is not None
    dialog.number.setText("9999")
    dialog._submit()
    room.settle()
    assert "There is no application 9999 here." in dialog.error_text()
    dialog.number.setText("c1000001")
    dialog._submit()
    room.settle()
    assert page.subject_desk.dialog is None
    assert page.privacy.paper.isVisible()
    page.privacy.show_list()

    place = tmp_path / "siti.json"
    page.subject_desk.ask_file = lambda _owner, _proposed: place
    room.press(Key.Key_F8)
    dialog = page.subject_desk.dialog
    assert dialog is not None
    dialog.number.setText(office.get(key).number)
    dialog.form.setCurrentIndex(1)
    dialog._submit()
    room.settle()
    assert json.loads(place.read_text(encoding="utf-8"))["application"]["nik"] == "3374015708990077"
    assert place.stat().st_mode & 0o077 == 0
    assert "Saved as siti.json" in page.privacy.result.text()
    assert [entry.object_id for entry in office.ledger("export_subject")] == [str(key), str(key)]

    with office.database.writing() as session:
        session.get_one(Application, key).state_since = datetime(2023, 1, 2, tzinfo=UTC)
    page.safety_desk.read_privacy()
    room.settle()
    room.press(Key.Key_F6)
    erase = page.safety_desk.dialog
    assert isinstance(erase, EraseDialog)
    erase.second.setCurrentIndex(1)
    for typed, open_now in (("2", False), ("1", True), ("1,000", False), (" 1 ", True)):
        erase.count.setText(typed)
        assert erase._act.isEnabled() is open_now, typed
    erase._submit()
    room.settle()
    assert office.get(key).name == "—"
    assert page.privacy.result.text().startswith("The personal data of 1 case were erased.")
