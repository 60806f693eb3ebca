"""The list of a pickup wave on paper: looked at, saved, printed."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.services.wave_papers import WavePaper
from printdesk.ui.context import RoomContext
from printdesk.ui.papers import PaperPanel
from printdesk.ui.theme import Space

_SIZE = (760, 640)


class WavePaperDialog(QDialog):
    """One finished list; Ctrl+P prints, Ctrl+S saves, Esc closes.

    Attributes:
        panel: what shows it.
    """

    def __init__(self, context: RoomContext, paper: WavePaper, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._number = paper.number
        self.panel = PaperPanel(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.addWidget(self.panel)
        self.panel.left.connect(self.reject)
        self.resize(*_SIZE)
        self.setWindowTitle(self._title())
        self.panel.show_paper(self._title(), paper.number, paper.document.content, tuple(paper.document.warnings))

    def _title(self) -> str:
        return _("List of a pickup wave {number}").format(number=self._number)
