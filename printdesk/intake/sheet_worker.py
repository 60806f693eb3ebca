"""Reads one spreadsheet in a process of its own: `python sheet_worker.py FILE MAX_UNPACKED MAX_ROWS MAX_COLUMNS`.

The library that reads spreadsheets aborts its process on some damaged or hostile files (it allocates the whole area
up to the farthest cell). Here only this worker dies; the window that asked goes on and says so.

Speaks JSON lines on standard output. A failure: {"error": code, ...}, code one of "password", "xlsb", "not_sheet",
"damaged", "unpacked", "area". Otherwise for each sheet in turn, visible ones first: {"sheet": name, "rows": count,
"head": its first 20 rows}; then the parent writes "read" or "next"; after the last "next" comes {"end": true}. A cell
is text, a number, true, false, or [ISO text] for a date or time. Cells keep their address: the first row is row 1,
the first cell of each row is column A.

After "read" come portions of 500 rows, the last one shorter, each as `marshal` writes it behind its length (4 bytes,
big-endian), which takes a third of the time of JSON: (whether there are dates, rows); dates as (ISO text,).

Only the standard library and python-calamine: it runs by its path, without the package around it.
"""

import io
import json
import marshal
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, time
from itertools import islice
from pathlib import Path
from typing import Any

FLAG = "--read-one-sheet"
"""First argument of the delivered program when it is to be this worker and nothing else."""

HEAD_ROWS = 20
CHUNK_ROWS = 500
LENGTH_BYTES = 4
_STEP = 1 << 20
_MEMORY = 3 << 30
_SENT_AS_IT_IS = frozenset((str, int, float, bool))
# Any address far from the corner: a quick look, four times faster than the exact ones below.
_FAR = re.compile(rb"""r\s*=\s*["'](?:[A-Za-z]{2,3}[0-9]+|[A-Za-z]?[0-9]{6,7})["']""")
# Cells far from the corner: beyond column Z, or beyond row 99,999. Without a value they do no harm.
_FAR_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^<>]*?\br\s*=\s*["']([A-Za-z]{2,3}[0-9]+|[A-Za-z][0-9]{6,7})["'][^<>]*(?<!/)>"""
    rb"""\s*<(?!/|(?:\w+:)?v\s*/>|(?:\w+:)?v></)"""
)
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]*?\br\s*=\s*["']([0-9]{6,7})["'][^<>]*>\s*<(?:\w+:)?c(?![^<>]*\sr\s*=)""")


class Refused(Exception):  # noqa: N818
    """The file is not read; the message is a JSON object with the reason's code."""


def refuse(code: str, **facts: object) -> Refused:
    """The exception that carries the reason to the parent."""
    return Refused(json.dumps({"error": code, **facts}))


def say(message: object) -> None:
    """Write one JSON line to the parent."""
    _write(json.dumps(message, default=lambda cell: [_text(cell)], separators=(",", ":")).encode() + b"\n")


def send(rows: Any) -> None:
    """Write a portion of rows to the parent."""
    try:
        portion = marshal.dumps((False, rows))
    except ValueError:  # a date is among them
        plain = [[cell if type(cell) in _SENT_AS_IT_IS else (_text(cell),) for cell in row] for row in rows]
        portion = marshal.dumps((True, plain))
    _write(len(portion).to_bytes(LENGTH_BYTES, "big") + portion)


def _write(message: bytes) -> None:
    sys.stdout.buffer.write(message)
    sys.stdout.buffer.flush()


def _text(cell: object) -> str:
    return cell.isoformat() if isinstance(cell, (date, time)) else str(cell)


def check_archive(data: bytes, max_unpacked: int, max_rows: int, max_columns: int) -> None:
    """Refuse a ZIP that is no spreadsheet, unpacks to more than `max_unpacked` bytes, or spans too large an area.

    Sizes are counted while unpacking; what the archive says about itself is not believed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        names = {member.filename for member in members}
        if "xl/workbook.bin" in names:
            raise refuse("xlsb")
        if not any(name.endswith("workbook.xml") for name in names) and "content.xml" not in names:
            raise refuse("not_sheet")
        left = max_unpacked
        for member in members:
            # A false size in the directory would end the reading early.
            member.file_size = left + 2 * _STEP
            left -= _check_member(archive, member, left, (max_rows, max_columns))


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, area: tuple[int, int]) -> int:
    size, tail = 0, b""
    is_sheet = "/worksheets/" in member.filename
    with archive.open(member) as stream:
        while chunk := stream.read(_STEP):
            size += len(chunk)
            if size > left:
                raise refuse("unpacked")
            if is_sheet:
                _check_area(tail + chunk, area)
                tail = chunk[-200:]
    return size


def _check_area(text: bytes, area: tuple[int, int]) -> None:
    if _FAR.search(text) is None:
        return
    for found in _FAR_CELL.finditer(text):
        cell = found[1].decode().upper()
        letters = cell.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        if column > area[1] or int(cell[len(letters) :]) > area[0]:
            raise refuse("area", cell=cell)
    for found in _ROW.finditer(text):
        if int(found[1]) > area[0]:
            raise refuse("area", cell="A" + found[1].decode())


def rows_of(sheet: Any, max_columns: int) -> Iterator[list[object]]:
    """The rows from row 1 and column A on, empty cells as ''."""
    left_out = [""] * (sheet.start[1] if sheet.start else 0)
    if not left_out and sheet.width <= max_columns:  # nothing to add, nothing to cut
        yield from sheet.iter_rows()
        return
    for row in sheet.iter_rows():
        yield (left_out + row)[:max_columns]


def serve(data: bytes, max_columns: int) -> None:
    """Offer one sheet after the other until the parent takes one."""
    import python_calamine  # only this process pays for it

    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError:
        raise refuse("password") from None
    except python_calamine.CalamineError:
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise refuse("password" if encrypted else "damaged") from None
    sheets = [item for item in book.sheets_metadata if item.typ == python_calamine.SheetTypeEnum.WorkSheet]
    for item in sorted(sheets, key=lambda item: item.visible != python_calamine.SheetVisibleEnum.Visible):
        if _offer(book.get_sheet_by_name(item.name), max_columns):
            return
    say({"end": True})


def _offer(sheet: Any, max_columns: int) -> bool:
    rows = rows_of(sheet, max_columns)
    head = list(islice(rows, HEAD_ROWS))
    say({"sheet": sheet.name, "rows": sheet.end[0] + 1 if sheet.end else 0, "head": head})
    if sys.stdin.readline().strip() != "read":
        return False
    chunk: list[list[object]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK_ROWS:
            send(chunk)
            chunk = []
    send(chunk)
    return True


def _limit_memory() -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    for limit, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(limit, (most, hard))


def main(arguments: list[str]) -> None:
    """Read the file named by the first argument within the limits named by the others."""
    path, max_unpacked, max_rows, max_columns = arguments[0], *map(int, arguments[1:4])
    _limit_memory()
    data = Path(path).read_bytes()
    try:
        if data.startswith(b"PK"):
            check_archive(data, max_unpacked, max_rows, max_columns)
        serve(data, max_columns)
    except Refused as refused:
        _write(f"{refused}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1:])
