"""The machine readable zone (MRZ) of a passport: two lines of 44 characters, size TD3.

Source: ICAO Doc 9303 part 3 (section 4.9 check digits) and part 4 (section 4.2 layout). Weights 7-3-1, modulo 10, A
is 10 to Z is 35, the filler `<` is 0. Digit 43 may be `<` or `0` where the optional data is empty. Nothing is
guessed: a letter O where a digit belongs is named and stays what it is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue

LINE = 44
"""Characters in each of the two lines."""

NAME_LENGTH = 39
"""Characters of the first line that hold the name."""

FILLER = "<"

_WEIGHTS = (7, 3, 1)
_SHORTEST = 30
_FEWEST_FILLERS = 3
_LINE_TEXT = re.compile(r"[A-Z0-9<]*\Z")
_LETTERS = re.compile(r"[A-Z<]*\Z")
_CONFUSED = {"O": "0", "0": "O", "I": "1", "1": "I", "B": "8", "8": "B", "S": "5", "5": "S", "Z": "2", "2": "Z"}


class MrzField(StrEnum):
    """A part of the MRZ that is read or checked by itself."""

    KIND = "kind"
    ISSUER = "issuer"
    NAME = "name"
    NUMBER = "number"
    NATIONALITY = "nationality"
    BIRTH = "birth"
    SEX = "sex"
    EXPIRY = "expiry"
    OPTIONAL = "optional"
    COMPOSITE = "composite"


@dataclass(frozen=True, slots=True)
class MrzFault:
    """What is wrong inside the MRZ itself, whoever it belongs to."""

    field: MrzField
    sentence: str


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the two lines say.

    Attributes:
        kind: the document code, "P" or two letters such as "PP".
        issuer, nationality: three-letter codes, fillers removed.
        primary: the words before `<<`; all words of a name without `<<`.
        secondary: the words after `<<`; empty for a single name.
        cut: the last place of the name holds a letter, so that the name may have been cut (part 4, 4.2.3).
        number: the passport's number, fillers removed.
        birth, expiry: six characters YYMMDD; `<<` where a part is unknown.
        sex: "M", "F", or "" where it is not said.
        faults: check digits that do not fit and characters that cannot be; empty for a sound MRZ.
    """

    kind: str
    issuer: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    cut: bool
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    optional: str
    faults: tuple[MrzFault, ...]


def check_digit(text: str) -> int:
    """The check digit of a field that holds A to Z, 0 to 9 and `<` only."""
    return sum(_value(sign) * _WEIGHTS[at % 3] for at, sign in enumerate(text)) % 10


def looks_like(text: str) -> bool:
    """Whether a scan is an MRZ, whole or half, also one that came over another keyboard layout."""
    joined = "".join(text.split())
    if len(joined) < _SHORTEST or len(text.split()) > 2:
        return False
    return _usual_filler(joined) is not None and (joined[0] in "Pp" or _is_second(joined.upper()))


def is_first_line(text: str) -> bool:
    """Whether a text is the first of the two lines, so that a second one is to follow; any case and layout."""
    return len(text) == LINE and text[0] in "Pp" and _usual_filler(text) is not None


def layout_guess(text: str) -> str | None:
    """The MRZ that was meant when another sign than `<` fills it; None when nothing is wrong with the layout."""
    filler = _usual_filler("".join(text.split())) if looks_like(text) else None
    return None if filler in (None, FILLER) else text.replace(str(filler), FILLER)


def read(text: str, _: Catalogue) -> Mrz:
    """The MRZ of a scanned or typed text: with or without a line break between its lines, in any case.

    Raises:
        RuleViolationError: these are not two lines of 44 characters of an MRZ; the sentence says what is.
    """
    first, second = _lines(text, _)
    if not first.startswith("P"):
        raise RuleViolationError(
            _("The first line begins with {sign}, so this is not a passport.").format(sign=first[0]),
            _("Scan the two lines at the foot of the data page."),
        )
    name = first[5:]
    primary, secondary = _name(name)
    return Mrz(
        first[:2].rstrip(FILLER), first[2:5].rstrip(FILLER), primary, secondary, name[-1] != FILLER,
        second[:9].rstrip(FILLER), second[10:13].rstrip(FILLER), second[13:19], second[20].replace(FILLER, ""),
        second[21:27], second[28:42].rstrip(FILLER), tuple(_faults(first, second, _)),
    )  # fmt: skip


