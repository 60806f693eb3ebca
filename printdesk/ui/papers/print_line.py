"""The line under a paper that prints it: asks how, shows how far it is, and offers again what did not come out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from printdesk.i18n import _
from printdesk.services.print_log import Outcome
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import IconButton, PrimaryButton, ProgressLine, label
from printdesk.ui.papers.print_dialog import PrintDialog
from printdesk.ui.papers.print_job import PrintJob
from printdesk.ui.papers.print_order import PaperToPrint, PrintEnd
from printdesk.ui.papers.print_words import again_words, end_words, left_words, pages_text
from printdesk.ui.theme import Space


class PrintLine(QWidget):
    """One paper at a time; hidden while nothing is to be said.

    Attributes:
        dialog: the dialog that is open, None before the first. job: the job it follows, None before the first.
        again: sends once more what did not come out. progress: how far it is.

    Signals:
        busy_changed: whether pages are on their way.
        save_wanted: the user would rather have the PDF.
    """

    busy_changed = Signal(bool)
    save_wanted = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.dialog: PrintDialog | None = None
        self.job: PrintJob | None = None
        self.progress = ProgressLine()
        self.again = PrimaryButton("", "", "printer")
        self._result = label("", "strong", wrap=True)
        self._close = IconButton("close", "")
        self._told = QWidget()
        said = QHBoxLayout()
        said.setSpacing(Space.XS)
        said.addWidget(self._result, 1)
        said.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout(self._told)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(Space.XS)
        told.addLayout(said)
        told.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.progress)
        column.addWidget(self._told)
        self.progress.cancelled.connect(self.cancel)
        self.again.clicked.connect(self._send_again)
        self._close.clicked.connect(self.clear)
        self.clear()
        self.retranslate()

    @property
    def busy(self) -> bool:
        """Whether pages are on their way."""
        return self.job is not None and self.job.end is None

    def offer(self, paper: PaperToPrint, pages: str = "") -> None:
        """Ask how a paper is to be printed; then print it.

        Args:
            pages: to begin with, as text; "" for all.
        """
        if self.busy:
            return
        dialog = PrintDialog(self._context, paper, pages, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.submitted.connect(lambda: self._take(dialog, paper))
        dialog.save_wanted.connect(lambda: self._save_instead(dialog))
        self.dialog = dialog
        dialog.open()

    def cancel(self) -> None:
        """Send no more pages."""
        if self.job is not None:
            self.job.cancel()

    def clear(self) -> None:
        """Nothing is to be said."""
        self._told.setVisible(False)
        self.setVisible(self.busy)

    def result(self) -> str:
        """What became of it, as shown; "" while nothing is said."""
        return "" if self._told.isHidden() else self._result.text()

    def retranslate(self) -> None:
        """Words in the language of the moment."""
        self._close.set_name(_("Leave it"))
        self.progress.retranslate()
        if self.job is not None and self.job.end is not None and not self._told.isHidden():
            self._show_end(self.job.end)

    def _take(self, dialog: PrintDialog, paper: PaperToPrint) -> None:
        order = dialog.order()
        if order is None:
            return
        dialog.remember()
        dialog.accept()
        self._follow(PrintJob(self._context, paper, order))
        if self.job is not None:
            self.job.start()

    def _save_instead(self, dialog: PrintDialog) -> None:
        dialog.reject()
        self.save_wanted.emit()

    def _follow(self, job: PrintJob) -> None:
        self.job = job
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._ended)
        job.sent_again.connect(self._follow)
        self._told.setVisible(False)
        self.setVisible(True)
        self.progress.start(_("Printing on {name}").format(name=job.order.printer.name))
        self.busy_changed.emit(True)

    def _show_progress(self, words: str, done: int, total: int) -> None:
        if self.job is None or not self.job.stopping:
            self.progress.say(words)
        self.progress.set_progress(done, total)

    def _ended(self, end: PrintEnd) -> None:
        self.progress.finish()
        self._show_end(end)
        self.busy_changed.emit(False)

    def _show_end(self, end: PrintEnd) -> None:
        self._result.setText(self._end_words(end))
        for button in (self.again, self._close):
            button.setVisible(bool(end.left))
        self.again.setText(again_words(end) if end.left else "")
        self._told.setVisible(True)
        self.setVisible(True)

    def _end_words(self, end: PrintEnd) -> str:
        job = self.job
        if job is None:
            return ""
        name = job.order.printer.name
        pages = pages_text(end.done)
        if end.outcome is Outcome.PRINTED:
            return _("{pages} printed on {name}.").format(pages=pages, name=name)
        if end.outcome is Outcome.SENT:
            return _("{pages} sent to printer {name}. Look whether all came out.").format(pages=pages, name=name)
        if end.outcome is Outcome.CANCELLED:
            return _("Cancelled. Not printed on {name}: {pages}.").format(name=name, pages=left_words(end))
        return end_words(job.paper.title, name, end)

    def _send_again(self) -> None:
        if self.job is not None:
            self.job.again()
