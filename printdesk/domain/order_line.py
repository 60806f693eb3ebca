"""The two lines in which jobs stand: by urgency to be chosen (pass 1), and by preference to be printed (pass 2)."""

from collections.abc import Collection, Sequence
from datetime import datetime

from printdesk.domain.order_types import Job, OrderRule

_NO_POSITION = 1 << 60


class Line:
    """The jobs of one plan by number, with what both lines sort by.

    Attributes:
        jobs: all jobs; their index is their number.
        moments: each job's place by the moment of arrival alone.
        arrival: each job's place in arrival order: by day, priority groups first within the day, then by moment;
            those who came at the same moment share a place.
        overdue: whether the promise is past.
    """

    def __init__(self, jobs: Sequence[Job], rule: OrderRule, now: datetime) -> None:
        """Take the jobs; days are those of the zone of `now`."""
        self.jobs: Sequence[Job] = jobs
        self.rule = rule
        by_moment = sorted(range(len(jobs)), key=[job.arrived for job in jobs].__getitem__)
        self.moments = _places([job.arrived for job in jobs], by_moment)
        self.arrival = _arrival_places(jobs, self.moments, by_moment, now)
        # Equals are chosen by id, never by their last position: a plan must not choose anew by its own outcome.
        self._by_id = sorted(range(len(jobs)), key=[job.id for job in jobs].__getitem__)
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
        late, others = list[int](), list[int]()
        keys = [0] * len(self.jobs)
        size, behind = len(self.jobs), self.rule.share_after_class + 1
        ranks = max((job.class_rank for job in self.jobs), default=0) + 1
        for number in self._by_last_position():
            job, place = self.jobs[number], self.arrival[number]
            if number not in accepted and job.need_by is not None:
                keys[number] = min(job.class_rank, behind) * size + place
                late.append(number)
            elif self.overdue[number]:
                keys[number] = behind * size + place
                late.append(number)
            else:
                keys[number] = (deadline[number] * ranks + job.class_rank) * size + place
                others.append(number)
        late.sort(key=keys.__getitem__)
        others.sort(key=keys.__getitem__)
        return late + others, len(late)

    def _by_last_position(self) -> list[int]:
        """Numbers in the order of the plan before; those who were not in it follow, all by id."""
        if all(job.previous_position is None for job in self.jobs):
            return self._by_id
        before = [_NO_POSITION if job.previous_position is None else job.previous_position for job in self.jobs]
        return sorted(self._by_id, key=before.__getitem__)


def _arrival_places(
    jobs: Sequence[Job], moments: Sequence[int], by_moment: Sequence[int], now: datetime
) -> list[int]:
    zone, size = now.tzinfo, len(jobs)
    parts = [2 * job.arrived.astimezone(zone).toordinal() + (not job.priority) for job in jobs]
    keys = [part * size + moment for part, moment in zip(parts, moments, strict=True)]
    return _places(keys, sorted(by_moment, key=parts.__getitem__))


def _places(keys: Sequence[object], order: Sequence[int]) -> list[int]:
    """For each number its place in `order`, which is sorted by `keys`; equals share one."""
    places, place = [0] * len(order), 0
    before = keys[order[0]] if order else None
    for number in order:
        if keys[number] != before:
            place, before = place + 1, keys[number]
        places[number] = place
    return places
