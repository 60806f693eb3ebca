"""A table model over frozen values: columns say how a value is shown; new values come in without a reset.

`set_rows` keeps selection, current row and scroll, since rows are matched by key: what left is removed, what came is
added, what moved is moved, and only what changed is painted again.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from printdesk.ui.kit.pill import PillSpec
from printdesk.ui.kit.roles import Role
from printdesk.ui.theme import Tone

Align = Literal["left", "right", "center"]
Index = QModelIndex | QPersistentModelIndex
R = TypeVar("R")
_ROOT = QModelIndex()
RESET_FROM = 100
"""More rows gone than this (another filter, another day) and the model is reset, which is quicker; the table then
finds its current row and scroll again by itself."""


class Cell(NamedTuple):
    """What one cell shows.

    Attributes:
        text: first line. second: muted second line. pill: painted in place of the first line.
        tone: colour of the first line. strong: bold, None for what the column says.
        sort: native value to sort by, None for the text.
        tooltip: more words; cut texts get one by themselves.
    """

    text: str = ""
    second: str = ""
    pill: PillSpec | None = None
    tone: Tone | None = None
    strong: bool | None = None
    sort: Any = None
    tooltip: str = ""

    @property
    def spoken(self) -> str:
        """The whole cell as a screen reader says it."""
        first = self.pill.text if self.pill else self.text
        return ", ".join(part for part in (first, self.second) if part)


class Column(NamedTuple, Generic[R]):
    """One column of a table.

    Attributes:
        title: gives the heading in the language of the moment.
        cell: how a row's value is shown in it.
        width: pixels at normal text size. stretch: share of the room left over.
        align: of heading and cells; right for numbers.
        strong: bold first line. whole: never cut; the column grows with its longest text, such as a shelf slot.
        code: its name in saved views, "" where the table has none. shown: whether it is shown until somebody
            chooses otherwise.
        sort_by: native value of a row to sort by, "" for none, without making its cell; None asks the cell.
    """

    title: Callable[[], str]
    cell: Callable[[R], Cell]
    width: int = 120
    stretch: int = 0
    align: Align = "left"
    strong: bool = False
    whole: bool = False
    code: str = ""
    shown: bool = True
    sort_by: Callable[[R], Any] | None = None


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows of any frozen value.

    Args:
        columns: left to right.
        key: the stable, unique id of a row.
    """

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._given: list[R] = []
        self._rows: list[R] = []
        self._keys: list[str] = []
        self._cells: dict[str, dict[int, Cell]] = {}
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the delegate paints and the screen reader says (see `Role`)."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Role.KEY:
            return self._key(row)
        return answer(self._cell(row, index.column()), self.columns[index.column()], role)

    def seen(self, at: int, column: int) -> Cell | None:
        """The cell that is painted in a row; None when there is nothing to paint."""
        row = self.row(at)
        return self._cell(row, column) if row is not None else None

    def longest(self, column: int) -> str:
        """The longest first line of a column, "" without rows."""
        cells = (self.columns[column].cell(row).text for row in self._rows)
        return max(cells, key=len, default="")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Headings, in the language of the moment."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title()
        return column.align if role == Role.ALIGN else None

    def row(self, at: int) -> R | None:
        """The value in a row, None when there is no such row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rows(self) -> list[R]:
        """All values in the order shown."""
        return list(self._rows)

    def find(self, key: str) -> int:
        """The row with this key, -1 when it is not there."""
        try:
            return self._keys.index(key)
        except ValueError:
            return -1

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these values, in this order unless the user sorted otherwise; keys must be unique."""
        self._given = list(rows)
        wanted = self._sorted(self._given)
        keys = list(map(self._key, wanted))
        before = dict(zip(self._keys, self._rows, strict=True))
        gone = before.keys() - set(keys)
        if len(gone) > RESET_FROM:
            self._reset(wanted, keys)
            return
        self._drop(gone)
        self._append([(key, row) for key, row in zip(keys, wanted, strict=True) if key not in before])
        self._arrange(wanted, keys)
        self._repaint(self._changed(before))

    def _changed(self, before: dict[str, R]) -> list[int]:
        """The rows that say something else now: of those that were ever shown, unless a column grows with all.

        Of a long list most rows were never asked for, and comparing them takes longer than showing them.
        """
        seen = before if any(column.whole for column in self.columns) else self._cells
        rows = enumerate(zip(self._keys, self._rows, strict=True))
        return [at for at, (key, row) in rows if key in seen and before.get(key, row) != row]

    def retranslate(self) -> None:
        """Ask all texts anew after a change of language."""
        self._cells.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order in which the values were given."""
        self._order = (column, order)
        wanted = self._sorted(self._given)
        self._arrange(wanted, list(map(self._key, wanted)))

    def _cell(self, row: R, column: int) -> Cell:
        cells = self._cells.setdefault(self._key(row), {})
        if column not in cells:
            cells[column] = self.columns[column].cell(row)
        return cells[column]

    def _sorted(self, rows: list[R]) -> list[R]:
        column, order = self._order
        if not 0 <= column < len(self.columns):
            return list(rows)

        wanted = self.columns[column]

        def value(row: R) -> Any:
            if wanted.sort_by is not None:
                return wanted.sort_by(row)
            cell = wanted.cell(row)
            shown = cell.text or (cell.pill.text if cell.pill else "")
            return shown if cell.sort is None else cell.sort

        known = [(value(row), row) for row in rows]
        filled = [pair for pair in known if pair[0] != ""]
        filled.sort(key=lambda pair: pair[0], reverse=order is Qt.SortOrder.DescendingOrder)
        return [row for _value, row in filled] + [row for native, row in known if native == ""]

    def _reset(self, rows: list[R], keys: list[str]) -> None:
        self.beginResetModel()
        self._cells.clear()
        self._rows, self._keys = rows, keys
        self.endResetModel()

    def _drop(self, gone: AbstractSet[str]) -> None:
        """Neighbours go together, the last first."""
        places = [at for at, key in enumerate(self._keys) if key in gone] if gone else []
        for first, last in reversed(_runs(places)):
            self.beginRemoveRows(_ROOT, first, last)
            for key in self._keys[first : last + 1]:
                self._cells.pop(key, None)
            del self._rows[first : last + 1], self._keys[first : last + 1]
            self.endRemoveRows()

    def _append(self, new: list[tuple[str, R]]) -> None:
        if new:
            first = len(self._rows)
            self.beginInsertRows(_ROOT, first, first + len(new) - 1)
            self._rows.extend(row for _key, row in new)
            self._keys.extend(key for key, _row in new)
            self.endInsertRows()

    def _arrange(self, rows: list[R], keys: list[str]) -> None:
        if self._keys == keys:
            self._rows = rows
            return
        self.layoutAboutToBeChanged.emit()
        places = {key: at for at, key in enumerate(keys)}
        old = self.persistentIndexList()
        new = [self.index(places[self._keys[one.row()]], one.column()) for one in old]
        self._rows, self._keys = rows, keys
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _repaint(self, rows: list[int]) -> None:
        """Tell of changed rows, neighbours in one word: whoever listens may look through the whole table."""
        last_column = len(self.columns) - 1
        for row in rows:
            self._cells.pop(self._keys[row], None)
        for first, last in _runs(rows):
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbours."""
    runs = []
    for _offset, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        found = [row for _at, row in run]
        runs.append((found[0], found[-1]))
    return runs


def answer(cell: Cell, column: Column[Any], role: int) -> Any:
    """What a cell says in a role."""
    answers: dict[int, Callable[[], Any]] = {
        int(Qt.ItemDataRole.DisplayRole): lambda: cell.text or (cell.pill.text if cell.pill else ""),
        int(Qt.ItemDataRole.ToolTipRole): lambda: cell.tooltip or None,
        int(Qt.ItemDataRole.AccessibleTextRole): lambda: cell.spoken,
        int(Role.SECONDARY): lambda: cell.second,
        int(Role.SORT): lambda: cell.text if cell.sort is None else cell.sort,
        int(Role.TONE): lambda: cell.tone,
        int(Role.STRONG): lambda: column.strong if cell.strong is None else cell.strong,
        int(Role.ALIGN): lambda: column.align,
    }
    answer = answers.get(role)
    return answer() if answer else None
