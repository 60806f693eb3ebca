"""The wrong booklet or slip: a red bar over the whole room with both names in large letters."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QMargins, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import Card, IconButton, SignMark, label, restyle
from printdesk.ui.pickup.words import breakable, fours
from printdesk.ui.theme import Kind, Radius, Space, Tone, palette_of

_LONG_NAME = 28


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A scan that does not fit the hand-over.

    Attributes:
        scanned: what was scanned. other: whose it is, "" when it is nobody's here.
        wanted: to whom is being handed over; `right` is the booklet to fetch, from `slot`.
        slip: a slip was scanned, not a booklet.
        numbers: the application numbers of both; shown where namesakes are told apart by nothing else.
    """

    scanned: str
    other: str
    wanted: str
    right: str
    slot: str
    slip: bool = False
    numbers: tuple[str, str] = ("", "")

    def codes(self) -> tuple[str, str]:
        """What stands below each name."""
        if self.slip or self.other != self.wanted:
            return self.scanned, self.right
        return _joined(self.scanned, self.numbers[0]), _joined(self.right, self.numbers[1])


class StopPanel(Card):
    """Shown until the right booklet is scanned or it is closed.

    It lies over the top of the room, so that nothing below it moves under the officer's hands.

    Signals:
        closed: the close button was pressed.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="red", parent=parent)
        self._mismatch: Mismatch | None = None
        self._margins = QMargins()
        self._word = label("", "title", tone=Tone.RED)
        self._in_hand = _Side()
        self._wanted = _Side()
        self._advice = label("", "strong", wrap=True)
        self._close = IconButton("close", "")
        self._close.clicked.connect(self._give_up)
        self._build()
        self.retranslate()
        self.setVisible(False)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(SignMark(Kind.FAILED, 18), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._word)
        head.addSpacing(Space.M)
        head.addWidget(self._advice, 1)
        head.addWidget(self._close)
        names = QHBoxLayout()
        names.setSpacing(Space.XXL)
        names.addWidget(self._in_hand, 1)
        names.addWidget(self._wanted, 1)
        self.body.setContentsMargins(Space.L, Space.S, Space.S, Space.M)
        self.body.setSpacing(Space.XS)
        self.body.addLayout(head)
        self.body.addLayout(names)

    def show_mismatch(self, mismatch: Mismatch) -> None:
        """Stop the hand-over for all to see."""
        self._mismatch = mismatch
        self._tell()
        self.setVisible(True)
        self._place()
        self.raise_()

    def lie_over(self, room: QWidget, margins: QMargins) -> None:
        """Lie over the top of a room, as wide as it is within its margins."""
        self._margins = margins
        room.installEventFilter(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a red edge, since it lies over other cards."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.red), 2))
        painter.setBrush(QColor(palette.red_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CARD, Radius.CARD)

    def event(self, event: QEvent) -> bool:
        """Names of another length need another height, known once the layout has counted them."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return handled

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the room's size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self.parentWidget()
        if room is None or self.isHidden():
            return
        width = room.width() - self._margins.left() - self._margins.right()
        layout = self.layout()
        height = max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()) if layout else 0
        self.setGeometry(self._margins.left(), self._margins.top(), width, height)

    def clear(self) -> None:
        """It is put right."""
        self._mismatch = None
        self.setVisible(False)

    def names(self) -> tuple[str, str]:
        """What is in the hand, and to whom is being handed over, as shown."""
        return self._in_hand.said(), self._wanted.said()

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        self._word.setText(_("STOP"))
        self._close.set_name(_("Close"))
        self._tell()

    def _tell(self) -> None:
        wrong = self._mismatch
        if wrong is None:
            return
        in_hand, right = wrong.codes()
        self._in_hand.say(_("IN YOUR HAND"), wrong.other or _("nobody here"), in_hand)
        self._wanted.say(_("TO BE HANDED OVER TO"), wrong.wanted, right)
        if wrong.slip:
            self._advice.setText(_("This slip belongs to somebody else: check the person's identity card."))
        else:
            self._advice.setText(
                _("Put this booklet back. Fetch {serial} from slot {slot}.").format(
                    serial=wrong.right, slot=wrong.slot
                )
            )
        self.setAccessibleName(f"{self._word.text()}. {self._advice.text()} {' '.join(self.names())}")

    def _give_up(self) -> None:
        self.clear()
        self.closed.emit()


def _joined(serial: str, number: str) -> str:
    return f"{serial} · {fours(number)}" if number else serial


class _Side(QWidget):
    """A caption, a name in large letters, a code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = label("", "caption", tone=Tone.RED)
        self._name = label("", "name", wrap=True)
        self._code = label("", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._caption, self._name, self._code):
            column.addWidget(part)
        column.addStretch(1)

    def say(self, caption: str, name: str, code: str) -> None:
        self._caption.setText(caption)
        self._name.setText(breakable(name))
        self._name.setAccessibleName(name)
        self._name.setProperty("voice", "answer" if len(name) > _LONG_NAME else "name")
        restyle(self._name)
        self._code.setText(code)

    def said(self) -> str:
        return self._name.accessibleName()
