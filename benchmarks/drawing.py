"""Curves of figures against sizes, both by powers of ten, as a small picture: drawn by Qt alone, without a window."""

import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen

WIDTH, HEIGHT = 760, 420
_AREA = QRectF(64, 56, 470, 304)
_COLOURS = (
    "#0b5394", "#b45f06", "#38761d", "#741b47", "#666666", "#990000", "#134f5c", "#7f6000", "#351c75", "#000000",
)  # fmt: skip

Curve = Sequence[tuple[float, float]]


def draw(path: Path, title: str, across: str, up: str, curves: Mapping[str, Curve]) -> None:
    """Write a picture of the curves: points of size and figure, both above zero.

    Args:
        across: what the sizes are. up: what the figures are.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    from printdesk.ui.theme.fonts import FAMILY, load_fonts

    load_fonts()
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(QFont(FAMILY, 9))
    _Picture(painter, [point for curve in curves.values() for point in curve]).paint(title, across, up, curves)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
    del application


class _Picture:
    """The area, its two scales of tens, and what is painted into it."""

    def __init__(self, painter: QPainter, points: Sequence[tuple[float, float]]) -> None:
        self._painter = painter
        self._left, self._right = _tens([x for x, _y in points])
        self._low, self._high = _tens([y for _x, y in points])

    def paint(self, title: str, across: str, up: str, curves: Mapping[str, Curve]) -> None:
        self._painter.setPen(QColor("black"))
        self._painter.drawText(QPointF(_AREA.left(), 22), title)
        self._grid()
        self._painter.drawText(
            QRectF(_AREA.left(), HEIGHT - 26, _AREA.width(), 20), Qt.AlignmentFlag.AlignHCenter, across
        )
        self._painter.drawText(QPointF(8, 42), up)
        ends = sorted(curves, key=lambda name: -curves[name][-1][1])
        for place, name in enumerate(ends):
            self._curve(name, curves[name], QColor(_COLOURS[place % len(_COLOURS)]), place)

    def _grid(self) -> None:
        for ten in range(self._left, self._right + 1):
            at = self._at(10.0**ten, 10.0**self._low)
            self._line(at, QPointF(at.x(), _AREA.top()), f"{10**ten:,}", QRectF(at.x() - 50, at.y() + 4, 100, 18))
        for ten in range(self._low, self._high + 1):
            at = self._at(10.0**self._left, 10.0**ten)
            self._line(at, QPointF(_AREA.right(), at.y()), f"{10.0**ten:,g}", QRectF(at.x() - 60, at.y() - 9, 54, 18))

    def _line(self, start: QPointF, end: QPointF, word: str, place: QRectF) -> None:
        self._painter.setPen(QColor("#d0d0d0"))
        self._painter.drawLine(start, end)
        self._painter.setPen(QColor("black"))
        aligned = Qt.AlignmentFlag.AlignRight if start.y() == end.y() else Qt.AlignmentFlag.AlignHCenter
        self._painter.drawText(place, aligned | Qt.AlignmentFlag.AlignVCenter, word)

    def _curve(self, name: str, curve: Curve, colour: QColor, place: int) -> None:
        styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
        points = [self._at(x, y) for x, y in curve]
        self._painter.setPen(QPen(colour, 2, styles[place % len(styles)]))
        self._painter.drawPolyline(points)
        beside = QPointF(_AREA.right() + 46, _AREA.top() + 10 + 22 * place)
        self._painter.drawLine(beside - QPointF(32, 4), beside - QPointF(6, 4))
        self._painter.setPen(QPen(colour, 2))
        for point in points:
            self._painter.drawEllipse(point, 2, 2)
        self._painter.drawText(beside, name)

    def _at(self, x: float, y: float) -> QPointF:
        across = (math.log10(x) - self._left) / (self._right - self._left)
        up = (math.log10(y) - self._low) / (self._high - self._low)
        return QPointF(_AREA.left() + across * _AREA.width(), _AREA.bottom() - up * _AREA.height())


def _tens(values: Sequence[float]) -> tuple[int, int]:
    """The powers of ten between which all values lie."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)
