"""A part of the settings that makes papers: a paper takes its place until it is left."""

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from printdesk.ui.context import RoomContext
from printdesk.ui.papers import PaperPanel
from printdesk.ui.theme import Space


class SectionWithPaper(QWidget):
    """What the part shows, and the paper before it.

    Attributes:
        paper: the panel of the paper.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = PaperPanel(context)
        self.paper.left.connect(self.show_list)
        self._stack = QStackedLayout(self)

    def show_list(self) -> None:
        """Back from a paper."""
        self._stack.setCurrentIndex(0)

    def show_paper(self, title: str, name: str, content: bytes) -> None:
        """Put a paper before what the part shows."""
        self._stack.setCurrentIndex(1)
        self.paper.show_paper(title, name, content)

    def _put(self, main: QWidget) -> None:
        """Take in what the part shows, once it is made."""
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(Space.L, 0, Space.L, Space.L)
        inner.addWidget(self.paper)
        self._stack.addWidget(main)
        self._stack.addWidget(shown)
