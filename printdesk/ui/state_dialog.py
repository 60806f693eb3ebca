"""Says whether a service type, a stage of it, or a station works from now on."""

from datetime import datetime, timedelta
from typing import Protocol

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from printdesk.i18n import _
from printdesk.services.office import Switch
from printdesk.services.settings_file import SwitchEntry
from printdesk.services.work import OfficeData
from printdesk.ui.kit import ChipRow, DateField, FormDialog, NumberField, TimeField
from printdesk.ui.state_words import state_words
from printdesk.ui.theme import Space

_FLAKY_START = 50


class _StateLine(Protocol):
    """What is to be changed: "station", or anything that can be flaky besides; its name, switch and return."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def switch(self) -> Switch: ...
    @property
    def back(self) -> datetime | None: ...


class StateDialog(FormDialog):
    """State, the success of a flaky service, when a stopped one is expected back, a note.

    Args:
        line: what is to be changed. office: its calendar proposes the next opening. now: in the office's zone.
    """

    def __init__(self, line: _StateLine, office: OfficeData, now: datetime, parent: QWidget | None) -> None:
        super().__init__(
            _("What works: {name}").format(name=line.name),
            _("Put in force"),
            _("The plan and the overtime are worked out anew at once."),
            parent,
        )
        self._line = line
        self._zone = office.zone
        tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        back = line.back or office.office_hours.next_open(tomorrow)
        switch = line.switch
        self.states = ChipRow()
        self.success = NumberField(1, 99, switch.success_percent if switch.state == "flaky" else _FLAKY_START)
        self.known = QCheckBox(_("expected back on"))
        self.day = DateField(back.date())
        self.time = TimeField(back.timetz().replace(tzinfo=None))
        self.note = QLineEdit(switch.note)
        self._add_rows()
        self.known.setChecked(line.back is not None)
        self.states.choose(switch.state)
        self.states.chosen.connect(lambda _code: self._fit())
        self.known.toggled.connect(lambda _on: self._fit())
        self._fit()

    def _add_rows(self) -> None:
        for code in ("up", "flaky", "down"):
            if code != "flaky" or self._line.kind != "station":
                self.states.set_chip(code, state_words()[code])
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.known)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        self.add_row(_("State"), self.states)
        if self._line.kind != "station":
            self.add_row(_("&Of 100 succeed"), self.success)
        self.add_row(_("Return"), when)
        self.add_row(_("&Note"), self.note)
        self.setMinimumWidth(720)

    def entry(self) -> SwitchEntry:
        """What is to be put in force."""
        state = self.states.current()
        back = None
        if state != "up" and self.known.isChecked():
            back = datetime.combine(self.day.value(), self.time.value(), self._zone)
        success = self.success.value() if state == "flaky" else 100
        return SwitchEntry(self._line.switch.code, state, success, back, self.note.text().strip())

    def _fit(self) -> None:
        state = self.states.current()
        self.success.setEnabled(state == "flaky")
        self.known.setEnabled(state != "up")
        for field in (self.day, self.time):
            field.setEnabled(state != "up" and self.known.isChecked())
