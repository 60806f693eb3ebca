"""A hand-over that was done: one big check, its number in the register, and the way back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language
from printdesk.services.pickup import Receipt
from printdesk.ui.kit import SecondaryButton, SignMark, label
from printdesk.ui.theme import Kind, Space, Tone


class DonePanel(QWidget):
    """Shown in the card until the next one is opened.

    Signals:
        undo_wanted: take the hand-over back.
        next_wanted: leave the card for the next person.
    """

    undo_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._receipt: Receipt | None = None
        self._minutes = 0
        self._said = label("", "title", tone=Tone.GREEN)
        self._number = label("", "name", copyable=True)
        self._at = label("", "secondary")
        self._next = label("", "strong", wrap=True)
        self._limit = label("", "secondary", wrap=True)
        self.undo_button = SecondaryButton("", "", "undo", act="undo_hand_over")
        self.next_button = SecondaryButton("", "F9")
        self.undo_button.clicked.connect(self.undo_wanted)
        self.next_button.clicked.connect(self.next_wanted)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addStretch(1)
        column.addWidget(SignMark(Kind.DONE, 72), 0, middle)
        column.addSpacing(Space.S)
        for part in (self._said, self._number, self._at):
            column.addWidget(part, 0, middle)
        column.addStretch(1)
        self._next.setAlignment(middle)
        column.addWidget(self._next)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self.undo_button)
        acts.addWidget(self._limit, 1)
        acts.addWidget(self.next_button)
        column.addStretch(1)
        column.addLayout(acts)

    def show_receipt(self, receipt: Receipt, undo_minutes: int) -> None:
        """Show a hand-over that was done."""
        self._receipt = receipt
        self._minutes = undo_minutes
        self.retranslate()

    def number(self) -> str:
        """The register number shown."""
        return self._number.text()

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        self._said.setText(_("Handed over"))
        self.undo_button.setText(_("Take back the hand-over…"))
        self.next_button.setText(_("Next person"))
        self._next.setText(_("Let the collector sign the register. Then scan the next slip or booklet."))
        self._limit.setText(_("Possible for {minutes} minutes.").format(minutes=self._minutes))
        if self._receipt is not None:
            self._number.setText(self._receipt.register_number)
            self._at.setText(
                _("In the hand-over register, {moment}").format(
                    moment=dates.moment_long(self._receipt.at, language())
                )
            )
