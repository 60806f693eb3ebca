"""The planned evenings with real keys and clicks: slider, solver's plan, names, absences, order with papers."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from printdesk.i18n import set_language
from printdesk.services.overtime_views import PlanOption
from printdesk.ui.backlog.overtime_card import PAPER, PLANNER
from printdesk.ui.backlog.page import BacklogPage
from printdesk.ui.backlog.planner_desk import SOLVE_MS
from tests.services.offices import at
from tests.ui.blanks.rooms import FormRoom

Key = Qt.Key
Room = FormRoom[BacklogPage]
TONIGHT = date(2024, 6, 26)


def planned(room: Room) -> None:
    """Until the solver's plan stands in the place of its preview."""
    room.settle()
    QTest.qWait(SOLVE_MS + 60)
    room.settle()


def open_with_trips(room: Room) -> None:
    """25 travellers more than regular hours print by Thursday 13:30."""
    for number in range(265):
        room.office.application(f"P{number:03d}", arrived=at(21, 8), departs_at=at(28, 0), proof="ticket")
    room.start()
    planned(room)


def shown(room: Room) -> PlanOption:
    """The plan that is shown."""
    option = room.page.overtime.planner.option()
    assert option is not None
    return option


def test_the_cheapest_plan_stands_there_with_its_reasons_and_f6_orders_it_with_its_paper(room: Room):
    open_with_trips(room)
    card = room.page.overtime
    assert card.view() == PLANNER
    lines = card.planner.table.rows_model().rows()
    assert [line.day for line in lines] == [TONIGHT]
    words = card.planner.words()
    assert "25 of 25 savable trips saved" in words
    assert "the cheapest" in words
    assert "Dwi Rahayu" in words
    assert "Bagus Prakoso" in words
    assert card.planner.accept.text() == "Order this evening and make its papers"

    room.press(Key.Key_F6)
    planned(room)

    assert card.view() == PAPER
    assert [made.day for made in room.services.overtime.sessions()] == [TONIGHT]
    assert "1 evening is ordered" in room.said[0].text
    assert room.services.plans.plan().trips_at_risk == 0
    card.show_view(PLANNER)
    planned(room)
    assert card.planner.table.rows_model().rows() == []
    assert not card.planner.accept.isEnabled()


def test_the_slider_goes_from_no_overtime_to_more_and_says_what_each_plan_costs_and_saves(room: Room):
    open_with_trips(room)
    panel = room.page.overtime.planner
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Key.Key_Home)
    planned(room)
    assert "0 of 25 savable trips saved" in panel.words()
    assert shown(room).evenings == ()
    QTest.keyClick(panel.slider, Key.Key_End)
    planned(room)
    option = shown(room)
    assert option.solver == "highs"
    assert option.person_hours >= 6
    assert f"{option.person_hours} person-hours" in panel.words()
    set_language("id")
    room.page.retranslate()
    panel.retranslate()
    assert f"{option.person_hours} jam orang" in panel.words()
    set_language("en")


def test_who_is_away_is_entered_in_the_grid_and_planned_around(room: Room):
    open_with_trips(room)
    panel = room.page.overtime.planner
    room.press(Key.Key_F7)
    room.settle()
    dialog = room.page.planner.dialog
    assert dialog is not None
    names = [dialog.grid.verticalHeaderItem(row).text() for row in range(dialog.grid.rowCount())]
    dialog.grid.setCurrentCell(names.index("Dwi Rahayu"), 0)
    QTest.keyClick(dialog.grid, Key.Key_T)
    dialog.grid.setCurrentCell(names.index("Dwi Rahayu"), 1)
    QTest.keyClick(dialog.grid, Key.Key_Space)
    assert (dialog.kind_at("dwi", TONIGHT), dialog.kind_at("dwi", date(2024, 6, 27))) == ("travel", "leave")
    QTest.keyClick(dialog.grid, Key.Key_Delete)
    assert [(each.day, each.kind) for each in dialog.changes()] == [(TONIGHT, "travel")]
    dialog._act.click()
    planned(room)

    assert room.page.planner.dialog is None
    found = room.services.absences.absences(TONIGHT, TONIGHT)
    assert [(each.login, each.kind) for each in found] == [("dwi", "travel")]
    planned(room)
    assert shown(room).evenings == ()
    assert "25 applications are left undone; the limit:" in panel.words()


def test_the_search_can_be_stopped_and_the_preview_stays(room: Room):
    open_with_trips(room)
    panel, desk = room.page.overtime.planner, room.page.planner
    desk._choose(panel.slider.maximum())
    preview = panel.option()
    desk._solve()
    panel.progress._button.click()
    room.settle()
    assert panel.option() == preview
    assert "Stopped" in panel.words()
    assert panel.progress.isHidden()
    assert panel.accept.isEnabled()
