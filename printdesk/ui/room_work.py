"""How a room works in the background: one act at a time, and reading that never piles up."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from printdesk.errors import DeskError
from printdesk.services.accounts import Voucher
from printdesk.services.second_person import SecondSignInError
from printdesk.services.work import Actor, new_operation_id
from printdesk.ui.context import RoomContext
from printdesk.ui.kit import Second
from printdesk.ui.second_dialog import ask_second

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Asked(Generic[T]):
    """An act as the room asked for it."""

    act: Callable[[Actor, str], T]
    done: Callable[[T], None]
    refused: Callable[[DeskError], None] | None


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
        seconds: Sequence[Second] = (),
    ) -> bool:
        """Carry out `act` with who acts and a new operation id; then `done`, and tell the window.

        Args:
            refused: says a failure where the act was asked for; without it, it is shown as a notice.
            seconds: other people who typed their passwords for it. Who is still missing is asked for.

        Returns:
            False when another act is under way, so that this one was not begun.
        """
        if self.under_way:
            return False
        self._carry_out(_Asked(act, done, refused), self._context.actor(), new_operation_id(), tuple(seconds))
        return True

    def _carry_out(self, asked: "_Asked[T]", actor: Actor, operation_id: str, seconds: tuple[Second, ...]) -> None:
        self.under_way = True
        accounts = self._context.services.accounts

        def work() -> T:
            signed = tuple(accounts.vouch(one.login, one.password, actor.desk, one.act) for one in seconds)
            return asked.act(replace(actor, vouchers=(*actor.vouchers, *signed)), operation_id)

        def finish(answer: T) -> None:
            self.under_way = False
            asked.done(answer)
            self._context.changed()

        def fail(error: DeskError) -> None:
            self.under_way = False
            if isinstance(error, SecondSignInError):
                self._ask_second(asked, actor, operation_id, error)
            else:
                self._refuse(asked, error)

        self._context.background.run(lambda _task: work(), done=finish, failed=fail, owner=self._owner)

    def _ask_second(self, asked: "_Asked[T]", actor: Actor, operation_id: str, error: SecondSignInError) -> None:
        """The act waits for another person's password; with it, the same act goes on."""
        owner = self._owner if isinstance(self._owner, QWidget) else None

        def go_on(voucher: Voucher) -> None:
            if not self.under_way:
                self._carry_out(asked, replace(actor, vouchers=(*actor.vouchers, voucher)), operation_id, ())

        ask_second(self._context, owner, error, go_on, lambda: self._refuse(asked, error))

    def _refuse(self, asked: "_Asked[T]", error: DeskError) -> None:
        (asked.refused or self._context.messages.error)(error)
        self._ended()

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
