"""Whose turn it is to write to a file that several programs have open.

SQLite's own waiting sleeps longer and longer between its tries (1, 2, 5, ... 100 ms), so whoever has waited longest
tries least often, and one of three busy programs can wait for most of a second. Here it is the other way round, and
there is a door: one of those who wait stands in it and tries, whoever comes meanwhile stays behind that one. The door
is an advisory lock on the folder of the file, so nothing is left lying there, and the system opens it again when
whoever stands in it dies. It is a courtesy and guards nothing: where there is none (Windows), or one stands in it for
too long, everybody tries.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection

try:
    import fcntl
except ImportError:  # Windows: a folder cannot be locked there
    fcntl = None  # type: ignore[assignment]

PATIENCE_S = 5.0
"""After so long somebody is told that another desk is writing."""
DOOR_S = 1.0
"""After so long at the door somebody tries beside it: who stands in it may have been stopped."""
_FIRST_S, _LEAST_S = 0.002, 0.0003
_SOON_S = 0.03
"""Who has waited so long tries most often."""


def begin_writing(connection: Connection) -> None:
    """Begin a transaction that writes, as soon as nobody else writes.

    Raises:
        sqlalchemy.exc.OperationalError: somebody writes all the time, or the file cannot be written to.
    """
    driver: Any = connection.connection.driver_connection
    refused = connection.dialect.loaded_dbapi.OperationalError
    begun = monotonic()

    def begins() -> bool:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except refused as error:
            if "locked" in str(error):
                return False
            raise
        return True

    driver.execute("PRAGMA busy_timeout=0")
    try:
        with suppress(refused), _door(Path(connection.engine.url.database or ""), begun):
            if _tried(begins, begun, PATIENCE_S):
                return
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # what is wrong is said as every other error is
    finally:
        driver.execute(f"PRAGMA busy_timeout={PATIENCE_S * 1000:.0f}")


@contextmanager
def _door(file: Path, begun: float) -> Iterator[None]:
    """Stand alone in the door of a file while trying; it is given free as soon as one writes or gives up."""
    try:
        folder = os.open(file.absolute().parent, os.O_RDONLY) if fcntl else None
    except OSError:  # it may be written to and not be read
        folder = None
    try:
        if folder is not None:
            _tried(partial(_stands_in, folder), begun, DOOR_S)
        yield
    finally:
        if folder is not None:
            os.close(folder)


def _stands_in(folder: int) -> bool:
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without such locks: nobody waits for anybody
        return True
    return True


def _tried(one: Callable[[], bool], begun: float, longest: float) -> bool:
    """Try until it goes, more and more often; False when it did not until so many seconds after `begun`."""
    while (waited := monotonic() - begun) < longest:
        if one():
            return True
        share = uniform(0.5, 1.0)  # noqa: S311 - so that two do not knock in step
        sleep(share * max(_LEAST_S, _FIRST_S * (1 - waited / _SOON_S)))
    return False
