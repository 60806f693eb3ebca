"""Which bucket prints each job: each pool by itself, also where a service can be printed in several.

Where it can, those whom pass 1 took stay in the pool in which it placed them, as late as possible, and the others
take the earliest place left over in their line of preference. So each pool can keep all its promises by itself, and
pass 2 orders each pool on its own.
"""

from collections.abc import Iterable, Mapping, Sequence

from printdesk.domain.order_slots import dispatch
from printdesk.domain.order_types import Bucket


def assign(
    buckets: Sequence[Bucket],
    released: Sequence[int],
    windows: Mapping[int, int],
    placed: Mapping[int, int],
    line: Sequence[int],
    late: int,
    *,
    alone: bool | None = None,
) -> list[list[int]]:
    """For each bucket the numbers of the jobs printed in it.

    Args:
        buckets: in order of their ends; those of one pool do not overlap.
        released: for each job the buckets in which it can be printed, as bits.
        windows: for each job that pass 1 took the buckets in which it must be printed.
        placed: one way to keep all of them (`Acceptance.placed`).
        line: all jobs in the line of preference.
        late: how many of them, from the front, are late.
        alone: `stand_alone` of all pools where these are some of them; None: these are all.
    """
    pools = _pools(buckets)
    masks = {mask for mask in released if mask}
    if alone is None:
        alone = stand_alone(buckets, masks)
    if alone:
        first = {mask: (mask & -mask).bit_length() - 1 for mask in masks}
        home = [first.get(mask, -1) for mask in released]
    else:
        home = _spread(buckets, placed, line, released)
    members = _by_pool(buckets, home, line, late)
    for pool in pools:
        if all(pool.is_plain(mask & pool.mask) for mask in masks):
            _dispatch(pool, *members[pool.code], released, windows, home)
    if not alone:
        _pull_forward(buckets, home, line, released)
    return _by_bucket(buckets, home)


def stand_alone(buckets: Sequence[Bucket], released: Iterable[int]) -> bool:
    """Whether each job is printed in one pool only, and there from some bucket on in all."""
    pools = _pools(buckets)
    return all(any(pool.owns(mask) for pool in pools) for mask in set(released) if mask)


class _Pool:
    """One pool's buckets by their own numbers."""

    def __init__(self, code: str, buckets: Sequence[Bucket]) -> None:
        self.code = code
        self.numbers = [n for n, bucket in enumerate(buckets) if bucket.pool == code]
        self.capacity = [buckets[n].booklets for n in self.numbers]
        self.mask = sum(1 << n for n in self.numbers)
        self._local = {n: local for local, n in enumerate(self.numbers)}
        self._beyond = 1 << len(buckets)
        self._first: dict[int, int] = {}
        self._last: dict[int | None, int] = {None: len(self.numbers)}

    def owns(self, released: int) -> bool:
        """Whether jobs released in these buckets are printed in this pool only, and from a bucket on in all."""
        return not released & ~self.mask and self.is_plain(released)

    def is_plain(self, mine: int) -> bool:
        """Whether these buckets of the pool are all from the first of them on."""
        return not mine or mine == self.mask & -(mine & -mine)

    def first(self, released: int) -> int:
        """The first of the pool's buckets in which a job can be printed."""
        found = self._first.get(released)
        if found is None:
            mine = released & self.mask
            found = self._first[released] = self._local[(mine & -mine).bit_length() - 1]
        return found

    def last(self, window: int | None) -> int:
        """The last of the pool's buckets in which a job must be printed; past the last when nothing binds."""
        found = self._last.get(window)
        if found is None:
            found = self._last[window] = self._last_of(window or 0)
        return found

    def _last_of(self, window: int) -> int:
        return len(self.numbers) if window & self._beyond else self._local[(window & self.mask).bit_length() - 1]


def _pools(buckets: Sequence[Bucket]) -> list[_Pool]:
    return [_Pool(code, buckets) for code in sorted({bucket.pool for bucket in buckets})]


def _by_pool(
    buckets: Sequence[Bucket], home: Sequence[int], line: Sequence[int], late: int
) -> Mapping[str, tuple[list[int], int]]:
    """Each pool's jobs in the line of preference, and how many of them are late."""
    pool_of = [bucket.pool for bucket in buckets]
    members: dict[str, list[int]] = {code: [] for code in pool_of}
    early = dict.fromkeys(members, 0)
    for place, number in enumerate(line):
        if home[number] >= 0:
            code = pool_of[home[number]]
            members[code].append(number)
            early[code] += place < late
    return {code: (numbers, early[code]) for code, numbers in members.items()}


def _by_bucket(buckets: Sequence[Bucket], home: Sequence[int]) -> list[list[int]]:
    chosen: list[list[int]] = [[] for _bucket in buckets]
    for number, bucket in enumerate(home):
        if bucket >= 0:
            chosen[bucket].append(number)
    return chosen


def _dispatch(
    pool: _Pool,
    members: Sequence[int],
    late: int,
    released: Sequence[int],
    windows: Mapping[int, int],
    home: list[int],
) -> None:
    """Order one pool on its own; those for whom it has no place are left without one.

    Windows are what is printable up to some bucket, so the line's order by deadline holds within each pool too.
    """
    releases = [pool.first(released[number]) for number in members]
    deadlines = [pool.last(windows.get(number)) for number in members]
    for number in members:
        home[number] = -1
    for local, picked in enumerate(dispatch(pool.capacity, releases, deadlines, late)):
        for place in picked:
            home[members[place]] = pool.numbers[local]


def _spread(
    buckets: Sequence[Bucket], placed: Mapping[int, int], line: Sequence[int], released: Sequence[int]
) -> list[int]:
    """For each job a bucket, such that none that pass 1 took is late; -1 when there is no place."""
    left = [bucket.booklets for bucket in buckets]
    home = [-1] * len(released)
    for job, number in placed.items():
        if number < len(buckets):
            home[job] = number
            left[number] -= 1
    free = sum(1 << number for number, places in enumerate(left) if places > 0)
    for job in line:
        open_to = free & released[job]
        if home[job] >= 0 or not open_to:
            continue
        number = home[job] = (open_to & -open_to).bit_length() - 1
        left[number] -= 1
        if not left[number]:
            free ^= 1 << number
    return home


def _pull_forward(buckets: Sequence[Bucket], home: list[int], line: Sequence[int], released: Sequence[int]) -> None:
    """Fill places that stay empty with the first in line who is planned later; nobody gets a later place."""
    left = [bucket.booklets for bucket in buckets]
    for number in home:
        if number >= 0:
            left[number] -= 1
    # Who has no place yet can use any that is left.
    when = [len(buckets) if number < 0 and released[job] else number for job, number in enumerate(home)]
    for number in range(max(when, default=0)):
        for job in line:
            if not left[number]:
                break
            if when[job] > number and released[job] >> number & 1:
                if home[job] >= 0:
                    left[home[job]] += 1
                home[job] = when[job] = number
                left[number] -= 1
