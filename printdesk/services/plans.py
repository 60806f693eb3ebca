"""The plan: the order of printing at this moment, its sentences, and the answer to "will I make it?"."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from printdesk.domain import numbers
from printdesk.domain.capacity import Session
from printdesk.domain.order import print_order
from printdesk.domain.order_types import Because, Bucket, Job, OrderRule, Plan, Risk, Slot
from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.tables import Application, Booklet
from printdesk.services.deliveries import waits_for
from printdesk.services.forecast_share import holds_in
from printdesk.services.forecast_words import holds_sentence
from printdesk.services.office import service_switches
from printdesk.services.plan_input import PlanInput, plan_input, with_overtime
from printdesk.services.plan_pins import straighten
from printdesk.services.plan_rows import PlanRow, plan_rows
from printdesk.services.plan_sentences import wording
from printdesk.services.plan_words import Told, answer_of
from printdesk.services.precedence import Precedence
from printdesk.services.work import View, Workplace

__all__ = [
    "AnswerView", "PlanRow", "PlanService", "PlanView", "answer_in", "application_of", "make_plan",
    "rows_for_station", "rule_of",
]  # fmt: skip


@dataclass(frozen=True)
class PlanView:
    """The plan with what is needed to explain it.

    Attributes:
        rows: in the order of printing.
        capacity: the buckets that the plan fills, in the order of their ends.
        blanks_from: of those whose blank is still to come, from when that delivery can be used.
    """

    now: datetime
    rows: tuple[PlanRow, ...]
    capacity: tuple[Bucket, ...]
    plan: Plan
    given: PlanInput
    settings: OfficeSettings
    blanks_from: dict[int, datetime] = field(default_factory=dict)
    _wording: dict[Catalogue, Callable[[PlanRow], str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def risks(self) -> dict[int, Risk]:
        """The certificates of those that cannot be in time, by id."""
        return {risk.job_id: risk for risk in self.plan.at_risk}

    @cached_property
    def facts(self) -> dict[int, tuple[Slot, Job, Risk | None]]:
        """Place, job and certificate of each, by id."""
        jobs, risks = self.given.true_jobs(), self.risks
        return {slot.job_id: (slot, jobs[slot.job_id], risks.get(slot.job_id)) for slot in self.plan.slots}

    @cached_property
    def _by_id(self) -> dict[int, PlanRow]:
        return {row.application_id: row for row in self.rows}

    @property
    def at_risk(self) -> int:
        """Applications whose print-by date cannot be kept."""
        return sum(row.at_risk for row in self.rows)

    @property
    def trips_at_risk(self) -> int:
        """Of these, those on which a trip hangs."""
        return sum(row.trip_at_risk for row in self.rows)

    def row(self, application_id: int) -> PlanRow:
        """The row of an application.

        Raises:
            LookupError: it is not in this plan.
        """
        row = self._by_id.get(application_id)
        if row is None:
            msg = f"application {application_id} is not in the plan"
            raise LookupError(msg)
        return row

    def why(self, row: PlanRow, reader: Catalogue) -> str:
        """One sentence made of facts: why this row stands where it stands."""
        say = self._wording.get(reader)
        if say is None:
            say = self._wording[reader] = wording(self, reader)
        return say(row)

    def told(self, application_id: int) -> Told:
        """The facts of one row's sentences.

        Raises:
            LookupError: it is not in this plan.
        """
        slot, job, risk = self.facts[application_id]
        return Told(self.given, self.now, self.settings, job, slot, risk, self.blanks_from.get(application_id))


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The answer to "will I make it?".

    Attributes:
        verdict: "yes", "tight", "no", "no_trip", "ready", "collected" or "held".
        ready_from: from when it can be collected, planned or true; None when unknown.
        sentence: to be read aloud.
        written: the same for a paper or a message, with dates in the place of "today".
        holds_in: in how many of ten forecasts that date holds; None when it does not wait, or has no place.
    """

    application_id: int
    number: str
    state: str
    position: int | None
    planned: datetime | None
    ready_from: datetime | None
    departs_at: datetime | None
    verdict: str
    sentence: str
    written: str = ""
    holds_in: int | None = None


