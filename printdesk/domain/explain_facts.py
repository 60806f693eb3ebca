"""The facts that the sentence on a row is made of (`explain`)."""

from datetime import datetime
from typing import NamedTuple, Protocol

from printdesk.domain.order_types import Risk


class JobFacts(NamedTuple):
    """What a sentence says besides the job and its slot.

    Attributes:
        now: aware, the moment of the plan.
        service: the service type's label in the reader's language.
        departs_at: None without a trip.
        departs_has_time: whether the time of the departure is known.
        proof: code of the proof that was seen; None when nobody saw one.
        spare_days: working days between the planned moment and the print-by date.
        overdue_days: working days since the promise passed; 0 before that.
        service_state: "up", "flaky", "down", "no_blanks", or "no_station" when no station for it works.
        service_back: when the service, the blanks or the station are expected again; None when nobody knows.
        same_day: paid same-day service.
        at_once: proven urgent without a date of travel.
        held: why it is on hold; "" when it is not.
        risk: the certificate, when the print-by date cannot be kept.
    """

    now: datetime
    service: str
    departs_at: datetime | None = None
    departs_has_time: bool = False
    proof: str | None = None
    overdue_days: int = 0
    same_day: bool = False
    at_once: bool = False
    spare_days: int = 0
    service_state: str = "up"
    service_back: datetime | None = None
    held: str = ""
    risk: Risk | None = None


class Bound(Protocol):
    """Until when something must be printed, and for what."""

    @property
    def has_trip(self) -> bool:
        """Whether the print-by date comes from a trip."""

    @property
    def promised(self) -> datetime:
        """Until when it was promised."""

    @property
    def need_by(self) -> datetime | None:
        """The print-by date."""


class Claim(Protocol):
    """What makes the claim; see `JobFacts`."""

    @property
    def departs_at(self) -> datetime | None:
        """Of the trip."""

    @property
    def departs_has_time(self) -> bool:
        """Whether the time of the departure is known."""

    @property
    def proof(self) -> str | None:
        """Code of the proof."""

    @property
    def overdue_days(self) -> int:
        """Working days since the promise passed."""

    @property
    def same_day(self) -> bool:
        """Paid same-day service."""

    @property
    def at_once(self) -> bool:
        """Proven urgent without a date."""
