"""Certificates: why a job cannot be in time, and what would save it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from printdesk.domain.order_accept import bits, reach_of
from printdesk.domain.order_choice import Choice, Work
from printdesk.domain.order_types import Risk

_PLENTY = 1 << 40


class _Content(NamedTuple):
    """A full interval: from when to when, its places, and who holds them."""

    first: datetime
    last: datetime
    places: int
    filled_by: Mapping[int, int]
    shared: int


class Certificates:
    """The full intervals of one finished pass 1."""

    def __init__(self, work: Work, choice: Choice) -> None:
        self._work = work
        self._choice = choice
        self._reach: dict[int, int] = {}
        self._content: dict[int, _Content | None] = {0: None}

    @cached_property
    def _moves(self) -> list[int]:
        return self._choice.accepted.moves()

    @cached_property
    def _holders(self) -> tuple[list[Counter[int]], Counter[int]]:
        """For each bucket how many of each class hold places in it, and how many places belong to the share."""
        placed, rank_of = self._choice.accepted.placed(), [kind.class_rank for kind in self._work.kinds]
        ranks: list[Counter[int]] = [Counter() for _bucket in range(len(self._work.buckets) + 1)]
        pairs = Counter((bucket, rank_of[self._work.kind_of[job]]) for job, bucket in placed.items())
        for (bucket, rank), count in pairs.items():
            ranks[bucket][rank] = count
        return ranks, Counter(placed[job] for job in self._choice.shared)

    def risks(self, refused: Sequence[int]) -> Iterator[Risk]:
        """The certificates of the jobs that were refused, given in the order in which they were."""
        work, kind_of = self._work, self._work.kind_of
        needed, jobs = self._needed(refused), work.jobs
        # Once for each kind, and past the class's own constructor: thousands are refused.
        said = {kind: self._said(kind) for kind in {kind_of[number] for number in refused}}
        for number in refused:
            yield tuple.__new__(Risk, (jobs[number].id, *said[kind_of[number]], needed[number]))

    def _said(self, number: int) -> tuple[object, ...]:
        """What the certificates of a kind have in common."""
        kind, now = self._work.kinds[number], self._work.now
        content = self._content_of(self._work.windows[number]) or _Content(now, kind.need_by or now, 0, {}, 0)
        return (kind.has_trip, *content)

    def reach(self, window: int) -> int:
        """The buckets that a job with this window could come to occupy by moving others."""
        found = self._reach.get(window)
        if found is None:
            found = self._reach[window] = reach_of(window, self._moves)
        return found

    def _content_of(self, window: int) -> _Content | None:
        """What fills the buckets that this window reaches; None when it has none."""
        if window not in self._content:
            reach = self.reach(window)
            self._content[window] = self._filled(reach) if reach else None
        return self._content[window]

    def _filled(self, reach: int) -> _Content:
        ranks: Counter[int] = Counter()
        held, in_share = self._holders
        buckets = self._work.buckets
        places = shared = 0
        for n in bits(reach):
            places += buckets[n].booklets
            shared += in_share[n]
            ranks.update(held[n])
        first = min(buckets[n].start for n in bits(reach))
        last = buckets[reach.bit_length() - 1].end
        return _Content(first, last, places, dict(sorted(ranks.items())), shared)

    def _needed(self, refused: Sequence[int]) -> list[int]:
        """For each job that was refused how many more places in the first bucket of its own window save it.

        With k more places in one bucket the matroid takes, besides all others, the first k of the refused that can
        reach it, so the count is found by filling endless places there in the order of refusal.
        """
        kind_of, windows, needed = self._work.kind_of, self._work.windows, [0] * len(self._work.jobs)
        self._count_same_service(refused, needed)
        some_window = [number for number in refused if windows[kind_of[number]]]
        groups: dict[int, list[int]] = defaultdict(list)
        for number in some_window:
            window = windows[kind_of[number]]
            groups[(window & -window).bit_length() - 1].append(number)
        for first, members in groups.items():
            ordinals = self._ordinals(some_window, first)
            for number in members:
                needed[number] = ordinals[number]
        return needed

    def _ordinals(self, refused: Sequence[int], first: int) -> dict[int, int]:
        """For those whom endless places in bucket `first` would save, how many they are up to and with each."""
        kind_of, windows = self._work.kind_of, self._work.windows
        kinds = {kind_of[number] for number in refused}
        into = {kind for kind in kinds if windows[kind] >> first & 1}
        by_others = {kind for kind in kinds - into if self.reach(windows[kind]) >> first & 1}
        # Who may use the endless bucket takes nothing from anybody; the others move somebody there, who goes once.
        trial = self._choice.accepted
        if by_others:
            trial = trial.copy()
            trial.add_places(first, _PLENTY)
        counts: dict[int, int] = {}
        for number in refused:
            kind = kind_of[number]
            if kind in into or (kind in by_others and trial.add(number, windows[kind])):
                counts[number] = len(counts) + 1
        return counts

    def _count_same_service(self, refused: Sequence[int], needed: list[int]) -> None:
        """Jobs that have no place at all before their date: each needs one, after those of its service before it.

        Nothing saves those whose date is past.
        """
        kind_of, now, seen = self._work.kind_of, self._work.now, Counter[str]()
        without = [
            not window and kind.need_by is not None and kind.need_by > now
            for kind, window in zip(self._work.kinds, self._work.windows, strict=True)
        ]
        for number in refused:
            kind = kind_of[number]
            if without[kind]:
                service = self._work.kinds[kind].service
                seen[service] += 1
                needed[number] = seen[service]
