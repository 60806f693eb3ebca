"""The engine, and the unit of work: one transaction per service method, begun as what it is.

SQLite: an explicit `BEGIN IMMEDIATE` for writing and `BEGIN` for reading, because a deferred transaction that reads
and then writes fails at once when another process writes. Its journal is WAL from version 3.51.3 on and TRUNCATE
before (earlier ones can corrupt a WAL file under two connections, https://www.sqlite.org/wal.html#walresetbug).
PostgreSQL: timeouts that let a desk notice a dead network within seconds.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.orm import Session

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.files import keep_private
from printdesk.i18n import _
from printdesk.models.resting import ask_after_a_rest
from printdesk.models.sqlite_driver import WAL_SAFE_FROM as WAL_SAFE_FROM
from printdesk.models.sqlite_driver import sqlite_module as sqlite_module
from printdesk.models.turns import begin_writing

_MOUNTS = Path("/proc/self/mounts")
_NOT_ALLOWED = "42501"
"""SQLSTATE insufficient_privilege."""
_NETWORK_FILE_SYSTEMS = ("nfs", "cifs", "smb", "fuse.", "afs", "ceph", "gluster")


class Database:
    """One office's database, by URL; makes short transactions and nothing else.

    Raises (everywhere):
        EnvironmentFailureError: the database cannot be reached, is locked, damaged or read-only, or the disk is full.
        RuleViolationError: a text is too long, or holds a sign that the database cannot keep.
    """

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgresql_engine(self.url)

    @property
    def is_sqlite(self) -> bool:
        """Whether this office lives in a file on this computer."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def shown_name(self) -> str:
        """What to call it on the screen: the file's name, or host and database; never a password."""
        if self.is_sqlite:
            return Path(self.url.database or "").name
        return f"{self.url.host or 'localhost'}/{self.url.database}"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A consistent view for reading; whatever is changed in it is not kept."""
        with self._session(writing=False) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction for writing, committed when the block ends well and undone otherwise."""
        with self._session(writing=True) as session:
            yield session
            session.commit()

    @contextmanager
    def _session(self, *, writing: bool) -> Iterator[Session]:
        options: dict[str, Any] = {"printdesk_writing": writing}
        if not self.is_sqlite and not writing:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        try:
            with self.engine.connect().execution_options(**options) as connection, Session(connection) as session:
                yield session
        except DBAPIError as error:
            raise explained(error, self.shown_name, writing=writing) from error
        except UnicodeEncodeError as error:
            raise _unkeepable() from error

    def forget_connections(self) -> None:
        """Begin with new connections: those at hand may lead to a server or a file that is no more."""
        self.engine.dispose()

    def close(self) -> None:
        """Give up all connections."""
        self.engine.dispose()


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, NoSuchModuleError) as error:
        raise RuleViolationError(
            _("“{url}” is not a database address.").format(url=url.split("@")[-1]),
            _("Use sqlite:///file or postgresql://user@host/database."),
        ) from error
    if backend == "sqlite":
        return parsed
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    raise RuleViolationError(
        _("PrintDesk does not work with a {backend} database.").format(backend=backend),
        _("Use sqlite:///file or postgresql://user@host/database."),
    )


def _sqlite_engine(url: URL) -> Engine:
    path = Path(url.database or "")
    if not url.database or url.database == ":memory:":
        raise RuleViolationError(_("An office needs a file of its own."), _("Use sqlite:///file."))
    _refuse_network_share(path)
    engine = create_engine(url, module=sqlite_module(), connect_args={"timeout": 5.0}, hide_parameters=True)
    event.listen(engine, "do_connect", _only_the_same(path))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _only_the_same(path: Path) -> Callable[..., None]:
    """A file that was there and is gone is not made anew: an empty one in its place would look like an office."""
    was_there = path.exists()
    looked = False

    def look(_dialect: object, _record: object, _args: object, _params: object) -> None:
        nonlocal was_there, looked
        there = path.exists()
        if was_there and not there:
            raise sqlite_module().OperationalError(_("the file {name} is gone").format(name=path.name))
        if not looked:
            _keep_private(path, there=there)
        was_there, looked = was_there or path.exists(), True

    return look


