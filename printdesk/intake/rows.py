"""Rows of a table, many at a time and column by column: each becomes an application, or errors in words.

A list is much the same from row to row: one look at a column tells that its cells need no reading, or each different
cell of it is read once. What is wrong with a cell is noted beside its row and told in the order of the file.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import repeat, zip_longest
from operator import attrgetter
from typing import Any

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import number as write
from printdesk.intake.checks import second_looks
from printdesk.intake.fields import LONGEST_CELL, USUAL, Fields, Warned, stand_as_usual, text_of
from printdesk.intake.model import ApplicationRow, RowIssue
from printdesk.intake.table import Cell, Heading
from printdesk.intake.words import REQUIRED

# The template's example row carries it; no office hands it out.
EXAMPLE_NUMBER = "0" * 16

_MOST_KEPT = 10_000
"""Different cells kept of a column; one that has more of them hardly repeats any."""
_FEW_FOR_ZEROS = 10
# Past the class's own constructor, which takes three times as long.
_new_row: Callable[[Sequence[Any]], ApplicationRow] = partial(tuple.__new__, ApplicationRow)

Record = tuple[int, Sequence[Cell]]
"""A line of the spreadsheet, and its cells."""


@dataclass(frozen=True, slots=True)
class _Wrong:
    """What is told of a cell that cannot stand."""

    value: str
    message: str


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that is read: where it stands, and how its cells are; `known` holds what was read by cell."""

    field: str
    index: int
    read: Callable[[Cell], Any]
    usual: re.Pattern[str] | None
    known: dict[Cell, Any]


