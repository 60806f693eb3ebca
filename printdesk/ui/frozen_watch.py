"""Whoever scans a booklet that is missing or in quarantine is told so, in whatever room."""

from PySide6.QtCore import QObject

from printdesk.errors import DeskError
from printdesk.ui.context import RoomContext


class FrozenWatch(QObject):
    """Looks at each scan and each search in the background; only a booklet that is blocked is spoken of."""

    def __init__(self, context: RoomContext, owner: QObject) -> None:
        super().__init__(owner)
        self._context = context

    def look(self, text: str) -> None:
        """Look at one scanned or typed text."""
        services = self._context.services
        self._context.background.run(
            lambda _task: services.missing.warning(text), done=self._tell, failed=_silent, owner=self
        )

    def _tell(self, words: str) -> None:
        if words:
            said, _point, advice = words.partition(". ")
            self._context.messages.stop(f"{said}.", advice)


def _silent(_error: DeskError) -> None:
    """The room itself says what could not be read."""
