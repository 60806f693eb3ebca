"""Writing a list's applications: in bulk, and with the first line of each application's story."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from printdesk.domain.names import search_key
from printdesk.domain.states import ApplicationState
from printdesk.i18n import Catalogue
from printdesk.intake import ApplicationRow
from printdesk.models.bulk import insert_many
from printdesk.models.tables import Application
from printdesk.services.counter_word import CounterWord, counter_words
from printdesk.services.merging import Known, Merge, asks_counter, known_value, merge, promised_anew
from printdesk.services.outage_arrivals import Outages, keep, tell
from printdesk.services.work import View, Work

CHUNK = 500

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
    return _merged(view, [(row, known.get(row.number)) for row in rows], _)


def _merged(view: View | Work, pairs: Sequence[tuple[ApplicationRow, Known | None]], _: Catalogue) -> list[Merge]:
    """Each row beside its application, and beside what the counter recorded where the two differ."""
    zone = view.office.zone
    ids = [known.id for row, known in pairs if known is not None and asks_counter(row, known, zone)]
    words: dict[int, CounterWord] = {}
    for part in chunks(ids):
        words |= counter_words(view.session, part)
    anew = [known.id for row, known in pairs if known is not None and promised_anew(row, known)]
    outages = Outages(view, anew)
    return [
        merge(row, known, view.office, view.now, outages, _, words.get(known.id) if known is not None else None)
        for row, known in pairs
    ]


def _known(session: Session, numbers: Sequence[str]) -> Iterator[Known]:
    columns = [getattr(Application, name) for name in Known._fields]
    for part in chunks(numbers):
        for row in session.execute(select(*columns).where(Application.number.in_(part))):
            yield Known(*row)


def locked(work: Work, merges: Sequence[Merge], _: Catalogue) -> list[Merge]:
    """The merges again, those that change something now locked and compared anew with what another desk did."""
    ids = sorted(m.known.id for m in merges if m.known is not None and m.changes)
    columns = [getattr(Application, name) for name in Known._fields]
    found: dict[str, Known] = {}
    for part in chunks(ids):
        rows = work.session.execute(
            select(*columns).where(Application.id.in_(part)).order_by(Application.id).with_for_update()
        )
        found.update((row.number, Known(*row)) for row in rows)
    anew = iter(_merged(work, [(m.row, found[m.row.number]) for m in merges if m.row.number in found], _))
    return [next(anew) if m.row.number in found else m for m in merges]


def write(work: Work, merges: Iterable[Merge], tick: Callable[[int], None]) -> None:
    """Write what is new and what changed; `tick` is told how many are done and may stop it by raising."""
    wanted = [m for m in merges if m.outcome != "unchanged"]
    new = [m for m in wanted if m.known is None]
    changed = [m for m in wanted if m.known is not None]
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
    rows = (_new_row(work, m) for m in merges)
    ids = dict(insert_many(work.session, _TABLE, _NEW, rows, ("number", "id")))
    promised = {m.base: m.base.isoformat() for m in merges}
    for m in merges:
        work.record(
            act, "application", ids[m.row.number], row=m.row.row, service=m.row.service,
            arrived=m.row.ready_since.isoformat(), promised=promised[m.base], **_trip_details(m.row),
        )  # fmt: skip
        tell(work, ids[m.row.number], m.steps or ())
    keep(work, {ids[m.row.number]: m.steps for m in merges if m.steps})
    return ids


def _trip_details(row: ApplicationRow) -> dict[str, Any]:
    if row.departs_at is None and row.proof is None:
        return {}
    trip = {"departs": _plain(row.departs_at), "has_time": row.departs_has_time, "proof": row.proof}
    return {key: value for key, value in trip.items() if value}


_NEW = (
    "number", "name", "name_key", "nik", "birth_date", "sex", "phone", "service", "interview_date", "departs_at",
    "departs_has_time", "destination", "proof", "group_name", "same_day", "priority", "arrived", "ready_at",
    "state_since", "promised_first", "promised", "proof_seen_by", "proof_seen_at", "visa_lead_days", "state",
    "version",
)  # fmt: skip


def _new_row(work: Work, m: Merge) -> tuple[Any, ...]:
    """The values of `_NEW` for a row of which nothing is known yet; straight, for a list has them by thousands."""
    row, ready = m.row, m.row.ready_since
    seen_by, seen_at = (work.actor.user, work.now) if row.proof else (None, None)
    return (
        row.number, row.name, name_key(row.name), row.nik, row.birth_date, row.sex, row.phone, row.service,
        row.interview_date, row.departs_at, row.departs_has_time, row.destination, row.proof, row.group,
        bool(row.same_day), row.priority, ready, ready, ready, m.base, m.promised, seen_by, seen_at, 0,
        ApplicationState.READY, 1,
    )  # fmt: skip


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