def passport_number(text: str, _: Catalogue) -> str:
    """The passport number in a scanned MRZ, to look somebody up; the second line alone holds it.

    Raises:
        RuleViolationError: the text is no MRZ, or the number's check digit does not fit.
    """
    joined = "".join(text.upper().split())
    alone = _is_second(joined) and _LINE_TEXT.match(joined) is not None
    if alone and check_digit(joined[:9]) == int(joined[9]):
        return joined[:9].rstrip(FILLER)
    found = read(text, _)
    for fault in found.faults:
        if fault.field is MrzField.NUMBER:
            raise RuleViolationError(fault.sentence, _("Scan the two lines again."))
    return found.number


def field_name(field: MrzField, _: Catalogue) -> str:
    """What a field is called."""
    return {
        MrzField.KIND: _("document code"),
        MrzField.ISSUER: _("issuing state"),
        MrzField.NAME: _("name"),
        MrzField.NUMBER: _("passport number"),
        MrzField.NATIONALITY: _("nationality"),
        MrzField.BIRTH: _("date of birth"),
        MrzField.SEX: _("sex"),
        MrzField.EXPIRY: _("date of expiry"),
        MrzField.OPTIONAL: _("optional data"),
        MrzField.COMPOSITE: _("second line as a whole"),
    }[field]


def _value(sign: str) -> int:
    return 0 if sign == FILLER else int(sign, 36)


def _usual_filler(joined: str) -> str | None:
    """The sign that fills an MRZ: the most frequent one that is neither letter nor digit, also two in a row."""
    found = Counter(sign for sign in joined if not sign.isalnum()).most_common(1)
    sign, count = found[0] if found else ("", 0)
    return sign if count >= _FEWEST_FILLERS and sign * 2 in joined else None


def _is_second(joined: str) -> bool:
    """Whether a text is a second line by itself: digits where check digits and dates stand."""
    return len(joined) == LINE and all(joined[at].isdigit() for at in (9, 19, 27, 43))


def _lines(text: str, _: Catalogue) -> tuple[str, str]:
    parts = text.upper().split()
    joined = "".join(parts)
    meant = layout_guess(joined)
    if meant is not None:
        raise RuleViolationError(
            _("The scanner sent “{came}” where “<” belongs.").format(came=_usual_filler(joined)),
            _("Set the scanner and this computer to the same keyboard layout, then scan again."),
        )
    for at, sign in enumerate(joined):
        if _LINE_TEXT.match(sign) is None:
            raise RuleViolationError(
                _("Character {place} of the MRZ is “{sign}”, which no MRZ holds.").format(place=at + 1, sign=sign),
                _("Scan the two lines again."),
            )
    if len(parts) == 2 and len(joined) == 2 * LINE and len(parts[0]) != LINE:
        raise _wrong_length(len(parts[0]), 1, _)
    if len(joined) == 2 * LINE:
        return joined[:LINE], joined[LINE:]
    raise _not_two(parts, joined, _)


def _not_two(parts: list[str], joined: str, _: Catalogue) -> RuleViolationError:
    again = _("Scan the two lines again, both at once.")
    if len(parts) == 2:
        line = 1 if len(parts[0]) != LINE else 2
        return _wrong_length(len(parts[line - 1]), line, _)
    if len(joined) == LINE:
        which = _("Only the first line of the MRZ was read.")
        return RuleViolationError(
            which if joined[0] == "P" else _("Only the second line of the MRZ was read."), again
        )
    template = _("An MRZ has 2 lines of 44 characters; this has {count} characters.")
    return RuleViolationError(template.format(count=len(joined)), again)


def _wrong_length(count: int, line: int, _: Catalogue) -> RuleViolationError:
    template = _("Line {line} of the MRZ has {count} characters; it needs 44.")
    return RuleViolationError(template.format(line=line, count=count), _("Scan the two lines again, both at once."))


