"""Minutes of shifts as papers: the values of a hand-over, read back from what was booked, and drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from printdesk.documents.blank_minutes import (
    ClosedLine,
    ClosingMinutes,
    IssuedLine,
    LostBlank,
    OpeningMinutes,
    Pile,
    closing_minutes,
    opening_minutes,
)
from printdesk.documents.blank_minutes_layout import PaperHead, Signer
from printdesk.documents.document import Document
from printdesk.documents.worksheet_values import Letterhead
from printdesk.domain import codes
from printdesk.domain.shifts import MISSING, QUARANTINED, RETURNED, SPOILED
from printdesk.domain.states import Act
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.shifts import Shift, ShiftBlank, ShiftIssue
from printdesk.models.tables import Booklet, LedgerEntry, Paper
from printdesk.services import papers
from printdesk.services.office import PersonView, paper_key, people
from printdesk.services.shift_book import CARRIED, runs
from printdesk.services.shift_rows import IssueView, ShiftView, shift_views
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["ShiftPapers", "letterhead", "paper_head", "signer"]


@dataclass(frozen=True, slots=True)
class _People:
    known: dict[str, PersonView]

    def name(self, login: str) -> str:
        return self.known[login].name if login in self.known else login


class ShiftPapers:
    """Makes the minutes of openings, additions and closings."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def minutes(self, actor: Actor, number: str, reader: Catalogue, operation_id: str) -> Document:
        """The minutes with that number in the reader's language; each making of it is a copy in the log.

        Raises:
            RuleViolationError: no hand-over of blanks has that number.
        """

        def do(work: Work) -> Answer:
            _shift_of(work, number)
            last = papers.last_copy(work.session, number)
            papers.keep(work, codes.BLANK_MINUTES, number, last.copy + 1 if last else 1, None)
            return {"copy": last.copy + 1 if last else 1}

        copy = int(self._workplace.perform("print_minutes", actor, operation_id, do)["copy"])
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        with self._workplace.reading() as view:
            shift = _shift_of(view, number)
            if shift.closing_number == number:
                return closing_minutes(_closing(view, shift, actor, reader, copy), reader.lang, watermark)
            return opening_minutes(_opening(view, shift, number, actor, reader, copy), reader.lang, watermark)


def letterhead(view: View) -> Letterhead:
    """The office's head of papers."""
    office = view.settings.office
    address = " · ".join(part for part in (office.address, office.phone) if part)
    return Letterhead(office.name, office.parent_lines, address)


def paper_head(view: View, kind: str, number: str, title: str, actor: Actor, copy: int) -> PaperHead:
    """Number, title, code and who made this copy."""
    now = view.now.astimezone(view.office.zone)
    known = _People({person.login: person for person in people(view.session)})
    first = view.session.scalar(select(Paper.made_at).where(Paper.number == number, Paper.copy == 1)) or view.now
    return PaperHead(
        number=number, title=title, letterhead=letterhead(view),
        code=codes.sign(paper_key(view.session), kind, number, first.astimezone(view.office.zone).date(), copy),
        issued_at=now, issued_by=known.name(actor.user), copy=copy,
    )  # fmt: skip


def signer(view: View, role: str, login: str) -> Signer:
    """Who signs, with the number of a civil servant."""
    person = next((one for one in people(view.session) if one.login == login), None)
    return Signer(role, person.name, person.nip) if person else Signer(role, login)


def _shift_of(view: View | Work, number: str) -> ShiftView:
    shift_id = view.session.scalar(
        select(Shift.id)
        .outerjoin(ShiftIssue, ShiftIssue.shift_id == Shift.id)
        .where((ShiftIssue.number == number) | (Shift.closing_number == number))
        .limit(1)
    )
    if shift_id is None:
        raise RuleViolationError(
            _("There are no minutes of blanks with the number {number}.").format(number=number),
            _("Look for the number in the list of shifts."),
        )
    return shift_views(view, Shift.id == shift_id)[0]


def _station(view: View, code: str, reader: Catalogue) -> str:
    return next((one.label.text(reader.lang) for one in view.settings.stations if one.code == code), code)


def _opening(view: View, shift: ShiftView, number: str, actor: Actor, reader: Catalogue, copy: int) -> OpeningMinutes:
    issues = [one for one in shift.issues if one.number == number]
    begins = number == shift.number
    title = reader("Minutes of handing over blanks: opening of the shift")
    if not begins:
        title = reader("Minutes of handing over blanks: addition during the shift")
    carried = [one for one in shift.issues if begins and one.kind == CARRIED]
    first = issues[0]
    ground = next((one for one in issues if one.reason), None)
    return OpeningMinutes(
        head=paper_head(view, codes.BLANK_MINUTES, number, title, actor, copy),
        at=first.at,
        until=shift.until,
        station=_station(view, shift.station, reader),
        lines=tuple(_issued(view, one, reader) for one in (*carried, *issues)),
        gave=signer(view, reader("Gave the blanks"), first.given_by),
        received=signer(view, reader("Received the blanks"), shift.holder),
        reason=ground.reason if ground else "",
        agreed=signer(view, reader("Agreed to more than the need"), ground.approved_by) if ground else None,
    )