class PlanService:
    """Makes the plan anew from what is true now."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def plan(self, extra: tuple[Session, ...] = (), left_out: frozenset[int] = frozenset()) -> PlanView:
        """The order of printing as of now.

        Args:
            extra: overtime that is being considered.
            left_out: applications that are dealt with elsewhere.
        """
        with self._workplace.reading() as view:
            return make_plan(view, extra, left_out)

    def order_for_station(self, station: str) -> list[int]:
        """Ids in the plan's order of what a station can print now.

        Raises:
            RuleViolationError: there is no such station.
        """
        with self._workplace.reading() as view:
            return [row.application_id for row in rows_for_station(view, station)]

    def answer(self, code: str, reader: Catalogue) -> AnswerView:
        """Will the holder of this application number or serial make it?

        Raises:
            RuleViolationError: there is no such application.
        """
        with self._workplace.reading() as view:
            row = application_of(view.session, code)
            plan = make_plan(view)
            return _answer(view, row, plan, reader)

    def answer_for(self, application_id: int, reader: Catalogue) -> AnswerView:
        """The same for an application by its id."""
        with self._workplace.reading() as view:
            row = view.session.get(Application, application_id)
            if row is None:
                raise RuleViolationError(_("This application does not exist any more."), _("Read the list anew."))
            return answer_in(view, row, reader)


_NOT_NOW = (Because.NO_CAPACITY, Because.NO_BLANKS)
"""What nobody can print at the moment, so nobody is handed it."""


def make_plan(
    view: View,
    extra: tuple[Session, ...] = (),
    left_out: frozenset[int] = frozenset(),
    precedence: Precedence | None = None,
    like: PlanView | None = None,
) -> PlanView:
    """The order of printing as of `view.now`.

    Args:
        extra: overtime that is being considered.
        left_out: applications that are dealt with elsewhere.
        precedence: raises and pins to be counted in; None for those that hold now.
        like: a plan made in the same view, of which only the overtime is another; what it read is not read again.
    """
    given = with_overtime(view, like.given, extra) if like else plan_input(view, extra, left_out, precedence)
    now = view.office.office_hours.local(view.now)
    plan = print_order(given.jobs, given.buckets, rule_of(view), now, given.blanks)
    jobs = given.true_jobs() if given.own else {}
    first = frozenset(key for key in given.own if given.precedence.pins[key].at_front(now.date()))
    plan = straighten(plan, given.buckets, given.own, first, jobs)
    rows = plan_rows(given, plan.slots, view.office.zone)
    return PlanView(now, rows, given.buckets, plan, given, view.settings, waits_for(rows, given.blanks))


def rule_of(view: View) -> OrderRule:
    """The office's choices for the order."""
    order = view.settings.order
    return OrderRule(order.overdue_share_percent / 100, order.share_after_class)


def rows_for_station(view: View, station: str) -> list[PlanRow]:
    """What a station can print now, in the plan's order.

    Raises:
        RuleViolationError: there is no such station.
    """
    services = set(view.settings.station(station).services)
    down = {switch.code for switch in service_switches(view) if switch.state == "down"}
    plan = make_plan(view)
    impossible = {slot.job_id for slot in plan.plan.slots if slot.because in _NOT_NOW}
    released = {job.id: job.ready_at for job in plan.given.jobs}
    wanted = services - down
    return [
        row
        for row in plan.rows
        if row.service in wanted
        and row.application_id not in impossible
        and released[row.application_id] <= plan.now
        and row.application_id not in plan.blanks_from
    ]


def application_of(session: DatabaseSession, code: str) -> Application:
    """The application behind a number or a bound serial.

    Raises:
        RuleViolationError: there is none.
    """
    text = numbers.strip_separators(code).upper()
    row = session.scalar(
        select(Application)
        .outerjoin(Booklet, Booklet.id == Application.booklet_id)
        .where((Application.number == text) | (Booklet.serial == text))
    )
    if row is None:
        raise RuleViolationError(
            _("There is no application {number} here.").format(number=code),
            _("Check the number, or search by name in the window."),
        )
    return row


def answer_in(view: View, row: Application, reader: Catalogue) -> AnswerView:
    """Will the holder of this application make it, by the plan of the moment?"""
    return _answer(view, row, make_plan(view), reader)


def _answer(view: View, row: Application, plan: PlanView, reader: Catalogue) -> AnswerView:
    planned = next((each for each in plan.rows if each.application_id == row.id), None)
    told = plan.told(row.id) if planned else None
    said = answer_of(view, row, told, reader)
    tenths = holds_in(view, plan, row.id) if planned else None
    holds = holds_sentence(tenths, said.verdict, reader) if tenths is not None else ""
    return AnswerView(
        row.id, row.number, row.state, planned.position if planned else None, planned.planned if planned else None,
        said.ready_from, row.departs_at.astimezone(view.office.zone) if row.departs_at else None, said.verdict,
        f"{said.sentence} {holds}".strip(), f"{said.written} {holds}".strip(), tenths,
    )  # fmt: skip
