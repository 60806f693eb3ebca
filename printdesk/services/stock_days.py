"""How long the blanks last: at today's pace, and at the pace of a recovery with all stations full."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from sqlalchemy import func, select

from printdesk.domain.capacity import StationCapacity, buckets
from printdesk.domain.order_types import Bucket
from printdesk.domain.states import OPEN_STATES, BookletState
from printdesk.models.tables import Application, Booklet, PrintAttempt
from printdesk.services.deliveries import DeliveryView, delivery_views
from printdesk.services.plan_input import ordered_overtime, stations, supplies
from printdesk.services.work import View, Workplace

CALM, LOW, SHORT = "calm", "low", "short"
_LOOK_BACK = timedelta(days=60)
_FARTHEST = 400
_USED = ("printed", "failed")


@dataclass(frozen=True, slots=True)
class StockDays:
    """How long one kind's blanks last.

    Attributes:
        stock: blanks that are there and in no machine: in the safe, and with operators.
        pace: booklets used on a working day, printed and spoiled; None when none was used lately.
        days: whole working days that the stock lasts at this pace, deliveries left aside; None without a pace.
        until: the day on which the last one is used at this pace; None without a pace, or when too far away.
        recovery_days, recovery_until: the same with all stations full in all hours, ordered overtime counted in;
            None when it lasts longer than the plan looks ahead, or when no station prints the kind.
        next_delivery: the next one that can be counted on, None without one.
        level: `SHORT` (ends before the next delivery, or none is left), `LOW` (so at the recovery pace only, or the
            safe holds fewer than the office wants, or it ends soon and no delivery is planned), `CALM`.
        low_safe: the safe holds fewer than the office wants. kept: a batch of it was ever booked in here.
    """

    service: str
    stock: int
    pace: float | None
    days: int | None
    until: date | None
    recovery_days: int | None
    recovery_until: date | None
    next_delivery: DeliveryView | None
    deliveries: tuple[DeliveryView, ...]
    level: str
    low_safe: bool
    kept: bool = True


class StockDaysService:
    """How long the blanks last."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def all(self) -> tuple[StockDays, ...]:
        """Each service type, in the order of the settings."""
        with self._workplace.reading() as view:
            return stock_days(view)


def stock_days(view: View) -> tuple[StockDays, ...]:
    """Each service type, in the order of the settings."""
    counts = _counts(view)
    used = _used(view)
    coming: dict[str, list[DeliveryView]] = defaultdict(list)
    for one in delivery_views(view):
        if one.state == "expected":
            coming[one.service].append(one)
    kept = set(supplies(view))
    full = _full_pace(view)
    return tuple(
        _of(view, service.code, counts, used.get(service.code, Counter()), full.get(service.code, []), coming, kept)
        for service in view.settings.services
    )


def _of(
    view: View,
    service: str,
    counts: Mapping[tuple[str, str], int],
    used: Mapping[date, int],
    full: Sequence[tuple[date, float]],
    coming: Mapping[str, list[DeliveryView]],
    kept: set[str],
) -> StockDays:
    in_safe = counts.get((service, BookletState.IN_SAFE), 0)
    stock = in_safe + counts.get((service, BookletState.ISSUED), 0)
    pace = _pace(view, used)
    today = view.now.astimezone(view.office.zone).date()
    usual = _usual(view, pace, used.get(today, 0)) if pace else []
    days, until = _end(stock, usual)
    hard, hard_until = _end(stock, full)
    deliveries = tuple(coming.get(service, ()))
    following = next((one for one in deliveries if one.usable is not None), None)
    low_safe = service in kept and in_safe < view.settings.service(service).low_stock
    ends = (until, hard_until, days)
    level = _level(view, stock, ends, following, low_safe=low_safe) if service in kept else CALM
    return StockDays(
        service, stock, pace, days, until, hard, hard_until, following, deliveries, level, low_safe, service in kept,
    )  # fmt: skip


