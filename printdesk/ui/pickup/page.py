"""The pickup room: scan or search, one card with one answer, the shelf beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.domain import numbers
from printdesk.domain.states import ApplicationState
from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.plans import AnswerView
from printdesk.services.search import Match
from printdesk.services.slip_scan import ForgedPaperError
from printdesk.ui.board import BoardDesk
from printdesk.ui.contact import TellingDesk
from printdesk.ui.context import RoomContext
from printdesk.ui.custody import ReceiveDesk
from printdesk.ui.kit import Card, EmptyState
from printdesk.ui.pickup import reading, words
from printdesk.ui.pickup.card_acts import CardActs
from printdesk.ui.pickup.card_view import CardView
from printdesk.ui.pickup.counter_desk import CounterDesk
from printdesk.ui.pickup.fitting_stack import FittingStack
from printdesk.ui.pickup.hand_over_desk import HandOverDesk
from printdesk.ui.pickup.note_desk import NoteDesk
from printdesk.ui.pickup.reading import Found, Opened, Shelf
from printdesk.ui.pickup.ready_panel import ReadyPanel
from printdesk.ui.pickup.results_panel import ResultsPanel
from printdesk.ui.pickup.shelf_views import shelf_views
from printdesk.ui.pickup.slip_desk import SlipDesk
from printdesk.ui.pickup.slip_panel import SlipPanel
from printdesk.ui.pickup.stop_panel import StopPanel
from printdesk.ui.pickup.uncollected_desk import UncollectedDesk
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space

_SHELF_WIDTH = 394
_NARROW_SHELF = 284
_WIDE = 1000


class PickupPage(QWidget):
    """The counter's room.

    Keys: F8 hand over, F6 several at once, F7 slip of the card, Ctrl+P slips of the shelf, Ctrl+T post, Ctrl+G
    register, F9 next person, F10 views and columns, F12 print or export the list, Esc back.

    Attributes:
        card, results, shelf, slips, stop: its parts; slip_desk: the slips' flow.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._wanted = 0
        self._found: tuple[Match, ...] = ()
        self._hand_over_next = 0
        self._scanned = ""
        self.stop = StopPanel(self)
        self.card = CardView()
        self.results = ResultsPanel()
        self.shelf = ReadyPanel()
        self.views = shelf_views(context, self.shelf, self)
        self.slips = SlipPanel(context)
        self._nothing = EmptyState("barcode")
        self._searched = ""
        self._left = FittingStack()
        self._whole = FittingStack()
        self._acts = acts = Acts(context, self, self._read_card)
        self._searching = LatestReading(context, self)
        self._reading = LatestReading(context, self)
        self._answering = LatestReading(context, self)
        self._shelving = LatestReading(context, self)
        self.card_acts = CardActs(context, self.card, acts, self._read_card, self)
        self.hand_over_desk = HandOverDesk(context, self.card, self.stop, acts, self.card_acts.ask_undo_of, self)
        self.slip_desk = SlipDesk(context, self.slips)
        self.custody = ReceiveDesk(context, self)
        self.shelf.add_trailing(self.custody.button)
        self.counter = CounterDesk(context, self, lambda ids: self._open_slips(ids, ""))
        self.uncollected = UncollectedDesk(context, self.shelf, self)
        self.note_desk = NoteDesk(context, self.card, self)
        self.board = BoardDesk(context, self)
        self.telling = TellingDesk(context, self, self.card.contact, acts, self.board.call)
        self.shelf.add_trailing(self.telling.button)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        for part in (self._nothing, self.results, self.card):
            self._left.addWidget(part)
        left = Card(flush=True)
        left.body.addWidget(self._left)
        self.shelf.setFixedWidth(_SHELF_WIDTH)
        desk = QWidget()
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M + 2)
        row.addWidget(left, 1)
        self.shelf.add_foot(self.counter.strip)
        row.addWidget(self.shelf)
        self._whole.addWidget(desk)
        self._whole.addWidget(self.slips)
        self._whole.addWidget(self.note_desk.panel)
        self._whole.addWidget(self.telling.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + 2, Space.M + 2, Space.L + 2, Space.M + 2)
        column.addWidget(self._whole, 1)
        self.stop.lie_over(self, column.contentsMargins())

    def _connect(self) -> None:
        self.results.chosen.connect(self._choose_match)
        self.card.head.list_wanted.connect(self._back_to_list)
        self.card.answer.slip_wanted.connect(self._slip_of_card)
        self.card.next.wanted.connect(self._do_next)
        self.counter.session_wanted.connect(self._open_session)
        self.counter.handed.connect(self.hand_over_desk.handed)
        self.card.hand_over.coded.connect(self.handle_scan)
        self.card.done.next_wanted.connect(self.clear)
        self.shelf.opened.connect(self._open_from_shelf)
        self.shelf.hand_over_wanted.connect(self._hand_over_from_shelf)
        self.shelf.slips_wanted.connect(lambda ids: self._open_slips(ids, ""))
        self._context.background.busy_changed.connect(self._rest)
        self.slip_desk.left.connect(self._back_from_slips)
        self.slip_desk.left.connect(self.note_desk.forget)
        self.note_desk.left.connect(self._back_from_slips)
        self.note_desk.shown.connect(lambda: self._whole.setCurrentWidget(self.note_desk.panel))
        self.telling.shown.connect(lambda: self._whole.setCurrentWidget(self.telling.panel))
        self.telling.left.connect(self._back_from_slips)
        self.telling.opened.connect(self._open_from_telling)
        self.telling.board_wanted.connect(self.board.toggle)

    def refresh(self) -> None:
        """Read shelf and card anew; selection, scroll and what is filled in stay."""
        services = self._context.services
        self._shelving.ask(lambda: reading.read_shelf(services), self._show_shelf, self._shelf_not_read)
        self._read_card()
        self.telling.refresh()

    def _show_shelf(self, shelf: Shelf) -> None:
        self.shelf.show_shelf(shelf)
        self.views.refresh()

    def _shelf_not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        self.shelf.show_failure(str(error))

    def retranslate(self) -> None:
        """The room's own words in the language of the moment; its parts have their own."""
        self._tell_nothing()
        self.custody.retranslate()
        self.counter.retranslate()
        self.telling.retranslate()
        self.board.retranslate()

    def handle_scan(self, text: str) -> bool:
        """A scanned or typed code, name or number: into the open hand-over, or looked up."""
        if not text.strip():
            return False
        if self.custody.take(text):
            return True
        self.card.hand_over.forget_digits()
        self.search(text)
        return True

    def search(self, text: str) -> None:
        """Find what a text names and show it: the card, a list to choose from, or that there is nothing."""
        services = self._context.services
        self._searching.ask(lambda: reading.look_up(services, text), self._show_found, self._not_found)

    def _not_found(self, error: DeskError) -> None:
        if isinstance(error, ForgedPaperError):
            self.hand_over_desk.refuse_forged()
        self._context.messages.error(error)

    def open_application(self, application_id: int) -> None:
        """Show the card of an application."""
        self._found = ()
        self._open(application_id)

    def focus_first(self) -> None:
        """Where work goes on: the matches or the card's main act; else the keyboard stays where it is."""
        if self._left.currentWidget() is self.results:
            self.results.table.setFocus()
        elif self._left.currentWidget() is self.card and not self.card.answer.hand_over_button.isHidden():
            self.card.answer.hand_over_button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window takes room from the shelf, not from the card."""
        super().resizeEvent(event)
        self._fit_shelf()

    def event(self, event: QEvent) -> bool:
        """Larger text needs a wider shelf."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_shelf()
        return super().event(event)

    def _fit_shelf(self) -> None:
        width = _SHELF_WIDTH if self.width() >= _WIDE else _NARROW_SHELF
        self.shelf.setFixedWidth(max(width, self.shelf.minimumSizeHint().width()))

    def clear(self) -> None:
        """Leave the card, ready for the next person."""
        self._wanted = 0
        self._found = ()
        self._searched = ""
        self.stop.clear()
        self.card.forget()
        self._tell_nothing()
        self._bring(self._nothing)

    def forget(self) -> None:
        """Another person sits here: nothing of the person before is left."""
        self._whole.setCurrentIndex(0)
        self.views.forget()
        self.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes one step back: from a card to its list, from there to nothing."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._left.currentWidget() is self.card and self.card.shows_whole_story:
            self.card.show_details()
            self.focus_first()
        elif self._left.currentWidget() is self.card and len(self._found) > 1:
            self._back_to_list()
        elif self._left.currentWidget() is not self._nothing:
            self.clear()

    def _rest(self, busy: bool) -> None:
        """Nothing runs any more: what a bug may have cut short is over as well."""
        if not busy:
            for work in (self._acts, self._searching, self._reading, self._answering, self._shelving):
                work.rest()
            self.hand_over_desk.rest()
            self.note_desk.rest()
            self.uncollected.rest()

    def _show_found(self, found: Found) -> None:
        if self.hand_over_desk.take(found):
            return
        self.slip_desk.leave()
        self.stop.clear()
        self._found = found.matches
        self._searched = found.text
        self._scanned = numbers.passport_number(found.text) if found.serial_id else ""
        if found.replaced:
            self._context.messages.warn(found.replaced)
        if not found.matches:
            self._wanted = 0
            self.card.forget()
            self._tell_nothing()
            self._bring(self._nothing)
        elif len(found.matches) == 1:
            self._open(found.matches[0].application_id)
        else:
            self._wanted = 0
            self.card.forget()
            self.results.show_matches(found.text, found.matches, found.services)
            self._bring(self.results)
            self.results.table.setFocus()

    def _choose_match(self, application_id: int) -> None:
        self._open(application_id)

    def _back_to_list(self) -> None:
        self._wanted = 0
        self.stop.clear()
        self.card.forget()
        self._bring(self.results)
        self.results.table.setFocus()

    def _open_from_shelf(self, application_id: int) -> None:
        self._found = ()
        self._open(application_id)

    def _hand_over_from_shelf(self, application_id: int) -> None:
        self._hand_over_next = application_id
        self._open_from_shelf(application_id)

    def _open(self, application_id: int) -> None:
        self.slip_desk.leave()
        if application_id != self._wanted:
            self.stop.clear()
            self._note_opening(application_id)
        self._wanted = application_id
        self._read_card()

    def _note_opening(self, application_id: int) -> None:
        """Who looks into a card is recorded, once for each viewing."""
        actor, openings = self._context.actor(), self._context.services.openings
        self._context.background.run(
            lambda _task: openings.note(actor, application_id), failed=lambda _error: None, owner=self
        )

    def _open_session(self) -> None:
        """The scan session; a card that lies ready brings its group or family along."""
        opened = self.card.opened
        ready = opened is not None and opened.card.state == ApplicationState.SHELVED
        self.counter.open_session(opened.card.id if ready and opened is not None else 0)

    def _do_next(self, act: str) -> None:
        """The button of the card's next step."""
        answer = self.card.answer
        acts = {
            "hand_over": answer.hand_over_wanted.emit,
            "together": self._open_session,
            "trip": answer.trip_wanted.emit,
            "resume": answer.resume_wanted.emit,
            "copy": answer.copy_wanted.emit,
            "undo": answer.undo_wanted.emit,
        }
        acts[act]()

    def _read_card(self) -> None:
        wanted, services = self._wanted, self._context.services
        if wanted:
            self._reading.ask(lambda: reading.open_card(services, wanted), self._show_card)
            self._answering.ask(lambda: services.plans.answer_for(wanted, active()), self._show_answer)

    def _show_card(self, opened: Opened) -> None:
        if opened.card.id != self._wanted:
            return
        new = self.card.opened is None or self.card.opened.card.id != opened.card.id
        self.card.show_card(opened, self._match_line(opened.card.id), len(self._found))
        self._bring(self.card)
        self.hand_over_desk.card_changed(opened)
        self.telling.show_card(opened.card)
        if self._hand_over_next == opened.card.id:
            self.hand_over_desk.begin()
        elif new:
            self.focus_first()
        self._hand_over_next = 0
        scanned, self._scanned = self._scanned, ""
        if scanned:
            self.card_acts.scanned_back(opened, scanned)

    def _bring(self, page: QWidget) -> None:
        """Show one page on the left; beside a card that can be handed over the list's act is not the main one."""
        self._left.setCurrentWidget(page)
        opened = self.card.opened
        ready = opened is not None and opened.card.state == ApplicationState.SHELVED
        self.shelf.set_quiet(page is self.card and ready)

    def _show_answer(self, answer: AnswerView) -> None:
        if answer.application_id == self._wanted:
            self.card.show_answer(answer)

    def _match_line(self, application_id: int) -> str:
        ids = [match.application_id for match in self._found]
        if application_id not in ids:
            return ""
        at = ids.index(application_id)
        return words.match_line(self._found[at].why, at + 1, len(ids))

    def _slip_of_card(self) -> None:
        opened = self.card.opened
        if opened is not None:
            self._open_slips([opened.card.id], opened.card.name)

    def _back_from_slips(self) -> None:
        self._whole.setCurrentIndex(0)
        self.focus_first()

    def _open_from_telling(self, application_id: int) -> None:
        self._whole.setCurrentIndex(0)
        self._open_from_shelf(application_id)

    def _open_slips(self, ids: Sequence[int], name: str) -> None:
        if ids:
            self._whole.setCurrentWidget(self.slips)
            self.slip_desk.open(ids, name)

    def _tell_nothing(self) -> None:
        if self._searched:
            self._nothing.set(
                "search",
                _("Nothing here matches “{text}”").format(text=self._searched),
                _("Try the application number, the telephone, or only one word of the name."),
            )
        else:
            self._nothing.set(
                "barcode",
                _("Scan a slip or a booklet"),
                _("Or type a name, an application number, a telephone or a passport number above (Ctrl+F)."),
            )
