"""The eye on an office in a file: `data_version` of one kept connection grows with every commit of another one."""

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy.engine import URL

from printdesk.models.database import sqlite_module

LOOK_S = 0.05
"""Seconds between two looks; one takes some microseconds."""
_LOOKS = 40
"""In a beat of two seconds, as on PostgreSQL."""
_NEWEST = "select coalesce(max(seq), 0) from ledger"


class SqliteEye:
    """Looks at one office's file; for one thread, but for `wake`."""

    @staticmethod
    def errors() -> tuple[type[Exception], ...]:
        """What a file that cannot be read any more raises."""
        return (sqlite_module().Error, OSError)

    def __init__(self, url: URL) -> None:
        self._path = Path(url.database or "").absolute()
        self._woken = threading.Event()

    def __enter__(self) -> Self:
        # Not made when it is missing: an empty office would look like a sound one.
        self._file = self._identity()
        self._connection: Any = sqlite_module().connect(
            f"{self._path.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=5.0
        )
        self._version = self._data_version()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def sequence(self) -> int:
        """Number of the newest entry."""
        return int(self._connection.execute(_NEWEST).fetchone()[0])

    def wait(self) -> None:
        """Until another connection has written, at most a beat: who looks and finds nothing is not silent.

        Raises:
            OSError: the file is gone, or another one lies in its place, as after a restore.
        """
        for _look in range(_LOOKS):
            if self._woken.wait(LOOK_S):
                return
            if self._identity() != self._file:
                raise FileNotFoundError(2, os.strerror(2), str(self._path))
            version = self._data_version()
            if version != self._version:
                self._version = version
                return

    def wake(self) -> None:
        """End the waiting; from any thread."""
        self._woken.set()

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _identity(self) -> tuple[int, int]:
        found = self._path.stat()
        return found.st_dev, found.st_ino
