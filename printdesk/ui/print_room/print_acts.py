"""The room's acts: each calls one service method in the background and says what came of it."""

from collections.abc import Callable, Sequence

from printdesk.i18n import _, dates, language, plural
from printdesk.services.attempts import Failure
from printdesk.services.groups import SplitGroup
from printdesk.services.print_rows import HandRow
from printdesk.services.work import Actor
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import NoticeAction
from printdesk.ui.reason_dialog import ReasonDialog
from printdesk.ui.room_work import Acts
from printdesk.ui.undo import Step, Touched, Turn
from printdesk.ui.undo.running import note

Taken = tuple[tuple[HandRow, ...], tuple[SplitGroup, ...]]


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

        def take(actor: Actor, operation: str) -> Taken:
            rows = self._service.take_next(actor, station, count, operation)
            return rows, self._service.split_groups(station, [row.application_id for row in rows])

        return self._begin_taking(take)

    def send_now(self, service: str, count: int) -> bool:
        """Take the next ones of a flaky service type, those of the retry tray in their turn."""
        station = self._context.station()

        def send(actor: Actor, operation: str) -> Taken:
            return self._service.send_now(actor, station, service, count, operation), ()

        return self._begin_taking(send)

    def _begin_taking(self, take: Callable[[Actor, str], Taken]) -> bool:
        """Taken by mistake, they go back to their old places, as long as none was begun or given back since."""
        turn = Turn[Taken](
            take, lambda actor, operation, taken: self._service.release(actor, _ids(taken), operation), _claims
        )
        return self._acts.begin(turn.forward, lambda taken: self._say_taken(taken, turn))

    def _say_taken(self, taken: Taken, turn: Turn[Taken]) -> None:
        rows, split = taken
        self._moved_on()
        if rows:
            count = len(rows)
            note(self._context, Step(lambda: _taking(count), turn, why_not=_take_again, after=self._moved_on))
        if not rows:
            text = _("Nothing waits that {station} can print now.").format(station=self._context.station())
            self._context.messages.info(text, _("Nothing was taken."))
        for group in split:
            self._offer_group(group)

    def _offer_group(self, group: SplitGroup) -> None:
        """A group that the number of those taken has split: one click takes the others too."""
        text = _("{group}: {taken} of {whole} are in your hands.").format(
            group=group.name, taken=group.taken, whole=group.whole
        )
        act = plural("Take the other {count} too", "Take the other {count} too", len(group.left))
        action = NoticeAction(act.format(count=len(group.left)), lambda: self._take_group(group.name))
        if group.over_days:
            days = ", ".join(dates.day_short(day, language()) for day in group.days)
            advice = _("The others are planned for {days}, so the group would be split over days.").format(days=days)
            self._context.messages.warn(text, advice, action)
        else:
            self._context.messages.info(text, _("Print the whole group together?"), action)

    def _take_group(self, group: str) -> None:
        station = self._context.station()
        self._begin_taking(lambda actor, op: (self._service.take_group(actor, station, group, op), ()))

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

        def done(failure: Failure) -> None:
            dialog.accept()
            self._moved_on()
            self._say_failure(row, failure)

        dialog.set_busy(True)
        begun = self._acts.begin(
            lambda actor, operation: self._service.confirm_failed(actor, row.application_id, code, operation),
            done,
            dialog.refuse,
        )
        if not begun:
            dialog.set_busy(False)

    def _say_failure(self, row: HandRow, failure: Failure) -> None:
        """What follows: the reason's next step, another attempt, an approval, a trip now at risk."""
        messages, step = self._context.messages, failure.next_step.text(language())
        if failure.waits:
            text = _("{serial} is spoiled; {name} waits for a supervisor's approval before it is printed again.")
            messages.warn(text.format(serial=row.serial, name=row.name), step)
            return
        text = _("{serial} is spoiled; {name} waits again at the old place for attempt {attempt}.")
        said = text.format(serial=row.serial, name=row.name, attempt=failure.attempt)
        if failure.at_risk:
            more = _("The trip is now at risk; the supervisor was warned.")
            messages.warn(said, f"{more} {step}".strip())
        elif failure.stopped:
            messages.stop(said, _("Too many failed in a row: the station stopped. Look at the machine."))
        else:
            messages.info(said, step)

    def _say(self, text: str) -> None:
        self._moved_on()
        self._context.messages.ok(text)


def _ids(taken: Taken) -> list[int]:
    return [row.application_id for row in taken[0]]


def _claims(taken: Taken) -> Touched:
    return Touched("application", tuple(str(key) for key in _ids(taken)), ("claim", "release"))


def _taking(count: int) -> str:
    text = plural("taking of {count} application", "taking of {count} applications", count)
    return text.format(count=dates.number(count, language()))


def _take_again() -> str:
    return _("Take the next ones instead: by now others may come first.")
