"""The pickup counter: what lies ready, and the hand-over of the right booklet to the right person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from printdesk.domain import numbers
from printdesk.domain.names import clean_name
from printdesk.domain.outage import PICKUP
from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.models.handing import PostRow
from printdesk.models.tables import Application, Pickup
from printdesk.services.collection_facts import Collection, collections
from printdesk.services.hand_over_acts import (
    HandOver,
    MismatchError,
    Stop,
    give_out,
    missing_papers,
    record_stop,
    refuse_post,
)
from printdesk.services.later_stages import later_stages, refuse_stopped
from printdesk.services.moves import application_for_update, booklet_by_serial, move_application, move_booklet
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.shelf import free_slot, lock_shelf
from printdesk.services.work import Actor, Answer, View, Work, Workplace, new_operation_id

__all__ = ["HandOver", "MismatchError", "PickupService", "ReadyRow", "Receipt", "Stop"]


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A booklet that lies ready for pickup.

    Attributes:
        since: when it was shelved.
        last_day: last open day on which it should be collected; None while nobody told, or the rule is suspended.
        collection: how that day came about.
    """

    application_id: int
    number: str
    name: str
    service: str
    slot: str
    group: str
    since: datetime
    last_day: date | None
    departs_at: datetime | None
    departs_has_time: bool
    phone_masked: str
    collection: Collection


@dataclass(frozen=True, slots=True)
class Receipt:
    """A hand-over that was done.

    Attributes:
        register_number: its number in the hand-over register, "BP-2024-000001".
    """

    application_id: int
    register_number: str
    at: datetime


class PickupService:
    """Acts of the pickup counter."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def ready(self) -> tuple[ReadyRow, ...]:
        """What lies ready, by shelf slot."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(
                select(Application)
                .where(Application.state == ApplicationState.SHELVED)
                .order_by(Application.shelf_slot)
            )
            return ready_rows(view, rows.all())

    def missing(self, hand_over: HandOver) -> tuple[str, ...]:
        """What still keeps the hand-over locked, in words; empty when it can be done."""
        with self._workplace.reading() as view:
            kind = view.settings.collector(hand_over.collector)
            stopped = _pickup_stopped(view, hand_over.application_id)
        found = list(missing_papers(kind, hand_over))
        if not hand_over.serial.strip():
            found.insert(0, _("scan the booklet"))
        if stopped:
            found.insert(0, _("pickup of {service} must work again").format(service=stopped))
        return tuple(found)

    def hand_over(self, actor: Actor, hand_over: HandOver, operation_id: str) -> Receipt:
        """Give the booklet out; it is in the register from now on.

        Raises:
            RuleViolationError: a document is missing, the booklet or the slip is somebody else's, or the application
                does not lie ready.
        """

        def do(work: Work) -> Answer:
            kind = work.settings.collector(hand_over.collector)
            refuse_post(kind)
            application = application_for_update(work.session, hand_over.application_id)
            refuse_stopped(work, application.service, PICKUP)
            pickup = give_out(work, application, kind, hand_over)
            return {"number": pickup.register_number, "at": work.now.isoformat()}

        try:
            answer = self._workplace.perform("hand_over", actor, operation_id, do)
        except MismatchError as mismatch:
            self.note_stop(actor, mismatch.stop, new_operation_id())
            raise
        with self._workplace.reading() as view:
            at = datetime.fromisoformat(answer["at"]).astimezone(view.office.zone)
        return Receipt(hand_over.application_id, str(answer["number"]), at)

    def note_stop(self, actor: Actor, stop: Stop, operation_id: str) -> None:
        """Write into the ledger that a scan stopped a hand-over, though nothing was handed over."""
        record_stop(self._workplace, actor, stop, operation_id)

    def undo(self, actor: Actor, serial: str, reason: str, operation_id: str) -> int:
        """Take a hand-over back within minutes; scanning the booklet proves that it is in the room.

        What was posted can come back on any later day: the post returns what it could not deliver.

        The reason stays in the register, because it may name people; the ledger holds its length and mark only.

        Returns:
            the application's id.

        Raises:
            RuleViolationError: it was not handed over, too long ago, or no reason is given.
        """

        def do(work: Work) -> Answer:
            said = _stated(reason)
            booklet = booklet_by_serial(work.session, serial)
            application = application_for_update(work.session, booklet.application_id or 0)
            pickup = last_pickup(work, application)
            if application.state != ApplicationState.POSTED:
                _refuse_late_undo(work, pickup)
            application.shelf_slot = slot_if_free(work, application)
            act = Act.UNDO_POST if application.state == ApplicationState.POSTED else Act.UNDO_HAND_OVER
            move_booklet(work, booklet, act)
            move_application(
                work, application, act, slot=application.shelf_slot, register=pickup.register_number,
                reason_length=len(said), reason_sha256=reason_mark(said),
            )  # fmt: skip
            pickup.undone_at, pickup.undone_by, pickup.undone_reason = work.now, actor.user, said
            _note_back(work, pickup)
            return {"application": application.id}

        return int(self._workplace.perform("undo_hand_over", actor, operation_id, do)["application"])


def _pickup_stopped(view: View, application_id: int) -> str:
    """The service type whose pickup stands still for this application, in words; "" where it works."""
    service = view.session.scalar(select(Application.service).where(Application.id == application_id))
    stopped = {each.service for each in later_stages(view) if each.stage == PICKUP and not each.success}
    return view.settings.service(service).label.text(language()) if service in stopped else ""


def ready_rows(view: View, rows: Sequence[Application]) -> tuple[ReadyRow, ...]:
    """What lies ready, in the order of `rows`."""
    zone, known = view.office.zone, collections(view, rows)
    return tuple(
        ReadyRow(
            row.id, row.number, row.name, row.service, row.shelf_slot or "", row.group_name or "",
            row.state_since.astimezone(zone), known[row.id].last_day,
            row.departs_at.astimezone(zone) if row.departs_at else None, row.departs_has_time,
            numbers.mask_phone(row.phone) if row.phone else "", known[row.id],
        )
        for row in rows
    )  # fmt: skip


def _stated(reason: str) -> str:
    if not reason.strip():
        raise RuleViolationError(_("Taking a hand-over back needs a reason."), _("Say what happened."))
    return clean_name(stated_reason(reason), active())


def slot_if_free(work: Work, application: Application) -> str | None:
    """A slot for what came back; none on a full shelf: the booklet is here all the same."""
    try:
        lock_shelf(work.session)
        return free_slot(work, application)
    except RuleViolationError:
        return None


def last_pickup(work: Work, application: Application) -> Pickup:
    """The hand-over in the register that holds.

    Raises:
        RuleViolationError: there is none.
    """
    pickup = work.session.scalar(
        select(Pickup)
        .where(Pickup.application_id == application.id, Pickup.undone_at.is_(None))
        .order_by(Pickup.id.desc())
        .limit(1)
    )
    if pickup is None:
        raise RuleViolationError(_("This booklet was not handed over."), _("Nothing was changed."))
    return pickup


def _note_back(work: Work, pickup: Pickup) -> None:
    """What came back from the post is said so on its list."""
    for row in work.session.scalars(select(PostRow).where(PostRow.pickup_id == pickup.id)):
        row.back_at, row.back_by = work.now, work.actor.user


def _refuse_late_undo(work: Work, pickup: Pickup) -> None:
    minutes = work.settings.pickup.undo_minutes
    if work.now - pickup.at > timedelta(minutes=minutes):
        raise RuleViolationError(
            _("This hand-over is more than {minutes} minutes old.").format(minutes=minutes),
            _("It stands in the register; call the supervisor."),
        )
