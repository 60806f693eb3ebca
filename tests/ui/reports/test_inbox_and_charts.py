"""The inbox and the charts in the room of the backlog, with real clicks over a real office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from printdesk.documents.chart_values import BarChart, BarDay, CurveChart, CurveDay, Fill, Part
from printdesk.i18n import set_language
from printdesk.services.office import OfficeService
from printdesk.services.settings_file import SwitchEntry
from printdesk.ui.backlog.page import BacklogPage
from printdesk.ui.kit.chart import ChartView
from printdesk.ui.reports.inbox_view import since_words
from printdesk.ui.theme import apply_theme
from tests.services.offices import SRI, at, op
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Room = FormRoom[BacklogPage]


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Room]:
    made = FormRoom(qapp, qtbot, sqlite_url, tmp_path, BacklogPage)
    yield made
    made.close()


def stopped(room: Room) -> None:
    """Passport 24 does not work; the inbox is shown."""
    office = OfficeService(room.office.workplace)
    office.set_service_state(SRI, SwitchEntry("regular24", "down", 100, at(28, 7, 30), ""), op())
    room.start()
    room.page.show_view("inbox")
    room.settle()


def as_supervisor(room: Room) -> None:
    """Sri sits at the desk."""
    acts = room.page.inbox._acts
    acts._context = replace(acts._context, actor=lambda: SRI)


def click(room: Room, widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]
    QTest.qWait(130)
    room.settle()


def test_what_needs_a_look_stands_in_the_inbox_and_on_its_chip_until_it_was_noted(room: Room):
    stopped(room)
    inbox = room.page.inbox
    (card,) = inbox.cards
    assert "Passport 24 is down" in card.accessibleName()
    assert inbox.count() == 1

    as_supervisor(room)
    click(room, card.noted)

    assert inbox.count() == 0
    assert inbox.cards[0].noted.isHidden()
    assert "noted by Sri Wahyuni" in since_words(inbox.items()[0])


def test_the_button_goes_to_where_it_can_be_mended(room: Room):
    gone: list[tuple[str, str]] = []
    stopped(room)
    inbox = room.page.inbox
    inbox._context = replace(inbox._context, go_to=lambda where, view: gone.append((where, view)))
    click(room, inbox.cards[0].go)

    assert gone == [("backlog", "works")]


def test_it_is_given_to_somebody_by_the_menu(room: Room):
    stopped(room)
    inbox = room.page.inbox
    as_supervisor(room)
    menu = inbox.menu_for(inbox.items()[0], inbox)
    next(act for act in menu.actions() if act.text() == "Bagus Prakoso").trigger()
    room.settle()

    assert inbox.items()[0].assigned_to == "Bagus Prakoso"


def test_an_empty_inbox_is_good_news(room: Room):
    room.office.application()
    room.start()
    room.page.show_view("inbox")
    room.settle()

    assert room.page.inbox.cards == []
    assert not room.page.inbox._empty.isHidden()
    assert any(each.text() == "Nothing needs a look" for each in room.page.inbox.findChildren(QLabel))


def test_the_charts_show_the_plan_and_follow_the_language(room: Room):
    for n in range(30):
        room.office.application(f"W{n}", arrived=at(21, 8) + timedelta(minutes=n), departs_at=at(5, 0, month=7))
    room.start()
    charts = room.page.charts
    room.page.show_view("days")
    charts.show_view("load")
    room.settle()
    assert sum(day.total for card in charts.loads for day in card.view.chart().days) == 30  # type: ignore[union-attr]

    set_language("id")
    charts.retranslate()
    room.settle()
    assert charts.departures.view.accessibleName() == "Keberangkatan dan kesiapan"
    assert "Jum 5 Juli" in charts.departures.view.accessibleDescription()
    assert not cut_texts(room.window)


def bars(days: int = 14) -> BarChart:
    first = date(2024, 6, 26)
    parts = (Part("planned", Fill.SOLID), Part("at risk", Fill.HATCH))
    rows = tuple(BarDay(first + timedelta(days=n), (n + 1, n % 3), 30, spoken=f"day {n}") for n in range(days))
    return BarChart("Load", "Full.", parts, rows, first, "places")


def curve() -> CurveChart:
    first = date(2024, 6, 26)
    past = [CurveDay(first + timedelta(days=n - 3), was=300) for n in range(3)]
    ahead = [CurveDay(first + timedelta(days=n), None, 300 - 9 * n, 280 - 9 * n, 310 - n) for n in range(8)]
    return CurveChart("Backlog", "Soon.", (*past, *ahead), first, 50, ("waited", "expected", "most", "normal"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("chart", [bars(), bars(1), curve()], ids=["bars", "one", "curve"])
def test_a_chart_is_painted_in_both_palettes(
    qapp: QApplication, qtbot: QtBot, theme: str, chart: BarChart | CurveChart
):
    apply_theme(qapp, theme)  # type: ignore[arg-type]
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(560, 200)
    empty = view.grab().toImage()
    view.set_chart(chart)

    assert view.grab().toImage() != empty
    assert view.accessibleName() == chart.title
    assert chart.sentence in view.accessibleDescription()


def test_each_day_says_its_sentence_under_the_mouse(qapp: QApplication, qtbot: QtBot):
    view = ChartView()
    qtbot.addWidget(view)
    view.resize(560, 200)
    view.set_chart(bars())
    said = [view.spoken_at(QPoint(x, 50).x()) for x in range(0, 560, 4)]

    assert list(dict.fromkeys(text for text in said if text)) == [f"day {n}" for n in range(14)]
    assert said[0] == said[-1] == ""
