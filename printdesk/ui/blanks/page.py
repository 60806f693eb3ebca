"""The room of the blanks: places the cards, and turns keys and scans into acts."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.domain import numbers
from printdesk.errors import DeskError, RuleViolationError
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.blanks import Batch
from printdesk.ui.blanks.balance_card import BalanceCard
from printdesk.ui.blanks.forms import BlankForms
from printdesk.ui.blanks.reading import BlanksFacts, read_blanks
from printdesk.ui.blanks.table_model import batch_lines, batches_model, holding_lines, holdings_model
from printdesk.ui.blanks.words import count_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Card,
    DeskTable,
    EmptyState,
    FormDialog,
    PrimaryButton,
    SecondaryButton,
    SignMark,
    label,
)
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Kind, Space, Tone

_EDGE = 18
_MOST_ACROSS = 4


class BlanksPage(QWidget):
    """Receive, issue, take back; every kind's balance in sight.

    Keys: F6 issue, F7 receive a delivery, F8 take back.

    Attributes:
        cards: the balances by service type. holdings, batches: the two tables.
        issue, receive, take_back: the three acts.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: BlanksFacts | None = None
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self._forms = BlankForms(context, self._acts, self)
        self.cards: dict[str, BalanceCard] = {}
        self._across = _MOST_ACROSS
        self.issue = PrimaryButton("", "F6")
        self.receive = SecondaryButton("", "F7")
        self.take_back = SecondaryButton("", "F8")
        self._begin = PrimaryButton("", "F7")
        self.holdings = DeskTable(holdings_model())
        self.batches = DeskTable(batches_model())
        self._sign = SignMark(Kind.DONE, 18)
        self._answer = label("", "answer", wrap=True)
        self._more = label("", "secondary", wrap=True)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._empty = EmptyState(action=self._begin)
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
            card.setMinimumHeight(200)
        stock = QWidget()
        column = QVBoxLayout(stock)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(self._grid)
        column.addLayout(tables, 1)
        self._stack = QStackedWidget()
        self._unread = EmptyState()
        self._stack.addWidget(self._unread)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(stock)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_EDGE, Space.L, _EDGE, Space.L)
        whole.setSpacing(Space.M)
        whole.addWidget(self._build_head())
        whole.addWidget(self._stack, 1)

    def _build_head(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._answer)
        words.addWidget(self._more)
        self._head = QWidget()
        self._head.setVisible(False)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(Space.XS)
        row.addLayout(words, 1)
        for button in (self.take_back, self.receive, self.issue):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return self._head

    def _connect(self) -> None:
        self.receive.clicked.connect(lambda: self.open_receive())
        self._begin.clicked.connect(lambda: self.open_receive())
        self.issue.clicked.connect(self.open_issue)
        self.take_back.clicked.connect(self.open_take_back)
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read anew in the background; selection and scroll stay."""
        services = self._context.services
        self._reading.ask(lambda: read_blanks(services), self._show, self._not_read)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.issue.setText(_("Issue…"))
        self.receive.setText(_("Receive a delivery…"))
        self.take_back.setText(_("Take back…"))
        self._begin.setText(_("Receive the first delivery…"))
        self._empty.set(
            "stack",
            _("No blanks have been booked in yet"),
            _("Receive the first delivery by its first and last serial; two people count. Then issue to operators."),
        )
        self._nobody.set("users", _("No operator holds blanks"), _("Issue what the shift needs with F6."))
        self._holders.set_title(_("With the operators today"))
        self.holdings.setAccessibleName(_("With the operators today"))
        self.batches.setAccessibleName(_("Deliveries"))
        self.holdings.retranslate()
        self.batches.retranslate()
        self._show_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the balances in one row or in two, as there is room."""
        super().resizeEvent(event)
        self._choose_rows()

    def _choose_rows(self) -> None:
        needed = _MOST_ACROSS * (
            max((card.minimumSizeHint().width() for card in self.cards.values()), default=0) + Space.M
        )
        across = _MOST_ACROSS if self.width() > needed + 2 * _EDGE else 2
        if across != self._across:
            self._across = across
            self._place_cards()

    def focus_first(self) -> None:
        """Be ready for the usual act."""
        button = self._begin if self._stack.currentIndex() == 1 else self.issue
        button.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def open_issue(self) -> None:
        """Ask what to issue to whom."""
        if self._facts is not None:
            self._forms.issue(self._facts)

    def open_take_back(self) -> None:
        """Ask whose blanks come back; proposed is the operator chosen in the list."""
        if self._facts is not None:
            self._forms.take_back(self._facts, self.holdings.current_key())

    def _say_where(self, serial: str, batch: Batch) -> None:
        day = dates.day_medium(batch.received_at.date(), language())
        text = _("{serial} came on {day} ({range}).")
        self._context.messages.info(
            text.format(
                serial=numbers.strip_separators(serial).upper(), day=day, range=f"{batch.first} – {batch.last}"
            )
        )

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        if self._facts is None:
            self._unread.set_unread(str(error))

    def _show(self, facts: BlanksFacts) -> None:
        self._facts = facts
        self._show_cards(facts)
        self.holdings.rows_model().set_rows(holding_lines(facts))
        self.batches.rows_model().set_rows(batch_lines(facts))
        self._stack.setCurrentIndex(2 if facts.batches else 1)
        self._head.setVisible(bool(facts.batches))
        self.take_back.setEnabled(any(one.first for one in facts.holdings))
        self._show_words()
        self._forms.show_facts(facts)

    def _show_cards(self, facts: BlanksFacts) -> None:
        codes = [service.code for service in facts.settings.services]
        if list(self.cards) != codes:
            self._make_cards(codes)
        for service, balance in zip(facts.settings.services, facts.balances, strict=True):
            self.cards[service.code].show_balance(service, balance)
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

    def _show_words(self) -> None:
        facts = self._facts
        if facts is None:
            self._unread.set_unread("")
            return
        received = sum(one.received for one in facts.balances)
        self._sign.set_kind(Kind.DONE if facts.balanced else Kind.FAILED)
        balanced = _("Every booklet is accounted for")
        self._answer.setText(balanced if facts.balanced else _("The booklets do not add up: stop and count"))
        self._answer.setProperty("tone", None if facts.balanced else Tone.RED.value)
        parts = [plural("{count} received", "{count} received", received).format(count=count_text(received))]
        parts += [
            _("{service} runs low: {count} in the safe").format(
                service=facts.label(one.code), count=count_text(facts.in_safe(one.code))
            )
            for one in facts.low
        ]
        self._more.setText(" · ".join(parts))
        count = len(facts.batches)
        self._deliveries.set_title(_("Deliveries"), count_text(count))


def _holds(batch: Batch, serial: tuple[str, int, int]) -> bool:
    letters, value, width = numbers.split_serial(batch.first, active())
    last = numbers.split_serial(batch.last, active())[1]
    return (letters, width) == (serial[0], serial[2]) and value <= serial[1] <= last
