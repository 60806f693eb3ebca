"""The answer on a small note: shown first, in the receiver's language and on the paper at hand, then printed."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.errors import DeskError
from printdesk.i18n import LANGUAGES, _, catalogue, language
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, ChipRow, FlowRow
from printdesk.ui.papers import PaperPanel
from printdesk.ui.pickup.card_view import CardView
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space

_SIZES = ("a6", "roll80")
_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


class NotePanel(Card):
    """The note with what it can be printed on.

    Attributes:
        sizes, languages: what is chosen. paper: the note.

    Signals:
        wanted: paper or language changed, so the note is to be drawn anew.
    """

    wanted = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.sizes, self.languages = ChipRow(), ChipRow()
        self.paper = PaperPanel(context)
        for code in _SIZES:
            self.sizes.set_chip(code, "")
        for code in LANGUAGES:
            self.languages.set_chip(code, _NAMES.get(code, code))
        chips = FlowRow(Space.L)
        chips.add(self.sizes)
        chips.add(self.languages)
        column = QVBoxLayout()
        column.setSpacing(Space.S)
        column.addWidget(chips)
        column.addWidget(self.paper, 1)
        self.body.addLayout(column, 1)
        self.sizes.chosen.connect(lambda _code: self.wanted.emit())
        self.languages.chosen.connect(lambda _code: self.wanted.emit())
        self.retranslate()

    def retranslate(self) -> None:
        """All words in the language of the moment; the note keeps its reader's."""
        self.sizes.set_chip("a6", _("A6 sheet"))
        self.sizes.set_chip("roll80", _("80 mm roll"))
        self.sizes.setAccessibleName(_("Paper"))
        self.languages.setAccessibleName(_("Language of the paper"))


class NoteDesk(QObject):
    """Makes the note of the card that is open.

    Signals:
        shown: the note is there to be looked at. left: back to the card.
    """

    shown = Signal()
    left = Signal()

    def __init__(self, context: RoomContext, card: CardView, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._card = context, card
        self._wanted: tuple[int, str] | None = None
        self.panel = NotePanel(context)
        self._making = LatestReading(context, parent)
        card.answer.note_wanted.connect(self.open)
        self.panel.wanted.connect(self._make)
        self.panel.paper.left.connect(self._leave)

    def open(self) -> None:
        """Show the note of the open card, in the window's language."""
        opened = self._card.opened
        if opened is None:
            return
        self._wanted = (opened.card.id, opened.card.name)
        self.panel.languages.choose(language())
        self._make()

    def forget(self) -> None:
        """Something else is looked at; a note still being made is not shown."""
        self._wanted = None

    def rest(self) -> None:
        """Nothing runs any more."""
        self._making.rest()

    def _make(self) -> None:
        if self._wanted is None:
            return
        (application_id, name), notes = self._wanted, self._context.services.notes
        size = self.panel.sizes.current() or _SIZES[0]
        reader = catalogue(self.panel.languages.current() or language())
        desk = self._context.actor().desk

        def done(document: Document) -> None:
            if self._wanted is not None and self._wanted[0] == application_id:
                title = _("Note for {name}").format(name=name)
                self.panel.paper.show_paper(title, _("answer"), document.content, document.warnings)
                self.shown.emit()

        self._making.ask(lambda: notes.note(application_id, size, reader, desk), done, self._failed)

    def _failed(self, error: DeskError) -> None:
        self._context.messages.error(error)

    def _leave(self) -> None:
        self.forget()
        self.left.emit()
