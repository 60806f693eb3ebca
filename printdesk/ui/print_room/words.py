"""The room's words: short numbers, departures, what a station prints, and how the plan's dates are written."""

from collections.abc import Sequence
from datetime import date, datetime

from printdesk.domain.settings import OfficeSettings
from printdesk.i18n import _, dates, language
from printdesk.i18n.catalogue import active
from printdesk.services.attempts import AttemptView
from printdesk.services.field_words import proof_words
from printdesk.services.office import Switch
from printdesk.services.plan_words import UrgencyKind
from printdesk.services.print_rows import HandRow
from printdesk.ui.list_words import days_until as days_until
from printdesk.ui.list_words import short_number as short_number
from printdesk.ui.list_words import veiled as veiled
from printdesk.ui.theme import Kind

_SOON_DAYS = 3
_WEEK_DAYS = 7
_LONGEST_WORD = 16
_BREAK = "\u200b"

URGENCY_SIGNS = {
    UrgencyKind.RISK: Kind.FAILED,
    UrgencyKind.TODAY: Kind.TODAY,
    UrgencyKind.SLACK: Kind.SLACK,
    UrgencyKind.OVERDUE: Kind.LATE,
}
"""Shape and colour of each urgency; what has none is only waiting."""


def grouped_number(number: str) -> str:
    """An application number as it is read aloud: "1133 0702 8815 4410"."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def departure_pill(departs: datetime | None, today: date) -> tuple[Kind, str]:
    """A departure as a pill; no words without a trip."""
    if departs is None:
        return Kind.NOTE, ""
    days = (departs.date() - today).days
    text = _("Departs {day}").format(day=dates.day_short(departs.date(), language()))
    if days < 0:
        return Kind.LATE, text
    if days <= _SOON_DAYS:
        return Kind.TODAY, text
    return (Kind.SLACK if days <= _WEEK_DAYS else Kind.NOTE), text


def proof_text(code: str) -> str:
    """A proof of travel in words; "" without one."""
    return proof_words(active()).get(code, code)


def seen_text(row: HandRow) -> str:
    """What stands beside a departure: the proof and when it was seen, then the group."""
    parts = []
    if row.proof and row.proof_seen_at is not None:
        day = dates.day_short(row.proof_seen_at.date(), language())
        parts.append(_("{proof} seen {day}").format(proof=proof_text(row.proof), day=day))
    elif row.proof:
        parts.append(proof_text(row.proof))
    elif row.departs_at is not None:
        parts.append(_("no proof"))
    if row.group:
        parts.append(row.group)
    return " · ".join(parts)


def history_text(attempts: Sequence[AttemptView]) -> str:
    """Earlier attempts, one a line: blank, station, operator, what became of it, and the next step of the last."""
    lines = [attempt_text(each) for each in attempts]
    step = attempts[-1].next_step.text(language()) if attempts and attempts[-1].next_step else ""
    return "\n".join([*lines, f"→ {step}"] if step else lines)


def last_attempt_text(attempts: Sequence[AttemptView]) -> str:
    """What became of the last attempt, in a few words: "B4471203: Ink bleeding"; "" without one."""
    return f"{attempts[-1].serial}: {_became(attempts[-1])}" if attempts else ""


def attempt_text(attempt: AttemptView) -> str:
    """ "1: B4471203 · R2 · Dwi Rahayu · Ink bleeding"."""
    text = f"{attempt.number}: {attempt.serial} · {attempt.station} · {attempt.operator} · {_became(attempt)}"
    if attempt.approved_at is None:
        return text
    approved = _("reprint approved by {name}, {moment}")
    moment = dates.moment_short(attempt.approved_at, language())
    return f"{text} · {approved.format(name=attempt.approved_by, moment=moment)}"


def _became(attempt: AttemptView) -> str:
    became = {
        "printed": _("printed"),
        "blank": _("stayed blank"),
        "open": _("in the machine"),
        "failed": _("failed"),
        "check_failed": _("failed the check"),
    }[attempt.outcome]
    return attempt.reason.text(language()) if attempt.reason else became


def rate_text(rate: float) -> str:
    """ "10/hour"."""
    shown = f"{rate:g}".replace(".", "," if language() == "id" else ".")
    return _("{rate}/hour").format(rate=shown)


def station_text(settings: OfficeSettings, code: str) -> str:
    """What a station prints."""
    labels = settings.service_labels(language())
    return " · ".join(labels.get(one, one) for one in settings.station(code).services)


def stopped_text(name: str, switch: Switch, now: datetime) -> str:
    """A stopped station or service in a sentence: since when, until when, why."""
    since, back = _moment(switch.since, now), _moment(switch.expected_back, now)
    if since and back:
        text = _("{name}: stopped since {since}, expected back {back}.").format(name=name, since=since, back=back)
    elif since:
        text = _("{name}: stopped since {since}.").format(name=name, since=since)
    else:
        text = _("{name}: stopped.").format(name=name)
    return f"{text} {switch.note}".strip()


def _moment(moment: datetime | None, now: datetime) -> str:
    return unbroken(dates.moment_short(moment.astimezone(now.tzinfo), language())) if moment else ""


def unbroken(text: str) -> str:
    """A short text that stays on one line."""
    return text.replace(" ", "\u00a0")


def breakable(name: str) -> str:
    """A name with invisible places to break a line inside very long words, so that none is ever cut."""
    pieces = (
        _BREAK.join(word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD))
        for word in name.split(" ")
    )
    return " ".join(pieces)
