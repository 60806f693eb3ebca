"""Trips in words: the verdict on one, and what a day holds."""

from printdesk.domain.states import AT_STATION, ApplicationState
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium, number
from printdesk.services.departures import Departure, DepartureDay, Verdict


def verdict_words(row: Departure, _: Catalogue) -> str:
    """What is to be expected of a trip, in a few words."""
    words = {
        Verdict.AT_RISK: _("At risk"),
        Verdict.READY: _("On the shelf"),
        Verdict.HURRY: _("Too late, hurry it"),
        Verdict.HELD: _("On hold"),
        Verdict.PASSED: _("Departure passed"),
    }
    return words.get(row.verdict) or _in_time(row, _)


def _in_time(row: Departure, _: Catalogue) -> str:
    if row.state in AT_STATION:
        return _("In time, being printed")
    if row.state in (ApplicationState.PRINTED, ApplicationState.PASSED):
        return _("In time, in check")
    return _("In time")


def day_sentence(day: DepartureDay, _: Catalogue) -> str:
    """ "Fri 28 June: 12 depart, 9 in time, 3 at risk." """
    if not day.departing:
        parts = [_("nobody departs")]
    else:
        leave = _.plural("{n} departs", "{n} depart", day.departing)
        others = (
            (day.at_risk, _("{n} at risk")),
            (day.hurry, _("{n} to hurry")),
            (day.held, _("{n} on hold")),
        )
        counted = ((day.departing, leave), (day.in_time, _("{n} in time")), *(pair for pair in others if pair[0]))
        parts = [text.format(n=number(count, _.lang)) for count, text in counted]
    said = _("{day}: {what}.").format(day=day_medium(day.day, _.lang), what=", ".join(parts))
    if day.open:
        return said
    return f"{said} {_closed(day, _)}"


def _closed(day: DepartureDay, _: Catalogue) -> str:
    if day.holiday:
        return _("The office is closed: {holiday}.").format(holiday=day.holiday)
    return _("The office is closed.")
