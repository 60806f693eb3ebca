"""Saved views of the other lists: what a filter means there, what it counts, and what is gone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.domain.list_look import ListLook
from printdesk.domain.states import ApplicationState
from printdesk.services.list_values import ListRows
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.print_room import PrintRoomPage
from printdesk.ui.trips.page import TripsPage
from printdesk.ui.views.desk import ViewDesk
from tests.databases import SqliteDatabases
from tests.services.offices import SRI, at, op
from tests.ui.pickup.rooms import TestedRoom
from tests.ui.print_room.offices import NOW, OpenRoom, close_room, open_desk, open_room, prepare


@pytest.fixture
def print_room(qapp: QApplication, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[OpenRoom]:
    desk = open_desk(sqlite_databases.prepared(prepare))
    for number in range(6):
        desk.add(number, f"PEMOHON SATU {number}", promised=NOW + timedelta(days=3))
    for number, days in ((6, 5), (7, 1), (8, 3)):
        desk.add(number, f"NURUL DUA {number}", departs_at=NOW + timedelta(days=days), service="epassport_laminated")
    opened = open_room(desk, PrintRoomPage, tmp_path)
    yield opened
    close_room(opened)


def texts(found: ListRows) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for part in found.portions() for row in part]


def facts(views: ViewDesk) -> list[tuple[str, str, str, bool]]:
    return [(each.name, each.count, each.icon, each.on) for each in views._facts()]


def test_the_print_order_is_sorted_filtered_and_exported_veiled_as_it_is_seen(print_room: OpenRoom):
    views, queue = print_room.page.views, print_room.page.queue
    service, ani = print_room.desk.services.saved_views, Actor("ani", "D9")
    look = ListLook((("service", "epassport_laminated"),), "departs", True, ("applicant", "departs", "place"))
    service.save(ani, "print_queue", "Laminasi", look, new_operation_id(), shared=True)
    gone = ListLook((("service", "paper32"), ("text", "nurul")))
    service.save(ani, "print_queue", "Jenis lama", gone, new_operation_id(), shared=True)
    print_room.refresh()
    assert facts(views) == [("Jenis lama", "", "warning", False), ("Laminasi", "3", "users", False)]

    views.chips.chips()[1].click()
    print_room.desk.settle()
    found = views._viewed.read()()
    assert found.total == 3
    assert [row[0] for row in texts(found)] == ["NURUL D*** 6***", "NURUL D*** 8***", "NURUL D*** 7***"]
    assert len(texts(found)[0]) == 3
    assert facts(views)[1][3]
    assert views.title() == "Print order · Laminasi"
    assert views.words() == "e-Passport laminated · by Departs, downwards"
    assert queue.table.current_row().row.name == "NURUL DUA 6"

    views.chips.chips()[0].click()
    said = "This view asks for the service type “paper32”, which this office has no more; all types are shown."
    assert views.chips.said() == said
    assert len(queue.table.rows_model().rows()) == 3
    assert queue.search.text() == "nurul"
    queue.clear_filter()
    assert views.chips.said() == ""
    assert [line.row.position for line in queue.table.rows_model().rows()] == list(range(1, 10))


def test_a_view_of_tomorrows_trips_is_one_of_tomorrow_on_every_day(
    qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path
):
    room = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, TripsPage)
    try:
        for name, day in (("Hari ini", 26), ("Besok", 27), ("Lusa", 28)):
            room.office.application(name, departs_at=at(day, 20), departs_has_time=True)
        room.start()
        trips = room.page.trips
        trips.show_part("day", at(27).date())
        assert trips.views.look().asked == {"part": "day", "day": "1"}
        assert trips.views.filter_words() == "departs tomorrow"
        room.services.saved_views.save(SRI, "trips", "Besok", trips.views.look(), op(), shared=True)
        odd = ListLook((("day", "-3"), ("part", "day")))
        room.services.saved_views.save(SRI, "trips", "Aneh", odd, op(), shared=True)
        trips.show_part("risk")
        room.office.clock.step(days=1)
        room.page.refresh()
        room.settle()

        assert facts(trips.views) == [("Aneh", "", "warning", False), ("Besok", "1", "users", False)]
        room.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        assert [line.row.name for line in trips.table.rows_model().rows()] == ["Lusa"]
        assert facts(trips.views)[1][3]
        room.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        assert trips.part() == "risk"
        assert "this program does not know" in trips.views.chips.said()
    finally:
        room.close()


def test_a_view_of_the_counters_lists_knows_its_tab_and_each_tab_its_columns(
    qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path
):
    room = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, PickupPage)
    try:
        for name, days in (("Tono", 3), ("Wati", 1), ("Jauh", 40)):
            departs = room.office.clock.moment + timedelta(days=days)
            room.office.application(name, state=ApplicationState.SHELVED, departs_at=departs)
        room.start()
        views, shelf = room.page.views, room.page.shelf
        columns = ("departs", "applicant")
        look = ListLook((("soon", "yes"),), "departs", False, columns)
        room.services.saved_views.save(SRI, "shelf", "Segera", look, op(), shared=True)
        other = ListLook((("tab", "posted"),))
        room.services.saved_views.save(SRI, "shelf", "Terkirim", other, op(), shared=True)
        room.page.refresh()
        room.settle()
        assert facts(views) == [("Segera", "2", "users", False), ("Terkirim", "0", "users", False)]

        views.choose(views.views()[0].id)
        assert [row[1] for row in texts(views._viewed.read()())] == ["Wati", "Tono"]
        assert shelf.columns["waiting"].seen() == columns
        assert views.title() == "Counter: Waiting · Segera"
        views.choose(views.views()[1].id)
        assert shelf.tab == "posted"
        assert shelf.columns["posted"].shown() == ()
        assert [each[3] for each in facts(views)] == [False, True]
        views.choose(0)
        assert (shelf.tab, shelf.soon.isChecked()) == ("waiting", False)
    finally:
        room.close()
