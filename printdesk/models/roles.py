"""A PostgreSQL office's database and its two roles: the owner who may change the schema, and the desks who may not.

Desks read and write the office's tables, add to the ledger, and can neither change nor empty it: the right is
missing, and beneath that the triggers refuse it to everybody. Every step can be done again and changes nothing then.
"""

import re
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import Connection, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.database import Database, explained

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
APPENDED = ("ledger",)
"""Tables that desks may read and add to, and nothing else."""
FIXED = ("alembic_version",)
"""Tables that desks may only read."""


@dataclass(frozen=True, slots=True)
class Names:
    """What is made: the database, and who owns it and who works in it."""

    database: str
    owner: str
    desk: str

    def check(self) -> None:
        """Refuse names that would have to be quoted everywhere.

        Raises:
            RuleViolationError: one is not of small letters, digits and underscores, or both roles have one name.
        """
        for name in (self.database, self.owner, self.desk):
            if not _NAME.fullmatch(name):
                raise RuleViolationError(
                    _("“{name}” is no name for a database or role.").format(name=name),
                    _("Use up to 63 small letters, digits and underscores, not a digit first."),
                )
        if self.owner == self.desk:
            raise RuleViolationError(
                _("Owner and desks cannot be one role: desks could change the ledger then."), _("Name two roles.")
            )


def existing(admin: URL, names: Names) -> frozenset[str]:
    """Which of both roles the server has already; roles belong to all databases of a server.

    Raises:
        EnvironmentFailureError: it cannot be reached.
    """
    with _Administration(admin) as server:
        return frozenset(role for role in (names.owner, names.desk) if server.knows(role))


def make_roles(admin: URL, names: Names, passwords: dict[str, str]) -> None:
    """Make both roles, and the database where it is missing; a role that exists gets the password that is given.

    Raises:
        RuleViolationError: the desk role could do more than a desk may.
        EnvironmentFailureError: the server cannot be reached, or the administrator may not do it.
    """
    with _Administration(admin) as server:
        for role in (names.owner, names.desk):
            server.make_role(role, passwords.get(role))
        _refuse_mighty(server.connection, names)
        server.make_database(names)


def grant(owner: URL, names: Names) -> None:
    """Give the desks what they need in the office's database, and take from everybody what they do not need.

    Raises:
        EnvironmentFailureError: it cannot be reached, or the administrator may not do it.
    """
    with _Administration(owner) as server:
        for statement in _grants(server.connection, names):
            server.run(statement)


def _grants(connection: Connection, names: Names) -> list[str]:
    desk = names.desk
    listed = connection.scalars(text("select tablename from pg_tables where schemaname = 'public'"))
    tables = [str(name) for name in listed]
    special = dict.fromkeys(APPENDED, "SELECT, INSERT") | dict.fromkeys(FIXED, "SELECT")
    usual = "SELECT, INSERT, UPDATE, DELETE"
    for_new = f"ALTER DEFAULT PRIVILEGES FOR ROLE {names.owner} IN SCHEMA public GRANT"
    return [
        f"REVOKE ALL ON DATABASE {names.database} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {names.database} TO {desk}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA public TO {desk}",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {desk}, PUBLIC",
        *(f'GRANT {special.get(name, usual)} ON "{name}" TO {desk}' for name in sorted(tables)),
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {desk}",
        f"{for_new} {usual} ON TABLES TO {desk}",
        f"{for_new} USAGE, SELECT ON SEQUENCES TO {desk}",
    ]


def _refuse_mighty(connection: Connection, names: Names) -> None:
    """The desks' role is no administrator and no member of the owner."""
    might = connection.scalar(
        text(
            "select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls "
            "or pg_has_role(oid, :owner, 'member') from pg_roles where rolname = :desk"
        ),
        {"desk": names.desk, "owner": names.owner},
    )
    if might:
        raise RuleViolationError(
            _("The role {role} may do more on this server than a desk may.").format(role=names.desk),
            _("Name another role for the desks; it is made when it does not exist."),
        )


class _Administration:
    """A connection of the administrator on which each statement stands by itself: a database needs that."""

    def __init__(self, url: URL) -> None:
        self._database = Database(url.render_as_string(hide_password=False))

    def __enter__(self) -> Self:
        try:
            self.connection = self._database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        except DBAPIError as error:
            raise self._said(error) from error
        return self

    def __exit__(self, *_error: object) -> None:
        self.connection.close()
        self._database.close()

    def run(self, statement: str) -> None:
        try:
            self.connection.exec_driver_sql(statement)
        except DBAPIError as error:
            raise self._said(error) from error

    def _said(self, error: DBAPIError) -> Exception:
        return explained(error, self._database.shown_name, writing=True)

    def knows(self, role: str) -> bool:
        return bool(self.connection.scalar(text("select 1 from pg_roles where rolname = :role"), {"role": role}))

    def make_role(self, role: str, password: str | None) -> None:
        if not self.knows(role):
            self.run(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION")
        if password is not None:
            self.run(f"ALTER ROLE {role} PASSWORD '{self._scrambled(role, password)}'")

    def _scrambled(self, role: str, password: str) -> str:
        """As the server keeps it (SCRAM-SHA-256), so that the password itself is in no log of the server."""
        driver: Any = self.connection.connection.driver_connection
        found: bytes = driver.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        return found.decode()

    def make_database(self, names: Names) -> None:
        exists = self.connection.scalar(
            text("select pg_get_userbyid(datdba) from pg_database where datname = :name"), {"name": names.database}
        )
        if exists not in (None, names.owner):
            raise RuleViolationError(
                _("There is a database {name} already, and it belongs to {owner}.").format(
                    name=names.database, owner=exists
                ),
                _("Name another database, or that owner."),
            )
        if not self.connection.scalar(text("select rolsuper from pg_roles where rolname = current_user")):
            self.run(f"GRANT {names.owner} TO CURRENT_USER")
        if exists is None:
            self.run(f"CREATE DATABASE {names.database} OWNER {names.owner} TEMPLATE template0 ENCODING 'UTF8'")
