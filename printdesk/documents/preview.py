"""Pages of a PDF as pictures, for the window's preview and for printing, by PDFium."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from printdesk.errors import RuleViolationError
from printdesk.i18n import _

_PDFIUM = Lock()
"""PDFium is not made for several threads: one caller at a time."""

_WHITE = (255, 255, 255, 255)
_CHANNELS = 4


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as a picture.

    Attributes:
        width: in pixels.
        height: in pixels.
        rgba: four bytes a pixel (red, green, blue, opacity), row by row from the top without padding.
    """

    width: int
    height: int
    rgba: bytes

    def png(self) -> bytes:
        """The picture as a PNG file's bytes."""
        stride = self.width * _CHANNELS
        rows = b"".join(b"\0" + self.rgba[start : start + stride] for start in range(0, len(self.rgba), stride))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 6, 0, 0, 0)
        chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def page_count(content: bytes) -> int:
    """How many pages a PDF has.

    Raises:
        RuleViolationError: the bytes are no PDF that can be read.
    """
    with _opened(content) as document:
        return len(document)


def page_size(content: bytes, page: int = 0) -> tuple[float, float]:
    """Width and height of a page in points.

    Raises:
        RuleViolationError: the bytes are no PDF that can be read.
        IndexError: there is no such page.
    """
    with _opened(content) as document:
        width, height = document[_checked(page, len(document))].get_size()
        return float(width), float(height)


def render_page(content: bytes, page: int = 0, scale: float = 1.0) -> Rendered:
    """One page as a picture on white; `scale` is pixels per point (dpi / 72).

    Raises:
        RuleViolationError: the bytes are no PDF that can be read.
        IndexError: there is no such page.
    """
    with _opened(content) as document:
        opened = document[_checked(page, len(document))]
        bitmap = opened.render(scale=scale, fill_color=_WHITE, rev_byteorder=True, prefer_bgrx=True)
        return _tight(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            raise RuleViolationError(
                _("This file is not a PDF that can be shown."), _("Make the document again.")
            ) from None
        try:
            yield document
        finally:
            document.close()


def _checked(page: int, pages: int) -> int:
    if not 0 <= page < pages:
        raise IndexError(page)
    return page


def _tight(width: int, height: int, stride: int, pixels: bytes) -> Rendered:
    row = width * _CHANNELS
    if stride != row:
        pixels = b"".join(pixels[start : start + row] for start in range(0, stride * height, stride))
    opaque = bytearray(pixels)
    opaque[3::_CHANNELS] = b"\xff" * (width * height)
    return Rendered(width, height, bytes(opaque))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
