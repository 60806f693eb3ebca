"""The plan in words: a row's urgency, its sentence, and the answer to "will I make it?"."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from printdesk.domain import answer
from printdesk.domain.answer import AnswerFacts
from printdesk.domain.explain import why
from printdesk.domain.explain_facts import JobFacts
from printdesk.domain.moments import Moments
from printdesk.domain.order_types import Because, Job, Risk, Slot
from printdesk.domain.printby import LeadRule, Trip
from printdesk.domain.settings import OfficeSettings
from printdesk.domain.states import AT_STATION, ApplicationState
from printdesk.domain.urgency import Case, Urgency, classify
from printdesk.i18n import Catalogue
from printdesk.i18n.dates import moment_medium
from printdesk.models.tables import Application, Pickup
from printdesk.services.frozen import frozen_answer
from printdesk.services.later_stages import closure_remarks
from printdesk.services.learned import station_rates
from printdesk.services.office import Switch, service_switches
from printdesk.services.plan_input import PlanInput, pickup_clock
from printdesk.services.plan_kinds import Kind
from printdesk.services.plan_remarks import remarks
from printdesk.services.proofs import proof_in_force
from printdesk.services.stage_answer import (
    StageStop,
    flaky_sentence,
    is_unknown,
    not_before,
    stops_ahead,
    stops_sentence,
)
from printdesk.services.work import View

_NO_BLANKS = Because.NO_BLANKS


class UrgencyKind(StrEnum):
    """How urgent a row is; each has its shape and colour."""

    RISK = "risk"
    """A trip that the plan cannot save."""
    TODAY = "today"
    """Must be printed today."""
    SLACK = "slack"
    """Working days are left."""
    OVERDUE = "overdue"
    """The promise has passed."""


@dataclass(frozen=True, slots=True)
class UrgencyWords:
    """A row's urgency at a glance.

    Attributes:
        text: a few words: "Today", "1 day left", "Promise passed 3 d".
    """

    kind: UrgencyKind
    text: str


class _Row(Protocol):
    """What of a plan's row says how urgent it is."""

    @property
    def trip_at_risk(self) -> bool: ...
    @property
    def need_by(self) -> datetime: ...
    @property
    def overdue_days(self) -> int: ...
    @property
    def days_left(self) -> int: ...


class _PlanRow(Protocol):
    """What of a plan's row its sentence says."""

    @property
    def departs_at(self) -> datetime | None: ...
    @property
    def departs_has_time(self) -> bool: ...
    @property
    def proof(self) -> str: ...
    @property
    def overdue_days(self) -> int: ...
    @property
    def slack_days(self) -> int: ...
    @property
    def same_day(self) -> bool: ...
    @property
    def kind(self) -> Kind: ...


class Told(NamedTuple):
    """The facts of one row's sentences.

    Attributes:
        blank_from: from when the delivery can be used from which its blank comes; None where the blank is there.
    """

    given: PlanInput
    now: datetime
    settings: OfficeSettings
    job: Job
    slot: Slot
    risk: Risk | None
    blank_from: datetime | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """The answer to "will I make it?"; `written` says it for another day, without "today"."""

    verdict: str
    sentence: str
    written: str
    ready_from: datetime | None


def urgency_words(row: _Row, now: datetime, reader: Catalogue) -> UrgencyWords:
    """A row's urgency: its trip first, then today, then the promise."""
    if row.trip_at_risk:
        return UrgencyWords(UrgencyKind.RISK, reader("At risk"))
    if row.overdue_days > 0 and row.need_by < now:
        text = reader.plural("Promise passed {count} d", "Promise passed {count} d", row.overdue_days)
        return UrgencyWords(UrgencyKind.OVERDUE, text.format(count=row.overdue_days))
    if row.need_by.date() <= now.date():
        return UrgencyWords(UrgencyKind.TODAY, reader("Today"))
    text = reader.plural("{count} day left", "{count} days left", row.days_left)
    return UrgencyWords(UrgencyKind.SLACK, text.format(count=row.days_left))


