"""What intake gives back: typed applications, and what is wrong with the rest, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from printdesk.domain.numbers import Sex
from printdesk.errors import RuleViolationError


class IntakeCancelledError(RuleViolationError):
    """The user cancelled the reading; nothing was taken over."""


@dataclass(frozen=True, slots=True)
class ServiceAlias:
    """The names by which a list may call one service type.

    Attributes:
        code: the service type's code, itself one of its names.
        names: labels in both languages and aliases, as the office's settings hold them.
    """

    code: str
    names: tuple[str, ...]


class ApplicationRow(NamedTuple):
    """One application as a list names it, checked; a list has many thousands.

    Attributes:
        row: line of the spreadsheet, counted from 1; the heading is usually 1. In a text file, its record: blank
            lines count, a record with line breaks inside quotes counts once, as a spreadsheet program shows it.
        number: application number, 16 digits.
        name: the applicant's name, cleaned.
        service: code of the service type.
        ready_since: when it became ready to print (UTC); a date without a time is the start of that day there.
        nik: 16 digits, or None.
        sex: "L" male, "P" female.
        phone: "08…", "024…" or "+60…".
        departs_at: departure (UTC); a date without a time is the start of that day at the office.
        departs_has_time: whether the list named a time of departure; 0:00 without a zone counts as none, because
            exports write it beside plain dates.
        proof: 'ticket', 'itinerary', 'invitation', 'medical', 'death', 'employer_letter', 'declaration', or None.
        group: name of the group that travels together.
        same_day: whether same-day service was paid for; None where the list says nothing.
        priority: 'elderly', 'toddler', 'pregnant', 'disabled', or None.
    """

    row: int
    number: str
    name: str
    service: str
    ready_since: datetime
    nik: str | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    phone: str | None = None
    interview_date: date | None = None
    departs_at: datetime | None = None
    departs_has_time: bool = False
    destination: str | None = None
    proof: str | None = None
    group: str | None = None
    same_day: bool | None = None
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class RowIssue:
    """One thing wrong with one cell, in the reader's language.

    Attributes:
        row: line as in `ApplicationRow.row`.
        column: the heading as it stands in the file, or the usual heading where the file has none.
        value: what the cell holds, as text.
        message: what is wrong and what to do. May name personal data of the row: for the screen, never for a log.
    """

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class IntakeResult:
    """A list as it was read: rows without an error, errors and warnings in the order of the file.

    Attributes:
        rows: applications without any error, each number once.
        total: rows with content below the heading, right or wrong.
        encoding: of a text file ("utf-8", "utf-16-le", "cp1252" …), None for a spreadsheet.
        delimiter: of a text file, None for a spreadsheet.
        sheet: name of the sheet that was read, None for a text file.
    """

    rows: tuple[ApplicationRow, ...]
    errors: tuple[RowIssue, ...]
    warnings: tuple[RowIssue, ...]
    total: int
    encoding: str | None
    delimiter: str | None
    sheet: str | None
