"""The order of printing: who can be in time, when each is printed, and why.

`print_order` is a pure function: same jobs, buckets, rule and moment give the same plan on every desk. It saves every
trip that can be saved (`order_accept`), keeps the share of the longest overdue (`order_share`) and otherwise prints
those already late first, oldest first, and the others by print-by date (`order_slots`).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.order_accept import Acceptance, Places
from printdesk.domain.order_blanks import with_blanks
from printdesk.domain.order_line import Line
from printdesk.domain.order_pools import assign
from printdesk.domain.order_risk import Certificates
from printdesk.domain.order_sequence import Printed, overtakes, sequence
from printdesk.domain.order_share import components, share_deadlines
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
    work = _Work([buckets[n] for n in order], line, rule, now, without)
    choice = _choose(work)
    return _Writer(work, choice, order).plan()


class _Work:
    """What a plan is made from."""

    def __init__(
        self, buckets: Sequence[Bucket], line: Line, rule: OrderRule, now: datetime, without: frozenset[int]
    ) -> None:
        self.buckets = buckets
        self.line = line
        self.jobs = line.jobs
        self.rule = rule
        self.now = now
        self.places = Places(buckets)
        self.released = self.places.released(line.jobs)
        self.windows = self.places.windows(line.jobs, self.released)
        self.without_blank = without
        for number in without:
            self.windows[number] = self.released[number] = 0


@dataclass(frozen=True)
class _Choice:
    """The outcome of pass 1.

    Attributes:
        accepted: who is in time, or in time for a place of the overdue share.
        windows: for each of them the buckets in which they must be printed.
        refused: who cannot be in time, in the order of refusal.
        shared: who holds a place of the overdue share.
    """

    accepted: Acceptance
    windows: Mapping[int, int]
    refused: Sequence[int]
    shared: frozenset[int]


def _choose(work: _Work) -> _Choice:
    """Pass 1: the classes before the share, then the share, then the other classes."""
    accepted, windows, refused = Acceptance(work.places.capacity), dict[int, int](), list[int]()

    def take(number: int) -> None:
        window, held = work.windows[number], windows.get(number)
        if held is None and window and accepted.add(number, window):
            windows[number] = window
        elif work.jobs[number].need_by is not None and (held is None or held & ~window):
            refused.append(number)

    line = work.line.by_urgency()
    before_share = bisect_right(line, work.rule.share_after_class, key=lambda number: work.jobs[number].class_rank)
    for number in line[:before_share]:
        take(number)
    shared = _give_share(work, accepted, windows)
    for number in line[before_share:]:
        take(number)
    return _Choice(accepted, windows, refused, shared)


def _give_share(work: _Work, accepted: Acceptance, windows: dict[int, int]) -> frozenset[int]:
    """Bind the longest overdue to the deadlines of their share; tell whom.

    Those whom pass 1 took already get the share's deadline too, where that drops nobody.
    """
    shared: set[int] = set()
    if not work.rule.overdue_share:
        return frozenset()
    longest = work.line.longest_overdue()
    for numbers in components(work.buckets):
        mask = sum(1 << n for n in numbers)
        overdue = {job: work.released[job] & mask for job in longest if work.released[job] & mask}
        due = share_deadlines(work.buckets, numbers, work.rule.overdue_share, overdue)
        for job, deadline in due.items():
            until = overdue[job] & (2 << deadline) - 1
            if _bind(job, work.windows[job], until, accepted, windows):
                shared.add(job)
    return frozenset(shared)


def _bind(job: int, window: int, until: int, accepted: Acceptance, windows: dict[int, int]) -> bool:
    """Take `job` in by its share's deadline, in time for its own as well if that can be; tell whether it was."""
    own = windows.get(job)
    if own is not None:
        bound = accepted.tighten(job, own, own & until)
        windows[job] = own & until if bound else own
        return bound
    for narrow in (window & until, until):
        if narrow and accepted.add(job, narrow):
            windows[job] = narrow
            return True
    return False


class _Writer:
    """Turns what was chosen into slots and certificates."""

    def __init__(self, work: _Work, choice: _Choice, order: Sequence[int]) -> None:
        self._work = work
        self._choice = choice
        self._order = order
        self._known = {code for bucket in work.buckets for code in bucket.services}

    def plan(self) -> Plan:
        """The whole plan."""
        work, choice = self._work, self._choice
        deadline = [self._deadline(number) for number in range(len(work.jobs))]
        line, late = work.line.by_preference(choice.windows, deadline)
        chosen = assign(work.buckets, work.released, choice.windows, choice.accepted.placed(), line, late)
        place_in_line = [0] * len(line)
        for place, number in enumerate(line):
            place_in_line[number] = place
        printed = sequence(work.jobs, chosen, work.buckets, place_in_line)
        slots = self._slots(printed)
        return Plan(slots, self._risks(slots), self._unplanned(slots), _splits(work, printed))

    def _deadline(self, number: int) -> int:
        window, count = self._choice.windows.get(number), self._work.places.count
        if window is not None:
            return window.bit_length() - 1
        return count if self._work.jobs[number].need_by is not None else count + 1

    def _slots(self, printed: Printed) -> tuple[Slot, ...]:
        jobs, buckets = self._work.jobs, self._work.buckets
        kept = [_kept(jobs[n], buckets[b]) for n, b in zip(printed.number, printed.bucket, strict=True)]
        passed, lost = self._overtakes(printed, kept)
        trip, promise = Because.TRIP, Because.PROMISE
        pools = [bucket.pool for bucket in buckets]
        slots = []
        # Places come in the order of their buckets, and the sort keeps it among those finished together.
        for position, place in enumerate(sorted(range(len(kept)), key=printed.moment.__getitem__), start=1):
            number, bucket, in_time = printed.number[place], printed.bucket[place], kept[place]
            job = jobs[number]
            because = (trip if job.has_trip else promise) if in_time else self._late_because(number)
            slots.append(Slot(
                job.id, position, pools[bucket], self._order[bucket], printed.planned[place], in_time,
                not in_time and job.need_by is not None, passed[place], because, lost[place],
            ))  # fmt: skip
        return (*slots, *self._without_place(printed))

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
        jobs, arrival = self._work.jobs, self._work.line.arrival

        def key(number: int) -> tuple[int, bool, float, int]:
            need_by = jobs[number].need_by
            return (
                jobs[number].class_rank,
                need_by is None,
                need_by.timestamp() if need_by is not None else 0.0,
                arrival[number],
            )

        rest = sorted((number for number in range(len(jobs)) if number not in placed), key=key)
        return [self._unplaced(number, position) for position, number in enumerate(rest, start=len(placed) + 1)]

    def _unplaced(self, number: int, position: int) -> Slot:
        job = self._work.jobs[number]
        because = Because.BEYOND if job.service in self._known else Because.NO_CAPACITY
        if number in self._work.without_blank:
            because = Because.NO_BLANKS
        later = bool(self._work.windows[number] & self._work.places.beyond)
        at_risk = job.need_by is not None and not later
        return Slot(job.id, position, "", -1, None, False, at_risk, 0, because)

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


def _kept(job: Job, bucket: Bucket) -> bool:
    return job.need_by is not None and bucket.end <= job.need_by


def _splits(work: _Work, printed: Printed) -> tuple[GroupSplit, ...]:
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
