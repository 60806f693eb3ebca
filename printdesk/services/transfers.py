"""Custody lists: checked booklets on their way from the print room to the counter, scanned at both ends.

In the print room each booklet is scanned onto the open list of its desk; sending it counts them and gives the list
its number. At the counter each booklet is scanned again, by another person, and lies on the shelf from then on.
Closing the list names every difference: what stands on it and did not arrive, with who had it last, and what arrived
without standing on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.documents.document import Document
from printdesk.domain import codes
from printdesk.domain.states import Act, ApplicationState
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.tables import Application, Booklet
from printdesk.models.transfers import CustodyExtra, CustodyItem, CustodyList
from printdesk.services import papers
from printdesk.services.custody_views import CLOSED, SENT, CustodyView, custody_view, under_way_item, where_it_belongs
from printdesk.services.moves import (
    application_for_update,
    booklet_by_serial,
    bound_booklet,
    move_application,
    move_booklet,
)
from printdesk.services.office import paper_key
from printdesk.services.shelf import lock_shelf, require_free
from printdesk.services.transfer_papers import make_list
from printdesk.services.transfer_rules import passed_owner, refuse_listed, refuse_receiving
from printdesk.services.work import Actor, Answer, Work, Workplace


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a scan at the counter said.

    Attributes:
        slot: where it lies now, "" when it does not stand on the list.
        sentence: what to do, in words; "" when it is all right.
    """

    serial: str
    name: str
    slot: str
    sentence: str

    @property
    def on_list(self) -> bool:
        """Whether it stands on the list, and so is on the shelf now."""
        return bool(self.slot)


