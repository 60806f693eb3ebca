"""What the parts of a bar mean, beside the strip's title."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import label
from printdesk.ui.theme import Shape, Space, Tone, palette_of, signs

_EDGE = 11


class StripKey(QWidget):
    """In time, to hurry or on hold, at risk: a piece of bar, its sign, its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        self._words: dict[Tone, QLabel] = {}
        for tone in (Tone.GREEN, Tone.AMBER, Tone.RED):
            self._words[tone] = label("", "secondary")
            row.addSpacing(Space.S)
            row.addWidget(_Mark(tone))
            row.addWidget(self._words[tone])
        self.retranslate()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._words[Tone.GREEN].setText(_("ready in time"))
        self._words[Tone.AMBER].setText(_("to hurry or on hold"))
        self._words[Tone.RED].setText(_("at risk"))


class _Mark(QWidget):
    """A small piece of bar, and the sign of its figure where it has one."""

    def __init__(self, tone: Tone) -> None:
        super().__init__()
        self._tone = tone
        self._shape = {Tone.GREEN: Shape.CHECK, Tone.RED: Shape.CROSS}.get(tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize((2 * _EDGE + 4 if self._shape else _EDGE) + 1, _EDGE + 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = palette_of(self)
        ink = signs.ink(palette, self._tone)
        colour = QColor(palette.accent if self._tone is Tone.GREEN else ink)
        patterns = {Tone.AMBER: Qt.BrushStyle.Dense6Pattern, Tone.RED: Qt.BrushStyle.BDiagPattern}
        painter = QPainter(self)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QBrush(colour, patterns.get(self._tone, Qt.BrushStyle.SolidPattern)))
        painter.drawRect(QRectF(0.5, 0.5, _EDGE - 1, _EDGE - 1))
        if self._shape is not None:
            signs.paint_shape(painter, self._shape, QRectF(_EDGE + 4, 1, _EDGE - 2, _EDGE - 2), ink)
