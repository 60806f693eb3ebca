"""Where an application stands in four facts that are read at a glance: where, since when, promised, planned."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from printdesk.domain.states import ApplicationState as A
from printdesk.domain.states import application_state_text
from printdesk.i18n import _, dates, language
from printdesk.services.cards import Card
from printdesk.services.plans import AnswerView
from printdesk.ui.kit import label
from printdesk.ui.pickup import words
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.theme import Space

_UNPRINTED = frozenset({A.READY, A.CLAIMED, A.PRINTING, A.UNCONFIRMED, A.HELD})
_ON_THE_WAY = frozenset({A.PRINTED, A.PASSED})


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value, with a second thought in small letters."""

    name: str
    value: str
    more: str = ""


def facts(opened: Opened, answer: AnswerView | None) -> list[Fact]:
    """The facts of a card; what is planned comes with the answer."""
    card, today = opened.card, opened.now.date()
    return [
        Fact(_("WHERE"), _where(card), _place(card, answer)),
        Fact(_("SINCE"), _since(card.state_since), words.days_away(card.state_since.date(), today)),
        Fact(_("PROMISED"), dates.day_short(card.promised.date(), language()), _first(card)),
        _next_date(card, answer, today),
    ]


def _where(card: Card) -> str:
    text = application_state_text(card.state)
    return text[:1].upper() + text[1:]


def _place(card: Card, answer: AnswerView | None) -> str:
    """Where exactly: the slot, the operator, the place in the queue."""
    if card.state in (A.SHELVED, A.PASSED) and card.shelf_slot:
        return _("shelf {slot}").format(slot=card.shelf_slot)
    if card.claimed_by:
        return f"{card.claimed_by} · {card.claimed_station}" if card.claimed_station else card.claimed_by
    if card.state == A.HELD:
        return card.hold_reason_text
    if answer is not None and answer.position:
        return _("place {position} in the queue").format(position=dates.number(answer.position, language()))
    return ""


def _first(card: Card) -> str:
    """What was promised at first, where an outage has moved it."""
    if card.promised_first.date() == card.promised.date():
        return ""
    return _("at first {day}").format(day=dates.day_short(card.promised_first.date(), language()))


def _next_date(card: Card, answer: AnswerView | None, today: date) -> Fact:
    """The date that matters next: when it is printed, when it can be had, by when it is to be collected."""
    if card.state in _UNPRINTED:
        return Fact(_("PLANNED"), _short(answer.planned if answer else None), _ready(answer))
    if card.state in _ON_THE_WAY:
        return Fact(_("READY FROM"), _short(answer.ready_from if answer else None))
    if card.state == A.SHELVED and card.collection is not None:
        last = card.collection.last_day
        if last is None:
            return Fact(_("COLLECT BY"), "–", words.collect_text(card.collection))
        return Fact(_("COLLECT BY"), dates.day_short(last, language()), words.days_away(last, today))
    return Fact(_("PLANNED"), "–", _("nothing more"))


def _since(moment: datetime) -> str:
    """A list that names a day without a time gives midnight, which is no time that anybody was here."""
    if (moment.hour, moment.minute) == (0, 0):
        return dates.day_short(moment.date(), language())
    return dates.moment_short(moment, language())


def _short(moment: datetime | None) -> str:
    return dates.moment_short(moment, language()) if moment is not None else "–"


def _ready(answer: AnswerView | None) -> str:
    if answer is None or answer.ready_from is None:
        return ""
    return _("ready {moment}").format(moment=dates.moment_short(answer.ready_from, language()))


class StandingFacts(QWidget):
    """The facts side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened: Opened | None = None
        self._answer: AnswerView | None = None
        self._cells: list[tuple[QLabel, QLabel, QLabel]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        for _at in range(4):
            cell = label("", "caption"), label("", "strong", wrap=True), label("", "secondary", wrap=True)
            column = QVBoxLayout()
            column.setSpacing(0)
            for part in cell:
                column.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
            column.addStretch(1)
            row.addLayout(column, 1)
            self._cells.append(cell)

    def show_facts(self, opened: Opened, answer: AnswerView | None) -> None:
        """Show where an application stands."""
        self._opened, self._answer = opened, answer
        self.retranslate()

    def texts(self) -> list[str]:
        """Each fact as it is read aloud."""
        return [" ".join(part.text() for part in cell if part.text()) for cell in self._cells]

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        if self._opened is None:
            return
        for (name, value, more), fact in zip(self._cells, facts(self._opened, self._answer), strict=True):
            name.setText(fact.name)
            value.setText(fact.value)
            more.setText(fact.more)
            more.setVisible(bool(fact.more))
        self.setAccessibleName("; ".join(self.texts()))
