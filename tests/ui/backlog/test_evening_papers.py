"""The evenings ordered in the room: papers, hours in one grid, the work sheet that comes back, the report."""

from datetime import date, time
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from printdesk.models.tables import Booklet
from printdesk.services.absences import AbsenceView
from printdesk.services.attendance import HoursEntry
from printdesk.services.overtime import Evening
from printdesk.services.overtime_orders import order_number
from printdesk.ui.backlog.attendance_grid import AttendanceDialog, time_typed
from printdesk.ui.backlog.overtime_card import ORDERED, PAPER, PLAN
from printdesk.ui.backlog.page import BacklogPage
from printdesk.ui.backlog.replace_dialog import ReplaceDialog
from printdesk.ui.backlog.scan_back import ScanBackDialog
from printdesk.ui.text_reason_dialog import TextReasonDialog
from tests.services.offices import SRI, at, op
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Room = FormRoom[BacklogPage]
EVENING = Evening(date(2024, 6, 26), time(16), time(19), "R1", ("dwi", "bagus"))


LONG = ("RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT " * 3)[:156]


def ordered(room: Room, *, waiting: int = 200, name: str = "PEMOHON {number:03d}") -> int:
    """An evening at R1 that is over, next morning; the id of its session."""
    for number in range(waiting):
        room.office.application(name.format(number=number), arrived=at(21, 8, number % 60))
    room.office.blanks(how_many=12)
    room.office.blanks(first="C2000001", how_many=300, holder=None)
    session = room.services.overtime.order(SRI, EVENING, op())
    room.office.clock.set(27)
    room.start()
    room.page.overtime.show_view(ORDERED)
    room.settle()
    return session.id


def click(room: Room, code: str) -> None:
    QTest.mouseClick(room.page.overtime.evening.buttons[code], Qt.MouseButton.LeftButton)
    room.settle()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("16", time(16)), ("1630", time(16, 30)), ("16.05", time(16, 5)), ("9:15", time(9, 15)), ("24", time(0)),
     ("24.10", None), ("16.60", None), ("", None), ("x", None), ("161", None)],
)  # fmt: skip
def test_a_time_is_understood_as_people_write_it(typed: str, meant: time | None) -> None:
    assert time_typed(typed) == meant


def test_hours_of_the_team_are_typed_into_one_grid_and_saved_at_once(room: Room) -> None:
    session = ordered(room)
    evening = room.page.overtime.evening
    assert "hours of 2 missing" in evening.said()
    click(room, "hours")
    dialog = evening.dialog
    assert isinstance(dialog, AttendanceDialog)
    dialog.lines[0].came.setFocus()
    for typed in ("1600", "1900", "1630", "1600"):
        QTest.keyClicks(dialog.focusWidget(), typed)
        QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
        if typed == "1900":
            QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
    QTest.qWait(250)
    room.settle()
    assert "before coming" in dialog.lines[1].said.toolTip()
    room.press(Key.Key_F6)
    assert evening.dialog is dialog
    dialog.lines[1].left.setText("1900")
    dialog.lines[1].left.textEdited.emit("1900")
    QTest.qWait(250)
    room.settle()
    assert "came late by 30 min" in dialog.lines[1].said.toolTip()
    assert "2 of 2 entered · 5 full hours" in dialog.sum_text()
    room.press(Key.Key_F6)
    room.settle()

    rows = room.services.attendance.grid(session).rows
    assert [(row.person.login, row.hours) for row in rows] == [("dwi", 3), ("bagus", 2)]
    assert "5 full hours" in evening.said()


def test_papers_are_shown_and_saved_all_under_one_number(room: Room, tmp_path: Path) -> None:
    session = ordered(room)
    card = room.page.overtime
    click(room, "order")
    assert card.view() == PAPER
    room.press(Key.Key_Escape)
    card.evening.ask_folder = lambda _owner, _proposed: tmp_path
    click(room, "all")
    with room.office.database.reading() as reading:
        view = type("V", (), {"session": reading})()
        number = order_number(view, session)
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert names == [
        "LK-2024-000001.pdf", f"{number}-BL.pdf", f"{number}-DH.pdf", f"{number}.pdf",
    ]  # fmt: skip
    assert "due by Fri 28 June" in card.evening.said()


def test_a_paper_that_cannot_be_written_stops_no_other_and_is_tried_again(room: Room, tmp_path: Path) -> None:
    ordered(room)
    evening, other = room.page.overtime.evening, tmp_path / "other"
    evening.ask_folder = lambda _owner, _proposed: tmp_path
    in_the_way = tmp_path / "LK-2024-000001.pdf"
    in_the_way.mkdir()
    click(room, "all")
    dialog = evening.saving.dialog
    assert dialog is not None
    said = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert f"3 of 4 files lie in {tmp_path}." in said
    assert said.count("saved") == 3
    assert any("is a folder" in each for each in said)
    assert not cut_texts(dialog)
    room.press(Key.Key_Return)
    assert evening.saving.dialog is dialog
    in_the_way.rmdir()
    room.press(Key.Key_Return)
    assert evening.saving.dialog is None
    assert in_the_way.is_file()
    assert room.said[-1].text == f"4 papers saved in {tmp_path}."

    for each in tmp_path.glob("*.pdf"):
        each.unlink()
        each.mkdir()
    click(room, "all")
    again = evening.saving.dialog
    assert again is not None
    other.mkdir()
    evening.ask_folder = lambda _owner, _proposed: other
    again.elsewhere.click()
    room.settle()
    assert evening.saving.dialog is None
    assert len([*other.glob("*.pdf")]) == 4


