"""Reports of the supervisor: make one, look at it, print or save it; the down-time pack and what comes back on it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from printdesk.documents.document import Document
from printdesk.errors import DeskError
from printdesk.i18n import DEFAULT_LANGUAGE, Catalogue, _, catalogue, dates, language
from printdesk.services.downtime import PackLine
from printdesk.services.reports import MadeReport, title_of
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import (
    Card,
    DateField,
    DeskTable,
    EmptyState,
    FormDialog,
    SecondaryButton,
    SideColumn,
    label,
    tell_whole,
)
from printdesk.ui.papers.paper_panel import PaperPanel
from printdesk.ui.reports.pack_back_dialog import PackBackDialog
from printdesk.ui.reports.table_model import reports_model
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.text_reason_dialog import TextReasonDialog
from printdesk.ui.theme import Space

_WIDTH, _HEIGHT, _LEFT = 1120, 640, 400
PACK_ROW = "PD1|RK|"
"""Begins the code at the end of a down-time pack's row."""
Make = Callable[[Actor, Catalogue, str], tuple[MadeReport, Document]]


class ReportsDialog(FormDialog):
    """Stays open while one report after the other is made.

    Keys: F6 shift hand-over, F7 after-outage report, F8 weekly sheet of raises, F9 down-time pack, Shift+F8 draws
    the week's five anew.

    Attributes:
        handover, outage, raises, pack: make them. first, week: the days of two of them. reader: the paper's language.
        redraw: draws the week's five anew, for a reason. reason: the dialog that asks for it, None before.
        back: enters the rows of a pack. made: the reports that were made. paper: the one that is shown.
        entering: the dialog of a pack's rows, None before.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Reports"), "", "", parent)
        self._context = context
        self._acts = Acts(context, self, self._stand_still)
        self._reading = LatestReading(context, self)
        self.handover = SecondaryButton(_("Make"), "F6", act="make_report")
        self.outage, self.raises = SecondaryButton(_("Make"), "F7"), SecondaryButton(_("Make"), "F8")
        self.pack, self.back = SecondaryButton(_("Make"), "F9"), SecondaryButton(_("Enter rows…"))
        self.redraw = SecondaryButton(_("Draw anew…"), "Shift+F8", act="draw_raises_again")
        self.reason: TextReasonDialog | None = None
        today = date(2024, 1, 1)
        self.first, self.week = DateField(today), DateField(today)
        self.reader = QComboBox()
        tell_whole(self.reader)
        self.made = DeskTable(reports_model())
        self.paper = PaperPanel(context)
        self.entering: PackBackDialog | None = None
        self._offered = False
        self._last_pack = label("", "secondary", wrap=True)
        self._shown = QStackedWidget()
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        for code, name in (("id", "Bahasa Indonesia"), ("en", "English")):
            self.reader.addItem(name, code)
        self.reader.setCurrentIndex(self.reader.findData(DEFAULT_LANGUAGE))
        self.reader.setAccessibleName(_("Language of the paper"))
        self.first.setAccessibleName(_("From which day"))
        self.week.setAccessibleName(_("A day of the week"))
        empty = EmptyState("document")
        empty.set("document", _("No paper chosen"), _("Make a report, or open one that was made."))
        for page in (empty, self.paper):
            self._shown.addWidget(page)
        card = Card()
        card.body.addWidget(self._shown, 1)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        left = SideColumn(_LEFT)
        left.setLayout(self._left())
        row.addWidget(left)
        row.addWidget(card, 1)
        self.body.addLayout(row, 1)
        self._act.setVisible(False)
        self._cancel.setText(_("Close"))
        owner = self.parentWidget()
        self.resize(min(_WIDTH, owner.width() - 2 * Space.L) if owner else _WIDTH, _HEIGHT)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(_line(label(_("Paper in"), "body"), self.reader))
        column.addLayout(_line(label(_("Shift hand-over"), "strong"), self.handover))
        column.addLayout(_line(label(_("After-outage report"), "strong"), self.outage))
        column.addLayout(_line(label(_("from"), "secondary"), self.first))
        column.addLayout(_line(label(_("Weekly sheet of raises"), "strong"), self.raises))
        column.addLayout(_line(label(_("week of"), "secondary"), self.week, self.redraw))
        column.addLayout(_line(label(_("Down-time pack"), "strong"), self.back, self.pack))
        column.addWidget(self._last_pack)
        for button, name in (
            (self.handover, _("Make the shift hand-over")), (self.outage, _("Make the after-outage report")),
            (self.raises, _("Make the weekly sheet of raises")), (self.pack, _("Make the down-time pack")),
        ):  # fmt: skip
            button.setAccessibleName(name)
        self.made.setAccessibleName(_("Reports that were made"))
        empty = EmptyState("document")
        empty.set("document", _("No report was made yet"), "")
        self.made.set_empty(empty)
        column.addWidget(self.made, 1)
        return column

    def _connect(self) -> None:
        reports = self._context.services.reports
        self.handover.clicked.connect(lambda: self._make(reports.handover))
        self.outage.clicked.connect(self._make_outage)
        self.raises.clicked.connect(self._make_raises)
        self.redraw.clicked.connect(self._ask_reason)
        self.pack.clicked.connect(self._make_pack)
        self.back.clicked.connect(lambda: self.enter_rows())
        self.made.opened.connect(self._again)
        self.paper.left.connect(lambda: self._shown.setCurrentIndex(0))
        self._context.background.busy_changed.connect(self._rest)

    def refresh(self) -> None:
        """Read anew what was made."""
        services = self._context.services

        def read() -> tuple[tuple[MadeReport, ...], tuple[PackLine, ...], date, date]:
            today = services.office.now().date()
            return services.reports.made(), services.downtime.packs(), services.reports.usual_first(), today

        self._reading.ask(read, self._show)

    def _show(self, found: tuple[tuple[MadeReport, ...], tuple[PackLine, ...], date, date]) -> None:
        made, packs, first, today = found
        if not self._offered:
            self._offered = True
            self.first.set_value(first)
            self.week.set_value(today)
        self.made.rows_model().set_rows(list(made))
        self.back.setEnabled(any(not line.closed for line in packs))
        self._last_pack.setText(pack_words(packs[0]) if packs else _("No down-time pack was made yet."))

    def enter_rows(self, code: str = "") -> None:
        """Open the dialog for what comes back on a pack.

        Args:
            code: of the row that was scanned already, or "".
        """
        dialog = PackBackDialog(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _code: self.refresh())
        self.entering = dialog
        dialog.open()
        if code:
            dialog.take_scan(code)

    def _make_outage(self) -> None:
        reports, first = self._context.services.reports, self.first.value()
        self._make(lambda actor, reader, operation: reports.outage(actor, reader, operation, first))

    def _make_raises(self) -> None:
        reports, day = self._context.services.reports, self.week.value()
        self._make(lambda actor, reader, operation: reports.raises(actor, reader, operation, day))

    def _ask_reason(self) -> None:
        """A new draw is asked for with its reason; a refused one keeps the dialog with what was typed."""
        intro = _(
            "The first draw of a week stands. A new one needs a reason; it is printed on the new sheet together with "
            "the number of draws."
        )
        hint = _("For instance: twelve more were asked for after the draw. No names of applicants.")
        dialog = TextReasonDialog(_("Draw the week's five anew"), intro, _("Draw anew"), hint, self)
        dialog.submitted.connect(lambda: self._draw_again(dialog))
        dialog.finished.connect(dialog.deleteLater)
        self.reason = dialog
        dialog.open()

    def _draw_again(self, dialog: TextReasonDialog) -> None:
        reports, day, reason = self._context.services.reports, self.week.value(), dialog.text()
        reader = catalogue(str(self.reader.currentData()))

        def drawn(found: tuple[MadeReport, Document]) -> None:
            dialog.accept()
            self._show_report(found)

        self._begin(
            lambda actor, operation: reports.draw_again(actor, reader, operation, reason, day), drawn, dialog.refuse
        )

    def _again(self, number: str) -> None:
        reports = self._context.services.reports
        self._make(lambda actor, reader, operation: reports.again(actor, number, reader, operation))

    def _make(self, make: Make) -> None:
        reader = catalogue(str(self.reader.currentData()))
        self._begin(
            lambda actor, operation: make(actor, reader, operation),
            self._show_report,
        )

    def _show_report(self, found: tuple[MadeReport, Document]) -> None:
        made, document = found
        self._show_paper(title_of(made.kind, catalogue(language())), made.number, document)

    def _make_pack(self) -> None:
        downtime, reader = self._context.services.downtime, catalogue(str(self.reader.currentData()))
        self._begin(
            lambda actor, operation: downtime.make(actor, reader, operation),
            lambda found: self._show_paper(_("Down-time pack"), found[0].number, found[1]),
        )

    def _begin(
        self,
        act: Callable[[Actor, str], object],
        done: Callable[..., object],
        said: Callable[[DeskError], None] | None = None,
    ) -> None:
        self.show_error("")
        buttons = (self.handover, self.outage, self.raises, self.redraw, self.pack)
        for button in buttons:
            button.setEnabled(False)

        def free() -> None:
            for button in buttons:
                button.setEnabled(True)

        def ended(found: object) -> None:
            free()
            done(found)

        def refused(error: DeskError) -> None:
            free()
            (said or self.show_error)(error)

        if not self._acts.begin(act, ended, refused):
            free()

    def _show_paper(self, title: str, number: str, document: Document) -> None:
        self.paper.show_paper(f"{title} {number}", number, document.content, document.warnings)
        self._shown.setCurrentWidget(self.paper)
        self.refresh()

    def _stand_still(self) -> None:
        """A refused report changes nothing here."""

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()


def pack_words(line: PackLine) -> str:
    """When the last pack was made, by whom, and where it lies."""
    moment = dates.moment_medium(line.made_at, language())
    text = _("Last pack {number}: {moment}, {pages} pages, for {day}.").format(
        number=line.number, moment=moment, pages=dates.number(line.pages, language()),
        day=dates.day_medium(line.day, language()),
    )  # fmt: skip
    if line.file:
        text += " " + _("Saved as {file}.").format(file=line.file)
    if line.exceptions:
        text += " " + _("{count} rows did not fit.").format(count=dates.number(line.exceptions, language()))
    return text


def _line(name: QWidget, *parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S)
    row.addWidget(name, 1)
    for part in parts:
        row.addWidget(part)
    return row
