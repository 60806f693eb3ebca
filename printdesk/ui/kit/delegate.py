"""How a table row is painted: two lines that breathe, pills, thin row lines, the current row's focus bar."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from printdesk.ui.kit.pill import PillSpec, paint_pill, pill_size
from printdesk.ui.kit.roles import Role
from printdesk.ui.theme import Palette, Size, Tone, palette_of, signs
from printdesk.ui.theme.fonts import styled

Index = QModelIndex | QPersistentModelIndex
CELL_PAD = 11
_BAR = 3
_SECOND = Size.CAPTION
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


def alignment(name: str | None) -> Qt.AlignmentFlag:
    """Qt's flag for a column's alignment."""
    return _ALIGN.get(name or "left", Qt.AlignmentFlag.AlignLeft)


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
        body = self._view.font()
        pill = index.data(Role.PILL)
        strong = bool(index.data(Role.STRONG))
        text = index.data(Role.PRIMARY) or ""
        first = (
            pill_size(pill, body).width()
            if isinstance(pill, PillSpec)
            else QFontMetrics(_first_font(body, strong=strong)).horizontalAdvance(text)
        )
        second = _metrics(body, _SECOND).horizontalAdvance(index.data(Role.SECONDARY) or "")
        return int(max(first, second))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        palette = palette_of(self._view)
        cell = QRect(option.rect)
        painter.save()
        painter.setClipRect(cell)
        self._paint_ground(painter, palette, cell, option, index)
        content = cell.adjusted(CELL_PAD, 0, -CELL_PAD, -1)
        second = index.data(Role.SECONDARY) or ""
        first_box, second_box = self._boxes(content)
        self._paint_first(painter, palette, first_box, index)
        if second:
            font = styled(self._view.font(), _SECOND)
            self._paint_line(painter, second_box, font, palette.muted, second, index)
        painter.restore()

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """Show the model's tooltip, or the whole text of a cell that was cut."""
        if event.type() == QEvent.Type.ToolTip and index.isValid():
            cut = self.wanted_width(index) > QRect(option.rect).width() - 2 * CELL_PAD
            words = [index.data(Role.PRIMARY), index.data(Role.SECONDARY)] if cut else []
            tip = index.data(Qt.ItemDataRole.ToolTipRole) or "\n".join(word for word in words if word)
            QToolTip.showText(event.globalPos(), tip, view)
            return True
        return super().helpEvent(event, view, option, index)

    def _paint_ground(
        self, painter: QPainter, palette: Palette, cell: QRect, option: QStyleOptionViewItem, index: Index
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(cell, QColor(palette.selection if selected else palette.card))
        painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), QColor(palette.line))
        header_first = index.column() == 0
        if header_first and self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.fillRect(QRect(cell.left(), cell.top(), _BAR, cell.height() - 1), QColor(palette.accent))

    def _boxes(self, content: QRect) -> tuple[QRect, QRect]:
        if not self._two_lines:
            return content, QRect()
        body = self._view.font()
        first = round(_metrics(body, Size.BODY).height() * 1.12)
        second = round(_metrics(body, _SECOND).height() * 1.12)
        top = content.top() + (content.height() - first - second) // 2
        return (
            QRect(content.left(), top, content.width(), first),
            QRect(content.left(), top + first, content.width(), second),
        )

    def _paint_first(self, painter: QPainter, palette: Palette, box: QRect, index: Index) -> None:
        body = self._view.font()
        pill = index.data(Role.PILL)
        if isinstance(pill, PillSpec):
            size = pill_size(pill, body)
            width = min(size.width(), box.width())
            middle = box.top() + box.height() / 2
            paint_pill(
                painter, QRectF(box.left(), middle - size.height() / 2, width, size.height()), pill, palette, body
            )
            return
        tone = index.data(Role.TONE)
        colour = signs.ink(palette, tone) if isinstance(tone, Tone) else palette.text
        font = _first_font(body, strong=bool(index.data(Role.STRONG)))
        self._paint_line(painter, box, font, colour, index.data(Role.PRIMARY) or "", index)

    def _paint_line(self, painter: QPainter, box: QRect, font: QFont, colour: str, text: str, index: Index) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(alignment(index.data(Role.ALIGN)) | Qt.AlignmentFlag.AlignVCenter), shown)
