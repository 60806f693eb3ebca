"""Text that must fit."""

from hypothesis import given
from hypothesis import strategies as st

from printdesk.documents import fonts
from printdesk.documents.fitting import balanced, fit, fit_height, wrap
from printdesk.documents.fonts import Face

TEXTS = st.text(st.sampled_from("AIWm'-/ .0é"), max_size=220).map(lambda text: " ".join(text.split()))


def bare(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.floats(20, 400), st.floats(7, 20), st.integers(1, 4))
def test_whatever_is_fitted_is_whole_and_inside_its_lines(text: str, room: float, size: float, lines: int):
    laid = fit(text, Face.BOLD, room, size, 7, lines)
    assert bare("".join(laid.lines)) == bare(text)
    assert len(laid.lines) <= lines
    assert all(fonts.width(line, Face.BOLD, laid.size) <= room + 0.01 for line in laid.lines)
    assert laid.size <= size
    assert laid.tight == (laid.size < 7)


@given(TEXTS, st.floats(40, 400), st.floats(12, 60))
def test_whatever_is_fitted_into_a_box_is_whole_and_inside_it(text: str, room: float, height: float):
    laid = fit_height(text, Face.REGULAR, room, height, 18, 8)
    assert bare("".join(laid.lines)) == bare(text)
    assert laid.height <= height + 0.01
    assert all(fonts.width(line, Face.REGULAR, laid.size) <= room + 0.01 for line in laid.lines)


def test_words_stay_whole_as_long_as_the_smallest_size_allows():
    assert fit("NUR'AINI BINTI SYARIFUDDIN AL-MAKASSARI", Face.BOLD, 260, 18, 8, 2).lines == (
        "NUR'AINI BINTI",
        "SYARIFUDDIN AL-MAKASSARI",
    )


def test_a_word_longer_than_a_line_breaks_at_its_hyphen_before_anywhere_else():
    room = fonts.width("SYARIFUDDIN-", Face.BOLD, 10)
    assert wrap("SYARIFUDDIN-MAKASSARI", Face.BOLD, room, 10) == ("SYARIFUDDIN-", "MAKASSARI")


@given(TEXTS, st.floats(60, 300))
def test_balancing_keeps_the_text_the_size_and_the_number_of_lines(text: str, room: float):
    laid = fit(text, Face.REGULAR, room, 10, 6, 3)
    even = balanced(laid, Face.REGULAR, room)
    assert (len(even.lines), even.size) == (len(laid.lines), laid.size)
    assert bare("".join(even.lines)) == bare(text)
