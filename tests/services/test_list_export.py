"""Lists as papers and files: read back as a spreadsheet, a program and a person would."""

import csv
import json
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from printdesk.documents.document import CancelledError
from printdesk.domain import codes
from printdesk.domain.list_look import ListCell, ListColumn
from printdesk.errors import EnvironmentFailureError, RuleViolationError
from printdesk.i18n import catalogue
from printdesk.services import list_files
from printdesk.services.list_export import Form, ListExportService
from printdesk.services.list_values import Listing, ListRows, Portion
from printdesk.services.office import paper_key
from tests.services.offices import DWI, MadeOffice, op

COLUMNS = (
    ListColumn("#", 52, align="right"), ListColumn("Pemohon", 190, 4), ListColumn("Bukti", 128),
    ListColumn("Buku", 90),
)  # fmt: skip
LONG = " ".join(["KUSUMANINGTYAS"] * 6)
ROWS = (
    (ListCell("1"), ListCell("SITI R***", "…0038 · Paspor biasa 48", True), ListCell("—"), ListCell("0471203")),
    (ListCell("2"), ListCell('=HYPERLINK("http://x","y")'), ListCell("+62 812"), ListCell("@SUM(A1)")),
    (ListCell("3"), ListCell(LONG, strong=True), ListCell("tiket; \"asli\", 'kertas'"), ListCell("-5")),
)


def listing(rows: tuple[tuple[ListCell, ...], ...] = ROWS, part: int = 2) -> Listing:
    def portions() -> Iterator[Portion]:
        for at in range(0, len(rows), part):
            yield rows[at : at + part]

    words = ("Urutan cetak · Terancam", "Perjalanan terancam", "menurut Berangkat")
    return Listing("print_queue", *words, COLUMNS, lambda: ListRows(len(rows), portions))


def save(office: MadeOffice, form: Form, path: Path, found: Listing, *, stop_after: int = 10**9) -> list[int]:
    """How far it said it was; stopped after so many rows."""
    done: list[int] = []
    ListExportService(office.workplace).save(
        DWI, found, form, path, catalogue("id"), op(), lambda at, _of: done.append(at),
        lambda: bool(done) and done[-1] >= stop_after,
    )  # fmt: skip
    return done


def told(office: MadeOffice) -> list[tuple[str, dict[str, object]]]:
    return [(entry.object_id, json.loads(entry.details)) for entry in office.ledger("export_list")]


def test_a_csv_holds_what_was_seen_and_nothing_that_a_spreadsheet_would_calculate(office: MadeOffice, tmp_path: Path):
    path = tmp_path / "antrean.csv"

    assert save(office, "csv", path, listing()) == [2, 3]

    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["#", "Pemohon", "Bukti", "Buku"],
            ["1", "SITI R*** · …0038 · Paspor biasa 48", "—", "0471203"],
            ["2", '\'=HYPERLINK("http://x","y")', "'+62 812", "'@SUM(A1)"],
            ["3", LONG, "tiket; \"asli\", 'kertas'", "-5"],
        ]
    assert told(office) == [("print_queue", {"form": "csv", "rows": 3})]


def test_an_xlsx_holds_texts_and_numbers_and_says_what_it_is(
    sqlite_office: MadeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(list_files, "_SHEET_ROWS", 2)
    path = tmp_path / "antrean.xlsx"

    save(sqlite_office, "xlsx", path, listing())

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Daftar", "Daftar 2", "Tentang daftar ini"]
    assert book.get_sheet_by_name("Daftar").to_python() == [
        ["#", "Pemohon", "Bukti", "Buku"],
        [1.0, "SITI R***\n…0038 · Paspor biasa 48", "—", "0471203"],
        [2.0, '=HYPERLINK("http://x","y")', "+62 812", "@SUM(A1)"],
    ]
    assert book.get_sheet_by_name("Daftar 2").to_python()[1][:2] == [3.0, LONG]
    about = dict(book.get_sheet_by_name("Tentang daftar ini").to_python())
    assert about["Saringan"] == "Perjalanan terancam"
    assert about["Urutan"] == "menurut Berangkat"
    assert about["Baris"] == "3"
    assert about["Keadaan per"] == "Rab 26 Juni 2024, 08.00 WIB"
    assert about["Dibuat oleh"] == "Dwi Rahayu"
    assert [each.name for each in tmp_path.glob("*.*") if "antrean" in each.name] == ["antrean.xlsx"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_stopped_or_fails_leaves_the_old_file_and_no_other_and_no_entry(
    sqlite_office: MadeOffice, tmp_path: Path, form: Form
):
    folder = tmp_path / "daftar"
    folder.mkdir()
    path = folder / f"antrean.{form}"
    path.write_text("lama")

    with pytest.raises(CancelledError):
        save(sqlite_office, form, path, listing(), stop_after=2)

    def broken() -> Iterator[Portion]:
        yield ROWS
        raise OSError(28, "No space left on device")

    with pytest.raises(EnvironmentFailureError, match="No space left"):
        save(sqlite_office, form, path, replace(listing(), read=lambda: ListRows(9, broken)))
    with pytest.raises(EnvironmentFailureError, match="There is no folder"):
        save(sqlite_office, form, folder / "tidak" / "ada.csv", listing())
    with pytest.raises(RuleViolationError, match="There is nothing in this list"):
        save(sqlite_office, form, path, listing(()))

    assert path.read_text() == "lama"
    assert [each.name for each in folder.iterdir()] == [path.name]
    assert told(sqlite_office) == []


def test_a_paper_shows_every_column_and_name_whole_on_numbered_pages(sqlite_office: MadeOffice):
    many = tuple((ListCell(str(at)), *ROWS[2 if at == 40 else 0][1:]) for at in range(1, 61))
    service = ListExportService(sqlite_office.workplace)

    number, paper = service.paper(DWI, listing(many, 25), catalogue("id"), op(), lambda _at, _of: None, lambda: False)

    assert number == "DT-2024-000001"
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper.content)]
    assert len(pages) == paper.pages > 2
    for at, page in enumerate(pages, start=1):
        assert f"Halaman {at} dari {len(pages)}" in page
        assert "Urutan cetak · Terancam" in page
        assert "Perjalanan terancam" in page
        assert "menurut Berangkat" in page
        assert "Rab 26 Juni 2024, 08.00 WIB" in page
        assert all(column.title in page for column in COLUMNS)
    words = " ".join(" ".join(pages).split())
    assert words.count("SITI R***") == 59
    assert words.count("KUSUMANINGTYAS") == 6
    assert paper.warnings == ()
    width, height = pypdfium2.PdfDocument(paper.content)[0].get_size()
    assert width > height
    assert told(sqlite_office) == [("print_queue", {"form": "pdf", "rows": 60, "number": number})]
    with sqlite_office.database.reading() as session:
        code = codes.sign(paper_key(session), codes.LIST_SHEET, number, sqlite_office.clock.now().date())
    assert codes.kind_of(code) == "DT"


def test_a_paper_that_would_be_too_long_sends_to_a_file_and_one_that_is_stopped_uses_no_number(
    sqlite_office: MadeOffice,
):
    service = ListExportService(sqlite_office.workplace, most_on_paper=2)
    with pytest.raises(RuleViolationError, match=r"This list has 3 rows; a paper holds 2. Narrow the filter"):
        service.paper(DWI, listing(), catalogue("en"), op(), lambda _at, _of: None, lambda: False)
    with pytest.raises(CancelledError):
        ListExportService(sqlite_office.workplace).paper(
            DWI, listing(), catalogue("en"), op(), lambda _at, _of: None, lambda: True
        )
    assert told(sqlite_office) == []
