"""Handing out: who gets which applications, and when a claim falls back into the queue."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, select

from printdesk.domain.states import Act, ApplicationState, next_application_state
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.print_work import BatchSheet, BatchSheetRow
from printdesk.models.quick import Statement
from printdesk.models.tables import Application
from printdesk.services.failure_stops import stopped_error
from printdesk.services.moves import drop_claim, move_application
from printdesk.services.office import names
from printdesk.services.retry_tray import retry_tray
from printdesk.services.station_now import NOTHING_IN_THE_WAY, StationNow, station_now
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
    work.settings.station(wanted.station)
    work.session.flush()
    start, end = 0, wanted.count + _BEING_TAKEN
    front = [] if wanted.service else list(wanted.order[:end])
    taken = _take(work, wanted, front, 0, _TAKE_IF_CLEAR) if front else []
    if len(taken) == wanted.count:
        return taken
    now = station_now(work, wanted.station)
    refuse_stopped(work, wanted.station, now)
    refuse_open_question(work, wanted.station, now)
    order = allowed(work, wanted, now)
    while len(taken) < wanted.count and start < len(order):
        taken += _take(work, wanted, order[start:end], len(taken), _TAKE)
        start, end = end, end + _WINDOW
    return taken


_BEING_TAKEN = 24
"""How many other desks may be taking from the front of the order at this moment."""
_WINDOW = 400
"""How many of the order one statement looks at after that."""
_CLAIMED = next_application_state(Act.CLAIM, ApplicationState.READY)
_SET = f"""SET state = '{_CLAIMED}', state_since = :now, claimed_by = :holder, claimed_desk = :desk,
 claimed_station = :station, claimed_at = :now, claimed_until = :until, version = version + 1"""
_TAKE_SQLITE = f"""UPDATE application {_SET}, claim_order = :given + free.place FROM (
 SELECT a.id AS id, row_number() OVER (ORDER BY wanted.key) AS place FROM json_each(:ids) AS wanted
 CROSS JOIN application a ON a.id = wanted.value WHERE a.state = '{ApplicationState.READY}' AND {{condition}}
 ORDER BY wanted.key LIMIT :count) AS free WHERE application.id = free.id RETURNING application.id, claim_order"""  # noqa: S608 - names of states
# The function's rows come in their order and each is looked up by itself, so that LIMIT ends it: no more rows are
# locked than are taken.
_TAKE_POSTGRESQL = f"""WITH free AS MATERIALIZED (
 SELECT one.id, wanted.place FROM unnest(CAST(:ids AS integer[])) WITH ORDINALITY AS wanted (id, place),
 LATERAL (SELECT id FROM application a WHERE a.id = wanted.id AND a.state = '{ApplicationState.READY}'
 FOR UPDATE SKIP LOCKED) AS one WHERE {{condition}} LIMIT :count),
 placed AS (SELECT id, row_number() OVER (ORDER BY place) AS place FROM free)
 UPDATE application {_SET}, claim_order = :given + placed.place FROM placed WHERE application.id = placed.id
 RETURNING application.id, claim_order"""  # noqa: S608 - names of states
_TAKE, _TAKE_IF_CLEAR = (
    Statement(_TAKE_SQLITE.format(condition=condition), _TAKE_POSTGRESQL.format(condition=condition))
    for condition in ("true", NOTHING_IN_THE_WAY)
)
"""Without and with a look at the station in the same question, which saves the usual claim a journey."""


def _take(work: Work, wanted: Wanted, part: Sequence[int], given: int, take: Statement) -> list[int]:
    """Claim the first of `part` that are free, as many as are still wanted after `given`."""
    until = wanted.until or work.now + timedelta(minutes=work.settings.order.claim_minutes)
    sqlite = work.session.get_bind().dialect.name == "sqlite"
    values = {
        "now": work.now, "until": until, "holder": work.actor.user, "desk": work.actor.desk,
        "station": wanted.station, "given": given, "count": wanted.count - given,
        "ids": json.dumps(part) if sqlite else list(part),
    }  # fmt: skip
    rows = sorted(take.run(work.session, values), key=lambda row: row[1])
    for application_id, _place in rows:
        work.record(
            Act.CLAIM, "application", application_id, before=ApplicationState.READY, after=_CLAIMED,
            station=wanted.station, holder=work.actor.user,
        )  # fmt: skip
    return [application_id for application_id, _place in rows]


def allowed(work: Work | View, wanted: Wanted, now: StationNow | None = None) -> list[int]:
    """The order without what rests in the retry tray, and without what the station does not print now.

    Raises:
        RuleViolationError: the service type that is wanted stopped there by itself.
    """
    now = now or station_now(work, wanted.station)
    if wanted.service in now.stopped:
        raise stopped_error(work.settings, wanted.station, wanted.service)
    flaky = now.flaky and retry_tray(work)
    resting = {row.application_id for row in flaky or () if not wanted.with_tray or row.again_at > work.now}
    order = [each for each in wanted.order if each not in resting] if resting else list(wanted.order)
    if not now.stopped and not wanted.service:
        return order
    services = dict(_services(work, order))
    return [
        each for each in order if services.get(each) not in now.stopped and wanted.service in ("", services.get(each))
    ]


def _services(work: Work | View, ids: Sequence[int]) -> list[tuple[int, str]]:
    found = work.session.execute(
        select(Application.id, Application.service).where(Application.state == ApplicationState.READY)
    )
    wanted = set(ids)
    return [(key, service) for key, service in found if key in wanted]


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


def refuse_stopped(work: Work | View, station: str, now: StationNow | None = None) -> None:
    """The station works, and something that it prints does.

    Raises:
        RuleViolationError: it is stopped, or nothing of its kinds can be printed now.
    """
    services = work.settings.station(station).services
    now = now or station_now(work, station)
    if now.is_down:
        raise RuleViolationError(
            _("Station {station} is stopped.").format(station=station),
            _("Take work at another station, or have this one set to working."),
        )
    if all(service in now.down for service in services):
        raise RuleViolationError(
            _("Nothing that station {station} prints works at the moment.").format(station=station),
            _("Its service types are set to stopped; the supervisor sets them when they work again."),
        )
    if all(service in now.down or service in now.stopped for service in services):
        raise stopped_error(work.settings, station, next(each for each in services if each in now.stopped))


def refuse_open_question(work: Work | View, station: str, now: StationNow | None = None) -> None:
    """Nothing more is handed out while a booklet of this station waits for a person's look.

    Raises:
        RuleViolationError: one does; the sentence names it.
    """
    question = (now or station_now(work, station)).question
    if question is not None:
        serial, holder = question
        raise RuleViolationError(
            _("{serial} at this station waits for a person's look since printing was interrupted.").format(
                serial=serial
            ),
            _("Say first what it is: printed, spoiled or still blank. {holder} had it.").format(
                holder=names(work.session).get(holder or "", holder or "–")
            ),
        )
