"""Which planned delivery has come with a box."""

from PySide6.QtWidgets import QComboBox, QWidget

from printdesk.i18n import _, dates, language
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.words import booklets_text


class PlannedBox(QComboBox):
    """The planned deliveries of one kind to choose from; those that are overdue or due today are proposed.

    Attributes:
        known: whether any delivery of any kind is planned.
    """

    def __init__(self, facts: BlanksFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = {row.id: row for one in facts.stock for row in one.deliveries}
        self.known = bool(self._rows)
        self._service = ""

    def offer(self, service: str) -> None:
        """Show those of a kind."""
        self._service = service
        self.clear()
        self.addItem(_("None of them"), 0)
        for row in self._rows.values():
            if row.service == service:
                day = dates.day_medium(row.day, language())
                self.addItem(_("{day}, {count}").format(day=day, count=booklets_text(row.count)), row.id)
        overdue = next((row.id for row in self._rows.values() if row.service == service and row.overdue), 0)
        self.choose(overdue)

    def choose(self, delivery: int) -> None:
        """Choose one of them."""
        self.setCurrentIndex(max(0, self.findData(delivery)))

    def chosen(self) -> int:
        """The id of the one chosen, 0 for none."""
        return int(self.currentData() or 0)

    def settled(self) -> None:
        """The one chosen has come; the next box may be another one."""
        self._rows.pop(self.chosen(), None)
        self.offer(self._service)
