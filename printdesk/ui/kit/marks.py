"""Small painted marks: an icon and a sign, in the colours of the palette of the moment."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from printdesk.ui.theme import Kind, Tone, icons, palette_of, signs


class IconMark(QWidget):
    """A line icon; decoration unless given an accessible name.

    Args:
        name: one of `icons.names()`.
        size: edge in pixels.
        tone: its colour; None is the text colour.
    """

    def __init__(
        self, name: str, size: int = 20, tone: Tone | None = Tone.NEUTRAL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tone = tone
        self.setFixedSize(size, size)

    def set_icon(self, name: str, tone: Tone | None = Tone.NEUTRAL) -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon in the tone's colour."""
        palette = palette_of(self)
        colour = signs.ink(palette, self._tone) if self._tone else palette.text
        icons.draw(QPainter(self), self._name, colour, QRectF(self.rect()))


class SignMark(QWidget):
    """The shape of a kind (▲ ◆ ● ■ ◐ ✓ ✕ ○), to stand beside its word."""

    def __init__(self, kind: Kind, size: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setFixedSize(size, size)

    def set_kind(self, kind: Kind) -> None:
        """Show another kind."""
        self._kind = kind
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape in its tone."""
        colour = signs.ink(palette_of(self), signs.tone_of(self._kind))
        signs.paint_shape(QPainter(self), signs.shape_of(self._kind), QRectF(self.rect()), colour)
