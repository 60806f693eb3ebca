"""The text for one person in both languages, to be copied or opened as a chat link; no NIK and no date of birth.

Of the application number only the end is said: enough for the holder, of no use to anybody else.
"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from sqlalchemy import func, select

from printdesk.domain import answer as answers
from printdesk.domain import numbers
from printdesk.domain.settings_contacts import AT_RISK, DELAYED, READY, REMINDER, WAITING, WAVE, filled
from printdesk.domain.states import ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _, catalogue, dates
from printdesk.models.contacts import Contact
from printdesk.models.outages import Outage, OutageCase
from printdesk.models.tables import Application
from printdesk.services.cards import existing
from printdesk.services.collection_facts import Collection, collections
from printdesk.services.contacts import REACHED
from printdesk.services.field_words import departure_text
from printdesk.services.merging import CLOSED
from printdesk.services.plan_words import Said, answer_of, chances_of
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.slips import counter_lines
from printdesk.services.waves import wave_words, waves_of
from printdesk.services.work import View, Workplace

LANGUAGES = ("id", "en")
_END = 4
_CHAT = "https://wa.me/{number}?text={text}"


@dataclass(frozen=True, slots=True)
class ContactText:
    """One text.

    Attributes:
        kind: one of `TEXT_KINDS`. lang: "id" or "en".
        link: opens it in a chat with the holder; "" where the number is no mobile.
    """

    kind: str
    lang: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class TextOffer:
    """What can be told to one person now.

    Attributes:
        kinds: the texts that are true now, the usual one first.
        texts: each in both languages.
        phone_masked: "" where no number is known.
    """

    application_id: int
    name: str
    phone_masked: str
    kinds: tuple[str, ...]
    texts: tuple[ContactText, ...]

    def text(self, kind: str, lang: str) -> ContactText:
        """The text of a kind in a language; of the usual kind where that one is not true now."""
        wanted = kind if kind in self.kinds else self.kinds[0]
        return next(each for each in self.texts if (each.kind, each.lang) == (wanted, lang))


class ContactTextService:
    """Words a record for its holder."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def offer(self, application_id: int) -> TextOffer:
        """The texts that are true of an application now.

        Raises:
            RuleViolationError: there is none with that id, or nothing is to be told of it any more.
        """
        with self._workplace.reading() as view:
            row = existing(view.session, application_id)
            if row.state in CLOSED:
                raise RuleViolationError(
                    _("The application of {name} is closed.").format(name=row.name), _("There is nothing to be told.")
                )
            return _offer(view, row)


def chat_link(phone: str, text: str) -> str:
    """A link that opens a chat with `text` ready to be sent; "" where the number is no mobile."""
    number = numbers.chat_number(phone)
    return _CHAT.format(number=number, text=quote(text, safe="")) if number else ""


