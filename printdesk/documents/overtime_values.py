"""What the papers of overtime are made of: people, hours, money, results. All moments in the office's zone."""

from dataclasses import dataclass
from datetime import date, datetime

from printdesk.documents.blank_minutes_layout import PaperHead, Signer
from printdesk.domain.pay import Cost
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import clock_time, zone_name


@dataclass(frozen=True, slots=True)
class Staff:
    """One person of the evening.

    Attributes:
        grade: as the office writes it ("II", "non-ASN"), "" when it is not known.
        station: where this person works. start, end: as ordered. hours: full hours ordered.
        came, left: as entered; both None when nothing is entered or the person did not come.
        absent: it is entered that the person did not come. paid: full hours paid. remark: what differs.
    """

    name: str
    nip: str
    grade: str
    station: str
    start: datetime
    end: datetime
    hours: int
    came: datetime | None = None
    left: datetime | None = None
    absent: bool = False
    paid: int = 0
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What one station shall print in its hours."""

    station: str
    start: datetime
    end: datetime
    booklets: int
    work_sheet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPaper:
    """An order of overtime (SPKL).

    Attributes:
        grounds: rules it rests on, in their order. head_title: "Kepala Kantor Imigrasi …".
        due: last day for the result report.
        changes: who was put in whose place after the order, in words.
    """

    head: PaperHead
    day: date
    ordered_at: datetime
    grounds: tuple[str, ...]
    staff: tuple[Staff, ...]
    targets: tuple[Target, ...]
    due: date
    head_title: str
    signer: Signer
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendancePaper:
    """The attendance list of an evening; what is entered already is printed in it."""

    head: PaperHead
    day: date
    staff: tuple[Staff, ...]
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class CostLine:
    """What one person is paid."""

    name: str
    nip: str
    grade: str
    cost: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class CostPaper:
    """The cost of an evening.

    Attributes:
        actual: from the hours entered; False: as ordered, an estimate.
        budget_line: where the money comes from, or "".
    """

    head: PaperHead
    order_number: str
    day: date
    lines: tuple[CostLine, ...]
    actual: bool
    budget_line: str
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One application that was planned; texts in the reader's language."""

    position: int
    number: str
    name: str
    service: str
    outcome: str
    serial: str
    reason: str


@dataclass(frozen=True, slots=True)
class ResultPart:
    """One session of the result.

    Attributes:
        blanks: (issued, used, left, counted), or None while the work sheet is not closed.
    """

    station: str
    start: datetime
    end: datetime
    work_sheet: str
    planned: int
    printed: int
    extra: int
    spoiled: int
    not_reached: int
    rows: tuple[ResultRow, ...]
    blanks: tuple[int, int, int, int] | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPaper:
    """The result report of an evening.

    Attributes:
        remark: why something was not done, in the supervisor's words, or "". hours: full hours worked by all.
        people: how many worked, of how many ordered.
    """

    head: PaperHead
    order_number: str
    day: date
    due: date
    parts: tuple[ResultPart, ...]
    staff: tuple[Staff, ...]
    people: tuple[int, int]
    hours: int
    total: int
    remark: str
    signers: tuple[Signer, ...]


def hours_text(start: datetime, end: datetime, _: Catalogue) -> str:
    """ "16.00–19.00 WIB"; the next day is said where the session runs into it."""
    text = f"{clock_time(start, _.lang)}–{clock_time(end, _.lang)} {zone_name(start)}".strip()
    if end.date() > start.date():
        return _("{hours} (until the next day)").format(hours=text)
    return text


def hours_short(start: datetime, end: datetime, _: Catalogue) -> str:
    """The same for a cell of a table: "16.00–19.00", "22.00–01.00 +1" where it ends on the next day."""
    text = f"{clock_time(start, _.lang)}–{clock_time(end, _.lang)}"
    return f"{text} +1" if end.date() > start.date() else text
