"""The room of outages and notices with real keys and clicks, over a real office."""

from datetime import date, time
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from printdesk.i18n import catalogue, set_language
from printdesk.services.outage_entry import OutageEntry
from printdesk.services.settings_file import SwitchEntry
from printdesk.ui.outages.outage_form import OutageForm
from printdesk.ui.outages.page import BOARD, NOTICE, OUTAGES, OutagesPage
from printdesk.ui.outages.touched_dialog import TouchedDialog
from printdesk.ui.state_dialog import StateDialog
from tests.services.offices import SRI, at, op
from tests.ui.blanks.rooms import FormRoom
from tests.ui.print_room.offices import cut_texts

Key = Qt.Key
Room = FormRoom[OutagesPage]
ALL = ("regular48", "regular24", "epassport_laminated", "epassport_polycarbonate")


def waiting(room: Room, name: str = "SITI") -> int:
    close = at(25, 15, 30)
    return room.office.application(name, arrived=at(19, 9), ready_at=at(19, 9), promised=close, promised_first=close)


def form_of(room: Room) -> OutageForm:
    form = room.page.dialog
    assert isinstance(form, OutageForm)
    return form


def settle(room: Room) -> None:
    """The preview waits a moment before it is asked for."""
    QTest.qWait(320)
    room.settle()


def test_an_outage_is_recorded_from_the_keyboard_with_its_preview(room: Room):
    siti = waiting(room)
    room.press(Key.Key_F6)
    form = form_of(room)
    form.start.day.set_value(date(2024, 6, 20))
    form.ended.setChecked(True)
    form.end.day.set_value(date(2024, 6, 25))
    form.end.time.set_value(time(16))
    form.cause.setCurrentText("PDN padam")
    settle(room)
    assert "Regular passport 48: 1 touched, 1 promise moves by 4 working days, to Mon 1 July." in form.preview.text()
    assert "No more trips are at risk because of it." in form.preview.text()
    form.which.click()
    shown = form.findChild(TouchedDialog)
    assert [(row.before.day, row.after.day) for row in shown.table.rows_model().rows()] == [(25, 1)]
    shown.accept()
    assert form.board.isHidden()

    room.press(Key.Key_Return)

    assert room.page.dialog is None
    assert room.office.get(siti).promised == at(1, 15, 30, month=7)
    assert [each.text for each in room.said[-2:]] == [
        "GG-2024-000001 is in force: 1 promise was moved.",
        "GG-2024-000001 has ended, and 1 person of it is still to be told.",
    ]
    one = room.page.outages.current()
    assert one is not None
    assert (one.cause, one.moved) == ("PDN padam", 1)


def test_what_does_not_fit_keeps_the_form_with_everything_typed(room: Room):
    room.press(Key.Key_F6)
    form = form_of(room)
    settle(room)
    assert "The cause of the outage is missing." in form.preview.text()
    form.stages["check"].setChecked(True)
    room.press(Key.Key_Return)
    assert room.page.dialog is form
    assert "The cause of the outage is missing." in form.error_text()
    assert form.stages["check"].isChecked()
    assert room.services.outages.outages() == ()


def test_an_open_one_turns_the_board_and_ending_it_turns_it_back(room: Room):
    room.press(Key.Key_F6)
    form = form_of(room)
    form.cause.setCurrentText("Listrik padam")
    for code in ALL[1:]:
        form.services[code].setChecked(False)
    form.stages["pickup"].setChecked(True)
    settle(room)
    room.press(Key.Key_Return)
    states = {key: button.spec.text for key, button in room.page.board.buttons.items()}
    assert {key for key, said in states.items() if said == "Stopped"} == {
        ("print", "regular48"),
        ("pickup", "regular48"),
    }
    assert room.page.badge() == 1

    room.press(Key.Key_F7)
    form = form_of(room)
    assert not form.ended.isChecked()
    form.ended.setChecked(True)
    assert form.board.text() == "set its switches to Works"
    settle(room)
    room.press(Key.Key_Return)
    assert {button.spec.text for button in room.page.board.buttons.values()} == {"Works"}
    assert room.page.badge() == 0
    assert room.services.outages.outages()[0].ended_at == room.services.office.now()


def test_ending_an_outage_asks_about_those_whom_nobody_has_told_and_leads_to_them(room: Room):
    for number in range(3):
        waiting(room, f"ORANG {number}")
    outages = room.services.outages
    other = outages.record(SRI, OutageEntry(at(26, 7), None, "Other", ("regular24",), ("print",)), op())
    mine = outages.record(SRI, OutageEntry(at(20, 7, 30), None, "PDN", ("regular48",), ("print",)), op())
    said = []
    room.page._context.messages.posted.connect(said.append)
    room.start()
    room.page.outages.table.select_key(mine.number)
    room.press(Key.Key_F7)
    form_of(room).ended.setChecked(True)
    settle(room)
    room.press(Key.Key_Return)

    asked = said[-1]
    assert asked.text == f"{mine.number} has ended, and 3 people of it are still to be told."
    asked.action.run()
    room.settle()
    assert room.page.calls.isVisibleTo(room.page)
    assert room.page.calls.outage.currentText().startswith(mine.number)
    assert len(room.page.calls.table.rows_model().rows()) == 3
    assert other.number != mine.number

    # What was said of it is withdrawn with it, here or at another desk; of the other one nothing is.
    settled = []
    room.page._context.messages.settled.connect(settled.append)
    outages.undo(SRI, mine.number, op())
    room.page.refresh()
    room.settle()
    assert asked.topic in settled
    assert not [topic for topic in settled if other.number in topic]


