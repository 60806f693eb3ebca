"""What minutes of loss say: each missing booklet, who had it last, and the search for it."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.destruction_minutes_values import Head


@dataclass(frozen=True, slots=True)
class SearchLine:
    """One look for a booklet; the time is in the office's zone."""

    at: datetime
    looked_by: str
    place: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostBooklet:
    """A missing booklet; times in the office's zone, words in the reader's language.

    Attributes:
        state_before: where it was by the books.
        last: the last act that the ledger tells of, with the name of who had it; last_desk: where, or empty.
        application_number: whose booklet it is, or empty for a blank.
    """

    serial: str
    service: str
    reported_at: datetime
    reported_by: str
    circumstance: str
    state_before: str
    last: str
    last_at: datetime
    last_desk: str = ""
    application_number: str = ""
    steps: tuple[SearchLine, ...] = ()


@dataclass(frozen=True, slots=True)
class MissingMinutes:
    """Minutes of loss, by serial."""

    head: Head
    booklets: tuple[LostBooklet, ...]
