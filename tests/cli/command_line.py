"""The command line for tests: each call through `main`, its one JSON document and its exit code checked."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from printdesk.cli.main import main


@dataclass
class CommandLine:
    """Runs commands on one office."""

    url: str
    capsys: pytest.CaptureFixture[str]

    def json(self, *arguments: str, user: str = "sri", code: int = 0) -> dict[str, Any]:
        """The one JSON document on standard output; on standard error only what a person should read."""
        found, out, err = self.run("--json", "--user", user, "--desk", "T1", *arguments)
        assert found == code, (arguments, out, err)
        document = json.loads(out)
        assert isinstance(document, dict)
        assert (err == "") is (code == 0), err
        return document

    def works_here(self, *names: str) -> None:
        """Name people of the office; a second person must be one."""
        for name in names:
            self.json("people", "add", name)

    def text(self, *arguments: str) -> str:
        """What a person reads."""
        code, out, err = self.run(*arguments)
        assert (code, err) == (0, "")
        return out

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        self.capsys.readouterr()
        code = main(["--language", "en", "--database", self.url, *arguments])
        out, err = self.capsys.readouterr()
        return code, out, err


def list_of(path: Path, *rows: tuple[object, ...]) -> Path:
    """A spreadsheet of applications, with the headings of a real one."""
    import xlsxwriter

    headings = (
        "No. Permohonan", "NAMA", "Jenis_Paspor", "siap cetak", "Tanggal Keberangkatan", "Negara Tujuan", "Bukti",
        "Kelompok", "Prioritas",
    )  # fmt: skip
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((headings, *rows)):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    return path


def long_ago(days: float) -> str:
    """So many days before now, as a clerk types it."""
    return (datetime.now().astimezone() - timedelta(days=days)).strftime("%d-%m-%Y %H:%M")


def ahead(days: float) -> str:
    """A day so many days after now."""
    return (datetime.now().astimezone() + timedelta(days=days)).strftime("%d/%m/%Y")
