"""Pages as pictures."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from printdesk.documents.preview import page_count, page_size, render_page
from printdesk.documents.sheet import About, Sheet
from printdesk.errors import RuleViolationError


def black_corner() -> bytes:
    """Two pages of 101 by 50 points; the first is black in its left upper quarter."""
    sheet = Sheet(About("t", "o", "en"))
    sheet.page(101, 50)
    sheet.fill(0, 0, 50, 25, 0)
    sheet.page(60, 60)
    return sheet.finish()


def test_a_page_is_rendered_upright_in_its_colours_without_padding():
    picture = render_page(black_corner(), 0, 1)
    assert (picture.width, picture.height) == (101, 50)
    assert len(picture.rgba) == 101 * 50 * 4
    corners = [picture.rgba[(y * 101 + x) * 4 :][:4] for x, y in ((5, 5), (95, 5), (5, 45), (95, 45))]
    assert corners == [b"\0\0\0\xff", *[b"\xff" * 4] * 3]


def test_the_png_shows_the_same_picture():
    picture = render_page(black_corner(), 0, 2)
    with Image.open(io.BytesIO(picture.png())) as shown:
        assert shown.size == (202, 100)
        assert shown.convert("RGBA").tobytes() == picture.rgba


def test_pages_are_counted_and_measured():
    assert page_count(black_corner()) == 2
    assert page_size(black_corner(), 1) == (60, 60)


def test_several_threads_may_ask_at_once():
    content = black_corner()
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(lambda _round: render_page(content, 0, 3).rgba, range(24)))
    assert len(set(pictures)) == 1


@pytest.mark.parametrize("page", [-1, 2])
def test_a_page_that_is_not_there_is_an_index_error(page: int):
    with pytest.raises(IndexError):
        render_page(black_corner(), page)


@pytest.mark.parametrize("content", [b"", b"not a PDF", b"%PDF-1.4 broken"])
def test_what_is_no_pdf_is_refused_in_words(content: bytes):
    with pytest.raises(RuleViolationError, match="PDF"):
        page_count(content)
