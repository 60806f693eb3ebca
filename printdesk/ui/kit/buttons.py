"""Buttons: one main act per room (primary), others (secondary, ghost), and chips that filter.

They paint themselves, so that the focus ring, the shortcut beside the words and both palettes look the same
everywhere. A shortcut named at construction survives `setText`, unlike Qt's own.
"""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QSizePolicy, QWidget

from printdesk.ui.kit.barring import why_barred
from printdesk.ui.kit.flow import FlowRow
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import Palette, Radius, Size, Space, Tone, icons, palette_of, signs
from printdesk.ui.theme.fonts import styled

Rank = Literal["primary", "secondary", "ghost"]
_PAD = 14
_GAP = 8
_ICON = 18


class _DeskButton(QPushButton):
    """What all three ranks share.

    Args:
        text: the act as a verb; "&" marks its mnemonic.
        shortcut: key sequence in portable form ("F5", "Ctrl+P"), shown beside the words.
        icon: icon name, or "".
        tone: `Tone.RED` for an act that spoils or removes something.
        act: name of the service's act that it leads to; it is disabled for people who may not do it.
    """

    rank: Rank = "secondary"

    def __init__(
        self,
        text: str = "",
        shortcut: str = "",
        icon: str = "",
        tone: Tone | None = None,
        parent: QWidget | None = None,
        act: str = "",
    ) -> None:
        super().__init__(parent)
        self.act = act
        self._barred = ""
        self._wanted = True
        self._tip = ""
        self._keys = QKeySequence(shortcut)
        self._icon_name = icon
        self._tone = tone
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def setText(self, text: str) -> None:
        """Show another text; the shortcut stays."""
        super().setText(text)
        if not self._keys.isEmpty():
            self.setShortcut(self._keys)
        self.updateGeometry()

    def setEnabled(self, enabled: bool) -> None:
        """Whether the room offers it; who may not do its act does not get it all the same."""
        self._wanted = enabled
        super().setEnabled(enabled and not self._barred)

    def setToolTip(self, text: str) -> None:
        """What it says when pointed at; that somebody may not do it goes before."""
        self._tip = text
        super().setToolTip(self._barred or text)

    def bar(self, why: str) -> None:
        """Disable it, and say who may do its act; "" lifts that."""
        if why == self._barred:
            return
        self._barred = why
        super().setEnabled(self._wanted and not why)
        super().setToolTip(why or self._tip)
        self.setAccessibleDescription(why)

    def showEvent(self, event: QShowEvent) -> None:
        """A button that comes later learns what its person may do."""
        super().showEvent(event)
        if self.act:
            self.bar(why_barred(self, self.act))

    def lead_to(self, act: str) -> None:
        """It leads to another act from now on, as what it stands for changed."""
        if act != self.act:
            self.act = act
            self.bar(why_barred(self, act))

    def set_icon(self, name: str) -> None:
        """Show another icon, or none for ""."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon, words and shortcut in one line, never cut."""
        return QSize(round(2 * _PAD + self._content_width()), round(self.fontMetrics().height() * 1.25 + 14))

    def minimumSizeHint(self) -> QSize:
        """The same: a button is never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of typeface."""
        super().changeEvent(event)
        if is_look_change(event):
            self.updateGeometry()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, ring and content."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = palette_of(self)
        self._paint_ground(painter, palette)
        self._paint_content(painter, palette)

    def _hint(self) -> str:
        return self._keys.toString(QKeySequence.SequenceFormat.NativeText)

    def _bare_text(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def _content_width(self) -> float:
        words = QFontMetricsF(styled(self.font(), Size.BODY, bold=True)).horizontalAdvance(self._bare_text())
        keys = QFontMetricsF(styled(self.font(), Size.SECONDARY)).horizontalAdvance(self._hint())
        parts = [part for part in (float(_ICON) if self._icon_name else 0.0, words, keys) if part]
        return sum(parts) + _GAP * max(0, len(parts) - 1) + 2

    def _paint_ground(self, painter: QPainter, palette: Palette) -> None:
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self._edge(palette))
        painter.setBrush(QColor(self._fill(palette)))
        painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        if not self.hasFocus():
            return
        inset = 2.5 if self.rank == "primary" else 0.5
        ring = palette.on_accent if self.rank == "primary" else palette.accent
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(ring), 2))
        radius = Radius.CONTROL - inset / 2
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _edge(self, palette: Palette) -> QPen:
        if self.rank == "secondary":
            return QPen(QColor(palette.control if self.isEnabled() else palette.line), 1)
        return QPen(Qt.PenStyle.NoPen)

    def _fill(self, palette: Palette) -> str:
        if self.rank == "primary":
            return self._primary_fill(palette)
        if self.isDown() or (self.underMouse() and self.isEnabled()):
            return palette.selection if self.isDown() else palette.hover
        return palette.card if self.rank == "secondary" else "#00000000"

    def _primary_fill(self, palette: Palette) -> str:
        if not self.isEnabled():
            return palette.line
        if self.isDown():
            return palette.accent_down
        return palette.accent_hover if self.underMouse() else palette.accent

    def _colour(self, palette: Palette) -> str:
        if not self.isEnabled():
            return palette.muted
        if self.rank == "primary":
            return palette.on_accent
        if self._tone:
            return signs.ink(palette, self._tone)
        return palette.accent if self.rank == "ghost" else palette.text

    def _paint_content(self, painter: QPainter, palette: Palette) -> None:
        colour = self._colour(palette)
        left = (self.width() - self._content_width()) / 2 + 1
        if self._icon_name:
            icons.draw(painter, self._icon_name, colour, QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON))
            left += _ICON + _GAP
        words = styled(self.font(), Size.BODY, bold=True)
        painter.setFont(words)
        painter.setPen(QColor(colour))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), flags, self.text())
        left += QFontMetricsF(words).horizontalAdvance(self._bare_text()) + (_GAP if self.text() else 0)
        painter.setFont(styled(self.font(), Size.SECONDARY))
        if self.rank != "primary":
            painter.setPen(QColor(palette.muted))
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), flags, self._hint())


