"""The card: where, since when, promised, planned, trip and history in one sight at 1366x768, without scrolling."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from printdesk.i18n import catalogue, set_language
from printdesk.ui.pickup.page import PickupPage
from tests.services.offices import DWI, at, op
from tests.ui.pickup.rooms import TestedRoom

Room = TestedRoom[PickupPage]
CTRL = Qt.KeyboardModifier.ControlModifier
NAME = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT KUSUMANINGTYAS"


def _scrolls(page: QWidget) -> bool:
    area = page.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOn


def _with_history(room: Room) -> int:
    room.office.blanks(how_many=40, holder=None)
    key = room.office.application(
        NAME, phone="081234567890", departs_at=at(29), destination="Kuala Lumpur", group_name="Kel. Santoso"
    )
    room.services.applications.give_proof(DWI, key, "ticket", op())
    for outcome in ("not_reached", "asked") * 7:
        room.services.contacts.log(DWI, key, outcome, op())
    room.services.raises.ask(DWI, key, "the flight was moved", op())
    return key


def test_the_whole_card_is_in_sight_with_a_long_name_a_long_history_a_request_and_a_notice(room: Room) -> None:
    key, card = _with_history(room), room.page.card
    for language in ("en", "id"):
        set_language(language)
        room.window.resize(1366, 768)
        room.window.retranslate()
        room.page.open_application(key)
        room.messages.ok("Something was done.")
        room.settle()

        assert not _scrolls(room.page)
        parts = (card.head, card.facts, card.answer, card.next, card.standing, card.contact, card.steps, card.story)
        assert all(part.isVisible() for part in parts)
        assert 3 <= card.story.lines.shown < len(card.story.texts())
        bottom = card.story.mapTo(room.window, card.story.rect().bottomLeft()).y()
        assert bottom <= room.window.height()
    set_language("en")


def test_the_facts_say_where_since_when_promised_and_planned(room: Room) -> None:
    room.office.blanks(how_many=40, holder=None)
    key = room.office.application("Widodo", promised_first=at(25, 16), promised=at(28, 16))
    room.page.open_application(key)
    room.settle()

    where, since, promised, planned = room.page.card.facts.texts()
    assert where == "WHERE Waits for printing place 1 in the queue"
    assert since.startswith("SINCE ")
    assert promised == "PROMISED Fri 28/6 at first Tue 25/6"
    assert planned.startswith("PLANNED Wed 26/6 ")
    assert "ready Wed 26/6" in planned


def test_every_step_of_the_history_is_one_key_away_and_esc_goes_back(room: Room) -> None:
    key, card = _with_history(room), room.page.card
    room.page.open_application(key)
    room.settle()

    room.press(Qt.Key.Key_D, CTRL)
    assert card.shows_whole_story
    assert card.whole.lines.shown == len(room.services.applications.story(key, catalogue("en")))

    room.press(Qt.Key.Key_Escape)
    assert not card.shows_whole_story
    assert card.answer.isVisible()
