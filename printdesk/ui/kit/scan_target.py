"""The dashed box that says what to scan now; the same code can also be typed into it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from printdesk.ui.kit.marks import IconMark
from printdesk.ui.kit.text import label
from printdesk.ui.theme import Radius, Space, Tone, palette_of


class _CodeField(QLineEdit):
    """A centred field that goes on showing the code expected while it has the focus (Qt's placeholder would go)."""

    def __init__(self) -> None:
        super().__init__()
        self.expected = ""
        self.setProperty("bare", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.text() or not self.expected:
            super().paintEvent(event)
            return
        painter = QPainter(self)  # no caret here: it would stand in the middle of the code
        painter.setPen(QColor(palette_of(self).accent))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.expected)


class ScanTarget(QFrame):
    """What to scan now: a prompt, and in large letters the code that is expected.

    Scans arrive through the application's `ScannerFilter`; typing the code and Enter does the same.

    Args:
        prompt: the sentence, for instance "Scan the next blank".
        expected: the code that should come, shown in the field until something is typed.

    Signals:
        submitted: what was typed, without spaces around it.
    """

    submitted = Signal(str)

    def __init__(self, prompt: str = "", expected: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prompt = label(prompt, "strong", tone=Tone.ACCENT, wrap=True)
        self._prompt.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field = _CodeField()
        self.field.returnPressed.connect(self._submit)
        self.field.installEventFilter(self)
        self._build()
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set(prompt, expected)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addStretch(1)
        head.addWidget(IconMark("barcode", 20, Tone.ACCENT), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._prompt, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.field)

    def set(self, prompt: str, expected: str = "") -> None:
        """Ask for something else; what was typed is cleared."""
        self._prompt.setText(prompt)
        self._prompt.setWordWrap(len(prompt) > 34)
        self.field.clear()
        self.field.expected = expected
        self.field.update()
        self.field.setAccessibleName(f"{prompt} {expected}".strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the edge anew when the field gets or loses the focus."""
        if watched is self.field and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed edge; solid while the field has the focus."""
        palette = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(palette.accent), 2)
        if not self.field.hasFocus():
            pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(QColor(palette.card if self.field.hasFocus() else "#00000000"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), Radius.CONTROL, Radius.CONTROL)

    def _submit(self) -> None:
        code = self.field.text().strip()
        if code:
            self.field.clear()
            self.submitted.emit(code)
