"""The supervisor's inbox: everything that needs a look, each with since when, what to do, and where to go.

Two sources meet here. An act that meets something raises a warning (`services.warnings`); what stands in the books
by itself, such as a shift that nobody closes, is found anew at each reading and leaves with its cause. Both can be
noted by a supervisor and given to somebody.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from math import inf

from sqlalchemy import select

from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.i18n.catalogue import active
from printdesk.models.reports import InboxMark
from printdesk.models.tables import Person
from printdesk.services.inbox_finders import FINDERS
from printdesk.services.inbox_finding import Finding, Looking
from printdesk.services.office import names
from printdesk.services.plans import PlanView
from printdesk.services.warnings import (
    DATA_ERROR_WAITS,
    OVERTIME_REPORT_DUE,
    SHEET_EXCEPTIONS,
    STATION_STOPPED,
    WORK_SHEET_BLANKS,
    WarningRow,
    acknowledge_row,
    open_warnings,
    warning_words,
)
from printdesk.services.work import Actor, Answer, View, Work, Workplace

WARNING = "warning:"
"""Begins the key of what an act warned of; the rest of it is the warning's id."""

_ROOMS = {
    STATION_STOPPED: "print_room", SHEET_EXCEPTIONS: "print_room", DATA_ERROR_WAITS: "print_room",
    OVERTIME_REPORT_DUE: "backlog", WORK_SHEET_BLANKS: "backlog",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class InboxItem:
    """Something that needs a look; moments in the office's zone.

    Attributes:
        key: names it, to note it or to give it to somebody.
        since: since when; None when the books do not say.
        urgent: somebody may lose a trip or a booklet by waiting.
        text: what it is. advice: what to do.
        room: code of the room to go to, "" for none. view: of that room. application_id: whose card to open, or None.
        noted_by, assigned_to: names, or "". assigned_login: of who has it.
    """

    key: str
    kind: str
    since: datetime | None
    urgent: bool
    text: str
    advice: str
    room: str
    view: str
    application_id: int | None
    by: str = ""
    noted_at: datetime | None = None
    noted_by: str = ""
    assigned_to: str = ""
    assigned_login: str = ""


class InboxService:
    """Reads the inbox, notes what is in it, and gives it to somebody."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def count(self, reader: Catalogue, plan: PlanView | None = None) -> int:
        """How many things nobody has noted."""
        with self._workplace.reading() as view:
            return unnoted(inbox_items(view, reader, plan))

    def items(self, reader: Catalogue) -> tuple[InboxItem, ...]:
        """What is in the inbox: what nobody has noted first, of these the urgent, the oldest before the newer."""
        with self._workplace.reading() as view:
            return inbox_items(view, reader)

    def note(self, actor: Actor, key: str, operation_id: str) -> None:
        """A supervisor has seen it. It stays as long as its cause stands, and counts no more.

        Raises:
            RuleViolationError: the actor is no supervisor, or it is not in the inbox any more.
        """

        def do(work: Work) -> Answer:
            if key.startswith(WARNING):
                acknowledge_row(work, _warning_id(key), "")
                return {}
            mark = _mark(work, key)
            mark.noted_at, mark.noted_by = work.now, work.actor.user
            work.record("note_warning", "inbox", _object(key), kind=mark.kind)
            return {}

        self._workplace.perform("note_inbox", actor, operation_id, do)

    def assign(self, actor: Actor, key: str, to: str, operation_id: str) -> None:
        """Give it to somebody, or to nobody any more.

        Args:
            to: login, or "".

        Raises:
            RuleViolationError: the actor is no supervisor, nobody works here under that login, or it is not in the
                inbox any more.
        """

        def do(work: Work) -> Answer:
            _refuse_unknown(work, to)
            mark = _mark(work, key)
            mark.assigned_to = to or None
            mark.assigned_at, mark.assigned_by = work.now, work.actor.user
            work.record("assign_warning", "inbox", _object(key), kind=mark.kind, to=to)
            return {}

        self._workplace.perform("assign_inbox", actor, operation_id, do)


def inbox_items(view: View, reader: Catalogue, plan: PlanView | None = None) -> tuple[InboxItem, ...]:
    """What is in the inbox.

    Args:
        plan: the plan of this moment, where it has been made already.
    """
    found = [_of_warning(view, row, reader) for row in open_warnings(view)]
    look = Looking(view, reader, plan)
    found += [_of_finding(view, one) for find in FINDERS for one in find(look)]
    marks = {(mark.kind, mark.subject): mark for mark in view.session.scalars(select(InboxMark))}
    known = names(view.session)
    return tuple(sorted((_marked(view, item, marks, known) for item in found), key=_order))


def unnoted(items: tuple[InboxItem, ...]) -> int:
    """How many of them nobody has noted."""
    return sum(item.noted_at is None for item in items)


def _order(item: InboxItem) -> tuple[bool, bool, float, str]:
    since = item.since.timestamp() if item.since else inf
    return item.noted_at is not None, not item.urgent, since, item.key


def _of_warning(view: View, row: WarningRow, reader: Catalogue) -> InboxItem:
    text, advice = warning_words(view.settings, row, reader)
    return InboxItem(
        f"{WARNING}{row.id}", row.kind, row.at, row.departs_at is not None or row.kind == STATION_STOPPED, text,
        advice, "" if row.application_id else _ROOMS.get(row.kind, ""), "", row.application_id, row.by, row.noted_at,
        row.noted_by,
    )  # fmt: skip


def _of_finding(view: View, one: Finding) -> InboxItem:
    since = one.since.astimezone(view.office.zone) if one.since else None
    return InboxItem(
        f"{one.kind}:{one.subject}", one.kind, since, one.urgent, one.text, one.advice, one.room, one.view,
        one.application_id,
    )  # fmt: skip


def _marked(view: View, item: InboxItem, marks: dict[tuple[str, str], InboxMark], known: dict[str, str]) -> InboxItem:
    kind, _colon, subject = item.key.partition(":")
    mark = marks.get((kind, subject))
    if mark is None:
        return item
    assigned = replace(item, assigned_login=mark.assigned_to or "", assigned_to=known.get(mark.assigned_to or "", ""))
    noted = mark.noted_at
    if noted is None or (item.since is not None and item.since > noted):
        return assigned
    return replace(assigned, noted_at=noted.astimezone(view.office.zone), noted_by=known.get(mark.noted_by or "", ""))


def _mark(work: Work, key: str) -> InboxMark:
    """The mark of what is in the inbox now."""
    view = View(work.session, work.now, work.office)
    if all(item.key != key for item in inbox_items(view, active())):
        raise RuleViolationError(_("This is not in the inbox any more."), _("Read the list anew."))
    kind, _colon, subject = key.partition(":")
    mark = work.session.get(InboxMark, (kind, subject), with_for_update=True)
    if mark is None:
        mark = InboxMark(kind=kind, subject=subject, seen_first=work.now)
        work.session.add(mark)
    return mark


def _refuse_unknown(work: Work, login: str) -> None:
    if login and work.session.scalar(select(Person.id).where(Person.login == login, Person.active)) is None:
        raise RuleViolationError(_("Nobody works here as “{login}”.").format(login=login), _("Choose a person."))


def _warning_id(key: str) -> int:
    text = key.removeprefix(WARNING)
    if not text.isdigit():
        raise RuleViolationError(_("This is not in the inbox any more."), _("Read the list anew."))
    return int(text)


def _object(key: str) -> str:
    """A key as the ledger can hold it: forty letters."""
    return key[:40]
