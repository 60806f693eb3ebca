"""The room's acts: each calls one service method in the background and says what came of it."""

from collections.abc import Callable, Sequence

from printdesk.i18n import _, language
from printdesk.services.attempts import Failure
from printdesk.services.mrz_check import MrzReport
from printdesk.services.quality import QualityRow
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import FormDialog
from printdesk.ui.quality.order_dialog import OrderDialog
from printdesk.ui.quality.overrule_dialog import TextReasonDialog
from printdesk.ui.reason_dialog import ReasonDialog
from printdesk.ui.room_work import Acts


class QualityActs:
    """What a person can do at the quality check."""

    def __init__(self, context: RoomContext, acts: Acts) -> None:
        self._context = context
        self._service = context.services.quality
        self._acts = acts

    def passes(self, row: QualityRow, ticked: Sequence[str], show: Callable[[str], None]) -> None:
        """The booklet is good; `show` gets the slot that was given."""
        self._acts.begin(
            lambda actor, operation: self._service.passes(actor, row.application_id, ticked, operation), show
        )

    def fails(self, row: QualityRow, dialog: ReasonDialog, done: Callable[[], None]) -> None:
        """The booklet is spoiled, for the reason chosen in the dialog."""
        code = dialog.code()
        said = _("{serial} is spoiled; {name} waits again at the old place.").format(serial=row.serial, name=row.name)

        def tell(failure: Failure) -> None:
            dialog.accept()
            done()
            self._context.messages.ok(said)
            if failure.waits:
                text = _("The reprint of {name} waits until a supervisor approves it.").format(name=row.name)
                self._context.messages.warn(text, failure.next_step.text(language()))
            elif failure.at_risk:
                text = _("The trip of {name} is at risk now; the supervisor was warned.").format(name=row.name)
                self._context.messages.warn(text, failure.next_step.text(language()))

        dialog.set_busy(True)
        begun = self._acts.begin(
            lambda actor, operation: self._service.fails(actor, row.application_id, code, operation),
            tell,
            dialog.refuse,
        )
        if not begun:
            dialog.set_busy(False)

    def shelve(self, row: QualityRow, show: Callable[[str], None], slot: str = "") -> None:
        """The booklet lies on the shelf, in its slot or the one named; `show` gets the slot."""
        self._acts.begin(
            lambda actor, operation: self._service.shelve(actor, row.application_id, operation, slot), show
        )

    def scan_mrz(self, row: QualityRow, text: str, show: Callable[[MrzReport], None]) -> None:
        """Compare a scanned MRZ with the booklet under check; `show` gets what it says."""
        mrz = self._context.services.mrz
        self._acts.begin(lambda actor, operation: mrz.scan(actor, row.application_id, text, operation), show)

    def overrule(self, row: QualityRow, dialog: TextReasonDialog, done: Callable[[], None]) -> None:
        """A supervisor lets the booklet pass although its MRZ differs."""
        mrz, reason = self._context.services.mrz, dialog.reason()
        self._in_form(
            dialog, lambda actor, operation: mrz.overrule(actor, row.application_id, reason, operation), done
        )

    def record_order(self, dialog: OrderDialog, done: Callable[[], None]) -> None:
        """One person may print and check for a while."""
        orders, entry = self._context.services.quality_orders, dialog.entry()
        self._in_form(dialog, lambda actor, operation: orders.record(actor, entry, operation), done)

    def end_order(self, order_id: int) -> None:
        """Two people are needed again."""
        orders = self._context.services.quality_orders
        said = _("Two people are needed again from now on.")
        self._acts.begin(
            lambda actor, operation: orders.end(actor, order_id, operation),
            lambda _none: self._context.messages.ok(said),
        )

    def _in_form(self, dialog: FormDialog, act: Callable[[Actor, str], object], done: Callable[[], None]) -> None:
        def tell(_answer: object) -> None:
            dialog.accept()
            done()

        dialog.set_busy(True)
        if not self._acts.begin(act, tell, dialog.show_error):
            dialog.set_busy(False)
