"""The shelf slot in letters that are read from the shelf."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import Radius, Size, palette_of
from printdesk.ui.theme.fonts import styled

_SLOT = 46
_LINE_SLOT = 28
_GAP = 10
_PAD = 18


class SlotMark(QWidget):
    """A shelf slot, huge, under the word "Shelf".

    Args:
        one_line: the word beside the slot, where there is less height.
    """

    def __init__(self, *, one_line: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._one_line = one_line
        self._slot = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setVisible(False)

    def slot(self) -> str:
        """The slot shown, "" for none."""
        return self._slot

    def set_slot(self, slot: str) -> None:
        """Show a slot; "" hides the mark."""
        self._slot = slot
        self.setAccessibleName(_("Shelf slot {slot}").format(slot=slot) if slot else "")
        self.setVisible(bool(slot))
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """The word above in the language of the moment."""
        self.set_slot(self._slot)

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        big, small = QFontMetricsF(self._big()), QFontMetricsF(self._small())
        word, slot = small.horizontalAdvance(_("SHELF")), big.horizontalAdvance(self._slot)
        if self._one_line:
            return QSize(round(word + slot + 2 * _PAD + _GAP), round(big.capHeight() + 22))
        width = max(slot, word)
        return QSize(round(width + 2 * _PAD), round(big.capHeight() + small.height() + 34))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of typeface."""
        super().changeEvent(event)
        if is_look_change(event):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a card with the word and the slot."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.green), 2))
        painter.setBrush(QColor(palette.card))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)
        word, slot = self._rooms()
        painter.setFont(self._small())
        painter.setPen(QColor(palette.muted))
        painter.drawText(word, int(Qt.AlignmentFlag.AlignCenter), _("SHELF"))
        painter.setFont(self._big())
        painter.setPen(QColor(palette.text))
        painter.drawText(slot, int(Qt.AlignmentFlag.AlignCenter), self._slot)

    def _rooms(self) -> tuple[QRectF, QRectF]:
        """Where the word stands and where the slot."""
        small = QFontMetricsF(self._small())
        if self._one_line:
            word = small.horizontalAdvance(_("SHELF"))
            left = _PAD + word + _GAP
            return QRectF(_PAD, 0, word, self.height()), QRectF(left, 0, self.width() - left - _PAD, self.height())
        top = 9 + small.height()
        return QRectF(0, 9, self.width(), small.height()), QRectF(0, top, self.width(), self.height() - 2 - top)

    def _big(self) -> QFont:
        return styled(self.font(), _LINE_SLOT if self._one_line else _SLOT, bold=True)

    def _small(self) -> QFont:
        return styled(self.font(), Size.CAPTION, bold=True)
