"""Failures, flaky services, interrupted desks and batch sheets at a desk, by keys, clicks and scans."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from printdesk.i18n import catalogue, set_language
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.print_room import PrintRoomPage
from printdesk.ui.print_room.entry_dialog import EntryDialog
from printdesk.ui.print_room.sheet_dialogs import MakeSheetDialog, PaperDialog
from printdesk.ui.warning_watch import WarningWatch
from tests.databases import SqliteDatabases
from tests.documents.papers import scanned
from tests.ui.print_room.offices import NOW, OpenRoom, close_room, cut_texts, open_desk, open_room, prepare

Key = Qt.Key
Room = OpenRoom[PrintRoomPage]
DWI, ANI = Actor("dwi", "R2"), Actor("ani", "D9")


@pytest.fixture
def room(qapp, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Room]:
    """Six wait, the first four of one family; Dwi at R2 holds ten blanks."""
    desk = open_desk(sqlite_databases.prepared(prepare))
    for number in range(6):
        desk.add(number, f"PEMOHON {number}", group_name="Keluarga Budi" if number < 4 else None)
    desk.blanks("B4471200", "B4471209")
    opened = open_room(desk, PrintRoomPage, tmp_path)
    yield opened
    close_room(opened)


def fail(room: Room, serial: str, reason: str) -> None:
    """Scan the blank, and say that it failed, by the dialog's keys."""
    room.scan(serial)
    room.press(Key.Key_F7)
    room.page._dialog.choose(reason)
    room.press(Key.Key_Return)


def notice(room: Room) -> str:
    return room.window.notices.shown()[0].text()


def go_on_waiting(room: Room) -> None:
    """Let a dialog read and show itself."""
    QTest.qWait(20)
    room.desk.settle()
    QTest.qWait(20)
    room.desk.settle()


def test_after_a_failure_the_next_step_and_attempt_two_are_said_and_the_history_shows_next_time(room: Room) -> None:
    room.page.hand.head.set_count(1)
    room.press(Key.Key_F5)
    fail(room, "B4471200", "ink")
    assert "waits again at the old place for attempt 2" in notice(room)
    assert "Clean the print head" in notice(room)

    room.press(Key.Key_F5)

    assert room.page.hand.now._history.text() == "B4471200: Ink bleeding"
    history = room.page.hand.now._history.accessibleDescription()
    assert history.startswith("1: B4471200 · R2 · Dwi Rahayu · Ink bleeding\n→ Clean the print head")
    assert cut_texts(room.page.hand) == []


LONG = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT KUSUMANINGTYAS"
_BANNER = 34
"""Height of the strip above the rooms that tells of outages."""


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_longest_name_on_its_second_try_at_a_flaky_station_needs_no_scrolling(room: Room, qtbot, lang: str):
    service = room.desk.services.office
    service.set_service_state(ANI, SwitchEntry("regular24", "down", note="Menunggu pusat"), new_operation_id())
    room.page.hand.head.set_count(1)
    room.desk.add(-1, LONG, departs_at=NOW + timedelta(days=2), proof="ticket", arrived=NOW - timedelta(days=30))
    room.press(Key.Key_F5)
    assert room.page._facts.current.name == LONG
    fail(room, "B4471200", "ink")
    room.press(Key.Key_F5)
    service.set_service_state(ANI, SwitchEntry("regular48", "flaky", 60), new_operation_id())
    room.scan("B4471201")
    set_language(lang)
    room.page.retranslate()
    room.window.notices.clear()
    area = room.page.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)

    for width, height in ((1366, 768), (1100, 680)):
        room.window.resize(width, height - _BANNER)
        room.refresh()
        assert room.page.hand.now._attempt.isVisible()
        assert room.page.hand.flaky.isVisible()
        assert area.verticalScrollBar().maximum() == 0
        assert cut_texts(room.page.hand) == []

    room.desk.services.print_room.lose_touch(Actor("dwi", "R2"), new_operation_id())
    room.refresh()
    assert LONG in room.page.question._question.text()
    assert area.verticalScrollBar().maximum() == 0
    assert cut_texts(room.page._left) == []


def test_a_data_error_says_that_a_supervisor_must_approve_and_the_inbox_does_it(room: Room, qtbot) -> None:
    room.page.hand.head.set_count(1)
    room.press(Key.Key_F5)
    first = room.page._facts.current.application_id
    fail(room, "B4471200", "data_error")
    assert "waits for a supervisor's approval" in notice(room)
    assert "Warnings (1)…" in [action.text() for action in room.page.hand.head.more_menu().actions()]

    room.desk.user = "ani"
    room.page.lists.inbox()
    go_on_waiting(room)
    inbox = room.page.lists.dialog
    inbox.cards[0].act.click()
    inbox._asking.field.setText("birth date put right")
    inbox._asking._act.click()
    go_on_waiting(room)

    assert room.desk.application(first).state == "ready"
    assert inbox.cards == []
    inbox.reject()


