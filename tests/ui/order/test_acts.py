"""From a row of the print order: why one stands before another, a raise, a place by hand; by keys and clicks."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from printdesk.ui.order.compare_dialog import CompareDialog
from printdesk.ui.order.dialogs import PinDialog, RaiseDialog
from printdesk.ui.print_room import PrintRoomPage
from tests.databases import SqliteDatabases
from tests.ui.print_room.offices import NOW, OpenRoom, close_room, cut_texts, open_desk, open_room, prepare

Key = Qt.Key
Room = OpenRoom[PrintRoomPage]
LONG = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT KUSUMANINGTYAS"


@pytest.fixture
def room(qapp, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Room]:
    """A crowd waits; one flies on Friday and must not be exchanged with the last one."""
    desk = open_desk(sqlite_databases.prepared(prepare))
    for number in range(300):
        desk.add(number, f"PEMOHON {number:03d}", promised=NOW + timedelta(days=6))
    desk.add(900, "SITI RAHMAWATI", promised=NOW + timedelta(days=6), departs_at=NOW + timedelta(days=2),
             proof="ticket", proof_seen_at=NOW)  # fmt: skip
    desk.add(901, LONG, promised=NOW + timedelta(days=6))
    opened = open_room(desk, PrintRoomPage, tmp_path)
    yield opened
    close_room(opened)


def choose(room: Room, name: str) -> None:
    queue = room.page.queue
    key = next(str(line.row.application_id) for line in queue.table.rows_model().rows() if line.row.name == name)
    assert queue.table.select_key(key)
    queue.table.setFocus()


def click(room: Room, name: str, modifier: Qt.KeyboardModifier) -> None:
    table = room.page.queue.table
    at = next(at for at, line in enumerate(table.rows_model().rows()) if line.row.name == name)
    index = table.rows_model().index(at, 2)
    table.scrollTo(index)
    place = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    room.desk.settle()


def front(kind: type) -> object:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    return dialog


def test_f3_asks_with_whom_and_says_why_one_is_before_the_other_and_whether_they_may_be_exchanged(room: Room) -> None:
    choose(room, "SITI RAHMAWATI")
    room.press(Key.Key_F3)
    dialog = front(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    room.type("pemohon 299")
    QTest.qWait(250)
    room.desk.settle()
    assert dialog.found.current_row().name == "PEMOHON 299"
    room.press(Key.Key_Return)

    plan = {row.name: row for row in room.desk.services.plans.plan().rows}
    pair = sorted((plan["SITI RAHMAWATI"], plan["PEMOHON 299"]), key=lambda row: row.position)
    assert dialog.windowTitle() == f"Why is {pair[0].name} before {pair[1].name}?"
    assert [side.text() for side in dialog.sides] == [f"{row.position}. {row.name}" for row in pair]
    said = room.desk.services.questions.why_before(pair[0].number, pair[1].number, _english())
    assert dialog.answer.text() == said.text
    assert said.breaks
    assert dialog.verdict.spec.text == "Exchanged, the first would be too late"
    assert not cut_texts(dialog)
    room.press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is None


def _english():
    from printdesk.i18n import catalogue

    return catalogue("en")


def test_two_rows_marked_with_ctrl_are_compared_at_once(room: Room) -> None:
    click(room, "PEMOHON 001", Qt.KeyboardModifier.NoModifier)
    click(room, "PEMOHON 003", Qt.KeyboardModifier.ControlModifier)
    assert room.page.queue.acts.compare.text() == "Compare the two"
    room.press(Key.Key_F3)

    dialog = front(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert dialog.windowTitle() == "Why is PEMOHON 001 before PEMOHON 003?"
    assert dialog.verdict.spec.text == "They may be exchanged: no date breaks"
    dialog.another.click()
    assert dialog.search.isVisible()
    dialog.reject()


def test_nobody_is_compared_with_itself_and_who_does_not_wait_is_not_offered(room: Room) -> None:
    choose(room, "SITI RAHMAWATI")
    room.press(Key.Key_F3)
    dialog = front(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    room.type("rahmawati")
    QTest.qWait(250)
    room.desk.settle()
    assert dialog.found.rows_model().rowCount() == 0
    room.press(Key.Key_Return)
    assert dialog.search.isVisible()
    dialog.reject()


def test_the_menu_of_a_row_asks_for_a_raise_and_shows_the_form_with_a_long_name_uncut(room: Room) -> None:
    click(room, LONG, Qt.KeyboardModifier.NoModifier)
    subject = room.page.queue.acts.subject()
    assert subject is not None
    menu = room.page.queue.acts.order.row_menu(subject, room.page)
    acts = {each.text(): each for each in menu.actions()}
    assert set(acts) == {"Open the card", "Compare with…", "Ask for a raise…", "Place by hand…"}
    acts["Open the card"].trigger()
    assert room.desk.opened == [subject.application_id]
    acts["Ask for a raise…"].trigger()
    room.desk.settle()
    dialog = front(RaiseDialog)
    assert isinstance(dialog, RaiseDialog)
    assert dialog.to.count() == 5
    assert dialog.preview.seen is not None
    assert not cut_texts(dialog)
    dialog.reason.setText("Sakit")
    room.press(Key.Key_Return)
    (made,) = room.desk.services.raises.open_requests()
    assert (made.name, made.reason) == (LONG, "Sakit")


def test_a_place_by_hand_is_asked_for_by_a_supervisor_only_with_a_day_and_what_it_would_do(room: Room) -> None:
    choose(room, "PEMOHON 299")
    subject = room.page.queue.acts.subject()
    assert subject is not None
    order = room.page.queue.acts.order
    order.ask_pin(subject)
    room.desk.settle()
    dialog = front(PinDialog)
    assert isinstance(dialog, PinDialog)
    assert "Only a supervisor asks" in dialog.error_text()
    dialog.reason.setText("Janji")
    room.press(Key.Key_Return)
    assert room.desk.services.pins.waiting() == ()
    dialog.reject()

    room.desk.user = "ani"
    order.ask_pin(subject)
    room.desk.settle()
    dialog = front(PinDialog)
    assert isinstance(dialog, PinDialog)
    dialog.reason.setText("Janji")
    dialog.places._chips["day"].click()
    dialog.day.set_value((NOW + timedelta(days=1)).date())
    QTest.qWait(300)
    room.desk.settle()
    day = (NOW + timedelta(days=1)).date()
    assert dialog.preview.seen == room.desk.services.pins.preview(subject.application_id, day)
    room.press(Key.Key_Return)
    (made,) = room.desk.services.pins.waiting()
    assert (made.day, made.asked_by) == (day, "Ani Lestari")
    action = room.desk.said[-1].action
    assert action is not None
    action.run()
    room.desk.settle()
    assert room.desk.services.pins.waiting() == ()
