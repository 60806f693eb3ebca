"""The print order beside the desk: what it shows, keeps, filters and says when it is empty."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from printdesk.services.office import SwitchEntry
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.kit import Role
from printdesk.ui.print_room import PrintRoomPage
from tests.databases import SqliteDatabases
from tests.ui.print_room.offices import NOW, OpenRoom, close_room, open_desk, open_room, prepare

Room = OpenRoom[PrintRoomPage]


@pytest.fixture
def room(qapp, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Room]:
    """Forty wait: one flies tomorrow, one travels with a group, one is past its promise by far."""
    desk = open_desk(sqlite_databases.prepared(prepare))
    for number in range(38):
        desk.add(number, f"PEMOHON {number:02d}", promised=NOW + timedelta(days=3))
    desk.add(38, "SITI RAHMAWATI", departs_at=NOW + timedelta(days=1), proof="ticket", proof_seen_at=NOW)
    desk.add(39, "MOCH. RIZKY", service="epassport_laminated", group_name="Rombongan An-Nur", priority="elderly")
    opened = open_room(desk, PrintRoomPage, tmp_path)
    yield opened
    close_room(opened)


def rows(room: Room) -> list[str]:
    return [line.row.name for line in room.page.queue.table.rows_model().rows()]


def cell(room: Room, name: str, column: int, role: Role = Role.PRIMARY) -> object:
    model = room.page.queue.table.rows_model()
    return model.index(rows(room).index(name), column).data(role)


def test_every_row_is_in_the_order_of_the_plan_and_explains_itself(room: Room) -> None:
    plan = room.desk.services.plans.plan()
    queue = room.page.queue

    assert rows(room) == [row.name for row in plan.rows]
    assert room.page.badge() == 40
    assert queue.table.current_row().row.position == 1
    assert queue.why_text().startswith("Why place 1? ")
    queue.table.selectRow(7)
    assert queue.why_text().startswith("Why place 8? ")


def test_a_row_shows_departure_proof_group_and_priority_and_veils_the_name(room: Room) -> None:
    assert cell(room, "SITI RAHMAWATI", 2) == "SITI R***"
    assert cell(room, "SITI RAHMAWATI", 2, Role.SECONDARY) == "…0038 · Regular passport 48"
    assert cell(room, "SITI RAHMAWATI", 3) == "Thu 27/6"
    assert cell(room, "SITI RAHMAWATI", 3, Role.SECONDARY) == "tomorrow · ticket"
    assert cell(room, "MOCH. RIZKY", 1, Role.SECONDARY) == "elderly · Rombongan An-Nur"


def test_another_desks_work_changes_the_list_and_not_what_is_chosen(room: Room) -> None:
    queue = room.page.queue
    queue.table.selectRow(20)
    chosen, scroll = queue.table.current_key(), queue.table.verticalScrollBar().value()
    room.page.hand.now.target.field.setText("B44")

    room.desk.services.print_room.take_next(Actor("budi", "R1"), "R1", 5, new_operation_id())
    room.refresh()

    assert len(rows(room)) == 35
    assert queue.table.current_key() == chosen
    assert queue.table.verticalScrollBar().value() == scroll
    assert queue.why_text().startswith("Why place 16? ")
    assert room.page.hand.now.target.field.text() == "B44"


def test_the_row_chosen_leaves_the_list_and_another_explains_itself(room: Room) -> None:
    room.desk.services.print_room.take_next(Actor("budi", "R1"), "R1", 30, new_operation_id())
    room.refresh()

    assert len(rows(room)) == 10
    assert room.page.queue.why_text().startswith("Why place ")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("siti", ["SITI RAHMAWATI"]),
        ("rahmawati siti", ["SITI RAHMAWATI"]),
        ("mohamad", ["MOCH. RIZKY"]),
        ("an-nur", ["MOCH. RIZKY"]),
        ("8000038", ["SITI RAHMAWATI"]),
        ("nobody", []),
    ],
)
def test_the_list_is_searched_by_name_number_and_group(room: Room, words: str, found: list[str]) -> None:
    room.page.queue.search.setText(words)
    assert rows(room) == found


def test_chips_and_service_type_filter_and_one_button_shows_all_again(room: Room) -> None:
    queue = room.page.queue
    queue.kinds.setCurrentIndex(queue.kinds.findData("epassport_laminated"))
    assert rows(room) == ["MOCH. RIZKY"]
    assert queue.kinds.currentText() == "e-Passport laminated · 1"

    queue.chips._chips["risk"].click()
    assert rows(room) == []
    assert queue._empty.accessibleName().startswith("Nothing fits this filter")

    queue._show_all.click()
    assert len(rows(room)) == 40


def test_an_empty_list_is_good_news_unless_something_is_down(room: Room) -> None:
    service, boss = room.desk.services, Actor("budi", "R1")
    service.print_room.take_next(boss, "R1", 100, new_operation_id())
    service.print_room.take_next(boss, "E1", 100, new_operation_id())
    room.refresh()
    assert room.page.queue._empty.accessibleName().startswith("Nothing waits for printing.")

    switch = SwitchEntry("regular24", "down", note="Menunggu pusat")
    service.office.set_service_state(boss, switch, new_operation_id())
    room.refresh()
    said = room.page.queue._empty.accessibleName()
    assert said.startswith("Nothing waits, but not everything works. Passport 24: stopped since")
    assert said.endswith("Menunggu pusat")


def test_a_new_office_is_told_how_to_begin_and_not_that_everything_was_taken(
    qapp, sqlite_databases: SqliteDatabases, tmp_path: Path
) -> None:
    opened = open_room(open_desk(sqlite_databases.prepared(prepare)), PrintRoomPage, tmp_path)
    try:
        assert opened.page.queue._empty.accessibleName().startswith("No application was listed yet.")
    finally:
        close_room(opened)
