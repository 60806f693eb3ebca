"""What waits for its print, read for the plan: values in columns, past the session's objects.

A queue of 20,000 is read in one question of eight columns: what many applications share (service type, promise, trip,
proof, ...) comes as one text, of which there are few, and is taken apart once for each. What only some have, a hold
or a proof to be seen again, is read for those alone.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, select

from printdesk.domain.states import ApplicationState
from printdesk.models.quick import Statement
from printdesk.models.tables import Application
from printdesk.models.types import instants
from printdesk.services.proofs import proof_in_force
from printdesk.services.work import View, Work

_BETWEEN = "\x1f"
"""Stands between the parts of a text; nobody types it."""

_PART = 500
"""Ids of one question."""


class Waiting(NamedTuple):
    """An application that waits for its print, as the plan needs it.

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
    proof_recheck_at: datetime | None
    group_name: str | None
    same_day: bool
    priority: str | None
    hold_until: datetime | None
    hold_reason: str | None


class Noted(NamedTuple):
    """What only some have: a hold that is known to end, a proof that must be seen again; in the office's zone."""

    hold_until: datetime | None
    hold_reason: str | None
    proof_recheck_at: datetime | None


class Shared(NamedTuple):
    """What many applications have in common; instants are in the office's zone."""

    service: str
    promised: datetime
    departs_at: datetime | None
    departs_has_time: bool
    visa_lead_days: int
    proof: str | None
    same_day: bool
    priority: str | None


class Columns(NamedTuple):
    """What waits, by id, a column a sequence; instants are in the office's zone.

    Attributes:
        ready: from when each may be printed; a hold counts.
        shared: the text of what each has in common with others (`shared_of`).
        noted: by id, what only some have.
    """

    ids: Sequence[int]
    numbers: Sequence[str]
    names: Sequence[str]
    arrived: Sequence[datetime]
    ready: Sequence[datetime]
    groups: Sequence[str | None]
    shared: Sequence[str]
    noted: dict[int, Noted]


_SHARED = f"""service || '{_BETWEEN}' || {{promised}} || '{_BETWEEN}' || coalesce({{departs}}, '')
 || '{_BETWEEN}' || coalesce(proof, '') || '{_BETWEEN}' || coalesce(priority, '') || '{_BETWEEN}'
 || {{has_time}} || {{same_day}} || visa_lead_days"""
_QUESTION = """
SELECT id, number, name, arrived, nullif(ready_at, arrived), group_name, coalesce(hold_until, proof_recheck_at),
 {shared}
FROM application WHERE state IN ('ready', 'claimed', 'held')
 AND (state = 'ready' OR state = 'claimed' AND claimed_until < :now OR state = 'held' AND hold_until > :now)
"""
_UTC = "to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
_READ = Statement(
    _QUESTION.format(
        shared=_SHARED.format(
            promised="promised", departs="departs_at", has_time="departs_has_time", same_day="same_day"
        )
    ),
    _QUESTION.format(
        shared=_SHARED.format(
            promised=_UTC.format(column="promised"), departs=_UTC.format(column="departs_at"),
            has_time="departs_has_time::int", same_day="same_day::int",
        )
    ),
)  # fmt: skip


def read_waiting(view: View | Work, left_out: frozenset[int]) -> Columns:
    """What waits for printing; a claim that ran out counts as waiting again, a hold from when it is known to end."""
    rows = _READ.read(view.session, {"now": view.now})
    if left_out:
        rows = [row for row in rows if row[0] not in left_out]
    if not rows:
        return Columns((), (), (), (), (), (), (), {})
    # Sorted here: the database would carry whole rows through its sort.
    rows.sort(key=itemgetter(0))
    ids, numbers, names, arrived, later, groups, noted, shared = zip(*rows, strict=True)
    came = instants(arrived, view.office.zone)
    known = _noted(view, [key for key, moment in zip(ids, noted, strict=True) if moment is not None])
    return Columns(ids, numbers, names, came, _ready(view, ids, came, later, known), groups, shared, known)


def _ready(
    view: View | Work,
    ids: Sequence[int],
    arrived: Sequence[datetime],
    later: Sequence[Any],
    noted: Mapping[int, Noted],
) -> Sequence[datetime]:
    """From when each may be printed: since it came, unless something else is written or a hold ends later."""
    zone, ready = view.office.zone, list(arrived)
    written = [place for place, moment in enumerate(later) if moment is not None]
    if written:
        for place, moment in zip(written, instants([later[place] for place in written], zone), strict=True):
            ready[place] = moment
    places = {key: place for place, key in enumerate(ids)} if noted else {}
    for key, each in noted.items():
        if each.hold_until is not None:
            ready[places[key]] = max(ready[places[key]], each.hold_until)
    return ready


def _noted(view: View | Work, ids: Sequence[int]) -> dict[int, Noted]:
    zone, found = view.office.zone, {}
    for start in range(0, len(ids), _PART):
        rows = view.session.execute(
            select(
                Application.id, Application.hold_until, Application.hold_reason, Application.proof_recheck_at
            ).where(Application.id.in_(ids[start : start + _PART]))
        )
        for key, hold_until, reason, again in rows:
            found[key] = Noted(
                hold_until.astimezone(zone) if hold_until else None, reason, again.astimezone(zone) if again else None
            )
    return found


def shared_of(text: str, instant: Callable[[str], datetime | None]) -> Shared:
    """What applications with this text have in common; `instant` reads a moment."""
    service, promised, departs, proof, priority, flags = text.split(_BETWEEN)
    # Past the class's own constructor, which takes twice as long: there are thousands.
    return tuple.__new__(Shared, (
        service, instant(promised), instant(departs) if departs else None, flags[0] == "1", int(flags[2:]),
        proof or None, flags[1] == "1", priority or None,
    ))  # fmt: skip


def waiting_of(row: Application, now: datetime) -> Waiting:
    """One application as the plan would count it, also where it is in somebody's hands."""
    found = Waiting(*(getattr(row, name) for name in Waiting._fields))
    ready = found.ready_at if found.hold_until is None else max(found.ready_at, found.hold_until)
    return found._replace(ready_at=ready, proof=proof_in_force(found.proof, found.proof_recheck_at, now))


def expired(now: datetime | ColumnElement[Any]) -> ColumnElement[bool]:
    """Claims that were not begun in time; the next claim gives them back to the queue in writing."""
    return (Application.state == ApplicationState.CLAIMED) & (Application.claimed_until < now)
