"""The order of printing: who can be in time, when each is printed, and why.

`print_order` is a pure function: same jobs, buckets, rule and moment give the same plan on every desk. It saves every
trip that can be saved (`order_accept`), keeps the share of the longest overdue (`order_share`) and otherwise prints
those already late first, oldest first, and the others by print-by date (`order_slots`).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from printdesk.domain.order_blanks import with_blanks
from printdesk.domain.order_choice import Choice, Work, choose
from printdesk.domain.order_line import Line
from printdesk.domain.order_pools import assign
from printdesk.domain.order_risk import Certificates
from printdesk.domain.order_sequence import Printed, overtakes, sequence
from printdesk.domain.order_types import Because, Bucket, GroupSplit, Job, OrderRule, Plan, Risk, Slot, Supply

__all__ = ["Because", "Bucket", "GroupSplit", "Job", "OrderRule", "Plan", "Risk", "Slot", "Supply", "print_order"]


def print_order(
    jobs: Sequence[Job],
    buckets: Sequence[Bucket],
    rule: OrderRule,
    now: datetime,
    blanks: Mapping[str, Supply] | None = None,
) -> Plan:
    """The plan: every job's place, and the certificates of those that cannot be in time.

    Args:
        jobs: all that wait, in any order; their ids differ.
        buckets: where they can be printed (`capacity.buckets`); within a pool they do not overlap.
        rule: the office's choices.
        now: aware, in the office's zone, whose days count as days of arrival.
        blanks: service to its supply, as given to `capacity.buckets`; a service that is not named has enough.
    """
    order = sorted(range(len(buckets)), key=lambda n: (buckets[n].end, buckets[n].start, buckets[n].pool))
    line = Line(jobs, rule, now)
    without: frozenset[int] = frozenset()
    if blanks:
        line.jobs, without = with_blanks(jobs, line.by_urgency(), line.arrival, blanks)
    work = Work([buckets[n] for n in order], line, rule, now, without)
    choice = choose(work)
    return _Writer(work, choice, order).plan()


def places_of(work: Work, choice: Choice, *, alone: bool | None = None) -> Printed:
    """Pass 2: every place that is taken, for what pass 1 chose.

    Args:
        alone: as `order_pools.assign`.
    """
    line, late = work.line.by_preference(choice.windows, _deadlines(work, choice))
    placed = choice.accepted.placed()
    chosen = assign(work.buckets, work.released, choice.windows, placed, line, late, alone=alone)
    place_in_line = [0] * len(line)
    for place, number in enumerate(line):
        place_in_line[number] = place
    return sequence(work.jobs, chosen, work.buckets, place_in_line)


def _deadlines(work: Work, choice: Choice) -> list[int]:
    """The number of each job's last bucket in time; past the last, and past that, when nothing binds."""
    count = work.places.count
    due = [count if job.need_by is not None else count + 1 for job in work.jobs]
    for number, window in choice.windows.items():
        due[number] = window.bit_length() - 1
    return due


