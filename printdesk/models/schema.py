"""Making and migrating a database's schema, in one transaction, and telling which one a database has.

Alembic is imported only to migrate: to tell which schema this program has, the names in its scripts are read.
"""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.models.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"
_NAMED = re.compile(r"""^(revision|down_revision)(?::[^=]*)? = (?:["'](\w+)["']|None)""", re.MULTILINE)
_LOCK = 7031963


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def compared(_thing: object, name: str | None, _kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Whether alembic compares it with the tables: what the search index is made of is each database's own."""
    return not (name or "").startswith("search_")


def head() -> str:
    """The schema this program works with."""
    before = _revisions()
    (last,) = set(before) - set(before.values())
    return last


@cache
def _revisions() -> dict[str, str | None]:
    """Every schema of this program, with the one that it follows."""
    found = {}
    for script in (_SCRIPTS / "versions").glob("*.py"):
        named = dict(_NAMED.findall(script.read_text(encoding="utf-8")))
        if "revision" in named:
            found[named["revision"]] = named.get("down_revision") or None
    return found


def current(database: Database) -> str | None:
    """The schema the database has; None where there is none yet."""
    with database.reading() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("select version_num from alembic_version"))
        return found


def has_office(database: Database) -> bool:
    """Whether an office was made in a database that has a schema."""
    with database.reading() as session:
        return session.scalar(text("select 1 from settings_version limit 1")) is not None


def upgrade(url: str) -> str:
    """Bring the database at `url` to the schema of this program, in one transaction; make it if it is new.

    Returns:
        the schema it has now.

    Raises:
        RuleViolationError: the database was made by a newer PrintDesk.
        EnvironmentFailureError: it cannot be reached or written.
    """
    database = Database(url)
    try:
        _refuse_newer(current(database))
        with database.writing() as session:
            connection = session.connection()
            if not database.is_sqlite:
                connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            migrate(connection, "head")
    finally:
        database.close()
    return head()


def migrate(connection: Connection, revision: str) -> None:
    """Make or migrate a schema over a connection, in its transaction, to a revision: a copy of an older release."""
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def require_head(database: Database) -> None:
    """Refuse to work on a database with another schema than this program's.

    Raises:
        EnvironmentFailureError: there is no office in it, or it must be migrated first.
        RuleViolationError: it was made by a newer PrintDesk.
    """
    found = current(database)
    _refuse_newer(found)
    if found is None:
        raise EnvironmentFailureError(
            _("There is no office in “{name}” yet.").format(name=database.shown_name),
            _("Make one with “printdesk init”."),
        )
    if found != head():
        raise EnvironmentFailureError(
            _("“{name}” was made by an older PrintDesk (schema {found}).").format(
                name=database.shown_name, found=found
            ),
            _("Bring it up to date with “printdesk upgrade”; make a backup first."),
        )


def knows(revision: str) -> bool:
    """Whether this program has a schema of that name, so that it can migrate from it."""
    return revision in _revisions()


def _refuse_newer(found: str | None) -> None:
    if found is not None and not knows(found):
        raise RuleViolationError(
            _("This database has schema {found}, which this PrintDesk does not know.").format(found=found),
            _("It was made by a newer PrintDesk: install that one on this computer."),
        )
