"""The chained ledger: how an entry's hash is made, how entries are appended, and how the chain is checked.

An entry's hash is the SHA-256 of its values and the hash before it, so that no earlier entry can be changed without
breaking all that follow. A chain cut at its end still verifies: so its head is printed on paper each day.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring as _quoted
from typing import Any, NamedTuple

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.bulk import insert_many
from printdesk.models.quick import Statement
from printdesk.models.tables import LedgerEntry, Operation

_LOCK = 7031964
CHANNEL = "printdesk_ledger"
"""On which a PostgreSQL office tells its desks the number of the newest entry, at the moment of the commit."""
_BATCH = 5000
_HEAD = re.compile("[0-9a-f]{64}")
_TABLE: Any = LedgerEntry.__table__
_COLUMNS = tuple(_TABLE.c.keys())
_UNTIL_ZONE = len("2024-06-26T08:00:00.000000")
_plain = json.JSONEncoder(ensure_ascii=False).encode
_details = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


class Entry(NamedTuple):
    """What is to be written: who did what to which thing, and the values; no names or numbers of applicants.

    Values of many thousand entries may be given as the text that is kept: JSON, sorted by key, without blanks.
    """

    at: datetime
    user: str
    desk: str
    act: str
    object_kind: str
    object_id: str
    details: dict[str, Any] | str
    operation_id: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the chain found.

    Attributes:
        entries: how many there are.
        head: hash of the last one, "" for an empty ledger.
        first_bad: sequence number of the first entry that does not fit, or None.
        head_found: whether the head asked for stands in the chain; None when none was asked for.
    """

    ok: bool
    entries: int
    head: str
    first_bad: int | None
    head_found: bool | None = None


def append(session: Session, entries: list[Entry]) -> None:
    """Write entries at the end of the chain; desks of a PostgreSQL office queue here until they commit."""
    if not entries:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    last = session.execute(
        select(LedgerEntry.seq, LedgerEntry.hash).order_by(LedgerEntry.seq.desc()).limit(1)
    ).one_or_none()
    seq, previous = (last.seq, last.hash) if last else (0, "")
    insert_many(session, _TABLE, _COLUMNS, _chained(entries, seq, previous))
    if session.get_bind().dialect.name == "postgresql":
        last_seq = str(seq + len(entries))
        session.execute(text("select pg_notify(:channel, :seq)"), {"channel": CHANNEL, "seq": last_seq})


def finish(session: Session, operation: Operation, entries: Sequence[Entry]) -> None:
    """The end of an act: its operation and its entries are written, and everything is committed.

    On PostgreSQL a few entries are chained by the server itself (`ledger_append`, migration 0025), together with the
    commit: the end of the chain is held for no journey, which is what desks wait for.
    """
    kept = {"operation": operation.id, "at": operation.at, "act": operation.act, "answer": _plain(operation.answer)}
    if session.get_bind().dialect.name == "postgresql" and 0 < len(entries) <= _FEW:
        given = _plain([_given(entry) for entry in entries])
        _FINISH.run_and_commit(session, {**kept, "entries": given, "channel": CHANNEL})
        return
    _KEEP.run(session, kept)
    append(session, list(entries))
    session.commit()


_FEW = 200
_INTO_OPERATION = "INSERT INTO operation (id, at, act, answer) VALUES (:operation, :at, :act, :answer)"
_KEEP = Statement(_INTO_OPERATION)
_FINISH = Statement(
    "",
    f"WITH kept AS ({_INTO_OPERATION} RETURNING id)"  # noqa: S608 - no value in it
    " SELECT ledger_append(CAST(:entries AS json), kept.id, :channel) FROM kept",
)


def _given(entry: Entry) -> dict[str, str]:
    """An entry for the server, with the text that is hashed between its sequence and the hash before it."""
    told = _kept(entry.details)
    values = (_hashed_at(entry.at), entry.user, entry.desk, entry.act, entry.object_kind, entry.object_id, told)
    names = ("at", "user", "desk", "act", "object_kind", "object_id", "details")
    given = dict(zip(names, values, strict=True))
    given["at"] += "Z"
    return {**given, "hashed": _plain((*values, entry.operation_id))[1:-1]}


