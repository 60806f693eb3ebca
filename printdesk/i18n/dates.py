"""Dates, times and numbers as the office writes them, always with the weekday.

Every function takes times already in the zone to be shown and a language code ("id" or "en").
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

_DAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
_READ_LATER: ContextVar[bool] = ContextVar("read_later", default=False)


@contextmanager
def read_later() -> Iterator[None]:
    """Within it, in this thread, short days carry their year: for lists that leave the screen and are read another
    year."""
    before = _READ_LATER.set(True)
    try:
        yield
    finally:
        _READ_LATER.reset(before)


def is_read_later() -> bool:
    """Whether what is written now is read another day, when "today" means nothing any more."""
    return _READ_LATER.get()


def _lang(lang: str) -> str:
    return lang if lang in _DAYS else "id"


def weekday(day: date, lang: str) -> str:
    """Full weekday name: "Rabu", "Wednesday"."""
    return _DAYS[_lang(lang)][day.weekday()]


def weekday_short(day: date, lang: str) -> str:
    """First three letters of the weekday: "Rab", "Wed"."""
    return weekday(day, lang)[:3]


def month(day: date, lang: str) -> str:
    """Full month name: "Juni", "June"."""
    return _MONTHS[_lang(lang)][day.month - 1]


def day_short(day: date, lang: str) -> str:
    """For table cells: "Rab 26/6", "Wed 26/6"; "Wed 26/6/2024" where it is read later."""
    year = f"/{day.year}" if _READ_LATER.get() else ""
    return f"{weekday_short(day, lang)} {day.day}/{day.month}{year}"


def day_medium(day: date, lang: str) -> str:
    """For sentences: "Rab 26 Juni", "Wed 26 June"."""
    return f"{weekday_short(day, lang)} {day.day} {month(day, lang)}"


def day_long(day: date, lang: str) -> str:
    """For papers: "Rabu, 26 Juni 2024", "Wednesday, 26 June 2024"."""
    return f"{weekday(day, lang)}, {day.day} {month(day, lang)} {day.year}"


def clock_time(moment: datetime, lang: str) -> str:
    """ "13.00" in Indonesian, "13:00" in English."""
    return moment.strftime("%H.%M" if _lang(lang) == "id" else "%H:%M")


def clock_seconds(moment: datetime, lang: str) -> str:
    """ "13.00.05" in Indonesian, "13:00:05" in English."""
    return moment.strftime("%H.%M.%S" if _lang(lang) == "id" else "%H:%M:%S")


def zone_name(moment: datetime) -> str:
    """ "WIB", "WITA" or "WIT"; elsewhere the zone's own abbreviation."""
    offset = moment.utcoffset()
    hours = offset.total_seconds() / 3600 if offset is not None else None
    return _ZONES.get(int(hours), moment.tzname() or "") if hours in _ZONES else (moment.tzname() or "")


def moment_short(moment: datetime, lang: str) -> str:
    """For table cells: "Rab 26/6 13.00"."""
    return f"{day_short(moment.date(), lang)} {clock_time(moment, lang)}"


def moment_medium(moment: datetime, lang: str) -> str:
    """For sentences: "Rab 26 Juni 13.00"."""
    return f"{day_medium(moment.date(), lang)} {clock_time(moment, lang)}"


def moment_long(moment: datetime, lang: str) -> str:
    """For papers: "Rab 26 Juni 2024, 13.00 WIB"."""
    day = moment.date()
    return f"{day_medium(day, lang)} {day.year}, {clock_time(moment, lang)} {zone_name(moment)}"


def number(value: int, lang: str) -> str:
    """Thousands as the language writes them: "1.312" in Indonesian, "1,312" in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if _lang(lang) == "id" else text


def rupiah(value: int) -> str:
    """Money as printed in Indonesia: "Rp1.000.000"."""
    return "Rp" + f"{value:,}".replace(",", ".")
