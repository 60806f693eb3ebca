"""The room of the blanks with real keys and scans, over a real office."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import delete

from printdesk.i18n import set_language
from printdesk.models.tables import Booklet
from printdesk.ui.blanks.dialogs import ReceiveDialog, ranges_text
from printdesk.ui.blanks.page import BlanksPage
from printdesk.ui.theme import Kind, apply_theme
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Room = FormRoom[BlanksPage]


def receive(room: Room, first: str = "C1000001", last: str = "C1000100") -> ReceiveDialog:
    """Open the form by its key and scan a box; the keyboard then stands at the second person."""
    room.press(Key.Key_F7)
    dialog = room.page.dialog
    assert isinstance(dialog, ReceiveDialog)
    room.scan(first)
    room.scan(last)
    return dialog


def booked(room: Room, first: str = "C1000001", last: str = "C1000100") -> None:
    """A delivery counted by the first colleague, and the form closed."""
    give_count(room, receive(room, first, last))
    room.press(Key.Key_Return)
    room.press(Key.Key_Escape)


def give_count(room: Room, dialog: ReceiveDialog, person: int = 1, more: int = 0) -> None:
    """By keys: the second person, and as many as the range holds, or more."""
    for _each in range(person):
        room.press(Key.Key_Down)
    room.press(Key.Key_Tab)
    room.type(str(int(dialog.count.text().split()[0].replace(",", "")) + more), dialog.counted)


def test_a_box_is_received_by_keys_and_scans_alone(room: Room):
    dialog = receive(room)
    assert dialog.count.text() == "100 booklets"
    give_count(room, dialog)
    room.press(Key.Key_Return)
    assert dialog.done_text() == "✓ 100 booklets booked into the safe. C1000001 – C1000100"
    assert dialog.serials() == ("", "")
    room.press(Key.Key_Escape)

    card = room.page.balance.cards["regular48"]
    assert card.said() == "= 100 received ✓ balanced"
    assert [entry.act for entry in room.office.ledger() if entry.user == "dwi"] == ["receive"]


@pytest.mark.parametrize(
    ("first", "last", "person", "more", "words"),
    [
        ("C1000100", "C1000001", 1, 0, "C1000001 comes before C1000100"),
        ("C1000001", "D1000100", 1, 0, "do not belong to one range"),
        ("C1000001", "C1000100", 0, 0, "counted by two people"),
        ("C1000001", "C1000100", 1, -1, "are 100 booklets; 99 were counted"),
        ("C1000001", "C1000100", 1, -100, "are 100 booklets; 0 were counted"),
    ],
)
def test_a_delivery_that_cannot_be_right_is_refused_in_the_form_which_keeps_what_was_given(
    room: Room, first: str, last: str, person: int, more: int, words: str
):
    dialog = receive(room, first, last)
    give_count(room, dialog, person, more)
    room.press(Key.Key_Return)

    assert words in dialog.error_text()
    assert dialog.serials() == (first, last)
    assert dialog.done_text() == ""
    assert room.services.blanks.balances()[0].received == 0
    room.press(Key.Key_Escape)


def test_the_form_counts_while_the_serials_are_typed_and_says_why_it_cannot(room: Room):
    room.press(Key.Key_F7)
    dialog = room.page.dialog
    assert isinstance(dialog, ReceiveDialog)

    room.type("c1000001", dialog.first)
    assert dialog.count.text() == "0 booklets"
    room.type("C100", dialog.last)
    assert "is not a booklet serial" in dialog.hint.text()
    room.type("0003", dialog.last)

    assert dialog.count.text() == "3 booklets"
    assert dialog.hint.isHidden()
    room.press(Key.Key_Escape)


def test_a_form_closed_before_its_answer_came_is_answered_in_the_window(room: Room):
    receiving = receive(room, "C1000011", "C1000020")
    receiving.counted_by.setCurrentIndex(1)
    receiving.counted.setText("10")
    receiving.submitted.emit()
    receiving.reject()
    room.settle()
    assert room.said[-1].text == "10 booklets booked into the safe. C1000011 – C1000020"


def test_an_office_without_blanks_is_told_what_to_do_first(room: Room):
    assert room.page.balance.empty.isVisible()
    assert not room.page.balance.open_shift.isVisible()
    room.page.balance.begin.click()
    assert isinstance(room.page.dialog, ReceiveDialog)
    room.press(Key.Key_Escape)
    booked(room)
    assert not room.page.balance.empty.isVisible()


def test_a_scan_shows_the_delivery_a_blank_came_with_and_an_unknown_one_begins_a_delivery(room: Room):
    booked(room)
    room.scan("C1000050")
    assert "C1000050 came on Wed 26 June (C1000001 – C1000100)." in room.said[-1].text
    assert room.page.dialog is None

    room.scan("C2000001")
    dialog = room.page.dialog
    assert isinstance(dialog, ReceiveDialog)
    assert dialog.serials() == ("C2000001", "")
    room.press(Key.Key_Escape)
    assert not room.page.handle_scan("3311000000000001")


def test_low_stock_and_a_lost_booklet_are_said_in_words(room: Room):
    booked(room)
    card = room.page.balance.cards["regular48"]
    assert (card.stock.spec.kind, card.stock.spec.text) == (Kind.SLACK, "low")
    assert room.page.balance.cards["regular24"].stock.spec.text == "none yet"
    assert "Regular passport 48 runs low: 100 in the safe" in room.page._more.text()

    with room.office.database.writing() as session:
        session.execute(delete(Booklet).where(Booklet.serial == "C1000007"))
    room.start()

    assert card.said() == "= 100 received ✕ does not balance"
    assert room.page._answer.text() == "The booklets do not add up: stop and count"
    widths = [width for _state, width in card.bar.parts()]
    assert sum(widths) == pytest.approx(card.bar.width() * 0.99)


def test_one_lost_booklet_among_thousands_is_still_seen_in_the_bar(room: Room):
    bar = room.page.balance.cards["regular48"].bar
    sums = dict.fromkeys(["in_safe", "issued", "bound", "personalised", "shelved", "handed_over", "spoiled",
                          "destroyed", "missing", "quarantined"], 0)  # fmt: skip
    bar.set_sums(20_000, {**sums, "in_safe": 19_999, "missing": 1}, "")

    parts = dict(bar.parts())

    assert parts["missing"] >= 3
    assert sum(parts.values()) == pytest.approx(bar.width())


def test_the_room_speaks_the_language_of_the_moment_and_cuts_no_text(room: Room, qapp: QApplication):
    booked(room)
    for lang in ("id", "en"):
        apply_theme(qapp, "dark")
        set_language(lang)
        room.window.retranslate()
        room.start()
        assert cut_texts(room.page) == []


def test_in_a_narrow_window_the_balances_stand_in_two_rows_and_nothing_lies_beside_it(room: Room):
    booked(room)
    room.window.resize(1366, 768)
    room.settle()
    cards = list(room.page.balance.cards.values())
    assert len({card.y() for card in cards}) == 1

    room.window.resize(1100, 680)
    room.settle()

    assert len({card.y() for card in cards}) == 2
    assert room.page.width() == room.page.parentWidget().width()
    room.window.resize(1366, 768)
    room.settle()
    assert len({card.y() for card in cards}) == 1


def test_serials_with_gaps_are_said_as_ranges():
    assert ranges_text(["C0999", "C1000", "C1002"]) == "C0999 – C1000, C1002"
