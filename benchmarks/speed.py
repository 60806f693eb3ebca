"""How long it takes to plan anew: the order of printing and the sentence on every row.

What made the difference: tens of thousands of jobs are of some hundred kinds (service, class, print-by date, when
they are ready), and what depends on those alone is worked out once for each; jobs are numbered by arrival, so most
lines are put into groups and not sorted; slots are columns put side by side; who overtakes whom is counted in blocks
of bits; and what many sentences share is worded once.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from statistics import median
from time import process_time
from typing import NamedTuple

from benchmarks.offices import FIRST_DAY, Applicant, Office, standing
from printdesk import memory
from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.explain import teller
from printdesk.domain.explain_facts import JobFacts
from printdesk.domain.order import print_order
from printdesk.domain.order_types import Bucket, Job, OrderRule, Plan
from printdesk.i18n import Catalogue, catalogue


class Morning(NamedTuple):
    """An office on its first morning, and what waits there."""

    office: Office
    now: datetime
    waiting: Mapping[int, Applicant]
    jobs: Sequence[Job]
    buckets: Sequence[Bucket]


class Round(NamedTuple):
    """Processor milliseconds of one re-plan.

    Attributes:
        plan: the order of printing with its certificates.
        facts: what each sentence is made of.
        sentences: the sentences themselves, all of them.
    """

    plan: float
    facts: float
    sentences: float

    @property
    def whole(self) -> float:
        """All of it."""
        return sum(self)


def morning(count: int, seed: int = 1) -> Morning:
    """An office with so many open applications."""
    office = standing(count, seed)
    now = office.opening(FIRST_DAY)
    waiting = {who.id: who for who in office.applicants if who.arrived <= now}
    return Morning(office, now, waiting, office.jobs(list(waiting.values()), now), office.buckets(now))


def facts_of(given: Morning, plan: Plan) -> list[JobFacts]:
    """What each row says besides its place, in the order of the plan."""
    zone, calendar = given.office.clock.office.zone, given.office.clock.office
    spare, overdue = cache(calendar.open_days_between), _overdue_days(given, calendar)
    risks = {risk.job_id: risk for risk in plan.at_risk}
    needs: dict[int, date | None] = {
        job.id: job.need_by.astimezone(zone).date() if job.need_by else None for job in given.jobs
    }
    made = []
    for slot in plan.slots:
        who, need = given.waiting[slot.job_id], needs[slot.job_id]
        days = spare(slot.planned.astimezone(zone).date(), need) if slot.planned and need else 0
        trip = who.trip
        made.append(
            JobFacts(
                given.now, who.service, trip.departs_at if trip else None, False, trip.proof if trip else None,
                overdue[who.promised], who.same_day, False, days, "up", None, "", risks.get(slot.job_id),
            )
        )  # fmt: skip
    return made


def sentences(given: Morning, plan: Plan, facts: Sequence[JobFacts], reader: Catalogue) -> list[str]:
    """The sentence on every row."""
    jobs, zone = {job.id: job for job in given.jobs}, given.office.clock.office.zone
    tell = teller(given.now, reader, zone)
    return [tell(slot, jobs[slot.job_id], row) for slot, row in zip(plan.slots, facts, strict=True)]


def one_round(given: Morning, reader: Catalogue, number: int) -> Round:
    """Plan anew once."""
    # A moment of its own, as every re-plan has: nothing that was worded before is known.
    given = given._replace(now=given.now + timedelta(microseconds=number))
    start = process_time()
    plan = print_order(given.jobs, given.buckets, OrderRule(), given.now)
    planned = process_time()
    facts = facts_of(given, plan)
    known = process_time()
    said = sentences(given, plan, facts, reader)
    end = process_time()
    if len(said) != len(given.jobs):
        msg = "a row has no sentence"
        raise AssertionError(msg)
    return Round(*(1000 * (b - a) for a, b in ((start, planned), (planned, known), (known, end))))


def measure(counts: Sequence[int], rounds: int) -> dict[int, Round]:
    """The median of the rounds for each number of open applications; sizes are taken in turn.

    As in the program, garbage is looked for seldom: a plan is many long-lived objects without cycles.
    """
    memory.collect_seldom()
    offices = {count: morning(count) for count in counts}
    reader = catalogue("id")
    taken: dict[int, list[Round]] = {count: [] for count in counts}
    for number in range(rounds):
        for count in counts if number % 2 else reversed(counts):
            taken[count].append(one_round(offices[count], reader, number))
    return {count: Round(*(median(column) for column in zip(*each, strict=True))) for count, each in taken.items()}


def _overdue_days(given: Morning, calendar: WorkCalendar) -> dict[datetime, int]:
    today = given.now.date()
    promises = {who.promised for who in given.waiting.values()}
    return {
        promised: calendar.open_days_between(promised.date(), today) if promised < given.now else 0
        for promised in promises
    }
