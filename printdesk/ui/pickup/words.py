"""How the pickup room writes numbers, departures, steps and the message to the applicant."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from printdesk.domain.states import ApplicationState
from printdesk.i18n import _, dates, language, plural
from printdesk.i18n.catalogue import active
from printdesk.services.cards import Card
from printdesk.services.cards import Step as CardStep
from printdesk.services.collection_facts import Collection
from printdesk.services.contact_texts import number_end
from printdesk.services.field_words import proof_words
from printdesk.services.plans import AnswerView
from printdesk.services.repeat_collectors import RepeatCollector
from printdesk.ui.kit import PillSpec, Step
from printdesk.ui.pickup.reading import Opened
from printdesk.ui.theme import Kind, Tone

URGENT_DAYS = 2
SOON_DAYS = 7
_LONGEST_WORD = 22
_BREAK = "\u200b"

SURFACES = {"yes": "green", "ready": "green", "tight": "amber", "held": "amber", "no": "red"}
"""The ground that an answer stands on, by verdict; the others stand on a quiet one."""
TONES = {"yes": Tone.GREEN, "ready": Tone.GREEN, "tight": Tone.AMBER, "held": Tone.AMBER, "no": Tone.RED}
SIGNS = {
    "yes": Kind.DONE,
    "ready": Kind.DONE,
    "tight": Kind.SLACK,
    "held": Kind.STOPPED,
    "no": Kind.FAILED,
    "collected": Kind.DONE,
}


def fours(number: str) -> str:
    """A long number in groups of four, as it is read aloud: "1133 0702 8815 4410"."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def breakable(text: str) -> str:
    """`text` with invisible places to break a line inside very long words, so that no name is ever cut."""
    words = text.split(" ")
    return " ".join(_BREAK.join(_pieces(word)) if len(word) > _LONGEST_WORD else word for word in words)


def _pieces(word: str) -> list[str]:
    return [word[at : at + _LONGEST_WORD] for at in range(0, len(word), _LONGEST_WORD)]


def days_away(day: date, today: date) -> str:
    """ "today", "tomorrow", "in 6 days", "3 days ago"."""
    days = (day - today).days
    if days < 0:
        return plural("{count} day ago", "{count} days ago", -days).format(count=-days)
    if days <= 1:
        return _("tomorrow") if days else _("today")
    return plural("in {count} day", "in {count} days", days).format(count=days)


def departure_pill(departs: datetime | None, has_time: bool, today: date) -> PillSpec | None:
    """When the holder travels, or None without a trip."""
    if departs is None:
        return None
    lang = language()
    when = dates.moment_medium(departs, lang) if has_time else dates.day_medium(departs.date(), lang)
    days = (departs.date() - today).days
    text = _("Departs {day} · {away}") if days >= 0 else _("Departed {day} · {away}")
    kind = Kind.LATE if days < 0 else Kind.TODAY if days <= URGENT_DAYS else Kind.SLACK
    return PillSpec(
        Kind.NOTE if days > SOON_DAYS else kind, text.format(day=when, away=days_away(departs.date(), today))
    )


def trip_line(card: Card) -> str:
    """Where to, and what proves it: "Kuala Lumpur · ticket seen Mon 24/6 by Rina"."""
    parts = [card.destination] if card.destination else []
    if card.departs_at is None and not card.proof:
        return ""
    if not card.proof:
        return " · ".join([*parts, _("no proof seen")])
    proof = proof_words(active()).get(card.proof, card.proof)
    if card.proof_seen_at is None:
        parts.append(_("{proof} seen").format(proof=proof))
    else:
        day = dates.day_short(card.proof_seen_at.date(), language())
        template = _("{proof} seen {day} by {name}") if card.proof_seen_by else _("{proof} seen {day}")
        parts.append(template.format(proof=proof, day=day, name=card.proof_seen_by))
    return " · ".join(parts)


def caption(verdict: str) -> str:
    """The question that an answer answers."""
    captions = {
        "ready": _("READY FOR PICKUP"),
        "collected": _("HANDED OVER"),
        "held": _("STOPPED"),
        "no_trip": _("WHEN IS IT READY?"),
    }
    return captions.get(verdict, _("WILL I MAKE IT?"))


def step_title(code: str) -> str:
    """The name of a step of a card."""
    titles = {
        "interview": _("Interview"),
        "ready": _("Ready to print"),
        "printed": _("Printed"),
        "checked": _("Quality check"),
        "shelved": _("On the shelf"),
        "collected": _("Collected"),
    }
    return titles.get(code, code)


