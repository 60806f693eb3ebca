"""How a table row is painted: two lines that breathe, pills, thin row lines, the current row's focus bar."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from printdesk.ui.kit.pill import PillSpec, paint_pill, pill_size
from printdesk.ui.kit.roles import Role
from printdesk.ui.kit.rows import Cell, Column, RowsModel
from printdesk.ui.theme import Palette, Size, palette_of, signs
from printdesk.ui.theme.fonts import styled

Index = QModelIndex | QPersistentModelIndex
CELL_PAD = 11
EDGE_PAD = 16
"""Before the first column of a table that touches its card's edge."""
_BAR = 3
_SECOND = Size.CAPTION
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}

_FLAGS = {name: int(flag | Qt.AlignmentFlag.AlignVCenter) for name, flag in _ALIGN.items()}


def alignment(name: str | None) -> int:
    """Qt's flags for the words of a column of such an alignment, in the middle of their line."""
    return _FLAGS[name or "left"]


def _metrics(body: QFont, size: int) -> QFontMetrics:
    return QFontMetrics(styled(body, size))


def _first_font(body: QFont, *, strong: bool) -> QFont:
    """Names are a little larger than the facts beside them, so that 1366 pixels hold all columns uncut."""
    return styled(body, Size.BODY if strong else Size.SECONDARY, bold=strong)


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of a `DeskTable`.

    Args:
        view: the table, for its palette and focus.
        two_lines: whether rows have room for a second line; first lines then share one height in all columns.
    """

    def __init__(self, view: QAbstractItemView, *, two_lines: bool) -> None:
        super().__init__(view)
        self._view = view
        self._two_lines = two_lines
        self._looks: dict[int, _Look] = {}

    def row_height(self) -> int:
        """Height of a row in pixels for the view's typeface."""
        body = self._view.font()
        if not self._two_lines:
            return round(_metrics(body, Size.BODY).height() * 1.25) + 14
        lines = _metrics(body, Size.BODY).height() + _metrics(body, _SECOND).height()
        return round(lines * 1.12) + 14

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Width that shows the cell whole, height of a row."""
        return QSize(self.wanted_width(index) + 2 * CELL_PAD, self.row_height())

    def wanted_width(self, index: Index) -> int:
        """Pixels that a cell's content takes when nothing is cut."""
        cell, column = self._seen(index)
        return self.widest((cell,), column) if cell is not None and column is not None else 0

    def widest(self, cells: Iterable[Cell], column: Column[Any]) -> int:
        """Pixels that the widest of some cells of a column takes; most say what another one says too."""
        look, strong, plain, second, pills = self._look(), set[str](), set[str](), set[str](), set[PillSpec]()
        for cell in cells:
            second.add(cell.second)
            if cell.pill is not None:
                pills.add(cell.pill)
            else:
                (strong if _is_strong(cell, column) else plain).add(cell.text)
        voices = ((look.strong, strong), (look.plain, plain), (look.second, second))
        words = (metrics.horizontalAdvance(text) for (_font, metrics), texts in voices for text in texts if text)
        return max(*(pill_size(each, self._view.font()).width() for each in pills), *words, 0, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell; a table paints a hundred of them a frame, so the cell is asked for once and not by role."""
        palette, look = palette_of(self._view), self._look()
        box = QRect(option.rect)
        painter.save()
        painter.setClipRect(box)
        self._paint_ground(painter, palette, box, index)
        cell, column = self._seen(index)
        if cell is not None and column is not None and (cell.text or cell.pill or cell.second):
            align = alignment(column.align)
            first_box, second_box = self._boxes(box.adjusted(self._left_pad(box), 0, -CELL_PAD, -1), look)
            if cell.pill is not None:
                self._paint_pill(painter, palette, first_box, cell.pill)
            elif cell.text:
                colour = signs.ink(palette, cell.tone) if cell.tone is not None else palette.text
                voice = look.strong if _is_strong(cell, column) else look.plain
                _paint_line(painter, first_box, voice, colour, cell.text, align)
            if cell.second:
                _paint_line(painter, second_box, look.second, palette.muted, cell.second, align)
        painter.restore()

    def _left_pad(self, cell: QRect) -> int:
        pad = getattr(self._view, "left_pad", None)
        return int(pad(cell.left())) if pad is not None else CELL_PAD

    def _seen(self, index: Index) -> "tuple[Cell | None, Column[Any] | None]":
        model = index.model()
        if not isinstance(model, RowsModel):
            return None, None
        return model.seen(index.row(), index.column()), model.columns[index.column()]

    def _look(self) -> "_Look":
        size = self._view.font().pixelSize()
        known = self._looks.get(size)
        if known is None:
            known = self._looks[size] = _look(self._view.font())
        return known

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the model's tooltip, or the whole text of a cell that was cut."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            box = QRect(option.rect)
            cut = self.wanted_width(index) > box.width() - self._left_pad(box) - CELL_PAD
            words = [index.data(Role.PRIMARY), index.data(Role.SECONDARY)] if cut else []
            tip = index.data(Qt.ItemDataRole.ToolTipRole) or "\n".join(word for word in words if word)
            QToolTip.showText(event.globalPos(), tip, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _paint_ground(self, painter: QPainter, palette: Palette, cell: QRect, index: Index) -> None:
        selected = self._view.selectionModel().isSelected(index)
        painter.fillRect(cell, QColor(palette.selection if selected else palette.card))
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), QColor(palette.line))
        view = self._view
        if view.hasFocus() and view.currentIndex().row() == index.row() and index.column() == self._leftmost():
            painter.fillRect(QRect(cell.left(), cell.top(), _BAR, cell.height() - 1), QColor(palette.accent))

    def _leftmost(self) -> int:
        return int(getattr(self._view, "first_column", 0))

    def _boxes(self, content: QRect, look: "_Look") -> tuple[QRect, QRect]:
        if not self._two_lines:
            return content, QRect()
        first, second = look.first_height, look.second_height
        top = content.top() + (content.height() - first - second) // 2
        return (
            QRect(content.left(), top, content.width(), first),
            QRect(content.left(), top + first, content.width(), second),
        )

    def _paint_pill(self, painter: QPainter, palette: Palette, box: QRect, pill: PillSpec) -> None:
        body = self._view.font()
        size = pill_size(pill, body)
        width = min(size.width(), box.width())
        middle = box.top() + box.height() / 2
        at = QRectF(box.left(), middle - size.height() / 2, width, size.height())
        paint_pill(painter, at, pill, palette, body)


class _Look(NamedTuple):
    """What all cells of a type size share, worked out once."""

    strong: tuple[QFont, QFontMetrics]
    plain: tuple[QFont, QFontMetrics]
    second: tuple[QFont, QFontMetrics]
    first_height: int
    second_height: int


def _look(body: QFont) -> _Look:
    fonts = (_first_font(body, strong=True), _first_font(body, strong=False), styled(body, _SECOND))
    strong, plain, second = ((font, QFontMetrics(font)) for font in fonts)
    first_height = round(_metrics(body, Size.BODY).height() * 1.12)
    return _Look(strong, plain, second, first_height, round(second[1].height() * 1.12))


def _is_strong(cell: Cell, column: Column[Any]) -> bool:
    return column.strong if cell.strong is None else cell.strong


def _paint_line(
    painter: QPainter, box: QRect, look: tuple[QFont, QFontMetrics], colour: str, text: str, align: int
) -> None:
    font, metrics = look
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(box, align, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width()))
