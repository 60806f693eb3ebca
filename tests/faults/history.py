"""What must hold of an office after any history, however often desks, network and server failed in it."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from printdesk.domain.states import APPLICATION_MOVES, BOOKLET_MOVES, Act
from printdesk.models.database import Database
from printdesk.models.tables import Application, BlankBatch, Booklet, LedgerEntry, Operation, PrintAttempt
from printdesk.services import ledger

_BOOKLET_AT = {
    "printing": "bound", "unconfirmed": "bound", "printed": "personalised", "passed": "personalised",
    "shelved": "shelved", "collected": "handed_over",
}  # fmt: skip
"""Where a booklet is by the state of the application it is bound to."""


@dataclass
class Acts:
    """What desks say of their acts, by operation id."""

    begun: dict[str, str] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    unknown: set[str] = field(default_factory=set)


def read_logs(logs: list[Path]) -> Acts:
    """The desks' own notes; a last line may be cut where a desk was killed."""
    acts = Acts()
    for log in logs:
        for line in log.read_text(encoding="utf-8").splitlines():
            kind, _blank, rest = line.partition(" ")
            operation, _blank, more = rest.partition(" ")
            if kind == "B":
                acts.begun[operation] = more
            elif kind == "K":
                acts.acknowledged.add(operation)
            elif kind == "R":
                acts.refused.add(operation)
            elif kind == "U":
                acts.unknown.add(operation)
    return acts


def faults_in(url: str, acts: Acts | None = None) -> list[str]:
    """Everything that does not hold, in words; empty when the office is sound."""
    database = Database(url)
    try:
        with database.reading() as session:
            found = [*_chain(session), *_stock(session), *_owners(session), *_moves(session)]
            return [*found, *(_promises(session, acts) if acts is not None else [])]
    finally:
        database.close()


def _chain(session) -> list[str]:
    checked = ledger.verify(session)
    return [] if checked.ok else [f"the chain breaks at {checked.first_bad}"]


def _stock(session) -> list[str]:
    received = session.scalar(select(func.sum(BlankBatch.count))) or 0
    there = session.scalar(select(func.count()).select_from(Booklet)) or 0
    return [] if received == there else [f"{received} blanks were received, {there} are accounted for"]


def _owners(session) -> list[str]:
    found = []
    booklets = {row.id: row for row in session.scalars(select(Booklet))}
    owners: dict[int, list[int]] = defaultdict(list)
    for row in session.scalars(select(Application)):
        if row.booklet_id is not None:
            owners[row.booklet_id].append(row.id)
            booklet = booklets[row.booklet_id]
            if booklet.application_id != row.id:
                found.append(f"application {row.id} has {booklet.serial}, which belongs to {booklet.application_id}")
            if booklet.state != _BOOKLET_AT.get(row.state):
                found.append(f"application {row.id} is {row.state}, its booklet {booklet.serial} is {booklet.state}")
        elif row.state in _BOOKLET_AT:
            found.append(f"application {row.id} is {row.state} without a booklet")
    found += [f"blank {booklets[key].serial} has the owners {ids}" for key, ids in owners.items() if len(ids) > 1]
    given = session.execute(
        select(PrintAttempt.booklet_id, func.count())
        .where(PrintAttempt.outcome == "printed").group_by(PrintAttempt.booklet_id).having(func.count() > 1)
    )  # fmt: skip
    return [*found, *(f"booklet {key} was printed {times} times" for key, times in given)]


def _moves(session) -> list[str]:
    """Each thing's entries form one path through its state machine, and it stands where the last one left it."""
    found, at = [], {}
    for entry in session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq)):
        details = json.loads(entry.details)
        if "after" not in details:
            continue
        moves = APPLICATION_MOVES if entry.object_kind == "application" else BOOKLET_MOVES
        key = (entry.object_kind, entry.object_id)
        sources, target = moves[Act(entry.act)]
        if details["before"] not in sources or details["after"] != target:
            found.append(f"entry {entry.seq}: {entry.act} from {details['before']} to {details['after']}")
        if key in at and at[key] != details["before"]:
            found.append(f"entry {entry.seq}: {key} was {at[key]}, not {details['before']}")
        at[key] = details["after"]
    now = {("application", str(row.id)): row.state for row in session.scalars(select(Application))}
    now |= {("booklet", row.serial): row.state for row in session.scalars(select(Booklet))}
    wrong = (f"{key} is {now[key]}, by the ledger {state}" for key, state in at.items() if now[key] != state)
    return [*found, *wrong]


def _promises(session, acts: Acts) -> list[str]:
    """Every acknowledged act is there once, no refused one is, an unknown one at most once."""
    done = set(session.scalars(select(Operation.id)))
    found = [f"{acts.begun.get(each)} {each} was acknowledged and is gone" for each in acts.acknowledged - done]
    found += [
        f"{acts.begun.get(each)} {each} was refused and is there"
        for each in (acts.refused & done) - acts.acknowledged
    ]
    entries = session.execute(
        select(LedgerEntry.operation_id, LedgerEntry.at).group_by(LedgerEntry.operation_id, LedgerEntry.at)
    )
    moments = Counter(operation for operation, _at in entries)
    found += [f"{each} was written {times} times" for each, times in moments.items() if times > 1]
    orphans = set(moments) - done - _without_act(session)
    return [*found, *(f"{each} is in the ledger, its act is not" for each in orphans)]


def _without_act(session) -> set[str]:
    """The making of the office is the one entry without an operation."""
    return set(session.scalars(select(LedgerEntry.operation_id).where(LedgerEntry.act == "make_office")))
