"""The sequence inside the buckets: runs of one product, and who overtakes whom."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import repeat
from typing import NamedTuple

from printdesk.domain.order_line import JOB_GROUP, JOB_SERVICE
from printdesk.domain.order_types import Bucket, Job

_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)
_BLOCK = 9


class Printed(NamedTuple):
    """Every place that is taken, as columns: bucket by bucket, within a bucket in printing order.

    Attributes:
        number: the job.
        bucket: number of its bucket.
        planned: when it is finished.
        moment: the same as a number to compare by, in microseconds; numbers with a point are compared fastest.
    """

    number: list[int]
    bucket: list[int]
    planned: list[datetime]
    moment: list[float]


def sequence(jobs: Sequence[Job], chosen: Sequence[Sequence[int]], buckets: Sequence[Bucket]) -> Printed:
    """The places of all jobs that have one.

    Within a bucket one product is printed after the other, beginning with the one that the pool printed last; within
    a product by the line of preference, members of a group one after the other. No job leaves its bucket, so nobody
    becomes late by it.

    Args:
        jobs: all jobs.
        chosen: for each bucket the numbers of the jobs printed in it, in the line of preference.
        buckets: in order of their ends.
    """
    printed = Printed([], [], [], [])
    service, group = list(map(JOB_SERVICE, jobs)), list(map(JOB_GROUP, jobs))
    in_groups = group.count(None) < len(group)
    running: dict[str, str] = {}
    paces: dict[tuple[timedelta, int], tuple[list[timedelta], list[float]]] = {}
    for number, members in enumerate(chosen):
        if not members:
            continue
        bucket, count = buckets[number], len(members)
        line = _together(members, service, group) if in_groups else members
        ordered = _runs(line, service, running.get(bucket.pool))
        running[bucket.pool] = service[ordered[-1]]
        span = bucket.end - bucket.start
        pace = paces.get((span, bucket.booklets))
        if pace is None:
            pace = paces[span, bucket.booklets] = _finished(span, bucket.booklets)
        start = float((bucket.start - buckets[0].start) // _MICROSECOND)
        printed.number.extend(ordered)
        printed.bucket.extend(repeat(number, count))
        printed.planned.extend(map(bucket.start.__add__, pace[0][:count]))
        printed.moment.extend(map(start.__add__, pace[1][:count]))
    return printed


def _runs(line: Sequence[int], service: Sequence[str], running: str | None) -> Sequence[int]:
    """Those of one bucket in runs of one product, the one that was printed last before the others."""
    products = dict.fromkeys(map(service.__getitem__, line))
    if len(products) == 1:
        return line
    if running is not None and running in products:
        products = dict.fromkeys((running, *products))
    return [number for product in products for number in line if service[number] == product]


def _together(line: Sequence[int], service: Sequence[str], group: Sequence[str | None]) -> Sequence[int]:
    """`line` with each group's members of one product at the place of the first of them."""
    if {None}.issuperset(map(group.__getitem__, line)):
        return line
    parties: dict[object, list[int]] = {}
    for number in line:
        party = group[number]
        parties.setdefault(number if party is None else (service[number], party), []).append(number)
    return [number for party in parties.values() for number in party]


def _finished(span: timedelta, booklets: int) -> tuple[list[timedelta], list[float]]:
    """How long after the bucket's start its places are finished, in full seconds; the same in microseconds."""
    whole = span // _MICROSECOND
    seconds = [whole * place // booklets // 1_000_000 for place in range(1, booklets + 1)]
    return [_SECOND * n for n in seconds], [1_000_000.0 * n for n in seconds]


def overtakes(arrived: Sequence[int], marked: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each of the jobs in printing order: how many, and how many marked, came earlier and go later.

    Ranks of arrival are counted in blocks of bits, read from the end; the marked are few enough for a sorted list.
    """
    ranks = _ranks(arrived)
    blocks, within = (len(ranks) >> _BLOCK) + 1, (1 << _BLOCK) - 1
    seen, counts, bits = [0] * blocks, [0] * blocks, [1 << n for n in range(1 << _BLOCK)]
    passed, earliest = list[int](), len(ranks)
    for rank in reversed(ranks):
        block, bit = rank >> _BLOCK, bits[rank & within]
        if rank < earliest:
            # Who came before all that go later overtakes nobody: most of a line in order of arrival.
            earliest = rank
            passed.append(0)
        else:
            passed.append(sum(counts[:block]) + (seen[block] & bit - 1).bit_count())
        seen[block] |= bit
        counts[block] += 1
    passed.reverse()
    return passed, _marked_passed(ranks, marked)


def _marked_passed(ranks: Sequence[int], marked: Sequence[bool]) -> list[int]:
    """For each how many marked ones of a lower rank go later; at once for all up to the next marked one."""
    passed, later, end = [0] * len(ranks), list[int](), len(ranks)
    for place in [place for place, mark in enumerate(marked) if mark][::-1]:
        if later:
            passed[place:end] = map(bisect_left, repeat(later), ranks[place:end])
        insort(later, ranks[place])
        end = place
    passed[:end] = map(bisect_left, repeat(later), ranks[:end])
    return passed


def _ranks(arrived: Sequence[int]) -> list[int]:
    """Ranks by arrival; of those who came together the one printed first has the lower, so overtakes nobody."""
    ranks = [0] * len(arrived)
    for rank, number in enumerate(sorted(range(len(arrived)), key=arrived.__getitem__)):
        ranks[number] = rank
    return ranks
