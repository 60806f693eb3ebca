"""How a list that everybody in the room can see writes names, numbers and days."""

from datetime import date

from printdesk.i18n import _, plural

_SHORT_WORD = 2
_STARS = "***"


def short_number(number: str) -> str:
    """The end of an application number, as lists show it: "…4402"; the whole is on the card and in the search."""
    return f"…{number[-4:]}"


def veiled(name: str) -> str:
    """A name in a list everybody in the room can see: the first long word whole, then first letters."""
    words = name.split()
    whole = next((at for at, word in enumerate(words) if len(word) > _SHORT_WORD), len(words)) + 1
    return " ".join([*words[:whole], *(word[0] + _STARS for word in words[whole:])])


def days_until(day: date, today: date) -> str:
    """How far a day is away: "today", "tomorrow", "6 days"; "gone" when it is past."""
    days = (day - today).days
    if days < 0:
        return _("gone")
    if days <= 1:
        return _("tomorrow") if days else _("today")
    return plural("{count} day", "{count} days", days).format(count=days)