def _name(field: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words before and after the first `<<`; a single name has none after it."""
    primary, _gap, secondary = field.rstrip(FILLER).partition(FILLER * 2)
    return _words(primary), _words(secondary)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.split(FILLER) if word)


def _faults(first: str, second: str, _: Catalogue) -> Iterator[MrzFault]:
    for field, text in (
        (MrzField.ISSUER, first[2:5]),
        (MrzField.NAME, first[5:]),
        (MrzField.NATIONALITY, second[10:13]),
    ):
        if not _LETTERS.match(text):
            yield MrzFault(
                field,
                _("A digit stands in the {field}, which holds letters only.").format(field=field_name(field, _)),
            )
    if not first[5:].strip(FILLER) or first[5] == FILLER:
        yield MrzFault(MrzField.NAME, _("The name is missing, or begins with a filler."))
    if second[20] not in "MFX<":
        yield MrzFault(MrzField.SEX, _("The sex is “{sign}”; it must be M, F or <.").format(sign=second[20]))
    yield from _digit_faults(second, _)


def _digit_faults(second: str, _: Catalogue) -> Iterator[MrzFault]:
    number, birth, expiry, optional = second[:9], second[13:19], second[21:27], second[28:42]
    if not number.rstrip(FILLER) or FILLER in number.rstrip(FILLER):
        yield MrzFault(MrzField.NUMBER, _("The passport number is missing, or has a filler inside."))
    else:
        yield from _check(MrzField.NUMBER, number, second[9], _)
    yield from _date_faults(MrzField.BIRTH, birth, second[19], 13, _)
    yield from _date_faults(MrzField.EXPIRY, expiry, second[27], 21, _)
    if not (second[42] == FILLER and not optional.strip(FILLER)):
        yield from _check(MrzField.OPTIONAL, optional, second[42], _)
    yield from _check(MrzField.COMPOSITE, second[:10] + second[13:20] + second[21:43], second[43], _)


def _check(field: MrzField, text: str, digit: str, _: Catalogue) -> Iterator[MrzFault]:
    if digit == str(check_digit(text)):
        return
    name = field_name(field, _)
    if not digit.isdigit():
        template = _("The check digit of the {field} is “{digit}”, which is no digit.")
        yield MrzFault(field, template.format(field=name, digit=digit))
        return
    said = _("The check digit of the {field} does not fit: {digit} stands there, {right} would fit.").format(
        field=name, digit=digit, right=check_digit(text)
    )
    places = [] if field is MrzField.COMPOSITE else list(_confusions(text, digit))
    if places:
        at, came = places[0]
        hint = _("It would fit if character {place} were “{other}” instead of “{sign}”: look closely.")
        said = f"{said} {hint.format(place=at + 1, other=_CONFUSED[came], sign=came)}"
    yield MrzFault(field, said)


def _confusions(text: str, digit: str) -> Iterator[tuple[int, str]]:
    """Places of a look-alike that would make the check digit fit."""
    for at, sign in enumerate(text):
        other = _CONFUSED.get(sign)
        if other and str(check_digit(text[:at] + other + text[at + 1 :])) == digit:
            yield at, sign


def _date_faults(field: MrzField, text: str, digit: str, start: int, _: Catalogue) -> Iterator[MrzFault]:
    name = field_name(field, _)
    for at, sign in enumerate(text):
        if sign.isalpha():
            template = _(
                "The letter {sign} stands in the {field}, at place {place} of the second line; a digit belongs there."
            )
            yield MrzFault(field, template.format(sign=sign, field=name, place=start + at + 1))
            return
    yield from _check(field, text, digit, _)
    if not is_date(text, unknown=field is MrzField.BIRTH):
        yield MrzFault(field, _("The {field} {value} is no date (year, month, day).").format(field=name, value=text))


def is_date(text: str, *, unknown: bool) -> bool:
    """Whether six characters are a date YYMMDD; with `unknown`, month and day (or all) may be `<<`."""
    year, month, day = text[:2], text[2:4], text[4:]
    parts = [part for part in (year, month, day) if not (unknown and part == FILLER * 2)]
    if not all(part.isdigit() for part in parts):
        return False
    try:
        date(2000 + (int(year) if year.isdigit() else 0), int(month) if month.isdigit() else 1,
             int(day) if day.isdigit() else 1)  # fmt: skip
    except ValueError:
        return False
    return True


def date_agrees(text: str, day: date) -> bool:
    """Whether a date of the MRZ is this day; parts that are unknown there agree with any."""
    wanted = (f"{day.year % 100:02d}", f"{day.month:02d}", f"{day.day:02d}")
    return all(
        found in (FILLER * 2, part) for found, part in zip((text[:2], text[2:4], text[4:]), wanted, strict=True)
    )
