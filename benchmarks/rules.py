"""Rules of order against each other: the same office, day after day, each rule in a world of its own.

Every morning those who wait are put in order anew; nobody who comes later is known. A rule prints what the day's
places hold, and what leaves the printer is judged by the last chance of its holder: the trip without any lead, else
the promise.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from benchmarks.offices import FIRST_DAY, Applicant, Office
from printdesk.domain.order import print_order
from printdesk.domain.order_types import Bucket, Job, OrderRule

Printing = Iterator[tuple[int, datetime]]
"""Job ids with the moment by which each has left the printer."""

Day = Callable[[Sequence[Job], Sequence[Bucket], datetime], Printing]
"""A rule: what of the waiting jobs is printed on the day of the moment."""


class Case(NamedTuple):
    """How an applicant is judged.

    Attributes:
        rank: class on the first morning.
        deadline: last moment at which the booklet must leave the printer.
        lost_before: the deadline had passed on the first morning.
    """

    rank: int
    trip: bool
    deadline: datetime
    lost_before: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule led to.

    Attributes:
        late: class rank to those who were printed too late, or not at all before their deadline and the end.
        trips: those of them who lost a trip.
        tardy_days: working days past the deadline of all of them together; to the end for those not printed.
        longest: the most of one of them.
        unprinted: those of the late who were not printed by the end.
    """

    late: Mapping[int, int]
    trips: int
    tardy_days: int
    longest: int
    unprinted: int


def by_key(key: Callable[[Job], object]) -> Day:
    """The rule of a list sorted once each morning: the first in it that the machine can print."""

    def day(jobs: Sequence[Job], buckets: Sequence[Bucket], now: datetime) -> Printing:
        line = sorted(jobs, key=key)  # type: ignore[arg-type]  # keys of one rule are alike
        for services, places in _machines(buckets, now.date()).items():
            yield from zip((job.id for job in line if job.service in services), places, strict=False)

    return day


def by_plan(share: float) -> Day:
    """Our order with that share for the longest overdue."""

    def day(jobs: Sequence[Job], buckets: Sequence[Bucket], now: datetime) -> Printing:
        plan = print_order(jobs, buckets, OrderRule(share), now)
        for slot in plan.slots:
            if slot.planned is not None and buckets[slot.bucket_index].start.date() == now.date():
                yield slot.job_id, buckets[slot.bucket_index].end

    return day


RULES: Mapping[str, Day] = {
    "FIFO": by_key(lambda job: (job.arrived, job.id)),
    "EDD": by_key(lambda job: (job.need_by, job.arrived, job.id)),
    "class, then date": by_key(lambda job: (job.class_rank, job.need_by, job.arrived, job.id)),
    "ours, no share": by_plan(0),
    "ours, share 10 %": by_plan(0.1),
}


def cases(office: Office) -> dict[int, Case]:
    """How each applicant is judged."""
    return {who.id: _case(office, who) for who in office.applicants}


def simulate(office: Office, rules: Mapping[str, Day]) -> dict[str, Outcome]:
    """Each rule's outcome; days are taken in turn, so that all rules see the same mornings."""
    judged = cases(office)
    waiting: dict[str, dict[int, Applicant]] = {name: {} for name in rules}
    printed: dict[str, dict[int, datetime]] = {name: {} for name in rules}
    coming = iter(office.applicants)
    ahead = next(coming, None)
    for day in office.days():
        now = office.opening(day)
        came = {}
        while ahead is not None and ahead.arrived <= now:
            came[ahead.id] = ahead
            ahead = next(coming, None)
        buckets = office.buckets(now)
        for name, rule in rules.items():
            waiting[name].update(came)
            for number, end in list(rule(office.jobs(list(waiting[name].values()), now), buckets, now)):
                printed[name][number] = end
                del waiting[name][number]
    return {name: _outcome(office, judged, done) for name, done in printed.items()}


def lost_before(judged: Mapping[int, Case]) -> dict[int, int]:
    """Class rank to those whose deadline had passed before anybody could print."""
    return dict(sorted(Counter(case.rank for case in judged.values() if case.lost_before).items()))


def least_late(office: Office, judged: Mapping[int, Case]) -> dict[int, int]:
    """Class rank to the late of an order that knew from the start who comes when: no rule can do better.

    The fewest of class 1, then the fewest of classes 1 and 2 together, and so on, with the places of all days.
    """
    start = office.opening(FIRST_DAY)
    places = [
        bucket
        for day in office.days()
        for bucket in office.buckets(office.opening(day), horizon_days=2)
        if bucket.start.date() == day
    ]
    jobs = [
        job._replace(class_rank=judged[job.id].rank, need_by=judged[job.id].deadline, ready_at=job.arrived)
        for job in office.jobs(office.applicants, start)
    ]
    plan = print_order(jobs, places, OrderRule(0), start)
    return dict(sorted(Counter(judged[slot.job_id].rank for slot in plan.slots if slot.at_risk).items()))


def _machines(buckets: Sequence[Bucket], day: date) -> dict[frozenset[str], list[datetime]]:
    """The services of each pool with the ends of its places of the day, in order of time."""
    pools: dict[str, list[Bucket]] = {}
    for bucket in buckets:
        if bucket.start.date() == day:
            pools.setdefault(bucket.pool, []).append(bucket)
    return {
        each[0].services: [bucket.end for bucket in each for _booklet in range(bucket.booklets)]
        for each in pools.values()
    }


def _case(office: Office, who: Applicant) -> Case:
    first = office.opening(max(who.arrived.date(), FIRST_DAY))
    urgency = office.urgency(who, first)
    deadline = office.last_chance(who if urgency.has_trip else who._replace(trip=None))
    return Case(urgency.rank, urgency.has_trip, deadline, deadline < first)


def _outcome(office: Office, judged: Mapping[int, Case], printed: Mapping[int, datetime]) -> Outcome:
    last = office.clock.office.close_of(office.days()[-1])
    assert last is not None  # noqa: S101 - a day of the list is open
    between = cache(office.clock.office.open_days_between)
    late = {
        number: max(1, between(case.deadline.date(), printed.get(number, last).date()))
        for number, case in judged.items()
        if printed.get(number, last) > case.deadline
    }
    return Outcome(
        dict(sorted(Counter(judged[number].rank for number in late).items())),
        sum(judged[number].trip for number in late),
        sum(late.values()),
        max(late.values(), default=0),
        sum(number not in printed for number in late),
    )
