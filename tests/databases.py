"""Databases for tests, SQLite and PostgreSQL behind one face: empty ones, and quick copies of prepared ones."""

import contextlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import psycopg
import pytest
from psycopg import sql

from tests import database_server

Prepare = Callable[[str], object]
"""Fills the empty database of a URL and lets go of it. A module-level function: it is called once a test process."""


class Databases(Protocol):
    """One kind of database, for the length of a test."""

    kind: str

    def empty(self) -> str:
        """The URL of a new database with nothing in it."""

    def prepared(self, prepare: Prepare) -> str:
        """The URL of a new copy of what `prepare` makes."""


class SqliteDatabases:
    """SQLite files in a folder of the test's own; copies are copies of files."""

    kind = "sqlite"

    def __init__(self, folder: Path, templates: dict[Prepare, Path]) -> None:
        self._folder = folder
        self._templates = templates

    def empty(self) -> str:
        """The URL of a file that does not exist yet."""
        return _sqlite_url(self._new_folder())

    def prepared(self, prepare: Prepare) -> str:
        """The URL of a copy of the template, with its write-ahead log if one was left."""
        if prepare not in self._templates:
            template = self._folder.parent / f"template-{uuid.uuid4().hex}"
            template.mkdir()
            prepare(_sqlite_url(template))
            self._templates[prepare] = template
        folder = self._new_folder()
        for file in self._templates[prepare].iterdir():
            shutil.copyfile(file, folder / file.name)
        return _sqlite_url(folder)

    def _new_folder(self) -> Path:
        folder = self._folder / uuid.uuid4().hex[:8]
        folder.mkdir()
        return folder


def _sqlite_url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'office.db').as_posix()}"


class PostgresqlServer:
    """Makes and drops databases on the server that the tests may use.

    Attributes:
        url: SQLAlchemy URL of its maintenance database, for a superuser.
        templates: the databases that were prepared once, by what prepared them.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.templates: dict[Prepare, str] = {}

    def create(self, template: str = "template0") -> str:
        """A new database, a copy of `template`; gives its name."""
        name = f"test_{uuid.uuid4().hex}"
        self._run(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def template(self, prepare: Prepare) -> str:
        """The name of the database that `prepare` filled; closed to everybody, so that it can be copied."""
        if prepare not in self.templates:
            name = self.create()
            prepare(self.url_of(name))
            self._run(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
            self._run(
                sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}").format(
                    sql.Literal(name)
                )
            )
            self.templates[prepare] = name
        return self.templates[prepare]

    def url_of(self, name: str) -> str:
        """The SQLAlchemy URL of one of its databases."""
        return f"{self.url.rpartition('/')[0]}/{name}"

    def _run(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url.replace("+psycopg", "", 1), autocommit=True) as connection:
            connection.execute(statement)


class PostgresqlDatabases:
    """Databases of the server that one test made; `close` drops them."""

    kind = "postgresql"

    def __init__(self, server: PostgresqlServer) -> None:
        self._server = server
        self._made: list[str] = []

    def empty(self) -> str:
        """The URL of a new copy of PostgreSQL's own empty template."""
        return self._new("template0")

    def prepared(self, prepare: Prepare) -> str:
        """The URL of a new copy of the prepared template."""
        return self._new(self._server.template(prepare))

    def close(self) -> None:
        """Drop what this test made."""
        for name in self._made:
            self._server.drop(name)

    def _new(self, template: str) -> str:
        name = self._server.create(template)
        self._made.append(name)
        return self._server.url_of(name)


@contextlib.contextmanager
def postgresql_server() -> Iterator[PostgresqlServer]:
    """The server of `desk.py test`, else one of this test process's own; skips the test where there is none."""
    if reason := os.environ.get(database_server.REASON_VARIABLE):
        pytest.skip(f"no PostgreSQL: {reason}")
    with contextlib.ExitStack() as stack:
        try:
            url = os.environ.get(database_server.URL_VARIABLE) or stack.enter_context(database_server.running())
        except database_server.NoServerError as error:
            pytest.skip(f"no PostgreSQL: {error}")
        server = PostgresqlServer(url)
        yield server
        for name in server.templates.values():
            server.drop(name)
