"""Pages on their way to a printer: sent some at a time, followed until each part is over, and what is left said."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter

from printdesk.domain import page_range
from printdesk.errors import DeskError
from printdesk.i18n import DEFAULT_LANGUAGE, _, catalogue
from printdesk.services.print_log import Outcome, SentPaper
from printdesk.services.printers import jobs
from printdesk.services.printers.jobs import JobState, JobView, Ticket
from printdesk.services.printers.transport import NoAnswerError
from printdesk.services.work import new_operation_id
from printdesk.ui.background import Task
from printdesk.ui.context import RoomContext
from printdesk.ui.kit.notice import NoticeAction
from printdesk.ui.papers.print_order import PaperToPrint, Part, PrintEnd, PrintOrder, by_copy, parts_of, rest_of
from printdesk.ui.papers.print_words import again_words, failed_words, reason_text
from printdesk.ui.printing import PdfPages, PrintRun, fit_paper

LOOK_MS = 700
_PATIENCE = 6
"""Looks in a row that may fail before a job counts as lost."""


class PrintJob(QObject):
    """Carries out one order; it goes on when the paper is not looked at any more, and says then how it ended.

    Signals:
        progressed: what goes on, pages that came out, and how many there are. ended: a `PrintEnd`.
        sent_again: the `PrintJob` with what was left.
    """

    progressed = Signal(str, int, int)
    ended = Signal(object)
    sent_again = Signal(object)

    def __init__(self, context: RoomContext, paper: PaperToPrint, order: PrintOrder) -> None:
        super().__init__(context.background)
        self._context = context
        self.paper, self.order = paper, order
        self.end: PrintEnd | None = None
        self._actor = context.actor()
        self._key = new_operation_id()
        self._topic = f"print {self._key}"
        self._pages = PdfPages(paper.content)
        self._parts = parts_of(order.copies)
        self._printout = 1
        self._done = 0
        self._number = 0
        self._unheard = 0
        self._stopping = False
        self._withdrawn = False
        self._task: Task | None = None
        self._run: PrintRun | None = None
        self._again: PrintJob | None = None

    @property
    def stopping(self) -> bool:
        """Whether it was cancelled."""
        return self._stopping

    @property
    def sent(self) -> SentPaper:
        """As the log has it."""
        pages = max(self.order.copies, key=len)
        return SentPaper(
            self.paper.name, page_range.written(pages), len(pages), len(self.order.copies), self.order.printer.name
        )

    def start(self) -> None:
        """Begin; the answer comes by signal."""
        log, kept, sent = self._context.services.print_log, self._context.printing.kept, self.sent

        def begin() -> int:
            printout = log.begin(self._actor, sent, self._key)
            kept.keep(self._key, self.paper.content)
            return printout

        self._tell()
        self._context.background.run(lambda _task: begin(), done=self._begun, failed=self._not_begun, owner=self)

    def cancel(self) -> None:
        """Send no more, and ask the printer to drop what it has not begun."""
        self._stopping = True
        if self._run is not None:
            self._run.cancel()
        elif self._task is not None:
            self._task.cancel()

    def again(self) -> None:
        """Send what was left once more, to the same printer; only the first time that somebody asks."""
        if self.end is None or not self.end.left or self._again is not None:
            return
        self._context.messages.settle(self._topic)
        self._again = PrintJob(self._context, self.paper, replace(self.order, copies=self.end.left))
        self.sent_again.emit(self._again)
        self._again.start()

    def _begun(self, printout: int) -> None:
        self._printout = printout
        if self.order.printer.followed:
            self._send_next()
        else:
            self._spool()

    def _not_begun(self, error: DeskError) -> None:
        self._context.messages.error(error)
        self._close(PrintEnd(Outcome.FAILED, 0, self.order.copies, reason=error.message))

    def _send_next(self) -> None:
        if self._stopping:
            self._finish(Outcome.CANCELLED)
        elif not self._parts:
            self._finish(Outcome.PRINTED)
        else:
            self._send(self._parts[0])

    def _send(self, part: Part) -> None:
        printer, content = self.order.printer, self._pages.part(part.pages, self._stamp(part.copy))
        size = self._pages.size(part.pages[0] - 1)
        ticket = Ticket(
            f"{self.paper.name} {page_range.written(part.pages)}", self._actor.user, size.width(), size.height(),
            self.order.both_sides, self.order.colour,
        )  # fmt: skip
        self._number, self._unheard, self._withdrawn = 0, 0, False
        self._task = self._context.background.run(
            lambda task: jobs.send(printer, ticket, content, lambda _done, _all: task.check()),
            done=self._taken, failed=self._broken, cancelled=lambda: self._finish(Outcome.CANCELLED), owner=self,
        )  # fmt: skip

    def _taken(self, number: int) -> None:
        self._task, self._number = None, number
        self._look_soon()

    def _look_soon(self) -> None:
        QTimer.singleShot(LOOK_MS, self, self._look)

    def _look(self) -> None:
        printer, number, user = self.order.printer, self._number, self._actor.user
        drop = self._stopping and not self._withdrawn
        self._withdrawn = self._withdrawn or drop

        def look() -> JobView:
            if drop:
                jobs.withdraw(printer, number, user)
            return jobs.look(printer, number)

        self._context.background.run(lambda _task: look(), done=self._seen, failed=self._unanswered, owner=self)

    def _seen(self, view: JobView) -> None:
        self._unheard = 0
        part = self._parts[0]
        came = min(len(part.pages), view.pages or view.sheets * (2 if self.order.both_sides else 1))
        if not view.state.over:
            self._tell(came, reason_text(reason for reason in view.reasons if not _is_no_hindrance(reason)))
            self._look_soon()
        elif view.state is JobState.DONE and "job-completed-with-errors" not in view.reasons:
            self._done += len(part.pages)
            self._parts.pop(0)
            self._tell()
            self._send_next()
        else:
            self._broke_off(came, view)

    def _broke_off(self, came: int, view: JobView) -> None:
        outcome = Outcome.CANCELLED if self._stopping else Outcome.FAILED
        lost = _("it does not know them any more") if view.state is JobState.LOST else ""
        self._finish(outcome, came, lost or reason_text(view.reasons) or view.message.rstrip("."))

    def _broken(self, error: DeskError) -> None:
        """The printer did not take a part; where its answer broke off, some of it may have come out."""
        self._task = None
        self._finish(
            Outcome.FAILED,
            reason=error.message.rstrip("."),
            doubt=isinstance(error, NoAnswerError) and not error.untouched,
        )

    def _unanswered(self, error: DeskError) -> None:
        self._unheard += 1
        if self._unheard < _PATIENCE:
            self._tell(words=_("it does not answer"))
            self._look_soon()
        else:
            self._finish(Outcome.CANCELLED if self._stopping else Outcome.FAILED, reason=error.message.rstrip("."))

    def _spool(self) -> None:
        """Where jobs cannot be followed the system's spooler gets the pages, and nobody says that they came out."""
        numbers = [page for pages in self.order.copies for page in pages]
        pages = PdfPages(self._pages.part(numbers, self._stamp(1)))
        try:
            printer = self._context.printing.spool(self.order.printer)
            fit_paper(printer, pages.size(0))
            _wish(printer, self.order)
            self._run = PrintRun(printer, pages, range(1, pages.count + 1), self)
            self._run.start()
        except DeskError as error:
            self._run = None
            self._broken(error)
            return
        self._run.progressed.connect(self._spooled)
        self._run.ended.connect(self._spool_ended)

    def _spooled(self, sent: int, _total: int) -> None:
        self._tell(sent)

    def _spool_ended(self, sent: int) -> None:
        self._done += sent
        self._parts = rest_of(self._parts, sent)
        if not self._parts:
            self._finish(Outcome.SENT)
        else:
            self._finish(Outcome.CANCELLED if self._stopping else Outcome.FAILED)

    def _stamp(self, copy: int) -> str:
        """What tells this printout from an earlier one; the first of all is as it was drawn."""
        if self._printout == 1 and copy == 1:
            return ""
        reader = catalogue(DEFAULT_LANGUAGE)
        text = reader("Printout {number}").format(number=self._printout)
        if len(self.order.copies) == 1:
            return text
        return text + " - " + reader("set {number} of {count}").format(number=copy, count=len(self.order.copies))

    def _finish(self, outcome: Outcome, came: int = 0, reason: str = "", *, doubt: bool = False) -> None:
        self._task = None
        doubtful: tuple[int, ...] = ()
        if self._parts and not came and (self._number or doubt):
            doubtful = self._parts[0].pages
        self._done += came
        left = by_copy(rest_of(self._parts, came))
        self._close(PrintEnd(outcome, self._done, left, doubtful, reason))

    def _close(self, end: PrintEnd) -> None:
        self.end = end
        log, actor, sent = self._context.services.print_log, self._actor, self.sent
        missing = page_range.written(page for pages in end.left for page in pages)
        operation = new_operation_id()
        self._context.background.run(
            lambda _task: log.end(actor, sent, self._key, end.outcome, missing, operation), owner=self
        )
        if end.outcome is Outcome.FAILED:
            self._say_failed(end)
        self.ended.emit(end)

    def _say_failed(self, end: PrintEnd) -> None:
        text, advice = failed_words(self.paper.title, self.order.printer.name, end)
        self._context.messages.warn(text, advice, NoticeAction(again_words(end), self.again), self._topic)

    def _tell(self, came: int = 0, words: str = "") -> None:
        name = self.order.printer.name
        text = _("Printing on {name}").format(name=name)
        if words:
            text = _("Waiting for {name}: {reason}").format(name=name, reason=words)
        self.progressed.emit(text, self._done + came, self.order.total)


def _is_no_hindrance(reason: str) -> bool:
    """Whether a printer goes on all the same."""
    return reason.endswith("-report") or "-low" in reason


def _wish(printer: QPrinter, order: PrintOrder) -> None:
    if order.both_sides is not None:
        sides = QPrinter.DuplexMode.DuplexLongSide if order.both_sides else QPrinter.DuplexMode.DuplexNone
        printer.setDuplex(sides)
    if order.colour is not None:
        printer.setColorMode(QPrinter.ColorMode.Color if order.colour else QPrinter.ColorMode.GrayScale)
