"""The records as a table, and one application typed by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from printdesk.domain.states import ApplicationState
from printdesk.ui.records.entry_dialog import EntryDialog
from printdesk.ui.records.page import PAGE, RecordsPage
from tests.services.offices import at
from tests.ui.pickup.rooms import TestedRoom


def names(room: TestedRoom[RecordsPage]) -> list[str]:
    return [row.name for row in room.page.model.rows()]


def test_rows_come_page_by_page_as_the_table_is_scrolled(room: TestedRoom[RecordsPage]):
    for number in range(PAGE + 30):
        room.office.application(f"Orang {number:03d}", arrived=at(1 + number % 20))
    room.start()

    assert room.page.total() == PAGE + 30
    assert len(names(room)) == PAGE
    room.page.table.scrollToBottom()
    room.settle()
    assert len(names(room)) == PAGE + 30
    assert len(set(names(room))) == PAGE + 30


def test_sorting_filtering_and_chips_ask_the_database_and_enter_opens_the_card(room: TestedRoom[RecordsPage]):
    room.office.application("Zainal", arrived=at(24))
    ready = room.office.application("Kartini", state=ApplicationState.SHELVED, arrived=at(20))
    room.office.application("Agus", arrived=at(21))
    room.start()
    assert names(room) == ["Zainal", "Agus", "Kartini"]

    room.page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    room.settle()
    assert names(room) == ["Agus", "Kartini", "Zainal"]

    room.page.chips._chips["shelved"].click()
    room.settle()
    assert names(room) == ["Kartini"]
    room.page.chips._chips["all"].click()
    room.settle()
    assert len(names(room)) == 3
    room.type("kartiny", room.page.filter)
    room.until(lambda: names(room) == ["Kartini"])

    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Return)
    assert room.opened == [ready]


def test_a_single_application_is_typed_with_its_mistakes_said_under_the_fields(room: TestedRoom[RecordsPage]):
    room.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)

    def fill(code: str, text: str) -> None:
        field = dialog.field(code)
        assert isinstance(field, QLineEdit)
        field.setText(text)

    fill("number", "3311 0000 0000 12")
    fill("birth_date", "02/30/1990")
    room.press(Qt.Key.Key_Return)
    assert "14 digits" in dialog.sentence("number")
    assert dialog.sentence("name")
    assert dialog.sentence("birth_date")
    assert dialog.isVisible()
    assert room.page.total() == 0
    dialog.edited.emit()  # the field that was left by Enter is checked as well, and may be answered last
    room.settle()
    assert dialog.sentence("name")

    fill("number", "3311 0000 0000 0012")
    fill("name", "Sulastri")
    fill("birth_date", "17/08/1990")
    fill("departs_at", "06/07/2024 13.05 WIB")
    room.press(Qt.Key.Key_Return)

    assert not dialog.isVisible()
    row = room.office.by_number("3311000000000012")
    assert row.name == "Sulastri"
    assert row.departs_has_time
    assert room.opened == [row.id]
    assert room.page.total() == 1


def test_the_template_is_saved_where_the_user_says(room: TestedRoom[RecordsPage]):
    room.page.ask_template = lambda _owner, _proposed: room.folder / "kosong"

    room.page.template_button.click()
    room.settle()

    saved = room.folder / "kosong.xlsx"
    assert saved.read_bytes()[:2] == b"PK"
    assert any(str(saved) in each.text for each in room.said)
