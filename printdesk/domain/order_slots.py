"""Pass 2: when each is printed, in one pool of stations.

Bucket by bucket, the place goes to the first in the line of preference (those already late, oldest first; then by
print-by date) unless that would push somebody past a print-by date that pass 1 promised. When all are ready this is
Smith's rule for unit jobs with deadlines (1956), read forwards: no order has the late ones earlier without losing one
that is in time. Jobs that become ready later take part from then on.

How many of the next places are bound is one number: those who must be out by the end of bucket d are at most the
places from the next bucket to d; what is above that must be printed now.
"""

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import accumulate
from typing import NamedTuple


class Entry(NamedTuple):
    """A job of the pool in its line of preference.

    Attributes:
        release: number of the first bucket in which it can be printed.
        deadline: number of the last bucket in which it is in time; the number of buckets when nothing binds.
        late: whether it stands among the late ones; those who do not are sorted by deadline.
    """

    release: int
    deadline: int
    late: bool


def dispatch(capacity: Sequence[int], entries: Sequence[Entry]) -> list[list[int]]:
    """For each bucket the numbers of the entries printed in it, in no particular order.

    Args:
        capacity: places of each bucket, in order of time.
        entries: in the line of preference: all late ones first, then the others by deadline. Those with a deadline
            can all be in time (pass 1).

    No place stays empty while somebody is ready. Entries that do not fit before the end are left out.
    """
    line = _Line(capacity, entries)
    return [line.fill(bucket) for bucket in range(len(capacity))]


class _Line:
    """Those who wait, while the buckets are filled one after the other."""

    def __init__(self, capacity: Sequence[int], entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._capacity = capacity
        self._buckets = len(capacity)
        self._total = [0, *accumulate(capacity)]
        self._waiting: list[int] = []
        self._light: list[int] = []
        self._late_due: list[list[int]] = [[] for _bucket in capacity]
        self._gone = bytearray(len(entries))
        self._due = [0] * self._buckets
        self._arrivals: list[list[int]] = [[] for _bucket in capacity]
        for number, entry in enumerate(entries):
            if entry.release < self._buckets:
                self._arrivals[entry.release].append(number)
            if entry.deadline < self._buckets:
                self._due[entry.deadline] += 1

    def fill(self, bucket: int) -> list[int]:
        """Choose who is printed in `bucket`."""
        self._admit(bucket)
        chosen: list[int] = []
        left = self._capacity[bucket]
        bound, stale = self._bound(bucket)[0], False
        while left:
            if bound >= left and stale:
                bound, stale = self._bound(bucket)[0], False
            if bound >= left:
                chosen += self._fill_bound(bucket, left)
                break
            number = self._pop(self._waiting)
            if number is None:
                break
            stale = self._take(number) or stale
            chosen.append(number)
            left -= 1
        return chosen

    def _admit(self, bucket: int) -> None:
        """Let those in who are ready from this bucket on."""
        came = self._arrivals[bucket]
        if not self._waiting:
            self._waiting = [*came]
            heapify(self._waiting)
        else:
            for number in came:
                heappush(self._waiting, number)
        for number in came:
            entry = self._entries[number]
            if entry.deadline < self._buckets:
                heappush(self._late_due[entry.deadline] if entry.late else self._light, number)

    def _bound(self, bucket: int) -> tuple[int, int]:
        """How many places of `bucket` are bound, and the first bucket that binds so many."""
        most, where, due = 0, bucket, 0
        offset = self._total[bucket + 1]
        total = self._total
        for last in range(bucket, self._buckets):
            due += self._due[last]
            over = due + offset - total[last + 1]
            if over > most:
                most, where = over, last
        return most, where

    def _fill_bound(self, bucket: int, left: int) -> list[int]:
        """Fill the `left` places, all of them bound: only those go in who relieve the first binding bucket."""
        chosen: list[int] = []
        where = self._bound(bucket)[1]
        while len(chosen) < left:
            number = self._first_due(bucket, where)
            self._take(number)
            chosen.append(number)
            # Taking the earliest deadline relieves all binding buckets alike; any other may shift the first one.
            if self._entries[number].late:
                where = self._bound(bucket)[1]
        return chosen

    def _first_due(self, bucket: int, where: int) -> int:
        """The first in line among those due by bucket `where`: a late one if there is any, else by deadline."""
        heads = (self._head(self._late_due[due]) for due in range(bucket, where + 1))
        late = min((head for head in heads if head is not None), default=None)
        if late is not None:
            return late
        light = self._head(self._light)
        if light is None:
            msg = "pass 1 promised more than the places hold"
            raise AssertionError(msg)
        return light

    def _take(self, number: int) -> bool:
        """Mark as printed; tell whether a deadline went with it."""
        self._gone[number] = 1
        deadline = self._entries[number].deadline
        if deadline < self._buckets:
            self._due[deadline] -= 1
            return True
        return False

    def _head(self, heap: list[int]) -> int | None:
        while heap and self._gone[heap[0]]:
            heappop(heap)
        return heap[0] if heap else None

    def _pop(self, heap: list[int]) -> int | None:
        number = self._head(heap)
        return heappop(heap) if number is not None else None
