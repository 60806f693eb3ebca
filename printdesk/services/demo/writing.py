"""Writing the demo office's weeks into its database: in bulk, in one transaction."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from printdesk.domain.codes import BLANK_MINUTES
from printdesk.domain.settings import OfficeSettings
from printdesk.models.shifts import Shift, ShiftBlank, ShiftIssue
from printdesk.models.tables import (
    Application,
    Base,
    BlankBatch,
    Booklet,
    Counter,
    Pickup,
    PrintAttempt,
    QualityCheck,
)
from printdesk.services import ledger
from printdesk.services.demo.days import START, at
from printdesk.services.demo.journal import Case
from printdesk.services.demo.life import Weeks
from printdesk.services.demo.safe import DELIVERIES, KEEPER, MAY_DELIVERY, OpenShift, ShiftIssued
from printdesk.services.demo.staff import HASAN, RINA
from printdesk.services.hand_over_acts import REGISTER
from printdesk.services.office import paper_key
from printdesk.services.repeat_collectors import mark_of, masked_identity
from printdesk.services.shift_book import ISSUED, runs
from printdesk.services.taking_over import name_key

Row = dict[str, Any]

SHIFT_ENDS = at(START.date(), 16)
"""When this morning's shifts end."""


def write(session: Session, weeks: Weeks, settings: OfficeSettings) -> None:
    """Every row and every ledger entry of the weeks."""
    _put(session, BlankBatch, _batches())
    _put(session, Booklet, _booklets(weeks))
    _put(session, Application, (_application(case) for case in weeks.cases))
    _put(session, Shift, _shifts(weeks))
    _put(session, ShiftIssue, _shift_issues(weeks))
    _put(session, ShiftBlank, _shift_blanks(weeks))
    _put(session, PrintAttempt, _attempts(weeks))
    _put(session, QualityCheck, _checks(weeks, settings))
    _put(session, Pickup, _pickups(weeks, paper_key(session)))
    session.add(Counter(kind=REGISTER, year=START.year, last=len(weeks.counter.collected)))
    session.add(Counter(kind=BLANK_MINUTES, year=START.year, last=weeks.safe.minutes))
    session.flush()
    ledger.append(session, weeks.journal.entries)
    _go_on_counting(session)


def _put(session: Session, table: type[Base], rows: Iterator[Row]) -> None:
    session.execute(insert(table.__table__), list(rows))  # type: ignore[arg-type]


