"""The report of an import: counts, what is wrong, and each row in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from printdesk.i18n import Catalogue, language, plural
from printdesk.i18n.dates import day_medium, number
from printdesk.intake import IntakeResult, RowIssue
from printdesk.services.field_words import field_words
from printdesk.services.merging import Merge
from printdesk.services.work import OfficeData


class ImportLine(NamedTuple):
    """One row of the list in the report.

    Attributes:
        row: line of the spreadsheet.
        number: application number; "" for a refused row.
        outcome: "new", "updated", "unchanged" or "refused".
        text: in words: the promise of a new one, what changes, or what is wrong.
    """

    row: int
    number: str
    name: str
    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        rows: rows with content; new, updated, unchanged and refused ones together.
        new, updated: how many were written, in a dry run how many would be; 0 when the list was refused as a whole.
        unchanged: rows that bring nothing new, a repeated row of the same list among them.
        errors: each names one cell of a row that is refused.
        warnings: what deserves a look, and what the list says otherwise but is kept.
        rebased: new ones whose promise outages that were recorded before have moved; 0 as for `new`.
        applied: whether the list was taken over.
    """

    rows: int
    new: int
    updated: int
    unchanged: int
    errors: tuple[RowIssue, ...]
    warnings: tuple[RowIssue, ...]
    applied: bool
    lines: tuple[ImportLine, ...]
    rebased: int = 0

    def moved_text(self) -> str:
        """In the screen's language how many promises outages move; "" where they move none."""
        text = plural(
            "{count} new promise is moved by an outage recorded before.",
            "{count} new promises are moved by outages recorded before.",
            self.rebased,
        )
        return text.format(count=number(self.rebased, language())) if self.rebased else ""


class Result(NamedTuple):
    """A compared row with what came, or would come, of it."""

    merge: Merge
    outcome: str
    changes: tuple[str, ...]


def report(
    read: IntakeResult,
    rows: Sequence[Result],
    office: OfficeData,
    _: Catalogue,
    *,
    applied: bool,
    refused: bool = False,
) -> ImportReport:
    """The report; a list refused as a whole brought nothing new."""
    lines = [*_lines(rows, office, _), *_other_lines(read, {row.merge.row.row for row in rows})]
    lines.sort(key=lambda line: line.row)
    counts = {outcome: sum(line.outcome == outcome for line in lines) for outcome in ("new", "updated", "unchanged")}
    kept = [issue for row in rows for issue in row.merge.kept]
    return ImportReport(
        rows=read.total,
        new=0 if refused else counts["new"],
        updated=0 if refused else counts["updated"],
        unchanged=counts["unchanged"],
        errors=read.errors,
        warnings=tuple(sorted((*read.warnings, *kept), key=lambda issue: issue.row)),
        applied=applied,
        lines=tuple(lines),
        rebased=0 if refused else sum(row.outcome == "new" and bool(row.merge.steps) for row in rows),
    )


def _lines(rows: Sequence[Result], office: OfficeData, _: Catalogue) -> Iterator[ImportLine]:
    words = field_words(_)
    promised: dict[tuple[date, date, tuple[str, ...]], str] = {}
    for row in rows:
        if row.outcome == "new":
            first, day = (at.astimezone(office.zone).date() for at in (row.merge.base, row.merge.promised))
            key = (first, day, tuple(step.number for step in row.merge.steps or ()))
            text = promised.get(key) or _new_text(*key, _)
            promised[key] = text
        elif row.outcome == "updated":
            text = ", ".join(words[field] for field in row.changes)
        else:
            text = _("nothing new")
        source = row.merge.row
        yield ImportLine(source.row, source.number, source.name, row.outcome, text)


def _new_text(first: date, day: date, outages: tuple[str, ...], _: Catalogue) -> str:
    """The promise of a new application, and the day that outages moved it from."""
    if not outages:
        return _("new, promised for {day}").format(day=day_medium(day, _.lang))
    template = _("new, promised for {day} instead of {first} because of {outages}")
    said = ", ".join(outages)
    return template.format(day=day_medium(day, _.lang), first=day_medium(first, _.lang), outages=said)


def _other_lines(read: IntakeResult, known: set[int]) -> Iterator[ImportLine]:
    """Refused rows with what is wrong, and rows that were left out because they stand in the list already."""
    refused: dict[int, list[str]] = {}
    for error in read.errors:
        refused.setdefault(error.row, []).append(f"{error.column}: {error.message}")
    for row, messages in refused.items():
        yield ImportLine(row, "", "", "refused", " ".join(messages))
    for warning in read.warnings:
        # A warning about the heading has no value; one about a row that is neither taken nor refused left it out.
        if warning.value and warning.row not in known and warning.row not in refused:
            yield ImportLine(warning.row, warning.value, "", "unchanged", warning.message)
