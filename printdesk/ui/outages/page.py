"""The room of outages and notices: what works, what stood still, what the public is told, who is owed a call."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, plural
from printdesk.services.notices import NoticePaper
from printdesk.services.outage_entry import OutageEntry
from printdesk.services.outages import OutageDone, OutageView
from printdesk.services.owed_calls import Untold
from printdesk.services.work import Actor
from printdesk.ui.contact.owed_calls import OwedCallsView
from printdesk.ui.contact.waves_view import WavesView
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, ViewRow
from printdesk.ui.kit.barring import why_barred
from printdesk.ui.outages.after_acts import left_alone, save_picture, tell_untold, untold_topic
from printdesk.ui.outages.board_view import STATION, BoardView
from printdesk.ui.outages.notice_view import NoticeDesk
from printdesk.ui.outages.outage_form import OutageForm
from printdesk.ui.outages.outages_view import OutagesView
from printdesk.ui.outages.reading import OutageFacts, read_outages, read_paper
from printdesk.ui.outages.words import count_text, preview_lines
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.state_dialog import StateDialog
from printdesk.ui.theme import Space

_EDGE = 18
OUTAGES, BOARD, NOTICE, CALLS, WAVES = "outages", "board", "notice", "calls", "waves"
_VIEWS = (OUTAGES, BOARD, NOTICE, CALLS, WAVES)
_WIDE = 1080
"""From this breadth in pixels on the board stands beside the outages."""


class OutagesPage(QWidget):
    """Left the service board, right the outages; or the notice, the owed calls or the pickup waves alone.

    Keys: F6 the main act of the view (record an outage, issue a notice), F7 and F8 its others, F9 change a switch.

    Attributes:
        board: beside the outages, or alone. outages, notice, calls, waves: the views, chosen by `chips`.
        dialog: the form that is open, None when none is.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: OutageFacts | None = None
        self._acts = Acts(context, self, self.refresh)
        self._reading, self._paper = LatestReading(context, self), LatestReading(context, self)
        self._previewing = LatestReading(context, self)
        self._wanted = ""
        self.dialog: OutageForm | StateDialog | None = None
        self.board, self.outages = BoardView(), OutagesView()
        self.notice, self.calls, self.waves = NoticeDesk(context), OwedCallsView(context), WavesView(context)
        self.chips = ViewRow()
        self._left, self._right = Card(flush=True), Card(flush=True)
        self._stack = QStackedWidget()
        self._cards = QHBoxLayout()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self._views: dict[str, QWidget] = {
            OUTAGES: self.outages, NOTICE: self.notice, CALLS: self.calls, WAVES: self.waves,
        }  # fmt: skip
        for code in _VIEWS:
            self.chips.set_chip(code, "")
        for view in self._views.values():
            self._stack.addWidget(view)
        self._only_current_counts()
        self._left.body.addWidget(self.board, 1)
        self._right.body.setContentsMargins(0, Space.M, 0, 0)
        self._right.body.addWidget(self._stack, 1)
        self._cards.setSpacing(Space.M)
        self._cards.addWidget(self._left, 5)
        self._cards.addWidget(self._right, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, Space.M, _EDGE, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.chips)
        column.addLayout(self._cards, 1)

    def _connect(self) -> None:
        self.chips.chosen.connect(self.show_view)
        self.board.change_wanted.connect(self.open_state)
        self.outages.record_wanted.connect(lambda: self._open_form(None))
        self.outages.change_wanted.connect(self._change)
        self.outages.count_wanted.connect(self._count)
        self.outages.undo_wanted.connect(self._ask_undo)
        self.notice.chosen.connect(self._show_notice)
        self.notice.issue_wanted.connect(self._issue)
        self.notice.withdraw_wanted.connect(self._withdraw)
        self.notice.copy_wanted.connect(self._copy)
        self.notice.picture_wanted.connect(self._save_picture)
        self.calls.opened.connect(self._context.open_application)
        self.waves.opened.connect(self._context.open_application)
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read anew in the background; selection, scroll and what is typed stay."""
        services = self._context.services
        self._reading.ask(lambda: read_outages(services), self._show, self._not_read)
        self._refresh_view(self.chips.current())

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self._left.set_title(_("Service board"))
        self.chips.setAccessibleName(_("What is shown"))
        self._show_words()

    def handle_scan(self, text: str) -> bool:
        """The number of a notice shows it."""
        number = text.strip().upper()
        if self._facts is None or not any(one.number == number for one in self._facts.notices):
            return False
        self.show_view(NOTICE)
        self.notice.select(number)
        return True

    def focus_first(self) -> None:
        """Be ready to read the outages."""
        if self.chips.current() == OUTAGES:
            self.outages.table.setFocus()

    def badge(self) -> int | None:
        """How many outages go on; None before the first reading."""
        return self._facts.open_outages() if self._facts else None

    def show_view(self, code: str) -> None:
        """Show a view; the board stands beside the outages where there is room."""
        code = self.chips.offered(code)
        self.chips.choose(code)
        if code in self._views:
            self._stack.setCurrentWidget(self._views[code])
        self._only_current_counts()
        self._fit()
        if code == BOARD:
            self.board.focus_board()
        elif code == NOTICE and self._facts is not None:
            self._show_notice(self._wanted)
        self._refresh_view(code)

    def _only_current_counts(self) -> None:
        """A view that is not in front asks for no breadth."""
        policy = QSizePolicy.Policy
        for view in self._views.values():
            shown = policy.Preferred if view is self._stack.currentWidget() else policy.Ignored
            view.setSizePolicy(shown, policy.Preferred)

    def _refresh_view(self, code: str) -> None:
        """The lists that read by themselves, while they are in front."""
        if code == CALLS:
            self.calls.refresh()
        elif code == WAVES:
            self.waves.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the board beside the outages as there is room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider card: they never have to stand side by side."""
        hint = super().minimumSizeHint()
        wide = max(card.minimumSizeHint().width() for card in (self._left, self._right))
        return QSize(wide + 2 * _EDGE, hint.height())

    def _fit(self) -> None:
        code = self.chips.current()
        self._left.setVisible(code == BOARD or (code == OUTAGES and self.width() >= _WIDE))
        self._right.setVisible(code != BOARD)

    # The board

    def open_state(self) -> None:
        """Ask for the state of the switch in focus."""
        line = self.board.current()
        if line is None or self._facts is None or self.dialog is not None:
            return
        dialog = StateDialog(line, self._facts.office, self._facts.now, self.window())
        self.dialog = dialog
        dialog.submitted.connect(lambda: self._set_state(dialog, line.kind))
        dialog.finished.connect(self._close_dialog)
        dialog.open()

    def _set_state(self, dialog: StateDialog, kind: str) -> None:
        entry, services = dialog.entry(), self._context.services
        dialog.set_busy(True)

        def done(_nothing: None) -> None:
            if dialog is self.dialog:
                dialog.accept()
            self._context.messages.ok(_("In force; the plan was made anew."))

        def refuse(error: DeskError) -> None:
            (dialog.show_error if dialog is self.dialog else self._context.messages.error)(error)

        if kind == STATION:
            self._acts.begin(lambda who, op: services.office.set_station_state(who, entry, op), done, refuse)
        else:
            self._acts.begin(lambda who, op: services.stages.set_state(who, kind, entry, op), done, refuse)

    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    # Outages

    def _open_form(self, outage: OutageView | None) -> None:
        if self._facts is None or self.dialog is not None:
            return
        form = OutageForm(self._facts, outage, self.window())
        self.dialog = form
        form.changed.connect(lambda: self._preview(form))
        form.submitted.connect(lambda: self._record(form))
        form.finished.connect(self._close_dialog)
        form.open()

    def _change(self) -> None:
        outage = self.outages.current()
        if outage is not None and outage.undone_at is None:
            self._open_form(outage)

    def _preview(self, form: OutageForm) -> None:
        if form is not self.dialog:
            return
        entry, number, outages = form.entry(), form.number(), self._context.services.outages
        self._previewing.ask(
            lambda: outages.preview(entry, number),
            lambda found: form.show_preview(found) if form is self.dialog else None,
            lambda error: form.show_refusal(error) if form is self.dialog else None,
        )

    def _record(self, form: OutageForm) -> None:
        entry, number, outages = form.entry(), form.number(), self._context.services.outages
        board = form.board.isChecked() and not form.board.isHidden()
        form.set_busy(True)
        calls = self._context.services.owed_calls

        def done(found: tuple[OutageDone, Untold | None]) -> None:
            if form is self.dialog:
                form.accept()
            self._tell(found[0])
            if found[1] is not None:
                tell_untold(self._context, found[1], self.show_calls)

        def act(who: Actor, op: str) -> tuple[OutageDone, Untold | None]:
            if number:
                made = outages.change(who, number, entry, op, board=board)
            else:
                made = outages.record(who, entry, op, board=board)
            return made, calls.untold_of(made.number) if entry.ended_at is not None else None

        def refuse(error: DeskError) -> None:
            (form.show_error if form is self.dialog else self._context.messages.error)(error)

        self._acts.begin(act, done, refuse)

    def show_calls(self, outage_id: int) -> None:
        """Who of an outage is still to be told."""
        self.calls.choose(outage_id)
        self.show_view(CALLS)

    def _count(self) -> None:
        """Take the time of an outage that goes on off the promises, up to now."""
        one = self.outages.current()
        if one is None or not one.is_open:
            return
        entry = OutageEntry(one.started_at, None, one.cause, one.services, one.stages, one.expected_back)
        outages = self._context.services.outages
        self._acts.begin(lambda who, op: outages.change(who, one.number, entry, op), self._tell)

    def _ask_undo(self) -> None:
        one, outages = self.outages.current(), self._context.services.outages
        if one is None or one.undone_at is not None:
            return
        facts = self._facts
        names = {each.code: facts.service(each.code) for each in facts.office.settings.services} if facts else {}
        self._previewing.ask(
            lambda: outages.preview_undo(one.number),
            lambda found: self._undo(one, "\n".join(preview_lines(found, names))),
        )

    def _undo(self, one: OutageView, would: str) -> None:
        title = _("Take outage {number} back?").format(number=one.number)
        if not self._context.messages.confirm(title, would, _("Take it back"), self.window()):
            return
        outages = self._context.services.outages
        self._acts.begin(lambda who, op: outages.undo(who, one.number, op), self._tell_undone)

    def _tell_undone(self, answer: OutageDone) -> None:
        text = plural(
            "{number} is taken back: {count} promise has its earlier date again.",
            "{number} is taken back: {count} promises have their earlier dates again.",
            answer.moved,
        )
        self._tell(answer, text)

    def _tell(self, answer: OutageDone, text: str = "") -> None:
        text = text or plural(
            "{number} is in force: {count} promise was moved.",
            "{number} is in force: {count} promises were moved.",
            answer.moved,
        )
        self._context.messages.ok(text.format(number=answer.number, count=count_text(answer.moved)))
        if answer.foreign:
            self._context.messages.warn(left_alone(answer.foreign))

    # Notices

    def _show_notice(self, number: str) -> None:
        self._wanted = number
        if self.chips.current() != NOTICE:
            return
        services = self._context.services
        self._paper.ask(lambda: read_paper(services, number), self._show_paper)

    def _show_paper(self, paper: NoticePaper) -> None:
        if paper.number == self._wanted:
            self.notice.show_paper(paper)

    def _issue(self) -> None:
        notices = self._context.services.notices

        def done(number: str) -> None:
            self._wanted = number
            self._context.messages.ok(_("Notice {number} is in force.").format(number=number))

        self._acts.begin(notices.issue, done)

    def _withdraw(self) -> None:
        line, notices = self.notice.current(), self._context.services.notices
        if line is None or line.notice is None:
            return
        sure = self._context.messages.confirm(
            _("Withdraw notice {number}?").format(number=line.number),
            _("Without another in its place nothing is public; its number stays. Take the posters down."),
            _("Withdraw"),
            self.window(),
        )
        if sure:
            text = _("Notice {number} is withdrawn.").format(number=line.number)
            self._acts.begin(
                lambda who, op: notices.withdraw(who, line.number, op), lambda _none: self._context.messages.ok(text)
            )

    def _copy(self) -> None:
        if self.notice.paper_shown is not None:
            QGuiApplication.clipboard().setText(self.notice.paper_shown.text)
            self._context.messages.ok(_("The text is copied, Indonesian and English."))

    def _save_picture(self) -> None:
        save_picture(self._context, self.notice)

    # What is read

    def _show(self, facts: OutageFacts) -> None:
        self._facts = facts
        for outage in facts.outages:
            if outage.undone_at is not None:  # here, or at another desk
                self._context.messages.settle(untold_topic(outage.number))
        self.board.show_facts(facts)
        self.outages.show_facts(facts)
        self.notice.show_facts(facts)
        if self.notice.current() is not None and self._wanted:
            self.notice.select(self._wanted)
        self._show_notice(self._wanted)
        self._show_words()

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        self.outages.show_failure(str(error))

    def _rest(self, busy: bool) -> None:
        if not busy:
            for work in (self._acts, self._reading, self._paper, self._previewing):
                work.rest()

    def _show_words(self) -> None:
        facts = self._facts
        going = facts.open_outages() if facts else 0
        notice = facts.in_force() if facts else None
        names = {
            OUTAGES: _("Outages"), BOARD: _("Service board"), NOTICE: _("Notice"), CALLS: _("Calls"),
            WAVES: _("Pickup waves"),
        }  # fmt: skip
        stale = "!" if notice is not None and notice.is_stale else None
        stopped = facts.stopped() if facts else 0
        counts = {
            OUTAGES: count_text(going) if going else None, BOARD: count_text(stopped) if stopped else None,
            NOTICE: stale,
        }  # fmt: skip
        for code in _VIEWS:
            self.chips.set_chip(code, names[code], counts.get(code))
        self.chips.leave_out((CALLS, WAVES), out=bool(why_barred(self, "read_personal")))
