"""A PostgreSQL server that tests stop and start again, a proxy that cuts connections, and an office on them."""

import contextlib
import os
import select
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests import database_server

SETTINGS = {
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
}
"""Unlike the server of the other tests this one keeps what it said it kept."""


class Server:
    """A server of its own.

    Attributes:
        url: of its `postgres` database, for a superuser.
    """

    def __init__(self, listen: str = "127.0.0.1", **more: str) -> None:
        folder = database_server.programs()
        if folder is None:
            pytest.skip("PostgreSQL is not installed")
        self._folder = folder
        self._owner = database_server._owner()
        self.place = database_server._place(self._owner)
        database_server._make_cluster(folder, self.place, self._owner, "fault")
        self._settings = {**SETTINGS, "listen_addresses": listen, **more}
        self.port = database_server._free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"postgresql+psycopg://{database_server.USER}:fault@127.0.0.1:{self.port}/postgres"
        self.start()

    def start(self) -> None:
        """Start it, on the port it had before."""
        settings = [f"--{name}={value}" for name, value in {**self._settings, "port": str(self.port)}.items()]
        log = self.place / "server.log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [str(self._folder / "postgres"), "-D", str(self.place / "data"), *settings],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, user=self._owner,
                group=database_server._group(self._owner), extra_groups=[] if self._owner else None,
                cwd=self.place, env=database_server._environment(), start_new_session=True,
                preexec_fn=database_server._ends_with_us(),
            )  # fmt: skip
        database_server._wait_until_ready(self._process, self.place / "data", log)

    def crash(self) -> None:
        """End it as `pg_ctl stop -m immediate` does: no checkpoint, recovery at the next start."""
        assert self._process is not None
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=30)

    def freeze(self) -> None:
        """Stop all its processes where they are; the kernel still answers for them."""
        self._to_all(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let them go on."""
        self._to_all(signal.SIGCONT)

    def _to_all(self, number: int) -> None:
        assert self._process is not None
        family = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self._process.pid)], capture_output=True, text=True, check=False
        )
        for pid in [self._process.pid, *map(int, family.stdout.split())]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def close(self) -> None:
        """End it and remove its files."""
        if self._process is not None:
            database_server._stop(self._process)
        subprocess.run(["rm", "-rf", str(self.place)], check=False)


@contextlib.contextmanager
def server(listen: str = "127.0.0.1", **more: str) -> Iterator[Server]:
    """A server for the length of a test."""
    made = Server(listen, **more)
    try:
        yield made
    finally:
        made.thaw() if made._process is not None and made._process.poll() is None else None
        made.close()


class Proxy:
    """Stands between desks and server, and cuts what passes.

    Attributes:
        port: where it listens.
        swallow_answer: told each message of a desk; True swallows the server's answer to it and cuts the connection.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.swallow_answer: Callable[[bytes], bool] = lambda _message: False
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._closed = False
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def cut(self) -> None:
        """Cut every connection now."""
        for desk, far in list(self._pairs):
            for one in (desk, far):
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Cut everything and listen no more."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()

    def _accept(self) -> None:
        while not self._closed:
            try:
                desk, _address = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target), timeout=5)
            except OSError:
                if self._closed:
                    return
                with contextlib.suppress(OSError, UnboundLocalError):
                    desk.close()
                continue
            threading.Thread(target=self._carry, args=(desk, far), daemon=True).start()

    def _carry(self, desk: socket.socket, far: socket.socket) -> None:
        pair = (desk, far)
        self._pairs.add(pair)
        try:
            self._pass_on(desk, far)
        except OSError:
            pass
        finally:
            self._pairs.discard(pair)
            desk.close()
            far.close()

    def _pass_on(self, desk: socket.socket, far: socket.socket) -> None:
        swallowing = False
        while True:
            ready, _write, _error = select.select([desk, far], [], [], 60)
            if desk in ready:
                message = desk.recv(65536)
                if not message:
                    return
                swallowing = swallowing or self.swallow_answer(message)
                far.sendall(message)
            if far in ready:
                answer = far.recv(65536)
                if not answer or swallowing:
                    return
                desk.sendall(answer)


def desk_url(url: str, port: int) -> str:
    """The same database through another port."""
    return make_url(url).set(port=port).render_as_string(hide_password=False)


def office_database(made: Server, folder: Path, name: str = "office") -> tuple[str, str]:
    """An office with an owner and a desk role, as `printdesk database create` makes it: the URLs of both."""
    from printdesk.services.database_setup import Names, create_database

    passwords = folder / f"{name}.pgpass"
    create_database(made.url, Names(name, f"{name}_owner", f"{name}_desk"), passwords)
    lines = passwords.read_text(encoding="utf-8").split()
    base = make_url(made.url)
    owner, desk = (
        base.set(username=line.split(":")[3], password=line.split(":")[4], database=name) for line in lines
    )
    return owner.render_as_string(hide_password=False), desk.render_as_string(hide_password=False)
