"""The outage ledger: what stood still from when to when, and what each one moved."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.services.outages import OutageView
from printdesk.ui.kit import (
    Cell,
    Column,
    DeskTable,
    EmptyState,
    FlowRow,
    PrimaryButton,
    RowsModel,
    SecondaryButton,
    WhyPanel,
)
from printdesk.ui.outages.reading import OutageFacts
from printdesk.ui.outages.words import (
    days_text,
    end_text,
    moment_text,
    moved_text,
    outage_pill,
    outage_story,
    services_text,
    stages_text,
)
from printdesk.ui.theme import Space, Tone


class OutagesView(QWidget):
    """All outages, the newest first; the chosen one tells its story at the foot.

    Keys: F6 record, F7 change or end, F8 take back; Enter changes the chosen one.

    Signals:
        record_wanted, change_wanted, count_wanted, undo_wanted: an act is asked for.
    """

    record_wanted = Signal()
    change_wanted = Signal()
    count_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: OutageFacts | None = None
        self._failure = ""
        self.table = DeskTable(_model(lambda: self._facts))
        self.why = WhyPanel()
        self._empty = EmptyState()
        self.table.set_empty(self._empty)
        self.record = PrimaryButton("", "F6", "plus", act="record_outage")
        self.change = SecondaryButton("", "F7", act="change_outage")
        self.count = SecondaryButton()
        self.undo = SecondaryButton("", "F8", "undo", act="undo_outage")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        acts = FlowRow(Space.S)
        for button in (self.record, self.change, self.count, self.undo):
            acts.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.L, 0, Space.L, 0)
        foot.addWidget(acts)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.record.clicked.connect(self.record_wanted)
        self.change.clicked.connect(self.change_wanted)
        self.count.clicked.connect(self.count_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.table.opened.connect(lambda _key: self.change_wanted.emit())
        self.table.current_changed.connect(lambda _key: self._fit())

    def show_facts(self, facts: OutageFacts) -> None:
        """Show what is recorded now."""
        self._facts = facts
        self._tell_empty()
        self.table.rows_model().set_rows(list(facts.outages))
        if not self.table.currentIndex().isValid() and self.table.rows_model().rowCount():
            self.table.selectRow(0)
        self._fit()

    def show_failure(self, failure: str) -> None:
        """Say why nothing is known; what was read before stays."""
        self._failure = failure
        self._tell_empty()

    def current(self) -> OutageView | None:
        """The one chosen."""
        found: OutageView | None = self.table.current_row()
        return found

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.table.setAccessibleName(_("Outages"))
        self.table.retranslate()
        self.record.setText(_("Record an outage…"))
        self.change.setText(_("Change or end…"))
        self.count.setText(_("Count its time up to now"))
        self.undo.setText(_("Take back…"))
        self._tell_empty()
        self._fit()

    def _tell_empty(self) -> None:
        if self._facts is None:
            self._empty.set_unread(self._failure)
        else:
            text = _("When something stands still, record it: the promises of those whom it touches move with it.")
            self._empty.set("check-badge", _("No outage was recorded"), text, Tone.GREEN)

    def _fit(self) -> None:
        """What can be done with the chosen one."""
        outage = self.current()
        stands = outage is not None and outage.undone_at is None
        self.change.setEnabled(stands)
        self.undo.setEnabled(stands)
        self.count.setVisible(outage is not None and outage.is_open)
        self.why.set(outage.cause if outage else "", outage_story(outage) if outage else "")


def _model(facts: Callable[[], OutageFacts | None]) -> RowsModel[OutageView]:
    def stopped(outage: OutageView) -> Cell:
        known = facts()
        services = services_text(known, outage) if known is not None else ""
        stages = stages_text(outage)
        return Cell(services, stages, tooltip=f"{services}\n{stages}")

    columns: list[Column[OutageView]] = [
        Column(lambda: _("State"), lambda one: Cell(pill=outage_pill(one)), 134),
        Column(
            lambda: _("From"),
            lambda one: Cell(moment_text(one.started_at), end_text(one), tooltip=end_text(one)),
            176,
            1,
        ),
        Column(lambda: _("Stood still"), stopped, 170, 1, strong=True),
        Column(lambda: _("Moved"), lambda one: Cell(moved_text(one), days_text(one)), 164),
    ]
    return RowsModel(columns, key=lambda one: one.number)