def test_three_failures_in_a_row_stop_the_station_until_somebody_says_what_was_done(room: Room) -> None:
    room.press(Key.Key_F5)
    for serial in ("B4471200", "B4471201", "B4471202"):
        fail(room, serial, "ink")
    assert "the station stopped" in notice(room)
    assert "3 failed in a row" in room.page.hand.flaky.text()
    assert room.page.hand.now.target.isHidden()
    room.scan("B4471203")
    assert room.desk.booklet("B4471203") == "issued"

    room.press(Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    dialog = room.page.lists.dialog
    assert not dialog._act.isEnabled()
    dialog.field.setText("head cleaned")
    dialog._act.click()
    room.desk.settle()
    room.refresh()

    assert room.page.lists.dialog is None
    assert not room.page.hand.flaky.isVisible()
    room.scan("B4471203")
    assert room.desk.booklet("B4471203") == "bound"


def test_a_flaky_service_shows_its_hours_and_tray_and_sends_the_number_chosen(room: Room) -> None:
    room.desk.services.office.set_service_state(ANI, SwitchEntry("regular48", "flaky", 60), new_operation_id())
    room.page.hand.head.set_count(1)
    room.press(Key.Key_F5)
    fail(room, "B4471200", "photo")
    card = room.page.hand.flaky
    assert card._bars.accessibleName() == "08: 0 of 1"
    assert card.text() == "Regular passport 48 is flaky Retry tray: 1 wait (1 try so far), from 08:55 on".replace(
        "1 wait ", "1 waits "
    )
    assert cut_texts(card) == []

    card.count.setValue(2)
    room.press(Key.Key_F5, Qt.KeyboardModifier.ControlModifier)

    assert [row.name for row in room.page._facts.waiting] == ["PEMOHON 1", "PEMOHON 2"]


def test_the_others_of_a_split_family_are_one_click_away(room: Room) -> None:
    room.page.hand.head.set_count(2)
    room.press(Key.Key_F5)
    shown = room.window.notices.shown()[0]
    assert "Keluarga Budi: 2 of 4 are in your hands." in shown.text()

    room.desk.said[-1].action.run()
    room.desk.settle()
    room.refresh()

    assert [row.group for row in room.page._facts.waiting] == ["Keluarga Budi"] * 4


def test_f5_takes_nothing_while_a_booklet_waits_for_a_look_and_says_which(room: Room) -> None:
    room.page.hand.head.set_count(1)
    room.press(Key.Key_F5)
    room.scan("B4471200")
    room.desk.services.print_room.lose_touch(DWI, new_operation_id())
    room.refresh()
    waiting = room.page.badge()

    room.press(Key.Key_F5)

    assert "B4471200 waits for your look" in notice(room)
    assert room.page.badge() == waiting
    room.press(Key.Key_F9)
    assert room.desk.booklet("B4471200") == "issued"
    room.press(Key.Key_F5)
    assert len(room.page._facts.waiting) == 1


def test_a_supervisor_gives_up_a_desk_that_does_not_come_back_and_answers_for_it(room: Room) -> None:
    services = room.desk.services.print_room
    row = services.take_next(Actor("budi", "R1"), "R1", 1, new_operation_id())[0]
    room.desk.blanks("C4471200", "C4471200", to="budi")
    services.bind(Actor("budi", "R1"), row.application_id, "C4471200", new_operation_id())
    room.desk.user, room.desk.place = "ani", "R2"
    room.page.lists.desks()
    go_on_waiting(room)

    room.page.lists.dialog.buttons[0].click()
    why = room.page.lists.dialog.why
    assert not why._act.isEnabled(), "a claim is broken with a note"
    why.field.setText("power supply burnt")
    why._act.click()
    go_on_waiting(room)
    room.refresh()

    assert room.desk.application(row.application_id).state == "unconfirmed"
    assert room.page.lists.dialog is None
    room.page.question.others.click()
    room.press(Key.Key_F6)
    assert room.desk.application(row.application_id).state == "printed"


def test_a_sheet_is_previewed_made_and_shown_as_paper(room: Room) -> None:
    room.page.lists.make_sheet()
    go_on_waiting(room)
    dialog = room.page.lists.dialog
    assert isinstance(dialog, MakeSheetDialog)
    dialog.count.setValue(3)
    go_on_waiting(room)
    assert [line[1] for line in dialog.table.rows_model().rows()] == ["B4471200", "B4471201", "B4471202"]
    assert room.desk.services.sheets.open_sheets() == ()

    dialog._act.click()
    go_on_waiting(room)

    paper = room.page.lists.dialog
    assert isinstance(paper, PaperDialog)
    assert paper.windowTitle() == "Batch sheet LB-2024-000001"
    assert len(room.desk.services.sheets.open_sheets()) == 1
    paper.panel.leave()
    assert room.page.lists.dialog is None


def sheet_of_three(room: Room) -> tuple[int, set[str]]:
    """A sheet of Dwi's with three rows, and the codes on its paper."""
    sheets = room.desk.services.sheets
    sheet = sheets.make(DWI, "R2", 3, new_operation_id())
    paper = sheets.paper(DWI, sheet.id, catalogue("en"), new_operation_id())
    return sheet.id, scanned(paper.content, dpi=220)


def test_a_scanned_row_opens_the_sheet_and_scans_and_keys_enter_it(room: Room) -> None:
    sheet_id, codes = sheet_of_three(room)
    row_two = next(code for code in codes if "/2|" in code)
    assert room.page.handle_scan(row_two)
    go_on_waiting(room)
    dialog = room.page.lists.dialog
    assert isinstance(dialog, EntryDialog)
    assert dialog.row.position == 2

    dialog.take_scan("B4471208")
    go_on_waiting(room)
    dialog.printed.click()
    go_on_waiting(room)
    assert dialog.row.position == 3
    dialog.failed.click()
    dialog._reasons.choose("ink")
    dialog._reasons._act.click()
    go_on_waiting(room)
    assert "Clean the print head" in dialog.result_text()
    dialog.field.setText("1")
    QTest.keyClick(dialog.field, Key.Key_Return)
    go_on_waiting(room)
    dialog.take_scan("B4471208")
    go_on_waiting(room)
    dialog.printed.click()
    go_on_waiting(room)

    rows = room.desk.services.sheets.sheet(sheet_id).rows
    assert [(row.outcome, row.serial) for row in rows] == [("", ""), ("printed", "B4471208"), ("failed", "B4471202")]
    assert "Row 1: B4471208 was used already; not booked" in dialog.exceptions_text()
    assert cut_texts(dialog) == []
    dialog.close_sheet.click()
    go_on_waiting(room)
    assert "1 printed, 1 failed, 1 back in the queue" in dialog.result_text()
    assert room.desk.asked[-1].text == (
        "1 row was not entered; it goes back to its old place. 1 exception is left; the supervisor is told. "
        "It cannot be opened again."
    )
    assert "is closed" in dialog._name.text()
    assert not dialog.printed.isEnabled()
    dialog.reject()


def test_warnings_reach_the_supervisor_at_another_desk_once_and_nobody_else(room: Room) -> None:
    services = room.desk.services
    watch = WarningWatch(room.desk.context(Path()), room.window)
    row = services.print_room.take_next(DWI, "R2", 1, new_operation_id())[0]
    services.print_room.bind(DWI, row.application_id, "B4471200", new_operation_id())
    services.print_room.confirm_failed(DWI, row.application_id, "data_error", new_operation_id())

    watch.look()
    room.desk.settle()
    assert room.desk.said == []
    room.desk.user = "ani"
    for _time in range(2):
        watch.look()
        room.desk.settle()

    assert len(room.desk.said) == 1
    assert "data error found by Dwi Rahayu on B4471200" in room.desk.said[0].text
    assert room.desk.said[0].action.text == "Take a look"
    room.desk.said[0].action.run()
    go_on_waiting(room)
    assert [card.row.application_id for card in watch.dialog.cards] == [row.application_id]
    watch.dialog.reject()


def test_everything_new_is_said_in_indonesian_too(room: Room) -> None:
    room.desk.services.office.set_service_state(ANI, SwitchEntry("regular48", "flaky", 60), new_operation_id())
    room.desk.add(9, "TERBANG", departs_at=NOW + timedelta(days=1, hours=8), proof="ticket", departs_has_time=True)
    set_language("id")
    room.refresh()
    room.page.retranslate()
    room.page.hand.retranslate()
    room.page.hand.flaky.retranslate()

    assert room.page.hand.flaky.text() == "Paspor biasa 48 tersendat Baki ulang kosong"
    assert "Peringatan (0)…" in [action.text() for action in room.page.hand.head.more_menu().actions()]
