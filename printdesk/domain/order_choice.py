"""Pass 1 as a whole: what a plan is made from, and who is in time or holds a place of the overdue share."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.order_accept import Acceptance, Places
from printdesk.domain.order_line import Line
from printdesk.domain.order_share import components, share_deadlines
from printdesk.domain.order_types import Bucket, OrderRule


class Work:
    """What a plan is made from."""

    def __init__(
        self,
        buckets: Sequence[Bucket],
        line: Line,
        rule: OrderRule,
        now: datetime,
        without: frozenset[int],
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
        self.released = self.places.released(line.jobs)
        self.windows = self.places.windows(line.jobs, self.released)
        self.without_blank = without
        for number in without:
            self.windows[number] = self.released[number] = 0


@dataclass(frozen=True)
class Choice:
    """The outcome of pass 1.

    Attributes:
        accepted: who is in time, or in time for a place of the overdue share.
        windows: for each of them the buckets in which they must be printed.
        refused: who cannot be in time, in the order of refusal.
        shared: who holds a place of the overdue share.
    """

    accepted: Acceptance
    windows: Mapping[int, int]
    refused: Sequence[int]
    shared: frozenset[int]


def choose(work: Work) -> Choice:
    """Pass 1: the classes before the share, then the share, then the other classes."""
    accepted, windows, refused = Acceptance(work.places.capacity), dict[int, int](), list[int]()

    def take(number: int) -> None:
        window, held = work.windows[number], windows.get(number)
        if held is None and window and accepted.add(number, window):
            windows[number] = window
        elif work.jobs[number].need_by is not None and (held is None or held & ~window):
            refused.append(number)

    line = work.line.by_urgency()
    before_share = bisect_right(line, work.rule.share_after_class, key=lambda number: work.jobs[number].class_rank)
    for number in line[:before_share]:
        take(number)
    shared = _give_share(work, accepted, windows)
    for number in line[before_share:]:
        take(number)
    return Choice(accepted, windows, refused, shared)


def _give_share(work: Work, accepted: Acceptance, windows: dict[int, int]) -> frozenset[int]:
    """Bind the longest overdue to the deadlines of their share; tell whom.

    Those whom pass 1 took already get the share's deadline too, where that drops nobody.
    """
    shared: set[int] = set()
    if not work.rule.overdue_share:
        return frozenset()
    longest = work.line.longest_overdue()
    for numbers in components(work.buckets):
        mask = sum(1 << n for n in numbers)
        overdue = {job: work.released[job] & mask for job in longest if work.released[job] & mask}
        due = share_deadlines(work.buckets, numbers, work.rule.overdue_share, overdue)
        for job, deadline in due.items():
            until = overdue[job] & (2 << deadline) - 1
            if _bind(job, work.windows[job], until, accepted, windows):
                shared.add(job)
    return frozenset(shared)


def _bind(job: int, window: int, until: int, accepted: Acceptance, windows: dict[int, int]) -> bool:
    """Take `job` in by its share's deadline, in time for its own as well if that can be; tell whether it was."""
    own = windows.get(job)
    if own is not None:
        bound = accepted.tighten(job, own, own & until)
        windows[job] = own & until if bound else own
        return bound
    for narrow in (window & until, until):
        if narrow and accepted.add(job, narrow):
            windows[job] = narrow
            return True
    return False
