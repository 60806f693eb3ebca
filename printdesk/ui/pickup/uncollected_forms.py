"""Small forms of the counter's lists: suspend the month, note a look for a missing booklet."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from printdesk.i18n import _
from printdesk.ui.kit import DateField, FormDialog

_LONGEST = 500


class SuspendDialog(FormDialog):
    """Stop the month to collect for the whole office: from when, until when, and why.

    Attributes:
        first, until: the days. endless: nobody knows the end yet. reason: in words.
    """

    def __init__(self, today: date, parent: QWidget | None) -> None:
        super().__init__(
            _("Suspend the month to collect"),
            _("Suspend it"),
            _(
                "The days of the suspension do not count for anybody: no reminder falls due, nobody is cancelled, "
                "and every last day moves on by as many days. A supervisor does this."
            ),
            parent,
        )
        self.first, self.until = DateField(today), DateField(today + timedelta(days=13))
        self.endless = QCheckBox(_("until somebody ends it"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST)
        self.add_row(_("&From"), self.first)
        self.add_row(_("&Until"), self.until)
        self.add_row("", self.endless)
        self.endless.setAccessibleName(_("until somebody ends it"))
        self.add_row(_("&Reason"), self.reason, _("For instance the number of the head's letter."))
        self.endless.toggled.connect(lambda on: self.until.setEnabled(not on))
        self.reason.textChanged.connect(lambda text: self.set_act_enabled(bool(text.strip())))
        self.set_act_enabled(False)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def last(self) -> date | None:
        """The last day, None while nobody knows it."""
        return None if self.endless.isChecked() else self.until.value()


class LookDialog(FormDialog):
    """One more look for a missing booklet by whoever works here."""

    def __init__(self, serial: str, parent: QWidget | None) -> None:
        super().__init__(
            _("Search for {serial}").format(serial=serial),
            _("Note it"),
            _("Found it? Scan it in the room Blanks, under Missing: it goes back to where it belongs."),
            parent,
        )
        self.place, self.outcome = QLineEdit(), QLineEdit()
        self.place.setPlaceholderText(_("drawer of station R2, safe, box B of the shelf"))
        self.outcome.setMaxLength(_LONGEST)
        self.add_row(_("W&here"), self.place)
        self.add_row(_("&Result"), self.outcome)
        for field in (self.place, self.outcome):
            field.textChanged.connect(lambda _text: self._allow())
        self._allow()
        self.place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        self.set_act_enabled(bool(self.place.text().strip() and self.outcome.text().strip()))
