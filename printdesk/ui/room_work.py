"""How a room works in the background: one act at a time, and reading that never piles up."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from printdesk.errors import DeskError
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.context import RoomContext

T = TypeVar("T")


class Acts:
    """Carries out a person's acts one after the other; while one is under way another is not begun.

    Args:
        owner: the page; when it is gone, nobody is told.
        ended: called after an act that was refused, so that the page shows what is true.
    """

    def __init__(self, context: RoomContext, owner: QObject, ended: Callable[[], None]) -> None:
        self._context = context
        self._owner = owner
        self._ended = ended
        self.under_way = False

    def begin(
        self,
        act: Callable[[Actor, str], T],
        done: Callable[[T], None],
        refused: Callable[[DeskError], None] | None = None,
    ) -> bool:
        """Carry out `act` with who acts and a new operation id; then `done`, and tell the window.

        Args:
            refused: says a failure where the act was asked for; without it, it is shown as a notice.

        Returns:
            False when another act is under way, so that this one was not begun.
        """
        if self.under_way:
            return False
        self.under_way = True
        actor, operation_id = self._context.actor(), new_operation_id()

        def finish(answer: T) -> None:
            self.under_way = False
            done(answer)
            self._context.changed()

        def fail(error: DeskError) -> None:
            self.under_way = False
            (refused or self._context.messages.error)(error)
            self._ended()

        self._context.background.run(
            lambda _task: act(actor, operation_id), done=finish, failed=fail, owner=self._owner
        )
        return True

    def rest(self) -> None:
        """Nothing runs in the background any more: an act that a bug cut short is over as well."""
        self.under_way = False


class LatestReading:
    """Reads in the background, one reading at a time; asked again meanwhile, it reads once more after it."""

    def __init__(self, context: RoomContext, owner: QObject) -> None:
        self._context = context
        self._owner = owner
        self._reading = False
        self._next: Callable[[], None] | None = None

    def ask(
        self,
        read: Callable[[], T],
        show: Callable[[T], None],
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        """Read, then show; of several asked for while one reads only the last is read.

        Args:
            refused: says a failure where it was asked for; without it, it is shown as a notice.
        """
        if self._reading:
            self._next = lambda: self.ask(read, show, refused)
            return
        self._reading = True

        def finish(answer: T) -> None:
            if self._next is None:
                show(answer)
            self.rest()

        def fail(error: DeskError) -> None:
            if self._next is None:
                (refused or self._context.messages.error)(error)
            self.rest()

        self._context.background.run(lambda _task: read(), done=finish, failed=fail, owner=self._owner)

    def rest(self) -> None:
        """This reading is over, or a bug cut it short: read again when that was asked for."""
        self._reading = False
        again, self._next = self._next, None
        if again is not None:
            again()
