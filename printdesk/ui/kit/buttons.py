"""Buttons: one main act per room (primary), others (secondary, ghost), and chips that filter.

They paint themselves, so that the focus ring, the shortcut beside the words and both palettes look the same
everywhere. A shortcut named at construction survives `setText`, unlike Qt's own.
"""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
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
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from printdesk.ui.kit.barring import why_barred
from printdesk.ui.kit.text import is_look_change
from printdesk.ui.theme import Palette, Radius, Size, Tone, icons, palette_of, signs
from printdesk.ui.theme.fonts import styled

Rank = Literal["primary", "secondary", "ghost"]
_PAD = 14
_GAP = 8
_ICON = 18


def letter_place(text: str, letter: str) -> int:
    """Where a letter is underlined: at the start of a word if one begins with it; -1 where it is not in the text."""
    if not letter:
        return -1
    small = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    starts = [at for at in range(len(small)) if small[at] == letter and (not at or small[at - 1].isspace())]
    return starts[0] if starts else small.find(letter)


class DeskButton(QPushButton):
    """What all three ranks share.

    Args:
        text: the act as a verb; "&" marks its mnemonic; without one, forms give it a letter (`mnemonics`).
        shortcut: key sequence in portable form ("F5", "Ctrl+P"), shown beside the words.
        icon: icon name, or "".
        tone: `Tone.RED` for an act that spoils or removes something.
        act: name of the service's act that it leads to; it is disabled for people who may not do it.

    Attributes:
        letter: the letter that a form gave it for Alt, "" for none.
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
        self.letter = ""
        self._icon_name = icon
        self._tone = tone
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)

    def setText(self, text: str) -> None:
        """Show another text; the shortcut stays, and the letter for Alt while it stands in the text."""
        super().setText(text)
        if not self._keys.isEmpty():
            self.setShortcut(self._keys)
        elif self.letter:
            self.set_letter(self.letter if self.letter in text.casefold() else "")
        self.updateGeometry()

    @property
    def has_own_key(self) -> bool:
        """Whether a key does it in every language."""
        return not self._keys.isEmpty() or (not self.letter and not self.shortcut().isEmpty())

    def set_letter(self, letter: str) -> None:
        """Alt and this letter of its text does it as well; "" for none. What `text()` says stays as it is."""
        self.letter = letter
        self.setShortcut(QKeySequence(f"Alt+{letter.upper()}") if letter else QKeySequence.mnemonic(self.text()))
        self.update()

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

    def _shown_text(self) -> str:
        """With "&" before its letter."""
        text = self.text()
        at = letter_place(text, self.letter)
        return text if at < 0 else f"{text[:at]}&{text[at:]}"

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
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), flags, self._shown_text())
        left += QFontMetricsF(words).horizontalAdvance(self._bare_text()) + (_GAP if self.text() else 0)
        painter.setFont(styled(self.font(), Size.SECONDARY))
        if self.rank != "primary":
            painter.setPen(QColor(palette.muted))
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), flags, self._hint())


class PrimaryButton(DeskButton):
    """The one main act of a room."""

    rank: Rank = "primary"


class SecondaryButton(DeskButton):
    """Any other act."""

    rank: Rank = "secondary"


class GhostButton(DeskButton):
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
