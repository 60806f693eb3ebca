"""What a shift needs: the station's part of the plan until its end, what was taken already, less what is in hand."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from printdesk.domain.capacity import Session
from printdesk.domain.settings import Station
from printdesk.domain.shifts import Need, Shares, reserve_of
from printdesk.domain.states import ApplicationState, BookletState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application, Booklet
from printdesk.services.office import station_switches
from printdesk.services.plan_input import ordered_overtime
from printdesk.services.plans import PlanView, make_plan
from printdesk.services.work import View

LONGEST_HOURS = 24


@dataclass(frozen=True, slots=True)
class NeedView:
    """The need of a shift.

    Attributes:
        seen_at: when it was worked out. until: the end of the shift, in the office's zone.
        per_hour: booklets that the station prints in an hour.
        lines: of each service type that the station prints, or of which the operator holds blanks.
    """

    holder: str
    station: str
    seen_at: datetime
    until: datetime
    per_hour: float
    lines: tuple[Need, ...]

    def of(self, service: str) -> Need:
        """The need of one service type; none for what this station does not print."""
        return next((line for line in self.lines if line.service == service), Need(service, 0, 0, 0, 0, 0))


def end_of_shift(view: View, station: str, hours: float | None = None) -> datetime:
    """When the shift ends: so many hours from now, else when the office closes or the ordered overtime ends.

    Raises:
        RuleViolationError: that many hours are no shift.
    """
    now = view.now.astimezone(view.office.zone)
    if hours is not None:
        if not 0 < hours <= LONGEST_HOURS:
            raise RuleViolationError(_("A shift lasts up to {hours} hours.").format(hours=LONGEST_HOURS))
        return now + timedelta(hours=hours)
    closes = view.office.office_hours.close_of(now.date())
    evenings = [one.end for one in ordered_overtime(view) if station in one.stations and one.end.date() == now.date()]
    return max([now, *([closes] if closes else []), *evenings])


def need_of(view: View, station_code: str, holder: str, until: datetime) -> NeedView:
    """What an operator at a station needs until the end of the shift.

    Raises:
        RuleViolationError: there is no such station.
    """
    station = view.settings.station(station_code)
    plan = make_plan(view)
    taken, held, in_safe = _taken(view, holder), _held(view, holder), _in_safe(view)
    planned = _planned(view, plan, station, until)
    codes = [one.code for one in view.settings.services if one.code in {*station.services, *taken, *held}]
    percent = view.settings.shifts.spoil_reserve_percent
    lines = tuple(
        Need(
            code, taken[code], planned[code], reserve_of(taken[code] + planned[code], percent), held[code],
            in_safe[code],
        )
        for code in codes
    )  # fmt: skip
    zone = view.office.zone
    return NeedView(
        holder, station.code, view.now.astimezone(zone), until.astimezone(zone), station.rate_per_hour, lines
    )


def _planned(view: View, plan: PlanView, station: Station, until: datetime) -> Counter[str]:
    """The station's part of what its pool prints until then, by service type.

    What is planned for an evening is shared among the stations that are ordered for it, and no others.
    """
    working = {switch.code for switch in station_switches(view) if switch.state != "down"}
    pool = [one for one in view.settings.stations if set(one.services) == set(station.services)]
    name = "+".join(sorted(one.code for one in pool))
    evenings = ordered_overtime(view)
    counted: Counter[tuple[str, frozenset[str]]] = Counter()
    for row in plan.rows:
        if row.pool == name and row.planned is not None and row.planned <= until:
            counted[row.service, _on_duty(row.planned, evenings, working)] += 1
    parts: Counter[str] = Counter()
    for (service, on_duty), count in counted.items():
        shares = Shares({one.code: one.rate_per_hour for one in pool if one.code in on_duty})
        parts[service] += shares.part(station.code, count)
    return parts


def _on_duty(moment: datetime, evenings: Sequence[Session], working: Collection[str]) -> frozenset[str]:
    """The stations that may print at a moment: those of the evening that runs then, else all that work."""
    ordered = [one.stations for one in evenings if one.start <= moment < one.end]
    return frozenset().union(*ordered) & set(working) if ordered else frozenset(working)


def _taken(view: View, holder: str) -> Counter[str]:
    rows = view.session.execute(
        select(Application.service, func.count())
        .where(Application.claimed_by == holder, Application.state == ApplicationState.CLAIMED)
        .group_by(Application.service)
    )
    return Counter({service: count for service, count in rows})  # noqa: C416  a result is no mapping


def _held(view: View, holder: str) -> Counter[str]:
    rows = view.session.execute(
        select(Booklet.service, func.count())
        .where(Booklet.holder == holder, Booklet.state == BookletState.ISSUED)
        .group_by(Booklet.service)
    )
    return Counter({service: count for service, count in rows})  # noqa: C416  a result is no mapping


def _in_safe(view: View) -> Counter[str]:
    rows = view.session.execute(
        select(Booklet.service, func.count()).where(Booklet.state == BookletState.IN_SAFE).group_by(Booklet.service)
    )
    return Counter({service: count for service, count in rows})  # noqa: C416  a result is no mapping
