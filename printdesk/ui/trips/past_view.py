"""The queue as it stood at a past moment: to be read only."""

from datetime import datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.services.plan_history import KeptPlan, PastQueue
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    DateField,
    DeskTable,
    EmptyState,
    FlowRow,
    PrimaryButton,
    SecondaryButton,
    TimeField,
    label,
)
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space, Tone
from printdesk.ui.trips.reading import TripsFacts
from printdesk.ui.trips.table_model import PastLine, past_model
from printdesk.ui.trips.words import count_text, second_text


class PastView(QWidget):
    """A day, a time, and the kept plan that held then.

    Attributes:
        day, time: the moment asked for. show_button: shows its queue (F6). earlier, later: the kept plan before and
            after the one shown (F7, F8). table: the queue.

    Signals:
        opened: id of the application asked for.
    """

    opened = Signal(int)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: TripsFacts | None = None
        self._kept: tuple[KeptPlan, ...] = ()
        self._shown: PastQueue | None = None
        self._asked: datetime | None = None
        self._failure = ""
        self._reading = LatestReading(context, self)
        now = context.services.clock.now()
        self.day, self.time = DateField(now.date()), TimeField(time(8))
        self.show_button = PrimaryButton("", "F6")
        self.earlier, self.later = SecondaryButton("", "F7"), SecondaryButton("", "F8")
        self._said = label("", "strong", wrap=True)
        self.table = DeskTable(past_model(), sortable=True)
        self._empty = EmptyState()
        self.table.set_empty(self._empty)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = FlowRow(Space.S)
        head.setContentsMargins(Space.L, 0, Space.L, Space.S)
        for part in (self.day, self.time, self.show_button, self.earlier, self.later):
            head.add(part)
        self._said.setContentsMargins(Space.L, 0, Space.L, Space.S)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._said)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.show_button.clicked.connect(lambda: self.ask(self._moment()))
        self.earlier.clicked.connect(lambda: self._step(-1))
        self.later.clicked.connect(lambda: self._step(1))
        self.table.opened.connect(lambda key: self.opened.emit(int(key)))
        self._context.background.busy_changed.connect(self._rest)

    def show_facts(self, facts: TripsFacts) -> None:
        """Know the office's day and words; the queue shown stays, since the past does not change."""
        first = self._facts is None
        self._facts = facts
        if first:
            self._put(facts.now)
        self.show_kept(facts.kept)

    def show_kept(self, kept: tuple[KeptPlan, ...]) -> None:
        """Know which plans were kept, the newest first."""
        self._kept = kept
        self._tell()

    def show_moment(self, moment: datetime) -> None:
        """Put a moment into the fields and show its queue."""
        self._put(moment)
        self.ask(moment)

    def ask(self, moment: datetime) -> None:
        """Read the queue of a moment."""
        history = self._context.services.history
        self._asked = moment

        def show(queue: PastQueue) -> None:
            if moment == self._asked:
                self._shown, self._failure = queue, ""
                self._list()

        def refused(error: DeskError) -> None:
            if moment == self._asked:
                self._shown, self._failure = None, str(error)
                self._list()

        self._reading.ask(lambda: history.as_of(moment), show, refused)

    def focus_list(self) -> None:
        """Give the keyboard to the moment asked for."""
        (self.table if self._shown else self.day).setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> PastQueue | None:
        """The queue shown."""
        return self._shown

    def said(self) -> str:
        """Of which moment the queue is, as shown."""
        return self._said.text()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.day.setAccessibleName(_("Day"))
        self.time.setAccessibleName(_("Time of day"))
        self.show_button.setText(_("Show the queue"))
        self.earlier.setText(_("Plan before"))
        self.later.setText(_("Plan after"))
        self.table.setAccessibleName(_("The queue then"))
        self.day.retranslate()
        self.time.retranslate()
        self.table.retranslate()
        self._list()

    def show_failure(self, failure: str) -> None:
        """Say why nothing is known; what was read before stays."""
        if self._facts is None:
            self._empty.set_unread(failure)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._reading.rest()

    def _put(self, moment: datetime) -> None:
        self.day.set_value(moment.date())
        self.time.set_value(moment.time().replace(second=0, microsecond=0))

    def _moment(self) -> datetime:
        """The end of the minute that the fields name, in the office's zone."""
        zone = self._facts.now.tzinfo if self._facts is not None else None
        return datetime.combine(self.day.value(), self.time.value().replace(second=59), zone)

    def _neighbour(self, step: int) -> datetime | None:
        kept = [each.at for each in self._kept]
        if self._shown is None or not kept:
            return None
        if step < 0:
            return max((at for at in kept if at < self._shown.at), default=None)
        return min((at for at in kept if at > self._shown.at), default=None)

    def _step(self, step: int) -> None:
        moment = self._neighbour(step)
        if moment is not None:
            self.show_moment(moment)

    def _list(self) -> None:
        self._tell()
        rows = self._shown.rows if self._shown is not None else ()
        labels = self._facts.service if self._facts is not None else str
        self.table.rows_model().set_rows([PastLine(row, labels(row.service)) for row in rows])
        if not self.table.currentIndex().isValid() and rows:
            self.table.selectRow(0)

    def _tell(self) -> None:
        self.show_button.setEnabled(self._facts is not None)
        self.earlier.setEnabled(self._neighbour(-1) is not None)
        self.later.setEnabled(self._neighbour(1) is not None)
        self._said.setText(_sentence(self._shown) if self._shown is not None else "")
        self._said.setVisible(self._shown is not None)
        if self._facts is None:
            self._empty.set_unread("")
        elif self._failure:
            self._empty.set("clock", _("No queue of that moment"), self._failure, Tone.AMBER)
        elif self._shown is not None:
            self._empty.set("check", _("Nobody waited"), _("At that moment nothing waited for printing."))
        else:
            text = _("Choose a day and a time to see who waited in which order then.")
            self._empty.set("clock", _("A queue of the past"), text)


def _sentence(queue: PastQueue) -> str:
    lang, risk = language(), sum(row.trip_at_risk for row in queue.rows)
    waited = plural("{count} waited", "{count} waited", len(queue.rows)).format(count=count_text(len(queue.rows)))
    trips = plural("{count} trip at risk", "{count} trips at risk", risk).format(count=dates.number(risk, lang))
    return _("The plan kept {moment}, to be read only: {waited}, {trips}.").format(
        moment=second_text(queue.at), waited=waited, trips=trips
    )
