"""The ten sums drawn: a bar whose parts fill what was received, and the small squares of its legend."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.domain.states import STOCK_SUMS, BookletState
from printdesk.ui.theme import Palette, Tone, palette_of, signs

_HEIGHT = 14
_SQUARE = 10
_LEAST = 3.0
"""A part is drawn at least this wide, so that one lost booklet among thousands is seen."""

_PAINT: Mapping[str, tuple[Tone, int, Qt.BrushStyle]] = {
    BookletState.IN_SAFE: (Tone.ACCENT, 255, Qt.BrushStyle.SolidPattern),
    BookletState.ISSUED: (Tone.ACCENT, 160, Qt.BrushStyle.SolidPattern),
    BookletState.BOUND: (Tone.ACCENT, 90, Qt.BrushStyle.SolidPattern),
    BookletState.PERSONALISED: (Tone.GREEN, 90, Qt.BrushStyle.SolidPattern),
    BookletState.SHELVED: (Tone.GREEN, 160, Qt.BrushStyle.SolidPattern),
    BookletState.HANDED_OVER: (Tone.GREEN, 255, Qt.BrushStyle.SolidPattern),
    BookletState.SPOILED: (Tone.RED, 160, Qt.BrushStyle.SolidPattern),
    BookletState.DESTROYED: (Tone.RED, 90, Qt.BrushStyle.SolidPattern),
    BookletState.MISSING: (Tone.RED, 255, Qt.BrushStyle.BDiagPattern),
    BookletState.QUARANTINED: (Tone.AMBER, 200, Qt.BrushStyle.SolidPattern),
}


def sum_brush(state: str, palette: Palette) -> QBrush:
    """How one of the sums is filled: still blank in the accent, made in green, lost in red."""
    tone, opacity, pattern = _PAINT[state]
    colour = QColor(signs.ink(palette, tone))
    colour.setAlpha(opacity)
    return QBrush(colour, pattern)


class SumsBar(QWidget):
    """A line as long as what was received, filled by the sums in their order; what they lack stays empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._received = 0
        self._sums: Mapping[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_sums(self, received: int, sums: Mapping[str, int], spoken: str) -> None:
        """Show another balance; `spoken` is what a screen reader says of it."""
        self._received, self._sums = received, sums
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a bar."""
        return QSize(120, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the parts with hair lines between them."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(palette.line))
        left = 0.0
        for state, width in self.parts():
            painter.fillRect(QRectF(left, 0, width - 1, self.height()), QColor(palette.card))
            painter.fillRect(QRectF(left, 0, width - 1, self.height()), sum_brush(state, palette))
            left += width

    def parts(self) -> list[tuple[str, float]]:
        """Each sum that is not nothing, and its width in pixels; together never more than the bar."""
        there = [(state.value, self._sums.get(state, 0)) for state in STOCK_SUMS if self._sums.get(state, 0)]
        whole = max(self._received, sum(count for _state, count in there))
        if not whole:
            return []
        small = [state for state, count in there if self.width() * count / whole < _LEAST]
        rest = sum(count for state, count in there if state not in small) + whole - sum(count for _s, count in there)
        room = self.width() - _LEAST * len(small)
        return [(state, _LEAST if state in small else room * count / max(1, rest)) for state, count in there]


class SumSquare(QWidget):
    """The square of a sum in the legend."""

    def __init__(self, state: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setFixedSize(_SQUARE, _SQUARE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it as its part of the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(sum_brush(self._state, palette_of(self)))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
