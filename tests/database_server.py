"""A throw-away PostgreSQL server for the tests: private, on the loopback address, gone afterwards.

Standard library only: `desk.py test` starts it before the tests' own environment is used.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

URL_VARIABLE = "PRINTDESK_TEST_POSTGRESQL"
REASON_VARIABLE = "PRINTDESK_TEST_POSTGRESQL_MISSING"
USER = "printdesk_tests"
PREFIX = "printdesk-postgresql-"
START_SECONDS = 60
# Speed instead of safety: what a power cut takes from this server nobody misses.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "autovacuum": "off",
}


class NoServerError(Exception):
    """There is no PostgreSQL to be had here; the text says why."""


def programs() -> Path | None:
    """The folder of the newest PostgreSQL's initdb and postgres, or None."""
    found = shutil.which("initdb")
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: _number(folder.parent.name), reverse=True
    )
    folders = [*debian, *([Path(found).resolve().parent] if found else [])]
    return next((folder for folder in folders if _complete(folder)), None)


def _number(version: str) -> float:
    with contextlib.suppress(ValueError):
        return float(version)
    return 0.0


def _complete(folder: Path) -> bool:
    return all(shutil.which(name, path=str(folder)) for name in ("initdb", "postgres"))


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Start a server; gives the SQLAlchemy URL of its `postgres` database, for a superuser.

    Raises:
        NoServerError: PostgreSQL is not installed, or does not start.
    """
    folder = programs()
    if folder is None:
        raise NoServerError("PostgreSQL is not installed (on Debian: sudo apt-get install postgresql).")
    owner = _owner()
    place = _place(owner)
    try:
        with _server(folder, place, owner) as url:
            yield url
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _owner() -> str | None:
    """Whom the server runs as: PostgreSQL refuses root. None is whoever runs the tests."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd  # does not exist on Windows

    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise NoServerError("PostgreSQL refuses to run as root, and there is no user postgres or nobody.")


def _place(owner: str | None) -> Path:
    """A folder that only the server's owner can read."""
    # Root's own folder for temporary files may be closed to the user the server runs as.
    parent = Path("/tmp" if owner else tempfile.gettempdir())  # noqa: S108
    _clear_up(parent)
    place = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent))
    if owner:
        shutil.chown(place, owner)
    return place


def _clear_up(parent: Path) -> None:
    """Remove what a killed run of ours left; its server has ended by itself."""
    if os.name == "nt":  # where asking whether a process lives would end it
        return
    for place in parent.glob(f"{PREFIX}*"):
        pid = place.name[len(PREFIX) :].partition("-")[0]
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            shutil.rmtree(place, ignore_errors=True)
        except (ValueError, PermissionError):
            continue


@contextlib.contextmanager
def _server(folder: Path, place: Path, owner: str | None) -> Iterator[str]:
    password = secrets.token_urlsafe(18)
    _make_cluster(folder, place, owner, password)
    port = _free_port()
    settings = [f"--{name}={value}" for name, value in {**SETTINGS, "port": str(port)}.items()]
    log = place / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(folder / "postgres"), "-D", str(place / "data"), *settings],
            stdin=subprocess.DEVNULL, stdout=output, stderr=output, user=owner, group=_group(owner),
            extra_groups=[] if owner else None, cwd=place, env=_environment(),
            start_new_session=True, preexec_fn=_ends_with_us(),
        )  # fmt: skip
    try:
        _wait_until_ready(process, place / "data", log)
        yield f"postgresql+psycopg://{USER}:{password}@127.0.0.1:{port}/postgres"
    finally:
        _stop(process)


def _make_cluster(folder: Path, place: Path, owner: str | None, password: str) -> None:
    secret = place / "password"
    secret.write_text(password, encoding="ascii")
    if owner:
        shutil.chown(secret, owner)
    command = [
        str(folder / "initdb"), "-D", str(place / "data"), "-U", USER, "--pwfile", str(secret), "-A", "password",
        "-E", "UTF8", "--no-locale", "--no-sync",
    ]  # fmt: skip
    made = subprocess.run(
        command, capture_output=True, text=True, user=owner, group=_group(owner), check=False,
        extra_groups=[] if owner else None, cwd=place, env=_environment(),
    )  # fmt: skip
    secret.unlink()
    if made.returncode != 0:
        raise NoServerError(f"initdb failed: {made.stderr.strip() or made.stdout.strip()}")


def _environment() -> dict[str, str]:
    """Without the PG* variables that would point programs at another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def _group(owner: str | None) -> int | None:
    if owner is None:
        return None
    import pwd  # does not exist on Windows

    return pwd.getpwnam(owner).pw_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ends_with_us() -> Callable[[], None] | None:
    """On Linux the kernel ends the server when the process that started it is killed."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(1, signal.SIGQUIT) and None  # 1: PR_SET_PDEATHSIG


def _wait_until_ready(process: subprocess.Popen[bytes], data: Path, log: Path) -> None:
    """The server writes `ready` into its lock file once it takes connections."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[7:8] == ["ready   "]:
                return
        time.sleep(0.02)
    _stop(process)
    raise NoServerError(f"the server does not start: {log.read_text(encoding='utf-8', errors='replace')[-600:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End it at once: there is nothing to keep."""
    if process.poll() is None:
        # PostgreSQL's immediate shutdown; Windows has no such signal.
        process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGQUIT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
