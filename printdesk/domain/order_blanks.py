"""Blanks are scarce: who gets one, and from when.

Each service has its own blanks, though several may share a pool of stations. Trips that can still be kept take their
blanks first, by urgency, as late a delivery as will do; all others take the earliest blanks left, by arrival; what is
left then goes to those who could wait. Where stock covers everybody nothing changes. Exact for the blanks by
themselves (a matroid again); the places are shared out afterwards, among those who have a blank.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from printdesk.domain.order_accept import Acceptance
from printdesk.domain.order_types import Job, Supply


def with_blanks(
    jobs: Sequence[Job], by_urgency: Sequence[int], arrival: Sequence[int], supplies: Mapping[str, Supply]
) -> tuple[list[Job], frozenset[int]]:
    """The jobs with `ready_at` moved to the delivery of their blank, and the numbers of those without one.

    Args:
        jobs: all jobs; their index is their number.
        by_urgency: numbers in the order in which pass 1 takes them.
        arrival: each job's place in arrival order.
        supplies: service to its blanks; a service that is not named has enough.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for number in by_urgency:
        members[jobs[number].service].append(number)
    moved = list(jobs)
    without: set[int] = set()
    for service, supply in supplies.items():
        numbers = members.get(service, [])
        if len(numbers) <= supply.stock:
            continue
        batches = _batches(supply)
        batch_of = _share_out(jobs, numbers, arrival, batches)
        without.update(number for number in numbers if number not in batch_of)
        for number, batch in batch_of.items():
            when = batches[batch][0]
            if when is not None and when > jobs[number].ready_at:
                moved[number] = jobs[number]._replace(ready_at=when)
    return moved, frozenset(without)


def _batches(supply: Supply) -> list[tuple[datetime | None, int]]:
    """Stock, then the deliveries in order of time."""
    return [(None, max(0, supply.stock)), *sorted(supply.deliveries)]


def _share_out(
    jobs: Sequence[Job],
    numbers: Sequence[int],
    arrival: Sequence[int],
    batches: Sequence[tuple[datetime | None, int]],
) -> dict[int, int]:
    """The batch from which each job takes its blank; those who get none are left out."""
    trips = Acceptance([count for _when, count in batches])
    for number in numbers:
        job = jobs[number]
        window = _in_time(job, batches) if job.has_trip else 0
        if window:
            trips.add(number, window)
    held = dict(trips.placed())
    batch_of = dict(
        zip(sorted(held, key=lambda n: (_need_by(jobs[n]), arrival[n])), sorted(held.values()), strict=True)
    )
    left = [count for _when, count in batches]
    for batch in batch_of.values():
        left[batch] -= 1
    rest = sorted((number for number in numbers if number not in batch_of), key=arrival.__getitem__)
    free = (batch for batch, count in enumerate(left) for _blank in range(count))
    batch_of |= dict(zip(rest, free, strict=False))
    return _pulled_forward(batch_of, batches)


def _pulled_forward(batch_of: dict[int, int], batches: Sequence[tuple[datetime | None, int]]) -> dict[int, int]:
    """Nobody waits for a delivery while a blank lies there: those who could wait take what nobody else needs.

    Args:
        batch_of: in the order in which they may move.
    """
    left = [count for _when, count in batches]
    for batch in batch_of.values():
        left[batch] -= 1
    for number, batch in sorted(batch_of.items(), key=lambda item: item[1]):
        earliest = next((n for n in range(batch) if left[n]), batch)
        left[batch] += 1
        left[earliest] -= 1
        batch_of[number] = earliest
    return batch_of


def _in_time(job: Job, batches: Sequence[tuple[datetime | None, int]]) -> int:
    """The batches (bits) that come before the job's print-by date."""
    return sum(1 << n for n, (when, _count) in enumerate(batches) if when is None or when < _need_by(job))


def _need_by(job: Job) -> datetime:
    return job.need_by if job.need_by is not None else job.promised
