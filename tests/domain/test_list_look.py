"""What a saved view keeps of a list."""

from printdesk.domain.list_look import ListLook, from_plain, is_sound, set_filters, to_plain


def test_a_look_comes_back_from_json_as_it_went_without_filters_that_let_everything_through():
    look = ListLook(set_filters({"view": "risk", "text": "", "service": "regular48"}), "departs", True, ("b", "a"))

    assert look.filters == (("service", "regular48"), ("view", "risk"))
    assert from_plain(to_plain(look)) == look
    assert look.with_filters({"view": ""}) == ListLook((), "departs", True, ("b", "a"))


def test_what_was_kept_wrongly_never_stops_a_list():
    assert from_plain({}) == ListLook()
    odd = {"filters": ["view"], "sort": None, "descending": "yes", "columns": "abc"}
    assert from_plain(odd) == ListLook()
    assert from_plain({"columns": ["a", "b", "a"], "filters": {"x": 3}}) == ListLook(
        (("x", "3"),), columns=("a", "b")
    )


def test_a_look_too_large_to_keep_is_told_apart():
    assert is_sound(ListLook((("text", "x" * 200),), "departs", columns=("a",) * 40))
    assert not is_sound(ListLook((("text", "x" * 201),)))
    assert not is_sound(ListLook(sort="x" * 41))
    assert not is_sound(ListLook(columns=tuple(str(at) for at in range(41))))
    assert not is_sound(ListLook(tuple((str(at), "x") for at in range(13))))
