"""The way to a printer or to the system's print server: an HTTP request for each question, also by a local socket."""

import http.client
import os
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _
from printdesk.services.printers import wire

PORT = 631
_LOCAL_SOCKETS = ("/run/cups/cups.sock", "/var/run/cups/cups.sock")
_SECONDS = 8.0
_SENDING_SECONDS = 90.0
"""A printer that is busy takes a document slowly."""
_PIECE = 32_768
_LARGEST_ANSWER = 8_000_000
_OK = 200

Sending = Callable[[int, int], None]
"""Told bytes sent and bytes in all; may raise to stop."""


class NoAnswerError(EnvironmentFailureError):
    """Nobody answers there, or the answer broke off.

    What was asked may have been done all the same, unless nobody took the question (`untouched`).
    """

    @property
    def untouched(self) -> bool:
        """Whether nothing can have come of it."""
        return isinstance(self.__cause__, ConnectionRefusedError | FileNotFoundError)


@dataclass(frozen=True, slots=True)
class Server:
    """Where questions go: a host with its port, or a local socket's path."""

    host: str = "localhost"
    port: int = PORT
    local: str = ""

    def ask(self, path: str, head: bytes, document: bytes = b"", told: Sending | None = None) -> wire.Answer:
        """Ask, with a document behind the question where there is one.

        Raises:
            NoAnswerError: nobody answers there, or not in this protocol.
        """
        link = self._connection(_SENDING_SECONDS if document else _SECONDS)
        try:
            link.request(
                "POST", path, body=_pieces(head, document, told),
                headers={"Content-Type": wire.MEDIA_TYPE, "Content-Length": str(len(head) + len(document))},
            )  # fmt: skip
            response = link.getresponse()
            content = response.read(_LARGEST_ANSWER)
            if response.status != _OK:
                raise _no_answer(self._name(), f"HTTP {response.status} {response.reason}")
            return wire.answer(content)
        except (OSError, http.client.HTTPException, wire.BrokenAnswerError) as error:
            raise _no_answer(self._name(), _reason(error)) from error
        finally:
            link.close()

    def _connection(self, seconds: float) -> http.client.HTTPConnection:
        if self.local:
            return _LocalConnection(self.local, seconds)
        return http.client.HTTPConnection(self.host, self.port, timeout=seconds)

    def _name(self) -> str:
        return self.local or f"{self.host}:{self.port}"


class _LocalConnection(http.client.HTTPConnection):
    """HTTP over a socket of this computer."""

    def __init__(self, path: str, seconds: float) -> None:
        super().__init__("localhost", timeout=seconds)
        self._path, self._seconds = path, seconds

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self._seconds)
        self.sock.connect(self._path)


def print_server() -> Server | None:
    """The system's print server (CUPS), as its own tools find it; None where the system has no such thing."""
    named = os.environ.get("CUPS_SERVER", "")
    if named.startswith("/"):
        return Server(local=named)
    if named:
        host, _colon, port = named.partition(":")
        return Server(host, int(port) if port.isdecimal() else PORT)
    local = next((path for path in _LOCAL_SOCKETS if Path(path).exists()), "")
    if local:
        return Server(local=local)
    return None if sys.platform == "win32" else Server()


def server_of(uri: str) -> tuple[Server, str]:
    """Where a printer's own address leads, and the path there.

    Raises:
        ValueError: the address is none that we can ask.
    """
    found = urlsplit(uri)
    if found.scheme not in ("ipp", "http") or not found.hostname:
        raise ValueError(uri)
    return Server(found.hostname, found.port or PORT), found.path or "/"


def _pieces(head: bytes, document: bytes, told: Sending | None) -> Iterator[bytes]:
    yield head
    for at in range(0, len(document), _PIECE):
        if told is not None:
            told(at, len(document))
        yield document[at : at + _PIECE]


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__


def _no_answer(name: str, reason: str) -> NoAnswerError:
    return NoAnswerError(
        _("The printer at {name} does not answer: {reason}.").format(name=name, reason=reason),
        _("Look whether it is switched on and reached from this computer, or save the PDF."),
    )
