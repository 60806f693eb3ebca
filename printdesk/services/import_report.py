"""The report of an import: counts, what is wrong, and each row in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

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
    rows: Iterable[Result],
    office: OfficeData,
    _: Catalogue,
    *,
    applied: bool,
    refused: bool = False,
) -> ImportReport:
    """The report; a list refused as a whole brought nothing new."""
    write = _line_of(office, _)
    lines: list[ImportLine] = []
    kept: list[RowIssue] = []
    rebased = 0
    for row in rows:
        lines.append(write(row))
        kept += row.merge.kept
        rebased += row.outcome == "new" and bool(row.merge.steps)
    lines += _other_lines(read, {line.row for line in lines})
    lines.sort(key=attrgetter("row"))
    counts = Counter(line.outcome for line in lines)
    return ImportReport(
        rows=read.total,
        new=0 if refused else counts["new"],
        updated=0 if refused else counts["updated"],
        unchanged=counts["unchanged"],
        errors=read.errors,
        warnings=tuple(sorted((*read.warnings, *kept), key=attrgetter("row"))),
        applied=applied,
        lines=tuple(lines),
        rebased=0 if refused else rebased,
    )


def _line_of(office: OfficeData, _: Catalogue) -> Callable[[Result], ImportLine]:
    """What writes a row's line; a promise that many rows share is written once."""
    words, nothing = field_words(_), _("nothing new")
    promised: dict[Any, str] = {}

    def write(row: Result) -> ImportLine:
        merge, outcome, changes = row
        if outcome == "new":
            key = (merge.promised, merge.steps)
            text = promised.get(key) or _new_text(merge, office, _)
            promised[key] = text
        else:
            text = ", ".join(words[field] for field in changes) if outcome == "updated" else nothing
        source = merge.row
        return ImportLine(source.row, source.number, source.name, outcome, text)

    return write


def _new_text(merge: Merge, office: OfficeData, _: Catalogue) -> str:
    """The promise of a new application, and the day that outages moved it from."""
    first, day = (day_medium(at.astimezone(office.zone).date(), _.lang) for at in (merge.base, merge.promised))
    if not merge.steps:
        return _("new, promised for {day}").format(day=day)
    template = _("new, promised for {day} instead of {first} because of {outages}")
    return template.format(day=day, first=first, outages=", ".join(step.number for step in merge.steps))


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
