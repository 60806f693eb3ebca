"""The rail: office, rooms with their counts, and the keys that help anywhere."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from printdesk.ui.kit.text import label
from printdesk.ui.theme import Palette, Radius, Size, Space, icons, palette_of
from printdesk.ui.theme.fonts import styled

WIDTH = 196
"""At normal text size."""

_WIDER = 0.55
"""Of what the text grows the rail grows by this part; the rest wraps."""

_ICON = 20
_ICON_LEFT = 9
_TEXT_LEFT = 37
_RIGHT = 6


def rail_width(font: QFont) -> int:
    """How wide the rail is at the text size of a body font."""
    return round(WIDTH * (1 + _WIDER * (font.pixelSize() / Size.BODY - 1)))


class BadgeKind(Enum):
    """How a count on the rail is shown."""

    COUNT = "count"
    ALERT = "alert"


class Badge(NamedTuple):
    """A count beside a room.

    Attributes:
        text: the number, already written as the language writes numbers; "" for none.
        kind: `ALERT` for what must not wait, such as trips at risk.
        spoken: what the number counts, for the screen reader and the tooltip.
    """

    text: str = ""
    kind: BadgeKind = BadgeKind.COUNT
    spoken: str = ""


class RailButton(QAbstractButton):
    """One room on the rail."""

    def __init__(self, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._key = key
        self._badge = Badge()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str) -> None:
        """Name the room in the language of the moment."""
        self.setText(title)
        self._tell()
        self.updateGeometry()

    def set_badge(self, badge: Badge) -> None:
        """Show a count."""
        self._badge = badge
        self._tell()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text, or two where the name needs them."""
        lines = len(self._lines())
        height = lines * QFontMetrics(self._text_font(bold=True)).lineSpacing()
        return QSize(rail_width(self.font()) - 2 * Space.S, max(40, height + 18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon, name and count."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, palette, box)
        here = self.isChecked()
        colour = palette.rail_text if here or self.underMouse() else palette.rail_muted
        icons.draw(painter, self._icon_name, colour, QRectF(_ICON_LEFT, (self.height() - _ICON) / 2, _ICON, _ICON))
        painter.setPen(QColor(palette.rail_text))
        painter.setFont(self._text_font(bold=here))
        text_box = QRectF(_TEXT_LEFT, 0, self.width() - _TEXT_LEFT, self.height())
        painter.drawText(text_box, int(Qt.AlignmentFlag.AlignVCenter), "\n".join(self._lines()))
        if self._badge.text:
            self._paint_badge(painter, palette)

    def _paint_ground(self, painter: QPainter, palette: Palette, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(palette.rail_selected))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        elif self.underMouse():
            painter.setBrush(QColor(palette.rail_hover))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.rail_text), 2))
            painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)

    def _text_font(self, *, bold: bool) -> QFont:
        """Body size, or the largest smaller one at which the longest word of the name is not cut."""
        for size in (Size.BODY, Size.SECONDARY, Size.CAPTION):
            widest = QFontMetrics(styled(self.font(), size, bold=True))
            if all(widest.horizontalAdvance(word) <= self._text_width() for word in self.text().split()):
                break
        return styled(self.font(), size, bold=bold)

    def _lines(self) -> list[str]:
        """The name as it is broken in bold, so that nothing moves when its room is entered."""
        metrics = QFontMetrics(self._text_font(bold=True))
        lines: list[str] = []
        for word in self.text().split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= self._text_width():
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def _badge_width(self) -> int:
        if not self._badge.text:
            return 0
        metrics = QFontMetrics(styled(self.font(), Size.CAPTION, bold=True))
        return max(26, metrics.horizontalAdvance(self._badge.text) + 14)

    def _text_width(self) -> int:
        badge = self._badge_width()
        return rail_width(self.font()) - 2 * Space.S - _TEXT_LEFT - _RIGHT - (badge + 4 if badge else 0)

    def _paint_badge(self, painter: QPainter, palette: Palette) -> None:
        alert = self._badge.kind is BadgeKind.ALERT
        font = styled(self.font(), Size.CAPTION, bold=True)
        height = QFontMetrics(font).height() + 4
        width = self._badge_width()
        box = QRectF(self.width() - _RIGHT - width, (self.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.alert if alert else palette.rail_badge))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(QColor(palette.on_alert if alert else palette.rail_text))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._badge.text)

    def _tell(self) -> None:
        count = self._badge.spoken or self._badge.text
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        tip = f"{self.text()} ({self._key})" if self._key else self.text()
        self.setToolTip(f"{tip}\n{count}" if count else tip)


