"""The left card's lists: whose trips are at risk and why, and what works."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from printdesk.i18n import _, catalogue, language
from printdesk.ui.backlog.reading import BacklogFacts
from printdesk.ui.backlog.table_model import SwitchLine, switch_lines, switches_model, trip_lines, trips_model
from printdesk.ui.kit import DeskTable, EmptyState, SecondaryButton, WhyPanel, label
from printdesk.ui.theme import Space, Tone

_LEAST = 136


class RiskView(QWidget):
    """The trips that the plan cannot save; the chosen one says why at the foot.

    Signals:
        opened: id of the application asked for (Enter or double click).
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: BacklogFacts | None = None
        self._failure = ""
        self.table = _yielding(DeskTable(trips_model()))
        self.why = WhyPanel()
        self._empty = EmptyState()
        self.table.set_empty(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self.table.current_changed.connect(lambda _key: self._explain())
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        self.retranslate()

    def show_facts(self, facts: BacklogFacts) -> None:
        """Show whose trips are at risk now."""
        self._facts = facts
        self._tell_empty()
        self.table.rows_model().set_rows(trip_lines(facts))
        if not self.table.currentIndex().isValid() and self.table.rows_model().rowCount():
            self.table.selectRow(0)
        self._explain()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.table.setAccessibleName(_("Trips at risk"))
        self.table.retranslate()
        self._tell_empty()
        self._explain()

    def show_failure(self, failure: str) -> None:
        """Say why nothing is known; what was read before stays."""
        self._failure = failure
        self._tell_empty()

    def _tell_empty(self) -> None:
        """Good news only where somebody has looked."""
        if self._facts is None:
            self._empty.set_unread(self._failure)
        else:
            text = _("Everybody who travels is printed in time by the plan.")
            self._empty.set("plane", _("No trip is at risk"), text, Tone.GREEN)

    def why_text(self) -> str:
        """What the foot says of the chosen trip, "" while it says nothing."""
        return self._sentence() if self.why.isVisibleTo(self) else ""

    def _sentence(self) -> str:
        line = self.table.current_row()
        if line is None or self._facts is None:
            return ""
        return self._facts.plan.why(line.row, catalogue(language()))

    def _explain(self) -> None:
        self.why.set(_("Why?"), self._sentence())


class WorksView(QWidget):
    """What the service board says: printing, stations, and the later stages that do not work.

    Signals:
        change_wanted: a state is to be changed. board_wanted: the service board with all stages is.
    """

    change_wanted = Signal()
    board_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = _yielding(DeskTable(switches_model()))
        self.change = SecondaryButton("", "F9", act="set_state")
        self.board = SecondaryButton("")
        self._advice = label("", "secondary", wrap=True)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        foot.setSpacing(Space.M)
        foot.addWidget(self._advice, 1)
        foot.addWidget(self.board)
        foot.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.table.opened.connect(lambda _key: self.change_wanted.emit())
        self.change.clicked.connect(self.change_wanted)
        self.board.clicked.connect(self.board_wanted)
        self.retranslate()

    def show_facts(self, facts: BacklogFacts) -> None:
        """Show what works now."""
        self.table.rows_model().set_rows(switch_lines(facts))
        if not self.table.currentIndex().isValid() and self.table.rows_model().rowCount():
            self.table.selectRow(0)

    def current(self) -> SwitchLine | None:
        """The one chosen."""
        line: SwitchLine | None = self.table.current_row()
        return line

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.table.setAccessibleName(_("What works"))
        self.table.retranslate()
        self.change.setText(_("Change state…"))
        self.board.setText(_("All stages"))
        self.board.setToolTip(_("The service board: a switch for each stage of each service type"))
        self._advice.setText(_("One switch for the plan, the answers at the counter, the banner and the notice."))


def _yielding(table: DeskTable) -> DeskTable:
    """A table that takes the room there is and asks for little."""
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    table.setMinimumHeight(_LEAST)
    return table
