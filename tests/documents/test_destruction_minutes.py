"""Minutes over booklets: every serial counted, numbers in words, codes that scan, nothing cut or lost."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from printdesk.documents.destruction_minutes import destruction_minutes, spoiled_minutes
from printdesk.documents.destruction_minutes_values import BookletLine, BookletMinutes, Head, Signer
from printdesk.documents.destruction_minutes_words import folded, spelled
from printdesk.documents.worksheet_values import Letterhead
from printdesk.domain import codes
from tests.documents.papers import KEY, NAMES, overlaps, scanned, texts, words

WIB = ZoneInfo("Asia/Jakarta")


def head(**values: Any) -> Head:
    known: dict[str, Any] = {
        "number": "BM-2024-000003",
        "letterhead": Letterhead(
            "Kantor Imigrasi Kelas I TPI Semarang", ("Direktorat Jenderal Imigrasi",), "Jl. 514"
        ),
        "at": datetime(2024, 6, 26, 15, 40, tzinfo=WIB),
        "signers": (Signer("Sri Wahyuni", "198503122010122001"), Signer("Dwi Rahayu")),
        "witness": "",
        "chief": Signer("Guntur"),
        "code": codes.sign(KEY, "BM", "BM-2024-000003", date(2024, 6, 26)),
        "copy": 1,
        "issued_at": datetime(2024, 6, 27, 8, tzinfo=WIB),
        "issued_by": "Sri Wahyuni",
    }
    return Head(**{**known, **values})


def lines(count: int) -> tuple[BookletLine, ...]:
    first = datetime(2024, 6, 20, 9, tzinfo=WIB)
    return tuple(
        BookletLine(
            serial=f"B{4470001 + n + n // 9:07d}", service="Paspor biasa 48", reason="Tinta bleber",
            at=first + timedelta(minutes=n), by="Dwi Rahayu", application_number="1133061489770235", attempt=1,
            proof="scan",
        )
        for n in range(count)
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 40, 300])
def test_every_serial_stands_on_the_paper_and_the_count_in_digits_and_words(count: int):
    paper = destruction_minutes(BookletMinutes(head(), lines(count)))

    pages = texts(paper.content)
    whole = " ".join(pages)
    assert all(line.serial in whole for line in lines(count))
    assert f"{count} ({spelled(count, 'id')})" in pages[0]
    assert f"Halaman {len(pages)} dari {len(pages)}" in pages[-1]
    assert "Saksi" in pages[-1]
    assert whole.count("Saksi") == 1
    assert scanned(paper.content) == {head().code}
    assert all(overlaps(words(paper.content, page)) == [] for page in {0, len(pages) - 1})


def test_names_of_any_length_and_kind_are_printed_whole():
    for name in NAMES:
        paper = spoiled_minutes(BookletMinutes(head(signers=(Signer(name),), witness=name), lines(2)))

        shown = "".join(texts(paper.content)[0].split())
        assert overlaps(words(paper.content)) == []
        assert shown.count("".join(name.split())) >= 1 or paper.warnings


def test_the_same_values_give_the_same_bytes_and_a_copy_says_which():
    one = destruction_minutes(BookletMinutes(head(), lines(3)))

    assert one.content == destruction_minutes(BookletMinutes(head(), lines(3))).content
    original = destruction_minutes(BookletMinutes(head(language="en"), lines(3)))
    again = destruction_minutes(BookletMinutes(head(language="en", copy=2), lines(3)))
    assert "Copy 2" in texts(again.content)[0]
    assert "Copy" not in texts(original.content)[0]


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (0, "nol", "zero"),
        (11, "sebelas", "eleven"),
        (19, "sembilan belas", "nineteen"),
        (21, "dua puluh satu", "twenty-one"),
        (100, "seratus", "one hundred"),
        (312, "tiga ratus dua belas", "three hundred and twelve"),
        (1000, "seribu", "one thousand"),
        (1015, "seribu lima belas", "one thousand and fifteen"),
        (21_400, "dua puluh satu ribu empat ratus", "twenty-one thousand four hundred"),
        (999_999, "sembilan ratus sembilan puluh sembilan ribu sembilan ratus sembilan puluh sembilan",
         "nine hundred and ninety-nine thousand nine hundred and ninety-nine"),
    ],
)  # fmt: skip
def test_numbers_are_spelled(value: int, indonesian: str, english: str):
    assert (spelled(value, "id"), spelled(value, "en")) == (indonesian, english)


def test_serials_are_folded_only_where_they_follow_each_other():
    assert folded(["B0000009", "B0000010", "B0000012", "C0000013", "D13"]) == [
        ("B0000009", "B0000010", 2),
        ("B0000012", "B0000012", 1),
        ("C0000013", "C0000013", 1),
        ("D13", "D13", 1),
    ]
