"""The amber strip: practice clock, services that are down or flaky, and at its right end the trips at risk."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QWidget

from printdesk.i18n import plural
from printdesk.ui.theme import Kind, Palette, Radius, Shape, Size, Space, icons, palette_of, signs
from printdesk.ui.theme.fonts import styled

_MARK = 12
_GAP = 22


class BannerItem(NamedTuple):
    """One fact on the strip.

    Attributes:
        text: the fact. short: said in its place where not all facts fit; whole: in the tooltip, both may be empty.
        kind: its sign; None for none. icon: an icon in place of the sign, for instance "clock".
        strong: bold.
    """

    text: str
    kind: Kind | None = None
    icon: str = ""
    strong: bool = False
    short: str = ""
    whole: str = ""


class _Facts(QWidget):
    """Paints as many facts as fit and says how many more there are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[BannerItem, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_items(self, items: Sequence[BannerItem]) -> None:
        self._items = tuple(items)
        whole = [item.whole or item.text for item in self._items]
        self.setAccessibleName(". ".join(whole))
        self.setToolTip("\n".join(whole))
        self.update()

    def shown(self) -> tuple[BannerItem, ...]:
        """The facts that are painted whole, in their short form where the long one leaves no room for all."""
        if self._width(self._items) <= self.width():
            return self._items
        short = tuple(item._replace(text=item.short or item.text) for item in self._items)
        for count in range(len(short), 0, -1):
            rest = len(short) - count
            if self._width(short[:count]) + (self._more_width(rest) if rest else 0) <= self.width():
                return short[:count]
        return ()

    def sizeHint(self) -> QSize:
        return QSize(self._width(self._items), QFontMetrics(self._font(strong=True)).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self.shown()
        left = 0.0
        for item in shown or self._items[:1]:
            left = self._paint_item(painter, palette, item, left) + _GAP
        rest = len(self._items) - len(shown)
        if rest > 0 and shown:
            painter.setFont(self._font(strong=True))
            painter.drawText(QRectF(left, 0, self.width() - left, self.height()), _MIDDLE, self._more(rest))

    def _paint_item(self, painter: QPainter, palette: Palette, item: BannerItem, left: float) -> float:
        mark = QRectF(left, (self.height() - _MARK) / 2, _MARK, _MARK)
        if item.icon:
            icons.draw(painter, item.icon, palette.amber, mark.adjusted(-1, -2, 3, 2))
        elif item.kind:
            signs.paint_shape(painter, signs.shape_of(item.kind), mark, palette.amber)
        left += _mark_width(item)
        font = self._font(strong=item.strong)
        painter.setFont(font)
        painter.setPen(QColor(palette.amber))
        metrics = QFontMetrics(font)
        room = max(0, int(self.width() - left))
        shown = metrics.elidedText(item.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, self.height()), _MIDDLE, shown)
        return left + metrics.horizontalAdvance(item.text)

    def _font(self, *, strong: bool) -> QFont:
        return styled(self.font(), Size.BODY - 1, bold=strong)

    def _width(self, items: Sequence[BannerItem]) -> int:
        widths = [
            _mark_width(item) + QFontMetrics(self._font(strong=item.strong)).horizontalAdvance(item.text) + 1
            for item in items
        ]
        return sum(widths) + _GAP * max(0, len(widths) - 1)

    def _more(self, rest: int) -> str:
        return plural("+ {count} more", "+ {count} more", rest).format(count=rest)

    def _more_width(self, rest: int) -> int:
        return _GAP + QFontMetrics(self._font(strong=True)).horizontalAdvance(self._more(rest))


class _RiskButton(QAbstractButton):
    """The trips at risk, in red; a click leads to them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(styled(self.font(), Size.BODY - 1, bold=True))
        return QSize(metrics.horizontalAdvance(self.text()) + _MARK + 6 + 2 * Space.S + 1, metrics.height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(QColor(palette.red), 2 if self.hasFocus() else 1))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, Radius.SMALL, Radius.SMALL)
        mark = QRectF(Space.S, (self.height() - _MARK) / 2, _MARK, _MARK)
        signs.paint_shape(painter, Shape.TRIANGLE, mark, palette.red)
        painter.setFont(styled(self.font(), Size.BODY - 1, bold=True))
        painter.setPen(QColor(palette.red))
        room = QRectF(self.rect()).adjusted(Space.S + _MARK + 6, 0, 0, 0)
        painter.drawText(room, _MIDDLE, self.text())


class BannerBar(QFrame):
    """The strip under the top bar; hidden while there is nothing to say.

    Signals:
        risk_clicked: the trips at risk were asked for.
    """

    risk_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = _Facts()
        self._risk = _RiskButton()
        self._risk.clicked.connect(self.risk_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 3, Space.M, 3)
        row.setSpacing(Space.M)
        row.addWidget(self._facts, 1)
        row.addWidget(self._risk)
        self.setMinimumHeight(34)
        self.set_banner([], "")

    def set_banner(self, items: Sequence[BannerItem], risk: str = "") -> None:
        """Show these facts, most important first, and the words for the trips at risk ("" for none)."""
        self._facts.set_items(items)
        self._risk.setText(risk)
        self._risk.setAccessibleName(risk)
        self._risk.updateGeometry()
        self._risk.setVisible(bool(risk))
        self.setVisible(bool(items) or bool(risk))

    def text(self) -> str:
        """Everything the strip says."""
        return f"{self._facts.accessibleName()} {self._risk.text()}".strip()


def _mark_width(item: BannerItem) -> int:
    if item.icon:
        return _MARK + 10
    return _MARK + 6 if item.kind else 0


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
