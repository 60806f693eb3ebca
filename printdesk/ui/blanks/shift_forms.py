"""Opens the forms of the shifts, one at a time, and carries out what they ask for."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from printdesk.errors import DeskError
from printdesk.i18n import _
from printdesk.services.shifts import ShiftView
from printdesk.ui.blanks.one_form import seconds_of
from printdesk.ui.blanks.reading import BlanksFacts
from printdesk.ui.blanks.shift_close_dialog import CloseShiftDialog
from printdesk.ui.blanks.shift_open_dialog import Offer, OpenShiftDialog, read_offer
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.room_work import Acts, LatestReading


class ShiftForms:
    """Open, issue more, close.

    Args:
        acts: of the room. page: over whose window the forms open. show_minutes: shows the minutes with a number.

    Attributes:
        dialog: the form that is open, None when none is.
    """

    def __init__(self, context: RoomContext, acts: Acts, page: QWidget, show_minutes: Callable[[str], None]) -> None:
        self._context = context
        self._acts = acts
        self._page = page
        self._show_minutes = show_minutes
        self._reading = LatestReading(context, page)
        context.background.busy_changed.connect(lambda busy: None if busy else self._reading.rest())
        self.dialog: FormDialog | None = None

    def open(self, facts: BlanksFacts) -> None:
        """Ask for an operator and issue the need of the shift."""
        self._issue(facts, None)

    def add(self, facts: BlanksFacts, shift: ShiftView) -> None:
        """Issue more to an open shift."""
        self._issue(facts, shift)

    def close(self, facts: BlanksFacts, chosen: int) -> None:
        """Ask what lies on the table; `chosen` is the id of the shift to propose."""
        if self.dialog is not None:
            return
        dialog = CloseShiftDialog(facts, self._context.actor().user, chosen, self._page.window())
        dialog.check_wanted.connect(lambda: self._check(dialog))
        dialog.submitted.connect(lambda: self._close_shift(dialog))
        self._show(dialog)
        self._check(dialog)

    def show_facts(self, _facts: BlanksFacts) -> None:
        """An open form works its need out anew when something changed."""
        dialog = self.dialog
        if isinstance(dialog, OpenShiftDialog) and dialog.offer is not None and not dialog.lines_to_issue():
            self._offer(dialog)

    def _issue(self, facts: BlanksFacts, shift: ShiftView | None) -> None:
        if self.dialog is not None:
            return
        dialog = OpenShiftDialog(facts, self._context.actor().user, shift, self._page.window())
        dialog.offer_wanted.connect(lambda: self._offer(dialog))
        dialog.submitted.connect(lambda: self._open_shift(dialog))
        self._show(dialog)
        self._offer(dialog)

    def _offer(self, dialog: OpenShiftDialog) -> None:
        holder, station = dialog.holder(), dialog.station_code()
        if not holder:
            return
        before = dialog.offer
        same = before is not None and (before.need.holder, before.need.station) == (holder, station)
        counts = dialog.counts() if same else {}
        services = self._context.services

        def show(offer: Offer) -> None:
            if dialog is self.dialog:
                dialog.show_offer(offer)

        self._reading.ask(
            lambda: read_offer(services, station, holder, counts), show, lambda error: self._refuse(dialog, error)
        )

    def _open_shift(self, dialog: OpenShiftDialog) -> None:
        offer, lines, more, shift = dialog.offer, dialog.lines_to_issue(), dialog.more(), dialog.shift
        if offer is None:
            return
        shifts, need = self._context.services.shifts, offer.need
        dialog.set_busy(True)

        def done(made: ShiftView) -> None:
            number = next((one.number for one in reversed(made.issues) if one.number), "")
            if dialog is self.dialog:
                dialog.accept()
            self._context.messages.ok(
                _("The shift of {name} is open.").format(name=made.holder_name)
                if shift is None
                else _("More was issued to {name}.").format(name=made.holder_name)
            )
            if number:
                self._show_minutes(number)

        if shift is None:
            self._acts.begin(
                lambda actor, operation: shifts.open(
                    actor, need.holder, need.station, lines, operation, until=need.until, seen_at=need.seen_at,
                    more=more,
                ),
                done, lambda error: self._refuse(dialog, error), seconds_of(dialog),
            )  # fmt: skip
            return
        self._acts.begin(
            lambda actor, operation: shifts.add(
                actor, shift.id, lines, operation, station=need.station, seen_at=need.seen_at, more=more
            ),
            done, lambda error: self._refuse(dialog, error), seconds_of(dialog),
        )  # fmt: skip

    def _check(self, dialog: CloseShiftDialog) -> None:
        shift = dialog.shift
        if shift is None:
            return
        counted, services, shift_id = dialog.counted(), self._context.services, shift.id
        self._reading.ask(
            lambda: services.shifts.check(shift_id, counted, counting=True),
            lambda check: dialog.show_check(check) if dialog is self.dialog else None,
            lambda error: dialog.refuse_check(error) if dialog is self.dialog else None,
        )

    def _close_shift(self, dialog: CloseShiftDialog) -> None:
        shift = dialog.shift
        if shift is None:
            return
        counted, missing, reason = dialog.counted(), dialog.missing(), dialog.reason.text().strip()
        witness, shifts, shift_id = dialog.witness_login(), self._context.services.shifts, shift.id
        dialog.set_busy(True)

        def done(closed: ShiftView) -> None:
            if dialog is self.dialog:
                dialog.accept()
            self._context.messages.ok(_("The shift of {name} is closed and adds up.").format(name=closed.holder_name))
            self._show_minutes(closed.closing_number)

        self._acts.begin(
            lambda actor, operation: shifts.close(actor, shift_id, witness, counted, operation, missing, reason),
            done, lambda error: self._refuse(dialog, error), seconds_of(dialog),
        )  # fmt: skip

    def _show(self, dialog: FormDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _refuse(self, dialog: FormDialog, error: DeskError) -> None:
        if dialog is self.dialog:
            dialog.show_error(error)
        else:
            self._context.messages.error(error)