def test_undoing_asks_with_what_it_would_do(room: Room, monkeypatch: pytest.MonkeyPatch):
    siti = waiting(room)
    room.services.outages.record(SRI, OutageEntry(at(20, 7, 30), at(25, 16), "PDN", ALL, ("print",)), op())
    room.start()
    asked: list[tuple[str, str]] = []

    def answer(title: str, text: str, _act: str, _owner: object) -> bool:
        asked.append((title, text))
        return len(asked) > 1

    monkeypatch.setattr(room.messages, "confirm", answer)
    room.press(Key.Key_F8)
    assert room.office.get(siti).promised == at(1, 15, 30, month=7)
    assert asked[0][0] == "Take outage GG-2024-000001 back?"
    assert "1 promise moves by" in asked[0][1]
    room.press(Key.Key_F8)
    assert room.office.get(siti).promised == at(25, 15, 30)
    assert not room.page.outages.undo.isEnabled()


def test_the_board_is_turned_by_arrows_and_f9(room: Room):
    room.page.show_view(BOARD)
    room.settle()
    for key in (Key.Key_Right, Key.Key_Down):
        QTest.keyClick(QApplication.focusWidget() or room.window, key)
    room.press(Key.Key_F9)
    dialog = room.page.dialog
    assert isinstance(dialog, StateDialog)
    assert "Passport 24 · Quality check" in dialog.windowTitle()
    dialog.states.choose("down")
    dialog.states.chosen.emit("down")
    room.press(Key.Key_Return)
    assert room.page.board.buttons["check", "regular24"].spec.text == "Stopped"
    assert room.page.board.buttons["print", "regular24"].spec.text == "Works"
    turned = room.page.board.history.rows_model().row(0)
    assert turned is not None
    assert turned.name == "Passport 24 · Quality check"

    QTest.mouseClick(room.page.board.buttons["station", "R1"], Qt.MouseButton.LeftButton)
    dialog = room.page.dialog
    assert isinstance(dialog, StateDialog)
    dialog.states.choose("down")
    room.press(Key.Key_Return)
    assert {one.code: one.state for one in room.services.office.station_switches()}["R1"] == "down"


def test_a_notice_is_issued_copied_saved_and_told_to_be_out_of_date(room: Room, monkeypatch: pytest.MonkeyPatch):
    page = room.page
    page.show_view(NOTICE)
    room.settle()
    assert page.notice.paper_shown is not None
    assert page.notice.paper_shown.number == ""
    room.press(Key.Key_F6)
    room.settle()
    assert page.notice.paper_shown.number == "PG-2024-000001"
    assert not page.notice.issue.isVisible()

    room.press(Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    text = QGuiApplication.clipboard().text()
    assert "PENGUMUMAN" in text
    assert "Regular passport 48: WORKS NORMALLY." in text
    target = room.folder / "notice.png"
    monkeypatch.setattr(page.notice, "ask_picture_path", lambda folder: Path(folder) / "notice.png")
    QTest.mouseClick(page.notice.picture, Qt.MouseButton.LeftButton)
    room.settle()
    with Image.open(target) as picture:
        assert picture.size == (1080, 1350)

    room.services.stages.set_state(SRI, "pickup", SwitchEntry("regular48", "down"), op())
    page.notice.table.setFocus()
    room.start()
    assert QApplication.focusWidget() is page.notice.table
    assert "Pickup is stopped since Wed 26 June 08:00." in page.notice.changes.text()
    assert page.notice.issue.isVisible()
    # However much has changed, the words scroll and the buttons stay: with three notices above there are 440 pixels.
    page.notice.changes.setText("\n".join(["Pickup is stopped since Wed 26 June 08:00."] * 60))
    room.settle()
    assert page.minimumSizeHint().height() <= 400
    assert page.notice.changes.height() > page.notice.height()
    assert page.notice.issue.visibleRegion().boundingRect().size() == page.notice.issue.size()
    room.press(Key.Key_F6)
    assert [one.standing for one in room.services.notices.notices(catalogue("en"))] == ["in_force", "superseded"]
    assert not page.notice.changes.isVisible()
    room.scan("PG-2024-000001")
    assert page.notice.paper_shown.number == "PG-2024-000001"


@pytest.mark.parametrize("size", [(1366, 768), (1100, 680)])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_nothing_is_cut_in_either_language(room: Room, size: tuple[int, int], lang: str):
    room.services.outages.record(
        SRI, OutageEntry(at(25, 7, 30), None, "Gangguan jaringan", ALL, ("print", "pickup"), at(28)), op(), board=True
    )
    room.services.notices.issue(SRI, op())
    set_language(lang)
    room.window.resize(*size)
    room.window.retranslate()
    room.start()
    for view in (OUTAGES, BOARD, NOTICE):
        room.page.show_view(view)
        room.settle()
        # The panel at the foot is rich text, whose tags would be measured as words.
        assert [text for text in cut_texts(room.page) if not text.startswith("<p")] == []
    board = room.page.board.history.accessibleName()
    assert board == ("Switches turned last" if lang == "en" else "Sakelar yang terakhir diubah")
