"""A notice inside the window: one big word, what happened, what to do, perhaps one act (undo)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit.buttons import IconButton, SecondaryButton
from printdesk.ui.kit.marks import SignMark
from printdesk.ui.kit.text import label, set_tone
from printdesk.ui.theme import Kind, Radius, Space, Tone, palette_of, signs

OK_SECONDS = 6
UNDO_SECONDS = 20
"""With a way back beside it there is time to read, to think and to click."""


class Severity(Enum):
    """How much a notice matters."""

    OK = "ok"
    INFO = "info"
    WARNING = "warning"
    STOP = "stop"


_KIND = {
    Severity.OK: Kind.DONE,
    Severity.INFO: Kind.HERE,
    Severity.WARNING: Kind.SLACK,
    Severity.STOP: Kind.FAILED,
}


@dataclass(frozen=True)
class NoticeAction:
    """One act offered beside a notice.

    Attributes:
        text: the act, for instance "Undo" with what is undone.
        run: what happens then; the notice closes first.
    """

    text: str
    run: Callable[[], None]


def big_word(severity: Severity) -> str:
    """The one word read from two metres away."""
    return {
        Severity.OK: _("Done"),
        Severity.INFO: _("Note"),
        Severity.WARNING: _("Careful"),
        Severity.STOP: _("Stop"),
    }[severity]


class Notice(QFrame):
    """A bar with a big word. `OK` hides by itself after a few seconds; everything else stays until closed.

    Signals:
        closed: it was closed or has hidden itself.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = Severity.INFO
        self._action: NoticeAction | None = None
        self._mark = SignMark(Kind.HERE, 18)
        self._word = label("", "title")
        self._message = label("", "strong", wrap=True, copyable=True)
        self._advice = label("", "detail", wrap=True, copyable=True)
        self._act = SecondaryButton()
        self._close = IconButton("close", _("Close"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close_notice)
        self._act.clicked.connect(self._run_action)
        self._close.clicked.connect(self.close_notice)
        self._build()
        self.setVisible(False)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._message)
        words.addWidget(self._advice)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.M)
        middle = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(self._mark, 0, middle)
        row.addWidget(self._word, 0, middle)
        row.addLayout(words, 1)
        row.addWidget(self._act, 0, middle)
        row.addWidget(self._close, 0, middle)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def severity(self) -> Severity:
        """How much the notice shown matters."""
        return self._severity

    def text(self) -> str:
        """What is shown, message and advice."""
        return f"{self._message.text()} {self._advice.text()}".strip()

    def show_notice(
        self, severity: Severity, message: str, advice: str = "", action: NoticeAction | None = None
    ) -> None:
        """Show a notice in place of the one before."""
        self._severity = severity
        self._action = action
        self._mark.set_kind(_KIND[severity])
        self._message.setText(message)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._act.setText(action.text if action else "")
        self._act.setVisible(action is not None)
        set_tone(self._word, self._tone())
        self.retranslate()
        self.setVisible(True)
        self.update()
        if severity is Severity.OK:
            self._timer.start((OK_SECONDS if action is None else UNDO_SECONDS) * 1000)
        else:
            self._timer.stop()

    def close_notice(self) -> None:
        """Hide it."""
        self._timer.stop()
        self.setVisible(False)
        self.closed.emit()

    def retranslate(self) -> None:
        """The big word and the close button in the language of the moment; the message stays as it was said."""
        self._word.setText(big_word(self._severity))
        words = (self._word.fontMetrics().horizontalAdvance(big_word(one)) for one in Severity)
        self._word.setMinimumWidth(max(words) + 1)
        self._close.set_name(_("Close"))
        self.setAccessibleName(f"{self._word.text()}. {self.text()}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the soft ground with a coloured left edge."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(signs.ground(palette, self._tone())))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)
        painter.setClipRect(QRectF(0, 0, 5, self.height()))
        painter.setBrush(QColor(signs.ink(palette, self._tone())))
        painter.drawRoundedRect(box, Radius.CONTROL, Radius.CONTROL)

    def _tone(self) -> Tone:
        return signs.tone_of(_KIND[self._severity])

    def _run_action(self) -> None:
        action = self._action
        self.close_notice()
        if action is not None:
            action.run()
