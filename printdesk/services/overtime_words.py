"""What is said of a plan of overtime: why each evening and each name, what it leaves, how near the cheapest."""

from collections.abc import Iterator, Sequence

from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_short, number, rupiah
from printdesk.planning.evening_types import CHECK
from printdesk.services.absences import KINDS, kind_text
from printdesk.services.overtime_views import Goal, PassedOver, PlannedEvening, PlannedPerson, PlanOption, TightNeed


def goal_text(goal: Goal, reader: Catalogue) -> str:
    """What a plan is made for, in a few words."""
    if goal.kind == "clear" and goal.clear_by is not None:
        return reader("All printed by {day}").format(day=day_short(goal.clear_by, reader.lang))
    return {
        "none": reader("No overtime"),
        "trips": reader("No savable trip lost"),
        "promises": reader("No savable promise lost"),
    }.get(goal.kind, goal.kind)


def evening_why(evening: PlannedEvening, reader: Catalogue) -> str:
    """Why this evening is worked, in one line."""
    parts = []
    if evening.trips_without:
        parts.append(
            reader.plural(
                "without it {count} trip is lost", "without it {count} trips are lost", evening.trips_without
            ).format(count=number(evening.trips_without, reader.lang))
        )
    if evening.tight is not None:
        parts.append(tight_text(evening.tight, reader))
    text = "; ".join(parts) or reader("makes room for what the other evenings cannot hold")
    return text[:1].upper() + text[1:]


def tight_text(need: TightNeed, reader: Catalogue) -> str:
    """The need that is full without overtime."""
    day, lang = day_short(need.until, reader.lang), reader.lang
    if not need.places:
        return reader.plural(
            "{count} more is to be printed by {day}", "{count} more are to be printed by {day}", need.demand
        ).format(count=number(need.demand, lang), day=day)
    template = {
        0: reader("{demand} must be printed by {day}, places for {places}"),
        1: reader("{demand} are promised by {day}, places for {places}"),
    }.get(need.level, reader("{demand} wait to be printed by {day}, places for {places}"))
    return template.format(demand=number(need.demand, lang), day=day, places=number(need.places, lang))


def place_text(person: PlannedPerson, reader: Catalogue) -> str:
    """Where somebody works: a station's code, or the quality check."""
    return reader("QC") if person.place == CHECK else person.place


def person_why(person: PlannedPerson, reader: Catalogue) -> str:
    """Why this person: turn, skill, what the week's limit leaves."""
    facts = [
        reader("{hours} h in 8 weeks (mean {mean})").format(
            hours=_hours(person.history, reader), mean=_hours(person.mean, reader)
        )
    ]
    if person.specialist:
        facts.append(reader("the only one free for {place}").format(place=place_text(person, reader)))
    facts.append(reader("{left} h left that week").format(left=person.left))
    return ", ".join(facts)


def passed_why(passed: PassedOver, reader: Catalogue) -> str:
    """Why somebody was passed over."""
    day = day_short(passed.day, reader.lang)
    if passed.reason in KINDS:
        return f"{kind_text(passed.reason, reader)} {day}"
    return {
        "ordered": reader("ordered elsewhere {day}"),
        "hours": reader("at the week's hours {day}"),
        "evenings": reader("at the week's evenings {day}"),
        "row": reader("too many days in a row {day}"),
    }.get(passed.reason, reader("others come first by turn and cost")).format(day=day)


def names_lines(option: PlanOption, reader: Catalogue) -> tuple[tuple[str, str], ...]:
    """Each name of the plan with its reason, then each who was passed over with the first reason."""
    found: dict[str, tuple[str, str]] = {}
    for evening in option.evenings:
        for person in evening.people:
            hours = sum(p.hours for e in option.evenings for p in e.people if p.login == person.login)
            given = reader("{hours} h").format(hours=hours)
            found.setdefault(person.login, (person.name, f"{given}: {person_why(person, reader)}"))
    for evening in option.evenings:
        for passed in evening.passed_over:
            text = reader("passed over: {reason}").format(reason=passed_why(passed, reader))
            if passed.login not in found:
                found[passed.login] = (passed.name, text)
            elif passed.reason != "turn" and passed.reason not in ("hours", "evenings", "row"):
                name, before = found[passed.login]
                if text not in before:
                    found[passed.login] = (name, f"{before}; {text}")
    return tuple(found.values())


