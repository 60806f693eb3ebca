"""Statements of the most frequent acts: written once, given to the driver as they are.

To make a statement of Core or of the ORM costs three to ten times what the driver needs for it, and an act of ten
statements spends nine tenths of its time there. On PostgreSQL the last statement of an act and its commit travel
together, so that what everybody waits for (the end of the ledger) is held for no journey.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
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


@contextmanager
def _as_of_the_database(connection: Connection, statement: str) -> Iterator[None]:
    """A driver's error as SQLAlchemy says it; a connection that broke is not used again."""
    base: type[Exception] = connection.dialect.loaded_dbapi.Error
    driver: Any = connection.connection.driver_connection
    try:
        yield
    except base as error:
        lost = bool(driver.closed)
        if lost:
            connection.invalidate(error)
        kind = connection.dialect
        raise DBAPIError.instance(
            statement, None, error, base, hide_parameters=True, connection_invalidated=lost, dialect=kind
        ) from error
