"""Signed codes on paper: scanning one opens what it belongs to, and a forged or altered one is told apart.

The text is `PD1|kind|number|day|MAC`: the day as YYYYMMDD, the MAC an HMAC-SHA-256 over everything before it, cut to
80 bits and written as 16 letters of base32 (RFC 2104, RFC 4648). It holds no personal data. A genuine code says only
that this office printed it; whether the paper still counts is for the database to answer.
"""

import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

PICKUP_SLIP = "SP"
WORK_SHEET = "LK"
WORK_SHEET_ROW = "LR"
APPLICATION = "AP"
HANDOVER_REGISTER = "BP"
CUSTODY_LIST = "ST"
GROUP_LIST = "DK"
BLANK_MINUTES = "BA"
SPOILED_MINUTES = "BR"
DESTRUCTION_MINUTES = "BM"
MISSING_MINUTES = "BK"
DAY_CLOSING = "PH"
OVERTIME_ORDER = "PL"
OVERTIME_ATTENDANCE = "DH"
OVERTIME_REPORT = "LH"
OVERTIME_COST = "BL"
NOTICE = "PG"
BATCH_SHEET = "LB"
BATCH_SHEET_ROW = "RB"
HANDING_RECEIPT = "TT"
REGISTER_SHEET = "RP"
POST_LIST = "KP"
CANCEL_BATCH = "PB"
CANCEL_LETTER = "SB"
LAST_CALL_LETTER = "SU"
HANDOVER_PAGE = "HS"
OUTAGE_REPORT = "LG"
RAISES_SHEET = "LP"
DOWNTIME_PACK = "PK"
DOWNTIME_ROW = "RK"
WAVE_LIST = "GP"
GAP_REPORT = "PM"
VERIFICATION = "VF"
SUBJECT_DATA = "DP"
LIST_SHEET = "DT"

KEY_BYTES = 16
"""The shortest key that may sign, in bytes."""

_PREFIX = "PD1"
_MAC_BYTES = 10
_PARTS = 5
_FIELD = re.compile(r"[!-{}~]+")  # printable ASCII without space and without the separator
_EVENING = re.compile(r"PD1\|(LK|LR|PL|DH|BL|LH)\||(LK|PL)[0-9]{10,}$", re.IGNORECASE)
_SHORT = re.compile(r"([A-Z]{2})([0-9]{4})([0-9]{6,})(?:C([0-9]{1,4}))?")
_TYPED = re.compile(r"([A-Z]{2})[-–. /]([0-9]{4})[-–. /]([0-9]{1,9})")
_COPY = re.compile(r"([A-Z]{2}-[0-9]{4}-[0-9]{6,}(?:/[A-Z]{2})?)\.([2-9]|[1-9][0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What a scanned code says.

    Attributes:
        kind: two letters, one of this module's constants (or one of a newer version).
        number: the number of the paper, or of the thing it is about.
        day: the day on which it was issued.
        genuine: whether the office's key made exactly this text.
        copy: which copy of the paper carries it; 1 is the first.
    """

    kind: str
    number: str
    day: date
    genuine: bool
    copy: int = 1


def sign(key: bytes, kind: str, number: str, day: date, copy: int = 1) -> str:
    """The text of a paper's code; a later copy of the same paper has another one.

    Raises:
        ValueError: the key is shorter than `KEY_BYTES`, or a field is empty or holds anything but printable ASCII
            without spaces and without "|" (our own bug, not the user's).
    """
    if len(key) < KEY_BYTES:
        raise ValueError("the signing key is too short")
    if not (_FIELD.fullmatch(kind) and _FIELD.fullmatch(number)):
        raise ValueError("a field of a paper code is empty or not printable ASCII")
    body = f"{_PREFIX}|{kind}|{number if copy < 2 else f'{number}.{copy}'}|{day:%Y%m%d}"
    return f"{body}|{_mac(key, body)}"


def read(key: bytes, text: str) -> PaperCode | None:
    """What a scanned text says, or None when it is no complete code of ours.

    The blanks that scanners add around a code are ignored; everything else must be exact. A code of the right shape
    whose check letters do not match comes back as not genuine.
    """
    body, _, mac = text.strip().rpartition("|")
    parts = body.split("|")
    if len(parts) != _PARTS - 1 or parts[0] != _PREFIX:
        return None
    _prefix, kind, number, written = parts
    day = _day(written)
    if day is None or not (_FIELD.fullmatch(kind) and _FIELD.fullmatch(number)):
        return None
    genuine = hmac.compare_digest(_mac(key, body).encode(), mac.encode())
    copied = _COPY.fullmatch(number)
    if copied is not None:
        return PaperCode(kind, copied[1], day, genuine, int(copied[2]))
    return PaperCode(kind, number, day, genuine)


def of_evening(text: str) -> bool:
    """Whether a text looks like the code of an evening's paper or of its work sheet; says nothing of who made it."""
    return _EVENING.match(text.strip()) is not None


def named(text: str) -> str | None:
    """The number of the paper that a scan of either form names, without its copy; None for anything else.

    Says nothing of who made it: that is for `read`.
    """
    parts = text.strip().split("|")
    if len(parts) != _PARTS or parts[0] != _PREFIX:
        return from_short_form(text)
    copied = _COPY.fullmatch(parts[2])
    return copied[1] if copied is not None else parts[2]


def kind_of(text: str) -> str | None:
    """The two letters of the kind of paper that a scan of either form names; None for anything else."""
    number = named(text)
    if number is None:
        return None
    return text.strip().split("|")[1] if "|" in text else number[:2]


def short_form(number: str, copy: int = 1) -> str:
    """The form of a paper's number that a linear scanner reads: "SP-2024-004182" becomes "SP2024004182".

    A later copy says which: "SP2024004182C2".
    """
    plain = number.replace("-", "")
    return plain if copy < 2 else f"{plain}C{copy}"


def from_short_form(text: str) -> str | None:
    """The paper's number behind a linear scan, or None when the text is no such number."""
    match = _SHORT.fullmatch(text.strip().upper())
    return "-".join(match.groups()[:3]) if match else None


def from_typed(text: str) -> str | None:
    """A paper's number as a person types it off the paper, "sp-2024-4182"; None where it is none.

    It says nothing of the copy: all copies of a paper carry the same number in letters.
    """
    match = _TYPED.fullmatch(text.strip().upper())
    return f"{match[1]}-{match[2]}-{int(match[3]):06d}" if match else None


def short_copy(text: str) -> int:
    """Which copy a linear scan names; 1 where it names none."""
    match = _SHORT.fullmatch(text.strip().upper())
    return int(match[4]) if match and match[4] else 1


def _mac(key: bytes, body: str) -> str:
    digest = hmac.new(key, body.encode(), sha256).digest()
    return b32encode(digest[:_MAC_BYTES]).decode()


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
