"""Certificates: why a job cannot be in time, and what would save it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from printdesk.domain.order_accept import Acceptance, bits, reach_of
from printdesk.domain.order_types import Bucket, Job, Risk

_PLENTY = 1 << 40


class _Content(NamedTuple):
    """A full interval: from when to when, its places, and who holds them."""

    first: datetime
    last: datetime
    places: int
    filled_by: Mapping[int, int]
    shared: int


class Certificates:
    """The full intervals of one finished pass 1."""

    def __init__(
        self,
        buckets: Sequence[Bucket],
        accepted: Acceptance,
        jobs: Sequence[Job],
        windows: Sequence[int],
        shared: Collection[int],
    ) -> None:
        self._buckets = buckets
        self._windows = windows
        self._accepted = accepted
        self._jobs = jobs
        self._moves = accepted.moves()
        placed = accepted.placed()
        self._ranks: list[list[int]] = [[] for _bucket in range(len(buckets) + 1)]
        for job, bucket in placed.items():
            self._ranks[bucket].append(jobs[job].class_rank)
        self._shared = Counter(placed[job] for job in shared)
        self._reach: dict[int, int] = {}
        self._content: dict[int, _Content | None] = {}

    def risks(self, refused: Sequence[int], now: datetime) -> Iterator[Risk]:
        """The certificates of the jobs that were refused, given in the order in which they were."""
        needed = self._needed(refused, now)
        for number in refused:
            job, window = self._jobs[number], self._windows[number]
            # Once for each window, and past the class's own constructor: thousands are refused.
            content = self._content[window] if window in self._content else self._content_of(window)
            if content is None:
                yield Risk(job.id, job.has_trip, now, job.need_by or now, 0, {}, 0, needed[number])
            else:
                yield tuple.__new__(Risk, (job.id, job.has_trip, *content, needed[number]))

    def reach(self, window: int) -> int:
        """The buckets that a job with this window could come to occupy by moving others."""
        found = self._reach.get(window)
        if found is None:
            found = self._reach[window] = reach_of(window, self._moves)
        return found

    def _content_of(self, window: int) -> _Content | None:
        """What fills the buckets that this window reaches; None when it has none."""
        if window not in self._content:
            reach = self.reach(window)
            self._content[window] = self._filled(reach) if reach else None
        return self._content[window]

    def _filled(self, reach: int) -> _Content:
        ranks: Counter[int] = Counter()
        places = shared = 0
        for n in bits(reach):
            places += self._buckets[n].booklets
            shared += self._shared[n]
            ranks.update(self._ranks[n])
        first = min(self._buckets[n].start for n in bits(reach))
        last = self._buckets[reach.bit_length() - 1].end
        return _Content(first, last, places, dict(sorted(ranks.items())), shared)

    def _needed(self, refused: Sequence[int], now: datetime) -> dict[int, int]:
        """For each refused job how many more places in the first bucket of its own window save it.

        With k more places in one bucket the matroid takes, besides all others, the first k of the refused that can
        reach it, so the count is found by filling endless places there in the order of refusal.
        """
        groups: dict[int, list[int]] = defaultdict(list)
        for number in refused:
            window = self._windows[number]
            groups[(window & -window).bit_length() - 1].append(number)
        needed = self._same_service(groups.pop(-1, ()), now)
        for first, members in groups.items():
            ordinals = self._ordinals(refused, first)
            needed.update((number, ordinals[number]) for number in members)
        return needed

    def _ordinals(self, refused: Sequence[int], first: int) -> dict[int, int]:
        """For those whom endless places in bucket `first` would save, how many they are up to and with each."""
        windows = {self._windows[number] for number in refused}
        into = {window for window in windows if window >> first & 1}
        by_others = {window for window in windows if self.reach(window) >> first & 1} - into
        # Who may use the endless bucket takes nothing from anybody; the others move somebody there, who goes once.
        trial = self._accepted.copy() if by_others else self._accepted
        if by_others:
            trial.add_places(first, _PLENTY)
        counts: dict[int, int] = {}
        for number in refused:
            window = self._windows[number]
            if window in into or (window in by_others and trial.add(number, window)):
                counts[number] = len(counts) + 1
        return counts

    def _same_service(self, members: Sequence[int], now: datetime) -> dict[int, int]:
        """Jobs that have no place at all before their date: each needs one, after those of its service before it."""
        seen: Counter[str] = Counter()
        counts: dict[int, int] = {}
        for number in members:
            job = self._jobs[number]
            if job.need_by is None or job.need_by <= now:
                counts[number] = 0
                continue
            seen[job.service] += 1
            counts[number] = seen[job.service]
        return counts
