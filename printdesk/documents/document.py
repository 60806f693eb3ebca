"""What every paper's maker gives back, and how long work is followed and stopped."""

from collections.abc import Callable
from dataclasses import dataclass

from printdesk.documents import fonts
from printdesk.i18n import _

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

Cancelled = Callable[[], bool]
"""Answers whether the person has stopped the work."""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished paper.

    Attributes:
        content: the PDF file's bytes; the same values give the same bytes.
        pages: how many pages it has.
        items: how many slips, rows or records it holds.
        warnings: sentences in the screen's language about what could not be printed as it is written.
    """

    content: bytes
    pages: int
    items: int
    warnings: tuple[str, ...] = ()


class CancelledError(Exception):
    """The person stopped the work; no document was made."""


class Warnings:
    """Collects what the reader of a document must know about its texts."""

    def __init__(self) -> None:
        self._seen: dict[str, None] = {}

    def text(self, value: str, where: str) -> str:
        """`value` as it can be printed; letters the typeface lacks are reported under `where` (a paper's number)."""
        shown = fonts.printable(value)
        if shown != value and (letters := fonts.missing_glyphs(value)):
            template = _("{where}: the typeface lacks {letters}; “{shown}” was printed instead.")
            self._add(template.format(where=where, letters=" ".join(letters), shown=shown))
        return shown

    def tight(self, where: str, field: str) -> None:
        """Report a text that could only be printed in very small letters."""
        template = _("{where}: “{field}” is too long for its place and was printed very small.")
        self._add(template.format(where=where, field=field))

    def all(self) -> tuple[str, ...]:
        """The sentences, each once, in the order in which they came up."""
        return tuple(self._seen)

    def _add(self, sentence: str) -> None:
        self._seen[sentence] = None


def stop_if(cancelled: Cancelled | None) -> None:
    """Raise `CancelledError` when the person has stopped the work."""
    if cancelled is not None and cancelled():
        raise CancelledError
