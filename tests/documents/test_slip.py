"""Pickup slips, read back from their pages."""

from dataclasses import replace
from datetime import timedelta

import pytest

from printdesk.documents import sheet
from printdesk.documents.document import CancelledError
from printdesk.documents.slip import Checklist, Group, Size, pickup_slips
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from tests.documents.papers import (
    NAMES,
    TWO_HUNDRED,
    overlaps,
    page_sizes,
    scanned,
    slip,
    texts,
    words,
)

MM = 72 / 25.4
FULL = {
    "copy": 3,
    "group": Group("Keluarga Abdurrahman – Haji Kloter 14", 5),
    "services": ("Paspor biasa 48 halaman", "e-Paspor polikarbonat 48 halaman"),
    "shelf_slot": "RAK-B-0123",
    "office": "Kantor Imigrasi Kelas I Khusus Non TPI Jakarta Selatan dan Sekitarnya",
    "name": TWO_HUNDRED,
}


def joined(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("size", list(Size))
def test_every_name_is_printed_whole_whatever_is_in_it(size: Size):
    document = pickup_slips([slip(count, name=name) for count, name in enumerate(NAMES)], size)
    printed = joined("".join(texts(document.content)))
    for name in NAMES:
        assert joined(name.replace("ỗ", "o")) in printed
    assert document.items == len(NAMES)


@pytest.mark.parametrize("size", list(Size))
def test_a_slip_says_all_its_record_says(size: Size):
    record = slip(**FULL)
    (printed,) = texts(pickup_slips([record], size).content)
    for value in (
        record.slip_number,
        "COPY 3",
        record.office,
        "RAK-B-0123",
        "1133 0702 8815 4398",
        "Paspor biasa 48 halaman, e-Paspor polikarbonat 48 halaman",
        "Wed 26 June 2024",
        "at 13:00 WIB",
        "Fri 26 July 2024",
        "at 15:30 WIB",
        "0812****678",
        "Keluarga Abdurrahman – Haji Kloter 14 (5 people)",
        "the applicant",
        "Payment proof",
        "Original ID card",
        "family: payment proof, copy of the family card, the collector's ID.",
        "anybody else: payment proof, stamped power of attorney, the collector's original ID.",
        "Mon–Thu 08:00–15:30 · Fri 08:00–16:00",
        "SP2024004182",
        "Wed 26/6 11:42 WIB",
        "Counter 1",
    ):
        assert joined(value) in joined(printed)


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("watermark", [None, "CONTOH · DEMO"])
def test_both_codes_are_read_from_the_page_at_200_dpi(size: Size, watermark: str | None):
    records = [slip(count, watermark=watermark, **FULL) for count in range(1, 5)]
    document = pickup_slips(records, size)
    expected = {record.code for record in records} | {
        codes.short_form(record.slip_number, record.copy) for record in records
    }
    assert set().union(*(scanned(document.content, page) for page in range(document.pages))) == expected


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("name", [*NAMES, "W" * 200])
def test_no_text_leaves_the_paper_or_touches_another(size: Size, name: str):
    record = slip(**{**FULL, "name": name})
    document = pickup_slips([record], size)
    found = words(document.content)
    (width, height), *_rest = page_sizes(document.content)
    margin = 4 * MM
    assert all(word.left > margin and word.right < width - margin for word in found)
    assert all(word.bottom > margin * 0.9 and word.top < height - margin * 0.9 for word in found)
    assert overlaps(found) == []


def test_the_other_language_stands_beside_each_label():
    from printdesk.i18n import catalogue

    (printed,) = texts(pickup_slips([slip(language="id")], "a6").content)
    indonesian, english = (catalogue(lang)("Application number") for lang in ("id", "en"))
    assert f"{indonesian} · {english}" in printed
    assert "Rab 26 Juni 2024" in printed


def test_fields_that_are_unknown_leave_no_label():
    (printed,) = texts(pickup_slips([slip(phone=None, last_day=None, bring=(), counter_hours=())], "a6").content)
    for label in ("Phone", "Collect by", "Bring", "Counter hours", "copy"):
        assert label not in printed


def test_the_day_is_the_office_s_own():
    (printed,) = texts(pickup_slips([slip(ready_from=slip().ready_from + timedelta(hours=10, minutes=59))]).content)
    assert "Wed 26 June 2024 at 23:59 WIB" in printed


@pytest.mark.parametrize(("size", "pages"), [("a6", 5), ("a5", 5), ("a4", 2), ("roll80", 5)])
def test_a_batch_takes_as_many_pages_of_its_paper_as_it_needs(size: str, pages: int):
    document = pickup_slips([slip(count) for count in range(5)], size)
    assert (document.pages, document.items) == (pages, 5)
    assert len(page_sizes(document.content)) == pages
    breadth = {"a6": 105, "a5": 148, "a4": 210, "roll80": 80}[size]
    assert page_sizes(document.content)[0][0] == pytest.approx(breadth * MM, abs=0.1)


@pytest.mark.parametrize("size", list(Size))
def test_the_same_slips_give_the_same_bytes(size: Size):
    batch = [slip(count, **FULL) for count in range(3)]
    assert pickup_slips(batch, size).content == pickup_slips(batch, size).content


@pytest.mark.parametrize("size", [Size.A6, Size.A4])
def test_a_reportlab_that_keeps_its_file_otherwise_prints_the_same(monkeypatch: pytest.MonkeyPatch, size: Size):
    batch = [slip(1, name=r"Budi (Wati) \ Łukasz Żółć", watermark="CONTOH · DEMO"), slip(2, **FULL)]
    straight = pickup_slips(batch, size).content
    monkeypatch.setattr(sheet, "pages_of", lambda _canvas: None)
    by_public_calls = pickup_slips(batch, size).content
    assert by_public_calls != straight
    assert texts(by_public_calls) == texts(straight)
    assert page_sizes(by_public_calls) == page_sizes(straight)
    assert scanned(by_public_calls) == scanned(straight) != set()


def test_the_file_names_itself_without_personal_data():
    import pypdfium2

    with pypdfium2.PdfDocument(pickup_slips([slip(name="SUHARTINI")]).content) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "Pickup slip SP-2024-004182"
    assert not any("SUHARTINI" in value or "1133" in value for value in told.values())


def test_letters_the_typeface_lacks_are_reported_once_for_each_slip():
    document = pickup_slips([slip(1, name="李 SUHARTINI"), slip(2, name="SUHARTINI")])
    (warning,) = document.warnings
    assert "SP-2024-000001" in warning
    assert "李" in warning
    assert "? SUHARTINI" in texts(document.content)[0]


def test_a_text_beyond_all_measure_is_still_whole_inside_the_paper_and_reported():
    document = pickup_slips([slip(name="W" * 900)])
    assert "W" * 900 in joined(texts(document.content)[0])
    assert overlaps(words(document.content)) == []
    assert len(document.warnings) == 1


def test_many_documents_to_bring_stay_inside_their_box():
    many = (Checklist("the applicant", tuple(f"document number {count}" for count in range(12))), *BRING_OTHERS)
    document = pickup_slips([slip(bring=many)])
    found = words(document.content)
    assert overlaps(found) == []
    assert joined("document number 11") in joined(texts(document.content)[0])


BRING_OTHERS = tuple(replace(one, documents=one.documents * 3) for one in slip().bring[1:])


def test_progress_is_told_and_stopping_makes_nothing():
    told: list[tuple[int, int]] = []
    pickup_slips([slip(count) for count in range(3)], "a6", lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(CancelledError):
        pickup_slips([slip()], "a6", None, lambda: True)


def test_nothing_to_print_and_unknown_paper_are_refused():
    with pytest.raises(RuleViolationError):
        pickup_slips([])
    with pytest.raises(RuleViolationError, match="a3"):
        pickup_slips([slip()], "a3")
