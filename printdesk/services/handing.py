"""Several booklets for one collector: all or some, one signature, and what stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from printdesk.documents.counter_paper import CounterHead
from printdesk.documents.document import Document
from printdesk.documents.receipt import ReceiptBody, ReceiptLine, handing_receipt
from printdesk.domain import codes
from printdesk.domain.outage import PICKUP
from printdesk.domain.settings import CollectorKind
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.dates import day_long
from printdesk.models.handing import Handing, HandingRow
from printdesk.models.tables import Application, Booklet, Pickup
from printdesk.services import papers
from printdesk.services.counter_papers import counter_head, next_copy_of
from printdesk.services.counter_scan import CounterItem, CounterScan, counter_scan, together_with
from printdesk.services.hand_over_acts import (
    HandOver,
    MismatchError,
    collector_of,
    give_out,
    missing_papers,
    record_stop,
    refuse_post,
)
from printdesk.services.later_stages import refuse_stopped
from printdesk.services.moves import application_for_update
from printdesk.services.office import names
from printdesk.services.repeat_collectors import masked_identity
from printdesk.services.work import Actor, Answer, View, Work, Workplace, new_operation_id

MOST = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """One booklet that goes: whose, the serial scanned from it, and the slip that was scanned, or ""."""

    application_id: int
    serial: str
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One collector with several booklets.

    Attributes:
        pieces: what goes. left: ids of applications that stay on the shelf, for the receipt.
        collector, documents, collector_name, collector_identity: as in a single hand-over.
    """

    pieces: tuple[Piece, ...]
    collector: str
    documents: tuple[str, ...]
    collector_name: str = ""
    collector_identity: str = ""
    left: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitReceipt:
    """A visit that was recorded.

    Attributes:
        number: of its receipt, "TT-2024-000001". register_numbers: one for each booklet, in order.
    """

    id: int
    number: str
    register_numbers: tuple[str, ...]
    at: datetime