class TransferService:
    """Acts on custody lists."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def scan_out(self, actor: Actor, serial: str, operation_id: str) -> CustodyView:
        """Put a checked booklet on the open list of this desk; the first one begins the list.

        Raises:
            RuleViolationError: it has not passed the check, or stands on a list already.
        """

        def do(work: Work) -> Answer:
            booklet = booklet_by_serial(work.session, serial)
            application = passed_owner(work, booklet)
            refuse_listed(work, booklet)
            row = _open_list(work)
            work.session.add(
                CustodyItem(
                    list_id=row.id, application_id=application.id, booklet_id=booklet.id, out_at=work.now,
                    out_by=work.actor.user,
                )
            )  # fmt: skip
            work.session.flush()
            work.record("scan_out", "booklet", booklet.serial, list=row.id)
            work.record("scan_out", "application", application.id, serial=booklet.serial)
            return {"id": row.id}

        return self.view(int(self._workplace.perform("scan_out", actor, operation_id, do)["id"]))

    def take_off(self, actor: Actor, serial: str, operation_id: str) -> int:
        """Take a booklet off a list: before it is sent, or because it was found in the print room.

        Returns:
            the list's id.

        Raises:
            RuleViolationError: it stands on no list that is under way.
        """

        def do(work: Work) -> Answer:
            booklet = booklet_by_serial(work.session, serial)
            item = under_way_item(work.session, booklet.id)
            if item is None:
                raise RuleViolationError(
                    _("{serial} stands on no custody list.").format(serial=booklet.serial), _("Nothing was changed.")
                )
            row = work.session.get_one(CustodyList, item.list_id)
            if row.sent_at is None:
                work.session.delete(item)
            else:
                item.back_at, item.back_by = work.now, work.actor.user
            work.record("take_off_list", "booklet", booklet.serial, list=row.number or row.id)
            work.record("take_off_list", "application", item.application_id, serial=booklet.serial)
            return {"id": row.id}

        return int(self._workplace.perform("take_off_list", actor, operation_id, do)["id"])

    def send(self, actor: Actor, list_id: int, operation_id: str) -> CustodyView:
        """Close the list in the print room: it is counted, gets its number, and goes to the counter.

        Raises:
            RuleViolationError: it is empty, or was sent already.
        """

        def do(work: Work) -> Answer:
            row = _list(work.session, list_id)
            if row.sent_at is not None:
                raise RuleViolationError(
                    _("List {number} was sent already.").format(number=row.number),
                    _("Scan booklets onto a new list."),
                )
            count = len(_items(work.session, row.id))
            if not count:
                raise RuleViolationError(_("Nothing is on this list yet."), _("Scan the checked booklets first."))
            row.number, row.sent_at, row.sent_by = (
                papers.next_number(work, codes.CUSTODY_LIST),
                work.now,
                work.actor.user,
            )
            work.record("send_list", "custody_list", row.number, count=count)
            return {"id": row.id}

        return self.view(int(self._workplace.perform("send_list", actor, operation_id, do)["id"]))

    def scan_in(self, actor: Actor, list_id: int, serial: str, operation_id: str, slot: str = "") -> Arrival:
        """A booklet arrived at the counter: it lies on the shelf now, in its slot or the one named.

        One that does not stand on the list is noted as such and put on no shelf.

        Raises:
            RuleViolationError: the list is not under way, the actor sent it, it was scanned already, or the slot is
                unknown or taken.
        """

        def do(work: Work) -> Answer:
            row = _list(work.session, list_id)
            refuse_receiving(work, row)
            booklet = booklet_by_serial(work.session, serial)
            item = work.session.scalars(
                select(CustodyItem).where(CustodyItem.list_id == row.id, CustodyItem.booklet_id == booklet.id)
            ).first()
            if item is None or item.back_at is not None:
                return _note_extra(work, row, booklet)
            return _arrive(work, row, item, slot)

        answer = self._workplace.perform("scan_in", actor, operation_id, do)
        with self._workplace.reading() as view:
            booklet = view.session.scalars(select(Booklet).where(Booklet.serial == answer["serial"])).one()
            owner = view.session.get(Application, booklet.application_id or 0)
            sentence = "" if answer["slot"] else where_it_belongs(view, booklet)
            return Arrival(booklet.serial, owner.name if owner else "", str(answer["slot"]), sentence)

    def close(self, actor: Actor, list_id: int, operation_id: str) -> CustodyView:
        """The counter has scanned everything it has in its hands; what is missing is named and stays open.

        A booklet that turns up later can still be scanned in.

        Raises:
            RuleViolationError: the list is not under way, or the actor sent it.
        """

        def do(work: Work) -> Answer:
            row = _list(work.session, list_id)
            refuse_receiving(work, row)
            if row.closed_at is not None:
                raise RuleViolationError(
                    _("List {number} is closed already.").format(number=row.number), _("Nothing was changed.")
                )
            row.closed_at, row.closed_by = work.now, work.actor.user
            items = _items(work.session, row.id)
            missing = [item.booklet_id for item in items if item.in_at is None and item.back_at is None]
            serials = list(work.session.scalars(select(Booklet.serial).where(Booklet.id.in_(missing))))
            extras = list(work.session.scalars(select(CustodyExtra.serial).where(CustodyExtra.list_id == row.id)))
            work.record(
                "close_list", "custody_list", row.number, count=len(items), missing=sorted(serials), extras=extras
            )
            return {"id": row.id}

        return self.view(int(self._workplace.perform("close_list", actor, operation_id, do)["id"]))

    def waiting_out(self) -> tuple[str, ...]:
        """Serials of the checked booklets that stand on no list yet, by shelf slot."""
        with self._workplace.reading() as view:
            listed = select(CustodyItem.booklet_id).where(CustodyItem.in_at.is_(None), CustodyItem.back_at.is_(None))
            return tuple(
                view.session.scalars(
                    select(Booklet.serial)
                    .join(Application, Application.booklet_id == Booklet.id)
                    .where(Application.state == ApplicationState.PASSED, Booklet.id.not_in(listed))
                    .order_by(Application.shelf_slot)
                )
            )

    def open_at(self, desk: str) -> CustodyView | None:
        """The list being made at a desk, or None."""
        with self._workplace.reading() as view:
            row = view.session.scalars(
                select(CustodyList).where(CustodyList.desk == desk, CustodyList.sent_at.is_(None))
            ).first()
            return custody_view(view, row) if row is not None else None

    def under_way(self) -> tuple[CustodyView, ...]:
        """Lists that were sent and are not closed, or were closed with booklets missing; the oldest first."""
        found = [each for each in self.lists() if each.state == SENT or (each.state == CLOSED and each.missing)]
        return tuple(reversed(found))

    def lists(self, limit: int = 100) -> tuple[CustodyView, ...]:
        """The lists, the newest first."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(select(CustodyList).order_by(CustodyList.id.desc()).limit(limit)).all()
            return tuple(custody_view(view, row) for row in rows)

    def view(self, list_id: int) -> CustodyView:
        """A list as it stands.

        Raises:
            RuleViolationError: there is none with that id.
        """
        with self._workplace.reading() as view:
            return custody_view(view, _list(view.session, list_id, lock=False))

    def paper(self, actor: Actor, list_id: int, reader: Catalogue, operation_id: str) -> Document:
        """A list that was sent, as PDF for a reader.

        Raises:
            RuleViolationError: it was not sent yet.
        """
        return make_list(self._workplace, actor, list_id, reader, operation_id)

    def read_code(self, text: str) -> CustodyView | None:
        """The list behind a scanned code or number; None when the text names no custody list.

        Raises:
            RuleViolationError: the code is forged, or there is no such list.
        """
        with self._workplace.reading() as view:
            code = codes.read(paper_key(view.session), text)
        number = code.number if code is not None else (codes.from_short_form(text) or text.strip().upper())
        if not number.startswith(f"{codes.CUSTODY_LIST}-"):
            return None
        if code is not None and not code.genuine:
            raise RuleViolationError(
                _("STOP: this code was not made by this office."), _("Keep the paper and call the supervisor.")
            )
        return self.by_number(number)

    def by_number(self, number: str) -> CustodyView:
        """The list with that number.

        Raises:
            RuleViolationError: there is none.
        """
        wanted = codes.from_short_form(number) or number.strip().upper()
        with self._workplace.reading() as view:
            row = view.session.scalars(select(CustodyList).where(CustodyList.number == wanted)).first()
            if row is None:
                raise RuleViolationError(
                    _("There is no custody list {number}.").format(number=number.strip()), _("Scan its code again.")
                )
            return custody_view(view, row)


