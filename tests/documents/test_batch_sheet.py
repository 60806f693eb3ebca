"""The batch sheet read back from its pages: nothing lost, nothing over another, every row's code readable."""

from datetime import datetime
from typing import Any

import pytest

from printdesk.documents.batch_sheet import batch_sheet
from printdesk.documents.batch_sheet_rows import check_letters
from printdesk.documents.batch_sheet_values import BatchPaper, BatchPaperRow, Dated
from printdesk.documents.worksheet_values import Letterhead, Urgency
from printdesk.domain import codes
from tests.documents.papers import DAY, KEY, NAMES, WIB, overlaps, page_sizes, scanned, texts, words

NUMBER = "LB-2024-000012"
REASONS = ("Torn page", "Ink bleeding", "Photo incomplete", "Chip write failed", "Data error")


def paper_row(position: int, **values: Any) -> BatchPaperRow:
    record: dict[str, Any] = {
        "position": position,
        "application_number": f"11330702{position:08d}",
        "name": NAMES[position % len(NAMES)],
        "service": ("Paspor biasa 48 hal", "e-Paspor polikarbonat")[position % 2],
        "code": codes.sign(KEY, codes.BATCH_SHEET_ROW, f"{NUMBER}/{position}", DAY),
        "foreseen": f"B{4471200 + position}" if position % 2 else "",
        "dated": Dated(
            departs=(None, DAY, datetime(2024, 6, 29, 14, 25, tzinfo=WIB))[position % 3],
            slack="2 working days",
            urgency=list(Urgency)[position % 4],
            note="Keluarga Haji Abdurrahman" if position % 5 == 0 else "",
        ),
    }
    return BatchPaperRow(**{**record, **values})


def paper(count: int) -> BatchPaper:
    return BatchPaper(
        number=NUMBER, letterhead=Letterhead("Kantor Imigrasi Semarang"), station="Printer R2",
        operator="Bambang Sutrisno", made_at=datetime(2024, 6, 26, 8, tzinfo=WIB),
        rows=tuple(paper_row(position) for position in range(1, count + 1)),
        reasons=tuple(enumerate(REASONS, 1)), code=codes.sign(KEY, codes.BATCH_SHEET, NUMBER, DAY),
        issued_at=datetime(2024, 6, 26, 8, 5, tzinfo=WIB), issued_by="Dewi Lestari",
    )  # fmt: skip


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_row_has_its_name_number_departure_slack_and_serial(lang: str):
    document = batch_sheet(paper(23), lang)
    said = " ".join(texts(document.content))
    letters = said.replace(" ", "")  # a long name breaks over lines, also at its hyphens

    for row in paper(23).rows:
        for word in (row.name.replace(" ", "").replace("ỗ", "o"), row.application_number[-6:], row.foreseen):
            assert word in letters, (row.position, word)
        assert f"{row.position}-{check_letters(row.code)}" in said
    assert said.count("2 working days") == 23
    assert ("Sat 29/6" if lang == "en" else "Sab 29/6") in said
    assert document.items == 23
    assert [each for each in document.warnings if "ỗ" not in each] == []  # a letter that the type lacks is said


def test_each_page_has_the_number_and_the_reasons_and_nothing_lies_over_another():
    document = batch_sheet(paper(23), "id")

    pages = texts(document.content)
    assert len(pages) == document.pages > 1
    for at, page in enumerate(pages):
        assert NUMBER in page
        assert [reason for reason in REASONS if reason not in page] == []
        assert overlaps(words(document.content, at)) == []
    assert {(round(width), round(height)) for width, height in page_sizes(document.content)} == {(842, 595)}


def test_a_scanner_reads_the_sheets_code_and_each_rows_from_the_printed_pages():
    document = batch_sheet(paper(23), "en")

    found = {text for page in range(document.pages) for text in scanned(document.content, page, dpi=200)}

    meant = [codes.read(KEY, text) for text in found]
    assert all(code is not None and code.genuine for code in meant)
    assert {code.number for code in meant if code} == {NUMBER, *(f"{NUMBER}/{row}" for row in range(1, 24))}
