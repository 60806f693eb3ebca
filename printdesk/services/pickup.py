"""The pickup counter: what lies ready, and the hand-over of the right booklet to the right person."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from printdesk.domain import codes, numbers
from printdesk.domain.names import clean_name
from printdesk.domain.settings import CollectorKind
from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.tables import Application, Booklet, Paper, Pickup
from printdesk.services import papers
from printdesk.services.moves import (
    application_for_update,
    booklet_by_serial,
    bound_booklet,
    move_application,
    move_booklet,
    refuse_frozen_serial,
)
from printdesk.services.office import paper_key
from printdesk.services.second_person import reason_mark, stated_reason
from printdesk.services.shelf import free_slot, lock_shelf
from printdesk.services.work import Actor, Answer, View, Work, Workplace

REGISTER = "BP"


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A booklet that lies ready for pickup.

    Attributes:
        since: when it was shelved.
        last_day: last open day on which it should be collected.
    """

    application_id: int
    number: str
    name: str
    service: str
    slot: str
    group: str
    since: datetime
    last_day: date
    departs_at: datetime | None
    departs_has_time: bool
    phone_masked: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """What the officer has in front of her when she hands a booklet over.

    Attributes:
        application_id: whose booklet.
        serial: scanned from the booklet in her hand.
        collector: code of the collector kind.
        documents: codes of the documents that were shown.
        collector_name: of another person than the applicant; else "".
        collector_identity: identity number of another person; else "".
        slip: text scanned from the pickup slip, or "" when identity alone was shown.
    """

    application_id: int
    serial: str
    collector: str
    documents: tuple[str, ...]
    collector_name: str = ""
    collector_identity: str = ""
    slip: str = ""


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
            return tuple(_ready_row(view, row) for row in rows)

    def missing(self, hand_over: HandOver) -> tuple[str, ...]:
        """What still keeps the hand-over locked, in words; empty when it can be done."""
        with self._workplace.reading() as view:
            kind = view.settings.collector(hand_over.collector)
        found = list(_missing_papers(kind, hand_over))
        if not hand_over.serial.strip():
            found.insert(0, _("scan the booklet"))
        return tuple(found)

    def hand_over(self, actor: Actor, hand_over: HandOver, operation_id: str) -> Receipt:
        """Give the booklet out; it is in the register from now on.

        Raises:
            RuleViolationError: a document is missing, the booklet or the slip is somebody else's, or the application
                does not lie ready.
        """

        def do(work: Work) -> Answer:
            application = application_for_update(work.session, hand_over.application_id)
            kind = work.settings.collector(hand_over.collector)
            _refuse_incomplete(kind, hand_over)
            name, identity = _collector(kind, hand_over, application)
            booklet = bound_booklet(work.session, application)
            _refuse_other_booklet(work, application, booklet, hand_over.serial)
            proved_by = _proof(work, application, hand_over.slip)
            move_booklet(work, booklet, Act.HAND_OVER)
            move_application(work, application, Act.HAND_OVER, collector=kind.code, proved_by=proved_by)
            pickup = Pickup(
                application_id=application.id, booklet_id=booklet.id, collector_kind=kind.code,
                register_number=papers.next_number(work, REGISTER), collector_name=name, collector_identity=identity,
                documents=list(hand_over.documents), proved_by=proved_by, officer=actor.user, at=work.now,
            )  # fmt: skip
            work.session.add(pickup)
            application.shelf_slot = None
            return {"number": pickup.register_number, "at": work.now.isoformat()}

        answer = self._workplace.perform("hand_over", actor, operation_id, do)
        with self._workplace.reading() as view:
            at = datetime.fromisoformat(answer["at"]).astimezone(view.office.zone)
        return Receipt(hand_over.application_id, str(answer["number"]), at)

    def undo(self, actor: Actor, serial: str, reason: str, operation_id: str) -> int:
        """Take a hand-over back within minutes; scanning the booklet proves that it is in the room.

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
            pickup = _last_pickup(work, application)
            _refuse_late_undo(work, pickup)
            application.shelf_slot = _slot_if_free(work, application)
            move_booklet(work, booklet, Act.UNDO_HAND_OVER)
            move_application(
                work, application, Act.UNDO_HAND_OVER, slot=application.shelf_slot, register=pickup.register_number,
                reason_length=len(said), reason_sha256=reason_mark(said),
            )  # fmt: skip
            pickup.undone_at, pickup.undone_by, pickup.undone_reason = work.now, actor.user, said
            return {"application": application.id}

        return int(self._workplace.perform("undo_hand_over", actor, operation_id, do)["application"])


def _ready_row(view: View, row: Application) -> ReadyRow:
    zone = view.office.zone
    return ReadyRow(
        row.id, row.number, row.name, row.service, row.shelf_slot or "", row.group_name or "",
        row.state_since.astimezone(zone), last_day(view, row.state_since),
        row.departs_at.astimezone(zone) if row.departs_at else None, row.departs_has_time,
        numbers.mask_phone(row.phone) if row.phone else "",
    )  # fmt: skip


def last_day(view: View | Work, shelved_at: datetime) -> date:
    """The last open day on which a booklet should be collected: the month, stretched to an open day at its end."""
    counter = view.office.counter_hours
    day = shelved_at.astimezone(view.office.zone).date()
    months = day.month - 1 + view.settings.pickup.collect_within_months
    year, month = day.year + months // 12, months % 12 + 1
    due = date(year, month, min(day.day, monthrange(year, month)[1]))
    return due if counter.is_open(due) else counter.next_open_day(due)


def _missing_papers(kind: CollectorKind, hand_over: HandOver) -> Sequence[str]:
    lang = active().lang
    found = [each.label.text(lang) for each in kind.documents if each.code not in hand_over.documents]
    if kind.other_person and not hand_over.collector_name.strip():
        found.append(_("the collector's name"))
    if kind.other_person and not hand_over.collector_identity.strip():
        found.append(_("the collector's identity number"))
    return found


def _refuse_incomplete(kind: CollectorKind, hand_over: HandOver) -> None:
    missing = _missing_papers(kind, hand_over)
    if missing:
        raise RuleViolationError(
            _("The hand-over is not complete: {missing}.").format(missing=", ".join(missing)),
            _("Tick each document once you have seen it."),
        )


def _refuse_other_booklet(work: Work, application: Application, booklet: Booklet, scanned: str) -> None:
    serial = numbers.serial(scanned, active())
    if serial == booklet.serial:
        return
    refuse_frozen_serial(work.session, serial)
    other = work.session.scalar(
        select(Application.name)
        .join(Booklet, Booklet.application_id == Application.id)
        .where(Booklet.serial == serial)
    )
    if other is None:
        raise RuleViolationError(
            _("STOP: {serial} is not the booklet of {name}.").format(serial=serial, name=application.name),
            _("Fetch {right} from slot {slot}.").format(right=booklet.serial, slot=application.shelf_slot or "–"),
        )
    raise RuleViolationError(
        _("STOP: {serial} is the booklet of {other}, not of {name}.").format(
            serial=serial, other=other, name=application.name
        ),
        _("Put it back and fetch {right} from slot {slot}.").format(
            right=booklet.serial, slot=application.shelf_slot or "–"
        ),
    )


def _proof(work: Work, application: Application, slip: str) -> str:
    """How the holder proved whose booklet it is.

    "slip" when the signed code of this application's slip was scanned; "slip_number" when only its number came, which
    a linear scanner reads off the slip and which anybody can type; else "identity".

    Raises:
        RuleViolationError: the scanned slip is forged, replaced or somebody else's.
    """
    if not slip.strip():
        return "identity"
    paper = slip_paper(work, slip)
    if paper is None or paper.application_id != application.id:
        raise RuleViolationError(
            _("STOP: this slip does not belong to {name}.").format(name=application.name),
            _("Check the slip and the person's identity card."),
        )
    return "slip_number" if codes.from_short_form(slip) else "slip"


def _stated(reason: str) -> str:
    if not reason.strip():
        raise RuleViolationError(_("Taking a hand-over back needs a reason."), _("Say what happened."))
    return clean_name(stated_reason(reason), active())


def _slot_if_free(work: Work, application: Application) -> str | None:
    """A slot for what came back; none on a full shelf: the booklet is here all the same."""
    try:
        lock_shelf(work.session)
        return free_slot(work, application)
    except RuleViolationError:
        return None


def slip_paper(view: View | Work, text: str) -> Paper | None:
    """The newest copy of the pickup slip behind a scanned text; None when the text names no slip of ours.

    Raises:
        RuleViolationError: the code is forged.
    """
    code = codes.read(paper_key(view.session), text.strip())
    if code is not None and not code.genuine:
        raise RuleViolationError(
            _("STOP: this code was not made by this office."), _("Keep the paper and call the supervisor.")
        )
    number = code.number if code is not None else codes.from_short_form(text.strip())
    if number is None or not number.startswith(codes.PICKUP_SLIP):
        return None
    return papers.last_copy(view.session, number)


def _collector(kind: CollectorKind, hand_over: HandOver, application: Application) -> tuple[str, str | None]:
    """Name and identity number for the register.

    Raises:
        RuleViolationError: one of them is no line of text.
    """
    identity = hand_over.collector_identity.strip()
    name = clean_name(hand_over.collector_name, active()) if kind.other_person else application.name
    return name, clean_name(identity, active()) if identity else None


def _last_pickup(work: Work, application: Application) -> Pickup:
    pickup = work.session.scalar(
        select(Pickup)
        .where(Pickup.application_id == application.id, Pickup.undone_at.is_(None))
        .order_by(Pickup.id.desc())
        .limit(1)
    )
    if pickup is None:
        raise RuleViolationError(_("This booklet was not handed over."), _("Nothing was changed."))
    return pickup


def _refuse_late_undo(work: Work, pickup: Pickup) -> None:
    minutes = work.settings.pickup.undo_minutes
    if work.now - pickup.at > timedelta(minutes=minutes):
        raise RuleViolationError(
            _("This hand-over is more than {minutes} minutes old.").format(minutes=minutes),
            _("It stands in the register; call the supervisor."),
        )
