"""The room of the backlog with real keys and clicks, over a real office."""

from datetime import date, time, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from printdesk.i18n import set_language
from printdesk.services.board import Age
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.work import Actor
from printdesk.ui.backlog.day_bars import DayBars
from printdesk.ui.backlog.days_view import _age_bars
from printdesk.ui.backlog.overtime_card import ORDERED, PAPER, PLAN
from printdesk.ui.backlog.page import PREVIEW_MS, BacklogPage
from printdesk.ui.backlog.state_dialog import StateDialog
from printdesk.ui.theme import apply_theme
from tests.services.offices import at, op
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Room = FormRoom[BacklogPage]
E1_A_DAY = 71


def backlog(room: Room, count: int = 80) -> list[str]:
    """More e-passports than station E1 prints today, all of travellers; gives their numbers in order of arrival."""
    numbers = []
    for each in range(count):
        made = room.office.application(
            f"PEMOHON {each:03d}", service="epassport_laminated", arrived=at(21, 8) + timedelta(minutes=each),
            departs_at=at(20, month=7) + timedelta(days=each % 9), proof="ticket",
        )  # fmt: skip
        numbers.append(room.office.get(made).number)
    room.start()
    return numbers


def preview(room: Room) -> None:
    """Until the evening considered is worked out."""
    QTest.qWait(PREVIEW_MS + 60)
    room.settle()


def choose_station(room: Room, code: str) -> None:
    """Choose the evening's station."""
    room.page.overtime.show_view(PLAN)
    box = room.page.overtime.form.station
    box.setCurrentIndex(box.findData(code))
    preview(room)


