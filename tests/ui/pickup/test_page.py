"""The pickup room as an officer uses it: search, the answer, the trip, identity numbers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from printdesk.domain.states import ApplicationState
from printdesk.i18n import catalogue, set_language
from printdesk.ui.kit import Severity
from printdesk.ui.pickup.dialogs import HoldDialog, TripDialog
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.pickup.reading import open_card
from tests.services.offices import at
from tests.ui.pickup.rooms import TestedRoom

SHELVED = ApplicationState.SHELVED
LONG_WORD = "Wiropranotonegorokusumodiningratsuryaningalagabdurrahmansayidinpanatagama"


def test_a_misspelt_name_opens_the_card_and_says_why_it_matched(room: TestedRoom[PickupPage]):
    wanted = room.office.application("Mochammad Rizky", state=SHELVED)
    room.office.application("Sulastri", state=SHELVED)
    room.start()

    room.search("Mohamad Riski")

    assert room.page.card.opened is not None
    assert room.page.card.opened.card.id == wanted
    assert room.page.card.head.name() == "Mochammad Rizky"
    assert room.page.card.head.match().startswith("Match: ")


def test_several_matches_are_chosen_from_by_arrows_and_enter_and_escape_goes_back(room: TestedRoom[PickupPage]):
    ids = {room.office.application("Widodo", arrived=at(20 + n)) for n in range(3)}

    room.search("widodo")
    assert len(room.page.results.matches()) == 3
    second = room.page.results.matches()[1].application_id
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Return)

    assert room.page.card.opened is not None
    assert room.page.card.opened.card.id == second
    assert second in ids
    assert "2 of 3" in room.page.card.head.match()

    room.press(Qt.Key.Key_Escape)
    assert room.page.results.isVisible()
    assert room.page.card.opened is None


def test_a_scan_on_the_wrong_keyboard_layout_is_noticed_and_what_was_meant_is_one_click_away(
    room: TestedRoom[PickupPage],
):
    key = room.office.application("Kartini", state=SHELVED, serial="C4584230")
    room.scan("C$%*$@#)")
    notice = room.window.notices.shown()[0]
    assert "“C4584230” was probably meant" in notice.text()

    notice._act.click()
    room.settle()

    assert room.page.card.opened is not None
    assert room.page.card.opened.card.id == key


def test_nothing_found_is_said_and_the_card_before_does_not_stay(room: TestedRoom[PickupPage]):
    room.page.open_application(room.office.application("Kartini", state=SHELVED))
    room.settle()
    assert room.page.card.isVisible()

    room.search("tidak dikenal siapa pun")

    assert not room.page.card.isVisible()
    assert room.page.card.opened is None


def test_the_full_numbers_are_shown_on_demand_logged_and_hidden_with_the_next_card(room: TestedRoom[PickupPage]):
    first = room.office.application("Kartini", nik="3374014804880005", phone="081234567678")
    second = room.office.application("Sulastri", nik="3374014804880006")
    room.page.open_application(first)
    room.settle()
    assert "337401******0005" in room.page.card.head.facts()
    assert "3374014804880005" not in room.page.card.head.facts()

    room.page.card.head._show.click()
    room.settle()
    assert "3374014804880005" in room.page.card.head.facts()
    assert "081234567678" in room.page.card.head.facts()
    assert [entry.object_id for entry in room.office.ledger("look")] == [str(first)]

    room.page.open_application(second)
    room.settle()
    room.page.open_application(first)
    room.settle()
    assert "3374014804880005" not in room.page.card.head.facts()


def test_an_answer_that_comes_before_its_card_is_neither_lost_nor_shown_on_another(room: TestedRoom[PickupPage]):
    first, second = room.office.application("Kartini"), room.office.application("Sulastri", departs_at=at(28))
    view, services, reader = room.page.card, room.services, catalogue("en")
    view.show_card(open_card(services, first), "", 0)

    view.show_answer(services.plans.answer_for(second, reader))
    assert view.answer.answer is None
    assert not view.answer.copy_button.isEnabled()

    view.show_card(open_card(services, second), "", 0)
    assert view.answer.answer is not None
    assert view.answer.sentence() == view.answer.answer.sentence


def test_the_copied_message_holds_the_answer_and_no_identity_number(room: TestedRoom[PickupPage]):
    nik = "3374014804880005"
    room.page.open_application(room.office.application("Kartini", nik=nik, phone="081234567678"))
    room.settle()

    room.page.card.answer.copy_button.click()

    text = QGuiApplication.clipboard().text()
    assert "Kartini" in text
    assert room.page.card.answer.answer is not None
    assert room.page.card.answer.answer.written in text
    assert "today" not in text
    assert nik not in text
    assert "081234567678" not in text


def test_a_trip_and_its_proof_are_noted_in_the_form_and_change_the_answer(room: TestedRoom[PickupPage]):
    known = room.office.application("Kartini")
    room.page.open_application(known)
    room.settle()

    room.page.card.answer.trip_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TripDialog)
    dialog.travels.setChecked(True)
    dialog.day.set_value(at(12, month=7).date())
    dialog.destination.setText("Malaysia")
    dialog.proof.kind.setCurrentIndex(dialog.proof.kind.findData("ticket"))
    room.press(Qt.Key.Key_Return)

    row = room.office.get(known)
    assert row.departs_at is not None
    assert row.departs_at.astimezone(at(1).tzinfo).date() == at(12, month=7).date()
    assert (row.destination, row.proof, row.proof_seen_by) == ("Malaysia", "ticket", "dwi")
    assert room.page.card.answer.answer is not None
    assert room.page.card.answer.answer.verdict == "yes"
    assert not dialog.isVisible()


def test_a_trip_that_lies_in_the_past_is_refused_and_everything_typed_stays(room: TestedRoom[PickupPage]):
    known = room.office.application("Kartini")
    room.page.open_application(known)
    room.settle()

    room.page.card.answer.trip_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TripDialog)
    dialog.travels.setChecked(True)
    dialog.day.set_value(at(3).date())
    dialog.destination.setText("Malaysia")
    room.press(Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert "past" in dialog.error_text()
    assert dialog.destination.text() == "Malaysia"
    assert room.office.get(known).departs_at is None
    dialog.reject()


def test_holding_and_releasing_changes_the_application_and_offers_the_way_back(room: TestedRoom[PickupPage]):
    known = room.office.application("Kartini")
    room.page.open_application(known)
    room.settle()

    room.page.card.answer.hold_button.click()
    assert isinstance(QApplication.activeModalWidget(), HoldDialog)
    room.press(Qt.Key.Key_Return)
    assert room.office.get(known).state == ApplicationState.HELD
    assert not room.page.card.answer.hold_button.isVisible()

    room.page.card.answer.resume_button.click()
    room.settle()
    assert room.office.get(known).state == ApplicationState.READY


def test_the_shelf_is_filtered_by_text_and_chip_and_a_click_opens_the_card(room: TestedRoom[PickupPage]):
    room.office.application("Sulastri", state=SHELVED)
    soon = room.office.application("Nur'aini binti Saleh", state=SHELVED, departs_at=at(29))
    room.office.application("Tan Mei Lan", state=SHELVED, state_since=at(2, month=5), promised=at(6, month=5))
    room.start()
    shelf = room.page.shelf

    def names() -> set[str]:
        return {shelf.table.rows_model().row(at).name for at in range(shelf.table.model().rowCount())}

    shelf.soon.click()
    assert names() == {"Nur'aini binti Saleh"}
    shelf.chips._chips["past"].click()
    assert names() == {"Tan Mei Lan"}
    shelf.chips._chips["waiting"].click()
    shelf.soon.click()
    assert names() == {"Sulastri", "Nur'aini binti Saleh"}
    room.type("nuraini", shelf.filter)
    assert names() == {"Nur'aini binti Saleh"}
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Return)
    assert room.page.card.opened is not None
    assert room.page.card.opened.card.id == soon


def test_everything_follows_a_change_of_language_and_a_name_of_one_endless_word_widens_nothing(
    room: TestedRoom[PickupPage],
):
    room.page.open_application(room.office.application(LONG_WORD + " " + LONG_WORD, state=SHELVED))
    room.settle()
    room.window.resize(1366, 768)
    room.settle()
    assert room.page.width() <= room.window.width()
    assert room.page.card.head.name() == LONG_WORD + " " + LONG_WORD

    before = room.page.card.answer.sentence()
    set_language("id")
    room.window.retranslate()
    room.start()
    assert room.page.card.answer.answer is not None
    assert room.page.card.answer.sentence() == room.page.card.answer.answer.sentence
    assert before
    assert not [each for each in room.said if each.severity is Severity.STOP]
