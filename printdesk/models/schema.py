"""Making and migrating a database's schema, in one transaction, and telling which one a database has."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.models.database import Database

_SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 7031963


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def compared(_thing: object, name: str | None, _kind: str, _reflected: bool, _compare_to: object) -> bool:
    """Whether alembic compares it with the tables: what the search index is made of is each database's own."""
    return not (name or "").startswith("search_")


def head() -> str:
    """The schema this program works with."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        msg = "there are no migrations"
        raise LookupError(msg)
    return revision


def current(database: Database) -> str | None:
    """The schema the database has; None where there is none yet."""
    with database.reading() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        return MigrationContext.configure(connection).get_current_revision()


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
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        database.close()
    return head()


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


def _refuse_newer(found: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise RuleViolationError(
            _("This database has schema {found}, which this PrintDesk does not know.").format(found=found),
            _("It was made by a newer PrintDesk: install that one on this computer."),
        )
