"""Lines that matter now, at the top of a room; hidden while there is none."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from printdesk.ui.kit.marks import SignMark
from printdesk.ui.kit.surfaces import Card
from printdesk.ui.kit.text import label
from printdesk.ui.theme import Kind, Space


class LineStrip(Card):
    """A line for each thing that holds now, each with its sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(surface="amber", parent=parent)
        self._lines: Sequence[QWidget] = ()
        self.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self.body.setSpacing(0)
        self.setVisible(False)

    def said(self) -> list[str]:
        """The sentences shown."""
        return [words.text() for line in self._lines for words in line.findChildren(QLabel)]

    def show_lines(self, lines: Sequence[QWidget]) -> None:
        """These and no others."""
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = tuple(lines)
        for line in self._lines:
            self.body.addWidget(line)
        self.setVisible(bool(self._lines))


def sign_line(kind: Kind, said: str, *, hint: str = "", act: QWidget | None = None) -> QWidget:
    """One line: its sign, the sentence with a hint behind it, and what can be done about it."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    row.addWidget(SignMark(kind, 12), 0, Qt.AlignmentFlag.AlignVCenter)
    words = label(said, "strong", wrap=True)
    words.setToolTip(hint)
    row.addWidget(words, 1)
    if act is not None:
        row.addWidget(act)
    return line
