"""The checks of a database, each on an open session: file, ledger, blanks, numbers of papers.

They need tables and columns of the first schema only, so that a backup of an older release can be checked too.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

from sqlalchemy import create_engine, func, inspect, select, text, union
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool
from sqlalchemy.types import String

from printdesk.domain.states import STOCK_SUMS, ApplicationState, BookletState
from printdesk.models.database import sqlite_module
from printdesk.models.metadata import metadata
from printdesk.models.tables import Application, BlankBatch, Booklet, Counter, LedgerEntry
from printdesk.services import ledger

FILE, CHAIN, BALANCE, NUMBERS = "file", "chain", "balance", "numbers"
CHECKS = (FILE, CHAIN, BALANCE, NUMBERS)

_NUMBER = re.compile(r"[A-Z]{2}-[0-9]{4}-[0-9]{6,}")
_NUMBER_LENGTH = 24
_LISTED = 50
_GUARDS = {
    "sqlite": ("ledger_next", "ledger_no_delete", "ledger_no_update"),
    "postgresql": ("ledger_next", "ledger_no_change", "ledger_no_truncate"),
}
"""Triggers of the first schema that keep the ledger append-only."""
_STEPS = 100_000

Watch = Callable[[int, int], None]
"""Told how much is done and of how much; may raise to stop the check."""


@dataclass(frozen=True, slots=True)
class Check:
    """What one check found.

    Attributes:
        code: one of `CHECKS`.
        ok: None when the check was not finished.
        counted: of how many things (pages, entries, booklets, numbers).
        found: what does not fit, for a reader of any language: codes, serials and numbers.
    """

    code: str
    ok: bool | None
    counted: int
    found: tuple[str, ...] = ()


@contextmanager
def only_reading(path: Path) -> Iterator[Session]:
    """A session on a SQLite file that changes nothing in it and beside it."""
    module = sqlite_module()
    name = f"file:{quote(path.absolute().as_posix())}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://", creator=lambda: module.connect(name, uri=True), module=module, poolclass=NullPool,
        hide_parameters=True,
    )  # fmt: skip
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()


def check_file(session: Session, seconds: float | None = None, stop: Callable[[], bool] | None = None) -> Check:
    """Whether the database's own structures are whole.

    SQLite: `integrity_check` and `foreign_key_check`. PostgreSQL: no index or constraint is marked invalid; its pages
    carry checksums of their own where the server was set up so.

    Args:
        seconds: give up after so long. stop: asked now and then whether to give up.
    """
    if session.get_bind().dialect.name != "sqlite":
        return _check_postgresql(session)
    connection: Any = session.connection().connection.driver_connection
    until = monotonic() + seconds if seconds is not None else None

    def give_up() -> int:
        late = until is not None and monotonic() > until
        return 1 if late or (stop is not None and stop()) else 0

    connection.set_progress_handler(give_up, _STEPS)
    try:
        pages = int(session.execute(text("PRAGMA page_count")).scalar() or 0)
        said = [str(line) for line in session.execute(text("PRAGMA integrity_check(20)")).scalars()]
        orphans = session.execute(text("PRAGMA foreign_key_check")).fetchmany(20)
    except DBAPIError as error:
        if "interrupt" in str(error.orig).lower():
            return Check(FILE, None, 0)
        return Check(FILE, False, 0, (str(error.orig).splitlines()[0],))
    finally:
        connection.set_progress_handler(None, 0)
    wrong = [line for line in said if line != "ok"] + [f"{row[0]} {row[1]} -> {row[2]}" for row in orphans]
    wrong += _guards_gone(session, "select name from sqlite_master where type = 'trigger' and tbl_name = 'ledger'")
    return Check(FILE, not wrong, pages, tuple(wrong))


def _check_postgresql(session: Session) -> Check:
    names = text("select count(*) from pg_class c where relnamespace = current_schema()::regnamespace")
    invalid = text(
        "select indexrelid::regclass::text from pg_index join pg_class on pg_class.oid = indexrelid "
        "where not indisvalid and relnamespace = current_schema()::regnamespace "
        "union all select conname::text from pg_constraint "
        "where not convalidated and connamespace = current_schema()::regnamespace"
    )
    wrong = [str(each) for each in session.execute(invalid).scalars()]
    wrong += _guards_gone(
        session, "select tgname from pg_trigger where tgrelid = 'ledger'::regclass and tgenabled in ('O', 'A')"
    )
    return Check(FILE, not wrong, int(session.execute(names).scalar() or 0), tuple(wrong))


def _guards_gone(session: Session, there: str) -> list[str]:
    """What kept the ledger append-only and is gone: whoever took it away may have changed the ledger since."""
    found = set(session.execute(text(there)).scalars())
    return [f"trigger {name}" for name in _GUARDS[session.get_bind().dialect.name] if name not in found]


def readable(code: str, check: Callable[[], Check]) -> Check:
    """What a check found; what cannot even be read is not sound."""
    try:
        return check()
    except DBAPIError as error:
        return Check(code, False, 0, (str(error.orig).splitlines()[0],))
    except ValueError as error:
        return Check(code, False, 0, (str(error),))


def check_chain(session: Session, watch: Watch | None = None) -> Check:
    """Whether each entry of the ledger fits the one before."""
    found = ledger.verify(session, watch=watch)
    wrong = () if found.first_bad is None else (str(found.first_bad),)
    return Check(CHAIN, found.ok, found.entries, wrong)


def check_balance(session: Session) -> Check:
    """Whether every booklet that was ever received is somewhere, by kind and by delivery."""
    received = dict(
        session.execute(select(BlankBatch.service, func.sum(BlankBatch.count)).group_by(BlankBatch.service)).all()
    )
    known = [state.value for state in STOCK_SUMS]
    held = dict(
        session.execute(
            select(Booklet.service, func.count()).where(Booklet.state.in_(known)).group_by(Booklet.service)
        ).all()
    )
    wrong = [
        f"{service}: {int(received.get(service, 0))} / {int(held.get(service, 0))}"
        for service in sorted({*received, *held})
        if int(received.get(service, 0)) != int(held.get(service, 0))
    ]
    batches = session.execute(
        select(
            BlankBatch.id, BlankBatch.first_serial, BlankBatch.last_serial, BlankBatch.count, func.count(Booklet.id)
        )
        .outerjoin(Booklet, Booklet.batch_id == BlankBatch.id)
        .group_by(BlankBatch.id, BlankBatch.first_serial, BlankBatch.last_serial, BlankBatch.count)
        .having(BlankBatch.count != func.count(Booklet.id))
        .limit(_LISTED)
    )
    wrong += [f"{first}–{last}: {count} / {found}" for _id, first, last, count, found in batches]
    wrong += _handed_over_and_not(session)
    return Check(BALANCE, not wrong, sum(int(count) for count in held.values()), tuple(wrong))


def _handed_over_and_not(session: Session) -> list[str]:
    """Booklets that their applications say went out of the house, or did not, against what they say themselves."""
    out = Application.state.in_((ApplicationState.COLLECTED.value, ApplicationState.POSTED.value))
    gone = Booklet.state == BookletState.HANDED_OVER.value
    rows = session.execute(
        select(Booklet.serial, Booklet.state, Application.state)
        .join(Application, Application.booklet_id == Booklet.id)
        .where(out != gone)
        .limit(_LISTED)
    )
    return [f"{serial}: {application} / {booklet}" for serial, booklet, application in rows]


def check_numbers(session: Session) -> Check:
    """Whether each number of a paper that was given out is accounted for, and none was given twice or made up.

    A number counts as accounted for when a row or an entry of the ledger names it, or when a restore voided it.
    """
    given = session.execute(select(Counter.kind, Counter.year, Counter.last)).all()
    found = union(*_number_columns(session)).subquery()
    prefix = func.substr(found.c.number, 1, 7)
    counted = {
        key: (int(count), str(highest))
        for key, count, highest in session.execute(
            select(prefix, func.count(), func.max(found.c.number)).group_by(prefix)
        )
    }
    wrong: list[str] = []
    for kind, year, last in given:
        key = f"{kind}-{year}"
        count, highest = counted.get(key, (0, ""))
        if count != last or highest > f"{key}-{last:06d}":
            wrong += _unaccounted(session, key, last, select(found.c.number).where(prefix == key))
    return Check(NUMBERS, not wrong, sum(last for _kind, _year, last in given), tuple(wrong[:_LISTED]))


def _number_columns(session: Session) -> list[Any]:
    """Each column in which numbers of papers stand, of the tables that this database has."""
    inspector = inspect(session.connection())
    names = set(inspector.get_table_names())
    found = []
    for table in metadata.sorted_tables:
        if table.name not in names:
            continue
        there = {column["name"] for column in inspector.get_columns(table.name)}
        found += [
            select(column.label("number")).where(column.like("__-____-______%"))
            for column in table.columns
            if isinstance(column.type, String) and column.type.length == _NUMBER_LENGTH and column.name in there
        ]
    return found


def _unaccounted(session: Session, key: str, last: int, rows: Any) -> list[str]:
    numbers = {str(number) for number in session.execute(rows).scalars() if _NUMBER.fullmatch(str(number))}
    expected = {f"{key}-{at:06d}" for at in range(1, last + 1)}
    missing = sorted(expected - numbers - _voided(session, key))
    gone = [number for number in missing[: 20 * _LISTED] if not _in_ledger(session, number)]
    return [*gone, *(f"{number} (> {last})" for number in sorted(numbers - expected))]


def _voided(session: Session, key: str) -> set[str]:
    """Numbers that a restore left out on purpose, so that none is given twice."""
    if not inspect(session.connection()).has_table("restore_run"):
        return set()
    from printdesk.models.safety import RestoreRun

    voided: set[str] = set()
    for body in session.execute(select(RestoreRun.body)).scalars():
        for one, first, end in body.get("void", []):
            if one == key:
                voided |= {f"{key}-{at:06d}" for at in range(first, end + 1)}
    return voided


def _in_ledger(session: Session, number: str) -> bool:
    named = LedgerEntry.details.contains(number, autoescape=True) | (LedgerEntry.object_id == number)
    return session.scalar(select(LedgerEntry.seq).where(named).limit(1)) is not None
