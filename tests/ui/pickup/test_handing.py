"""The scan session, the post and the register, by scans, keys and clicks."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import catalogue, set_language
from printdesk.services.hand_over_acts import HandOver
from printdesk.ui.masked import masked_name
from printdesk.ui.pickup.counter_dialog import CounterDialog
from printdesk.ui.pickup.handing_dialog import HandingDialog
from printdesk.ui.pickup.page import PickupPage
from printdesk.ui.pickup.posting_dialog import PostingDialog
from printdesk.ui.pickup.register_dialog import RegisterDialog
from tests.services.offices import DWI, op
from tests.ui.pickup.rooms import TestedRoom

FAMILY = ("payment_proof", "family_card", "collector_identity")
KTP = "3374015506880004"
CTRL = Qt.KeyboardModifier.ControlModifier


def _family(room: TestedRoom[PickupPage]) -> list[int]:
    names = ("Widodo", "Suhartini", "Raden " * 15)
    return [
        room.office.application(name, state=A.SHELVED, serial=f"C700000{at}", group_name="Kel. Widodo")
        for at, name in enumerate(names, start=1)
    ]


def _session(room: TestedRoom[PickupPage]) -> HandingDialog:
    room.press(Qt.Key.Key_F6)
    dialog = room.page.counter.dialog
    assert isinstance(dialog, HandingDialog)
    room.settle()
    return dialog


def _fill(room: TestedRoom[PickupPage], dialog: HandingDialog) -> None:
    dialog.form.choose("family")
    for tick in dialog.form.ticks:
        tick.click()
    room.type("Sri Lestari", dialog.form.name)
    room.type(KTP, dialog.form.identity)
    QTest.qWait(400)
    room.settle()


def _states(dialog: HandingDialog) -> list[tuple[str, bool, bool]]:
    return [(line.item.serial, line.goes, bool(line.register)) for line in dialog.lines()]


def _leave(room: TestedRoom[PickupPage], dialog: CounterDialog) -> None:
    dialog.reject()
    dialog.reject()
    room.settle()
    assert room.page.counter.dialog is None
    room.window.activateWindow()
    room.until(room.window.isActiveWindow)


def test_two_of_a_family_go_by_scans_with_one_receipt_and_slips_for_the_rest(room: TestedRoom[PickupPage]) -> None:
    ids = _family(room)
    room.page.open_application(ids[0])
    room.settle()
    assert "3 of this group lie ready" in room.page.card.next.sentence()

    dialog = _session(room)
    assert _states(dialog) == [("C7000001", False, False), ("C7000002", False, False), ("C7000003", False, False)]
    room.scan("C7000001")
    room.scan("C7000002")
    room.scan("C7000002")
    assert "already" in dialog.said()
    assert not dialog.main.isEnabled()
    _fill(room, dialog)
    room.press(Qt.Key.Key_F6)
    room.settle()

    assert dialog.shows_paper
    assert _states(dialog)[:2] == [("C7000001", False, True), ("C7000002", False, True)]
    assert [room.office.get(each).state for each in ids] == [A.COLLECTED, A.COLLECTED, A.SHELVED]
    room.press(Qt.Key.Key_Escape)
    room.scan("C7000001")
    assert "was handed over at 08:00 (BP-2024-000001)" in dialog.said()
    room.press(Qt.Key.Key_F7)
    assert room.page.counter.dialog is None
    assert room.page.slips.ids == (ids[2],)
    steps = room.page._context.history.done()
    assert {step.name() for step in steps} == {"hand-over of C7000001", "hand-over of C7000002"}


def test_a_strange_booklet_stops_the_session_with_both_names_and_an_entry(
    room: TestedRoom[PickupPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = _family(room)
    stranger = room.office.application("Tan Mei Lan", state=A.SHELVED, serial="C7000009")
    room.page.open_application(ids[0])
    room.settle()
    dialog = _session(room)
    sounds: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: sounds.append(1))

    room.scan("C7000009")
    assert dialog.stop.isVisible()
    assert dialog.stop.names() == ("Tan Mei Lan", "Widodo")
    assert sounds == [1]
    (entry,) = room.office.ledger("mismatch")
    assert json.loads(entry.details) == {"other": stranger, "serial": "C7000009", "what": "booklet"}

    room.press(Qt.Key.Key_Escape)
    assert not dialog.stop.isVisible()
    assert room.page.counter.dialog is dialog
    _leave(room, dialog)


def test_the_session_explains_slips_goes_on_with_the_next_and_warns_before_it_drops_what_is_in_the_hand(
    room: TestedRoom[PickupPage],
) -> None:
    widodo, suhartini, _rest = _family(room)
    slip = room.services.slips.make(DWI, [suhartini], "a6", catalogue("id"), op()).numbers[0].replace("-", "")
    dialog = _session(room)

    room.scan(slip)
    assert "This is the slip of Suhartini. Scan the booklet; it lies in A-002." in dialog.said()
    room.scan("C7000002")
    (line,) = dialog.lines()
    assert (line.goes, line.slip) == (True, slip)
    room.scan("ST2024000001")
    assert "This is paper ST-2024-000001" in dialog.said()

    dialog.table.setFocus()
    room.press(Qt.Key.Key_Space)
    assert not dialog.lines()[0].goes
    room.press(Qt.Key.Key_Space)
    room.press(Qt.Key.Key_Escape)
    assert "C7000002 → A-002" in dialog.said()
    assert room.page.counter.dialog is dialog
    room.press(Qt.Key.Key_Escape)
    assert room.page.counter.dialog is None
    assert {room.office.get(each).state for each in (widodo, suhartini)} == {A.SHELVED}


def test_who_collects_again_and_again_is_flagged_at_both_hand_overs_and_in_the_list(
    room: TestedRoom[PickupPage],
) -> None:
    for at in range(4):
        one = room.office.application(f"Orang {at}", state=A.SHELVED, serial=f"D700000{at}")
        form = HandOver(one, f"D700000{at}", "family", FAMILY, "Sri Lestari", KTP)
        room.services.pickup.hand_over(DWI, form, op())
    ids = _family(room)
    room.page.open_application(ids[0])
    room.settle()

    dialog = _session(room)
    _fill(room, dialog)
    assert "4 times" in dialog.form.flag()
    _leave(room, dialog)

    room.press(Qt.Key.Key_F8)
    panel = room.page.card.hand_over
    panel._kinds.button(1).click()
    room.type(KTP, panel._identity)
    QTest.qWait(400)
    room.settle()
    assert "4 times" in panel.flag()

    room.press(Qt.Key.Key_G, CTRL)
    register = room.page.counter.dialog
    assert isinstance(register, RegisterDialog)
    room.settle()
    assert register.table.rows_model().rowCount() == 4
    assert [row.identity for row in register.people.rows_model().rows()] == ["337401******0004"]
    room.press(Qt.Key.Key_F6)
    room.settle()
    assert register.shows_paper
    room.press(Qt.Key.Key_Escape)
    _leave(room, register)


def test_booklets_are_given_to_the_post_with_an_address_each(room: TestedRoom[PickupPage]) -> None:
    ids = _family(room)
    room.press(Qt.Key.Key_T, CTRL)
    dialog = room.page.counter.dialog
    assert isinstance(dialog, PostingDialog)
    room.settle()

    room.scan("C7000001")
    assert not dialog.main.isEnabled()
    room.type("Jl. Pemuda 12, Semarang 50132")
    room.scan("C7000002")
    room.scan("C7000002")
    assert "already" in dialog.said()
    assert [draft.address for draft in dialog.drafts()] == ["Jl. Pemuda 12, Semarang 50132"] * 2
    room.type("Budi Pos", dialog.courier)
    room.press(Qt.Key.Key_F6)
    room.settle()

    assert dialog.shows_paper
    assert [room.office.get(each).state for each in ids] == [A.POSTED, A.POSTED, A.SHELVED]
    room.press(Qt.Key.Key_Escape)
    assert [row.count for row in dialog.sent.rows_model().rows()] == [2]
    _leave(room, dialog)
    room.page.open_application(ids[0])
    room.settle()
    assert room.page.card.next.act == "undo"


def test_a_list_of_matches_masks_names_and_each_opening_is_recorded(room: TestedRoom[PickupPage]) -> None:
    first = room.office.application("Siti Nurhaliza Putri")
    room.office.application("Mohamad Siti Rahayu")

    room.search("siti")
    model = room.page.results.table.rows_model()
    shown = {model.index(at, 0).data() for at in range(model.rowCount())}
    assert shown == {"Siti N••• P•••", "M••• Siti R•••"}
    assert room.office.ledger("open_card") == []

    room.page.results.table.select_key(str(first))
    room.press(Qt.Key.Key_Return)
    room.start()
    assert [entry.object_id for entry in room.office.ledger("open_card")] == [str(first)]


@pytest.mark.parametrize(
    ("name", "typed", "shown"),
    [
        ("MUHAMMAD ALI AKBAR", "moch ali", "MUHAMMAD ALI A•••"),
        ("SLAMET", "0812345678", "S•••"),
        ("NUR'AINI", "nuraini", "NUR'AINI"),
    ],
)
def test_only_words_that_were_typed_are_shown_whole(name: str, typed: str, shown: str) -> None:
    assert masked_name(name, typed) == shown


def test_an_old_copy_of_a_slip_opens_its_card_and_says_since_when_it_is_replaced(
    room: TestedRoom[PickupPage],
) -> None:
    widodo, *_rest = _family(room)
    slip = room.services.slips.make(DWI, [widodo], "a6", catalogue("id"), op()).numbers[0].replace("-", "")
    room.services.slips.make(DWI, [widodo], "a6", catalogue("id"), op())

    room.scan(slip)
    assert room.page.card.opened is not None
    assert room.page.card.opened.card.id == widodo
    assert any("replaced since Wed 26 June 08:00" in each.text for each in room.said)
    room.press(Qt.Key.Key_F8)
    room.scan(slip)
    assert room.page.card.hand_over.form().slip == ""
    assert [json.loads(entry.details)["what"] for entry in room.office.ledger("mismatch")] == ["replaced"]


def test_a_wrong_booklet_at_a_single_hand_over_sounds_and_has_its_own_entry(
    room: TestedRoom[PickupPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    widodo, suhartini, _rest = _family(room)
    sounds: list[int] = []
    monkeypatch.setattr(QApplication, "beep", lambda: sounds.append(1))
    room.page.open_application(widodo)
    room.settle()
    room.press(Qt.Key.Key_F8)
    room.scan("C7000002")
    room.scan("PD1|SP|SP-2024-000001|20240626|AAAAAAAAAAAAAAAA")

    found = [json.loads(entry.details) for entry in room.office.ledger("mismatch")]
    assert [(each["what"], each["other"]) for each in found] == [("booklet", suhartini), ("forged", None)]
    assert sounds == [1, 1]
    assert any("Hand" not in each.text and "not made by this office" in each.text for each in room.said)


@pytest.mark.parametrize(
    ("values", "act"),
    [
        ({"state": A.SHELVED}, "hand_over"),
        ({"departs_at": None}, "copy"),
        ({"state": A.HELD, "hold_reason": "incomplete"}, "resume"),
        ({"state": A.COLLECTED}, ""),
        ({"state": A.PRINTED}, "copy"),
    ],
)
def test_a_card_says_what_to_do_next_with_the_button_that_does_it(
    room: TestedRoom[PickupPage], values: dict[str, object], act: str
) -> None:
    room.page.open_application(room.office.application("Widodo", **values))
    room.settle()

    assert room.page.card.next.act == act
    assert room.page.card.next.sentence()
    assert room.page.card.next.button.isVisible() == (act == "resume")
    answer = room.page.card.answer
    above = {"hand_over": answer.hand_over_button, "copy": answer.copy_button}
    assert all(button.isVisible() for code, button in above.items() if code == act)
    if act == "hand_over":
        room.press(Qt.Key.Key_F8)
        assert room.page.card.handing_over


def test_the_windows_speak_the_language_of_the_moment(room: TestedRoom[PickupPage]) -> None:
    _family(room)
    dialog = _session(room)
    set_language("id")
    room.window.retranslate()
    assert dialog.windowTitle() == "Penyerahan berturut-turut"
    assert "Pindai" in dialog._intro.text()
    _leave(room, dialog)
