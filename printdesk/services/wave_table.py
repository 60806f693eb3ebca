"""What the saved waves say: the list in force, who has which wave, and the times the counter has to give."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.settings_contacts import ContactSettings
from printdesk.domain.waves import WaveSlot
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import clock_time, month, weekday
from printdesk.models.contacts import Wave, WavePlace, WaveSet
from printdesk.services.work import View, Work

_PIECE = 500


def in_force(session: Session) -> WaveSet | None:
    """The newest saved list that was not taken back."""
    return session.scalar(select(WaveSet).where(WaveSet.undone_at.is_(None)).order_by(WaveSet.id.desc()).limit(1))


def waves_of(view: View | Work, application_ids: Iterable[int]) -> Mapping[int, tuple[datetime, datetime]]:
    """The wave of each of these that has one ahead, in the office's zone."""
    found = in_force(view.session)
    if found is None:
        return {}
    zone, ids = view.office.zone, list(application_ids)
    waves: dict[int, tuple[datetime, datetime]] = {}
    for at in range(0, len(ids), _PIECE):
        rows = view.session.execute(
            select(WavePlace.application_id, Wave.starts_at, Wave.ends_at)
            .join(Wave, Wave.id == WavePlace.wave_id)
            .where(
                Wave.set_id == found.id, Wave.ends_at > view.now,
                WavePlace.application_id.in_(ids[at : at + _PIECE]),
            )
        )  # fmt: skip
        waves.update((key, (start.astimezone(zone), end.astimezone(zone))) for key, start, end in rows)
    return waves


def wave_words(start: datetime, end: datetime, _: Catalogue) -> str:
    """ "Kamis 27 Juni, 09.00–10.00"."""
    day, lang = start.date(), _.lang
    return f"{weekday(day, lang)} {day.day} {month(day, lang)}, {clock_time(start, lang)}–{clock_time(end, lang)}"


def wave_slots(counter: WorkCalendar, now: datetime, settings: ContactSettings) -> tuple[WaveSlot, ...]:
    """The stretches of counter hours from now on: whole waves, and what is left of each opening as a shorter one."""
    day, found = counter.local(now).date(), list[WaveSlot]()
    days = 0
    while days < settings.wave_days:
        hours = counter.hours(day)
        found += [slot for start, end in hours for slot in _cut(start, end, settings) if slot.start > now]
        days += bool(hours)
        day = counter.next_open_day(day)
    return tuple(found)


def _cut(start: datetime, end: datetime, settings: ContactSettings) -> Iterable[WaveSlot]:
    length = timedelta(minutes=settings.wave_minutes)
    while start < end:
        until = min(start + length, end)
        yield WaveSlot(start, until, settings.wave_places((until - start).total_seconds() / 60))
        start = until
