"""Statements of the most frequent acts: written once, given to the driver as they are.

To make a statement of Core or of the ORM costs three to ten times what the driver needs for it, and an act of ten
statements spends nine tenths of its time there. On PostgreSQL the last statement of an act and its commit travel
together, so that what everybody waits for (the end of the ledger) is held for no journey.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Dialect, SelectBase
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from printdesk.models.types import as_text

_NAME = re.compile(r"(?<!:):([a-z_]+)")


class Statement:
    """A statement with values as `:name`, in the words of each database where these differ."""

    def __init__(self, sqlite: str, postgresql: str = "") -> None:
        self._sqlite = sqlite
        self._postgresql = _NAME.sub(r"%(\1)s", postgresql or sqlite)

    def run(self, session: Session, values: Mapping[str, Any]) -> list[Any]:
        """What it gives back, in the session's transaction; instants among the values are aware."""
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            plain = {name: as_text(value) if isinstance(value, datetime) else value for name, value in values.items()}
            result = connection.exec_driver_sql(self._sqlite, plain)
            return list(result) if result.returns_rows else []
        return self._on_server(connection, values)

    def read(self, session: Session, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """What a select gives back, as the driver has it, past SQLAlchemy's rows: for tens of thousands of them."""
        session.flush()
        connection = session.connection()
        if connection.dialect.name != "sqlite":
            return self._on_server(connection, values)
        plain = {name: as_text(value) if isinstance(value, datetime) else value for name, value in values.items()}
        driver: Any = connection.connection.driver_connection
        with _as_of_the_database(connection, self._sqlite):
            found: list[tuple[Any, ...]] = driver.execute(self._sqlite, plain).fetchall()
        return found

    def _on_server(self, connection: Connection, values: Mapping[str, Any]) -> list[Any]:
        driver: Any = connection.connection.driver_connection
        with _as_of_the_database(connection, self._postgresql):
            cursor = driver.execute(self._postgresql, values)
            return cursor.fetchall() if cursor.description else []

    def run_and_commit(self, session: Session, values: Mapping[str, Any]) -> None:
        """The last of an act: run it and commit, on PostgreSQL in one journey; nothing is kept when it fails."""
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            self.run(session, values)
            session.commit()
            return
        driver: Any = connection.connection.driver_connection
        with _as_of_the_database(connection, self._postgresql):
            done = False
            try:
                with driver.pipeline():
                    driver.execute(self._postgresql, values)
                    session.commit()
                done = True
            finally:
                if not done and not driver.closed:  # the session may take it for committed and give it back as it is
                    driver.rollback()


class Question:
    """A select that is asked again and again, made and compiled once for each kind of database.

    Its values are `bindparam`s with their types and without an expanding list; values of the statement itself need
    nothing. What the session has not written yet is written first, as for any other question.
    """

    def __init__(self, make: Callable[[], SelectBase]) -> None:
        self._make = make
        self._compiled: dict[str, _Compiled] = {}

    def rows(self, session: Session, **values: Any) -> list[tuple[Any, ...]]:
        """The answer as plain tuples, instants aware; in the session's transaction."""
        session.flush()
        connection = session.connection()
        compiled = self._compiled.get(connection.dialect.name)
        if compiled is None:
            compiled = self._compiled[connection.dialect.name] = _Compiled(self._make(), connection.dialect)
        driver: Any = connection.connection.driver_connection
        with _as_of_the_database(connection, compiled.sql):
            found: list[tuple[Any, ...]] = driver.execute(compiled.sql, compiled.bound(values)).fetchall()
        return compiled.read(found)


class _Compiled:
    """A select in the words of one kind of database, and how its values go in and come out."""

    def __init__(self, question: SelectBase, dialect: Dialect) -> None:
        compiled = question.compile(dialect=dialect)
        self.sql = str(compiled)
        made = {
            name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()
        }
        self._binds = {name: made[name] for name in (compiled.positiontup or made)}
        self._positional = compiled.positiontup
        self._fixed = {name: self._bind(name, value) for name, value in compiled.params.items() if value is not None}
        self._results = [
            (place, process)
            for place, column in enumerate(question.selected_columns)
            if (process := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
        ]

    def _bind(self, name: str, value: Any) -> Any:
        process = self._binds[name]
        return value if process is None else process(value)

    def bound(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        given = {**self._fixed, **{name: self._bind(name, value) for name, value in values.items()}}
        return given if self._positional is None else [given[name] for name in self._positional]

    def read(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The rows with values as the columns' types have them."""
        return [self._row(row) for row in rows] if self._results else rows

    def _row(self, row: Sequence[Any]) -> tuple[Any, ...]:
        values = list(row)
        for place, process in self._results:
            values[place] = process(values[place])
        return tuple(values)


@contextmanager
def _as_of_the_database(connection: Connection, statement: str) -> Iterator[None]:
    """A driver's error as SQLAlchemy says it; a connection that broke is not used again."""
    base: type[Exception] = connection.dialect.loaded_dbapi.Error
    driver: Any = connection.connection.driver_connection
    try:
        yield
    except base as error:
        lost = bool(getattr(driver, "closed", False))  # a file is not lost
        if lost:
            connection.invalidate(error)
        kind = connection.dialect
        raise DBAPIError.instance(
            statement, None, error, base, hide_parameters=True, connection_invalidated=lost, dialect=kind
        ) from error
