"""Reports and the down-time pack in the window, by keys and scans, from the room of records."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import catalogue
from printdesk.services.downtime import DowntimeService
from printdesk.services.raises import RaisesService
from printdesk.ui.records.page import RecordsPage
from printdesk.ui.reports.pack_back_dialog import PackBackDialog
from printdesk.ui.reports.pack_watch import PackWatch
from tests.services.offices import SRI, op
from tests.ui.blanks.rooms import FormRoom

Key = Qt.Key
Room = FormRoom[RecordsPage]


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Room]:
    made = FormRoom(qapp, qtbot, sqlite_url, tmp_path, RecordsPage)
    yield made
    made.close()


def pack(room: Room) -> str:
    return DowntimeService(room.office.workplace).make(SRI, catalogue("en"), op())[0].number


def entering(room: Room, code: str) -> PackBackDialog:
    """The dialog for a pack's rows, with one row open."""
    room.start()
    room.page.show_reports()
    room.settle()
    room.page.reports.enter_rows(code)
    room.settle()
    found = room.page.reports.entering
    assert found is not None
    return found


def test_reports_are_made_by_keys_listed_and_shown(room: Room):
    waiting = room.office.application()
    room.start()
    room.press(Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    dialog = room.page.reports
    for key in (Key.Key_F6, Key.Key_F7, Key.Key_F8):
        room.press(key)
        QTest.qWait(130)
        room.settle()

    assert {row.kind for row in dialog.made.rows_model().rows()} == {"HS", "LG", "LP"}
    assert dialog.paper.preview.isVisible()

    RaisesService(room.office.workplace).ask(SRI, waiting, "Sakit keras", op())
    room.press(Key.Key_F8)
    room.press(Key.Key_F8)
    first = [row.number for row in dialog.made.rows_model().rows() if row.kind == "LP"]
    assert first == ["LP-2024-000002", "LP-2024-000001"], "the second F8 is a copy of the week's draw"
    room.press(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.reason is not None
    QTest.keyClicks(dialog.reason.field, "Salah pekan", delay=60)
    room.press(Key.Key_Return)
    newest = dialog.made.rows_model().rows()[0]
    assert (newest.number, newest.wanted["reason"]) == ("LP-2024-000003", "Salah pekan")
    dialog.reject()


def test_a_pack_is_made_and_the_dialog_says_when_and_for_which_day(room: Room):
    room.start()
    room.page.show_reports()
    room.settle()
    room.page.reports.pack.click()
    QTest.qWait(130)
    room.settle()

    assert "for Wed 26 June" in room.page.reports._last_pack.text()
    assert room.page.reports.back.isEnabled()
    room.page.reports.reject()


def test_a_scanned_row_of_the_room_opens_its_form(room: Room):
    number = pack(room)
    with room.office.workplace.reading() as view:
        from printdesk.services.downtime_values import row_code

        code = row_code(view, number, "spoiled", 2, view.now.date())
    room.start()
    assert room.page.handle_scan(code)
    room.settle()
    dialog = room.page.reports.entering
    assert dialog is not None
    assert dialog._head.text() == "Spoiled booklets · 2"
    assert not room.page.handle_scan("C1000001")
    dialog.reject()
    room.page.reports.reject()


def test_a_hand_over_row_is_entered_by_scans_and_ticks(room: Room):
    key = room.office.application("SITI", state=A.SHELVED, serial="C7000001")
    dialog = entering(room, f"{pack(room)}/handover/1")
    number = room.office.get(key).number
    dialog.take_scan(number)
    dialog.take_scan("C7000001")
    form = dialog.form()
    for box in form.documents.values():  # type: ignore[attr-defined]
        box.click()
    dialog._act.click()
    QTest.qWait(130)
    room.settle()

    assert dialog.error_text() == ""
    assert room.office.get(key).state == A.COLLECTED
    assert [row.name for row in dialog.list.rows_model().rows()] == ["SITI"]
    dialog.reject()
    room.page.reports.reject()


def test_what_does_not_fit_is_said_and_stands_in_the_list(room: Room):
    room.office.application("SITI", state=A.SHELVED, serial="C7000001")
    dialog = entering(room, f"{pack(room)}/intake/3")
    dialog.take_scan("PD1|PK|PK-2024-000001|20240626|AAAA")
    assert "is no row of a down-time pack" in dialog.error_text()
    dialog.take_scan("9999999999999999")
    dialog._act.click()
    QTest.qWait(130)
    room.settle()

    assert "9999999999999999" in dialog.error_text()
    (row,) = dialog.list.rows_model().rows()
    assert (row.place.position, row.exception) == (3, "exception")
    dialog.reject()
    room.page.reports.reject()


def test_the_watch_makes_the_pack_in_the_afternoon_once_and_saves_it(room: Room, tmp_path: Path):
    room.office.application()
    room.start()
    watch = PackWatch(room.page._context, room.page, tmp_path / "packs")
    watch.look()
    room.settle()
    assert not (tmp_path / "packs").exists()

    room.office.clock.set(26, 15, 5)
    for _time in range(2):
        watch.look()
        room.settle()

    (saved,) = (tmp_path / "packs").iterdir()
    assert saved.name == "PK-2024-000001.pdf"
    assert saved.read_bytes().startswith(b"%PDF")
    (line,) = DowntimeService(room.office.workplace).packs()
    assert (line.automatic, line.file) == (True, str(saved))
