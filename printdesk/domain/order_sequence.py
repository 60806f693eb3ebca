"""The sequence inside the buckets: runs of one product, and who overtakes whom."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from printdesk.domain.order_types import Bucket, Job

_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_BLOCK = 8


class Printed(NamedTuple):
    """Every place that is taken, as columns: bucket by bucket, within a bucket in printing order.

    Attributes:
        number: the job.
        bucket: number of its bucket.
        planned: when it is finished.
        moment: the same as a number to compare by.
    """

    number: list[int]
    bucket: list[int]
    planned: list[datetime]
    moment: list[int]


def sequence(
    jobs: Sequence[Job], chosen: Sequence[Sequence[int]], buckets: Sequence[Bucket], place_in_line: Sequence[int]
) -> Printed:
    """The places of all jobs that have one.

    Within a bucket one product is printed after the other, beginning with the one that the pool printed last; within
    a product by the line of preference, members of a group one after the other. No job leaves its bucket, so nobody
    becomes late by it.

    Args:
        jobs: all jobs.
        chosen: for each bucket the numbers of the jobs printed in it.
        buckets: in order of their ends.
        place_in_line: each job's place in the line of preference.
    """
    printed = Printed([], [], [], [])
    running: dict[str, str] = {}
    for number, members in enumerate(chosen):
        if not members:
            continue
        bucket = buckets[number]
        ordered = _runs(jobs, sorted(members, key=place_in_line.__getitem__), running.get(bucket.pool))
        running[bucket.pool] = jobs[ordered[-1]].service
        seconds = _finished(bucket, len(ordered))
        start = (bucket.start - buckets[0].start) // _MICROSECOND
        printed.number.extend(ordered)
        printed.bucket.extend([number] * len(ordered))
        printed.planned.extend([bucket.start + _SECOND * n for n in seconds])
        printed.moment.extend([start + 1_000_000 * n for n in seconds])
    return printed


def _runs(jobs: Sequence[Job], line: Sequence[int], running: str | None) -> list[int]:
    """Those of one bucket, given in the line of preference, in runs of one product and groups together."""
    runs: dict[str, list[int]] = {} if running is None else {running: []}
    for number in _together(jobs, line):
        runs.setdefault(jobs[number].service, []).append(number)
    return [number for run in runs.values() for number in run]


def _together(jobs: Sequence[Job], line: Sequence[int]) -> Sequence[int]:
    """`line` with each group's members of one product at the place of the first of them."""
    if all(jobs[number].group is None for number in line):
        return line
    parties: dict[object, list[int]] = {}
    for number in line:
        job = jobs[number]
        parties.setdefault(number if job.group is None else (job.service, job.group), []).append(number)
    return [number for party in parties.values() for number in party]


def _finished(bucket: Bucket, count: int) -> list[int]:
    """How many full seconds after the bucket's start its first `count` places are finished."""
    span, booklets = (bucket.end - bucket.start) // _MICROSECOND, bucket.booklets
    return [span * place // booklets // 1_000_000 for place in range(1, count + 1)]


def overtakes(arrived: Sequence[int], marked: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each of the jobs in printing order: how many, and how many marked, came earlier and go later.

    Ranks of arrival are counted in blocks of bits, read from the end; the marked are few enough for a sorted list.
    """
    ranks = _ranks(arrived)
    blocks = (len(ranks) >> _BLOCK) + 1
    seen, counts, within = [0] * blocks, [0] * blocks, (1 << _BLOCK) - 1
    later_marked: list[int] = []
    all_passed, marked_passed = [0] * len(ranks), [0] * len(ranks)
    for number in range(len(ranks) - 1, -1, -1):
        rank = ranks[number]
        block, bit = rank >> _BLOCK, 1 << (rank & within)
        all_passed[number] = sum(counts[:block]) + (seen[block] & bit - 1).bit_count()
        marked_passed[number] = bisect_left(later_marked, rank)
        seen[block] |= bit
        counts[block] += 1
        if marked[number]:
            insort(later_marked, rank)
    return all_passed, marked_passed


def _ranks(arrived: Sequence[int]) -> list[int]:
    """Ranks by arrival; of those who came together the one printed first has the lower, so overtakes nobody."""
    ranks = [0] * len(arrived)
    for rank, number in enumerate(sorted(range(len(arrived)), key=arrived.__getitem__)):
        ranks[number] = rank
    return ranks