def _arrive(work: Work, row: CustodyList, item: CustodyItem, slot: str) -> Answer:
    application = application_for_update(work.session, item.application_id)
    booklet = work.session.get_one(Booklet, item.booklet_id)
    if item.in_at is not None:
        raise RuleViolationError(
            _("{serial} was scanned in already.").format(serial=booklet.serial),
            _("It lies in {slot}.").format(slot=application.shelf_slot or "–"),
        )
    if bound_booklet(work.session, application).id != booklet.id:
        raise RuleViolationError(
            _("{serial} is not the booklet of {name} any more.").format(serial=booklet.serial, name=application.name),
            _("Put it aside and call the supervisor."),
        )
    if slot:
        lock_shelf(work.session)
        application.shelf_slot = require_free(work.session, work.settings.pickup, slot, application.id)
    item.in_at, item.in_by = work.now, work.actor.user
    move_booklet(work, booklet, Act.SHELVE, slot=application.shelf_slot, list=row.number)
    move_application(work, application, Act.SHELVE, slot=application.shelf_slot, list=row.number)
    return {"serial": booklet.serial, "slot": application.shelf_slot or "–"}


def _note_extra(work: Work, row: CustodyList, booklet: Booklet) -> Answer:
    known = work.session.scalars(
        select(CustodyExtra).where(CustodyExtra.list_id == row.id, CustodyExtra.serial == booklet.serial)
    ).first()
    if known is None:
        work.session.add(CustodyExtra(list_id=row.id, serial=booklet.serial, at=work.now, by=work.actor.user))
        work.record("arrive_unlisted", "booklet", booklet.serial, list=row.number)
    return {"serial": booklet.serial, "slot": ""}


def _open_list(work: Work) -> CustodyList:
    row = work.session.scalars(
        select(CustodyList)
        .where(CustodyList.desk == work.actor.desk, CustodyList.sent_at.is_(None))
        .with_for_update()
    ).first()
    if row is None:
        row = CustodyList(desk=work.actor.desk, opened_at=work.now, opened_by=work.actor.user)
        work.session.add(row)
        work.session.flush()
        work.record("open_list", "custody_list", row.id)
    return row


def _list(session: Session, list_id: int, *, lock: bool = True) -> CustodyList:
    row = session.get(CustodyList, list_id, with_for_update=lock or None)
    if row is None:
        raise RuleViolationError(_("This list does not exist any more."), _("Read the list anew."))
    return row


def _items(session: Session, list_id: int) -> Sequence[CustodyItem]:
    return session.scalars(select(CustodyItem).where(CustodyItem.list_id == list_id).order_by(CustodyItem.id)).all()
