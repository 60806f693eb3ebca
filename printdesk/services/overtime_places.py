"""What an evening holds: the places of its station, and the applications that the plan prints in it thanks to it."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select

from printdesk.domain.capacity import Session, buckets
from printdesk.domain.settings import Station
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import OvertimeRow, OvertimeSession
from printdesk.services.office import Switch, service_switches, station_switches
from printdesk.services.plan_input import session_of, stations, statuses
from printdesk.services.plans import PlanRow, PlanView
from printdesk.services.work import View, Work

_DAY = timedelta(days=1)


def active_sessions(view: View | Work) -> list[OvertimeSession]:
    """The sessions that were ordered, not taken back and are not over, by day."""
    yesterday = view.now.astimezone(view.office.zone).date() - _DAY
    rows = view.session.scalars(
        select(OvertimeSession)
        .where(OvertimeSession.cancelled_at.is_(None), OvertimeSession.day >= yesterday)
        .order_by(OvertimeSession.day, OvertimeSession.start, OvertimeSession.station)
    )
    return [row for row in rows if span_of(view, row).end > view.now]


def span_of(view: View | Work, row: OvertimeSession) -> Session:
    """When and where an ordered session runs."""
    return session_of(row.day, row.start, row.end, row.station, view)


def places(view: View | Work, plan: PlanView, station: Station, session: Session) -> int:
    """Booklets that this station alone prints in the session: its rate, less what does not work.

    Args:
        plan: of now; what waits is the mix in which a flaky service type is tried.

    Raises:
        RuleViolationError: the station stands still then, or nothing that it prints goes through.
    """
    state = next(switch for switch in station_switches(view) if switch.code == station.code)
    services = [switch for switch in service_switches(view) if switch.code in station.services]
    start = max(session.start, view.now)
    made = buckets(
        [each for each in stations(view) if each.code == station.code],
        statuses(view, services),
        view.office.office_hours,
        start,
        max(1, (session.end - start) // _DAY + 1),
        extra_sessions=[session],
        demand=Counter(waiting.service for waiting in plan.given.waiting.values()),
    )  # fmt: skip
    found = sum(bucket.booklets for bucket in made if bucket.end <= session.end)
    if not found:
        raise _standstill(station, state, services, start)
    return found


def _standstill(station: Station, state: Switch, services: Iterable[Switch], start: datetime) -> RuleViolationError:
    if state.state == "down" and not (state.expected_back and state.expected_back <= start):
        return RuleViolationError(
            _("Station {station} stands still and is not expected back in time for this evening.").format(
                station=station.code
            ),
            _("Choose another station, or say under Backlog when it is expected back."),
        )
    if all(switch.state != "up" for switch in services):
        return RuleViolationError(
            _("Nothing that station {station} prints goes through at the moment.").format(station=station.code),
            _("Choose another station, or say under Backlog when its service types are expected back."),
        )
    return RuleViolationError(
        _("Station {station} prints no booklet in this time.").format(station=station.code),
        _("Choose a longer evening or another station."),
    )


def rows_of(view: View | Work, plan: PlanView, station: Station, session: Session, count: int) -> tuple[PlanRow, ...]:
    """What the evening's sheet lists: at most `count` of what its plan prints in it, in the plan's order.

    Evenings at the same hours on stations that print the same share what the plan prints then; those that stand on
    one sheet are never listed on another.

    Args:
        plan: with the evening in it.
    """
    active = active_sessions(view)
    until = _together_until(view, station, session, active)
    since = _together_since(view, station, session, active)
    listed = set(
        view.session.scalars(
            select(OvertimeRow.application_id).where(OvertimeRow.session_id.in_([row.id for row in active]))
        )
    )
    inside = [
        row
        for row in plan.rows
        if row.planned is not None
        and row.held_until is None
        and since < row.planned <= until
        and row.service in station.services
        and row.application_id not in listed
        and (row.planned <= session.end or _ready(plan, row, session))
    ]
    return tuple(inside[:count])


def _together_until(
    view: View | Work, station: Station, session: Session, active: Iterable[OvertimeSession]
) -> datetime:
    """The end of the evenings that run into this one and print the same."""
    others = [span_of(view, row) for row in active if _shares(view, station, row.station)]
    meeting = [other.end for other in others if other.start < session.end and session.start < other.end]
    return max([session.end, *meeting])


def _together_since(
    view: View | Work, station: Station, session: Session, active: Iterable[OvertimeSession]
) -> datetime:
    """The start of the evenings that end as this one begins and print the same: their lists may have changed."""
    others = [span_of(view, row) for row in active if _shares(view, station, row.station)]
    return min([session.start, *(other.start for other in others if other.end == session.start)])


def _shares(view: View | Work, station: Station, other: str) -> bool:
    found = next((each for each in view.settings.stations if each.code == other), None)
    return found is not None and not set(found.services).isdisjoint(station.services)


def _ready(plan: PlanView, row: PlanRow, session: Session) -> bool:
    """Whether an application may be printed from the evening's start on."""
    _slot, job, _risk = plan.facts[row.application_id]
    return job.ready_at <= session.start
