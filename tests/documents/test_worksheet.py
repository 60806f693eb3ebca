"""The overtime work sheet, read back from its pages."""

import pytest

from printdesk.documents.worksheet import Person, Urgency, work_sheet
from tests.documents.papers import NAMES, overlaps, page_sizes, scanned, sheet_of, texts, words, work_row

MM = 72 / 25.4


def joined(text: str) -> str:
    return "".join(text.split())


def test_every_row_stands_on_the_sheet_in_order_with_its_own_facts():
    sheet = sheet_of(45)
    document = work_sheet(sheet, "en")
    printed = "".join(joined(page) for page in texts(document.content))
    places = []
    for row in sheet.rows:
        number = row.application_number
        places.append(printed.index(number))
        assert joined(row.name.replace("ỗ", "o")) in printed[places[-1] :][:260]
    assert places == sorted(places)
    assert document.items == 45


def test_every_code_is_read_at_300_dpi_also_through_a_watermark():
    sheet = sheet_of(20)
    document = work_sheet(sheet, "en", "CONTOH · DEMO")
    found = set().union(*(scanned(document.content, page, 300) for page in range(document.pages)))
    assert found == {row.code for row in sheet.rows} | {sheet.code}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("rows", [0, 1, 6, 45])
def test_no_text_leaves_the_paper_or_touches_another(language: str, rows: int):
    document = work_sheet(sheet_of(rows), language)
    assert document.pages == len(page_sizes(document.content))
    for page, (width, height) in enumerate(page_sizes(document.content)):
        found = words(document.content, page)
        assert all(word.left > 8 * MM and word.right < width - 8 * MM for word in found)
        assert all(word.bottom > 8 * MM and word.top < height - 8 * MM for word in found)
        assert overlaps(found) == []


def test_every_page_has_the_heading_its_number_and_where_it_belongs():
    document = work_sheet(sheet_of(45), "en")
    pages = texts(document.content)
    assert len(pages) == document.pages > 2
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "LK-2024-000012" in page
        assert "Booklet serial" in page or number == len(pages)


def test_totals_and_signatures_end_the_last_page_only():
    pages = texts(work_sheet(sheet_of(45, supervisor=Person("Dewi Lestari", "197909092003122004")), "en").content)
    assert [("Blanks returned" in page, "Supervisor" in page) for page in pages] == [
        *[(False, False)] * (len(pages) - 1),
        (True, True),
    ]
    assert "NIP 197909092003122004" in pages[-1]


def test_the_head_says_who_when_where_and_on_what_ground():
    (printed,) = texts(work_sheet(sheet_of(1, order_number="SPKL-2024-000031"), "en").content)
    for value in (
        "Kantor Imigrasi Semarang",
        "Kementerian Hukum",
        "Jalan Siliwangi 514",
        "Wednesday, 26 June 2024",
        "16:30–20:30 WIB",
        "SPKL-2024-000031",
        "1. Bambang Sutrisno",
        "NIP 198504122008011003 · operator",
        "1 booklet",
        "issued Wed 26/6 15:50 WIB by Dewi Lestari",
    ):
        assert value in printed


@pytest.mark.parametrize(
    ("urgency", "word"),
    [
        (Urgency.TODAY, "Today"),
        (Urgency.SLACK, "Time left"),
        (Urgency.LATE, "Promise passed"),
        (Urgency.NONE, "In turn"),
    ],
)
def test_urgency_is_a_word(urgency: Urgency, word: str):
    (printed,) = texts(work_sheet(sheet_of(0, rows=(work_row(1, urgency=urgency),)), "en").content)
    assert word in printed


def test_departure_and_print_by_carry_their_weekday():
    (printed,) = texts(work_sheet(sheet_of(0, rows=(work_row(2),)), "en").content)
    assert "Sat 29/6 14:25 WIB Sat 29/6 16:00 WIB" in printed


def test_the_same_sheet_gives_the_same_bytes():
    assert work_sheet(sheet_of(9)).content == work_sheet(sheet_of(9)).content


def test_the_longest_name_keeps_its_letters_readable():
    document = work_sheet(sheet_of(0, rows=(work_row(1, name=NAMES[5]),)), "en")
    capitals = [word for word in words(document.content) if word.text == "NURHALIMAH"]
    assert all(word.top - word.bottom > 4 for word in capitals)
    assert capitals
