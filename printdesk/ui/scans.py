"""Scans in a room: dealt with one after the other, none lost; and what a scan can be."""

from collections import deque
from collections.abc import Callable

from printdesk.domain import codes, numbers
from printdesk.errors import RuleViolationError
from printdesk.i18n.catalogue import active


class ScanQueue:
    """Keeps scans that come while one is dealt with.

    Args:
        ready: whether the next one can be dealt with now. deal: deals with one.
    """

    def __init__(self, ready: Callable[[], bool], deal: Callable[[str], None]) -> None:
        self._ready = ready
        self._deal = deal
        self._scans: deque[str] = deque()

    def add(self, text: str) -> None:
        """Another scan; nothing is kept of an empty one."""
        if text.strip():
            self._scans.append(text.strip())
            self.go_on()

    def go_on(self) -> None:
        """Deal with the next one, unless the room is not ready for it."""
        if self._scans and self._ready():
            self._deal(self._scans.popleft())


def serial_of(text: str) -> str | None:
    """The serial that a scan is, None for anything else (also for a slip's number, which is shaped alike)."""
    if codes.from_short_form(text) is not None:
        return None
    try:
        return numbers.serial(text, active())
    except RuleViolationError:
        return None
