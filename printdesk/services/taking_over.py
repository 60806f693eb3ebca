"""Writing a list's applications: in bulk, and with the first line of each application's story."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from json.encoder import encode_basestring as _quoted
from typing import Any, TypeVar

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from printdesk.domain.names import search_key
from printdesk.domain.states import ApplicationState
from printdesk.i18n import Catalogue
from printdesk.intake import ApplicationRow
from printdesk.models.bulk import insert_columns, one_of
from printdesk.models.tables import Application
from printdesk.services.counter_word import ASKED, CounterWord, counter_words
from printdesk.services.merging import Arrivals, Known, Merge, differing, known_value, merge, promised_anew
from printdesk.services.outage_arrivals import Outages, keep, tell
from printdesk.services.work import View, Work

CHUNK = 500
_ASKED_AT_ONCE = 2_000

_ASKED = frozenset(ASKED)
_T = TypeVar("_T")
_TABLE: Any = Application.__table__


def name_key(name: str) -> str:
    """A name as it is searched: the words of its search key, each between blanks."""
    return f" {search_key(name)} "


def chunks(items: Sequence[_T], size: int = CHUNK) -> Iterator[Sequence[_T]]:
    """`items` in parts of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def compare(view: View | Work, rows: Sequence[ApplicationRow], _: Catalogue) -> list[Merge]:
    """What each row means for what is known now."""
    known = {found.number: found for found in _known(view.session, [row.number for row in rows])}
    return _merged(view, rows, known, _)


def _merged(
    view: View | Work, rows: Sequence[ApplicationRow], applications: Mapping[str, Known], _: Catalogue
) -> list[Merge]:
    """Each row beside its application, and beside what the counter recorded where the two differ."""
    zone = view.office.zone
    beside = [(row, known) for row in rows if (known := applications.get(row.number)) is not None]
    differ = {known.id: differing(row, known, zone) for row, known in beside}
    words: dict[int, CounterWord] = {}
    for part in chunks([key for key, fields in differ.items() if not _ASKED.isdisjoint(fields)]):
        words |= counter_words(view.session, part)
    anew = [known.id for row, known in beside if differ[known.id] and promised_anew(row, known)]
    outages = Outages(view, anew)
    office, now, fresh = view.office, view.now, Arrivals(view.office, outages)
    return [
        fresh.merge(row)
        if (known := applications.get(row.number)) is None
        else merge(row, known, differ[known.id], office, now, outages, _, words.get(known.id))
        for row in rows
    ]


def _known(session: Session, numbers: Sequence[str]) -> Iterator[Known]:
    columns = [_TABLE.c[name] for name in Known._fields]
    for part in chunks(numbers, _ASKED_AT_ONCE):
        for row in session.execute(select(*columns).where(one_of(session, _TABLE.c.number, part))):
            yield Known(*row)


def locked(work: Work, merges: Sequence[Merge], _: Catalogue) -> list[Merge]:
    """The merges again, those that change something now locked and compared anew with what another desk did."""
    ids = sorted(m.known.id for m in merges if m.known is not None and m.changes)
    columns = [getattr(Application, name) for name in Known._fields]
    if not ids:
        return list(merges)
    found: dict[str, Known] = {}
    for part in chunks(ids):
        rows = work.session.execute(
            select(*columns).where(Application.id.in_(part)).order_by(Application.id).with_for_update()
        )
        found.update((row.number, Known(*row)) for row in rows)
    anew = iter(_merged(work, [m.row for m in merges if m.row.number in found], found, _))
    return [next(anew) if m.row.number in found else m for m in merges]


def write(work: Work, merges: Sequence[Merge], tick: Callable[[int], None]) -> None:
    """Write what is new and what changed; `tick` is told how many are done and may stop it by raising."""
    new = [m for m in merges if m.known is None]
    changed = [m for m in merges if m.known is not None and m.changes]
    done = 0
    for part in chunks(new):
        tick(done)
        _insert(work, part)
        done += len(part)
    for part in chunks(changed):
        tick(done)
        _update(work, part)
        done += len(part)
    tick(done)


def add(work: Work, new: Merge, act: str) -> int:
    """Write one new application; its id."""
    return _insert(work, [new], act)[new.row.number]


def _insert(work: Work, merges: Sequence[Merge], act: str = "import") -> dict[str, int]:
    rows = [m.row for m in merges]
    promises = [m.base for m in merges]
    columns = _new_columns(work, rows, promises, [m.promised for m in merges])
    ids = dict(insert_columns(work.session, _TABLE, columns, ("number", "id")))
    written = {promised: promised.isoformat() for promised in set(promises)}
    for m, row, promised in zip(merges, rows, promises, strict=True):
        work.record_text(act, "application", str(ids[row.number]), _first_words(row, written[promised]))
        if m.steps:
            tell(work, ids[row.number], m.steps)
    keep(work, {ids[m.row.number]: m.steps for m in merges if m.steps})
    return ids


