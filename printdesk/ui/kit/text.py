"""Texts: labels in the look's voices, a label that may elide, and the grid of names and values.

All labels show plain text, so a name like "<b>" stays what it is.
"""

from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from printdesk.ui.theme import Space, Tone

Voice = Literal["body", "secondary", "detail", "caption", "strong", "section", "title", "answer", "figure", "name"]


def restyle(widget: QWidget) -> None:
    """Make Qt read the style sheet again after a property that it selects by has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def set_tone(widget: QWidget, tone: Tone | None) -> None:
    """Give a label a tone, or take it away."""
    widget.setProperty("tone", tone.value if tone else None)
    restyle(widget)


def label(
    text: str = "", voice: Voice = "body", *, tone: Tone | None = None, wrap: bool = False, copyable: bool = False
) -> QLabel:
    """A label in one of the look's voices.

    Args:
        text: shown as it is, never as markup.
        voice: size and weight; "answer" is for the one fact that is read aloud.
        tone: its colour, beside a word that says the same.
        wrap: whether it may use several lines.
        copyable: whether the mouse and the keyboard can select it.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("voice", voice)
    if tone:
        made.setProperty("tone", tone.value)
    made.setWordWrap(wrap)
    if copyable:
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        made.setTextInteractionFlags(flags)
    return made


def say_in(field: QLineEdit, words: str) -> None:
    """Words in an empty field; pointed at, it says them whole where they do not fit."""
    field.setPlaceholderText(words)
    field.setToolTip(words)


class SectionTitle(QLabel):
    """The heading of a part of a card."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("voice", "section")


class ElidedLabel(QLabel):
    """One line that may be cut with "…"; the tooltip and the screen reader have it whole.

    Only for texts that stand whole somewhere else; names of people and numbers wrap instead.
    """

    def __init__(self, text: str = "", voice: Voice = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("voice", voice)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._tell()

    def shown_text(self) -> str:
        """What is really painted: the text, or its beginning with "…"."""
        width = max(0, self.contentsRect().width())
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width)

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters; everything else may be given up."""
        metrics = self.fontMetrics()
        letters = min(metrics.averageCharWidth() * 6, metrics.horizontalAdvance(self.text()))
        return QSize(letters, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the tooltip only when something is cut."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        box: QRect = self.contentsRect()
        painter.drawText(box, int(self.alignment() | Qt.TextFlag.TextSingleLine), self.shown_text())

    def _tell(self) -> None:
        whole = self.text()
        self.setToolTip(whole if self.shown_text() != whole else "")


class KeyValue(QWidget):
    """A grid of muted names and their values, values wrapping and copyable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.S)
        self._grid.setColumnStretch(1, 1)

    def set_rows(self, rows: list[tuple[str, str]]) -> None:
        """Show these (name, value) pairs in place of the ones before."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for at, (name, value) in enumerate(rows):
            key = label(name, "secondary")
            shown = label(value or "—", wrap=True, copyable=True)
            shown.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(key, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, at, 1, Qt.AlignmentFlag.AlignTop)


def thin_line() -> QFrame:
    """A horizontal dividing line."""
    line = QFrame()
    line.setObjectName("thinLine")
    line.setFixedHeight(1)
    return line


def is_look_change(event: QEvent) -> bool:
    """Whether an event means that palette or typeface changed, so that sizes and pictures must be made anew."""
    return event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)
