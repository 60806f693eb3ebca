"""Batches of cancelled passports as they are shown: who proposed, who decided, what became of each."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from printdesk.domain.states import BookletState
from printdesk.models.destruction import MinutesLine
from printdesk.models.tables import Application, Booklet
from printdesk.models.uncollected import CancelBatch, CancelRow
from printdesk.services.office import names
from printdesk.services.work import View

LAPSED, KEPT, UNDONE = "lapsed", "kept", "undone"
"""What becomes of an application on a decided batch."""


@dataclass(frozen=True, slots=True)
class CancelledRow:
    """One application on a batch, with the facts as they were when it was proposed; moments in the office's zone.

    Attributes:
        outcome: "open", "lapsed", "kept" (`because` says why) or "undone".
        back: whether the cancelling can still be taken back.
    """

    application_id: int
    number: str
    name: str
    serial: str
    slot: str
    issued: datetime
    announced: datetime
    last_day: date
    reminders: int
    outcome: str
    because: str
    back: bool


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch; moments in the office's zone, people by name.

    Attributes:
        asked_login: login of who proposed it. state: "open", "approved", "refused" or "withdrawn".
    """

    number: str
    state: str
    asked_at: datetime
    asked_by: str
    asked_login: str
    decided_at: datetime | None
    decided_by: str
    rows: tuple[CancelledRow, ...]


def batch_views(view: View) -> tuple[BatchView, ...]:
    """All batches, the newest first."""
    zone, known = view.office.zone, names(view.session)
    rows: dict[int, list[CancelledRow]] = {}
    for batch_id, row in _cancelled_rows(view):
        rows.setdefault(batch_id, []).append(row)
    found = view.session.scalars(select(CancelBatch).order_by(CancelBatch.id.desc()))
    return tuple(
        BatchView(
            batch.number, batch.state, batch.asked_at.astimezone(zone), known.get(batch.asked_by, batch.asked_by),
            batch.asked_by, batch.decided_at.astimezone(zone) if batch.decided_at else None,
            known.get(batch.decided_by or "", batch.decided_by or ""), tuple(rows.get(batch.id, ())),
        )
        for batch in found
    )  # fmt: skip


def _cancelled_rows(view: View) -> list[tuple[int, CancelledRow]]:
    zone = view.office.zone
    listed = set(view.session.scalars(select(MinutesLine.booklet_id)))
    found = view.session.execute(
        select(CancelRow, Application.number, Application.name, Booklet)
        .join(Application, Application.id == CancelRow.application_id)
        .join(Booklet, Booklet.id == CancelRow.booklet_id)
        .order_by(CancelRow.id)
    )
    return [
        (
            line.batch_id,
            CancelledRow(
                line.application_id, number, name, booklet.serial, line.slot or "", line.issued_at.astimezone(zone),
                line.announced_at.astimezone(zone), line.last_day, line.reminders, line.outcome,
                line.kept_because or "", line.outcome == LAPSED and can_come_back(booklet, listed),
            ),
        )
        for line, number, name, booklet in found
    ]  # fmt: skip


def can_come_back(booklet: Booklet, listed: set[int]) -> bool:
    """Whether a cancelled booklet can lie on the shelf again; `listed` holds ids of those on minutes."""
    in_custody = booklet.state in (BookletState.QUARANTINED, BookletState.SPOILED)
    return in_custody and booklet.id not in listed
