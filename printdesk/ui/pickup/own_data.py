"""The data that the office keeps of one person, for that person: shown, saved and printed."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.i18n import _
from printdesk.ui.context import RoomContext
from printdesk.ui.papers import PaperPanel
from printdesk.ui.theme import Space

_SIZE = (860, 680)


class OwnDataDialog(QDialog):
    """One paper in a window of its own.

    Attributes:
        paper: the paper.
    """

    def __init__(self, context: RoomContext, number: str, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        title = _("Personal data of application {number}").format(number=number)
        self.setWindowTitle(title)
        self.resize(*_SIZE)
        self.paper = PaperPanel(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.addWidget(self.paper)
        self.paper.left.connect(self.accept)
        self.paper.show_paper(title, number, document.content, document.warnings)
