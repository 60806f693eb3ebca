"""What became of an act, said where it was asked for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.ui.kit import Card, SignMark, label, set_tone
from printdesk.ui.theme import Kind, Space, Tone


class Result(Card):
    """What became of an act: a sign and a sentence, and a line of details."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="quiet", parent=parent)
        self._sign = SignMark(Kind.DONE, 14)
        self._words = label("", "strong", wrap=True, copyable=True)
        self._details = label("", "secondary", wrap=True, copyable=True)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        self.body.setSpacing(2)
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.addLayout(row)
        self.body.addWidget(self._details)
        self.setVisible(False)

    def say(self, kind: Kind, words: str, details: str = "") -> None:
        """Say what became of it."""
        tones = {Kind.DONE: Tone.GREEN, Kind.FAILED: Tone.RED}
        self.set_surface({Kind.DONE: "green", Kind.FAILED: "red"}.get(kind, "quiet"))
        self._sign.set_kind(kind)
        self._words.setText(words)
        set_tone(self._words, tones.get(kind))
        self._details.setText(details)
        self._details.setVisible(bool(details))
        self.setVisible(True)

    def refuse(self, error: DeskError) -> None:
        """Say why it was not done."""
        self.say(Kind.FAILED, error.message, error.advice)

    def text(self) -> str:
        """What is said, "" while nothing is."""
        return "" if self.isHidden() else f"{self._words.text()} {self._details.text()}".strip()
