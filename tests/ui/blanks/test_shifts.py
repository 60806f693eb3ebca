"""Shifts in the window: opened and closed by keys and scans alone, over a real office."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from printdesk.i18n import set_language
from printdesk.ui.blanks.page import BlanksPage
from printdesk.ui.blanks.shift_close_dialog import CloseShiftDialog
from printdesk.ui.blanks.shift_open_dialog import OpenShiftDialog
from printdesk.ui.theme import apply_theme
from tests.services.offices import SRI, op
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Room = FormRoom[BlanksPage]


def stocked(room: Room, jobs: int = 8) -> None:
    room.office.blanks(how_many=40, holder=None)
    for number in range(jobs):
        room.office.application(f"P{number}")
    room.start()
    room.page.show_view("shifts")
    room.settle()


def opening(room: Room) -> OpenShiftDialog:
    """The form opened by its key; whoever is at this desk gives, so the operator is the first colleague."""
    room.press(Key.Key_F6)
    room.settle()
    dialog = room.page.dialog
    assert isinstance(dialog, OpenShiftDialog)
    return dialog


def opened(room: Room) -> None:
    dialog = opening(room)
    while (step := dialog.step()) is not None:
        room.scan(step[1])
    room.press(Key.Key_Return)
    room.settle()
    room.settle()


def closing(room: Room) -> CloseShiftDialog:
    room.press(Key.Key_Escape)
    room.settle()
    room.press(Key.Key_F8)
    room.settle()
    dialog = room.page.dialog
    assert isinstance(dialog, CloseShiftDialog)
    return dialog


def test_a_shift_is_opened_by_scans_and_its_minutes_are_shown(room: Room):
    stocked(room)
    dialog = opening(room)
    assert dialog.operator.currentText() == "Bagus Prakoso"
    assert not dialog._act.isEnabled()
    line = dialog.lines["regular48"]
    assert line.why.text() == "4 by the plan + 1 spare → 5"
    assert line.range.text() == "C1000001 – C1000005"

    room.scan("C1000002")
    assert "C1000002 was scanned; C1000001 is expected" in dialog.error_text()
    assert not dialog._act.isEnabled()
    room.type("C1000001", dialog.scan.field)
    room.press(Key.Key_Return)
    assert (dialog.error_text(), line.scanned) == ("", ("C1000001",))
    room.scan("C1000005")
    assert dialog._act.isEnabled()
    room.press(Key.Key_Return)
    room.settle()
    room.settle()

    assert room.page.dialog is None
    (shift,) = room.services.shifts.shifts()
    assert (shift.holder, shift.opened_by, shift.lines[0].sum.issued) == ("bagus", "dwi", 5)
    assert room.page.shifts.paper.preview.isVisible()
    assert not room.page.chips.isVisible()
    room.press(Key.Key_Escape)
    (row,) = room.page.shifts.table.rows_model().rows()
    assert (row.shift.holder_name, row.line.sum.in_hand) == ("Bagus Prakoso", 5)
    assert room.page.chips.isVisible()


def test_more_than_the_need_asks_for_a_reason_and_a_third_person(room: Room):
    stocked(room)
    dialog = opening(room)
    dialog.lines["regular48"].count.setValue(7)
    dialog.lines["regular48"].count.editingFinished.emit()
    room.settle()
    assert dialog.reason.isVisible()
    while (step := dialog.step()) is not None:
        room.scan(step[1])
    dialog._act.click()
    room.settle()
    assert "needs 5 of Regular passport 48, and 7 are more" in dialog.error_text()

    dialog.reason.setText("a group comes")
    dialog.approved_by.setCurrentIndex(dialog.approved_by.findData("sri"))
    dialog._act.click()
    room.settle()
    (shift,) = room.services.shifts.shifts()
    assert (shift.issues[0].count, shift.issues[0].approved_by) == (7, "sri")


def test_a_shift_is_closed_when_the_line_turns_green(room: Room):
    stocked(room)
    opened(room)
    dialog = closing(room)
    pile = dialog.piles["regular48"]
    assert "5 issued ≠ 0 printed + 0 spoiled + 0 returned" in pile.equation.said()

    room.scan("C9000001")
    assert "is not among the unused blanks of this shift" in dialog.error_text()
    room.scan("C1000001")
    room.scan("C1000005")
    room.settle()
    assert pile.equation.said() == "5 issued = 0 printed + 0 spoiled + 5 returned"
    room.type("5", pile.count)
    room.press(Key.Key_Return)
    room.settle()
    room.settle()

    (shift,) = room.services.shifts.shifts()
    assert (shift.open, shift.closed_by, shift.witness) == (False, "dwi", "bagus")
    assert room.services.blanks.balances()[0].sums["in_safe"] == 40
    assert room.page.shifts.paper.preview.isVisible()


def test_missing_blanks_are_named_and_can_be_declared(room: Room):
    stocked(room)
    opened(room)
    dialog = closing(room)
    dialog.mode._chips["each"].click()
    room.settle()
    for serial in ("C1000001", "C1000002", "C1000004", "C1000005"):
        room.scan(serial)
        room.settle()
    assert "C1000003 – last with Bagus Prakoso, Wed 26 June 08:00" in dialog._lost_words.text()
    dialog._act.click()
    room.settle()
    assert "1 blank is missing: C1000003 (last with Bagus Prakoso" in dialog.error_text()
    assert room.services.shifts.shifts()[0].open

    dialog.declare.setChecked(True)
    dialog.reason.setText("drawer searched")
    dialog._act.click()
    room.settle()
    assert room.services.shifts.shifts()[0].lines[0].sum.missing == 1
    assert room.page._answer.text() == "The books add up; 1 booklet is missing"


def test_a_booklet_in_the_printer_blocks_the_closing_by_name(room: Room):
    stocked(room)
    services = room.services
    room.office.blanks(first="C1000901", how_many=2, holder="dwi")
    from tests.services.offices import DWI

    (row,) = services.print_room.take_next(DWI, "R2", 1, op())
    services.shifts.open(SRI, "dwi", "R2", [], op())
    services.print_room.bind(DWI, row.application_id, "C1000901", op())
    room.start()
    room.page.show_view("shifts")
    room.settle()
    room.press(Key.Key_F8)
    dialog = room.page.dialog
    assert isinstance(dialog, CloseShiftDialog)
    assert f"C1000901 for {row.number}" in dialog._blocked.text()
    assert not dialog._act.isEnabled()
    room.press(Key.Key_Escape)


def test_the_day_closes_only_after_its_shifts_and_shows_its_sheet(room: Room):
    stocked(room)
    opened(room)
    room.press(Key.Key_Escape)
    room.press(Key.Key_F9)
    room.settle()
    assert "Bagus Prakoso" in room.stops()[-1]
    shift = room.services.shifts.shifts()[0]
    from printdesk.domain.shifts import Counted

    room.services.shifts.close(SRI, shift.id, "bagus", [Counted("regular48", (("C1000001", "C1000005"),), 5)], op())
    room.start()
    room.press(Key.Key_F9)
    room.settle()
    room.settle()
    assert room.said[-1].text == "The day is closed: PH-2024-000001."
    assert room.page.shifts.paper.preview.isVisible()


def test_the_keys_of_the_balance_lead_to_the_shifts(room: Room):
    stocked(room)
    room.page.show_view("balance")
    room.settle()
    dialog = opening(room)
    assert isinstance(dialog, OpenShiftDialog)
    assert room.page.view is room.page.shifts
    room.press(Key.Key_Escape)


def test_a_scan_shows_in_whose_hands_a_blank_is(room: Room):
    stocked(room)
    opened(room)
    room.press(Key.Key_Escape)
    room.scan("C1000003")
    assert room.said[-1].text == "C1000003 is in the hands of Bagus Prakoso."
    room.scan("C1000030")
    assert "C1000030 came on" in room.said[-1].text


@pytest.mark.parametrize("size", [(1366, 768), (1100, 680)])
def test_the_view_speaks_both_languages_and_cuts_no_text(room: Room, qapp: QApplication, size: tuple[int, int]):
    stocked(room)
    opened(room)
    room.press(Key.Key_Escape)
    room.window.resize(*size)
    for lang in ("id", "en"):
        apply_theme(qapp, "dark")
        set_language(lang)
        room.window.retranslate()
        room.start()
        assert cut_texts(room.page) == []
