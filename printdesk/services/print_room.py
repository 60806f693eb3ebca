"""The print room: take the next of the plan, bind a blank to each, and say what came out of the machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.tables import Application, Booklet, PrintAttempt
from printdesk.services.binding import check_blank
from printdesk.services.moves import (
    application_for_update,
    booklet_by_serial,
    bound_booklet,
    drop_claim,
    move_application,
    move_booklet,
)
from printdesk.services.office import names, service_switches, station_switches
from printdesk.services.plans import PlanService
from printdesk.services.print_rows import HandRow, ended_rows, open_rows, rows_of
from printdesk.services.work import Actor, Answer, Work, Workplace, new_operation_id

LARGEST_CLAIM = 100
OPEN = "open"


@dataclass(frozen=True, slots=True)
class InHand:
    """What an operator has at a station: what waits, what is in the machine, and what ended since it was taken."""

    waiting: tuple[HandRow, ...]
    ended: tuple[HandRow, ...]

    @property
    def current(self) -> HandRow | None:
        """The one to bind or to confirm now: what is in the machine goes first."""
        printing = [row for row in self.waiting if row.state == ApplicationState.PRINTING]
        return printing[0] if printing else (self.waiting[0] if self.waiting else None)


class PrintRoomService:
    """Acts of the print room."""

    def __init__(self, workplace: Workplace, plans: PlanService) -> None:
        self._workplace = workplace
        self._plans = plans

    def take_next(self, actor: Actor, station: str, count: int, operation_id: str) -> tuple[HandRow, ...]:
        """Hand out the next applications of the plan that this station can print.

        Returns:
            those handed out, in the plan's order; fewer than `count` when the queue holds fewer.

        Raises:
            RuleViolationError: the station is stopped, or nothing of its kinds can be printed now.
        """
        if not 1 <= count <= LARGEST_CLAIM:
            raise RuleViolationError(
                _("{count} is not a number of applications to take.").format(count=count),
                _("Take between 1 and {limit}.").format(limit=LARGEST_CLAIM),
            )
        self._release_expired(actor)
        order = self._plans.order_for_station(station)

        def do(work: Work) -> Answer:
            _refuse_stopped(work, station)
            taken = _claim(work, order, station, count)
            return {"ids": taken}

        ids = self._workplace.perform("take_next", actor, operation_id, do)["ids"]
        with self._workplace.reading() as view:
            rows = {row.application_id: row for row in rows_of(view, ids)}
        return tuple(rows[i] for i in ids)

    def in_hand(self, station: str, user: str) -> InHand:
        """What this operator has at this station now."""
        with self._workplace.reading() as view:
            mine = (Application.claimed_by == user) & (Application.claimed_station == station)
            waiting = open_rows(view, mine)
            since = min((row.since for row in waiting), default=view.now)
            day = view.now.astimezone(view.office.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            ended = ended_rows(view, station, user, max(day, since) if waiting else day)
            return InHand(waiting, ended)

    def bind(self, actor: Actor, application_id: int, serial: str, operation_id: str) -> HandRow:
        """Bind a blank to an application by its serial; it goes into the machine now.

        Raises:
            RuleViolationError: the blank is of the wrong type, spoiled, used or somebody else's, or the
                application is not in this operator's hands; the sentence says which.
        """

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, application_id)
            _refuse_foreign_claim(work, application)
            booklet = booklet_by_serial(work.session, serial)
            check_blank(work, booklet, application)
            attempts = _attempts(work.session, application.id)
            move_booklet(work, booklet, Act.BIND, application=application.id)
            move_application(work, application, Act.BIND, serial=booklet.serial, attempt=attempts + 1)
            booklet.application_id, application.booklet_id = application.id, booklet.id
            work.session.add(
                PrintAttempt(
                    application_id=application.id, booklet_id=booklet.id, attempt=attempts + 1,
                    station=application.claimed_station or "", operator=actor.user, desk=actor.desk,
                    bound_at=work.now, outcome=OPEN,
                )
            )  # fmt: skip
            return {"application": application.id}

        self._workplace.perform("bind", actor, operation_id, do)
        return self._row(application_id)

    def confirm_printed(self, actor: Actor, application_id: int, operation_id: str) -> None:
        """A person looked: the booklet is printed."""

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, application_id)
            booklet = bound_booklet(work.session, application)
            _end_attempt(work, application, "printed", "")
            move_booklet(work, booklet, Act.CONFIRM_PRINTED)
            move_application(work, application, Act.CONFIRM_PRINTED, serial=booklet.serial)
            return {}

        self._workplace.perform("confirm_printed", actor, operation_id, do)

    def confirm_failed(self, actor: Actor, application_id: int, reason: str, operation_id: str) -> None:
        """A person looked: the booklet is spoiled; the application waits again at its old place.

        Raises:
            RuleViolationError: the reason is not in the office's list.
        """

        def do(work: Work) -> Answer:
            work.settings.reason("print", reason)
            application = application_for_update(work.session, application_id)
            booklet = bound_booklet(work.session, application)
            _end_attempt(work, application, "failed", reason)
            move_booklet(work, booklet, Act.CONFIRM_FAILED, reason=reason)
            _back_to_queue(work, application, booklet, Act.CONFIRM_FAILED, reason)
            return {}

        self._workplace.perform("confirm_failed", actor, operation_id, do)

    def confirm_blank(self, actor: Actor, application_id: int, operation_id: str) -> None:
        """A person looked: nothing was printed; the blank is good, the application waits again at its old place."""

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, application_id)
            booklet = bound_booklet(work.session, application)
            _end_attempt(work, application, "blank", "")
            move_booklet(work, booklet, Act.CONFIRM_BLANK)
            booklet.application_id = None
            _back_to_queue(work, application, booklet, Act.CONFIRM_BLANK, "")
            return {}

        self._workplace.perform("confirm_blank", actor, operation_id, do)

    def release(self, actor: Actor, application_ids: Sequence[int], operation_id: str) -> int:
        """Give applications that were taken but not begun back to the queue, at their old places.

        Returns:
            how many went back.
        """

        def do(work: Work) -> Answer:
            for application_id in application_ids:
                application = application_for_update(work.session, application_id)
                move_application(work, application, Act.RELEASE, holder=application.claimed_by)
                drop_claim(application)
            return {"count": len(application_ids)}

        return int(self._workplace.perform("release", actor, operation_id, do)["count"])

    def lose_touch(self, actor: Actor, operation_id: str) -> int:
        """At the start of a desk: what it had in the machine is unconfirmed until a person looks.

        Returns:
            how many became unconfirmed.
        """

        mine = (Application.state == ApplicationState.PRINTING, Application.claimed_desk == actor.desk)
        with self._workplace.reading() as view:
            if not view.session.scalar(select(func.count()).where(*mine)):
                return 0

        def do(work: Work) -> Answer:
            rows = work.session.scalars(
                select(Application).where(*mine).order_by(Application.id).with_for_update()
            ).all()
            for application in rows:
                move_application(work, application, Act.LOSE_TOUCH)
            return {"count": len(rows)}

        return int(self._workplace.perform("lose_touch", actor, operation_id, do)["count"])

    def unconfirmed(self) -> tuple[HandRow, ...]:
        """Booklets that were in a machine when a desk stopped; each needs a person's look."""
        with self._workplace.reading() as view:
            return open_rows(view, Application.state == ApplicationState.UNCONFIRMED)

    def _release_expired(self, actor: Actor) -> None:
        """Claims that were not begun in time fall back into the queue, so that the plan counts them again."""
        with self._workplace.reading() as view:
            expired = view.session.scalar(select(func.count()).where(*_expired(view.now)))
        if expired:
            self._workplace.perform("release_expired", actor, new_operation_id(), release_expired)

    def _row(self, application_id: int) -> HandRow:
        with self._workplace.reading() as view:
            return rows_of(view, [application_id])[0]


