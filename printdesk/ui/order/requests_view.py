"""Raises, places by hand and holds: what waits for a decision, what is in force, what is over, and who asks."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language
from printdesk.services.plan_moves import MovePreview
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, ChipRow, DeskTable, EmptyState
from printdesk.ui.order.acts import OrderActs
from printdesk.ui.order.detail_panel import DetailPanel
from printdesk.ui.order.reading import HISTORY_DAYS, Choices, OrderFacts, Request, read_choices, read_order
from printdesk.ui.order.table_model import (
    HeldLine,
    RequestLine,
    held_lines,
    held_model,
    officers_model,
    request_lines,
    requests_model,
)
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space, Tone

VIEWS = ("open", "live", "held", "past", "officers")
_WIDE = 780
_ROOMY = 1000
_ANY = 16_777_215
"""Qt's own "no limit" for a width."""
_DETAIL, _NARROW_DETAIL = 430, 372


class RequestsView(QWidget):
    """Raises, places by hand and holds, for a tab of a room.

    Keys: F6 approve, confirm or release; F7 take back; F8 refuse; F9 expected back.

    Attributes:
        chips: the views. requests, held, officers: their tables. detail: what is chosen, with its acts.

    Signals:
        count_changed: how many requests wait for a decision.
    """

    count_changed = Signal(int)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: OrderFacts | None = None
        self._failure = ""
        self._reading = LatestReading(context, self)
        self._choosing = LatestReading(context, self)
        self._previewing = LatestReading(context, self)
        self._acts = Acts(context, self, self.refresh)
        self.order = OrderActs(context, self, self._acts)
        self.chips = ChipRow()
        self.requests = DeskTable(requests_model())
        self.held = DeskTable(held_model())
        self.officers = DeskTable(officers_model(), sortable=True)
        self._empties = {table: EmptyState() for table in (self.requests, self.held, self.officers)}
        self.detail = DetailPanel()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._list = Card(flush=True)
        chips = QVBoxLayout()
        chips.setContentsMargins(Space.L, 0, Space.L, Space.S)
        chips.addWidget(self.chips)
        self._tables = QStackedWidget()
        for table, empty in self._empties.items():
            table.set_empty(empty)
            self._tables.addWidget(table)
        self._list.body.setSpacing(0)
        self._list.body.addLayout(chips)
        self._list.body.addWidget(self._tables, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.M)
        self._row.addWidget(self._list, 1)
        self._row.addWidget(self.detail)

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _code: self._show_view())
        for table in (self.requests, self.held):
            table.current_changed.connect(lambda _key: self._show_detail())
            table.opened.connect(lambda _key: self._open_card())
        detail = self.detail
        detail.class_chosen.connect(self._class_chosen)
        detail.approve.clicked.connect(self._approve)
        detail.refuse.clicked.connect(self._refuse)
        detail.withdraw.clicked.connect(self._withdraw)
        detail.release.clicked.connect(self._release)
        detail.back.clicked.connect(self._change_return)
        detail.card.clicked.connect(self._open_card)
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read anew in the background; selection and what is chosen stay."""
        services = self._context.services
        self._reading.ask(lambda: read_order(services), self._show, self._not_read)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.chips.setAccessibleName(_("Which requests are shown"))
        self.requests.setAccessibleName(_("Raises and places by hand"))
        self.held.setAccessibleName(_("On hold"))
        self.officers.setAccessibleName(_("Raises by officer"))
        for table in self._empties:
            table.retranslate()
        self._show_chips()
        self._show_rows()
        self.detail.retranslate()

    def focus_first(self) -> None:
        """Be ready to choose a request."""
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, code: str) -> None:
        """Show one of `VIEWS`."""
        self.chips.choose(code)
        self._show_view()

    def count(self) -> int | None:
        """How many wait for a decision; None before the first reading."""
        return len(self._facts.waiting) if self._facts else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window puts the decision under the list."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        width = _DETAIL if self.width() >= _ROOMY else _NARROW_DETAIL
        self.detail.setMinimumWidth(width if wide else 0)
        self.detail.setMaximumWidth(width if wide else _ANY)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one of its two cards."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 420), hint.height())

    def _show(self, facts: OrderFacts) -> None:
        before = self.count()
        self._facts, self._failure = facts, ""
        self._show_view()
        if len(facts.waiting) != before:
            self.count_changed.emit(len(facts.waiting))

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        if self._facts is None:
            self._failure = str(error)
            self._show_rows()

    def _show_chips(self) -> None:
        facts = self._facts
        recent = _("asked for in the last {days} days").format(days=HISTORY_DAYS)
        over = self.chips.current() in ("past", "officers")
        self._list.set_title(_("Raises, places by hand and holds"), recent if over else "")
        for code, text, rows in (
            ("open", _("Waiting"), len(facts.waiting) if facts else None),
            ("live", _("In force"), len(facts.live) if facts else None),
            ("held", _("On hold"), len(facts.held) if facts else None),
            ("past", _("Over"), len(facts.past) if facts else None),
            ("officers", _("By officer"), None),
        ):
            self.chips.set_chip(code, text, None if rows is None else dates.number(rows, language()))

    def _table(self) -> DeskTable:
        return {"held": self.held, "officers": self.officers}.get(self.chips.current(), self.requests)

    def _show_view(self) -> None:
        self._tables.setCurrentWidget(self._table())
        self._show_chips()
        self._show_rows()
        self._show_detail()

    def _show_rows(self) -> None:
        facts, code = self._facts, self.chips.current()
        if facts is not None:
            shown = {"open": facts.waiting, "live": facts.live, "past": facts.past}
            self.requests.rows_model().set_rows(request_lines(shown.get(code, ()), facts, over=code == "past"))
            self.held.rows_model().set_rows(held_lines(facts))
            self.officers.rows_model().set_rows(facts.officers)
        table = self._table()
        if table.rows_model().rowCount() and not table.currentIndex().isValid():
            table.selectRow(0)
        self._tell_empty(code)

    def _tell_empty(self, code: str) -> None:
        empty = self._empties[self._table()]
        if self._facts is None:
            empty.set_unread(self._failure)
        else:
            empty.set(*_nothing(code))

    def _show_detail(self) -> None:
        facts, line = self._facts, self._table().current_row()
        if facts is None:
            self.detail.show_nothing()
        elif isinstance(line, RequestLine):
            self._show_request(line, facts)
        elif isinstance(line, HeldLine):
            self.detail.show_held(line, facts)
        else:
            self.detail.show_nothing()

    def _show_request(self, line: RequestLine, facts: OrderFacts) -> None:
        request = line.request
        self.detail.show_request(request, facts, self._context.actor().user, over=line.over)
        if not request.is_open or line.over:
            return
        if request.is_raise:
            services, row, lang = self._context.services, request.row, language()
            self._choosing.ask(
                lambda: read_choices(services, row.application_id, request.proof, lang),
                lambda choices: self._show_choices(request, choices),
                self._not_seen,
            )
        else:
            self._preview()

    def _show_choices(self, request: Request, choices: Choices) -> None:
        if self.detail.request is not None and self.detail.request.key == request.key:
            self.detail.show_choices(choices)
            self._preview()

    def _class_chosen(self) -> None:
        self.detail.wait(_("Working out what it would do…"))
        self._preview()

    def _preview(self) -> None:
        request, code = self.detail.request, str(self.detail.to.currentData() or "")
        if request is None or (request.is_raise and not code):
            return
        services, key = self._context.services, request.row.application_id
        self._previewing.ask(
            lambda: (
                services.raises.preview(key, code) if request.is_raise else services.pins.preview(key, request.day)
            ),
            lambda seen: self._show_preview(request, seen),
            self._not_seen,
        )

    def _show_preview(self, request: Request, seen: MovePreview) -> None:
        if self.detail.request is not None and self.detail.request.key == request.key:
            self.detail.show_preview(seen)

    def _not_seen(self, error: DeskError) -> None:
        self.detail.wait(str(error))

    def _approve(self) -> None:
        if self.detail.request is not None:
            code = str(self.detail.to.currentData() or "")
            self.order.approve(self.detail.request, code, self.detail.days.value())

    def _refuse(self) -> None:
        if self.detail.request is not None:
            self.order.refuse(self.detail.request)

    def _withdraw(self) -> None:
        if self.detail.request is not None:
            self.order.withdraw(self.detail.request)

    def _release(self) -> None:
        if self.detail.held is not None:
            self.order.resume(self.detail.held.row)

    def _change_return(self) -> None:
        if self.detail.held is not None and self._facts is not None:
            self.order.expect_back(self.detail.held.row, self._facts.now)

    def _open_card(self) -> None:
        line = self._table().current_row()
        if isinstance(line, RequestLine):
            self._context.open_application(line.request.row.application_id)
        elif isinstance(line, HeldLine):
            self._context.open_application(line.row.application_id)

    def _rest(self, busy: bool) -> None:
        if not busy:
            for work in (self._acts, self._reading, self._choosing, self._previewing):
                work.rest()


def _nothing(code: str) -> tuple[str, str, str, Tone]:
    """What stands in an empty view: icon, headline, text, tone."""
    days, green = HISTORY_DAYS, Tone.GREEN
    said = {
        "open": ("check-badge", _("Nothing waits for a decision"), _("A raise is asked for at the counter."), green),
        "live": (
            "check-badge",
            _("The order is the plan's own"),
            _("Nobody was raised or put first by hand."),
            green,
        ),
        "held": ("check-badge", _("Nothing is on hold"), _("Every application can be printed."), green),
        "past": ("info", _("Nothing is over from the last {days} days").format(days=days), "", Tone.NEUTRAL),
    }
    nobody = _("Nobody asked for a raise in the last {days} days").format(days=days)
    return said.get(code, ("info", nobody, "", Tone.NEUTRAL))
