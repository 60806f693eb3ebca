"""How a room works in the background: one act at a time, and reading that never piles up."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from printdesk.errors import DeskError
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.background import Task
from printdesk.ui.context import RoomContext

T = TypeVar("T")


class Acts:
    """Carries out a person's acts one after the other; while one is under way another is not begun.

    Args:
        owner: the page; when it is gone, nobody is told.
        refused: called after an act was refused and said so, to show what is true now.
    """

    def __init__(self, context: RoomContext, owner: QObject, refused: Callable[[], None]) -> None:
        self._context = context
        self._owner = owner
        self._refused = refused
        self._under_way = False
        self._broken = False

    @property
    def under_way(self) -> bool:
        """Whether an act was begun and has not ended yet."""
        return self._under_way and not self._broken

    def begin(self, act: Callable[[Actor, str], T], done: Callable[[T], None]) -> bool:
        """Carry out `act` with who acts and a new operation id; then `done`, and tell the window.

        Returns:
            False when another act is under way, so that this one was not begun.
        """
        if self.under_way:
            return False
        self._under_way, self._broken = True, False
        actor, operation_id = self._context.actor(), new_operation_id()

        def work(_task: Task) -> T:
            try:
                return act(actor, operation_id)
            except DeskError:
                raise
            except BaseException:
                self._broken = True
                raise

        def finish(answer: T) -> None:
            self._under_way = False
            done(answer)
            self._context.changed()

        self._context.background.run(work, done=finish, failed=self._fail, owner=self._owner)
        return True

    def _fail(self, error: DeskError) -> None:
        self._under_way = False
        self._context.messages.error(error)
        self._refused()


class LatestReading:
    """Reads in the background, one reading at a time; asked again meanwhile, it reads once more after it.

    Args:
        failed: gets a failure of the world; without it the failure is shown as a notice.
    """

    def __init__(
        self, context: RoomContext, owner: QObject, failed: Callable[[DeskError], None] | None = None
    ) -> None:
        self._context = context
        self._owner = owner
        self._failed = failed
        self._reading = False
        self._broken = False
        self._next: Callable[[], None] | None = None

    def ask(self, read: Callable[[], T], show: Callable[[T], None]) -> None:
        """Read, then show; of several asked for while one reads only the last is read."""
        if self._reading and not self._broken:
            self._next = lambda: self.ask(read, show)
            return
        self._reading, self._broken = True, False

        def work(_task: Task) -> T:
            try:
                return read()
            except DeskError:
                raise
            except BaseException:
                self._broken = True
                raise

        def finish(answer: T) -> None:
            if self._next is None:
                show(answer)
            self._go_on()

        self._context.background.run(work, done=finish, failed=self._fail, owner=self._owner)

    def _fail(self, error: DeskError) -> None:
        (self._failed or self._context.messages.error)(error)
        self._go_on()

    def _go_on(self) -> None:
        self._reading = False
        again, self._next = self._next, None
        if again is not None:
            again()
