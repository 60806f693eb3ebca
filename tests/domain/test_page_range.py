"""Pages as people write them."""

import pytest

from printdesk.domain.page_range import PageRangeError, items_on, parse, written


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", (1, 2, 3, 4, 5, 6, 7)),
        (" 1-3, 7 ", (1, 2, 3, 7)),
        ("7;2 2", (2, 7)),
        ("-2", (1, 2)),
        ("6-", (6, 7)),
        ("1 – 3,", (1, 2, 3)),
    ],
)
def test_what_people_write_names_each_page_once_and_in_order(text: str, pages: tuple[int, ...]):
    assert parse(text, 7) == pages


@pytest.mark.parametrize("text", ["0", "8", "3-1", "1-8", "x", "1-2-3", "-", "1,,-", "٣-x", "9999999"])
def test_what_is_no_page_of_the_paper_is_refused_and_nothing_is_guessed(text: str):
    with pytest.raises(PageRangeError):
        parse(text, 7)


def test_pages_are_written_as_people_would():
    assert written([7, 1, 2, 3, 3]) == "1-3, 7"
    assert parse(written((1, 4, 5, 6)), 7) == (1, 4, 5, 6)


def test_the_slips_on_chosen_pages_are_counted_with_a_last_page_that_is_not_full():
    assert items_on(range(1, 8), 27, 4) == 27
    assert items_on((1, 7), 27, 4) == 7
    assert items_on((7,), 25, 4) == 1
