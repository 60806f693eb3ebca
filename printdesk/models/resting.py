"""A pool's connections to a server: whether one that rested still lives is asked before an act relies on it.

Right after an act it was alive: to ask before each of many acts in a row costs a journey each.
"""

from time import monotonic
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

REST_S = 1.0
"""After so many seconds a connection is asked."""
_USED = "printdesk_used"


def ask_after_a_rest(engine: Engine) -> Engine:
    """The engine, which now asks; when one connection is dead, no other of the pool is trusted either."""
    event.listen(engine, "checkout", _ask)
    event.listen(engine, "checkin", _note_use)
    return engine


def _note_use(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[_USED] = monotonic()


def _ask(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    import psycopg  # where it is not installed there is no connection

    if not connection.closed and monotonic() - record.info.get(_USED, monotonic()) < REST_S:
        return
    try:
        connection.autocommit = True
        connection.execute("")
        connection.autocommit = False
    except psycopg.Error as error:
        raise InvalidatePoolError from error
