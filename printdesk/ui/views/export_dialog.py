"""A list printed or saved as a file, exactly as it is seen: how many rows, which form, how far, and where it lies."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from printdesk.documents.document import CancelledError, Document
from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.list_export import Form
from printdesk.services.list_values import Listing, ListRows
from printdesk.services.work import new_operation_id
from printdesk.ui.background import Task, TaskCancelled
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import ChipRow, FormDialog, KeyValue, ProgressLine, SecondaryButton, label
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.papers import PaperPanel
from printdesk.ui.theme import Space
from printdesk.ui.views.viewed import list_columns

PAPER, XLSX, CSV = "pdf", "xlsx", "csv"
_KINDS = {XLSX: "XLSX (*.xlsx)", CSV: "CSV (*.csv)"}
AskFile = Callable[[QWidget, Path, str], Path | None]


def ask_file(owner: QWidget, proposed: Path, kind: str) -> Path | None:
    """Let the user say where a list is saved; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(owner, _("Save the list"), str(proposed), kind)
    return Path(chosen) if chosen else None


@dataclass(frozen=True)
class Exported:
    """What is to be exported.

    Attributes:
        code: of the list. title, filtered, sorted: in words. total: rows, None where that is not known yet.
        read: gives the rows; called off the window's thread.
    """

    code: str
    title: str
    filtered: str
    sorted: str
    total: int | None
    columns: TableColumns
    read: Callable[[], ListRows]

    def listing(self) -> Listing:
        """The same as the service takes it."""
        columns = list_columns(self.columns)
        return Listing(self.code, self.title, self.filtered, self.sorted, columns, self.read)


