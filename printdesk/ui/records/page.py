"""The records room: every application in one table; lists taken in, single ones typed."""

from array import array
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language, plural
from printdesk.intake.template import write_template
from printdesk.services.entry import EntryRefusedError
from printdesk.services.records import RecordQuery, RecordRow
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, ChipRow, DeskTable, EmptyState, IconButton, PrimaryButton, SecondaryButton, say_in
from printdesk.ui.kit.table_columns import TableColumns
from printdesk.ui.papers.print_log_dialog import PrintLogDialog
from printdesk.ui.records.entry_dialog import EntryDialog
from printdesk.ui.records.import_desk import ImportDesk
from printdesk.ui.records.import_panel import ImportPanel
from printdesk.ui.records.record_views import records_viewed
from printdesk.ui.records.service_box import ServiceBox
from printdesk.ui.records.table_model import GROUPS, RecordsModel, group_title
from printdesk.ui.reports.reports_dialog import PACK_ROW, ReportsDialog
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space
from printdesk.ui.views.desk import ViewDesk

PAGE = 200
"""Rows read at once; more come as they are seen."""
_TYPING_MS = 220
_LEAST_FILTER = 190
"""Pixels that the words typed need."""


def ask_template(owner: QWidget, proposed: Path) -> Path | None:
    """Let the user say where the empty list is saved; None when the user gives up."""
    chosen, _kind = QFileDialog.getSaveFileName(owner, _("Save the template"), str(proposed), "XLSX (*.xlsx)")
    return Path(chosen) if chosen else None


