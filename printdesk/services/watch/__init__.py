"""Watching an office's database from a thread of its own: what was written anywhere, and whether it answers.

A notice is only a hint: after each one, and at every beat without one, the number of the newest ledger entry is asked
for, so that a notice that got lost costs one beat. After a lost connection everything has to be read anew.
"""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from time import monotonic
from typing import Protocol

from printdesk.models.database import Database
from printdesk.services.watch.postgresql import PostgresqlEye
from printdesk.services.watch.sqlite import SqliteEye

__all__ = ["ChangeWatch", "Told"]

RETRY_S = 1.0
"""Seconds between tries to connect again."""


class Told(Protocol):
    """Who is told; called on the watch's thread."""

    def changed(self, sequence: int) -> None:
        """The ledger's newest entry has another number than before."""

    def lost(self, detail: str) -> None:
        """The database does not answer any more; said once."""

    def found(self, sequence: int) -> None:
        """It answers: for the first time, or again."""


class _Eye(Protocol):
    def sequence(self) -> int: ...

    def wait(self) -> None: ...

    def wake(self) -> None: ...


class ChangeWatch:
    """Tells of changes and of a lost connection until it is stopped."""

    def __init__(self, database: Database, told: Told) -> None:
        kind = SqliteEye if database.is_sqlite else PostgresqlEye
        self._open: Callable[[], AbstractContextManager[_Eye]] = lambda: kind(database.url)
        self._errors = kind.errors()
        self._told = told
        self._stop = threading.Event()
        self._eye: _Eye | None = None
        self._beat = monotonic()
        self._lost = False
        self._thread = threading.Thread(target=self._run, name="printdesk-watch", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._beat = monotonic()
        self._thread.start()

    def stop(self, timeout_s: float = 10.0) -> bool:
        """Stop watching; False when the thread still waits for a database that does not answer."""
        self._stop.set()
        eye = self._eye
        if eye is not None:
            eye.wake()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def silent_s(self) -> float:
        """Seconds since the database last answered the watch."""
        return monotonic() - self._beat

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._watch()
            except self._errors as error:
                self._say_lost(error)
                self._stop.wait(RETRY_S)
            finally:
                self._eye = None

    def _watch(self) -> None:
        with self._open() as eye:
            self._eye = eye
            seen = eye.sequence()
            self._beat = monotonic()
            self._lost = False
            self._told.found(seen)
            while not self._stop.is_set():
                eye.wait()
                if self._stop.is_set():
                    return
                now = eye.sequence()
                self._beat = monotonic()
                if now != seen:
                    seen = now
                    self._told.changed(now)

    def _say_lost(self, error: Exception) -> None:
        if self._lost or self._stop.is_set():
            return
        self._lost = True
        lines = str(error).strip().splitlines()
        self._told.lost(lines[0].rstrip(".") if lines else type(error).__name__)
