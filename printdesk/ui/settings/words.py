"""How the room words hours, rules and roles."""

from datetime import date, datetime, time

from printdesk.domain.settings import DayHours, UrgencyClass
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.field_words import proof_words


def count_text(count: int) -> str:
    """A number as the language writes it."""
    return dates.number(count, language())


def hours_text(hours: DayHours) -> str:
    """ "07.30–12.00, 13.00–16.00", or that the day is closed."""
    return ", ".join(f"{_time(start)}–{_time(end)}" for start, end in hours) or _("closed")


def open_text(intervals: tuple[tuple[datetime, datetime], ...]) -> str:
    """The same for a certain day."""
    return hours_text(tuple((start.time(), end.time()) for start, end in intervals))


def _time(moment: time) -> str:
    return moment.strftime("%H.%M" if language() == "id" else "%H:%M")


def weekdays() -> list[str]:
    """Monday to Sunday."""
    return [dates.weekday(date(2024, 1, number), language()) for number in range(1, 8)]


def rule_text(one: UrgencyClass) -> str:
    """Who belongs to an urgency class."""
    rules = {
        "proven": _("a proven case"),
        "leaves_soon": plural(
            "proven trip that leaves within {count} working day",
            "proven trip that leaves within {count} working days",
            one.within_days,
        ).format(count=one.within_days),
        "same_day": _("same-day service, paid, within the quota"),
        "proven_trip": _("any proven trip"),
        "unproven_trip": _("a trip without proof"),
        "rest": _("everybody else"),
    }
    words = proof_words(active())
    proofs = ", ".join(words.get(code, code) for code in one.proofs)
    text = rules.get(one.rule, one.rule)
    return f"{text}: {proofs}" if proofs else text


def role_words() -> dict[str, str]:
    """The roles of a person."""
    return {
        "print": _("prints"),
        "quality": _("checks quality"),
        "counter": _("pickup counter"),
        "blanks": _("keeps the blanks"),
        "supervisor": _("supervisor"),
        "administrator": _("administrator"),
        "auditor": _("auditor"),
    }


def grade_text(grade: str) -> str:
    """A civil servant's grade; "—" for none."""
    return _("non-ASN") if grade == "non_asn" else grade or "—"


def yes_no(value: bool) -> str:
    """Yes or no."""
    return _("yes") if value else _("no")
