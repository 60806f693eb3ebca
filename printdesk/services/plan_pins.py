"""Pins in the plan: who is put first, or on a day, takes a place there before all classes are served.

For the order a pinned application is a job of class 0 that must be printed by the end of its bucket, so everything
that the order proves of the others still holds. What the rows say of it afterwards is its own again: its own class,
its own print-by date, and whether that is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.order_types import Because, Bucket, Job, Plan, Risk, Slot
from printdesk.services.precedence import PinInForce

_BEFORE_ALL = 0
"""The class of the pinned: before the first one of the office's list."""


def bend(
    jobs: Sequence[Job],
    buckets: Sequence[Bucket],
    pins: Mapping[int, PinInForce],
    office: WorkCalendar,
    now: datetime,
) -> tuple[list[Job], dict[int, Job]]:
    """The jobs as the order takes them, and by id those that a pin changed, as they are without it.

    A pin that nothing can print on its day (closed, service down) changes nothing.
    """
    if not pins:
        return list(jobs), {}
    bent, own = [], {}
    today = office.local(now).date()
    for job in jobs:
        pin = pins.get(job.id)
        forced = _forced(job, pin, buckets, office, today) if pin is not None else None
        bent.append(forced or job)
        if forced is not None:
            own[job.id] = job
    return bent, own


def _forced(job: Job, pin: PinInForce, buckets: Sequence[Bucket], office: WorkCalendar, today: date) -> Job | None:
    usable = (
        each for each in buckets if job.service in each.services and each.booklets and each.start >= job.ready_at
    )
    if pin.day is None or pin.at_front(today):
        first = next(usable, None)
        return job._replace(class_rank=_BEFORE_ALL, need_by=first.end) if first is not None else None
    that_day = [bucket for bucket in usable if office.local(bucket.start).date() == pin.day]
    if not that_day:
        return None
    in_time = [bucket for bucket in that_day if job.need_by is not None and bucket.end <= job.need_by]
    ready = max(job.ready_at, office.start_of(pin.day))
    return job._replace(class_rank=_BEFORE_ALL, need_by=(in_time or that_day)[-1].end, ready_at=ready)


def straighten(
    plan: Plan,
    buckets: Sequence[Bucket],
    own: Mapping[int, Job],
    first: frozenset[int],
    jobs: Mapping[int, Job],
) -> Plan:
    """The plan with what is true of the pinned, those of `first` at the front of their buckets.

    Args:
        own: the pinned, as they are without their pins.
        jobs: all jobs as they are, by id.
    """
    if not own:
        return plan
    slots = [_own(slot, own[slot.job_id], buckets) if slot.job_id in own else slot for slot in plan.slots]
    slots = _to_front(slots, first, jobs)
    kept = [risk for risk in plan.at_risk if risk.job_id not in own]
    return replace(plan, slots=tuple(slots), at_risk=(*(_risk(own, s) for s in slots if _lost(own, s)), *kept))


def _own(slot: Slot, job: Job, buckets: Sequence[Bucket]) -> Slot:
    if slot.planned is None or job.need_by is None:
        return slot._replace(at_risk=job.need_by is not None)
    in_time = buckets[slot.bucket_index].end <= job.need_by
    because = slot.because
    if not in_time:
        because = Because.MISSED if job.has_trip else Because.OVERDUE
    return slot._replace(in_time=in_time, at_risk=not in_time, because=because)


def _lost(own: Mapping[int, Job], slot: Slot) -> bool:
    return slot.job_id in own and slot.at_risk


def _risk(own: Mapping[int, Job], slot: Slot) -> Risk:
    """The certificate of a pinned application that is late all the same: no place can save it any more."""
    job = own[slot.job_id]
    until = job.need_by or job.promised
    return Risk(slot.job_id, job.has_trip, until, until, 0, {}, 0, 0)


def _to_front(slots: Sequence[Slot], first: frozenset[int], jobs: Mapping[int, Job]) -> list[Slot]:
    """The pinned of each bucket before its others; places and times of the bucket stay."""
    wanted = {slot.bucket_index for slot in slots if slot.job_id in first and slot.bucket_index >= 0}
    moved: dict[int, Slot] = {}
    for bucket in wanted:
        members = [slot for slot in slots if slot.bucket_index == bucket]
        order = sorted(members, key=lambda slot: slot.job_id not in first)
        passed = _recounted(members, order, jobs)
        for place, slot in zip(members, passed, strict=True):
            moved[place.position] = slot._replace(position=place.position, planned=place.planned)
    return [moved.get(slot.position, slot) for slot in slots]


def _recounted(before: Sequence[Slot], after: Sequence[Slot], jobs: Mapping[int, Job]) -> list[Slot]:
    """`after` with whom each goes ahead of, where a pinned one passed somebody of its bucket."""
    place = {slot.job_id: number for number, slot in enumerate(before)}
    counts = {slot.job_id: [slot.overtakes, slot.overtakes_at_risk] for slot in before}
    for number, ahead in enumerate(after):
        for behind in after[number + 1 :]:
            if place[ahead.job_id] > place[behind.job_id]:
                _pass(ahead, behind, jobs, counts)
    return [
        slot._replace(overtakes=counts[slot.job_id][0], overtakes_at_risk=counts[slot.job_id][1]) for slot in after
    ]


def _pass(ahead: Slot, behind: Slot, jobs: Mapping[int, Job], counts: Mapping[int, list[int]]) -> None:
    came, other = jobs[ahead.job_id].arrived, jobs[behind.job_id].arrived
    if other < came:
        counts[ahead.job_id][0] += 1
        counts[ahead.job_id][1] += jobs[behind.job_id].has_trip and not behind.in_time
    elif came < other:
        counts[behind.job_id][0] -= 1
        counts[behind.job_id][1] -= jobs[ahead.job_id].has_trip and not ahead.in_time
