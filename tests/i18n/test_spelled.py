"""Numbers in words, as minutes write them."""

import pytest

from printdesk.i18n.spelled import spelled


@pytest.mark.parametrize(("value", "indonesian", "english"), [
    (0, "nol", "zero"),
    (1, "satu", "one"),
    (10, "sepuluh", "ten"),
    (11, "sebelas", "eleven"),
    (12, "dua belas", "twelve"),
    (19, "sembilan belas", "nineteen"),
    (20, "dua puluh", "twenty"),
    (45, "empat puluh lima", "forty-five"),
    (100, "seratus", "one hundred"),
    (111, "seratus sebelas", "one hundred and eleven"),
    (999, "sembilan ratus sembilan puluh sembilan", "nine hundred and ninety-nine"),
    (1000, "seribu", "one thousand"),
    (1100, "seribu seratus", "one thousand one hundred"),
    (2024, "dua ribu dua puluh empat", "two thousand and twenty-four"),
    (11_500, "sebelas ribu lima ratus", "eleven thousand five hundred"),
    (201_001, "dua ratus satu ribu satu", "two hundred and one thousand and one"),
])  # fmt: skip
def test_a_count_is_spelled_in_both_languages(value: int, indonesian: str, english: str):
    assert (spelled(value, "id"), spelled(value, "en")) == (indonesian, english)


@pytest.mark.parametrize("value", [-1, 1_000_000])
def test_what_is_no_count_of_booklets_is_a_bug(value: int):
    with pytest.raises(ValueError, match=str(value)):
        spelled(value, "id")
