"""How the room words days, states and people."""

from datetime import date, datetime, time

from printdesk.i18n import _, dates, language, plural
from printdesk.services.board import Age, DayLoad
from printdesk.services.learned import ServiceSuccess, StationRate
from printdesk.services.office import PersonView
from printdesk.services.overtime import EveningPreview
from printdesk.services.plans import PlanRow


def count_text(count: int) -> str:
    """A number as the language writes it."""
    return dates.number(count, language())


def days_until(day: date, today: date) -> str:
    """How far a day is away: "today", "tomorrow", "6 days"; "gone" when it is past."""
    days = (day - today).days
    if days < 0:
        return _("gone")
    if days <= 1:
        return _("tomorrow") if days else _("today")
    return plural("{count} day", "{count} days", days).format(count=count_text(days))


def departure_text(row: PlanRow) -> str:
    """A departure with its weekday, with its time where that is known; "—" without one."""
    if row.departs_at is None:
        return "—"
    if row.departs_has_time:
        return dates.moment_short(row.departs_at, language())
    return dates.day_short(row.departs_at.date(), language())


def moment_text(moment: datetime | None) -> str:
    """A moment with its weekday; "no place" for a row that the plan cannot print."""
    return dates.moment_short(moment, language()) if moment else _("no place")


def hours_text(start: time, end: time) -> str:
    """ "16.00–19.00"."""
    pattern = "%H.%M" if language() == "id" else "%H:%M"
    return f"{start.strftime(pattern)}–{end.strftime(pattern)}"


def short_number(number: str) -> str:
    """The end of an application number, as lists show it: "…4402"; the whole is on the card and in the tooltip."""
    return f"…{number[-4:]}"


def rate_text(rate: StationRate) -> str:
    """How fast the plan takes a station to be, and where that comes from."""
    if rate.measured is None:
        return _("{rate}/h by the settings").format(rate=decimal_text(rate.per_hour))
    return _("{rate}/h, measured {hours} h").format(
        rate=decimal_text(rate.per_hour), hours=count_text(round(rate.hours))
    )


def success_text(found: ServiceSuccess) -> str:
    """How often prints of a flaky service type succeed, and where that comes from; "" for one that is not flaky."""
    if not found.attempts:
        return ""
    text = plural("{good} of {count} succeeded", "{good} of {count} succeeded", found.attempts)
    said = text.format(good=count_text(found.successes), count=count_text(found.attempts))
    if not found.is_measured:
        return said
    return _("{said}: planned with {percent} %").format(said=said, percent=found.percent)


def decimal_text(value: float) -> str:
    """A number with one decimal where it has one, as the language writes it."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language() == "id" else text


def person_text(person: PersonView) -> str:
    """A person with grade and the stations that he or she can run."""
    parts = [person.name]
    if person.grade:
        parts.append(_("non-ASN") if person.grade == "non_asn" else person.grade)
    parts.extend([" ".join(person.skills)] if person.skills else [])
    return " · ".join(parts)


def preview_text(preview: EveningPreview) -> str:
    """What an evening would do, in a line that is read aloud."""
    printed = plural("Prints {count} booklet", "Prints {count} booklets", len(preview.rows))
    saved = plural("saves {count} trip", "saves {count} trips", preview.trips_saved)
    return " · ".join(
        (
            printed.format(count=count_text(len(preview.rows))),
            saved.format(count=count_text(preview.trips_saved)) if preview.trips_saved else _("saves no trip"),
        )
    )


def preview_detail(preview: EveningPreview) -> str:
    """The evening's places and what stays at risk."""
    places = plural("{count} place that evening", "{count} places that evening", preview.places)
    left = plural("{count} trip stays at risk", "{count} trips stay at risk", preview.trips_at_risk_after)
    stays = left.format(count=count_text(preview.trips_at_risk_after))
    no_risk = _("no trip stays at risk")
    return f"{places.format(count=count_text(preview.places))}; {stays if preview.trips_at_risk_after else no_risk}"


def load_text(load: DayLoad) -> str:
    """One day of the plan in a sentence."""
    text = _("{day}: {places} places, {planned} planned, {departures} depart")
    return text.format(
        day=dates.day_medium(load.day, language()),
        places=count_text(load.places),
        planned=count_text(load.planned),
        departures=count_text(load.departures),
    )


def age_text(age: Age) -> str:
    """One day of arrival in a sentence."""
    text = _("Came {day}: {waiting} wait, {overdue} past their promise")
    return text.format(
        day=dates.day_medium(age.day, language()),
        waiting=count_text(age.waiting),
        overdue=count_text(age.overdue),
    )
