"""A finished paper on this computer: its pages as pictures, the file it is saved in, and the way to a printer."""

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import _

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_POINTS_PER_INCH = 72
_PRINT_DPI = 300
_STAMP_POINTS = 6.0
_STAMP_AT = (17.0, 9.0)
_BGRA = 4
"""pdfium's number for pictures of four bytes a point; with the order reversed they are RGBA."""


class PdfPages:
    """The pages of a PDF as pictures. For the window's thread only: pdfium does not like several.

    The document is opened for each question and closed again, which takes a millisecond and leaves nothing to close.

    Args:
        content: the PDF file's bytes.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        with self._open() as document:
            self._count = len(document)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self._count

    def size(self, page: int) -> QSizeF:
        """Width and height of a page (from 0) in points."""
        with self._open() as document:
            width, height = document[page].get_size()
        return QSizeF(width, height)

    def render(self, page: int, scale: float) -> tuple[int, int, bytes]:
        """A page (from 0) at `scale` pixels a point: width, height and RGBA bytes, as `PdfPreview` wants it."""
        with self._open() as document:
            picture = document[page].render(scale=scale, rev_byteorder=True, force_bitmap_format=_BGRA)
            return picture.width, picture.height, bytes(picture.buffer)

    def image(self, page: int, dpi: int) -> QImage:
        """A page as a picture for a printer."""
        width, height, pixels = self.render(page, dpi / _POINTS_PER_INCH)
        return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()

    def part(self, pages: Sequence[int], stamp: str = "") -> bytes:
        """A PDF of some pages (from 1), in this order.

        Args:
            stamp: a few words in small letters at the foot of each, "" for none.
        """
        import pypdfium2

        if not stamp and list(pages) == list(range(1, self._count + 1)):
            return self._content
        with self._open() as document:
            made = pypdfium2.PdfDocument.new()
            try:
                made.import_pages(document, [page - 1 for page in pages])
                if stamp:
                    _stamp(made, stamp)
                whole = BytesIO()
                made.save(whole)
                return whole.getvalue()
            finally:
                made.close()

    @contextmanager
    def _open(self) -> "Iterator[PdfDocument]":
        import pypdfium2  # only who looks at a paper pays for it

        document = pypdfium2.PdfDocument(self._content)
        try:
            yield document
        finally:
            document.close()


def _stamp(document: "PdfDocument", words: str) -> None:
    """Write a few words at the foot of each page, where no paper of ours has any."""
    import pypdfium2.raw as pdfium

    font = pdfium.FPDFText_LoadStandardFont(document.raw, b"Helvetica-Bold")
    text = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
    for at in range(len(document)):
        page = document[at]
        written = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, ctypes.c_float(_STAMP_POINTS))
        pdfium.FPDFText_SetText(written, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))
        pdfium.FPDFPageObj_Transform(written, 1, 0, 0, 1, *_STAMP_AT)
        pdfium.FPDFPage_InsertObject(page.raw, written)
        pdfium.FPDFPage_GenerateContent(page.raw)
    pdfium.FPDFFont_Close(font)


def save_pdf(path: Path, content: bytes, *, private: bool = True) -> Path:
    """Write a paper to a file whose name ends in ".pdf"; an old file goes only once the new one is whole.

    Args:
        private: only its owner reads it, as it holds the data of many.

    Raises:
        EnvironmentFailureError: it cannot be written.
    """
    target = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
    half = target.with_name(target.name + ".part")
    try:
        if private:
            half.touch(mode=0o600)
            half.chmod(0o600)
        half.write_bytes(content)
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise EnvironmentFailureError(
            _("The file {name} cannot be written: {reason}.").format(
                name=target.name, reason=error.strerror or str(error)
            ),
            _("Choose another folder, or close the program that has the file open."),
        ) from error
    return target


def fit_paper(printer: QPrinter, size: QSizeF) -> None:
    """Ask for paper of a page's size in points, without margins, upright or across as the page is."""
    landscape = size.width() > size.height()
    upright = size.transposed() if landscape else size
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turned, QMarginsF()))
    printer.setFullPage(True)


class PrintRun(QObject):
    """Sends pages to a printer, one at each turn of the event loop, so that the window stays alive.

    Sent is not printed: nobody but a person can say what came out of the machine.

    Args:
        numbers: the pages (from 1).

    Signals:
        progressed: pages sent, and how many there are.
        ended: how many pages were sent; fewer than all when it was cancelled or the printer broke off.
    """

    progressed = Signal(int, int)
    ended = Signal(int)

    def __init__(
        self, printer: QPrinter, pages: PdfPages, numbers: Sequence[int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._pages = pages
        self._numbers = [number - 1 for number in numbers]
        self._sent = 0
        self._stop = False
        self._painter = QPainter()

    @property
    def total(self) -> int:
        """How many pages are to be sent."""
        return len(self._numbers)

    def start(self) -> None:
        """Begin; the answer comes by signal.

        Raises:
            EnvironmentFailureError: the printer does not take the work.
        """
        if not self._painter.begin(self._printer):
            raise EnvironmentFailureError(
                _("The printer {name} does not take the pages.").format(name=self._printer.printerName()),
                _("Look whether it is switched on and has paper, or save the PDF."),
            )
        QTimer.singleShot(0, self, self._next)

    def cancel(self) -> None:
        """Send no more pages and withdraw those that the printer has not begun."""
        self._stop = True

    def _next(self) -> None:
        if self._stop:
            self._printer.abort()
            self._finish()
        elif self._sent == len(self._numbers) or not self._send(self._numbers[self._sent]):
            self._finish()
        else:
            self._sent += 1
            self.progressed.emit(self._sent, len(self._numbers))
            QTimer.singleShot(0, self, self._next)

    def _send(self, page: int) -> bool:
        if self._sent and not self._printer.newPage():
            return False
        dpi = self._printer.resolution()
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        size = self._pages.size(page) * (dpi / _POINTS_PER_INCH)
        size = size if _fits(size, paper) else size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self._painter.drawImage(QRectF(QPointF(), size), self._pages.image(page, min(dpi, _PRINT_DPI)))
        return True

    def _finish(self) -> None:
        self._painter.end()
        self.ended.emit(self._sent)


def _fits(size: QSizeF, paper: QRectF) -> bool:
    """Whether a page has room on the paper; a pixel of rounding does no harm."""
    return size.width() <= paper.width() + 1 and size.height() <= paper.height() + 1
