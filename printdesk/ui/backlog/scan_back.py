"""A work sheet that came back: its rows scanned in, then hours, counts and blanks closed in one place."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from printdesk.i18n import _, dates, language, plural
from printdesk.services.batch_sheets import Place
from printdesk.services.batch_views import FAILED, PRINTED
from printdesk.services.work_sheet_return import ReturnView
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, FlowRow, NumberField, SecondaryButton, label, set_tone
from printdesk.ui.papers.sheet_entry_dialog import EntryDialog
from printdesk.ui.theme import Space, Tone

_TABLE_HEIGHT = 96
"""Pixels that the rows keep in a low window."""


class ScanBackDialog(EntryDialog):
    """Stays open until everything of the work sheet stands in the program, and closes hours, counts and blanks.

    The grammar is that of batch sheets: a scan or typed line means a row, a sheet, or the serial of the blank. F6
    printed, F7 failed, F9 not printed; F8 confirms all rows that went through the program in the evening.

    Attributes:
        confirm: confirms what the program knows. counted: unused blanks counted by hand. note: why they differ.
        hours: opens the grid of the hours.

    Args:
        open_hours: shows the grid of the evening; gives what tells when it is closed.
    """

    def __init__(
        self,
        context: RoomContext,
        session_id: int,
        open_hours: Callable[[int, QWidget, Callable[[], None]], None],
        parent: QWidget | None,
    ) -> None:
        self._session_id = session_id
        self._open_hours = open_hours
        self._return: ReturnView | None = None
        self._counted_by_hand = False
        self.confirm = SecondaryButton("", "F8")
        self.hours = SecondaryButton("")
        self.counted = NumberField(0, 9999)
        self.note = QLineEdit()
        self._hours_said = label("", "body", wrap=True)
        self._blanks_said = label("", "body", wrap=True)
        super().__init__(context, parent)
        self.sheets.setVisible(False)
        for at in range(self._grid.rowCount()):
            item = self._grid.itemAtPosition(at, 0)
            widget = item.widget() if item is not None else None
            if widget is not None and at == 1:
                widget.setVisible(False)
        self.set_texts(
            _("Enter a work sheet"), "", _("Scan a row's code, then the blank; or type them. Close it at the end.")
        )
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.resize(820, 690)

    def begin(self) -> None:
        """Make the sheet ready to be entered, then read it."""
        service, session = self._context.services.work_sheets, self._session_id
        self._acts.begin(
            lambda actor, operation: service.open(actor, session, operation),
            self._show_return,
            lambda error: self.show_error(error),
        )

    def _lay_foot(self) -> None:
        self.confirm.clicked.connect(self._confirm_known)
        self.hours.clicked.connect(lambda: self._open_hours(self._session_id, self, self._read))
        self.counted.valueChanged.connect(lambda _value: self._count())
        self.confirm.setText(_("Confirm what the program saw"))
        self.hours.setText(_("Enter hours…"))
        self.counted.setAccessibleName(_("Unused blanks, counted"))
        self.note.setPlaceholderText(_("Why the count differs from the books"))
        self.note.setAccessibleName(_("Why the count differs from the books"))
        card = Card()
        card.body.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        card.body.setSpacing(Space.XS)
        for said, act in ((self._hours_said, self.hours), (self._blanks_said, self.counted)):
            line = QHBoxLayout()
            line.setSpacing(Space.M)
            line.addWidget(said, 1)
            line.addWidget(act)
            card.body.addLayout(line)
        card.body.addWidget(self.note)
        self.body.addWidget(card)
        foot = FlowRow(Space.S)
        foot.add(self.confirm)
        foot.add(self.close_sheet)
        self.close_sheet.setText(_("Close hours, counts and blanks…"))
        self.body.addWidget(foot)

    def _choose(self, place: Place) -> None:
        """A row of this sheet, or another evening's sheet."""
        sheet = self._return.sheet if self._return else None
        if sheet is not None and place.sheet_id == sheet.id:
            super()._choose(place)
            return
        services = self._context.services

        def other() -> int | None:
            return services.work_sheets.session_of(services.sheets.sheet(place.sheet_id).number)

        def take(session: int | None) -> None:
            if session is None:
                self.show_error(_("This is a batch sheet. Enter it in the print room."), self.field)
                return
            self._session_id, self._counted_by_hand, self._position = session, False, 0
            self._wanted = place
            self.begin()

        self._reading.ask(other, take, lambda error: self.show_error(error, self.field))

    def _read(self) -> None:
        service, session = self._context.services.work_sheets, self._session_id
        self._reading.ask(lambda: service.view(session), self._show_return, lambda error: self.show_error(error))

    def _show_return(self, found: ReturnView) -> None:
        self._return = found
        if not self._counted_by_hand:
            with QSignalBlocker(self.counted):
                self.counted.setValue(found.left)
        self._show((((found.sheet.id, found.sheet.number),), found.sheet))
        self._show_ends()

    def _show_row(self) -> None:
        super()._show_row()
        found = self._return
        if found is not None:
            self.close_sheet.setEnabled(not found.closed)
            self.confirm.setEnabled(not found.closed and found.known > 0)
            known = _("Confirm {count} that the program saw")
            self.confirm.setText(known.format(count=_number(found.known)))

    def _show_ends(self) -> None:
        found = self._return
        if found is None:
            return
        missing = found.missing_hours
        hours = _("Hours are entered for everybody.")
        if missing:
            hours = _("Hours are missing for: {names}.").format(names=", ".join(missing))
        if not missing and self.error_text():
            self.show_error("")  # what it said of the hours is done
        self._hours_said.setText(hours)
        set_tone(self._hours_said, Tone.AMBER if missing else Tone.GREEN)
        self._count(by_hand=False)
        for widget in (self.counted, self.note, self.hours):
            widget.setEnabled(not found.closed)

    def _count(self, *, by_hand: bool = True) -> None:
        found = self._return
        if found is None:
            return
        self._counted_by_hand = self._counted_by_hand or by_hand
        text = _("Blanks: {issued} in hand = {used} used + {left} left. How many lie on the table?").format(
            issued=_number(found.used + found.left), used=_number(found.used), left=_number(found.left)
        )
        differs = self.counted.value() != found.left
        self._blanks_said.setText(text)
        set_tone(self._blanks_said, Tone.RED if differs else None)
        self.note.setVisible(differs and not found.closed)

    def _confirm_known(self) -> None:
        service, session = self._context.services.work_sheets, self._session_id

        def done(count: int) -> None:
            text = plural("{count} row confirmed.", "{count} rows confirmed.", count)
            self._result.setText(text.format(count=_number(count)))
            set_tone(self._result, Tone.GREEN)
            self._read()

        self._acts.begin(
            lambda actor, operation: service.confirm_known(actor, session, operation), done,
            lambda error: self.show_error(error),
        )  # fmt: skip

    def _ask_close(self) -> None:
        found = self._return
        if found is None:
            return
        left = plural(
            "{count} row was not entered and counts as not printed. It cannot be opened again.",
            "{count} rows were not entered and count as not printed. It cannot be opened again.", found.sheet.left,
        )  # fmt: skip
        text = left if found.sheet.left else _("All rows are entered. It cannot be opened again.")
        if not self._context.messages.confirm(
            _("Close work sheet {number}?").format(number=found.sheet.number),
            text.format(count=_number(found.sheet.left)), _("Close it"), self,
        ):  # fmt: skip
            return
        service, session = self._context.services.work_sheets, self._session_id
        counted, note = self.counted.value(), self.note.text()
        self._acts.begin(
            lambda actor, operation: service.close(actor, session, counted, note, operation), self._closed_return,
            lambda error: self.show_error(error),
        )  # fmt: skip

    def _closed_return(self, found: ReturnView) -> None:
        self.show_error("")
        text = _("Work sheet {number} is closed: {printed} printed, {failed} failed, {left} blanks left.")
        self._result.setText(
            text.format(
                number=found.sheet.number, printed=_number(found.sheet.count(PRINTED)),
                failed=_number(found.sheet.count(FAILED)), left=_number(found.left),
            )
        )  # fmt: skip
        set_tone(self._result, Tone.GREEN)
        self._cancel.setText(_("Done"))
        self._position = 0
        self._show_return(found)


def _number(value: int) -> str:
    return dates.number(value, language())
