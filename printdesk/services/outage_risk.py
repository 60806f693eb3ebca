"""Which trips an outage would put at risk: the plan as it is held against the plan after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from printdesk.domain.order import print_order
from printdesk.domain.order_types import Bucket, Job, OrderRule, Plan
from printdesk.domain.outage import PICKUP, PRINT
from printdesk.domain.printby import Closure, PickupClock
from printdesk.services.later_stages import assumed_back
from printdesk.services.plan_input import PlanInput, plan_input
from printdesk.services.plan_kinds import need_by
from printdesk.services.work import View


@dataclass(frozen=True, slots=True)
class Stopped:
    """What would stand still until `back`; None when nobody knows.

    Attributes:
        services: the service types. stages: of "print", "check" and "pickup"; none when it is over.
    """

    services: frozenset[str]
    stages: frozenset[str]
    since: datetime
    back: datetime | None

    @property
    def printing(self) -> frozenset[str]:
        """The service types that would not be printed."""
        return self.services if PRINT in self.stages else frozenset()


@dataclass(frozen=True, slots=True)
class TripAtRisk:
    """A trip that the plan could not save; its own date is not moved by any outage."""

    application_id: int
    number: str
    name: str
    service: str
    departs_at: datetime
    departs_has_time: bool


def newly_at_risk(
    view: View, promised: Mapping[int, datetime], stopped: Stopped
) -> tuple[int, tuple[TripAtRisk, ...]]:
    """How many trips are at risk now, and which would be besides.

    Args:
        promised: new promises by application. stopped: what would stand still.
    """
    given = plan_input(view)
    before = _lost(view, given, given.jobs, given.buckets)
    clock = replace(given.clock, closures=_closures(given, stopped, assumed_back(view)))
    jobs = [_closed(view, given, _with_promise(given, job, promised.get(job.id)), clock) for job in given.jobs]
    after = _lost(view, given, jobs, _without(given.buckets, stopped.printing, stopped.back)) - before
    zone = view.office.zone
    rows = sorted((given.waiting[key] for key in after), key=lambda row: (row.departs_at or row.promised, row.id))
    found = tuple(
        TripAtRisk(row.id, row.number, row.name, row.service, row.departs_at.astimezone(zone), row.departs_has_time)
        for row in rows
        if row.departs_at is not None
    )
    return len(before), found


def _lost(view: View, given: PlanInput, jobs: Sequence[Job], buckets: Sequence[Bucket]) -> frozenset[int]:
    """Applications whose trip the plan of these jobs and places cannot save."""
    order = view.settings.order
    rule = OrderRule(order.overdue_share_percent / 100, order.share_after_class)
    plan: Plan = print_order(jobs, buckets, rule, view.office.office_hours.local(view.now), given.blanks)
    trips = {job.id for job in jobs if job.has_trip}
    return frozenset(slot.job_id for slot in plan.slots if slot.at_risk and slot.job_id in trips)


def _with_promise(given: PlanInput, job: Job, promised: datetime | None) -> Job:
    """The job with its new promise; a trip's date and an urgent one's stay."""
    if promised is None:
        return job
    if job.has_trip or given.urgency[job.id].at_once:
        return job._replace(promised=promised)
    return job._replace(promised=promised, need_by=given.clock.print_by_promise(promised))


def _closures(given: PlanInput, stopped: Stopped, assumed: datetime) -> dict[str, tuple[Closure, ...]]:
    """What stands still after printing, these stages with it."""
    found = dict(given.clock.closures)
    for stage in sorted(stopped.stages - {PRINT}):
        closure = Closure(stage == PICKUP, stopped.since, stopped.back or assumed)
        for service in stopped.services:
            found[service] = (*found.get(service, ()), closure)
    return found


def _closed(view: View, given: PlanInput, job: Job, clock: PickupClock) -> Job:
    """The job with the print-by date that these stages leave its trip."""
    if not job.has_trip or job.need_by is None or job.service not in clock.closures:
        return job
    needed = need_by(view, given.waiting[job.id], given.urgency[job.id], clock)
    return job._replace(need_by=min(job.need_by, needed))


def _without(buckets: Sequence[Bucket], down: frozenset[str], back: datetime | None) -> tuple[Bucket, ...]:
    """The places left while some service types are not printed."""
    if not down:
        return tuple(buckets)
    found = []
    for bucket in buckets:
        stopped = back is None or bucket.start < back
        services = bucket.services - down if stopped else bucket.services
        if services:
            found.append(bucket._replace(services=services))
    return tuple(found)
