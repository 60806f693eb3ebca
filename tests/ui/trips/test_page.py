"""The room of trips with real keys and clicks, over a real office."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from printdesk.i18n import set_language
from printdesk.services.settings_file import SwitchEntry
from printdesk.ui.theme import apply_theme
from printdesk.ui.trips.page import CHANGES, PAST, REQUESTS, TRIPS, TripsPage
from printdesk.ui.trips.trips_view import DAY, DAY_RISK, LATER, PASSED, RISK
from tests.services.offices import DWI, SRI, at, op
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Room = FormRoom[TripsPage]
LONG = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT KUSUMANINGTYAS"


def trips(room: Room) -> dict[str, int]:
    """Safe and endangered trips on several days, one gone by, one far ahead; by name."""
    office = room.office
    plans = (
        ("AMAN", "regular48", at(2, 0, month=7)),
        ("TERANCAM", "epassport_laminated", at(2, 0, month=7)),
        (LONG, "epassport_laminated", at(29, 0)),
        ("LEWAT", "regular48", at(24, 0)),
        ("NANTI", "regular48", at(20, 0, month=7)),
    )
    made = {name: office.application(name, service=kind, departs_at=day, proof="ticket") for name, kind, day in plans}
    room.services.office.set_service_state(SRI, SwitchEntry("epassport_laminated", "down"), op())
    room.start()
    return made


def listed(room: Room) -> list[str]:
    return [line.row.name for line in room.page.trips.table.rows_model().rows()]


def click(room: Room, day: date, *, red: bool) -> None:
    """Click on a day of the strip: on its red figure, or high above it."""
    strip = room.page.strip
    at_ = next(n for n, each in enumerate(strip.days()) if each.day == day)
    box = strip.risk_box(at_) if red else strip.column_box(at_)
    place = box.center().toPoint() if red else QPoint(round(box.center().x()), 8)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=place)
    room.settle()


def test_the_red_ones_are_one_click_away(room: Room):
    made = trips(room)
    page = room.page
    assert listed(room) == [LONG, "TERANCAM"]
    day = date(2024, 7, 2)

    click(room, day, red=True)
    assert (listed(room), page.trips.part()) == (["TERANCAM"], DAY_RISK)
    assert "Flies Tue 2 July" in page.trips.why_text()
    assert page.strip.accessibleName().endswith(
        "Tue 2 July: 2 depart, 1 in time, 1 at risk. Only those at risk are listed."
    )

    click(room, day, red=False)
    assert (listed(room), page.trips.part()) == (["TERANCAM", "AMAN"], DAY)
    click(room, date(2024, 6, 29), red=False)
    assert listed(room) == [LONG]
    click(room, date(2024, 6, 27), red=False)
    assert listed(room) == []
    assert page.trips._empty.accessibleName().startswith("Nobody departs")
    page.trips.chips._chips[RISK].click()
    assert listed(room) == [LONG, "TERANCAM"]
    assert page.strip.current() is None
    page.trips.table.setFocus()
    room.press(Key.Key_Return)
    assert room.opened == [made[LONG]]


def test_the_keys_go_through_the_days_and_into_the_list(room: Room):
    trips(room)
    page = room.page
    page.strip.setFocus()
    room.press(Key.Key_Right)
    assert page.strip.current() == date(2024, 6, 26)
    for _day in range(6):
        room.press(Key.Key_Right)
    assert listed(room) == ["TERANCAM", "AMAN"]
    room.press(Key.Key_Down)
    assert listed(room) == ["TERANCAM"]
    room.press(Key.Key_Up)
    assert listed(room) == ["TERANCAM", "AMAN"]
    room.press(Key.Key_Return)
    assert page.trips.table.hasFocus()
    page.strip.setFocus()
    room.press(Key.Key_End)
    assert page.strip.current() == date(2024, 7, 9)
    room.press(Key.Key_Right)
    assert page.strip.current() == date(2024, 7, 9)
    assert page.strip.accessibleDescription().count("depart") == 14


def test_trips_gone_by_and_far_ahead_have_their_chips_and_every_row_its_verdict(room: Room):
    trips(room)
    page = room.page
    page.trips.chips._chips[PASSED].click()
    assert listed(room) == ["LEWAT"]
    page.trips.chips._chips[LATER].click()
    assert listed(room) == ["NANTI"]
    model = page.trips.table.rows_model()
    cells = [model.columns[n].cell(model.row(0)) for n in range(6)]
    assert [cell.text for cell in cells[:4]] == ["NANTI", "Sat 20/7", "ticket", "Fri 19/7 13:30"]
    assert cells[1].second == "24 days"
    assert cells[5].pill.text == "In time"
    assert page.badge() == 2


def test_good_news_is_told_from_nothing(room: Room):
    assert room.page.trips._empty.accessibleName().startswith("No trip is at risk")
    assert room.page.changes._none_kept.accessibleName().startswith("No plan was kept yet")


def test_a_booklet_on_the_shelf_has_the_counters_answer_at_the_foot(room: Room):
    room.office.application("SIAP", state="shelved", departs_at=at(28, 0), proof="ticket")
    room.start()
    room.page._show_day(date(2024, 6, 28), risk_only=False)
    room.settle()
    assert "ready" in room.page.trips.why_text().lower()


def keep(room: Room, cause: str) -> None:
    room.services.history.keep(cause)
    room.page.plan_kept()
    room.settle()


def changed_names(room: Room) -> list[str]:
    return [line.change.name for line in room.page.changes.table.rows_model().rows()]


def test_what_changed_is_shown_between_any_two_kept_plans(room: Room):
    made = trips(room)
    page = room.page
    page.show_view(CHANGES)
    keep(room, "start")
    assert page.changes._none_changed.accessibleName().startswith("Nothing to compare yet")
    room.office.clock.step(minutes=5)
    room.services.office.set_service_state(SRI, SwitchEntry("epassport_laminated", "up"), op())
    keep(room, "set_state")
    room.office.clock.step(minutes=5)
    room.services.applications.hold(SRI, made["AMAN"], "payment", op())
    new = room.office.application("BARU", departs_at=at(26, 0), proof="ticket")
    keep(room, "hold")

    assert page.changes.said() == (
        "Since Wed 26 June 08:05: 1 trip newly at risk. 1 newly in the queue. 1 no longer in the queue."
    )
    assert changed_names(room) == ["BARU"]
    page.changes.chips._chips["left"].click()
    assert changed_names(room) == ["AMAN"]

    page.changes.against.setCurrentIndex(1)
    page.changes.against.activated.emit(1)
    room.settle()
    assert page.changes.said().startswith("Since Wed 26 June 08:00: 1 trip newly at risk. 2 trips saved.")
    page.changes.chips._chips["saved"].click()
    assert set(changed_names(room)) == {"TERANCAM", LONG}
    room.start()
    assert set(changed_names(room)) == {"TERANCAM", LONG}, "reading anew compares the same two"

    page.changes.kept.selectRow(1)
    room.settle()
    assert page.changes.said() == "Since Wed 26 June 08:00: 2 trips saved. 2 moved by more than a working day."
    rows = page.changes.kept.rows_model().rows()
    assert [(line.kept.cause, line.kept.trips_at_risk, line.more) for line in rows] == [
        ("hold", 1, 1), ("set_state", 0, -2), ("start", 2, None),
    ]  # fmt: skip
    page.changes.kept.selectRow(0)
    room.settle()
    page.changes.table.setFocus()
    room.press(Key.Key_Return)
    assert room.opened == [new]


def test_who_looks_at_the_newest_plan_goes_on_looking_at_the_newest(room: Room):
    trips(room)
    room.page.show_view(CHANGES)
    keep(room, "start")
    for n in range(2):
        room.office.clock.step(minutes=5)
        room.office.application(f"DATANG {n}")
        keep(room, "add")
    assert changed_names(room) == ["DATANG 1"]
    room.page.changes.kept.selectRow(2)
    room.office.clock.step(minutes=5)
    room.office.application("DATANG LAGI")
    keep(room, "add")
    line = room.page.changes.kept.current_row()
    assert line.kept.cause == "start"


def test_the_queue_of_a_past_moment_is_shown_as_it_stood(room: Room):
    trips(room)
    page = room.page
    room.services.history.keep("start")
    room.office.clock.set(26, 9, 30)
    before = [row.name for row in room.services.plans.plan().rows]
    taken = room.services.print_room.take_next(DWI, "R1", 1, op())
    room.services.history.keep("claim")
    room.office.clock.set(27, 8)
    room.start()
    page.show_view(PAST)
    page.past.day.set_value(date(2024, 6, 26))
    page.past.time.set_value(time(9, 29))

    room.press(Key.Key_F6)

    def names() -> list[str]:
        return [line.row.name for line in page.past.table.rows_model().rows()]

    assert names() == before
    assert page.past.said() == ("The plan kept Wed 26/6 08:00:00, to be read only: 5 waited, 2 trips at risk.")
    room.press(Key.Key_F8)
    assert names() == [name for name in before if name != taken[0].name]
    assert page.past.time.value() == time(9, 30)
    assert not page.past.later.isEnabled()
    room.press(Key.Key_F7)
    assert names() == before

    page.past.time.set_value(time(7, 59))
    room.press(Key.Key_F6)
    assert names() == []
    assert "No plan was kept from before" in page.past._empty.accessibleName()


def test_a_kept_plan_opens_its_queue(room: Room):
    trips(room)
    keep(room, "start")
    room.page.show_view(CHANGES)
    room.page.changes.focus_list()
    room.press(Key.Key_Return)
    assert room.page.chips.current() == PAST
    queue = room.page.past.shown()
    assert queue is not None
    assert (queue.at, len(queue.rows)) == (at(26, 8), 5)


def test_open_requests_are_counted_on_their_chip_and_shown_there(room: Room):
    made = trips(room)
    room.services.raises.ask(DWI, made["TERANCAM"], "sakit", op())
    room.start()
    page = room.page
    assert page.chips._chips[REQUESTS].accessibleName() == "Requests 1"
    page.show_view(REQUESTS)
    assert page.requests.isVisible()
    assert not page.trips.isVisible()
    page.show_view("risk")
    assert (page.chips.current(), listed(room)) == (TRIPS, [LONG, "TERANCAM"])


@pytest.mark.parametrize("size", [(1366, 768), (1100, 680)])
def test_the_room_speaks_the_language_of_the_moment_and_cuts_no_text(
    room: Room, qapp: QApplication, size: tuple[int, int]
):
    trips(room)
    keep(room, "start")
    room.office.clock.step(minutes=3)
    room.office.application("BARU")
    keep(room, "add")
    apply_theme(qapp, "dark")
    room.window.resize(*size)
    for lang in ("id", "en"):
        set_language(lang)
        room.window.retranslate()
        room.start()
        for view in (TRIPS, CHANGES, PAST):
            room.page.show_view(view)
            room.page.past.ask(at(26, 9))
            room.settle()
            assert cut_texts(room.page) == []
            width = room.page.parentWidget().width()
            assert room.page.width() <= width
    said = room.page.strip.accessibleDescription()
    set_language("id")
    room.window.retranslate()
    assert "berangkat" in room.page.strip.accessibleDescription()
    assert "berangkat" not in said


def test_the_strip_paints_closed_days_and_many_digits(room: Room):
    for n in range(1200):
        if n % 100 == 0:
            room.office.application(f"P{n}", departs_at=at(28, 0) + timedelta(days=n // 100), proof="ticket")
    room.start()
    strip = room.page.strip
    closed = [each.day.day for each in strip.days() if not each.open]
    assert closed == [29, 30, 6, 7]
    assert [each.holiday for each in strip.days() if each.holiday] == ["Tahun Baru Islam"]
    for width in (360, 1100):
        strip.resize(width, strip.sizeHint().height())
        assert not strip.grab().isNull()
