"""The rows of an office from one kind of database to the other, for backups and restores."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import MetaData, Table, func, insert, select, text
from sqlalchemy.engine import Engine, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from printdesk.models import schema
from printdesk.models.database import Database, sqlite_module
from printdesk.models.metadata import metadata
from printdesk.services.integrity_checks import Watch

_ROWS = 2000


def copy_into_postgresql(source: Session, target: Session, watch: Watch | None = None) -> None:
    """Put all that a SQLite office holds into the emptied tables of a PostgreSQL office, in its transaction."""
    tables = metadata.sorted_tables
    names = ", ".join([*(f'"{table.name}"' for table in tables), "search_word"])
    target.execute(text("SET LOCAL statement_timeout = 0"))
    target.execute(text("ALTER TABLE ledger DISABLE TRIGGER USER"))
    target.execute(text(f"TRUNCATE {names}"))
    target.execute(text("ALTER TABLE ledger ENABLE TRIGGER USER"))
    _copy_rows(source, target, tables, watch)
    for table in tables:
        _reset_sequence(target, table)


def _reset_sequence(target: Session, table: Table) -> None:
    """New rows get numbers above those that came with the copy."""
    for column in table.primary_key.columns:
        name = target.execute(
            text("select pg_get_serial_sequence(:table, :column)"),
            {"table": f'"{table.name}"', "column": column.name},
        ).scalar()
        if name:
            highest = target.execute(select(func.max(column))).scalar()
            target.execute(
                text("select setval(cast(:name as regclass), :value, :used)"),
                {"name": name, "value": highest or 1, "used": highest is not None},
            )


def export(database: Database, part: Path, watch: Watch | None) -> None:
    """Everything of a PostgreSQL office, as of one moment, in a SQLite file of the same schema."""
    with database.reading() as session:
        revision = schema.current(database)
        tables = _tables_of(session)
        session.execute(text("SET LOCAL statement_timeout = 0"))
        with _new_sqlite(part, revision or schema.head()) as target:
            _copy_rows(session, target, tables, watch)


def _tables_of(session: Session) -> list[Table]:
    """The tables as this database has them; of an older schema those it has, with the columns it has."""
    reflected = MetaData()
    reflected.reflect(session.connection())
    found = []
    for table in metadata.sorted_tables:
        there = reflected.tables.get(table.name)
        if there is None:
            continue
        lacking = [column for column in table.columns if column.name not in there.columns]
        found.append(_narrowed(table, {column.name for column in lacking}) if lacking else table)
    return found


def _narrowed(table: Table, lacking: set[str]) -> Table:
    columns = [column._copy() for column in table.columns if column.name not in lacking]  # noqa: SLF001
    return Table(table.name, MetaData(), *columns)


@contextmanager
def _new_sqlite(part: Path, revision: str) -> Iterator[Session]:
    module = sqlite_module()
    engine: Engine = create_engine(
        f"sqlite:///{part.as_posix()}", module=module, poolclass=NullPool, hide_parameters=True
    )
    try:
        with engine.connect() as connection, Session(connection) as session:
            for pragma in ("journal_mode = MEMORY", "synchronous = OFF"):  # a copy that breaks off is thrown away
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            schema.migrate(connection, revision)
            yield session
            session.flush()
            connection.commit()
    finally:
        engine.dispose()


def _copy_rows(source: Session, target: Session, tables: list[Table], watch: Watch | None) -> None:
    total = sum(int(source.execute(select(func.count()).select_from(table)).scalar() or 0) for table in tables)
    done = 0
    for table in tables:
        rows = source.execute(
            select(table).order_by(*table.primary_key.columns), execution_options={"yield_per": _ROWS}
        )
        for part in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in part])
            done += len(part)
            if watch is not None:
                watch(done, total)
