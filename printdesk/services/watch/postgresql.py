"""The eye on a PostgreSQL office: a connection that listens, with a question at every beat."""

import select
import socket
from types import TracebackType
from typing import Any, Self

from sqlalchemy.engine import URL

from printdesk.models.database import postgresql_settings
from printdesk.services.ledger import CHANNEL

BEAT_S = 2.0
"""With the time after which the kernel gives a silent connection up (4 s), a dead network is noticed within 7 s."""
_NEWEST = "select coalesce(max(seq), 0) from ledger"


class PostgresqlEye:
    """Looks at one PostgreSQL office; for one thread, but for `wake`."""

    @staticmethod
    def errors() -> tuple[type[Exception], ...]:
        """What a connection that is lost raises."""
        import psycopg

        return (psycopg.Error, OSError)

    def __init__(self, url: URL) -> None:
        self._url = url
        self._news = False

    def __enter__(self) -> Self:
        import psycopg

        _args, given = self._url.get_dialect()().create_connect_args(self._url)
        patience = postgresql_settings(self._url, application_name="printdesk watch")
        settings: dict[str, Any] = {**given, **patience}
        self._waker, self._woken = socket.socketpair()
        try:
            self._connection = psycopg.connect(**settings, autocommit=True)
        except psycopg.Error:
            self._close_wakers()
            raise
        self._connection.add_notify_handler(self._note)
        self._connection.execute(f"LISTEN {CHANNEL}")
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._close_wakers()

    def sequence(self) -> int:
        """Number of the newest entry."""
        self._news = False
        row = self._connection.execute(_NEWEST).fetchone()
        return int(row[0]) if row else 0

    def wait(self) -> None:
        """Until a notice comes, at most a beat; one that came with an answer counts as well."""
        if not self._news:
            select.select([self._connection.fileno(), self._woken.fileno()], [], [], BEAT_S)

    def wake(self) -> None:
        """End the waiting; from any thread."""
        try:
            self._waker.send(b"x")
        except OSError:
            return  # it is closed already

    def _note(self, _notice: object) -> None:
        self._news = True

    def _close_wakers(self) -> None:
        self._waker.close()
        self._woken.close()