def _issued(view: View, issue: IssueView, reader: Catalogue) -> IssuedLine:
    labels = view.settings.service_labels(reader.lang)
    carried = issue.kind == CARRIED
    return IssuedLine(
        labels.get(issue.service, issue.service), tuple(_pile(first, last) for first, last in issue.ranges),
        None if carried else issue.needed, carried,
    )  # fmt: skip


def _pile(first: str, last: str) -> Pile:
    letters = len(first.rstrip("0123456789"))
    return first, last, int(last[letters:]) - int(first[letters:]) + 1


def _piles(serials: Sequence[str]) -> tuple[Pile, ...]:
    return tuple(_pile(first, last) for first, last in runs(serials))


def _closing(view: View, shift: ShiftView, actor: Actor, reader: Catalogue, copy: int) -> ClosingMinutes:
    title = reader("Minutes of handing over blanks: closing of the shift")
    labels = view.settings.service_labels(reader.lang)
    receiver = shift.witness if shift.closed_by == shift.holder else shift.closed_by
    lost = tuple(_lost(view, shift, reader))
    lines = tuple(
        ClosedLine(
            labels.get(line.service, line.service), line.sum.issued, line.sum.personalised, line.sum.spoiled,
            line.sum.returned, line.sum.quarantined, line.sum.missing,
            _piles(_serials(view, shift, line.service, RETURNED, at_closing=True)),
            tuple(_serials(view, shift, line.service, SPOILED)),
            tuple(_serials(view, shift, line.service, QUARANTINED)),
        )
        for line in shift.lines
    )  # fmt: skip
    return ClosingMinutes(
        head=paper_head(view, codes.BLANK_MINUTES, shift.closing_number, title, actor, copy),
        opened_at=shift.opened_at,
        at=shift.closed_at or view.now,
        station=_station(view, shift.station, reader),
        lines=lines,
        lost=lost,
        opening_numbers=tuple(dict.fromkeys(one.number for one in shift.issues if one.number)),
        gave=signer(view, reader("Gave the blanks back"), shift.holder),
        received=signer(view, reader("Counted and received"), receiver),
        supervisor=Signer(reader("Supervisor")) if lost else None,
    )


def _serials(view: View, shift: ShiftView, service: str, outcome: str, *, at_closing: bool = False) -> list[str]:
    """Serials of the shift with one end; `at_closing` leaves out what came back before it was closed."""
    found = (
        select(Booklet.serial)
        .join(ShiftBlank, ShiftBlank.booklet_id == Booklet.id)
        .where(ShiftBlank.shift_id == shift.id, ShiftBlank.outcome == outcome, Booklet.service == service)
        .order_by(Booklet.serial)
    )
    if at_closing and shift.closed_at is not None:
        found = found.where(ShiftBlank.outcome_at == shift.closed_at)
    return list(view.session.scalars(found))


def _lost(view: View, shift: ShiftView, reader: Catalogue) -> list[LostBlank]:
    """The missing of the shift, with who had each last before it was declared."""
    names = _People({person.login: person for person in people(view.session)})
    labels = view.settings.service_labels(reader.lang)
    return [
        _lost_one(view, shift, labels.get(line.service, line.service), serial, names)
        for line in shift.lines
        for serial in _serials(view, shift, line.service, MISSING)
    ]


def _lost_one(view: View, shift: ShiftView, service: str, serial: str, names: _People) -> LostBlank:
    issued_at = next((one.at for one in reversed(shift.issues) if _covers(one, serial)), shift.opened_at)
    entry = view.session.scalar(
        select(LedgerEntry)
        .where(LedgerEntry.object_kind == "booklet", LedgerEntry.object_id == serial, LedgerEntry.act != Act.MISS)
        .where(LedgerEntry.at >= issued_at, LedgerEntry.at <= (shift.closed_at or view.now))
        .order_by(LedgerEntry.seq.desc())
        .limit(1)
    )
    who, at = (entry.user, entry.at) if entry is not None else (shift.holder, issued_at)
    return LostBlank(serial, service, names.name(who), at.astimezone(view.office.zone))


def _covers(issue: IssueView, serial: str) -> bool:
    return any(len(first) == len(serial) and first <= serial <= last for first, last in issue.ranges)
