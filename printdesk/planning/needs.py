"""Interval needs: what overtime must print, and by when, so that those who can be in time are.

For a set of stations and every stretch of time, the jobs that must be printed within it by the services of those
stations, less the places that regular hours have there (Hall's condition on intervals, Glover 1967). Needs that
others imply are left out; a few dozen remain.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from printdesk.planning.evening_types import Need


class Wanted(NamedTuple):
    """A job that must be printed between two instants.

    Attributes:
        level: as `Need.level`.
    """

    service: str
    ready_at: datetime
    need_by: datetime
    level: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """Places of regular hours in one stretch of time, for jobs of some services."""

    services: frozenset[str]
    start: datetime
    end: datetime
    booklets: int


@dataclass(frozen=True, slots=True)
class NightSpan:
    """When a night is worked at the longest, and the services of each station that could run."""

    start: datetime
    end: datetime
    stations: Mapping[str, frozenset[str]]


def interval_needs(
    jobs: Sequence[Wanted], places: Sequence[Places], nights: Sequence[NightSpan], now: datetime
) -> tuple[Need, ...]:
    """The needs of all levels; those of a level count the jobs of the levels before it as well."""
    found: list[Need] = []
    for level in sorted({job.level for job in jobs}):
        counted = [job for job in jobs if job.level <= level]
        for services in _service_sets([job.service for job in counted], places, nights):
            mine = [job for job in counted if job.service in services]
            found += _needs_of(mine, services, places, nights, now, level)
    return _undominated(found)


def _service_sets(
    services: Iterable[str], places: Sequence[Places], nights: Sequence[NightSpan]
) -> Iterator[frozenset[str]]:
    """Single services, what each kind of station prints, and those that hang together over stations."""
    known = frozenset(services)
    kinds = {each.services & known for each in places}
    kinds |= {codes & known for night in nights for codes in night.stations.values()}
    together = {frozenset({code}) for code in known} | {kind for kind in kinds if kind}
    yield from sorted(together | set(_joined(together)), key=sorted)


def _joined(kinds: Iterable[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Kinds that share a service, joined as long as any two do."""
    groups: list[frozenset[str]] = []
    for kind in kinds:
        touching = [group for group in groups if group & kind]
        groups = [group for group in groups if not group & kind]
        groups.append(kind.union(*touching))
    yield from groups


def _needs_of(
    jobs: Sequence[Wanted],
    services: frozenset[str],
    places: Sequence[Places],
    nights: Sequence[NightSpan],
    now: datetime,
    level: int,
) -> Iterator[Need]:
    mine = [each for each in places if each.services & services]
    for first in sorted({max(now, job.ready_at) for job in jobs}):
        due = sorted(job.need_by for job in jobs if max(now, job.ready_at) >= first)
        for last in sorted(set(due)):
            demand = bisect_right(due, last)
            regular = sum(each.booklets for each in mine if each.start >= first and each.end <= last)
            if demand > regular:
                within = frozenset(n for n, night in enumerate(nights) if night.start >= first and night.end <= last)
                stations = frozenset(
                    code for n in within for code, prints in nights[n].stations.items() if prints & services
                )
                until = (last - timedelta(microseconds=1)).date()
                yield Need(within, stations, demand - regular, level, until, demand, regular)


def _undominated(needs: Sequence[Need]) -> tuple[Need, ...]:
    """Without those that another need of the same or a lower level implies, and without those nothing can serve."""
    kept: list[Need] = []
    for need in sorted(
        set(needs), key=lambda n: (n.level, -n.count, len(n.nights), len(n.stations), n.until, sorted(n.stations))
    ):
        if need.nights and need.stations and not any(_implies(other, need) for other in kept):
            kept.append(need)
    return tuple(kept)


def _implies(strong: Need, weak: Need) -> bool:
    return strong.count >= weak.count and strong.nights <= weak.nights and strong.stations <= weak.stations
