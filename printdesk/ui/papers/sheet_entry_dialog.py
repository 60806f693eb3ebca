"""A sheet of paper entered: scan a row's code, scan the blank, say what came out; each row is saved at once.

The print room enters its batch sheets with it, the backlog room the work sheets of evenings.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.services.batch_entry import Entry
from printdesk.services.batch_sheets import Entered, Place
from printdesk.services.batch_views import FAILED, NOT_PRINTED, PRINTED, SheetRow, SheetView, exception_words
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Card,
    DeskTable,
    FormDialog,
    PrimaryButton,
    SecondaryButton,
    label,
    restyle,
    set_tone,
)
from printdesk.ui.papers.sheet_rows import LONG_NAME, closing_words, outcome_text, sheet_model, shorten
from printdesk.ui.reason_dialog import ReasonDialog
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space, Tone

_LIST_HEIGHT = 96


class EntryDialog(FormDialog):
    """Stays open until everything of the paper stands in the program.

    A scan or typed line means: a row (its code, or its number), a sheet, or the serial of the blank. F6 printed,
    F7 failed, F9 not printed enter the row shown; without another serial the one foreseen counts.

    Attributes:
        sheets: the open sheets. field: for typing. printed, failed, unused: the outcomes. close_sheet: ends it.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None) -> None:
        super().__init__(_("Enter a batch sheet"), "", _("Scan a row's code, then the blank; or type them."), parent)
        self._context = context
        self._service = context.services.sheets
        self._acts = Acts(context, self, self._read)
        self._reading = LatestReading(context, self)
        self._sheet: SheetView | None = None
        self._wanted: Place | None = None
        self._position = 0
        self._serial = ""
        self._reasons: ReasonDialog | None = None
        self.sheets = QComboBox()
        self.field = QLineEdit()
        self.printed = PrimaryButton("", "F6")
        self.failed = SecondaryButton("", "F7", tone=Tone.RED)
        self.unused = SecondaryButton("", "F9")
        self.close_sheet = SecondaryButton(_("Close the sheet…"))
        self.table = DeskTable(sheet_model())
        self._now = Card(surface="now")
        self._name = label("", "answer", wrap=True)
        self._what = label("", "secondary", wrap=True)
        self._result = label("", "strong", wrap=True)
        self._exceptions = label("", "detail", wrap=True, copyable=True)
        self._listed = QScrollArea()
        self._lay_out()
        self._connect()
        self.begin()

    def begin(self) -> None:
        """Read for the first time."""
        self._read()

    def _lay_out(self) -> None:
        self.printed.setText(_("Printed"))
        self.failed.setText(_("Failed…"))
        self.unused.setText(_("Not printed"))
        self.add_row(_("&Sheet"), self.sheets)
        self.add_row(_("Row or &blank"), self.field, _("For instance 3, 3-K7QF, or a serial"))
        inner = self._now.body
        inner.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        inner.setSpacing(2)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        for button, room in ((self.printed, 2), (self.failed, 1), (self.unused, 1)):
            acts.addWidget(button, room)
        inner.addWidget(self._name)
        inner.addWidget(self._what)
        inner.addLayout(acts)
        self.table.setAccessibleName(_("Rows of the sheet"))
        self.body.addWidget(self._now)
        self.body.addWidget(self._result)
        self.body.addWidget(self.table, 1)
        self._listed.setWidgetResizable(True)
        self._listed.setFrameShape(QScrollArea.Shape.NoFrame)
        self._listed.setMaximumHeight(_LIST_HEIGHT)
        self._exceptions.setObjectName("scrolled")
        self._exceptions.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._listed.setWidget(self._exceptions)
        self.body.addWidget(self._listed)
        self._lay_foot()
        self._act.setVisible(False)
        self._cancel.setText(_("Go on later"))
        self.resize(760, 660)

    def _lay_foot(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.close_sheet)
        foot.addStretch(1)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.sheets.activated.connect(lambda _at: self._choose(Place(int(self.sheets.currentData()), None)))
        self.field.returnPressed.connect(self._typed)
        self.printed.clicked.connect(lambda: self._enter(PRINTED))
        self.failed.clicked.connect(self._ask_reason)
        self.unused.clicked.connect(lambda: self._enter(NOT_PRINTED))
        self.close_sheet.clicked.connect(self._ask_close)
        self.table.current_changed.connect(self._chosen)

    def take_scan(self, code: str) -> None:
        """A scan means the same as what is typed."""
        if self._reasons is None:
            self._understand(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field takes what is typed; nowhere does it confirm an outcome. Esc goes on later."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)

    def choose(self, place: Place) -> None:
        """Show this sheet, and this row of it, from outside."""
        self._choose(place)

    @property
    def row(self) -> SheetRow | None:
        """The row to be entered now."""
        rows = self._sheet.rows if self._sheet else ()
        return next((row for row in rows if row.position == self._position), None)

    def result_text(self) -> str:
        """What became of the row entered last."""
        return self._result.text()

    def exceptions_text(self) -> str:
        """The list of exceptions as shown."""
        return self._exceptions.text()

    def _typed(self) -> None:
        text = self.field.text().strip()
        self.field.clear()
        if text:
            self._understand(text)

    def _understand(self, text: str) -> None:
        sheet = self._sheet

        def meant() -> tuple[Place | None, int | None]:
            place = self._service.find(text)
            return place, (self._service.row_typed(sheet.id, text) if place is None and sheet else None)

        def take(found: tuple[Place | None, int | None]) -> None:
            place, position = found
            self.show_error("")
            if place is not None:
                self._choose(place)
            elif position is not None and sheet is not None:
                self._choose(Place(sheet.id, position))
            else:
                self._serial = text.upper().replace(" ", "")
                self._show_row()

        self._reading.ask(meant, take, lambda error: self.show_error(error, self.field))

    def _choose(self, place: Place) -> None:
        self._wanted = place
        self._read()

    def _read(self) -> None:
        wanted = self._wanted.sheet_id if self._wanted else self._sheet.id if self._sheet else 0

        def read() -> tuple[tuple[tuple[int, str], ...], SheetView | None]:
            lines = self._service.open_sheets()
            named = tuple(
                (line.id, f"{line.number} · {line.station} · {line.operator} · {line.entered}/{line.rows}")
                for line in lines
            )
            sheet_id = wanted or (lines[0].id if lines else 0)
            return named, self._service.sheet(sheet_id) if sheet_id else None

        self._reading.ask(read, self._show, lambda error: self.show_error(error))

    def _show(self, found: tuple[tuple[tuple[int, str], ...], SheetView | None]) -> None:
        lines, sheet = found
        other = self._sheet is None or sheet is None or self._sheet.id != sheet.id
        self._sheet = sheet
        self.sheets.clear()
        for key, text in lines:
            self.sheets.addItem(text, key)
        self.sheets.setCurrentIndex(self.sheets.findData(sheet.id if sheet else None))
        position = self._wanted.position if self._wanted else None
        self._wanted = None
        if position is not None:
            self._go_to(position)
        elif other or self.row is None or self.row.outcome:
            self._go_to(self._next_open())
        self.table.rows_model().set_rows(list(sheet.rows) if sheet else [])
        self._show_row()
        self._show_exceptions()

    def _next_open(self) -> int:
        rows = self._sheet.rows if self._sheet else ()
        later = [row.position for row in rows if not row.outcome and row.position > self._position]
        return next(iter(later), next((row.position for row in rows if not row.outcome), 0))

    def _go_to(self, position: int) -> None:
        self._position, self._serial = position, ""

    def _chosen(self, key: str) -> None:
        if key and int(key) != self._position and self.table.hasFocus():
            self._go_to(int(key))
            self._show_row()

    def _show_row(self) -> None:
        row, sheet = self.row, self._sheet
        open_row = row is not None and not row.outcome and sheet is not None and sheet.closed_at is None
        for button in (self.printed, self.failed, self.unused):
            button.setEnabled(open_row)
        self.close_sheet.setEnabled(sheet is not None and sheet.closed_at is None)
        if sheet is not None and sheet.closed_at is not None:
            self._say_name(_("Sheet {number} is closed").format(number=sheet.number))
            self._what.setText(f"{row.position} · {row.name}: {outcome_text(row)}" if row is not None else "")
        elif row is not None:
            self._say_name(f"{row.position} · {row.name}")
            self._what.setText(self._row_words(row))
            self.table.select_key(str(row.position))
        elif sheet is not None:
            self._say_name(_("Everything is entered"))
            self._what.setText(_("Close the sheet now."))
        else:
            self._say_name(_("No sheet is open"))
            self._what.setText(_("Make one in the print room, or scan the code of a sheet."))

    def _say_name(self, text: str) -> None:
        """In large letters; a long name in smaller ones, so that the dialog stays within a small screen."""
        voice = "answer" if len(text) <= LONG_NAME else "title"
        if self._name.property("voice") != voice:
            self._name.setProperty("voice", voice)
            restyle(self._name)
        self._name.setText(text)

    def _row_words(self, row: SheetRow) -> str:
        if row.outcome:
            return outcome_text(row)
        serial = self._serial or row.foreseen
        if not serial:
            return _("Scan the blank that was used.")
        text = _("Blank {serial}. What came out?") if self._serial else _("Blank {serial} as printed. What came out?")
        return text.format(serial=serial)

    def _show_exceptions(self) -> None:
        found = self._sheet.exceptions if self._sheet else ()
        lines = [
            _("Row {position}: {what}; {done}.").format(position=each.position, what=what, done=done)
            for each in found
            for what, done in [exception_words(each, active())]
        ]
        self._exceptions.setText("\n".join([_("Exceptions"), *lines]) if lines else "")
        self._listed.setVisible(bool(lines))

    def _ask_reason(self) -> None:
        row = self.row
        if row is None or self._reasons is not None:
            return
        dialog = ReasonDialog(
            _("Why did row {position} fail?").format(position=row.position),
            _("The number is the one that stands on the paper."),
            _("Enter as failed"),
            self._context.services.office.data().settings.reasons_for("print"),
            self,
        )
        self._reasons = dialog
        dialog.submitted.connect(lambda: self._fail(dialog))
        dialog.finished.connect(self._drop_reasons)
        dialog.open()

    def _drop_reasons(self) -> None:
        dialog, self._reasons = self._reasons, None
        if dialog is not None:
            dialog.deleteLater()

    def _fail(self, dialog: ReasonDialog) -> None:
        code = dialog.code()
        dialog.accept()
        self._enter(FAILED, code)

    def _enter(self, outcome: str, reason: str = "") -> None:
        row, sheet = self.row, self._sheet
        if row is None or sheet is None or row.outcome:
            return
        serial = "" if outcome == NOT_PRINTED else self._serial or row.foreseen
        if not serial and outcome != NOT_PRINTED:
            self.show_error(_("The serial of the blank is missing. Scan it, or type it."), self.field)
            return
        entry = Entry(row.position, outcome, serial, reason)
        self._acts.begin(
            lambda actor, operation: self._service.enter(actor, sheet.id, entry, operation),
            lambda found: self._entered(row, serial, found),
            lambda error: self.show_error(error, self.field),
        )

    def _entered(self, row: SheetRow, serial: str, found: Entered) -> None:
        self.show_error("")
        if found.exception is not None:
            what, done = exception_words(found.exception, active())
            text = _("Row {position}: {what}; {done}.").format(position=row.position, what=what, done=done)
        else:
            text = _("Row {position} entered: {name} {serial}").format(
                position=row.position, name=shorten(row.name), serial=serial
            )
        if found.failure is not None:
            text = f"{text} {found.failure.next_step.text(language())}".strip()
        self._result.setText(text)
        self._result.setToolTip(row.name if shorten(row.name) != row.name else "")
        set_tone(self._result, Tone.RED if found.exception else Tone.GREEN)
        self._serial = ""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._read()

    def _ask_close(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if self._context.messages.confirm(
            _("Close sheet {number}?").format(number=sheet.number), closing_words(sheet), _("Close it"), self
        ):
            self._acts.begin(
                lambda actor, operation: self._service.close(actor, sheet.id, operation), self._closed,
                lambda error: self.show_error(error),
            )  # fmt: skip

    def _closed(self, sheet: SheetView) -> None:
        text = _("Sheet {number} is closed: {printed} printed, {failed} failed, {released} back in the queue.")
        self._result.setText(
            text.format(
                number=sheet.number, printed=sheet.count(PRINTED), failed=sheet.count(FAILED), released=sheet.released
            )
        )
        set_tone(self._result, Tone.GREEN)
        self._wanted = Place(sheet.id, None)
        self._position = 0
        self._read()