class Rail(QFrame):
    """The left edge of the window; Up and Down move between rooms once one has the focus.

    Signals:
        chosen: code of the room asked for.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, RailButton] = {}
        self._titles: dict[str, Callable[[], str]] = {}
        self._hints: tuple[tuple[str, Callable[[], str]], ...] = ()
        self._group = QButtonGroup(self)
        self._name = label("PrintDesk", "section")
        self._office = label("", "secondary", wrap=True)
        self._foot = label("", "secondary", wrap=True)
        self._rooms = QVBoxLayout()
        self._rooms.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.S, Space.L, Space.S, Space.M)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(Space.M, 0, Space.S, Space.L)
        head.setSpacing(2)
        head.addWidget(self._name)
        head.addWidget(self._office)
        column.addLayout(head)
        column.addLayout(self._rooms)
        column.addStretch(1)
        self._extras = QVBoxLayout()
        self._extras.setContentsMargins(0, 0, 0, Space.S)
        column.addLayout(self._extras)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.M, 0, Space.S, 0)
        foot.addWidget(self._foot)
        column.addLayout(foot)
        self.setFixedWidth(rail_width(self.font()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedWidth(rail_width(self.font()))
            for button in self._buttons.values():
                button.updateGeometry()

    def set_office(self, name: str) -> None:
        """Name the office under the program's name."""
        self._office.setText(name)

    def set_hints(self, hints: Sequence[tuple[str, Callable[[], str]]]) -> None:
        """Say at the foot which keys help anywhere: (key, what it does). Only keys that really do."""
        self._hints = tuple(hints)
        self.retranslate()

    def add_room(self, code: str, title: Callable[[], str], icon: str) -> None:
        """Add a room; the first nine answer to Alt+1 to Alt+9."""
        at = len(self._buttons) + 1
        button = RailButton(icon, f"Alt+{at}" if at <= 9 else "")
        button.set_title(title())
        button.clicked.connect(lambda: self.chosen.emit(code))
        self._buttons[code] = button
        self._titles[code] = title
        self._group.addButton(button)
        self._rooms.addWidget(button)

    def add_extra(self, button: RailButton) -> None:
        """Put something that is no room above the foot."""
        button.setCheckable(False)
        self._extras.addWidget(button)

    def set_current(self, code: str) -> None:
        """Mark the room that is shown."""
        self._buttons[code].setChecked(True)

    def set_badge(self, code: str, badge: Badge) -> None:
        """Show a count beside a room."""
        self._buttons[code].set_badge(badge)

    def set_room_visible(self, code: str, visible: bool) -> None:
        """Show or hide a room, as the user's role says."""
        self._buttons[code].setVisible(visible)

    def button(self, code: str) -> RailButton:
        """The button of a room."""
        return self._buttons[code]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move between the rooms."""
        steps = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
        step = steps.get(event.key())
        shown = [button for button in self._buttons.values() if not button.isHidden()]
        here = next((at for at, button in enumerate(shown) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        shown[(here + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Names and hints in the language of the moment."""
        for code, title in self._titles.items():
            self._buttons[code].set_title(title())
        self._foot.setText("   ".join(f"{key} {text()}" for key, text in self._hints))
        self._foot.setVisible(bool(self._hints))
