"""A scan that was right: a check and what it was."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from printdesk.ui.kit import SignMark, label
from printdesk.ui.theme import Kind, Space, Tone


class MatchedLine(QWidget):
    """One line in green; hidden while it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = label("", "section", tone=Tone.GREEN, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(SignMark(Kind.DONE, 18))
        row.addWidget(self._words, 1)
        self.setVisible(False)

    def say(self, text: str) -> None:
        """Show words; "" hides the line."""
        self._words.setText(text)
        self.setVisible(bool(text))
