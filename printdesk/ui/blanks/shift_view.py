"""The view of the shifts: who holds what today, and opening and closing with their minutes."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.domain import numbers
from printdesk.errors import RuleViolationError
from printdesk.i18n import DEFAULT_LANGUAGE, Catalogue, _, catalogue
from printdesk.i18n.catalogue import active
from printdesk.services.shifts import ShiftView as Shift
from printdesk.services.work import Actor
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.shift_forms import ShiftForms
from printdesk.ui.blanks.shift_model import ShiftRow, shift_lines, shifts_model
from printdesk.ui.blanks.view import BlanksView
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Card, ChipRow, DeskTable, EmptyState, FormDialog, PrimaryButton, SecondaryButton
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.room_work import Acts

_LIST, _PAPER = 0, 1


class ShiftsView(BlanksView):
    """Shifts that are open or were open today.

    Keys: F6 open a shift, F7 issue more, F8 close a shift, F9 close the day; Enter shows a shift's minutes.

    Attributes:
        table: the shifts. paper: the minutes that are shown. open_shift, add, close_shift, close_day: the acts.
        languages: of the paper's reader.
    """

    code = "shifts"

    def __init__(self, context: RoomContext, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(context, acts, parent)
        self._facts: BlanksFacts | None = None
        self._paper_of: Callable[[Actor, str, Catalogue], Document] | None = None
        self._shown = ("", "")
        self.forms = ShiftForms(context, acts, self, self.show_minutes)
        self.open_shift = PrimaryButton("", "F6", act="open_shift")
        self.add = SecondaryButton("", "F7", act="add_to_shift")
        self.close_shift = SecondaryButton("", "F8", act="close_shift")
        self.close_day = SecondaryButton("", "F9", act="close_day")
        self.table = DeskTable(shifts_model())
        self.paper = PaperPanel(context)
        self.languages = ChipRow()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._empty = EmptyState()
        self.table.set_empty(self._empty)
        self._card = Card(flush=True)
        self._card.body.addWidget(self.table)
        paper = Card()
        for code, name in (("id", "Bahasa Indonesia"), ("en", "English")):
            self.languages.set_chip(code, name)
        self.languages.choose(DEFAULT_LANGUAGE)
        paper.add_trailing(self.languages)
        paper.body.addWidget(self.paper, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card)
        self._stack.addWidget(paper)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self.open_shift.clicked.connect(self.begin_opening)
        self.add.clicked.connect(self.open_add)
        self.close_shift.clicked.connect(self.open_close)
        self.close_day.clicked.connect(self.begin_close_day)
        self.table.opened.connect(lambda _key: self._show_chosen())
        self.table.current_changed.connect(lambda _key: self._show_acts())
        self.paper.left.connect(self._show_list)
        self.languages.chosen.connect(lambda _lang: self._draw_again())

    def title(self) -> str:
        """The chip's words."""
        return _("Shifts")

    def count(self) -> int | None:
        """How many shifts are open."""
        return sum(one.open for one in self._facts.shifts) if self._facts else None

    def buttons(self) -> Sequence[QAbstractButton]:
        """The four acts."""
        return (self.close_day, self.close_shift, self.add, self.open_shift)

    def offered(self) -> Sequence[QAbstractButton]:
        """None while a paper is shown: it has acts of its own."""
        return () if self._stack.currentIndex() == _PAPER else self.buttons()

    def refresh(self, facts: BlanksFacts, _own: Any) -> None:
        """Show the shifts; selection and scroll stay."""
        self._facts = facts
        self.table.rows_model().set_rows(shift_lines(facts))
        if not self.table.currentIndex().isValid() and self.table.rows_model().rowCount():
            self.table.selectRow(0)
        self._show_acts()
        self.forms.show_facts(facts)

    def retranslate(self) -> None:
        """All words in the language of the moment."""
        self.open_shift.setText(_("Open a shift…"))
        self.add.setText(_("Issue more…"))
        self.close_shift.setText(_("Close a shift…"))
        self.close_day.setText(_("Close the day"))
        self._card.set_title(_("Shifts of today"), _("Received = printed + spoiled + returned + in hand"))
        self.table.setAccessibleName(_("Shifts of today"))
        self._empty.set(
            "users",
            _("No shift is open"),
            _("Open one with F6: the need of the shift is issued by range, with scans."),
        )
        self.paper.retranslate()
        self.table.retranslate()
        if self._facts is not None:
            self.table.rows_model().set_rows(shift_lines(self._facts))

    def focus_first(self) -> None:
        """Be ready to read the shifts."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def handle_scan(self, text: str) -> bool:
        """A blank of an open shift shows its shift."""
        try:
            serial = numbers.serial(text, active())
        except RuleViolationError:
            return False
        for row in self.table.rows_model().rows():
            if row.line is not None and serial in row.line.in_hand:
                self._show_list()
                self.table.select_key(f"{row.shift.id}/{row.line.service}")
                self.context.messages.info(
                    _("{serial} is in the hands of {name}.").format(serial=serial, name=row.shift.holder_name)
                )
                return True
        return False

    @property
    def dialog(self) -> FormDialog | None:
        """The form that is open, None when none is."""
        return self.forms.dialog

    def chosen(self) -> Shift | None:
        """The shift chosen in the table."""
        row: ShiftRow | None = self.table.current_row()
        return row.shift if row is not None else None

    def wants_room(self) -> bool:
        """While a paper is shown."""
        return self._stack.currentIndex() == _PAPER

    def begin_opening(self) -> None:
        """Ask for an operator and issue the need of the shift."""
        if self._facts is not None:
            self.forms.open(self._facts)

    def open_add(self) -> None:
        """Ask what more to issue to the shift chosen."""
        shift = self.chosen()
        if shift is not None and shift.open and self._facts is not None:
            self.forms.add(self._facts, shift)

    def open_close(self) -> None:
        """Ask what lies on the table; proposed is the shift chosen."""
        shift = self.chosen()
        if self._facts is not None:
            self.forms.close(self._facts, shift.id if shift else 0)

    def begin_close_day(self) -> None:
        """Close the day and show its sheet."""
        closings = self.context.services.day_closings

        def done(closing: Any) -> None:
            papers = self.context.services.day_closings
            self._show_paper(
                closing.number,
                lambda actor, operation, reader: papers.sheet(actor, closing.number, reader, operation),
            )
            self.context.messages.ok(_("The day is closed: {number}.").format(number=closing.number))

        self.acts.begin(closings.close, done)

    def show_minutes(self, number: str) -> None:
        """Draw minutes and show them; each drawing is a copy in the log."""
        papers = self.context.services.shift_papers
        self._show_paper(number, lambda actor, operation, reader: papers.minutes(actor, number, reader, operation))

    def _show_paper(self, number: str, make: Callable[[Actor, str, Catalogue], Document]) -> None:
        self._paper_of = make
        self._shown = (number, "")
        self._draw_again()

    def _draw_again(self) -> None:
        make, number = self._paper_of, self._shown[0]
        lang = self.languages.current() or DEFAULT_LANGUAGE
        if make is None or self._shown == (number, lang):
            return
        reader = catalogue(lang)

        def done(document: Document) -> None:
            self._shown = (number, lang)
            self.paper.show_paper(number, number, document.content, document.warnings)
            self._stack.setCurrentIndex(_PAPER)
            self.changed_look.emit()

        self.acts.begin(lambda actor, operation: make(actor, operation, reader), done)

    def _show_chosen(self) -> None:
        """The minutes of the shift chosen: of its closing when it is closed, else of its opening."""
        shift = self.chosen()
        number = (shift.closing_number or shift.number) if shift else ""
        if number:
            self.show_minutes(number)
        elif shift is not None:
            self.context.messages.info(_("Nothing was issued in this shift, so it has no minutes."))

    def _show_list(self) -> None:
        self._paper_of = None
        self._stack.setCurrentIndex(_LIST)
        self.changed_look.emit()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_acts(self) -> None:
        shift = self.chosen()
        still = self._facts is not None and any(one.open for one in self._facts.shifts)
        self.add.setEnabled(shift is not None and shift.open)
        self.close_shift.setEnabled(still)
