"""Whether the name in an MRZ is this person's, by the transliteration and truncation rules of ICAO Doc 9303.

Part 3, section 6: letters with marks become plain ones (Ä is AE or A), apostrophes and full stops are left out,
hyphens and blanks become a filler. Part 3, section 4.6: titles may be left out. Part 4, section 4.2.3: a name that
does not fit into 39 characters is cut, words to their beginnings or away.

One name field holds the whole name, so any division into a first and a second part is taken, in either order.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from printdesk.domain.mrz import NAME_LENGTH, Mrz

_APOSTROPHES = re.compile("['`\u00b4\u02b9-\u02bd\u2018-\u201b\u2032.]")
_AFTER_COMMA = re.compile(r",.*")
_WORD = re.compile(r"[A-Z]+\Z")
_BREAKS = re.compile(r"[\s,/()\-\u2010-\u2015\u2212]+")
_TITLES = frozenset(
    (
        "NY", "TN", "NN", "SDR", "SDRI", "BPK", "IBU", "BAPAK", "ALM", "ALMH", "H", "HJ", "HAJI", "HAJAH", "HAJJAH",
        "KH", "DR", "DRS", "DRA", "IR", "PROF", "RR", "R", "SE", "SH", "ST", "SPD", "SKOM", "SSOS", "MM", "MH", "MSI",
        "MPD", "SAG", "SIP", "SKM", "AMD",
    )
)  # fmt: skip
_RECOMMENDED = {
    "Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Æ": "AE", "Œ": "OE", "Ø": "OE", "ẞ": "SS", "Ð": "D", "Đ": "D",
    "Þ": "TH", "Ł": "L", "Ħ": "H", "Ŋ": "N", "Ĳ": "IJ", "Ŧ": "T", "Ñ": "N", "ĸ": "Q", "İ": "I",
}  # fmt: skip


class NameFit(StrEnum):
    """How a name of the MRZ compares with the application's."""

    SAME = "same"
    CUT = "cut"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


def compare_name(mrz: Mrz, name: str) -> NameFit:
    """Whether the MRZ's name is this one: the same, cut at 39 characters and agreeing as far as it goes, or another.

    UNKNOWN where the name holds letters for which the rules name no Latin ones.
    """
    candidates = list(dict.fromkeys(_candidates(name)))
    if not candidates:
        return NameFit.UNKNOWN
    orders = {mrz.primary + mrz.secondary, mrz.secondary + mrz.primary}
    if any(words in orders for words in candidates):
        return NameFit.SAME
    for words in candidates:
        long = len("<".join(words)) + 1 > NAME_LENGTH
        if (mrz.cut or long) and any(_is_cut_of(order, words) for order in orders):
            return NameFit.CUT
    return NameFit.DIFFERS


def mrz_words(name: str, table: dict[str, str] | None = None) -> tuple[str, ...] | None:
    """The words of a name as an MRZ writes them; None where a letter has no Latin form."""
    text = unicodedata.normalize("NFC", name).upper()
    for sign, becomes in (_RECOMMENDED if table is None else table).items():
        text = text.replace(sign, becomes)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    words = tuple(word for word in _BREAKS.split(_APOSTROPHES.sub("", plain)) if word)
    return words if words and all(_WORD.match(word) for word in words) else None


def _candidates(name: str) -> Iterator[tuple[str, ...]]:
    """The forms in which an office may print a name: whole, without degrees behind a comma, without titles."""
    plain = {sign: becomes for sign, becomes in _RECOMMENDED.items() if sign not in "ÄÖÜÅÑ"}
    plain["Ø"] = "O"
    for text in dict.fromkeys((name, _AFTER_COMMA.sub("", name))):
        for table in (_RECOMMENDED, plain):
            words = mrz_words(text, table)
            if words is None:
                continue
            yield words
            bare = tuple(word for word in words if word not in _TITLES)
            if bare:
                yield bare


def _is_cut_of(found: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether each word of the MRZ begins a word of the name, in its order; the first word must be there."""
    if not found or (not words[0].startswith(found[0]) and not words[-1].startswith(found[-1])):
        return False
    rest = iter(words)
    return all(any(word.startswith(part) for word in rest) for part in found)
