"""The records as a table of any length: sorted and filtered by the database, rows read as they are seen."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from printdesk.domain.states import ApplicationState, application_state_text
from printdesk.i18n import _, dates, language
from printdesk.services.records import RecordRow
from printdesk.ui.kit import Cell, Column, PillSpec, RowsModel
from printdesk.ui.kit.roles import Role
from printdesk.ui.kit.rows import RESET_FROM, answer
from printdesk.ui.theme import Kind

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_HERE = 5_000
"""Rows kept; more are let go, but for those just asked for."""
_AHEAD = 100
"""Rows read before and behind those that are seen."""
_STEP = 500
"""Somebody who drags the bar passes many rows and stays at few: only so many are read for one look."""

GROUPS: dict[str, tuple[str, ...]] = {
    "all": (),
    "waiting": (ApplicationState.READY,),
    "printing": (
        ApplicationState.CLAIMED,
        ApplicationState.PRINTING,
        ApplicationState.UNCONFIRMED,
    ),
    "check": (ApplicationState.PRINTED, ApplicationState.PASSED),
    "shelved": (ApplicationState.SHELVED,),
    "collected": (ApplicationState.COLLECTED, ApplicationState.POSTED),
    "held": (ApplicationState.HELD, ApplicationState.CANCELLED, ApplicationState.LAPSED),
}
"""The states that each chip shows; none is all."""

_KINDS = {
    ApplicationState.READY: Kind.WAITING,
    ApplicationState.CLAIMED: Kind.HERE,
    ApplicationState.PRINTING: Kind.HERE,
    ApplicationState.UNCONFIRMED: Kind.SLACK,
    ApplicationState.PRINTED: Kind.HERE,
    ApplicationState.PASSED: Kind.HERE,
    ApplicationState.SHELVED: Kind.READY,
    ApplicationState.COLLECTED: Kind.DONE,
    ApplicationState.POSTED: Kind.DONE,
    ApplicationState.HELD: Kind.STOPPED,
    ApplicationState.CANCELLED: Kind.FAILED,
    ApplicationState.LAPSED: Kind.FAILED,
}


def group_title(code: str) -> str:
    """The words on a chip."""
    return {
        "all": _("All"),
        "waiting": _("Wait for printing"),
        "printing": _("In print"),
        "check": _("Quality check"),
        "shelved": _("Ready"),
        "collected": _("Handed over"),
        "held": _("On hold or ended"),
    }[code]


class RecordsModel(RowsModel[RecordRow]):
    """All records that match, however many: their ids in order, and of the rows only those near what is seen.

    A click on a heading asks the database for another order.

    Signals:
        sort_wanted: what to sort by, "" for the usual order, and whether downwards.
        rows_wanted: ids of rows that are seen and not here yet.
    """

    sort_wanted = Signal(str, bool)
    rows_wanted = Signal(object)

    def __init__(self, services: dict[str, str], parent: QObject | None = None) -> None:
        super().__init__(_columns(services), key=lambda row: str(row.application_id), parent=parent)
        self._ids = array("i")
        self._here: dict[int, RecordRow] = {}
        self._missing: tuple[int, int] | None = None
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(0)
        self._asking.timeout.connect(self._ask)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many match."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As every table; a row that is not here yet is blank, asked for, and painted when it came."""
        at = index.row()
        if not index.isValid() or at >= len(self._ids):
            return None
        row = self._here.get(self._ids[at])
        if role == Role.KEY:
            return str(self._ids[at])
        if row is None:
            self._miss(at)
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        return answer(self._cell(row, index.column()), self.columns[index.column()], role)

    def seen(self, at: int, column: int) -> Cell | None:
        """The cell that is painted in a row; one that is not here yet is asked for."""
        if self.row(at) is None:
            self._miss(at)
        return super().seen(at, column)

    def row(self, at: int) -> RecordRow | None:
        """The record in a row; None when there is no such row, or it is not here yet."""
        return self._here.get(self._ids[at]) if 0 <= at < len(self._ids) else None

    def rows(self) -> list[RecordRow]:
        """The records that are here, in their order."""
        return [self._here[each] for each in self._ids if each in self._here]

    def find(self, key: str) -> int:
        """The row with this key, -1 when it is not there."""
        try:
            return self._ids.index(int(key))
        except ValueError:
            return -1

    def longest(self, column: int) -> str:
        """The longest first line of a column among the rows that are here."""
        cells = (self.columns[column].cell(row).text for row in self._here.values())
        return max(cells, key=len, default="")

    def set_rows(self, rows: Sequence[RecordRow]) -> None:
        """Show these records and no others; of a list that is long the ids follow."""
        self.show_ids(array("i", [row.application_id for row in rows]), rows)

    def show_ids(self, ids: "array[int]", rows: Sequence[RecordRow]) -> None:
        """Show what matches now; where only some rows came or went, the others stay, and so do choice and scroll.

        Args:
            rows: those of them that were read anew; what was here before and is not among them is forgotten.
        """
        before, self._here = self._here, {row.application_id: row for row in rows}
        self._forget(each for each, row in before.items() if self._here.get(each) != row)
        start = _same(self._ids, ids)
        end = _same(self._ids[start:][::-1], ids[start:][::-1])
        gone, came = len(self._ids) - start - end, len(ids) - start - end
        if gone > RESET_FROM:
            self._start_anew(ids)
            return
        if gone:
            self.beginRemoveRows(_ROOT, start, start + gone - 1)
            self._ids = self._ids[:start] + self._ids[start + gone :]
            self.endRemoveRows()
        if came:
            self.beginInsertRows(_ROOT, start, start + came - 1)
            self._ids = ids
            self.endInsertRows()
        self._repaint_all()

    def add_rows(self, rows: Sequence[RecordRow]) -> None:
        """Rows that were asked for; those far from them are let go."""
        if len(self._here) > _MOST_HERE:
            self._forget(self._here)
            self._here = {}
        self._here.update((row.application_id, row) for row in rows)
        self._repaint_all()

    def near(self, first: int, last: int) -> "array[int]":
        """The ids of the rows from `first` to `last`."""
        return self._ids[max(0, first) : last + 1]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; what is here is only a part of the records."""
        name = self.columns[column].code if 0 <= column < len(self.columns) else ""
        self.sort_wanted.emit(name, order is Qt.SortOrder.DescendingOrder)

    def _start_anew(self, ids: "array[int]") -> None:
        self.beginResetModel()
        self._cells.clear()
        self._ids = ids
        self.endResetModel()

    def _miss(self, at: int) -> None:
        first, last = self._missing or (at, at)
        self._missing = (min(first, at), max(last, at))
        if not self._asking.isActive():
            self._asking.start()

    def _ask(self) -> None:
        if self._missing is None:
            return
        first, last = self._missing
        self._missing = None
        self.rows_wanted.emit(self.near(last - _STEP if last - first > _STEP else first - _AHEAD, last + _AHEAD))

    def _forget(self, ids: Iterable[int]) -> None:
        for each in ids:
            self._cells.pop(str(each), None)

    def _repaint_all(self) -> None:
        """One signal: the table paints only what is seen."""
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))


def _same(one: "array[int]", other: "array[int]") -> int:
    """How many values at the start are the same; found by halving, for there may be a million."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _columns(services: dict[str, str]) -> list[Column[RecordRow]]:
    """The code of each is what the database sorts it by."""

    def applicant(row: RecordRow) -> Cell:
        return Cell(row.name, services.get(row.service, row.service))

    return [
        Column(lambda: _("Application number"), lambda row: Cell(_fours(row.number)), 176, code="number"),
        Column(lambda: _("Applicant"), applicant, 190, stretch=1, strong=True, code="name"),
        Column(lambda: _("State"), _state, 190, code="state"),
        Column(lambda: _("Arrived"), lambda row: Cell(_moment(row.arrived)), 134, code="arrived"),
        Column(lambda: _("Promised"), lambda row: Cell(_day(row.promised)), 96, code="promised"),
        Column(lambda: _("Departs"), _departs, 134, code="departs"),
        Column(lambda: _("Shelf"), lambda row: Cell(row.shelf_slot or "—", strong=bool(row.shelf_slot)), 74,
               whole=True, code="shelf_slot"),
        Column(lambda: _("Booklet"), lambda row: Cell(row.serial or "—"), 96, code="serial"),
        Column(lambda: _("Service type"), lambda row: Cell(services.get(row.service, row.service)), 150,
               code="service", shown=False),
    ]  # fmt: skip


def _state(row: RecordRow) -> Cell:
    kind = _KINDS.get(ApplicationState(row.state), Kind.NOTE)
    return Cell(pill=PillSpec(kind, application_state_text(row.state)))


def _departs(row: RecordRow) -> Cell:
    if row.departs is None:
        return Cell("—")
    return Cell(_moment(row.departs) if row.departs_has_time else _day(row.departs))


def _fours(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def _day(moment: datetime) -> str:
    return dates.day_short(moment.date(), language())


def _moment(moment: datetime) -> str:
    return dates.moment_short(moment, language())
