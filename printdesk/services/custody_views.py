"""Custody lists as they are shown: their rows, who had each booklet last, and what arrived unlisted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from printdesk.domain.states import booklet_state_text
from printdesk.i18n import _
from printdesk.models.tables import Application, Booklet
from printdesk.models.transfers import CustodyExtra, CustodyItem, CustodyList
from printdesk.services.office import names
from printdesk.services.work import View

OPEN, SENT, CLOSED = "open", "sent", "closed"
"""States of a list: being made in the print room, on its way, counted at the counter."""


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """A booklet on a list; moments in the office's zone, people by name.

    Attributes:
        state: "out" (on the list), "in" (arrived), or "back" (taken back into the print room).
        last_by, last_at: who had it last, and since when.
    """

    item_id: int
    application_id: int
    serial: str
    number: str
    name: str
    service: str
    slot: str
    state: str
    out_by: str
    out_at: datetime
    in_by: str
    in_at: datetime | None
    last_by: str
    last_at: datetime


@dataclass(frozen=True, slots=True)
class ExtraRow:
    """A booklet that arrived with a list on which it does not stand.

    Attributes:
        where: what it is by the books, in words.
    """

    serial: str
    name: str
    by: str
    at: datetime
    where: str


@dataclass(frozen=True, slots=True)
class CustodyView:
    """A custody list.

    Attributes:
        number: "ST-2024-000001", "" until it is sent.
        state: "open", "sent" or "closed".
        rows: in the order of the shelf slots. extras: arrived without standing on it.
        opened_login, sent_login: logins of who made and who sent it.
    """

    id: int
    number: str
    state: str
    desk: str
    opened_by: str
    opened_login: str
    opened_at: datetime
    sent_by: str
    sent_login: str
    sent_at: datetime | None
    closed_by: str
    closed_at: datetime | None
    rows: tuple[CustodyRow, ...]
    extras: tuple[ExtraRow, ...]

    @property
    def arrived(self) -> tuple[CustodyRow, ...]:
        """What was scanned at the counter."""
        return tuple(row for row in self.rows if row.state == "in")

    @property
    def missing(self) -> tuple[CustodyRow, ...]:
        """What stands on the list and did not arrive."""
        return tuple(row for row in self.rows if row.state == "out")


def under_way_item(session: Session, booklet_id: int) -> CustodyItem | None:
    """The place of a booklet on a list that has not reached its end; None where there is none."""
    return session.scalars(
        select(CustodyItem).where(
            CustodyItem.booklet_id == booklet_id, CustodyItem.in_at.is_(None), CustodyItem.back_at.is_(None)
        )
    ).first()


def where_it_belongs(view: View, booklet: Booklet) -> str:
    """What to do with a booklet that does not stand on the list it came with."""
    item = under_way_item(view.session, booklet.id)
    if item is not None:
        number = view.session.get_one(CustodyList, item.list_id).number
        if number:
            return _("It stands on custody list {number}: receive it with that one.").format(number=number)
    state = booklet_state_text(booklet.state)
    return _("It stands on no list; by the books it is {state}. Give it back to the print room.").format(state=state)


def custody_view(view: View, row: CustodyList) -> CustodyView:
    """A list as it stands."""
    zone, known = view.office.zone, names(view.session)

    def name(login: str | None) -> str:
        return known.get(login or "", login or "")

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone) if moment is not None else None

    state = OPEN if row.sent_at is None else (CLOSED if row.closed_at is not None else SENT)
    return CustodyView(
        row.id, row.number or "", state, row.desk, name(row.opened_by), row.opened_by,
        row.opened_at.astimezone(zone), name(row.sent_by), row.sent_by or "", local(row.sent_at),
        name(row.closed_by), local(row.closed_at), _rows(view, row, known), _extras(view, row, known),
    )  # fmt: skip


def _rows(view: View, row: CustodyList, known: dict[str, str]) -> tuple[CustodyRow, ...]:
    zone = view.office.zone
    found = view.session.execute(
        select(CustodyItem, Application, Booklet.serial)
        .join(Application, Application.id == CustodyItem.application_id)
        .join(Booklet, Booklet.id == CustodyItem.booklet_id)
        .where(CustodyItem.list_id == row.id)
        .order_by(Application.shelf_slot, CustodyItem.id)
    )
    made = []
    for item, owner, serial in found:
        state = "in" if item.in_at is not None else ("back" if item.back_at is not None else "out")
        last_by, last_at = _last(row, item)
        made.append(
            CustodyRow(
                item.id, owner.id, serial, owner.number, owner.name, owner.service, owner.shelf_slot or "", state,
                known.get(item.out_by, item.out_by), item.out_at.astimezone(zone),
                known.get(item.in_by or "", item.in_by or ""), item.in_at.astimezone(zone) if item.in_at else None,
                known.get(last_by, last_by), last_at.astimezone(zone),
            )
        )  # fmt: skip
    return tuple(made)


def _last(row: CustodyList, item: CustodyItem) -> tuple[str, datetime]:
    """Who had a booklet last: who scanned it in, took it back, sent it, or scanned it out."""
    for by, at in ((item.in_by, item.in_at), (item.back_by, item.back_at), (row.sent_by, row.sent_at)):
        if by is not None and at is not None:
            return by, at
    return item.out_by, item.out_at


def _extras(view: View, row: CustodyList, known: dict[str, str]) -> tuple[ExtraRow, ...]:
    found = view.session.execute(
        select(CustodyExtra, Booklet)
        .join(Booklet, Booklet.serial == CustodyExtra.serial)
        .where(CustodyExtra.list_id == row.id)
        .order_by(CustodyExtra.id)
    ).all()
    made = []
    for extra, booklet in found:
        owner = view.session.get(Application, booklet.application_id or 0)
        made.append(
            ExtraRow(
                extra.serial, owner.name if owner else "", known.get(extra.by, extra.by),
                extra.at.astimezone(view.office.zone), where_it_belongs(view, booklet),
            )
        )  # fmt: skip
    return tuple(made)
