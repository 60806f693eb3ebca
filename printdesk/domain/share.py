"""The share of the longest overdue: what it guarantees, and its price, for the supervisor who sets it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.order import print_order
from printdesk.domain.order_share import components, share_places
from printdesk.domain.order_types import Bucket, Job, OrderRule, Plan, Supply
from printdesk.i18n import Catalogue, dates


class ShareBound(NamedTuple):
    """By when the q-th longest overdue is printed.

    Attributes:
        buckets: within so many buckets of the pools that print its service.
        by: the end of the last of them.
    """

    buckets: int
    by: datetime


@dataclass(frozen=True, slots=True)
class SharePrice:
    """What a share does to today's queue.

    Attributes:
        share: part of the places, 0 to 1.
        late: class rank to those whose print-by date is not kept, whether it could be or had passed before.
        trips: those of them on whom a trip hangs.
        longest_overdue: working days from the promise to the planned day, of the one who waits longest; 0 when nobody
            is late.
        unplanned: those whose promise is past and who have no place within the horizon.
    """

    share: float
    late: Mapping[int, int]
    trips: int
    longest_overdue: int
    unplanned: int


def share_bound(q: int, buckets: Sequence[Bucket], service: str, share: float) -> ShareBound | None:
    """Within how many buckets the q-th longest overdue of `service`'s pools is printed, whatever arrives meanwhile.

    With places C in each bucket these are ceil(q / (share * C)). It is proven for those who can be printed now, as
    long as the classes that go before the share (`OrderRule.share_after_class`) leave the places.

    Args:
        q: 1 for the longest overdue.
        buckets: where can be printed, as for `print_order`.
        service: any of the services that are printed on the same machines.

    Returns:
        None when the horizon ends before, or there is no share.
    """
    order = sorted(buckets, key=lambda bucket: (bucket.end, bucket.start, bucket.pool))
    mine = next((each for each in components(order) if any(service in order[n].services for n in each)), None)
    if mine is None or not share:
        return None
    last = next(islice(share_places(order, mine, share), q - 1, None), None)
    return ShareBound(mine.index(last) + 1, order[last].end) if last is not None else None


def share_price(
    jobs: Sequence[Job],
    buckets: Sequence[Bucket],
    rule: OrderRule,
    now: datetime,
    office: WorkCalendar,
    shares: Sequence[float] = (0, 0.1, 0.2, 0.3),
    blanks: Mapping[str, Supply] | None = None,
) -> tuple[SharePrice, ...]:
    """For each share what it costs and gives, by planning today's queue with it.

    Args:
        rule: the office's choices; its own share does not matter.
        office: whose open days count.
    """
    by_id = {job.id: job for job in jobs}
    plans = ((share, print_order(jobs, buckets, replace(rule, overdue_share=share), now, blanks)) for share in shares)
    return tuple(_price(share, plan, by_id, now, office) for share, plan in plans)


def _price(share: float, plan: Plan, jobs: Mapping[int, Job], now: datetime, office: WorkCalendar) -> SharePrice:
    late = Counter(jobs[slot.job_id].class_rank for slot in plan.slots if slot.at_risk)
    trips = sum(slot.at_risk and jobs[slot.job_id].has_trip for slot in plan.slots)
    waits = {
        (office.local(jobs[slot.job_id].promised).date(), office.local(slot.planned).date())
        for slot in plan.slots
        if slot.planned is not None
    }
    longest = max((office.open_days_between(*wait) for wait in waits), default=0)
    unplanned = sum(jobs[number].promised < now for number in plan.unplanned)
    return SharePrice(share, dict(sorted(late.items())), trips, max(0, longest), unplanned)


def price_sentence(price: SharePrice, classes: Mapping[int, str], _: Catalogue) -> str:
    """ "Share 10 %: late 583 (The rest by arrival). The longest overdue waits 8 working days."

    Args:
        classes: class rank to the class's name in the reader's language.
    """
    percent = dates.number(round(100 * price.share), _.lang)
    named = ", ".join(f"{dates.number(n, _.lang)} ({classes.get(rank, rank)})" for rank, n in price.late.items())
    if named:
        head = _("Share {percent} %: late {late}.").format(percent=percent, late=named)
    else:
        head = _("Share {percent} %: nobody is late.").format(percent=percent)
    days = price.longest_overdue
    text = _.plural(
        "The longest overdue waits {n} working day past the promise.",
        "The longest overdue waits {n} working days past the promise.",
        days,
    )
    return f"{head} {text.format(n=days)}" if days else head
