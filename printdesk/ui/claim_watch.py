"""Tells the person at this desk when a supervisor took something out of their hands."""

from PySide6.QtCore import QObject

from printdesk.errors import DeskError
from printdesk.services.claim_breaking import Broken
from printdesk.services.work import new_operation_id
from printdesk.ui.context import RoomContext


class ClaimWatch(QObject):
    """Looks whenever something changed; each broken claim is told once, with its note."""

    def __init__(self, context: RoomContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._reading = self._again = False

    def look(self) -> None:
        """Read in the background what was taken from whoever sits here."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        claims, actor = self._context.services.claims, self._context.actor()
        self._context.background.run(
            lambda _task: claims.untold(actor, new_operation_id()), done=self._tell, failed=self._not_read, owner=self
        )

    def _tell(self, found: tuple[Broken, ...]) -> None:
        """What was read counts as told: it is said whatever else is asked for meanwhile."""
        for each in found:
            self._context.messages.warn(each.sentence, each.advice)
        self._over()

    def _not_read(self, _error: DeskError) -> None:
        """A lost connection is said by the status bar; the next change looks again."""
        self._over()

    def _over(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.look()