def _level(
    view: View,
    stock: int,
    ends: tuple[date | None, date | None, int | None],
    following: DeliveryView | None,
    *,
    low_safe: bool,
) -> str:
    usual, hard, days = ends
    if not stock:
        return SHORT
    if following is not None and following.usable is not None:
        comes = following.usable.date()
        if usual is not None and usual < comes:
            return SHORT
        return LOW if low_safe or (hard is not None and hard < comes) else CALM
    soon = days is not None and days <= view.settings.stock.warn_days
    return LOW if low_safe or soon else CALM


def _counts(view: View) -> dict[tuple[str, str], int]:
    rows = view.session.execute(
        select(Booklet.service, Booklet.state, func.count())
        .where(Booklet.state.in_([BookletState.IN_SAFE, BookletState.ISSUED, BookletState.RETURNED]))
        .group_by(Booklet.service, Booklet.state)
    )
    return {(service, state): count for service, state, count in rows}


def _used(view: View) -> dict[str, Counter[date]]:
    """Blanks used by service type and day: printed, or spoiled in the printer."""
    found: dict[str, Counter[date]] = defaultdict(Counter)
    rows = view.session.execute(
        select(Booklet.service, PrintAttempt.outcome_at)
        .join(Booklet, Booklet.id == PrintAttempt.booklet_id)
        .where(PrintAttempt.outcome.in_(_USED), PrintAttempt.outcome_at >= view.now - _LOOK_BACK)
    )
    for service, at in rows:
        if at is not None:
            found[service][at.astimezone(view.office.zone).date()] += 1
    return found


def _pace(view: View, used: Mapping[date, int]) -> float | None:
    """The median of the last working days on which this kind was printed; today counts when no other day does."""
    today = view.now.astimezone(view.office.zone).date()
    days = sorted((day for day in used if day < today), reverse=True)[: view.settings.stock.pace_days]
    counts = [used[day] for day in days] or ([used[today]] if used.get(today) else [])
    return float(median(counts)) if counts else None


def _usual(view: View, pace: float, used_today: int) -> list[tuple[date, float]]:
    """What is used on each of the coming working days, what is left of today first."""
    office, now = view.office.office_hours, view.now.astimezone(view.office.zone)
    day, found = now.date(), list[tuple[date, float]]()
    closes = office.close_of(day)
    if closes is not None and closes > now:
        found.append((day, max(0.0, pace - used_today)))
    while len(found) < _FARTHEST:
        day = office.next_open_day(day)
        found.append((day, pace))
    return found


def _full_pace(view: View) -> dict[str, list[tuple[date, float]]]:
    """By service type: what full stations print on each day, overtime counted in, in the mix that waits."""
    running = [StationCapacity(one.code, one.services, one.per_hour) for one in stations(view)]
    places = buckets(
        running, (), view.office.office_hours, view.now, view.settings.order.horizon_days,
        extra_sessions=ordered_overtime(view),
    )  # fmt: skip
    counted = view.session.execute(
        select(Application.service, func.count())
        .where(Application.state.in_(OPEN_STATES))
        .group_by(Application.service)
    )
    waiting = {service: count for service, count in counted}  # noqa: C416  a result is no mapping
    found: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for bucket in places:
        for service, share in _shares(bucket, waiting).items():
            found[service][bucket.start.astimezone(view.office.zone).date()] += bucket.booklets * share
    return {service: sorted(days.items()) for service, days in found.items()}


def _shares(bucket: Bucket, waiting: Mapping[str, int]) -> dict[str, float]:
    """How a bucket's places go to its kinds: as they wait, or in equal parts when none waits."""
    weights = {service: waiting.get(service, 0) for service in bucket.services}
    if not any(weights.values()):
        weights = dict.fromkeys(bucket.services, 1)
    whole = sum(weights.values())
    return {service: weight / whole for service, weight in weights.items()}


def _end(stock: int, days: Sequence[tuple[date, float]]) -> tuple[int | None, date | None]:
    """For how many whole days the stock lasts, and on which day the last one is used."""
    left, whole = float(stock), 0
    for day, use in days:
        if use and left <= use:
            return (whole + (left == use) if stock else 0), day
        left -= use
        whole += 1
    return (whole if days and days[-1][1] and len(days) >= _FARTHEST else None), None
