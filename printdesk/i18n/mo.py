"""A compiled catalogue that is read as it is asked.

Python's own reader takes every text of the file apart, which takes longer than a window takes to open; this one looks
up what is shown, since the file has its texts in the order of their bytes.
"""

import gettext
import struct
from bisect import bisect_left
from collections.abc import Callable
from functools import partial
from pathlib import Path

_MAGIC = 0x950412DE


class MoTexts(gettext.NullTranslations):
    """The texts of a `.mo` file.

    Raises:
        ValueError: it is none.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._content = path.read_bytes()
        order = "<" if self._content[:4] == struct.pack("<I", _MAGIC) else ">"
        if struct.unpack(f"{order}I", self._content[:4])[0] != _MAGIC:
            raise ValueError(self._content[:4])
        self._count, self._texts, self._wordings = struct.unpack(f"{order}3I", self._content[8:20])
        self._place = struct.Struct(f"{order}2I")
        self._known: dict[str, tuple[str, ...] | None] = {}
        self._plural: Callable[[int], int] | None = None

    def gettext(self, message: str) -> str:
        """The wording of a text; itself where there is none."""
        said = self._said(message)
        return said[0] if said else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The wording for `n` things."""
        said = self._said(f"{msgid1}\0{msgid2}")
        if said is None:
            return msgid1 if n == 1 else msgid2
        return said[self._which(n) if len(said) > 1 else 0]

    def _said(self, key: str) -> tuple[str, ...] | None:
        if key not in self._known:
            self._known[key] = self._read(key.encode())
        return self._known[key]

    def _read(self, key: bytes) -> tuple[str, ...] | None:
        at = bisect_left(range(self._count), key, key=partial(self._cut, self._texts))
        if at == self._count or self._cut(self._texts, at) != key:
            return None
        return tuple(self._cut(self._wordings, at).decode().split("\0"))

    def _cut(self, table: int, at: int) -> bytes:
        """One text of a table of lengths and places."""
        length, offset = self._place.unpack_from(self._content, table + at * self._place.size)
        return self._content[offset : offset + length]

    def _which(self, n: int) -> int:
        """By the rule at the head of the file."""
        if self._plural is None:
            head = (self._said("") or ("",))[0]
            rule = next(line for line in head.splitlines() if line.lower().startswith("plural-forms"))
            self._plural = gettext.c2py(rule.partition("plural=")[2].strip("; "))
        return self._plural(n)
