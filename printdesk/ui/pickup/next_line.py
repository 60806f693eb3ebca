"""What to do next with the card shown: one sentence, and the button that does it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import IconMark, SecondaryButton, label
from printdesk.ui.pickup.next_words import NextStep, next_step
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.theme import Space, Tone

_ICONS = {
    "hand_over": "hand-over",
    "together": "users",
    "trip": "plane",
    "resume": "refresh",
    "copy": "copy",
    "undo": "undo",
}


_ABOVE = frozenset({"hand_over", "copy"})
"""What the answer above the line has a button for already; a second one would take the room of the history."""


class NextLine(QWidget):
    """One line of the card.

    Signals:
        wanted: code of what its button does: "hand_over", "together", "trip", "resume", "copy" or "undo".
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._step = NextStep("", "", "")
        self._caption = label("", "caption")
        self._sentence = label("", "strong", wrap=True)
        self.button = SecondaryButton("", "", "chevron-right")
        self.button.clicked.connect(lambda: self.wanted.emit(self._step.act))
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(IconMark("chevron-right", 16, Tone.ACCENT), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._caption, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._sentence, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.retranslate()

    def add_trailing(self, widget: QWidget) -> None:
        """Put something else that can be asked for at the end of the line."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_next(self, opened: Opened) -> None:
        """The next step of an application."""
        self._opened = opened
        self._tell()

    def sentence(self) -> str:
        """The sentence as it is shown."""
        return self._sentence.text()

    @property
    def act(self) -> str:
        """What its button does; "" where nothing is to be done here."""
        return self._step.act

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        self._caption.setText(_("NEXT"))
        self._tell()

    def _tell(self) -> None:
        if self._opened is None:
            return
        self._step = next_step(self._opened)
        self._sentence.setText(self._step.sentence)
        self.setAccessibleName(f"{self._caption.text()}: {self._step.sentence}")
        self.button.setVisible(bool(self._step.act) and self._step.act not in _ABOVE)
        if self._step.act:
            self.button.setText(self._step.button)
            self.button.set_icon(_ICONS[self._step.act])
