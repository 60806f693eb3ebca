"""The table of every room: rows that breathe, keyboard first, selection by key."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from printdesk.ui.kit.card_edges import frame, round_foot, touched
from printdesk.ui.kit.column_widths import Share, shared
from printdesk.ui.kit.delegate import CELL_PAD, EDGE_PAD, RowDelegate, alignment
from printdesk.ui.kit.roles import Role
from printdesk.ui.kit.rows import RowsModel
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import Size, icons, palette_of
from printdesk.ui.theme.fonts import styled

HEADER_HEIGHT = 34
"""At normal text size."""
_SORT_MARK = 12
_MEASURED = 40
"""Rows from the top whose cells say how wide a column would like to be."""


class DeskHeader(QHeaderView):
    """Headings in the muted voice, aligned as their columns, with the sort mark beside the word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setMinimumSectionSize(44)
        self.setHighlightSections(False)
        self.fit_text()

    def fit_text(self) -> None:
        """As high as its words need at the size of text of the moment."""
        words = QFontMetrics(self.font()).height()
        self.setFixedHeight(max(HEADER_HEIGHT, words + HEADER_HEIGHT // 2))

    def viewportEvent(self, event: QEvent) -> bool:
        """A heading that is cut is said whole when it is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            section = self.logicalIndexAt(event.pos())
            text = self._text(section)
            QToolTip.showText(event.globalPos(), "" if self._shown(section) == text else text, self)
            return True
        return super().viewportEvent(event)

    def _text(self, section: int) -> str:
        return str(self.model().headerData(section, self.orientation()) or "")

    def _shown(self, section: int) -> str:
        """What of a heading is painted."""
        metrics = QFontMetrics(styled(self.font(), Size.CAPTION, bold=True))
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        left = self._left_pad(self.sectionViewportPosition(section))
        room = self.sectionSize(section) - left - CELL_PAD - (_SORT_MARK if sorted_here else 0)
        return metrics.elidedText(self._text(section), Qt.TextElideMode.ElideRight, room)

    def _left_pad(self, left: int) -> int:
        table = self.parent()
        return table.left_pad(left) if isinstance(table, DeskTable) else CELL_PAD

    def paintSection(self, painter: QPainter, box: QRect, section: int) -> None:
        """Paint one heading."""
        palette = palette_of(self)
        painter.save()
        painter.fillRect(box, QColor(palette.card))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(palette.line))
        font = styled(self.font(), Size.CAPTION, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(palette.muted))
        model = self.model()
        align = alignment(model.headerData(section, self.orientation(), Role.ALIGN))
        room = box.adjusted(self._left_pad(box.left()), 0, -CELL_PAD, -1)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        shown = self._shown(section)
        painter.drawText(room, align, shown)
        if sorted_here:
            self._paint_mark(painter, room, painter.fontMetrics().horizontalAdvance(shown), palette.muted)
        painter.restore()

    def _paint_mark(self, painter: QPainter, room: QRect, words: int, colour: str) -> None:
        up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        left = min(room.left() + words + 4, room.right() - _SORT_MARK + 4)
        box = QRect(left, room.center().y() - _SORT_MARK // 2 + 1, _SORT_MARK, _SORT_MARK)
        icons.draw(painter, "chevron-up" if up else "chevron-down", colour, box.toRectF())


class DeskTable(QTableView):
    """A table over a `RowsModel`.

    Up and Down move, Enter opens, Home and End jump; Tab leaves the table.

    Args:
        two_lines: rows of about 50 px for models with second lines, else about 36.
        multi: whether several rows can be selected (Shift, Ctrl, Space).
        sortable: whether a click on a heading sorts; a third click returns to the given order.

    Signals:
        current_changed: key of the row now current, "" for none.
        opened: key of the row on which Enter or a double click fell.
        selection_count_changed: how many rows are selected.
    """

    current_changed = Signal(str)
    opened = Signal(str)
    selection_count_changed = Signal(int)

    def __init__(
        self,
        model: RowsModel[Any],
        *,
        two_lines: bool = True,
        multi: bool = False,
        sortable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._empty: QWidget | None = None
        self._own_widths: dict[int, int] = {}
        self._wants: dict[int, int] = {}
        self._edge = CELL_PAD
        self._round_foot = False
        self._laying_out = False
        self._place = ("", 0)
        self._own_name = ""
        self._delegate = RowDelegate(self, two_lines=two_lines)
        self.setItemDelegate(self._delegate)
        self._set_up_behaviour(multi=multi)
        self._set_up_header(sortable=sortable)
        self.setModel(model)
        for at, column in enumerate(model.columns):
            self.setColumnHidden(at, not column.shown)
        self._connect(model)
        self._name_itself()

    def _set_up_behaviour(self, *, multi: bool) -> None:
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if multi else modes.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._beside_header = QWidget()
        self._beside_header.setFixedHeight(HEADER_HEIGHT)
        self.addScrollBarWidget(self._beside_header, Qt.AlignmentFlag.AlignTop)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self._delegate.row_height())

    def _set_up_header(self, *, sortable: bool) -> None:
        header = self._header = DeskHeader(self)
        self.setHorizontalHeader(header)
        header.setSectionsClickable(sortable)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(sortable)
        header.sectionResized.connect(self._remember_width)

    def _connect(self, model: RowsModel[Any]) -> None:
        # Many changes come one after the other; the columns are measured once after the last of them.
        self._fit_soon = QTimer(self)
        self._fit_soon.setSingleShot(True)
        self._fit_soon.setInterval(0)
        self._fit_soon.timeout.connect(self._measure)
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._find_place)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.doubleClicked.connect(self._open)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._show_empty)
            changed.connect(self._fit_whole_columns)
        model.dataChanged.connect(self._fit_whole_columns)

    @property
    def first_column(self) -> int:
        """The column that stands leftmost."""
        header = self._header
        places = (header.logicalIndex(at) for at in range(header.count()))
        return next((at for at in places if not header.isSectionHidden(at)), 0)

    def rows_model(self) -> RowsModel[Any]:
        """The model given at construction."""
        return self._rows

    def current_key(self) -> str:
        """The key of the current row, "" for none."""
        return str(self.currentIndex().data(Role.KEY) or "")

    def current_row(self) -> Any:
        """The value of the current row, None for none."""
        return self._rows.row(self.currentIndex().row())

    def selected_keys(self) -> list[str]:
        """Keys of the selected rows from top to bottom."""
        chosen = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [str(index.data(Role.KEY)) for index in chosen]

    def select_key(self, key: str) -> bool:
        """Make the row with this key current and visible; False when it is not there."""
        at = self._rows.find(key)
        if at < 0:
            return False
        index = self._rows.index(at, self.first_column)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)
        return True

    def set_empty(self, widget: QWidget) -> None:
        """What to show while there are no rows, usually an `EmptyState`."""
        self._empty = widget
        widget.setParent(self.viewport())
        self._show_empty()

    def retranslate(self) -> None:
        """Headings and cells in the language of the moment."""
        self._wants.clear()
        self._rows.retranslate()
        self._name_itself()

    def _name_itself(self) -> None:
        """A table that nobody named is called by its headings."""
        if self.accessibleName() == self._own_name:
            across = Qt.Orientation.Horizontal
            shown = (at for at in range(len(self._rows.columns)) if not self.isColumnHidden(at))
            titles = (self._rows.headerData(at, across) for at in shown)
            self._own_name = ", ".join(str(title) for title in titles if title)
            self.setAccessibleName(self._own_name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row; everything else as Qt does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make the first row current when none is, so that the focus is seen."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.selectRow(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus bar away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._find_edge()
        self._lay_out_columns()
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """An empty table has no row that could show the focus."""
        super().paintEvent(event)
        if self.hasFocus() and not self._rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(palette_of(self).accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(2, 2, -2, -2))

    def _find_edge(self) -> None:
        """In a table that touches the edge of its card, the first column stands under the card's title."""
        at_left, at_foot = touched(self)
        self._edge = EDGE_PAD if at_left else CELL_PAD
        if at_left and at_foot:
            self.setMask(round_foot(self.size()))
        elif self._round_foot:
            self.clearMask()
        self._round_foot = at_left and at_foot
        frame(self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of typeface."""
        super().changeEvent(event)
        if is_look_change(event) and hasattr(self, "_delegate"):
            self._wants.clear()
            self._fit_soon.start()
            self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
            self._header.fit_text()
            self._beside_header.setFixedHeight(self._header.height())
            self._lay_out_columns()

    def own_widths(self) -> dict[str, int]:
        """The widths that somebody gave to columns by hand, by the columns' codes."""
        return {self._rows.columns[at].code: width for at, width in self._own_widths.items()}

    def set_own_widths(self, widths: Mapping[str, int]) -> None:
        """Give columns such widths; the others share what is left."""
        columns = enumerate(self._rows.columns)
        self._own_widths = {at: widths[column.code] for at, column in columns if column.code in widths}
        self._lay_out_columns()

    def lay_out_columns(self) -> None:
        """Share the width anew among the columns that are shown."""
        self._lay_out_columns()
        self._name_itself()

    def _lay_out_columns(self) -> None:
        scale = self.font().pixelSize() / Size.BODY
        columns = [(at, each) for at, each in enumerate(self._rows.columns) if not self.isColumnHidden(at)]
        widths = [self._own_widths.get(at) or max(round(column.width * scale), self._needed(at))
                  for at, column in columns]  # fmt: skip
        shares = [0 if at in self._own_widths else column.stretch for at, column in columns]
        # The heading is as wide as the viewport; what Qt made itself the wrapper looks up for 20 ms at a start.
        room = (self.viewport() if self._header.isHidden() else self._header).width()
        asked = [Share(width, 0 if at in self._own_widths else self._wants.get(at, 0), share)
                 for (at, _column), width, share in zip(columns, widths, shares, strict=True)]  # fmt: skip
        self._laying_out = True
        for (at, _column), width in zip(columns, shared(asked, room), strict=True):
            self.setColumnWidth(at, width)
        self._laying_out = False

    def _needed(self, column: int) -> int:
        """What a column that must not be cut needs for its longest text."""
        if not self._rows.columns[column].whole:
            return 0
        metrics = QFontMetrics(styled(self.font(), Size.BODY, bold=True))
        return metrics.horizontalAdvance(self._rows.longest(column)) + CELL_PAD + self._pad_of(column) + 1

    def _measure(self) -> None:
        """Learn what the cells in sight need; a column keeps what it was given, so that nothing jumps to and fro."""
        if self.isVisible():
            for at, column in enumerate(self._rows.columns):
                if not self.isColumnHidden(at):
                    cells = (self._rows.seen(row, at) for row in range(min(_MEASURED, self._rows.rowCount())))
                    widest = self._delegate.widest(filter(None, cells), column)
                    needed = widest + self._pad_of(at) + CELL_PAD + 2 if widest else 0
                    self._wants[at] = max(self._wants.get(at, 0), needed)
        self._lay_out_columns()

    def _pad_of(self, column: int) -> int:
        return self._edge if column == self.first_column else CELL_PAD

    def left_pad(self, left: int) -> int:
        """The space before the words of a cell that begins at `left` in the viewport."""
        return self._edge if left + self._header.offset() == 0 else CELL_PAD

    def _fit_whole_columns(self) -> None:
        self._fit_soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """What is first seen is measured then."""
        super().showEvent(event)
        self._fit_soon.start()

    def _remember_width(self, column: int, _before: int, width: int) -> None:
        if not self._laying_out and self.isVisible():
            self._own_widths[column] = width

    def _remember_place(self) -> None:
        self._place = (self.current_key(), self.verticalScrollBar().value())

    def _find_place(self) -> None:
        key, scroll = self._place
        if key:
            self.select_key(key)
        self.verticalScrollBar().setValue(scroll)

    def _show_empty(self) -> None:
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())
            self._empty.setVisible(self._rows.rowCount() == 0)

    def _tell_current(self, index: QModelIndex) -> None:
        self.current_changed.emit(str(index.data(Role.KEY) or ""))

    def _tell_selection(self) -> None:
        self.selection_count_changed.emit(len(self.selectionModel().selectedRows()))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(str(index.data(Role.KEY)))
