"""What was done at this desk and can be taken back, and what was taken back and can be done again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from printdesk.services.since import Since
from printdesk.services.work import Actor, second_operation_id

T = TypeVar("T")

MOST = 20
"""So many steps are kept; what lies further back is changed where it stands."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What an act changes, as the ledger names it.

    Attributes:
        kind: "application", for instance. object_ids: which ones.
        acts: the acts of others that make taking it back wrong.
    """

    kind: str
    object_ids: tuple[str, ...]
    acts: tuple[str, ...]


def touched(application_id: int, *acts: str) -> Touched:
    """One application."""
    return Touched("application", (str(application_id),), acts)


class Turn(Generic[T]):
    """An act in both directions; each way runs in the background.

    Args:
        do: the services' calls; its answer tells `undo` what was made.
        undo: takes that back.
        about: nobody else may have changed this since; None where the service itself sees to it. It may be a
            function of the answer, where only that tells what was touched.
    """

    def __init__(
        self,
        do: Callable[[Actor, str], T],
        undo: Callable[[Actor, str, T], object],
        about: Touched | Callable[[T], Touched] | None = None,
    ) -> None:
        self._do = do
        self._undo = undo
        self._about = about
        self._answers: list[T] = []
        self._own: tuple[str, ...] = ()

    def forward(self, actor: Actor, operation_id: str) -> T:
        """Do it, or do it again.

        Raises:
            DeskError: what the service says, or that somebody changed the same since.
        """
        answer = self._do(self._careful(actor, operation_id), operation_id)
        self._answers = [answer]
        self._keep(operation_id)
        return answer

    def back(self, actor: Actor, operation_id: str) -> None:
        """Take back what `forward` did last; errors as there."""
        self._undo(self._careful(actor, operation_id), operation_id, self._answers[0])
        self._keep(operation_id)

    def _keep(self, operation_id: str) -> None:
        self._own = (*self._own, *_both(operation_id))

    def _careful(self, actor: Actor, operation_id: str) -> Actor:
        """The first time there is nothing to look back at."""
        about = self._about(self._answers[0]) if callable(self._about) and self._answers else self._about
        if not self._own or about is None or callable(about):
            return actor
        own = (*self._own, *_both(operation_id))
        return replace(actor, since=Since(about.kind, about.object_ids, about.acts, own))


def _both(operation_id: str) -> tuple[str, str]:
    return operation_id, second_operation_id(operation_id)


@dataclass(frozen=True, eq=False)
class Step:
    """Something done at this desk.

    Attributes:
        name: what it was, in the language of the moment: "hold of Siti", to stand behind "Undo:".
        turn: both directions; None where a form has to be filled in (`form`) to take it back.
        form: opens that form; who carries it out calls `History.took_back_key`.
        why_not: why it is not done again at a key's press; None where it is.
        after: called once it was taken back, or done again.
        key: finds it again; "" for none.
    """

    name: Callable[[], str]
    turn: Turn[Any] | None = None
    form: Callable[[], None] | None = None
    why_not: Callable[[], str] | None = None
    after: Callable[[], None] | None = None
    key: str = ""


class History(QObject):
    """The steps of one person at one desk, newest first; another person finds none of them.

    Signals:
        changed: another step stands at the top.

    Attributes:
        busy: a step is being taken back or done again now.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._user = ""
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.busy = False

    def note(self, step: Step, user: str) -> None:
        """Something was done; what was taken back before it is not done again any more."""
        self.belong(user)
        self._done = [step, *self._done][:MOST]
        self._undone = []
        self.changed.emit()

    def belong(self, user: str) -> None:
        """Who sits here now; what another person did is forgotten."""
        if user != self._user:
            self._user = user
            self.clear()

    def done(self) -> tuple[Step, ...]:
        """What can be taken back."""
        return tuple(self._done)

    def undone(self) -> tuple[Step, ...]:
        """What was taken back."""
        return tuple(self._undone)

    def took_back(self, step: Step) -> None:
        """It was taken back."""
        if self._without(step):
            self._undone.insert(0, step)
        self.changed.emit()

    def took_back_key(self, key: str) -> None:
        """The same, where a form did it."""
        for step in [each for each in self._done if each.key == key]:
            self.took_back(step)

    def did_again(self, step: Step) -> None:
        """It was done again."""
        if self._without(step):
            self._done.insert(0, step)
        self.changed.emit()

    def drop(self, step: Step) -> None:
        """It can be neither taken back nor done again any more."""
        self._without(step)
        self.changed.emit()

    def clear(self) -> None:
        """Forget all of it."""
        self._done, self._undone = [], []
        self.changed.emit()

    def _without(self, step: Step) -> bool:
        known = step in self._done or step in self._undone
        self._done = [each for each in self._done if each is not step]
        self._undone = [each for each in self._undone if each is not step]
        return known
