"""The two lines in which jobs stand: by urgency to be chosen (pass 1), and by preference to be printed (pass 2)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from printdesk.domain.order_types import Job, OrderRule

_NO_POSITION = 1 << 60


class Line:
    """The jobs of one plan by number, with what both lines sort by.

    Attributes:
        jobs: all jobs; their index is their number.
        arrival: each job's place in arrival order: by day, priority groups first within the day, then by moment;
            those who came at the same moment share a place.
        overdue: whether the promise is past.
    """

    def __init__(self, jobs: Sequence[Job], rule: OrderRule, now: datetime) -> None:
        """Take the jobs; days are those of the zone of `now`."""
        self.jobs: Sequence[Job] = jobs
        self.rule = rule
        self.arrival = _arrival_places(jobs, now)
        # Equals are chosen by id, never by their last position: a plan must not choose anew by its own outcome.
        self._by_id = sorted(range(len(jobs)), key=lambda number: jobs[number].id)
        self.overdue = [job.promised < now for job in jobs]

    def by_urgency(self) -> list[int]:
        """Numbers in the order in which pass 1 takes them: class by class, within a class by arrival."""
        size = len(self.jobs)
        keys = [job.class_rank * size + place for job, place in zip(self.jobs, self.arrival, strict=True)]
        return sorted(self._by_id, key=keys.__getitem__)

    def longest_overdue(self) -> list[int]:
        """Numbers of the overdue, by promise, then by arrival."""
        numbers = (number for number in self._by_id if self.overdue[number])
        return sorted(numbers, key=lambda number: (self.jobs[number].promised, self.arrival[number]))

    def by_preference(self, accepted: Collection[int], deadline: Sequence[int]) -> tuple[list[int], int]:
        """Numbers in the order in which pass 2 prefers them, and how many of them are late.

        Late ones first: those whom pass 1 refused in the classes that go before the overdue share, by class (every
        hour may still save them by hand), then all others by arrival. Then those in time: by deadline, class and
        arrival. Equals keep the order that they had in the plan before.

        Args:
            accepted: the numbers that pass 1 took.
            deadline: for each job the number of its last bucket in time; past the last when nothing binds.
        """
        late: list[tuple[int, int, int, int, int]] = []
        others: list[tuple[int, int, int, int, int, int]] = []
        behind = self.rule.share_after_class + 1
        for number, job in enumerate(self.jobs):
            refused = number not in accepted and job.need_by is not None
            before = _NO_POSITION if job.previous_position is None else job.previous_position
            tie = (self.arrival[number], before, job.id, number)
            if refused or self.overdue[number]:
                late.append((min(job.class_rank, behind) if refused else behind, *tie))
            else:
                others.append((deadline[number], job.class_rank, *tie))
        late.sort()
        others.sort()
        return [key[-1] for key in late] + [key[-1] for key in others], len(late)


def _arrival_places(jobs: Sequence[Job], now: datetime) -> list[int]:
    zone = now.tzinfo
    days: dict[datetime, int] = {}
    keys = []
    for job in jobs:
        day = days.get(job.arrived)
        if day is None:
            day = days[job.arrived] = job.arrived.astimezone(zone).toordinal()
        keys.append((day, not job.priority, job.arrived))
    places = {key: place for place, key in enumerate(sorted(set(keys)))}
    return [places[key] for key in keys]
