"""Handing out: who gets which applications, and when a claim falls back into the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, select

from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.print_work import BatchSheet, BatchSheetRow
from printdesk.models.tables import Application, Booklet
from printdesk.services.failure_stops import stopped_error, stopped_services
from printdesk.services.moves import drop_claim, move_application
from printdesk.services.office import names, service_switches, station_switches
from printdesk.services.retry_tray import retry_tray
from printdesk.services.work import Answer, View, Work

LARGEST_CLAIM = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be handed out at a station.

    Attributes:
        order: ids in the plan's order.
        service: only this service type, "" for all that the station prints.
        with_tray: those in the retry tray whose pause is over may go too.
        until: when the claim falls back; None for the office's usual time.
    """

    order: Sequence[int]
    station: str
    count: int
    service: str = ""
    with_tray: bool = False
    until: datetime | None = None


def refuse_count(count: int) -> None:
    """A number of applications that can be taken at once.

    Raises:
        RuleViolationError: it is none.
    """
    if not 1 <= count <= LARGEST_CLAIM:
        raise RuleViolationError(
            _("{count} is not a number of applications to take.").format(count=count),
            _("Take between 1 and {limit}.").format(limit=LARGEST_CLAIM),
        )


def claim(work: Work, wanted: Wanted) -> list[int]:
    """Claim the first of the order that still wait, passing over those another desk is taking.

    No more rows are locked than are taken, so that desks that claim at the same time share the queue.

    Raises:
        RuleViolationError: the station is stopped, or somebody must look at a booklet there first.
    """
    refuse_stopped(work, wanted.station)
    refuse_open_question(work, wanted.station)
    order = allowed(work, wanted)
    until = wanted.until or work.now + timedelta(minutes=work.settings.order.claim_minutes)
    taken: list[int] = []
    start = 0
    while len(taken) < wanted.count and start < len(order):
        part = order[start : start + wanted.count - len(taken)]
        start += len(part)
        rows = work.session.scalars(
            select(Application)
            .where(Application.id.in_(part), Application.state == ApplicationState.READY)
            .with_for_update(skip_locked=True)
        )
        free = {row.id: row for row in rows}
        for application_id in part:
            if application_id in free:
                _give(work, free[application_id], wanted.station, until, len(taken) + 1)
                taken.append(application_id)
    return taken


def allowed(work: Work | View, wanted: Wanted) -> list[int]:
    """The order without what rests in the retry tray, and without what the station does not print now.

    Raises:
        RuleViolationError: the service type that is wanted stopped there by itself.
    """
    stopped = stopped_services(work, wanted.station)
    if wanted.service in stopped:
        raise stopped_error(work.settings, wanted.station, wanted.service)
    resting = {row.application_id for row in retry_tray(work) if not wanted.with_tray or row.again_at > work.now}
    order = [each for each in wanted.order if each not in resting]
    if not stopped and not wanted.service:
        return order
    services = dict(_services(work, order))
    return [
        each for each in order if services.get(each) not in stopped and wanted.service in ("", services.get(each))
    ]


def _services(work: Work | View, ids: Sequence[int]) -> list[tuple[int, str]]:
    found = work.session.execute(
        select(Application.id, Application.service).where(Application.state == ApplicationState.READY)
    )
    wanted = set(ids)
    return [(key, service) for key, service in found if key in wanted]


def _give(work: Work, application: Application, station: str, until: datetime, order: int) -> None:
    move_application(work, application, Act.CLAIM, station=station, holder=work.actor.user)
    application.claimed_by, application.claimed_desk = work.actor.user, work.actor.desk
    application.claimed_station, application.claim_order = station, order
    application.claimed_at, application.claimed_until = work.now, until


def release_expired(work: Work) -> Answer:
    """Claims that were not begun in time fall back into the queue."""
    rows = work.session.scalars(select(Application).where(*expired(work.now)).with_for_update(skip_locked=True)).all()
    for application in rows:
        move_application(work, application, Act.RELEASE, holder=application.claimed_by, expired=True)
        drop_claim(application)
    return {"count": len(rows)}


def expired(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The claims that were not begun in time."""
    return (Application.state == ApplicationState.CLAIMED, Application.claimed_until < now)


def on_paper() -> Select[int]:
    """Ids of applications that stand on an open batch sheet and were not entered yet."""
    return (
        select(BatchSheetRow.application_id)
        .join(BatchSheet, BatchSheet.id == BatchSheetRow.sheet_id)
        .where(BatchSheet.closed_at.is_(None), BatchSheetRow.outcome.is_(None))
    )


def refuse_stopped(work: Work | View, station: str) -> None:
    """The station works, and something that it prints does.

    Raises:
        RuleViolationError: it is stopped, or nothing of its kinds can be printed now.
    """
    work.settings.station(station)
    switch = next(switch for switch in station_switches(work) if switch.code == station)
    if switch.state == "down":
        raise RuleViolationError(
            _("Station {station} is stopped.").format(station=station),
            _("Take work at another station, or have this one set to working."),
        )
    down = {switch.code for switch in service_switches(work) if switch.state == "down"}
    services = work.settings.station(station).services
    if all(service in down for service in services):
        raise RuleViolationError(
            _("Nothing that station {station} prints works at the moment.").format(station=station),
            _("Its service types are set to stopped; the supervisor sets them when they work again."),
        )
    stopped = stopped_services(work, station)
    if all(service in down or service in stopped for service in services):
        raise stopped_error(work.settings, station, next(each for each in services if each in stopped))


def refuse_open_question(work: Work | View, station: str) -> None:
    """Nothing more is handed out while a booklet of this station waits for a person's look.

    Raises:
        RuleViolationError: one does; the sentence names it.
    """
    row = work.session.execute(
        select(Booklet.serial, Application.claimed_by)
        .join(Application, Application.booklet_id == Booklet.id)
        .where(Application.state == ApplicationState.UNCONFIRMED, Application.claimed_station == station)
        .limit(1)
    ).first()
    if row is not None:
        serial, holder = row
        raise RuleViolationError(
            _("{serial} at this station waits for a person's look since printing was interrupted.").format(
                serial=serial
            ),
            _("Say first what it is: printed, spoiled or still blank. {holder} had it.").format(
                holder=names(work.session).get(holder or "", holder or "–")
            ),
        )
