"""Fills of chart bars in the window: colour, and a pattern that says the same without it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from printdesk.documents.chart_values import Fill
from printdesk.ui.theme import Palette, Tone, signs

_PATTERNS = {
    Fill.DOTS: Qt.BrushStyle.Dense6Pattern,
    Fill.HATCH: Qt.BrushStyle.BDiagPattern,
    Fill.CROSS: Qt.BrushStyle.DiagCrossPattern,
}


def fill_box(painter: QPainter, palette: Palette, fill: Fill, box: QRectF) -> None:
    """Fill a rectangle and paint its outline."""
    if fill in (Fill.SOLID, Fill.LIGHT):
        painter.setPen(QPen(QColor(palette.accent), 1))
        painter.setBrush(QColor(palette.accent if fill is Fill.SOLID else palette.accent_soft))
        painter.drawRect(box)
        return
    colour = QColor(signs.ink(palette, Tone.AMBER if fill is Fill.DOTS else Tone.RED))
    painter.fillRect(box, QColor(palette.card))
    painter.setPen(QPen(colour, 1))
    painter.setBrush(QBrush(colour, _PATTERNS[fill]))
    painter.drawRect(box)
