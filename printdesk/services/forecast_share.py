"""In how many of ten forecasts one application is printed in time for what it was told."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from printdesk.domain.order_types import Slot
from printdesk.planning.chance import families
from printdesk.planning.forecast_types import ForecastOffice
from printdesk.planning.in_time import Wanted, share_in_time
from printdesk.services.forecast_input import forecast_office
from printdesk.services.forecast_words import OF
from printdesk.services.plan_input import in_hand
from printdesk.services.work import View

if TYPE_CHECKING:
    from printdesk.services.plan_words import Told
    from printdesk.services.plans import PlanView


def holds_in(view: View, plan: "PlanView", application_id: int) -> int | None:
    """Tenths of the forecast's runs in which an application's date holds; None when the plan has no place for it.

    With a trip that is its print-by date; else the last print for a pickup on the day that it was told.
    """
    told = plan.told(application_id)
    if told.slot.planned is None:
        return None
    office = forecast_office(view)
    if not office.days:
        return None
    deadline = view.office.office_hours.local(_deadline(told))
    codes = _family(office, told.job.service)
    wanted = Wanted(
        told.job.service,
        _place(view, plan, told.slot, codes),
        sum(day < deadline.date() for day in office.days) - (deadline.date() not in office.days),
        _part(plan, codes, deadline) if deadline.date() in office.days else 1.0,
    )
    return round(OF * share_in_time(office, wanted))


def _deadline(told: "Told") -> datetime:
    clock, job = told.given.clock, told.job
    if job.has_trip and job.need_by is not None:
        return job.need_by
    return clock.print_by_promise(clock.ready_from(told.slot.planned or told.now))


def _family(office: ForecastOffice, service: str) -> frozenset[str]:
    """The stations that print this service type, and those that share work with them."""
    at = next(at for at, each in enumerate(office.streams) if each.code == service)
    found = next(each for each in families(office) if at in each.streams)
    return frozenset(office.lines[line].code for line in found.lines)


def _in_family(pool: str, codes: frozenset[str]) -> bool:
    return bool(pool) and not codes.isdisjoint(pool.split("+"))


def _place(view: View, plan: "PlanView", slot: Slot, codes: frozenset[str]) -> int:
    """How many booklets of these stations come up to and with this one, what lies there already counted in."""
    lying = sum(count for station, count in in_hand(view).items() if station in codes)
    before = sum(
        each.planned is not None and each.position <= slot.position and _in_family(each.pool, codes)
        for each in plan.plan.slots
    )
    return lying + before


def _part(plan: "PlanView", codes: frozenset[str], deadline: datetime) -> float:
    """How much of that day's printing lies before the deadline."""
    zone = plan.given.clock.office.zone
    day: date = deadline.date()
    family = [each for each in plan.capacity if _in_family(each.pool, codes)]
    of_day = [each for each in family if each.end.astimezone(zone).date() == day]
    whole = sum(each.booklets for each in of_day)
    return sum(each.booklets for each in of_day if each.end <= deadline) / whole if whole else 1.0
