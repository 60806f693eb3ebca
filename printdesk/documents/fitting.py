"""Text that must fit its place: it shrinks, then wraps, then breaks words, and is never cut."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count

from printdesk.documents import fonts
from printdesk.documents.fonts import Face

LEADING = 1.16
"""Distance of two baselines in units of the type size."""

_STEP = 0.25
_PIECES = re.compile(r"[^-/]+[-/]*|[-/]+")


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines that fit.

    Attributes:
        lines: the text, whole, line by line.
        size: type size in points.
        tight: whether it had to become smaller than the place wanted.
    """

    lines: tuple[str, ...]
    size: float
    tight: bool

    @property
    def leading(self) -> float:
        """Distance of two baselines in points."""
        return self.size * LEADING

    @property
    def height(self) -> float:
        """Height of all lines in points."""
        return self.leading * len(self.lines)


def wrap(text: str, face: Face, room: float, size: float) -> tuple[str, ...]:
    """The lines of `text` at `size`: broken at spaces; a word too long for a line at hyphens, then anywhere."""
    return _Lines(face, room / size).of(text)


@lru_cache(maxsize=4096)
def fit(text: str, face: Face, room: float, size: float, min_size: float, lines: int = 1) -> Fitted:
    """`text` in at most `lines` lines of `room` points: as large as it goes between `size` and `min_size`.

    Words stay whole as long as the smallest wanted size allows; then they break; then the type shrinks below
    `min_size`, which the result marks as tight. Nothing is ever left out.
    """
    return _largest(text, face, room, _Sizes(size, min_size), lambda _size: lines)


@lru_cache(maxsize=4096)
def fit_height(text: str, face: Face, room: float, height: float, size: float, min_size: float) -> Fitted:
    """`text` in a box of `room` by `height` points, as large as it goes; else as `fit`."""
    return _largest(text, face, room, _Sizes(size, min_size), lambda tried: int(height / (LEADING * tried)))


def balanced(fitted: Fitted, face: Face, room: float) -> Fitted:
    """The same lines made about equally long, so that no single word is left over on the last one."""
    text = " ".join(fitted.lines)
    lines = fitted.lines
    narrower = room
    while len(lines) > 1 and narrower > room / 2:
        narrower *= 0.97
        tried = wrap(text, face, narrower, fitted.size)
        if len(tried) > len(lines) or " ".join(tried) != text:
            break
        lines = tried
    return Fitted(lines, fitted.size, fitted.tight)


@dataclass(frozen=True, slots=True)
class _Sizes:
    largest: float
    smallest: float

    def wanted(self) -> Iterator[float]:
        for step in range(int((self.largest - self.smallest) / _STEP) + 1):
            yield self.largest - step * _STEP

    def below(self) -> Iterator[float]:
        return (self.smallest * 0.95**step for step in count(1))


def _largest(text: str, face: Face, room: float, sizes: _Sizes, lines_at: Callable[[float], int]) -> Fitted:
    longest = max((fonts.width(word, face, 1) for word in text.split()), default=0.0)
    for size in sizes.wanted():
        if longest * size <= room and len(laid := wrap(text, face, room, size)) <= lines_at(size):
            return Fitted(laid, size, tight=False)
    for size in chain(sizes.wanted(), sizes.below()):
        if len(laid := wrap(text, face, room, size)) <= lines_at(size):
            return Fitted(laid, size, tight=size < sizes.smallest)
    raise AssertionError("the sizes never end")  # pragma: no cover


class _Lines:
    """Greedy line breaking at a room measured in units of the type size."""

    def __init__(self, face: Face, room: float) -> None:
        self._face = face
        self._room = room + 1e-6
        self._lines: list[str] = []
        self._line = ""

    def of(self, text: str) -> tuple[str, ...]:
        for word in text.split():
            self._add(word)
        return (*self._lines, self._line) if self._line else tuple(self._lines)

    def _fits(self, text: str) -> bool:
        return fonts.width(text, self._face, 1) <= self._room

    def _add(self, word: str) -> None:
        joined = f"{self._line} {word}" if self._line else word
        if self._fits(joined):
            self._line = joined
            return
        self._flush()
        if self._fits(word):
            self._line = word
            return
        for piece in _PIECES.findall(word):
            self._add_piece(piece)

    def _add_piece(self, piece: str) -> None:
        if self._fits(self._line + piece):
            self._line += piece
            return
        self._flush()
        for letter in piece:
            if self._line and not self._fits(self._line + letter):
                self._flush()
            self._line += letter

    def _flush(self) -> None:
        if self._line:
            self._lines.append(self._line)
            self._line = ""