def number_end(number: str) -> str:
    """The end of an application number, "…4410"."""
    return f"…{number[-_END:]}"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the texts of one application are made of, in any language."""

    row: Application
    plan: PlanView
    said: dict[str, Said]
    collection: Collection | None
    wave: tuple[datetime, datetime] | None
    moved_from: datetime | None


def _offer(view: View, row: Application) -> TextOffer:
    facts = _facts(view, row)
    kinds = _kinds(view, facts)
    phone = row.phone or ""
    texts = []
    for lang in LANGUAGES:
        values = _values(view, facts, catalogue(lang))
        for kind in kinds:
            text = filled(view.settings.contacts.template(kind).text(lang), values)
            texts.append(ContactText(kind, lang, text, chat_link(phone, text)))
    return TextOffer(row.id, row.name, numbers.mask_phone(phone), kinds, tuple(texts))


def _facts(view: View, row: Application) -> _Facts:
    plan = make_plan(view)
    told = plan.told(row.id) if any(each.application_id == row.id for each in plan.rows) else None
    return _Facts(
        row, plan, {lang: answer_of(view, row, told, catalogue(lang)) for lang in LANGUAGES},
        collections(view, [row])[row.id] if row.state == ApplicationState.SHELVED else None,
        waves_of(view, [row.id]).get(row.id), _moved_from(view, row),
    )  # fmt: skip


def _kinds(view: View, facts: _Facts) -> tuple[str, ...]:
    """What is true now, the usual one first."""
    wave = [WAVE] if facts.wave else []
    if facts.collection is not None:
        reminder = [REMINDER] if _days_ready(view, facts.collection) >= min(_reminder_days(view)) else []
        return (*wave, *reminder, READY)
    found = [DELAYED] if facts.moved_from is not None else []
    if facts.said["id"].verdict == answers.Verdict.NO:
        return (AT_RISK, *found, WAITING)
    # Who was told of the delay since asks for the state of things.
    order = [WAITING, DELAYED] if found and _told_since(view, facts) else [*found, WAITING]
    return (*wave, *order)


def _reminder_days(view: View) -> tuple[int, ...]:
    return view.settings.pickup.reminder_days or (14,)


def _days_ready(view: View, collection: Collection) -> int:
    since = collection.announced or collection.issued
    return (view.office.office_hours.local(view.now).date() - since.date()).days


def _moved_from(view: View, row: Application) -> datetime | None:
    """What was promised, where an outage moved it or the promise fell into one."""
    moved = view.session.scalar(
        select(func.min(OutageCase.promised_before))
        .join(Outage, Outage.id == OutageCase.outage_id)
        .where(OutageCase.application_id == row.id, Outage.undone_at.is_(None))
    )
    if moved is not None:
        return moved
    for outage in view.session.scalars(select(Outage).where(Outage.undone_at.is_(None))):
        day = view.office.counter_hours.start_of(view.office.counter_hours.local(outage.started_at).date())
        if row.service in outage.services and day <= row.promised_first <= (outage.ended_at or view.now):
            return row.promised_first
    return None


def _told_since(view: View, facts: _Facts) -> bool:
    told = view.session.scalar(
        select(Contact.id)
        .where(
            Contact.application_id == facts.row.id, Contact.undone_at.is_(None), Contact.outcome.in_(REACHED),
            Contact.text_kind == DELAYED,
        )
        .limit(1)
    )  # fmt: skip
    return told is not None


def _values(view: View, facts: _Facts, reader: Catalogue) -> dict[str, str]:
    row, lang, settings = facts.row, reader.lang, view.settings
    local = view.office.office_hours.local
    said = facts.said[lang]
    return {
        "name": row.name,
        "number": number_end(row.number),
        "service": settings.service(row.service).label.text(lang),
        "answer": said.written,
        "margin": _margin(view, facts, reader),
        "ready_from": _ready_from(said, reader),
        "departs": _departs(view, row, reader),
        "promised": dates.day_medium(local(facts.moved_from or row.promised_first).date(), lang),
        "hours": " · ".join(counter_lines(view, lang, local(view.now).date())),
        "bring": _bring(view, lang),
        "last_day": _last_day(view, facts, lang),
        "wave": wave_words(*facts.wave, reader) if facts.wave else "",
        "days": str(_days_ready(view, facts.collection)) if facts.collection else "",
        "office": settings.office.name,
        "office_phone": settings.office.phone,
        "as_of": dates.moment_long(local(view.now), lang),
    }


def _ready_from(said: Said, _: Catalogue) -> str:
    if said.ready_from is None:
        return _("not certain yet")
    day = said.ready_from
    return _("{day}, from {time}").format(
        day=dates.day_medium(day.date(), _.lang), time=dates.clock_time(day, _.lang)
    )


def _departs(view: View, row: Application, reader: Catalogue) -> str:
    if row.departs_at is None:
        return ""
    return departure_text(row.departs_at, view.office.zone, reader, has_time=row.departs_has_time)


def _margin(view: View, facts: _Facts, _: Catalogue) -> str:
    """How much room there is before the last day that saves the trip; "" without a trip ahead."""
    ready, last = facts.said[_.lang].ready_from, chances_of(view, facts.row)[1]
    if ready is None or last is None or facts.row.departs_at is None or facts.row.departs_at < view.now:
        return ""
    day = dates.day_medium(view.office.counter_hours.local(last).date(), _.lang)
    spare = answers.spare_days(ready, last, view.office.counter_hours)
    if ready > last:
        return _("For your trip you would have to collect it by {day}.").format(day=day)
    if spare == 0:
        return _("For your trip it must be collected that same day, {day}.").format(day=day)
    template = _.plural(
        "That is {count} working day before the last day to collect it for your trip ({day}).",
        "That is {count} working days before the last day to collect it for your trip ({day}).",
        spare,
    )
    return template.format(count=spare, day=day)


def _bring(view: View, lang: str) -> str:
    """What the applicant in person shows."""
    own = next((kind for kind in view.settings.pickup.collectors if not kind.other_person), None)
    return ", ".join(each.label.text(lang) for each in own.documents) if own is not None else ""


def _last_day(view: View, facts: _Facts, lang: str) -> str:
    last: date | None = facts.collection.last_day if facts.collection is not None else None
    today = view.office.office_hours.local(view.now).date()
    if last is None or last < today:
        return ""
    return dates.day_medium(last, lang)
