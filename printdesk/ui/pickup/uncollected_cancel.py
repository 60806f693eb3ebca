"""Cancelling uncollected passports: the dry run, what waits for a supervisor, what can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.services.cancel_cases import CancelCase
from printdesk.services.cancel_views import LAPSED, BatchView
from printdesk.services.second_person import OPEN
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import ChipRow, DeskTable, EmptyState, FlowRow, FormDialog, SecondaryButton, WhyPanel
from printdesk.ui.pickup.uncollected_cancel_tables import BatchLine, batch_model, case_model, line_words
from printdesk.ui.pickup.uncollected_tables import reached_words
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.text_reason_dialog import TextReasonDialog
from printdesk.ui.theme import Space, Tone

RUN, CONFIRM, DONE = "run", "confirm", "done"


@dataclass(frozen=True, slots=True)
class Cancelling:
    """What the dialog shows: who could be cancelled now, and all batches."""

    cases: tuple[CancelCase, ...]
    batches: tuple[BatchView, ...]

    def lines(self, *, waiting: bool) -> list[BatchLine]:
        """The applications on batches that wait, or on those that are decided."""
        return [
            BatchLine(batch, row) for batch in self.batches if (batch.state == OPEN) is waiting for row in batch.rows
        ]


class CancelDialog(FormDialog):
    """Dry run, confirmation and the way back, one tab each.

    Keys: F6 the tab's act, F7 the other one.

    Attributes:
        chips: the tabs. tables: one each. other: refuses a batch, or takes a cancelling back. letters: drafts.

    Signals:
        letters_wanted: ids of the applications to write to.
    """

    letters_wanted = Signal(list)

    def __init__(self, context: RoomContext, parent: QWidget | None) -> None:
        super().__init__(_("Cancelling uncollected passports"), "", "", parent)
        self._context = context
        self._facts: Cancelling | None = None
        self._form: TextReasonDialog | None = None
        self._acts = Acts(context, self, self._read)
        self._reading = LatestReading(context, self)
        self.chips = ChipRow()
        self.tables: dict[str, DeskTable] = {
            RUN: DeskTable(case_model(), multi=True),
            CONFIRM: DeskTable(batch_model()),
            DONE: DeskTable(batch_model(), multi=True),
        }
        self._empty = {code: EmptyState("clock", _("Reading…")) for code in self.tables}
        self._stack = QStackedWidget()
        self._why = WhyPanel()
        self.other, self.letters = SecondaryButton("", "F7"), SecondaryButton("", "", "document")
        self._lay_out()
        self._connect()
        self._show_tab()
        self._read()

    @property
    def tab(self) -> str:
        """The code of the tab that is shown."""
        return self.chips.current() or RUN

    @property
    def form(self) -> TextReasonDialog | None:
        """The form that asks for a reason, None when it is not open."""
        return self._form

    def _lay_out(self) -> None:
        for code in (RUN, CONFIRM, DONE):
            self.chips.set_chip(code, "")
            self.tables[code].set_empty(self._empty[code])
            self._stack.addWidget(self.tables[code])
        more = FlowRow(Space.S)
        for button in (self.other, self.letters):
            button.setAutoDefault(False)
            more.add(button)
        for part in (self.chips, self._stack, self._why, more):
            self.body.addWidget(part, 1 if part is self._stack else 0)
        self._cancel.setText(_("Close"))
        self.setMinimumSize(900, 520)
        self.resize(1080, 640)
        self.chips.setAccessibleName(_("Steps of cancelling"))

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _code: self._show_tab())
        for table in self.tables.values():
            table.current_changed.connect(lambda _key: self._tell())
            table.selection_count_changed.connect(lambda _count: self._tell())
        self.other.clicked.connect(self._do_other)
        self.letters.clicked.connect(lambda: self.letters_wanted.emit(self._letter_ids()))
        self.submitted.connect(self._do_main)
        QShortcut(QKeySequence("F6"), self, self._do_main).setWhatsThis(_("The act of the tab in front"))

    def choose(self, tab: str) -> None:
        """Show a tab."""
        self.chips.choose(tab)
        self._show_tab()

    def _read(self) -> None:
        service = self._context.services.cancelling
        self._reading.ask(lambda: Cancelling(service.dry_run(), service.batches()), self._show, self.show_error)

    def _show(self, facts: Cancelling) -> None:
        first = self._facts is None
        self._facts = facts
        self.tables[RUN].rows_model().set_rows(facts.cases)
        self.tables[CONFIRM].rows_model().set_rows(facts.lines(waiting=True))
        self.tables[DONE].rows_model().set_rows(facts.lines(waiting=False))
        self._empty[RUN].set("check-badge", _("Nobody's month is over"), "", Tone.GREEN)
        self._empty[CONFIRM].set("check-badge", _("No batch waits for a supervisor"), "", Tone.GREEN)
        self._empty[DONE].set("document", _("Nothing was cancelled yet"), "", Tone.NEUTRAL)
        if first and facts.lines(waiting=True):
            self.choose(CONFIRM)
        else:
            self._show_tab()

    def _show_tab(self) -> None:
        table = self.tables[self.tab]
        self._stack.setCurrentWidget(table)
        if table.model().rowCount() and not table.current_key():
            table.selectRow(0)
            if self.tab == RUN:
                table.clearSelection()
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _chosen(self) -> list[CancelCase]:
        """The cases to propose: those selected, all that are allowed when none is."""
        table = self.tables[RUN]
        keys = set(table.selected_keys())
        rows: list[CancelCase] = table.rows_model().rows()
        return [row for row in rows if not row.refused and (not keys or str(row.application_id) in keys)]

    def _batch(self) -> BatchView | None:
        row = self.tables[CONFIRM].current_row()
        return row.batch if isinstance(row, BatchLine) else None

    def _line(self) -> BatchLine | None:
        row = self.tables[DONE].current_row()
        return row if isinstance(row, BatchLine) else None

    def _letter_ids(self) -> list[int]:
        if self.tab == RUN:
            return [case.application_id for case in self._chosen()]
        if self.tab == CONFIRM:
            batch = self._batch()
            return [row.application_id for row in batch.rows] if batch else []
        keys = set(self.tables[DONE].selected_keys())
        lines: list[BatchLine] = self.tables[DONE].rows_model().rows()
        return [
            line.row.application_id for line in lines if line.row.outcome == LAPSED and (line.key in keys or not keys)
        ]

    def _do_main(self) -> None:
        if not self._facts or self._acts.under_way:
            return
        if self.tab == RUN:
            self._propose()
        elif self.tab == CONFIRM:
            self._confirm()
        else:
            self._take_back()

    def _do_other(self) -> None:
        batch, service = self._batch(), self._context.services.cancelling
        if self.tab == CONFIRM and batch is not None:
            number = batch.number
            self._do(
                lambda actor, operation: service.refuse(actor, number, operation),
                lambda _none: _("Batch {number} is off; nobody was cancelled.").format(number=number),
            )

    def _propose(self) -> None:
        ids, service = [case.application_id for case in self._chosen()], self._context.services.cancelling
        if ids:
            self._do(
                lambda actor, operation: service.ask(actor, ids, operation),
                lambda number: _("Batch {number} waits for a supervisor.").format(number=number),
                then=CONFIRM,
            )

    def _confirm(self) -> None:
        batch, service = self._batch(), self._context.services.cancelling
        if batch is not None:
            number = batch.number
            self._do(lambda actor, operation: service.approve(actor, number, operation), _confirmed, then=DONE)

    def _take_back(self) -> None:
        line, service = self._line(), self._context.services.cancelling
        if line is None or not line.row.back:
            return
        key, name = line.row.application_id, line.row.name
        self._form = form = TextReasonDialog(
            _("Take the cancelling of {name} back?").format(name=name),
            _("The booklet leaves the quarantine and lies ready for pickup again; fetch it from there."),
            _("Take it back"), _("For example: was in hospital, letter of the head."), self,
        )  # fmt: skip

        def submit() -> None:
            reason = form.text()
            form.set_busy(True)
            self._do(
                lambda actor, operation: service.undo(actor, key, reason, operation),
                lambda slot: _("{name} lies ready again in {slot}.").format(name=name, slot=slot),
                done=form.accept, refused=form.refuse,
            )  # fmt: skip

        form.submitted.connect(submit)
        form.finished.connect(self._form_closed)
        form.open()

    def _form_closed(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            form.deleteLater()

    def _do(
        self,
        act: Callable[[Actor, str], Any],
        words: Callable[[Any], str],
        *,
        then: str = "",
        done: Callable[[], None] = lambda: None,
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Carry out an act, say it, read anew and turn to the tab where its result stands."""

        def finish(answer: Any) -> None:
            done()
            self.set_busy(False)
            self._context.messages.ok(words(answer))
            if then:
                self.chips.choose(then)
            self._read()

        self.set_busy(True)
        self._acts.begin(act, finish, refused or self.show_error)

    def _tell(self) -> None:
        """Words and what can be done on this tab."""
        facts = self._facts
        allowed = sum(not case.refused for case in facts.cases) if facts else 0
        lang = language()
        counts = {
            RUN: (_("Dry run"), len(facts.cases) if facts else 0),
            CONFIRM: (_("To confirm"), len(facts.lines(waiting=True)) if facts else 0),
            DONE: (_("Decided"), len(facts.lines(waiting=False)) if facts else 0),
        }
        for code, (name, count) in counts.items():
            self.chips.set_chip(code, name, dates.number(count, lang))
        {RUN: self._tell_run, CONFIRM: self._tell_confirm, DONE: self._tell_done}[self.tab](allowed)
        self.letters.setText(_("Letters…"))
        self.letters.setEnabled(bool(self._letter_ids()))

    def _tell_run(self, allowed: int) -> None:
        chosen, lang = len(self._chosen()), language()
        total = len(self._facts.cases) if self._facts else 0
        intro = _(
            "Nothing is changed yet. Of {total} whose month is over {allowed} may be cancelled; for the others the "
            "delay was ours, or it is too early. A supervisor confirms."
        )
        self._titles(
            _("Propose {count} (F6)").format(count=dates.number(chosen, lang)),
            intro.format(total=dates.number(total, lang), allowed=dates.number(allowed, lang)) if total else "",
        )
        self.set_act_enabled(chosen > 0)
        self.other.setVisible(False)
        case = self.tables[RUN].current_row()
        self._why.set(*(_case_words(case) if isinstance(case, CancelCase) else ("", "")))

    def _tell_confirm(self, _allowed: int) -> None:
        batch = self._batch()
        intro = _(
            "Another person than the one who proposed the batch confirms it, a supervisor. Each is looked at once "
            "more: who collected meanwhile is kept."
        )
        count = dates.number(len(batch.rows), language()) if batch else "0"
        self._titles(_("Cancel these {count} (F6)").format(count=count), intro)
        own = batch is not None and batch.asked_login == self._context.actor().user
        self.set_act_enabled(batch is not None and not own)
        self.other.setVisible(True)
        self.other.setEnabled(batch is not None)
        self.other.setText(_("Withdraw the batch") if own else _("Refuse the batch"))
        line = self.tables[CONFIRM].current_row()
        self._why.set(*(line_words(line) if isinstance(line, BatchLine) else ("", "")))

    def _tell_done(self, _allowed: int) -> None:
        line = self._line()
        intro = _(
            "Cancelled booklets lie in quarantine, from where two people release them to be destroyed. Until they "
            "stand on minutes a supervisor can take a cancelling back."
        )
        self._titles(_("Take it back… (F6)"), intro)
        self.set_act_enabled(line is not None and line.row.back)
        self.other.setVisible(False)
        self._why.set(*(line_words(line) if line else ("", "")))

    def _titles(self, act: str, intro: str) -> None:
        self.set_texts(_("Cancelling uncollected passports"), act, intro)


def _case_words(case: CancelCase) -> tuple[str, str]:
    """Why one may be cancelled, or why not."""
    if case.refused:
        return _("Why not {name}?").format(name=case.name), case.refused
    said = [
        _("It may be cancelled."),
        case.caution,
        _("Contact: {reached}.").format(reached=reached_words(case.reached)),
    ]
    return case.name, " ".join(part for part in said if part)


def _confirmed(batch: BatchView) -> str:
    """How many were cancelled, and how many kept."""
    lapsed = sum(row.outcome == LAPSED for row in batch.rows)
    kept = len(batch.rows) - lapsed
    said = plural("{count} cancelled.", "{count} cancelled.", lapsed).format(count=dates.number(lapsed, language()))
    if not kept:
        return said
    more = plural("{count} kept: look why in the list.", "{count} kept: look why in the list.", kept)
    return f"{said} {more.format(count=dates.number(kept, language()))}"
