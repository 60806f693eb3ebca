import pytest
from hypothesis import given
from hypothesis import strategies as st

from printdesk.domain.names import clean_name, search_key, search_words
from printdesk.errors import RuleViolationError
from printdesk.i18n import catalogue

_ = catalogue("en")

MUHAMMADS = (
    "Muhammad Muhamad Mohammad Mohamad Mohamed Mochammad Mochamad Muchamad Mukhamad Mokhammad Moch. Moh. Muh Mhd Mohd"
)


@pytest.mark.parametrize(
    ("spellings", "others"),
    [
        ([f"{name} Ali" for name in MUHAMMADS.split()], ["Ali", "Mahmud Ali", "Muhtar Ali"]),
        (["Nur'aini", "NUR’AINI", "nuraini", "Nur`Aini", "Ny. Nuraini"], ["Nur Aini", "Nurani"]),
        (
            ["Achmad Taufiq", "Akhmad Taupik", "H. Ahmad Taufik", "TAUFIK, Achmad", "Ahmad bin Taufik"],
            ["Ahmad", "Taufan"],
        ),
        (["Soeharto", "Suharto", "Tn. SOEHARTO"], ["Suhartono", "Suharti"]),
        (["Djoko Tjahjono", "Joko Cahjono"], ["Joko"]),
        (["Siti Aisyah", "Aisya Siti", "Siti Aisha"], ["Siti Aminah"]),
        (["Supriyadi", "Supriadi"], ["Supardi"]),
        (["Febri Novianty", "Pebri Novianti", "Febrie Novianti"], ["Febri"]),
        (
            ["Drs. H. Budi Santoso, S.H., M.M.", "Budi Santoso", "Prof. Dr. Ir. BUDI SANTOSO", "Santoso Budi, SH"],
            ["Budi"],
        ),
    ],
)
def test_search_key_is_one_for_all_spellings_and_orders_and_no_other_name(spellings, others):
    (key,) = {search_key(name) for name in spellings}
    assert key not in {search_key(name) for name in others}


@pytest.mark.parametrize("name", ["Ibu", "H.", "An", "Sri", "Bin"])
def test_a_name_that_looks_like_a_title_keeps_its_word(name):
    assert len(search_words(name)) == 1


@given(st.text(max_size=60))
def test_search_words_never_fail_and_hold_no_spaces(text):
    assert all(word and not any(sign.isspace() for sign in word) for word in search_words(text))


def test_clean_name_keeps_what_people_are_called():
    assert clean_name("  Nur'aini \u00a0  binti\u200b  Abdullah ", _) == "Nur'aini binti Abdullah"
    assert clean_name("Rene\u0301e", _) == "Ren\u00e9e"
    assert clean_name("=SUM", _) == "=SUM"
    assert clean_name("A" * 200, _) == "A" * 200


@pytest.mark.parametrize(
    "text", ["", " \u200b ", "Siti\nBudi", "Siti\tBudi", "Si\x07ti", "Siti\u202eiduB", "A" * 201]
)
def test_clean_name_refuses_what_cannot_be_printed_on_one_line(text):
    with pytest.raises(RuleViolationError):
        clean_name(text, _)
