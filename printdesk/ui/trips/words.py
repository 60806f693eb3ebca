"""How the room words days, departures and verdicts."""

from datetime import date, datetime

from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.departure_words import verdict_words
from printdesk.services.departures import Departure, Verdict
from printdesk.services.field_words import proof_words
from printdesk.ui.kit import PillSpec
from printdesk.ui.theme import Kind

_KINDS = {
    Verdict.AT_RISK: Kind.FAILED,
    Verdict.IN_TIME: Kind.READY,
    Verdict.READY: Kind.DONE,
    Verdict.HURRY: Kind.SLACK,
    Verdict.HELD: Kind.STOPPED,
    Verdict.PASSED: Kind.LATE,
}


def count_text(count: int) -> str:
    """A number as the language writes it."""
    return dates.number(count, language())


def short_number(number: str) -> str:
    """The end of an application number, as lists show it: "…4402"; the whole is on the card and in the tooltip."""
    return f"…{number[-4:]}"


def days_until(day: date, today: date) -> str:
    """How far a day is away: "today", "tomorrow", "6 days"; "gone" when it is past."""
    days = (day - today).days
    if days < 0:
        return _("gone")
    if days <= 1:
        return _("tomorrow") if days else _("today")
    return plural("{count} day", "{count} days", days).format(count=count_text(days))


def departure_text(row: Departure) -> str:
    """A departure with its weekday, with its time where that is known."""
    if row.departs_has_time:
        return dates.moment_short(row.departs_at, language())
    return dates.day_short(row.departs_at.date(), language())


def moment_text(moment: datetime | None, nothing: str = "—") -> str:
    """A moment with its weekday."""
    return dates.moment_short(moment, language()) if moment else nothing


def second_text(moment: datetime) -> str:
    """A moment to the second, as a kept plan is named: two may fall into one minute."""
    seconds = moment.strftime(".%S" if language() == "id" else ":%S")
    return f"{dates.moment_short(moment, language())}{seconds}"


def proof_text(code: str) -> str:
    """A proof of travel in words."""
    return proof_words(active()).get(code, code) if code else _("no proof")


def verdict_pill(row: Departure) -> PillSpec:
    """The verdict on a trip at a glance."""
    return PillSpec(_KINDS[row.verdict], verdict_words(row, active()))
