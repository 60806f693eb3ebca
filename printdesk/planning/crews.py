"""The ways in which a night can be worked: hours, stations, and how many check."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import ceil

from printdesk.planning.evening_types import Crew, Task

_FEW_STATIONS = 5
"""Up to so many stations every choice of them is looked at; of more, the fastest of each kind first."""


def crews_of(task: Task) -> tuple[tuple[Crew, ...], ...]:
    """For each night its crews that print something needed and that the people there could fill at all."""
    return tuple(tuple(_crews(task, night)) for night in range(len(task.nights)))


def _crews(task: Task, night: int) -> Iterator[Crew]:
    wanted = frozenset[str]().union(*(need.stations for need in task.needs if night in need.nights))
    place = task.nights[night]
    there = [worker for worker in task.workers if place.day not in worker.away]
    stations = [
        code for code in place.stations if code in wanted and any(code in worker.stations for worker in there)
    ]
    for chosen in _choices(task, night, stations):
        printing = sum(not worker.stations.isdisjoint(chosen) for worker in there)
        for hours in place.lengths:
            booklets = sum(task.booklets.get((night, code, hours), 0) for code in chosen)
            checkers = ceil(booklets / (task.checks_per_hour * hours)) if task.checks_per_hour else 0
            if not booklets or len(chosen) > printing:
                continue
            if len(chosen) + checkers <= len(there):
                yield Crew(night, hours, chosen, checkers, booklets)
            for fewer in range(1, min(checkers, len(there) - len(chosen) + 1)):
                yield from _held_up(task, night, hours, chosen, fewer)


def _held_up(task: Task, night: int, hours: int, chosen: tuple[str, ...], checkers: int) -> Iterator[Crew]:
    """Crews in which fewer check than the stations keep busy: one station first, or all in proportion.

    What the stations print together then ends at what is checked, so that no booklet is counted for two needs.
    """
    most = checkers * task.checks_per_hour * hours
    full = {code: task.booklets.get((night, code, hours), 0) for code in chosen}
    whole = sum(full.values())
    shares = [{code: count * most // whole for code, count in full.items()}]
    for first in chosen:
        order, left, share = (first, *(code for code in chosen if code != first)), most, dict[str, int]()
        for code in order:
            share[code] = min(full[code], left)
            left -= share[code]
        shares.append(share)
    for prints in dict.fromkeys(tuple((code, share[code]) for code in chosen) for share in shares):
        if all(count for _code, count in prints):
            yield Crew(night, hours, chosen, checkers, sum(count for _code, count in prints), prints)


def _choices(task: Task, night: int, stations: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Choices of stations that print something in this night."""
    longest = max(task.nights[night].lengths, default=0)
    useful = [code for code in stations if task.booklets.get((night, code, longest), 0)]
    if len(useful) <= _FEW_STATIONS:
        for count in range(1, len(useful) + 1):
            yield from combinations(useful, count)
        return
    kinds = _kinds(task, useful)
    for taken in _counts([len(kind) for kind in kinds]):
        chosen = [code for kind, count in zip(kinds, taken, strict=True) for code in kind[:count]]
        if chosen:
            yield tuple(sorted(chosen))


def _kinds(task: Task, stations: Sequence[str]) -> list[list[str]]:
    """Stations that serve the same needs and the same people together, in their order."""
    kinds: dict[tuple[object, ...], list[str]] = {}
    for code in stations:
        serves = tuple(n for n, need in enumerate(task.needs) if code in need.stations)
        runs = tuple(worker.login for worker in task.workers if code in worker.stations)
        kinds.setdefault((serves, len(runs)), []).append(code)
    return list(kinds.values())


def _counts(most: Sequence[int]) -> Iterator[tuple[int, ...]]:
    if not most:
        yield ()
        return
    for first in range(most[0] + 1):
        for rest in _counts(most[1:]):
            yield (first, *rest)