def gap_text(option: PlanOption, preview: PlanOption | None, reader: Catalogue) -> str:
    """How near the cheapest possible the plan is, and what the solver won over the preview."""
    if option.gap is None:
        return reader("Preview; the cheapest is being looked for.")
    parts = []
    if preview is not None and preview.cost > option.cost:
        parts.append(reader("{money} cheaper than the preview").format(money=rupiah(preview.cost - option.cost)))
    if option.gap == 0:
        parts.append(reader("proven to be the cheapest for these needs"))
    else:
        percent = max(1, round(100 * option.gap / max(1, option.cost)))
        parts.append(
            reader("at most {money} ({percent} %) above the cheapest for these needs").format(
                money=rupiah(option.gap), percent=percent
            )
        )
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def binding_text(binding: str, reader: Catalogue) -> str:
    """The limit that stands in the way of doing more, or several that only together stand in it."""
    words = {
        "budget": reader("the budget"),
        "week": reader("the hours and evenings that one person may work in a week"),
        "row": reader("the days in a row"),
        "senior": reader("no more seniors of grade III or IV"),
        "check": reader("no more people for the quality check"),
        "people": reader("no more people who can run the stations"),
    }
    named = [words[name] for name in binding.split("+") if name in words]
    return reader(" together with ").join(named)


def undone_text(option: PlanOption, reader: Catalogue) -> str:
    """What the plan leaves undone, and which limit stands in the way; "" when nothing is left."""
    left = [row for row in option.undone if row.savable]
    beyond = sum(row.kind == "trip" and not row.savable for row in option.undone)
    parts = []
    if left:
        text = reader.plural(
            "{count} application is left undone", "{count} applications are left undone", len(left)
        ).format(count=number(len(left), reader.lang))
        reason = binding_text(option.binding, reader)
        parts.append(reader("{what}; the limit: {limit}").format(what=text, limit=reason) if reason else text)
    if beyond:
        parts.append(
            reader.plural(
                "{count} trip cannot be saved by any overtime",
                "{count} trips cannot be saved by any overtime",
                beyond,
            ).format(count=number(beyond, reader.lang))
        )
    return ". ".join((*parts, *_beyond_overtime(option, reader), "")).strip()


def _beyond_overtime(option: PlanOption, reader: Catalogue) -> Iterator[str]:
    """What no overtime prints in time, trips apart, and for how many blanks are missing."""
    if late := sum(row.kind != "trip" and not row.savable for row in option.undone):
        text = reader.plural(
            "{count} application cannot be printed in time by any overtime",
            "{count} applications cannot be printed in time by any overtime", late,
        )  # fmt: skip
        yield text.format(count=number(late, reader.lang))
    if blankless := sum(row.without_blank for row in option.undone):
        text = reader.plural(
            "There is no blank for {count} application", "There are no blanks for {count} applications", blankless
        )
        yield text.format(count=number(blankless, reader.lang))


def stations_text(evening: PlannedEvening, reader: Catalogue) -> str:
    """ "R1 R2 + QC · 3 people"."""
    checks = any(person.place == CHECK for person in evening.people)
    places = " ".join(evening.stations) + (f" + {reader('QC')}" if checks else "")
    count = len(evening.people)
    return f"{places} · " + reader.plural("{count} person", "{count} people", count).format(count=count)


def crew_text(people: Sequence[PlannedPerson], reader: Catalogue) -> str:
    """Names with their places."""
    return ", ".join(f"{person.name} ({place_text(person, reader)})" for person in people)


def _hours(hours: float, reader: Catalogue) -> str:
    text = f"{hours:.1f}".removesuffix(".0")
    return text if reader.lang == "en" else text.replace(".", ",")