def release_expired(work: Work) -> Answer:
    """Claims that were not begun in time fall back into the queue."""
    rows = work.session.scalars(
        select(Application).where(*_expired(work.now)).with_for_update(skip_locked=True)
    ).all()
    for application in rows:
        move_application(work, application, Act.RELEASE, holder=application.claimed_by, expired=True)
        drop_claim(application)
    return {"count": len(rows)}


def _expired(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (Application.state == ApplicationState.CLAIMED, Application.claimed_until < now)


def _claim(work: Work, order: Sequence[int], station: str, count: int) -> list[int]:
    """Claim the first `count` of `order` that still wait, passing over those another desk is taking.

    No more rows are locked than are taken, so that desks that claim at the same time share the queue.
    """
    until = work.now + timedelta(minutes=work.settings.order.claim_minutes)
    taken: list[int] = []
    start = 0
    while len(taken) < count and start < len(order):
        part = order[start : start + count - len(taken)]
        start += len(part)
        rows = work.session.scalars(
            select(Application)
            .where(Application.id.in_(part), Application.state == ApplicationState.READY)
            .with_for_update(skip_locked=True)
        )
        free = {row.id: row for row in rows}
        for application_id in part:
            if application_id in free:
                _give(work, free[application_id], station, until, len(taken) + 1)
                taken.append(application_id)
    return taken


def _give(work: Work, application: Application, station: str, until: datetime, order: int) -> None:
    move_application(work, application, Act.CLAIM, station=station, holder=work.actor.user)
    application.claimed_by, application.claimed_desk = work.actor.user, work.actor.desk
    application.claimed_station, application.claim_order = station, order
    application.claimed_at, application.claimed_until = work.now, until


def _refuse_stopped(work: Work, station: str) -> None:
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


def _refuse_foreign_claim(work: Work, application: Application) -> None:
    holder = application.claimed_by
    if application.state == ApplicationState.CLAIMED and holder != work.actor.user:
        raise RuleViolationError(
            _("This application is in the hands of {holder} at station {station}.").format(
                holder=names(work.session).get(holder or "", holder or ""), station=application.claimed_station
            ),
            _("Take the next ones of your own."),
        )
    if application.state == ApplicationState.READY:
        raise RuleViolationError(
            _("This application was not handed out to you."),
            _("Take the next ones of the plan first; nobody chooses which application to print."),
        )


def _attempts(session: Session, application_id: int) -> int:
    counted = select(func.count()).select_from(PrintAttempt).where(PrintAttempt.application_id == application_id)
    return session.scalar(counted) or 0


def _end_attempt(work: Work, application: Application, outcome: str, reason: str) -> None:
    attempt = work.session.scalars(
        select(PrintAttempt).where(PrintAttempt.application_id == application.id, PrintAttempt.outcome == OPEN)
    ).one_or_none()
    if attempt is None:
        raise RuleViolationError(
            _("This booklet is not in the machine any more."), _("Somebody confirmed it already; read the list anew.")
        )
    attempt.outcome, attempt.outcome_at, attempt.outcome_by = outcome, work.now, work.actor.user
    attempt.reason = reason or None


def _back_to_queue(work: Work, application: Application, booklet: Booklet, act: Act, reason: str) -> None:
    move_application(work, application, act, serial=booklet.serial, reason=reason)
    application.booklet_id = None
    drop_claim(application)
