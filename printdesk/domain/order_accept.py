"""Pass 1: who can be in time. Exact, whatever the pools, releases and services.

Jobs and places form a bipartite graph: a job may use any place of a bucket that prints its service, starts when the
job is ready and ends by its print-by date. The sets of jobs that can all be in time are the independent sets of a
transversal matroid (Edmonds and Fulkerson 1965), so taking the jobs in order of urgency and keeping each that still
fits, moving others along an augmenting path where needed, gives lexicographically the most: as many of class 1 as any
order can save, then of classes 1 and 2, and so on. Only the order counts, never a weight.

A failed search leaves a closed set of buckets: all full, and nobody in them can leave. It stays closed for good, so
each bucket is searched in vain once at most; it is also the certificate of those who are refused (Hall 1935).

Sets of buckets are the bits of an integer; bit n is the n-th bucket in order of ends, so the highest bit is the
latest. The bit above them all is an endless place behind the horizon.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from printdesk.domain.order_types import Bucket


class Places:
    """The buckets as bits, and the windows of jobs in them."""

    def __init__(self, buckets: Sequence[Bucket], horizon: datetime | None = None) -> None:
        """Take the buckets in order of their ends.

        Args:
            horizon: what lies behind it is in the endless place; None for the end of the last bucket.
        """
        self.count = len(buckets)
        self.beyond = 1 << self.count
        self.capacity = [bucket.booklets for bucket in buckets]
        self._ends = [bucket.end for bucket in buckets]
        self._horizon = self._ends[-1] if horizon is None and self._ends else horizon
        by_start = sorted(range(self.count), key=lambda n: buckets[n].start)
        self._starts = [buckets[n].start for n in by_start]
        self.first_start = self._starts[0] if buckets else None
        self._from_start = self._suffixes(by_start)
        self._services = self._by_service(buckets)

    def released(self, service: str, ready_at: datetime | None) -> int:
        """The buckets in which a job can be printed at all, in time or not; None is ready for the first of them."""
        start = bisect_left(self._starts, ready_at) if ready_at is not None else 0
        return self._from_start[start] & self._services.get(service, 0)

    def window(self, released: int, need_by: datetime | None) -> int:
        """Of these the buckets in which it would be in time; 0 when there is none.

        A job without a print-by date has none either: nothing binds it, so it is not chosen here.
        """
        if need_by is None or not released:
            return 0
        return (released | self.beyond) & self.until(need_by)

    def ended(self, moment: datetime | None) -> int:
        """How many buckets end by `moment`; none does without one."""
        return bisect_right(self._ends, moment) if moment is not None else 0

    def until(self, moment: datetime) -> int:
        """The buckets that end by `moment`; with the endless place when that is behind the horizon."""
        ended = self.ended(moment)
        past_all = ended == self.count and (self._horizon is None or moment > self._horizon)
        return (1 << ended) - 1 | (self.beyond if past_all else 0)

    def _suffixes(self, by_start: Sequence[int]) -> list[int]:
        masks = [0]
        for n in reversed(by_start):
            masks.append(masks[-1] | 1 << n)
        return masks[::-1]

    @staticmethod
    def _by_service(buckets: Sequence[Bucket]) -> Mapping[str, int]:
        numbers: dict[frozenset[str], list[int]] = defaultdict(list)
        for n, bucket in enumerate(buckets):
            numbers[bucket.services].append(n)
        services: dict[str, int] = defaultdict(int)
        for codes, members in numbers.items():
            mask = sum(1 << n for n in members)
            for code in codes:
                services[code] |= mask
        return services


class Acceptance:
    """A growing set of jobs that can all be in time, with one way to place them.

    Jobs are the numbers by which the caller knows them. Each stands as late as it can, to keep early places free.
    """

    def __init__(self, capacity: Sequence[int]) -> None:
        """Take the places of each bucket."""
        self._capacity = capacity
        self._bucket: dict[int, int] = {}
        self._at: list[dict[int, list[int]]] = [{} for _n in range(len(capacity) + 1)]
        self._left = [*capacity, 1 << 60]
        self._free = sum(1 << n for n, left in enumerate(self._left) if left)
        self._closed = 0

    def add(self, job: int, window: int) -> bool:
        """Take `job` in when it can be in time together with all taken before; tell whether it was."""
        direct = window & self._free
        if direct:
            self._put(job, window, direct.bit_length() - 1)
            return True
        if not window & ~self._closed:
            return False
        return self._make_room(job, window)

    def add_each(
        self, jobs: Iterable[int], kind_of: Sequence[int], window_of: Sequence[int], windows: list[int]
    ) -> list[int]:
        """Take in turn all who can be in time together with all taken before; tell who cannot, in that order.

        Args:
            kind_of: for each job the number of its kind.
            window_of: for each kind its window.
            windows: for each job the window in which it was taken, else 0; is brought up to date. Who was taken
                before keeps that, and is told too when it is not within its kind's window.
        """
        refused, left, placed = list[int](), self._left, self._bucket
        lost = [not window for window in window_of]
        # Where the last of a kind was put, and who stands there in its window: mostly the next one goes there too.
        spot, stand = [-1] * len(window_of), [list[int]()] * len(window_of)
        for job in jobs:
            kind = kind_of[job]
            at, window = spot[kind], window_of[kind]
            if windows[job]:
                if windows[job] & ~window:
                    refused.append(job)
            elif lost[kind]:
                refused.append(job)
            elif at >= 0 and left[at] > 1:
                windows[job] = window
                placed[job] = at
                stand[kind].append(job)
                left[at] -= 1
            elif window & self._free:
                windows[job] = window
                at = spot[kind] = (window & self._free).bit_length() - 1
                self._put(job, window, at)
                stand[kind] = self._at[at][window]
            elif window & ~self._closed and self._make_room(job, window):
                windows[job] = window
                # Others were moved, so where they stand is looked up anew.
                spot = [-1] * len(window_of)
            else:
                refused.append(job)
                lost[kind] = True
        return refused

    def tighten(self, job: int, window: int, tighter: int) -> bool:
        """Give a taken job a smaller window when all can still be in time; else leave it as it is."""
        bucket, closed = self._bucket[job], self._closed
        self._at[bucket][window].remove(job)
        if not self._at[bucket][window]:
            del self._at[bucket][window]
        self.add_places(bucket, 1)
        bound = self.add(job, tighter)
        if not bound:
            self.add(job, window)
        self._closed |= closed
        return bound

    def placed(self) -> Mapping[int, int]:
        """Each taken job with the bucket in which it stands; the number past the last means behind the horizon."""
        return self._bucket

    def copy(self) -> "Acceptance":
        """The same state, to try something on."""
        twin = Acceptance(self._capacity)
        twin._bucket = dict(self._bucket)
        twin._at = [{kind: [*jobs] for kind, jobs in kinds.items()} for kinds in self._at]
        twin._left, twin._free, twin._closed = [*self._left], self._free, self._closed
        return twin

    def moves(self) -> list[int]:
        """For each bucket, where those who stand in it could go instead."""
        reach = []
        for kinds in self._at:
            mask = 0
            for window in kinds:
                mask |= window
            reach.append(mask)
        return reach

    def add_places(self, bucket: int, places: int) -> None:
        """Add places to a bucket; what was closed may open again."""
        self._left[bucket] += places
        self._free |= 1 << bucket
        self._closed = 0

    def _put(self, job: int, window: int, bucket: int) -> None:
        self._bucket[job] = bucket
        self._at[bucket].setdefault(window, []).append(job)
        self._left[bucket] -= 1
        if not self._left[bucket]:
            self._free &= ~(1 << bucket)

    def _make_room(self, job: int, window: int) -> bool:
        """Search a chain of moves, breadth first, that ends at a free place; make it, or close what was seen."""
        came: dict[int, tuple[int, int]] = {}
        seen = todo = window & ~self._closed
        while todo:
            bucket = todo.bit_length() - 1
            todo ^= 1 << bucket
            for kind in self._at[bucket]:
                new = kind & ~seen & ~self._closed
                if new & self._free:
                    last = (new & self._free).bit_length() - 1
                    came[last] = (bucket, kind)
                    self._shift(job, window, last, came)
                    return True
                seen |= new
                todo |= new
                for n in bits(new):
                    came[n] = (bucket, kind)
        self._closed |= seen
        return False

    def _shift(self, job: int, window: int, bucket: int, came: Mapping[int, tuple[int, int]]) -> None:
        """Move one job along each step of the chain, from its free end back to the bucket for `job`."""
        while bucket in came:
            source, kind = came[bucket]
            moved = self._at[source][kind].pop()
            if not self._at[source][kind]:
                del self._at[source][kind]
            self._put(moved, kind, bucket)
            self._left[source] += 1
            bucket = source
        self._put(job, window, bucket)


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits set in `mask`, lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def reach_of(window: int, moves: Sequence[int]) -> int:
    """All buckets that a job with `window` can reach by moving others (`moves` from `Acceptance.moves`).

    For a refused job all of them are full, of its fundamental circuit: any one in them would have to go to save it.
    """
    seen = todo = window
    while todo:
        bucket = todo.bit_length() - 1
        new = moves[bucket] & ~seen
        seen |= new
        todo = (todo ^ 1 << bucket) | new
    return seen
