"""A table model over frozen values: columns say how a value is shown; new values come in without a reset.

`set_rows` keeps selection, current row and scroll, since rows are matched by key: what left is removed, what came is
added, what moved is moved, and only what changed is painted again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, Literal, TypeVar

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


@dataclass(frozen=True)
class Cell:
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


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column of a table.

    Attributes:
        title: gives the heading in the language of the moment.
        cell: how a row's value is shown in it.
        width: pixels at normal text size. stretch: share of the room left over.
        align: of heading and cells; right for numbers.
        strong: bold first line. whole: never cut; the column grows with its longest text, such as a shelf slot.
    """

    title: Callable[[], str]
    cell: Callable[[R], Cell]
    width: int = 120
    stretch: int = 0
    align: Align = "left"
    strong: bool = False
    whole: bool = False


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
        self._cells: dict[tuple[str, int], Cell] = {}
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
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these values, in this order unless the user sorted otherwise; keys must be unique."""
        self._given = list(rows)
        wanted = self._sorted(self._given)
        before = {self._key(row): row for row in self._rows}
        after = {self._key(row): row for row in wanted}
        gone = before.keys() - after.keys()
        if len(gone) > RESET_FROM:
            self._reset(wanted)
            return
        self._drop(gone)
        self._append([row for key, row in after.items() if key not in before])
        self._arrange(wanted)
        changed = [at for at, row in enumerate(wanted) if before.get(self._key(row), row) != row]
        self._repaint(changed)

    def retranslate(self) -> None:
        """Ask all texts anew after a change of language."""
        self._cells.clear()
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order in which the values were given."""
        self._order = (column, order)
        self._arrange(self._sorted(self._given))

    def _cell(self, row: R, column: int) -> Cell:
        at = (self._key(row), column)
        if at not in self._cells:
            self._cells[at] = self.columns[column].cell(row)
        return self._cells[at]

    def _sorted(self, rows: list[R]) -> list[R]:
        column, order = self._order
        if not 0 <= column < len(self.columns):
            return list(rows)

        def value(row: R) -> tuple[bool, Any]:
            cell = self.columns[column].cell(row)
            native = cell.text if cell.sort is None else cell.sort
            return (native == "", native)

        return sorted(rows, key=value, reverse=order is Qt.SortOrder.DescendingOrder)

    def _reset(self, rows: list[R]) -> None:
        self.beginResetModel()
        self._cells.clear()
        self._rows = rows
        self.endResetModel()

    def _drop(self, keys: set[str]) -> None:
        for at in range(len(self._rows) - 1, -1, -1):
            key = self._key(self._rows[at])
            if key in keys:
                self.beginRemoveRows(_ROOT, at, at)
                del self._rows[at]
                self._forget_cells(key)
                self.endRemoveRows()

    def _append(self, rows: list[R]) -> None:
        if rows:
            first = len(self._rows)
            self.beginInsertRows(_ROOT, first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def _arrange(self, rows: list[R]) -> None:
        places = {self._key(row): at for at, row in enumerate(rows)}
        moved = [self._key(row) for row in self._rows] != list(places)
        if not moved:
            self._rows = rows
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        new = [self.index(places[self._key(self._rows[one.row()])], one.column()) for one in old]
        self._rows = rows
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _repaint(self, rows: list[int]) -> None:
        """Tell of changed rows, neighbours in one word: whoever listens may look through the whole table."""
        last = len(self.columns) - 1
        for row in rows:
            self._forget_cells(self._key(self._rows[row]))
        for _offset, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
            found = [row for _at, row in run]
            self.dataChanged.emit(self.index(found[0], 0), self.index(found[-1], last))

    def _forget_cells(self, key: str) -> None:
        for column in range(len(self.columns)):
            self._cells.pop((key, column), None)


def answer(cell: Cell, column: Column[Any], role: int) -> Any:
    """What a cell says in a role."""
    answers: dict[int, Callable[[], Any]] = {
        int(Qt.ItemDataRole.DisplayRole): lambda: cell.text or (cell.pill.text if cell.pill else ""),
        int(Qt.ItemDataRole.ToolTipRole): lambda: cell.tooltip or None,
        int(Qt.ItemDataRole.AccessibleTextRole): lambda: cell.spoken,
        int(Role.SECONDARY): lambda: cell.second,
        int(Role.PILL): lambda: cell.pill,
        int(Role.SORT): lambda: cell.text if cell.sort is None else cell.sort,
        int(Role.TONE): lambda: cell.tone,
        int(Role.STRONG): lambda: column.strong if cell.strong is None else cell.strong,
        int(Role.ALIGN): lambda: column.align,
    }
    answer = answers.get(role)
    return answer() if answer else None
