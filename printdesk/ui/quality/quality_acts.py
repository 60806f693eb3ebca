"""The room's acts: each calls one service method in the background and says what came of it."""

from collections.abc import Callable, Sequence

from printdesk.i18n import _
from printdesk.services.quality import QualityRow
from printdesk.ui.context import RoomContext
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

        def tell(_none: None) -> None:
            dialog.accept()
            done()
            self._context.messages.ok(said)

        dialog.set_busy(True)
        begun = self._acts.begin(
            lambda actor, operation: self._service.fails(actor, row.application_id, code, operation),
            tell,
            dialog.refuse,
        )
        if not begun:
            dialog.set_busy(False)

    def shelve(self, row: QualityRow, show: Callable[[str], None]) -> None:
        """The booklet lies on the shelf; `show` gets its slot."""
        self._acts.begin(lambda actor, operation: self._service.shelve(actor, row.application_id, operation), show)
