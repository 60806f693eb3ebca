"""The counter's lists in tabs: what waits, expires, is past its month, was posted, or is missing in the house."""

from datetime import date
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.uncollected import Uncollected
from printdesk.ui.kit import (
    Card,
    Chip,
    ChipRow,
    DeskTable,
    EmptyState,
    FlowRow,
    PrimaryButton,
    SecondaryButton,
    label,
    say_in,
    thin_line,
)
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.pickup.reading import Shelf
from printdesk.ui.pickup.table_model import travels_soon
from printdesk.ui.pickup.uncollected_acts import ListActs
from printdesk.ui.pickup.uncollected_tables import (
    EXPIRING,
    MISSING,
    PAST,
    POSTED,
    TABS,
    WAITING,
    filtered,
    models,
    rows_of,
    tab_names,
)
from printdesk.ui.theme import Space, Tone


class ReadyPanel(Card):
    """The lists, one tab each.

    Attributes:
        chips: the tabs. soon: of those that wait only who travels within a week. acts: the buttons of the other tabs.
        columns: of each tab's table.

    Signals:
        opened: id of the application to show.
        hand_over_wanted: id of the application to hand over.
        slips_wanted: ids of the applications to make slips for.
        refiltered: another tab or other rows are shown.
    """

    opened = Signal(int)
    hand_over_wanted = Signal(int)
    slips_wanted = Signal(list)
    refiltered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self.shelf: Shelf | None = None
        self._failure = ""
        self._quiet = False
        self.chips = ChipRow()
        for code in TABS:
            self.chips.set_chip(code, "")
        self.soon = Chip()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self._suspended = label("", "detail", tone=Tone.AMBER, wrap=True)
        self._models = models(lambda: self.shelf.lists.today if self.shelf else date.min)
        self.tables = {
            code: _ListTable(model, two_lines=code != WAITING, multi=True, sortable=True)
            for code, model in self._models.items()
        }
        self.columns = {code: TableColumns(table) for code, table in self.tables.items()}
        self._empty = {code: EmptyState("check-badge") for code in TABS}
        self._stack = QStackedWidget()
        self.slips_button = PrimaryButton("", "Ctrl+P", "printer", act="make_slips")
        self.hand_over_button = SecondaryButton()
        self.acts = ListActs()
        self._connect()
        self._build()
        self.retranslate()

    @property
    def table(self) -> DeskTable:
        """The table of the tab that is shown."""
        return self.tables[self.tab]

    @property
    def tab(self) -> str:
        """The code of the tab that is shown."""
        return self.chips.current() or WAITING

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _code: self._turn())
        self.soon.toggled.connect(lambda _on: self._show_rows())
        self.filter.textChanged.connect(lambda _text: self._show_rows())
        self.filter.returnPressed.connect(lambda: self.table.setFocus())
        for table in self.tables.values():
            table.opened.connect(lambda key: self.opened.emit(int(key)))
            table.clicked.connect(self._open_clicked)
            table.selection_count_changed.connect(lambda _count: self._offer())
        self.slips_button.clicked.connect(lambda: self.slips_wanted.emit(self.wanted_slips()))
        self.hand_over_button.clicked.connect(self._ask_hand_over)

    def _build(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(Space.L, 0, Space.L, Space.S)
        top.setSpacing(Space.S)
        search = QHBoxLayout()
        search.setSpacing(Space.S)
        search.addWidget(self.filter, 1)
        search.addWidget(self.soon)
        top.addWidget(self.chips)
        top.addLayout(search)
        self._places = top
        top.addWidget(self._suspended)
        for code, table in self.tables.items():
            table.set_empty(self._empty[code])
            self._stack.addWidget(table)
        buttons = FlowRow(Space.S)
        buttons.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        acts = self.acts
        more = (acts.letters, acts.remind, acts.suspend)
        for button in (self.slips_button, acts.cancel, acts.search, self.hand_over_button, *more):
            buttons.add(button)
        self._buttons = buttons
        self.body.setSpacing(0)
        self.body.addLayout(top)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(thin_line())
        self.body.addWidget(buttons)

    def add_foot(self, widget: QWidget) -> None:
        """Put what has to do with no list below the lists' buttons, inside the card."""
        self.body.addWidget(thin_line())
        self.body.addWidget(widget)

    def add_views(self, tools: QWidget, chips: QWidget) -> None:
        """Place what belongs to saved views: their buttons in the head, their chips below the filters."""
        self.add_trailing(tools)
        self._places.addWidget(chips)

    def show_part(self, tab: str, text: str, *, soon: bool) -> None:
        """Show a tab with these filters."""
        with QSignalBlocker(self.filter), QSignalBlocker(self.soon):
            self.filter.setText(text)
            self.soon.setChecked(soon)
        self.choose(tab)

    def show_shelf(self, shelf: Shelf) -> None:
        """Show what lies ready now; tab, selection, scroll and filter stay."""
        self.shelf = shelf
        self._tell_counts()
        self._show_rows()

    def show_failure(self, failure: str) -> None:
        """Say why the shelf is not known; what was read before stays."""
        self._failure = failure
        self._show_rows()

    def set_quiet(self, quiet: bool) -> None:
        """While a card's own main act is to be seen, the list's is not the main one."""
        self._quiet = quiet
        self.slips_button.rank = "secondary" if quiet else "primary"
        self.slips_button.update()
        self.acts.set_quiet(quiet)

    def choose(self, tab: str) -> None:
        """Show a tab."""
        self.chips.choose(tab)
        self._turn()

    def wanted_slips(self) -> list[int]:
        """Ids of the selected rows, of all shown when none is selected."""
        keys = self.table.selected_keys() or [str(row.application_id) for row in self._models[self.tab].rows()]
        return [int(key) for key in keys]

    def chosen_rows(self) -> list[Any]:
        """The selected rows, from top to bottom."""
        wanted = set(self.table.selected_keys())
        return [row for row in self._models[self.tab].rows() if str(row.application_id) in wanted]

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        say_in(self.filter, _("Filter by slot, name, number, group"))
        self.filter.setAccessibleName(_("Filter by slot, name, number, group"))
        self.chips.setAccessibleName(_("Lists of the counter"))
        self.hand_over_button.setText(_("Hand over…"))
        for code, name in tab_names().items():
            self.tables[code].setAccessibleName(name)
            self.tables[code].retranslate()
        self.acts.retranslate()
        self._tell_counts()
        self._show_rows()

    def _tell_counts(self) -> None:
        lists = self.shelf.lists if self.shelf else None
        self.set_title(_("Counter"))
        for code, name in tab_names().items():
            count = dates.number(len(rows_of(lists, code)), language()) if lists else None
            self.chips.set_chip(code, name, count)
        soon = [row for row in rows_of(lists, WAITING) if travels_soon(row, lists.today)] if lists else []
        self.soon.set(_("Travel soon"), dates.number(len(soon), language()) if lists else None)
        self._suspended.setText(self.acts.show_lists(self.shelf))
        self._suspended.setVisible(bool(self._suspended.text()))

    def _turn(self) -> None:
        self._show_rows()
        if self.table.hasFocus():
            return
        self._stack.setCurrentWidget(self.table)

    def _show_rows(self) -> None:
        self._stack.setCurrentWidget(self.table)
        self.refiltered.emit()
        self.soon.setVisible(self.tab == WAITING)
        if self.shelf is None:
            for empty in self._empty.values():
                empty.set_unread(self._failure)
            self._offer()
            return
        for code, model in self._models.items():
            model.set_rows(filtered(self.shelf, code, self.filter.text(), soon=self.soon.isChecked()))
        self._tell_empty()
        self._offer()

    def _tell_empty(self) -> None:
        empty, tab = self._empty[self.tab], self.tab
        if self.filter.text().strip():
            empty.set("search", _("Nobody on this list matches"), _("Search above for all applications."))
        elif tab == WAITING and self.soon.isChecked():
            empty.set("check-badge", _("Nobody on the shelf travels within a week"), "", Tone.NEUTRAL)
        else:
            empty.set(*_nothing(tab, self.shelf.lists if self.shelf else None))

    def _offer(self) -> None:
        """What can be done with the tab's rows."""
        tab, count, chosen = self.tab, self._models[self.tab].rowCount(), len(self.table.selected_keys())
        self.slips_button.setVisible(tab == WAITING)
        self.hand_over_button.setVisible(tab in (WAITING, EXPIRING, PAST) and chosen == 1)
        if chosen:
            text = plural("Print {count} slip", "Print {count} slips", chosen)
        else:
            text = plural("Print the {count} slip", "Print all {count} slips", count)
        self.slips_button.setText(text.format(count=dates.number(chosen or count, language())))
        self.slips_button.setEnabled(count > 0)
        self.hand_over_button.setEnabled(chosen == 1)
        self.acts.offer(tab, self.chosen_rows())
        self._buttons.setVisible(tab != POSTED)

    def _open_clicked(self) -> None:
        if len(self.table.selected_keys()) == 1:
            self.opened.emit(int(self.table.current_key()))

    def _ask_hand_over(self) -> None:
        self.hand_over_wanted.emit(int(self.table.selected_keys()[0]))


def _nothing(tab: str, lists: Uncollected | None) -> tuple[str, str, str, Tone]:
    """What stands where a tab has no rows: good news for most of them."""
    if tab == EXPIRING:
        return "check-badge", _("Nobody is in the last days"), "", Tone.GREEN
    if tab == PAST:
        return "check-badge", _("Nothing lies past its month"), "", Tone.GREEN
    if tab == POSTED:
        return "document", _("Nothing was sent by post"), "", Tone.NEUTRAL
    if tab == MISSING:
        text = _("Every printed booklet is where it should be.")
        return "check-badge", _("Nothing is missing in the house"), text, Tone.GREEN
    if lists is not None and lists.rows:
        return "clock", _("All that lies here is past its month"), _("See the tab beside."), Tone.AMBER
    if lists is None or lists.last_out is None:
        text = _("Booklets appear here once they have passed the quality check and lie in their slot.")
        return "stack", _("Nothing lies on the shelf yet"), text, Tone.NEUTRAL
    text = _("Everything was collected, the last one {moment}.")
    moment = dates.moment_medium(lists.last_out, language())
    return "check-badge", _("The shelf is empty"), text.format(moment=moment), Tone.GREEN


class _ListTable(DeskTable):
    """A table whose Esc takes the selection away, so that the button means all again."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc selects nothing; everything else as in every table."""
        if event.key() == Qt.Key.Key_Escape and self.selected_keys():
            self.clearSelection()
            return
        super().keyPressEvent(event)
