"""The table and its model."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from printdesk.ui.kit import Cell, Column, DeskTable, EmptyState, PillSpec, Role, RowsModel
from printdesk.ui.kit.rows import RESET_FROM
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.theme import LIGHT, Kind, Tone, apply_theme


@dataclass(frozen=True)
class Person:
    number: str
    name: str
    place: int = 0


WORDS = {"name": "Pemohon"}


def model(rows: list[Person]) -> RowsModel[Person]:
    made = RowsModel(
        [
            Column(lambda: "#", lambda p: Cell(str(p.place), sort=p.place), 60, align="right"),
            Column(lambda: "Urgensi", lambda _p: Cell(pill=PillSpec(Kind.TODAY, "Hari ini")), 140),
            Column(lambda: WORDS["name"], lambda p: Cell(p.name, f"no. {p.number}", tone=Tone.RED), 160, stretch=1),
        ],
        key=lambda p: p.number,
    )
    made.set_rows(rows)
    return made


def people(count: int) -> list[Person]:
    return [Person(str(at), f"ORANG {at}", at) for at in range(count)]


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot) -> DeskTable:
    apply_theme(qapp, "light")
    made = DeskTable(model(people(8)), sortable=True)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


class Colours(set[str]):
    """Colours of a picture; edges of letters are mixed, so a hair's breadth beside the token counts as the token."""

    def __contains__(self, wanted: object) -> bool:
        aim = QColor(str(wanted))
        return any(_distance(aim, QColor(one)) <= 6 for one in self)


def _distance(one: QColor, other: QColor) -> int:
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))


def colours(image: QImage, box: QRect) -> Colours:
    return Colours(
        image.pixelColor(x, y).name() for x in range(box.left(), box.right()) for y in range(box.top(), box.bottom())
    )


def on_image(table: DeskTable, row: int, column: int) -> QRect:
    box = table.visualRect(table.model().index(row, column))
    return box.translated(table.viewport().mapTo(table, QPoint(0, 0)))


def test_a_cell_paints_its_pill_and_a_row_its_two_lines(table: DeskTable):
    image = table.grab().toImage()
    pill = colours(image, on_image(table, 1, 1))
    assert LIGHT.red in pill
    assert LIGHT.red_soft in pill
    name = on_image(table, 1, 2)
    upper, lower = QRect(name), QRect(name)
    upper.setBottom(name.center().y())
    lower.setTop(name.center().y() + 4)
    assert LIGHT.red in colours(image, upper)
    assert LIGHT.red not in colours(image, lower)
    assert LIGHT.muted in colours(image, lower)
    assert 46 <= name.height() <= 54


def test_numbers_end_at_the_right_edge_of_their_column(table: DeskTable):
    image = table.grab().toImage()
    box = on_image(table, 2, 0)
    left, right = QRect(box), QRect(box)
    left.setRight(box.center().x() - 4)
    right.setLeft(box.center().x() + 4)
    assert LIGHT.text in colours(image, right)
    assert LIGHT.text not in colours(image, left)


def test_the_current_row_shows_where_the_focus_is(table: DeskTable, qtbot: QtBot):
    table.select_key("2")
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    bar = on_image(table, 2, 0)
    bar.setWidth(4)
    assert LIGHT.accent in colours(table.grab().toImage(), bar)
    table.clearFocus()
    assert LIGHT.accent not in colours(table.grab().toImage(), bar)


