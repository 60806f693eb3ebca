"""What a down-time pack says: frozen values, texts already in the reader's language."""

from dataclasses import dataclass
from datetime import date

from printdesk.documents.batch_sheet_values import BatchPaper
from printdesk.documents.blank_minutes_layout import PaperHead


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A booklet on the shelf; `departs` in words, "" without a trip."""

    slot: str
    serial: str
    number: str
    name: str
    service: str
    departs: str


@dataclass(frozen=True, slots=True)
class PromisedLine:
    """An application promised for one of the days, and where it is."""

    promised: date
    number: str
    name: str
    service: str
    where: str


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """Numbered rows to be filled in by hand.

    Attributes:
        fields: headings of the fields with the share of the breadth that each takes.
        codes: the signed code of each row, in order. how: what to write.
    """

    title: str
    how: str
    fields: tuple[tuple[str, float], ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DowntimePaper:
    """The pack.

    Attributes:
        day: the working day that it is for. rules: how to work without computers, one sentence each.
        stations: the order of printing, a batch sheet for each station.
        contents: what is in it, and how much.
    """

    head: PaperHead
    day: date
    rules: tuple[str, ...]
    contents: tuple[tuple[str, str], ...]
    stations: tuple[BatchPaper, ...]
    shelf: tuple[ShelfLine, ...]
    promised: tuple[PromisedLine, ...]
    blanks: tuple[BlankSheet, ...]