class _Writer:
    """Turns what was chosen into slots and certificates."""

    def __init__(self, work: Work, choice: Choice, order: Sequence[int]) -> None:
        self._work = work
        self._choice = choice
        self._order = order
        self._known = {code for bucket in work.buckets for code in bucket.services}

    def plan(self) -> Plan:
        """The whole plan."""
        printed = places_of(self._work, self._choice)
        slots = self._slots(printed)
        return Plan(slots, self._risks(slots), self._unplanned(slots), _splits(self._work, printed))

    def _slots(self, printed: Printed) -> tuple[Slot, ...]:
        jobs, buckets = self._work.jobs, self._work.buckets
        kept = self._kept(printed)
        passed, lost = self._overtakes(printed, kept)
        trip, promise = Because.TRIP, Because.PROMISE
        pools = [bucket.pool for bucket in buckets]
        order, numbers, taken, planned, slots = self._order, printed.number, printed.bucket, printed.planned, []
        # Places come in the order of their buckets, and the sort keeps it among those finished together.
        for position, place in enumerate(sorted(range(len(kept)), key=printed.moment.__getitem__), start=1):
            number, bucket, in_time = numbers[place], taken[place], kept[place]
            job = jobs[number]
            because = (trip if job.has_trip else promise) if in_time else self._late_because(number)
            # Past the class's own constructor, which takes twice as long.
            slots.append(tuple.__new__(Slot, (
                job.id, position, pools[bucket], order[bucket], planned[place], in_time,
                not in_time and job.need_by is not None, passed[place], because, lost[place],
            )))  # fmt: skip
        return (*slots, *self._without_place(printed))

    def _kept(self, printed: Printed) -> list[bool]:
        """For each place whether its job is in time there."""
        jobs, ends = self._work.jobs, [bucket.end for bucket in self._work.buckets]
        needs = (jobs[number].need_by for number in printed.number)
        return [need is not None and ends[at] <= need for need, at in zip(needs, printed.bucket, strict=True)]

    def _overtakes(self, printed: Printed, kept: Sequence[bool]) -> tuple[list[int], list[int]]:
        """For each place how many of its pool its job overtakes, and how many trips at risk are among them."""
        jobs, moments = self._work.jobs, self._work.line.moments
        pools: dict[str, list[int]] = defaultdict(list)
        for place, bucket in enumerate(printed.bucket):
            pools[self._work.buckets[bucket].pool].append(place)
        passed, passed_lost = [0] * len(kept), [0] * len(kept)
        for places in pools.values():
            arrived = [moments[printed.number[place]] for place in places]
            lost = [not kept[place] and jobs[printed.number[place]].has_trip for place in places]
            counts = overtakes(arrived, lost)
            for place, count, count_lost in zip(places, *counts, strict=True):
                passed[place], passed_lost[place] = count, count_lost
        return passed, passed_lost

    def _without_place(self, printed: Printed) -> list[Slot]:
        """Slots of the jobs that have no place, by class, print-by date and arrival."""
        placed = set(printed.number)
        jobs, arrival, size = self._work.jobs, self._work.line.arrival, len(self._work.jobs)
        rest = [number for number in range(size) if number not in placed]
        needs = {job.need_by for number in rest if (job := jobs[number]).need_by is not None}
        at = {moment: place for place, moment in enumerate(sorted(needs))}
        last, keys = len(at), dict[int, int]()
        for number in rest:
            job = jobs[number]
            need = last if job.need_by is None else at[job.need_by]
            keys[number] = (job.class_rank * (last + 1) + need) * size + arrival[number]
        rest.sort(key=keys.__getitem__)
        return [self._unplaced(number, position) for position, number in enumerate(rest, start=len(placed) + 1)]

    def _unplaced(self, number: int, position: int) -> Slot:
        job = self._work.jobs[number]
        because = Because.BEYOND if job.service in self._known else Because.NO_CAPACITY
        if number in self._work.without_blank:
            because = Because.NO_BLANKS
        later = bool(self._work.windows[number] & self._work.places.beyond)
        at_risk = job.need_by is not None and not later
        return tuple.__new__(Slot, (job.id, position, "", -1, None, False, at_risk, 0, because, 0))

    def _late_because(self, number: int) -> Because:
        job = self._work.jobs[number]
        if number in self._choice.shared:
            return Because.SHARE
        if job.need_by is None:
            return Because.OVERDUE if self._work.line.overdue[number] else Because.OPEN
        if self._work.windows[number] and job.need_by > self._work.now:
            return Because.FULL
        return Because.MISSED if job.has_trip or job.need_by > self._work.now else Because.OVERDUE

    def _risks(self, slots: Sequence[Slot]) -> tuple[Risk, ...]:
        work, choice = self._work, self._choice
        at_risk = {slot.job_id for slot in slots if slot.at_risk}
        refused = [number for number in choice.refused if work.jobs[number].id in at_risk]
        certificates = Certificates(work.buckets, choice.accepted, work.jobs, work.windows, choice.shared)
        return tuple(certificates.risks(refused, work.now))

    @staticmethod
    def _unplanned(slots: Sequence[Slot]) -> tuple[int, ...]:
        return tuple(slot.job_id for slot in slots if slot.planned is None)


def _splits(work: Work, printed: Printed) -> tuple[GroupSplit, ...]:
    """The groups whose members are printed on several days."""
    days: dict[str, set[str]] = defaultdict(set)
    members: dict[str, int] = defaultdict(int)
    for number, planned in zip(printed.number, printed.planned, strict=True):
        group = work.jobs[number].group
        if group is not None:
            days[group].add(planned.astimezone(work.now.tzinfo).date().isoformat())
            members[group] += 1
    return tuple(
        GroupSplit(group, tuple(sorted(dates)), members[group])
        for group, dates in sorted(days.items())
        if len(dates) > 1
    )
