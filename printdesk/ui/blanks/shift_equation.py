"""One type's blanks of a shift drawn as a sum: a line as long as what was issued, green when it adds up."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from printdesk.domain.shifts import ShiftSum
from printdesk.i18n import _
from printdesk.ui.blanks.words import count_text
from printdesk.ui.kit import SignMark, label, set_tone
from printdesk.ui.theme import Kind, Palette, Space, Tone, palette_of, signs

_HEIGHT = 12
_PARTS: Mapping[str, tuple[Tone, int, Qt.BrushStyle]] = {
    "personalised": (Tone.GREEN, 255, Qt.BrushStyle.SolidPattern),
    "spoiled": (Tone.RED, 170, Qt.BrushStyle.SolidPattern),
    "returned": (Tone.ACCENT, 150, Qt.BrushStyle.SolidPattern),
    "quarantined": (Tone.AMBER, 200, Qt.BrushStyle.SolidPattern),
    "missing": (Tone.RED, 255, Qt.BrushStyle.BDiagPattern),
}


def equation_text(one: ShiftSum) -> str:
    """ "60 issued = 21 printed + 1 spoiled + 38 returned"."""
    parts = [
        _("{count} printed").format(count=count_text(one.personalised)),
        _("{count} spoiled").format(count=count_text(one.spoiled)),
        _("{count} returned").format(count=count_text(one.returned)),
    ]
    parts += [_("{count} in quarantine").format(count=count_text(one.quarantined))] if one.quarantined else []
    parts += [_("{count} missing").format(count=count_text(one.missing))] if one.missing else []
    issued = _("{count} issued").format(count=count_text(one.issued))
    return f"{issued} {'=' if one.adds_up else '≠'} {' + '.join(parts)}"


class _Bar(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sum = ShiftSum("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.save()
        painter.setClipPath(outline)
        painter.fillRect(QRectF(self.rect()), QColor(palette.line))
        left = 0.0
        for width, brush in self._parts(palette):
            painter.fillRect(QRectF(left, 0, width - 1, self.height()), QColor(palette.card))
            painter.fillRect(QRectF(left, 0, width - 1, self.height()), brush)
            left += width
        painter.restore()
        painter.setPen(QPen(QColor(signs.ink(palette, Tone.GREEN if self.sum.adds_up else Tone.RED)), 1))
        painter.drawPath(outline)

    def _parts(self, palette: Palette) -> Iterable[tuple[float, QBrush]]:
        for name, (tone, opacity, pattern) in _PARTS.items():
            count = getattr(self.sum, name)
            if count and self.sum.issued:
                colour = QColor(signs.ink(palette, tone))
                colour.setAlpha(opacity)
                yield self.width() * count / self.sum.issued, QBrush(colour, pattern)


class Equation(QWidget):
    """The name of a type, its sum in words with a sign, and the line."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = SignMark(Kind.WAITING, 14)
        self._name = label(name, "strong", wrap=True)
        self._words = label("", "secondary", wrap=True)
        self._bar = _Bar()
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._name, 2)
        head.addWidget(self._words, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self._bar)

    def show_sum(self, one: ShiftSum) -> None:
        """Show a sum."""
        self._bar.sum = one
        self._bar.update()
        text = equation_text(one)
        self._words.setText(text)
        set_tone(self._words, Tone.GREEN if one.adds_up else None)
        self._sign.set_kind(Kind.DONE if one.adds_up else Kind.WAITING)
        verdict = _("adds up") if one.adds_up else _("does not add up yet")
        self.setAccessibleName(f"{self._name.text()}: {text}, {verdict}")

    def said(self) -> str:
        """What it says."""
        return self._words.text()
