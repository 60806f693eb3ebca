"""Saved views beside a list, by keys and clicks on the real page: the records."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.domain.list_look import ListLook
from printdesk.domain.states import ApplicationState
from printdesk.ui.kit.columns_dialog import ColumnsDialog
from printdesk.ui.records.page import RecordsPage
from printdesk.ui.views.acts import NameDialog
from printdesk.ui.views.desk import ViewDesk
from printdesk.ui.views.export_dialog import CSV, XLSX, ExportDialog
from printdesk.ui.views.memory import ListMemory
from tests.services.offices import SRI, at, op
from tests.ui.pickup.rooms import TestedRoom

Room = TestedRoom[RecordsPage]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, sqlite_url: str, tmp_path: Path) -> Iterator[Room]:
    made = TestedRoom(qapp, qtbot, sqlite_url, tmp_path, RecordsPage)
    for number, name in enumerate(("Zainal", "Agus", "Kartini", "Mulyani")):
        state = ApplicationState.READY if name == "Zainal" else ApplicationState.SHELVED
        made.office.application(name, state=state, arrived=at(20 + number))
    made.start()
    yield made
    made.close()


def names(room: Room) -> list[str]:
    return [row.name for row in room.page.model.rows()]


def entry(views: ViewDesk, text: str) -> QAction:
    return next(act for act in views.menu().actions() if act.text() == text)


def chips(room: Room) -> list[tuple[str, str, bool]]:
    shown = room.page.views.chips.chips()
    return [(chip.accessibleName(), chip.accessibleDescription(), chip.isChecked()) for chip in shown]


def test_a_view_is_saved_by_keyboard_shown_with_its_count_changed_deleted_and_brought_back(room: Room):
    page, views = room.page, room.page.views
    assert views.chips.isHidden()
    page.chips._chips["shelved"].click()
    page.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    page.columns.menu(0).actions()[0].trigger()
    room.settle()
    assert names(room) == ["Agus", "Kartini", "Mulyani"]
    assert page.columns.seen() == ("name", "state", "arrived", "promised", "departs", "shelf_slot", "serial")

    entry(views, "Save this view…").trigger()
    assert isinstance(QApplication.activeModalWidget(), NameDialog)
    room.press(Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NameDialog)
    assert "no name" in dialog.error_text()
    room.type("Siap & urut")
    room.press(Qt.Key.Key_Return)
    room.window.activateWindow()
    room.until(room.window.isActiveWindow)
    assert chips(room) == [("Siap & urut 3", "", True)]
    assert not views.chips.isHidden()
    assert views.chips.save.isHidden()

    room.press(Qt.Key.Key_1, CTRL)
    assert len(names(room)) == 4
    assert page.columns.shown() == ()
    assert chips(room)[0][2] is False
    page.chips._chips["waiting"].click()
    room.settle()
    assert not views.chips.save.isHidden()
    room.press(Qt.Key.Key_1, CTRL)
    assert names(room) == ["Agus", "Kartini", "Mulyani"]
    assert page.columns.seen()[0] == "name"
    assert chips(room)[0][2] is True

    page.filter.setText("kart")
    room.until(lambda: names(room) == ["Kartini"])
    entry(views, "Keep the changes in “Siap && urut”").trigger()
    room.settle()
    assert chips(room) == [("Siap & urut 1", "", True)]
    entry(views, "Delete “Siap && urut”").trigger()
    room.settle()
    assert chips(room) == []
    undo = room.said[-1].action
    assert undo is not None
    undo.run()
    room.settle()
    assert chips(room) == [("Siap & urut 1", "", True)]
    assert room.services.saved_views.of("records", "dwi")[0].look == views.look()
    assert views.look().asked == {"group": "shelved", "text": "kart"}


def test_a_view_of_another_desk_comes_without_a_restart_and_is_not_this_persons_to_change(room: Room):
    look = ListLook((("group", "waiting"),), "name", True)
    service = room.services.saved_views
    service.save(SRI, "records", "Menunggu", look, op(), shared=True)
    service.save(SRI, "records", "Baru", ListLook((("group", "moon"), ("text", "agus"))), op(), shared=True)
    service.save(SRI, "records", "Hanya Sri", look, op())
    room.page.refresh()
    room.settle()

    gone = "This view asks for states that this program does not know; all states are shown."
    assert chips(room) == [
        ("Baru", f"Shared by Sri Wahyuni\n{gone}", False),
        ("Menunggu 1", "Shared by Sri Wahyuni", False),
    ]
    room.press(Qt.Key.Key_2, CTRL)
    assert names(room) == ["Zainal"]
    assert room.page.columns.sorted_by() == ("name", True)
    texts = [act.text() for act in room.page.views.menu().actions()]
    assert "Stop sharing “Menunggu”" in texts
    assert not any(text.startswith(("Delete", "Rename", "Keep")) for text in texts)

    room.press(Qt.Key.Key_1, CTRL)
    assert names(room) == ["Agus"]
    assert room.page.views.chips.said() == gone
    room.press(Qt.Key.Key_2, CTRL)
    assert room.page.views.chips.said() == ""
    room.page.forget()
    assert chips(room) == []


def test_a_view_keeps_the_service_type_and_says_when_the_office_has_it_no_more(room: Room):
    page, views = room.page, room.page.views
    room.office.application("Laminasi", service="epassport_laminated")
    page.refresh()
    room.settle()
    page.kinds.setFocus()
    while page.kinds.code() != "epassport_laminated":
        room.press(Qt.Key.Key_Down)
    assert names(room) == ["Laminasi"]
    assert views.filter_words() == "e-Passport laminated"
    service = room.services.saved_views
    service.save(SRI, "records", "Laminasi", views.look(), op(), shared=True)
    service.save(SRI, "records", "Lama", ListLook((("group", "waiting"), ("service", "paper32"))), op(), shared=True)
    page.forget()
    page.refresh()
    room.settle()
    assert len(names(room)) == 5
    assert [chip[0] for chip in chips(room)] == ["Lama", "Laminasi 1"]

    room.press(Qt.Key.Key_2, CTRL)
    assert names(room) == ["Laminasi"]
    assert page.kinds.currentText() == "e-Passport laminated"
    room.press(Qt.Key.Key_1, CTRL)
    assert sorted(names(room)) == ["Laminasi", "Zainal"]
    assert "service type “paper32”, which this office has no more" in views.chips.said()
    page.filter.setText("qxvkw")
    room.until(lambda: names(room) == [])


def test_columns_are_chosen_by_keyboard_and_stay_for_the_next_window(room: Room):
    memory, page = ListMemory(), room.page
    kept: list[str] = []
    page.views._context.lists.__init__("", kept.append)  # type: ignore[misc]
    page.views.show_columns()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ColumnsDialog)
    room.press(Qt.Key.Key_Space)
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Down, ALT)
    assert dialog.chosen()[:3] == ["state", "name", "arrived"]
    room.press(Qt.Key.Key_End)
    room.press(Qt.Key.Key_Space)
    room.press(Qt.Key.Key_Return)

    chosen = ("state", "name", "arrived", "promised", "departs", "shelf_slot", "serial", "service")
    assert page.columns.seen() == chosen
    assert page.table.first_column == 2
    page.table.setFocus()
    room.press(Qt.Key.Key_Down)
    assert page.table.current_key()
    memory = ListMemory(kept[-1])
    assert memory.of("records").columns == chosen
    assert ListMemory("no json").of("records").columns == ()
    page.columns.menu(-1).actions()[-1].trigger()
    assert page.columns.shown() == ()


def test_the_list_is_exported_as_it_is_seen_and_stops_when_asked(room: Room):
    page = room.page
    page.chips._chips["shelved"].click()
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    page.columns.choose(("shelf_slot", "name", "promised"))
    room.settle()

    room.press(Qt.Key.Key_F12)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    asked: list[tuple[Path, str]] = []

    def ask(_owner: object, proposed: Path, kind: str) -> Path:
        asked.append((proposed, kind))
        return room.folder / "daftar"

    dialog.ask_file = ask
    dialog.forms.chips()[2].click()
    assert dialog.forms.current() == CSV
    room.press(Qt.Key.Key_Return)
    room.until(lambda: bool(dialog.told()))

    assert dialog.told() == f"3 rows saved as daftar.csv in {room.folder}."
    assert asked[0][0].suffix == ".csv"
    assert asked[0][0].parent == room.folder
    with (room.folder / "daftar.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    seen = [page.model.row(at) for at in range(3)]
    assert rows[0] == ["Shelf", "Applicant", "Promised"]
    assert [row[0] for row in rows[1:]] == [each.shelf_slot for each in seen if each]
    assert [row[1].split(" · ")[0] for row in rows[1:]] == ["Mulyani", "Kartini", "Agus"]
    shown = [page.columns.table.rows_model().columns[4].cell(each).text for each in seen if each]
    assert [row[2] for row in rows[1:]] == [f"{each}/2024" for each in shown]

    dialog.forms.chips()[1].click()
    assert dialog.forms.current() == XLSX
    dialog._go_on()
    assert dialog._task is not None
    dialog._task.cancel()
    room.until(lambda: dialog._task is None)
    assert dialog.told() == "Stopped; nothing was made."
    assert not (room.folder / "daftar.xlsx").exists()
    room.press(Qt.Key.Key_Escape)
    assert QApplication.activeModalWidget() is None
    assert len(room.office.ledger("export_list")) == 1
