"""Opens the form of a delivery and carries out what it asks for."""

from PySide6.QtWidgets import QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.blanks import Batch
from printdesk.services.deliveries import DeliveryView
from printdesk.ui.blanks.dialogs import ReceiveDialog
from printdesk.ui.blanks.one_form import seconds_of
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.words import booklets_text, range_text
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.room_work import Acts


class BlankForms:
    """Receive.

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

    def receive(self, facts: BlanksFacts, first: str, planned: DeliveryView | None = None) -> None:
        """Ask for a delivery; `first` is its first serial, "" when nothing was scanned yet.

        Args:
            planned: the planned delivery that has come, None where that is not known.
        """
        if self.dialog is not None:
            return
        dialog = ReceiveDialog(facts, self._context.actor().user, self._page.window())
        if planned is not None:
            dialog.choose_planned(planned)
        dialog.submitted.connect(lambda: self._receive(dialog))
        if first:
            dialog.take_scan(first)
        self._open(dialog)

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
        blanks, delivery, counted = self._context.services.blanks, dialog.planned_id(), dialog.counted_number()
        dialog.set_busy(True)
        self._acts.begin(
            lambda actor, operation: blanks.receive(
                actor, service, first, last, counted_by, operation, delivery=delivery, counted=counted
            ),
            lambda batch: dialog.booked(batch) if self._is_open(dialog) else self._say_booked(batch),
            lambda error: self._refuse(dialog, error),
            seconds_of(dialog),
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
