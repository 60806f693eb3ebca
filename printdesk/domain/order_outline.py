"""What the print order would do on other places: who is late and when each is printed, without the reasons.

For those who try many capacities for the same jobs. Pools that share no service never touch each other, neither in
pass 1 (the matroid is their direct sum) nor in pass 2, so each such part is worked out by itself, and kept: places
that were there before have the same outcome again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from printdesk.domain.order import places_of
from printdesk.domain.order_blanks import with_blanks
from printdesk.domain.order_choice import Choice, Work, choose
from printdesk.domain.order_line import JOB_ID, Line
from printdesk.domain.order_pools import stand_alone
from printdesk.domain.order_share import components
from printdesk.domain.order_types import Bucket, Job, OrderRule, Supply


class Outline(NamedTuple):
    """What an order does.

    Attributes:
        planned: when each job that has a place is finished, in the order of printing.
        unplanned: those without a place, as the order ends with them.
        at_risk: those with a print-by date that the order cannot keep.
    """

    planned: dict[int, datetime]
    unplanned: tuple[int, ...]
    at_risk: frozenset[int]


class _Part(NamedTuple):
    """One part's outcome: the columns of its places, and who is late."""

    job: list[int]
    planned: list[datetime]
    bucket: list[int]
    at_risk: frozenset[int]


_Key = tuple[frozenset[str], tuple[Bucket, ...], datetime]


class Outlines:
    """The same jobs on any places."""

    def __init__(
        self, jobs: Sequence[Job], rule: OrderRule, now: datetime, blanks: Mapping[str, Supply] | None = None
    ) -> None:
        """Take what `print_order` takes, the buckets excepted."""
        self._all = jobs
        self._jobs: dict[str, list[Job]] = defaultdict(list)
        for job in jobs:
            self._jobs[job.service].append(job)
        self._rule = rule
        self._now = now
        self._blanks = blanks or {}
        self._lines: dict[frozenset[str], Line] = {}
        self._chosen: dict[_Key, tuple[Work, Choice]] = {}
        self._late: dict[_Key, frozenset[int]] = {}
        self._alone: dict[_Key, bool] = {}
        self._parts: dict[tuple[_Key, bool], _Part] = {}

    def late(self, buckets: Sequence[Bucket]) -> frozenset[int]:
        """Ids of those whom the order cannot print in time: pass 1 alone tells that."""
        found = [self._late_of(key) for key, _numbers in self._keys(buckets)]
        return frozenset(self._nowhere(buckets)).union(*found)

    def outline(self, buckets: Sequence[Bucket]) -> Outline:
        """When each is printed, and who is late."""
        moments, keys, ids, at_risk = list[datetime](), list[int](), list[int](), set(self._nowhere(buckets))
        parts = list(self._keys(buckets))
        alone = all(self._stands_alone(key) for key, _numbers in parts)
        for key, numbers in parts:
            part = self._part(key, alone=alone)
            ids += part.job
            moments += part.planned
            keys += [numbers[bucket] for bucket in part.bucket]
            at_risk |= part.at_risk
        # Those finished together stand in the order of their buckets; both sorts keep the order within a bucket.
        order = sorted(sorted(range(len(ids)), key=keys.__getitem__), key=moments.__getitem__)
        return Outline({ids[n]: moments[n] for n in order}, self._rest(set(ids)), frozenset(at_risk))

    def _rest(self, placed: Collection[int]) -> tuple[int, ...]:
        """Those without a place, by class, print-by date, arrival and id."""
        if len(placed) == len(self._all):
            return ()
        rest = [
            (job.class_rank, job.need_by is None, job.need_by or self._now, number, job.id)
            for number, job in enumerate(Line(self._all, self._rule, self._now).jobs) if job.id not in placed
        ]  # fmt: skip
        return tuple(key[-1] for key in sorted(rest))

    def _keys(self, buckets: Sequence[Bucket]) -> Iterator[tuple[_Key, list[int]]]:
        """The parts of some places: what tells each from others, and the places' numbers in the order of ends."""
        ordered = sorted(buckets, key=lambda bucket: (bucket.end, bucket.start, bucket.pool))
        for numbers in components(ordered):
            mine = tuple(ordered[n] for n in numbers)
            services = frozenset[str]().union(*(bucket.services for bucket in mine))
            yield (services, mine, ordered[-1].end), numbers

    def _nowhere(self, buckets: Sequence[Bucket]) -> Iterator[int]:
        """Those with a print-by date whose service nothing prints."""
        known = frozenset[str]().union(*{bucket.services for bucket in buckets})
        for service, jobs in self._jobs.items():
            if service not in known:
                yield from (job.id for job in jobs if job.need_by is not None)

    def _late_of(self, key: _Key) -> frozenset[int]:
        found = self._late.get(key)
        if found is None:
            work, choice = self._choice(key)
            binds, outside = [kind.need_by is not None for kind in work.kinds], [~window for window in work.windows]
            found = self._late[key] = frozenset(
                job.id for job, kind, held in zip(work.jobs, work.kind_of, choice.windows, strict=True)
                if binds[kind] and (not held or held & outside[kind])
            )  # fmt: skip
        return found

    def _stands_alone(self, key: _Key) -> bool:
        found = self._alone.get(key)
        if found is None:
            work, _chosen = self._choice(key)
            found = self._alone[key] = stand_alone(work.buckets, work.released)
        return found

    def _part(self, key: _Key, *, alone: bool) -> _Part:
        """One part's outcome; where a job of any part could be printed in two pools, all are spread with care."""
        found = self._parts.get((key, alone))
        if found is None:
            work, choice = self._choice(key)
            printed = places_of(work, choice, alone=alone)
            binds = [kind.need_by is not None for kind in work.kinds]
            beyond = [bool(window & work.places.beyond) for window in work.windows]
            ids = list(map(JOB_ID, work.jobs))
            late = {
                ids[number] for number, at in zip(printed.number, printed.bucket, strict=True)
                if at >= work.ended[kind := work.kind_of[number]] and binds[kind]
            }  # fmt: skip
            if len(printed.number) < len(ids):
                placed = set(printed.number)
                late.update(
                    ids[number] for number, kind in enumerate(work.kind_of)
                    if number not in placed and binds[kind] and not beyond[kind]
                )  # fmt: skip
            found = self._parts[key, alone] = _Part(
                list(map(ids.__getitem__, printed.number)), printed.planned, printed.bucket, frozenset(late)
            )
        return found

    def _choice(self, key: _Key) -> tuple[Work, Choice]:
        found = self._chosen.get(key)
        if found is None:
            services, buckets, horizon = key
            work = Work(buckets, self._line(services), self._rule, self._now, horizon)
            found = self._chosen[key] = (work, choose(work))
        return found

    def _line(self, services: frozenset[str]) -> Line:
        found = self._lines.get(services)
        if found is None:
            jobs = [job for code in sorted(services) for job in self._jobs.get(code, ())]
            found = self._lines[services] = Line(jobs, self._rule, self._now)
            if self._blanks:
                found.supply(*with_blanks(found.jobs, found.by_urgency(), found.arrival, self._blanks))
        return found
