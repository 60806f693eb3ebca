"""The forms of planned deliveries."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from printdesk.i18n import _
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.kit import DateField, FormDialog, NumberField, TimeField
from printdesk.ui.theme import Space

_USUAL = 500
_LARGEST = 1_000_000
_MORNING = time(10, 0)


class PlanDialog(FormDialog):
    """A delivery to come: kind, count, day, and the hour where it is known."""

    def __init__(self, facts: BlanksFacts, chosen: str, day: date, parent: QWidget | None) -> None:
        super().__init__(
            _("Plan a delivery"),
            _("Note it"),
            _("The plan counts on it: those without a blank are planned for when it has come."),
            parent,
        )
        self.setMinimumWidth(580)
        self.service = QComboBox()
        for service in facts.settings.services:
            self.service.addItem(facts.label(service.code), service.code)
        self.service.setCurrentIndex(max(0, self.service.findData(chosen)))
        self.count = NumberField(1, _LARGEST, _USUAL)
        self.day = DateField(day)
        self.hour = TimeField(_MORNING)
        self.known = QCheckBox(_("can be used on the same day from"))
        self.note = QLineEdit()
        self.add_row(_("&Kind"), self.service)
        self.add_row(_("&How many"), self.count)
        self.add_row(_("&Day"), self.day)
        self.add_row(_("&Time"), self._time(), _("Without a time the plan counts on it from the next open day on."))
        self.add_row(_("&Note"), self.note)
        self.count.setFocus(Qt.FocusReason.OtherFocusReason)
        self.count.selectAll()

    def _time(self) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.known)
        row.addWidget(self.hour)
        row.addStretch(1)
        line.setFocusProxy(self.known)
        self.hour.setEnabled(False)
        self.hour.setAccessibleName(_("Time"))
        self.known.toggled.connect(self.hour.setEnabled)
        return line

    def time(self) -> time | None:
        """The time of day, None where it is not known."""
        return self.hour.value() if self.known.isChecked() else None


class CallOffDialog(FormDialog):
    """A delivery that does not come."""

    def __init__(self, words: str, parent: QWidget | None) -> None:
        super().__init__(
            _("It does not come"), _("Call it off"), _("{delivery}: the plan no longer counts on it.").format(
                delivery=words
            ), parent,
        )  # fmt: skip
        self.setMinimumWidth(540)
        self.reason = QLineEdit()
        self.add_row(_("&Reason"), self.reason, _("May stay empty."))
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
