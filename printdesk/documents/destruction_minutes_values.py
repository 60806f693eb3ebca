"""What minutes over booklets say: of spoiled ones, of their destruction."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.documents.worksheet_values import Letterhead


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs; `nip` is the civil servant's number, or empty."""

    name: str
    nip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What all minutes have in common.

    Attributes:
        number: "BM-2024-000003".
        at: when the act was done, in the office's zone.
        signers: who did it: the one who noted it first, then the second person, if any.
        witness: name of anybody else who saw it, or empty.
        chief: head of the office; without a name a line is left for it.
        code: the paper's signed code.
        copy: 1 is the original.
        issued_at: when this copy was made, in the office's zone; issued_by: by whom.
        language: of the reader, "id" or "en".
    """

    number: str
    letterhead: Letterhead
    at: datetime
    signers: tuple[Signer, ...]
    witness: str
    chief: Signer
    code: str
    copy: int
    issued_at: datetime
    issued_by: str
    language: str = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletLine:
    """One booklet on the minutes.

    Attributes:
        service, reason: in the reader's language.
        at: when it was spoiled, in the office's zone. by: by whom.
        application_number: 16 digits, or empty. attempt: number of the print attempt, or 0.
        proof: "scan", "tick" or empty.
    """

    serial: str
    service: str
    reason: str
    at: datetime
    by: str
    application_number: str = ""
    attempt: int = 0
    proof: str = ""


@dataclass(frozen=True, slots=True)
class BookletMinutes:
    """Minutes over a set of booklets, by serial."""

    head: Head
    lines: tuple[BookletLine, ...]
