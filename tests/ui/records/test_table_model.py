"""The records' table of any length: rows come as they are seen, and what came or went moves nobody's choice."""

from array import array
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from printdesk.services.records import RecordRow
from printdesk.ui.kit import DeskTable
from printdesk.ui.records.table_model import RecordsModel, _same
from printdesk.ui.theme.apply import apply_theme

_NOW = datetime(2024, 6, 26, 1, tzinfo=UTC)


def record(number: int, state: str = "ready") -> RecordRow:
    return RecordRow(
        number, f"{number:016d}", f"ORANG {number}", "regular48", state, _NOW, _NOW, None, False, "", ""
    )  # fmt: skip


def ids(*parts: range | int) -> "array[int]":
    return array("i", [each for part in parts for each in (part if isinstance(part, range) else (part,))])


def test_any_row_can_be_jumped_to_and_is_blank_until_it_came(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    model = RecordsModel({})
    table = DeskTable(model)
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    asked: list[list[int]] = []
    model.rows_wanted.connect(lambda wanted: asked.append(list(wanted)))
    model.set_rows([record(n) for n in range(1, 201)])
    model.show_ids(ids(range(1, 100_001)), [record(n) for n in range(1, 201)])
    table.grab()
    assert model.rowCount() == 100_000
    assert not asked

    table.scrollToBottom()
    table.grab()
    assert model.index(99_999, 1).data() == ""
    qtbot.waitUntil(lambda: bool(asked))
    assert 100_000 in asked[0]
    assert len(asked[0]) < 1_000
    model.add_rows([record(n) for n in asked[0]])

    assert model.index(99_999, 1).data() == "ORANG 100000"
    assert model.find("100000") == 99_999
    assert model.find("100001") == -1


def test_what_came_and_went_leaves_the_choice_where_it_was(qapp: QApplication, qtbot: QtBot):
    apply_theme(qapp, "light")
    model = RecordsModel({})
    table = DeskTable(model)
    qtbot.addWidget(table)
    model.show_ids(ids(range(1, 1_001)), [record(n) for n in range(1, 1_001)])
    table.select_key("700")
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))

    model.show_ids(ids(range(5_000, 5_003), range(1, 1_001)), [])
    model.show_ids(ids(range(5_000, 5_003), range(1, 650), range(651, 1_001)), [record(700, "collected")])

    assert not resets
    assert table.current_key() == "700"
    assert model.rowCount() == 1_002
    state = model.index(model.find("700"), 2).data(Qt.ItemDataRole.DisplayRole)
    assert state != ""
    assert state != "Waits for printing"

    model.show_ids(ids(range(900, 100, -1)), [])
    assert resets == [True]
    assert [model.index(at, 0).data() for at in (0, 1)] == ["", ""]
    assert model.find("899") == 1


def test_what_two_lists_have_in_common_at_their_start():
    one = ids(range(100_000))
    for place in (0, 1, 49_999, 99_998):
        other = one[:]
        other[place] = -1
        assert _same(one, other) == place
    assert _same(one, one[:500]) == 500
    assert _same(one, ids()) == 0
