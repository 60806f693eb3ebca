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
    kind_of: Sequence[int],
    released: Sequence[int],
    windows: Sequence[int],
    placed: Mapping[int, int],
    line: Sequence[int],
    late: int,
    *,
    alone: bool | None = None,
) -> list[list[int]]:
    """For each bucket the numbers of the jobs printed in it, in the line of preference.

    Args:
        buckets: in order of their ends; those of one pool do not overlap.
        kind_of: for each job the number of its kind.
        released: for each kind the buckets in which it can be printed, as bits.
        windows: for each job that pass 1 took the buckets in which it must be printed, else 0.
        placed: one way to keep all of them (`Acceptance.placed`).
        line: all jobs in the line of preference.
        late: how many of them, from the front, are late.
        alone: `stand_alone` of all pools where these are some of them; None: these are all.
    """
    pools, chosen = _pools(buckets), [list[int]() for _bucket in buckets]
    if stand_alone(buckets, released) if alone is None else alone:
        owner = [next((n for n, pool in enumerate(pools) if pool.mask & mask), -1) for mask in released]
        pool_of = [owner[kind] for kind in kind_of]
        for pool, members in zip(pools, _by_pool(pools, pool_of, line, late), strict=True):
            pool.dispatch(*members, kind_of, released, windows, chosen)
        return chosen
    home = _with_care(buckets, pools, kind_of, released, windows, placed, line, late)
    for number in line:
        if home[number] >= 0:
            chosen[home[number]].append(number)
    return chosen


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

    def owns(self, released: int) -> bool:
        """Whether jobs released in these buckets are printed in this pool only, and from a bucket on in all."""
        return not released & ~self.mask and self.is_plain(released)

    def is_plain(self, mine: int) -> bool:
        """Whether these buckets of the pool are all from the first of them on."""
        return not mine or mine == self.mask & -(mine & -mine)

    def dispatch(
        self,
        members: Sequence[int],
        late: int,
        kind_of: Sequence[int],
        released: Sequence[int],
        windows: Sequence[int],
        chosen: list[list[int]],
    ) -> None:
        """Order the pool's jobs, given in the line of preference; those for whom it has no place are left out.

        Windows are what is printable up to some bucket, so the line's order by deadline holds within each pool too.

        Args:
            late: how many of the members are late. chosen: for each of all buckets who is printed in it.
        """
        first = [self._first(mask & self.mask) for mask in released]
        releases = [first[kind_of[number]] for number in members]
        bound = [windows[number] for number in members]
        last = {window: self._last(window) for window in set(bound)}
        picked = dispatch(self.capacity, releases, list(map(last.__getitem__, bound)), late)
        for number, places in zip(self.numbers, picked, strict=True):
            chosen[number] = [members[place] for place in places]

    def _first(self, mine: int) -> int:
        """The first of these buckets; past the last where there is none."""
        return self._local[(mine & -mine).bit_length() - 1] if mine else len(self.numbers)

    def _last(self, window: int) -> int:
        """The last of the pool's buckets in which a job must be printed; past the last when nothing binds."""
        if not window or window & self._beyond:
            return len(self.numbers)
        return self._local[(window & self.mask).bit_length() - 1]


def _pools(buckets: Sequence[Bucket]) -> list[_Pool]:
    return [_Pool(code, buckets) for code in sorted({bucket.pool for bucket in buckets})]


def _by_pool(
    pools: Sequence[_Pool], pool_of: Sequence[int], line: Sequence[int], late: int
) -> list[tuple[list[int], int]]:
    """Each pool's jobs in the line of preference, and how many of them are late; -1 is of no pool."""
    # Those of no pool come last, where -1 finds them.
    members: list[list[int]] = [[] for _pool in (*pools, None)]
    for number in line[:late]:
        members[pool_of[number]].append(number)
    early = [len(numbers) for numbers in members]
    for number in line[late:]:
        members[pool_of[number]].append(number)
    return list(zip(members, early, strict=True))[:-1]


def _with_care(
    buckets: Sequence[Bucket],
    pools: Sequence[_Pool],
    kind_of: Sequence[int],
    released: Sequence[int],
    windows: Sequence[int],
    placed: Mapping[int, int],
    line: Sequence[int],
    late: int,
) -> list[int]:
    """For each job its bucket where some could be printed in several pools; -1 when there is no place."""
    of_job = [released[kind] for kind in kind_of]
    home = _spread(buckets, placed, line, of_job)
    code_of = [bucket.pool for bucket in buckets]
    index = {pool.code: n for n, pool in enumerate(pools)}
    pool_of = [index[code_of[bucket]] if bucket >= 0 else -1 for bucket in home]
    chosen = [list[int]() for _bucket in buckets]
    for pool, (members, early) in zip(pools, _by_pool(pools, pool_of, line, late), strict=True):
        if all(pool.is_plain(mask & pool.mask) for mask in set(released)):
            pool.dispatch(members, early, kind_of, released, windows, chosen)
            for number in members:
                home[number] = -1
            for bucket in pool.numbers:
                for number in chosen[bucket]:
                    home[number] = bucket
    _pull_forward(buckets, home, line, of_job)
    return home


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
