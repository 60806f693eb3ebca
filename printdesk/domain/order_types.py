"""What goes into the print order and what comes out: jobs, buckets, rules, the plan.

Jobs and slots come by the ten thousand at every re-plan; named tuples are made four times faster than frozen
dataclasses and are as immutable.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Bucket(NamedTuple):
    """A stretch of one shift in which a pool of stations prints: `booklets` places, each for one booklet.

    Attributes:
        pool: the pool's code: its stations' codes joined by "+".
        services: the service types that can be printed here and now (up, with blanks).
        start: aware; the current bucket starts now.
        end: aware; a job planned here has left the printer by then.
        booklets: whole number of places.
    """

    pool: str
    services: frozenset[str]
    start: datetime
    end: datetime
    booklets: int


class Job(NamedTuple):
    """An application that waits for its print.

    Attributes:
        id: identity, also the last tie-break.
        number: application number.
        service: code of the service type.
        class_rank: place of its class in the office's list, 1 is most urgent.
        arrived: ready to print since; what "first come" means.
        need_by: last instant at which it must leave the printer (trip, else promise); None when nothing binds.
        promised: until when the office promised it; past means overdue.
        ready_at: when it may be printed (later than now for a hold that returns at a known time).
        priority: elderly, toddler, pregnant, disabled: ahead within its class on the same day of arrival.
        group: family or agent's group.
        previous_position: its place in the plan before; keeps ties where they were.
        has_trip: whether `need_by` comes from a trip.
    """

    id: int
    number: str
    service: str
    class_rank: int
    arrived: datetime
    need_by: datetime | None
    promised: datetime
    ready_at: datetime
    priority: bool = False
    group: str | None = None
    previous_position: int | None = None
    has_trip: bool = False


@dataclass(frozen=True)
class Supply:
    """Blanks of one service: those in stock, and deliveries to come as (when, how many)."""

    stock: int
    deliveries: tuple[tuple[datetime, int], ...] = ()

    def by(self, moment: datetime) -> int:
        """Blanks that are or will have been there at `moment`."""
        return self.stock + sum(count for when, count in self.deliveries if when <= moment)


@dataclass(frozen=True)
class OrderRule:
    """The office's two choices about the order.

    Attributes:
        overdue_share: part of the places (0 to 1) that belongs to the longest overdue; 0 disables it.
        share_after_class: the share gives way only to classes up to this one (proven trips).
    """

    overdue_share: float = 0.10
    share_after_class: int = 4


class Because(StrEnum):
    """Why a job has its place, or none."""

    TRIP = "trip"
    """In time for its trip."""
    PROMISE = "promise"
    """In time for its promise."""
    OVERDUE = "overdue"
    """Already late by its promise; goes ahead of those with time to spare, oldest first."""
    SHARE = "share"
    """Overdue, and in a place of the overdue share."""
    FULL = "full"
    """Cannot be in time: every place up to its print-by date is taken; see its `Risk`."""
    MISSED = "missed"
    """Its print-by date is past, or before the first place there is."""
    NO_CAPACITY = "no_capacity"
    """Nothing prints its service within the horizon: service or stations down, or no blanks at all."""
    NO_BLANKS = "no_blanks"
    """Others take all blanks of its service that are there or to come."""
    BEYOND = "beyond"
    """All places within the horizon are taken."""
    OPEN = "open"
    """Nothing binds it: no print-by date, not overdue."""


class Slot(NamedTuple):
    """One job's place in the plan.

    Attributes:
        job_id: the job.
        position: 1..n over all pools, in order of planned time; jobs without a place come last.
        pool: code of the pool; "" without a place.
        bucket_index: index into the buckets given to `print_order`; -1 without a place.
        planned: when this place is finished, inside the bucket; None without a place.
        in_time: whether the bucket ends by the job's print-by date.
        at_risk: whether it has a print-by date that the plan cannot keep.
        overtakes: how many in the same pool arrived earlier and are planned later.
        because: why.
        overtakes_at_risk: how many of those overtaken have a trip that cannot be kept.
    """

    job_id: int
    position: int
    pool: str
    bucket_index: int
    planned: datetime | None
    in_time: bool
    at_risk: bool
    overtakes: int
    because: Because
    overtakes_at_risk: int = 0


class Risk(NamedTuple):
    """The certificate of a job that cannot be in time.

    Every place from `first` to `last` that this job could reach, directly or by moving others, is taken by jobs
    that were chosen before it and whose own windows lie within: no order saves it without dropping one of them.

    Attributes:
        job_id: the job.
        has_trip: whether a trip is at risk (else a promise).
        first: start of the full interval.
        last: its end.
        places: the places in it; 0 when its print-by date comes before the first place.
        filled_by: class rank to the number of places that class holds.
        shared: how many of the places belong to the overdue share.
        needed: how many more places, in the first bucket that this job could use, would save it; those who were
            refused before it take theirs first. 0 when no place can save it (the print-by date is past).
    """

    job_id: int
    has_trip: bool
    first: datetime
    last: datetime
    places: int
    filled_by: Mapping[int, int]
    shared: int
    needed: int


@dataclass(frozen=True)
class GroupSplit:
    """A group whose members are planned on several days."""

    group: str
    days: tuple[str, ...]
    members: int


@dataclass(frozen=True)
class Plan:
    """The order of printing at one moment.

    Attributes:
        slots: all jobs in printing order; those without a place at the end, by class and print-by date.
        at_risk: certificates, most urgent first.
        unplanned: ids of the jobs without a place.
        split_groups: groups that the plan spreads over several days.
    """

    slots: tuple[Slot, ...]
    at_risk: tuple[Risk, ...]
    unplanned: tuple[int, ...]
    split_groups: tuple[GroupSplit, ...] = field(default=())
