"""The numbers of the field: what makes one right, its usual written form, and its mask.

Sources: NIK layout, PP 37/2007 article 37 (2+2+2 region, DDMMYY with 40 added to the day for women, 4 serial); NIP
layout, Perka BKN 22/2007; masks, UU 27/2022 on personal data.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue

Sex = Literal["L", "P"]

APPLICATION_NUMBER_DIGITS = 16
NIK_DIGITS = 16
NIP_DIGITS = 18

# Spaces (also the no-break ones of web pages), dots, and every dash that a word processor makes of a hyphen.
_SEPARATORS = re.compile(r"[\s.\u00ad\u2010-\u2015\u2212\-]+")
_PHONE_SEPARATORS = re.compile(r"[\s.()/\u00ad\u2010-\u2015\u2212\-]+")
# Mobile and fixed lines in Indonesia: 0, an area or operator digit that is not 0 or 1, 9 to 14 digits in all.
_PHONE = re.compile(r"0[2-9][0-9]{7,12}\Z")
_FOREIGN_PHONE = re.compile(r"\+[1-9][0-9]{7,14}\Z")
# Malaysia, Singapore, Hong Kong, Taiwan, South Korea, Japan, Brunei, Saudi Arabia, the Emirates, Qatar, Kuwait and
# Australia.
_FOREIGN_MOBILE = re.compile(
    r"\+(?:601|65[89]|852[4-79]|8869|8210|81[789]0|673[78]|9665|9715|974[3-7]|965[5-79]|614)[0-9]+\Z"
)
_BETWEEN_PHONES = re.compile(r"[/,;|&]|\s{2,}|[^\W\d_]+[.:]?")
_PASSPORT = re.compile(r"[A-Z][0-9]{7}\Z")
_SERIAL = re.compile(r"([A-Z]{0,3})([0-9]{4,12})\Z")


def strip_separators(text: str) -> str:
    """`text` without spaces, dots and dashes, as numbers are compared and stored."""
    return _SEPARATORS.sub("", text)


def is_digits(text: str, count: int) -> bool:
    """Whether `text` is exactly `count` of the digits 0 to 9 (no other script's digits)."""
    return len(text) == count and text.isascii() and text.isdigit()


def application_number(text: str, _: Catalogue) -> str:
    """The 16 digits of an application number, spaces, dots and dashes inside removed.

    Raises:
        RuleViolationError: another length, or something else than digits.
    """
    number = text if is_digits(text, APPLICATION_NUMBER_DIGITS) else strip_separators(text)
    if not (number.isascii() and number.isdigit()):
        raise RuleViolationError(
            _("Application number {value} contains something other than digits.").format(value=text.strip()),
            _("It needs 16 digits."),
        )
    if len(number) != APPLICATION_NUMBER_DIGITS:
        raise RuleViolationError(
            _("Application number {value} has {count} digits; it needs 16.").format(
                value=text.strip(), count=len(number)
            )
        )
    return number


def nik(text: str) -> str | None:
    """The 16 digits of a NIK, or None where `text` cannot be one."""
    digits = text if is_digits(text, NIK_DIGITS) else strip_separators(text)
    return digits if is_digits(digits, NIK_DIGITS) else None


def nik_sex(digits: str) -> Sex | None:
    """The sex that a 16-digit NIK tells ("P" female: 40 was added to the day), None for an impossible day."""
    day = int(digits[6:8])
    if 1 <= day <= 31:
        return "L"
    return "P" if 41 <= day <= 71 else None


def nik_fits_birth(digits: str, born: date) -> bool:
    """Whether day, month and two-digit year in a 16-digit NIK are those of `born`.

    A NIK is never issued anew, so one that does not fit deserves a look and is no ground to refuse anybody.
    """
    day = int(digits[6:8])
    return (day - 40 if day > 40 else day, int(digits[8:10]), int(digits[10:12])) == (
        born.day,
        born.month,
        born.year % 100,
    )


@dataclass(frozen=True, slots=True)
class NipFacts:
    """What a civil servant's number tells: birth, month of appointment (its first day), sex."""

    born: date
    appointed: date
    sex: Sex


def nip_facts(digits: str) -> NipFacts | None:
    """The facts in an 18-digit NIP, or None where it cannot be one (length, dates, sex digit)."""
    if not is_digits(digits, NIP_DIGITS) or digits[14] not in "12":
        return None
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        appointed = date(int(digits[8:12]), int(digits[12:14]), 1)
    except ValueError:
        return None
    return NipFacts(born, appointed, "L" if digits[14] == "1" else "P") if appointed > born else None


def nip(text: str, _: Catalogue) -> str:
    """The 18 digits of a NIP, separators removed.

    Raises:
        RuleViolationError: it has another length, or its dates or sex digit cannot be.
    """
    digits = strip_separators(text)
    if nip_facts(digits) is None:
        raise RuleViolationError(
            _("{value} is not a NIP.").format(value=text.strip()),
            _("A NIP has 18 digits: date of birth, month of appointment, 1 or 2, and a serial of three."),
        )
    return digits


def phone(text: str) -> str | None:
    """A telephone number as "08…" (or "024…"; a foreign one as "+60…"), or None where `text` cannot be one.

    "+62 812-…", "0062812…", "62812…" and "812…" (a spreadsheet dropped the zero) become "0812…", "0060…" "+60…".
    """
    digits = _PHONE_SEPARATORS.sub("", text)
    if digits.startswith("00") and not digits.startswith("0062"):
        digits = "+" + digits.removeprefix("00")
    for prefix in ("+62", "0062", "62"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix).lstrip("0")
            break
    else:
        digits = "0" + digits if digits.startswith("8") else digits
    return digits if _PHONE.match(digits) or _FOREIGN_PHONE.match(digits) else None


def phones(text: str) -> tuple[str, ...]:
    """The telephone numbers in a text with several: "0812… / 0813…", "HP 0812…, rumah 024…"; in their order."""
    whole = phone(text)
    if whole is not None:
        return (whole,)
    found = (phone(part) for part in _BETWEEN_PHONES.split(text))
    return tuple(dict.fromkeys(number for number in found if number is not None))


def is_mobile(number: str) -> bool:
    """Whether a number in its usual form can get text messages: a mobile of Indonesia or of where its workers go."""
    return number.startswith("08") or _FOREIGN_MOBILE.match(number) is not None


def chat_number(number: str) -> str | None:
    """A mobile as chat links want it, "62812…": country code first and digits only; None for any other number."""
    if not is_mobile(number):
        return None
    return f"62{number[1:]}" if number.startswith("0") else number.removeprefix("+")


def passport_number(text: str) -> str:
    """A passport number as it is compared and stored: capitals, no spaces, dots or dashes."""
    return strip_separators(text).upper()


def is_usual_passport_number(text: str) -> bool:
    """Whether `text` is one letter and seven digits, the usual form; another form deserves a warning, no refusal."""
    return _PASSPORT.match(passport_number(text)) is not None


def split_serial(text: str, _: Catalogue) -> tuple[str, int, int]:
    """A blank's serial as (letters, number, width of the number): "C 0012345" is ("C", 12345, 7).

    Raises:
        RuleViolationError: it is not up to three letters followed by four to twelve digits.
    """
    found = _SERIAL.match(passport_number(text))
    if found is None:
        raise RuleViolationError(
            _("{value} is not a booklet serial.").format(value=text.strip() or "''"),
            _("A serial is up to three letters followed by 4 to 12 digits, for instance C1234567."),
        )
    return found[1], int(found[2]), len(found[2])


def serial(text: str, _: Catalogue) -> str:
    """A blank's serial as it is compared and stored.

    Raises:
        RuleViolationError: see `split_serial`.
    """
    letters, number, width = split_serial(text, _)
    return f"{letters}{number:0{width}d}"


def mask_nik(digits: str) -> str:
    """A NIK for screens and papers: "331105******0003"; what is no NIK is hidden whole."""
    return f"{digits[:6]}******{digits[12:]}" if is_digits(digits, NIK_DIGITS) else "*" * len(digits)


def mask_phone(number: str) -> str:
    """A telephone number for screens and papers: "0812****678" (the stars stand for what lies between)."""
    if len(number) < 9:
        return "*" * len(number)
    return f"{number[:4]}{'*' * (len(number) - 7)}{number[-3:]}"
