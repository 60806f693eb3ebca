"""The share of the places that belongs to the longest overdue.

With share s and C(t) places up to the end of bucket t, the q-th longest overdue must be printed by the first bucket
with floor(s * C(t)) >= q: within ceil(q / (s * C)) buckets of C places each, whatever arrives meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from itertools import repeat

from printdesk.domain.order_types import Bucket


def components(buckets: Sequence[Bucket]) -> list[list[int]]:
    """Numbers of the buckets, those of pools that share a service together."""
    of_pool = _pool_groups(buckets)
    groups: dict[str, list[int]] = defaultdict(list)
    for number, bucket in enumerate(buckets):
        groups[of_pool[bucket.pool]].append(number)
    return list(groups.values())


def share_places(buckets: Sequence[Bucket], numbers: Sequence[int], share: float) -> Iterator[int]:
    """For the 1st, 2nd, ... place of the share the number of the bucket by whose end it falls due."""
    exact, places, given = Fraction(share).limit_denominator(10_000), 0, 0
    part, whole = exact.as_integer_ratio()
    for number in numbers:
        places += buckets[number].booklets
        due = part * places // whole
        yield from repeat(number, due - given)
        given = due


def share_deadlines(
    buckets: Sequence[Bucket], numbers: Sequence[int], share: float, overdue: Sequence[int], first: Sequence[int]
) -> dict[int, int]:
    """For each overdue job that has a share place the last bucket in which it must be printed.

    Args:
        buckets: all buckets, in order of their ends.
        numbers: those of one component.
        share: 0 to 1.
        overdue: jobs, longest overdue first. A place that falls due when nobody can use it yet is lost, as time is.
        first: for each of them the first bucket in which it can be printed.
    """
    deadlines: dict[int, int] = {}
    coming = sorted(range(len(overdue)), key=first.__getitem__, reverse=True)
    waiting: list[int] = []
    for number in share_places(buckets, numbers, share):
        while coming and first[coming[-1]] <= number:
            heappush(waiting, coming.pop())
        if waiting:
            deadlines[overdue[heappop(waiting)]] = number
        elif not coming:
            break
    return deadlines


def _pool_groups(buckets: Sequence[Bucket]) -> dict[str, str]:
    """Each pool with the name of its group: the first pool it is joined to by common services."""
    group: dict[str, str] = {}
    owner: dict[str, str] = {}
    for pool, services in dict.fromkeys((bucket.pool, bucket.services) for bucket in buckets):
        names = {group.get(pool, pool), *(owner[code] for code in services if code in owner)}
        first = min(names)
        group[pool] = first
        for table in (group, owner):
            table.update({key: first for key, name in table.items() if name in names})
        owner.update(dict.fromkeys(services, first))
    return group
