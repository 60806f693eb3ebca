"""The two lines in which jobs stand: by urgency to be chosen (pass 1), and by preference to be printed (pass 2).

Jobs are numbered in the order of arrival, so that whatever keeps that order need not sort by it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import accumulate
from operator import itemgetter, ne
from typing import NamedTuple

from printdesk.domain.order_types import Job, OrderRule

_NO_POSITION = 1 << 60
# When those are ready who have no blank.
_NEVER = datetime.max.replace(tzinfo=UTC)
_DAY = timedelta(days=1)

# Columns of tens of thousands of jobs are taken three times faster by place than by name.
_AT = {name: place for place, name in enumerate(Job._fields)}
JOB_ID, JOB_CLASS = itemgetter(_AT["id"]), itemgetter(_AT["class_rank"])
JOB_GROUP, JOB_SERVICE = itemgetter(_AT["group"]), itemgetter(_AT["service"])
_ARRIVED, _PROMISED, _READY = itemgetter(_AT["arrived"]), itemgetter(_AT["promised"]), itemgetter(_AT["ready_at"])
_PRIORITY, _POSITION = itemgetter(_AT["priority"]), itemgetter(_AT["previous_position"])
_CLAIM = itemgetter(_AT["service"], _AT["class_rank"], _AT["need_by"], _AT["has_trip"])


class Kind(NamedTuple):
    """What makes jobs alike but for arrival and group; of tens of thousands there are some hundred kinds.

    Attributes:
        overdue: whether the promise is past.
        ready_at: None when it is ready by the moment that was asked about.
    """

    service: str
    class_rank: int
    need_by: datetime | None
    has_trip: bool
    overdue: bool
    ready_at: datetime | None

    @property
    def has_blank(self) -> bool:
        """Whether a blank is there for it, or is to come."""
        return self.ready_at is not _NEVER


class Line:
    """The jobs of one plan by number, with what both lines sort by.

    Attributes:
        jobs: all jobs by arrival, then by id; their index is their number. Equals are chosen by id, never by their
            last position: a plan must not choose anew by its own outcome.
        moments: each job's place by the moment of arrival alone.
        arrival: each job's place in arrival order: by day, priority groups first within the day, then by moment;
            those who came at the same moment share a place.
        overdue: whether the promise is past.
        without: the numbers of those without a blank.
    """

    def __init__(self, jobs: Sequence[Job], rule: OrderRule, now: datetime) -> None:
        """Take the jobs; days are those of the zone of `now`."""
        self.rule = rule
        by_moment = sorted(sorted(jobs, key=JOB_ID), key=_ARRIVED)
        arrived = list(map(_ARRIVED, by_moment))
        moments, parts, size = _places(arrived), _parts(by_moment, arrived, now), len(by_moment)
        order = sorted(range(size), key=parts.__getitem__)
        self.jobs: Sequence[Job] = [by_moment[n] for n in order]
        self.moments = [moments[n] for n in order]
        self.arrival = _places([parts[n] * size + moments[n] for n in order])
        self.overdue = [promised < now for promised in map(_PROMISED, self.jobs)]
        self.without: frozenset[int] = frozenset()
        self._kinds: dict[datetime, tuple[list[int], list[Kind]]] = {}

    def supply(self, jobs: Sequence[Job], without: frozenset[int]) -> None:
        """Take the same jobs again, ready when their blank is there (`order_blanks.with_blanks`)."""
        self.jobs, self.without = jobs, without
        self._kinds.clear()

    def kinds(self, moment: datetime) -> tuple[list[int], list[Kind]]:
        """For each job the number of its kind, and the kinds; whoever is ready by `moment` is so since ever."""
        found = self._kinds.get(moment)
        if found is None:
            ready = [None if when <= moment else when for when in map(_READY, self.jobs)]
            for number in self.without:
                ready[number] = _NEVER
            table = _Numbers()
            kinds = list(map(table.__getitem__, zip(map(_CLAIM, self.jobs), self.overdue, ready, strict=True)))
            found = self._kinds[moment] = (kinds, [Kind(*claim, overdue, when) for claim, overdue, when in table])
        return found

    def by_urgency(self) -> list[int]:
        """Numbers in the order in which pass 1 takes them: class by class, within a class by arrival."""
        return _in_groups(range(len(self.jobs)), list(map(JOB_CLASS, self.jobs)))[0]

    def longest_overdue(self) -> list[int]:
        """Numbers of the overdue, by promise, then by arrival."""
        numbers = [number for number, overdue in enumerate(self.overdue) if overdue]
        promised = list(map(_PROMISED, self.jobs))
        return sorted(numbers, key=promised.__getitem__)

    def by_preference(
        self, kind_of: Sequence[int], kinds: Sequence[Kind], windows: Sequence[int], own: Sequence[int]
    ) -> tuple[list[int], int]:
        """Numbers in the order in which pass 2 prefers them, and how many of them are late.

        Late ones first: those whom pass 1 refused in the classes that go before the overdue share, by class (every
        hour may still save them by hand), then all others by arrival. Then those in time: by deadline, class and
        arrival. Equals keep the order that they had in the plan before.

        Args:
            kind_of, kinds: of this line.
            windows: for each job that pass 1 took the buckets in which it must be printed, as bits; else 0.
            own: for each kind the same without the overdue share, which binds none but the overdue.
        """
        behind = self.rule.share_after_class + 1
        ranks = max((kind.class_rank for kind in kinds), default=0) + 1
        last = max((window.bit_length() for window in own), default=0) + 1
        refused, taken = list[int](), list[int]()
        for kind, window in zip(kinds, own, strict=True):
            in_line = behind + 1 + (window.bit_length() or last) * ranks + kind.class_rank
            taken.append(behind if kind.overdue else in_line)
            refused.append(min(kind.class_rank, behind) if kind.need_by is not None else taken[-1])
        keys = [
            taken[kind] if window else refused[kind] for kind, window in zip(kind_of, windows, strict=True)
        ]  # fmt: skip
        line, counts = _in_groups(self._by_last_position(), keys)
        return line, sum(count for key, count in counts.items() if key <= behind)

    def _by_last_position(self) -> Sequence[int]:
        """Numbers by arrival; equals in the order of the plan before, those who were not in it behind, all by id."""
        before = list(map(_POSITION, self.jobs))
        if before.count(None) == len(before):
            return range(len(before))
        places = [_NO_POSITION if place is None else place for place in before]
        return sorted(sorted(range(len(places)), key=places.__getitem__), key=self.arrival.__getitem__)


_Key = tuple[tuple[str, int, datetime | None, bool], bool, datetime | None]


class _Numbers(dict[_Key, int]):
    """Keys, numbered as they come."""

    def __missing__(self, key: _Key) -> int:
        number = self[key] = len(self)
        return number


def _in_groups(numbers: Sequence[int], keys: Sequence[int]) -> tuple[list[int], dict[int, int]]:
    """`numbers` by their keys, of which there are few; equals as they come. And how many have each key."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        groups[keys[number]].append(number)
    ordered = [number for key in sorted(groups) for number in groups[key]]
    return ordered, {key: len(members) for key, members in groups.items()}


def _parts(jobs: Sequence[Job], arrived: Sequence[datetime], now: datetime) -> list[int]:
    """For each job, given by arrival, a number for its day and whether it is of a priority group."""
    zone, parts, place = now.tzinfo, list[int](), 0
    while place < len(arrived):
        day = arrived[place].astimezone(zone).date()
        # The next day is searched from here on, so one look for each day is enough.
        ends = bisect_left(arrived, datetime.combine(day + _DAY, time(), zone), place + 1)
        parts += [2 * day.toordinal() + 1] * (ends - place)
        place = ends
    return [part - priority for part, priority in zip(parts, map(_PRIORITY, jobs), strict=True)]


def _places(keys: Sequence[object]) -> list[int]:
    """Places from 0 on of what is given in order; equals share one."""
    return list(accumulate(map(ne, keys[1:], keys), initial=0)) if keys else []