def step_views(card: Card, answer: AnswerView | None) -> list[Step]:
    """The steps of a card as the strip shows them, with what the plan expects of those to come."""
    expected = {"printed": answer.planned, "shelved": answer.ready_from} if answer else {}
    shown, here = [], True
    for step in card.steps:
        if step.done:
            shown.append(Step(Kind.DONE, step_title(step.code), _done_at(step)))
            continue
        shown.append(_next_step(card, step.code, expected.get(step.code)) if here else _later(step.code, expected))
        here = False
    return shown


def _done_at(step: CardStep) -> str:
    if step.at is None:
        return ""
    day_only = step.code == "interview"
    return dates.day_short(step.at.date(), language()) if day_only else dates.moment_short(step.at, language())


def _next_step(card: Card, code: str, when: datetime | None) -> Step:
    if card.state == ApplicationState.HELD:
        return Step(Kind.STOPPED, _("On hold"), card.hold_reason_text)
    return Step(_next_kind(card), step_title(code), _about(when))


def _later(code: str, expected: Mapping[str, datetime | None]) -> Step:
    return Step(Kind.WAITING, step_title(code), _about(expected.get(code)))


def _about(when: datetime | None) -> str:
    """The day alone: the hour stands in the answer, and a second line of each step would push the history away."""
    return _("about {moment}").format(moment=dates.day_short(when.date(), language())) if when else ""


def _next_kind(card: Card) -> Kind:
    stopped = (ApplicationState.CANCELLED, ApplicationState.LAPSED)
    return Kind.STOPPED if card.state in stopped else Kind.HERE


def can_come_back(opened: Opened) -> bool:
    """Whether the hand-over can be taken back still; the post brings things back on any later day."""
    card = opened.card
    minutes = (opened.now - card.state_since).total_seconds() / 60
    recent = minutes <= opened.settings.pickup.undo_minutes
    return card.state == ApplicationState.POSTED or (card.state == ApplicationState.COLLECTED and recent)


def facts_line(opened: Opened, nik: str, phone: str) -> str:
    """Number, NIK, phone, service, group."""
    card = opened.card
    parts = [fours(card.number)]
    if nik:
        parts.append(_("NIK {nik}").format(nik=nik))
    if phone:
        parts.append(phone)
    parts.append(opened.service)
    return "  ·  ".join(parts)


def collect_text(known: Collection) -> str:
    """By when it should be collected; that nobody told yet, or that the month is suspended, where there is no day."""
    if known.last_day is not None:
        return _("collect by {day}").format(day=dates.day_medium(known.last_day, language()))
    return _("not told yet") if known.announced is None else _("month to collect suspended")


def group_line(card: Card) -> str:
    """The group that travels or collects together, and how many of it lie ready; "" without one."""
    if not card.group:
        return ""
    return plural(
        "Group {name}: {count} not collected yet, {ready} of them ready",
        "Group {name}: {count} not collected yet, {ready} of them ready",
        card.group_members,
    ).format(name=card.group, count=card.group_members, ready=card.group_shelved)


def match_line(why: str, place: int, count: int) -> str:
    """Why this card came up: "Match: name · 1 of 3"; "" when it was not searched for."""
    if not why:
        return ""
    if count > 1:
        return _("Match: {why} · {place} of {count}").format(why=why, place=place, count=count)
    return _("Match: {why}").format(why=why)


def message_text(opened: Opened, answer: AnswerView) -> str:
    """The text for the applicant's telephone: the record's own answer, without any identity number."""
    card = opened.card
    lines = [
        _("Dear {name},").format(name=card.name),
        _("about your passport application {number} ({service}):").format(
            number=number_end(card.number), service=opened.service
        ),
        answer.written or answer.sentence,
        _("As of {moment}. {office}").format(
            moment=dates.moment_long(opened.now, language()), office=opened.settings.office.name
        ),
    ]
    return "\n".join(lines)


def listed(items: Sequence[str]) -> str:
    """Things one after the other in a sentence."""
    return ", ".join(items)


def repeat_text(found: RepeatCollector) -> str:
    """That a collector comes often, with how often and when last."""
    said = _("This person collected {visits} times for others in {days} days ({booklets} booklets), last {moment}.")
    return said.format(
        visits=found.visits, days=found.days, booklets=found.booklets,
        moment=dates.moment_short(found.last_at, language()),
    )  # fmt: skip


def hand_over_key(application_id: int) -> str:
    """By which a hand-over is found among what can be taken back."""
    return f"hand-over {application_id}"
