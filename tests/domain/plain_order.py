"""The print order once more, as plainly as its rules can be written down: one place, one person at a time.

For pools that share no service; there every rule has one outcome only. Nothing here is fast, and nothing is shared
with `domain.order` but the sharing out of blanks, which comes before it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import count

from printdesk.domain.order import Because, Bucket, GroupSplit, Job, OrderRule, Plan, Risk, Slot, Supply
from printdesk.domain.order_blanks import with_blanks

_Windows = dict[int, frozenset[int]]
_ENDLESS = 10**6


class PlainOrder:
    """The order of one office."""

    def __init__(
        self,
        jobs: Iterable[Job],
        buckets: Sequence[Bucket],
        rule: OrderRule,
        now: datetime,
        blanks: Mapping[str, Supply],
    ) -> None:
        self.rule, self.now = rule, now
        self.index = sorted(range(len(buckets)), key=lambda n: (buckets[n].end, buckets[n].start, buckets[n].pool))
        self.buckets = [buckets[n] for n in self.index]
        self.capacity = [*(bucket.booklets for bucket in self.buckets), _ENDLESS]
        self.jobs = sorted(jobs, key=lambda job: (*self.came(job), job.id))
        places = sorted({self.came(job) for job in self.jobs})
        self.jobs, self.without = with_blanks(
            self.jobs, self._by_class(), [places.index(self.came(job)) for job in self.jobs], blanks
        )
        self.numbers = range(len(self.jobs))
        self.released = [self._released(number) for number in self.numbers]
        self.windows = [self._window(number) for number in self.numbers]
        self.taken: _Windows = {}
        self.refused: list[int] = []
        self.shared: set[int] = set()
        self.place: dict[int, tuple[int, datetime]] = {}

    def plan(self) -> Plan:
        """Pass 1, pass 2, and the words."""
        self._choose()
        for pool in sorted({bucket.pool for bucket in self.buckets}):
            self._print(pool)
        slots = [*self._slots_of_places(), *self._slots_without()]
        at_risk = {slot.job_id for slot in slots if slot.at_risk}
        refused = [number for number in self.refused if self.jobs[number].id in at_risk]
        unplanned = tuple(slot.job_id for slot in slots if slot.planned is None)
        return Plan(tuple(slots), tuple(self._risks(refused)), unplanned, tuple(self._splits()))

    def came(self, job: Job) -> tuple[object, ...]:
        """By day, priority groups first, then by moment."""
        return (job.arrived.astimezone(self.now.tzinfo).date(), not job.priority, job.arrived)

    def _by_class(self) -> list[int]:
        return sorted(range(len(self.jobs)), key=lambda number: self.jobs[number].class_rank)

    def _released(self, number: int) -> frozenset[int]:
        job = self.jobs[number]
        return frozenset(
            n for n, bucket in enumerate(self.buckets)
            if job.service in bucket.services and job.ready_at <= bucket.start and number not in self.without
        )  # fmt: skip

    def _window(self, number: int) -> frozenset[int]:
        need, released = self.jobs[number].need_by, self.released[number]
        if need is None or not released:
            return frozenset()
        behind = {len(self.buckets)} if need > self.buckets[-1].end else set[int]()
        return behind | {n for n in released if self.buckets[n].end <= need}

    def _choose(self) -> None:
        line = self._by_class()
        urgent = [number for number in line if self.jobs[number].class_rank <= self.rule.share_after_class]
        for number in urgent:
            self._take(number)
        for pool in sorted({bucket.pool for bucket in self.buckets}):
            self._share([n for n, bucket in enumerate(self.buckets) if bucket.pool == pool])
        for number in line[len(urgent) :]:
            self._take(number)

    def _take(self, number: int) -> None:
        held = self.taken.get(number)
        if held is not None and held <= self.windows[number]:
            return
        if held is None and self.windows[number] and self._fits(number, self.windows[number]):
            self.taken[number] = self.windows[number]
        elif self.jobs[number].need_by is not None:
            self.refused.append(number)

    def _fits(self, number: int, window: frozenset[int]) -> bool:
        return stand(self.taken | {number: window}, self.capacity) is not None

    def _share(self, mine: Sequence[int]) -> None:
        share = Fraction(self.rule.overdue_share).limit_denominator(10_000)
        waiting = [n for n in self.numbers if self.jobs[n].promised < self.now and self.released[n] & set(mine)]
        waiting.sort(key=lambda number: self.jobs[number].promised)
        places = given = 0
        due = []
        for n in mine:
            places += self.buckets[n].booklets
            for _place in range(int(share * places) - given):
                given += 1
                first = next((number for number in waiting if min(self.released[number]) <= n), None)
                if first is not None:
                    waiting.remove(first)
                    due.append((first, n))
        for number, last in sorted(due, key=lambda each: each[1]):
            self._bind(number, frozenset(n for n in self.released[number] if n <= last))

    def _bind(self, number: int, until: frozenset[int]) -> None:
        own = self.taken.get(number)
        for narrow in (own & until,) if own is not None else (self.windows[number] & until, until):
            if narrow and self._fits(number, narrow):
                self.taken[number] = narrow
                self.shared.add(number)
                return

    def _preference(self, number: int) -> tuple[object, ...]:
        """Late: refused urgent classes by class, then by arrival; in time: by last bucket, class and arrival."""
        job, behind, window = self.jobs[number], self.rule.share_after_class + 1, self.windows[number]
        if number not in self.taken and job.need_by is not None:
            key: tuple[object, ...] = (min(job.class_rank, behind), 0, 0)
        elif job.promised < self.now:
            key = (behind, 0, 0)
        else:
            key = (behind + 1, max(window, default=_ENDLESS), job.class_rank)
        before = job.previous_position if job.previous_position is not None else _ENDLESS
        return (*key, *self.came(job), before, job.id)

    def _print(self, pool: str) -> None:
        """Each place to the first in line with whom all who must be in time still can be."""
        mine = [n for n, bucket in enumerate(self.buckets) if bucket.pool == pool]
        line = sorted((n for n in self.numbers if self.released[n] & set(mine)), key=self._preference)
        running: str | None = None
        for at in mine:
            chosen: list[int] = []
            for left in reversed(range(self.capacity[at])):
                ready = (number for number in line if at in self.released[number])
                number = next((n for n in ready if self._rest_fits(line, n, at, left, mine)), None)
                if number is None:
                    break
                line.remove(number)
                chosen.append(number)
            running = self._finish(at, sorted(chosen, key=self._preference), running)

    def _rest_fits(self, line: Sequence[int], gone: int, at: int, left: int, mine: Sequence[int]) -> bool:
        must = Counter(max(self.taken[n]) for n in line if n != gone and n in self.taken)
        for last in mine:
            if last >= at:
                places = left + sum(self.capacity[n] for n in mine if at < n <= last)
                if sum(count for due, count in must.items() if due <= last) > places:
                    return False
        return True

    def _finish(self, at: int, chosen: list[int], running: str | None) -> str | None:
        """One product after the other, beginning with the one that runs; groups together."""
        bucket, found = self.buckets[at], list[int]()
        services = [self.jobs[number].service for number in chosen]
        for service in dict.fromkeys([running, *services] if running in services else services):
            for number in (n for n in chosen if self.jobs[n].service == service):
                if number not in found:
                    group = self.jobs[number].group
                    alike = (n for n in chosen if (self.jobs[n].service, self.jobs[n].group) == (service, group))
                    found += [number] if group is None else alike
        for place, number in enumerate(found, start=1):
            spent = (bucket.end - bucket.start) * place / bucket.booklets
            self.place[number] = (at, bucket.start + timedelta(seconds=int(spent.total_seconds())))
        return self.jobs[found[-1]].service if found else running

    def _slots_of_places(self) -> Iterator[Slot]:
        printed = sorted(self.place, key=lambda n: (self.place[n][1], self.place[n][0], list(self.place).index(n)))
        for position, number in enumerate(printed, start=1):
            job, (at, planned) = self.jobs[number], self.place[number]
            passed = [n for n in self.place if self._is_passed(n, number)]
            lost = [n for n in passed if self.jobs[n].has_trip and not self._in_time(n)]
            in_time = self._in_time(number)
            yield Slot(
                job.id, position, self.buckets[at].pool, self.index[at], planned, in_time,
                job.need_by is not None and not in_time, len(passed), self._because(number), len(lost),
            )  # fmt: skip

    def _is_passed(self, other: int, number: int) -> bool:
        order = list(self.place)
        (at, _planned), (mine, _own) = self.place[other], self.place[number]
        later = (at, order.index(other)) > (mine, order.index(number))
        same_pool = self.buckets[at].pool == self.buckets[mine].pool
        return same_pool and later and self.jobs[other].arrived < self.jobs[number].arrived

    def _in_time(self, number: int) -> bool:
        need = self.jobs[number].need_by
        return need is not None and self.buckets[self.place[number][0]].end <= need

    def _because(self, number: int) -> Because:
        job = self.jobs[number]
        if self._in_time(number):
            return Because.TRIP if job.has_trip else Because.PROMISE
        if number in self.shared:
            return Because.SHARE
        if job.need_by is None:
            return Because.OVERDUE if job.promised < self.now else Because.OPEN
        if self.windows[number] and job.need_by > self.now:
            return Because.FULL
        return Because.MISSED if job.has_trip or job.need_by > self.now else Because.OVERDUE

    def _slots_without(self) -> Iterator[Slot]:
        known = {code for bucket in self.buckets for code in bucket.services}
        rest = [number for number in self.numbers if number not in self.place]
        rest.sort(key=lambda n: (self.jobs[n].need_by is None, self.jobs[n].need_by or self.now))
        rest.sort(key=lambda n: self.jobs[n].class_rank)
        for position, number in enumerate(rest, start=len(self.place) + 1):
            job = self.jobs[number]
            because = Because.BEYOND if job.service in known else Because.NO_CAPACITY
            at_risk = job.need_by is not None and len(self.buckets) not in self.windows[number]
            why = Because.NO_BLANKS if number in self.without else because
            yield Slot(job.id, position, "", -1, None, False, at_risk, 0, why)

    def _risks(self, refused: Sequence[int]) -> Iterator[Risk]:
        standing = stand(self.taken, self.capacity) or {}
        waiting = Counter[str]()
        for number in refused:
            job, window = self.jobs[number], self.windows[number]
            assert job.need_by is not None
            if window:
                reach = self._reach(window, standing)
                held = [n for n, at in standing.items() if at in reach]
                ranks = Counter(self.jobs[n].class_rank for n in held)
                yield Risk(
                    job.id, job.has_trip, min(self.buckets[n].start for n in reach), self.buckets[max(reach)].end,
                    sum(self.capacity[n] for n in reach), dict(ranks), len(self.shared.intersection(held)),
                    self._needed(number, refused),
                )  # fmt: skip
                continue
            waiting[job.service] += job.need_by > self.now
            needed = waiting[job.service] if job.need_by > self.now else 0
            yield Risk(job.id, job.has_trip, self.now, job.need_by, 0, {}, 0, needed)

    def _reach(self, window: frozenset[int], standing: Mapping[int, int]) -> frozenset[int]:
        """Where it can come to stand by moving others."""
        more = window.union(*(self.taken[n] for n, at in standing.items() if at in window))
        return window if more == window else self._reach(more, standing)

    def _needed(self, number: int, refused: Sequence[int]) -> int:
        """With how many more places in its first bucket it would have been taken, those refused before it first."""
        first = min(self.windows[number])
        for more in count(1):
            capacity = [places + more * (n == first) for n, places in enumerate(self.capacity)]
            taken = dict(self.taken)
            for each in refused[: refused.index(number) + 1]:
                wider = taken | {-1 - each: self.windows[each]}
                if self.windows[each] and stand(wider, capacity) is not None:
                    taken = wider
            if -1 - number in taken:
                return more
        raise AssertionError

    def _splits(self) -> Iterator[GroupSplit]:
        days: dict[str, list[str]] = defaultdict(list)
        for number, (_at, planned) in self.place.items():
            group = self.jobs[number].group
            if group is not None:
                days[group].append(planned.astimezone(self.now.tzinfo).date().isoformat())
        for group, found in sorted(days.items()):
            if len(set(found)) > 1:
                yield GroupSplit(group, tuple(sorted(set(found))), len(found))


def stand(windows: Mapping[int, frozenset[int]], capacity: Sequence[int]) -> dict[int, int] | None:
    """A bucket for each, none too full; None when there is no way."""
    at: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for n in windows[number] - seen:
            seen.add(n)
            there = [each for each, where in at.items() if where == n]
            if len(there) < capacity[n] or any(place(each, seen) for each in there):
                at[number] = n
                return True
        return False

    return at if all(place(number, set()) for number in windows) else None
