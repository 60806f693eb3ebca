"""The log of what was printed: by whom, when, where, which printout, what became of it; and once more from it."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _, dates, language
from printdesk.services.print_log import Outcome, PrintLine
from printdesk.services.printers.kept import DAYS
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Cell,
    Column,
    DeskTable,
    EmptyState,
    FormDialog,
    PillSpec,
    PrimaryButton,
    RowsModel,
    SecondaryButton,
    label,
)
from printdesk.ui.papers.print_line import PrintLine as PrintingLine
from printdesk.ui.papers.print_order import PaperToPrint
from printdesk.ui.papers.print_words import copies_text, outcome_text, pages_text, paper_name
from printdesk.ui.room_work import LatestReading
from printdesk.ui.theme import Kind, Space

_WIDTH, _HEIGHT = 1120, 640
_KINDS = {
    Outcome.RUNNING: Kind.WAITING,
    Outcome.PRINTED: Kind.DONE,
    Outcome.SENT: Kind.HERE,
    Outcome.CANCELLED: Kind.NOTE,
    Outcome.FAILED: Kind.FAILED,
}


class PrintLogDialog(FormDialog):
    """Stays open while one paper after the other is printed again.

    Keys: F6 print again, F7 print what is missing, Enter in the table prints again, Esc closes.

    Attributes:
        filter, table: the lines. again, rest: print the line's paper again, whole or what did not come out.
        printing: the line that prints.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Printed papers"), "", "", parent)
        self._context = context
        self._lines: dict[str, PrintLine] = {}
        self._failure = ""
        self._reading = LatestReading(context, self)
        self.filter = QLineEdit()
        self.model = print_log_model()
        self.table = DeskTable(self.model, sortable=True)
        self.again = PrimaryButton("", "F6", "printer")
        self.rest = SecondaryButton("", "F7")
        self.printing = PrintingLine(context)
        self._why = label("", "secondary", wrap=True)
        self._empty = EmptyState("printer")
        self._lay_out()
        self._connect()
        self.retranslate()
        self.refresh()

    def _lay_out(self) -> None:
        self.table.set_empty(self._empty)
        self.filter.setClearButtonEnabled(True)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addWidget(self._why, 1)
        acts.addWidget(self.rest)
        acts.addWidget(self.again)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.printing)
        self.body.addLayout(acts)
        self._act.setVisible(False)
        owner = self.parentWidget()
        self.resize(min(_WIDTH, owner.width() - 2 * Space.L) if owner else _WIDTH, _HEIGHT)

    def _connect(self) -> None:
        self.filter.textChanged.connect(lambda _text: self._show())
        self.table.current_changed.connect(lambda _key: self._offer())
        self.table.opened.connect(lambda _key: self.print_again())
        self.again.clicked.connect(lambda: self.print_again())
        self.rest.clicked.connect(self.print_rest)
        self.printing.busy_changed.connect(lambda _busy: self._changed())
        self._context.background.busy_changed.connect(lambda busy: None if busy else self._reading.rest())

    def refresh(self) -> None:
        """Read the log anew."""
        log = self._context.services.print_log
        self._reading.ask(lambda: log.lines(), self._take, self._not_read)

    def print_again(self, pages: str = "") -> None:
        """Ask how the line's paper is to be printed again.

        Args:
            pages: to begin with, as text; "" for all.
        """
        line = self._lines.get(self.table.current_key())
        content = self._context.printing.kept.find(line.key) if line else None
        if line is not None and content is not None:
            self.printing.offer(PaperToPrint(paper_name(line.name), line.name, content), pages)

    def print_rest(self) -> None:
        """Ask how that is to be printed which did not come out."""
        line = self._lines.get(self.table.current_key())
        if line is not None and line.missing:
            self.print_again(line.missing)

    def retranslate(self) -> None:
        """Everything in the language of the moment."""
        super().retranslate()
        self.set_texts(_("Printed papers"), "", _("Who sent what to which printer, and what became of it."))
        self._cancel.setText(_("Close"))
        self.filter.setPlaceholderText(_("Filter by paper, person, desk, printer"))
        self.filter.setAccessibleName(_("Filter by paper, person, desk, printer"))
        self.table.setAccessibleName(_("Printed papers"))
        self.again.setText(_("Print again…"))
        self.rest.setText(_("Print what is missing…"))
        self.table.retranslate()
        self.printing.retranslate()
        self._show()

    def _take(self, lines: Sequence[PrintLine]) -> None:
        self._failure = ""
        self._lines = {line.key: line for line in lines}
        self._show()

    def _not_read(self, error: DeskError) -> None:
        self._failure = str(error)
        self._show()

    def _changed(self) -> None:
        """The log has one more line, or knows how one ended; its entry is written in a moment."""
        self.refresh()
        QTimer.singleShot(400, self, self.refresh)

    def _show(self) -> None:
        words = self.filter.text().casefold().split()
        shown = [line for line in self._lines.values() if all(word in _searched(line) for word in words)]
        self.model.set_rows(shown)
        if self._failure:
            self._empty.set_unread(self._failure)
        elif words:
            self._empty.set("search", _("No printed paper matches"), _("Change the filter."))
        else:
            text = _("Each paper that is sent to a printer stands here.")
            self._empty.set("printer", _("Nothing was printed yet"), text)
        if shown and not self.table.current_key():
            self.table.select_key(shown[0].key)
        self._offer()

    def _offer(self) -> None:
        line = self._lines.get(self.table.current_key())
        here = line is not None and self._context.printing.kept.has(line.key)
        self.again.setEnabled(here)
        self.rest.setVisible(bool(line and line.missing))
        self.rest.setEnabled(here)
        if line is None or here:
            self._why.setText("")
        else:
            self._why.setText(
                _("A desk keeps what it has sent for {days} days. This paper is not here: make it anew in its room.")
                .format(days=dates.number(DAYS, language()))
            )  # fmt: skip


def print_log_model() -> RowsModel[PrintLine]:
    """The log's table."""
    columns: Sequence[Column[PrintLine]] = (
        Column(lambda: _("When"), _when, 176),
        Column(lambda: _("Paper"), _paper, 240, stretch=3, strong=True),
        Column(lambda: _("Printout"), _printout, 112, align="right"),
        Column(lambda: _("Printer"), lambda line: Cell(line.printer, tooltip=line.printer), 160, stretch=2),
        Column(lambda: _("By"), lambda line: Cell(line.by, _("desk {desk}").format(desk=line.desk)), 150, stretch=1),
        Column(lambda: _("What became of it"), _outcome, 190, stretch=1),
    )
    return RowsModel(columns, key=lambda line: line.key)


def _when(line: PrintLine) -> Cell:
    return Cell(dates.moment_medium(line.at, language()), sort=line.at)


def _printout(line: PrintLine) -> Cell:
    return Cell(dates.number(line.printout, language()), sort=line.printout)


def _paper(line: PrintLine) -> Cell:
    words = pages_text(line.count)
    if line.pages != f"1-{line.count}" and line.count > 1:
        words += f" ({line.pages})"
    if line.copies > 1:
        words += f", {copies_text(line.copies)}"
    return Cell(paper_name(line.name), words, tooltip=f"{line.name}\n{words}")


def _outcome(line: PrintLine) -> Cell:
    pill = PillSpec(_KINDS[line.outcome], outcome_text(line.outcome))
    text = _("missing: {pages}").format(pages=line.missing) if line.missing else ""
    return Cell("", text, pill=pill, tooltip=text)


def _searched(line: PrintLine) -> str:
    return f"{line.name} {line.by} {line.desk} {line.printer}".casefold()
