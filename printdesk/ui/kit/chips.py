"""Chips that filter, and tabs that choose a view: of a row of either exactly one is on."""

from collections.abc import Collection

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from printdesk.ui.kit.flow import FlowRow
from printdesk.ui.theme import Palette, Radius, Size, Space, palette_of
from printdesk.ui.theme.fonts import styled

_CHIP_PAD, _COUNT_GAP = 10, 6
_TAB_BAR = 3


class Chip(QAbstractButton):
    """A filter that is on or off, with the count of what it would show."""

    def __init__(self, text: str = "", count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(text, count)

    def set(self, text: str, count: int | str | None = None) -> None:
        """Show a text and a count (a number, or already written as the language writes numbers)."""
        self.setText(text)
        self._count = "" if count is None else str(count)
        self.setAccessibleName(f"{text} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The whole text with its count."""
        words, count = self._widths()
        return QSize(round(words + count + 2 * _CHIP_PAD + 1), round(self._metrics(bold=True).height() + 12))

    def _metrics(self, *, bold: bool) -> QFontMetricsF:
        return QFontMetricsF(styled(self.font(), Size.SECONDARY, bold=bold))

    def _widths(self) -> tuple[float, float]:
        """Of the words, and of the count with the gap before it."""
        words = self._metrics(bold=True).horizontalAdvance(self.text())
        return words, self._metrics(bold=False).horizontalAdvance(self._count) + _COUNT_GAP if self._count else 0.0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, then the words in bold with the count in plain figures."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, palette)
        words, count = self._widths()
        left = (self.width() - words - count) / 2
        painter.setPen(QColor(self._ink(palette)))
        for text, bold, at in ((self.text(), True, left), (self._count, False, left + words + _COUNT_GAP)):
            painter.setFont(styled(self.font(), Size.SECONDARY, bold=bold))
            box = QRectF(at, 0, self.width() - at, self.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)

    def _ink(self, palette: Palette) -> str:
        return palette.accent if self.isChecked() else palette.muted

    def _paint_ground(self, painter: QPainter, palette: Palette) -> None:
        """Filled when on."""
        on = self.isChecked()
        plain = palette.hover if self.underMouse() else palette.ground
        edge = palette.accent if on or self.hasFocus() else palette.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(palette.accent_soft if on else plain))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.SMALL, Radius.SMALL)


class _Tab(Chip):
    """One view of several: words on the ground, the one in front with a bar under it."""

    def sizeHint(self) -> QSize:
        """A little higher than a filter, for the bar."""
        return super().sizeHint() + QSize(0, _TAB_BAR)

    def _ink(self, palette: Palette) -> str:
        return palette.text if self.isChecked() or self.underMouse() else palette.muted

    def _paint_ground(self, painter: QPainter, palette: Palette) -> None:
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(palette.accent))
            bar = box.adjusted(_CHIP_PAD - 2, box.height() - _TAB_BAR, 2 - _CHIP_PAD, 0)
            painter.drawRoundedRect(bar, _TAB_BAR / 2, _TAB_BAR / 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), Radius.SMALL, Radius.SMALL)


class ChipRow(FlowRow):
    """Chips of which exactly one is on; arrow keys move between them.

    Signals:
        chosen: the code of the chip now on.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Space.S, parent=parent)
        self._chips: dict[str, Chip] = {}
        self._group = QButtonGroup(self)

    def set_chip(self, code: str, text: str, count: int | str | None = None) -> None:
        """Add a chip, or change the text and count of the one with this code."""
        if code not in self._chips:
            self._add(code)
        self._chips[code].set(text, count)

    def choose(self, code: str) -> None:
        """Turn a chip on without a signal."""
        self._chips[code].setChecked(True)

    def leave_out(self, codes: Collection[str], *, out: bool) -> None:
        """Chips that are not for whoever sits here; from one of them that was on it goes to the first."""
        for code in codes:
            self._chips[code].setHidden(out)
        if out and self.current() in codes:
            self.chosen.emit(next(iter(self._chips)))

    def offered(self, code: str) -> str:
        """That chip, or the first where it is left out."""
        return next(iter(self._chips)) if self._chips[code].isHidden() else code

    def chips(self) -> tuple[Chip, ...]:
        """All chips, in their order."""
        return tuple(self._chips.values())

    def current(self) -> str:
        """The code of the chip that is on; "" when there is none."""
        return next((code for code, chip in self._chips.items() if chip.isChecked()), "")

    def _add(self, code: str) -> None:
        chip = self._made()
        chip.setAutoExclusive(True)  # a screen reader says "one of several"
        chip.setChecked(not self._chips)
        self._chips[code] = chip
        self._group.addButton(chip)
        self.add(chip)
        chip.clicked.connect(lambda: self.chosen.emit(code))

    def _made(self) -> Chip:
        return Chip()


class ViewRow(ChipRow):
    """Tabs, of which one is in front: what stands below. Chips filter what stands there."""

    def _made(self) -> Chip:
        return _Tab()
