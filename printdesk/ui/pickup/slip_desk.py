"""The slips' flow: made with progress, shown, saved, sent to a printer."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from printdesk.documents.document import CancelledError
from printdesk.errors import DeskError
from printdesk.i18n import DEFAULT_LANGUAGE, _, catalogue
from printdesk.services.slips import SlipBatch
from printdesk.services.work import new_operation_id
from printdesk.ui.background import Task
from printdesk.ui.context import RoomContext
from printdesk.ui.pickup.slip_panel import SlipPanel, pages_text, slips_text
from printdesk.ui.printing import ChoosePrinter, PrintRun, choose_printer, save_pdf

AskPath = Callable[[QWidget, Path], Path | None]
_STEP = 10


def ask_path(owner: QWidget, proposed: Path) -> Path | None:
    """Let the user say where a PDF is saved; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(owner, _("Save the slips"), str(proposed), "PDF (*.pdf)")
    return Path(chosen) if chosen else None


class SlipDesk(QObject):
    """Makes slips and brings them to paper.

    Attributes:
        ask_path, choose_printer: how the user is asked; tests bring their own.

    Signals:
        left: the slips are done with.
    """

    left = Signal()

    def __init__(self, context: RoomContext, panel: SlipPanel) -> None:
        super().__init__(panel)
        self._context = context
        self._panel = panel
        self._operation = ""
        self._lang = DEFAULT_LANGUAGE
        self._task: Task | None = None
        self._run: PrintRun | None = None
        self.ask_path: AskPath = ask_path
        self.choose_printer: ChoosePrinter = choose_printer
        panel.wanted.connect(self.make)
        panel.save_wanted.connect(self.save)
        panel.print_wanted.connect(self.print_out)
        panel.cancelled.connect(self.cancel)
        panel.left.connect(self.leave)

    def open(self, ids: Sequence[int], name: str) -> None:
        """Make slips for these; until they are left, another paper or language makes no further copies."""
        self._operation = new_operation_id()
        self._panel.begin(ids, name, self._lang)
        self.make()

    def make(self) -> None:
        """Draw the slips for the paper and the language chosen."""
        panel, services = self._panel, self._context.services
        ids, size, self._lang = panel.ids, panel.sizes.current(), panel.languages.current()
        collector = panel.collector()
        actor, operation, reader = self._context.actor(), self._operation, catalogue(self._lang)

        def work(task: Task) -> SlipBatch:
            try:
                return services.slips.make(
                    actor, ids, size, reader, operation, _sparing(task), lambda: task.cancelled, collector=collector
                )
            except CancelledError:
                task.check()
                raise

        panel.show_making()
        panel.set_busy(True)
        self._task = self._context.background.run(
            work,
            done=lambda batch: self._made(operation, batch),
            failed=self._not_made,
            cancelled=self._stopped,
            progress=panel.progress.set_progress,
            owner=panel,
        )

    def save(self) -> None:
        """Save the PDF where the user says."""
        batch = self._panel.batch
        if batch is None:
            return
        path = self.ask_path(self._panel, self._context.export_folder() / self._panel.file_name())
        if path is None:
            return
        content = batch.document.content
        self._panel.set_busy(True)
        self._context.background.run(
            lambda _task: save_pdf(path, content), done=self._saved, failed=self._failed, owner=self._panel
        )

    def print_out(self) -> None:
        """Send the pages to a printer that the user chooses."""
        pages = self._panel.pages
        if pages is None or self._run is not None:
            return
        try:
            printer = self.choose_printer(self._panel, pages)
            if printer is None:
                return
            self._run = PrintRun(printer, pages, self)
            self._run.start()
        except DeskError as error:
            self._drop_run()
            self._context.messages.error(error)
            return
        name = printer.printerName() or _("PDF file")
        self._panel.set_busy(True)
        self._panel.progress.start(_("Sending to printer {name}").format(name=name))
        self._run.progressed.connect(self._panel.progress.set_progress)
        self._run.ended.connect(lambda sent: self._sent(sent, name))

    def cancel(self) -> None:
        """Stop making or sending."""
        if self._run is not None:
            self._run.cancel()
        elif self._task is not None:
            self._task.cancel()

    def leave(self) -> None:
        """Back to the room; what still runs is stopped."""
        if self._run is not None:
            return
        if self._task is not None:
            self._task.cancel()
        self._operation = ""
        self._panel.progress.finish()
        self._panel.clear()
        self.left.emit()

    def _made(self, operation: str, batch: SlipBatch) -> None:
        self._task = None
        if operation != self._operation:
            return
        self._panel.show_batch(batch)
        self._context.changed()

    def _not_made(self, error: DeskError) -> None:
        self._task = None
        self._panel.progress.finish()
        self._panel.set_busy(False)
        self._context.messages.error(error)

    def _stopped(self) -> None:
        self._task = None
        self._panel.progress.finish()
        self._panel.set_busy(False)
        self._panel.say(_("Stopped: no slips were drawn."))

    def _saved(self, path: Path) -> None:
        self._panel.set_busy(False)
        batch = self._panel.batch
        if batch is None:
            return
        text = _("{pages}, {slips}, saved as {path}").format(
            pages=pages_text(batch.document.pages), slips=slips_text(batch.document.items), path=str(path)
        )
        self._panel.say(text, path)

    def _failed(self, error: DeskError) -> None:
        self._panel.set_busy(False)
        self._context.messages.error(error)

    def _sent(self, sent: int, name: str) -> None:
        run = self._run
        total = run.total if run is not None else sent
        self._drop_run()
        self._panel.progress.finish()
        self._panel.set_busy(False)
        if sent == total:
            self._panel.say(
                _("{pages} sent to printer {name}. Look whether all came out.").format(
                    pages=pages_text(sent), name=name
                )
            )
        else:
            self._panel.say(
                _("Broken off: {sent} of {pages} were sent to printer {name}.").format(
                    sent=sent, pages=pages_text(total), name=name
                )
            )

    def _drop_run(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None


def _sparing(task: Task) -> Callable[[int, int], None]:
    """Progress that is told every few slips, so that the window is not flooded."""

    def tell(done: int, total: int) -> None:
        if done % _STEP == 0 or done == total:
            task.progress(done, total)

    return tell
