"""Booklets that go by post: one list, one courier, each in the register; what comes back is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from printdesk.documents.document import Document
from printdesk.documents.post_list import PostLine, post_list
from printdesk.domain import codes
from printdesk.domain.names import clean_name
from printdesk.domain.settings import CollectorKind, Label
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import day_long, moment_short, number
from printdesk.models.handing import PostList, PostRow
from printdesk.models.tables import Application, Booklet, Pickup
from printdesk.services import papers
from printdesk.services.counter_papers import counter_head, next_copy_of
from printdesk.services.hand_over_acts import POST_KIND, HandOver, MismatchError, give_out, record_stop
from printdesk.services.moves import application_for_update
from printdesk.services.office import names
from printdesk.services.work import Actor, Answer, View, Work, Workplace, new_operation_id

_LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class PostItem:
    """A booklet for the post: whose, the serial scanned from it, where it goes, and its tracking number or ""."""

    application_id: int
    serial: str
    address: str
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class PostedRow:
    """A booklet on a list; `back_at`, in the office's zone, when it came back."""

    application_id: int
    register_number: str
    number: str
    name: str
    serial: str
    address: str
    phone: str
    tracking: str
    back_at: datetime | None


@dataclass(frozen=True, slots=True)
class PostedList:
    """A list that was given to the post; `sent_by` is a name."""

    id: int
    number: str
    courier: str
    sent_at: datetime
    sent_by: str
    count: int
    back: int


class PostingService:
    """Gives booklets to the post."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def send(self, actor: Actor, items: Sequence[PostItem], courier: str, operation_id: str) -> PostedList:
        """Give these to the courier in one act: a list with a number, and each booklet in the register.

        Raises:
            RuleViolationError: an address or the courier is missing, or one does not lie ready; nothing was sent.
        """

        def do(work: Work) -> Answer:
            name = _refuse(items, courier)
            kind = _post_kind(work)
            rows = {each.application_id: each for each in items}
            locked = {each: application_for_update(work.session, each) for each in sorted(rows)}
            post = PostList(
                number=papers.next_number(work, codes.POST_LIST), courier=name, sent_at=work.now,
                sent_by=actor.user, desk=actor.desk,
            )  # fmt: skip
            work.session.add(post)
            work.session.flush()
            for item in items:
                pickup = give_out(work, locked[item.application_id], kind, _form(kind, item, name))
                work.session.add(
                    PostRow(
                        list_id=post.id, application_id=item.application_id, pickup_id=pickup.id,
                        address=" ".join(item.address.split()), tracking=" ".join(item.tracking.split()),
                    )
                )  # fmt: skip
            work.record("send_post", "paper", post.number, count=len(items))
            return {"id": post.id}

        try:
            answer = self._workplace.perform("send_post", actor, operation_id, do)
        except MismatchError as mismatch:
            record_stop(self._workplace, actor, mismatch.stop, new_operation_id())
            raise
        with self._workplace.reading() as view:
            return _list_view(view, view.session.get_one(PostList, int(answer["id"])))

    def lists(self, most: int = 50) -> tuple[PostedList, ...]:
        """The newest lists first."""
        with self._workplace.reading() as view:
            rows = view.session.scalars(select(PostList).order_by(PostList.id.desc()).limit(most))
            return tuple(_list_view(view, row) for row in rows)

    def rows(self, list_id: int) -> tuple[PostedRow, ...]:
        """What stands on a list, in its order."""
        with self._workplace.reading() as view:
            return _rows(view, list_id)

    def paper(self, actor: Actor, list_id: int, reader: Catalogue, operation_id: str) -> Document:
        """The list for the post office as PDF; each making of it is a copy in the log.

        Raises:
            RuleViolationError: there is no such list.
        """

        def do(work: Work) -> Answer:
            row = work.session.get(PostList, list_id)
            if row is None:
                raise RuleViolationError(_("There is no such list."), _("Read the list anew."))
            return {"copy": next_copy_of(work, codes.POST_LIST, row.number)}

        copy = int(self._workplace.perform("print_post_list", actor, operation_id, do)["copy"])
        with self._workplace.reading() as view:
            post = _list_view(view, view.session.get_one(PostList, list_id))
            rows = _rows(view, list_id)
            facts = (
                (reader("Day, date"), day_long(post.sent_at.date(), reader.lang)),
                (reader("Given to"), post.courier),
                (reader("Count"), number(len(rows), reader.lang)),
            )
            title = reader("List of passports for the post")
            head = counter_head(view, actor, codes.POST_LIST, post.number, title, facts, copy)
        return post_list(
            head, [_line(row, reader) for row in rows], post.sent_by, post.courier, reader.lang,
            reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None,
        )  # fmt: skip


def _refuse(items: Sequence[PostItem], courier: str) -> str:
    if not items:
        raise RuleViolationError(_("Nothing is on the list."), _("Scan the booklets that go by post."))
    if len({item.application_id for item in items}) < len(items):
        raise RuleViolationError(_("A booklet stands on the list twice."), _("Scan the booklets anew."))
    if not courier.strip():
        raise RuleViolationError(_("Who takes them for the post is not named."), _("Write the courier's name."))
    for item in items:
        if not item.address.strip() or len(item.address) > _LONGEST_ADDRESS or not item.address.isprintable():
            raise RuleViolationError(
                _("{serial} has no address that fits on the list.").format(serial=item.serial),
                _("Write street, place and postal code, at most {most} letters.").format(most=_LONGEST_ADDRESS),
            )
    return clean_name(courier, active())


def _post_kind(work: Work) -> CollectorKind:
    """The office's kind for the post; one without papers where the office took it off its list."""
    for kind in work.settings.pickup.collectors:
        if kind.code == POST_KIND:
            return kind
    return CollectorKind(POST_KIND, Label("Petugas pos", "Post"), ())


def _form(kind: CollectorKind, item: PostItem, courier: str) -> HandOver:
    shown = tuple(each.code for each in kind.documents)
    return HandOver(item.application_id, item.serial, kind.code, shown, courier)


def _list_view(view: View, row: PostList) -> PostedList:
    count, back = view.session.execute(
        select(func.count(), func.count(PostRow.back_at)).where(PostRow.list_id == row.id)
    ).one()
    known = names(view.session)
    at = row.sent_at.astimezone(view.office.zone)
    return PostedList(row.id, row.number, row.courier, at, known.get(row.sent_by, row.sent_by), count, back)


def _rows(view: View, list_id: int) -> tuple[PostedRow, ...]:
    found = view.session.execute(
        select(PostRow, Pickup.register_number, Application, Booklet.serial)
        .join(Pickup, Pickup.id == PostRow.pickup_id)
        .join(Application, Application.id == PostRow.application_id)
        .join(Booklet, Booklet.id == Pickup.booklet_id)
        .where(PostRow.list_id == list_id)
        .order_by(PostRow.id)
    )
    zone = view.office.zone
    return tuple(
        PostedRow(
            each.id, register, each.number, each.name, serial, row.address, each.phone or "", row.tracking,
            row.back_at.astimezone(zone) if row.back_at else None,
        )
        for row, register, each, serial in found
    )  # fmt: skip


def _line(row: PostedRow, reader: Catalogue) -> PostLine:
    note = ""
    if row.back_at is not None:
        note = reader("Came back {moment}").format(moment=moment_short(row.back_at, reader.lang))
    return PostLine(row.register_number, row.name, row.number, row.serial, row.address, row.phone, row.tracking, note)
