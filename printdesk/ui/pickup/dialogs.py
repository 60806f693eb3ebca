"""The room's small forms: the trip and its proof, holding back, taking a hand-over back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from printdesk.domain.settings import Reason
from printdesk.i18n import _, language
from printdesk.services.applications import LONGEST_VISA_LEAD
from printdesk.services.cards import Card
from printdesk.services.office import PersonView
from printdesk.ui.kit import DateField, FormDialog, NumberField, TimeField
from printdesk.ui.order.dialogs import BackRow
from printdesk.ui.pickup.proof_fields import ProofFields, ProofNote
from printdesk.ui.theme import Space

__all__ = ["HoldDialog", "ProofNote", "Trip", "TripDialog", "UndoDialog"]

_WIDTH = 840


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip as it was typed.

    Attributes:
        departs_at: aware; None for no trip.
    """

    departs_at: datetime | None
    has_time: bool
    destination: str
    visa_lead_days: int


class TripDialog(FormDialog):
    """When, where to, and what proves it: seen by whom, when, and when it must be seen again.

    Args:
        people: who works here. user: login of who sits here. now: in the office's zone.
    """

    def __init__(
        self, card: Card, people: Sequence[PersonView], user: str, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Trip of {name}").format(name=card.name),
            _("Save"),
            _("Write down what was really seen. A trip without proof ranks lower."),
            parent,
        )
        self._card, self._now, self._zone = card, now, now.tzinfo
        self.travels = QCheckBox(_("Travels"))
        departs = card.departs_at
        self.day = DateField(departs.date() if departs else now.date())
        self.has_time = QCheckBox(_("at"))
        self.time = TimeField(departs.time() if departs else time())
        self.destination = QLineEdit(card.destination)
        self.visa = NumberField(0, LONGEST_VISA_LEAD, card.visa_lead_days)
        self.proof = ProofFields(card, people, user, now)
        self._set_up(card)
        self.add_row("", self.travels)
        self.add_row(_("&Departure"), self._departure_row())
        self.add_row(_("D&estination"), self.destination)
        self.add_row(
            _("Days for a &visa"), self.visa, _("Calendar days before departure at which a visa needs the passport.")
        )
        self.add_row(_("&Proof seen"), self.proof.kind)
        self.add_row(_("Seen &by"), self.proof.seen_row)
        self.add_row(_("See it &again"), self.proof.again_row)
        self.setMinimumWidth(_WIDTH)
        self._lock()

    def _set_up(self, card: Card) -> None:
        self.travels.setChecked(card.departs_at is not None)
        self.has_time.setChecked(card.departs_has_time)
        self.day.setAccessibleName(_("Departure"))
        self.time.setAccessibleName(_("Time of departure"))
        self.travels.toggled.connect(self._lock)
        self.day.dateChanged.connect(lambda _day: self._day_changed())
        self.has_time.toggled.connect(self._lock)

    def _day_changed(self) -> None:
        """A proof of the day before proves nothing for another day: what is noted for it is seen here and now."""
        departs = self._card.departs_at
        if departs is None or departs.date() != self.day.value():
            self.proof.see_now()

    def _departure_row(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.day, 1)
        row.addWidget(self.has_time)
        row.addWidget(self.time)
        whole.setFocusProxy(self.day)
        return whole

    def _lock(self) -> None:
        on = self.travels.isChecked()
        for field in (self.day, self.has_time, self.destination, self.visa):
            field.setEnabled(on)
        self.time.setEnabled(on and self.has_time.isChecked())

    def trip(self) -> Trip:
        """The trip that is typed."""
        if not self.travels.isChecked():
            return Trip(None, False, "", 0)
        has_time = self.has_time.isChecked()
        departs = datetime.combine(self.day.value(), self.time.value() if has_time else time(), self._zone)
        return Trip(departs, has_time, self.destination.text().strip(), self.visa.value())

    def note(self) -> ProofNote | None:
        """What is to be noted of the proof; None where nothing of it was changed."""
        return self.proof.note()


class HoldDialog(FormDialog):
    """Why an application is held back, and when it is expected back."""

    def __init__(self, name: str, reasons: Sequence[Reason], now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Hold the application of {name}").format(name=name),
            _("Hold"),
            _("It is not printed until it is released; its place in the queue stays."),
            parent,
        )
        self.reason = QComboBox()
        for reason in reasons:
            self.reason.addItem(reason.label.text(language()), reason.code)
        self.back = BackRow(now, None)
        self.add_row(_("&Reason"), self.reason)
        self.add_row(_("Return"), self.back)
        self.setMinimumWidth(_WIDTH)

    def code(self) -> str:
        """The code of the reason chosen."""
        return str(self.reason.currentData() or "")


class UndoDialog(FormDialog):
    """Take a hand-over back: the booklet is scanned to prove that it is in the room.

    Args:
        serial: of the booklet, where it was scanned already.
    """

    def __init__(self, name: str, parent: QWidget | None = None, serial: str = "") -> None:
        super().__init__(
            _("Take back the hand-over to {name}").format(name=name),
            _("Take back"),
            _("Scan the booklet to prove that it is in the room again, and say why."),
            parent,
        )
        self.serial = QLineEdit()
        self.reason = QLineEdit()
        self.add_row(_("&Booklet"), self.serial)
        self.add_row(_("&Reason"), self.reason)
        if serial:
            self.take_scan(serial)
        else:
            self.serial.setFocus()

    def take_scan(self, code: str) -> None:
        """A scan is the booklet, whatever has the focus."""
        self.serial.setText(code)
        self.reason.setFocus()
