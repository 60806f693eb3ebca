"""The supervisor's room of the print order: who departs when, who is at risk, what changed, what is asked for."""

from datetime import date, datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.plan_history import KeptPlan
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, ViewRow
from printdesk.ui.order.requests_view import RequestsView
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Space
from printdesk.ui.trips.changes_view import ChangesView
from printdesk.ui.trips.past_view import PastView
from printdesk.ui.trips.reading import TripsFacts, read_kept, read_trips
from printdesk.ui.trips.strip import DepartureStrip
from printdesk.ui.trips.strip_key import StripKey
from printdesk.ui.trips.trips_view import DAY, DAY_RISK, RISK, TripsView
from printdesk.ui.trips.words import count_text

_EDGE = 18
TRIPS, CHANGES, PAST, REQUESTS = "trips", "changes", "past", "requests"
_VIEWS = (TRIPS, CHANGES, PAST, REQUESTS)
_LEAST = 270
_LOW = 600
"""A room lower than this, in pixels, keeps the strip for the trips and draws it low."""


class TripsPage(QWidget):
    """The fourteen days at the top; below the trips behind a figure, what changed, a queue of the past, requests.

    Attributes:
        strip: the days. chips: which view stands below. trips, changes, past, requests: the views.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: TripsFacts | None = None
        self._requests_open: int | None = None
        self._reading, self._reading_kept = LatestReading(context, self), LatestReading(context, self)
        self.strip = DepartureStrip()
        self.trips, self.changes, self.past = TripsView(context), ChangesView(context), PastView(context)
        self.requests = RequestsView(context)
        self.chips = ViewRow()
        self._top = Card()
        self._key = StripKey()
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._top.add_trailing(self._key)
        self._top.body.setContentsMargins(Space.S, Space.XS, Space.S, Space.S)
        self._top.body.addWidget(self.strip)
        for code, view in zip(_VIEWS, (self.trips, self.changes, self.past, self.requests), strict=True):
            self.chips.set_chip(code, "")
            self._stack.addWidget(view if view is self.requests else _on_card(view))
        self._stack.setMinimumHeight(_LEAST)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, Space.M, _EDGE, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.chips)
        column.addWidget(self._top)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.chips.chosen.connect(self.show_view)
        self.strip.chosen.connect(self._show_day)
        self.strip.entered.connect(self.trips.focus_list)
        self.trips.filtered.connect(self._mark_day)
        self.trips.opened.connect(self._context.open_application)
        self.changes.opened.connect(self._context.open_application)
        self.past.opened.connect(self._context.open_application)
        self.changes.queue_wanted.connect(self._show_kept)
        self.requests.count_changed.connect(self._count_requests)
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read anew in the background; selection, scroll and what is compared stay."""
        services = self._context.services
        self._reading.ask(lambda: read_trips(services), self._show, self._not_read)
        self.requests.refresh()

    def forget(self) -> None:
        """Another person sits here, with views of their own."""
        self.trips.views.forget()

    def plan_kept(self) -> None:
        """A plan was kept: show it among the others."""
        services = self._context.services
        self._reading_kept.ask(lambda: read_kept(services), self._show_kept_plans)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.chips.setAccessibleName(_("What is shown below the days"))
        self._top.set_title(_("Departures of the next 14 days"))
        self._show_words()

    def handle_scan(self, _text: str) -> bool:
        """No code has a meaning of its own in this room; it is looked up."""
        return False

    def focus_first(self) -> None:
        """Be ready to read whose trips are at risk."""
        if self.chips.current() == TRIPS:
            self.trips.focus_list()

    def badge(self) -> int | None:
        """How many trips are at risk; None before the first reading."""
        return len(self._facts.departures.at_risk) if self._facts is not None else None

    def show_view(self, code: str) -> None:
        """Show a view; "risk" is the list of all trips at risk."""
        if code == RISK:
            code = TRIPS
            self.trips.show_part(RISK)
        self.chips.choose(code)
        self._stack.setCurrentIndex(_VIEWS.index(code))
        self._fit()
        if code == CHANGES:
            self.changes.focus_list()
        elif code == PAST:
            self.past.focus_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.parentWidget()
        low = room is not None and room.height() < _LOW
        self.strip.set_low(low)
        view = self.chips.current()
        # Where requests are decided, the room belongs to what a decision would do.
        self._top.setVisible(view != REQUESTS and (not low or view == TRIPS))

    def _show_day(self, day: date, risk_only: bool) -> None:
        """From a figure of the strip to the trips behind it."""
        self.trips.show_part(DAY_RISK if risk_only else DAY, day)
        self.show_view(TRIPS)

    def _mark_day(self, day: date | None, risk_only: bool) -> None:
        """The strip marks what the list shows."""
        self.strip.choose(day, risk_only=risk_only)

    def _show_kept(self, kept: KeptPlan) -> None:
        moment: datetime = kept.at
        self.past.show_moment(moment)
        self.show_view(PAST)

    def _count_requests(self, count: int) -> None:
        self._requests_open = count
        self._show_words()

    def _show(self, facts: TripsFacts) -> None:
        self._facts = facts
        self.strip.show_days(facts.departures.days)
        self.trips.show_facts(facts)
        self.past.show_facts(facts)
        self.changes.show_kept(facts.kept)
        self._show_words()

    def _show_kept_plans(self, kept: tuple[KeptPlan, ...]) -> None:
        self.changes.show_kept(kept)
        self.past.show_kept(kept)

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._reading.rest()
            self._reading_kept.rest()

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        for view in (self.trips, self.changes, self.past):
            view.show_failure(str(error))

    def _show_words(self) -> None:
        names = {
            TRIPS: _("Trips"),
            CHANGES: _("What changed"),
            PAST: _("The queue then"),
            REQUESTS: _("Requests"),
        }
        risk = count_text(len(self._facts.departures.at_risk)) if self._facts is not None else None
        counts = {TRIPS: risk, REQUESTS: count_text(self._requests_open) if self._requests_open is not None else None}
        for code, name in names.items():
            self.chips.set_chip(code, name, counts.get(code))


def _on_card(view: QWidget) -> Card:
    card = Card(flush=True)
    card.body.setContentsMargins(0, Space.S, 0, 0)
    card.body.addWidget(view, 1)
    return card
