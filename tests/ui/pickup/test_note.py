"""The answer on a note, from the counter's card."""

from pathlib import Path

import pypdfium2

from printdesk.ui.pickup.page import PickupPage
from tests.services.offices import at
from tests.ui.pickup.rooms import TestedRoom

Room = TestedRoom[PickupPage]


def open_note(room: Room) -> None:
    known = room.office.application("KARTINI", nik="3374014804880005", departs_at=at(9, month=7), proof="ticket")
    room.page.open_application(known)
    room.settle()
    room.page.card.answer.note_button.click()
    room.settle()


def test_the_note_is_shown_first_and_saved_as_it_was_shown(room: Room, tmp_path: Path):
    open_note(room)
    panel = room.page.note_desk.panel
    assert panel.isVisible()
    panel.languages._chips["id"].click()
    panel.sizes._chips["roll80"].click()
    room.settle()

    file = tmp_path / "note.pdf"
    panel.paper.ask_path = lambda _owner, _proposed: file
    panel.paper.save_button.click()
    room.settle()

    document = pypdfium2.PdfDocument(file)
    text = " ".join(document[0].get_textpage().get_text_range().split())
    width = round(document[0].get_size()[0] / 72 * 25.4)
    document.close()
    assert width == 80
    assert "KARTINI" in text
    assert "prakiraan" in text
    assert "3374014804880005" not in text


def test_back_shows_the_card_again_and_another_search_leaves_the_note(room: Room):
    open_note(room)

    room.page.note_desk.panel.paper.back.click()
    assert room.page.card.answer.isVisible()
    assert not room.page.note_desk.panel.isVisible()

    room.page.card.answer.note_button.click()
    room.settle()
    other = room.office.application("SULASTRI")
    room.page.open_application(other)
    room.settle()
    assert not room.page.note_desk.panel.isVisible()
    assert room.page.card.opened is not None
    assert room.page.card.opened.card.id == other
