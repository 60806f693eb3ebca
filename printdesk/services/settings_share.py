"""The share of the longest overdue on today's queue: by when it has each of them printed, and what it costs."""

from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.order_share import components
from printdesk.domain.order_types import Bucket, OrderRule
from printdesk.domain.share import SharePrice, price_sentence, share_bound, share_price
from printdesk.i18n import Catalogue
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.work import View

_STEPS = (0, 5, 10, 15, 20, 30)
"""Shares in percent whose price is shown beside the chosen one's."""


@dataclass(frozen=True, slots=True)
class ShareBoundView:
    """What the share promises on machines that print the same.

    Attributes:
        services: labels of what they print, in the reader's language.
        overdue: how many are past their promise.
        first_by: by when the longest overdue is printed, whatever arrives meanwhile; None without a share or when
            the horizon ends before.
        last_by: the same of the last of them.
    """

    services: tuple[str, ...]
    overdue: int
    first_by: datetime | None
    last_by: datetime | None


@dataclass(frozen=True, slots=True)
class SharePriceView:
    """What one share costs: in percent, with its sentence in the reader's language."""

    percent: int
    price: SharePrice
    sentence: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """The chosen share and others beside it, the smallest first."""

    percent: int
    bounds: tuple[ShareBoundView, ...]
    prices: tuple[SharePriceView, ...]


def share_view(view: View, reader: Catalogue) -> ShareView:
    """What the share of these settings promises and costs."""
    plan = make_plan(view)
    order = view.settings.order
    percent = order.overdue_share_percent
    steps = sorted({*_STEPS, percent})
    given = plan.given
    rule = OrderRule(percent / 100, order.share_after_class)
    prices = share_price(
        given.jobs, given.buckets, rule, plan.now, given.clock.office, [step / 100 for step in steps], given.blanks
    )
    classes = {rank: each.label.text(reader.lang) for rank, each in enumerate(order.classes, 1)}
    told = (
        SharePriceView(step, price, price_sentence(price, classes, reader))
        for step, price in zip(steps, prices, strict=True)
    )
    return ShareView(percent, _bounds(view, plan, reader), tuple(told))


def _bounds(view: View, plan: PlanView, reader: Catalogue) -> tuple[ShareBoundView, ...]:
    buckets = sorted(plan.capacity, key=lambda bucket: (bucket.end, bucket.start, bucket.pool))
    return tuple(_bound(view, plan, buckets, numbers, reader) for numbers in components(buckets))


def _bound(
    view: View, plan: PlanView, buckets: list[Bucket], numbers: list[int], reader: Catalogue
) -> ShareBoundView:
    services = frozenset().union(*(buckets[number].services for number in numbers))
    share = view.settings.order.overdue_share_percent / 100
    overdue = sum(row.service in services and row.promised < plan.now for row in plan.rows)
    any_service = min(services, default="")
    first = share_bound(1, buckets, any_service, share)
    last = share_bound(max(1, overdue), buckets, any_service, share)
    labels = tuple(each.label.text(reader.lang) for each in view.settings.services if each.code in services)
    zone = view.office.zone
    return ShareBoundView(
        labels, overdue, first.by.astimezone(zone) if first else None, last.by.astimezone(zone) if last else None
    )
