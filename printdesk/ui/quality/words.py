"""The room's words: numbers, departures, and who printed a booklet when."""

from datetime import date, datetime

from printdesk.i18n import _, dates, language, plural
from printdesk.services.quality import CheckedToday, QualityRow
from printdesk.services.shelf import Neighbours
from printdesk.ui.theme import Kind

_SOON_DAYS = 3
_WEEK_DAYS = 7
_LONGEST_WORD = 22
_NAMED_SLOTS = 4
_BREAK = "\u200b"


def grouped_number(number: str) -> str:
    """An application number as it is read aloud: "1133 0702 8815 4410"."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def short_number(number: str) -> str:
    """The end of an application number, as lists show it: "…4402"."""
    return f"…{number[-4:]}"


def breakable(name: str) -> str:
    """A name with invisible places to break a line inside very long words, so that none is ever cut."""
    pieces = (
        _BREAK.join(word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))
        for word in name.split(" ")
    )
    return " ".join(pieces)


def days_until(day: date, today: date) -> str:
    """How far a day is away: "today", "tomorrow", "6 days"; "gone" when it is past."""
    days = (day - today).days
    if days < 0:
        return _("gone")
    if days <= 1:
        return _("tomorrow") if days else _("today")
    return plural("{count} day", "{count} days", days).format(count=days)


def departure_kind(departs: datetime, today: date) -> Kind:
    """The sign of a departure: within three days, within a week, later, gone."""
    days = (departs.date() - today).days
    if days < 0:
        return Kind.LATE
    if days <= _SOON_DAYS:
        return Kind.TODAY
    return Kind.SLACK if days <= _WEEK_DAYS else Kind.NOTE


def departure_text(departs: datetime, today: date) -> str:
    """ "Departs Thu 27/6 · tomorrow"."""
    day = dates.day_short(departs.date(), language())
    return f"{_('Departs {day}').format(day=day)} · {days_until(departs.date(), today)}"


def moment_cell(moment: datetime, today: date) -> str:
    """ "08:50" today, "Tue 25/6" before."""
    if moment.date() == today:
        return dates.clock_time(moment, language())
    return dates.day_short(moment.date(), language())


def birth_text(iso: str) -> str:
    """A date of birth as the booklet shows it, to be compared with it: "17 May 1990", without a weekday."""
    if not iso:
        return "—"
    born = date.fromisoformat(iso)
    return f"{born.day} {dates.month(born, language())} {born.year}"


def sex_text(code: str) -> str:
    """The sex in words with the booklet's letter: "male (M)" for L, "female (F)" for P."""
    return {"L": _("male (L/M)"), "P": _("female (P/F)")}.get(code, "—")


def printed_text(row: QualityRow, now: datetime) -> str:
    """Who printed it where and when: "Dwi Rahayu · R2 · 08:50"."""
    moment = moment_cell(row.since.astimezone(now.tzinfo), now.date())
    return " · ".join(part for part in (row.operator, row.station, moment) if part)


def neighbour_words(found: Neighbours) -> str:
    """When it is expected, and its family: "Expected Thu 27/6 · Keluarga Budi: with A-013"."""
    words = [_("Expected {day}").format(day=dates.day_short(found.expected, language()))]
    if found.beside:
        slots = ", ".join(found.beside[:_NAMED_SLOTS]) + ("…" if len(found.beside) > _NAMED_SLOTS else "")
        words.append(_("{group}: with {slots}").format(group=breakable(found.group), slots=slots))
    elif found.group:
        words.append(_("{group}: the first of them").format(group=breakable(found.group)))
    if found.coming:
        coming = plural("{count} more to come, room is kept", "{count} more to come, room is kept", found.coming)
        words.append(coming.format(count=found.coming))
    return " · ".join(words)


def today_text(today: CheckedToday) -> str:
    """What the checks of today came to: "Today 31 passed and 2 failed."."""
    if not today.passed and not today.failed:
        return _("Nothing was checked yet today.")
    passed, failed = (dates.number(count, language()) for count in (today.passed, today.failed))
    return _("Today {passed} passed and {failed} failed.").format(passed=passed, failed=failed)
