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
from printdesk.ui.papers.print_order import PaperToPrint
from printdesk.ui.papers.print_words import pages_text
from printdesk.ui.pickup.slip_panel import SlipPanel, slips_text
from printdesk.ui.printing import save_pdf

AskPath = Callable[[QWidget, Path], Path | None]
_STEP = 10
_ON_A4 = 4


def ask_path(owner: QWidget, proposed: Path) -> Path | None:
    """Let the user say where a PDF is saved; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(owner, _("Save the slips"), str(proposed), "PDF (*.pdf)")
    return Path(chosen) if chosen else None


class SlipDesk(QObject):
    """Makes slips and brings them to paper.

    Attributes:
        ask_path: how the user is asked; tests bring their own.

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
        self.ask_path: AskPath = ask_path
        panel.wanted.connect(self.make)
        panel.save_wanted.connect(self.save)
        panel.print_wanted.connect(self.print_out)
        panel.cancelled.connect(self.cancel)
        panel.printing.busy_changed.connect(panel.set_busy)
        panel.printing.save_wanted.connect(self.save)
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
                    actor, ids, size, reader, operation, _sparing(task), lambda: task.cancelled,
                    collector=collector, skip=len(ids) > 1,
                )  # fmt: skip
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
        """Ask how they are to be printed, and print them."""
        batch = self._panel.batch
        if batch is None:
            return
        self._panel.say("")
        name = Path(self._panel.file_name()).stem
        per_page = _ON_A4 if self._panel.sizes.current() == "a4" else 1
        document = batch.document
        self._panel.printing.offer(
            PaperToPrint(self._panel.title(), name, document.content, document.items, per_page, slips_text)
        )

    def cancel(self) -> None:
        """Stop making."""
        if self._task is not None:
            self._task.cancel()

    def leave(self) -> None:
        """Back to the room; making is stopped, pages on their way to a printer are followed all the same."""
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
        self._panel.show_unmade(str(error))

    def _stopped(self) -> None:
        self._task = None
        self._panel.show_unmade(_("Stopped: no slips were drawn."))

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


def _sparing(task: Task) -> Callable[[int, int], None]:
    """Progress that is told every few slips, so that the window is not flooded."""

    def tell(done: int, total: int) -> None:
        if done % _STEP == 0 or done == total:
            task.progress(done, total)

    return tell
