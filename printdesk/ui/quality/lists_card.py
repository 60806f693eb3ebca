"""The right card: what waits for the check and what waits for the shelf."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from printdesk.i18n import _, dates, language
from printdesk.ui.kit import Card, DeskTable, EmptyState, FlowRow, GhostButton, SecondaryButton, ViewRow, thin_line
from printdesk.ui.quality.reading import QualityFacts
from printdesk.ui.quality.table_model import booklet_lines, shelf_model, waiting_model
from printdesk.ui.theme import Space, Tone

WAITING, SHELF = "waiting", "shelf"


class ListsCard(Card):
    """Two lists, one shown at a time.

    Attributes:
        chips: which list. waiting, shelf: the tables. place: says that the row chosen lies on the shelf.
            labels: their labels. hand: the custody list. order: an order on the second person.

    Signals:
        check_asked: serial of the row on which Enter fell. placed_said: serial of the row that lies on the shelf.
    """

    check_asked = Signal(str)
    placed_said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._facts: QualityFacts | None = None
        self._failure = ""
        self.chips = ViewRow()
        self.waiting = DeskTable(waiting_model())
        self.shelf = DeskTable(shelf_model())
        self.place = SecondaryButton(icon="check", act="shelve")
        self.labels = SecondaryButton("", "Ctrl+P", "printer")
        self.hand = SecondaryButton("", "Ctrl+H", "hand-over")
        self.order = GhostButton(act="order_one_person")
        self._nothing_waits = EmptyState("clock")
        self._nothing_to_shelve = EmptyState("clock")
        self._tables = QStackedWidget()
        self._foot = QWidget()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(Space.L, 0, Space.L, Space.S)
        line.addWidget(self.chips)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(Space.XS, Space.S, Space.L, Space.S)
        acts = FlowRow(Space.S)
        for button in (self.order, self.labels, self.hand, self.place):
            acts.add(button)
        foot.addWidget(acts, 1)
        self.waiting.set_empty(self._nothing_waits)
        self.shelf.set_empty(self._nothing_to_shelve)
        self._tables.addWidget(self.waiting)
        self._tables.addWidget(self.shelf)
        self.body.setSpacing(0)
        self.body.addLayout(line)
        self.body.addWidget(self._tables, 1)
        self.body.addWidget(thin_line())
        self.body.addWidget(self._foot)
        self._show_foot(shelf=False)

    def _connect(self) -> None:
        self.chips.chosen.connect(self.show_list)
        self.waiting.opened.connect(lambda _key: self._tell(self.waiting, self.check_asked))
        self.shelf.opened.connect(lambda _key: self._tell(self.shelf, self.placed_said))
        self.place.clicked.connect(lambda: self._tell(self.shelf, self.placed_said))
        self.shelf.current_changed.connect(lambda _key: self._show_order())

    def show_facts(self, facts: QualityFacts) -> None:
        """Show what is here now; selection and scroll stay."""
        self._facts = facts
        self.waiting.rows_model().set_rows(booklet_lines(facts.waiting, facts))
        self.shelf.rows_model().set_rows(booklet_lines(facts.to_shelve, facts))
        self.retranslate()

    def show_failure(self, failure: str) -> None:
        """Say why there are no lists yet."""
        self._failure = failure
        self._show_empty()

    def show_list(self, code: str) -> None:
        """Show one of the two lists."""
        self.chips.choose(code)
        self._tables.setCurrentWidget(self.shelf if code == SHELF else self.waiting)
        self._show_foot(shelf=code == SHELF)
        self._show_order()

    def _show_foot(self, *, shelf: bool) -> None:
        """Each list has its own acts; with custody lists only, nothing is put on the shelf from here."""
        facts = self._facts
        by_list = facts is not None and facts.settings.quality.custody_list
        self.order.setVisible(not shelf)
        self.labels.setVisible(shelf)
        self.hand.setVisible(shelf or by_list)
        self.place.setVisible(shelf and not by_list)

    def take_focus(self) -> None:
        """Put the keyboard into the list shown."""
        table = self.shelf if self.chips.current() == SHELF else self.waiting
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        facts = self._facts
        self._show_order()
        self._show_foot(shelf=self.chips.current() == SHELF)
        self.order.setText(_("One-person order…"))
        self.labels.setText(_("Labels…"))
        self.hand.setText(_("Hand to the counter…"))
        self.labels.setEnabled(facts is not None and bool(facts.to_shelve))
        counts = (len(facts.waiting), len(facts.to_shelve)) if facts else (None, None)
        for code, text, count in zip((WAITING, SHELF), (_("For the check"), _("For the shelf")), counts, strict=True):
            self.chips.set_chip(code, text, None if count is None else dates.number(count, language()))
        self.waiting.setAccessibleName(_("Booklets that wait for the check"))
        self.shelf.setAccessibleName(_("Booklets that wait for the shelf"))
        for table in (self.waiting, self.shelf):
            table.retranslate()
        self._show_empty()

    def _show_order(self) -> None:
        shelf = self.chips.current() == SHELF
        self.set_title(_("Booklets here"), _("by slot") if shelf else _("soonest departure first"))
        line = self.shelf.current_row()
        self.place.setEnabled(line is not None)
        text = _("{slot}: placed on the shelf").format(slot=line.row.slot) if line else _("Placed on the shelf")
        self.place.setText(text)

    def _show_empty(self) -> None:
        if self._facts is None:
            for state in (self._nothing_waits, self._nothing_to_shelve):
                if self._failure:
                    state.set("warning", _("The booklets could not be read"), self._failure, Tone.RED)
                else:
                    state.set("clock", _("Reading…"))
            return
        if not self._facts.begun:
            for state in (self._nothing_waits, self._nothing_to_shelve):
                state.set("barcode", _("No booklet was printed yet"), _("What is printed comes here by itself."))
            return
        self._nothing_waits.set(
            "check-badge",
            _("Every printed booklet is checked"),
            _("What is printed comes here by itself."),
            Tone.GREEN,
        )
        self._nothing_to_shelve.set(
            "check-badge", _("Every checked booklet is on the shelf"), _("What passes comes here."), Tone.GREEN
        )

    def _tell(self, table: DeskTable, signal: SignalInstance) -> None:
        line = table.current_row()
        if line is not None:
            signal.emit(line.row.serial)
