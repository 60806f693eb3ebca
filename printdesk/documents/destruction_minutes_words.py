"""Numbers in words, as minutes write them beside the digits, and runs of serials."""

import re
from collections.abc import Iterable

_ID = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_EN = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_THOUSAND, _MILLION = 1000, 1_000_000
_SERIAL = re.compile(r"(.*?)([0-9]+)")


def spelled(value: int, lang: str) -> str:
    """A number from 0 to 999,999 in words: "tiga ratus dua belas", "three hundred and twelve".

    Raises:
        ValueError: it is out of this range.
    """
    if not 0 <= value < _MILLION:
        raise ValueError("only numbers from 0 to 999,999 are spelled")
    if not value:
        return "zero" if lang == "en" else "nol"
    words = _english(value) if lang == "en" else _indonesian(value)
    return " ".join(words.split())


def _indonesian(value: int) -> str:
    if value < 12:
        return _ID[value]
    if value < 20:
        return f"{_ID[value - 10]} belas"
    if value < 100:
        return f"{_ID[value // 10]} puluh {_ID[value % 10]}"
    if value < _THOUSAND:
        hundreds = "seratus" if value < 200 else f"{_ID[value // 100]} ratus"
        return f"{hundreds} {_indonesian(value % 100)}"
    thousands = "seribu" if value < 2 * _THOUSAND else f"{_indonesian(value // _THOUSAND)} ribu"
    return f"{thousands} {_indonesian(value % _THOUSAND)}"


def _english(value: int) -> str:
    if value < 20:
        return _EN[value]
    if value < 100:
        rest = f"-{_EN[value % 10]}" if value % 10 else ""
        return f"{_TENS[value // 10]}{rest}"
    if value < _THOUSAND:
        rest = f"and {_english(value % 100)}" if value % 100 else ""
        return f"{_EN[value // 100]} hundred {rest}"
    below = value % _THOUSAND
    joined = f"and {_english(below)}" if 0 < below < 100 else _english(below)
    return f"{_english(value // _THOUSAND)} thousand {joined}"


def folded(serials: Iterable[str]) -> list[tuple[str, str, int]]:
    """Serials in order as unbroken runs: first, last, how many."""
    found: list[tuple[str, str, int]] = []
    for serial in serials:
        if found and _follows(found[-1][1], serial):
            first, _last, count = found[-1]
            found[-1] = (first, serial, count + 1)
        else:
            found.append((serial, serial, 1))
    return found


def _follows(one: str, other: str) -> bool:
    before, after = _SERIAL.fullmatch(one), _SERIAL.fullmatch(other)
    if before is None or after is None:
        return False
    same = before.group(1) == after.group(1) and len(before.group(2)) == len(after.group(2))
    return same and int(after.group(2)) == int(before.group(2)) + 1
