"""Setting up an office's database on a PostgreSQL server: database, roles, schema, rights, and the office itself."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import _
from printdesk.models import roles, schema
from printdesk.models.database import Database
from printdesk.models.roles import Names
from printdesk.services.clock import SystemClock
from printdesk.services.office import make_office
from printdesk.services.settings_file import default_settings, from_toml

__all__ = ["MadeDatabase", "Names", "create_database"]

_PORT = 5432


@dataclass(frozen=True, slots=True)
class MadeDatabase:
    """What was set up.

    Attributes:
        desk_url: what desks open; without a password.
        owner_url: what `upgrade` needs; without a password.
        made_office: whether an office was made in it; False where there was one.
    """

    desk_url: str
    owner_url: str
    schema: str
    made_office: bool


def create_database(admin_url: str, names: Names, password_file: Path, settings: str | None = None) -> MadeDatabase:
    """Set up database, roles, schema, rights and office; done again, it repairs rights and changes nothing else.

    Args:
        admin_url: of a role that may make roles and databases, for instance postgresql://postgres@server/postgres.
        password_file: gets the two roles' passwords as libpq reads them, readable by its owner alone; a password
            that stands there is used.
        settings: the office's settings as TOML; a usual office without.

    Raises:
        RuleViolationError: an address or name does not fit, or the settings do not.
        EnvironmentFailureError: the server cannot be reached, refuses, or the file cannot be written.
    """
    names.check()
    admin = _postgresql(admin_url)
    file = from_toml(settings) if settings is not None else default_settings()
    roles.make_roles(admin, names, _passwords(password_file, admin, names, roles.existing(admin, names)))
    as_owner = _as_owner(admin, names)
    found = schema.upgrade(as_owner.render_as_string(hide_password=False))
    roles.grant(as_owner, names)
    database = Database(as_owner.render_as_string(hide_password=False))
    try:
        empty = not schema.has_office(database)
        if empty:
            make_office(database, SystemClock(), file)
    finally:
        database.close()
    return MadeDatabase(_address(admin, names, names.desk), _address(admin, names, names.owner), found, empty)


def _postgresql(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise RuleViolationError(
            _("The administrator's address is no PostgreSQL address."),
            _("Use postgresql://postgres@server/postgres, with the password in PGPASSWORD or a password file."),
        )
    return url


def _as_owner(admin: URL, names: Names) -> URL:
    """The administrator's way into the new database, with everything that is made there belonging to the owner."""
    given = str(admin.query.get("options", ""))
    options = f"{given} -c role={names.owner}".strip()
    return admin.set(database=names.database).update_query_dict({"options": options})


def _address(admin: URL, names: Names, role: str) -> str:
    """For people to copy: the server and its TLS settings, the role, no password and nothing of the administrator."""
    kept = {key: value for key, value in admin.query.items() if key in ("sslmode", "sslrootcert", "host", "port")}
    made = URL.create("postgresql", role, None, admin.host, admin.port, names.database, kept)
    return made.render_as_string(hide_password=False)


def _passwords(path: Path, admin: URL, names: Names, there: frozenset[str]) -> dict[str, str]:
    """The passwords in the file, made and added where they are missing; one that is in use is never made anew."""
    server = f"{_quoted(admin.host or 'localhost')}:{admin.port or _PORT}:"
    known = _read(path)
    wanted, added = {}, []
    for role in (names.owner, names.desk):
        key = f"{server}{_quoted(names.database)}:{_quoted(role)}"
        if key not in known:
            known[key] = _used(known, server, role) or _new(role, there)
            added.append(f"{key}:{known[key]}\n")
        wanted[role] = known[key]
    if added:
        _append(path, "".join(added))
    return wanted


def _used(known: dict[str, str], server: str, role: str) -> str:
    """The role's password at another database of the same server, or ""."""
    ours = (password for key, password in known.items() if key.startswith(server) and key.endswith(f":{role}"))
    return next(ours, "")


def _new(role: str, there: frozenset[str]) -> str:
    if role in there:
        raise RuleViolationError(
            _("The server has the role {role} already, and its password is not in the file.").format(role=role),
            _("Name the file that holds it, or other roles: another office's desks may work with this one."),
        )
    return secrets.token_urlsafe(24)


def _quoted(part: str) -> str:
    return part.replace("\\", "\\\\").replace(":", "\\:")


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(path, error) from error
    pairs = (line.rpartition(":") for line in lines if line.strip() and not line.startswith("#"))
    return {key: password for key, _colon, password in pairs}


def _append(path: Path, lines: str) -> None:
    """Added on the disk before the roles are made: a password that only the server knows helps nobody."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o600)
    except OSError as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: OSError | UnicodeDecodeError) -> EnvironmentFailureError:
    detail = error.strerror if isinstance(error, OSError) else _("it is not UTF-8 text")
    return EnvironmentFailureError(
        _("The password file “{path}” cannot be used: {detail}.").format(path=path, detail=detail or error),
        _("Name another file with --passwords; nothing was made."),
    )