def sentence_of(told: Told, row: _PlanRow, reader: Catalogue) -> str:
    """Why a row stands where it stands; nothing is worked out that the row has already."""
    given, job, clock = told.given, told.job, told.given.clock
    facts = facts_of(told, row, reader)
    said = why(told.slot, job, facts, reader, clock.office.zone)
    before = remarks(given, job.id, told.settings, told.now, reader)
    if before:
        said = " ".join((*before, said))
    if clock.closures or told.blank_from is not None or told.slot.because is _NO_BLANKS:
        closed = closure_remarks(clock, job.service, facts.service, reader)
        said = " ".join((said, *blanks_remark(told, reader), *closed))
    return said


def facts_of(told: Told, row: _PlanRow, reader: Catalogue) -> JobFacts:
    """The facts of a row's sentence."""
    known = told.given.words.get((told.job.service, reader.lang))
    service, state, back = known or _service(told, reader)
    return JobFacts(
        told.now, service, row.departs_at, row.departs_has_time, row.proof or None, row.overdue_days, row.same_day,
        row.kind.at_once, row.slack_days, state, back, "", told.risk,
    )  # fmt: skip


def _service(told: Told, reader: Catalogue) -> tuple[str, str, datetime | None]:
    """A service type in the reader's words, why it has no place when it has none, and when it is back.

    All rows of a plan share it, so it is worked out once.
    """
    switch = told.given.switches[told.job.service]
    label = told.settings.service(switch.code).label.text(reader.lang)
    known = (label, _service_state(told, switch), switch.expected_back)
    told.given.words[told.job.service, reader.lang] = known
    return known


def blanks_remark(told: Told, _: Catalogue) -> tuple[str, ...]:
    """That its blank is still to come, and with which delivery."""
    if told.blank_from is None and told.slot.because is not Because.NO_BLANKS:
        return ()
    office = told.given.clock.office
    if told.blank_from is not None:
        text = _("Its blank comes with the delivery that can be used from {when} on.")
        return (text.format(when=moment_medium(office.local(told.blank_from), _.lang)),)
    supply = told.given.blanks.get(told.job.service)
    if supply is None or not supply.deliveries:
        return ()
    service = told.settings.service(told.job.service).label.text(_.lang)
    last = office.local(max(when for when, _count in supply.deliveries))
    text = _("The deliveries of {service} planned until {when} are needed for others before it.")
    return (text.format(service=service, when=moment_medium(last, _.lang)),)


def _service_state(told: Told, switch: Switch) -> str:
    """Why a service type has no place, when it has none."""
    if switch.state != "up":
        return switch.state
    supply = told.given.blanks.get(switch.code)
    if supply is not None and not supply.stock:
        return "no_blanks"
    return "up" if any(switch.code in bucket.services for bucket in told.given.buckets) else "no_station"


def answer_of(view: View, row: Application, told: Told | None, reader: Catalogue) -> Said:
    """The answer for an application; `told` is its place in the plan, None when it is not waiting."""
    frozen = frozen_answer(view, row, reader)
    if frozen:
        return Said("held", frozen, frozen, None)
    facts = _answer_facts(view, row, told, reader)
    zone = view.office.zone
    stops = stops_ahead(view, row)
    if stops:
        return _stopped_answer(facts, stops, reader, zone)
    ready = facts.ready_from.astimezone(zone) if facts.ready_from else None
    flaky = flaky_sentence(view, row, facts.service, reader)
    said, written = (
        f"{answer.sentence(facts, reader, zone, dated=dated)} {flaky}".strip() for dated in (False, True)
    )
    return Said(answer.verdict(facts).value, said, written, ready)


def _stopped_answer(facts: AnswerFacts, stops: tuple[StageStop, ...], reader: Catalogue, zone: ZoneInfo) -> Said:
    """The answer where the quality check or the pickup stands still: later, or nobody knows when."""
    ready = not_before(facts.ready_from, stops)
    facts = replace(facts, ready_from=ready or facts.ready_from)
    told = []
    for dated in (False, True):
        says = Moments(facts.now, zone, reader, dated=dated)
        about = stops_sentence(stops, facts.service, facts.last_pickup, says)
        main = "" if is_unknown(stops) else answer.sentence(facts, reader, zone, dated=dated)
        told.append(f"{main} {about}".strip())
    verdict = answer.verdict(facts)
    if is_unknown(stops) and verdict in (answer.Verdict.YES, answer.Verdict.TIGHT):
        verdict = answer.Verdict.NO
    return Said(verdict.value, told[0], told[1], ready.astimezone(zone) if ready else None)


