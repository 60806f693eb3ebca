"""Which class of the office's ordered list an application belongs to, and what still counts as a trip.

The first class whose rule fits holds. A trip that has gone by binds nobody any more: the promise does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from printdesk.domain.calendar import WorkCalendar
from printdesk.domain.settings import UrgencyClass


@dataclass(frozen=True, slots=True)
class Case:
    """What decides an application's class.

    Attributes:
        departs_at: aware; None without a trip.
        proof: code of the proof that was seen, or "".
        same_day: paid same-day service, within the day's quota.
    """

    departs_at: datetime | None
    proof: str
    same_day: bool


@dataclass(frozen=True, slots=True)
class Urgency:
    """The class an application is in.

    Attributes:
        rank: 1 is most urgent.
        has_trip: a trip lies ahead and decides when the booklet is needed.
        at_once: proven urgent without a date (illness, death): needed at the next pickup there is.
    """

    rank: int
    code: str
    pickup_lead_days: int
    has_trip: bool
    at_once: bool = False


def classify(case: Case, classes: Sequence[UrgencyClass], today: date, office: WorkCalendar) -> Urgency:
    """The first class that fits; the last one where none does.

    Args:
        today: the office's date.
    """
    departs = office.local(case.departs_at).date() if case.departs_at is not None else None
    ahead = departs if departs is not None and departs >= today else None
    for rank, each in enumerate(classes, 1):
        if _fits(each, case, ahead, today, office):
            at_once = each.rule == "proven" and ahead is None
            return Urgency(rank, each.code, each.pickup_lead_days, ahead is not None, at_once)
    last = classes[-1]
    return Urgency(len(classes), last.code, last.pickup_lead_days, ahead is not None)


def _fits(each: UrgencyClass, case: Case, ahead: date | None, today: date, office: WorkCalendar) -> bool:
    proven = bool(case.proof) and (not each.proofs or case.proof in each.proofs)
    if each.rule == "proven":
        return proven
    if each.rule == "same_day":
        return case.same_day
    if each.rule == "rest":
        return True
    if ahead is None:
        return False
    if each.rule == "leaves_soon":
        return proven and _open_days_until(today, ahead, office) <= each.within_days
    return (proven and each.rule == "proven_trip") or (not case.proof and each.rule == "unproven_trip")


def _open_days_until(today: date, ahead: date, office: WorkCalendar) -> int:
    """Working days after today up to and with the day of departure."""
    return office.open_days_between(today, ahead) if ahead > today else 0
