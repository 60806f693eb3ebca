"""Pages as people write them ("1-3, 7"), and how many of something lie on them."""

import re
from collections.abc import Iterable, Sequence

_PART = re.compile(r"(\d{1,6})?(-)?(\d{1,6})?")


class PageRangeError(ValueError):
    """The text names no pages of this paper; holds the part that does not fit."""


def parse(text: str, count: int) -> tuple[int, ...]:
    """The pages (from 1) that a text names, each once and in order; all of `count` for an empty text.

    "1-3, 7", "-3" up to the third, "5-" from the fifth; commas, semicolons and spaces separate.

    Raises:
        PageRangeError: a part is no page of a paper of `count` pages, or runs backwards.
    """
    plain = re.sub(r"\s*[-\u2013\u2014]\s*", "-", text.strip())
    if not plain:
        return tuple(range(1, count + 1))
    found: set[int] = set()
    for part in re.split(r"[\s,;]+", plain.strip(" ,;")):
        found.update(_pages(part, count))
    return tuple(sorted(found))


def written(pages: Iterable[int]) -> str:
    """Pages as text: 1, 2, 3 and 7 are "1-3, 7"."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in runs)


def items_on(pages: Sequence[int], items: int, per_page: int) -> int:
    """How many of `items` lie on these pages (from 1), where every page but the last is full."""
    return sum(min(per_page, max(0, items - (page - 1) * per_page)) for page in pages)


def _pages(part: str, count: int) -> range:
    match = _PART.fullmatch(part)
    if match is None or not (match[1] or match[3]):
        raise PageRangeError(part)
    low = int(match[1] or 1)
    high = int(match[3] or (count if match[2] else low))
    if not 1 <= low <= high <= count:
        raise PageRangeError(part)
    return range(low, high + 1)