class PrimaryButton(_DeskButton):
    """The one main act of a room."""

    rank: Rank = "primary"


class SecondaryButton(_DeskButton):
    """Any other act."""

    rank: Rank = "secondary"


class GhostButton(_DeskButton):
    """An act in the background: no edge until pointed at."""

    rank: Rank = "ghost"


class IconButton(GhostButton):
    """A square ghost button with an icon only; its text is the tooltip and what a screen reader says."""

    def __init__(self, icon: str, text: str, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "", icon, None, parent)
        self._action_keys = QKeySequence(shortcut)
        if shortcut:
            self.setShortcut(self._action_keys)
        self.set_name(text)

    def set_name(self, text: str) -> None:
        """Name the act, in the language of the moment."""
        keys = self._action_keys.toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{text} ({keys})" if keys else text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """A square as high as other buttons."""
        edge = super().sizeHint().height()
        return QSize(edge, edge)

    def _colour(self, palette: Palette) -> str:
        return palette.text if self.isEnabled() else palette.muted


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
        metrics = QFontMetricsF(styled(self.font(), Size.SECONDARY, bold=True))
        return QSize(round(metrics.horizontalAdvance(self._shown()) + 21), round(metrics.height() + 12))

    def _shown(self) -> str:
        return f"{self.text()} {self._count}".strip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it filled when on."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        plain = palette.hover if self.underMouse() else palette.ground
        edge = palette.accent if on or self.hasFocus() else palette.line
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(palette.accent_soft if on else plain))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.SMALL, Radius.SMALL)
        painter.setPen(QColor(palette.accent if on else palette.muted))
        painter.setFont(styled(self.font(), Size.SECONDARY, bold=True))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._shown())


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

    def chips(self) -> tuple[Chip, ...]:
        """All chips, in their order."""
        return tuple(self._chips.values())

    def current(self) -> str:
        """The code of the chip that is on; "" when there is none."""
        return next((code for code, chip in self._chips.items() if chip.isChecked()), "")

    def _add(self, code: str) -> None:
        chip = Chip()
        chip.setAutoExclusive(True)  # a screen reader says "one of several"
        chip.setChecked(not self._chips)
        self._chips[code] = chip
        self._group.addButton(chip)
        self.add(chip)
        chip.clicked.connect(lambda: self.chosen.emit(code))
