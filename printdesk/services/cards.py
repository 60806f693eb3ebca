"""An application's card: everything the counter needs to know of it, on one page."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from printdesk.domain import numbers
from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import _, language
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import day_medium
from printdesk.models.safety import Erasure
from printdesk.models.tables import Application, Booklet, LedgerEntry, Pickup, PrintAttempt, QualityCheck
from printdesk.services.collection_facts import Collection, collections
from printdesk.services.merging import CLOSED
from printdesk.services.office import names
from printdesk.services.proofs import proof_in_force
from printdesk.services.work import View

STEPS = ("interview", "ready", "printed", "checked", "shelved", "collected")

_DONE = {
    ApplicationState.PRINTED: 3,
    ApplicationState.PASSED: 4,
    ApplicationState.SHELVED: 5,
    ApplicationState.LAPSED: 5,
    ApplicationState.COLLECTED: 6,
    ApplicationState.POSTED: 6,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to the hand-over.

    Attributes:
        code: one of `STEPS`.
        at: when it was done; None where it is not, or where nobody noted when.
    """

    code: str
    done: bool
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of an application; moments in the office's zone.

    Attributes:
        nik_masked, phone_masked: "" where none is known.
        departs_at: without a known time (`departs_has_time`) the start of that day.
        proof: code of the proof that was seen, or "".
        proof_seen_by: name of who saw it, or "".
        group_members: those of its group that were not handed over yet, this one included.
        group_shelved: those of them that lie ready for pickup.
        priority: code of the priority group, or "".
        shelf_slot: where its booklet lies, or "".
        hold_reason: code of the reason, or ""; `hold_reason_text` says it in words.
        claimed_by: name of the operator who has it, or "".
        attempts: number of blanks that were bound to it.
        hold_until: when it is expected back from hold; None where nobody knows, or where it is not on hold.
        proof_recheck_at: when the proof must be seen again; None where it counts for good.
        proof_counts: a proof was seen and need not be seen again first.
        collection: by when it should be collected, and why; None while it does not lie ready.
        version: grows with each change; hand it back with a change to notice another desk's.
    """

    id: int
    number: str
    name: str
    nik_masked: str
    phone_masked: str
    phone: str
    service: str
    state: str
    state_since: datetime
    arrived: datetime
    promised_first: datetime
    promised: datetime
    departs_at: datetime | None
    departs_has_time: bool
    destination: str
    visa_lead_days: int
    proof: str
    proof_seen_by: str
    proof_seen_at: datetime | None
    group: str
    group_members: int
    group_shelved: int
    same_day: bool
    priority: str
    serial: str
    shelf_slot: str
    hold_reason: str
    hold_reason_text: str
    claimed_by: str
    claimed_station: str
    attempts: int
    steps: tuple[Step, ...]
    version: int
    hold_until: datetime | None
    proof_recheck_at: datetime | None
    proof_counts: bool
    collection: Collection | None = None


def _shown_name(view: View, row: Application) -> str:
    """The name, or since when it is erased."""
    erased = view.session.get(Erasure, row.id)
    if erased is None:
        return row.name
    day = day_medium(erased.at.astimezone(view.office.zone).date(), language())
    return _("Personal data erased on {day}").format(day=day)


def card(view: View, application_id: int) -> Card:
    """The card of an application.

    Raises:
        RuleViolationError: there is none with that id.
    """
    row = existing(view.session, application_id)
    booklet = view.session.get(Booklet, row.booklet_id) if row.booklet_id else None
    people = names(view.session)
    members, shelved = _group(view.session, row)
    zone = view.office.zone
    return Card(
        id=row.id,
        number=row.number,
        name=_shown_name(view, row),
        nik_masked=numbers.mask_nik(row.nik or ""),
        phone_masked=numbers.mask_phone(row.phone or ""),
        phone=row.phone or "",
        service=row.service,
        state=row.state,
        state_since=row.state_since.astimezone(zone),
        arrived=row.arrived.astimezone(zone),
        promised_first=row.promised_first.astimezone(zone),
        promised=row.promised.astimezone(zone),
        departs_at=_local(row.departs_at, zone),
        departs_has_time=row.departs_has_time,
        destination=row.destination or "",
        visa_lead_days=row.visa_lead_days,
        proof=row.proof or "",
        proof_seen_by=people.get(row.proof_seen_by or "", row.proof_seen_by or ""),
        proof_seen_at=_local(row.proof_seen_at, zone),
        group=row.group_name or "",
        group_members=members,
        group_shelved=shelved,
        same_day=row.same_day,
        priority=row.priority or "",
        serial=booklet.serial if booklet else "",
        shelf_slot=row.shelf_slot or "",
        hold_reason=row.hold_reason or "",
        hold_reason_text=_reason(view, row.hold_reason),
        claimed_by=people.get(row.claimed_by or "", row.claimed_by or ""),
        claimed_station=row.claimed_station or "",
        attempts=_attempts(view.session, row.id),
        steps=_steps(view, row),
        version=row.version,
        hold_until=_local(row.hold_until, zone),
        proof_recheck_at=_local(row.proof_recheck_at, zone),
        proof_counts=proof_in_force(row.proof, row.proof_recheck_at, view.now) is not None,
        collection=collections(view, [row])[row.id] if row.state == ApplicationState.SHELVED else None,
    )


def existing(session: Session, application_id: int) -> Application:
    """The application with that id, for reading.

    Raises:
        RuleViolationError: there is none.
    """
    row = session.get(Application, application_id)
    if row is None:
        raise RuleViolationError(_("This application does not exist any more."), _("Read the list anew."))
    return row


def _local(moment: datetime | None, zone: tzinfo) -> datetime | None:
    return moment.astimezone(zone) if moment else None


def _group(session: Session, row: Application) -> tuple[int, int]:
    if not row.group_name:
        return 0, 0
    states = session.scalars(
        select(Application.state).where(
            Application.group_name == row.group_name, Application.state.not_in(CLOSED) | (Application.id == row.id)
        )
    ).all()
    return len(states), sum(state == ApplicationState.SHELVED for state in states)


def _reason(view: View, code: str | None) -> str:
    labels = {reason.code: reason.label.text(active().lang) for reason in view.settings.reasons_known("hold")}
    return labels.get(code or "", code or "")


def _attempts(session: Session, application_id: int) -> int:
    counted = select(func.count()).select_from(PrintAttempt).where(PrintAttempt.application_id == application_id)
    return session.scalar(counted) or 0


def _steps(view: View, row: Application) -> tuple[Step, ...]:
    """Each step and its time; a booklet that failed takes its steps back with it."""
    done = _DONE.get(ApplicationState(row.state), 2)
    zone = view.office.zone
    interview = view.office.office_hours.start_of(row.interview_date) if row.interview_date else None
    moments = (
        interview,
        row.arrived,
        _printed_at(view.session, row),
        _checked_at(view.session, row),
        _shelved_at(view.session, row),
        _collected_at(view.session, row),
    )
    return tuple(
        Step(code, number < done, _local(at, zone) if number < done else None)
        for number, (code, at) in enumerate(zip(STEPS, moments, strict=True))
    )


def _printed_at(session: Session, row: Application) -> datetime | None:
    return session.scalar(
        select(func.max(PrintAttempt.outcome_at)).where(
            PrintAttempt.application_id == row.id, PrintAttempt.booklet_id == row.booklet_id,
            PrintAttempt.outcome == "printed",
        )
    )  # fmt: skip


def _checked_at(session: Session, row: Application) -> datetime | None:
    return session.scalar(
        select(func.max(QualityCheck.at)).where(
            QualityCheck.application_id == row.id, QualityCheck.booklet_id == row.booklet_id, QualityCheck.passed
        )
    )


def _shelved_at(session: Session, row: Application) -> datetime | None:
    return session.scalar(
        select(func.max(LedgerEntry.at)).where(
            LedgerEntry.object_kind == "application", LedgerEntry.object_id == str(row.id),
            LedgerEntry.act == Act.SHELVE,
        )
    )  # fmt: skip


def _collected_at(session: Session, row: Application) -> datetime | None:
    at = session.scalar(
        select(func.max(Pickup.at)).where(Pickup.application_id == row.id, Pickup.undone_at.is_(None))
    )
    return at or (row.state_since if row.state == ApplicationState.POSTED else None)
