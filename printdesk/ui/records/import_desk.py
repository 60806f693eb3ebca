"""The import's flow: a file chosen, checked and taken in, with progress and a way to stop that leaves nothing."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.intake import IntakeCancelledError
from printdesk.services.import_report import ImportReport
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.background import Task
from printdesk.ui.context import RoomContext
from printdesk.ui.records.import_panel import ImportPanel

AskFile = Callable[[QWidget], Path | None]
_STEPS = 200
"""How often progress is told at most during one import."""


def ask_file(owner: QWidget) -> Path | None:
    """Let the user choose a list; None when the user gives up."""
    kinds = _("Lists") + " (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv)"
    chosen, _kind = QFileDialog.getOpenFileName(owner, _("Import a list"), "", kinds)
    return Path(chosen) if chosen else None


class ImportDesk(QObject):
    """Runs the import panel.

    Attributes:
        ask_file: how the user is asked for a file; tests bring their own.

    Signals:
        opened: a list is shown. left: the list is done with.
    """

    opened = Signal()
    left = Signal()

    def __init__(self, context: RoomContext, panel: ImportPanel) -> None:
        super().__init__(panel)
        self._context = context
        self._panel = panel
        self._task: Task | None = None
        self.ask_file: AskFile = ask_file
        panel.choose_wanted.connect(self.choose)
        panel.check_wanted.connect(self.check)
        panel.take_wanted.connect(lambda: self.take(accept_valid=False))
        panel.take_valid_wanted.connect(lambda: self.take(accept_valid=True))
        panel.cancelled.connect(self.cancel)
        panel.left.connect(self.leave)

    def choose(self) -> None:
        """Ask for a file and check it."""
        if self._task is None and (path := self.ask_file(self._panel)) is not None:
            self.open(path)

    def open(self, path: Path) -> None:
        """Check a file."""
        if self._task is None:
            self._panel.begin(path)
            self.opened.emit()
            self.check()

    def check(self) -> None:
        """Read the file and say what an import would do."""
        path = self._panel.path
        if path is None or self._task is not None:
            return
        self._panel.show_checking()
        self._run(
            lambda task: self._context.services.imports.check(
                path, active(), _sparing(task, 1), lambda: task.cancelled
            ),
            self._checked,
        )

    def take(self, *, accept_valid: bool) -> None:
        """Take the list in: all of it, or all that is right."""
        path, actor, operation = self._panel.path, self._context.actor(), new_operation_id()
        if path is None or self._task is not None:
            return
        self._panel.show_taking()
        self._run(
            lambda task: self._take(task, actor, path, operation, accept_valid=accept_valid),
            self._taken,
        )  # fmt: skip

    def _take(self, task: Task, actor: Actor, path: Path, operation: str, *, accept_valid: bool) -> ImportReport:
        """A backup first where the list is long, then the list."""
        services = self._context.services
        services.backups.before_list(actor, path, new_operation_id())
        return services.imports.apply(
            actor, path, operation, accept_valid=accept_valid, language=active(), progress=_sparing(task, 2),
            cancelled=lambda: task.cancelled,
        )  # fmt: skip

    def cancel(self) -> None:
        """Stop at the next safe place; nothing is left behind."""
        if self._task is not None:
            self._task.cancel()

    def leave(self) -> None:
        """Back to the records, once nothing runs."""
        if self._task is None:
            self.left.emit()

    def _run(self, work: Callable[[Task], ImportReport], done: Callable[[ImportReport], None]) -> None:
        def cancellable(task: Task) -> ImportReport:
            try:
                return work(task)
            except IntakeCancelledError:
                task.check()
                raise

        self._task = self._context.background.run(
            cancellable,
            done=done,
            failed=self._failed,
            cancelled=self._cancelled,
            progress=self._panel.progress.set_progress,
            owner=self._panel,
        )

    def _checked(self, report: ImportReport) -> None:
        self._task = None
        self._panel.show_report(report)
        self._panel.table.setFocus()

    def _taken(self, report: ImportReport) -> None:
        self._task = None
        self._panel.show_report(report)
        if report.applied:
            self._context.changed()

    def _failed(self, error: DeskError) -> None:
        self._task = None
        self._panel.show_failure(error)

    def _cancelled(self) -> None:
        self._task = None
        self._panel.show_cancelled()


def _sparing(task: Task, halves: int) -> Callable[[int, int], None]:
    """Progress in rows of the list, told a limited number of times.

    Args:
        halves: 2 where each row is counted twice, read and written.
    """
    told = [-1]

    def tell(done: int, total: int) -> None:
        step = done * _STEPS // max(1, total)
        if step != told[0]:
            told[0] = step
            task.progress(done // halves, total // halves)

    return tell