def _kept(details: dict[str, Any] | str) -> str:
    return details if type(details) is str else _details(details)


def _chained(entries: Sequence[Entry], last: int, previous: str) -> Iterator[tuple[Any, ...]]:
    """The rows that follow entry `last` with the hash `previous`, made one by one: an import writes 50,000."""
    for seq, entry in enumerate(entries, last + 1):
        at, user, desk, act, object_kind, object_id, values, operation_id = entry
        details = _kept(values)
        found = _hash(seq, _begins(at, user, desk, act, object_kind), object_id, details, operation_id, previous)
        yield seq, at, user, desk, act, object_kind, object_id, details, operation_id, previous, found
        previous = found


def chain_hash(row: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of an entry's values and the hash before it."""
    begins = _begins(row["at"], row["user"], row["desk"], row["act"], row["object_kind"])
    return _hash(row["seq"], begins, row["object_id"], row["details"], row["operation_id"], row["previous"])


def _hash(seq: int, begins: str, object_id: str, details: str, operation_id: str, previous: str) -> str:
    """Of the values as a JSON list; put together here, which takes a third of the time of an encoder."""
    thing, did = f"{_quoted(object_id)}, {_quoted(details)}", f"{_quoted(operation_id)}, {_quoted(previous)}"
    return hashlib.sha256(f"[{seq}, {begins}, {thing}, {did}]".encode()).hexdigest()


@lru_cache(maxsize=64)
def _begins(at: datetime, user: str, desk: str, act: str, object_kind: str) -> str:
    """The first of the values that are hashed, after the sequence: the many entries of an import share them."""
    return ", ".join((f'"{_hashed_at(at)}"', *map(_quoted, (user, desk, act, object_kind))))


def _hashed_at(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:_UNTIL_ZONE]


def verify(
    session: Session, head: str | None = None, watch: Callable[[int, int], None] | None = None
) -> Verification:
    """Recompute the whole chain; `head` is a hash printed earlier that must still stand in it.

    Args:
        watch: told how many entries are read and of how many; may raise to stop.
    """
    expected, previous, seen = 1, "", False
    total = last_sequence(session) if watch is not None else 0
    columns = LedgerEntry.__table__.columns
    while True:
        rows = (
            session.execute(
                select(*columns).where(LedgerEntry.seq >= expected).order_by(LedgerEntry.seq).limit(_BATCH)
            )
            .mappings()
            .all()
        )
        for row in rows:
            if row["seq"] != expected or row["previous"] != previous or chain_hash(dict(row)) != row["hash"]:
                return Verification(False, _count(session), previous, expected, _head_found(head, seen))
            previous, expected = row["hash"], expected + 1
            seen = seen or previous == head
        if watch is not None:
            watch(expected - 1, total)
        if len(rows) < _BATCH:
            found = _head_found(head, seen)
            return Verification(found is not False, expected - 1, previous, None, found)


def typed_head(head: str) -> str:
    """A head as somebody copied it from paper, where it stands in groups of eight: without spaces, in small letters.

    Raises:
        RuleViolationError: that cannot be a head, so that a slip of the hand is not taken for a changed ledger.
    """
    letters = "".join(head.split()).lower()
    if _HEAD.fullmatch(letters) is None:
        raise RuleViolationError(
            _("What was given is not a head of the ledger."),
            _("Give all 64 letters and digits as they stand on the paper, each 0 to 9 or a to f."),
        )
    return letters


def _head_found(head: str | None, seen: bool) -> bool | None:
    return None if head is None else seen


def _count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(LedgerEntry)) or 0


def last_sequence(session: Session) -> int:
    """Number of the newest entry: when it moves, something changed."""
    return session.scalar(select(func.max(LedgerEntry.seq))) or 0
