"""What an overtime work sheet says."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Urgency(StrEnum):
    """How urgent a row is, as a word, a shape and a shade of grey."""

    TODAY = "today"
    SLACK = "slack"
    LATE = "late"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of an office's papers.

    Attributes:
        office: its name.
        parents: the authorities above it, the highest first.
        address: street, town, telephone on one line.
    """

    office: str
    parents: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the sheet.

    Attributes:
        name: as on the order.
        nip: the civil servant's number of 18 digits, or empty.
        role: what they do that evening, in the reader's language.
    """

    name: str
    nip: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSheetRow:
    """One application to be printed.

    Attributes:
        position: its place in the plan.
        application_number: 16 digits.
        name: the applicant's name, complete.
        service: label of the booklet's type.
        code: the row's signed code.
        departs: day, or day and time in the zone of departure; None without a trip.
        need_by: last instant at which it must leave the printer, in the office's zone.
        slack: how much working time is left, in words.
        urgency: one of `Urgency`.
        note: anything else the operator must know.
    """

    position: int
    application_number: str
    name: str
    service: str
    code: str
    departs: datetime | date | None = None
    need_by: datetime | None = None
    slack: str = ""
    urgency: Urgency = Urgency.NONE
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSheet:
    """One station's work of one evening.

    Attributes:
        number: "LK-2024-000012".
        letterhead: the office's.
        start: begin of the session, in the office's zone.
        end: its end.
        station: label of the printing station.
        people: who works there.
        target: booklets to print.
        rows: the applications in the order of the plan.
        code: the sheet's signed code. copy: 1 is the first.
        issued_at: when it was made, in the office's zone.
        issued_by: by whom.
        order_number: number of the overtime order (SPKL); None leaves a line to write it on.
        title: heading; empty gives the usual one.
        operator: who signs for the work; None leaves a line for the name.
        supervisor: who signs for the office; None leaves a line for the name.
    """

    number: str
    letterhead: Letterhead
    start: datetime
    end: datetime
    station: str
    people: tuple[Person, ...]
    target: int
    rows: tuple[WorkSheetRow, ...]
    code: str
    issued_at: datetime
    issued_by: str
    copy: int = 1
    order_number: str | None = None
    title: str = ""
    operator: Person | None = None
    supervisor: Person | None = None
