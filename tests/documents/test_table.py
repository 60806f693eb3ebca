"""Tables: measured, broken into pages, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from printdesk.documents.sheet import About, Sheet
from printdesk.documents.table import Column, Line, Look, draw_table, lay_table, paginate
from tests.documents.papers import overlaps, texts, words

COLUMNS = (Column("Number", 60), Column("Name", 120, lines=4))


@given(st.integers(0, 60), st.floats(40, 300), st.floats(60, 300), st.floats(0, 200))
def test_every_row_stands_on_exactly_one_page_and_fits_it(rows: int, first: float, later: float, tail: float):
    table = lay_table(COLUMNS, [(str(number), "x " * (number % 40)) for number in range(rows)], Look())
    pages = paginate(table, first, later, tail)
    assert [row for page in pages for row in page] == list(range(rows))
    for number, page in enumerate(pages):
        room = (later if number else first) - table.heading
        assert sum(table.heights[row] for row in page) <= room or len(page) == 1


@given(st.integers(0, 12), st.floats(0, 100))
def test_what_follows_the_table_has_its_room_on_the_last_page(rows: int, tail: float):
    table = lay_table(COLUMNS, [("1", "name")] * rows, Look())
    pages = paginate(table, 150, 150, tail)
    used = sum(table.heights[row] for row in pages[-1])
    assert used + tail <= 150 - table.heading


def test_cells_grow_with_their_text_and_never_touch():
    rows = [(str(number), (Line("title"), Line("a long name " * 9, lines=9))) for number in range(4)]
    table = lay_table(COLUMNS, rows, Look())
    sheet = Sheet(About("t", "o", "en"))
    sheet.page(300, 500)
    bottom = draw_table(sheet, table, range(4), 20, 20)
    content = sheet.finish()
    assert texts(content)[0].count("a long name") == 36
    assert overlaps(words(content)) == []
    assert bottom == 20 + table.heading + sum(table.heights)
