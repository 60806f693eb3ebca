"""The print room's page: places the cards, and turns keys, clicks and scans into acts."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from printdesk.domain import codes
from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.print_rows import HandRow
from printdesk.ui.context import RoomContext
from printdesk.ui.order import OrderActs
from printdesk.ui.print_room.hand_card import HandCard
from printdesk.ui.print_room.print_acts import PrintActs
from printdesk.ui.print_room.question_card import QuestionCard
from printdesk.ui.print_room.queue_card import QueueCard
from printdesk.ui.print_room.queue_views import queue_viewed
from printdesk.ui.print_room.reading import DeskFacts, PlanFacts, read_desk, read_plan
from printdesk.ui.print_room.room_lists import RoomLists
from printdesk.ui.reason_dialog import ReasonDialog
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.scans import serial_of
from printdesk.ui.theme import Size, Space
from printdesk.ui.views.desk import ViewDesk

_EDGE = 18
_LEFT = 332
_LOW = 620
"""Height of the room, in pixels, below which the cards stand closer together."""


class PrintRoomPage(QWidget):
    """Take the next, bind, confirm; the list beside it explains itself.

    Keys: F4 station, F5 take, F6 printed, F7 failed, F8 other acts, F9 still blank (after an interruption), F10
    views and columns, F12 print or export the print order; Enter
    means printed while the keyboard is in the card of what is in the machine.

    Attributes:
        question: what a person must look at. hand: this desk. queue: the print order. lists: papers and lists.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: DeskFacts | None = None
        self._acts = Acts(context, self, self.refresh)
        self._do = PrintActs(context, self._acts, self._move_on)
        self.lists = RoomLists(context, self._acts, self)
        self._desk = LatestReading(context, self)
        self._plan = LatestReading(context, self)
        self._dialog: ReasonDialog | None = None
        self._binding = ""
        self._follow = False
        self._tight = False
        self.question = QuestionCard()
        self.hand = HandCard()
        self.queue = QueueCard(OrderActs(context, self))
        self.views = ViewDesk(context, queue_viewed(self.queue), self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.M)
        left.addWidget(self.question)
        left.addWidget(self.hand, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, Space.L, _EDGE, Space.L)
        row.setSpacing(Space.M)
        row.addWidget(self._left)
        row.addWidget(self.queue, 1)
        self.queue.add_views(self.views.tools, self.views.chips)
        self.views.watch(self.queue.columns, "print_queue")
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for a larger typeface."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_left"):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen everything stands closer together."""
        super().resizeEvent(event)
        around = self.parentWidget()
        self._set_tight((self if around is None else around).height() < _LOW)

    def _set_tight(self, tight: bool) -> None:
        layout = self.layout()
        if tight != self._tight and layout is not None:
            self._tight = tight
            edge = Space.S if tight else Space.L
            layout.setContentsMargins(_EDGE, edge, _EDGE, edge)
            self.hand.set_tight(tight)
            self.question.set_tight(tight)

    def _fit(self) -> None:
        self._left.setFixedWidth(round(_LEFT * max(1.0, self.font().pixelSize() / Size.BODY)))

    def _connect(self) -> None:
        head, now, question = self.hand.head, self.hand.now, self.question
        head.station_chosen.connect(self._choose_station)
        head.take_asked.connect(self._take)
        head.release_asked.connect(lambda: self._do.release(self._facts.claimed if self._facts else ()))
        head.blank_asked.connect(lambda: self._still_blank(self._current()))
        head.sheet_asked.connect(self.lists.make_sheet)
        head.entry_asked.connect(lambda: self.lists.enter_sheet())
        head.inbox_asked.connect(self.lists.inbox)
        head.desks_asked.connect(self.lists.desks)
        head.claims_asked.connect(self.lists.claims)
        self.hand.flaky.send_asked.connect(self._send)
        self.hand.flaky.go_on_asked.connect(self.lists.go_on)
        now.serial_given.connect(self._bind)
        now.printed_asked.connect(lambda: self._printed(self._current()))
        now.failed_asked.connect(lambda: self._ask_reason(self._current()))
        question.printed_said.connect(lambda: self._printed(self.question.row))
        question.spoiled_said.connect(lambda: self._ask_reason(self.question.row))
        question.blank_said.connect(lambda: self._still_blank(self.question.row))
        question.changed.connect(self._show_hand)
        self.queue.refiltered.connect(self.views.look_changed)
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read anew in the background; selection, scroll, filters and typed text stay."""
        services, station, user = self._context.services, self._context.station(), self._context.actor().user
        self._desk.ask(lambda: read_desk(services, station, user), self._show_desk, self._not_read)
        self._plan.ask(lambda: read_plan(services), self._show_plan, self._not_read)

    def retranslate(self) -> None:
        """What was read is worded anew; the cards translate themselves."""
        self._show_hand()

    def badge(self) -> int | None:
        """How many wait for printing; None before the first plan."""
        return self.queue.waiting()

    def forget(self) -> None:
        """Another person sits here: a code that was half typed is not theirs."""
        self.hand.now.target.field.clear()
        self.views.forget()

    def focus_first(self) -> None:
        """Be ready for the next step, as soon as it is known which."""
        if self._facts is None:
            self._follow = True
            return
        reason = Qt.FocusReason.OtherFocusReason
        if self.question.asking:
            self.question.printed.setFocus(reason)
        elif self._current() is not None:
            self.hand.now.take_focus()
        elif self.hand.head.take.isEnabled():
            self.hand.head.take.setFocus(reason)
        else:
            self.queue.table.setFocus(reason)

    def handle_scan(self, text: str) -> bool:
        """A booklet's serial binds it, or says which booklet is held; anything else is not for this room."""
        if is_sheet_code(text):
            self._open_sheet(text)
            return True
        serial = serial_of(text)
        expected = self._acts.under_way or self.question.asking or self._current() is not None
        if serial is None or not expected:
            return False
        if self._dialog is not None:
            self._context.messages.warn(_("Choose the reason first, or close the question with Esc."))
        elif self._acts.under_way:
            self._say_wait(serial)
        elif self.question.asking:
            self._held_for_question(serial)
        else:
            self._scanned_in_turn(serial)
        return True

    def _open_sheet(self, text: str) -> None:
        """The code of a batch sheet, or of one of its rows: enter what stands on the paper."""
        sheets, refused = self._context.services.sheets, self._context.messages.error
        self._context.background.run(
            lambda _task: sheets.find(text), done=self.lists.enter_sheet, failed=refused, owner=self
        )

    def _say_wait(self, serial: str) -> None:
        """A scanner's second reading of the same blank needs no words."""
        if serial != self._binding:
            self._context.messages.warn(
                _("{serial} was not taken: the step before is still being written.").format(serial=serial),
                _("Scan it again."),
            )

    def _held_for_question(self, serial: str) -> None:
        if not self.question.ask_about(serial):
            self._context.messages.warn(
                _("{serial} is not the booklet asked about.").format(serial=serial), _("Answer the question first.")
            )

    def _scanned_in_turn(self, serial: str) -> None:
        row, now = self._current(), self.hand.now
        if row is None or not now.in_machine:
            self._bind(serial)
        elif serial != row.serial:
            self._context.messages.warn(
                _("{serial} was not bound: {other} is still in the machine.").format(serial=serial, other=row.serial),
                _("Say first what became of it: F6 printed, F7 failed."),
            )
        elif not now.settling:
            self._context.messages.info(
                _("{serial} is in the machine.").format(serial=serial),
                _("Look at it: F6 when it is printed, F7 when it failed."),
            )

    def _current(self) -> HandRow | None:
        return self._facts.current if self._facts else None

    def _choose_station(self, code: str) -> None:
        self._context.choose_station(code)
        self._context.changed()

    def _take(self, count: int) -> None:
        if not self._refuse_while_asking() and self._do.take(count):
            self.hand.head.set_busy(True)

    def _send(self, service: str, count: int) -> None:
        if not self._refuse_while_asking() and self._do.send_now(service, count):
            self.hand.head.set_busy(True)

    def _refuse_while_asking(self) -> bool:
        """Nothing more is taken while somebody has to look at a booklet of this station."""
        if not (self._facts and self._facts.asked):
            return False
        row = self._facts.asked[0]
        self._context.messages.warn(
            _("{serial} waits for your look since printing was interrupted.").format(serial=row.serial),
            _("Say first what it is: F6 printed, F7 spoiled, F9 still blank."),
        )
        return True

    def _bind(self, serial: str) -> None:
        row = self._current()
        if row is not None and not self.hand.now.in_machine and self._do.bind(row, serial):
            self._binding = serial_of(serial) or ""

    def _printed(self, row: HandRow | None) -> None:
        if row is not None:
            self._do.printed(row)

    def _still_blank(self, row: HandRow | None) -> None:
        if row is not None:
            self._do.still_blank(row)

    def _ask_reason(self, row: HandRow | None) -> None:
        if row is None or self._facts is None or self._dialog is not None:
            return
        intro = _("The booklet cannot be used any more. {name} keeps the old place and waits for another blank.")
        dialog = ReasonDialog(
            _("Why is {serial} spoiled?").format(serial=row.serial),
            intro.format(name=row.name),
            _("Spoil {serial}").format(serial=row.serial),
            self._facts.settings.reasons_for("print"),
            self.window(),
        )
        self._dialog = dialog
        dialog.submitted.connect(lambda: self._do.failed(row, dialog))
        dialog.finished.connect(self._close_dialog)
        dialog.open()

    def _close_dialog(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _move_on(self) -> None:
        """After an own act the keyboard goes to the next step, unless somebody is typing elsewhere."""
        focus = self.window().focusWidget()
        typing = isinstance(focus, QLineEdit) and bool(focus.text()) and focus is not self.hand.now.target.field
        self._follow = self.isVisible() and not typing

    def _rest(self, busy: bool) -> None:
        if busy:
            return
        for work in (self._acts, self._desk, self._plan):
            work.rest()
        self.hand.head.set_busy(False)

    def _show_desk(self, facts: DeskFacts) -> None:
        self._facts = facts
        asked = self.question.asking
        self.question.show_facts(facts)
        if self.question.asking and not asked:
            self._move_on()
        self._show_hand()
        if self._follow:
            self._follow = False
            self.focus_first()

    def _show_plan(self, facts: PlanFacts) -> None:
        self.queue.show_facts(facts)
        self.views.refresh()

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        self.hand.head.show_failure()
        self.queue.show_failure(error)

    def _show_hand(self) -> None:
        if self._facts is not None:
            self.hand.show_facts(self._facts, asking=self.question.asking)


def is_sheet_code(text: str) -> bool:
    """Whether a scan is the code of a batch sheet or of a row of one."""
    number = codes.from_short_form(text) or ""
    kinds = (codes.BATCH_SHEET, codes.BATCH_SHEET_ROW)
    return number.startswith(f"{codes.BATCH_SHEET}-") or text.startswith(tuple(f"PD1|{kind}|" for kind in kinds))
