"""A list as somebody sees it, on its way to paper or into a file: plain values, the rows a portion at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from printdesk.domain.list_look import ListCell, ListColumn

Portion = Sequence[tuple[ListCell, ...]]
"""Some rows: as many cells as there are columns in each."""


@dataclass(frozen=True, slots=True)
class ListRows:
    """The rows behind a view, all of them, read while they are written.

    Attributes:
        total: how many there are. portions: gives them in their order, some hundreds at a time.
    """

    total: int
    portions: Callable[[], Iterator[Portion]]


@dataclass(frozen=True, slots=True)
class Listing:
    """What is printed or exported: the same filter, order, columns, words and masking as on the screen.

    Attributes:
        code: one of `domain.list_look.LISTS`. title: what the list is called, with the view's name.
        filtered: the filter in words. sorted: the order in words.
        read: asks for the rows; called off the window's thread.
    """

    code: str
    title: str
    filtered: str
    sorted: str
    columns: tuple[ListColumn, ...]
    read: Callable[[], ListRows]
