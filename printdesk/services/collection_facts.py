"""What decides by when a booklet should be collected, read for many at once; who says a last day asks here.

Both dates are kept and shown: when the booklet was issued, and when the applicant could know of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from printdesk.domain import codes
from printdesk.domain.collection import Announcement, Known, announcement, days_of, last_day, reminder_due
from printdesk.models.contacts import Contact
from printdesk.models.tables import Application, Paper, QualityCheck
from printdesk.models.uncollected import CollectSuspension, Reminder
from printdesk.services.outage_days import outage_days
from printdesk.services.work import View, Work

TOLD = ("told", "message_sent", "asked")
"""After one of these entries of the contact log the applicant knows."""
_PIECE = 500
"""Ids asked for at once; SQLite takes a limited number of values in one question."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """The office's switch that stops the month, in the office's zone.

    Attributes:
        until: its last day, None while nobody knows. ended: when it was ended before that, None while it holds.
    """

    id: int
    first: date
    until: date | None
    reason: str
    made_at: datetime
    made_by: str
    ended: datetime | None

    def holds(self, day: date) -> bool:
        """Whether the month stands still on that day."""
        last = self.last
        return self.first <= day and (last is None or day <= last)

    @property
    def last(self) -> date | None:
        """The last day on which it stopped the month: the day before it was ended; None while it is open."""
        if self.ended is None:
            return self.until
        before = self.ended.date() - timedelta(days=1)
        return before if self.until is None else min(before, self.until)


@dataclass(frozen=True, slots=True)
class Collection:
    """By when one booklet should be collected, and why; moments in the office's zone.

    Attributes:
        issued: when it passed the quality check or was shelved.
        announced: when the applicant could know, None while nobody told; known_by: from what.
        last_day: None while nobody told, or while the rule is suspended without an end.
        uncounted: days after the announcement that do not count: our outages and suspensions.
        reminders: days of the reminders that were given; due: the reminder to give today, None for none.
    """

    issued: datetime
    announced: datetime | None
    known_by: Known
    last_day: date | None
    uncounted: frozenset[date] = frozenset()
    suspended: bool = False
    reminders: tuple[int, ...] = ()
    due: int | None = None


def collections(view: View | Work, rows: Sequence[Application]) -> Mapping[int, Collection]:
    """By application id, for booklets that lie ready (or did when their state last changed)."""
    facts = _Facts(view, rows)
    return {row.id: facts.of(row) for row in rows}


def last_day_of(view: View | Work, row: Application) -> date | None:
    """The last day on which one booklet should be collected; None while nobody told or the rule is suspended."""
    return collections(view, [row])[row.id].last_day


def suspensions(view: View | Work) -> tuple[Suspension, ...]:
    """All of the office's suspensions, the newest first."""
    zone = view.office.zone
    rows = view.session.scalars(select(CollectSuspension).order_by(CollectSuspension.id.desc()))
    return tuple(
        Suspension(
            row.id, row.first, row.until, row.reason, row.made_at.astimezone(zone), row.made_by,
            row.ended_at.astimezone(zone) if row.ended_at else None,
        )
        for row in rows
    )  # fmt: skip


