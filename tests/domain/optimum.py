"""The independent optimum: what no order of printing can beat, by assignment, without our algorithms."""

import random
from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_bipartite_matching

from printdesk.domain.order import Bucket, Job, Plan
from tests.domain.semarang import bucket, hour, job

KINDS = ("one pool", "releases", "disjoint pools", "flexible pools", "flexible pools and releases", "gaps")


def instance(seed: int, kind: str) -> tuple[list[Job], list[Bucket]]:
    """A random office of up to 25 jobs, three services and three pools."""
    rng = random.Random(f"{seed} {kind}")
    pools = {"one pool": 1, "releases": 1, "disjoint pools": 2, "gaps": 3}.get(kind, rng.randint(2, 3))
    hours = rng.randint(2, 6)
    made = []
    for pool in range(pools):
        services = "AB"[pool] if kind == "disjoint pools" else "".join(rng.sample("ABC", rng.randint(1, 3)))
        for n in range(hours):
            up = "".join(code for code in services if kind != "gaps" or rng.random() < 0.8)
            made.append(bucket(n, rng.randint(0, 3), up, f"P{pool}"))
    rng.shuffle(made)
    released = kind in ("releases", "flexible pools and releases", "gaps")
    return [_job(rng, number, hours, released) for number in range(rng.randint(1, 25))], made


def _job(rng: random.Random, number: int, hours: int, released: bool) -> Job:
    need = rng.randint(-1, hours + 1) if rng.random() < 0.95 else None
    return job(
        number,
        need,
        service=rng.choice("ABC"),
        class_rank=rng.randint(1, 6),
        arrived=hour(-rng.randint(1, 200)),
        promised=hour(rng.randint(-50, 50)),
        ready_at=hour(rng.randint(0, hours)) if released and rng.random() < 0.5 else hour(-1),
        priority=rng.random() < 0.2,
        group=rng.choice([None, "Rombongan 1", "Rombongan 2"]),
        has_trip=need is not None and rng.random() < 0.5,
    )


def _fits(each: Job, place: Bucket) -> bool:
    return (
        each.service in place.services and place.start >= each.ready_at and place.end <= (each.need_by or place.end)
    )


def most_in_time(jobs: Sequence[Job], buckets: Sequence[Bucket]) -> list[int]:
    """For each k the most jobs of the classes up to k that any order can print in time, within the horizon."""
    last = max(each.end for each in buckets)
    places = [each for each in buckets for _booklet in range(each.booklets)]
    return [
        _most([each for each in jobs if each.class_rank <= k and each.need_by and each.need_by <= last], places)
        for k in range(1, 7)
    ]


def _most(jobs: Sequence[Job], places: Sequence[Bucket]) -> int:
    if not jobs or not places:
        return 0
    graph = np.array([[_fits(each, place) for place in places] for each in jobs])
    return int((maximum_bipartite_matching(csr_matrix(graph), perm_type="column") >= 0).sum())


def in_time(plan: Plan, jobs: Sequence[Job], buckets: Sequence[Bucket]) -> list[int]:
    """For each k the jobs of the classes up to k that the plan prints in time, within the horizon."""
    last = max(each.end for each in buckets)
    counted = {each.id: each.class_rank for each in jobs if each.need_by and each.need_by <= last}
    kept = [counted[slot.job_id] for slot in plan.slots if slot.in_time and slot.job_id in counted]
    return [sum(rank <= k for rank in kept) for k in range(1, 7)]


def earliest(preference: Sequence[Job], bound: set[int], buckets: Sequence[Bucket]) -> list[int]:
    """For each job its bucket, the number of buckets for none: the first as early as can be, then the second, ...

    Those in `bound` must be in time. Weights so far apart that no later job outweighs an earlier one.
    """
    behind = len(buckets)
    places = [n for n, each in enumerate(buckets) for _booklet in range(each.booklets)] + [behind] * len(preference)
    cost = np.zeros((len(preference), len(places)))
    for row, each in enumerate(preference):
        weight = float(behind + 1) ** (len(preference) - 1 - row)
        for column, n in enumerate(places):
            late = each.id in bound and (n == behind or buckets[n].end > (each.need_by or buckets[n].end))
            cost[row, column] = 1e15 if late else weight * n
    rows, columns = linear_sum_assignment(cost)
    assert list(rows) == list(range(len(preference)))
    return [places[column] for column in columns]
