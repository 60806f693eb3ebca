"""What this computer remembers of its lists: which columns are shown, in which order, how wide."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ListState:
    """Of one list; none of either stands for the usual.

    Attributes:
        columns: codes of those shown, from left to right. widths: given by hand, in pixels, by code.
    """

    columns: tuple[str, ...] = ()
    widths: dict[str, int] = field(default_factory=dict)


class ListMemory:
    """Columns and widths by list.

    Args:
        remembered: what `remember` was given the last time; what cannot be read counts as nothing.
        remember: keeps a text for the next start.
    """

    def __init__(self, remembered: str = "", remember: Callable[[str], None] = lambda _text: None) -> None:
        self._states = _read(remembered)
        self._remember = remember

    def of(self, code: str) -> ListState:
        """What is remembered of a list."""
        return self._states.get(code, ListState())

    def keep(self, code: str, state: ListState) -> None:
        """Remember it."""
        if self.of(code) == state:
            return
        self._states[code] = state
        kept = {name: {"columns": each.columns, "widths": each.widths} for name, each in self._states.items()}
        self._remember(json.dumps(kept))


def _read(text: str) -> dict[str, ListState]:
    try:
        found = json.loads(text or "{}")
        return {str(code): _state(each) for code, each in found.items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def _state(plain: Mapping[str, Any]) -> ListState:
    widths = {str(code): int(width) for code, width in plain.get("widths", {}).items()}
    return ListState(tuple(str(code) for code in plain.get("columns", ())), widths)
