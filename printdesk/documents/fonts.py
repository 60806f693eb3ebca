"""The one typeface of all papers: Atkinson Hyperlegible, which tells 0/O and 1/l/I apart.

reportlab is imported when the first paper is made, not when the program starts.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_UNITS = 1000
_UNSAFE = frozenset((*range(32), *b"()\\", *range(127, 256)))
_STAND_IN = "?"
_ASCII = "".join(map(chr, range(32, 127)))
_LIKE = str.maketrans(
    {
        "ʻ": "‘", "ʼ": "’", "ʽ": "‘", "ʾ": "’", "ʿ": "‘", "′": "’", "ʹ": "’", "＇": "'",
        "‐": "-", "‑": "-", "‒": "–", "―": "—", "⁃": "-", "Ɓ": "B", "Ɗ": "D", "Ɛ": "E", "ɛ": "e",
        "Ə": "E", "ə": "e", "Ŋ": "N", "ŋ": "n", "Ơ": "O", "ơ": "o", "Ư": "U", "ư": "u",
    }
)  # fmt: skip
"""Letters the typeface lacks, and the letter an official would write instead."""


class Face(StrEnum):
    """The faces that papers use, by their PostScript names."""

    REGULAR = "AtkinsonHyperlegible-Regular"
    BOLD = "AtkinsonHyperlegible-Bold"


@cache
def widths(face: Face) -> Mapping[str, float]:
    """Advance of every character the face can print, in units of the type size. Registers the face with reportlab."""
    font = _registered(face)
    default = float(font.face.defaultWidth)
    codes = (code for code in font.face.charToGlyph if code < 0xFFFF and _printable(chr(code)))
    return {chr(code): font.face.charWidths.get(code, default) / _UNITS for code in codes}


@cache
def cap_height(face: Face) -> float:
    """Height of a capital, in units of the type size."""
    return float(_registered(face).face.capHeight) / _UNITS


def width(text: str, face: Face, size: float) -> float:
    """Length of a printable text in points."""
    return sum(map(widths(face).__getitem__, text)) * size


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of `text`, each once, for which the typeface has no sign even after composing accents."""
    known = _known()
    spaced = "".join(_spaced(unicodedata.normalize("NFC", text)))
    return tuple(dict.fromkeys(letter for letter in spaced if letter not in known))


def printable(text: str) -> str:
    """`text` with every character the typeface lacks replaced: by its base letter where it has one, else by "?".

    Line breaks, tabs and runs of spaces become one space; invisible signs (soft hyphen, zero width) go.
    """
    known = _known()
    text = unicodedata.normalize("NFC", text)
    if not known.issuperset(text):
        text = "".join(letter if letter in known else _substitute(letter) for letter in _spaced(text))
    return " ".join(text.split())


def encoded(text: str, face: Face, document: object) -> Iterator[tuple[str, str]]:
    """A printable text as PDF strings, each with the name of the font subset that holds its letters.

    `document` is reportlab's; it learns which letters it must embed.
    """
    font = _registered(face)
    for subset, letters in font.splitString(text, document):
        plain = letters.isalnum() or not _UNSAFE.intersection(letters)
        yield font.getSubsetInternalName(subset, document), f"({letters.decode()})" if plain else f"<{letters.hex()}>"


def ascii_subset(face: Face, document: object) -> str:
    """Name of the font subset in which all letters of ASCII stand as they are; "" where there is none."""
    font = _registered(face)
    as_they_are = font.splitString(_ASCII, document) == [(0, _ASCII.encode())]
    return str(font.getSubsetInternalName(0, document)) if as_they_are else ""


@cache
def _registered(face: Face) -> Any:
    import fontpkg_atkinson_hyperlegible
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    folder = Path(fontpkg_atkinson_hyperlegible.ROOT) / "files"
    font = TTFont(str(face), str(folder / f"{face}.ttf"))
    pdfmetrics.registerFont(font)
    return font


@cache
def _known() -> frozenset[str]:
    return frozenset(widths(Face.REGULAR)) & frozenset(widths(Face.BOLD))


def _printable(letter: str) -> bool:
    # The no-break space is left out: reportlab prints it as a plain space, so the text read back would differ.
    return letter == " " or unicodedata.category(letter)[0] not in "CZ"


def _spaced(text: str) -> list[str]:
    kinds = ((letter, unicodedata.category(letter)) for letter in text)
    return [" " if kind in ("Cc", "Zs", "Zl", "Zp") else letter for letter, kind in kinds if kind != "Cf"]


def _substitute(letter: str) -> str:
    known = _known()
    like = letter.translate(_LIKE)
    if like in known:
        return like
    if unicodedata.category(letter) == "Mn":
        return ""  # a stray accent: its letter is printed without it
    plain = "".join(part for part in unicodedata.normalize("NFKD", letter) if part in known)
    plain = "".join(part for part in plain if unicodedata.category(part) != "Mn")
    return plain or _STAND_IN
