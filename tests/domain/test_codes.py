"""Signed paper codes."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from printdesk.domain import codes
from printdesk.domain.codes import PaperCode

KEY = b"a key of the demo office, 32 byt"
DAY = date(2024, 6, 26)
FIELDS = st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="|"), min_size=1)
KEYS = st.binary(min_size=codes.KEY_BYTES, max_size=64)


def test_code_is_written_as_the_specification_says():
    import base64
    import hashlib
    import hmac

    body = "PD1|SP|SP-2024-004182|20240626"
    mac = hmac.new(KEY, body.encode("ascii"), hashlib.sha256).digest()[: 80 // 8]
    expected = f"{body}|{base64.b32encode(mac).decode()}"
    assert codes.sign(KEY, codes.PICKUP_SLIP, "SP-2024-004182", DAY) == expected


@given(KEYS, FIELDS, FIELDS, st.dates(min_value=date(1000, 1, 1)))
def test_reading_gives_back_what_was_signed(key: bytes, kind: str, number: str, day: date):
    text = codes.sign(key, kind, number, day)
    assert codes.read(key, f" {text}\r\n") == PaperCode(kind, number, day, genuine=True)


@given(KEYS, KEYS, FIELDS)
def test_a_code_of_another_office_is_not_genuine(key: bytes, other: bytes, number: str):
    assume(key.ljust(64, b"\0") != other.ljust(64, b"\0"))  # HMAC fills short keys up with zeros
    found = codes.read(other, codes.sign(key, codes.PICKUP_SLIP, number, DAY))
    assert found == PaperCode(codes.PICKUP_SLIP, number, DAY, genuine=False)


@given(st.data())
def test_a_code_with_any_letter_changed_left_out_or_added_is_never_genuine(data: st.DataObject):
    text = codes.sign(KEY, codes.WORK_SHEET, "LK-2024-000012", DAY)
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(min_codepoint=32, max_codepoint=0x2FF))
    forged = data.draw(
        st.sampled_from(
            [
                text[:place] + letter + text[place + 1 :],
                text[:place] + text[place + 1 :],
                text[:place] + letter + text[place:],
                text[:place],
            ]
        )
    )
    assume(forged.strip() != text)
    found = codes.read(KEY, forged)
    assert found is None or not found.genuine


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1133070288154398",
        "SP2024004182",
        "PD2|SP|SP-2024-004182|20240626|AAAAAAAAAAAAAAAA",
        "PD1|SP|SP-2024-004182|20240626",
        "PD1|SP|SP-2024-004182|20240631|AAAAAAAAAAAAAAAA",
        "PD1|SP|SP-2024-004182|2024-6-2|AAAAAAAAAAAAAAAA",
        "PD1|SP||20240626|AAAAAAAAAAAAAAAA",
        "PD1|SP|A|B|20240626|AAAAAAAAAAAAAAAA",
    ],
)
def test_a_text_that_is_no_complete_code_of_ours_reads_as_none(text: str):
    assert codes.read(KEY, text) is None


@pytest.mark.parametrize(
    ("key", "kind", "number"),
    [
        (b"", "SP", "1"),
        (b"short", "SP", "1"),
        (KEY, "", "1"),
        (KEY, "SP", "1|2"),
        (KEY, "SP", "Ł"),
        (KEY, "SP", "a b"),
    ],
)
def test_signing_refuses_a_weak_key_and_fields_that_could_be_misread(key: bytes, kind: str, number: str):
    with pytest.raises(ValueError, match=r"paper code|key"):
        codes.sign(key, kind, number, DAY)


@given(st.sampled_from(["SP", "LK"]), st.integers(1900, 2999), st.integers(0, 10**8))
def test_the_short_form_of_a_number_leads_back_to_it(kind: str, year: int, count: int):
    number = f"{kind}-{year}-{count:06d}"
    assert codes.from_short_form(f"{codes.short_form(number)}\n") == number


@pytest.mark.parametrize("text", ["", "1133070288154398", "SP-2024-004182", "SP202400418", "X2024004182"])
def test_a_text_that_is_no_short_form_is_told_apart(text: str):
    assert codes.from_short_form(text) is None
