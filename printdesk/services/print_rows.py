"""Rows of the print room, read from the database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from printdesk.domain.states import AT_STATION
from printdesk.models.tables import Application, Booklet, PrintAttempt
from printdesk.services.work import View

_MOST = 100


@dataclass(frozen=True, slots=True)
class HandRow:
    """An application in an operator's hands, or one that left them today.

    Attributes:
        state: of the application, or "failed" / "printed" for an attempt that ended.
        serial: of the bound booklet, or "".
        attempt: number of print attempts so far.
        reason: code of the failure, or "".
        since: when it was claimed, bound or ended.
    """

    application_id: int
    number: str
    name: str
    service: str
    state: str
    station: str
    operator: str
    serial: str
    attempt: int
    reason: str
    departs_at: datetime | None
    departs_has_time: bool
    proof: str
    proof_seen_at: datetime | None
    group: str
    since: datetime


def open_rows(view: View, condition: object) -> tuple[HandRow, ...]:
    """Applications in operators' hands that meet a condition, in the order in which they were taken."""
    return _rows(view, condition, Application.state.in_(AT_STATION))


def rows_of(view: View, application_ids: Sequence[int]) -> tuple[HandRow, ...]:
    """Applications by their ids, wherever they stand by now."""
    return _rows(view, Application.id.in_(application_ids))


def _rows(view: View, *conditions: object) -> tuple[HandRow, ...]:
    # Counted for each row by itself: grouped as a whole, every attempt ever made would be read.
    attempts = (
        select(func.count())
        .where(PrintAttempt.application_id == Application.id)
        .correlate(Application)
        .scalar_subquery()
    )
    rows = view.session.execute(
        select(Application, Booklet.serial, attempts)
        .outerjoin(Booklet, Booklet.id == Application.booklet_id)
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(Application.claimed_at, Application.claim_order, Application.id)
    )
    return tuple(_hand_row(view, row, serial, n or 0) for row, serial, n in rows)


def _hand_row(view: View, row: Application, serial: str | None, attempts: int) -> HandRow:
    zone = view.office.zone
    return HandRow(
        row.id, row.number, row.name, row.service, row.state, row.claimed_station or "", row.claimed_by or "",
        serial or "", attempts, "", row.departs_at.astimezone(zone) if row.departs_at else None,
        row.departs_has_time, row.proof or "", row.proof_seen_at.astimezone(zone) if row.proof_seen_at else None,
        row.group_name or "", (row.claimed_at or row.state_since).astimezone(zone),
    )  # fmt: skip


def ended_rows(view: View, station: str, user: str, since: datetime) -> tuple[HandRow, ...]:
    """What an operator printed or spoiled at a station since a moment, the newest first."""
    rows: Iterable[tuple[PrintAttempt, Application, str]] = view.session.execute(
        select(PrintAttempt, Application, Booklet.serial)
        .join(Application, Application.id == PrintAttempt.application_id)
        .join(Booklet, Booklet.id == PrintAttempt.booklet_id)
        .where(
            PrintAttempt.station == station,
            PrintAttempt.operator == user,
            PrintAttempt.outcome.in_(["printed", "failed"]),
            PrintAttempt.outcome_at >= since,
        )
        .order_by(PrintAttempt.outcome_at.desc(), PrintAttempt.id.desc())
        .limit(_MOST)
    )
    return tuple(_ended_row(view, attempt, row, serial) for attempt, row, serial in rows)


def _ended_row(view: View, attempt: PrintAttempt, row: Application, serial: str) -> HandRow:
    base = _hand_row(view, row, serial, attempt.attempt)
    ended = (attempt.outcome_at or attempt.bound_at).astimezone(view.office.zone)
    return replace(base, state=attempt.outcome, reason=attempt.reason or "", since=ended)
