"""An application's fields in words, and their values as a reader sees them."""

from datetime import date, datetime, tzinfo

from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, moment_medium


def field_words(_: Catalogue) -> dict[str, str]:
    """The name of each field of an application inside a sentence, by its name in a list's row."""
    return {
        "number": _("application number"),
        "name": _("name"),
        "nik": _("NIK"),
        "birth_date": _("date of birth"),
        "sex": _("sex"),
        "phone": _("phone"),
        "service": _("service type"),
        "interview_date": _("interview date"),
        "ready_since": _("ready since"),
        "departs_at": _("departure"),
        "destination": _("destination"),
        "proof": _("proof"),
        "group": _("group"),
        "same_day": _("same-day service"),
        "priority": _("priority"),
    }


def proof_words(_: Catalogue) -> dict[str, str]:
    """Each proof of travel in words, by its code."""
    return {
        "ticket": _("ticket"),
        "itinerary": _("itinerary"),
        "invitation": _("invitation"),
        "medical": _("medical referral"),
        "death": _("death certificate"),
        "employer_letter": _("employer's letter"),
        "declaration": _("written declaration"),
    }


def departure_text(departs: datetime, zone: tzinfo, _: Catalogue, *, has_time: bool) -> str:
    """A departure with its weekday, and with its time where that is known."""
    local = departs.astimezone(zone)
    return moment_medium(local, _.lang) if has_time else day_medium(local.date(), _.lang)


def value_text(value: object, zone: tzinfo, _: Catalogue) -> str:
    """A field's value for a reader: dates with their weekday, yes and no in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return moment_medium(value.astimezone(zone), _.lang)
    if isinstance(value, date):
        return day_medium(value, _.lang)
    return str(value)
