"""How columns share the width of a table."""

from printdesk.ui.kit.column_widths import Share, shared


def test_a_column_that_would_be_cut_takes_what_another_does_not_need():
    assert shared([Share(200, 150, stretch=1), Share(100, 160), Share(80, 60)], 500) == [260, 160, 80]


def test_where_there_is_not_enough_for_all_as_many_as_possible_are_whole():
    widths = shared([Share(100, 120, stretch=1), Share(100, 190), Share(100, 130)], 360)
    assert widths == [130, 100, 130], "the two that lack little, and what is left over"


def test_one_long_remark_does_not_push_the_others_about():
    assert shared([Share(100, 900), Share(100, 0, stretch=1)], 2000) == [250, 1750]


def test_what_stretches_gives_up_a_little_before_the_table_scrolls():
    assert shared([Share(200, stretch=1), Share(200)], 350) == [150, 200]
    assert shared([Share(200, stretch=1), Share(200)], 300) == [200, 200]
    assert shared([Share(100), Share(100)], 150) == [100, 100]