def test_arrow_keys_move_and_enter_opens(table: DeskTable, qtbot: QtBot):
    table.select_key("2")
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_key() == "3"
    with qtbot.waitSignal(table.opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["3"]


def test_tab_leaves_the_table(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    page = QWidget()
    qtbot.addWidget(page)
    table, field = DeskTable(model(people(3))), QLineEdit()
    column = QVBoxLayout(page)
    column.addWidget(table)
    column.addWidget(field)
    page.show()
    page.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert field.hasFocus()


def test_new_rows_keep_the_selected_person_and_the_scroll(table: DeskTable):
    table.rows_model().set_rows(people(60))
    table.select_key("20")
    scroll = table.verticalScrollBar().value()
    table.rows_model().set_rows([Person("new", "BARU"), *reversed(people(60)[3:])])
    assert table.current_key() == "20"
    assert table.selected_keys() == ["20"]
    assert table.verticalScrollBar().value() == scroll


def test_the_selected_person_stays_when_the_list_becomes_another(table: DeskTable):
    table.rows_model().set_rows(people(RESET_FROM + 50))
    table.select_key("7")
    table.rows_model().set_rows(people(20))
    assert table.current_key() == "7"


def test_a_third_click_on_a_heading_brings_the_plans_order_back(table: DeskTable):
    given_order = [person.number for person in table.rows_model().rows()]
    header = table.horizontalHeader()
    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert [person.number for person in table.rows_model().rows()] == given_order[::-1]
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert [person.number for person in table.rows_model().rows()] == given_order


def test_an_empty_table_says_so_and_stops_when_rows_come(table: DeskTable):
    empty = EmptyState("check-badge", "Semua beres", tone=Tone.GREEN)
    table.set_empty(empty)
    assert empty.isHidden()
    table.rows_model().set_rows([])
    assert not empty.isHidden()
    table.rows_model().set_rows(people(1))
    assert empty.isHidden()


def test_the_columns_fill_the_width_without_scrolling_sideways(table: DeskTable, qtbot: QtBot):
    for width in (360, 500, 900):
        table.resize(width, 300)
        qtbot.waitUntil(lambda: not table.horizontalScrollBar().isVisible())
        assert sum(table.columnWidth(at) for at in range(3)) <= table.viewport().width()


def test_headings_and_cells_follow_the_language(table: DeskTable, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(WORDS, "name", "Applicant")
    table.retranslate()
    assert table.model().headerData(2, Qt.Orientation.Horizontal) == "Applicant"


def test_a_screen_reader_hears_the_pill_and_both_lines(table: DeskTable):
    spoken = [table.model().index(1, at).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(3)]
    assert spoken == ["1", "Hari ini", "ORANG 1, no. 1"]
    assert table.model().index(1, 1).data(Role.KEY) == "1"


def test_the_model_keeps_qts_contract_through_changes(qtmodeltester: ModelTester):
    made = model(people(5))
    qtmodeltester.check(made)
    made.set_rows([Person("9", "BARU"), *people(4)[::-1]])
    made.sort(0, Qt.SortOrder.DescendingOrder)
    made.set_rows([])


keys = st.lists(st.integers(0, 12).map(str), unique=True)


@given(before=keys, after=keys, renamed=st.sets(st.integers(0, 12).map(str)))
def test_whatever_changes_the_rows_are_right_and_marks_stay_on_their_person(
    before: list[str], after: list[str], renamed: set[str]
):
    made = model([Person(key, "A") for key in before])
    for at in range(len(before)):
        assert made.index(at, 2).data() == "A"
    marks = {key: QPersistentModelIndex(made.index(at, 2)) for at, key in enumerate(before)}
    wanted = [replace(Person(key, "A"), name="B" if key in renamed else "A") for key in after]
    made.set_rows(wanted)
    assert made.rows() == wanted
    assert [made.index(at, 2).data() for at in range(len(after))] == [person.name for person in wanted]
    for key, mark in marks.items():
        assert mark.isValid() == (key in after)
        assert not mark.isValid() or mark.data(Role.KEY) == key


def test_columns_are_hidden_moved_and_sorted_by_code_and_the_focus_bar_stays_leftmost(table: DeskTable):
    told: list[tuple[str, ...]] = []
    rows = RowsModel(
        [
            Column(lambda: "#", lambda p: Cell(str(p.place)), 60, code="place", sort_by=lambda p: p.place or ""),
            Column(lambda: "Pemohon", lambda p: Cell(p.name), 160, stretch=1, code="name"),
            Column(lambda: "Nomor", lambda p: Cell(p.number), 90, code="number", shown=False),
        ],
        key=lambda p: p.number,
    )
    made = DeskTable(rows, sortable=True, parent=table)
    rows.set_rows(people(11))
    columns = TableColumns(made)
    columns.changed.connect(lambda: told.append(columns.shown()))
    assert columns.seen() == ("place", "name")
    assert columns.shown() == ()
    assert made.accessibleName() == "#, Pemohon"

    columns.choose(["number", "gone", "name"])
    assert told == [("number", "name")]
    assert made.first_column == 2
    assert made.accessibleName() == "Pemohon, Nomor"
    assert made.select_key("10")
    assert made.currentIndex().column() == 2
    columns.sort_by("place", descending=True)
    assert columns.sorted_by() == ("place", True)
    assert [row.place for row in rows.rows()][::10] == [10, 0]
    columns.sort_by("place", descending=False)
    assert [row.place for row in rows.rows()][::10] == [1, 0]
    columns.sort_by("gone", descending=True)
    assert columns.sorted_by() == ("", False)
    assert len(told) == 1

    entries = {entry.text(): entry for entry in columns.menu(1).actions()}
    entries["Move to the left"].trigger()
    assert columns.seen() == ("name", "number")
    next(entry for entry in columns.menu(1).actions() if entry.text() == "Nomor").trigger()
    assert columns.seen() == ("name",)
    alone = next(entry for entry in columns.menu(1).actions() if entry.text() == "Pemohon")
    assert not alone.isEnabled()
    columns.choose(())
    assert columns.shown() == ()
