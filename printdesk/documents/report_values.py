"""What reports say: frozen values, texts already in the reader's language, moments in the office's zone."""

from dataclasses import dataclass
from datetime import date, datetime

from printdesk.documents.blank_minutes_layout import PaperHead, Signer
from printdesk.documents.chart_values import Chart


@dataclass(frozen=True, slots=True)
class WorksLine:
    """A service type or a station that does not simply work.

    Attributes:
        state: in words. expected: when it works again, None when nobody knows.
    """

    name: str
    state: str
    since: datetime | None
    expected: datetime | None


@dataclass(frozen=True, slots=True)
class MachineLine:
    """What is at a station.

    Attributes:
        printing: in the machine. claimed: handed out and not begun. unconfirmed: nobody said what came out.
    """

    station: str
    operator: str
    printing: int
    claimed: int
    unconfirmed: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class HandsLine:
    """Blanks in somebody's hands.

    Attributes:
        serials: of the ranges. since: of the shift, None without one.
    """

    holder: str
    service: str
    count: int
    serials: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class EveningLine:
    """An evening that is ordered."""

    number: str
    station: str
    start: str
    end: str
    people: str
    target: int


@dataclass(frozen=True, slots=True)
class TripLine:
    """A trip at risk: the end of the application's number, the name, the day."""

    number: str
    name: str
    service: str
    departs: date


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPage:
    """What a shift hands over to the next.

    Attributes:
        figures: names and numbers, the most important first. inbox: sentences, with since when.
        held: how many are on hold, in a sentence.
    """

    head: PaperHead
    figures: tuple[tuple[str, str], ...]
    works: tuple[WorksLine, ...]
    machines: tuple[MachineLine, ...]
    hands: tuple[HandsLine, ...]
    trips: tuple[TripLine, ...]
    evenings: tuple[EveningLine, ...]
    inbox: tuple[str, ...]
    held: str
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class OutageLine:
    """An outage as it stands in the ledger; `ended` is None while it goes on."""

    number: str
    cause: str
    services: str
    stages: str
    started: datetime
    ended: datetime | None
    days: int


@dataclass(frozen=True, slots=True)
class RecoveryDay:
    """One day since the outage: what waited in the morning (None where it is not known), came, printed, failed."""

    day: date
    waiting: int | None
    arrived: int
    printed: int
    failed: int
    collected: int


@dataclass(frozen=True, slots=True)
class LostTrips:
    """Trips of one kind and reason, without personal data."""

    service: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class OvertimeLine:
    """Overtime of one day: hours of all people together, and what was printed in it."""

    day: date
    stations: str
    people: int
    hours: float
    planned: int
    printed: int
    cost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageReport:
    """What an outage did and how the office recovered.

    Attributes:
        first, last: the days it covers. facts: names and numbers. services: name, waiting, past promise, printed.
        notes: sentences about how to read it.
    """

    head: PaperHead
    first: date
    last: date
    outages: tuple[OutageLine, ...]
    facts: tuple[tuple[str, str], ...]
    services: tuple[tuple[str, int, int, int], ...]
    days: tuple[RecoveryDay, ...]
    trips: tuple[tuple[str, str], ...]
    lost: tuple[LostTrips, ...]
    overtime: tuple[OvertimeLine, ...]
    charts: tuple[Chart, ...]
    notes: tuple[str, ...]
    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class RaiseLine:
    """One raise or place by hand of the week.

    Attributes:
        kind, reason, proof, outcome: in words. whom: initials and the end of the application's number.
        phone: letter shared by those with the same phone, "" for none. drawn: among the five to be checked.
    """

    at: datetime
    kind: str
    asked_by: str
    whom: str
    service: str
    reason: str
    proof: str
    decided_by: str
    outcome: str
    phone: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """What one officer asked for in the week."""

    officer: str
    asked: int
    approved: int
    refused: int
    without_proof: int


@dataclass(frozen=True, slots=True)
class DrawLine:
    """One draw of a week.

    Attributes:
        number: of its sheet. at: in the office's zone. reason: why it was drawn anew; "" of the first.
    """

    number: str
    seed: str
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class RaisesDraw:
    """By which draw the five of a sheet are chosen.

    Attributes:
        at: when it was drawn, in the office's zone; None where nothing was drawn yet.
        among: the first so many rows took part. place: which of the week's draws it is, from 1; 0 for none.
        draws: all of the week, the first one first.
    """

    seed: str
    at: datetime | None
    among: int
    place: int
    draws: tuple[DrawLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisesSheet:
    """The week's raises, and five of them to be checked.

    Attributes:
        phones: a sentence for each phone that stands on several, without the phone.
    """

    head: PaperHead
    first: date
    last: date
    rows: tuple[RaiseLine, ...]
    officers: tuple[OfficerLine, ...]
    phones: tuple[str, ...]
    draw: RaisesDraw
    signers: tuple[Signer, ...]
