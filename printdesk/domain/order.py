"""The order of printing: who can be in time, when each is printed, and why.

`print_order` is a pure function: same jobs, buckets, rule and moment give the same plan on every desk. It saves every
trip that can be saved (`order_accept`), keeps the share of the longest overdue (`order_share`) and otherwise prints
those already late first, oldest first, and the others by print-by date (`order_slots`).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import compress, repeat

from printdesk.domain.order_blanks import with_blanks
from printdesk.domain.order_choice import Choice, Work, choose
from printdesk.domain.order_line import JOB_GROUP, JOB_ID, Kind, Line
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
    if blanks:
        line.supply(*with_blanks(line.jobs, line.by_urgency(), line.arrival, blanks))
    work = Work([buckets[n] for n in order], line, rule, now)
    return _Writer(work, choose(work), order).plan()


def places_of(work: Work, choice: Choice, *, alone: bool | None = None) -> Printed:
    """Pass 2: every place that is taken, for what pass 1 chose.

    Args:
        alone: as `order_pools.assign`.
    """
    line, late = work.line.by_preference(work.kind_of, work.kinds, choice.windows, work.windows)
    placed = choice.accepted.placed()
    chosen = assign(work.buckets, work.kind_of, work.released, choice.windows, placed, line, late, alone=alone)
    return sequence(work.jobs, chosen, work.buckets)


class _Writer:
    """Turns what was chosen into slots and certificates."""

    def __init__(self, work: Work, choice: Choice, order: Sequence[int]) -> None:
        self._work = work
        self._choice = choice
        self._order = order
        self._known = {code for services in {bucket.services for bucket in work.buckets} for code in services}

    def plan(self) -> Plan:
        """The whole plan."""
        work, printed = self._work, places_of(self._work, self._choice)
        placed = bytearray(len(work.jobs))
        for number in printed.number:
            placed[number] = 1
        rest = self._rest(placed)
        at_risk = bytearray(len(work.jobs))
        slots = (*self._slots(printed, at_risk), *self._without_place(rest, len(printed.number), at_risk))
        unplanned = tuple(work.jobs[number].id for number in rest)
        return Plan(slots, self._risks(at_risk), unplanned, _splits(work, printed))

    def _slots(self, printed: Printed, at_risk: bytearray) -> list[Slot]:
        """Slots of the jobs that have a place, in the order of printing; those at risk are marked.

        Columns of one value for each place, bucket by bucket.
        """
        work, kinds = self._work, self._work.kinds
        numbers, taken = printed.number, printed.bucket
        kind_at = [work.kind_of[number] for number in numbers]
        kept = [at < work.ended[kind] for at, kind in zip(taken, kind_at, strict=True)]
        passed, lost = self._overtakes(printed, kind_at, kept)
        binds = [kind.need_by is not None for kind in kinds]
        risks = [not in_time and binds[kind] for kind, in_time in zip(kind_at, kept, strict=True)]
        for number in compress(numbers, risks):
            at_risk[number] = 1
        pools = [bucket.pool for bucket in work.buckets]
        ids = list(map(JOB_ID, work.jobs))
        # Places come in the order of their buckets, and the sort keeps it among those finished together.
        by_moment, positions = sorted(range(len(numbers)), key=printed.moment.__getitem__), [0] * len(numbers)
        for position, place in enumerate(by_moment, start=1):
            positions[place] = position
        # Past the class's own constructor, which takes twice as long.
        slots = list(map(tuple.__new__, repeat(Slot), zip(
            map(ids.__getitem__, numbers), positions, map(pools.__getitem__, taken),
            map(self._order.__getitem__, taken), printed.planned, kept, risks, passed,
            self._because(numbers, kind_at, kept), lost, strict=True,
        )))  # fmt: skip
        return list(map(slots.__getitem__, by_moment))

    def _overtakes(
        self, printed: Printed, kind_at: Sequence[int], kept: Sequence[bool]
    ) -> tuple[list[int], list[int]]:
        """For each place how many of its pool its job overtakes, and how many trips at risk are among them."""
        moments, trip = self._work.line.moments, [kind.has_trip for kind in self._work.kinds]
        arrived = [moments[number] for number in printed.number]
        lost = [not in_time and trip[kind] for kind, in_time in zip(kind_at, kept, strict=True)]
        pools: dict[str, list[int]] = {bucket.pool: [] for bucket in self._work.buckets}
        members = [pools[bucket.pool] for bucket in self._work.buckets]
        for place, bucket in enumerate(printed.bucket):
            members[bucket].append(place)
        passed, passed_lost = [0] * len(kept), [0] * len(kept)
        for places in pools.values():
            counts = overtakes([arrived[place] for place in places], [lost[place] for place in places])
            for place, count, count_lost in zip(places, *counts, strict=True):
                passed[place], passed_lost[place] = count, count_lost
        return passed, passed_lost

    def _because(self, numbers: Sequence[int], kind_at: Sequence[int], kept: Sequence[bool]) -> list[Because]:
        """For each place why its job has it."""
        kinds, shared = self._work.kinds, self._choice.shared
        good = [Because.TRIP if kind.has_trip else Because.PROMISE for kind in kinds]
        late = [self._late_because(number) for number in range(len(kinds))]
        found = [good[kind] if in_time else late[kind] for kind, in_time in zip(kind_at, kept, strict=True)]
        if shared:
            for place, number in enumerate(numbers):
                if number in shared and not kept[place]:
                    found[place] = Because.SHARE
        return found

    def _rest(self, placed: Sequence[int]) -> list[int]:
        """The jobs that have no place, by class, print-by date, arrival and id."""
        rest = [number for number, has_place in enumerate(placed) if not has_place]
        kind_of, kinds = self._work.kind_of, self._work.kinds
        needs = sorted({kind.need_by for kind in kinds if kind.need_by is not None})
        place = {need: n for n, need in enumerate(needs)}
        keys = [
            kind.class_rank * (len(needs) + 1) + (place[kind.need_by] if kind.need_by is not None else len(needs))
            for kind in kinds
        ]
        # Numbers stand by arrival and id already.
        return sorted(rest, key=lambda number: keys[kind_of[number]])

    def _without_place(self, rest: Sequence[int], placed: int, at_risk: bytearray) -> Iterator[Slot]:
        """Slots of the jobs that have no place; those at risk are marked."""
        work = self._work
        because = [self._no_place(kind) for kind in work.kinds]
        risks = [
            kind.need_by is not None and not window & work.places.beyond
            for kind, window in zip(work.kinds, work.windows, strict=True)
        ]
        for position, number in enumerate(rest, start=placed + 1):
            kind = work.kind_of[number]
            at_risk[number] = risks[kind]
            yield tuple.__new__(Slot, (
                work.jobs[number].id, position, "", -1, None, False, risks[kind], 0, because[kind], 0,
            ))  # fmt: skip

    def _no_place(self, kind: Kind) -> Because:
        """Why those of a kind have no place."""
        if not kind.has_blank:
            return Because.NO_BLANKS
        return Because.BEYOND if kind.service in self._known else Because.NO_CAPACITY

    def _late_because(self, number: int) -> Because:
        """Why those of a kind stand where they are late."""
        kind, now = self._work.kinds[number], self._work.now
        if kind.need_by is None:
            return Because.OVERDUE if kind.overdue else Because.OPEN
        if self._work.windows[number] and kind.need_by > now:
            return Because.FULL
        return Because.MISSED if kind.has_trip or kind.need_by > now else Because.OVERDUE

    def _risks(self, at_risk: Sequence[int]) -> tuple[Risk, ...]:
        work, choice = self._work, self._choice
        refused = [number for number in choice.refused if at_risk[number]]
        return tuple(Certificates(work, choice).risks(refused))


def _splits(work: Work, printed: Printed) -> tuple[GroupSplit, ...]:
    """The groups whose members are printed on several days."""
    groups = list(map(JOB_GROUP, work.jobs))
    if groups.count(None) == len(groups):
        return ()
    days: dict[str, set[date]] = defaultdict(set)
    members: dict[str, int] = defaultdict(int)
    for number, planned in zip(printed.number, printed.planned, strict=True):
        group = groups[number]
        if group is not None:
            days[group].add(planned.astimezone(work.now.tzinfo).date())
            members[group] += 1
    return tuple(
        GroupSplit(group, tuple(day.isoformat() for day in sorted(dates)), members[group])
        for group, dates in sorted(days.items())
        if len(dates) > 1
    )