def text_of(path: Path) -> str:
    """All text of a PDF, in reading order."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def test_an_evening_is_considered_ordered_and_its_work_sheet_saved_in_plan_order(room: Room, tmp_path: Path):
    backlog(room)
    card = room.page.overtime
    form = card.form
    assert (form.day.value(), form.start.value(), form.end.value()) == (date(2024, 6, 26), time(16), time(19))
    choose_station(room, "E1")
    assert [login for login, box in form.people.items() if box.isChecked()] == ["bagus"]
    wanted = [line.row for line in card.table.rows_model().rows()]
    assert wanted
    assert card.answer_text().startswith(f"Prints {len(wanted)} booklets")

    room.press(Key.Key_F6)

    assert card.view() == PAPER
    assert "is ordered for Wed 26 June" in room.said[0].text
    saved = tmp_path / "sheet.pdf"
    card.paper.ask_path = lambda _owner, _proposed: saved
    room.press(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert card.paper.result() == f"Saved as sheet.pdf in {tmp_path}."
    text = text_of(saved)
    places = [text.index(row.name) for row in wanted]
    assert places == sorted(places)
    for row in wanted:
        assert f"{row.departs_at.day}/{row.departs_at.month}" in text[text.index(row.name) :]
    assert "Bagus Prakoso" in text
    assert text.count("PEMOHON") == len(wanted)

    room.press(Key.Key_Escape)
    assert card.view() == ORDERED
    (line,) = card.sessions.rows_model().rows()
    assert (line.session.target, line.people) == (len(wanted), "Bagus Prakoso")


def test_the_same_evening_twice_is_refused_in_words_and_can_be_ordered_after_it_was_taken_back(room: Room):
    backlog(room)
    choose_station(room, "E1")
    room.press(Key.Key_F6)
    card = room.page.overtime
    card.show_view(PLAN)
    preview(room)
    assert "works at E1 in that evening already" in card.answer_text()
    assert not card.order.isEnabled()

    room.messages._ask = lambda _question: True
    card.show_view(ORDERED)
    room.settle()
    room.press(Key.Key_F8)

    assert card.sessions.rows_model().rows() == []
    card.show_view(PLAN)
    preview(room)
    assert card.order.isEnabled()


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(time(10), time(12), "runs into office hours"), (time(16), time(23), "is not allowed on this day")],
)
def test_an_evening_that_cannot_be_is_refused_beside_the_form(room: Room, start: time, end: time, words: str):
    backlog(room, 3)
    form = room.page.overtime.form
    form.start.set_value(start)
    form.end.set_value(end)
    preview(room)

    assert words in room.page.overtime.answer_text()
    assert not room.page.overtime.order.isEnabled()
    assert room.stops() == []


def test_what_was_chosen_for_the_evening_stays_when_the_room_reads_anew(room: Room):
    backlog(room, 3)
    choose_station(room, "E2")
    form = room.page.overtime.form
    form.day.set_value(date(2024, 6, 28))
    form.people["sri"].setChecked(True)
    form.start.set_value(time(17))
    before = form.evening()

    room.office.application("DATANG LAGI")
    room.start()

    assert form.evening() == before


def test_a_service_that_stops_puts_its_trips_at_risk_at_once(room: Room):
    traveller = room.office.application("WIDODO", departs_at=at(29, 10), proof="ticket", departs_has_time=True)
    room.start()
    page = room.page
    assert page.tiles.risk.accessibleName() == "Trips at risk: 0. every trip can be kept"
    page.show_view("works")
    page.works.table.select_key("service/regular48")

    room.press(Key.Key_F9)
    dialog = page.dialog
    assert isinstance(dialog, StateDialog)
    dialog.states._chips["down"].click()
    room.type("waits for the centre", dialog.note)
    room.press(Key.Key_Return)

    assert page.dialog is None
    switch = room.services.office.service_switches()[0]
    assert (switch.state, switch.note, switch.expected_back) == ("down", "waits for the centre", None)
    page.tiles.risk.pressed.emit()
    assert [line.row.name for line in page.risk.table.rows_model().rows()] == ["WIDODO"]
    assert "Sat 29 June" in page.risk.why_text()
    assert page.tiles.normal.accessibleName().startswith("Queue normal again: Not in sight. 1 of 1 has no place")
    assert page.badge() == 1
    page.risk.table.setFocus()
    room.press(Key.Key_Return)
    assert room.opened == [traveller]


def test_a_flaky_service_keeps_its_success_and_its_return(room: Room):
    page = room.page
    page.show_view("works")
    page.works.table.select_key("service/epassport_polycarbonate")
    page.open_state()
    dialog = page.dialog
    assert isinstance(dialog, StateDialog)
    dialog.states._chips["flaky"].click()
    dialog.success.setValue(60)
    dialog.known.setChecked(True)
    dialog.day.set_value(date(2024, 7, 1))
    dialog.time.set_value(time(7, 30))
    room.press(Key.Key_Return)

    line = page.works.current()
    assert line is not None
    assert (line.switch.state, line.switch.success_percent, line.back) == ("flaky", 60, at(1, 7, 30, month=7))


def test_a_later_stage_that_stops_on_the_board_stands_here_and_its_one_switch_turns_it_up_again(room: Room):
    stages, page = room.services.stages, room.page
    stages.set_state(Actor("rina", "L1"), "check", SwitchEntry("regular24", "down"), op())
    page.refresh()
    room.settle()
    page.show_view("works")
    page.works.table.select_key("check/regular24")
    line = page.works.current()
    assert line is not None
    assert line.name == "Passport 24 · Quality check"

    page.open_state()
    assert isinstance(page.dialog, StateDialog)
    page.dialog.states._chips["up"].click()
    room.press(Key.Key_Return)

    assert [one.switch.state for one in stages.board()] == ["up"] * 12
    keys = [line.key for line in page.works.table.rows_model().rows()]
    assert keys[:2] == ["service/regular48", "service/regular24"]
    assert "check/regular24" not in keys


def test_a_station_has_no_success_to_ask_for(room: Room):
    page = room.page
    page.show_view("works")
    page.works.table.select_key("station/R1")
    page.open_state()
    dialog = page.dialog
    assert isinstance(dialog, StateDialog)
    assert list(dialog.states._chips) == ["up", "down"]
    dialog.states._chips["down"].click()
    room.press(Key.Key_Return)
    assert [one.state for one in room.services.office.station_switches()] == ["down", "up", "up", "up"]


def test_the_days_show_places_plans_and_departures_and_add_up_what_is_older(room: Room):
    backlog(room, 5)
    page = room.page
    page.show_view("days")
    room.settle()
    first = page.days.ahead.bars()[0]
    assert (first.day, first.filled) == (date(2024, 6, 26), 5)
    assert first.room is not None
    assert first.room > first.filled
    assert sum(bar.filled for bar in page.days.ages.bars()) == 5

    days = [Age(date(2024, 5, 1) + timedelta(days=n), 1 + n, n % 2) for n in range(20)]
    bars = _age_bars(tuple(days))
    assert (len(bars), sum(bar.filled for bar in bars), bars[0].first) == (14, 210, "up to")
    chart = DayBars()
    chart.set_bars(bars, date(2024, 5, 20))
    chart.resize(300, 120)
    assert not chart.grab().isNull()


def test_in_a_narrow_window_the_cards_stand_one_under_the_other_and_nothing_lies_beside_it(room: Room):
    backlog(room)
    page = room.page
    room.window.resize(1366, 768)
    room.settle()
    assert page._left.y() == page.overtime.y()

    room.window.resize(1100, 680)
    room.settle()

    assert page._left.x() == page.overtime.x()
    assert page.width() == page.parentWidget().width()
    room.window.resize(1366, 768)
    room.settle()
    assert page._left.y() == page.overtime.y()


def test_the_room_speaks_the_language_of_the_moment_and_cuts_no_text(room: Room, qapp: QApplication):
    backlog(room)
    apply_theme(qapp, "dark")
    for width in (800, 1366):
        room.window.resize(width, 768)
        for lang in ("id", "en"):
            set_language(lang)
            room.window.retranslate()
            room.start()
            for view in ("risk", "days", "works"):
                room.page.show_view(view)
                room.settle()
                assert cut_texts(room.page) == []
