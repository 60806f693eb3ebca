"""The forecast in the room of the backlog, by clicks and keys."""

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from printdesk.i18n import set_language
from printdesk.ui.backlog.page import BacklogPage
from tests.services.offices import at
from tests.ui.blanks.rooms import FormRoom

Room = FormRoom[BacklogPage]
_DEBOUNCED = 500


def fill(room: Room, count: int = 400) -> None:
    for number in range(count):
        room.office.application(f"PEMOHON {number}", arrived=at((19, 20, 21, 24, 25)[number % 5], 9))
    room.start()


def type_hours(room: Room, hours: int) -> None:
    room.page.forecast.hours.setValue(hours)
    QTest.qWait(_DEBOUNCED)
    room.settle()


def test_the_tile_opens_the_forecast_which_says_both_dates_and_draws_past_and_ahead(room: Room):
    fill(room)

    QTest.mouseClick(room.page.tiles.normal, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))

    view = room.page.forecast
    assert view.isVisible()
    assert "With 3 h of overtime each evening: Queue normal again about" in view.sentence()
    assert "Without it:" in view.sentence()
    days = view.chart.days()
    now = next(day for day in days if day.day == date(2024, 6, 26))
    assert now.waited == now.expected == now.without == 400
    assert any(day.waited is not None and day.day < now.day for day in days)
    for day in days[days.index(now) + 1 :]:
        assert day.waited is None
        assert day.low is not None
        assert day.low <= (day.expected or 0) <= (day.high or 0)
        assert (day.without or 0) >= (day.expected or 0)
    view.grab()


def test_other_overtime_is_considered_at_once_and_the_tile_stays_without_it(room: Room):
    fill(room)
    room.page.show_view("forecast")
    before, tile = room.page.forecast.sentence(), room.page.tiles.normal.accessibleName()

    type_hours(room, 5)

    assert "With 5 h" in room.page.forecast.sentence()
    assert room.page.forecast.sentence() != before
    assert room.page.tiles.normal.accessibleName() == tile
    type_hours(room, 0)
    assert room.page.forecast.sentence().startswith("Queue normal again about")
    assert all(day.without is None for day in room.page.forecast.chart.days())


def test_the_supervisors_word_is_put_in_force_and_moves_the_forecast(room: Room):
    fill(room)
    room.page.show_view("forecast")
    view = room.page.forecast
    assert not view.assume.isEnabled()
    before = [day.expected for day in view.chart.days()]

    view.between.setValue(4)
    view.down.setValue(3)
    view.assume.click()
    room.settle()

    assert room.services.office.data().settings.forecast.days_between_stops == 4
    assert room.services.office.data().settings.forecast.days_down == 3
    assert not view.assume.isEnabled()
    assert (view.between.value(), view.down.value()) == (4, 3)
    assert [day.expected for day in view.chart.days()] != before


def test_the_next_morning_the_forecast_before_stands_beside_what_happened(room: Room):
    fill(room)
    room.office.clock.set(27)
    room.page.refresh()
    room.settle()

    said = {day.day: day.said for day in room.page.forecast.chart.days()}

    assert said[date(2024, 6, 26)] is None
    band = said[date(2024, 6, 27)]
    assert band is not None
    assert band.low < band.middle < band.high
    assert all(band is None for day, band in said.items() if day > date(2024, 6, 27))
    spoken = next(day.spoken for day in room.page.forecast.chart.days() if day.day == date(2024, 6, 27))
    assert f"the morning before, {band.middle:.0f} were forecast" in spoken
    assert f"in 8 of 10 cases {band.low:.0f} to {band.high:.0f}" in spoken


def test_every_word_changes_its_language(room: Room):
    fill(room, 40)
    set_language("id")
    room.window.retranslate()
    room.page.show_view("forecast")

    assert "Antrean" in room.page.forecast.sentence()
    assert "Lembur" in room.page.forecast.hours.accessibleName()


def test_what_works_says_where_a_rate_comes_from(room: Room):
    fill(room, 5)

    texts = [line.about for line in room.page.works.table.rows_model().rows()]

    assert any("10/h by the settings" in text for text in texts)
