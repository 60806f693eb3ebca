"""The days of the demo office: normal work, the outage of June 2024, and the morning on which it opens."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Jakarta")

START = datetime(2024, 6, 26, 8, 0, tzinfo=ZONE)
"""When the demo office's clock begins."""

OPENED = datetime(2024, 5, 13, 6, 45, tzinfo=ZONE)
"""When the office began to work with the program."""

NORMAL_DAYS = (*(date(2024, 6, day) for day in (3, 4, 5, 6, 7, 10, 11, 12, 13, 14)), date(2024, 6, 19))
"""Days on which all was printed; 17 and 18 June were a holiday and joint leave."""

LAST_NORMAL_DAY = NORMAL_DAYS[-1]

OUTAGE_DAYS = tuple(date(2024, 6, day) for day in (20, 21, 24, 25))
"""Days on which applications were taken and none was printed."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant of the office's clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
