"""The sequence inside the buckets: runs of one product, and who overtakes whom."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from printdesk.domain.order_types import Bucket, Job

_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_BLOCK = 8


def sequence(
    jobs: Sequence[Job], chosen: Sequence[Sequence[int]], buckets: Sequence[Bucket], place_in_line: Sequence[int]
) -> Iterator[tuple[datetime, int, int]]:
    """(finished at, bucket, job) for every job with a place, pool by pool in printing order.

    Within a bucket one product is printed after the other, beginning with the one that the pool printed last; within
    a product by the line of preference, members of a group one after the other. No job leaves its bucket, so nobody
    becomes late by it.

    Args:
        jobs: all jobs.
        chosen: for each bucket the numbers of the jobs printed in it.
        buckets: in order of their ends.
        place_in_line: each job's place in the line of preference.
    """
    running: dict[str, str] = {}
    for bucket, members in enumerate(chosen):
        if not members:
            continue
        pool = buckets[bucket].pool
        ordered = _runs(jobs, sorted(members, key=place_in_line.__getitem__), running.get(pool))
        running[pool] = jobs[ordered[-1]].service
        for planned, number in zip(_finished(buckets[bucket], len(ordered)), ordered, strict=True):
            yield planned, bucket, number


def _runs(jobs: Sequence[Job], line: Sequence[int], running: str | None) -> list[int]:
    """Those of one bucket, given in the line of preference, in runs of one product and groups together."""
    runs: dict[str, dict[str | int, list[int]]] = {} if running is None else {running: {}}
    for number in line:
        job = jobs[number]
        party = number if job.group is None else job.group
        runs.setdefault(job.service, {}).setdefault(party, []).append(number)
    return [number for run in runs.values() for party in run.values() for number in party]


def _finished(bucket: Bucket, count: int) -> Iterator[datetime]:
    """When the first `count` places of the bucket are finished, on the full second."""
    span = (bucket.end - bucket.start) // _MICROSECOND
    for place in range(1, count + 1):
        yield bucket.start + _SECOND * (span * place // bucket.booklets // 1_000_000)


def overtakes(arrived: Sequence[float], marked: Sequence[bool]) -> list[tuple[int, int]]:
    """For each of the jobs in printing order: how many, and how many marked, came earlier and go later.

    Ranks of arrival are counted in blocks of bits, read from the end; the marked are few enough for a sorted list.
    """
    rank_of = _ranks(arrived)
    blocks = (len(arrived) >> _BLOCK) + 1
    seen, counts, within = [0] * blocks, [0] * blocks, (1 << _BLOCK) - 1
    later_marked: list[int] = []
    passed: list[tuple[int, int]] = []
    for rank, mark in zip(reversed(rank_of), reversed(marked), strict=True):
        block, bit = rank >> _BLOCK, 1 << (rank & within)
        earlier = sum(counts[:block]) + (seen[block] & bit - 1).bit_count()
        passed.append((earlier, bisect_left(later_marked, rank)))
        seen[block] |= bit
        counts[block] += 1
        if mark:
            insort(later_marked, rank)
    passed.reverse()
    return passed


def _ranks(arrived: Sequence[float]) -> list[int]:
    """Ranks by arrival; of those who came together the one printed first has the lower, so overtakes nobody."""
    ranks = [0] * len(arrived)
    for rank, number in enumerate(sorted(range(len(arrived)), key=arrived.__getitem__)):
        ranks[number] = rank
    return ranks
