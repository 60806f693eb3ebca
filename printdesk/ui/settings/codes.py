"""Codes for new entries: made of their words, so that nobody has to invent one."""

import re
from collections.abc import Iterable

_LONGEST = 36


def new_code(words: str, taken: Iterable[str]) -> str:
    """ "Torn page" gives "torn_page", or "torn_page_2" where that is taken."""
    stem = "_".join(re.findall(r"[a-z0-9]+", words.casefold()))[:_LONGEST].strip("_") or "entry"
    used = set(taken)
    numbered = (f"{stem}_{number}" for number in range(2, len(used) + 3))
    return stem if stem not in used else next(code for code in numbered if code not in used)
