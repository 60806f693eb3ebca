"""What was done to reach a holder, in words."""

from collections.abc import Mapping

from printdesk.i18n import Catalogue

CONTACT, UNDO_CONTACT, CORRECT_PHONE = "contact", "undo_contact", "correct_phone"
CALL_NUMBER, END_CALL = "call_number", "end_call"
GIVE_WAVE, TAKE_WAVE = "give_wave", "take_wave"
"""The acts that the ledger names."""


def outcome_words(_: Catalogue) -> Mapping[str, str]:
    """Each outcome in a few words."""
    return {
        "told": _("told"),
        "not_reached": _("not reached"),
        "wrong_number": _("wrong number"),
        "message_sent": _("message sent"),
        "asked": _("asked here"),
        "text_copied": _("text copied"),
        "link_opened": _("chat opened"),
        "corrected": _("number corrected"),
    }


def text_names(_: Catalogue) -> Mapping[str, str]:
    """What each text is about."""
    return {
        "waiting": _("Waiting"),
        "at_risk": _("Trip at risk"),
        "ready": _("Ready for pickup"),
        "delayed": _("Delayed by an outage"),
        "reminder": _("Reminder to collect"),
        "wave": _("Time to come"),
    }


def contact_sentences(_: Catalogue) -> dict[str, str]:
    """Sentences of an application's history, by act and outcome."""
    return {
        "contact.told": _("Told by telephone or at the counter ({who})."),
        "contact.not_reached": _("Called, but not reached ({who})."),
        "contact.wrong_number": _("Called: the number is wrong ({who})."),
        "contact.message_sent": _("A message was sent ({who})."),
        "contact.asked": _("The applicant asked at the counter ({who})."),
        "contact.text_copied": _("A text for the applicant was copied ({who})."),
        "contact.link_opened": _("The chat with the applicant was opened ({who})."),
        UNDO_CONTACT: _("What was noted of a call was taken back ({who})."),
        CORRECT_PHONE: _("The telephone number was corrected ({who})."),
        CALL_NUMBER: _("Called to the counter on the public board ({who})."),
        END_CALL: _("The call to the counter ended ({who})."),
        GIVE_WAVE: _("Asked to come {wave} ({who})."),
        "hand_wave": _("Asked to come {wave} instead, by hand ({who})."),
        TAKE_WAVE: _("The time to come was taken back ({who})."),
        "remove_phone": _("The telephone number was taken out ({who})."),
    }
