"""The windows that the room opens over itself, one at a time: reasons, orders, the custody list."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from printdesk.i18n import _
from printdesk.services.quality import QualityRow
from printdesk.ui.context import RoomContext
from printdesk.ui.custody import SendDialog
from printdesk.ui.quality.order_dialog import OrderDialog
from printdesk.ui.quality.overrule_dialog import TextReasonDialog
from printdesk.ui.quality.quality_acts import QualityActs
from printdesk.ui.quality.reading import QualityFacts
from printdesk.ui.reason_dialog import ReasonDialog

DATA_ERROR = "data_error"
"""Code of the reason that is proposed when the MRZ differs."""


class QualityForms:
    """Opens one window at a time.

    Args:
        owner: the room's page.

    Attributes:
        dialog: the window that is open, or None.
    """

    def __init__(self, context: RoomContext, acts: QualityActs, owner: QWidget) -> None:
        self._context = context
        self._do = acts
        self._owner = owner
        self.dialog: QDialog | None = None

    def ask_reason(self, row: QualityRow, facts: QualityFacts, done: Callable[[], None], *, data: bool) -> None:
        """Why the booklet fails; a data error is proposed where its MRZ differs (`data`)."""
        if self.dialog is not None:
            return
        intro = _("The booklet cannot be handed over. {name} keeps the old place and waits for another blank.")
        dialog = ReasonDialog(
            _("Why does {serial} fail?").format(serial=row.serial),
            intro.format(name=row.name),
            _("Spoil {serial}").format(serial=row.serial),
            facts.settings.reasons_for("check"),
            self._owner.window(),
        )
        dialog.submitted.connect(lambda: self._do.fails(row, dialog, done))
        self._open(dialog)
        if data:
            dialog.choose(DATA_ERROR)

    def ask_overrule(self, row: QualityRow, against: str, done: Callable[[], None]) -> None:
        """Why a supervisor lets it pass although its MRZ differs."""
        if self.dialog is None:
            dialog = TextReasonDialog(row.serial, against, self._owner.window())
            dialog.submitted.connect(lambda: self._do.overrule(row, dialog, done))
            self._open(dialog)

    def ask_order(self, facts: QualityFacts, service: str) -> None:
        """What stands on an order by which one person may print and check."""
        if self.dialog is not None:
            return
        if not any(each.two_person_quality for each in facts.settings.services):
            text = _("The settings ask for no second person at any quality check.")
            self._context.messages.info(text, _("No order is needed."))
            return
        dialog = OrderDialog(facts.settings, facts.now, service, self._owner.window())
        said = _("The order is recorded.")
        dialog.submitted.connect(lambda: self._do.record_order(dialog, lambda: self._context.messages.ok(said)))
        self._open(dialog)

    def end_order(self, facts: QualityFacts, order_id: int) -> None:
        """End an order before its time, once that was confirmed."""
        number = next((each.number for each in facts.orders if each.id == order_id), "")
        title = _("End order no. {number}?").format(number=number)
        text = _("From now on two people are needed again. Another order must be recorded to change that.")
        if self._context.messages.confirm(title, text, _("End the order"), self._owner.window()):
            self._do.end_order(order_id)

    def hand_to_counter(self, serial: str = "") -> None:
        """Open the custody list of this desk, with a first booklet on it when one is named."""
        if self.dialog is not None:
            return
        dialog = SendDialog(self._context, self._owner.window())
        self._open(dialog)
        if serial:
            dialog.take_scan(serial)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._close)
        dialog.open()

    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
