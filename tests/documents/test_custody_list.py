"""The custody list and the shelf label, read back from the rendered pages."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pypdfium2
import zxingcpp

from printdesk.documents.custody_list import CustodyLine, CustodySheet, custody_list
from printdesk.documents.shelf_label import A4_SHEET, ShelfLabel, shelf_labels
from printdesk.documents.worksheet_values import Letterhead

SENT = datetime(2024, 6, 26, 15, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
LONG_NAME = "RADEN AJENG KARTIKA PUSPITANINGRUM SURYANINGRAT KUSUMAWARDHANI BINTI ABDURRAHMAN WAHIDIN"
CODE = "PD1|ST|ST-2024-000007|20240626|ABCDEFGHIJKLMNOP"


def sheet(count: int = 2, **values: object) -> CustodySheet:
    lines = tuple(
        CustodyLine(
            f"A-{n:03d}", f"C{n:07d}", f"33110000{n:08d}", f"NAMA {n}", "Paspor biasa 48", out=True, arrived=False
        )
        for n in range(1, count + 1)
    )
    made = CustodySheet(
        number="ST-2024-000007", code=CODE, letterhead=Letterhead("Kantor Imigrasi Semarang"), lines=lines,
        sent_at=SENT, sent_by="Bagus Prakoso", desk="Q1", received_at=None, received_by="", differences=(),
        issued_at=SENT, issued_by="Bagus Prakoso",
    )  # fmt: skip
    return replace(made, **values)


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_range() for page in document]


def codes_on(content: bytes, page: int = 0, scale: float = 4) -> set[str]:
    with pypdfium2.PdfDocument(content) as document:
        return {code.text for code in zxingcpp.read_barcodes(document[page].render(scale=scale).to_pil())}


def test_every_booklet_stands_on_the_list_with_number_code_and_two_signatures():
    made = custody_list(sheet(2))
    (text,) = pages(made.content)

    for said in ("ST-2024-000007", "Rabu, 26 Juni 2024", "2 buku", "A-001", "C0000001", "NAMA 2", "Bagus Prakoso",
                 "Yang menyerahkan (ruang cetak)", "Yang menerima (loket)"):  # fmt: skip
        assert said in text, said
    assert "Selisih" not in text
    assert CODE in codes_on(made.content)


def test_a_long_list_goes_on_with_its_heading_and_loses_nobody():
    made = custody_list(sheet(120), "en")
    found = pages(made.content)

    assert made.pages == len(found) > 1
    assert all(f"Page {n} of {len(found)}" in text and "ST-2024-000007" in text for n, text in enumerate(found, 1))
    whole = "".join(found)
    assert all(f"C{n:07d}" in whole for n in range(1, 121))
    assert whole.count("Received by (counter)") == 1


def test_differences_are_named_once_it_is_closed():
    closed = replace(sheet(1), received_at=SENT, received_by="Sri", differences=("C0000009 arrived unlisted.",))
    assert "C0000009 arrived unlisted." in pages(custody_list(closed, "en").content)[0]
    good = pages(custody_list(replace(closed, differences=()), "en").content)[0]
    assert "Everything on the list arrived." in good


def test_a_label_shows_slot_name_number_and_a_code_that_scans():
    made = shelf_labels(
        [ShelfLabel("RAK-B01-0103", LONG_NAME, "3311000012345678", "C1234567", "Kam 27/6", "Umrah 12")]
    )
    (text,) = pages(made.content)

    assert "RAK-B01-0103" in text
    assert "5678" in text
    assert "Kam 27/6" in text
    assert "Umrah 12" in text
    assert LONG_NAME.replace(" ", "") in "".join(text.split())
    assert codes_on(made.content) == {"C1234567"}
    with pypdfium2.PdfDocument(made.content) as document:
        assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [50, 25]


def test_a_sheet_of_a4_holds_44_labels_and_all_of_them_scan():
    labels = [ShelfLabel(f"A-{n:03d}", f"NAMA {n}", f"33110000{n:08d}", f"C{n:07d}") for n in range(1, 46)]
    made = shelf_labels(labels, A4_SHEET)

    assert (made.pages, made.items) == (2, 45)
    assert codes_on(made.content, 0, 5) | codes_on(made.content, 1, 5) == {each.serial for each in labels}
