"""The print room with real keys, clicks and scans, over a real office."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from printdesk.i18n import set_language
from printdesk.services.office import SwitchEntry
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.print_room import PrintRoomPage
from tests.databases import SqliteDatabases
from tests.ui.print_room.offices import NOW, OpenRoom, close_room, cut_texts, open_desk, open_room, prepare

Key = Qt.Key
NAMES = ("WIDODO", "KARTINI", "NUR'AINI BINTI SYARIFUDDIN", "BAMBANG SUSILO", "SUHARTINI")
Room = OpenRoom[PrintRoomPage]


@pytest.fixture
def room(qapp, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Room]:
    """Five applications wait, and Dwi at R2 holds ten blanks."""
    desk = open_desk(sqlite_databases.prepared(prepare))
    for number, name in enumerate(NAMES):
        desk.add(number, name)
    desk.blanks("B4471200", "B4471209")
    opened = open_room(desk, PrintRoomPage, tmp_path)
    yield opened
    close_room(opened)


def take(room: Room) -> int:
    """Take all five; gives the id of the first."""
    room.press(Key.Key_F5)
    current = room.page._facts.current
    assert current is not None
    return current.application_id


def bound(room: Room) -> int:
    """Take all five and bind the first blank to the first of them; gives its id."""
    first = take(room)
    room.scan("B4471200")
    assert room.desk.application(first).state == "printing"
    return first


def interrupted(room: Room) -> int:
    """As after a kill in mid-print."""
    first = bound(room)
    room.desk.services.print_room.lose_touch(Actor("dwi", "R2"), new_operation_id())
    room.refresh()
    return first


def shown(room: Room) -> list[str]:
    """The words in the left column."""
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in room.page._left.findChildren(QLabel) if label.isVisible()]


def test_f5_takes_the_next_of_the_plan_and_shows_the_first_with_the_blank_that_should_come(room: Room) -> None:
    first = take(room)

    row = room.desk.application(first)
    assert (row.state, row.claimed_by, row.claimed_station) == ("claimed", "dwi", "R2")
    assert row.name == "WIDODO"
    assert {"WIDODO", "In your hands · 1 of 5"} <= set(shown(room))
    assert room.page.hand.now.target.field.accessibleName() == "Scan the next blank B4471200"
    assert room.page.hand.ended.texts() == ["4 more wait their turn"]
    assert room.page.badge() == 0


def test_an_impatient_second_f5_takes_nothing_more(room: Room) -> None:
    room.page.hand.head.set_count(2)
    room.page.hand.head.take.click()
    room.page.hand.head.take.click()
    room.desk.settle()

    assert len(room.page._facts.waiting) == 2


def test_a_scan_binds_the_blank_and_f6_says_that_it_is_printed(room: Room) -> None:
    first = bound(room)
    assert room.desk.booklet("B4471200") == "bound"

    room.press(Key.Key_F6)

    assert room.desk.application(first).state == "printed"
    assert room.desk.booklet("B4471200") == "personalised"
    assert room.page.hand.ended.texts() == ["3 more wait their turn", "WIDODO, B4471200 printed"]
    assert "KARTINI" in shown(room)
    assert room.page.hand.blanks_text() == "10 = 1 printed + 0 spoiled + 9 in hand stock balances"
    assert room.desk.said == []


def test_a_serial_can_be_typed_and_enter_confirms_only_once_the_booklet_is_in_the_machine(room: Room, qtbot) -> None:
    first = take(room)
    room.type("b4471204")
    room.press(Key.Key_Return)
    assert room.desk.application(first).state == "printing"

    room.press(Key.Key_Return)
    assert room.desk.application(first).state == "printing"

    qtbot.waitUntil(lambda: room.page.hand.now.printed.hasFocus())
    room.press(Key.Key_Return)
    assert room.desk.application(first).state == "printed"
    assert room.page.hand.now.target.field.hasFocus()


def test_enter_in_the_list_or_its_search_says_nothing_about_the_machine(room: Room, qtbot) -> None:
    first = bound(room)
    qtbot.waitUntil(lambda: not room.page.hand.now.settling)
    for widget in (room.page.queue.search, room.page.queue.table, room.page.queue.kinds):
        widget.setFocus()
        room.press(Key.Key_Return)

    assert room.desk.application(first).state == "printing"


def _spoiled(room: Room) -> None:
    service, actor = room.desk.services.print_room, Actor("dwi", "R2")
    row = service.take_next(actor, "R2", 1, new_operation_id())[0]
    service.bind(actor, row.application_id, "B4471209", new_operation_id())
    service.confirm_failed(actor, row.application_id, "ink", new_operation_id())


@pytest.mark.parametrize(
    ("serial", "words"),
    [
        ("C0000001", "C0000001 is a blank for e-Passport laminated; this application needs Regular passport 48."),
        ("D0000001", "D0000001 was issued to Budi Santoso, not to you."),
        ("E0000001", "E0000001 is still in the safe."),
        ("B4471209", "B4471209 must not be used: it is spoiled."),
        ("Z1234567", "No booklet with the serial Z1234567 was ever received here."),
    ],
)
def test_a_wrong_blank_is_refused_in_words_and_nothing_changes(room: Room, serial: str, words: str) -> None:
    room.desk.blanks("C0000001", "C0000001", service="epassport_laminated")
    room.desk.blanks("D0000001", "D0000001", to="budi")
    room.desk.blanks("E0000001", "E0000001", to="")
    _spoiled(room)
    first = take(room)

    room.scan(serial)

    assert room.desk.said[-1].text == words
    assert room.desk.said[-1].advice
    assert room.window.notices.shown()[0].text().startswith(words)
    assert room.desk.application(first).state == "claimed"


def test_a_failure_is_told_by_two_keys_and_the_application_keeps_its_place(room: Room) -> None:
    first = bound(room)

    room.press(Key.Key_F7)
    dialog = room.page._dialog
    assert dialog is not None
    room.press(Key.Key_3)
    assert dialog.code() == "ink"
    room.press(Key.Key_Return)

    assert room.page._dialog is None
    assert room.desk.booklet("B4471200") == "spoiled"
    row = room.desk.application(first)
    assert (row.state, row.booklet_id) == ("ready", None)
    assert room.page.hand.ended.texts()[1] == "WIDODO, B4471200 spoiled, Ink bleeding"
    assert room.page.queue.table.rows_model().row(0).row.name == "WIDODO"


def test_the_second_attempt_says_that_it_is_one(room: Room) -> None:
    bound(room)
    room.press(Key.Key_F7)
    room.press(Key.Key_1)
    room.press(Key.Key_Return)
    room.page._do.release(room.page._facts.claimed)
    room.desk.settle()

    take(room)

    assert room.page.hand.now._attempt.spec.text == "Attempt 2"


def test_a_failure_needs_a_reason_and_esc_leaves_everything_as_it_was(room: Room) -> None:
    first = bound(room)
    room.press(Key.Key_F7)
    room.press(Key.Key_Return)
    assert room.page._dialog is not None

    room.scan("B4471201")
    room.scan("1133070288000000")
    assert room.page._dialog.code() in ("", "page_torn")
    room.page.handle_scan("B4471201")
    assert room.desk.said[-1].text == "Choose the reason first, or close the question with Esc."
    room.press(Key.Key_Escape)

    assert room.page._dialog is None
    assert room.desk.application(first).state == "printing"


@pytest.mark.parametrize(
    ("keys", "application", "booklet"),
    [
        ((Key.Key_F6,), "printed", "personalised"),
        ((Key.Key_F7, Key.Key_1, Key.Key_Return), "ready", "spoiled"),
        ((Key.Key_F9,), "ready", "issued"),
    ],
)
def test_after_a_kill_in_mid_print_one_question_per_booklet_is_asked(
    room: Room, keys: tuple[Qt.Key, ...], application: str, booklet: str
) -> None:
    first = interrupted(room)

    assert "Look at it: B4471200, WIDODO. Is it printed, spoiled or still blank?" in shown(room)
    assert not room.page.hand.now.isVisible()
    for key in keys:
        room.press(key)

    assert room.desk.application(first).state == application
    assert room.desk.booklet("B4471200") == booklet
    assert not room.page.question.isVisible()
    assert "KARTINI" in shown(room)


def test_a_scan_during_the_question_binds_nothing(room: Room) -> None:
    interrupted(room)
    room.scan("B4471201")

    assert room.desk.texts() == ["B4471201 is not the booklet asked about. Answer the question first."]
    assert room.desk.booklet("B4471201") == "issued"


def test_a_question_of_another_station_waits_aside_until_it_is_shown(room: Room) -> None:
    interrupted(room)
    room.desk.user, room.desk.place = "budi", "R1"
    room.refresh()

    assert not room.page.question.asking
    assert "1 booklet at another station waits for a person's look." in shown(room)
    room.page.question.others.click()
    assert room.page.question.row.serial == "B4471200"
    room.page.question.others.click()
    assert not room.page.question.asking


def test_another_blank_is_not_bound_while_one_is_in_the_machine(room: Room) -> None:
    bound(room)
    room.scan("B4471201")

    assert room.desk.said[-1].text == "B4471201 was not bound: B4471200 is still in the machine."
    assert room.desk.booklet("B4471201") == "issued"


def test_a_scanner_that_reads_twice_disturbs_nobody(room: Room) -> None:
    take(room)
    room.page.handle_scan("B4471200")
    room.page.handle_scan("B4471200")
    room.desk.settle()
    room.page.handle_scan("B4471200")
    room.desk.settle()

    assert room.desk.said == []
    assert room.desk.booklet("B4471200") == "bound"


def test_what_is_no_serial_and_serials_without_work_in_hand_are_left_to_others(room: Room) -> None:
    assert not room.page.handle_scan("B4471200")
    take(room)
    assert not room.page.handle_scan("SP2024000123")
    assert not room.page.handle_scan("PD1|SP|SP-2024-000123|20240626|ABCDEFGHIJKLMNOP")
    assert not room.page.handle_scan("WIDODO")
    assert room.desk.said == []


def test_what_was_not_begun_can_be_given_back(room: Room) -> None:
    first = bound(room)
    give_back = [one for one in room.page.hand.head.more_menu().actions() if one.text().startswith("Give 4")]
    give_back[0].trigger()
    room.desk.settle()

    assert room.page.badge() == 4
    assert room.desk.application(first).state == "printing"


def test_a_blank_that_came_out_blank_can_be_used_again(room: Room) -> None:
    first = bound(room)
    still = [one for one in room.page.hand.head.more_menu().actions() if "still blank" in one.text()]
    still[0].trigger()
    room.desk.settle()

    assert room.desk.application(first).state == "ready"
    assert room.desk.booklet("B4471200") == "issued"


def test_somebody_else_confirmed_first_and_this_desk_is_told(room: Room) -> None:
    first = bound(room)
    room.desk.services.print_room.confirm_printed(Actor("budi", "R1"), first, new_operation_id())

    room.press(Key.Key_F6)

    assert room.desk.said[-1].text
    assert room.desk.application(first).state == "printed"
    assert "KARTINI" in shown(room)


def test_a_stopped_station_says_so_plainly_and_hands_nothing_out(room: Room) -> None:
    switch = SwitchEntry("R2", "down", expected_back=NOW + timedelta(hours=3), note="Menunggu teknisi")
    room.desk.services.office.set_station_state(Actor("ani", "D9"), switch, new_operation_id())
    room.refresh()

    assert room.page.hand.head.pill.spec.text == "Stopped"
    words = next(text for text in shown(room) if "Menunggu teknisi" in text).replace("\u00a0", " ")
    assert words == "Printer R2: stopped since Wed 26/6 08:40, expected back Wed 26/6 11:40. Menunggu teknisi"
    room.press(Key.Key_F5)
    assert room.page._facts.waiting == ()


def test_another_station_can_be_chosen_at_this_desk(room: Room) -> None:
    actions = room.page.hand.head.station_menu().actions()
    assert [one.isChecked() for one in actions] == [False, True, False, False]
    actions[2].trigger()
    room.desk.settle()

    assert room.desk.place == "E1"
    assert room.page.hand.head.title() == "Printer E1"


def test_a_desk_without_a_station_says_what_to_do(room: Room) -> None:
    room.desk.place = ""
    room.refresh()

    assert room.page.hand.head.title() == "No station yet"
    assert not room.page.hand.head.take.isEnabled()


def test_without_a_blank_of_the_kind_the_room_says_where_to_get_one(room: Room) -> None:
    room.desk.user = "budi"
    room.refresh()
    take(room)

    assert "You hold no blank of this kind. Have some issued to you under Blanks." in shown(room)


def test_a_long_name_is_shown_whole(room: Room) -> None:
    name = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-HASYIMI PRAWIRODIRDJOKUSUMONINGRATAN"
    room.desk.add(
        90, name, arrived=NOW - timedelta(days=30), promised=NOW - timedelta(days=20), group_name="Rombongan An-Nur",
        departs_at=NOW + timedelta(days=2), proof="employer_letter", proof_seen_at=NOW,
    )  # fmt: skip
    room.refresh()
    take(room)
    room.window.grab()

    assert name in [text.replace("\u200b", "") for text in shown(room)]
    assert cut_texts(room.page._left) == []
    room.scan("B4471200")
    room.window.grab()
    assert cut_texts(room.page._left) == []


def test_the_words_follow_the_language(room: Room) -> None:
    take(room)
    set_language("id")
    room.window.retranslate()

    assert any("Paspor\u00a0biasa\u00a048" in text for text in shown(room))
    room.window.grab()


def test_a_database_that_cannot_be_read_is_said_and_nothing_pretends_to_work(room: Room, tmp_path: Path) -> None:
    with room.desk.services.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE application RENAME TO gone")
    page = PrintRoomPage(room.desk.context(tmp_path))
    page.show()
    page.refresh()
    room.desk.settle()

    assert room.desk.said[-1].severity.value == "stop"
    assert not page.hand.now.isVisible()
    assert not page.hand.head.take.isEnabled()
    assert page.queue._empty.accessibleName().startswith("The plan could not be read.")
    assert page.badge() is None
    page.deleteLater()
