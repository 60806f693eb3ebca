"""A line of progress with its words and a cancel button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language
from printdesk.ui.kit.buttons import SecondaryButton
from printdesk.ui.kit.text import label
from printdesk.ui.theme import Space


class ProgressLine(QWidget):
    """Long work: what it is, how far, and a way to stop it.

    Signals:
        cancelled: the button was pressed; the work may still run to its next safe place.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = label("", "strong", wrap=True)
        self._count = label("", "secondary")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._button = SecondaryButton(_("Cancel"))
        self._button.clicked.connect(self._cancel)
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        head.addWidget(self._count)
        words = QVBoxLayout()
        words.setSpacing(Space.S)
        words.addLayout(head)
        words.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        row.addLayout(words, 1)
        row.addWidget(self._button)
        self.setVisible(False)

    def start(self, what: str) -> None:
        """Show the line; until the first `set_progress` it only says that work goes on."""
        self._what.setText(what)
        self._count.clear()
        self._bar.setAccessibleName(what)
        self._bar.setRange(0, 0)
        self._button.setEnabled(True)
        self.setVisible(True)

    def say(self, what: str) -> None:
        """What goes on now, in other words; how far it is stays."""
        self._what.setText(what)
        self._bar.setAccessibleName(what)

    def set_progress(self, done: int, total: int) -> None:
        """Say how far the work is."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        lang = language()
        self._count.setText(
            _("{done} of {total}").format(done=dates.number(done, lang), total=dates.number(total, lang))
        )

    def finish(self) -> None:
        """Hide the line."""
        self.setVisible(False)

    def retranslate(self) -> None:
        """The button in the language of the moment."""
        self._button.setText(_("Cancel"))

    def _cancel(self) -> None:
        self._button.setEnabled(False)
        self._what.setText(_("Stopping at the next safe place…"))
        self.cancelled.emit()
