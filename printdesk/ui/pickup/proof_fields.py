"""The fields of a proof: which kind, by whom and when it was seen, and when it must be seen again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from PySide6.QtCore import QDate, QObject
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.cards import Card
from printdesk.services.field_words import proof_words
from printdesk.services.office import PersonView
from printdesk.services.proof_acts import Seen
from printdesk.ui.kit import DateField, SecondaryButton, TimeField
from printdesk.ui.theme import Space

_NAME = 14
"""Letters of a name that are always shown; the list that opens has them all."""


@dataclass(frozen=True, slots=True)
class ProofNote:
    """A proof as it was typed.

    Attributes:
        proof: code, "" for none. seen: by whom and when. recheck_at: when it must be seen again; None: never.
    """

    proof: str
    seen: Seen
    recheck_at: datetime | None


class ProofFields(QObject):
    """The fields, placed by the form in its rows.

    Args:
        people: who works here. user: login of who sits here. now: in the office's zone.

    Attributes:
        kind: of proof. seen_row: by whom and when. again_row: the day for another look.
    """

    def __init__(self, card: Card, people: Sequence[PersonView], user: str, now: datetime) -> None:
        super().__init__()
        self._card, self._user, self._now = card, user, now.replace(second=0, microsecond=0)
        self.kind = QComboBox()
        self.by = QComboBox()
        self.by.setMinimumContentsLength(_NAME)
        self.by.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.day = DateField(now.date())
        self.time = TimeField(now.time())
        self.fresh = SecondaryButton(_("Seen now"))
        self.again = QCheckBox(_("on"))
        self.again_day = DateField((now + timedelta(days=7)).date())
        self._fill(people)
        self.seen_row = _row(self.by, self.day, self.time, self.fresh)
        self.again_row = _row(self.again, self.again_day)
        self._name()
        self._show_known(people)
        self.kind.currentIndexChanged.connect(lambda _at: self._kind_changed())
        self.fresh.clicked.connect(self.see_now)
        self.again.toggled.connect(lambda _on: self._lock())
        self._lock()
        self._first = self._typed()

    def note(self) -> ProofNote | None:
        """What is to be noted; None where nothing was changed."""
        typed = self._typed()
        return None if typed == self._first else typed

    def see_now(self) -> None:
        """It was seen here, just now."""
        self._choose_person(self._user)
        self.day.set_value(self._now.date())
        self.time.set_value(self._now.time())

    def _fill(self, people: Sequence[PersonView]) -> None:
        self.kind.addItem(_("none"), "")
        for code, text in proof_words(active()).items():
            self.kind.addItem(text, code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(self._card.proof)))
        for person in people:
            self.by.addItem(person.name, person.login)
        if self.by.findData(self._user) < 0:
            self.by.addItem(self._user, self._user)

    def _name(self) -> None:
        self.by.setAccessibleName(_("Seen by"))
        self.day.setAccessibleName(_("Day on which it was seen"))
        self.time.setAccessibleName(_("Time at which it was seen"))
        self.again_day.setAccessibleName(_("Day for another look at the proof"))
        self.again.setToolTip(_("From that day on the proof does not count until somebody has seen it again."))
        self.day.setMaximumDate(QDate(self._now.year, self._now.month, self._now.day))

    def _show_known(self, people: Sequence[PersonView]) -> None:
        card = self._card
        self.see_now()
        if card.proof and card.proof_seen_at is not None:
            login = next((each.login for each in people if each.name == card.proof_seen_by), "")
            if not login and card.proof_seen_by:
                login = card.proof_seen_by
                self.by.addItem(login, login)
            self._choose_person(login or self._user)
            self.day.set_value(card.proof_seen_at.date())
            self.time.set_value(card.proof_seen_at.time())
        if card.proof_recheck_at is not None:
            self.again.setChecked(True)
            self.again_day.set_value(card.proof_recheck_at.date())

    def _choose_person(self, login: str) -> None:
        self.by.setCurrentIndex(max(0, self.by.findData(login)))

    def _kind_changed(self) -> None:
        """Another kind was seen now, by who sits here, until somebody says otherwise."""
        self.see_now()
        self.again.setChecked(False)
        self._lock()

    def _lock(self) -> None:
        on = bool(self.kind.currentData())
        for field in (self.by, self.day, self.time, self.fresh, self.again):
            field.setEnabled(on)
        self.again_day.setEnabled(on and self.again.isChecked())

    def _typed(self) -> ProofNote:
        proof, zone = str(self.kind.currentData() or ""), self._now.tzinfo
        if not proof:
            return ProofNote("", Seen(), None)
        seen = datetime.combine(self.day.value(), self.time.value(), zone)
        again = datetime.combine(self.again_day.value(), time(), zone) if self.again.isChecked() else None
        return ProofNote(proof, Seen(str(self.by.currentData() or ""), seen), again)


def _row(*fields: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    for field in fields:
        row.addWidget(field, 1 if isinstance(field, DateField) else 0)
    whole.setFocusProxy(fields[0])
    return whole
