"""The room's papers and lists: batch sheets, the supervisor's inbox, desks that do not come back, going on."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from printdesk.documents.document import Document
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.services.batch_sheets import Place
from printdesk.services.batch_views import SheetView
from printdesk.services.failure_stops import Stop
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.inbox_dialog import InboxDialog, go_on_dialog
from printdesk.ui.print_room.claims_dialog import ClaimsDialog
from printdesk.ui.print_room.desks_dialog import DesksDialog
from printdesk.ui.print_room.entry_dialog import EntryDialog
from printdesk.ui.print_room.sheet_dialogs import MakeSheetDialog, PaperDialog
from printdesk.ui.room_work import Acts


class RoomLists:
    """Opens one dialog at a time over the room.

    Attributes:
        dialog: the one that is open, None when there is none.
    """

    def __init__(self, context: RoomContext, acts: Acts, room: QWidget) -> None:
        self._context = context
        self._acts = acts
        self._room = room
        self.dialog: QDialog | None = None

    def make_sheet(self) -> None:
        """Ask how many rows, hand them out, and show the paper."""
        station = self._context.station()
        dialog = MakeSheetDialog(self._context, station, self._room.window())
        dialog.submitted.connect(lambda: self._make(dialog, station))
        self._open(dialog)

    def enter_sheet(self, place: Place | None = None) -> None:
        """Enter what came back from a machine; a place scanned outside is shown at once."""
        dialog = EntryDialog(self._context, self._room.window())
        if place is not None:
            dialog.choose(place)
        self._open(dialog)

    def inbox(self) -> None:
        """Show what waits for the supervisor."""
        self._open(InboxDialog(self._context, self._room.window()))

    def desks(self) -> None:
        """Show the other desks that hold something."""
        self._open(DesksDialog(self._context, self._room.window()))

    def claims(self) -> None:
        """Show who holds what; a supervisor takes one out of somebody's hands."""
        self._open(ClaimsDialog(self._context, self._room.window()))

    def go_on(self, stop: Stop) -> None:
        """Ask what was done at the machine, and let the station go on."""
        dialog = go_on_dialog(self._room.window())
        service = self._context.services.stops

        def submit() -> None:
            dialog.set_busy(True)
            text = dialog.text()
            begun = self._acts.begin(
                lambda actor, operation: service.go_on(actor, stop.station, stop.service, text, operation),
                lambda _none: dialog.accept(),
                dialog.refuse,
            )
            if not begun:
                dialog.set_busy(False)

        dialog.submitted.connect(submit)
        self._open(dialog)

    def _make(self, dialog: MakeSheetDialog, station: str) -> None:
        count, sheets = dialog.count.value(), self._context.services.sheets

        def make(actor: Actor, operation: str) -> tuple[SheetView, Document]:
            sheet = sheets.make(actor, station, count, operation)
            return sheet, sheets.paper(actor, sheet.id, active(), new_operation_id())

        def made(found: tuple[SheetView, Document]) -> None:
            sheet, paper = found
            dialog.accept()
            title = _("Batch sheet {number}").format(number=sheet.number)
            self._open(PaperDialog(self._context, title, sheet.number, paper, self._room.window()))

        dialog.set_busy(True)
        if not self._acts.begin(make, made, dialog.show_error):
            dialog.set_busy(False)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closer(dialog))
        dialog.open()

    def _closer(self, dialog: QDialog) -> Callable[[int], None]:
        def close(_result: int) -> None:
            if self.dialog is dialog:
                self.dialog = None
            dialog.deleteLater()

        return close
