"""Exchanging the places of two applications: what it would do, and which reason that leaves for their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from printdesk.domain.order_blanks import with_blanks
from printdesk.domain.order_line import Line
from printdesk.domain.order_types import Because, Bucket, Job, OrderRule, Plan, Slot, Supply


class Reason(StrEnum):
    """Why one is before the other."""

    DEADLINE = "deadline"
    """Exchanged, the first would be late; the second keeps its date, or has none."""
    RESCUE = "rescue"
    """Exchanged, the first would be late and the second all the same."""
    FULL = "full"
    """Only one of the two can be in time."""
    SHARE = "share"
    """The first has a place of the longest overdue."""
    OVERDUE = "overdue"
    """The first is late already, the second has time."""
    DATE = "date"
    """The first has the earlier print-by date."""
    RANK = "rank"
    """The first is of a more urgent class."""
    PRIORITY = "priority"
    """Same class and day; the first belongs to a priority group."""
    ARRIVAL = "arrival"
    """The first came earlier."""
    PLACE = "place"
    """Nothing tells them apart; they keep the order they had."""
    BATCH = "batch"
    """Both are printed in the same stretch."""
    POOL = "pool"
    """They are printed on different machines, or one cannot be printed in the other's place."""
    RELEASE = "release"
    """The second is not ready, or has no blank, when the first is printed."""
    NO_PLACE = "no_place"
    """Nothing prints the second, or neither of them."""


@dataclass(frozen=True)
class PlanFacts:
    """A plan with what it was made from.

    Attributes:
        jobs: by id, as `print_order` was given them.
        buckets: as `print_order` was given them.
        names: what each application is called in the answer, by job id; its number where it has none.
        blanks: as `print_order` was given them.
    """

    plan: Plan
    jobs: Mapping[int, Job]
    buckets: Sequence[Bucket]
    rule: OrderRule
    now: datetime
    names: Mapping[int, str]
    blanks: Mapping[str, Supply] | None = None


class Side(NamedTuple):
    """One of the two."""

    job: Job
    slot: Slot
    name: str

    @property
    def misses(self) -> bool:
        """Whether it has a print-by date that the plan does not keep."""
        return self.slot.at_risk

    def is_late(self, now: datetime) -> bool:
        """Whether it stands among the late ones: its promise is past, or its date cannot be kept."""
        return self.misses or self.job.promised < now


class Swap(NamedTuple):
    """What exchanging the places does.

    Attributes:
        possible: whether each can be printed in the other's place, on the same machines.
        breaks: the first, in time now, would be late.
        saves: the second, late now, would be in time.
    """

    possible: bool
    breaks: bool
    saves: bool


def with_ready(given: PlanFacts, wanted: Sequence[int]) -> dict[int, Job]:
    """The jobs asked for, ready when their blank is there."""
    if not given.blanks:
        return {each: given.jobs[each] for each in wanted}
    line = Line(list(given.jobs.values()), given.rule, given.now)
    moved, _without = with_blanks(line.jobs, line.by_urgency(), line.arrival, given.blanks)
    return {job.id: job for job in moved if job.id in wanted}


def swap_places(first: Side, second: Side, buckets: Sequence[Bucket]) -> Swap:
    """What exchanging their places would do; the first is the one that is planned first."""
    earlier, later = _bucket(first, buckets), _bucket(second, buckets)
    together = later is None or first.slot.pool == second.slot.pool
    possible = together and _fits(second.job, earlier) and (later is None or _fits(first.job, later))
    breaks = first.slot.in_time and not _in_time(first.job, later, buckets)
    saves = second.misses and _in_time(second.job, earlier, buckets)
    return Swap(possible, breaks, saves)


def _bucket(side: Side, buckets: Sequence[Bucket]) -> Bucket | None:
    return buckets[side.slot.bucket_index] if side.slot.planned is not None else None


def _fits(job: Job, bucket: Bucket | None) -> bool:
    return bucket is not None and job.service in bucket.services and bucket.start >= job.ready_at


def _in_time(job: Job, bucket: Bucket | None, buckets: Sequence[Bucket]) -> bool:
    """Whether `job` is in time with `bucket`; without one it still is when its date lies behind the last bucket."""
    if job.need_by is None:
        return False
    if bucket is None:
        return job.need_by > max(each.end for each in buckets)
    return bucket.end <= job.need_by


def reason_of(first: Side, second: Side, swap: Swap, given: PlanFacts) -> Reason:
    """The first reason that applies."""
    if first.slot.planned is None or (second.slot.planned is None and second.slot.because is not Because.BEYOND):
        return Reason.NO_PLACE
    if not swap.possible:
        return _impossible(first, second, given)
    if first.slot.bucket_index == second.slot.bucket_index:
        return Reason.BATCH
    if swap.breaks:
        late = second.misses and not swap.saves
        return Reason.FULL if swap.saves else Reason.RESCUE if late else Reason.DEADLINE
    return _free_reason(first, second, swap, given)


def _impossible(first: Side, second: Side, given: PlanFacts) -> Reason:
    bucket = given.buckets[first.slot.bucket_index]
    here = second.slot.planned is None or second.slot.pool == bucket.pool
    waits = here and second.job.service in bucket.services and second.job.ready_at > bucket.start
    return Reason.RELEASE if waits else Reason.POOL


def _free_reason(first: Side, second: Side, swap: Swap, given: PlanFacts) -> Reason:
    """The rule by which they stand as they do though they might be exchanged."""
    if first.slot.because is Because.SHARE or swap.saves:
        return Reason.SHARE
    late, other_late = first.is_late(given.now), second.is_late(given.now)
    if late:
        return precedence(first, second, given, given.rule.share_after_class + 1) if other_late else Reason.OVERDUE
    need, other = first.job.need_by, second.job.need_by
    if need is not None and (other_late or other is None or need < other):
        return Reason.DATE
    return precedence(first, second, given)


def precedence(first: Side, second: Side, given: PlanFacts, last_class: int | None = None) -> Reason:
    """What tells two apart whose dates do not: class, priority on one day, arrival.

    Args:
        last_class: classes from this one on count alike.
    """
    a, b = first.job, second.job
    rank, other_rank = (min(job.class_rank, last_class or job.class_rank) for job in (a, b))
    if rank != other_rank:
        return Reason.RANK if rank < other_rank else Reason.PLACE
    day, other_day = (job.arrived.astimezone(given.now.tzinfo).date() for job in (a, b))
    if day == other_day and a.priority != b.priority:
        return Reason.PRIORITY if a.priority else Reason.PLACE
    return Reason.ARRIVAL if a.arrived < b.arrived else Reason.PLACE
