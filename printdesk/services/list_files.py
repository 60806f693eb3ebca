"""Lists as files that other programs read: CSV and XLSX, written row by row, so that a million rows need no memory.

No cell can become a formula: in a spreadsheet every cell is written as text or as a number, and in a CSV what a
spreadsheet would take for a formula stands behind an apostrophe (OWASP, "CSV injection").
"""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from printdesk.documents.document import Cancelled, Progress, stop_if
from printdesk.domain.list_look import ListCell, ListColumn
from printdesk.errors import EnvironmentFailureError
from printdesk.i18n import Catalogue, _
from printdesk.services.list_values import Portion

_BETWEEN = " · "
"""Between the two lines of a cell where a file has one line only."""
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
"""What is written as a number: no leading zeros, so that no serial or telephone loses one."""
_SHEET_ROWS = 1_048_575
"""Rows below the heading that a sheet of XLSX holds."""
_WIDEST = 60
_PIXELS_A_LETTER = 7.0


def write_csv(
    path: Path,
    columns: Sequence[ListColumn],
    portions: Iterator[Portion],
    total: int,
    progress: Progress,
    cancelled: Cancelled,
) -> int:
    """Headings and rows as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know it; how many rows.

    Raises:
        CancelledError: the person stopped it.
    """
    done = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([harmless(column.title) for column in columns])
        for portion in portions:
            stop_if(cancelled)
            writer.writerows([harmless(one_line(cell)) for cell in row] for row in portion)
            done += len(portion)
            progress(done, max(done, total))
    return done


def write_xlsx(
    path: Path,
    columns: Sequence[ListColumn],
    portions: Iterator[Portion],
    total: int,
    about: Sequence[tuple[str, str]],
    reader: Catalogue,
    progress: Progress,
    cancelled: Cancelled,
) -> int:
    """A sheet of the rows, a second one that says what they are; how many rows. More than a sheet holds go on in
    another one.

    Raises:
        CancelledError: the person stopped it.
    """
    import xlsxwriter  # only who writes a spreadsheet pays for it
    from xlsxwriter.exceptions import FileCreateError

    with TemporaryDirectory(prefix=".printdesk-", dir=path.parent) as rows_folder:
        options = {"constant_memory": True, "tmpdir": rows_folder, "strings_to_formulas": False,
                   "strings_to_urls": False, "strings_to_numbers": False}  # fmt: skip
        book = xlsxwriter.Workbook(str(path), options)
        book.use_zip64()
        sheets, done = _Sheets(book, columns, reader), 0
        try:
            for portion in portions:
                stop_if(cancelled)
                for row in portion:
                    sheets.add(row)
                done += len(portion)
                progress(done, max(done, total))
            sheets.tell(about)
            book.close()
        except FileCreateError as failure:
            raise EnvironmentFailureError(
                _("The file {name} cannot be written.").format(name=path.name),
                _("Choose another folder, or close the program that has the file open."),
            ) from failure
        finally:
            _let_go(book)
    return done


def _let_go(book: Any) -> None:
    """A book that was left in the middle is not finished when it is forgotten, which would take as long again."""
    book.fileclosed = True
    for sheet in book.worksheets():
        if sheet.row_data_fh is not None and not sheet.row_data_fh.closed:
            sheet.row_data_fh.close()


class _Sheets:
    """The sheets of a book, filled from top to bottom."""

    def __init__(self, book: Any, columns: Sequence[ListColumn], reader: Catalogue) -> None:
        self._book, self._columns, self._ = book, columns, reader
        self._bold = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self._text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        self._plain = book.add_format({"valign": "top"})
        self._count, self._row = 0, 0
        self._begin()

    def _begin(self) -> None:
        _ = self._
        self._count += 1
        name = _("List") if self._count == 1 else _("List {number}").format(number=self._count)
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for at, column in enumerate(self._columns):
            wide = min(_WIDEST, max(column.width / _PIXELS_A_LETTER, len(column.title) + 2)) + 10 * column.stretch
            self._sheet.set_column(at, at, min(_WIDEST, wide))
            self._sheet.write_string(0, at, column.title, self._bold)
        self._row = 0

    def add(self, row: Sequence[ListCell]) -> None:
        """One row below the last."""
        if self._row >= _SHEET_ROWS:
            self._begin()
        self._row += 1
        for at, (cell, column) in enumerate(zip(row, self._columns, strict=True)):
            said = "\n".join(part for part in (cell.text, cell.second) if part)
            if column.align == "right" and _NUMBER.fullmatch(said):
                self._sheet.write_number(self._row, at, int(said), self._plain)
            else:
                self._sheet.write_string(self._row, at, said, self._text)

    def tell(self, about: Sequence[tuple[str, str]]) -> None:
        """The sheet that says what the others are."""
        sheet = self._book.add_worksheet(self._("About this list"))
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 80)
        for at, (name, said) in enumerate(about):
            sheet.write_string(at, 0, name, self._bold)
            sheet.write_string(at, 1, said, self._text)


def one_line(cell: ListCell) -> str:
    """Both lines of a cell as one."""
    return _BETWEEN.join(part for part in (cell.text, cell.second) if part)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
