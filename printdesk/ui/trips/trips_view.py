"""The list of trips: those of a day, those at risk, those too late or far ahead; the chosen one says why."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, catalogue, language
from printdesk.services.departures import Departure
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import ChipRow, DeskTable, EmptyState, WhyPanel
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.order import OrderActs, RowActs, Subject
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space, Tone
from printdesk.ui.trips.parts import ALL, DAY, DAY_RISK, LATER, PASSED, RISK, parts_of
from printdesk.ui.trips.reading import TripsFacts
from printdesk.ui.trips.table_model import TripLine, day_text, trip_lines, trips_model
from printdesk.ui.trips.trip_list import trips_viewed
from printdesk.ui.trips.words import count_text
from printdesk.ui.views.desk import ViewDesk

__all__ = ["DAY", "DAY_RISK", "RISK", "TripsView"]


class TripsView(QWidget):
    """What the strip's figures stand for.

    Attributes:
        table: the trips. chips: which of them. why: says of the chosen one why it stands as it does.

    Signals:
        opened: id of the application asked for (Enter or double click).
        filtered: another part is listed: its day or None, and whether only those at risk.
    """

    opened = Signal(int)
    filtered = Signal(object, bool)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: TripsFacts | None = None
        self._failure = ""
        self._day: date | None = None
        self._answer: tuple[int, str, str] = (0, "", "")
        self._asking = LatestReading(context, self)
        self.chips = ChipRow()
        self.chips.setContentsMargins(Space.L, 0, 0, Space.S)
        self.table = DeskTable(trips_model(), sortable=True)
        self.columns = TableColumns(self.table)
        self.views = ViewDesk(context, trips_viewed(self), self)
        self.why = WhyPanel()
        self.acts = RowActs(OrderActs(context, self), self.table, self.why, _subject, compact=True)
        self._empty = EmptyState()
        self.table.set_empty(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.views.chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        for code in (RISK, DAY, DAY_RISK, PASSED, LATER, ALL):
            self.chips.set_chip(code, "")
        self.chips.chosen.connect(lambda _code: self._choose_part())
        self.table.current_changed.connect(lambda _key: self._explain())
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        context.background.busy_changed.connect(self._rest)
        self.retranslate()

    def _head(self) -> QHBoxLayout:
        """The chips, and what belongs to saved views."""
        self.views.chips.setContentsMargins(Space.L, 0, Space.L, Space.S)
        self.views.watch(self.columns, "trips")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, Space.L, 0)
        row.addWidget(self.chips, 1)
        row.addWidget(self.views.tools, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def facts(self) -> TripsFacts | None:
        """What is shown; None before the first reading."""
        return self._facts

    def show_facts(self, facts: TripsFacts) -> None:
        """Show the trips of the moment; the part that is listed stays."""
        self._facts, self._answer = facts, (0, "", "")
        days = [each.day for each in facts.departures.days]
        if self._day not in days:
            self._day = days[0]
        self._list()
        self.views.refresh()

    def show_part(self, code: str, day: date | None = None) -> None:
        """List a part of the trips."""
        self._day = day or self._day
        self.chips.choose(code)
        self._choose_part()

    def part(self) -> str:
        """What is listed."""
        return self.chips.current()

    def day(self) -> date | None:
        """The day whose trips the chips offer."""
        return self._day

    def focus_list(self) -> None:
        """Give the keyboard to the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.acts.retranslate()
        self.table.setAccessibleName(_("Trips"))
        self.table.retranslate()
        if self._facts is None:
            self._tell_chips()
            self._tell_empty()
        else:
            self._list()

    def show_failure(self, failure: str) -> None:
        """Say why nothing is known; what was read before stays."""
        self._failure = failure
        self._tell_empty()

    def why_text(self) -> str:
        """What the foot says of the chosen trip, "" while it says nothing."""
        return self._sentence() if self.why.isVisibleTo(self) else ""

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._asking.rest()

    def _choose_part(self) -> None:
        self._list()
        self.table.scrollToTop()
        if self.table.rows_model().rowCount():
            self.table.selectRow(0)
        code = self.part()
        self.views.look_changed()
        self.filtered.emit(self._day if code in (DAY, DAY_RISK) else None, code in (RISK, DAY_RISK))

    def _list(self) -> None:
        self._tell_chips()
        self._tell_empty()
        if self._facts is None:
            return
        rows = parts_of(self._facts.departures, self._day)[self.part()]()
        self.table.rows_model().set_rows(trip_lines(self._facts, rows))
        if not self.table.currentIndex().isValid() and self.table.rows_model().rowCount():
            self.table.selectRow(0)
        self._explain()

    def _tell_chips(self) -> None:
        day = day_text(self._day) if self._day is not None else _("Day")
        names = {
            RISK: _("All at risk"),
            DAY: day,
            DAY_RISK: _("{day}: at risk").format(day=day),
            PASSED: _("Departure passed"),
            LATER: _("Later than 14 days"),
            ALL: _("All"),
        }
        parts = parts_of(self._facts.departures, self._day) if self._facts is not None else {}
        for code, name in names.items():
            self.chips.set_chip(code, name, count_text(len(parts[code]())) if parts else None)

    def _tell_empty(self) -> None:
        """Good news only where somebody has looked."""
        if self._facts is None:
            self._empty.set_unread(self._failure)
        elif self.part() in (RISK, DAY_RISK):
            text = _("Everybody who travels is printed in time by the plan.")
            self._empty.set("plane", _("No trip is at risk"), text, Tone.GREEN)
        elif self.part() == PASSED:
            text = _("Nobody whose day of departure has passed still waits.")
            self._empty.set("plane", _("No trip was missed"), text, Tone.GREEN)
        else:
            self._empty.set("plane", _("Nobody departs"), _("No open application has a departure here."))

    def _line(self) -> TripLine | None:
        line: TripLine | None = self.table.current_row()
        return line

    def _sentence(self) -> str:
        line = self._line()
        if line is None or self._facts is None:
            return ""
        if line.row.position is not None:
            plan = self._facts.departures.plan
            return plan.why(plan.row(line.row.application_id), catalogue(language()))
        known, lang, said = self._answer
        return said if (known, lang) == (line.row.application_id, language()) else ""

    def _explain(self) -> None:
        self.acts.offer()
        line = self._line()
        self.why.set(_("Why?"), self._sentence())
        if line is not None and line.row.position is None:
            self._ask(line.row)

    def _ask(self, row: Departure) -> None:
        """Who is not in the queue any more has the answer of the counter instead of a place."""
        plans, lang = self._context.services.plans, language()
        if self._answer[:2] == (row.application_id, lang):
            return

        def show(said: str) -> None:
            self._answer = (row.application_id, lang, said)
            self.why.set(_("Why?"), self._sentence())

        def refused(_error: DeskError) -> None:
            """It has left meanwhile; the next reading takes it off the list."""

        self._asking.ask(lambda: plans.answer_for(row.application_id, catalogue(lang)).sentence, show, refused)


def _subject(line: TripLine) -> Subject | None:
    """Whom acts of the order are about: only who still has a place in the plan."""
    row = line.row
    return Subject(row.application_id, row.number, row.name) if row.position is not None else None
