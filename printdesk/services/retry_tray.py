"""Flaky service types: how they go by the hour, and the tray of those that failed and wait for another try.

What failed by machine, chip or service while its type is flaky keeps its place in the plan, but is handed out only by
"send N now", after a pause. When the type works again, the tray is empty by itself: everything waits in turn again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from printdesk.domain.states import ApplicationState
from printdesk.models.tables import Application, PrintAttempt
from printdesk.services.office import Switch, service_switches
from printdesk.services.success import HourOfTries, Tries, hour_before, success_by_hour, success_since
from printdesk.services.work import View, Work

RETRIED = ("print", "chip")
"""Families of reasons that another try may mend."""
_MOST_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class TrayRow:
    """An application in the retry tray.

    Attributes:
        attempts: tries so far.
        again_at: when its pause is over, in the office's zone.
    """

    application_id: int
    number: str
    name: str
    service: str
    attempts: int
    again_at: datetime


@dataclass(frozen=True, slots=True)
class FlakyView:
    """A flaky service type as a station sees it.

    Attributes:
        hours: today's tries by hour, at all stations.
        last_hour: tries of the last 60 minutes, at all stations.
        tray: those that wait for another try, those whose pause ends first in front.
        proposed: how many to send now: what an hour of this station brings at the success of the last hour.
    """

    service: str
    percent: int
    since: datetime | None
    hours: tuple[HourOfTries, ...]
    last_hour: Tries
    tray: tuple[TrayRow, ...]
    proposed: int


def flaky_views(view: View, station: str) -> tuple[FlakyView, ...]:
    """The flaky service types that a station prints."""
    mine = view.settings.station(station)
    found = [switch for switch in service_switches(view) if switch.state == "flaky" and switch.code in mine.services]
    if not found:
        return ()
    midnight = view.now.astimezone(view.office.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    end = view.now + timedelta(seconds=1)
    codes = [switch.code for switch in found]
    hours = success_by_hour(view, midnight, end, codes)
    recent = success_since(view, hour_before(view))
    tray = retry_tray(view, codes)
    return tuple(
        FlakyView(
            switch.code, switch.success_percent, switch.since, hours.get(switch.code, ()),
            recent.get(switch.code, Tries()), tuple(row for row in tray if row.service == switch.code),
            proposed(mine.rate_per_hour, recent.get(switch.code, Tries()), switch.success_percent),
        )
        for switch in found
    )  # fmt: skip


def proposed(rate_per_hour: float, last_hour: Tries, percent: int) -> int:
    """How many to send now: the station's rate times the last hour's success; without a try, what the switch says."""
    share = last_hour.share
    wanted = round(rate_per_hour * (percent / 100 if share is None else share))
    return min(max(wanted, 1), _MOST_AT_ONCE)


def retry_tray(view: View | Work, services: list[str] | None = None) -> tuple[TrayRow, ...]:
    """What waits for another try of a flaky service type; those whose pause ends first in front.

    Args:
        services: codes of flaky types; None for all that are flaky now.
    """
    flaky = _flaky(view, services)
    if not flaky:
        return ()
    # Of those that wait only: grouped as a whole, every attempt ever made would be read.
    waiting = select(Application.id).where(
        Application.state == ApplicationState.READY, Application.service.in_(list(flaky))
    )
    latest = (
        select(PrintAttempt.application_id, func.max(PrintAttempt.id).label("id"), func.count().label("n"))
        .where(PrintAttempt.application_id.in_(waiting))
        .group_by(PrintAttempt.application_id)
        .subquery()
    )
    retried = [reason.code for reason in view.settings.reasons_known("print") if reason.family in RETRIED]
    rows = view.session.execute(
        select(Application, PrintAttempt.outcome_at, latest.c.n)
        .join(latest, latest.c.application_id == Application.id)
        .join(PrintAttempt, PrintAttempt.id == latest.c.id)
        .where(PrintAttempt.outcome == "failed", PrintAttempt.reason.in_(retried))
    )
    pause = timedelta(minutes=view.settings.printing.retry_pause_minutes)
    zone = view.office.zone
    found = [
        TrayRow(row.id, row.number, row.name, row.service, n, (ended + pause).astimezone(zone))
        for row, ended, n in rows
        if (since := flaky[row.service].since) is None or ended >= since
    ]
    return tuple(sorted(found, key=lambda row: (row.again_at, row.application_id)))


def _flaky(view: View | Work, services: list[str] | None) -> dict[str, Switch]:
    return {
        switch.code: switch
        for switch in service_switches(view)
        if switch.state == "flaky" and (services is None or switch.code in services)
    }
