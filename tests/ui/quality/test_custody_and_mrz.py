"""Scanned MRZs, labels, orders and custody lists on the real page, by keys, clicks and scans."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from printdesk.i18n import set_language
from printdesk.services.quality_orders import OrderEntry
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.custody import ReceiveDialog
from printdesk.ui.quality import QualityPage
from tests.databases import SqliteDatabases
from tests.domain.mrz_maker import made_mrz
from tests.ui.print_room.offices import NOW, close_room, cut_texts, open_desk, open_room, prepare
from tests.ui.quality.test_page import Room, booklet_of, passed, print_all, tick_all

Key = Qt.Key
ANI = Actor("ani", "D9")


@pytest.fixture
def room(qapp, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Room]:
    """Three booklets printed by Dwi wait; Rini sits at the check, in English."""
    set_language("en")
    desk = open_desk(sqlite_databases.prepared(prepare))
    for number, name in enumerate(("WIDODO", "NUR'AINI KARTINI", "SUHARTINI")):
        desk.add(number, name)
    desk.blanks("B4471200", "B4471209")
    print_all(desk)
    desk.user, desk.place = "rini", ""
    opened = open_room(desk, QualityPage, tmp_path)
    yield opened
    close_room(opened)
    set_language("id")


def lines(serial: str, name: str, **values: str) -> str:
    """The MRZ of a booklet printed for a man born on 17 May 1990."""
    return made_mrz(**{"name": name, "number": serial, "birth": "900517", "sex": "M", **values})


def scan_lines(room: Room, text: str) -> None:
    """Let a scanner send both lines, each with its Enter."""
    room.scan(text.replace("\n", "\r"))


def test_an_mrz_that_agrees_ticks_its_point_and_shows_each_field(room: Room) -> None:
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    scan_lines(room, lines(serial, "WIDODO"))

    assert room.page.check.checklist.ticked() == ["mrz"]
    assert dict(room.page.check.mrz.said()) == {
        "passport number": "ok", "name": "ok", "date of birth": "ok", "sex": "ok",
    }  # fmt: skip
    assert not room.page.check.mrz.overrule.isVisible()
    for key in (Key.Key_1, Key.Key_2, Key.Key_4, Key.Key_5, Key.Key_F6):
        room.press(key)
    assert room.desk.application(application).state == "passed"


def test_both_lines_in_one_burst_without_a_break_count_as_well(room: Room) -> None:
    serial, _application = booklet_of(room, "NUR'AINI KARTINI")
    room.scan(serial)
    room.scan(lines(serial, "KARTINI<<NURAINI", between="").lower())

    assert room.page.check.checklist.ticked() == ["mrz"]
    assert room.page.target.field.text() == ""


def test_an_mrz_without_a_serial_before_it_begins_the_check_of_its_booklet(room: Room) -> None:
    serial, _application = booklet_of(room, "SUHARTINI")
    scan_lines(room, lines(serial, "SUHARTINI", kind="PP"))

    assert room.page.check.row.name == "SUHARTINI"
    assert room.page.check.checklist.ticked() == ["mrz"]


def test_an_mrz_that_differs_blocks_the_pass_until_a_supervisor_overrules(room: Room) -> None:
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    scan_lines(room, lines(serial, "WIDADA", sex="F"))
    outcomes = dict(room.page.check.mrz.said())
    assert (outcomes["name"], outcomes["sex"], outcomes["date of birth"]) == ("differs", "differs", "ok")
    tick_all(room)
    assert not room.page.check.passed.isEnabled()
    room.press(Key.Key_F6)
    assert room.desk.application(application).state == "printed"

    room.press(Key.Key_F9)
    dialog = room.page.forms.dialog
    dialog._field.setText("akta lahir diperiksa")
    room.press(Key.Key_Return)
    assert "Only a supervisor" in dialog.error_text()
    room.desk.user = "ani"
    room.press(Key.Key_Return)

    assert room.page.forms.dialog is None
    assert not room.page.check.mrz.blocks
    room.press(Key.Key_F6)
    assert room.desk.application(application).state == "passed"


def test_a_difference_is_still_there_when_the_booklet_comes_back(room: Room) -> None:
    serial, _application = booklet_of(room, "WIDODO")
    room.scan(serial)
    scan_lines(room, lines(serial, "WIDADA"))
    room.press(Key.Key_Escape)
    room.scan(serial)
    tick_all(room)

    assert room.page.check.mrz.isVisible()
    assert not room.page.check.passed.isEnabled()
    room.press(Key.Key_F7)
    assert room.page.forms.dialog.code() == "data_error"


def test_a_wrong_keyboard_layout_and_half_an_mrz_are_said(room: Room) -> None:
    serial, _application = booklet_of(room, "WIDODO")
    room.scan(serial)
    room.scan(lines(serial, "WIDODO", between="").replace("<", ";"))
    assert "sent “;” where “<” belongs" in room.desk.texts()[-1]
    assert room.page.check.checklist.ticked() == []


def test_another_free_slot_is_taken_by_typing_it_and_a_taken_one_is_refused(room: Room) -> None:
    _serial, first = passed(room, "WIDODO")
    room.press(Key.Key_F8)
    _serial, second = passed(room, "SUHARTINI")
    room.type("a-001")
    room.press(Key.Key_Return)
    assert room.desk.texts()[-1].startswith("Another booklet lies in A-001.")
    room.type("c-014")
    room.press(Key.Key_Return)

    rows = [room.desk.application(each) for each in (first, second)]
    assert [(row.state, row.shelf_slot) for row in rows] == [("shelved", "A-001"), ("shelved", "C-014")]
    assert room.page.shelf.slot.slot() == "C-014"


def test_f7_after_the_pass_makes_the_label_and_esc_comes_back(room: Room) -> None:
    serial, _application = passed(room, "WIDODO")
    room.press(Key.Key_F7)

    with pypdfium2.PdfDocument(room.page.paper._content) as label:
        text = label[0].get_textpage().get_text_range()
    assert all(each in text for each in ("A-001", "WIDODO", serial))
    room.press(Key.Key_Escape)
    assert room.page.shelf.isVisible()


def test_an_order_lets_the_printer_check_and_is_shown_until_it_is_ended(room: Room) -> None:
    room.desk.user = "dwi"
    serial, application = booklet_of(room, "WIDODO")
    orders = room.desk.services.quality_orders
    until = datetime.combine(NOW.date(), NOW.time().replace(hour=16, minute=0), NOW.tzinfo)
    orders.record(ANI, OrderEntry("regular48", "W13/7", "Kasi", "satu petugas", NOW, until), new_operation_id())
    room.refresh()

    assert room.page.strip.said() == ["Regular passport 48: one person may check until 16:00 by order no. W13/7."]
    room.scan(serial)
    assert not room.page.check._own.isVisible()
    tick_all(room)
    room.press(Key.Key_F6)
    assert room.desk.application(application).state == "passed"

    room.desk.user = "ani"
    room.page.strip.end_asked.emit(orders.in_force()[0].id)
    room.desk.settle()
    assert not room.page.strip.isVisible()
    assert orders.in_force() == ()


def test_the_order_form_records_what_was_filled_in(room: Room) -> None:
    room.desk.user = "ani"
    room.page.lists.order.click()
    room.desk.settle()
    form = room.page.forms.dialog
    room.press(Key.Key_Return)
    assert "Missing: order number" in form.error_text()
    form.number.setText("W13/8")
    form.ordered_by.setText("Kepala Kantor")
    form.reason.setText("satu petugas hadir")
    form.day.set_value(NOW.date() + timedelta(days=1))
    room.press(Key.Key_Return)

    made = room.desk.services.quality_orders.in_force()[0]
    assert (made.service, made.number, made.ordered_by, made.ends.day) == ("regular48", "W13/8", "Kepala Kantor", 27)


def test_booklets_go_to_the_counter_by_a_list_and_differences_are_named(room: Room) -> None:
    first, first_id = passed(room, "WIDODO")
    second, second_id = passed(room, "SUHARTINI")
    room.page.lists.chips._chips["shelf"].click()
    room.press(Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = room.page.forms.dialog
    for serial in (first, second):
        room.scan(serial)
    assert [line.serial for line in dialog.table.rows_model().rows()] == [first, second]
    room.press(Key.Key_F6)
    assert dialog.panel.isVisible()
    assert "ST-2024-000001" in dialog.panel._title.text()
    room.press(Key.Key_Escape)
    room.press(Key.Key_Escape)
    assert room.page.forms.dialog is None

    room.desk.user = "ani"
    receive = ReceiveDialog(room.desk.context(Path()), room.window)
    receive.open()
    room.desk.settle()
    room.scan(first.lower())
    assert "put it into A-001" in receive.said()
    room.press(Key.Key_F6)
    assert f"{second} (SUHARTINI, A-002) is on the list but did not arrive; Rini Astuti had it last" in receive.said()
    assert room.desk.services.transfers.lists()[0].state == "sent", "nothing is closed before it was said"
    room.press(Key.Key_F6)

    assert room.desk.services.transfers.lists()[0].state == "closed"
    assert [room.desk.application(each).state for each in (first_id, second_id)] == ["shelved", "passed"]
    receive.reject()


def test_who_sent_the_list_does_not_receive_it(room: Room) -> None:
    first, application = passed(room, "WIDODO")
    service = room.desk.services.transfers
    rini = Actor("rini", "D1")
    found = service.scan_out(rini, first, new_operation_id())
    service.send(rini, found.id, new_operation_id())
    receive = ReceiveDialog(room.desk.context(Path()), room.window)
    receive.open()
    room.desk.settle()
    room.scan(first)

    assert "You sent this list yourself" in receive.said()
    assert room.desk.application(application).state == "passed"
    receive.reject()


@pytest.mark.parametrize("lang", ["id", "en"])
def test_nothing_is_cut_with_an_mrz_shown(room: Room, lang: str) -> None:
    serial, _application = booklet_of(room, "WIDODO")
    room.scan(serial)
    scan_lines(room, lines(serial, "SUPARDJO<SASTROKUSUMOWIDODO", sex="F"))
    set_language(lang)
    room.window.retranslate()
    room.window.resize(1100, 680)
    room.desk.settle()

    assert cut_texts(room.page) == []