def chances_of(view: View, row: Application) -> tuple[datetime | None, datetime | None]:
    """From when a booklet that has left the queue can be collected, and until when it must be for its trip.

    None where that is not known, or where no trip lies ahead.
    """
    return _ready_from(view, row, None), _last_pickup(view, row, None)


def _answer_facts(view: View, row: Application, told: Told | None, reader: Catalogue) -> AnswerFacts:
    state = ApplicationState(row.state)
    if told is not None and state is not ApplicationState.HELD:
        state = ApplicationState.READY
    planned = told.slot.planned if told else None
    ready_from = _ready_from(view, row, told)
    last_pickup = _last_pickup(view, row, told)
    counter = view.office.counter_hours
    spare = answer.spare_days(ready_from, last_pickup, counter) if ready_from and last_pickup else 0
    switch = next(each for each in service_switches(view) if each.code == row.service)
    return AnswerFacts(
        now=view.now,
        state=state,
        service=view.settings.service(row.service).label.text(reader.lang),
        promised=row.promised,
        planned=planned,
        ready_from=ready_from,
        last_pickup=last_pickup,
        spare_days=spare,
        departs_at=row.departs_at,
        proven=proof_in_force(row.proof, row.proof_recheck_at, view.now) is not None,
        risk=told.risk if told else None,
        service_back=switch.expected_back,
        because=told.slot.because if told else None,
        reason=_reason(view, row, reader),
        collected_at=_collected_at(view, row),
    )


def _ready_from(view: View, row: Application, told: Told | None) -> datetime | None:
    """From when it can be collected: planned where it waits, estimated where it is in hand, now on the shelf."""
    clock, state = pickup_clock(view), ApplicationState(row.state)
    if told is not None:
        return clock.ready_from(told.slot.planned) if told.slot.planned is not None else None
    if state in (ApplicationState.SHELVED, ApplicationState.PASSED):
        return view.office.counter_hours.next_open(view.now)
    if state is ApplicationState.PRINTED:
        return max(clock.ready_from(row.state_since), view.office.counter_hours.next_open(view.now))
    if state in AT_STATION:
        return clock.ready_from(_out_of_the_printer(view, row))
    return None


def _out_of_the_printer(view: View, row: Application) -> datetime:
    """When what an operator holds is probably printed: after those taken before it, at the station's rate."""
    before = view.session.scalar(
        select(func.count()).where(
            Application.state.in_(AT_STATION),
            Application.claimed_station == row.claimed_station,
            (Application.claimed_at < row.claimed_at)
            | ((Application.claimed_at == row.claimed_at) & (Application.claim_order < row.claim_order)),
        )
    )
    rate = station_rates(view).get(row.claimed_station or "")
    hours = ((before or 0) + 1) / (rate.per_hour if rate else 1)
    return view.office.office_hours.add_working_time(view.now, timedelta(hours=hours))


def _last_pickup(view: View, row: Application, told: Told | None) -> datetime | None:
    urgency = told.given.urgency[row.id] if told else _urgency(view, row)
    if not urgency.has_trip or row.departs_at is None:
        return None
    trip = Trip(view.office.office_hours.local(row.departs_at), row.departs_has_time, row.visa_lead_days, row.proof)
    margin = timedelta(minutes=view.settings.order.travel_margin_minutes)
    return pickup_clock(view).last_pickup(trip, LeadRule(urgency.pickup_lead_days, margin))


def _urgency(view: View, row: Application) -> Urgency:
    """The own class of an application that is not in the plan; a raise only moves the plan."""
    office = view.office.office_hours
    proof = proof_in_force(row.proof, row.proof_recheck_at, view.now)
    case = Case(row.departs_at, proof or "", row.same_day)
    return classify(case, view.settings.order.classes, office.local(view.now).date(), office)


def _reason(view: View, row: Application, reader: Catalogue) -> str:
    for use in ("hold", "cancel"):
        for reason in view.settings.reasons_known(use):
            if reason.code == row.hold_reason:
                return reason.label.text(reader.lang)
    return row.hold_reason or ""


def _collected_at(view: View, row: Application) -> datetime | None:
    at = view.session.scalar(
        select(Pickup.at)
        .where(Pickup.application_id == row.id, Pickup.undone_at.is_(None))
        .order_by(Pickup.id.desc())
        .limit(1)
    )
    return at.astimezone(view.office.zone) if at else None
