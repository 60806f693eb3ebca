"""A printer on this computer that speaks the Internet Printing Protocol and does what a test tells it to."""

import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pypdfium2

_COMPLETED, _ABORTED, _CANCELLED, _PROCESSING = 9, 8, 7, 5


@dataclass
class FakePrinter:
    """What a printer knows and has done.

    Attributes:
        breaks_after: pages in all after which it jams; None never. counts: whether it says how many pages came out.
        stays: jobs stay in the machine until they are cancelled. knows: whether it still knows its jobs.
        jobs: the text of each page of each job. asked: the operations in their order, by number.
    """

    breaks_after: int | None = None
    counts: bool = True
    stays: bool = False
    knows: bool = True
    accepts: bool = True
    sides: tuple[str, ...] = ("one-sided", "two-sided-long-edge")
    colour: bool = False
    address: str = ""
    came: int = 0
    jobs: list[list[str]] = field(default_factory=list)
    states: list[tuple[int, int]] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    wishes: list[bytes] = field(default_factory=list)

    def answer(self, content: bytes) -> bytes:
        """The answer to a request."""
        operation, number = struct.unpack_from(">HI", content, 2)
        self.asked.append(operation)
        act = {0x0002: self._take, 0x0008: self._cancel, 0x0009: self._tell, 0x000B: self._describe}[operation]
        status, body = act(content)
        head = struct.pack(">BBHI", 2, 0, status, number) + b"\x01" + value(0x47, "attributes-charset", "utf-8")
        return head + body + b"\x03"

    def _take(self, content: bytes) -> tuple[int, bytes]:
        if not self.accepts:
            return 0x0506, value(0x41, "status-message", "Not accepting jobs.")
        at = content.index(b"%PDF")
        self.wishes.append(content[:at])
        document = pypdfium2.PdfDocument(content[at:])
        texts = [document[page].get_textpage().get_text_range() for page in range(len(document))]
        document.close()
        room = len(texts) if self.breaks_after is None else max(0, self.breaks_after - self.came)
        came = 0 if self.stays else min(len(texts), room)
        self.came += came
        state = _PROCESSING if self.stays else _COMPLETED if came == len(texts) else _ABORTED
        self.jobs.append(texts)
        self.states.append((state, came))
        return 0, b"\x02" + number_value(0x21, "job-id", len(self.jobs)) + number_value(0x23, "job-state", 3)

    def _tell(self, content: bytes) -> tuple[int, bytes]:
        if not self.knows:
            return 0x0406, b""
        at = content.index(b"job-id") + len(b"job-id") + 2
        state, came = self.states[struct.unpack_from(">i", content, at)[0] - 1]
        body = b"\x02" + number_value(0x23, "job-state", state)
        if self.counts:
            body += number_value(0x21, "job-impressions-completed", came)
        if state == _ABORTED:
            body += value(0x44, "job-printer-state-reasons", "media-jam-error")
        return 0, body

    def _cancel(self, _content: bytes) -> tuple[int, bytes]:
        self.states[-1] = (_CANCELLED, self.states[-1][1])
        return 0, b""

    def _describe(self, _content: bytes) -> tuple[int, bytes]:
        sides = b"".join(value(0x44, "sides-supported" if at == 0 else "", one) for at, one in enumerate(self.sides))
        body = b"\x04" + value(0x42, "printer-name", "loket") + value(0x41, "printer-info", "Loket A")
        body += number_value(0x23, "printer-state", 3) + value(0x44, "printer-state-reasons", "none") + sides
        body += value(0x34, "media-col", "") + value(0x4A, "", "media-size") + value(0x37, "", "")
        body += value(0x22, "color-supported", "\x01" if self.colour else "\x00")
        return 0, body


def value(tag: int, name: str, text: str) -> bytes:
    """A value of text."""
    content = text.encode()
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(content)) + content


def number_value(tag: int, name: str, number: int) -> bytes:
    """A value of a number."""
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">Hi", 4, number)


@contextmanager
def fake_printer() -> Iterator[FakePrinter]:
    """A printer that stands ready, at `address`."""
    printer = FakePrinter()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = printer.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/ipp")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    printer.address = f"ipp://127.0.0.1:{server.server_address[1]}/ipp/print"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield printer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
