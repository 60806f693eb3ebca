"""One switch of the board: its state as a pill, and since when or until when."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from printdesk.ui.kit.pill import PillSpec, paint_pill, pill_size
from printdesk.ui.theme import Kind, Radius, Size, palette_of
from printdesk.ui.theme.fonts import styled

_PAD = 6
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class BoardButton(QAbstractButton):
    """Pressed by click, Enter or Space; arrow keys ask to go on to the next one.

    Signals:
        step: columns and rows to go on. focused: the keyboard is on it.
    """

    step = Signal(int, int)
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = PillSpec(Kind.WAITING, "–")
        self._detail = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def spec(self) -> PillSpec:
        """What it says now."""
        return self._spec

    def show_state(self, name: str, spec: PillSpec, detail: str, note: str) -> None:
        """Say a state.

        Args:
            name: of what it switches. detail: a muted second line. note: why, in the tooltip.
        """
        self._spec, self._detail = spec, detail
        said = ", ".join(part for part in (f"{name}: {spec.text}", detail, note) if part)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The pill above its second line."""
        pill = pill_size(self._spec, self.font())
        small = QFontMetricsF(styled(self.font(), Size.CAPTION))
        return QSize(max(pill.width() + 2 * _PAD + 2, 92), round(pill.height() + small.height() + 2 * _PAD + 2))

    def minimumSizeHint(self) -> QSize:
        """The same: a state is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on, Enter presses."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.step.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard is here."""
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill and what belongs to it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = palette_of(self)
        focus = self.hasFocus()
        painter.setPen(QPen(QColor(palette.accent if focus else palette.line), 2 if focus else 1))
        painter.setBrush(QColor(palette.hover if self.underMouse() else palette.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.SMALL, Radius.SMALL)
        size = pill_size(self._spec, self.font())
        top = _PAD if self._detail else (self.height() - size.height()) / 2
        box = QRectF(_PAD, top, min(size.width(), self.width() - 2 * _PAD), size.height())
        paint_pill(painter, box, self._spec, palette, self.font())
        small = styled(self.font(), Size.CAPTION)
        painter.setFont(small)
        painter.setPen(QColor(palette.muted))
        room = QRectF(_PAD + 2, box.bottom(), self.width() - 2 * _PAD - 2, self.height() - box.bottom() - 2)
        shown = QFontMetricsF(small).elidedText(self._detail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
