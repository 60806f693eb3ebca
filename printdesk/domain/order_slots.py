"""Pass 2: when each is printed, in one pool of stations.

Bucket by bucket, the place goes to the first in the line of preference (those already late, oldest first; then by
print-by date) unless that would push somebody past a print-by date that pass 1 promised. When all are ready this is
Smith's rule for unit jobs with deadlines (1956), read forwards: no order has the late ones earlier without losing one
that is in time. Jobs that become ready later take part from then on.

How many of the next places are bound is one number: those who must be out by the end of bucket d are at most the
places from the next bucket to d; what is above that must be printed now.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from operator import sub


def dispatch(
    capacity: Sequence[int], releases: Sequence[int], deadlines: Sequence[int], late: int
) -> list[list[int]]:
    """For each bucket the numbers of the entries printed in it, in no particular order.

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
    return [line.fill(bucket) for bucket in range(len(capacity))]


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
        self._late_due: list[list[int]] = [[] for _bucket in capacity]
        self._gone = bytearray(len(deadlines))
        self._due = [0] * (self._buckets + 1)
        self._arrivals: list[list[int]] = [[] for _bucket in range(self._buckets + 1)]
        for number, (release, deadline) in enumerate(zip(releases, deadlines, strict=True)):
            self._arrivals[release].append(number)
            self._due[deadline] += 1

    def fill(self, bucket: int) -> list[int]:
        """Choose who is printed in `bucket`."""
        self._admit(self._arrivals[bucket])
        chosen: list[int] = []
        left = self._capacity[bucket]
        bound, stale = self._bound(bucket)[0], False
        waiting, gone, due, deadlines, buckets = self._waiting, self._gone, self._due, self._deadlines, self._buckets
        while left:
            if bound >= left and stale:
                bound, stale = self._bound(bucket)[0], False
            if bound >= left:
                chosen += self._fill_bound(bucket, left)
                break
            while waiting and gone[waiting[-1]]:
                waiting.pop()
            if not waiting:
                break
            number = waiting.pop()
            gone[number] = 1
            due[deadlines[number]] -= 1
            stale = stale or deadlines[number] < buckets
            chosen.append(number)
            left -= 1
        return chosen

    def _admit(self, came: Sequence[int]) -> None:
        """Let those in who are ready from this bucket on."""
        if not came:
            return
        self._waiting = _merged(self._waiting, came)
        late: dict[int, list[int]] = defaultdict(list)
        light = list[int]()
        for number in came:
            due = self._deadlines[number]
            if due < self._buckets:
                (late[due] if number < self._late else light).append(number)
        self._light = _merged(self._light, light)
        for due, numbers in late.items():
            self._late_due[due] = _merged(self._late_due[due], numbers)

    def _bound(self, bucket: int) -> tuple[int, int]:
        """How many places of `bucket` are bound, and the first bucket that binds so many."""
        due = accumulate(self._due[bucket : self._buckets])
        over = list(map(sub, due, self._total[bucket + 1 :]))
        most = max(over)
        bound = most + self._total[bucket + 1]
        return (bound, bucket + over.index(most)) if bound > 0 else (0, bucket)

    def _fill_bound(self, bucket: int, left: int) -> list[int]:
        """Fill the `left` places, all of them bound: only those go in who relieve the first binding bucket."""
        chosen: list[int] = []
        while len(chosen) < left:
            number = self._first_late(bucket, self._bound(bucket)[1])
            if number is None:
                # Taking the earliest deadline relieves all binding buckets alike, so the rest is found at once.
                return chosen + self._take_light(left - len(chosen))
            self._take(number)
            chosen.append(number)
        return chosen

    def _first_late(self, bucket: int, where: int) -> int | None:
        """The first in line among the late ones due by bucket `where`."""
        heads = (self._head(due) for due in self._late_due[bucket : where + 1])
        return min((head for head in heads if head is not None), default=None)

    def _take_light(self, count: int) -> list[int]:
        """The first `count` of those in time, by deadline."""
        chosen: list[int] = []
        for _place in range(count):
            number = self._head(self._light)
            if number is None:
                msg = "pass 1 promised more than the places hold"
                raise AssertionError(msg)
            self._take(number)
            chosen.append(number)
        return chosen

    def _take(self, number: int) -> None:
        self._gone[number] = 1
        self._due[self._deadlines[number]] -= 1

    def _head(self, line: list[int]) -> int | None:
        """The first in line who is not printed yet."""
        while line and self._gone[line[-1]]:
            line.pop()
        return line[-1] if line else None


def _merged(line: Sequence[int], came: Sequence[int]) -> list[int]:
    """Both in descending order; `line` is so already."""
    return sorted([*line, *came], reverse=True)
