"""Drafts of letters to those who did not collect: looked at, saved, printed."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.errors import DeskError
from printdesk.i18n import LANGUAGES, _, catalogue, dates, language, plural
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import ChipRow, label
from printdesk.ui.papers import PaperPanel
from printdesk.ui.room_work import Acts
from printdesk.ui.theme import Space, Tone

_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


class LettersDialog(QDialog):
    """The letters as they will come out; another language makes another copy.

    Attributes:
        languages: of the receivers. paper: the letters.
    """

    def __init__(self, context: RoomContext, ids: tuple[int, ...], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context, self._ids = context, ids
        self._acts = Acts(context, self, lambda: None)
        self.languages = ChipRow()
        for code in LANGUAGES:
            self.languages.set_chip(code, _NAMES.get(code, code))
        self.languages.choose(language())
        self.paper = PaperPanel(context)
        self._said = label("", "strong", tone=Tone.RED, wrap=True)
        self._said.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self.languages)
        column.addWidget(self._said)
        column.addWidget(self.paper, 1)
        self.languages.chosen.connect(lambda _code: self.make())
        self.paper.left.connect(self.reject)
        self.setWindowTitle(_("Letters"))
        self.languages.setAccessibleName(_("Language of the receiver"))
        self.resize(760, 640)
        self.make()

    def make(self) -> None:
        """Number and draw them."""
        reader, ids = catalogue(self.languages.current() or language()), self._ids
        service = self._context.services.cancelling

        def done(document: Document) -> None:
            count = plural("{count} letter, draft", "{count} letters, drafts", document.items)
            title = count.format(count=dates.number(document.items, language()))
            self.paper.show_paper(title, _("letters"), document.content, document.warnings)

        self._acts.begin(lambda actor, operation: service.letters(actor, ids, reader, operation), done, self._refused)

    def _refused(self, error: DeskError) -> None:
        self._said.setText(str(error))
        self._said.setVisible(True)
