"""The line of a card that says whether the holder was told, with what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from printdesk.i18n import _
from printdesk.services.contacts import ASKED, NOT_REACHED, TOLD, WRONG_NUMBER
from printdesk.ui.contact import words
from printdesk.ui.contact.reading import Told
from printdesk.ui.kit import ElidedLabel, GhostButton, IconButton, set_tone
from printdesk.ui.kit.mnemonics import with_letters
from printdesk.ui.theme import Space

_LOW = 28
"""Height of its buttons: lower than others, since the line is one of many on its card."""


class ContactStrip(QWidget):
    """ "Told by Rina Wed 26/6 09:10", with the ways to note a call, to word a text and to call somebody's number.

    Signals:
        noted: the outcome that was clicked. texts_wanted, number_wanted, call_wanted, time_wanted: what its buttons
            ask for.
    """

    noted = Signal(str)
    texts_wanted = Signal()
    number_wanted = Signal()
    call_wanted = Signal()
    time_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: Told | None = None
        self._line = ElidedLabel("", "strong")
        self.told = GhostButton("", "", "check", act="log_contact")
        self.texts = GhostButton("", "Ctrl+E", "copy")
        self.more = IconButton("more", "")
        self.menu = with_letters(QMenu(self))
        self.not_reached, self.wrong_number, self.asked = QAction(self), QAction(self), QAction(self)
        self.number, self.call, self.time = QAction(self), QAction(self), QAction(self)
        self.call.setShortcut(QKeySequence("Ctrl+B"))
        self._connect()
        self._build()
        self.retranslate()

    def _connect(self) -> None:
        for source, outcome in (
            (self.told.clicked, TOLD),
            (self.not_reached.triggered, NOT_REACHED),
            (self.wrong_number.triggered, WRONG_NUMBER),
            (self.asked.triggered, ASKED),
        ):
            source.connect(lambda _on=False, code=outcome: self.noted.emit(code))
        self.texts.clicked.connect(self.texts_wanted)
        self.more.clicked.connect(self._open_menu)
        self.number.triggered.connect(self.number_wanted)
        self.call.triggered.connect(self.call_wanted)
        self.time.triggered.connect(self.time_wanted)

    def _build(self) -> None:
        for action in (self.not_reached, self.wrong_number, self.asked, self.number, self.time, self.call):
            self.menu.addAction(action)
        # On the strip itself its key works while the menu is closed.
        self.addAction(self.call)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        row.addWidget(self._line, 1)
        for button in (self.told, self.texts, self.more):
            button.setFixedHeight(_LOW)
            row.addWidget(button)
        self.setVisible(False)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def show_told(self, told: Told, *, shelved: bool, closed: bool) -> None:
        """Show what is known of reaching a holder.

        Args:
            shelved: the booklet lies ready, so the holder can be called to the counter.
            closed: nothing is to be told any more.
        """
        self._told = told
        self.setVisible(not closed)
        for action in (self.not_reached, self.wrong_number):
            action.setEnabled(bool(told.phone))
        self.call.setEnabled(shelved)
        self.time.setEnabled(told.waves)
        self._tell()

    def text(self) -> str:
        """The line as it is shown."""
        return self._line.text()

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self.more.set_name(_("More: not reached, wrong number, call to the counter"))
        self.told.setText(_("Told"))
        self.not_reached.setText(_("Not reached"))
        self.wrong_number.setText(_("Wrong number"))
        self.asked.setText(_("Asked here"))
        self.number.setText(_("Correct the number…"))
        self.texts.setText(_("Text…"))
        self.call.setText(_("Call to the counter"))
        self.time.setText(_("Another time to come…"))
        self._tell()

    def _tell(self) -> None:
        told = self._told
        if told is None:
            return
        parts = [words.contact_line(told.contact)] if told.phone else [_("No telephone number is known.")]
        if told.wave is not None:
            parts.insert(0, _("Comes {wave}").format(wave=words.wave_short(*told.wave)))
        self._line.setText(" · ".join(parts))
        set_tone(self._line, words.contact_tone(told.contact))
        self.setAccessibleName(self._line.text())
