"""The shelf: what lies ready by slot, filtered, with slips for some or all."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.ui.kit import Card, ChipRow, DeskTable, EmptyState, FlowRow, PrimaryButton, SecondaryButton, thin_line
from printdesk.ui.pickup.reading import Shelf
from printdesk.ui.pickup.table_model import FILTERS, filtered, in_filter, ready_model
from printdesk.ui.theme import Space, Tone


class ReadyPanel(Card):
    """The list of what lies ready.

    Signals:
        opened: id of the application to show.
        hand_over_wanted: id of the application to hand over.
        slips_wanted: ids of the applications to make slips for.
    """

    opened = Signal(int)
    hand_over_wanted = Signal(int)
    slips_wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._shelf: Shelf | None = None
        self._failure = ""
        self.chips = ChipRow()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self._model = ready_model()
        self.table = _ShelfTable(self._model, two_lines=False, multi=True)
        self._empty = EmptyState("check-badge")
        self.table.set_empty(self._empty)
        self.slips_button = PrimaryButton("", "Ctrl+P", "printer")
        self.hand_over_button = SecondaryButton()
        self._connect()
        self._build()
        self.retranslate()

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _code: self._show_rows())
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        self.table.clicked.connect(self._open_clicked)
        self.table.selection_count_changed.connect(lambda _count: self._offer())
        self.slips_button.clicked.connect(lambda: self.slips_wanted.emit(self.wanted_slips()))
        self.hand_over_button.clicked.connect(self._ask_hand_over)

    def _build(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(Space.L, 0, Space.L, Space.S)
        top.setSpacing(Space.S)
        top.addWidget(self.chips)
        top.addWidget(self.filter)
        acts = FlowRow(Space.S)
        acts.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        acts.add(self.slips_button)
        acts.add(self.hand_over_button)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(thin_line())
        self.body.addWidget(acts)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what lies ready now; selection, scroll and filter stay."""
        self._shelf = shelf
        self._tell_counts()
        self._show_rows()

    def show_failure(self, failure: str) -> None:
        """Say why the shelf is not known; what was read before stays."""
        self._failure = failure
        self._show_rows()

    def set_quiet(self, quiet: bool) -> None:
        """While a card's own main act is to be seen, the list's is not the main one."""
        self.slips_button.rank = "secondary" if quiet else "primary"
        self.slips_button.update()

    def wanted_slips(self) -> list[int]:
        """Ids of the selected rows, of all shown when none is selected."""
        keys = self.table.selected_keys() or [str(row.application_id) for row in self._model.rows()]
        return [int(key) for key in keys]

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        self.filter.setPlaceholderText(_("Filter by slot, name, number, group"))
        self.filter.setAccessibleName(_("Filter by slot, name, number, group"))
        self.hand_over_button.setText(_("Hand over…"))
        self.table.setAccessibleName(_("Ready for pickup"))
        self.table.retranslate()
        self._tell_counts()
        self._show_rows()

    def _tell_counts(self) -> None:
        shelf = self._shelf
        self.set_title(_("Ready for pickup"), dates.number(len(shelf.rows), language()) if shelf else "")
        titles = {"all": _("All"), "soon": _("Travel soon"), "past": _("Past last day")}
        for code in FILTERS:
            count = None
            if shelf is not None:
                today = shelf.now.date()
                count = dates.number(sum(in_filter(row, code, today) for row in shelf.rows), language())
            self.chips.set_chip(code, titles[code], count)

    def _show_rows(self) -> None:
        if self._shelf is None:
            self._empty.set_unread(self._failure)
            self._offer()
            return
        rows = filtered(self._shelf, self.chips.current() or "all", self.filter.text())
        self._model.set_rows(rows)
        self._tell_empty()
        self._offer()

    def _tell_empty(self) -> None:
        if self.filter.text().strip():
            self._empty.set("search", _("Nobody on the shelf matches"), _("Search above for all applications."))
        elif self.chips.current() == "past":
            self._empty.set("check-badge", _("Nothing lies past its last day"), "", Tone.GREEN)
        elif self.chips.current() == "soon":
            self._empty.set("check-badge", _("Nobody on the shelf travels within a week"), "", Tone.NEUTRAL)
        else:
            self._empty.set("check-badge", _("The shelf is empty"), _("Everything was collected."), Tone.GREEN)

    def _offer(self) -> None:
        count, chosen = self._model.rowCount(), len(self.table.selected_keys())
        if chosen:
            text = plural("Print {count} slip", "Print {count} slips", chosen)
        else:
            text = plural("Print the {count} slip", "Print all {count} slips", count)
        self.slips_button.setText(text.format(count=dates.number(chosen or count, language())))
        self.slips_button.setEnabled(count > 0)
        self.hand_over_button.setEnabled(chosen == 1)

    def _open_clicked(self) -> None:
        if len(self.table.selected_keys()) == 1:
            self.opened.emit(int(self.table.current_key()))

    def _ask_hand_over(self) -> None:
        self.hand_over_wanted.emit(int(self.table.selected_keys()[0]))


class _ShelfTable(DeskTable):
    """A table whose Esc takes the selection away, so that the button means all again."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc selects nothing; everything else as in every table."""
        if event.key() == Qt.Key.Key_Escape and self.selected_keys():
            self.clearSelection()
            return
        super().keyPressEvent(event)
