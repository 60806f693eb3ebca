"""The quality check with real keys, clicks and scans, over a real office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from printdesk.i18n import set_language
from printdesk.models.tables import Application
from printdesk.services.settings_file import SettingsFile, SwitchEntry, to_toml
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.quality import QualityPage
from tests.databases import SqliteDatabases
from tests.ui.print_room.offices import NOW, Desk, OpenRoom, close_room, cut_texts, open_desk, open_room, prepare

Key = Qt.Key
Room = OpenRoom[QualityPage]
DWI = Actor("dwi", "R2")


def print_all(desk: Desk, station: str = "R2") -> dict[str, int]:
    """Print everything the station can, each on the next blank; gives the id by serial."""
    service = desk.services.print_room
    made = {}
    for row in service.take_next(DWI, station, 20, new_operation_id()):
        serial = next(one.first for one in desk.services.blanks.holdings() if one.service == row.service)
        service.bind(DWI, row.application_id, serial, new_operation_id())
        service.confirm_printed(DWI, row.application_id, new_operation_id())
        made[serial] = row.application_id
    return made


@pytest.fixture
def room(qapp, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Room]:
    """Three booklets printed by Dwi wait; Rini sits at the check."""
    desk = open_desk(sqlite_databases.prepared(prepare))
    desk.add(0, "WIDODO")
    desk.add(1, "KARTINI", departs_at=NOW + timedelta(days=2), proof="ticket", proof_seen_at=NOW)
    desk.add(2, "SUHARTINI", departs_at=NOW + timedelta(days=20))
    desk.blanks("B4471200", "B4471209")
    print_all(desk)
    desk.user, desk.place = "rini", ""
    opened = open_room(desk, QualityPage, tmp_path)
    yield opened
    close_room(opened)


def booklet_of(room: Room, name: str) -> tuple[str, int]:
    """Serial and application id of the booklet printed for somebody."""
    row = next(row for row in room.desk.services.quality.waiting() if row.name == name)
    return row.serial, row.application_id


def tick_all(room: Room) -> None:
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5):
        room.press(key)


def passed(room: Room, name: str) -> tuple[str, int]:
    """Scan, look at everything, pass."""
    serial, application = booklet_of(room, name)
    room.scan(serial)
    tick_all(room)
    room.press(Key.Key_F6)
    assert room.desk.application(application).state == "passed"
    return serial, application


def shown(room: Room) -> list[str]:
    return [label.text() for label in room.page._card.findChildren(QLabel) if label.isVisible()]


def waiting(room: Room) -> list[str]:
    return [line.row.name for line in room.page.lists.waiting.rows_model().rows()]


def to_shelve(room: Room) -> list[str]:
    return [line.row.name for line in room.page.lists.shelf.rows_model().rows()]


def test_the_soonest_departure_waits_first(room: Room) -> None:
    assert waiting(room) == ["KARTINI", "SUHARTINI", "WIDODO"]
    assert room.page.badge() == 3


def test_a_scan_shows_whose_booklet_it_is_and_what_to_compare(room: Room) -> None:
    serial, _application = booklet_of(room, "KARTINI")
    room.scan(serial)

    words = shown(room)
    assert {"KARTINI", serial, "17 May 1990", "male (L/M)", "Regular passport 48"} <= set(words)
    assert "1133 0702 8800 0001" in words
    assert "Dwi Rahayu · R2 · 08:40" in words
    assert room.page.check._departs.spec.text == "Departs Fri 28/6 · 2 days"


def test_a_serial_can_be_typed(room: Room) -> None:
    serial, _application = booklet_of(room, "WIDODO")
    room.type(serial.lower())
    room.press(Key.Key_Return)

    assert "WIDODO" in shown(room)


def test_number_keys_tick_and_only_then_f6_passes_and_the_slot_is_huge(room: Room) -> None:
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    room.press(Key.Key_F6)
    for key in (Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4):
        room.press(key)
    room.press(Key.Key_F6)
    assert room.desk.application(application).state == "printed"

    room.press(Key.Key_5)
    room.press(Key.Key_F6)

    row = room.desk.application(application)
    assert (row.state, row.shelf_slot) == ("passed", "A-001")
    assert room.page.shelf.isVisible()
    assert room.page.shelf.slot.accessibleName() == "Shelf slot A-001"
    assert (waiting(room), to_shelve(room)) == (["KARTINI", "SUHARTINI"], ["WIDODO"])


def test_a_full_shelf_is_said_nothing_is_lost_and_it_passes_when_a_slot_is_free(room: Room) -> None:
    data = room.desk.services.office.data()
    pickup = replace(data.settings.pickup, shelf_boxes=("A",), slots_per_box=1)
    small = to_toml(SettingsFile(replace(data.settings, pickup=pickup), ()))
    room.desk.services.office.import_file(Actor("ani", "D9"), small, new_operation_id())
    first, _id = passed(room, "KARTINI")
    room.scan(first)
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    tick_all(room)
    room.press(Key.Key_F6)

    said = room.desk.said[-1]
    assert (said.text, said.advice.startswith("Nothing is lost")) == ("All 1 shelf slots are taken.", True)
    assert room.desk.application(application).state == "printed"
    assert room.page.check.row is not None
    assert len(room.page.check.checklist.ticked()) == 5
    with room.desk.services.database.writing() as session:
        session.query(Application).filter_by(shelf_slot="A-001").update({"state": "collected", "shelf_slot": None})
    room.press(Key.Key_F6)
    assert room.desk.application(application).shelf_slot == "A-001"


def test_a_family_lies_side_by_side_and_the_panel_says_so(room: Room) -> None:
    with room.desk.services.database.writing() as session:
        for name in ("WIDODO", "SUHARTINI"):
            session.query(Application).filter_by(name=name).update({"group_name": "Keluarga Widodo"})
    room.refresh()

    first, _id = passed(room, "WIDODO")
    assert "Expected Thu 27/6 · Keluarga Widodo: the first of them · 1 more to come, room is kept" in shown(room)
    room.scan(first)
    _serial, application = passed(room, "SUHARTINI")

    assert room.desk.application(application).shelf_slot == "A-002"
    assert "Expected Thu 27/6 · Keluarga Widodo: with A-001" in shown(room)


def test_space_and_ctrl_enter_do_the_same(room: Room) -> None:
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    for _point in range(5):
        room.press(Key.Key_Space)
        room.press(Key.Key_Tab)
    room.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert room.desk.application(application).state == "passed"


def test_a_point_pressed_twice_is_not_ticked_and_nothing_passes(room: Room) -> None:
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    tick_all(room)
    room.press(Key.Key_3)
    room.press(Key.Key_F6)

    assert not room.page.check.passed.isEnabled()
    assert room.desk.application(application).state == "printed"


def test_who_printed_it_is_told_who_must_check_and_is_refused_in_words(room: Room) -> None:
    room.desk.user = "dwi"
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    assert "You printed this booklet, so somebody else checks it: Budi Santoso, Rini Astuti." in shown(room)

    tick_all(room)
    room.press(Key.Key_F6)

    assert room.desk.said[-1].text == "You printed this booklet yourself, so another person checks it."
    assert room.desk.application(application).state == "printed"
    assert room.page.check.checklist.complete


def test_a_failure_spoils_the_booklet_and_the_application_waits_at_its_old_place(room: Room) -> None:
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    room.press(Key.Key_F7)
    room.press(Key.Key_3)
    assert room.page.forms.dialog.code() == "ink"
    room.press(Key.Key_Return)

    row = room.desk.application(application)
    assert (row.state, row.booklet_id, row.arrived) == ("ready", None, NOW - timedelta(days=8))
    assert room.desk.booklet(serial) == "spoiled"
    assert waiting(room) == ["KARTINI", "SUHARTINI"]
    assert room.desk.said[-1].text == f"{serial} is spoiled; WIDODO waits again at the old place."
    assert room.window.focusWidget() is room.page.target.field


def test_esc_puts_a_booklet_aside_and_changes_nothing(room: Room) -> None:
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    room.press(Key.Key_1)
    room.press(Key.Key_Escape)

    assert not room.page.check.isVisible()
    assert room.desk.application(application).state == "printed"


def test_the_same_booklet_scanned_again_keeps_its_ticks_and_another_does_not_push_it_out(room: Room) -> None:
    serial, _application = booklet_of(room, "WIDODO")
    other, _other = booklet_of(room, "KARTINI")
    room.scan(serial)
    room.press(Key.Key_1)
    room.scan(serial)
    room.refresh()
    assert room.page.check.checklist.ticked() == ["photo"]

    room.scan(other)

    assert room.page.check.row.serial == serial
    assert room.desk.said[-1].text == f"{serial} is still under check."


def test_a_scanner_ticks_nothing_even_where_its_first_keys_arrive(room: Room) -> None:
    room.scan(booklet_of(room, "WIDODO")[0])
    for code in ("4444444", "1133070288000001", "B4"):
        room.scan(code)

    assert room.page.check.checklist.ticked() == []


def test_another_booklet_takes_the_place_of_one_that_nobody_began_to_check(room: Room) -> None:
    room.scan(booklet_of(room, "WIDODO")[0])
    room.scan(booklet_of(room, "KARTINI")[0])

    assert room.page.check.row.name == "KARTINI"


def test_scanned_again_when_it_lies_there_it_is_on_the_shelf(room: Room) -> None:
    serial, application = passed(room, "WIDODO")
    room.scan(serial)

    assert room.desk.application(application).state == "shelved"
    assert room.desk.booklet(serial) == "shelved"
    assert {"On the shelf", "WIDODO"} <= set(shown(room))
    assert to_shelve(room) == []


def test_f8_places_the_booklet_that_has_just_passed(room: Room) -> None:
    _serial, application = passed(room, "WIDODO")
    room.press(Key.Key_F8)

    assert room.desk.application(application).state == "shelved"
    room.press(Key.Key_F8)
    assert room.desk.said == []


@pytest.mark.parametrize("how", ["enter", "button"])
def test_a_row_of_the_shelf_list_is_placed_by_enter_or_by_its_button(room: Room, how: str) -> None:
    passed(room, "WIDODO")
    _serial, application = passed(room, "KARTINI")
    room.page.lists.chips._chips["shelf"].click()
    assert to_shelve(room) == ["WIDODO", "KARTINI"]
    assert not room.page.lists.place.isEnabled()

    room.page.lists.shelf.setFocus()
    room.press(Key.Key_Down)
    assert room.page.lists.place.text() == "A-002: placed on the shelf"
    if how == "enter":
        room.press(Key.Key_Return)
    else:
        room.page.lists.place.click()
        room.desk.settle()

    assert room.desk.application(application).state == "shelved"
    assert to_shelve(room) == ["WIDODO"]


def test_enter_on_a_waiting_row_begins_its_check(room: Room) -> None:
    room.page.lists.waiting.setFocus()
    room.press(Key.Key_Return)

    assert room.page.check.row.name == "KARTINI"


def test_scans_that_come_fast_are_all_dealt_with(room: Room) -> None:
    first, second = passed(room, "WIDODO"), passed(room, "KARTINI")
    for serial, _application in (first, second):
        assert room.page.handle_scan(serial)
    room.desk.settle()

    assert [room.desk.application(application).state for _serial, application in (first, second)] == ["shelved"] * 2


def test_placing_a_booklet_leaves_the_one_under_check_alone(room: Room) -> None:
    placed, _application = passed(room, "WIDODO")
    room.scan(booklet_of(room, "KARTINI")[0])
    room.press(Key.Key_1)
    room.scan(placed)

    assert room.page.check.row.name == "KARTINI"
    assert room.page.check.checklist.ticked() == ["photo"]
    assert room.desk.said[-1].text == f"{placed} is on the shelf in A-001."


def test_a_booklet_that_is_elsewhere_says_where_and_can_be_opened(room: Room) -> None:
    serial, application = passed(room, "WIDODO")
    room.scan(serial)
    room.scan(serial)

    said = room.desk.said[-1]
    assert said.text == f"{serial} is not at the quality check: it is ready for pickup."
    said.action.run()
    assert room.desk.opened == [application]


def test_an_unknown_serial_is_refused_in_words(room: Room) -> None:
    room.scan("Z7654321")
    assert room.desk.said[-1].text == "Z7654321 belongs to no application here."


def test_what_is_no_booklet_is_left_to_others(room: Room) -> None:
    for text in ("SP2024000123", "PD1|SP|SP-2024-000123|20240626|ABCDEFGHIJKLMNOP", "WIDODO"):
        assert not room.page.handle_scan(text)


def test_a_colleague_was_faster_and_this_desk_is_told(room: Room) -> None:
    serial, application = booklet_of(room, "WIDODO")
    room.scan(serial)
    tick_all(room)
    room.desk.services.quality.fails(Actor("budi", "Q2"), application, "ink", new_operation_id())
    room.press(Key.Key_F6)

    assert room.desk.said[-1].text
    assert room.desk.application(application).state == "ready"
    assert waiting(room) == ["KARTINI", "SUHARTINI"]


def test_the_chip_is_a_point_of_electronic_passports_only(room: Room) -> None:
    room.desk.add(7, "TAN MEI LING", service="epassport_laminated")
    room.desk.blanks("X0000001", "X0000003", service="epassport_laminated")
    print_all(room.desk, "E1")
    room.refresh()
    serial, application = booklet_of(room, "TAN MEI LING")
    room.scan(serial)
    tick_all(room)
    assert not room.page.check.passed.isEnabled()
    room.press(Key.Key_6)
    room.press(Key.Key_F6)

    assert room.desk.application(application).state == "passed"


def test_empty_lists_are_good_news(room: Room) -> None:
    for name in ("WIDODO", "KARTINI", "SUHARTINI"):
        room.scan(passed(room, name)[0])

    assert room.page.badge() == 0
    assert room.page.lists._nothing_waits.accessibleName().startswith("Every printed booklet is checked.")
    assert room.page.lists._nothing_to_shelve.accessibleName().startswith("Every checked booklet is on the shelf.")


def test_a_new_office_is_not_told_that_every_booklet_is_checked(
    qapp, sqlite_databases: SqliteDatabases, tmp_path: Path
) -> None:
    opened = open_room(open_desk(sqlite_databases.prepared(prepare)), QualityPage, tmp_path)
    try:
        assert opened.page._nothing.accessibleName().startswith("No booklet was printed yet.")
        assert opened.page.lists._nothing_waits.accessibleName().startswith("No booklet was printed yet.")
    finally:
        close_room(opened)


def test_a_long_name_is_shown_whole(room: Room) -> None:
    name = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-HASYIMI PRAWIRODIRDJOKUSUMONINGRATAN"
    room.desk.add(90, name, group_name="Rombongan An-Nur", departs_at=NOW + timedelta(days=1))
    print_all(room.desk)
    room.refresh()
    room.desk.user = "dwi"
    serial, _application = booklet_of(room, name)
    room.scan(serial)
    room.window.grab()
    assert name in [text.replace("\u200b", "") for text in shown(room)]
    assert cut_texts(room.page._card) == []

    room.desk.user = "rini"
    tick_all(room)
    room.press(Key.Key_F6)
    room.window.grab()
    assert name in [text.replace("\u200b", "") for text in shown(room)]
    assert cut_texts(room.page._card) == []


def test_the_words_follow_the_language_and_what_was_typed_stays(room: Room) -> None:
    room.type("b44")
    set_language("id")
    room.window.retranslate()

    assert room.page.target.field.text() == "b44"
    room.scan(booklet_of(room, "WIDODO")[0])
    assert {"Paspor biasa 48", "17 Mei 1990"} <= set(shown(room))
    room.window.grab()


def test_a_database_that_cannot_be_read_is_said(room: Room, tmp_path: Path) -> None:
    with room.desk.services.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE application RENAME TO gone")
    page = QualityPage(room.desk.context(tmp_path))
    page.refresh()
    room.desk.settle()

    assert room.desk.said[-1].severity.value == "stop"
    assert page._nothing.accessibleName().startswith("The booklets could not be read.")
    assert page.badge() is None
    page.deleteLater()


def test_a_stopped_check_says_so_at_the_top_since_when_and_until_when(room: Room):
    sri, back = Actor("sri", "SPV"), NOW + timedelta(days=2)
    stages = room.desk.services.stages
    assert not room.page.stopped.isVisibleTo(room.page)

    stages.set_state(sri, "check", SwitchEntry("regular48", "down", 100, back, ""), new_operation_id())
    room.refresh()
    assert room.page.stopped.isVisibleTo(room.page)
    assert room.page.stopped.said()[0].startswith("The quality check of Regular passport 48 is stopped since")
    assert "; expected back" in room.page.stopped.said()[0]

    stages.set_state(sri, "check", SwitchEntry("regular48", "up"), new_operation_id())
    room.refresh()
    assert not room.page.stopped.isVisibleTo(room.page)