class RecordsPage(QWidget):
    """All applications.

    Keys: Ctrl+O imports a list, Ctrl+N types one application, Ctrl+R reports, Ctrl+Shift+P printed papers, Enter
    opens the card, F10 views and columns, F12 print or export.

    Attributes:
        table, filter, chips, kinds, imports: its parts; import_desk: the import's flow.
        ask_template: how the user is asked where the template goes; tests bring their own.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._labels: dict[str, str] = {}
        self._total = 0
        self._known = False
        self._failure = ""
        self._sort = ("", True)
        self.ask_template = ask_template
        self.filter = QLineEdit()
        self.chips = ChipRow()
        self.kinds = ServiceBox()
        self.model = RecordsModel(self._labels, self)
        self.table = DeskTable(self.model, sortable=True)
        self.columns = TableColumns(self.table)
        self.views = ViewDesk(context, records_viewed(self, context.services), self)
        self._empty = EmptyState("folder")
        self.import_button = PrimaryButton("", "Ctrl+O", "upload", act="import")
        self.new_button = SecondaryButton("", "Ctrl+N", "plus", act="add_application")
        self.template_button = IconButton("document", "")
        self.printed_button = IconButton("printer", "", "Ctrl+Shift+P")
        self.reports_button = SecondaryButton("", "Ctrl+R")
        self.imports = ImportPanel()
        self.import_desk = ImportDesk(context, self.imports)
        self._card = Card(flush=True)
        self._stack = QStackedWidget()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._acts = Acts(context, self, lambda: None)
        self._reading = LatestReading(context, self)
        self._more = LatestReading(context, self)
        self._checking = LatestReading(context, self)
        self._build()
        self._connect()
        self.setAcceptDrops(True)
        self.retranslate()

    def _build(self) -> None:
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(_LEAST_FILTER)
        self.table.set_empty(self._empty)
        self._card.add_trailing(self.printed_button)
        for button in (self.template_button, self.reports_button, self.new_button, self.import_button):
            self._card.add_trailing(button)
        filters = QHBoxLayout()
        filters.setContentsMargins(Space.L, 0, Space.L, Space.M)
        filters.setSpacing(Space.M)
        filters.addWidget(self.kinds)
        filters.addWidget(self.filter, 1)
        filters.addWidget(self.views.tools)
        self._card.body.setSpacing(0)
        self.chips.setContentsMargins(Space.L, 0, Space.L, Space.S)
        self._card.body.addWidget(self.chips)
        self._card.body.addLayout(filters)
        self._card.body.addWidget(self.views.chips)
        self.views.chips.setContentsMargins(Space.L, 0, Space.L, Space.M)
        self.views.watch(self.columns, "records")
        self._card.body.addWidget(self.table, 1)
        self._stack.addWidget(self._card)
        self._stack.addWidget(self.imports)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + 2, Space.M + 2, Space.L + 2, Space.M + 2)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        self.filter.returnPressed.connect(self._filter_now)
        self._typing.timeout.connect(self._read_first)
        self.chips.chosen.connect(lambda _code: self._read_first())
        self.kinds.chosen.connect(self._read_first)
        self.model.sort_wanted.connect(self._sort_by)
        self.table.opened.connect(lambda key: self._context.open_application(int(key)))
        self.model.rows_wanted.connect(self._read_seen)
        self.import_button.clicked.connect(self.import_desk.choose)
        self.new_button.clicked.connect(self.type_one)
        self.template_button.clicked.connect(self.save_template)
        self.reports_button.clicked.connect(self.show_reports)
        self.printed_button.clicked.connect(self.show_printed)
        self.import_desk.opened.connect(lambda: self._stack.setCurrentWidget(self.imports))
        self.import_desk.left.connect(self._back_to_table)
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read what is shown anew; selection, scroll and filters stay."""
        if self._known:
            self._read()
        else:
            self._read_first()
        self.views.refresh()

    def retranslate(self) -> None:
        """Everything of the room in the language of the moment; its parts have their own."""
        say_in(self.filter, _("Filter by name, number, telephone, group, booklet"))
        self.filter.setAccessibleName(_("Filter by name, number, telephone, group, booklet"))
        self.import_button.setText(_("Import list…"))
        self.new_button.setText(_("New application…"))
        self.template_button.set_name(_("Template…"))
        self.reports_button.setText(_("Reports…"))
        self.printed_button.set_name(_("Printed papers"))
        self.kinds.retranslate()
        for code in GROUPS:
            self.chips.set_chip(code, group_title(code))
        self.table.setAccessibleName(_("Applications"))
        self.table.retranslate()
        self._tell()

    def handle_scan(self, text: str) -> bool:
        """The row of a down-time pack is entered here; any other scan means a card, in the pickup room."""
        if not text.startswith(PACK_ROW):
            return False
        self.show_reports()
        self.reports.enter_rows(text)
        return True

    def focus_first(self) -> None:
        """Where typing goes on: the filter."""
        self.filter.setFocus()

    def total(self) -> int:
        """How many records the filters let through."""
        return self._total

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A dropped list is checked."""
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.import_desk.open(Path(local[0]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the filter."""
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
            return
        super().keyPressEvent(event)

    def show_reports(self) -> None:
        """Open the reports and the down-time pack."""
        self.reports = ReportsDialog(self._context, self.window())
        self.reports.finished.connect(self.reports.deleteLater)
        self.reports.open()

    def show_printed(self) -> None:
        """Open the log of what was printed."""
        self.printed = PrintLogDialog(self._context, self.window())
        self.printed.finished.connect(self.printed.deleteLater)
        self.printed.open()

    def type_one(self) -> None:
        """Open the form for one application."""
        services = self._context.services

        def read() -> list[tuple[str, str]]:
            return list(services.office.data().settings.service_labels(language()).items())

        self._checking.ask(read, self._open_form)

    def save_template(self) -> None:
        """Save an empty list to fill in."""
        path = self.ask_template(self, self._context.export_folder() / _("applications.xlsx"))
        if path is None:
            return
        target = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")

        def write() -> Path:
            labels = self._context.services.office.data().settings.service_labels(language())
            write_template(target, list(labels.values()))
            return target

        self._context.background.run(
            lambda _task: write(),
            done=lambda saved: self._context.messages.ok(_("The template is saved as {path}.").format(path=saved)),
            owner=self,
        )

    def _open_form(self, services: list[tuple[str, str]]) -> None:
        dialog = EntryDialog(services, self)
        dialog.edited.connect(lambda: self._check_form(dialog))
        dialog.submitted.connect(lambda: self._take_form(dialog))
        dialog.open()

    def _check_form(self, dialog: EntryDialog) -> None:
        form = dialog.form()
        self._checking.ask(
            lambda: self._context.services.imports.check_single(form),
            lambda found: dialog.show_issues(*found, everywhere=False) if dialog.isVisible() else None,
        )

    def _take_form(self, dialog: EntryDialog) -> None:
        form = dialog.form()

        def done(application_id: int) -> None:
            dialog.accept()
            self._context.messages.ok(_("{name} was taken in.").format(name=form.name))
            self._context.open_application(application_id)

        def refused(error: DeskError) -> None:
            if isinstance(error, EntryRefusedError):
                dialog.show_error(_("Some entries cannot stand; see under the fields."))
                dialog.show_issues(error.issues)
            else:
                dialog.show_error(error, dialog.field("number"))

        dialog.set_busy(True)
        if not self._acts.begin(
            lambda actor, op: self._context.services.imports.add_single(actor, form, op), done, refused
        ):
            dialog.set_busy(False)

    def _sort_by(self, name: str, descending: bool) -> None:
        self._sort = (name, descending)
        self._read_first()

    def asked(self) -> tuple[str, str, str]:
        """The chip that is on, the words typed, and the service type."""
        return self.chips.current(), self.filter.text().strip(), self.kinds.code()

    def ask(self, group: str, text: str, service: str) -> None:
        """Ask for something else."""
        with QSignalBlocker(self.filter):
            self.filter.setText(text)
        self.kinds.choose(service)
        self.chips.choose(group)
        self._read_first()

    def known_total(self) -> int | None:
        """How many match; None before that is known."""
        return self._total if self._known else None

    def query(self) -> RecordQuery:
        """What is asked for."""
        group, text, service = self.asked()
        name, descending = self._sort
        asked = RecordQuery(text, GROUPS.get(group, ()), service)
        return replace(asked, sort=name, descending=descending) if name else asked

    def _filter_now(self) -> None:
        """Enter does not wait for the pause after typing."""
        if self._typing.isActive():
            self._typing.stop()
            self._read_first()
        self.table.setFocus()

    def _read_first(self) -> None:
        """Another question: its first rows at once, then the ids of all."""
        self.views.look_changed()
        query, services = self.query(), self._context.services

        def read() -> tuple[tuple[RecordRow, ...], dict[str, str]]:
            labels = dict(services.office.data().settings.service_labels(language()))
            return services.applications.first_records(query, PAGE), labels

        self._reading.ask(read, lambda found: self._show_first(*found), self._not_read)

    def _show_first(self, rows: tuple[RecordRow, ...], labels: dict[str, str]) -> None:
        self._take_labels(labels)
        self.model.set_rows(rows)
        if len(rows) < PAGE:
            self._known, self._total = True, len(rows)
        self._tell()
        if len(rows) == PAGE:
            self._read()

    def _read(self) -> None:
        """What matches now, and anew those of its rows that are seen."""
        query, services, model = self.query(), self._context.services, self.model
        at = max(0, self.table.rowAt(0))

        def read() -> tuple["array[int]", tuple[RecordRow, ...], dict[str, str]]:
            labels = dict(services.office.data().settings.service_labels(language()))
            ids = services.applications.record_ids(query)
            seen = {*ids[max(0, at - PAGE // 2) : at + PAGE], *kept}
            return ids, services.applications.records_of([*seen]), labels

        kept = model.near(at - PAGE // 2, at + PAGE)
        self._reading.ask(read, lambda found: self._show(*found), self._not_read)

    def _not_read(self, error: DeskError) -> None:
        self._context.messages.error(error)
        self._failure = str(error)
        self._tell()

    def _read_seen(self, ids: "array[int]") -> None:
        """Rows that came into sight."""
        self._more.ask(lambda: self._context.services.applications.records_of(ids), self.model.add_rows)

    def _show(self, ids: "array[int]", rows: tuple[RecordRow, ...], labels: dict[str, str]) -> None:
        self._known, self._total = True, len(ids)
        self._take_labels(labels)
        self.model.show_ids(ids, rows)
        self._tell()

    def _take_labels(self, labels: dict[str, str]) -> None:
        if labels != self._labels:
            self.kinds.set_labels(labels)
            self._labels.clear()
            self._labels.update(labels)
            self.table.retranslate()

    def _tell(self) -> None:
        count = dates.number(self._total, language())
        text = plural("{count} application", "{count} applications", self._total).format(count=count)
        self._card.set_title(_("Records"), text if self._known else "")
        if not self._known:
            self._empty.set_unread(self._failure)
        elif self.filter.text().strip() or self.kinds.code() or self.chips.current() not in ("", "all"):
            self._empty.set(
                "search", _("No application matches"), _("Change the filter, or look for another spelling.")
            )
        else:
            self._empty.set("folder", _("No applications yet"), _("Import a list (Ctrl+O), or type one (Ctrl+N)."))

    def forget(self) -> None:
        """Another person sits here: nothing typed is left."""
        self.views.forget()
        self.filter.clear()
        self.kinds.setCurrentIndex(0)
        self._stack.setCurrentWidget(self._card)

    def _back_to_table(self) -> None:
        self._stack.setCurrentWidget(self._card)
        self.refresh()
        self.table.setFocus()

    def _rest(self, busy: bool) -> None:
        """Nothing runs any more: what a bug may have cut short is over as well."""
        if not busy:
            for work in (self._acts, self._reading, self._more, self._checking):
                work.rest()
