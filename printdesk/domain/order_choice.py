"""Pass 1 as a whole: what a plan is made from, and who is in time or holds a place of the overdue share."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.order_accept import Acceptance, Places
from printdesk.domain.order_line import Line
from printdesk.domain.order_share import components, share_deadlines
from printdesk.domain.order_types import Bucket, OrderRule


class Work:
    """What a plan is made from.

    Attributes:
        kind_of: for each job the number of its kind.
        released: for each kind the buckets in which it can be printed at all, in time or not.
        windows: for each kind the buckets in which it would be in time; 0 when there is none.
        ended: for each kind how many buckets end by its print-by date; 0 without one.
    """

    def __init__(
        self,
        buckets: Sequence[Bucket],
        line: Line,
        rule: OrderRule,
        now: datetime,
        horizon: datetime | None = None,
    ) -> None:
        """Take it.

        Args:
            buckets: in order of their ends. horizon: where planning ends; None for the end of the last of them.
        """
        self.buckets = buckets
        self.line = line
        self.jobs = line.jobs
        self.rule = rule
        self.now = now
        self.places = Places(buckets, horizon)
        self.kind_of, self.kinds = line.kinds(self.places.first_start or now)
        self.released = [self.places.released(kind.service, kind.ready_at) for kind in self.kinds]
        self.windows = [
            self.places.window(released, kind.need_by)
            for released, kind in zip(self.released, self.kinds, strict=True)
        ]  # fmt: skip
        self.ended = [self.places.ended(kind.need_by) for kind in self.kinds]


@dataclass(frozen=True)
class Choice:
    """The outcome of pass 1.

    Attributes:
        accepted: who is in time, or in time for a place of the overdue share.
        windows: for each job the buckets in which it must be printed when it is one of them, else 0.
        refused: who cannot be in time, in the order of refusal.
        shared: who holds a place of the overdue share.
    """

    accepted: Acceptance
    windows: Sequence[int]
    refused: Sequence[int]
    shared: frozenset[int]


def choose(work: Work) -> Choice:
    """Pass 1: the classes before the share, then the share, then the other classes."""
    accepted, windows = Acceptance(work.places.capacity), [0] * len(work.jobs)
    line = work.line.by_urgency()
    before_share = bisect_right(line, work.rule.share_after_class, key=lambda number: work.jobs[number].class_rank)
    refused = accepted.add_each(line[:before_share], work.kind_of, work.windows, windows)
    shared = _give_share(work, accepted, windows)
    refused += accepted.add_each(line[before_share:], work.kind_of, work.windows, windows)
    binds = [kind.need_by is not None for kind in work.kinds]
    return Choice(accepted, windows, [number for number in refused if binds[work.kind_of[number]]], shared)


def _give_share(work: Work, accepted: Acceptance, windows: list[int]) -> frozenset[int]:
    """Bind the longest overdue to the deadlines of their share; tell whom.

    Those whom pass 1 took already get the share's deadline too, where that drops nobody.
    """
    shared: set[int] = set()
    if not work.rule.overdue_share:
        return frozenset()
    kind_of, parts = work.kind_of, components(work.buckets)
    masks = [sum(1 << n for n in numbers) for numbers in parts]
    # A service is printed in one part only. Those whom nothing prints come last, where -1 finds them.
    part_of = [next((n for n, mask in enumerate(masks) if released & mask), -1) for released in work.released]
    longest: list[list[int]] = [[] for _part in (*parts, None)]
    for job in work.line.longest_overdue():
        longest[part_of[kind_of[job]]].append(job)
    first = [(released & -released).bit_length() - 1 for released in work.released]
    for numbers, overdue in zip(parts, longest, strict=False):
        starts = [first[kind_of[job]] for job in overdue]
        for job, deadline in share_deadlines(work.buckets, numbers, work.rule.overdue_share, overdue, starts).items():
            kind = kind_of[job]
            if _bind(job, work.windows[kind], work.released[kind] & (2 << deadline) - 1, accepted, windows):
                shared.add(job)
    return frozenset(shared)


def _bind(job: int, window: int, until: int, accepted: Acceptance, windows: list[int]) -> bool:
    """Take `job` in by its share's deadline, in time for its own as well if that can be; tell whether it was."""
    own = windows[job]
    if own:
        bound = accepted.tighten(job, own, own & until)
        windows[job] = own & until if bound else own
        return bound
    for narrow in (window & until, until):
        if narrow and accepted.add(job, narrow):
            windows[job] = narrow
            return True
    return False
