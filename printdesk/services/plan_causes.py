"""Why a plan was made anew: the act that came before it, as a word of the program and in the reader's words."""

from sqlalchemy import select

from printdesk.domain.states import Act
from printdesk.i18n import Catalogue
from printdesk.models.tables import LedgerEntry
from printdesk.services.work import View

START = "start"
"""A window was opened."""
TIME = "time"
"""Nobody did anything: something ran out, or the day went on."""

_LEAVES_THE_ORDER = frozenset(
    {
        Act.PASS_CHECK, Act.SHELVE, Act.HAND_OVER, Act.UNDO_HAND_OVER, Act.POST, Act.UNDO_POST,
        Act.LAPSE, "print_paper", "copy_paper", "look", "open_card", "mismatch", "add_person", "ask_raise",
        "refuse_raise", "ask_pin", "refuse_pin",
    }
)  # fmt: skip
"""Acts after which everybody waits where they waited: when the plan moved, it was not because of them."""
_AT_THE_STATION = frozenset({Act.BIND, Act.CONFIRM_PRINTED})
"""Acts that only show how fast a station is; another one is the cause where there is one."""
_LOOK_BACK = 50


def cause_since(view: View, sequence: int | None) -> str:
    """The latest act after an entry of the ledger that can have changed the order.

    Args:
        sequence: of the entry seen last; None when nothing was seen yet.
    """
    if sequence is None:
        return START
    acts = view.session.scalars(
        select(LedgerEntry.act).where(LedgerEntry.seq > sequence).order_by(LedgerEntry.seq.desc()).limit(_LOOK_BACK)
    ).all()
    moved = (act for act in acts if act not in _LEAVES_THE_ORDER and act not in _AT_THE_STATION)
    return next(moved, next((act for act in acts if act in _AT_THE_STATION), TIME))


def cause_words(cause: str, _: Catalogue) -> str:
    """A cause in a few words; an act of a newer program is named as it is."""
    words = {**_of_the_desk(_), **_of_people(_), **_of_the_office(_)}
    return words.get(cause) or cause.replace("_", " ").capitalize()


def _of_the_desk(_: Catalogue) -> dict[str, str]:
    handed, failed = _("Handed out for printing"), _("A print failed")
    return {
        Act.CLAIM: handed,
        "take_next": handed,
        Act.RELEASE: _("Given back to the queue"),
        "expired": _("Not begun in time, back in the queue"),
        Act.BIND: _("Put into the machine"),
        Act.LOSE_TOUCH: _("A desk stopped in mid-print"),
        Act.CONFIRM_PRINTED: _("A print was confirmed"),
        Act.CONFIRM_FAILED: failed,
        Act.CONFIRM_BLANK: failed,
        Act.PASS_CHECK: _("Quality check passed"),
        Act.FAIL_CHECK: _("Quality check failed"),
        Act.SHELVE: _("Placed on the shelf"),
        Act.HAND_OVER: _("A booklet was handed over"),
        Act.UNDO_HAND_OVER: _("A hand-over was taken back"),
    }


def _of_people(_: Catalogue) -> dict[str, str]:
    listed, held, trip = _("A list was taken over"), _("Put on hold"), _("A departure was changed")
    raised, pinned = _("A raise was taken back"), _("A place by hand was taken back")
    return {
        "import": listed,
        "import_list": listed,
        "update": _("Put right by a list"),
        "add": _("Typed in by hand"),
        "add_application": _("Typed in by hand"),
        Act.HOLD: held,
        "hold_until": held,
        "expect_back": _("The end of a hold was changed"),
        "no_return": _("The end of a hold was changed"),
        Act.RESUME: _("Released from hold"),
        Act.CANCEL: _("An application was cancelled"),
        "set_trip": trip,
        "no_trip": trip,
        "dropped_proof": trip,
        "give_proof": _("A proof was seen"),
        "no_proof": _("A proof was withdrawn"),
        "undo_proof": _("A proof was withdrawn"),
        "approve_raise": _("A raise was approved"),
        "withdraw_raise": raised,
        "confirm_pin": _("A place by hand was confirmed"),
        "withdraw_pin": pinned,
    }


def _of_the_office(_: Catalogue) -> dict[str, str]:
    settings, blanks = _("The settings were changed"), _("The stock of blanks changed")
    return {
        START: _("The window was opened"),
        TIME: _("Time went on"),
        "set_state": _("A service or station changed its state"),
        "switch": _("A service or station changed its state"),
        "record_outage": _("An outage was recorded or changed"),
        "change_outage": _("An outage was recorded or changed"),
        "undo_outage": _("An outage was recorded or changed"),
        "order_overtime": _("An evening was ordered"),
        "cancel_overtime": _("An evening was taken back"),
        "change_settings": settings,
        "change_rule": settings,
        "import_settings": settings,
        "receive": blanks,
        Act.ISSUE: blanks,
        Act.RETURN: blanks,
        Act.SPOIL: blanks,
    }
