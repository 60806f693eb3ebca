"""The left card: the station, what is in the operator's hands, and the shift's blanks."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from printdesk.i18n import _, language
from printdesk.services.blanks import Holding
from printdesk.ui.kit import Card, SectionTitle, SignMark, label, set_tone, thin_line
from printdesk.ui.print_room.ended_list import EndedList
from printdesk.ui.print_room.flaky_card import FlakyCard
from printdesk.ui.print_room.now_card import NowCard
from printdesk.ui.print_room.reading import DeskFacts
from printdesk.ui.print_room.station_head import StationHead
from printdesk.ui.theme import Kind, Space, Tone

_USUAL_EDGES = (Space.S, Space.M, Space.S)


class HandCard(Card):
    """Everything about this desk.

    Attributes:
        head: station and taking. flaky: a service type that goes badly. now: the one to deal with.
        ended: those that left.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._facts: DeskFacts | None = None
        self._asking = False
        self.head = StationHead()
        self.flaky = FlakyCard()
        self.now = NowCard()
        self.ended = EndedList()
        self._in_hand = SectionTitle()
        self._nothing = label("", "secondary", wrap=True)
        self._blanks = Card(surface="quiet")
        self._blanks_title = label("", "strong")
        self._blanks_words = label("", "detail", wrap=True)
        self._balance = label("", "strong")
        self._balance_sign = SignMark(Kind.DONE, 12)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.add_trailing(self.head.pill)
        self.add_trailing(self.head.chooser)
        inner = self._blanks.body
        inner.setContentsMargins(Space.M, *_USUAL_EDGES)
        inner.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._blanks_title, 1)
        head.setSpacing(6)
        head.addWidget(self._balance_sign)
        head.addWidget(self._balance)
        inner.addLayout(head)
        inner.addWidget(self._blanks_words)
        self.body.setContentsMargins(Space.L, 2, Space.L, Space.L)
        for widget in (self.head, self.flaky, thin_line(), self._in_hand, self._nothing, self.now):
            self.body.addWidget(widget)
        self.body.addWidget(self.ended, 1)
        self.body.addWidget(self._blanks)

    def set_tight(self, tight: bool) -> None:
        """Stand closer together on a low screen, so that nothing has to be scrolled."""
        self.head.set_tight(tight)
        self.body.setSpacing(Space.XS if tight else Space.S)
        self.body.setContentsMargins(Space.L, 0 if tight else 2, Space.L, Space.S if tight else Space.L)
        self._blanks.body.setContentsMargins(Space.M, *((Space.XS, Space.M, Space.XS) if tight else _USUAL_EDGES))

    def show_facts(self, facts: DeskFacts, *, asking: bool) -> None:
        """Show what is true now; while a question is open only that is asked."""
        self._facts, self._asking = facts, asking
        self.head.show_facts(facts)
        self.flaky.show_facts(facts)
        self.now.show_facts(facts)
        if asking:
            self.now.setVisible(False)
        self.retranslate()

    def retranslate(self) -> None:
        """The card's own words in the language of the moment."""
        self.set_title(self.head.title())
        self._blanks_title.setText(_("Shift blanks"))
        facts = self._facts
        for widget in (self._in_hand, self.ended):
            widget.setVisible(facts is not None)
        if facts is None:
            self._nothing.setVisible(False)
            self._blanks.setVisible(False)
            return
        self._show_hands(facts)
        self._show_blanks(facts)

    def blanks_text(self) -> str:
        """What the card says about the shift's blanks."""
        return f"{self._blanks_words.text()} {self._balance.text()}"

    def _show_hands(self, facts: DeskFacts) -> None:
        done, waiting = len(facts.ended), len(facts.waiting)
        if waiting:
            text = _("In your hands · {place} of {count}").format(place=done + 1, count=done + waiting)
        else:
            text = _("Done today · {count}").format(count=done) if done else _("In your hands")
        self._in_hand.setText(text)
        self._nothing.setText(self._advice(facts))
        self._nothing.setVisible(not waiting or self._asking)
        self.ended.show_rows(facts.ended, max(0, waiting - 1), facts.settings)

    def _advice(self, facts: DeskFacts) -> str:
        if self._asking:
            return _("Answer the question above first.")
        if not facts.station:
            return _("Nothing is in your hands.")
        if not facts.can_take:
            return _("Nothing is in your hands, and nothing can be taken here now.")
        return _("Nothing is in your hands. Take the next ones with F5.")

    def _show_blanks(self, facts: DeskFacts) -> None:
        self._blanks.setVisible(bool(facts.station))
        labels = facts.settings.service_labels(language())
        several = len(facts.holdings) > 1
        lines = [_holding(one, labels.get(one.service, one.service) if several else "") for one in facts.holdings]
        self._blanks_words.setText("\n".join(lines) or _("None were issued to you today."))
        self._balance.setText(_("stock balances") if facts.balanced else _("stock does not balance"))
        self._balance_sign.set_kind(Kind.DONE if facts.balanced else Kind.FAILED)
        set_tone(self._balance, Tone.GREEN if facts.balanced else Tone.RED)
        for widget in (self._balance, self._balance_sign):
            widget.setVisible(bool(facts.holdings))


def _holding(holding: Holding, service: str) -> str:
    text = _("{received} = {printed} printed + {spoiled} spoiled + {left} in hand").format(
        received=holding.received, printed=holding.printed, spoiled=holding.spoiled, left=holding.in_hand
    )
    return f"{service}: {text}" if service else text