class ListPaperDialog(QDialog):
    """The finished list in a window of its own: looked at, printed, saved, closed with Esc.

    Attributes:
        panel: the paper.
    """

    def __init__(
        self, context: RoomContext, title: str, number: str, paper: Document, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.panel = PaperPanel(context)
        self.panel.private = True
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.addWidget(self.panel)
        self.resize(1000, 660)
        self.panel.left.connect(self.accept)
        self.panel.show_paper(f"{title} · {number}", number, paper.content, paper.warnings)


class ExportDialog(FormDialog):
    """Asks in which form, makes it off the window's thread, and says where it lies.

    Keys: the arrows choose the form, Enter makes it, Esc stops what runs or closes.

    Attributes:
        forms: paper, XLSX or CSV. progress: how far it is. ask_file: how the user is asked; tests bring their own.
        paper: the window of the finished paper, None before.
    """

    def __init__(self, context: RoomContext, exported: Exported, parent: QWidget | None) -> None:
        super().__init__(_("Print or export"), _("Go on"), "", parent)
        self._context = context
        self._exported = exported
        self._task: Task | None = None
        self._saved: Path | None = None
        self.ask_file: AskFile = ask_file
        self.paper: ListPaperDialog | None = None
        self.forms = ChipRow()
        self.facts = KeyValue()
        self.progress = ProgressLine()
        self._hint = label("", "secondary", wrap=True)
        self._result = label("", "strong", wrap=True)
        self._folder = SecondaryButton("", "", "folder")
        self._lay_out()
        self.forms.chosen.connect(lambda _code: self._word_form())
        self.submitted.connect(self._go_on)
        self.progress.cancelled.connect(self._stop)
        self._folder.clicked.connect(self._open_folder)
        self.setMinimumWidth(560)
        self.retranslate()
        self.forms.chips()[0].setFocus()

    def _lay_out(self) -> None:
        told = QHBoxLayout()
        told.setSpacing(Space.M)
        told.addWidget(self._result, 1)
        told.addWidget(self._folder)
        self.body.setSpacing(Space.M)
        for part in (self.facts, self.forms, self._hint, self.progress):
            self.body.addWidget(part)
        self.body.addLayout(told)
        for code in (PAPER, XLSX, CSV):
            self.forms.set_chip(code, "")
        self._folder.hide()
        self._result.hide()

    def retranslate(self) -> None:
        """Everything in the language of the moment; the facts keep that in which the list was seen."""
        super().retranslate()
        self.forms.setAccessibleName(_("Form"))
        for code, text in ((PAPER, _("On paper, or PDF")), (XLSX, "XLSX"), (CSV, "CSV")):
            self.forms.set_chip(code, text)
        self._folder.setText(_("Open folder"))
        self.progress.retranslate()
        self._show_facts()
        self._word_form()

    def told(self) -> str:
        """What became of it, as shown."""
        return "" if self._result.isHidden() else self._result.text()

    def reject(self) -> None:
        """Esc stops what runs, and closes when nothing does."""
        if self._task is not None:
            self._stop()
            return
        super().reject()

    def _show_facts(self) -> None:
        found = self._exported
        titles = found.columns.titles()
        rows = dates.number(found.total, language()) if found.total is not None else _("all that match")
        self.facts.set_rows(
            [
                (_("List"), found.title),
                (_("Rows"), rows),
                (_("Filter"), found.filtered),
                (_("Order"), found.sorted),
                (_("Columns"), ", ".join(titles[code] for code in found.columns.seen())),
            ]
        )

    def _word_form(self) -> None:
        form = self.forms.current()
        hints = {
            PAPER: _("With the office's letterhead, a number and its code; looked at before it is printed."),
            XLSX: _("For a spreadsheet; only you can read the file."),
            CSV: _("For other programs, in UTF-8; only you can read the file."),
        }
        self._hint.setText(hints[form])
        self.set_texts(
            _("Print or export"),
            _("Make the paper") if form == PAPER else _("Save as {form}…").format(form=form.upper()),
            _("Exactly as you see it now: the same rows, order and columns, and names veiled where they are."),
        )
        self._cancel.setText(_("Close") if self.told() else _("Cancel"))

    def _go_on(self) -> None:
        if self._task is not None:
            return
        self._say("")
        if self.forms.current() == PAPER:
            self._make_paper()
        else:
            self._save("xlsx" if self.forms.current() == XLSX else "csv")

    def _make_paper(self) -> None:
        listing, reader, actor = self._exported.listing(), active(), self._context.actor()
        service, operation = self._context.services.list_export, new_operation_id()

        def work(task: Task) -> tuple[str, Document]:
            try:
                return service.paper(actor, listing, reader, operation, task.progress, lambda: task.cancelled)
            except CancelledError as stopped:
                raise TaskCancelled from stopped

        self._run(work, _("Making the paper"), self._show_paper)

    def _save(self, form: Form) -> None:
        path = self.ask_file(self, self._proposed(form), _KINDS[form])
        if path is None:
            return
        target = path if path.suffix.lower() == f".{form}" else path.with_name(f"{path.name}.{form}")
        listing, reader, actor = self._exported.listing(), active(), self._context.actor()
        service, operation = self._context.services.list_export, new_operation_id()

        def work(task: Task) -> int:
            try:
                return service.save(
                    actor, listing, form, target, reader, operation, task.progress, lambda: task.cancelled
                )
            except CancelledError as stopped:
                raise TaskCancelled from stopped

        said = _("Saving {name}").format(name=target.name)
        self._run(work, said, lambda count: self._tell_saved(target, count))

    def _proposed(self, form: Form) -> Path:
        """A name with the day, as one exports the same list again and again."""
        names = {
            "print_queue": _("print-order"), "records": _("records"), "trips": _("trips"), "shelf": _("shelf"),
        }  # fmt: skip
        now = self._context.services.clock.now().astimezone()
        return self._context.export_folder() / f"{names[self._exported.code]}-{now:%Y-%m-%d-%H%M}.{form}"

    def _run(self, work: Callable[[Task], object], said: str, done: Callable[..., None]) -> None:
        def finish(answer: object) -> None:
            self._end()
            done(answer)

        def fail(error: DeskError) -> None:
            self._end()
            self.show_error(error)

        def cancelled() -> None:
            self._end()
            self._say(_("Stopped; nothing was made."))

        self.progress.start(said)
        self._lock(running=True)
        self._task = self._context.background.run(
            work, done=finish, failed=fail, cancelled=cancelled, progress=self.progress.set_progress, owner=self
        )

    def _end(self) -> None:
        self._task = None
        self.progress.finish()
        self._lock(running=False)

    def _lock(self, *, running: bool) -> None:
        self.set_busy(running)
        self.forms.setEnabled(not running)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_paper(self, made: tuple[str, Document]) -> None:
        number, paper = made
        self.paper = ListPaperDialog(self._context, self._exported.title, number, paper, self)
        self.paper.finished.connect(self.paper.deleteLater)
        self.paper.finished.connect(lambda _code: self.accept())
        self.paper.open()

    def _tell_saved(self, path: Path, count: int) -> None:
        rows = plural("{count} row", "{count} rows", count).format(count=dates.number(count, language()))
        said = _("{rows} saved as {name} in {folder}.")
        self._say(said.format(rows=rows, name=path.name, folder=path.parent), path)
        self._word_form()

    def _say(self, text: str, saved: Path | None = None) -> None:
        self._result.setText(text)
        self._result.setVisible(bool(text))
        self._saved = saved
        self._folder.setVisible(saved is not None)

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))
