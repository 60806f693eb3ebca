"""The sequence inside the buckets: runs of one product, and who overtakes whom."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from printdesk.domain.order_types import Bucket, Job

_SECOND = timedelta(seconds=1)


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
        ordered = _runs(jobs, members, place_in_line, running.get(pool))
        running[pool] = jobs[ordered[-1]].service
        for count, number in enumerate(ordered, start=1):
            yield _finished(buckets[bucket], count), bucket, number


def _runs(
    jobs: Sequence[Job], members: Sequence[int], place_in_line: Sequence[int], running: str | None
) -> list[int]:
    """The members of one bucket in runs of one product."""
    first: dict[str, int] = {}
    group_first: dict[tuple[str, str], int] = {}
    for number in members:
        job, place = jobs[number], place_in_line[number]
        first[job.service] = min(first.get(job.service, place), place)
        if job.group is not None:
            key = (job.service, job.group)
            group_first[key] = min(group_first.get(key, place), place)
    if running in first:
        first[running] = -1

    def key_of(number: int) -> tuple[int, int, int]:
        job, place = jobs[number], place_in_line[number]
        together = place if job.group is None else group_first[job.service, job.group]
        return first[job.service], together, place

    return sorted(members, key=key_of)


def _finished(bucket: Bucket, count: int) -> datetime:
    """When the `count`-th place of the bucket is finished, on the full second."""
    return bucket.start + (bucket.end - bucket.start) * count // bucket.booklets // _SECOND * _SECOND


def overtakes(arrived: Sequence[datetime], marked: Sequence[bool]) -> list[tuple[int, int]]:
    """For each of the jobs in printing order: how many, and how many marked, came earlier and go later.

    A Fenwick tree over the moments of arrival, read from the end; the marked are few enough for a sorted list.
    """
    ranks = {moment: rank for rank, moment in enumerate(sorted(set(arrived)), start=1)}
    tree = [0] * (len(ranks) + 1)
    later_marked: list[int] = []
    counts: list[tuple[int, int]] = []
    for moment, mark in zip(reversed(arrived), reversed(marked), strict=True):
        rank = ranks[moment]
        counts.append((_before(tree, rank), bisect_left(later_marked, rank)))
        _count(tree, rank)
        if mark:
            insort(later_marked, rank)
    counts.reverse()
    return counts


def _before(tree: Sequence[int], rank: int) -> int:
    total, k = 0, rank - 1
    while k:
        total += tree[k]
        k &= k - 1
    return total


def _count(tree: list[int], rank: int) -> None:
    size = len(tree)
    while rank < size:
        tree[rank] += 1
        rank += rank & -rank
