"""The table of every room: rows that breathe, keyboard first, selection by key."""

from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from printdesk.ui.kit.delegate import CELL_PAD, RowDelegate, alignment
from printdesk.ui.kit.roles import Role
from printdesk.ui.kit.rows import RowsModel
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import Size, icons, palette_of
from printdesk.ui.theme.fonts import styled

HEADER_HEIGHT = 34
"""At normal text size."""
_SORT_MARK = 12
_YIELD = 0.3
"""The share of its width that a stretching column gives up before the table scrolls sideways."""


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
        room = self.sectionSize(section) - 2 * CELL_PAD - (_SORT_MARK if sorted_here else 0)
        return metrics.elidedText(self._text(section), Qt.TextElideMode.ElideRight, room)

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
        room = box.adjusted(CELL_PAD, 0, -CELL_PAD, -1)
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        shown = self._shown(section)
        painter.drawText(room, int(align | Qt.AlignmentFlag.AlignVCenter), shown)
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
        self._laying_out = False
        self._place = ("", 0)
        self._own_name = ""
        self._delegate = RowDelegate(self, two_lines=two_lines)
        self.setItemDelegate(self._delegate)
        self._set_up_behaviour(multi=multi)
        self._set_up_header(sortable=sortable)
        self.setModel(model)
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
        self._fit_soon.timeout.connect(self._lay_out_columns)
        model.modelAboutToBeReset.connect(self._remember_place)
        model.modelReset.connect(self._find_place)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        self.doubleClicked.connect(self._open)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._show_empty)
            changed.connect(self._fit_whole_columns)
        model.dataChanged.connect(self._fit_whole_columns)

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
        index = self._rows.index(at, 0)
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
        self._rows.retranslate()
        self._name_itself()

    def _name_itself(self) -> None:
        """A table that nobody named is called by its headings."""
        if self.accessibleName() == self._own_name:
            across = Qt.Orientation.Horizontal
            titles = (self._rows.headerData(at, across) for at in range(len(self._rows.columns)))
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
        self._lay_out_columns()
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of typeface."""
        super().changeEvent(event)
        if is_look_change(event) and hasattr(self, "_delegate"):
            self.verticalHeader().setDefaultSectionSize(self._delegate.row_height())
            self._header.fit_text()
            self._beside_header.setFixedHeight(self._header.height())
            self._lay_out_columns()

    def _lay_out_columns(self) -> None:
        scale = self.font().pixelSize() / Size.BODY
        columns = self._rows.columns
        widths = [self._own_widths.get(at) or max(round(column.width * scale), self._needed(at))
                  for at, column in enumerate(columns)]  # fmt: skip
        shares = [0 if at in self._own_widths else column.stretch for at, column in enumerate(columns)]
        total = sum(shares)
        spare = self.viewport().width() - sum(widths)
        yields = sum(width for width, share in zip(widths, shares, strict=True) if share) * _YIELD
        if -spare > yields or not total:
            spare = max(0, spare)
        self._laying_out = True
        for at, (width, share) in enumerate(zip(widths, shares, strict=True)):
            self.setColumnWidth(at, width + (spare * share // total if share else 0))
        self._laying_out = False

    def _needed(self, column: int) -> int:
        """What a column that must not be cut needs for its longest text."""
        if not self._rows.columns[column].whole:
            return 0
        metrics = QFontMetrics(styled(self.font(), Size.BODY, bold=True))
        return metrics.horizontalAdvance(self._rows.longest(column)) + 2 * CELL_PAD + 1

    def _fit_whole_columns(self) -> None:
        if any(column.whole for column in self._rows.columns):
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
