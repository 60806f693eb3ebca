"""Deliveries, spoiled and missing booklets in the room of the blanks, by keys and scans over a real office."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from printdesk.domain.states import ApplicationState, BookletState
from printdesk.i18n import set_language
from printdesk.models.tables import Booklet
from printdesk.ui.blanks.delivery_dialogs import PlanDialog
from printdesk.ui.blanks.delivery_view import DeliveryView
from printdesk.ui.blanks.dialogs import ReceiveDialog
from printdesk.ui.blanks.missing_dialogs import AsideDialog, FoundDialog, MissDialog, SearchDialog
from printdesk.ui.blanks.missing_view import MissingView
from printdesk.ui.blanks.page import BlanksPage
from printdesk.ui.blanks.spoiled_dialogs import DestroyDialog
from printdesk.ui.blanks.spoiled_view import SpoiledView
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Room = FormRoom[BlanksPage]


def made(room: Room, how_many: int = 6) -> list[str]:
    """Blanks of which the first two are spoiled."""
    serials = room.office.blanks(how_many=how_many, holder="dwi")
    with room.office.database.writing() as session:
        for row in session.query(Booklet).where(Booklet.serial.in_(serials[:2])):
            row.state = BookletState.SPOILED
    room.page.refresh()
    room.background.wait_idle()
    return serials


def shown(room: Room, code: str) -> None:
    room.page.show_view(code)
    room.background.wait_idle()


def test_two_people_destroy_only_what_was_scanned_or_ticked_and_see_the_minutes(room: Room):
    first, second, *_rest = made(room)
    shown(room, "spoiled")
    view = room.page.view
    assert isinstance(view, SpoiledView)

    room.press(Key.Key_F6)
    dialog = room.page.dialog
    assert isinstance(dialog, DestroyDialog)
    assert not dialog.sure.isEnabled()
    room.scan("C9999999")
    assert "C9999999 is not in this list" in dialog.error_text()
    room.scan(first)
    assert dialog.proofs == {first: "scan"}
    dialog.table.select_key(second)
    dialog.table.setFocus()
    room.press(Key.Key_Space)
    assert dialog.proofs == {first: "scan", second: "tick"}
    room.press(Key.Key_Space)
    assert dialog.proofs == {first: "scan"}
    dialog.sure.setChecked(True)
    dialog.second.setFocus()
    room.press(Key.Key_Return)
    assert room.page.dialog is dialog
    room.press(Key.Key_Down)
    room.press(Key.Key_Return)

    assert room.page.dialog is None
    room.background.wait_idle()
    assert room.services.blanks.balances()[0].sums["destroyed"] == 1
    assert room.said[-1].text == "Minutes BM-2024-000001 were made."
    assert view.paper.preview.isVisible()
    assert [row.serial for row in room.services.destruction.spoiled()] == [second]
    assert room.services.minutes.all()[0].copies == 1


def test_minutes_are_made_of_all_that_stand_on_none_and_printed_again_as_a_copy(room: Room):
    made(room)
    shown(room, "spoiled")
    room.press(Key.Key_F7)
    assert isinstance(room.page.dialog, QDialog)
    room.press(Key.Key_Return)
    room.background.wait_idle()
    view = room.page.view
    assert isinstance(view, SpoiledView)
    assert [row.count for row in room.services.minutes.all()] == [2]
    assert not view.make_minutes.isEnabled()

    view.paper.leave()
    room.scan("BR2024000001")
    room.background.wait_idle()

    assert room.services.minutes.all()[0].copies == 2
    assert view.paper.isVisible()


def test_a_missing_blank_is_reported_searched_for_and_found_by_its_scan(room: Room):
    serials = made(room)
    lost = serials[3]
    shown(room, "missing")
    room.press(Key.Key_F7)
    dialog = room.page.dialog
    assert isinstance(dialog, MissDialog)
    room.scan(lost)
    assert "so it is here" in dialog.error_text()
    dialog.field.setText(lost)
    dialog.reason.setPlainText("counted")
    dialog.field.setFocus()
    room.press(Key.Key_Return)
    room.background.wait_idle()
    view = room.page.view
    assert isinstance(view, MissingView)
    assert view.missing.current_key() == lost

    room.press(Key.Key_F8)
    look = room.page.dialog
    assert isinstance(look, SearchDialog)
    room.press(Key.Key_Return)
    assert "Say where" in look.error_text()
    look.outcome.setPlainText("nothing")
    look.place.setText("drawer")
    look.place.setFocus()
    room.press(Key.Key_Return)
    room.background.wait_idle()
    assert view.trail.steps.rows_model().rowCount() == 1

    room.scan(lost)
    found = room.page.dialog
    assert isinstance(found, FoundDialog)
    assert found.serial.text() == lost
    room.type("under the printer")
    room.press(Key.Key_Return)
    room.background.wait_idle()
    assert room.said[-1].text == f"{lost} was found; it is issued to an operator now."
    assert room.services.missing.cases() == ()


def test_a_range_set_aside_is_shown_before_it_is_done(room: Room):
    made(room)
    room.office.application("Rudi", state=ApplicationState.SHELVED, serial="C1000007")
    shown(room, "missing")
    room.press(Key.Key_F9)
    dialog = room.page.dialog
    assert isinstance(dialog, AsideDialog)
    room.scan("C1000001")
    room.scan("C1000007")
    room._qtbot.waitUntil(lambda: "4 booklets would be set aside" in dialog.seen.text())
    assert "1 printed booklet of the range stays" in dialog.warning.text()
    dialog.reason.setText("open box")
    room.press(Key.Key_Return)
    room.background.wait_idle()

    view = room.page.view
    assert isinstance(view, MissingView)
    assert view.quarantine.rows_model().rowCount() == 4


def test_a_planned_delivery_is_booked_in_by_the_batch_that_came(room: Room):
    made(room)
    shown(room, "deliveries")
    room.press(Key.Key_F6)
    dialog = room.page.dialog
    assert isinstance(dialog, PlanDialog)
    assert dialog.day.value() == date(2024, 6, 26) + timedelta(days=7)
    room.press(Key.Key_Return)
    room.background.wait_idle()
    view = room.page.view
    assert isinstance(view, DeliveryView)
    assert [line.row.count for line in view.planned.rows_model().rows()] == [500]

    room.press(Key.Key_F7)
    receive = room.page.dialog
    assert isinstance(receive, ReceiveDialog)
    assert receive.planned_id() == view.planned.rows_model().rows()[0].row.id
    room.scan("C5000001")
    room.scan("C5000500")
    room.press(Key.Key_Down)
    receive.counted.setText("500")
    room.press(Key.Key_Return)
    room.background.wait_idle()

    assert room.services.deliveries.all()[0].state == "received"
    assert receive.planned_id() == 0


def test_no_word_is_cut_in_either_language(room: Room, qtbot: QtBot):
    serials = made(room)
    room.services.missing.declare(room.page._context.actor(), [serials[3]], "counted", "1")
    room.services.deliveries.expect(room.page._context.actor(), "regular48", 500, date(2024, 7, 5), "2")
    for lang in ("id", "en"):
        set_language(lang)
        room.page.refresh()
        room.window.retranslate()
        for code in ("balance", "deliveries", "spoiled", "missing"):
            shown(room, code)
            qtbot.waitUntil(lambda: cut_texts(room.page.view) == [])
