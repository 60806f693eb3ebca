"""A compiled catalogue that is read as it is asked.

Python's own reader takes every text of the file apart, which takes longer than a window takes to open; this one notes
where each text lies and decodes what is shown.
"""

import gettext
import struct
from collections.abc import Callable
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
        self._places = self._found_places()
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
        place = self._places.get(key)
        if place is None:
            return None
        length, offset = place
        return tuple(self._content[offset : offset + length].decode().split("\0"))

    def _which(self, n: int) -> int:
        """By the rule at the head of the file."""
        if self._plural is None:
            head = (self._said("") or ("",))[0]
            rule = next(line for line in head.splitlines() if line.lower().startswith("plural-forms"))
            self._plural = gettext.c2py(rule.partition("plural=")[2].strip("; "))
        return self._plural(n)

    def _found_places(self) -> dict[bytes, tuple[int, int]]:
        """Length and place of the wording of each text."""
        content = self._content
        order = "<" if content[:4] == struct.pack("<I", _MAGIC) else ">"
        if struct.unpack(f"{order}I", content[:4])[0] != _MAGIC:
            raise ValueError(content[:4])
        count, texts, wordings = struct.unpack(f"{order}3I", content[8:20])
        of_texts = struct.unpack_from(f"{order}{2 * count}I", content, texts)
        of_wordings = struct.unpack_from(f"{order}{2 * count}I", content, wordings)
        keys = (content[at : at + length] for length, at in zip(of_texts[::2], of_texts[1::2], strict=True))
        return dict(zip(keys, zip(of_wordings[::2], of_wordings[1::2], strict=True), strict=True))
