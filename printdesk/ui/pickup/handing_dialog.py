"""The scan session: one collector after the other, each with one or several booklets; the window stays open."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QMargins, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.domain.settings import CollectorKind
from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active
from printdesk.services.counter_scan import CounterItem, CounterScan
from printdesk.services.hand_over_acts import POST_KIND, Stop
from printdesk.services.handing import Piece, Visit, VisitReceipt
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import DeskTable, EmptyState, ScanTarget, SecondaryButton, label
from printdesk.ui.pickup.collector_form import CollectorForm
from printdesk.ui.pickup.counter_dialog import CounterDialog
from printdesk.ui.pickup.handing_model import HandingLine, handing_model
from printdesk.ui.pickup.number_keys import NumberKeys
from printdesk.ui.pickup.stop_panel import Mismatch, StopPanel
from printdesk.ui.pickup.words import listed
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Kind, Space

_SIZE = (1060, 640)
_FORM = 330


class HandingDialog(CounterDialog):
    """Scan booklets and slips, hand over what is in the hand, sign once, print slips for the rest.

    Keys: F6 hand over, F7 slips for those that stay, Space on a row: goes or stays, numbers tick documents.

    Args:
        first: id of an application whose whole group or family is listed at once; 0 for an empty list.

    Attributes:
        target: where codes are typed. table: the running list. form: the collector.

    Signals:
        slips_wanted: ids for which slips are to be made.
        handed: a booklet went out: id of its application, name and serial.
    """

    slips_wanted = Signal(list)
    handed = Signal(int, str, str)

    def __init__(self, context: RoomContext, parent: QWidget | None, first: int = 0) -> None:
        super().__init__(context, parent, _SIZE)
        self._service = context.services.handing
        self._first = first
        self._warned = False
        self._missing: tuple[str, ...] | None = None
        self._kinds: tuple[CollectorKind, ...] = ()
        self._asking = LatestReading(context, self)
        self._looking = LatestReading(context, self)
        self.receipt: VisitReceipt | None = None
        self.target = ScanTarget()
        self._empty = EmptyState("barcode")
        self._model = handing_model()
        self.table = DeskTable(self._model)
        self.form = CollectorForm()
        self._keys = NumberKeys(self)
        self._still = label("", "detail", wrap=True)
        self.together = SecondaryButton("", "F8", "users")
        self.stop = StopPanel(self)
        self._place()
        self._connect()
        self.retranslate()
        self._begin()

    def _place(self) -> None:
        self.table.set_empty(self._empty)
        left = QVBoxLayout()
        left.setSpacing(Space.S)
        left.addWidget(self.target)
        left.addWidget(self.table, 1)
        right = QVBoxLayout()
        right.setSpacing(Space.S)
        self.form.setFixedWidth(_FORM)
        right.addWidget(self.form, 1)
        right.addWidget(self._still)
        row = QHBoxLayout()
        row.setSpacing(Space.XL)
        row.addLayout(left, 1)
        row.addLayout(right)
        self.work.addLayout(row, 1)
        self._foot.insertWidget(2, self.together)
        self.stop.lie_over(self, QMargins(Space.XXL, Space.XL, Space.XXL, Space.XL))

    def _connect(self) -> None:
        self.target.submitted.connect(self.take_scan)
        self.table.opened.connect(self._toggle)
        self.table.installEventFilter(self)
        self.form.changed.connect(self._ask_missing)
        self.form.identity_asked.connect(self._look_up_person)
        self.together.clicked.connect(self._add_together)
        self._keys.pressed.connect(self.form.tick)
        self.stop.closed.connect(self._stop_closed)

    def _begin(self) -> None:
        services, first = self._context.services, self._first

        def read() -> tuple[tuple[CollectorKind, ...], tuple[CounterItem, ...]]:
            kinds = services.office.data().settings.pickup.collectors
            return kinds, services.handing.together(first) if first else ()

        def show(found: tuple[tuple[CollectorKind, ...], tuple[CounterItem, ...]]) -> None:
            self._kinds = tuple(kind for kind in found[0] if kind.code != POST_KIND)
            self.form.offer(self._kinds)
            self._list(found[1])
            self.target.field.setFocus(Qt.FocusReason.OtherFocusReason)

        self._reading.ask(read, show, self._refused)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        title = _("Hand over one after the other")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._intro.setText(
            _("Scan each booklet that goes; a slip shows which one to fetch. A collector signs once for all of them.")
        )
        self.target.set(_("Scan a booklet or a slip"), "")
        hint = _("What you scan stands here, with what became of it.")
        self._empty.set("barcode", _("Nothing was scanned yet"), hint)
        self.table.setAccessibleName(_("Booklets of this session"))
        self.second.setText(_("Slips for the rest"))
        self.together.setText(_("Whole group or family"))
        self._leave.setText(_("Close"))
        self.stop.retranslate()
        self.form.retranslate()
        self._allow()

    def lines(self) -> list[HandingLine]:
        """The running list."""
        return self._model.rows()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers tick documents."""
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space turns the current row over: it goes, or it stays."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space:
            self._toggle(self.table.current_key())
            return True
        return super().eventFilter(watched, event)

    def _stop_closed(self) -> None:
        self._tell(Kind.NOTE, "")
        self.target.field.setFocus()

    def _scanned(self, found: CounterScan) -> None:
        self._keys.forget()
        self.stop.clear()
        item = found.item
        known = self._line(item.application_id) if item else None
        if found.kind == "booklet" and item is not None:
            self._booklet(item, known, found)
        elif found.kind in ("slip", "number") and item is not None:
            slip = found.text if found.kind == "slip" else (known.slip if known else "")
            line = replace(known, slip=slip, settled=False) if known else HandingLine(item, slip=slip)
            self._put(line)
            told = _("This slip was scanned already.") if known and known.slip and known.slip == slip else ""
            self._tell(Kind.FLAKY if not line.scanned else Kind.DONE, f"{told} {found.sentence}".strip())
        else:
            self._out_of_place(found)
        self.target.field.clear()

    def _booklet(self, item: CounterItem, known: HandingLine | None, found: CounterScan) -> None:
        if known is not None and known.scanned:
            again = _("{serial} was scanned already; it stands on the list.")
            self._alarm(again.format(serial=item.serial))
            return
        awaited = next((line for line in self.lines() if line.waits and not line.scanned and not line.settled), None)
        if known is None and awaited is not None:
            self._mismatch(item, awaited)
            return
        self._put(replace(known, scanned=True, settled=False) if known else HandingLine(item, scanned=True))
        self._tell(Kind.DONE, found.sentence)

    def _mismatch(self, item: CounterItem, awaited: HandingLine) -> None:
        """A booklet that nobody of this list is waiting for: both names, a sound, an entry in the ledger."""
        wanted = awaited.item
        self._alarm(_("If it goes too, scan its slip or its application number first."))
        both = (item.number, wanted.number)
        wrong = Mismatch(item.serial, item.name, wanted.name, wanted.serial, wanted.slot, numbers=both)
        self.stop.show_mismatch(wrong)
        stop = Stop(wanted.application_id, "booklet", item.serial, item.application_id)
        self._note(stop)

    def _out_of_place(self, found: CounterScan) -> None:
        self._alarm(found.sentence)
        line = next((line for line in self.lines() if not line.register), None)
        if found.kind in ("forged", "replaced") and line is not None:
            self._note(Stop(line.item.application_id, found.kind))

    def _note(self, stop: Stop) -> None:
        actor, services = self._context.actor(), self._context.services
        operation = new_operation_id()
        self._context.background.run(
            lambda _task: services.pickup.note_stop(actor, stop, operation), failed=self._refused, owner=self
        )

    def _line(self, application_id: int) -> HandingLine | None:
        return next((line for line in self.lines() if line.item.application_id == application_id), None)

    def _put(self, line: HandingLine) -> None:
        """Add a line at the top, or change it where it stands."""
        lines = self.lines()
        at = next((n for n, old in enumerate(lines) if old.item.application_id == line.item.application_id), -1)
        if at < 0 or lines[at].register:
            lines = [line, *(old for old in lines if old.item.application_id != line.item.application_id)]
        else:
            lines[at] = line
        self._show(lines)
        self.table.select_key(str(line.item.application_id))

    def _list(self, items: Sequence[CounterItem]) -> None:
        lines = self.lines()
        known = {line.item.application_id for line in lines if not line.register}
        new = [HandingLine(item) for item in items if item.application_id not in known]
        added = {line.item.application_id for line in new}
        self._show([*new, *(line for line in lines if line.item.application_id not in added)])
        if len(new) > 1:
            template = plural("{count} booklet lies ready: scan those that go.",
                              "{count} booklets lie ready: scan those that go.", len(new))  # fmt: skip
            self._tell(Kind.NOTE, template.format(count=len(new)))

    def _show(self, lines: Sequence[HandingLine]) -> None:
        self._model.set_rows(list(lines))
        self._ask_missing()

    def _toggle(self, key: str) -> None:
        line = self._line(int(key)) if key else None
        if line is None:
            return
        if not line.scanned and not line.register:
            first = _("Scan this booklet first: it lies in {slot}.")
            self._tell(Kind.FLAKY, first.format(slot=line.item.slot or "–"))
            return
        self._put(line.toggled())

    def _add_together(self) -> None:
        lines = [line for line in self.lines() if not line.register]
        current = self._line(int(self.table.current_key() or 0))
        line = current if current is not None and not current.register else next(iter(lines), None)
        if line is not None:
            wanted = line.item.application_id
            self._reading.ask(lambda: self._service.together(wanted), self._list, self._refused)

    def visit(self) -> Visit:
        """What would be handed over now."""
        lines = self.lines()
        name, identity = self.form.person()
        kind = self.form.kind
        return Visit(
            tuple(Piece(line.item.application_id, line.item.serial, line.slip) for line in lines if line.goes),
            kind.code if kind else "", self.form.documents(), name, identity,
            tuple(line.item.application_id for line in lines if line.waits and not line.settled),
        )  # fmt: skip

    def _ask_missing(self) -> None:
        self._missing = None
        self._allow()
        if self.form.kind is None:
            return
        visit = self.visit()

        def show(missing: tuple[str, ...]) -> None:
            if visit == self.visit():
                self._missing = missing
                self._allow()

        self._asking.ask(lambda: self._service.missing(visit), show, self._refused)

    def _look_up_person(self, identity: str) -> None:
        if not identity:
            self.form.show_repeat(None)
            return
        self._looking.ask(lambda: self._context.services.repeats.of_identity(identity), self.form.show_repeat)

    def _allow(self) -> None:
        lines = self.lines()
        count, rest = sum(line.goes for line in lines), sum(line.waits for line in lines)
        template = plural("Hand over {count} booklet", "Hand over {count} booklets", count)
        self.main.setText(template.format(count=count) if count else _("Hand over"))
        self.main.setEnabled(self._missing == () and count > 0 and not self._acts.under_way)
        self.second.setEnabled(rest > 0)
        self.together.setEnabled(any(not line.register for line in lines))
        if self._missing and lines:
            self._still.setText(_("Still missing: {items}.").format(items=listed(self._missing)))
        else:
            self._still.setText("")

    def _do_main(self) -> None:
        visit = self.visit()
        if not visit.pieces or self._missing != ():
            return

        def act(actor: Actor, operation: str) -> VisitReceipt:
            return self._service.hand_over(actor, visit, operation)

        self.main.setEnabled(False)
        self._act(act, lambda receipt: self._done(receipt, visit))

    def _done(self, receipt: VisitReceipt, visit: Visit) -> None:
        self.receipt = receipt
        numbers = dict(zip((piece.application_id for piece in visit.pieces), receipt.register_numbers, strict=True))
        for item in (line.item for line in self.lines() if line.item.application_id in numbers):
            self.handed.emit(item.application_id, item.name, item.serial)
        lines = [_after(line, numbers.get(line.item.application_id, "")) for line in self.lines()]
        self.form.clear()
        self._show(lines)
        count = len(receipt.register_numbers)
        template = plural("{count} booklet handed over: {number}. Let the collector sign.",
                          "{count} booklets handed over: {number}. Let the collector sign.", count)  # fmt: skip
        self._tell(Kind.DONE, template.format(count=count, number=receipt.number))
        if count > 1 or visit.left:
            self._draw_receipt(receipt)

    def _draw_receipt(self, receipt: VisitReceipt) -> None:
        service, reader, actor = self._service, active(), self._context.actor()
        operation = new_operation_id()
        title = _("Receipt {number}").format(number=receipt.number)
        self._context.background.run(
            lambda _task: service.receipt(actor, receipt.id, reader, operation),
            done=lambda paper: self._show_paper(title, receipt.number, paper),
            failed=self._refused,
            owner=self,
        )

    def _do_second(self) -> None:
        ids = [line.item.application_id for line in self.lines() if line.waits]
        if ids:
            self.accept()
            self.slips_wanted.emit(ids)

    def _may_leave(self) -> bool:
        """Esc closes a stop first; what is in the hand belongs back on the shelf: said once, before it closes."""
        if self.stop.isVisible():
            self.stop.clear()
            self._stop_closed()
            return False
        held = [line for line in self.lines() if line.goes]
        if held and not self._warned:
            self._warned = True
            slots = listed([f"{line.item.serial} → {line.item.slot or '–'}" for line in held])
            self._tell(Kind.FLAKY, _("Not handed over, so put back: {slots}. Esc again closes.").format(slots=slots))
            return False
        return True

    def _back_from_paper(self) -> None:
        super()._back_from_paper()
        self.target.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self, busy: bool) -> None:
        super()._rest(busy)
        if not busy:
            self._asking.rest()
            self._looking.rest()
            self._allow()


def _after(line: HandingLine, register: str) -> HandingLine:
    """A line after the collector signed: handed over, or left here."""
    if register:
        return replace(line, register=register)
    return line if line.register else replace(line, scanned=False, stays=False, settled=True)
