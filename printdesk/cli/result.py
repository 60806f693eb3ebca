"""What a command answers: one JSON document, and the same in words."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

DONE, REFUSED, WRONG_USAGE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: done; refused by a rule or bad data; wrong usage; the environment failed; stopped from the keyboard."""

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Result:
    """A command's answer.

    Attributes:
        document: for `--json`; moments and days are strings already.
        text: for people; without a line break at its end.
        code: exit code.
    """

    document: dict[str, Any]
    text: str
    code: int = DONE

    def shown(self, *, as_json: bool) -> str:
        """What goes to standard output."""
        if as_json:
            return json.dumps(self.document, ensure_ascii=False, indent=2) + "\n"
        return f"{self.text}\n" if self.text else ""


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 with offset, whole seconds."""
    return moment.isoformat(timespec="seconds") if moment is not None else None


def iso_departure(departs: datetime | None, *, has_time: bool) -> str | None:
    """A departure: with its offset where the time is known, else the day alone."""
    if departs is None or has_time:
        return iso(departs)
    return departs.date().isoformat()


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[int] = ()) -> str:
    """Columns under their headings, nothing cut.

    Args:
        right: numbers of the columns that are set to the right.
    """
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(line[column]) for line in [list(headings), *cells]) for column in range(len(headings))]
    lines = [headings, ["-" * width for width in widths], *cells]
    return "\n".join(_line(line, widths, right) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    set_cells = (
        cell.rjust(width) if column in right else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return _GAP.join(set_cells).rstrip()
