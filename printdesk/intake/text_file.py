"""CSV as offices save it: encoding and delimiter are found, quotes and line breaks inside quotes respected.

A row's line is its record: blank lines count, line breaks inside quotes do not, as a spreadsheet program shows it.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.intake.table import HEAD_ROWS, Cell, Table, check_heading, find_heading

DELIMITERS = (";", ",", "\t")

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HIGH_BYTES = bytes(range(128, 256))
_SEP_LINE = re.compile(r'"?sep=(.)"?[;,\t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|table|\?xml|meta|head|style)", re.IGNORECASE)
_OTHER_KINDS = ("%PDF", "{\\rtf")


def open_text(data: bytes, _: Catalogue) -> Table:
    """The table in the bytes of a text file.

    Raises:
        RuleViolationError: not text, not a list, or without the headings; its sentence says which.
    """
    text, encoding = decode(data, _)
    if not text.strip():
        raise RuleViolationError(_("The file is empty."), _("Choose the file with the list of applications."))
    _refuse_other_kinds(text, _)
    marked = _SEP_LINE.match(text)
    body = text[marked.end() :] if marked else text
    delimiter = marked[1] if marked else _sniff(body)
    heading = find_heading(_head(body, delimiter))
    check_heading(heading, _)
    records = islice(_records(body, delimiter, _), heading.row, None)
    return Table(heading, records, text.count("\n") + 1, True, encoding, delimiter)


def decode(data: bytes, _: Catalogue) -> tuple[str, str]:
    """The text and the name of its encoding: a mark decides, then the pattern of UTF-16, then UTF-8, then cp1252.

    Raises:
        RuleViolationError: none of them fits, or the text contains NUL characters.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise _unreadable(_) from None
    if "\0" in text:
        raise RuleViolationError(_("The file is not a text file."), _save_again(_))
    return text, encoding


def _unmarked(data: bytes) -> str:
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and even + odd > len(sample) // 5:
        if even * 20 < odd:
            return "utf-16-le"
        if odd * 20 < even:
            return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # UTF-8 with a few broken bytes would turn into wrong letters without a word.
        high = len(data) - len(data.translate(None, _HIGH_BYTES))
        intact = sum(map(len, _UTF8_SEQUENCE.findall(data)))
        return "utf-8" if intact * 2 > high else "cp1252"
    return "utf-8"


def _unreadable(_: Catalogue) -> RuleViolationError:
    return RuleViolationError(_("The letters in the file are damaged or coded in an unknown way."), _save_again(_))


def _save_again(_: Catalogue) -> str:
    return _("Open it in a spreadsheet program and save it as XLSX or as CSV UTF-8.")


def _refuse_other_kinds(text: str, _: Catalogue) -> None:
    if _MARKUP.match(text):
        raise RuleViolationError(_("The file is a web page or XML, whatever its name says."), _save_again(_))
    if text.startswith(_OTHER_KINDS):
        raise RuleViolationError(_("The file is a document, not a list."), _save_again(_))


def _sniff(text: str) -> str:
    """The delimiter under which the first rows show the most headings; of equals the one with the most cells."""

    def score(delimiter: str) -> tuple[int, int]:
        heading = find_heading(_head(text, delimiter))
        return len(heading.columns), len(heading.titles)

    return max(DELIMITERS, key=score)


def _head(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in islice(_reader(text, delimiter), HEAD_ROWS):
            rows.append(row)  # noqa: PERF402 - what came before a failure is kept
    except csv.Error:
        return rows
    return rows


def _reader(text: str, delimiter: str) -> "Iterator[list[str]]":
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _records(text: str, delimiter: str, _: Catalogue) -> Iterator[tuple[int, Sequence[Cell]]]:
    """Every record with its line. Wrong quotes end the reading: which cell is which cannot be known after them."""
    row = 0
    try:
        for row, cells in enumerate(_reader(text, delimiter), start=1):
            yield row, cells
    except csv.Error as error:
        if "limit" in str(error):
            raise RuleViolationError(
                _("Row {row} has a cell that is too long.").format(row=row + 1),
                _("A quotation mark may be missing; correct the row and import again."),
            ) from None
        raise RuleViolationError(
            _("Row {row} opens a quotation mark that is not closed properly.").format(row=row + 1),
            _("A quotation mark may be missing; correct the row and import again."),
        ) from None
