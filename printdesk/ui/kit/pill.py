"""Pills: a word with its shape and colour, as a widget and as paint for a table cell."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import Kind, Palette, Radius, Shape, Size, palette_of, signs
from printdesk.ui.theme.fonts import styled

_PAD = 8
_GAP = 5


class PillSpec(NamedTuple):
    """What a pill says.

    Attributes:
        kind: gives shape and tone.
        text: the word; never empty, since colour and shape alone say nothing.
    """

    kind: Kind
    text: str


def _font(body: QFont) -> QFont:
    return styled(body, Size.SECONDARY, bold=True)


def _sign_edge(metrics: QFontMetricsF) -> float:
    return round(metrics.capHeight() * 1.06)


def pill_size(spec: PillSpec, body: QFont) -> QSize:
    """The size in pixels that a pill takes in the given body font."""
    metrics = QFontMetricsF(_font(body))
    sign = 0.0 if signs.shape_of(spec.kind) is Shape.NONE else _sign_edge(metrics) + _GAP
    return QSize(round(2 * _PAD + sign + metrics.horizontalAdvance(spec.text) + 1), round(metrics.height() + 6))


def paint_pill(painter: QPainter, box: QRectF, spec: PillSpec, palette: Palette, body: QFont) -> None:
    """Paint a pill into a box; a text that does not fit is elided (the cell's tooltip has it whole)."""
    tone = signs.tone_of(spec.kind)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(signs.ground(palette, tone)))
    painter.drawRoundedRect(box, Radius.SMALL, Radius.SMALL)
    font = _font(body)
    metrics = QFontMetricsF(font)
    left = box.left() + _PAD
    shape = signs.shape_of(spec.kind)
    if shape is not Shape.NONE:
        edge = _sign_edge(metrics)
        sign_box = QRectF(left, box.center().y() - edge / 2, edge, edge)
        signs.paint_shape(painter, shape, sign_box, signs.ink(palette, tone))
        left += edge + _GAP
    painter.setFont(font)
    painter.setPen(QColor(signs.ink(palette, tone)))
    room = QRectF(left, box.top(), box.right() - _PAD - left + 1, box.height())
    shown = metrics.elidedText(spec.text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()


class Pill(QWidget):
    """A pill on a page, read by a screen reader as its word."""

    def __init__(self, kind: Kind = Kind.NOTE, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = PillSpec(kind, text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    @property
    def spec(self) -> PillSpec:
        """What it says now."""
        return self._spec

    def set(self, kind: Kind, text: str) -> None:
        """Say something else; an empty text hides the pill."""
        self._spec = PillSpec(kind, text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The whole word with its shape."""
        return pill_size(self._spec, self.font())

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of typeface."""
        super().changeEvent(event)
        if is_look_change(event):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        paint_pill(QPainter(self), QRectF(self.rect()), self._spec, palette_of(self), self.font())


class UrgencyPill(Pill):
    """A pill for the urgency of an application: today, slack left, promise passed, waiting."""
