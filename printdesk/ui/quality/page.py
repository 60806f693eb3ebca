"""The quality check's page: scans bring a booklet, ticks and keys decide, the slot is shown."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.domain import codes, mrz, numbers
from printdesk.domain.states import ApplicationState, application_state_text
from printdesk.errors import DeskError
from printdesk.i18n import _, plural
from printdesk.i18n.catalogue import active
from printdesk.services.mrz_check import MrzReport
from printdesk.services.quality import QualityRow
from printdesk.services.shelf import is_slot_name
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, EmptyState, NoticeAction, ScanTarget
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.quality.check_panel import CheckPanel
from printdesk.ui.quality.forms import QualityForms
from printdesk.ui.quality.lists_card import ListsCard
from printdesk.ui.quality.order_strip import OrderStrip
from printdesk.ui.quality.quality_acts import QualityActs
from printdesk.ui.quality.reading import QualityFacts, read_quality
from printdesk.ui.quality.shelf_panel import ShelfPanel
from printdesk.ui.quality.words import today_text
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.scans import ScanQueue, serial_of
from printdesk.ui.stage_strip import StageStrip
from printdesk.ui.theme import Space, Tone

_EDGE = 18
_NUMBER_DIGITS = 16


class QualityPage(QWidget):
    """Scan, look, pass or fail; scan again when it lies on the shelf.

    Keys: 1 to 9 tick a point, F6 or Ctrl+Enter pass, F7 fail, F8 placed on the shelf, Esc puts the booklet aside; F9
    overrules an MRZ that differs; after the pass F7 is the label; Ctrl+H the custody list.

    Attributes:
        target: where a booklet is scanned or typed. check: the booklet under check. shelf: the slot. lists: the rest.
            stopped: what does not work. strip: orders in force. paper: a label on its way to the printer.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: QualityFacts | None = None
        self._acts = Acts(context, self, self.refresh)
        self._do = QualityActs(context, self._acts)
        self._reading = LatestReading(context, self)
        self._scans = ScanQueue(self._can_look, self._deal)
        self._looking = False
        self._failure = ""
        self.forms = QualityForms(context, self._do, self)
        self.stopped, self.strip = StageStrip(), OrderStrip()
        self.paper = PaperPanel(context)
        self._pages = QStackedWidget()
        self.target = ScanTarget()
        self.check = CheckPanel()
        self.shelf = ShelfPanel()
        self.lists = ListsCard()
        self._nothing = EmptyState("barcode")
        self._card = Card()
        self._build()
        self._connect()
        self._show(self._nothing)
        self.retranslate()

    def _build(self) -> None:
        self._card.body.addWidget(self.target)
        self._card.body.addSpacing(Space.S)
        for part in (self.check, self.shelf, self._nothing):
            self._card.body.addWidget(part, 0 if part is self.shelf else 1)
        self._card.body.addStretch(0)
        desk = QWidget()
        row = QHBoxLayout(desk)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        left.addWidget(self.stopped)
        left.addWidget(self.strip)
        left.addWidget(self._card, 1)
        row.addLayout(left, 9)
        row.addWidget(self.lists, 11)
        self._pages.addWidget(desk)
        self._pages.addWidget(self.paper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_EDGE, Space.L, _EDGE, Space.L)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.target.submitted.connect(self._scans.add)
        self.check.pass_asked.connect(self._pass)
        self.check.fail_asked.connect(self._ask_reason)
        self.check.left.connect(self._put_aside)
        self.shelf.placed_said.connect(self._placed)
        self.lists.check_asked.connect(self._scans.add)
        self.lists.placed_said.connect(self._scans.add)
        self.check.overrule_asked.connect(self._ask_overrule)
        self.shelf.label_wanted.connect(self._label_of_shelf)
        self.lists.labels.clicked.connect(self._labels_of_list)
        self.lists.hand.clicked.connect(lambda: self.hand_to_counter())
        self.lists.order.clicked.connect(self._ask_order)
        self.strip.end_asked.connect(self._end_order)
        self.paper.left.connect(self._back_from_paper)
        self._pass_key = QShortcut(QKeySequence("Ctrl+Return"), self, self.check.passed.click)
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read anew in the background; the booklet under check, its ticks and typed text stay."""
        services = self._context.services
        self._reading.ask(lambda: read_quality(services), self._show_facts, self._not_read)

    def retranslate(self) -> None:
        """The page's own words in the language of the moment; its parts translate themselves."""
        self._card.set_title(_("Quality check"))
        self._pass_key.setWhatsThis(_("Pass"))
        typed = self.target.field.text()
        self.target.set(_("Scan the printed booklet"), _("or type its serial"))
        self.target.field.setText(typed)
        self._show_idle()

    def badge(self) -> int | None:
        """How many booklets are here; None before the first reading."""
        facts = self._facts
        return len(facts.waiting) + len(facts.to_shelve) if facts else None

    def focus_first(self) -> None:
        """Be ready for the next step."""
        if self._pages.currentWidget() is self.paper:
            self.paper.print_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.check.row is not None:
            self.check.take_focus()
        elif self.shelf.awaits_placing:
            self.shelf.placed.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def handle_scan(self, text: str) -> bool:
        """A booklet's serial or an application number is looked up; anything else is not for this room."""
        if not (_names_booklet(text) or mrz.looks_like(text) or self._takes_slot(text)):
            return False
        if self.forms.dialog is not None:
            self._context.messages.warn(_("Choose the reason first, or close the question with Esc."))
        else:
            self._scans.add(text)
        return True

    def _can_look(self) -> bool:
        return not self._looking and not self._acts.under_way and self._facts is not None

    def _deal(self, code: str) -> None:
        service = self._context.services.quality
        if mrz.looks_like(code):
            self._deal_with_mrz(code)
            return
        if self._takes_slot(code):
            self._place_in(code)
            return
        self._looking = True
        self._context.background.run(
            lambda _task: service.look_up(code), done=self._found, failed=self._not_found, owner=self
        )

    def _takes_slot(self, text: str) -> bool:
        """Whether a text is a shelf slot for the booklet that has just passed."""
        return self.shelf.isVisible() and self.shelf.awaits_placing and is_slot_name(text)

    def _place_in(self, slot: str) -> None:
        if self.shelf.row is not None:
            row = self.shelf.row
            self._do.shelve(row, lambda given: self._shelved(row, given), slot)

    def _deal_with_mrz(self, text: str) -> None:
        """Compare with the booklet under check; without one the MRZ itself says which booklet lies here."""
        row = self.check.row
        if row is not None:
            self._do.scan_mrz(row, text, lambda report: self._show_mrz(row, report))
            return
        self._looking = True
        services = self._context.services

        def read() -> QualityRow:
            return services.quality.look_up(mrz.passport_number(text, active()))

        def found(row: QualityRow) -> None:
            if row.state == ApplicationState.PRINTED:
                self._looking = False
                self._begin_check(row)
                self._deal_with_mrz(text)
            else:
                self._found(row)

        self._context.background.run(lambda _task: read(), done=found, failed=self._not_found, owner=self)

    def _show_mrz(self, row: QualityRow, report: MrzReport) -> None:
        if self.check.row is not None and self.check.row.application_id == row.application_id:
            self.check.show_mrz(report)

    def _found(self, row: QualityRow) -> None:
        self._looking = False
        if row.state == ApplicationState.PASSED:
            self._bring_on(row)
        elif row.state == ApplicationState.PRINTED:
            self._begin_check(row)
        else:
            self._say_where(row)
        self._scans.go_on()

    def _not_found(self, error: DeskError) -> None:
        self._looking = False
        self._context.messages.error(error)
        self._scans.go_on()

    def _begin_check(self, row: QualityRow) -> None:
        now = self.check.row
        if now is not None and now.application_id != row.application_id and self.check.checklist.ticked():
            self._context.messages.warn(
                _("{serial} is still under check.").format(serial=now.serial),
                _("Pass or fail it first, or put it aside with Esc; then scan {serial} again.").format(
                    serial=row.serial
                ),
            )
            return
        if self._facts is not None:
            self.check.show_row(row, self._facts, self._context.actor().user)
            self._show(self.check)
            self.check.take_focus()

    def _say_where(self, row: QualityRow) -> None:
        where = _("{serial} is not at the quality check: it is {state}.")
        opens = NoticeAction(_("Open"), lambda: self._context.open_application(row.application_id))
        self._context.messages.warn(
            where.format(serial=row.serial or row.number, state=application_state_text(row.state)),
            _("{name}: its card says what comes next.").format(name=row.name),
            opens,
        )

    def _pass(self) -> None:
        row = self.check.row
        if row is not None and self.check.checklist.complete:
            self._do.passes(row, self.check.checklist.ticked(), lambda slot: self._passed(row, slot))

    def _passed(self, row: QualityRow, slot: str) -> None:
        self.check.clear()
        self.shelf.show_slot(row, slot, placed=False, by_list=self._by_list)
        self._tell_neighbours(row)
        self._show(self.shelf)
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_neighbours(self, row: QualityRow) -> None:
        """Who lies beside it and when it is expected, as soon as that is read; the slot does not wait for it."""
        labels, shelf = self._context.services.labels, self.shelf
        self._context.background.run(
            lambda _task: labels.neighbours(row.application_id),
            done=lambda found: shelf.show_neighbours(row, found), failed=self._context.messages.error, owner=self,
        )  # fmt: skip

    def _bring_on(self, row: QualityRow) -> None:
        """A passed booklet was scanned again: it lies on the shelf, or goes onto the custody list."""
        if self._by_list:
            self.hand_to_counter(row.serial)
        else:
            self._shelve(row)

    @property
    def _by_list(self) -> bool:
        return self._facts is not None and self._facts.settings.quality.custody_list

    def hand_to_counter(self, serial: str = "") -> None:
        """Open the custody list of this desk, with a first booklet on it when one is named."""
        self.forms.hand_to_counter(serial)

    def _shelve(self, row: QualityRow) -> None:
        self._do.shelve(row, lambda slot: self._shelved(row, slot))

    def _shelved(self, row: QualityRow, slot: str) -> None:
        if self.check.row is not None:
            said = _("{serial} is on the shelf in {slot}.")
            self._context.messages.ok(said.format(serial=row.serial, slot=slot))
            return
        self.shelf.show_slot(row, slot, placed=True)
        self._show(self.shelf)
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _placed(self) -> None:
        if self.shelf.row is not None and self.shelf.awaits_placing:
            self._shelve(self.shelf.row)

    def _ask_reason(self) -> None:
        if self.check.row is not None and self._facts is not None:
            self.forms.ask_reason(self.check.row, self._facts, self._put_aside, data=self.check.mrz.blocks)

    def _ask_overrule(self) -> None:
        if self.check.row is not None:
            self.forms.ask_overrule(self.check.row, self.check.mrz.against(), self.check.mrz_overruled)

    def _ask_order(self) -> None:
        if self._facts is not None:
            self.forms.ask_order(self._facts, self.check.row.service if self.check.row is not None else "")

    def _end_order(self, order_id: int) -> None:
        if self._facts is not None:
            self.forms.end_order(self._facts, order_id)

    def _label_of_shelf(self) -> None:
        row = self.shelf.row
        if row is not None:
            self._make_labels([row.application_id], row.serial)

    def _labels_of_list(self) -> None:
        if self._facts is not None and self._facts.to_shelve:
            ids = [row.application_id for row in self._facts.to_shelve]
            self._make_labels(ids, f"{self._facts.now:%Y%m%d-%H%M}")

    def _make_labels(self, ids: list[int], name: str) -> None:
        """One label for the label printer; several on a sheet of A4."""
        labels, lang = self._context.services.labels, active()

        def show(paper: Document) -> None:
            title = plural("{count} shelf label", "{count} shelf labels", paper.items).format(count=paper.items)
            self.paper.show_paper(title, f"label-{name}", paper.content, paper.warnings)
            self._pages.setCurrentWidget(self.paper)

        self._context.background.run(
            lambda _task: labels.make(ids, "label" if len(ids) == 1 else "a4", lang),
            done=show, failed=self._context.messages.error, owner=self,
        )  # fmt: skip

    def _back_from_paper(self) -> None:
        self._pages.setCurrentIndex(0)
        self.focus_first()

    def forget(self) -> None:
        """Another person sits here: the check of the person before is not theirs."""
        self._put_aside()

    def _put_aside(self) -> None:
        self.check.clear()
        self._show(self._nothing)
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rest(self, busy: bool) -> None:
        if busy:
            return
        self._looking = False
        self._acts.rest()
        self._reading.rest()
        self._scans.go_on()

    def _show_facts(self, facts: QualityFacts) -> None:
        self._facts = facts
        self.lists.show_facts(facts)
        self.stopped.show_stages(facts.disturbed, facts.settings)
        self.strip.show_facts(facts)
        self._show_idle()
        self._scans.go_on()

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        if self._facts is None:
            self._failure = str(error)
            self._show_idle()
            self.lists.show_failure(str(error))

    def _show_idle(self) -> None:
        facts = self._facts
        if facts is None and self._failure:
            self._nothing.set("warning", _("The booklets could not be read"), self._failure, Tone.RED)
        elif facts is None:
            self._nothing.set("clock", _("Reading…"))
        elif facts.waiting:
            text = "\n".join((_("Scan the next one of the pile."), today_text(facts.today)))
            self._nothing.set("barcode", _("No booklet is under check"), text)
        elif not facts.begun:
            self._nothing.set("barcode", _("No booklet was printed yet"), _("What is printed comes here by itself."))
        else:
            text = "\n".join((_("What is printed comes here by itself."), today_text(facts.today)))
            self._nothing.set("check-badge", _("Every printed booklet is checked"), text, Tone.GREEN)

    def _show(self, part: QWidget) -> None:
        for one in (self.check, self.shelf, self._nothing):
            one.setVisible(one is part)
        self.target.setVisible(part is not self.check)


def _names_booklet(text: str) -> bool:
    """Whether a scan is a booklet's serial or an application number (a slip's number is shaped like a serial)."""
    if codes.from_short_form(text) is not None:
        return False
    return numbers.is_digits(numbers.strip_separators(text), _NUMBER_DIGITS) or serial_of(text) is not None