def _go_on_counting(session: Session) -> None:
    """PostgreSQL gives ids out of sequences, which do not know the ids written here."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in (BlankBatch, Booklet, Application, Shift, ShiftIssue):
        name = table.__tablename__
        session.execute(
            text("select setval(pg_get_serial_sequence(:name, 'id'), (select max(id) from " + name + "))"),  # noqa: S608
            {"name": name},
        )


def _batches() -> Iterator[Row]:
    for each in (*DELIVERIES, MAY_DELIVERY):
        yield {
            "id": each.id, "service": each.service, "first_serial": each.serial(0),
            "last_serial": each.serial(each.count - 1), "count": each.count, "received_at": each.at,
            "received_by": KEEPER.user, "counted_by": HASAN,
        }  # fmt: skip


def _booklets(weeks: Weeks) -> Iterator[Row]:
    for each in weeks.safe.booklets:
        yield {
            "id": each.id, "serial": each.serial, "service": each.service, "batch_id": each.batch_id,
            "state": each.state, "state_since": each.state_since, "holder": each.holder, "issued_at": each.issued_at,
            "application_id": each.application_id, "version": 1,
        }  # fmt: skip


def _shifts(weeks: Weeks) -> Iterator[Row]:
    for each in weeks.safe.shifts.values():
        yield {
            "id": each.id, "holder": each.holder, "station": each.station, "opened_at": each.opened_at,
            "opened_by": KEEPER.user, "until": SHIFT_ENDS,
        }  # fmt: skip


def _issues_of_shifts(weeks: Weeks) -> Iterator[tuple[int, OpenShift, ShiftIssued]]:
    every = ((shift, issued) for shift in weeks.safe.shifts.values() for issued in shift.issued)
    return ((number, shift, issued) for number, (shift, issued) in enumerate(every, 1))


def _shift_issues(weeks: Weeks) -> Iterator[Row]:
    for number, shift, issued in _issues_of_shifts(weeks):
        yield {
            "id": number, "shift_id": shift.id, "number": issued.number, "kind": ISSUED, "service": issued.service,
            "at": issued.at, "given_by": KEEPER.user, "needed": len(issued.booklets), "count": len(issued.booklets),
            "ranges": runs(booklet.serial for booklet in issued.booklets),
        }  # fmt: skip


def _shift_blanks(weeks: Weeks) -> Iterator[Row]:
    for number, shift, issued in _issues_of_shifts(weeks):
        for booklet in issued.booklets:
            yield {"shift_id": shift.id, "issue_id": number, "booklet_id": booklet.id}


def _application(case: Case) -> Row:
    filed, claim = case.filed, case.claim
    return {
        "id": filed.id, "number": filed.number, "name": filed.name, "name_key": name_key(filed.name),
        "nik": filed.nik, "birth_date": filed.birth_date, "sex": filed.sex, "phone": filed.phone,
        "service": filed.service, "interview_date": filed.arrived.date(), "arrived": filed.arrived,
        "ready_at": filed.arrived, "promised_first": filed.promised, "promised": filed.promised,
        **_trip(case), "visa_lead_days": 0, "group_name": filed.group, "same_day": filed.same_day,
        "priority": filed.priority, "state": case.state, "state_since": case.state_since,
        "hold_reason": case.hold_reason,
        "claimed_by": claim and claim.by, "claimed_station": claim and claim.station,
        "claimed_desk": claim and claim.desk, "claimed_at": claim and claim.at,
        "claimed_until": claim and claim.until, "claim_order": claim and claim.order,
        "booklet_id": case.booklet and case.booklet.id, "shelf_slot": case.slot, "version": 1,
    }  # fmt: skip


def _trip(case: Case) -> Row:
    trip = case.filed.trip
    proven = trip is not None and bool(trip.proof)
    return {
        "departs_at": trip and trip.departs_at,
        "departs_has_time": trip is not None and trip.has_time,
        "destination": trip and trip.destination,
        "proof": trip.proof if trip is not None and proven else None,
        "proof_seen_by": RINA if proven else None,
        "proof_seen_at": case.imported_at if proven else None,
    }


def _attempts(weeks: Weeks) -> Iterator[Row]:
    for each in weeks.room.attempts:
        yield {
            "application_id": each.case.filed.id, "booklet_id": each.booklet.id, "attempt": each.number,
            "station": each.station, "operator": each.operator, "desk": each.station, "bound_at": each.bound_at,
            "outcome": each.outcome, "outcome_at": each.ended_at, "outcome_by": each.operator, "reason": each.reason,
        }  # fmt: skip


def _checks(weeks: Weeks, settings: OfficeSettings) -> Iterator[Row]:
    for each in weeks.counter.checks:
        electronic = settings.service(each.case.filed.service).electronic
        items = [item.code for item in settings.checklist if electronic or not item.electronic_only]
        yield {
            "application_id": each.case.filed.id, "booklet_id": each.booklet.id, "checker": each.checker,
            "at": each.at, "passed": each.reason is None, "reason": each.reason,
            "checked": items if each.reason is None else [],
        }  # fmt: skip


def _pickups(weeks: Weeks, key: bytes) -> Iterator[Row]:
    for number, each in enumerate(weeks.counter.collected, 1):
        yield {
            "application_id": each.case.filed.id, "booklet_id": each.booklet.id,
            "register_number": f"{REGISTER}-{START.year}-{number:06d}", "collector_kind": each.kind.code,
            "collector_name": each.collector,
            "collector_identity": masked_identity(each.identity) if each.identity else None,
            "collector_mark": mark_of(key, each.identity or ""),
            "documents": [document.code for document in each.kind.documents], "proved_by": "identity",
            "officer": each.officer, "at": each.at,
        }  # fmt: skip
