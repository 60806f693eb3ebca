"""The two state machines are one table, and nothing moves against it."""

import pytest

from printdesk import i18n
from printdesk.domain.states import (
    APPLICATION_MOVES,
    BOOKLET_MOVES,
    STOCK_SUMS,
    Act,
    ApplicationState,
    BookletState,
    application_state_text,
    booklet_state_text,
    next_application_state,
    next_booklet_state,
)
from printdesk.errors import RuleViolationError


@pytest.mark.parametrize("act", list(APPLICATION_MOVES))
def test_an_application_moves_only_as_the_table_says(act: Act):
    sources, target = APPLICATION_MOVES[act]
    for state in ApplicationState:
        if state in sources:
            assert next_application_state(act, state) is target
        else:
            with pytest.raises(RuleViolationError) as refused:
                next_application_state(act, state)
            assert application_state_text(state) in refused.value.message


@pytest.mark.parametrize("act", list(BOOKLET_MOVES))
def test_a_booklet_moves_only_as_the_table_says(act: Act):
    sources, target = BOOKLET_MOVES[act]
    for state in BookletState:
        if state in sources:
            assert next_booklet_state(act, state) is target
        else:
            with pytest.raises(RuleViolationError) as refused:
                next_booklet_state(act, state)
            assert booklet_state_text(state) in refused.value.message


def test_a_destroyed_or_used_blank_never_becomes_a_blank_again():
    lost = {BookletState.DESTROYED, BookletState.SPOILED, BookletState.PERSONALISED, BookletState.HANDED_OVER}
    blank = {BookletState.IN_SAFE, BookletState.ISSUED, BookletState.BOUND}
    reachable = set(lost)
    while True:
        more = {target for sources, target in BOOKLET_MOVES.values() if sources & reachable} - reachable
        more -= {BookletState.MISSING, BookletState.QUARANTINED}
        if not more:
            break
        reachable |= more

    assert not reachable & blank


def test_the_ten_sums_leave_out_only_what_lies_in_the_safe_again():
    assert set(BookletState) - set(STOCK_SUMS) == {BookletState.RETURNED}
    assert len(STOCK_SUMS) == 10


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_every_state_has_words_in_both_languages(lang: str):
    i18n.set_language(lang)

    assert len({application_state_text(state) for state in ApplicationState}) == len(ApplicationState)
    assert len({booklet_state_text(state) for state in BookletState}) == len(BookletState)
