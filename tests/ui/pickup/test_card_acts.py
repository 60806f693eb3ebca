"""Around the answer: a raise asked for, what became of it, proofs with who and when, and the way back from each."""

from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from printdesk.ui.order.dialogs import RaiseDialog
from printdesk.ui.pickup.dialogs import HoldDialog, TripDialog
from printdesk.ui.pickup.page import PickupPage
from tests.services.offices import BAGUS, DWI, SRI, at, op
from tests.ui.pickup.rooms import TestedRoom

Room = TestedRoom[PickupPage]


def opened(room: Room, **values: object) -> int:
    known = room.office.application("Nur'aini", **values)
    room.page.open_application(known)
    room.settle()
    return known


def undo(room: Room) -> None:
    """The button beside the newest notice."""
    action = room.said[-1].action
    assert action is not None
    assert action.text == "Undo"
    action.run()
    room.settle()


def trip_form(room: Room) -> TripDialog:
    room.page.card.answer.trip_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TripDialog)
    return dialog


def test_a_raise_is_asked_for_on_the_card_and_the_card_says_what_became_of_it(room: Room):
    known = opened(room)
    standing = room.page.card.standing
    standing.ask.click()
    room.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RaiseDialog)
    assert dialog.preview.text()
    room.press(Qt.Key.Key_Return)
    assert dialog.error_text().startswith("This needs a reason.")
    room.type("Ayah dirawat", dialog.reason)
    dialog.proof.setCurrentIndex(dialog.proof.findData("medical"))
    room.settle()
    room.press(Qt.Key.Key_Return)

    (made,) = room.services.raises.of(known)
    assert (made.state, made.reason, made.proof, made.asked_by) == ("open", "Ayah dirawat", "medical", "Dwi Rahayu")
    assert standing.text() == "Not decided Raise asked for by Dwi Rahayu, Wed 26/6 08:00"
    assert not standing.ask.isVisible()
    assert standing.take_back.isVisible()

    room.services.raises.approve(SRI, made.id, "medical", op())
    room.start()
    assert standing.text().startswith("In force until Mon 1/7 ")
    assert "Sri Wahyuni" in standing.text()


def test_a_raise_that_was_asked_for_is_undone_from_the_notice(room: Room):
    known = opened(room)
    room.page.card.standing.ask.click()
    room.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, RaiseDialog)
    room.type("Sakit", dialog.reason)
    room.press(Qt.Key.Key_Return)

    undo(room)

    assert [each.state for each in room.services.raises.of(known)] == ["withdrawn"]
    assert room.page.card.standing.text().startswith("Taken back")
    assert room.page.card.standing.ask.isVisible()


def test_a_booklet_that_is_printed_can_be_raised_no_more(room: Room):
    opened(room, state="shelved")

    assert not room.page.card.standing.isVisible()


def test_a_proof_is_noted_with_who_saw_it_when_and_the_day_for_another_look(room: Room):
    known = opened(room, departs_at=at(12, 0, month=7))
    dialog = trip_form(room)
    proof = dialog.proof
    assert not proof.by.isEnabled()
    proof.kind.setCurrentIndex(proof.kind.findData("ticket"))
    assert (proof.by.currentData(), proof.day.value()) == ("dwi", at(26).date())
    proof.by.setCurrentIndex(proof.by.findData("bagus"))
    proof.day.set_value(at(25).date())
    proof.time.set_value(time(14, 30))
    proof.again.setChecked(True)
    proof.again_day.set_value(at(5, month=7).date())
    room.press(Qt.Key.Key_Return)

    card = room.services.applications.card(known)
    assert (card.proof, card.proof_seen_by, card.proof_seen_at, card.proof_recheck_at) == (
        "ticket", "Bagus Prakoso", at(25, 14, 30), at(5, 0, month=7),
    )  # fmt: skip
    undo(room)
    assert room.office.get(known).proof is None


def test_a_time_of_seeing_that_lies_ahead_is_refused_and_stays_typed(room: Room):
    known = opened(room, departs_at=at(12, 0, month=7))
    dialog = trip_form(room)
    dialog.proof.kind.setCurrentIndex(dialog.proof.kind.findData("ticket"))
    dialog.proof.time.set_value(time(17))
    room.press(Qt.Key.Key_Return)

    assert "cannot have been seen" in dialog.error_text()
    assert dialog.proof.time.value() == time(17)
    assert room.office.get(known).proof is None
    dialog.reject()


def test_a_form_that_was_only_looked_at_changes_nothing_and_offers_no_way_back(room: Room):
    known = opened(room, departs_at=at(12, 0, month=7))
    room.services.applications.give_proof(BAGUS, known, "ticket", op(), recheck_at=at(5, 0, month=7))
    room.start()
    entries = len(room.office.ledger())
    dialog = trip_form(room)
    assert (dialog.proof.by.currentData(), dialog.proof.again.isChecked()) == ("bagus", True)
    room.press(Qt.Key.Key_Return)

    assert len(room.office.ledger()) == entries
    assert room.said[-1].action is None


def test_another_day_of_departure_needs_the_proof_seen_for_it_and_the_form_shows_by_whom(room: Room):
    known = opened(room, departs_at=at(12, 0, month=7))
    room.services.applications.give_proof(BAGUS, known, "ticket", op())
    room.start()
    dialog = trip_form(room)
    dialog.day.set_value(at(13, month=7).date())
    assert dialog.proof.by.currentData() == "dwi"
    room.press(Qt.Key.Key_Return)

    row = room.office.get(known)
    assert (row.proof, row.proof_seen_by) == ("ticket", "dwi")
    assert row.departs_at is not None
    assert row.departs_at.astimezone(at(1).tzinfo) == at(13, 0, month=7)


def test_a_trip_noted_by_mistake_is_undone_with_its_dates(room: Room):
    known = opened(room)
    before = room.services.plans.plan().row(known)
    dialog = trip_form(room)
    dialog.travels.setChecked(True)
    dialog.day.set_value(at(1, month=7).date())
    dialog.proof.kind.setCurrentIndex(dialog.proof.kind.findData("ticket"))
    room.press(Qt.Key.Key_Return)
    assert room.services.plans.plan().row(known).need_by != before.need_by

    undo(room)

    assert room.services.plans.plan().row(known) == before


def test_a_hold_with_its_return_is_undone_and_a_release_is_undone_too(room: Room):
    known = opened(room)
    before = room.services.plans.plan().row(known)
    room.page.card.answer.hold_button.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, HoldDialog)
    dialog.back.known.setChecked(True)
    dialog.back.day.set_value(at(28).date())
    dialog.back.time.set_value(time(10))
    room.press(Qt.Key.Key_Return)
    row = room.office.get(known)
    assert (row.state, row.hold_reason) == ("held", dialog.code())
    assert row.hold_until == at(28, 10)

    undo(room)
    assert room.office.get(known).state == "ready"
    assert room.services.plans.plan().row(known) == before

    room.services.applications.hold(DWI, known, "incomplete", op(), until=at(28, 10))
    room.start()
    room.page.card.answer.resume_button.click()
    room.settle()
    assert room.office.get(known).state == "ready"
    undo(room)
    row = room.office.get(known)
    assert (row.state, row.hold_reason, row.hold_until) == ("held", "incomplete", at(28, 10))