def test_a_work_sheet_is_scanned_back_and_closes_hours_counts_and_blanks(room: Room) -> None:
    session = ordered(room, name=LONG)
    evening = room.page.overtime.evening
    click(room, "sheet")
    room.settle()
    dialog = evening.dialog
    assert isinstance(dialog, ScanBackDialog)
    room.settle()
    dialog.take_scan("C1000001")
    room.settle()
    room.press(Key.Key_F6)
    room.settle()
    assert "Row 1 entered: RADEN AJENG" in dialog.result_text()
    dialog.resize(760, dialog.minimumHeight())
    dialog.counted.setValue(3)
    room.settle()
    assert dialog.note.isVisible()
    assert cut_texts(dialog) == []
    shown = [dialog.hours, dialog.counted, dialog.note]
    assert [each.height() for each in shown] == [each.sizeHint().height() for each in shown]
    assert all(above.geometry().bottom() < below.y() for above, below in pairwise(shown))
    assert dialog.height() <= 768
    dialog.counted.setValue(11)
    room.messages._ask = lambda _question: True
    dialog.close_sheet.click()
    room.settle()
    assert "hours of 2 people are missing" in dialog.error_text()
    hours = [HoursEntry(session, login, time(16), time(19)) for login in ("dwi", "bagus")]
    room.services.attendance.enter(SRI, session, hours, op())
    dialog.close_sheet.click()
    room.settle()

    assert "is closed: 1 printed, 0 failed, 11 blanks left" in dialog.result_text()
    with room.office.database.reading() as reading:
        assert reading.query(Booklet.state).filter_by(serial="C1000001").scalar() == "personalised"
    room.press(Key.Key_Escape)
    room.settle()
    assert evening.dialog is None
    assert "Printed 1 of" in evening.said()


def test_the_report_asks_why_and_counts_as_handed_in(room: Room) -> None:
    session = ordered(room)
    hours = [HoursEntry(session, login, time(16), time(19)) for login in ("dwi", "bagus")]
    room.services.attendance.enter(SRI, session, hours, op())
    evening = room.page.overtime.evening
    evening.refresh()
    room.settle()
    click(room, "result")
    assert evening.dialog is not None
    assert isinstance(evening.dialog, TextReasonDialog)
    evening.dialog.field.setText("Listrik padam")
    room.press(Key.Key_Return)
    room.settle()

    assert room.page.overtime.view() == PAPER
    assert room.services.overtime_papers.result(session).evening.remark == "Listrik padam"
    assert "Reported Thu 27 June" in evening.said()


def test_an_evening_that_is_over_is_not_taken_back(room: Room) -> None:
    ordered(room)
    assert not room.page.overtime.cancel.isEnabled()


def test_the_code_of_a_work_sheet_opens_it_to_be_entered(room: Room) -> None:
    session = ordered(room)
    room.page.overtime.show_view(PLAN)
    room.settle()
    assert not room.page.handle_scan("C1000001")
    assert room.page.handle_scan("LK2024000001")
    room.settle()
    room.settle()
    assert room.page.overtime.view() == ORDERED
    line = room.page.overtime.chosen_session()
    assert line is not None
    assert line.session.id == session
    assert isinstance(room.page.overtime.evening.dialog, ScanBackDialog)


def test_one_who_is_away_after_all_is_shown_and_replaced_by_keys(room: Room) -> None:
    for number in range(200):
        room.office.application(f"PEMOHON {number:03d}", arrived=at(21, 8, number % 60))
    room.office.blanks(first="C2000001", how_many=300, holder=None)
    session = room.services.overtime.order(SRI, EVENING, op())
    room.services.absences.put(SRI, AbsenceView("bagus", EVENING.day, EVENING.day, "sick"), op())
    room.start()
    room.page.show_view("ordered")
    room.settle()
    evening = room.page.overtime.evening
    assert "Bagus Prakoso is away on Wed 26 June" in evening.said()

    room.press(Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    dialog = evening.dialog
    assert isinstance(dialog, ReplaceDialog)
    assert (dialog.leaves.currentText(), dialog.comes.currentText()) == ("Bagus Prakoso (R1)", "Sri Wahyuni")
    room.press(Key.Key_Return)

    assert room.services.overtime.sessions()[0].people == ("dwi", "sri")
    assert room.services.overtime.sessions()[0].number == session.number
    assert "is away" not in evening.said()
    assert evening.dialog is None