def _first_words(row: ApplicationRow, promised: str) -> str:
    """The values of a new application's ledger entry as they are kept; put together by hand for many thousands."""
    departs = f'"departs":"{row.departs_at.isoformat()}",' if row.departs_at else ""
    has_time = '"has_time":true,' if row.departs_has_time else ""
    proof = f'"proof":{_quoted(row.proof)},' if row.proof else ""
    return (
        f'{{"arrived":"{row.ready_since.isoformat()}",{departs}{has_time}"promised":"{promised}",{proof}'
        f'"row":{row.row},"service":{_quoted(row.service)}}}'
    )


def _new_columns(
    work: Work, rows: Sequence[ApplicationRow], promises: Sequence[datetime], promised: Sequence[datetime]
) -> dict[str, Sequence[Any]]:
    """What is written of rows of which nothing is known yet, each with its promise without and with outages."""
    given: dict[str, Any] = dict(zip(ApplicationRow._fields, zip(*rows, strict=True), strict=True))
    del given["row"]
    ready, proofs, many = given.pop("ready_since"), given["proof"], len(rows)
    return given | {
        "name_key": [name_key(name) for name in given["name"]],
        "group_name": given.pop("group"),
        "same_day": [bool(paid) for paid in given["same_day"]],
        "arrived": ready, "ready_at": ready, "state_since": ready,
        "promised_first": promises, "promised": promised,
        "proof_seen_by": [work.actor.user if proof else None for proof in proofs],
        "proof_seen_at": [work.now if proof else None for proof in proofs],
        "visa_lead_days": [0] * many, "state": [ApplicationState.READY] * many, "version": [1] * many,
    }  # fmt: skip


def _values(row: ApplicationRow, changes: tuple[str, ...]) -> dict[str, Any]:
    """The data columns of the named fields out of a row."""
    values: dict[str, Any] = {
        "name": row.name, "nik": row.nik, "birth_date": row.birth_date, "sex": row.sex, "phone": row.phone,
        "service": row.service, "interview_date": row.interview_date, "departs_at": row.departs_at,
        "destination": row.destination, "proof": row.proof, "group": row.group, "same_day": bool(row.same_day),
        "priority": row.priority,
    }  # fmt: skip
    values = {field: value for field, value in values.items() if field in changes}
    if "name" in values:
        values["name_key"] = name_key(row.name)
    if "departs_at" in values:
        values["departs_has_time"] = row.departs_has_time
    if "group" in values:
        values["group_name"] = values.pop("group")
    return values


def _update(work: Work, merges: Sequence[Merge]) -> None:
    """Rows that change the same columns go together, so that each kind is one statement."""
    kinds: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for m in merges:
        if m.known is None:
            continue
        values = _changed_row(work, m, m.known)
        kinds.setdefault(tuple(sorted(values)), []).append({"known_id": m.known.id, **values})
        work.record("update", "application", m.known.id, row=m.row.row, **_change_details(m, m.known))
        if m.promised != m.known.promised:
            tell(work, m.known.id, m.steps or ())
    for columns, rows in kinds.items():
        statement = (
            update(_TABLE)
            .where(_TABLE.c.id == bindparam("known_id"))
            .values({name: bindparam(name) for name in columns} | {"version": _TABLE.c.version + 1})
        )
        work.session.execute(statement, rows)
    keep(work, {m.known.id: m.steps for m in merges if m.known is not None and m.steps is not None})


def _changed_row(work: Work, m: Merge, known: Known) -> dict[str, Any]:
    values = _values(m.row, m.changes)
    if "proof" in m.changes or ("departs_at" in m.changes and m.row.proof):
        values |= {"proof_seen_by": work.actor.user, "proof_seen_at": work.now, "proof_recheck_at": None}
    if m.drops_proof:
        values |= {"proof": None, "proof_seen_by": None, "proof_seen_at": None, "proof_recheck_at": None}
    if m.promised != known.promised:
        values["promised"] = m.promised
    return values


def _change_details(m: Merge, known: Known) -> dict[str, Any]:
    """The columns that changed, and old and new of the dates and of the proof; nothing that names anybody."""
    details: dict[str, Any] = {"columns": list(m.changes)}
    for field in m.changes:
        if field in ("departs_at", "proof", "service", "same_day"):
            details[field] = [_plain(known_value(known, field)), _plain(getattr(m.row, field))]
    if m.drops_proof:
        details["proof"] = [known.proof, None]
    if known.promised not in (m.promised, m.base):
        details["promised"] = [_plain(known.promised), _plain(m.base)]
    return details


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
