"""How calls, texts and waves are worded in the window."""

from datetime import date, datetime

from printdesk.domain.waves import NO_ROOM, TOO_LATE
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.contact_words import text_names
from printdesk.services.contacts import ContactEntry, ContactView
from printdesk.services.owed_calls import OutageChoice, OwedCall
from printdesk.ui.kit import PillSpec
from printdesk.ui.theme import Kind, Tone

_URGENT_DAYS = 2


def contact_line(view: ContactView) -> str:
    """What is known of reaching the holder, in one line: "Told by Rina Wed 26/6 09:10", "Not reached twice"."""
    parts = [_last_words(view), shared_words(view.sharing)]
    return " · ".join(part for part in parts if part)


def wave_short(start: datetime, end: datetime) -> str:
    """When somebody is asked to come, in a line that says more: "Jum 28/6 09.00–10.00"."""
    return f"{dates.moment_short(start, language())}–{dates.clock_time(end, language())}"


def _last_words(view: ContactView) -> str:
    if view.number_is_wrong:
        return _("The telephone number is wrong")
    if view.attempts:
        return _tried(view)
    if view.told is not None:
        return _told(view.told)
    if view.entries:
        return _entry(view.entries[0])
    return _("Not told yet")


def _tried(view: ContactView) -> str:
    last = dates.moment_short(view.entries[0].at, language())
    if view.attempts == 1:
        return _("Not reached, {moment}").format(moment=last)
    if view.attempts == 2:
        return _("Not reached twice, last {moment}").format(moment=last)
    return _("Not reached {count} times, last {moment}").format(count=view.attempts, moment=last)


def _told(entry: ContactEntry) -> str:
    template = {
        "message_sent": _("Message sent by {name} {moment}"),
        "asked": _("Asked here, {name} {moment}"),
    }.get(entry.outcome, _("Told by {name} {moment}"))
    return template.format(name=entry.by, moment=dates.moment_short(entry.at, language()))


def _entry(entry: ContactEntry) -> str:
    template = {
        "text_copied": _("Text “{text}” copied by {name} {moment}"),
        "link_opened": _("Chat “{text}” opened by {name} {moment}"),
        "corrected": _("Number corrected by {name} {moment}"),
    }.get(entry.outcome, _("Noted by {name} {moment}"))
    return template.format(
        text=text_names(active()).get(entry.text_kind, ""), name=entry.by,
        moment=dates.moment_short(entry.at, language()),
    )  # fmt: skip


def contact_tone(view: ContactView) -> Tone | None:
    """Red for a wrong number, amber for who was not reached."""
    if view.number_is_wrong:
        return Tone.RED
    return Tone.AMBER if view.attempts else None


def shared_words(count: int) -> str:
    """That a number stands on several applications, "" for one."""
    if count < 2:
        return ""
    return plural(
        "This number stands on {count} application", "This number stands on {count} applications", count
    ).format(count=dates.number(count, language()))


def outage_words(outage: OutageChoice) -> str:
    """An outage in a list: its number, when it was, and how many are to be told."""
    lang = language()
    start = dates.day_short(outage.started_at.date(), lang)
    if outage.ended_at is None:
        span = _("since {day}").format(day=start)
    elif outage.ended_at.date() == outage.started_at.date():
        span = start
    else:
        span = f"{start} – {dates.day_short(outage.ended_at.date(), lang)}"
    owed = plural("{count} to tell", "{count} to tell", outage.owed).format(count=dates.number(outage.owed, lang))
    return f"{outage.number} · {span} · {owed}"


def departs_pill(row: OwedCall, today: date) -> PillSpec | None:
    """When somebody travels, the nearest in red."""
    if row.departs_at is None:
        return None
    lang = language()
    when = (
        dates.moment_short(row.departs_at, lang)
        if row.departs_has_time
        else dates.day_short(row.departs_at.date(), lang)
    )
    days = (row.departs_at.date() - today).days
    kind = Kind.LATE if days < 0 else Kind.TODAY if days <= _URGENT_DAYS else Kind.NOTE
    return PillSpec(kind, when)


def attempts_words(row: OwedCall) -> str:
    """How often somebody was tried."""
    if row.wrong_number:
        return _("wrong number")
    if not row.attempts:
        return "–"
    return plural("{count} time", "{count} times", row.attempts).format(count=row.attempts)


def left_words(why: str) -> str:
    """Why somebody has no wave."""
    return {
        TOO_LATE: _("ready after the last pickup for the trip: call"),
        NO_ROOM: _("no place left in these days"),
    }.get(why, why)


def hours_words(start: datetime, end: datetime) -> str:
    """ "09:00–10:00"."""
    return f"{dates.clock_time(start, language())}–{dates.clock_time(end, language())}"
