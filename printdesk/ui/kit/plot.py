"""What hand-painted charts of days and waves share: a line's height, the scale, a sentence under the mouse."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from printdesk.i18n import dates, language
from printdesk.ui.theme import Palette, Size
from printdesk.ui.theme.fonts import styled

GAP = 6


class Plot(QWidget):
    """A widget that paints a chart."""

    def spoken_at(self, _place: QPoint) -> str:
        """The sentence of what lies there, for its tooltip; "" where nothing does."""
        return ""

    def event(self, event: QEvent) -> bool:
        """The sentence as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.spoken_at(event.pos()), self)
            return True
        return super().event(event)

    def line_height(self) -> float:
        """Of the small text beside and below a chart."""
        return QFontMetricsF(styled(self.font(), Size.CAPTION)).height()

    def scale_width(self, top: int) -> float:
        """What the numbers of a scale up to `top` take, with the gaps beside them."""
        words = QFontMetricsF(styled(self.font(), Size.CAPTION))
        return words.horizontalAdvance(dates.number(top, language())) + GAP * 2

    def paint_scale(self, painter: QPainter, palette: Palette, plot: QRectF, top: int, step: int) -> None:
        """Lines from 0 to `top` with their numbers left of them."""
        painter.setFont(styled(self.font(), Size.CAPTION))
        line = self.line_height()
        for value in range(0, top + 1, step):
            y = round(plot.bottom() - plot.height() * value / top) + 0.5
            painter.setPen(QPen(QColor(palette.line), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(palette.muted))
            flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(0, y - line / 2, plot.left() - GAP, line), flags, dates.number(value, language()))
