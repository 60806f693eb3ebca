"""What people ask for past the order of the plan, decided with real keys over a real office."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from printdesk.i18n import set_language
from printdesk.services.plans import PlanRow
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.order import RequestsView
from printdesk.ui.order.dialogs import BackDialog, NoteDialog
from tests.databases import SqliteDatabases
from tests.ui.print_room.offices import NOW, OpenRoom, close_room, open_desk, open_room, prepare

Key = Qt.Key
CROWD = 270
DWI, BUDI, ANI = Actor("dwi", "R2"), Actor("budi", "R1"), Actor("ani", "D9")


class Tab(RequestsView):
    """The view as a room."""

    def handle_scan(self, _text: str) -> bool:
        """Nothing here is scanned."""
        return False


Room = OpenRoom[Tab]


@pytest.fixture
def room(qapp, sqlite_databases: SqliteDatabases, tmp_path: Path) -> Iterator[Room]:
    """A crowd flies on Friday, so that not all can be in time; the supervisor Ani sits here."""
    desk = open_desk(sqlite_databases.prepared(prepare))
    friday = (NOW + timedelta(days=2)).replace(hour=0, minute=0)
    for number in range(CROWD):
        desk.add(number, f"PEMOHON {number:03d}", departs_at=friday, promised=NOW + timedelta(days=2))
    desk.add(CROWD, "NUR'AINI", departs_at=friday, promised=NOW + timedelta(days=2))
    desk.user = "ani"
    opened = open_room(desk, Tab, tmp_path)
    opened.window.resize(1366, 768)
    yield opened
    close_room(opened)


def last(room: Room) -> PlanRow:
    """Who came last of all."""
    return next(row for row in room.desk.services.plans.plan().rows if row.name == "NUR'AINI")


def ask(room: Room, actor: Actor = DWI, **values: str) -> int:
    key = last(room).application_id
    made = room.desk.services.raises.ask(actor, key, "Ayah dirawat di Penang", new_operation_id(), **values)
    room.refresh()
    return made


def shown(room: Room) -> list[str]:
    return [row[1] for row in ((each, each.request.row.name) for each in room.page.requests.rows_model().rows())]


def facts(room: Room) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.accessibleName() for one in room.page.detail.findChildren(QLabel) if one.accessibleName())


def undo(room: Room) -> None:
    action = room.desk.said[-1].action
    assert action is not None
    action.run()
    room.desk.settle()


def test_a_request_shows_who_asks_for_whom_why_with_what_proof_and_when_the_trip_is(room: Room) -> None:
    counts: list[int] = []
    room.page.count_changed.connect(counts.append)
    ask(room, proof="medical")

    assert shown(room) == ["NUR'AINI"]
    assert counts == [1]
    assert {
        "Reason: Ayah dirawat di Penang", "Proof: medical referral", "Asked by: Dwi Rahayu · Wed 26/6 08:40",
        "Departs: Fri 28/6",
    } <= set(facts(room).splitlines())  # fmt: skip


def test_before_approving_it_is_seen_who_would_lose_a_trip_and_undo_brings_both_dates_back(room: Room) -> None:
    before = room.desk.services.plans.plan().rows
    ask(room)
    detail = room.page.detail
    assert last(room).trip_at_risk
    seen = room.desk.services.raises.preview(last(room).application_id, str(detail.to.currentData()))
    assert seen.trips_lost == 1
    assert "1 loses the trip" in detail.preview.text()
    assert "It would be in time." in detail.preview.text()
    first = detail.preview.table.rows_model().row(0)
    assert first is not None
    assert first.loses_trip
    assert len(detail.preview.table.rows_model().rows()) == len(seen.moved)

    room.press(Key.Key_F6)

    (made,) = room.desk.services.raises.live()
    assert (made.decided_by, made.class_code) == ("Ani Lestari", detail.to.currentData() or made.class_code)
    assert not last(room).trip_at_risk
    assert room.page.count() == 0
    undo(room)
    assert room.desk.services.plans.plan().rows == before
    assert [each.state for each in room.desk.services.raises.of(last(room).application_id)] == ["withdrawn"]


def test_another_class_and_another_time_are_previewed_and_taken(room: Room) -> None:
    ask(room)
    detail = room.page.detail
    detail.to.setCurrentIndex(detail.to.findData("medical"))
    detail.to.activated.emit(detail.to.currentIndex())
    assert not detail.approve.isEnabled()
    room.desk.settle()
    assert detail.approve.isEnabled()
    assert detail.preview.seen == room.desk.services.raises.preview(last(room).application_id, "medical")
    detail.days.setValue(1)

    room.press(Key.Key_F6)

    (made,) = room.desk.services.raises.live()
    assert made.class_code == "medical"
    assert made.expires_at is not None
    assert made.expires_at.date() == (NOW + timedelta(days=1)).date()


def test_who_asked_cannot_decide_and_is_told_before_the_click_but_can_take_it_back(room: Room) -> None:
    made = ask(room, ANI)
    detail = room.page.detail
    assert not detail.approve.isEnabled()
    assert not detail.refuse.isVisible()
    assert detail.hint() == "You asked for this yourself, so another person decides."
    room.press(Key.Key_F6)
    assert room.desk.services.raises.open_requests()[0].id == made

    room.press(Key.Key_F7)

    assert room.desk.services.raises.open_requests() == ()
    assert room.desk.texts()[-1].startswith("Taken back: NUR'AINI")


def test_who_is_no_supervisor_sees_why_nothing_can_be_decided_here(room: Room) -> None:
    room.desk.user = "budi"
    ask(room)

    assert "Only a supervisor decides" in room.page.detail.hint()
    assert not room.page.detail.approve.isEnabled()
    assert not room.page.detail.refuse.isEnabled()


def test_a_refusal_needs_a_reason_and_stands_in_the_history(room: Room) -> None:
    ask(room)
    room.press(Key.Key_F8)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NoteDialog)
    room.press(Key.Key_Return)
    assert dialog.error_text().startswith("This needs a reason.")
    assert len(room.desk.services.raises.open_requests()) == 1
    dialog.note.setText("Tanpa bukti")
    room.press(Key.Key_Return)

    room.page.show_view("past")
    room.desk.settle()
    assert shown(room) == ["NUR'AINI"]
    assert {"Note: Tanpa bukti", "Refused by: Ani Lestari · Wed 26/6 08:40"} <= set(facts(room).splitlines())
    assert not room.page.detail.approve.isVisible()


def test_a_place_by_hand_is_confirmed_by_a_second_person_and_taken_back_exactly(room: Room) -> None:
    before = room.desk.services.plans.plan().rows
    room.desk.services.pins.ask(ANI, last(room).application_id, "Janji kepala kantor", new_operation_id())
    room.desk.user = "budi"
    room.refresh()
    assert room.page.detail.approve.text() == "Confirm"
    room.press(Key.Key_F6)
    assert last(room).pinned

    room.page.show_view("live")
    room.desk.settle()
    assert shown(room) == ["NUR'AINI"]
    room.press(Key.Key_F7)
    assert room.desk.services.plans.plan().rows == before


def test_what_is_on_hold_is_counted_released_and_put_back_with_its_reason(room: Room) -> None:
    applications = room.desk.services.applications
    key = last(room).application_id
    until = NOW + timedelta(days=1)
    applications.hold(DWI, key, "incomplete", new_operation_id(), until=until)
    room.page.show_view("held")
    room.refresh()
    assert room.page.chips._chips["held"].accessibleName() == "On hold 1"
    assert "Reason: File incomplete" in facts(room)

    room.press(Key.Key_F6)
    assert applications.held() == ()
    undo(room)
    (row,) = applications.held()
    assert (row.reason, row.until) == ("incomplete", until)

    room.press(Key.Key_F9)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, BackDialog)
    dialog.back.known.setChecked(False)
    room.press(Key.Key_Return)
    assert applications.held()[0].until is None
    undo(room)
    assert applications.held()[0].until == until


def test_the_officers_who_ask_are_summed_up_and_empty_views_tell_good_news(room: Room) -> None:
    assert room.page._empties[room.page.requests].accessibleName().startswith("Nothing waits for a decision")
    ask(room)
    room.page.show_view("officers")
    room.desk.settle()
    (row,) = room.page.officers.rows_model().rows()
    assert (row.officer, row.asked, row.without_proof) == ("Dwi Rahayu", 1, 1)
    assert not room.page.detail.isVisible()


def test_everything_follows_a_change_of_language_and_fits_a_small_window(room: Room) -> None:
    ask(room)
    set_language("id")
    room.window.resize(1100, 680)
    room.window.retranslate()
    room.page.retranslate()
    room.refresh()

    assert room.page.detail.approve.text() == "Setujui"
    assert "batal berangkat" in room.page.detail.preview.text()
    assert "Alasan: Ayah dirawat di Penang" in facts(room)
    assert room.page.width() <= room.window.width()
    assert room.page.detail.approve.visibleRegion().boundingRect() == room.page.detail.approve.rect()
