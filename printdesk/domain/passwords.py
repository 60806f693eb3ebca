"""What a password must be, and how long nobody may try again after wrong ones.

Length counts and known passwords do not pass; rules about signs and digits make people write theirs down (NIST SP
800-63B, 5.1.1.2).
"""

import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

LEAST = 8
MOST = 200
FORGETS = timedelta(hours=1)
"""So long after the last wrong password the wrong ones count no more."""

_DELAYS = tuple(timedelta(seconds=seconds) for seconds in (0, 0, 5, 15, 30, 60, 120, 300, 900))
LOCKED_FROM = timedelta(minutes=1)
"""A delay from this length on is written into the ledger as a lock-out."""


class Weakness(StrEnum):
    """Why a password does not do."""

    SHORT = "short"
    LONG = "long"
    OWN_NAME = "own_name"
    COMMON = "common"
    SAME_SIGN = "same_sign"


def normal(password: str) -> str:
    """The same password from every keyboard: composed signs, nothing else changed."""
    return unicodedata.normalize("NFKC", password)


def weakness(password: str, login: str = "", name: str = "") -> Weakness | None:
    """Why this password does not do for this person; None when it does."""
    text = normal(password)
    if len(text) < LEAST:
        return Weakness.SHORT
    if len(text) > MOST:
        return Weakness.LONG
    if len(set(text)) == 1:
        return Weakness.SAME_SIGN
    plain = _letters(text)
    if plain and plain in {_letters(login), _letters(name), *(_letters(part) for part in name.split())}:
        return Weakness.OWN_NAME
    if text.casefold() in _COMMON or plain in _COMMON_WORDS:
        return Weakness.COMMON
    return None


def delay(failures: int) -> timedelta:
    """How long nobody may try again after so many wrong passwords in a row."""
    return _DELAYS[min(max(failures, 1), len(_DELAYS)) - 1]


def counted(failures: int, last: datetime | None, now: datetime) -> int:
    """The wrong ones that still count."""
    return failures if last is not None and now - last < FORGETS else 0


def blocked_until(failures: int, last: datetime | None, now: datetime) -> datetime | None:
    """Until when nobody may try; None when one may."""
    still = counted(failures, last, now)
    if not still or last is None:
        return None
    until = last + delay(still)
    return until if until > now else None


def _letters(text: str) -> str:
    """Only its letters, in small ones: "Sri.Wahyuni2024!" is "sriwahyuni"."""
    return "".join(sign for sign in text.casefold() if sign.isalpha())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON_WORDS = _words(
    "password passwords passw rahasia katasandi sandi kunci admin administrator administrasi paspor passport "
    "imigrasi kantorimigrasi kanim printdesk welcome selamatdatang selamat indonesia jakarta semarang surabaya "
    "bandung merdeka qwerty qwertyuiop qwertyui asdfghjkl asdfghjk zxcvbnm letmein iloveyou sayang sayangku "
    "bismillah alhamdulillah bissmillah garuda nusantara pancasila user username operator petugas penyelia "
    "supervisor loket komputer internet changeme default dragon monkey football sunshine princess superman"
)
_COMMON = _words(
    "12345678 123456789 1234567890 01234567 012345678 0123456789 87654321 987654321 9876543210 11223344 12341234 "
    "12121212 10203040 13579246 1q2w3e4r 1q2w3e4r5t 1qaz2wsx qazwsxedc q1w2e3r4 a1b2c3d4 abcd1234 1234abcd abc12345 "
    "aa123456 123456aa pass1234 p@ssw0rd p@ssword passw0rd pa55word qwer1234 1234qwer asdf1234 zaq12wsx "
    "qwerty123 17081945 19451708 20242024 20252025 20262026"
)
