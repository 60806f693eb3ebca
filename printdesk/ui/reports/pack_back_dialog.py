"""What comes back on a down-time pack: scan the code of a row, enter what stands on it, go on with the next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from printdesk.domain import codes
from printdesk.errors import DeskError, RuleViolationError
from printdesk.i18n import _, dates, language
from printdesk.services.batch_entry import Entry
from printdesk.services.downtime import PackLine
from printdesk.services.downtime_back import HANDOVER, INTAKE, SPOILED, RowPlace, RowView
from printdesk.services.office import PersonView
from printdesk.services.work import Actor, OfficeData
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import DeskTable, EmptyState, FormDialog, ScanTarget, SecondaryButton, label
from printdesk.ui.reports.pack_forms import HandoverForm, IntakeForm, PrintForm, RowForm, SpoiledForm
from printdesk.ui.reports.table_model import rows_model, section_words
from printdesk.ui.room_work import Acts, LatestReading
from printdesk.ui.theme import Space

_WIDTH, _HEIGHT = 860, 620
_LIST = 120


class PackBackDialog(FormDialog):
    """Stays open for row after row.

    Keys: a scan of a row's code opens its form, Enter enters it; F8 closes the pack.

    Attributes:
        scan: where a row's code is scanned or typed. forms: by kind of row. list: what was entered.
        close_pack: ends the scan-back.
    """

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(_("Enter a down-time pack"), _("Enter row"), "", parent)
        self._context = context
        self._acts = Acts(context, self, self._stand_still)
        self._reading = LatestReading(context, self)
        self._looking = LatestReading(context, self)
        self._place: RowPlace | None = None
        self._pack = ""
        self.scan = ScanTarget(_("Scan the code at the end of a row"))
        self._head = label("", "section", wrap=True)
        self.forms: dict[str, RowForm] = {
            "print": PrintForm(), HANDOVER: HandoverForm(), INTAKE: IntakeForm(), SPOILED: SpoiledForm(),
        }  # fmt: skip
        self._stack = QStackedWidget()
        self.list = DeskTable(rows_model())
        self.close_pack = SecondaryButton(_("Close the pack…"), "F8")
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self._stack.addWidget(QWidget())
        for form in self.forms.values():
            self._stack.addWidget(form)
        empty = EmptyState("document")
        empty.set("document", _("Nothing was entered yet"), _("Scan the first row."))
        self.list.set_empty(empty)
        self.list.setAccessibleName(_("Rows that were entered"))
        self.list.setMinimumHeight(_LIST)
        for part in (self.scan, self._head, self._stack):
            self.body.addWidget(part)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.close_pack, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.setSpacing(Space.S)
        self._cancel.setText(_("Done"))
        self._act.setEnabled(False)
        self.scan.submitted.connect(self.take_scan)
        self.submitted.connect(self._enter)
        self.close_pack.clicked.connect(self._close_pack)
        self._context.background.busy_changed.connect(self._rest)
        self.resize(_WIDTH, _HEIGHT)
        self.scan.setFocus()

    def take_scan(self, code: str) -> None:
        """A row's code opens its form; any other code fills the field that waits for it."""
        try:
            place = self._context.services.downtime.find(code)
        except RuleViolationError as error:
            self.show_error(error)
            return
        if place is not None:
            self._open(place)
        elif self._place is not None and codes.kind_of(code) in (None, codes.PICKUP_SLIP) and self.form().take(code):
            self.show_error("")
        else:
            self.show_error(_("“{code}” is no row of a down-time pack.").format(code=code[:40]))

    def form(self) -> RowForm:
        """The form of the row that is open."""
        place = self._place
        return self.forms["print" if place is None or place.prints else place.section]

    def refresh(self) -> None:
        """Read what the forms offer, and what was entered."""
        services, pack = self._context.services, self._pack

        def read() -> tuple[OfficeData, tuple[PersonView, ...], tuple[PackLine, ...], tuple[RowView, ...]]:
            packs = services.downtime.packs()
            wanted = pack or next((line.number for line in packs if not line.closed), "")
            rows = services.downtime.rows(wanted) if wanted else ()
            return services.office.data(), services.office.people(), packs, rows

        self._reading.ask(read, self._show)

    def _show(
        self, found: tuple[OfficeData, tuple[PersonView, ...], tuple[PackLine, ...], tuple[RowView, ...]]
    ) -> None:
        office, people, packs, rows = found
        if not self._pack:
            self._pack = next((line.number for line in packs if not line.closed), "")
        now = self._context.services.clock.now().astimezone(office.zone)
        for form in self.forms.values():
            form.offer(office.settings, people, now)
        self.list.rows_model().set_rows(list(rows))
        self.close_pack.setEnabled(any(line.number == self._pack and not line.closed for line in packs))

    def _open(self, place: RowPlace) -> None:
        downtime = self._context.services.downtime
        self._looking.ask(lambda: downtime.row(place), self._show_row, self.show_error)

    def _show_row(self, row: RowView) -> None:
        if row.outcome:
            self.show_error(_("Row {position} was entered already.").format(position=row.place.position))
            return
        self.show_error("")
        self._place, self._pack = row.place, row.place.pack
        who = f" · {row.name} ({row.number})" if row.name else ""
        self._head.setText(f"{section_words(row.place.section)} · {row.place.position}{who}")
        form = self.form()
        form.begin(row)
        self._stack.setCurrentWidget(form)
        self._act.setEnabled(True)
        form.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter(self) -> None:
        place = self._place
        if place is None:
            self.show_error(_("Scan the code of a row first."), self.scan)
            return
        try:
            act = self._act_of(place)
        except DeskError as error:
            self.show_error(error)
            return
        self.set_busy(True)
        if not self._acts.begin(act, self._entered, self._refused):
            self.set_busy(False)

    def _act_of(self, place: RowPlace) -> Callable[[Actor, str], RowView]:
        downtime, form = self._context.services.downtime, self.form()
        if isinstance(form, PrintForm):
            operator, outcome, serial, reason = form.entry()
            entry = Entry(place.position, outcome, serial, reason)
            return lambda actor, operation: downtime.enter_print(actor, place, operator, entry, operation)
        if isinstance(form, SpoiledForm):
            serial, reason = form.entry()
            return lambda actor, operation: downtime.enter_spoiled(actor, place, serial, reason, operation)
        if isinstance(form, IntakeForm):
            number = form.entry()
            return lambda actor, operation: downtime.enter_intake(actor, place, number, operation)
        if isinstance(form, HandoverForm):
            given, at = form.entry(self._context.services)
            return lambda actor, operation: downtime.enter_handover(actor, place, given, at, operation)
        raise TypeError

    def _entered(self, row: RowView) -> None:
        self.set_busy(False)
        self._place = None
        self._stack.setCurrentIndex(0)
        self._act.setEnabled(False)
        said = _("did not fit; see the list") if row.exception else _("entered")
        self._head.setText(f"{section_words(row.place.section)} · {row.place.position}: {said}")
        self.refresh()
        self.scan.setFocus()

    def _refused(self, error: DeskError) -> None:
        self.show_error(error)
        self.refresh()

    def _close_pack(self) -> None:
        downtime, pack = self._context.services.downtime, self._pack
        sure = self._context.messages.confirm(
            _("Close pack {number}?").format(number=pack),
            _("Rows that were not entered stay as they are; what did not fit goes into the inbox."),
            _("Close the pack"),
            self,
        )
        if not sure:
            return

        def done(left: int) -> None:
            text = _("{number} is closed; {count} rows did not fit.")
            self._context.messages.ok(text.format(number=pack, count=dates.number(left, language())))
            self.accept()

        self._acts.begin(lambda actor, operation: downtime.close(actor, pack, operation), done, self.show_error)

    def _stand_still(self) -> None:
        """What was refused is said beside the form."""

    def _rest(self, busy: bool) -> None:
        if not busy:
            self._acts.rest()
            self._reading.rest()
            self._looking.rest()
