"""Spreadsheets and lists for tests: valid rows by field, written in every form that offices use."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import xlsxwriter

from printdesk.i18n import catalogue
from printdesk.intake import IntakeResult, ServiceAlias, read_applications
from printdesk.intake.words import HEADINGS

WIB = ZoneInfo("Asia/Jakarta")
TODAY = date(2024, 6, 26)
READY = datetime(2024, 6, 24, 17, 0, tzinfo=UTC)
SERVICES = (
    ServiceAlias("regular48", ("Paspor biasa 48", "Regular passport 48", "48", "paspor biasa")),
    ServiceAlias("regular24", ("Paspor 24", "Passport 24", "24")),
    ServiceAlias("epassport_laminated", ("e-Paspor laminasi", "Laminated e-passport")),
    ServiceAlias("epassport_polycarbonate", ("e-Paspor polikarbonat", "Polycarbonate e-passport")),
)


def row(index: int = 1, **changes: object) -> dict[str, object]:
    """The `index`th valid application by field, with `changes`; every cell as text."""
    return {
        "number": f"33740124{index:08d}",
        "name": f"Siti Nur'aini {index}",
        "nik": "3374016402900001",
        "birth_date": "24-02-1990",
        "sex": "P",
        "phone": f"0812{index:08d}",
        "service": "Paspor biasa 48 halaman",
        "interview_date": "24-06-2024",
        "ready_since": "25-06-2024",
        "departs_at": "06-07-2024 13.05 WIB",
        "destination": "Malaysia",
        "proof": "tiket",
        "group": "",
        "same_day": "tidak",
        "priority": "",
    } | changes


def table(rows: Sequence[Mapping[str, object]]) -> list[list[object]]:
    """Headings and cells of `rows`, in the columns of the first of them."""
    fields = list(rows[0]) if rows else list(row())
    return [[HEADINGS[field][0] for field in fields], *([each[field] for field in fields] for each in rows)]


def csv_text(cells: Sequence[Sequence[object]], delimiter: str = ";", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """`cells` as a spreadsheet program saves them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(cells)  # type: ignore[arg-type]
    return text.getvalue()


def write_csv(path: Path, cells: Sequence[Sequence[object]], encoding: str = "utf-8", delimiter: str = ";") -> Path:
    """`cells` as a CSV file."""
    path.write_bytes(csv_text(cells, delimiter).encode(encoding))
    return path


def write_xlsx(path: Path, cells: Sequence[Sequence[object]], sheet: str = "Data") -> Path:
    """`cells` as an XLSX file: texts as text, numbers as numbers, dates as date cells."""
    book = xlsxwriter.Workbook(
        str(path),
        {"default_date_format": "dd/mm/yyyy hh:mm", "strings_to_formulas": False, "strings_to_numbers": False},
    )
    page = book.add_worksheet(sheet)
    for index, line in enumerate(cells):
        page.write_row(index, 0, line)
    book.close()
    return path


def read(path: Path, lang: str = "en", **options: object) -> IntakeResult:
    """Read `path` as the office of these tests does."""
    return read_applications(path, SERVICES, WIB, TODAY, catalogue(lang), **options)  # type: ignore[arg-type]
