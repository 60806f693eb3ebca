"""A list as a table: the row of headings, found, and the records below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.intake.words import HEADINGS, REQUIRED, field_of

Cell: TypeAlias = str | float | bool | date | datetime | time

# A title and the office's name often stand above the headings.
HEAD_ROWS = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """The row of headings.

    Attributes:
        row: line of the spreadsheet, counted from 1.
        titles: the headings as they stand in the file.
        columns: index of the column by field.
        unknown: headings that are not ours.
        twice: two headings that name the same field, or None.
    """

    row: int
    titles: tuple[str, ...]
    columns: dict[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, str] | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The required headings that the row has not, as they are usually written."""
        return tuple(HEADINGS[field][0] for field in REQUIRED if field not in self.columns)

    def title(self, field: str) -> str:
        """The heading of a field as it stands in the file, else as it is usually written."""
        index = self.columns.get(field)
        return HEADINGS[field][0] if index is None else self.titles[index]


@dataclass(frozen=True, slots=True)
class Table:
    """One list, ready to be read once.

    Attributes:
        heading: the row of headings.
        records: rows below it with their line, blank ones included.
        total: about how many lines there are, for progress.
        ragged: rows of other lengths than the heading mean misplaced cells (text files).
        encoding, delimiter, sheet: as in `IntakeResult`.
    """

    heading: Heading
    records: Iterator[tuple[int, Sequence[Cell]]]
    total: int
    ragged: bool
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


def find_heading(head: Sequence[Sequence[Cell]]) -> Heading:
    """The row with the most headings that are ours among the first rows; the first of equals."""
    return max(
        (_heading(number, cells) for number, cells in enumerate(head[:HEAD_ROWS], start=1)),
        key=lambda heading: len(heading.columns),
        default=Heading(1, (), {}, (), None),
    )


def _heading(row: int, cells: Sequence[Cell]) -> Heading:
    titles = [cell.strip() if isinstance(cell, str) else "" for cell in cells]
    while titles and not titles[-1]:
        titles.pop()
    columns: dict[str, int] = {}
    unknown: list[str] = []
    twice = None
    for index, title in enumerate(titles):
        field = field_of(title)
        if field is None:
            unknown.extend([title] if title else [])
        elif field in columns:
            twice = twice or (titles[columns[field]], title)
        else:
            columns[field] = index
    return Heading(row, tuple(titles), columns, tuple(unknown), twice)


def check_heading(heading: Heading, _: Catalogue) -> None:
    """Refuse a heading that lacks a required column or names one twice.

    Raises:
        RuleViolationError: with the headings concerned.
    """
    if heading.missing:
        raise RuleViolationError(
            _("The list lacks the heading {headings}.").format(headings=", ".join(heading.missing)),
            _("The first row names the columns; number, name, service and ready since are needed."),
        )
    if heading.twice:
        raise RuleViolationError(
            _("Two columns mean the same: {first} and {second}.").format(
                first=heading.twice[0], second=heading.twice[1]
            ),
            _("Delete or rename one of them."),
        )
