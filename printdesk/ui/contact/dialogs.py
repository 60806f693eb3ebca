"""The form for another telephone number, and the texts for one person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.contact_texts import TextOffer
from printdesk.services.contact_words import text_names
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FlowRow, FormDialog, GhostButton, PrimaryButton, SecondaryButton, label
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space

_LANGUAGES = (("id", "Indonesia"), ("en", "English"))


class NumberDialog(FormDialog):
    """Asks for the right telephone number.

    Attributes:
        number: the field.
    """

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(
            _("Correct the number"),
            _("Write it"),
            _(
                "The number of {name}. Left empty, no number is kept; a later list does not bring the old one back."
            ).format(name=name),
            parent,
        )
        self.setMinimumWidth(520)
        self.number = QLineEdit()
        self.number.setPlaceholderText("0812…")
        self.add_row(_("&Telephone"), self.number, _("As 0812…, +62812…, or with another country code."))
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)


class TextDialog(QDialog):
    """The texts that are true now: what about, in which language; to read, copy, or open in a chat. Esc closes it.

    Signals:
        copied, chat_wanted: kind and language that were asked for. sent: the kind that somebody says was sent.
    """

    copied = Signal(str, str)
    chat_wanted = Signal(str, str)
    sent = Signal(str)

    def __init__(self, context: RoomContext, application_id: int, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._offer: TextOffer | None = None
        self._reading = LatestReading(context, self)
        self.setWindowTitle(_("Text for {name}").format(name=name))
        self.setMinimumSize(680, 430)
        self.kind, self.lang = QComboBox(), QComboBox()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self._number = label("", "secondary")
        self._failure = label("", "strong", wrap=True)
        self._failure.setVisible(False)
        self.copy_button = PrimaryButton(_("Copy"), "Ctrl+Shift+C", "copy")
        self.chat_button = SecondaryButton(_("Open in WhatsApp"), "Ctrl+O", "phone")
        self.sent_button = SecondaryButton(_("Note as sent"), "F6", "check")
        self._close = GhostButton(_("Close"), "Esc")
        for code, words in _LANGUAGES:
            self.lang.addItem(words, code)
        self._name_parts()
        self._build(name)
        self._connect()
        services = context.services
        self._reading.ask(lambda: services.contact_texts.offer(application_id), self._show_offer, self._refuse)
        context.background.busy_changed.connect(self._rest)
        self._tell()

    def _name_parts(self) -> None:
        self.kind.setAccessibleName(_("What about"))
        self.lang.setAccessibleName(_("Language of the text"))
        self.text.setAccessibleName(_("The text"))

    def _build(self, name: str) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(Space.S)
        choices.addWidget(self.kind, 1)
        choices.addWidget(self.lang)
        acts = FlowRow(Space.S)
        for button in (self.copy_button, self.chat_button, self.sent_button, self._close):
            acts.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        column.setSpacing(Space.M)
        column.addWidget(label(_("Text for {name}").format(name=name), "title", wrap=True))
        column.addWidget(self._number)
        column.addLayout(choices)
        column.addWidget(self.text, 1)
        column.addWidget(self._failure)
        column.addWidget(acts)

    def _connect(self) -> None:
        for box in (self.kind, self.lang):
            box.currentIndexChanged.connect(lambda _at: self._tell())
        self.copy_button.clicked.connect(lambda: self.copied.emit(*self._chosen()))
        self.chat_button.clicked.connect(lambda: self.chat_wanted.emit(*self._chosen()))
        self.sent_button.clicked.connect(lambda: self.sent.emit(self._chosen()[0]))
        self._close.clicked.connect(self.reject)

    def _show_offer(self, offer: TextOffer) -> None:
        self._offer = offer
        names = text_names(active())
        self.kind.blockSignals(True)
        for kind in offer.kinds:
            self.kind.addItem(names[kind], kind)
        self.kind.blockSignals(False)
        self._tell()
        self.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, error: DeskError) -> None:
        self._failure.setText(str(error))
        self._failure.setVisible(True)

    def _chosen(self) -> tuple[str, str]:
        return str(self.kind.currentData() or ""), str(self.lang.currentData())

    def _tell(self) -> None:
        offer = self._offer
        for button in (self.copy_button, self.chat_button, self.sent_button):
            button.setEnabled(offer is not None)
        if offer is None:
            self.text.setPlainText(_("One moment…"))
            return
        chosen = offer.text(*self._chosen())
        self.text.setPlainText(chosen.text)
        self.chat_button.setEnabled(bool(chosen.link))
        self._number.setText(self._number_words(offer, chosen.link))

    def _number_words(self, offer: TextOffer, link: str) -> str:
        if not offer.phone_masked:
            return _("No telephone number is known.")
        if not link:
            return _("{number}: no mobile number, so no chat can be opened.").format(number=offer.phone_masked)
        return offer.phone_masked

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._reading.rest()
