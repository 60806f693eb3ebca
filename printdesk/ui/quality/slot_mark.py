"""The shelf slot in letters that are read while walking to the shelf."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import palette_of
from printdesk.ui.theme.fonts import styled

_SIZE = 84


class SlotMark(QWidget):
    """A shelf slot, huge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slot = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def slot(self) -> str:
        """The slot shown."""
        return self._slot

    def set_slot(self, slot: str) -> None:
        """Show a slot."""
        self._slot = slot
        self.retranslate()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """What a screen reader says, in the language of the moment."""
        self.setAccessibleName(_("Shelf slot {slot}").format(slot=self._slot) if self._slot else "")

    def sizeHint(self) -> QSize:
        """The slot with a little air."""
        metrics = QFontMetricsF(self._font())
        return QSize(round(metrics.horizontalAdvance(self._slot)) + 8, round(metrics.capHeight() * 1.5))

    def minimumSizeHint(self) -> QSize:
        """The same: a slot is never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of typeface."""
        super().changeEvent(event)
        if is_look_change(event):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the slot in the middle."""
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(QColor(palette_of(self).green))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._slot)

    def _font(self) -> QFont:
        return styled(self.font(), _SIZE, bold=True)