class _Facts:
    """Read once for all rows."""

    def __init__(self, view: View | Work, rows: Sequence[Application]) -> None:
        ids = [row.id for row in rows]
        self._view, self._zone = view, view.office.zone
        self._today = view.now.astimezone(self._zone).date()
        self._checked = _checked(view, ids)
        self._slips = _slips(view, ids)
        self._told = _told(view, ids)
        self._reminders = _reminders(view, ids)
        self._suspensions = suspensions(view)
        self._outages = {service: outage_days(view, "pickup", service) for service in {row.service for row in rows}}

    def of(self, row: Application) -> Collection:
        issued = min(self._checked.get(row.id, row.state_since), row.state_since)
        slip = next(iter(self._since(self._slips.get(row.id, []), issued)), None)
        told = next(iter(self._since(self._told.get(row.id, []), issued)), None)
        known = announcement(issued, row.promised, slip, told)
        return self._counted(row, issued, known)

    @staticmethod
    def _since(moments: Iterable[datetime], issued: datetime) -> Iterator[datetime]:
        return (moment for moment in sorted(moments) if moment >= issued)

    def _counted(self, row: Application, issued: datetime, known: Announcement) -> Collection:
        zone, pickup = self._zone, self._view.settings.pickup
        now_suspended = any(each.holds(self._today) for each in self._suspensions)
        if known.at is None:
            return Collection(issued.astimezone(zone), None, known.by, None, suspended=now_suspended)
        day = known.at.astimezone(zone).date()
        uncounted, endless = self._uncounted(row.service, day)
        given = tuple(sorted(each for each, at in self._reminders.get(row.id, ()) if at >= issued))
        days = () if now_suspended else pickup.reminder_days
        due = reminder_due(day, self._today, days, given, uncounted)
        last = last_day(day, pickup.collect_within_months, uncounted, self._view.office.counter_hours)
        stopped = endless is not None and last >= endless
        return Collection(
            issued.astimezone(zone), known.at.astimezone(zone), known.by, None if stopped else last,
            frozenset(each for each in uncounted if day < each <= last), now_suspended, given, due,
        )  # fmt: skip

    def _uncounted(self, service: str, day: date) -> tuple[frozenset[date], date | None]:
        """Days after `day` that do not count, and the first day of a suspension without an end."""
        days, endless = set(self._outages[service]), None
        for each in self._suspensions:
            last = each.last
            if last is None:
                endless = min(each.first, endless or each.first)
                last = max(self._today, each.first)
            days |= days_of(max(each.first, day), last)
        return frozenset(days), endless


def _checked(view: View | Work, ids: Sequence[int]) -> dict[int, datetime]:
    """When each passed the quality check for the last time."""
    found: dict[int, datetime] = {}
    for piece in _pieces(ids):
        rows = view.session.execute(
            select(QualityCheck.application_id, func.max(QualityCheck.at))
            .where(QualityCheck.application_id.in_(piece), QualityCheck.passed)
            .group_by(QualityCheck.application_id)
        )
        found.update((key, at) for key, at in rows)
    return found


def _slips(view: View | Work, ids: Sequence[int]) -> dict[int, list[datetime]]:
    """When pickup slips were made."""
    found: dict[int, list[datetime]] = {}
    for piece in _pieces(ids):
        rows = view.session.execute(
            select(Paper.application_id, Paper.made_at).where(
                Paper.application_id.in_(piece), Paper.kind == codes.PICKUP_SLIP
            )
        )
        for key, at in rows:
            found.setdefault(key or 0, []).append(at)
    return found


def _told(view: View | Work, ids: Sequence[int]) -> dict[int, list[datetime]]:
    found: dict[int, list[datetime]] = {}
    for piece in _pieces(ids):
        rows = view.session.execute(
            select(Contact.application_id, Contact.at).where(
                Contact.application_id.in_(piece), Contact.outcome.in_(TOLD), Contact.undone_at.is_(None)
            )
        )
        for key, at in rows:
            found.setdefault(key, []).append(at)
    return found


def _reminders(view: View | Work, ids: Sequence[int]) -> dict[int, list[tuple[int, datetime]]]:
    found: dict[int, list[tuple[int, datetime]]] = {}
    for piece in _pieces(ids):
        rows = view.session.execute(
            select(Reminder.application_id, Reminder.day, Reminder.at).where(
                Reminder.application_id.in_(piece), Reminder.undone_at.is_(None)
            )
        )
        for key, day, at in rows:
            found.setdefault(key, []).append((day, at))
    return found


def _pieces(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[at : at + _PIECE] for at in range(0, len(ids), _PIECE))
