"""The share of the places that belongs to the longest overdue.

With share s and C(t) places up to the end of bucket t, the q-th longest overdue must be printed by the first bucket
with floor(s * C(t)) >= q: within ceil(q / (s * C)) buckets of C places each, whatever arrives meanwhile.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor

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
    for number in numbers:
        places += buckets[number].booklets
        for _place in range(floor(exact * places) - given):
            yield number
            given += 1


def share_deadlines(
    buckets: Sequence[Bucket], numbers: Sequence[int], share: float, overdue: Mapping[int, int]
) -> dict[int, int]:
    """For each overdue job that has a share place the last bucket in which it must be printed.

    Args:
        buckets: all buckets, in order of their ends.
        numbers: those of one component.
        share: 0 to 1.
        overdue: job to the buckets in which it can be printed (bits), longest overdue first. A place that falls due
            when nobody can use it yet is lost, as time is.
    """
    deadlines: dict[int, int] = {}
    waiting = dict(overdue)
    for number in share_places(buckets, numbers, share):
        until = (1 << number + 1) - 1
        job = next((job for job, mask in waiting.items() if mask & until), None)
        if job is not None:
            del waiting[job]
            deadlines[job] = number
        if not waiting:
            break
    return deadlines


def _pool_groups(buckets: Sequence[Bucket]) -> dict[str, str]:
    """Each pool with the name of its group: the first pool it is joined to by common services."""
    group: dict[str, str] = {}
    owner: dict[str, str] = {}
    for bucket in buckets:
        names = {group.get(bucket.pool, bucket.pool), *(owner[code] for code in bucket.services if code in owner)}
        first = min(names)
        group[bucket.pool] = first
        for table in (group, owner):
            table.update({key: first for key, name in table.items() if name in names})
        owner.update(dict.fromkeys(bucket.services, first))
    return group
