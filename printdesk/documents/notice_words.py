"""A notice in words: one service type at a glance, its details, and the short text for messages."""

from collections.abc import Iterator

from printdesk.documents.notice_values import (
    NoticeFigures,
    NoticeValues,
    ServiceFigure,
    StageFigure,
    Standing,
    WaveFigure,
)
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import clock_time, day_medium, moment_long, moment_medium, number


def title(_: Catalogue) -> str:
    """What the poster is, in large letters."""
    return _("NOTICE: PASSPORT SERVICE")


def heading(values: NoticeValues, _: Catalogue) -> str:
    """What it is, and whose."""
    return _("NOTICE – {office}").format(office=values.office)


def foot(values: NoticeValues, _: Catalogue) -> tuple[str, ...]:
    """Its number, and the one that it replaces."""
    named = (_("Number: {number}").format(number=values.number),) if values.number else ()
    return (*named, *replaced(values, _))


def replaced(values: NoticeValues, _: Catalogue) -> tuple[str, ...]:
    """Which notice it replaces."""
    return (_("This replaces notice {number}.").format(number=values.replaces),) if values.replaces else ()


def which_counts(_: Catalogue) -> str:
    """How to tell which of several posters counts."""
    return _("Only the notice with the highest number counts.")


def groups(figures: NoticeFigures, _: Catalogue) -> tuple[str, ...]:
    """That people come in groups, and when; nothing where they do not."""
    listed = waves(figures, _)
    said = _("Pickup in groups; come at the time that you were told:")
    return (f"{said} {'; '.join(listed)}.",) if listed else ()


def state_word(service: ServiceFigure, _: Catalogue) -> str:
    """A service type at a glance; "normally" only where it takes no longer than usual."""
    if service.state == "up" and (service.wait_days is None or service.wait_days > service.usual_days):
        return _("WORKS, LONG QUEUE")
    return {
        "up": _("WORKS NORMALLY"),
        "flaky": _("WORKS ON AND OFF"),
        "down": _("INTERRUPTED"),
    }[service.state]


def details(service: ServiceFigure, _: Catalogue) -> tuple[str, ...]:
    """What does not work, since when, when it is expected back, and how long it takes now."""
    return (*(_stage(each, _) for each in service.stages if each.state != "up"), wait(service, _))


def wait(service: ServiceFigure, _: Catalogue) -> str:
    """How long somebody who applies now waits."""
    if service.wait_days is None:
        return _("When a new application will be ready cannot be said yet.")
    if service.wait_days <= service.usual_days:
        text = _.plural(
            "A new application is ready within the usual {days} working day.",
            "A new application is ready within the usual {days} working days.",
            service.usual_days,
        )
        return text.format(days=number(service.usual_days, _.lang))
    text = _.plural(
        "A new application is ready in about {days} working day (usually {usual}).",
        "A new application is ready in about {days} working days (usually {usual}).",
        service.wait_days,
    )
    return text.format(days=number(service.wait_days, _.lang), usual=number(service.usual_days, _.lang))


def _stage(stage: StageFigure, _: Catalogue) -> str:
    since = moment_medium(stage.since, _.lang) if stage.since is not None else ""
    said = _stage_words(_)[stage.stage, stage.state].format(since=since)
    if stage.back is not None:
        back = _("Expected back {moment}.").format(moment=moment_medium(stage.back, _.lang))
        return f"{said} {back}"
    unknown = _("When it returns is not known yet.")
    return f"{said} {unknown}" if stage.state == "down" else said


def _stage_words(_: Catalogue) -> dict[tuple[str, str], str]:
    return {
        ("print", "flaky"): _("Printing works on and off since {since}."),
        ("print", "down"): _("Printing is stopped since {since}."),
        ("check", "flaky"): _("The quality check works on and off since {since}."),
        ("check", "down"): _("The quality check is stopped since {since}."),
        ("pickup", "flaky"): _("Pickup works on and off since {since}."),
        ("pickup", "down"): _("Pickup is stopped since {since}."),
    }


def causes(figures: NoticeFigures, _: Catalogue) -> tuple[str, ...]:
    """The outages that go on."""
    template = _("Cause: {cause} (since {since}).")
    return tuple(
        template.format(cause=each.cause.rstrip("."), since=moment_medium(each.since, _.lang))
        for each in figures.outages
    )


def waves(figures: NoticeFigures, _: Catalogue) -> tuple[str, ...]:
    """When people are asked to come, a day a line."""
    days: dict[str, list[str]] = {}
    for each in figures.waves:
        days.setdefault(day_medium(each.day, _.lang), []).append(_span(each, _))
    return tuple(f"{day}: {', '.join(spans)}" for day, spans in days.items())


def _span(wave: WaveFigure, _: Catalogue) -> str:
    return f"{clock_time(wave.start, _.lang)}–{clock_time(wave.end, _.lang)}"


def as_of(values: NoticeValues, _: Catalogue) -> str:
    """When this was true."""
    return _("As of {moment}").format(moment=moment_long(values.as_of, _.lang))


def standing(values: NoticeValues, _: Catalogue) -> str:
    """What must be known of a notice that does not count; "" for the one in force."""
    return {
        Standing.DRAFT: _("DRAFT – not issued"),
        Standing.IN_FORCE: "",
        Standing.SUPERSEDED: _("NO LONGER VALID – replaced by {number}").format(number=values.replaced_by),
        Standing.WITHDRAWN: _("NO LONGER VALID – withdrawn"),
    }[values.standing]


def contact(values: NoticeValues, _: Catalogue) -> tuple[str, ...]:
    """Whom to ask, and when."""
    hours = values.hours[0 if _.lang == "id" else 1]
    asked = _("Questions: {phone}").format(phone=values.phone) if values.phone else ""
    return tuple(part for part in (asked, _("Counter: {hours}").format(hours=hours), values.address) if part)


def short_text(values: NoticeValues, _: Catalogue) -> str:
    """The whole notice as a message in one language."""
    return "\n".join(_lines(values, _))


def both_texts(values: NoticeValues, indonesian: Catalogue, english: Catalogue) -> str:
    """The message in Indonesian and then in English."""
    return f"{short_text(values, indonesian)}\n\n{short_text(values, english)}\n"


def _lines(values: NoticeValues, _: Catalogue) -> Iterator[str]:
    figures = values.figures
    yield heading(values, _)
    yield f"{as_of(values, _)}{f' · {values.number}' if values.number else ''}"
    if said := standing(values, _):
        yield said
    yield ""
    for service in figures.services:
        yield f"{service.label.text(_.lang)}: {state_word(service, _)}. {' '.join(details(service, _))}"
    yield from causes(figures, _)
    yield from groups(figures, _)
    yield ""
    yield from contact(values, _)
    yield from replaced(values, _)
