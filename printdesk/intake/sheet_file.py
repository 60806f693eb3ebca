"""XLSX, XLS and ODS, read in a worker process that may die of a bad file without harm (see `sheet_worker`)."""

import json
import marshal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import number
from printdesk.intake import sheet_worker
from printdesk.intake.table import Cell, Heading, Table, check_heading, find_heading

MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 200_000
MAX_COLUMNS = 100
_SECONDS = 180


@contextmanager
def open_sheet(path: Path, _: Catalogue) -> Iterator[Table]:
    """The table in the first sheet, visible ones first, that has all required headings.

    Raises:
        RuleViolationError: the file cannot be read, or no sheet has the headings; its sentence says which.
    """
    with _worker(path, _) as worker:
        name, rows, head = _chosen(worker, _)
        heading = find_heading(head)
        check_heading(heading, _)
        yield Table(heading, _records(worker, heading, head, _), rows, ragged=False, sheet=name)


class _Worker:
    """The other end of the worker's pipe."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None  # noqa: S101 - both were opened with a pipe
        assert process.stdout is not None  # noqa: S101
        self._asked, self._told = process.stdin, process.stdout

    def hear(self, _: Catalogue) -> Any:
        """The worker's next message; a refusal is raised in words."""
        line = self._told.readline()
        if not line.endswith(b"\n"):
            _refuse({"error": "damaged"}, _)
        message = json.loads(line)
        if isinstance(message, dict) and "error" in message:
            _refuse(message, _)
        return message

    def rows(self, _: Catalogue) -> list[list[Cell]]:
        """The next portion of the sheet that it reads."""
        length = int.from_bytes(self._told.read(sheet_worker.LENGTH_BYTES), "big")
        portion = self._told.read(length)
        if not portion or len(portion) < length:  # it died
            _refuse({"error": "damaged"}, _)
        dated, rows = marshal.loads(portion)  # noqa: S302 - our own program wrote it
        return [_cells(row) for row in rows] if dated else rows

    def say(self, word: str, _: Catalogue) -> None:
        """Answer an offered sheet."""
        try:
            self._asked.write(f"{word}\n".encode())
            self._asked.flush()
        except OSError:  # it died in the meantime
            _refuse({"error": "damaged"}, _)


@contextmanager
def _worker(path: Path, _: Catalogue) -> Iterator[_Worker]:
    command = [*_worker_command(), str(path.absolute())]
    limits = [str(limit) for limit in (MAX_UNPACKED, MAX_ROWS + sheet_worker.HEAD_ROWS, MAX_COLUMNS)]
    process = _started(command + limits, _)
    # A file that keeps the library busy for minutes is as bad as one that kills it.
    alarm = threading.Timer(_SECONDS, process.kill)
    alarm.daemon = True
    alarm.start()
    try:
        yield _Worker(process)
    finally:
        alarm.cancel()
        process.kill()
        process.communicate()
        alarm.join()


def _worker_command() -> list[str]:
    """How the worker is started; the delivered program has no Python beside it and plays the worker itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, sheet_worker.FLAG]
    return [sys.executable, "-P", sheet_worker.__file__]


def _started(command: list[str], _: Catalogue) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(  # noqa: S603 - our own program on our own file, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as failure:
        raise EnvironmentFailureError(
            _("The reader of spreadsheets cannot be started: {reason}.").format(reason=failure.strerror or failure),
            _("Save the list as CSV and import that, or start the program anew."),
        ) from failure


def _chosen(worker: _Worker, _: Catalogue) -> tuple[str, int, list[list[Cell]]]:
    """Name, count of rows and first rows of the first sheet with the headings, the worker told to go on with it."""
    best: Heading | None = None
    while "end" not in (offer := worker.hear(_)):
        head = [_cells(row) for row in offer["head"]]
        heading = find_heading(head)
        if not heading.missing:
            worker.say("read", _)
            return offer["sheet"], offer["rows"], head
        if best is None or len(heading.columns) > len(best.columns):
            best = heading
        worker.say("next", _)
    if best is None or not best.titles:
        raise RuleViolationError(_("The file is empty."), _("Choose the file with the list of applications."))
    check_heading(best, _)
    raise AssertionError(best)


def _records(
    worker: _Worker, heading: Heading, head: Sequence[Sequence[Cell]], _: Catalogue
) -> Iterator[tuple[int, Sequence[Cell]]]:
    yield from enumerate(head[heading.row :], start=heading.row + 1)
    row = len(head)
    while True:
        portion = worker.rows(_)
        yield from enumerate(portion, start=row + 1)
        row += len(portion)
        if len(portion) < sheet_worker.CHUNK_ROWS:
            return


def _cells(row: list[Any]) -> list[Cell]:
    return [_typed(cell[0]) if type(cell) in (list, tuple) else cell for cell in row]


@lru_cache(maxsize=10_000)
def _typed(text: str) -> Cell:
    for kind in (date, datetime, time):
        try:
            return kind.fromisoformat(text)
        except ValueError:
            continue
    return text


def _refuse(message: dict[str, Any], _: Catalogue) -> NoReturn:
    code = message["error"]
    sentence, advice = {
        "password": (
            _("The file is protected by a password."),
            _("Open it in a spreadsheet program and save it without a password."),
        ),
        "xlsb": (
            _("The file is a binary workbook (XLSB)."),
            _("Open it in a spreadsheet program and save it as XLSX."),
        ),
        "not_sheet": (
            _("The file is an archive or a document, not a spreadsheet."),
            _("Choose an XLSX, XLS, ODS or CSV file."),
        ),
        "unpacked": (
            _("The file unpacks to more than {limit} MB."),
            _("Save only the list in a new file and import that."),
        ),
        "area": (
            _("The sheet has a value in cell {cell}; lists of up to {rows} rows and {columns} columns are read."),
            _("Delete that cell, or split the list."),
        ),
    }.get(code) or (
        _("The file is damaged, or not a spreadsheet."),
        _("Open it in a spreadsheet program and save it as a new XLSX file."),
    )
    raise RuleViolationError(
        sentence.format(
            limit=MAX_UNPACKED // 1024**2,
            cell=message.get("cell"),
            rows=number(MAX_ROWS, _.lang),
            columns=MAX_COLUMNS,
        ),
        advice,
    )
