"""What a batch sheet says."""

from dataclasses import dataclass
from datetime import date, datetime

from printdesk.documents.worksheet_values import Letterhead, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Departure and slack of a row.

    Attributes:
        departs: day, or day and time in the zone of departure; None without a trip.
        slack: how much working time is left, in words.
        note: anything else the operator must know: the group.
    """

    departs: datetime | date | None
    slack: str
    urgency: Urgency
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPaperRow:
    """One application to be printed.

    Attributes:
        position: its place on the sheet, in the plan's order.
        application_number: 16 digits.
        code: the row's signed code; its first check letters are printed under it.
        foreseen: serial of the operator's next blank, or "".
    """

    position: int
    application_number: str
    name: str
    service: str
    code: str
    foreseen: str
    dated: Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPaper:
    """The sheet.

    Attributes:
        number: "LB-2024-000012".
        station: label of the printing station.
        operator: name of who prints.
        made_at: when its rows were handed out; issued_at: when this copy was made. In the office's zone.
        reasons: number and label of each reason of failure.
        code: the sheet's signed code. copy: 1 is the first.
    """

    number: str
    letterhead: Letterhead
    station: str
    operator: str
    made_at: datetime
    rows: tuple[BatchPaperRow, ...]
    reasons: tuple[tuple[int, str], ...]
    code: str
    issued_at: datetime
    issued_by: str
    copy: int = 1
