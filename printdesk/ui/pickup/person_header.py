"""Whose card it is: why it came up, the name in large letters, the numbers masked, the trip."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from printdesk.i18n import _, plural
from printdesk.services.applications import Identity
from printdesk.ui.kit import GhostButton, Pill, label, restyle
from printdesk.ui.pickup import words
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.theme import Kind, Space

_LONG_NAME, _LONGEST_NAME = 30, 60
"""From how many letters on a name is written one and two steps smaller; it is never cut."""
_LOW = 26
"""Height of a button inside a line of small words."""


def _name_voice(name: str) -> str:
    if len(name) > _LONGEST_NAME:
        return "section"
    return "title" if len(name) > _LONG_NAME else "name"


class _OneLineFirst(QLabel):
    """A wrapping label that asks for one line; Qt's own asks for a block, and so wraps where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("voice", "secondary")
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())


class PersonHeader(QWidget):
    """The head of a card.

    Signals:
        identity_wanted: the full NIK and telephone are asked for.
        list_wanted: back to the list of matches.
    """

    identity_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._identity: Identity | None = None
        self._others = 0
        self._match = label("", "secondary")
        self._back = GhostButton("", "", "chevron-left")
        self._name = label("", "name", wrap=True, copyable=True)
        self._facts = _OneLineFirst()
        self._group = label("", "secondary", wrap=True)
        self._show = GhostButton(act="look")
        self._show.setFixedHeight(_LOW)
        self._pill = Pill()
        self._trip = label("", "secondary", wrap=True)
        self._trip.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._back.clicked.connect(self.list_wanted)
        self._show.clicked.connect(self._ask_or_hide)
        self._build()

    def _build(self) -> None:
        match = QHBoxLayout()
        match.setSpacing(Space.S)
        match.addWidget(self._match)
        match.addWidget(self._back)
        match.addStretch(1)
        facts = QHBoxLayout()
        facts.setSpacing(Space.XS)
        facts.addWidget(self._facts)
        facts.addWidget(self._show, 0, Qt.AlignmentFlag.AlignVCenter)
        facts.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addLayout(match)
        names.addWidget(self._name)
        trip = QVBoxLayout()
        trip.setSpacing(Space.XS)
        trip.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignRight)
        trip.addWidget(self._trip)
        trip.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(Space.L)
        top.addLayout(names, 1)
        top.addLayout(trip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(facts)
        column.addWidget(self._group)

    def show_person(self, opened: Opened, match: str, others: int) -> None:
        """Show a card's head; full numbers of the card before are hidden again.

        Args:
            match: why it came up. others: how many came up with it.
        """
        if self._opened is None or self._opened.card.id != opened.card.id:
            self._identity = None
        self._opened = opened
        self._others = others
        self._match.setText(match)
        self._match.setVisible(bool(match))
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Numbers that were shown are hidden with the card, also where the desk is locked and opened again."""
        super().hideEvent(event)
        if self._identity is not None and not event.spontaneous():
            self._identity = None
            self._tell()

    def show_identity(self, identity: Identity) -> None:
        """Show the full numbers until the card is left."""
        self._identity = identity
        self._tell()

    def facts(self) -> str:
        """The line of numbers as it is shown."""
        return self._facts.text()

    def name(self) -> str:
        """The name shown."""
        return self._name.accessibleName()

    def match(self) -> str:
        """Why it came up, as it is shown."""
        return self._match.text()

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        self._tell()

    def _tell(self) -> None:
        opened = self._opened
        if opened is None:
            return
        card, shown = opened.card, self._identity
        self._name.setText(words.breakable(card.name))
        self._name.setAccessibleName(card.name)
        self._name.setProperty("voice", _name_voice(card.name))
        restyle(self._name)
        nik, phone = (shown.nik, shown.phone) if shown else (card.nik_masked, card.phone_masked)
        self._facts.setText(words.facts_line(opened, nik, phone))
        self._group.setText(words.group_line(card))
        self._group.setVisible(bool(card.group))
        self._show.setText(_("Hide") if shown else _("Show"))
        self._show.setToolTip(_("The full NIK and telephone; each look is recorded."))
        self._show.setVisible(bool(card.nik_masked or card.phone_masked))
        self._back.setText(plural("{count} match", "All {count} matches", self._others).format(count=self._others))
        self._back.setVisible(self._others > 1)
        self._tell_trip(opened)

    def _tell_trip(self, opened: Opened) -> None:
        card = opened.card
        pill = words.departure_pill(card.departs_at, card.departs_has_time, opened.now.date())
        self._pill.set(pill.kind if pill else Kind.NOTE, pill.text if pill else "")
        line = words.trip_line(card)
        self._trip.setText(line)
        self._trip.setVisible(bool(line))

    def _ask_or_hide(self) -> None:
        if self._identity is None:
            self.identity_wanted.emit()
        else:
            self._identity = None
            self._tell()
