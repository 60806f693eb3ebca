"""Several applications match: a list to choose from, by arrows and Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.search import Match
from printdesk.ui.kit import DeskTable, label
from printdesk.ui.pickup.match_table import masked_match_model
from printdesk.ui.pickup.reading import MOST_MATCHES
from printdesk.ui.theme import Space


class ResultsPanel(QWidget):
    """The list of matches.

    Signals:
        chosen: id of the application to show.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._labels: dict[str, str] = {}
        self._typed: dict[str, str] = {}
        self._model = masked_match_model(self._labels, self._typed)
        self._title = label("", "title", wrap=True)
        self._hint = label("", "secondary", wrap=True)
        self.table = DeskTable(self._model)
        self.table.opened.connect(lambda key: self.chosen.emit(int(key)))
        self.table.clicked.connect(lambda _index: self.chosen.emit(int(self.table.current_key())))
        head = QVBoxLayout()
        head.setContentsMargins(Space.L, Space.L, Space.L, Space.M)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.S)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def show_matches(self, text: str, matches: Sequence[Match], services: dict[str, str]) -> None:
        """Show what a text found, the first row current."""
        self._text = self._typed["text"] = text
        self._model.retranslate()
        self._labels.clear()
        self._labels.update(services)
        self._model.set_rows(matches)
        self._tell()
        if matches:
            self.table.select_key(str(matches[0].application_id))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def matches(self) -> list[Match]:
        """What is listed."""
        return self._model.rows()

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        self.table.retranslate()
        self._tell()

    def _tell(self) -> None:
        count = self._model.rowCount()
        shown = dates.number(count, language())
        template = plural("{count} application matches “{text}”", "{count} applications match “{text}”", count)
        if count >= MOST_MATCHES:
            template = _("The first {count} applications that match “{text}”")
        self._title.setText(template.format(count=shown, text=self._text))
        self._hint.setText(
            _("Arrow keys and Enter choose; another word or a number narrows it down. Opening a card is recorded.")
        )
        self.table.setAccessibleName(self._title.text())
