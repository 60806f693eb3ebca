"""Two columns of lists, and the paper of minutes in their place once one is asked for."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.i18n import DEFAULT_LANGUAGE, catalogue
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.room_work import Acts
from printdesk.ui.theme import Space

_LEFT, _RIGHT = 12, 10


class MinutesStack(QStackedWidget):
    """What a view of spoiled, missing or set aside booklets stands in.

    Args:
        paper: where minutes are shown and printed.
    """

    def __init__(self, context: RoomContext, acts: Acts, paper: PaperPanel, view: QWidget) -> None:
        super().__init__()
        self._context = context
        self._acts = acts
        self._paper = paper
        self._lists = QHBoxLayout()
        self._lists.setContentsMargins(0, 0, 0, 0)
        self._lists.setSpacing(Space.M)
        lists, sheet = QWidget(), Card()
        lists.setLayout(self._lists)
        sheet.body.addWidget(paper)
        for page in (lists, sheet):
            self.addWidget(page)
        whole = QVBoxLayout(view)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)
        paper.left.connect(lambda: self.setCurrentIndex(0))

    def lay(self, left: QWidget | QLayout, right: QWidget | QLayout) -> None:
        """Put the two columns in."""
        for column, room in ((left, _LEFT), (right, _RIGHT)):
            if isinstance(column, QWidget):
                self._lists.addWidget(column, room)
            else:
                self._lists.addLayout(column, room)

    def show_minutes(self, number: str, title: str) -> None:
        """Draw the paper of minutes; each drawing is a copy that says which."""
        minutes, reader = self._context.services.minutes, catalogue(DEFAULT_LANGUAGE)

        def show(document: Document) -> None:
            self._paper.show_paper(title, number, document.content, document.warnings)
            self.setCurrentIndex(1)

        self._acts.begin(lambda actor, operation: minutes.paper(actor, number, reader, operation), show)
