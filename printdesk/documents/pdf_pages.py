"""Pages put straight into reportlab's file: their operators as one text, and a dictionary of one line.

reportlab's canvas formats each page's dictionaries part by part, which takes a third of the time of a pickup slip.
Here they are written out; the classes are reportlab's own for objects of a file. How the canvas keeps its file is not
documented, so `pages_of` gives None where a version keeps it otherwise, and the sheet goes by the public calls.
"""

import zlib
from collections.abc import Iterable
from functools import cache
from typing import Any

from printdesk.documents import fonts
from printdesk.documents.fonts import Face

_KEPT = ("addPage", "Reference", "Pages", "fontMapping")


def pages_of(canvas: object) -> "Pages | None":
    """The pages of a canvas's file; None where it cannot be reached as expected."""
    document = getattr(canvas, "_doc", None)
    if document is None or not all(hasattr(document, name) for name in _KEPT):
        return None
    return Pages(document)


class Pages:
    """Adds pages to one file."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._plain: dict[Face, str] = {}

    def add(self, width: float, height: float, operators: str, forms: Iterable[str]) -> None:
        """A page of this size in points with its content and the names of the forms that it refers to."""
        _stream, page = _kinds()
        self._document.addPage(page(width, height, zlib.compress(operators.encode("latin-1")), forms))

    def show(self, text: str, face: Face) -> list[tuple[str, str]]:
        """A printable text as PDF strings, each with the name of the font subset that holds its letters."""
        if text.isascii() and text.isprintable():
            name = self._plain.get(face)
            if name is None:
                name = self._plain[face] = fonts.ascii_subset(face, self._document)
            if name:
                return [(name, f"({_escaped(text)})")]
        return list(fonts.encoded(text, face, self._document))


def _escaped(text: str) -> str:
    if text.isalnum() or not _SIGNS.intersection(text):
        return text
    return text.translate(_ESCAPES)


_SIGNS = frozenset("()\\")
_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in _SIGNS})


@cache
def _kinds() -> tuple[Any, Any]:
    """The classes of a content stream and of a page, made when the first paper is."""
    from reportlab.pdfbase.pdfdoc import BasicFonts, PDFObject, PDFObjectReference, xObjectName

    class Stream(PDFObject):  # type: ignore[misc]
        __RefOnly__ = 1

        def __init__(self, packed: bytes) -> None:
            self._packed = packed

        def format(self, document: Any) -> bytes:  # noqa: ARG002 - reportlab's signature
            head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(self._packed)
            return head + self._packed + b"\nendstream\n"

    class Page(PDFObject):  # type: ignore[misc]
        __RefOnly__ = 1

        def __init__(self, width: float, height: float, packed: bytes, forms: Iterable[str]) -> None:
            self._size = f"{width:.4f} {height:.4f}"
            self._stream = Stream(packed)
            self._forms = sorted(set(forms))

        def format(self, document: Any) -> bytes:
            def place(reference: Any) -> str:
                return str(reference.format(document).decode("ascii"))

            names = [xObjectName(name) for name in self._forms]
            drawn = " ".join(f"/{name} {place(PDFObjectReference(name))}" for name in names)
            forms = f"/XObject << {drawn} >> " if drawn else ""
            return (
                f"<< /Type /Page /Parent {place(document.Reference(document.Pages))} /MediaBox [ 0 0 {self._size} ] "
                f"/Contents {place(document.Reference(self._stream))} /Resources << "
                f"/Font {place(PDFObjectReference(BasicFonts))} {forms}/ProcSet [ /PDF /Text /ImageB ] >> >>\n"
            ).encode("ascii")

    return Stream, Page
