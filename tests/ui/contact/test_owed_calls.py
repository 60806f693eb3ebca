"""The list of calls by keys, texts to the clipboard and to a chat, waves put in force and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.domain.states import ApplicationState as A
from printdesk.models.outages import Outage
from printdesk.ui.contact.dialogs import NumberDialog, TextDialog
from printdesk.ui.contact.telling_panel import CALLS, WAVES
from printdesk.ui.pickup.page import PickupPage
from tests.services.offices import DWI, at, op
from tests.ui.pickup.rooms import TestedRoom

PHONE = "081234567890"
Room = TestedRoom[PickupPage]


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Room]:
    made = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, PickupPage)
    made.office.blanks(how_many=40, holder=None)
    yield made
    made.close()


def _owed(room: Room) -> list[int]:
    keys = [
        room.office.application(name, promised_first=at(24, 15), departs_at=at(day, month=7), phone=PHONE)
        for name, day in (("Kartini", 3), ("Dewi", 9), ("Sari", 12))
    ]
    with room.office.database.writing() as session:
        session.add(
            Outage(
                number="GG-2024-000001", started_at=at(20), ended_at=at(25, 16), cause="PDN", services=["regular48"],
                stages=["print"], recorded_at=at(20), recorded_by="sri",
            )
        )  # fmt: skip
    return keys


def _open(room: Room, part: str) -> None:
    room.page.telling.show(part)
    room.settle()


def _listed(room: Room) -> list[str]:
    return [line.row.name for line in room.page.telling.panel.calls.table.rows_model().rows()]


def test_told_clears_the_line_not_reached_counts_and_undo_brings_it_back(room: Room) -> None:
    first, second, _third = _owed(room)
    room.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert _listed(room) == ["Kartini", "Dewi", "Sari"]

    room.press(Qt.Key.Key_T)
    assert _listed(room) == ["Dewi", "Sari"]
    assert room.services.contacts.of(first).told is not None
    undo = room.said[-1].action
    assert undo is not None
    undo.run()
    room.settle()
    assert _listed(room) == ["Kartini", "Dewi", "Sari"]

    view = room.page.telling.panel.calls
    view.table.select_key(str(second))
    view.focus_first()
    room.press(Qt.Key.Key_N)
    assert room.services.contacts.of(second).attempts == 1
    assert _listed(room) == ["Kartini", "Dewi", "Sari"]


def test_a_wrong_number_opens_the_form_for_the_right_one(room: Room) -> None:
    first = _owed(room)[0]
    _open(room, CALLS)
    room.press(Qt.Key.Key_W)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NumberDialog)

    room.type("nonsense", dialog.number)
    room.press(Qt.Key.Key_Return)
    assert "telephone number" in dialog.error_text()
    dialog.number.clear()
    room.type("+62 813 9999 8888", dialog.number)
    room.press(Qt.Key.Key_Return)

    assert room.office.get(first).phone == "081399998888"
    assert not room.services.contacts.of(first).number_is_wrong


def test_the_text_is_copied_and_the_chat_opened_once_each_and_both_are_noted(room: Room) -> None:
    first = _owed(room)[0]
    links: list[str] = []
    panel = room.page.telling.panel

    def opened(link: str) -> bool:
        links.append(link)
        return True

    panel.calls.acts.open_link = opened
    _open(room, CALLS)

    room.press(Qt.Key.Key_C)
    room.press(Qt.Key.Key_O)

    offer = room.services.contact_texts.offer(first)
    assert QGuiApplication.clipboard().text() == offer.text("", "id").text
    assert links == [offer.text("", "id").link]
    assert [each.outcome for each in room.services.contacts.of(first).entries] == ["link_opened", "text_copied"]
    assert _listed(room)[0] == "Kartini"


def test_a_scan_over_the_list_notes_nothing(room: Room) -> None:
    first = _owed(room)[0]
    _open(room, CALLS)

    room.scan("TNWSTC0001")

    assert room.services.contacts.of(first).entries == ()


def test_the_whole_number_is_shown_on_demand_and_the_look_is_recorded(room: Room) -> None:
    _owed(room)
    _open(room, CALLS)
    foot = room.page.telling.panel.calls.foot
    assert PHONE not in foot._text.text()

    room.press(Qt.Key.Key_P)

    assert PHONE in foot._text.text()
    assert len(room.office.ledger("look")) == 1


def test_waves_are_put_in_force_taken_back_and_stand_on_the_card(room: Room) -> None:
    key = room.office.application("Kartini", state=A.SHELVED)
    _open(room, WAVES)
    view = room.page.telling.panel.waves
    assert [bar.people for bar in view.bars.bars()][:2] == [1, 0]
    assert [line.member.name for line in view.table.rows_model().rows()] == ["Kartini"]

    room.press(Qt.Key.Key_F6)
    assert room.services.waves.of(key) == (at(26, 9), at(26, 10))
    room.page.open_application(key)
    room.settle()
    assert "Comes Wed 26/6 09:00–10:00" in room.page.card.contact.text()

    _open(room, WAVES)
    room.press(Qt.Key.Key_F7)
    assert room.services.waves.of(key) is None


def test_another_time_is_given_with_a_reason_from_the_list_and_undone_from_the_notice(room: Room) -> None:
    key = room.office.application("Kartini", state=A.SHELVED)
    room.services.waves.save(DWI, room.services.waves.propose(), op())
    _open(room, WAVES)
    view = room.page.telling.panel.waves
    view.table.selectRow(0)

    room.press(Qt.Key.Key_F8)
    dialog = view.times.dialog
    assert dialog is not None
    assert dialog.time.itemText(0) == f"Wednesday 26 June, 09:00–10:00 · 1 of {dialog._found.choices[0].places}"
    dialog.time.setCurrentIndex(1)
    room.press(Qt.Key.Key_Return)
    assert "reason" in dialog.error_text()
    room.type("Works until ten", dialog.reason)
    room.press(Qt.Key.Key_Return)

    assert room.services.waves.of(key) == (at(26, 10), at(26, 11))
    view.bars._choose(1)
    assert "Works until ten" in {str(line.member.hand_reason) for line in view.table.rows_model().rows()}
    room.said[-1].action.run()
    room.settle()
    assert room.services.waves.of(key) == (at(26, 9), at(26, 10))


def test_the_card_says_who_was_told_and_offers_the_texts(room: Room) -> None:
    key = room.office.application("Kartini", phone=PHONE)
    room.office.application("Sister", phone=PHONE)
    room.page.open_application(key)
    room.settle()
    assert room.page.card.contact.text() == "Not told yet · This number stands on 2 applications"

    room.page.card.contact.told.click()
    room.settle()
    assert room.page.card.contact.text().startswith("Told by Dwi Rahayu Wed 26/6 08:00")

    room.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, TextDialog)
    dialog.lang.setCurrentIndex(1)
    room.press(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    assert dialog.text.toPlainText().startswith("Dear Kartini")
    room.press(Qt.Key.Key_Escape)


def test_nobody_owed_is_good_news_and_no_outage_is_no_news(room: Room) -> None:
    _open(room, CALLS)
    empty = room.page.telling.panel.calls._empty
    assert "No outage is recorded" in empty.accessibleName()

    for key in _owed(room):
        room.services.contacts.log(DWI, key, "told", f"told-{key}")
    _open(room, CALLS)
    assert "Everybody was told" in empty.accessibleName()
