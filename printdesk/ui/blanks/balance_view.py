"""The first view: every kind's balance, what operators hold, and the deliveries."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.domain import numbers
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.blanks import Batch
from printdesk.ui.blanks.balance_card import BalanceCard
from printdesk.ui.blanks.forms import BlankForms
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.table_model import batch_lines, batches_model, holding_lines, holdings_model
from printdesk.ui.blanks.view import BlanksView
from printdesk.ui.blanks.words import count_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, DeskTable, EmptyState, FormDialog, PrimaryButton, SecondaryButton
from printdesk.ui.room_work import Acts
from printdesk.ui.theme import Space

_MOST_ACROSS = 4


class BalanceView(BlanksView):
    """Every kind's balance in sight; deliveries are received here, shifts opened and closed in their own view.

    Keys: F6 open a shift, F7 receive a delivery, F8 close a shift.

    Attributes:
        cards: the balances by service type. holdings, batches: the two tables.
        open_shift, receive, close_shift: the three acts. begin: the first delivery of a new office.

    Signals:
        opening_wanted, closing_wanted: a shift is to be opened, or closed.
    """

    opening_wanted = Signal()
    closing_wanted = Signal()

    code = "balance"

    def __init__(self, context: RoomContext, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(context, acts, parent)
        self._facts: BlanksFacts | None = None
        self._forms = BlankForms(context, acts, self)
        self.cards: dict[str, BalanceCard] = {}
        self._across = _MOST_ACROSS
        self.open_shift = PrimaryButton("", "F6", act="open_shift")
        self.receive = SecondaryButton("", "F7", act="receive")
        self.close_shift = SecondaryButton("", "F8", act="close_shift")
        self.begin = PrimaryButton("", "F7", act="receive")
        self.holdings = DeskTable(holdings_model())
        self.batches = DeskTable(batches_model())
        self._build()
        self.receive.clicked.connect(lambda: self.open_receive())
        self.begin.clicked.connect(lambda: self.open_receive())
        self.open_shift.clicked.connect(self.opening_wanted)
        self.close_shift.clicked.connect(self.closing_wanted)

    def _build(self) -> None:
        self.empty = EmptyState(action=self.begin)
        self._nobody = EmptyState()
        self._grid = QGridLayout()
        self._grid.setSpacing(Space.M)
        self._holders = Card(flush=True)
        self._deliveries = Card(flush=True)
        self._holders.body.addWidget(self.holdings)
        self._deliveries.body.addWidget(self.batches)
        self.holdings.set_empty(self._nobody)
        tables = QHBoxLayout()
        tables.setSpacing(Space.M)
        tables.addWidget(self._holders, 11)
        tables.addWidget(self._deliveries, 10)
        for card in (self._holders, self._deliveries):
            card.setMinimumHeight(140)
        stock = QWidget()
        column = QVBoxLayout(stock)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self._grid)
        column.addLayout(tables, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(stock)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def title(self) -> str:
        """The chip's words."""
        return _("Balance")

    def buttons(self) -> Sequence[QAbstractButton]:
        """The three acts."""
        return (self.close_shift, self.receive, self.open_shift)

    def offered(self) -> Sequence[QAbstractButton]:
        """None in a new office, which has its one act in the middle of the view."""
        return self.buttons() if self._facts is not None and self._facts.batches else ()

    def refresh(self, facts: BlanksFacts, _own: Any) -> None:
        """Show the balances and both tables; selection and scroll stay."""
        self._facts = facts
        self._show_cards(facts)
        self.holdings.rows_model().set_rows(holding_lines(facts))
        self.batches.rows_model().set_rows(batch_lines(facts))
        self._stack.setCurrentIndex(0 if facts.batches else 1)
        self.close_shift.setEnabled(any(one.open for one in facts.shifts))
        self._deliveries.set_title(_("Deliveries"), count_text(len(facts.batches)))

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.open_shift.setText(_("Open a shift…"))
        self.receive.setText(_("Receive a delivery…"))
        self.close_shift.setText(_("Close a shift…"))
        self.begin.setText(_("Receive the first delivery…"))
        self.empty.set(
            "stack",
            _("No blanks have been booked in yet"),
            _("Receive the first delivery by its first and last serial; two people count. Then issue to operators."),
        )
        self._nobody.set("users", _("No operator holds blanks"), _("Open a shift with F6: only its need is issued."))
        self._holders.set_title(_("With the operators today"))
        self.holdings.setAccessibleName(_("With the operators today"))
        self.batches.setAccessibleName(_("Deliveries"))
        self.holdings.retranslate()
        self.batches.retranslate()
        if self._facts is not None:
            self._deliveries.set_title(_("Deliveries"), count_text(len(self._facts.batches)))

    def focus_first(self) -> None:
        """Be ready for the usual act."""
        button = self.begin if self._stack.currentIndex() == 1 else self.open_shift
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the balances in one row or in two, as there is room."""
        super().resizeEvent(event)
        self._choose_rows()

    def _choose_rows(self) -> None:
        needed = _MOST_ACROSS * (
            max((card.minimumSizeHint().width() for card in self.cards.values()), default=0) + Space.M
        )
        across = _MOST_ACROSS if self.width() > needed else 2
        if across != self._across:
            self._across = across
            self._place_cards()

    def handle_scan(self, text: str) -> bool:
        """A blank's serial shows its delivery; one that never came begins a delivery."""
        try:
            serial = numbers.split_serial(text, active())
        except RuleViolationError:
            return False
        if self._facts is None:
            return False
        batch = next((one for one in self._facts.batches if _holds(one, serial)), None)
        if batch is None:
            self.open_receive(text)
        else:
            self.batches.select_key(str(batch.id))
            self._say_where(text, batch)
        return True

    @property
    def dialog(self) -> FormDialog | None:
        """The form that is open, None when none is."""
        return self._forms.dialog

    def open_receive(self, first: str = "") -> None:
        """Ask for a delivery; `first` is its first serial where that is known."""
        if self._facts is not None:
            self._forms.receive(self._facts, first)

    def _say_where(self, serial: str, batch: Batch) -> None:
        day = dates.day_medium(batch.received_at.date(), language())
        text = _("{serial} came on {day} ({range}).")
        self.context.messages.info(
            text.format(
                serial=numbers.strip_separators(serial).upper(), day=day, range=f"{batch.first} – {batch.last}"
            )
        )

    def _show_cards(self, facts: BlanksFacts) -> None:
        codes = [service.code for service in facts.settings.services]
        if list(self.cards) != codes:
            self._make_cards(codes)
        lasts = {one.service: one for one in facts.stock}
        for service, balance in zip(facts.settings.services, facts.balances, strict=True):
            self.cards[service.code].show_balance(service, balance, lasts.get(service.code))
        self._choose_rows()

    def _make_cards(self, codes: Sequence[str]) -> None:
        for card in self.cards.values():
            self._grid.removeWidget(card)
            card.deleteLater()
        self.cards = {code: BalanceCard() for code in codes}
        self._place_cards()

    def _place_cards(self) -> None:
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for at, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, at // self._across, at % self._across)
        for column in range(min(self._across, len(self.cards))):
            self._grid.setColumnStretch(column, 1)


def _holds(batch: Batch, serial: tuple[str, int, int]) -> bool:
    letters, value, width = numbers.split_serial(batch.first, active())
    last = numbers.split_serial(batch.last, active())[1]
    return (letters, width) == (serial[0], serial[2]) and value <= serial[1] <= last
