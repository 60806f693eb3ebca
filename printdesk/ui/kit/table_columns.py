"""Which columns of a table are shown, in which order, and by which it is sorted; chosen by mouse on the headings."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu

from printdesk.i18n import _
from printdesk.ui.kit.mnemonics import with_letters
from printdesk.ui.kit.table import DeskTable

_REST_MS = 300


class TableColumns(QObject):
    """The columns of a table by their codes.

    A right click on the headings shows and hides columns and moves them; dragging a heading moves it too.

    Signals:
        changed: somebody chose other columns, moved one, made one wider, or sorted.
        dialog_wanted: the columns are to be chosen by keyboard.
    """

    changed = Signal()
    dialog_wanted = Signal()

    def __init__(self, table: DeskTable) -> None:
        super().__init__(table)
        self.table = table
        self._columns = table.rows_model().columns
        self._telling = True
        self._widths = table.own_widths()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._settle)
        header = self._header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_menu)
        header.sectionResized.connect(lambda *_sizes: self._resting.start())
        header.sectionMoved.connect(lambda *_places: self._tell())
        header.sortIndicatorChanged.connect(lambda *_sort: self._tell())

    def codes(self) -> tuple[str, ...]:
        """All columns, as they stand from left to right, those that are hidden too."""
        order = (self._header.logicalIndex(at) for at in range(self._header.count()))
        return tuple(self._columns[at].code for at in order)

    def titles(self) -> dict[str, str]:
        """The headings by code, in the language of the moment."""
        return {column.code: column.title() for column in self._columns}

    def shown(self) -> tuple[str, ...]:
        """The columns that are shown, from left to right; none when they are the usual ones."""
        seen = self.seen()
        return () if seen == self.usual() else seen

    def seen(self) -> tuple[str, ...]:
        """The columns that are shown, from left to right."""
        order = (self._header.logicalIndex(at) for at in range(self._header.count()))
        return tuple(self._columns[at].code for at in order if not self.table.isColumnHidden(at))

    def usual(self) -> tuple[str, ...]:
        """The columns that are shown until somebody chooses otherwise."""
        return tuple(column.code for column in self._columns if column.shown)

    def show_only(self, codes: Sequence[str]) -> None:
        """Show these columns in this order; codes that the table has not are left out, and none means the usual."""
        places = {column.code: at for at, column in enumerate(self._columns)}
        known = [code for code in codes if code in places] or list(self.usual())
        if tuple(known) == self.seen():
            return
        rest = [code for code in places if code not in known]
        self._telling = False
        for place, code in enumerate([*known, *rest]):
            self._header.moveSection(self._header.visualIndex(places[code]), place)
            self.table.setColumnHidden(places[code], code not in known)
        self._telling = True
        self.table.lay_out_columns()
        self.table.viewport().update()

    def choose(self, codes: Sequence[str]) -> None:
        """The same, because somebody chose them."""
        self.show_only(codes)
        self._tell()

    def sorted_by(self) -> tuple[str, bool]:
        """The column sorted by and whether downwards; "" for the list's own order."""
        at = self._header.sortIndicatorSection()
        down = self._header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return (self._columns[at].code, down) if 0 <= at < len(self._columns) else ("", False)

    def sort_by(self, code: str, *, descending: bool) -> None:
        """Sort by a column; one that is not known means the list's own order."""
        at = next((at for at, column in enumerate(self._columns) if code and column.code == code), -1)
        down = descending and at >= 0
        if (code if at >= 0 else "", down) == self.sorted_by():
            return
        self._telling = False
        self.table.sortByColumn(at, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self._telling = True

    def widths(self) -> dict[str, int]:
        """Widths that were given by hand."""
        return self.table.own_widths()

    def set_widths(self, widths: Mapping[str, int]) -> None:
        """Give them again."""
        self.table.set_own_widths(widths)
        self._widths = self.widths()

    def menu(self, at: int) -> QMenu:
        """What can be done with the columns, as a menu over the heading of the column `at` (-1 for none)."""
        menu = with_letters(QMenu(self.table))
        seen, titles = self.seen(), self.titles()
        for code in self.codes():
            entry = menu.addAction(titles[code].replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(code in seen)
            entry.setEnabled(seen != (code,))
            entry.triggered.connect(partial(self._toggle, code, code not in seen))
        menu.addSeparator()
        code = self._columns[at].code if 0 <= at < len(self._columns) else ""
        for text, step in ((_("Move to the left"), -1), (_("Move to the right"), 1)):
            entry = menu.addAction(text)
            entry.setEnabled(code in seen and 0 <= seen.index(code) + step < len(seen))
            entry.triggered.connect(partial(self._move, code, step))
        menu.addSeparator()
        menu.addAction(_("Columns…")).triggered.connect(lambda _on=False: self.dialog_wanted.emit())
        menu.addAction(_("The usual columns")).triggered.connect(lambda _on=False: self.choose(()))
        return menu

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu(self._header.logicalIndexAt(place))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._header.mapToGlobal(place))

    def _toggle(self, code: str, on: bool, _checked: bool = False) -> None:
        seen = [each for each in self.codes() if each in self.seen() or (on and each == code)]
        self.choose([each for each in seen if on or each != code])

    def _move(self, code: str, step: int, _on: bool = False) -> None:
        seen = list(self.seen())
        at = seen.index(code)
        seen.insert(at + step, seen.pop(at))
        self.choose(seen)

    def _settle(self) -> None:
        """A heading was dragged wider, and rests."""
        if self.widths() != self._widths:
            self._widths = self.widths()
            self._tell()

    def _tell(self) -> None:
        if self._telling:
            self.changed.emit()