def _keep_private(path: Path, *, there: bool) -> None:
    """A file that this program makes is its owner's alone, and so are those that lie beside it; one that was copied
    here readable for everybody becomes so.
    """
    if not there:
        with suppress(OSError):  # said better by the database that cannot be made
            path.touch(mode=0o600)
    for suffix in ("", "-wal", "-shm", "-journal"):
        keep_private(path.with_name(path.name + suffix))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    version = tuple(int(part) for part in connection.execute("select sqlite_version()").fetchone()[0].split("."))
    pragmas = ["foreign_keys=ON", "busy_timeout=5000", "recursive_triggers=ON", "trusted_schema=OFF"]
    if version >= WAL_SAFE_FROM:
        pragmas += ["journal_mode=WAL", "synchronous=FULL"]
    else:
        pragmas += ["journal_mode=TRUNCATE", "synchronous=EXTRA"]
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    if connection.get_execution_options().get("printdesk_writing", True):
        begin_writing(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _postgresql_engine(url: URL) -> Engine:
    engine = create_engine(url, hide_parameters=True, pool_size=4, connect_args=postgresql_settings(url))
    return ask_after_a_rest(engine)


def postgresql_settings(url: URL, **more: Any) -> dict[str, Any]:
    """Connection settings with which a desk notices a dead network within seconds; what the URL sets itself stays.

    Args:
        more: settings of libpq to be used in place of the usual ones.
    """
    limits = {
        "statement_timeout": "60s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "60s",
        # The server asks as well: a desk that vanished in the middle of an act holds its locks for seconds only.
        "tcp_keepalives_idle": "5", "tcp_keepalives_interval": "2", "tcp_keepalives_count": "3",
        "tcp_user_timeout": "10s",
    }  # fmt: skip
    options = " ".join(f"-c {name}={value}" for name, value in {**limits, "timezone": "UTC"}.items())
    usual: dict[str, Any] = {
        "connect_timeout": 3,
        "keepalives": 1,
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 4000,
        "application_name": "printdesk",
        **more,
    }
    settings = {name: value for name, value in usual.items() if name not in url.query}
    return {**settings, "options": f"{options} {url.query.get('options', '')}".strip()}


def explained(error: DBAPIError, name: str, *, writing: bool) -> Exception:
    """The failure of the world behind a driver's error; a wrong statement of ours stays what it is.

    No sentence holds the statement or its values, which may be somebody's data.
    """
    words = str(error.orig).lower()
    if not writing and "in a read-only transaction" in words:
        return error
    of_the_file = _of_the_file(words, name)
    if of_the_file is not None:
        return of_the_file
    if isinstance(error, DataError):
        return _unkeepable()
    if "locked" in words or "lock timeout" in words or "canceling statement" in words:
        return EnvironmentFailureError(
            _("Another desk is writing to the database right now."), _("Nothing was changed; try again in a moment.")
        )
    if "full" in words and "disk" in words:
        return EnvironmentFailureError(
            _("The disk is full, so nothing was saved."), _("Free some space on this computer and try again.")
        )
    of_the_server = _of_the_server(error, words)
    if of_the_server is not None:
        return of_the_server
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return EnvironmentFailureError(
            _("The database cannot be reached: {detail}.").format(detail=_first_line(error)),
            _("Check its address, the network and whether the file can be read."),
        )
    return error


def _of_the_server(error: DBAPIError, words: str) -> EnvironmentFailureError | RuleViolationError | None:
    """What a PostgreSQL server or its driver refuses as a whole, or None."""
    if getattr(error.orig, "sqlstate", None) == _NOT_ALLOWED:
        return EnvironmentFailureError(
            _("The database does not let this user do that: {detail}.").format(detail=_first_line(error)),
            _("Desks only work in it; make or upgrade it with the address of its owner."),
        )
    if "invalid connection option" in words:
        return RuleViolationError(
            _("The database address holds a setting that PostgreSQL does not know: {detail}.").format(
                detail=_first_line(error)
            ),
            _("Correct what follows the question mark of the address."),
        )
    return None


def _of_the_file(words: str, name: str) -> EnvironmentFailureError | None:
    """What is wrong with the database as a whole, or None."""
    if "not a database" in words or "malformed" in words:
        return EnvironmentFailureError(
            _("“{name}” is not a PrintDesk database, or it is damaged.").format(name=name),
            _("Nothing was changed; open the right file, or restore the last backup."),
        )
    if "readonly" in words or "read-only" in words or "read only" in words:
        return EnvironmentFailureError(
            _("“{name}” can only be read here, so nothing was saved.").format(name=name),
            _("Ask for the right to write to it and to its folder, then try again."),
        )
    return None


def _unkeepable() -> RuleViolationError:
    return RuleViolationError(
        _("An entry is too long or too large, or holds a sign that cannot be kept."),
        _("Type it anew; nothing was saved."),
    )


def _first_line(error: DBAPIError) -> str:
    lines = str(error.orig).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error.orig).__name__


def _refuse_network_share(path: Path) -> None:
    """Refuse a file on a network share, where locks do not hold and a database breaks."""
    kind = _file_system(path)
    if any(kind.startswith(name) for name in _NETWORK_FILE_SYSTEMS):
        raise RuleViolationError(
            _("“{path}” lies on a network share ({kind}), where a database file can be damaged.").format(
                path=path, kind=kind
            ),
            _("Keep the file on this computer, or use PostgreSQL for several desks."),
        )
    if not path.absolute().parent.is_dir():
        raise EnvironmentFailureError(
            _("There is no folder “{folder}”.").format(folder=path.absolute().parent), _("Make it first.")
        )


def _file_system(path: Path) -> str:
    """The type of the file system a path lies on, in lower case; "" where it cannot be known."""
    if str(path).startswith("\\\\"):
        return "smb"
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    target = str(path.absolute().parent.resolve())
    best: tuple[int, str] = (-1, "")
    for line in mounts:
        _device, mount, kind, *_rest = line.split()
        mount = mount.replace("\\040", " ")
        if target == mount or target.startswith(mount.rstrip("/") + "/"):
            best = max(best, (len(mount), kind.lower()))
    return best[1]
