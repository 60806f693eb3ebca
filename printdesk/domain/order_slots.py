"""Pass 2: when each is printed, in one pool of stations.

Bucket by bucket, the place goes to the first in the line of preference (those already late, oldest first; then by
print-by date) unless that would push somebody past a print-by date that pass 1 promised. When all are ready this is
Smith's rule for unit jobs with deadlines (1956), read forwards: no order has the late ones earlier without losing one
that is in time. Jobs that become ready later take part from then on.

How many of the next places are bound is one number: those who must be out by the end of bucket d are at most the
places from the next bucket to d; what is above that must be printed now.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import accumulate
from operator import sub


def dispatch(
    capacity: Sequence[int], releases: Sequence[int], deadlines: Sequence[int], late: int
) -> list[list[int]]:
    """For each bucket the numbers of the entries printed in it, in their order.

    Entries are given in the line of preference: all late ones first, then the others by deadline. Those with a
    deadline can all be in time (pass 1).

    Args:
        capacity: places of each bucket, in order of time.
        releases: for each entry the number of the first bucket in which it can be printed.
        deadlines: the number of the last bucket in which it is in time; the number of buckets when nothing binds.
        late: how many of the entries are late.

    No place stays empty while somebody is ready. Entries that do not fit before the end are left out.
    """
    line = _Line(capacity, releases, deadlines, late)
    return [sorted(line.fill(bucket)) for bucket in range(len(capacity))]


class _Line:
    """Those who wait, while the buckets are filled one after the other.

    Lists of entries are kept in descending order, so that the first in line is the last of the list.
    """

    def __init__(self, capacity: Sequence[int], releases: Sequence[int], deadlines: Sequence[int], late: int) -> None:
        self._deadlines = deadlines
        self._late = late
        self._capacity = capacity
        self._buckets = len(capacity)
        self._total = [0, *accumulate(capacity)]
        self._waiting: list[int] = []
        self._light: list[int] = []
        self._late_due: dict[int, list[int]] = {}
        self._gone = bytearray(len(deadlines))
        self._due = _due(deadlines, self._buckets)
        self._arrivals = _by_release(releases)

    def fill(self, bucket: int) -> list[int]:
        """Choose who is printed in `bucket`."""
        self._admit(self._arrivals.get(bucket, ()))
        chosen: list[int] = []
        left, bound, stale = self._capacity[bucket], 0, True
        while left and self._waiting:
            if not self._is_late_first():
                # Those in time stand by deadline, which is what the bound places ask for too.
                return chosen + self._take_first(left)[0]
            if stale:
                total = self._total[bucket + 1]
                bound = total + max(self._over(bucket), default=-total)
            if bound >= left:
                return chosen + self._fill_bound(bucket, left)
            taken, stale = self._take_first(left - bound)
            chosen += taken
            left -= len(taken)
        return chosen

    def _admit(self, came: Sequence[int]) -> None:
        """Let those in who are ready from this bucket on."""
        if not came:
            return
        deadlines, buckets = self._deadlines, self._buckets
        self._waiting = _merged(self._waiting, came)
        early = bisect_left(came, self._late)
        self._light = _merged(self._light, [number for number in came[early:] if deadlines[number] < buckets])
        late: dict[int, list[int]] = defaultdict(list)
        for number in came[:early]:
            if deadlines[number] < buckets:
                late[deadlines[number]].append(number)
        for due, numbers in late.items():
            self._late_due[due] = _merged(self._late_due.get(due, ()), numbers)

    def _is_late_first(self) -> bool:
        """Whether the first in line is late."""
        number = self._head(self._waiting)
        return number is not None and number < self._late

    def _take_first(self, count: int) -> tuple[list[int], bool]:
        """The first `count` in line, and whether a deadline binds one of them."""
        chosen, binding = list[int](), False
        waiting, gone, due, deadlines, buckets = self._waiting, self._gone, self._due, self._deadlines, self._buckets
        while count and waiting:
            number = waiting.pop()
            if not gone[number]:
                gone[number] = 1
                chosen.append(number)
                count -= 1
                deadline = deadlines[number]
                if deadline < buckets:
                    due[deadline] -= 1
                    binding = True
        return chosen, binding

    def _over(self, bucket: int) -> list[int]:
        """For each bucket from `bucket` on who must be out by its end, above all places from 0 up to it.

        The most of them and the places up to `bucket` together are the places of `bucket` that are bound. Behind the
        last deadline nothing binds.
        """
        while self._due and not self._due[-1]:
            self._due.pop()
        return list(map(sub, accumulate(self._due[bucket:]), self._total[bucket + 1 :]))

    def _fill_bound(self, bucket: int, left: int) -> list[int]:
        """Fill the `left` places, all of them bound: only those go in who relieve the first binding bucket."""
        chosen, over = list[int](), self._over(bucket)
        most = max(over)
        where = over.index(most)
        heads = [
            (head, due) for due in [*self._late_due] if due <= bucket + where and (head := self._late_head(due)) >= 0
        ]
        heapify(heads)
        while heads and len(chosen) < left:
            number, due = heappop(heads)
            if due > bucket + where:
                continue
            chosen.append(number)
            self._gone[number] = 1
            self._due[due] -= 1
            head = self._late_head(due)
            if head >= 0:
                heappush(heads, (head, due))
            # It relieves its own bucket and those behind; the first that still binds most is no later than before.
            for at in range(due - bucket, where + 1):
                over[at] -= 1
            most -= 1
            where = over.index(most)
        # Taking the earliest deadline relieves all binding buckets alike, so the rest is found at once.
        return chosen + self._take_light(left - len(chosen))

    def _late_head(self, due: int) -> int:
        """The first in line among the late ones due by the end of a bucket; -1 when there is none."""
        head = self._head(self._late_due[due])
        if head is None:
            del self._late_due[due]
            return -1
        return head

    def _take_light(self, count: int) -> list[int]:
        """The first `count` of those in time, by deadline."""
        light, gone, due, deadlines, chosen = self._light, self._gone, self._due, self._deadlines, list[int]()
        while len(chosen) < count:
            number = light.pop()
            if not gone[number]:
                gone[number] = 1
                due[deadlines[number]] -= 1
                chosen.append(number)
        return chosen

    def _head(self, line: list[int]) -> int | None:
        """The first in line who is not printed yet."""
        while line and self._gone[line[-1]]:
            line.pop()
        return line[-1] if line else None


def _due(deadlines: Iterable[int], buckets: int) -> list[int]:
    """For each bucket how many have it as their deadline."""
    counts = Counter(deadlines)
    return [counts[bucket] for bucket in range(buckets)]


def _by_release(releases: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """The entries by the bucket from which on they are ready."""
    first = set(releases)
    if len(first) == 1:
        return {first.pop(): range(len(releases))}
    arrivals: dict[int, list[int]] = defaultdict(list)
    for number, release in enumerate(releases):
        arrivals[release].append(number)
    return arrivals


def _merged(line: Sequence[int], came: Sequence[int]) -> list[int]:
    """Both in descending order; `line` is so already."""
    return sorted([*line, *came], reverse=True)
