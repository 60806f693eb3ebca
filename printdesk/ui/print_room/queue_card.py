"""The print order: what waits, in which order, when it is printed, and why each stands where it stands."""

from collections import Counter
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, catalogue, dates, language, plural
from printdesk.ui.kit import Card, ChipRow, DeskTable, EmptyState, SecondaryButton, WhyPanel, say_in, tell_whole
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.order import OrderActs, RowActs, Subject
from printdesk.ui.print_room.reading import PlanFacts
from printdesk.ui.print_room.table_model import (
    VIEWS,
    QueueFilter,
    QueueLine,
    filtered,
    in_view,
    queue_lines,
    queue_model,
)
from printdesk.ui.print_room.words import stopped_text
from printdesk.ui.theme import Space, Tone

_ALL = "all"
_FIELD_WIDTH = 200


class QueueCard(Card):
    """The list with its filters and, at its foot, the sentence of the row chosen.

    Attributes:
        table: the list. acts: what can be done with its row. chips: the views of it. kinds: service types.
        search: words to look for in the list. columns: which columns it shows.

    Signals:
        refiltered: other rows are let through.
    """

    refiltered = Signal()

    def __init__(self, order: OrderActs, parent: QWidget | None = None) -> None:
        super().__init__(flush=True, parent=parent)
        self._facts: PlanFacts | None = None
        self._failure = ""
        self._lines: list[QueueLine] = []
        self._filter = QueueFilter()
        self.chips = ChipRow()
        self.search = QLineEdit()
        self.kinds = QComboBox()
        self.table = DeskTable(queue_model(), multi=True, sortable=True)
        self.columns = TableColumns(self.table)
        self._show_all = SecondaryButton()
        self._empty = EmptyState(action=self._show_all)
        self._why = WhyPanel()
        self.acts = RowActs(order, self.table, self._why, _subject)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(_FIELD_WIDTH)
        self.kinds.setFixedWidth(_FIELD_WIDTH)
        tell_whole(self.kinds)
        self.add_trailing(self.search)
        self.kinds.addItem("", "")
        line = QHBoxLayout()
        line.setContentsMargins(Space.L, 0, Space.L, Space.S)
        line.setSpacing(Space.S)
        line.addWidget(self.chips, 1)
        line.addWidget(self.kinds)
        self._places = QVBoxLayout()
        self._places.setContentsMargins(Space.L, 0, Space.L, 0)
        self.table.set_empty(self._empty)
        self.body.setSpacing(0)
        self.body.addLayout(line)
        self.body.addLayout(self._places)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._why)

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _code: self._refilter())
        self.kinds.currentIndexChanged.connect(lambda _at: self._refilter())
        self.search.textChanged.connect(lambda _text: self._refilter())
        self._show_all.clicked.connect(self.clear_filter)
        self.table.current_changed.connect(self._explain)

    def add_views(self, tools: QWidget, chips: QWidget) -> None:
        """Place what belongs to saved views: their buttons in the head, their chips below the filters."""
        self.add_trailing(tools)
        chips.setContentsMargins(0, 0, 0, Space.S)
        self._places.addWidget(chips)

    def facts(self) -> PlanFacts | None:
        """The plan that is shown; None before the first."""
        return self._facts

    def lines(self) -> list[QueueLine]:
        """All rows of it, in the order of the plan."""
        return self._lines

    def filter(self) -> QueueFilter:
        """What the list shows."""
        return self._filter

    def set_filter(self, wanted: QueueFilter) -> None:
        """Show something else."""
        with QSignalBlocker(self.search), QSignalBlocker(self.kinds):
            self.search.setText(wanted.text)
            self.kinds.setCurrentIndex(max(0, self.kinds.findData(wanted.service)))
        self.kinds.setToolTip(self.kinds.currentText())
        self.chips.choose(wanted.view)
        self._refilter()

    def show_facts(self, facts: PlanFacts) -> None:
        """Show another plan; selection, scroll and filters stay."""
        self._facts = facts
        self._lines = queue_lines(facts.view)
        self._show_counts()
        self._refilter()

    def show_failure(self, error: DeskError) -> None:
        """Say why there is no plan yet; one that was read before stays."""
        if self._facts is None:
            self._failure = str(error)
            self.retranslate()

    def waiting(self) -> int | None:
        """How many wait; None before the first plan."""
        return len(self._lines) if self._facts else None

    def why_text(self) -> str:
        """What the panel at the foot says; "" while it is hidden."""
        said = self._why.findChild(QLabel)
        return said.accessibleName() if said is not None and not self._why.isHidden() else ""

    def clear_filter(self) -> None:
        """Show everything again."""
        self.set_filter(QueueFilter())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        say_in(self.search, _("Find in this list"))
        self.search.setAccessibleName(_("Find a name, number or group in this list"))
        self.kinds.setAccessibleName(_("Service type"))
        self._show_all.setText(_("Show all"))
        self.acts.retranslate()
        self.table.setAccessibleName(_("Print order"))
        self.table.retranslate()
        self._show_counts()
        self._show_empty()
        self._explain(self.table.current_key())

    def _refilter(self) -> None:
        self._filter = QueueFilter(
            service=str(self.kinds.currentData() or ""), view=self.chips.current() or _ALL, text=self.search.text()
        )
        with QSignalBlocker(self.table):
            self.table.rows_model().set_rows(filtered(self._lines, self._filter))
            if not self.table.currentIndex().isValid() and self.table.rows_model().rowCount():
                self.table.selectRow(0)
        self._show_empty()
        self._explain(self.table.current_key())
        self.refiltered.emit()

    def _show_counts(self) -> None:
        self.set_title(_("Print order"), self._summary())
        names = view_names()
        for view in VIEWS:
            count = sum(in_view(line, view) for line in self._lines)
            self.chips.set_chip(view, names[view], dates.number(count, language()) if self._facts else None)
        self._show_kinds()

    def _show_kinds(self) -> None:
        counts = Counter(line.row.service for line in self._lines)
        kinds = self._facts.view.settings.services if self._facts else ()
        with QSignalBlocker(self.kinds):
            while self.kinds.count() > len(kinds) + 1:
                self.kinds.removeItem(self.kinds.count() - 1)
            self.kinds.setItemText(0, _("All service types"))
            for at, kind in enumerate(kinds, 1):
                if at >= self.kinds.count():
                    self.kinds.addItem("")
                count = dates.number(counts[kind.code], language())
                self.kinds.setItemText(at, f"{kind.label.text(language())} · {count}")
                self.kinds.setItemData(at, kind.code)
        self.kinds.setToolTip(self.kinds.currentText())

    def _summary(self) -> str:
        if self._facts is None:
            return "" if self._failure else _("Reading the plan…")
        count = len(self._lines)
        text = plural("{count} waits for printing", "{count} wait for printing", count)
        parts = [text.format(count=dates.number(count, language()))]
        if cleared := _cleared_on(self._lines):
            parts.append(_("cleared about {day}").format(day=dates.day_medium(cleared, language())))
        return " · ".join(parts)

    def _show_empty(self) -> None:
        self._show_all.setVisible(not self._filter.open and bool(self._lines))
        if self._facts is None and self._failure:
            self._empty.set("warning", _("The plan could not be read"), self._failure, Tone.RED)
        elif self._facts is None:
            self._empty.set("clock", _("Reading the plan…"))
        elif self._lines:
            self._empty.set("filter", _("Nothing fits this filter"), _("Choose another service type or view."))
        else:
            self._show_nothing_waits(self._facts)

    def _show_nothing_waits(self, facts: PlanFacts) -> None:
        if not facts.begun:
            advice = _("Take over the first list under Records; its order then stands here.")
            self._empty.set("folder", _("No application was listed yet"), advice)
            return
        labels = facts.view.settings.service_labels(language())
        down = [stopped_text(labels[one.code], one, facts.view.now) for one in facts.services if one.state == "down"]
        if down:
            self._empty.set("warning", _("Nothing waits, but not everything works"), "\n".join(down), Tone.AMBER)
        else:
            text = _("Every application that was ready has been taken.")
            self._empty.set("check-badge", _("Nothing waits for printing"), text, Tone.GREEN)

    def _explain(self, _key: str) -> None:
        self.acts.offer()
        line = self.table.current_row()
        if not isinstance(line, QueueLine) or self._facts is None:
            self._why.set("", "")
            return
        question = _("Why place {place}?").format(place=line.row.position)
        self._why.set(question, self._facts.view.why(line.row, catalogue(language())))


def view_names() -> dict[str, str]:
    """The words on the chips."""
    return {
        "all": _("All"),
        "risk": _("Trips at risk"),
        "today": _("Today"),
        "overdue": _("Past promise"),
    }


def _subject(line: QueueLine) -> Subject | None:
    return Subject(line.row.application_id, line.row.number, line.row.name)


def _cleared_on(lines: list[QueueLine]) -> date | None:
    """The day on which the last one is printed; None while some have no place."""
    planned = [line.row.planned for line in lines if line.row.planned is not None]
    if not planned or len(planned) < len(lines):
        return None
    return max(planned).date()
