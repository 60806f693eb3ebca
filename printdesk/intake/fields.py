"""One reader for each column: a cell in, a checked value out.

A reader raises `RuleViolationError` for what cannot stand, and returns `Warned` for what was put right or left out.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any, NamedTuple, TypeVar

from printdesk.domain import numbers
from printdesk.domain.names import LONGEST_NAME, clean_name
from printdesk.domain.numbers import Sex
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.intake.dates import Moment, parse_moment, plain_day, plain_moment
from printdesk.intake.table import Cell
from printdesk.intake.words import NOTHING, PRIORITIES, PROOFS, SEXES, YES_NO, fold

LONGEST_CELL = 10_000

_T = TypeVar("_T")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+\Z")
_SHEET_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)\Z", re.IGNORECASE)
# What nearly all cells are, and what the readers would give back as it stands.
_USUAL_PHONE = re.compile(r"0[2-9][0-9]{7,12}\Z")
_USUAL_TEXT = re.compile(r"[A-Za-z][!-~]*(?: [!-~]+)*\Z")
# The same of a whole column, one cell a line; what is not needed may be empty.
USUAL: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(r"(?:[0-9]{16}\n)*"),
    "nik": re.compile(r"(?:(?:[0-9]{16})?\n)*"),
    "phone": re.compile(r"(?:(?:0[2-9][0-9]{7,12})?\n)*"),
    "name": re.compile(r"(?:[A-Za-z][!-~]*(?: [!-~]+)*\n)*"),
}
_TWO_PHONES = re.compile(r"\s*[/,;&]\s*(?=[+0])|\s+(?:atau|or|dan)\s+")


@dataclass(frozen=True, slots=True)
class Warned:
    """A value and the sentence about it."""

    value: Any
    message: str


class Stamp(NamedTuple):
    """A date of a list in both forms: the instant (UTC), the day at the office, and whether a time was written."""

    moment: datetime
    day: date
    has_time: bool


def text_of(cell: Cell) -> str:
    """A cell as its reader would type it; whole numbers without a decimal point, `="0812"` without its wrapping."""
    if isinstance(cell, str):
        text = cell.strip()
        return text[2:-1] if text.startswith('="') and text.endswith('"') else text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.strftime("%d/%m/%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return str(int(cell)) if float(cell).is_integer() else str(cell)


def stand_as_usual(cells: Sequence[Cell], usual: re.Pattern[str]) -> bool:
    """Whether all cells of a column are texts of one of the patterns of `USUAL`, to be taken as they stand."""
    try:
        text = "\n".join((*cells, ""))  # type: ignore[arg-type]
    except TypeError:  # a number or a date
        return False
    if text.count("\n") != len(cells) or max(map(len, cells)) > LONGEST_NAME:  # type: ignore[arg-type]
        return False
    return usual.fullmatch(text) is not None


class Fields:
    """The readers of all columns for one list."""

    def __init__(self, services: Mapping[str, str], labels: str, zone: tzinfo, _: Catalogue) -> None:
        """`services` is code by folded name, `labels` the names that an unknown one is answered with."""
        self._services = services
        self._labels = labels
        self._zone = zone
        self._ = _
        self.readers: dict[str, Callable[[Cell], Any]] = {
            "number": self.number,
            "name": self.text,
            "nik": self.nik,
            "birth_date": self.day,
            "sex": self.sex,
            "phone": self.phone,
            "service": self.service,
            "interview_date": self.day,
            "ready_since": self.stamp,
            "departs_at": self.stamp,
            "destination": self.text,
            "proof": self.proof,
            "group": self.text,
            "same_day": self.yes_no,
            "priority": self.priority,
        }

    def number(self, cell: Cell) -> str:
        """16 digits; a cell in which a spreadsheet may have lost digits is refused."""
        if type(cell) is str and numbers.is_digits(cell, numbers.APPLICATION_NUMBER_DIGITS):
            return cell
        return numbers.application_number(self._digits(cell), self._)

    def nik(self, cell: Cell) -> str | Warned | None:
        """16 digits; another length is left out with a warning, lost digits are refused."""
        if type(cell) is str and numbers.is_digits(cell, numbers.NIK_DIGITS):
            return cell
        text = self._digits(cell)
        if fold(text) in NOTHING:
            return None
        found = numbers.nik(text)
        if found is None:
            _ = self._
            digits = sum(sign.isdigit() for sign in text)
            return Warned(
                None,
                _("NIK {value} has {count} digits; it needs 16. It is left out.").format(value=text, count=digits),
            )
        return found

    def _digits(self, cell: Cell) -> str:
        _ = self._
        text = text_of(cell).removeprefix("'")
        if _SCIENTIFIC.match(text) or (type(cell) is not str and isinstance(cell, (int, float))):
            raise RuleViolationError(
                _("{value} was stored as a number, and a spreadsheet keeps only 15 digits of it.").format(value=text),
                _("Format the column as text and paste the numbers again."),
            )
        return text

    def phone(self, cell: Cell) -> str | Warned | None:
        """A telephone number in its usual form, a lost leading zero put back with a warning."""
        if type(cell) is str and _USUAL_PHONE.match(cell):
            return cell
        _ = self._
        text = text_of(cell).removeprefix("'")
        if not text[:1].isdigit() and fold(text) in NOTHING:
            return None
        first, *others = _TWO_PHONES.split(text)
        found = numbers.phone(first)
        if found is None or _SCIENTIFIC.match(text):
            return Warned(None, _("{value} is not a telephone number. It is left out.").format(value=text))
        if others:
            return Warned(found, _("Only the first number is kept: {phone}.").format(phone=found))
        if text.startswith("8"):
            return Warned(found, _("The leading zero was missing; read as {phone}.").format(phone=found))
        return found

    def text(self, cell: Cell) -> str | None:
        """One line of text, cleaned; signs that a spreadsheet takes for a formula stay text."""
        if type(cell) is str and len(cell) <= LONGEST_NAME and _USUAL_TEXT.match(cell):
            return cell
        text = text_of(cell)
        if text.startswith("#") and _SHEET_ERROR.match(text):
            _ = self._
            raise RuleViolationError(
                _("{value} is an error of the spreadsheet.").format(value=text),
                _("Correct the formula or type the text."),
            )
        return clean_name(text, self._) if text not in ("-", "–") else None

    def service(self, cell: Cell) -> str:
        """The code of the service type that the office knows by this name."""
        found = self._services.get(fold(text_of(cell)))
        if found is None:
            _ = self._
            raise RuleViolationError(
                _("{value} is not a service type of this office.").format(value=text_of(cell)),
                _("Known are: {names}.").format(names=self._labels),
            )
        return found

    def sex(self, cell: Cell) -> Sex:
        """ "L" male or "P" female."""
        _ = self._
        return self._word(SEXES, cell, _("{value} is neither L (male) nor P (female)."))

    def yes_no(self, cell: Cell) -> bool | None:
        """True for yes, False for no, None for a word that says nothing."""
        _ = self._
        return self._word(YES_NO, cell, _("{value} is neither yes nor no."))

    def priority(self, cell: Cell) -> str | None:
        """The code of the priority group."""
        _ = self._
        return self._word(PRIORITIES, cell, _("{value} is not one of elderly, toddler, pregnant, disabled."))

    def proof(self, cell: Cell) -> str | Warned | None:
        """The code of the proof of travel; an unknown word counts as none."""
        _ = self._
        word = fold(text_of(cell))
        if word in PROOFS:
            return PROOFS[word]
        return Warned(
            None, _("{value} is not a known proof; the trip counts as unproven.").format(value=text_of(cell))
        )

    @staticmethod
    def _word(table: Mapping[str, _T], cell: Cell, template: str) -> _T:
        try:
            return table[fold(text_of(cell))]
        except KeyError:
            raise RuleViolationError(template.format(value=text_of(cell))) from None

    def _moment(self, cell: Cell) -> Moment | None:
        """A word for "none" gives None."""
        if isinstance(cell, datetime):
            return Moment(cell.date(), cell.time())
        if isinstance(cell, date):
            return Moment(cell)
        if isinstance(cell, str):
            text = text_of(cell)
            return None if not text[:1].isdigit() and fold(text) in NOTHING else parse_moment(text, self._)
        _ = self._
        raise RuleViolationError(
            _("{value} is a number or a time, not a date.").format(value=text_of(cell)),
            _("Format the column as a date."),
        )

    def day(self, cell: Cell) -> date | None:
        """A date; a time beside it is left out."""
        plain = plain_day(cell) if type(cell) is str else None
        if plain is not None:
            return plain
        found = self._moment(cell)
        return found.day if found else None

    def stamp(self, cell: Cell) -> Stamp | None:
        """A date, with or without a time, as an instant."""
        plain = plain_moment(cell) if type(cell) is str else None
        if plain is not None:
            day, clock, _none = plain
            moment = datetime.combine(day, clock or time.min, self._zone).astimezone(UTC)
            return Stamp(moment, day, clock is not None and clock != time.min)
        found = self._moment(cell)
        if found is None:
            return None
        moment = found.at(self._zone)
        return Stamp(
            moment,
            found.day if found.zone is None else moment.astimezone(self._zone).date(),
            found.clock is not None and (found.clock != time.min or found.zone is not None),
        )
