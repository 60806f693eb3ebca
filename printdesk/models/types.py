"""Column types that behave the same on SQLite and PostgreSQL."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

_NAIVE = "a naive datetime reached the database"
_LONGEST_SPAN = 400
"""Days that are looked at one by one."""
_UNTIL_ZONE = len("2024-06-26 08:00:00.000000")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC; a naive one is a bug and raises `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps it without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(_NAIVE)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Always aware, always UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any] | None:
        """SQLite's text is written in one step."""
        return as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """SQLite's text is read in one step: a plan reads instants by the hundred thousand."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


@cache
def instant_reader(zone: ZoneInfo) -> Callable[[str], datetime]:
    """What reads an instant as SQLite keeps it into a zone; those read lately are known.

    Instants of one zone are compared ten times faster than those of two.
    """

    def read(text: str) -> datetime:
        return _aware(text).astimezone(zone)

    # Called so often that a frame of Python around the cache would count.
    return lru_cache(maxsize=1 << 16)(read)


def instants(given: Sequence[str] | Sequence[datetime], zone: ZoneInfo) -> list[datetime]:
    """Instants as the driver gives them, all in a zone.

    Where the zone keeps its distance from UTC between the first and the last, they are put into it by plain
    differences, which costs a third of asking the zone for each.
    """
    read = [each for each in given if isinstance(each, datetime)]
    if len(read) < len(given):
        read = list(map(datetime.fromisoformat, cast("Sequence[str]", given)))
    if len({each.tzinfo for each in read}) != 1:
        return [_in_utc(each).astimezone(zone) for each in read]
    first = min(read)
    start = _in_utc(first)
    if not _steady(zone, start, max(read) - first):
        return [_in_utc(each).astimezone(zone) for each in read]
    local = start.astimezone(zone)
    return [local + (each - first) for each in read]


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _steady(zone: ZoneInfo, first: datetime, span: timedelta) -> bool:
    """Whether a zone is equally far from UTC from the day before a span to the day behind it.

    No clock is changed twice within a day; and where one was just put back, an hour comes twice.
    """
    if span.days > _LONGEST_SPAN:
        return False
    return len({(first + timedelta(days=n)).astimezone(zone).utcoffset() for n in range(-1, span.days + 2)}) == 1


def as_text(moment: datetime | None) -> str | None:
    """As SQLAlchemy writes it: UTC without its name, always with microseconds."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError(_NAIVE)
    return moment.astimezone(UTC).isoformat(" ", "microseconds")[:_UNTIL_ZONE]


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else _aware(text)


def _aware(text: str) -> datetime:
    """An instant as SQLite keeps it, in UTC; to name the zone in the text costs a fifth of putting it in later."""
    return datetime.fromisoformat(text).astimezone(UTC) if "+" in text else datetime.fromisoformat(f"{text}+00:00")