class Rows:
    """Collects the applications, errors and warnings of one list."""

    def __init__(self, heading: Heading, fields: Fields, today: date, ragged: bool, _: Catalogue) -> None:
        """`ragged`: a row of another length than the heading has misplaced cells."""
        self.rows: list[ApplicationRow] = []
        self.errors: list[RowIssue] = []
        self.warnings: list[RowIssue] = []
        self.total = 0
        self._heading = heading
        self._today = today
        self._ragged = ragged
        self._ = _
        # The application that a number named first, or only its row where that is refused.
        self._seen: dict[str, ApplicationRow | int] = {}
        self._plan = [
            _Column(field, index, fields.readers[field], USUAL.get(field), {})
            for field, index in heading.columns.items()
        ]

    def add(self, records: Sequence[Record]) -> None:
        """Take the next rows; blank ones are passed over."""
        noted = len(self.errors), len(self.warnings)
        filled = [record for record in records if not _blank(record[1])]
        self.total += len(filled)
        if self._ragged:
            filled = [record for record in filled if self._fits(*record)]
        if filled:
            self._take(filled)
        for issues, before in zip((self.errors, self.warnings), noted, strict=True):
            issues[before:] = sorted(issues[before:], key=attrgetter("row"))

    def finish(self) -> None:
        """Look at the list as a whole."""
        if len(self.rows) >= _FEW_FOR_ZEROS and all(row.number.endswith("0") for row in self.rows):
            _ = self._
            message = _("All application numbers end in 0: a spreadsheet may have cut off their last digit.")
            self._warn(self._heading.row, "number", "", message)

    def _fits(self, row: int, cells: Sequence[Cell]) -> bool:
        """Whether the cells stand under their headings; a row of another length is an error."""
        _ = self._
        expected = len(self._heading.titles)
        if len(cells) == expected:
            return True
        if len(cells) > expected:
            extra = [cell for cell in cells[expected:] if str(cell).strip()]
            if not extra:
                return True
            message = _(
                "The row has {count} cells, but there are {expected} headings: "
                "a text that contains the delimiter must stand in quotation marks."
            )
            value = text_of(extra[0])
        else:
            message = _("The row has {count} cells, but there are {expected} headings: it was cut short.")
            value = ""
        self._fail(row, "number", value, message.format(count=len(cells), expected=expected))
        return False

    def _take(self, records: Sequence[Record]) -> None:
        lines = [row for row, _cells in records]
        cells = list(zip_longest(*(cells for _row, cells in records), fillvalue=""))
        nothing = ("",) * len(records)
        columns = {each.field: cells[each.index] if each.index < len(cells) else nothing for each in self._plan}
        failed: set[int] = set()
        values = {each.field: self._values(each, columns[each.field], lines, failed) for each in self._plan}
        applications = _applications(lines, values)
        taken = self._first_ones(lines, values["number"], applications, failed)
        self.rows.extend(applications if len(taken) == len(lines) else [applications[at] for at in taken])
        if len(taken) < len(lines):
            values = {field: [column[at] for at in taken] for field, column in values.items()}
        for at, field, message in second_looks(values, self._today, self._) if taken else ():
            self._warn(lines[taken[at]], field, text_of(columns[field][taken[at]]), message)

    def _values(self, column: _Column, cells: Sequence[Cell], lines: Sequence[int], failed: set[int]) -> list[Any]:
        """The values of a column's cells, None for what is empty or wrong; who has a wrong one is put to `failed`."""
        if column.usual is not None and stand_as_usual(cells, column.usual):
            return [cell or None for cell in cells] if "" in cells else list(cells)
        values = self._read(column, cells)
        needed = column.field in REQUIRED
        if not needed and {_Wrong, Warned}.isdisjoint(map(type, values)):
            return values
        for at, value in enumerate(values):
            found = value
            if type(found) is Warned:
                self._warn(lines[at], column.field, text_of(cells[at]), found.message)
                found = values[at] = found.value
            if type(found) is _Wrong:
                self._fail(lines[at], column.field, found.value, found.message)
            elif found is None and needed:
                self._fail(lines[at], column.field, text_of(cells[at]), self._empty())
            else:
                continue
            values[at] = None
            failed.add(at)
        return values

    def _read(self, column: _Column, cells: Sequence[Cell]) -> list[Any]:
        """What each cell says, the same cell read once: a value, None, `Warned` or `_Wrong`."""
        known = column.known
        if len(known) > _MOST_KEPT:
            known.clear()
        for cell in dict.fromkeys(cells):
            if cell not in known:
                known[cell] = self._cell(column.read, cell)
        return [known[cell] for cell in cells]

    def _cell(self, read: Callable[[Cell], Any], cell: Cell) -> Any:
        if type(cell) is str:
            if not cell or cell.isspace():
                return None
            if len(cell) > LONGEST_CELL:
                return self._too_long(cell)
        try:
            return read(cell)
        except RuleViolationError as wrong:
            return _Wrong(text_of(cell), str(wrong))

    def _too_long(self, cell: str) -> _Wrong:
        _ = self._
        message = _("The cell has {count} characters; at most {limit} are read.")
        told = message.format(count=write(len(cell), _.lang), limit=write(LONGEST_CELL, _.lang))
        return _Wrong(cell[:80] + "…", told)

    def _empty(self) -> str:
        return self._("The cell is empty; every application needs it.")

    def _first_ones(
        self,
        lines: Sequence[int],
        numbers: Sequence[str | None],
        applications: Sequence[ApplicationRow],
        failed: set[int],
    ) -> Sequence[int]:
        """The places of the rows that are right and whose number is named first by them."""
        fresh = set(numbers)
        seen_once = len(fresh) == len(numbers) and self._seen.keys().isdisjoint(fresh)
        if seen_once and not failed and EXAMPLE_NUMBER not in fresh:
            self._seen.update(zip(numbers, applications, strict=True))  # type: ignore[arg-type]
            return range(len(lines))
        taken = []
        for at, number in enumerate(numbers):
            if number == EXAMPLE_NUMBER:
                message = self._("The example row of the template is left out.")
                self._warn(lines[at], "number", EXAMPLE_NUMBER, message)
            elif not self._is_again(lines[at], number, None if at in failed else applications[at]):
                taken += [] if at in failed else [at]
        return taken

    def _is_again(self, row: int, number: str | None, application: ApplicationRow | None) -> bool:
        """Whether the number stood in an earlier row; says so."""
        if number is None:
            return False
        seen = self._seen.setdefault(number, row if application is None else application)
        first = seen if isinstance(seen, int) else seen.row
        if first == row:
            return False
        _ = self._
        same = application is not None and not isinstance(seen, int) and seen._replace(row=row) == application
        if same:
            message = _("The row is the same as row {first}; it is left out.").format(first=first)
            self._warn(row, "number", number, message)
        else:
            message = _("Application number {number} stands already in row {first}, with other details.").format(
                number=number, first=first
            )
            self._fail(row, "number", number, message)
        return True

    def _fail(self, row: int, field: str, value: str, message: str) -> None:
        self.errors.append(RowIssue(row, self._heading.title(field), value, message))

    def _warn(self, row: int, field: str, value: str, message: str) -> None:
        self.warnings.append(RowIssue(row, self._heading.title(field), value, message))


def _blank(cells: Sequence[Cell]) -> bool:
    if not any(cells):
        return True
    try:
        return "".join(cells).isspace()  # type: ignore[arg-type]
    except TypeError:  # a number or a date
        return False


def _applications(lines: Sequence[int], values: Mapping[str, Sequence[Any]]) -> list[ApplicationRow]:
    """The rows made of their columns; one that failed has None for what is wrong."""

    def column(field: str) -> Any:
        return values.get(field) or repeat(None)

    ready, departs = values["ready_since"], values.get("departs_at")
    return list(
        map(_new_row, zip(
            lines, values["number"], values["name"], values["service"],
            [each and each.moment for each in ready], column("nik"), column("birth_date"), column("sex"),
            column("phone"), column("interview_date"),
            [each and each.moment for each in departs] if departs else repeat(None),
            [each is not None and each.has_time for each in departs] if departs else repeat(False),
            column("destination"), column("proof"), column("group"), column("same_day"), column("priority"),
            strict=False,
        ))
    )  # fmt: skip
