"""The top bar: the scan-and-search box that is always ready, and who sits here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.buttons import IconButton
from printdesk.ui.kit.text import say_in
from printdesk.ui.theme import Radius, Size, Space, icons, palette_of
from printdesk.ui.theme.fonts import styled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

_KEYS = "Ctrl+F"


class SearchBox(QLineEdit):
    """Type a name, number or phone and press Enter; Esc clears. Scans come from anywhere.

    Signals:
        submitted: what stands in it, without spaces around it; never empty.
    """

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(42)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.returnPressed.connect(self._submit)
        self.retranslate()

    def take_focus(self) -> None:
        """Be ready for typing, with what stands in it selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint edge, icon and key around Qt's own text."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(palette.accent), 2 if focus else 1.5))
        painter.setBrush(QColor(palette.card))
        painter.drawRoundedRect(box, Radius.CARD, Radius.CARD)
        icons.draw(painter, "barcode", palette.accent if focus else palette.muted, QRectF(15, 11, 20, 20))
        self._paint_keys(painter, palette.muted, palette.line, palette.ground)
        painter.end()
        super().paintEvent(event)

    def retranslate(self) -> None:
        """The prompt in the language of the moment."""
        say_in(self, _("Scan a slip, a booklet or an MRZ; or type a name, number, phone"))
        self.setAccessibleName(_("Scan or search"))

    def _paint_keys(self, painter: QPainter, ink: str, edge: str, ground: str) -> None:
        font = styled(self.font(), Size.CAPTION)
        width = QFontMetrics(font).horizontalAdvance(_KEYS) + 14
        box = QRectF(self.width() - width - 12, (self.height() - 22) / 2, width, 22)
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), _KEYS)

    def _submit(self) -> None:
        if text := self.text().strip():
            self.setText(self.text())  # what was typed is used now: Ctrl+Z is not about its letters any more
            self.submitted.emit(text)


class PersonBox(QAbstractButton):
    """Who sits here and at which desk; opens the menu of the person when there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._role = ""
        self._menu: QMenu | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_person(self, name: str, role: str) -> None:
        """Show a name and "role · desk"."""
        self._name, self._role = name, role
        self.setAccessibleName(f"{name}, {role}")
        self.setToolTip(f"{name}\n{role}")
        self.updateGeometry()
        self.update()

    def set_menu(self, menu: "QMenu | None") -> None:
        """Give it a menu (change user, change desk)."""
        self._menu = menu
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if menu else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if menu else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Both lines, up to 260 pixels."""
        name = QFontMetrics(styled(self.font(), Size.BODY, bold=True)).horizontalAdvance(self._name)
        role = QFontMetrics(styled(self.font(), Size.SECONDARY)).horizontalAdvance(self._role)
        width = min(260, max(name, role) + 2 + 2 * Space.S + (20 if self._menu else 0))
        return QSize(width, max(42, self._lines_height()))

    def _lines_height(self) -> int:
        """What two lines take in large type."""
        return sum(
            QFontMetrics(styled(self.font(), size)).height() for size in (Size.BODY, Size.SECONDARY)
        )  # fmt: skip

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the two lines, right-aligned."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        room = self.rect().adjusted(Space.S, 1, -(Space.S + (20 if self._menu else 0)), -1)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        lines = ((self._name, Size.BODY, True, palette.text), (self._role, Size.SECONDARY, False, palette.muted))
        for at, (text, size, bold, colour) in enumerate(lines):
            painter.setFont(styled(self.font(), size, bold=bold))
            painter.setPen(QColor(colour))
            line = room.adjusted(0, at * room.height() // 2, 0, (at - 1) * room.height() // 2)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, right, shown)
        if self._menu is not None:
            chevron = QRectF(self.width() - Space.S - 14, (self.height() - 14) / 2, 14, 14)
            icons.draw(painter, "chevron-down", palette.muted, chevron)

    def _paint_ground(self, painter: QPainter) -> None:
        palette = palette_of(self)
        box = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(palette.hover if self._menu and self.underMouse() else palette.card))
        painter.setPen(QPen(QColor(palette.accent), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen))
        painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)

    def _open(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class TopBar(QFrame):
    """The bar above the rooms.

    Attributes:
        search: the box that takes scans. steps: what was done last. person: who sits here.

    Signals:
        named: the language is another one; who knows more says what the buttons are called.
    """

    named = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox()
        self.steps = IconButton("undo", _("What you did last"), "Ctrl+Alt+Z")
        self.steps.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from the scans into the room
        self.person = PersonBox()
        row = QHBoxLayout(self)
        row.setContentsMargins(18, Space.M, Space.M, Space.M)
        row.setSpacing(Space.S)
        row.addWidget(self.search, 1)
        row.addWidget(self.steps)
        row.addWidget(self.person)

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self.steps.set_name(_("What you did last"))
        self.named.emit()
