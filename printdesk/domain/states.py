"""The two state machines, application and booklet, as one table of legal moves.

A status changes when a person confirmed that the thing happened, not when a button was pressed: what was in a machine
when the program stopped becomes `unconfirmed` and waits for a person's word.
"""

from collections.abc import Mapping
from enum import StrEnum

from printdesk.errors import RuleViolationError
from printdesk.i18n import _


class ApplicationState(StrEnum):
    """Where an application stands between the interview and the hand-over."""

    READY = "ready"
    CLAIMED = "claimed"
    PRINTING = "printing"
    UNCONFIRMED = "unconfirmed"
    PRINTED = "printed"
    PASSED = "passed"
    SHELVED = "shelved"
    COLLECTED = "collected"
    HELD = "held"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    POSTED = "posted"


class BookletState(StrEnum):
    """Where a blank booklet, named by its serial, is and what became of it."""

    IN_SAFE = "in_safe"
    ISSUED = "issued"
    BOUND = "bound"
    PERSONALISED = "personalised"
    SHELVED = "shelved"
    HANDED_OVER = "handed_over"
    SPOILED = "spoiled"
    DESTROYED = "destroyed"
    RETURNED = "returned"
    MISSING = "missing"
    QUARANTINED = "quarantined"


class Act(StrEnum):
    """What people do to applications and booklets; the word the ledger keeps."""

    CLAIM = "claim"
    RELEASE = "release"
    BIND = "bind"
    LOSE_TOUCH = "lose_touch"
    CONFIRM_PRINTED = "confirm_printed"
    CONFIRM_FAILED = "confirm_failed"
    CONFIRM_BLANK = "confirm_blank"
    PASS_CHECK = "pass_check"
    FAIL_CHECK = "fail_check"
    SHELVE = "shelve"
    HAND_OVER = "hand_over"
    UNDO_HAND_OVER = "undo_hand_over"
    POST = "post"
    UNDO_POST = "undo_post"
    HOLD = "hold"
    RESUME = "resume"
    CANCEL = "cancel"
    LAPSE = "lapse"
    UNDO_LAPSE = "undo_lapse"
    ISSUE = "issue"
    RETURN = "return"
    SPOIL = "spoil"
    DESTROY = "destroy"
    MISS = "miss"
    FIND = "find"
    QUARANTINE = "quarantine"
    CLEAR = "clear"
    FIND_IN_SAFE = "find_in_safe"
    FIND_ISSUED = "find_issued"
    FIND_AT_CHECK = "find_at_check"
    FIND_ON_SHELF = "find_on_shelf"
    FIND_SPOILED = "find_spoiled"
    REPRINT_MISSING = "reprint_missing"


A = ApplicationState
B = BookletState

APPLICATION_MOVES: Mapping[Act, tuple[frozenset[ApplicationState], ApplicationState]] = {
    Act.CLAIM: (frozenset({A.READY}), A.CLAIMED),
    Act.RELEASE: (frozenset({A.CLAIMED}), A.READY),
    Act.BIND: (frozenset({A.CLAIMED}), A.PRINTING),
    Act.LOSE_TOUCH: (frozenset({A.PRINTING}), A.UNCONFIRMED),
    Act.CONFIRM_PRINTED: (frozenset({A.PRINTING, A.UNCONFIRMED}), A.PRINTED),
    Act.CONFIRM_FAILED: (frozenset({A.PRINTING, A.UNCONFIRMED}), A.READY),
    Act.CONFIRM_BLANK: (frozenset({A.PRINTING, A.UNCONFIRMED}), A.READY),
    Act.PASS_CHECK: (frozenset({A.PRINTED}), A.PASSED),
    Act.FAIL_CHECK: (frozenset({A.PRINTED}), A.READY),
    Act.SHELVE: (frozenset({A.PASSED}), A.SHELVED),
    Act.HAND_OVER: (frozenset({A.SHELVED}), A.COLLECTED),
    Act.UNDO_HAND_OVER: (frozenset({A.COLLECTED}), A.SHELVED),
    Act.POST: (frozenset({A.SHELVED}), A.POSTED),
    Act.UNDO_POST: (frozenset({A.POSTED}), A.SHELVED),
    Act.HOLD: (frozenset({A.READY}), A.HELD),
    Act.RESUME: (frozenset({A.HELD}), A.READY),
    Act.CANCEL: (frozenset({A.READY, A.HELD}), A.CANCELLED),
    Act.LAPSE: (frozenset({A.SHELVED}), A.LAPSED),
    Act.UNDO_LAPSE: (frozenset({A.LAPSED}), A.SHELVED),
    Act.REPRINT_MISSING: (frozenset({A.PRINTED, A.PASSED, A.SHELVED}), A.READY),
}
"""For each act on an application: the states it may start from, and the state it leads to."""

