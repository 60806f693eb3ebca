"""What waits for its print, read for the plan: values, past the session's objects."""

from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select, type_coerce

from printdesk.domain.states import ApplicationState
from printdesk.models.tables import Application
from printdesk.models.types import OfficeDateTime, UtcDateTime
from printdesk.services.proofs import proof_in_force
from printdesk.services.work import View, Work


class Waiting(NamedTuple):
    """An application that waits for its print, as the plan needs it; instants are in the office's zone.

    Attributes:
        proof: the proof that counts; None where one must be seen again.
        hold_until: on hold, and known to be back then; None when it is not on hold.
    """

    id: int
    number: str
    name: str
    service: str
    arrived: datetime
    ready_at: datetime
    promised: datetime
    departs_at: datetime | None
    departs_has_time: bool
    visa_lead_days: int
    proof: str | None
    proof_seen_at: datetime | None
    proof_recheck_at: datetime | None
    group_name: str | None
    same_day: bool
    priority: str | None
    hold_until: datetime | None
    hold_reason: str | None


_ID = Waiting._fields.index("id")


def read_waiting(view: View | Work) -> list[Waiting]:
    """What waits for printing; a claim that ran out counts as waiting again, a hold from when it is known to end.

    Instants are in the office's zone.
    """
    zoned = OfficeDateTime(view.office.zone)
    columns = [_in_zone(Application.__table__.c[name], zoned) for name in Waiting._fields]
    back = (Application.state == ApplicationState.HELD) & (Application.hold_until > view.now)
    # Past the session: these are values, and its way around objects costs a quarter of the reading.
    view.session.flush()
    rows = view.session.connection().execute(
        select(*columns).where((Application.state == ApplicationState.READY) | expired(view.now) | back)
    )
    # Sorted here: the database would carry whole rows through its sort.
    read = sorted((tuple.__new__(Waiting, row) for row in rows.all()), key=itemgetter(_ID))
    return [_counted(row, view.now) if row.hold_until or row.proof_recheck_at else row for row in read]


def _in_zone(column: ColumnElement[Any], zoned: OfficeDateTime) -> ColumnElement[Any]:
    return type_coerce(column, zoned) if isinstance(column.type, UtcDateTime) else column


def _counted(row: Waiting, now: datetime) -> Waiting:
    """The row with the proof that counts, and not handed out before its hold ends."""
    if row.hold_until is not None:
        row = row._replace(ready_at=max(row.ready_at, row.hold_until))
    if row.proof_recheck_at is not None:
        row = row._replace(proof=proof_in_force(row.proof, row.proof_recheck_at, now))
    return row


def waiting_of(row: Application, now: datetime) -> Waiting:
    """One application as the plan would count it, also where it is in somebody's hands."""
    return _counted(Waiting(*(getattr(row, name) for name in Waiting._fields)), now)


def expired(now: datetime) -> ColumnElement[bool]:
    """Claims that were not begun in time; the next claim gives them back to the queue in writing."""
    return (Application.state == ApplicationState.CLAIMED) & (Application.claimed_until < now)