class HandingService:
    """Hand-overs of several booklets at once."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def scan(self, text: str) -> CounterScan:
        """What a scanned text is, in words."""
        with self._workplace.reading() as view:
            return counter_scan(view, text)

    def together(self, application_id: int) -> tuple[CounterItem, ...]:
        """Its group, and those with the same telephone, as far as they lie ready; this one first."""
        with self._workplace.reading() as view:
            return together_with(view, application_id)

    def missing(self, visit: Visit) -> tuple[str, ...]:
        """What still keeps the hand-over locked, in words; empty when it can be done."""
        with self._workplace.reading() as view:
            kind = view.settings.collector(visit.collector)
        found = list(missing_papers(kind, _form(visit, Piece(0, ""))))
        if not visit.pieces:
            found.insert(0, _("scan a booklet"))
        elif not all(piece.serial for piece in visit.pieces):
            found.insert(0, _("scan each booklet that goes"))
        return tuple(found)

    def hand_over(self, actor: Actor, visit: Visit, operation_id: str) -> VisitReceipt:
        """Hand all pieces out in one act, each with its number in the register; or none of them.

        Raises:
            RuleViolationError: something is missing, or one of them is wrong; nothing was handed over.
        """

        def do(work: Work) -> Answer:
            kind = work.settings.collector(visit.collector)
            _refuse_visit(kind, visit)
            ids = [piece.application_id for piece in visit.pieces]
            rows = {each: application_for_update(work.session, each) for each in sorted(ids)}
            for service in sorted({row.service for row in rows.values()}):
                refuse_stopped(work, service, PICKUP)
            pickups = [
                give_out(work, rows[piece.application_id], kind, _form(visit, piece)) for piece in visit.pieces
            ]
            handing = _keep(work, kind, visit, rows[ids[0]], pickups)
            numbers = [pickup.register_number for pickup in pickups]
            return {"id": handing.id, "number": handing.number, "numbers": numbers, "at": work.now.isoformat()}

        try:
            answer = self._workplace.perform("hand_over_many", actor, operation_id, do)
        except MismatchError as mismatch:
            record_stop(self._workplace, actor, mismatch.stop, new_operation_id())
            raise
        with self._workplace.reading() as view:
            at = datetime.fromisoformat(answer["at"]).astimezone(view.office.zone)
        return VisitReceipt(int(answer["id"]), str(answer["number"]), tuple(answer["numbers"]), at)

    def receipt(self, actor: Actor, handing_id: int, reader: Catalogue, operation_id: str) -> Document:
        """The receipt to sign, as PDF; each making of it is a copy in the log.

        Raises:
            RuleViolationError: there is no such visit.
        """

        def do(work: Work) -> Answer:
            row = work.session.get(Handing, handing_id)
            if row is None:
                raise RuleViolationError(_("There is no such receipt."), _("Read the list anew."))
            return {"copy": next_copy_of(work, codes.HANDING_RECEIPT, row.number)}

        copy = int(self._workplace.perform("print_receipt", actor, operation_id, do)["copy"])
        with self._workplace.reading() as view:
            row = view.session.get_one(Handing, handing_id)
            head = _head(view, row, actor, reader, copy)
            body = _body(view, row, reader)
        return handing_receipt(
            head, body, reader.lang, reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        )


def _form(visit: Visit, piece: Piece) -> HandOver:
    return HandOver(
        piece.application_id, piece.serial, visit.collector, visit.documents, visit.collector_name,
        visit.collector_identity, piece.slip,
    )  # fmt: skip


def _refuse_visit(kind: CollectorKind, visit: Visit) -> None:
    ids = [piece.application_id for piece in visit.pieces]
    if not ids or len(set(ids)) < len(ids) or len(ids) > MOST:
        raise RuleViolationError(
            _("A hand-over holds 1 to {most} booklets, each once.").format(most=MOST), _("Scan the booklets anew.")
        )
    refuse_post(kind)
    if not kind.other_person and len(ids) > 1:
        raise RuleViolationError(
            _("“The applicant” takes one booklet, the own one."),
            _("Choose who collects for the others: family, power of attorney, or group."),
        )


def _keep(work: Work, kind: CollectorKind, visit: Visit, first: Application, pickups: Sequence[Pickup]) -> Handing:
    name, identity = collector_of(kind, _form(visit, visit.pieces[0]), first)
    handing = Handing(
        number=papers.next_number(work, codes.HANDING_RECEIPT), collector_kind=kind.code, collector_name=name,
        collector_identity=masked_identity(identity) if identity else None, documents=list(visit.documents),
        left=list(dict.fromkeys(visit.left)), officer=work.actor.user, desk=work.actor.desk, at=work.now,
    )  # fmt: skip
    work.session.add(handing)
    work.session.flush()
    work.session.add_all(HandingRow(handing_id=handing.id, pickup_id=pickup.id) for pickup in pickups)
    work.record("hand_over_many", "paper", handing.number, count=len(pickups), left=len(handing.left))
    return handing


def _head(view: View, row: Handing, actor: Actor, reader: Catalogue, copy: int) -> CounterHead:
    day = row.at.astimezone(view.office.zone)
    kinds = {kind.code: kind.label.text(reader.lang) for kind in view.settings.pickup.collectors}
    facts = (
        (reader("Day, date"), day_long(day.date(), reader.lang)),
        (reader("Collector"), row.collector_name),
        (reader("Collects as"), kinds.get(row.collector_kind, row.collector_kind)),
    )
    title = reader("Receipt for passports")
    return counter_head(view, actor, codes.HANDING_RECEIPT, row.number, title, facts, copy)


def _body(view: View, row: Handing, reader: Catalogue) -> ReceiptBody:
    labels = view.settings.service_labels(reader.lang)
    taken = view.session.execute(
        select(Pickup.register_number, Application, Booklet.serial)
        .join(HandingRow, HandingRow.pickup_id == Pickup.id)
        .join(Application, Application.id == Pickup.application_id)
        .join(Booklet, Booklet.id == Pickup.booklet_id)
        .where(HandingRow.handing_id == row.id, Pickup.undone_at.is_(None))
        .order_by(Pickup.id)
    )
    left = view.session.scalars(select(Application).where(Application.id.in_(row.left)).order_by(Application.id))
    known = names(view.session)
    return ReceiptBody(
        row.collector_name, row.collector_identity or "", known.get(row.officer, row.officer),
        tuple(
            ReceiptLine(number, each.name, each.number, serial, labels.get(each.service, each.service))
            for number, each, serial in taken
        ),
        tuple(ReceiptLine("", each.name, each.number, "", "", each.shelf_slot or "") for each in left),
    )  # fmt: skip
