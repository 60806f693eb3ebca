"""Opens the room's forms, one at a time, and carries out what they ask for."""

from PySide6.QtWidgets import QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.blanks import Batch
from printdesk.ui.blanks.dialogs import IssueDialog, ReceiveDialog, TakeBackDialog, ranges_text
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.words import booklets_text, range_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.room_work import Acts


class BlankForms:
    """Receive, issue, take back.

    Args:
        acts: of the room. page: over whose window the forms open.

    Attributes:
        dialog: the form that is open, None when none is.
    """

    def __init__(self, context: RoomContext, acts: Acts, page: QWidget) -> None:
        self._context = context
        self._acts = acts
        self._page = page
        self.dialog: FormDialog | None = None

    def receive(self, facts: BlanksFacts, first: str) -> None:
        """Ask for a delivery; `first` is its first serial, "" when nothing was scanned yet."""
        if self.dialog is not None:
            return
        dialog = ReceiveDialog(facts, self._context.actor().user, self._page.window())
        dialog.submitted.connect(lambda: self._receive(dialog))
        if first:
            dialog.take_scan(first)
        self._open(dialog)

    def issue(self, facts: BlanksFacts) -> None:
        """Ask what to issue to whom."""
        if self.dialog is not None:
            return
        dialog = IssueDialog(facts, self._page.window())
        dialog.submitted.connect(lambda: self._issue(dialog))
        self._open(dialog)

    def take_back(self, facts: BlanksFacts, chosen: str) -> None:
        """Ask whose blanks come back; `chosen` is the key of the holding to propose."""
        if self.dialog is not None:
            return
        dialog = TakeBackDialog(facts, chosen, self._page.window())
        dialog.submitted.connect(lambda: self._take_back(dialog))
        self._open(dialog)

    def show_facts(self, facts: BlanksFacts) -> None:
        """Tell an open form what the safe holds now."""
        if isinstance(self.dialog, IssueDialog):
            self.dialog.update_facts(facts)

    def _open(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._close)
        dialog.open()

    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _receive(self, dialog: ReceiveDialog) -> None:
        first, last = dialog.serials()
        service, counted_by = str(dialog.service.currentData()), str(dialog.counted_by.currentData())
        blanks = self._context.services.blanks
        dialog.set_busy(True)
        self._acts.begin(
            lambda actor, operation: blanks.receive(actor, service, first, last, counted_by, operation),
            lambda batch: dialog.booked(batch) if self._is_open(dialog) else self._say_booked(batch),
            lambda error: self._refuse(dialog, error),
        )

    def _issue(self, dialog: IssueDialog) -> None:
        service, operator = str(dialog.service.currentData()), str(dialog.operator.currentData())
        count, first = dialog.count.value(), dialog.first.text().strip()
        blanks = self._context.services.blanks
        dialog.set_busy(True)
        self._acts.begin(
            lambda actor, operation: blanks.issue(actor, service, operator, count, operation, first),
            lambda serials: dialog.issued(serials) if self._is_open(dialog) else self._say_issued(serials),
            lambda error: self._refuse(dialog, error),
        )

    def _take_back(self, dialog: TakeBackDialog) -> None:
        holding = dialog.chosen()
        if holding is None:
            return
        blanks = self._context.services.blanks
        dialog.set_busy(True)

        def done(count: int) -> None:
            if self._is_open(dialog):
                dialog.accept()
            text = _("{count} from {name} lie in the safe again.")
            self._context.messages.ok(text.format(count=booklets_text(count), name=holding.holder_name))

        self._acts.begin(
            lambda actor, operation: blanks.take_back(actor, holding.service, holding.holder, operation),
            done,
            lambda error: self._refuse(dialog, error),
        )

    def _is_open(self, dialog: FormDialog) -> bool:
        """Whether the form still waits for its answer; a person may have closed it meanwhile."""
        return dialog is self.dialog

    def _refuse(self, dialog: FormDialog, error: DeskError) -> None:
        if self._is_open(dialog):
            dialog.show_error(error)
        else:
            self._context.messages.error(error)

    def _say_booked(self, batch: Batch) -> None:
        text = _("{count} booked into the safe.").format(count=booklets_text(batch.count))
        self._context.messages.ok(f"{text} {range_text(batch.first, batch.last)}")

    def _say_issued(self, serials: list[str]) -> None:
        text = _("{count} issued: {serials}.")
        self._context.messages.ok(text.format(count=booklets_text(len(serials)), serials=ranges_text(serials)))
