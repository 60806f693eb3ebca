"""The hand-over: locked until complete, stopped by the wrong booklet, done once, taken back with proof."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from printdesk.domain.states import ApplicationState, BookletState
from printdesk.i18n import catalogue, set_language
from printdesk.models.tables import Booklet, Pickup
from printdesk.services.pickup import HandOver
from printdesk.ui.pickup.dialogs import UndoDialog
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.pickup.words import fours
from tests.services.offices import BAGUS, DWI, op
from tests.ui.pickup.rooms import TestedRoom

SHELVED = ApplicationState.SHELVED
OWN = ("payment_proof", "identity")


def shelved(room: TestedRoom[PickupPage], name: str, serial: str) -> int:
    return room.office.application(name, state=SHELVED, serial=serial)


def begin(room: TestedRoom[PickupPage], application_id: int) -> None:
    room.page.open_application(application_id)
    room.settle()
    room.press(Qt.Key.Key_F8)
    assert room.page.card.handing_over


def pickups(room: TestedRoom[PickupPage]) -> list[Pickup]:
    with room.office.database.reading() as session:
        found = list(session.scalars(select(Pickup)))
        session.expunge_all()
        return found


def booklet_state(room: TestedRoom[PickupPage], serial: str) -> str:
    with room.office.database.reading() as session:
        return session.scalars(select(Booklet.state).where(Booklet.serial == serial)).one()


def test_it_is_locked_until_papers_and_booklet_are_complete_then_done_and_in_the_register(
    room: TestedRoom[PickupPage],
):
    widodo = shelved(room, "Widodo", "C1000001")
    begin(room, widodo)
    panel = room.page.card.hand_over

    assert not panel.button.isEnabled()
    assert "scan the booklet" in panel.missing_text()
    assert "Payment proof" in panel.missing_text()

    room.press(Qt.Key.Key_1)
    room.press(Qt.Key.Key_2)
    assert "Payment proof" not in panel.missing_text()
    assert not panel.button.isEnabled()
    room.press(Qt.Key.Key_F8)
    assert pickups(room) == []

    room.scan("C1000001")
    assert panel.button.isEnabled()
    room.press(Qt.Key.Key_F8)

    (pickup,) = pickups(room)
    assert (pickup.application_id, pickup.officer, pickup.collector_kind) == (widodo, "dwi", "applicant")
    assert room.office.get(widodo).state == ApplicationState.COLLECTED
    assert booklet_state(room, "C1000001") == BookletState.HANDED_OVER
    assert room.page.card.handed_over
    assert room.page.card.done.number() == pickup.register_number


def test_the_wrong_booklet_stops_with_both_names_and_the_right_one_goes_on(room: TestedRoom[PickupPage]):
    widodo = shelved(room, "Widodo", "C1000001")
    shelved(room, "Suhartini", "C1000002")
    begin(room, widodo)

    room.scan("C1000002")
    assert room.page.stop.isVisible()
    assert room.page.stop.names() == ("Suhartini", "Widodo")
    assert "scan the booklet" in room.page.card.hand_over.missing_text()
    assert not any(tick.isChecked() for tick in room.page.card.hand_over._ticks)

    room.scan("C9999999")
    assert room.page.stop.names() == ("nobody here", "Widodo")

    room.scan("C1000001")
    assert not room.page.stop.isVisible()
    assert "scan the booklet" not in room.page.card.hand_over.missing_text()


def test_namesakes_are_told_apart_and_no_name_of_the_stop_is_cut_off(room: TestedRoom[PickupPage]):
    long = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT KUSUMANINGTYAS PUTRI"
    first, other = shelved(room, "SUHARTINI", "C1000001"), shelved(room, "SUHARTINI", "C1000002")
    shelved(room, long, "C1000003")
    begin(room, first)

    room.scan("C1000002")
    stop = room.page.stop
    numbers = [fours(room.office.get(key).number) for key in (other, first)]
    assert [side._code.text() for side in (stop._in_hand, stop._wanted)] == [
        f"C1000002 · {numbers[0]}", f"C1000001 · {numbers[1]}",
    ]  # fmt: skip
    low = stop.height()

    room.scan("C1000003")
    shown = stop._in_hand._name
    assert stop.height() > low
    assert shown.height() >= shown.heightForWidth(shown.width())

    room.scan("C1000002")
    assert stop.height() == low


def test_the_digits_of_a_scan_tick_nothing_and_a_slip_opens_its_card_and_fills_its_own_hand_over_only(
    room: TestedRoom[PickupPage],
):
    widodo, suhartini = shelved(room, "Widodo", "1000001"), shelved(room, "Suhartini", "C1000002")
    slips = room.services.slips.make(DWI, [widodo, suhartini], "a6", catalogue("id"), op()).numbers

    room.scan(slips[0].replace("-", ""))
    assert room.page.card.opened is not None
    assert room.page.card.opened.card.id == widodo

    room.press(Qt.Key.Key_F8)
    room.scan(slips[1].replace("-", ""))
    assert room.page.stop.names() == ("Suhartini", "Widodo")
    assert room.page.card.hand_over.form().slip == ""
    room.scan(slips[0].replace("-", ""))
    assert not room.page.stop.isVisible()
    room.scan("1000001")
    assert room.page.card.hand_over.form().serial == "1000001"
    assert not any(tick.isChecked() for tick in room.page.card.hand_over._ticks)

    room.press(Qt.Key.Key_1)
    room.press(Qt.Key.Key_2)
    room.press(Qt.Key.Key_F8)
    assert [each.proved_by for each in pickups(room)] == ["slip_number"]


def test_another_person_must_be_named_and_both_are_kept(room: TestedRoom[PickupPage]):
    widodo = shelved(room, "Widodo", "C1000001")
    begin(room, widodo)
    panel = room.page.card.hand_over
    room.scan("C1000001")
    panel._kinds.button(2).click()
    for tick in panel._ticks:
        tick.click()
    room.settle()
    assert "name" in panel.missing_text()
    assert not panel.button.isEnabled()

    room.type("Sri Lestari", panel._name)
    room.type("3374015506880004", panel._identity)
    room.settle()
    assert panel.button.isEnabled()
    room.press(Qt.Key.Key_F8)

    (pickup,) = pickups(room)
    assert (pickup.collector_kind, pickup.collector_name, pickup.collector_identity) == (
        "attorney", "Sri Lestari", "337401******0004",
    )  # fmt: skip


def test_a_hand_over_is_taken_back_with_the_booklet_scanned_and_a_reason(room: TestedRoom[PickupPage]):
    widodo = shelved(room, "Widodo", "C1000001")
    begin(room, widodo)
    room.scan("C1000001")
    room.press(Qt.Key.Key_1)
    room.press(Qt.Key.Key_2)
    room.press(Qt.Key.Key_F8)
    assert room.office.get(widodo).state == ApplicationState.COLLECTED

    history = room.page._context.history
    (step,) = history.done()
    assert step.name() == "hand-over of C1000001"
    assert room.said[-1].action is not None
    room.said[-1].action.run()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, UndoDialog)
    room.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    room.scan("C1000009")
    room.press(Qt.Key.Key_Return)
    assert "C1000009" in dialog.error_text()
    room.scan("C1000001")
    room.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "reason" in dialog.error_text()
    room.type("Salah orang", dialog.reason)
    room.press(Qt.Key.Key_Return)

    row = room.office.get(widodo)
    assert row.state == SHELVED
    assert row.shelf_slot
    assert booklet_state(room, "C1000001") == BookletState.SHELVED
    assert [each.undone_reason for each in pickups(room)] == ["Salah orang"]
    assert not room.page.card.handed_over
    assert (history.done(), history.undone()) == ((), (step,))


def test_a_booklet_scanned_back_within_minutes_asks_for_the_reason_only(room: TestedRoom[PickupPage]):
    widodo = shelved(room, "Widodo", "C1000001")
    room.services.pickup.hand_over(DWI, HandOver(widodo, "C1000001", "applicant", OWN), op())
    room.start()

    room.scan("C1000001")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, UndoDialog)
    assert dialog.serial.text() == "C1000001"
    room.type("Salah orang", dialog.reason)
    room.press(Qt.Key.Key_Return)
    assert room.office.get(widodo).state == SHELVED

    room.services.pickup.hand_over(DWI, HandOver(widodo, "C1000001", "applicant", OWN), op())
    room.office.clock.step(minutes=31)
    room.start()
    room.scan("C1000001")
    assert QApplication.activeModalWidget() is None


def test_the_post_is_no_collector_at_the_counter(room: TestedRoom[PickupPage]):
    begin(room, shelved(room, "Widodo", "C1000001"))

    assert [each.text() for each in room.page.card.hand_over._kinds.buttons()] == [
        "The applicant", "Family", "Holder of a power of attorney", "Group representative",
    ]  # fmt: skip


def test_a_quicker_desk_closes_the_hand_over_and_says_so(room: TestedRoom[PickupPage]):
    widodo = shelved(room, "Widodo", "C1000001")
    begin(room, widodo)
    room.press(Qt.Key.Key_1)

    form = room.page.card.hand_over.form()
    other = type(form)(widodo, "C1000001", "applicant", ("payment_proof", "identity"))
    room.services.pickup.hand_over(BAGUS, other, op())
    room.start()

    assert not room.page.card.handing_over
    assert any("Widodo" in each.text for each in room.said)
    assert len(pickups(room)) == 1


def test_refreshing_keeps_what_is_filled_in_and_escape_leaves_without_handing_over(room: TestedRoom[PickupPage]):
    widodo = shelved(room, "Widodo", "C1000001")
    begin(room, widodo)
    room.scan("C1000001")
    room.press(Qt.Key.Key_1)

    room.start()
    assert room.page.card.hand_over.form().documents == ("payment_proof",)
    assert room.page.card.hand_over.form().serial == "C1000001"

    room.press(Qt.Key.Key_Escape)
    assert not room.page.card.handing_over
    assert room.office.get(widodo).state == SHELVED


def test_esc_closes_the_stop_first_and_keeps_what_is_ticked(room: TestedRoom[PickupPage]):
    widodo = shelved(room, "Widodo", "C1000001")
    shelved(room, "Sulastri", "C1000002")
    begin(room, widodo)
    room.press(Qt.Key.Key_1)
    room.scan("C1000002")
    assert room.page.stop.isVisible()

    room.press(Qt.Key.Key_Escape)
    assert not room.page.stop.isVisible()
    assert room.page.card.handing_over
    assert room.page.card.hand_over.form().documents == ("payment_proof",)

    room.press(Qt.Key.Key_Escape)
    assert not room.page.card.handing_over


def test_the_language_can_change_after_a_hand_over_was_left(room: TestedRoom[PickupPage]):
    widodo = shelved(room, "Widodo", "C1000001")
    begin(room, widodo)
    room.press(Qt.Key.Key_Escape)
    set_language("id")
    room.window.retranslate()
    assert room.page.card.hand_over.button.text() == "Serahkan"
    room.press(Qt.Key.Key_F8)
    assert len(room.page.card.hand_over._ticks) == 2
