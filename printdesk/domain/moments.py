"""Moments near and far in words, as one reader reads them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from printdesk.i18n import Catalogue, dates


@dataclass(frozen=True, slots=True)
class Moments:
    """Words for moments near and far, as one reader reads them.

    Attributes:
        now: what "today" means.
        zone: the zone in which moments are shown.
        dated: for what is read another day: never "today", always the date.
    """

    now: datetime
    zone: tzinfo
    texts: Catalogue
    dated: bool = False

    def day(self, day: date) -> str:
        """ "Thu 27 June"; of another year than this one with its year."""
        words = _day_words(day, self.texts.lang)
        return words if day.year == self.now.year else f"{words} {day.year}"

    def moment(self, moment: datetime) -> str:
        """ "Thu 27 June 16:00"."""
        local = moment.astimezone(self.zone)
        return f"{self.day(local.date())} {time_words(local.hour, local.minute, self.texts.lang)}"

    def near(self, moment: datetime) -> str:
        """ "today 16:00", "tomorrow 08:00", else with the date."""
        local = moment.astimezone(self.zone)
        return self.near_day(local.date()).format(time=time_words(local.hour, local.minute, self.texts.lang))

    def near_day(self, day: date) -> str:
        """ "today {time}", "tomorrow {time}", else with the date; the time is still to be put in."""
        _, today = self.texts, self.now.astimezone(self.zone).date()
        if self.dated:
            return f"{self.day(day)} {{time}}"
        if day == today:
            return _("today {time}")
        if day == today + timedelta(days=1):
            return _("tomorrow {time}")
        return f"{self.day(day)} {{time}}"


@lru_cache(maxsize=1024)
def _day_words(day: date, lang: str) -> str:
    return dates.day_medium(day, lang)


@lru_cache(maxsize=4096)
def time_words(hour: int, minute: int, lang: str) -> str:
    """ "16:00"; made once, for sentences come by the ten thousand."""
    return dates.clock_time(datetime.combine(date.min, time(hour, minute)), lang)
