"""Making and migrating an office's database, and finding one that exists."""

import contextlib
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from printdesk.errors import DeskError, EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.models import schema
from printdesk.models.database import Database
from printdesk.models.tables import SettingsVersion
from printdesk.services.backup_upgrade import backup_before_upgrade
from printdesk.services.bundle import Services, open_office, services
from printdesk.services.clock import FixedClock, SystemClock
from printdesk.services.office import make_office
from printdesk.services.settings_file import default_settings, from_toml


def make(url: str, settings: str | None = None) -> str:
    """Make an office in an empty database.

    Args:
        settings: text of a settings file; None takes the defaults.

    Returns:
        the schema it has.

    Raises:
        RuleViolationError: there is an office in it already, or the settings do not fit.
        EnvironmentFailureError: it cannot be reached or written.
    """
    file = from_toml(settings) if settings is not None else default_settings()
    _refuse_office(url)
    _keep_private(url)
    found = schema.upgrade(url)
    database = Database(url)
    try:
        make_office(database, SystemClock(), file)
    finally:
        database.close()
    return found


def upgrade(url: str) -> str:
    """Bring an office's database to this program's schema.

    Returns:
        the schema it has now.

    Raises:
        EnvironmentFailureError: there is no office in it, or it cannot be reached or written.
        RuleViolationError: a newer program made it.
    """
    refuse_missing(url)
    database = Database(url)
    try:
        found = schema.current(database)
        if found is None:
            raise _no_office(database.shown_name)
        if found != schema.head() and schema.knows(found):
            backup_before_upgrade(database, SystemClock().now())
    finally:
        database.close()
    return schema.upgrade(url)


def open_existing(url: str, at: datetime | None = None) -> Services:
    """The services of an office that exists; no file is made where there is none.

    Args:
        at: an instant at which the clock stands still; one without a zone is in the office's.

    Raises:
        EnvironmentFailureError: there is no office, or it cannot be reached.
        RuleViolationError: the URL is none of ours, or a newer program made it.
    """
    refuse_missing(url)
    office = open_office(url)
    if at is None:
        return office
    try:
        moment = at if at.tzinfo is not None else at.replace(tzinfo=office.office.data().zone)
    except DeskError:
        office.close()
        raise
    return services(office.database, FixedClock(moment, is_demo=office.clock.is_demo))


def opens(url: str) -> bool:
    """Whether an office of this program's schema can be opened there."""
    try:
        refuse_missing(url)
        open_office(url).close()
    except DeskError:
        return False
    return True


def refuse_missing(url: str) -> None:
    """Refuse a SQLite file that does not exist, before opening it would make an empty one.

    Raises:
        EnvironmentFailureError: there is no such file.
    """
    path = sqlite_path(url)
    if path is not None and not path.exists():
        raise _no_office(path.name)


def sqlite_path(url: str) -> Path | None:
    """The file behind a SQLite URL; None for other databases and for what is no URL."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        return None
    is_file = parsed.get_backend_name() == "sqlite" and parsed.database
    return Path(parsed.database) if is_file and parsed.database else None


def _keep_private(url: str) -> None:
    """A new database file is its owner's alone from the beginning; its journals take that over."""
    path = sqlite_path(url)
    if path is not None and path.absolute().parent.is_dir():
        with contextlib.suppress(OSError):  # said better by the database that cannot be made
            path.touch(mode=0o600, exist_ok=True)


def _refuse_office(url: str) -> None:
    """An office that exists is left as it is, its schema too."""
    path = sqlite_path(url)
    if path is not None and not path.exists():
        return
    database = Database(url)
    try:
        if schema.current(database) is None:
            return
        with database.reading() as session:
            if session.scalar(select(SettingsVersion.id).limit(1)) is not None:
                raise RuleViolationError(
                    _("There is an office in “{name}” already.").format(name=database.shown_name),
                    _("Open it, or name another database."),
                )
    finally:
        database.close()


def _no_office(name: str) -> EnvironmentFailureError:
    return EnvironmentFailureError(
        _("There is no office in “{name}” yet.").format(name=name), _("Make one with “printdesk init”.")
    )
