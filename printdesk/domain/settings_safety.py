"""Settings of safety: when backups are made and which are kept, and how long personal data stay."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BackupSettings:
    """When backups are made by themselves, where they lie, and which of them are kept.

    Attributes:
        folder: where they lie; "" is a folder "backups" beside the database, or in the user's data where the
            database is on a server.
        every_hours: one is made when the last good one is older than this; 0: only at closing time.
        at_closing: one is made after the office closes, while a window is open.
        before_import_rows: one is made before a list of at least so many rows is taken over; 0: never.
        keep_last, keep_daily, keep_weekly, keep_monthly: how many of the newest, and of the newest of each day, week
            and month, are kept.
        warn_hours: without a good one for so long it is said aloud; 0: never.
        start_check_seconds: longest time that the check of the database takes when the window opens; 0: none.
    """

    folder: str = ""
    every_hours: int = 4
    at_closing: bool = True
    before_import_rows: int = 200
    keep_last: int = 8
    keep_daily: int = 14
    keep_weekly: int = 8
    keep_monthly: int = 12
    warn_hours: int = 24
    start_check_seconds: int = 20


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long data are kept, from a day on.

    Attributes:
        personal_months: personal data stay so long after the hand-over or the cancelling.
        record_years: ledger, stock and papers stay at least so long.
    """

    since: date
    personal_months: int
    record_years: int


FIRST_RULE = RetentionRule(date(2024, 1, 1), personal_months=12, record_years=10)


@dataclass(frozen=True, slots=True)
class RetentionSettings:
    """Both classes of data, dated: the newest rule whose day has come holds."""

    rules: tuple[RetentionRule, ...] = (FIRST_RULE,)
