"""When a backup is due, which are kept, and when it must be said that one is missing."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta

from printdesk.domain.settings_safety import BackupSettings

_HOUR = timedelta(hours=1)


def is_due(settings: BackupSettings, now: datetime, last_good: datetime | None, closed_at: datetime | None) -> bool:
    """Whether one should be made by itself now.

    Args:
        last_good: when the last good one was taken, or None.
        closed_at: when the office last closed, at or before now; None where it never did.
    """
    if last_good is None:
        return settings.every_hours > 0 or (settings.at_closing and closed_at is not None)
    if settings.every_hours and now - last_good >= settings.every_hours * _HOUR:
        return True
    return settings.at_closing and closed_at is not None and last_good < closed_at <= now


def missed_since(
    settings: BackupSettings, now: datetime, last_good: datetime | None, begun: datetime | None
) -> datetime | None:
    """Since when there is no good backup, where that must be said; else None.

    Args:
        begun: when the office's books begin: before the first backup the time counts from there.
    """
    since = last_good or begun
    if not settings.warn_hours or since is None or now - since < settings.warn_hours * _HOUR:
        return None
    return since


def kept(settings: BackupSettings, taken: Sequence[datetime]) -> frozenset[int]:
    """Places of the good backups that stay.

    The newest ones, and the newest of each of the last days, weeks and months that have any; the last good one
    always stays, whatever the settings say.

    Args:
        taken: when each good one was taken, in the office's zone.
    """
    order = sorted(range(len(taken)), key=lambda at: taken[at], reverse=True)
    stay = set(order[: max(1, settings.keep_last)])
    spans: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (settings.keep_daily, lambda moment: moment.date()),
        (settings.keep_weekly, lambda moment: moment.isocalendar()[:2]),
        (settings.keep_monthly, lambda moment: (moment.year, moment.month)),
    )
    for count, span in spans:
        newest: dict[Hashable, int] = {}
        for at in order:
            newest.setdefault(span(taken[at]), at)
        stay.update(list(newest.values())[:count])
    return frozenset(stay)
