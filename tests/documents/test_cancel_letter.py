"""Letters about uncollected passports: drafts, whole, one person a page, in the receiver's language."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from printdesk.documents.cancel_letter import CancelLetter, cancel_letters
from printdesk.documents.destruction_minutes_values import Signer
from printdesk.documents.worksheet_values import Letterhead
from printdesk.errors import RuleViolationError
from tests.documents.papers import overlaps, page_sizes, scanned, texts, words

WIB = ZoneInfo("Asia/Jakarta")
LONG = "RADEN AJENG SITI NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI WIRYADININGRAT KUSUMANINGTYAS"
CODE = "PD1|SB|SB-2024-000001|20240626|ABCDEFGHABCDEFGH"
LETTER = CancelLetter(
    number="SB-2024-000001", copy=1,
    letterhead=Letterhead("Kantor Imigrasi Kelas I TPI Semarang", ("DIREKTORAT",), "Jl. Siliwangi 514"),
    cancelled_at=datetime(2024, 6, 26, 9, tzinfo=WIB), name=LONG, application_number="1133070288154410",
    serial="C7000001", service="Paspor biasa 48", issued=datetime(2024, 5, 18, 9, tzinfo=WIB),
    announced=datetime(2024, 5, 20, 9, tzinfo=WIB), last_day=date(2024, 6, 20),
    legal_basis="Pasal 30 Permenkumham 8/2014", months=1,
    hours=("Sen–Jum 08.00–15.30",), chief=Signer("Guntur Sahat", "197001012000031001"), code=CODE,
    written=datetime(2024, 6, 26, 9, 30, tzinfo=WIB),
)  # fmt: skip


def test_a_cancellation_says_who_what_since_when_on_what_ground_and_that_it_is_a_draft() -> None:
    document = cancel_letters([LETTER], "DRAF", "Sri Wahyuni")
    (text,) = texts(document.content)
    for part in (
        LONG, "SB-2024-000001", "1133 0702 8815 4410", "C7000001", "Sabtu, 18 Mei 2024", "Senin, 20 Mei 2024",
        "Kamis, 20 Juni 2024", "Pasal 30 Permenkumham 8/2014", "Guntur Sahat", "197001012000031001", "DRAF",
        "Sri Wahyuni",
    ):  # fmt: skip
        assert part in text
    assert scanned(document.content) == {CODE}
    assert [tuple(round(side) for side in size) for size in page_sizes(document.content)] == [(595, 842)]
    assert not overlaps([word for word in words(document.content) if word.text != "DRAF"])
    assert document.warnings == ()


def test_a_last_call_names_the_day_and_does_not_speak_of_a_cancellation() -> None:
    call = replace(LETTER, cancelled_at=None, last_day=date(2024, 7, 1), language="en", copy=2)
    past = replace(call, last_day=date(2024, 6, 20))
    open_end = replace(call, last_day=None, announced=None)
    first, second, third = texts(cancel_letters([call, past, open_end], "DRAFT", "Sri").content)
    assert "Please collect it by Monday, 1 July 2024." in first
    assert "should have been collected by Thursday, 20 June 2024" in second
    assert "lies ready at our counter. Please collect it." in third
    assert "Copy 2" in first
    assert "was cancelled" not in first + second + third


def test_the_longest_letter_stays_on_its_page_and_the_same_values_give_the_same_bytes() -> None:
    long = replace(LETTER, legal_basis="x" * 90 + " " + "Pasal " * 30, hours=("Sen–Jum 08.00–15.30",) * 6)
    document = cancel_letters([long, LETTER], "DRAF", "Sri")
    assert document.pages == document.items == 2
    assert min(word.bottom for word in words(document.content)) > 0
    assert document.content == cancel_letters([long, LETTER], "DRAF", "Sri").content
    with pytest.raises(RuleViolationError):
        cancel_letters([], "DRAF", "Sri")