BOOKLET_MOVES: Mapping[Act, tuple[frozenset[BookletState], BookletState]] = {
    Act.ISSUE: (frozenset({B.IN_SAFE, B.RETURNED}), B.ISSUED),
    Act.RETURN: (frozenset({B.ISSUED}), B.IN_SAFE),
    Act.BIND: (frozenset({B.ISSUED}), B.BOUND),
    Act.CONFIRM_PRINTED: (frozenset({B.BOUND}), B.PERSONALISED),
    Act.CONFIRM_FAILED: (frozenset({B.BOUND}), B.SPOILED),
    Act.CONFIRM_BLANK: (frozenset({B.BOUND}), B.ISSUED),
    Act.FAIL_CHECK: (frozenset({B.PERSONALISED}), B.SPOILED),
    Act.SHELVE: (frozenset({B.PERSONALISED}), B.SHELVED),
    Act.HAND_OVER: (frozenset({B.SHELVED}), B.HANDED_OVER),
    Act.UNDO_HAND_OVER: (frozenset({B.HANDED_OVER}), B.SHELVED),
    Act.POST: (frozenset({B.SHELVED}), B.HANDED_OVER),
    Act.UNDO_POST: (frozenset({B.HANDED_OVER}), B.SHELVED),
    Act.SPOIL: (frozenset({B.IN_SAFE, B.ISSUED, B.RETURNED, B.QUARANTINED}), B.SPOILED),
    Act.DESTROY: (frozenset({B.SPOILED}), B.DESTROYED),
    Act.MISS: (
        frozenset({B.IN_SAFE, B.ISSUED, B.RETURNED, B.SHELVED, B.PERSONALISED, B.SPOILED, B.QUARANTINED}),
        B.MISSING,
    ),
    Act.FIND: (frozenset({B.MISSING}), B.QUARANTINED),
    Act.QUARANTINE: (frozenset({B.IN_SAFE, B.ISSUED, B.RETURNED, B.PERSONALISED, B.SHELVED}), B.QUARANTINED),
    Act.CLEAR: (frozenset({B.QUARANTINED}), B.IN_SAFE),
    Act.FIND_IN_SAFE: (frozenset({B.MISSING}), B.IN_SAFE),
    Act.FIND_ISSUED: (frozenset({B.MISSING}), B.ISSUED),
    Act.FIND_AT_CHECK: (frozenset({B.MISSING, B.QUARANTINED}), B.PERSONALISED),
    Act.FIND_ON_SHELF: (frozenset({B.MISSING, B.QUARANTINED}), B.SHELVED),
    Act.FIND_SPOILED: (frozenset({B.MISSING}), B.SPOILED),
    Act.UNDO_LAPSE: (frozenset({B.QUARANTINED, B.SPOILED}), B.SHELVED),
}
"""For each act on a booklet: the states it may start from, and the state it leads to."""

_WANT_A_BLANK = frozenset({Act.ISSUE, Act.RETURN, Act.BIND})

STOCK_SUMS = (
    B.IN_SAFE, B.ISSUED, B.BOUND, B.PERSONALISED, B.SHELVED, B.HANDED_OVER, B.SPOILED, B.DESTROYED, B.MISSING,
    B.QUARANTINED,
)  # fmt: skip
"""The ten sums that together are what was received; a returned booklet lies in the safe again."""

OPEN_STATES = frozenset({A.READY, A.CLAIMED, A.PRINTING, A.UNCONFIRMED})
"""Applications that still wait for their booklet to be printed."""

AT_STATION = frozenset({A.CLAIMED, A.PRINTING, A.UNCONFIRMED})
"""Applications in an operator's hands; the plan leaves them where they are."""


def application_state_text(state: str) -> str:
    """The state in the reader's words."""
    return {
        A.READY: _("waits for printing"),
        A.CLAIMED: _("taken by an operator"),
        A.PRINTING: _("in the printer"),
        A.UNCONFIRMED: _("unconfirmed"),
        A.PRINTED: _("printed, waits for quality check"),
        A.PASSED: _("passed the quality check"),
        A.SHELVED: _("ready for pickup"),
        A.COLLECTED: _("handed over"),
        A.HELD: _("on hold"),
        A.CANCELLED: _("cancelled"),
        A.LAPSED: _("lapsed"),
        A.POSTED: _("sent by post"),
    }[ApplicationState(state)]


def booklet_state_text(state: str) -> str:
    """The booklet's state in the reader's words."""
    return {
        B.IN_SAFE: _("in the safe"),
        B.ISSUED: _("issued to an operator"),
        B.BOUND: _("bound to an application"),
        B.PERSONALISED: _("personalised"),
        B.SHELVED: _("on the shelf"),
        B.HANDED_OVER: _("handed over"),
        B.SPOILED: _("spoiled"),
        B.DESTROYED: _("destroyed"),
        B.RETURNED: _("returned"),
        B.MISSING: _("missing"),
        B.QUARANTINED: _("in quarantine"),
    }[BookletState(state)]


def next_application_state(act: Act, state: str) -> ApplicationState:
    """The state an application is in after `act`.

    Raises:
        RuleViolationError: the act is not legal from `state`; the sentence says where the application stands.
    """
    sources, target = APPLICATION_MOVES[act]
    if state not in sources:
        raise RuleViolationError(
            _("This application is {state}, so this step does not fit.").format(state=application_state_text(state)),
            _("Open the application to see what comes next."),
        )
    return target


def next_booklet_state(act: Act, state: str) -> BookletState:
    """The state a booklet is in after `act`.

    Raises:
        RuleViolationError: the act is not legal from `state`; the sentence says where the booklet is.
    """
    sources, target = BOOKLET_MOVES[act]
    if state not in sources:
        raise RuleViolationError(
            _("This booklet is {state}, so this step does not fit.").format(state=booklet_state_text(state)),
            _booklet_advice(act, state),
        )
    return target


def _booklet_advice(act: Act, state: str) -> str:
    if state == B.MISSING:
        return _("Keep it in your hand and call the supervisor, who notes that it was found.")
    if act in _WANT_A_BLANK:
        return _("Take another blank, and put this one aside for the supervisor.")
    return _("Scan it into the search box to see what comes next.")
