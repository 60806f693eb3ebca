"""Dates and times as Indonesian offices write them, and as English ones do; nothing is ever guessed.

Read: 26-06-2024, 26/6/2024, 26.06.2024, 2024-06-26, 26 Juni 2024, "Rabu, 26 Jun 2024", June 26, 2024, each with or
without 16.00, 16:00:30, 4:00 PM, WIB, WITA, WIT, Z or +07:00. Day comes before month; two-digit years are refused.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, dates

_EARLIEST, _LATEST = 1900, 2100

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari pebruari february feb peb", "maret march mar mrt", "april apr",
            "mei may", "juni june jun", "juli july jul", "agustus august agt agu ags agst aug",
            "september sep sept", "oktober october okt oct", "november nopember nov nop", "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin sen monday mon", "selasa sel tuesday tue tues", "rabu rab wednesday wed",
            "kamis kam thursday thu thur thurs", "jumat jum'at jum friday fri", "sabtu sab saturday sat",
            "minggu ahad min mgg sunday sun",
        )
    )
    for name in names.split()
}  # fmt: skip
_ZONES = {"wib": 7, "wita": 8, "wit": 9, "z": 0, "utc": 0, "gmt": 0}

_PARTS = re.compile(
    r"""(?:(?P<weekday>[a-z']{3,9})\.?\s*,?\s*)??
    (?:
        (?P<y>\d{4})\s*[-/.]\s*(?P<ym>\d{1,2})\s*[-/.]\s*(?P<yd>\d{1,2})
      | (?P<d>\d{1,2})\s*[-/.]\s*(?P<m>\d{1,2})\s*[-/.]\s*(?P<dy>\d{2}(?:\d{2})?)
      | (?P<nd>\d{1,2})[\s\-/.]*(?P<month>[a-z]{3,9})[\s\-/.,]*(?P<ny>\d{2}(?:\d{2})?)
      | (?P<emonth>[a-z]{3,9})\.?\s*(?P<ed>\d{1,2})\s*,\s*(?P<ey>\d{4})
    )
    (?:
        (?:\s*,\s*|\s+|t|\s*[-–]\s*)(?:(?:pukul|jam|pkl|at)\.?\s*)?
        (?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2})(?:[.,]\d+)?)?
        \s*(?P<half>am|pm|a\.m\.|p\.m\.)?
        \s*(?P<zone>wib|wita|wit|z|utc|gmt|(?:utc|gmt)?[+-]\d{2}:?(?:\d{2})?)?
    )?\.?\Z""",
    re.VERBOSE,
)

_PLAIN_DAY = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z", re.ASCII)
_PLAIN_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})\Z", re.ASCII)
"""26/06/2024 or 26-6-2024, and 08.30: the way nearly all cells are written."""


class Moment(NamedTuple):
    """A date as a list names it.

    Attributes:
        day: the date.
        clock: the time of day, None when only a date was written.
        zone: the zone written beside the time, None for the office's own.
    """

    day: date
    clock: time | None = None
    zone: tzinfo | None = None

    def at(self, office: tzinfo) -> datetime:
        """The instant in UTC; without a time the start of the day, without a zone the office's."""
        wall = datetime.combine(self.day, self.clock or time.min, self.zone or office)
        return wall.astimezone(UTC)


def parse_moment(text: str, _: Catalogue) -> Moment:
    """The date, and the time if there is one, that `text` names.

    Raises:
        RuleViolationError: in words, why it cannot be read: month first, two-digit year, no such day, a weekday that
            contradicts the date, an impossible time.
    """
    plain = plain_moment(text)
    if plain is not None:
        return plain
    value = " ".join(text.split())
    found = _PARTS.match(value.lower())
    if found is None:
        raise _wrong(_("{value} is not a date that can be read.").format(value=value), _)
    part = found.groupdict()
    day = _day(part, value, _)
    _check_weekday(part["weekday"], day, value, _)
    clock = _time(part, value, _)
    return Moment(day, clock, _zone(part["zone"], value, _))


def plain_moment(text: str) -> Moment | None:
    """The way nearly all cells are written; None for any other, and for what needs a sentence."""
    written, blank, clock = text.partition(" ")
    day = plain_day(written)
    if day is None or not blank:
        return None if day is None else Moment(day)
    at = _plain_clock(clock)
    return None if at is None else Moment(day, at)


@lru_cache(maxsize=4_096)
def plain_day(text: str) -> date | None:
    """The day alone; None for any other text, and for what needs a sentence."""
    found = _PLAIN_DAY.match(text)
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day) if _EARLIEST <= year <= _LATEST else None
    except ValueError:
        return None


@lru_cache(maxsize=2_048)
def _plain_clock(text: str) -> time | None:
    found = _PLAIN_CLOCK.match(text)
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def _wrong(message: str, _: Catalogue) -> RuleViolationError:
    return RuleViolationError(message, _("Write day, month and year, for instance 26/06/2024 or 26 Juni 2024."))


def _day(part: dict[str, str | None], value: str, _: Catalogue) -> date:
    year = part["y"] or part["dy"] or part["ny"] or part["ey"] or ""
    name = part["month"] or part["emonth"]
    number = part["ym"] or part["m"] or _MONTHS.get(name or "")
    day = int(part["yd"] or part["d"] or part["nd"] or part["ed"] or 0)
    if number is None:
        raise _wrong(_("{name} in {value} is not the name of a month.").format(name=name, value=value), _)
    if len(year) != 4:
        raise _wrong(_("The year in {value} has two digits; it needs four.").format(value=value), _)
    if not _EARLIEST <= int(year) <= _LATEST:
        raise _wrong(_("The year in {value} cannot be right.").format(value=value), _)
    return _checked_day(int(year), int(number), day, value, _)


def _checked_day(year: int, month: int, day: int, value: str, _: Catalogue) -> date:
    if month > 12 and day <= 12:
        message = _("{value} has no month {month}: day and month seem to be exchanged.")
        raise _wrong(message.format(value=value, month=month), _)
    try:
        return date(year, month, day)
    except ValueError:
        raise _wrong(_("{value}: there is no such day in the calendar.").format(value=value), _) from None


def _check_weekday(name: str | None, day: date, value: str, _: Catalogue) -> None:
    if name is None:
        return
    if name not in _WEEKDAYS:
        raise RuleViolationError(_("{name} in {value} is not a day of the week.").format(name=name, value=value))
    if _WEEKDAYS[name] != day.weekday():
        raise RuleViolationError(
            _("{value} says {name}, but that date is a {weekday}.").format(
                value=value, name=name.capitalize(), weekday=dates.weekday(day, _.lang)
            ),
            _("Correct the day of the week or the date."),
        )


def _time(part: dict[str, str | None], value: str, _: Catalogue) -> time | None:
    if part["hour"] is None:
        return None
    hour, half = int(part["hour"]), (part["half"] or "")[:1]
    try:
        if half and not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        return time(hour, int(part["minute"] or 0), int(part["second"] or 0))
    except ValueError:
        raise RuleViolationError(
            _("The time in {value} cannot be right.").format(value=value),
            _("Write hours from 0 to 23 and minutes, for instance 16.00."),
        ) from None


def _zone(text: str | None, value: str, _: Catalogue) -> tzinfo | None:
    if text is None:
        return None
    if text in _ZONES:
        return timezone(timedelta(hours=_ZONES[text]))
    digits = re.sub(r"[^\d]", "", text).ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=14):
        raise RuleViolationError(
            _("The time zone in {value} cannot be right.").format(value=value), _("Write WIB, WITA, WIT or +07:00.")
        )
    return timezone(-offset if "-" in text else offset)
