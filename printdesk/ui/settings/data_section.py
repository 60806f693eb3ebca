"""The database with its ledger, and the settings file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.i18n import _, plural
from printdesk.services.ledger import Verification
from printdesk.ui.kit import (
    KeyValue,
    PrimaryButton,
    SecondaryButton,
    SectionTitle,
    label,
    thin_line,
)
from printdesk.ui.settings.reading import SettingsFacts
from printdesk.ui.settings.result import Result
from printdesk.ui.settings.words import count_text
from printdesk.ui.theme import Kind, Space


class DatabaseSection(QWidget):
    """Where the data lie, and whether their ledger is whole.

    Attributes:
        verify: asks for the check. result: what it found.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._ledger_title = SectionTitle(), SectionTitle()
        self._values = KeyValue()
        self._about = label("", "secondary", wrap=True)
        self.verify = SecondaryButton("", "F8", "check-badge")
        self.result = Result()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self._title)
        column.addWidget(self._values)
        column.addSpacing(Space.M)
        column.addWidget(self._ledger_title)
        column.addWidget(self._about)
        column.addWidget(self.verify, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.result)
        column.addStretch(1)

    def show_facts(self, facts: SettingsFacts) -> None:
        """Show the database of the moment."""
        database = facts.database
        self._title.setText(_("Database"))
        self._ledger_title.setText(_("Ledger"))
        self._about.setText(
            _("Every act stands in the ledger, chained to the one before. The check computes the whole chain anew.")
        )
        self.verify.setText(_("Verify the ledger"))
        rows = [
            (_("Kind"), f"{database.kind} {database.version}".strip()),
            (_("Place"), database.place),
            (_("Ledger entries"), count_text(database.entries)),
            (_("Settings version"), count_text(facts.office.version)),
        ]
        if database.journal:
            rows.insert(2, (_("Journal"), database.journal))
        if facts.is_demo:
            rows.append((_("Clock"), _("of the demo office")))
        self._values.set_rows(rows)

    def show_running(self) -> None:
        """The check runs."""
        self.verify.setEnabled(False)
        self.result.say(Kind.WAITING, _("Checking the ledger…"))

    def show_verified(self, found: Verification) -> None:
        """What the check found."""
        self.verify.setEnabled(True)
        if found.ok:
            text = plural(
                "The ledger is whole: {count} entry.", "The ledger is whole: {count} entries.", found.entries
            )
            head = _("Head: {head}").format(head=found.head)
            self.result.say(Kind.DONE, text.format(count=count_text(found.entries)), head)
            return
        text = _("The ledger was changed: entry {number} does not fit the one before.")
        advice = _("Keep a copy of the database as it is, and call the auditor.")
        self.result.say(Kind.FAILED, text.format(number=count_text(found.first_bad or 0)), advice)


class FileSection(QWidget):
    """The settings file: out and in.

    Attributes:
        export, take_in: the acts. result: what became of the last one.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._export_words, self._import_words = label("", wrap=True), label("", wrap=True)
        self.export = PrimaryButton("", "F6", "save")
        self.take_in = SecondaryButton("", "F7", "upload", act="change_settings")
        self.result = Result()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, 0, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(self._export_words)
        column.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(Space.S)
        column.addWidget(thin_line())
        column.addSpacing(Space.S)
        column.addWidget(self._import_words)
        column.addWidget(self.take_in, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(Space.S)
        column.addWidget(self.result)
        column.addStretch(1)

    def show_facts(self, _facts: SettingsFacts) -> None:
        """Words in the language of the moment."""
        self._export_words.setText(
            _(
                "Everything the office can change, as a text file (TOML): service types, stations, calendar, "
                "classes, reasons, rates, people."
            )
        )
        self._import_words.setText(
            _(
                "An edited file is checked whole before it comes into force; when anything in it does not fit, "
                "nothing changes."
            )
        )
        self.export.setText(_("Export…"))
        self.take_in.setText(_("Import…"))

    def set_busy(self, busy: bool) -> None:
        """While a file is on its way nothing else is begun."""
        for button in (self.export, self.take_in):
            button.setEnabled(not busy)
