"""What is to be printed and how, in which parts it is sent, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from printdesk.services.print_log import Outcome
from printdesk.services.printers.devices import Printer

AT_ONCE = 10
"""Pages in one job: so many at most are in doubt when a printer breaks off without counting. Even, for two sides."""


@dataclass(frozen=True, slots=True)
class PaperToPrint:
    """A finished paper.

    Attributes:
        title: what it is, for people. name: its number, for the log and the printer's list; no person's name.
        items: slips, rows or labels on it, 0 where nobody counts them. per_page: on each page but the last.
        items_text: so many of them in words.
    """

    title: str
    name: str
    content: bytes
    items: int = 0
    per_page: int = 1
    items_text: Callable[[int], str] | None = None


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """How a paper is to be printed.

    Attributes:
        copies: the pages (from 1) of each copy. both_sides, colour: None where the printer has no choice.
    """

    printer: Printer
    copies: tuple[tuple[int, ...], ...]
    both_sides: bool | None = None
    colour: bool | None = None

    @property
    def total(self) -> int:
        """Pages of all copies."""
        return sum(len(pages) for pages in self.copies)


@dataclass(frozen=True, slots=True)
class PrintEnd:
    """What became of an order.

    Attributes:
        done: pages that came out. left: pages of each copy that did not.
        doubtful: of those, pages that may have come out all the same. reason: in words, "" when there is none.
    """

    outcome: Outcome
    done: int
    left: tuple[tuple[int, ...], ...] = ()
    doubtful: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What is sent as one job: pages of one copy."""

    copy: int
    pages: tuple[int, ...]


def parts_of(copies: Sequence[tuple[int, ...]]) -> list[Part]:
    """The copies in parts of at most `AT_ONCE` pages."""
    return [
        Part(copy, pages[at : at + AT_ONCE])
        for copy, pages in enumerate(copies, start=1)
        for at in range(0, len(pages), AT_ONCE)
    ]


def rest_of(parts: Sequence[Part], came: int) -> list[Part]:
    """What is left of the parts after so many pages of them came out."""
    rest = []
    for part in parts:
        gone = min(came, len(part.pages))
        came -= gone
        if gone < len(part.pages):
            rest.append(Part(part.copy, part.pages[gone:]))
    return rest


def by_copy(parts: Sequence[Part]) -> tuple[tuple[int, ...], ...]:
    """The pages of parts, put together for each copy again."""
    found: dict[int, tuple[int, ...]] = {}
    for part in parts:
        found[part.copy] = (*found.get(part.copy, ()), *part.pages)
    return tuple(found.values())
