"""The room of the backlog: figures, what is at risk, what works, and the evening that saves trips."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.errors import DeskError
from printdesk.i18n import DEFAULT_LANGUAGE, _, catalogue, dates, language
from printdesk.services.overtime import SessionView
from printdesk.services.overtime_papers import NamedPaper
from printdesk.ui.backlog.days_view import DaysView
from printdesk.ui.backlog.forecast_view import ForecastView
from printdesk.ui.backlog.overtime_card import ORDERED, PAPER, PLAN, PLANNER, OvertimeCard
from printdesk.ui.backlog.planner_desk import PlannerDesk
from printdesk.ui.backlog.reading import BacklogFacts, read_backlog
from printdesk.ui.backlog.state_dialog import StateDialog
from printdesk.ui.backlog.tiles import Tiles
from printdesk.ui.backlog.views import RiskView, WorksView
from printdesk.ui.backlog.words import count_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, ViewRow
from printdesk.ui.reports.charts_view import ChartsView
from printdesk.ui.reports.inbox_view import InboxView
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space

_EDGE = 18
_VIEWS = ("risk", "forecast", "days", "works", "inbox")
PREVIEW_MS = 250


class BacklogPage(QWidget):
    """What is late and why, and what to do tonight.

    Keys: F6 order the plan or the evening, F7 who is away or the work sheet, F8 take an evening back, F9 change the
    state of a service or station.

    Attributes:
        tiles: the four figures. risk, forecast, days, works: the left card's views, chosen by `chips`.
        overtime: the right card. dialog: the form that is open, None when none is.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: BacklogFacts | None = None
        self._acts = Acts(context, self, self.refresh)
        self._reading = LatestReading(context, self)
        self._previewing = LatestReading(context, self)
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(PREVIEW_MS)
        self.dialog: StateDialog | None = None
        self.tiles = Tiles()
        self.chips = ViewRow()
        self.risk, self.days, self.works = RiskView(), DaysView(), WorksView()
        self.forecast = ForecastView()
        self._hours: int | None = None
        self.charts, self.inbox = ChartsView(context, self.days), InboxView(context)
        self.overtime = OvertimeCard(context)
        self.planner = PlannerDesk(context, self.overtime.planner, self._acts, self._planned)
        self._left = Card(flush=True)
        self._stack = QStackedWidget()
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.chips.setContentsMargins(Space.L, Space.M, Space.L, Space.S)
        self._left.body.addWidget(self.chips)
        for code, view in zip(_VIEWS, (self.risk, self.forecast, self.charts, self.works, self.inbox), strict=True):
            self.chips.set_chip(code, "")
            self._stack.addWidget(view)
        self._left.body.addWidget(self._stack, 1)
        self._cards.setSpacing(Space.M)
        self._cards.addWidget(self._left, 5)
        self._cards.addWidget(self.overtime, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, Space.L, _EDGE, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.tiles)
        column.addLayout(self._cards, 1)

    def _connect(self) -> None:
        self.chips.chosen.connect(self.show_view)
        self.tiles.risk_pressed.connect(lambda: self.show_view("risk"))
        self.risk.opened.connect(self._context.open_application)
        self.inbox.count_changed.connect(lambda _count: self._show_words())
        self.works.change_wanted.connect(self.open_state)
        self.works.board_wanted.connect(lambda: self._context.go_to("outages", "board"))
        self.forecast.hours_changed.connect(self._consider)
        self.forecast.assume_wanted.connect(self._assume)
        self.tiles.normal_pressed.connect(lambda: self.show_view("forecast"))
        self.overtime.form.changed.connect(self._debounce.start)
        self._debounce.timeout.connect(self.preview)
        self.overtime.plan_shown.connect(self.preview)
        self.overtime.planner_shown.connect(self._plan_evenings)
        self.overtime.order_wanted.connect(self._order)
        self.overtime.sheet_wanted.connect(self._make_sheet)
        self.overtime.cancel_wanted.connect(self._cancel)
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read anew in the background; selection, scroll and the evening considered stay."""
        services, hours = self._context.services, self._hours
        self._reading.ask(lambda: read_backlog(services, hours), self._show, self._not_read)
        self.inbox.refresh()
        self.charts.refresh()

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._show_words()

    def handle_scan(self, text: str) -> bool:
        """A code of an evening's papers shows that evening; anything else is looked up."""
        return self.overtime.evening.take_scan(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards side by side or one under the other, as there is room."""
        super().resizeEvent(event)
        self._choose_direction()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest part: in a narrow window the cards stand one under the other."""
        hint, column = super().minimumSizeHint(), self.layout()
        items = [column.itemAt(at) for at in range(column.count())] if column is not None else []
        others = [
            item.minimumSize().width() for item in items if item is not None and item.layout() is not self._cards
        ]
        cards = [card.minimumSizeHint().width() for card in (self._left, self.overtime)]
        return QSize(min(hint.width(), max(cards + others) + 2 * _EDGE), hint.height())

    def _choose_direction(self) -> None:
        needed = sum(card.minimumSizeHint().width() for card in (self._left, self.overtime)) + Space.M + 2 * _EDGE
        ways = QBoxLayout.Direction
        self._cards.setDirection(ways.LeftToRight if self.width() > needed else ways.TopToBottom)

    def focus_first(self) -> None:
        """Be ready to read whose trips are at risk."""
        if self.chips.current() == "risk":
            self.risk.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def badge(self) -> int | None:
        """How many trips are at risk; None before the first reading."""
        return self._facts.board.trips_at_risk if self._facts else None

    def show_view(self, code: str) -> None:
        """Show a view of the left card; "ordered": the evenings ordered, in the right one."""
        if code == "ordered":
            self.overtime.show_view(ORDERED)
            return
        self.chips.choose(code)
        self._stack.setCurrentIndex(_VIEWS.index(code))

    def preview(self) -> None:
        """Work out in the background what the evening considered would do."""
        if self._facts is None:
            return
        evening, overtime = self.overtime.form.evening(), self._context.services.overtime
        self._previewing.ask(
            lambda: overtime.preview(evening), self.overtime.show_preview, self.overtime.show_refusal
        )

    def _plan_evenings(self) -> None:
        """Plan the evenings anew when what they hang on has changed."""
        facts = self._facts
        if facts is not None:
            self.planner.plan(
                (facts.board.now.date(), facts.board.trips_at_risk, facts.sessions, facts.services, facts.stations,
                 facts.people, facts.office.version)
            )  # fmt: skip

    def _planned(self, sessions: tuple[SessionView, ...], paper: NamedPaper) -> None:
        """A plan was ordered: show the order of its first evening."""
        title = _("Overtime order of {day}").format(day=dates.day_medium(sessions[0].day, language()))
        self.overtime.paper.show_paper(title, paper.name, paper.document.content, paper.document.warnings)
        self.overtime.show_view(PAPER)

    def open_state(self) -> None:
        """Ask for the state of the chosen service type or station."""
        line = self.works.current()
        if line is None or self._facts is None or self.dialog is not None:
            return
        dialog = StateDialog(line, self._facts.office, self._facts.board.now, self.window())
        self.dialog = dialog
        dialog.submitted.connect(lambda: self._set_state(dialog, line.kind))
        dialog.finished.connect(self._close_dialog)
        dialog.open()

    def _consider(self, hours: int) -> None:
        self._hours = hours
        self.refresh()

    def _assume(self, between: int, down: int) -> None:
        forecasts = self._context.services.forecasts

        def done(_version: int) -> None:
            self.forecast.settle()
            self._context.messages.ok(_("In force; the forecast was made anew."))

        self._acts.begin(lambda actor, operation: forecasts.assume(actor, between, down, operation), done)

    def _set_state(self, dialog: StateDialog, kind: str) -> None:
        entry, office = dialog.entry(), self._context.services.office
        stages = self._context.services.stages
        puts = {"service": office.set_service_state, "station": office.set_station_state}
        put = puts.get(kind) or (lambda who, said, key: stages.set_state(who, kind, said, key))
        dialog.set_busy(True)

        def done(_nothing: None) -> None:
            if dialog is self.dialog:
                dialog.accept()
            self._context.messages.ok(_("In force; the plan was made anew."))

        def refuse(error: DeskError) -> None:
            (dialog.show_error if dialog is self.dialog else self._context.messages.error)(error)

        self._acts.begin(lambda actor, operation: put(actor, entry, operation), done, refuse)

    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _order(self) -> None:
        evening, overtime = self.overtime.form.evening(), self._context.services.overtime
        self.overtime.set_busy(True)

        def done(session: SessionView) -> None:
            self._context.messages.ok(
                _("{number} is ordered for {day}: {count} booklets.").format(
                    number=session.number,
                    day=dates.day_medium(session.day, language()),
                    count=count_text(session.target),
                )
            )
            self._sheet_of(session)

        self._acts.begin(lambda actor, operation: overtime.order(actor, evening, operation), done, self._refused)

    def _refused(self, error: DeskError) -> None:
        self.overtime.show_refusal(error)

    def _make_sheet(self) -> None:
        line = self.overtime.chosen_session()
        if line is not None:
            self.overtime.show_view(ORDERED)
            self._sheet_of(line.session)

    def _sheet_of(self, session: SessionView) -> None:
        overtime, reader = self._context.services.overtime, catalogue(DEFAULT_LANGUAGE)

        def done(document: Document) -> None:
            title = _("Work sheet {number}").format(number=session.number)
            self.overtime.paper.show_paper(title, session.number, document.content, document.warnings)
            self.overtime.show_view(PAPER)

        self._acts.begin(lambda actor, operation: overtime.work_sheet(actor, session.id, reader, operation), done)

    def _cancel(self) -> None:
        line = self.overtime.chosen_session()
        if line is None:
            return
        session, overtime = line.session, self._context.services.overtime
        sure = self._context.messages.confirm(
            _("Take {number} back?").format(number=session.number),
            _("The evening is not worked, its {count} booklets go back into the plan; the number stays void.").format(
                count=count_text(session.target)
            ),
            _("Take it back"),
            self.window(),
        )
        if not sure:
            return

        def done(_nothing: None) -> None:
            self._context.messages.ok(_("{number} was taken back.").format(number=session.number))

        self._acts.begin(lambda actor, operation: overtime.cancel(actor, session.id, operation), done)

    def _rest(self, busy: bool) -> None:
        if busy:
            return
        for work in (self._acts, self._reading, self._previewing, self.planner):
            work.rest()

    def _show(self, facts: BacklogFacts) -> None:
        self._facts = facts
        self.tiles.show_facts(facts)
        self.risk.show_facts(facts)
        self.forecast.show_facts(facts)
        self.days.show_board(facts.board)
        self.works.show_facts(facts)
        self.overtime.show_facts(facts)
        self._show_words()
        self._choose_direction()
        if self.overtime.view() == PLAN:
            self.preview()
        if self.overtime.view() == PLANNER:
            self._plan_evenings()

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        self.risk.show_failure(str(error))
        self.forecast.show_failure(str(error))

    def _show_words(self) -> None:
        facts = self._facts
        names = {
            "risk": _("At risk"), "forecast": _("Forecast"), "days": _("Days"), "works": _("What works"),
            "inbox": _("Inbox"),
        }  # fmt: skip
        counts: dict[str, str | None] = dict.fromkeys(names)
        if facts is not None:
            stopped = sum(one.state != "up" for one in (*facts.services, *facts.stations)) + len(facts.later)
            counts["risk"] = count_text(facts.board.trips_at_risk)
            counts["works"] = count_text(stopped) if stopped else None
            counts["inbox"] = count_text(self.inbox.count()) if self.inbox.count() else None
            self.tiles.show_facts(facts)
        for code, name in names.items():
            self.chips.set_chip(code, name, counts[code])
        self._left.setAccessibleName(_("Backlog"))
