"""The next step of an application at the counter, by where it stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from printdesk.domain.states import ApplicationState as A
from printdesk.i18n import _, plural
from printdesk.ui.pickup.reading import Opened


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do: a sentence, and the act with the words of its button ("" where none does it)."""

    sentence: str
    act: str
    button: str


def next_step(opened: Opened) -> NextStep:
    """What the officer does next with this application."""
    return _STEPS[A(opened.card.state)](opened)


def _ready(opened: Opened) -> NextStep:
    card = opened.card
    if card.departs_at is not None and not card.proof_counts:
        return NextStep(
            _("Ask to see the proof of the trip and note it: only a proven trip goes ahead."), "trip",
            _("Note the proof…"),
        )  # fmt: skip
    return _tell_applicant(_("Tell the applicant when it will be ready; nobody has to come before."))


def _tell_applicant(sentence: str) -> NextStep:
    return NextStep(sentence, "copy", _("Copy for WhatsApp"))


def _shelved(opened: Opened) -> NextStep:
    card = opened.card
    slot = card.shelf_slot or "–"
    if card.group_shelved > 1:
        template = plural(
            "{count} of this group lies ready: hand it over with one signature.",
            "{count} of this group lie ready: hand them over together with one signature.",
            card.group_shelved,
        )
        return NextStep(template.format(count=card.group_shelved), "together", _("Together…"))
    sentence = _("Fetch the booklet from {slot}, look at the papers, scan it and hand it over.")
    return NextStep(sentence.format(slot=slot), "hand_over", _("Hand over…"))


def _held(opened: Opened) -> NextStep:
    reason = opened.card.hold_reason_text or "–"
    sentence = _("Settle this first: {reason}. Then release it; its place in the queue stayed.")
    return NextStep(sentence.format(reason=reason), "resume", _("Release from hold"))


def _posted(_opened: Opened) -> NextStep:
    return NextStep(_("Nothing, unless the post brings it back: then scan it back."), "undo", _("It came back…"))


def _collected(_opened: Opened) -> NextStep:
    return NextStep(_("Nothing more: it was handed over and stands in the register."), "", "")


def _passed(opened: Opened) -> NextStep:
    sentence = _("It passed the check and is on its way to {slot}; it can be collected once it lies there.")
    return NextStep(sentence.format(slot=opened.card.shelf_slot or "–"), "", "")


def _unconfirmed(_opened: Opened) -> NextStep:
    return NextStep(_("Ask the print room: somebody has to look whether it was printed."), "", "")


def _closed(_opened: Opened) -> NextStep:
    return NextStep(_("Nothing can be handed over; a supervisor tells the applicant why."), "", "")


def _at_station(_opened: Opened) -> NextStep:
    return _tell_applicant(_("It is being printed now: tell the applicant when it will be ready."))


def _printed(_opened: Opened) -> NextStep:
    return _tell_applicant(_("It waits for the quality check: tell the applicant when it will be ready."))


_STEPS: Mapping[A, Callable[[Opened], NextStep]] = {
    A.READY: _ready,
    A.CLAIMED: _at_station,
    A.PRINTING: _at_station,
    A.UNCONFIRMED: _unconfirmed,
    A.PRINTED: _printed,
    A.PASSED: _passed,
    A.SHELVED: _shelved,
    A.COLLECTED: _collected,
    A.POSTED: _posted,
    A.HELD: _held,
    A.CANCELLED: _closed,
    A.LAPSED: _closed,
}
