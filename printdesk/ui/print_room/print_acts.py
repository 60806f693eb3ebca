"""The room's acts: each calls one service method in the background and says what came of it."""

from collections.abc import Callable, Sequence

from printdesk.i18n import _, plural
from printdesk.services.print_rows import HandRow
from printdesk.ui.context import RoomContext
from printdesk.ui.reason_dialog import ReasonDialog
from printdesk.ui.room_work import Acts


class PrintActs:
    """What a person can do in the print room.

    What the room itself shows at once (taken, bound, printed) is not said again in a notice.

    Args:
        moved_on: called when an act has changed what is in hand, before the window reads anew.
    """

    def __init__(self, context: RoomContext, acts: Acts, moved_on: Callable[[], None]) -> None:
        self._context = context
        self._service = context.services.print_room
        self._acts = acts
        self._moved_on = moved_on

    def take(self, count: int) -> bool:
        """Take the next ones of the plan for this desk's station."""
        station = self._context.station()

        def say(rows: tuple[HandRow, ...]) -> None:
            self._moved_on()
            if not rows:
                text = _("Nothing waits that {station} can print now.").format(station=station)
                self._context.messages.info(text, _("Nothing was taken."))

        return self._acts.begin(
            lambda actor, operation: self._service.take_next(actor, station, count, operation), say
        )

    def release(self, rows: Sequence[HandRow]) -> None:
        """Give back what was taken and not begun."""
        ids = [row.application_id for row in rows]

        def say(count: int) -> None:
            self._moved_on()
            text = plural(
                "{count} application is back at its old place.",
                "{count} applications are back at their old places.",
                count,
            )
            self._context.messages.ok(text.format(count=count))

        if ids:
            self._acts.begin(lambda actor, operation: self._service.release(actor, ids, operation), say)

    def bind(self, row: HandRow, serial: str) -> bool:
        """Bind a blank; it goes into the machine now."""
        return self._acts.begin(
            lambda actor, operation: self._service.bind(actor, row.application_id, serial, operation),
            lambda _row: self._moved_on(),
        )

    def printed(self, row: HandRow) -> None:
        """A person looked: it is printed."""
        self._acts.begin(
            lambda actor, operation: self._service.confirm_printed(actor, row.application_id, operation),
            lambda _none: self._moved_on(),
        )

    def still_blank(self, row: HandRow) -> None:
        """A person looked: nothing was printed, the blank is good."""
        said = _("{serial} is still blank; {name} waits again at the old place.")
        said = said.format(serial=row.serial, name=row.name)
        self._acts.begin(
            lambda actor, operation: self._service.confirm_blank(actor, row.application_id, operation),
            lambda _none: self._say(said),
        )

    def failed(self, row: HandRow, dialog: ReasonDialog) -> None:
        """A person looked: it is spoiled, for the reason chosen in the dialog."""
        code = dialog.code()
        said = _("{serial} is spoiled; {name} waits again at the old place.").format(serial=row.serial, name=row.name)

        def done(_none: None) -> None:
            dialog.accept()
            self._say(said)

        dialog.set_busy(True)
        begun = self._acts.begin(
            lambda actor, operation: self._service.confirm_failed(actor, row.application_id, code, operation),
            done,
            dialog.refuse,
        )
        if not begun:
            dialog.set_busy(False)

    def _say(self, text: str) -> None:
        self._moved_on()
        self._context.messages.ok(text)
