"""Official minutes (berita acara) over booklets: numbered with the act that they tell of, kept, drawn, reprinted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from printdesk.documents.destruction_minutes import destruction_minutes, spoiled_minutes
from printdesk.documents.destruction_minutes_values import BookletLine, BookletMinutes, Head, Signer
from printdesk.documents.document import Document
from printdesk.documents.missing_minutes import missing_minutes
from printdesk.documents.worksheet_values import Letterhead
from printdesk.domain import codes
from printdesk.domain.settings import OfficeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.destruction import Minutes, MinutesLine
from printdesk.models.tables import Application, Booklet, Paper, Person
from printdesk.services import papers
from printdesk.services.office import names, paper_key
from printdesk.services.search_trail import missing_paper
from printdesk.services.second_person import countersigned, known_person
from printdesk.services.work import Actor, Answer, View, Work, Workplace

KINDS = (codes.SPOILED_MINUTES, codes.DESTRUCTION_MINUTES, codes.MISSING_MINUTES)


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What minutes keep of one booklet.

    Attributes:
        reason_use: "print" or "check" where `reason` is a code of the office's list; "" where it is text.
        happened_by: login of who spoiled it, or had it last.
        attempt: number of the print attempt, 0 for none.
        proof: "scan", "tick" or "".
    """

    booklet_id: int
    reason_use: str
    reason: str
    happened_at: datetime
    happened_by: str
    application_id: int | None = None
    attempt: int = 0
    proof: str = ""


@dataclass(frozen=True, slots=True)
class MinutesView:
    """Minutes that were made; times in the office's zone.

    Attributes:
        kind: "BR" spoiled, "BM" destroyed, "BK" missing.
        made_by, second: names of the two people; witness: "" for none.
        first, last: the lowest and the highest serial on it.
        copies: how often it was drawn.
    """

    number: str
    kind: str
    at: datetime
    made_by: str
    second: str
    witness: str
    count: int
    first: str
    last: str
    copies: int


class MinutesService:
    """The minutes that were made, and their papers."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def all(self) -> tuple[MinutesView, ...]:
        """All minutes, the newest first."""
        with self._workplace.reading() as view:
            return minutes_views(view)

    def paper(self, actor: Actor, number: str, reader: Catalogue, operation_id: str) -> Document:
        """The paper of minutes; each drawing of it is a copy in the log, and says which.

        Args:
            reader: the language of whoever receives it.

        Raises:
            RuleViolationError: there are no such minutes.
        """

        def do(work: Work) -> Answer:
            row = minutes_of(work, number)
            last = papers.last_copy(work.session, row.number)
            copy = last.copy + 1 if last else 1
            papers.keep(work, row.kind, row.number, copy, None)
            return {"number": row.number, "copy": copy, "at": work.now.isoformat()}

        made = self._workplace.perform("print_minutes", actor, operation_id, do)
        with self._workplace.reading() as view:
            row = minutes_of(view, str(made["number"]))
            at = datetime.fromisoformat(made["at"]).astimezone(view.office.zone)
            head = _head(view, row, reader, int(made["copy"]), at, actor)
            watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
            if row.kind == codes.MISSING_MINUTES:
                return missing_minutes(missing_paper(view, row, head, reader), watermark)
            paper = BookletMinutes(head, booklet_lines(view, row, reader))
            draw = destruction_minutes if row.kind == codes.DESTRUCTION_MINUTES else spoiled_minutes
            return draw(paper, watermark)


def write(work: Work, kind: str, lines: Sequence[LineFacts], second: str = "", witness: str = "") -> Minutes:
    """Number minutes and keep what stands on them, with the act that they tell of."""
    row = Minutes(
        kind=kind, number=papers.next_number(work, kind), at=work.now, made_by=work.actor.user,
        second=second or None, witness=witness or None, count=len(lines),
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        MinutesLine(
            minutes_id=row.id, position=place, kind=kind, booklet_id=line.booklet_id, reason_use=line.reason_use,
            reason=line.reason, happened_at=line.happened_at, happened_by=line.happened_by,
            application_id=line.application_id, attempt=line.attempt or None, proof=line.proof,
        )
        for place, line in enumerate(lines, 1)
    )  # fmt: skip
    work.session.flush()
    return row


def two_people(work: Work, second: str) -> str:
    """The login of the second person, who is another one than the actor.

    Raises:
        RuleViolationError: nobody else is named, or they did not sign in for it where people have passwords.
    """
    other = " ".join(second.split())
    if not other or other.casefold() == work.actor.user.casefold():
        raise RuleViolationError(
            _("This is done by two people."), _("Name a second person who stands beside you and sees it.")
        )
    known = known_person(work, other)
    countersigned(work, known)
    return known


def reason_text(settings: OfficeSettings, use: str, reason: str, lang: str) -> str:
    """A reason in the reader's words: of the office's list where it is a code, else as it was written."""
    if use:
        for known in settings.reasons_known(use):
            if known.code == reason:
                return known.label.text(lang)
    return reason or "–"


def minutes_of(view: View | Work, number: str) -> Minutes:
    """The minutes with that number.

    Raises:
        RuleViolationError: there are none.
    """
    wanted = number.strip().upper()
    wanted = codes.from_short_form(wanted) or wanted
    row = view.session.scalar(select(Minutes).where(Minutes.number == wanted))
    if row is None:
        raise RuleViolationError(
            _("There are no minutes with the number {number}.").format(number=number.strip()),
            _("Look at the list of minutes for the right number."),
        )
    return row


def minutes_views(view: View) -> tuple[MinutesView, ...]:
    """All minutes, the newest first."""
    known = names(view.session)
    spans = {
        key: (first, last)
        for key, first, last in view.session.execute(
            select(MinutesLine.minutes_id, func.min(Booklet.serial), func.max(Booklet.serial))
            .join(Booklet, Booklet.id == MinutesLine.booklet_id)
            .group_by(MinutesLine.minutes_id)
        )
    }
    copied = select(Paper.number, func.max(Paper.copy)).where(Paper.kind.in_(KINDS)).group_by(Paper.number)
    copies = {number: copy for number, copy in view.session.execute(copied)}  # noqa: C416  a result is no mapping
    rows = view.session.scalars(select(Minutes).order_by(Minutes.id.desc()))
    return tuple(
        MinutesView(
            row.number, row.kind, row.at.astimezone(view.office.zone), known.get(row.made_by, row.made_by),
            known.get(row.second or "", row.second or ""), row.witness or "", row.count,
            *spans.get(row.id, ("", "")), copies.get(row.number, 0),
        )
        for row in rows
    )  # fmt: skip


def booklet_lines(view: View, row: Minutes, reader: Catalogue) -> tuple[BookletLine, ...]:
    """The booklets on minutes, in their order."""
    known = names(view.session)
    labels = view.settings.service_labels(reader.lang)
    found = view.session.execute(
        select(MinutesLine, Booklet.serial, Booklet.service, Application.number)
        .join(Booklet, Booklet.id == MinutesLine.booklet_id)
        .outerjoin(Application, Application.id == MinutesLine.application_id)
        .where(MinutesLine.minutes_id == row.id)
        .order_by(MinutesLine.position)
    )
    return tuple(
        BookletLine(
            serial=serial,
            service=labels.get(service, service),
            reason=reason_text(view.settings, line.reason_use, line.reason, reader.lang),
            at=line.happened_at.astimezone(view.office.zone),
            by=known.get(line.happened_by, line.happened_by),
            application_number=number or "",
            attempt=line.attempt or 0,
            proof=line.proof,
        )
        for line, serial, service, number in found
    )


def _head(view: View, row: Minutes, reader: Catalogue, copy: int, at: datetime, actor: Actor) -> Head:
    office, known = view.settings.office, names(view.session)
    day = row.at.astimezone(view.office.zone)
    address = " · ".join(part for part in (office.address, office.phone) if part)
    return Head(
        number=row.number,
        letterhead=Letterhead(office.name, office.parent_lines, address),
        at=day,
        signers=_signers(view, row),
        witness=row.witness or "",
        chief=Signer(office.head_name, office.head_nip),
        code=codes.sign(paper_key(view.session), row.kind, row.number, day.date(), copy),
        copy=copy,
        issued_at=at,
        issued_by=known.get(actor.user, actor.user),
        language=reader.lang,
    )


def _signers(view: View, row: Minutes) -> tuple[Signer, ...]:
    logins = [login for login in (row.made_by, row.second) if login]
    found = {
        login: Signer(name, nip or "")
        for login, name, nip in view.session.execute(
            select(Person.login, Person.name, Person.nip).where(Person.login.in_(logins))
        )
    }
    return tuple(found.get(login, Signer(login)) for login in logins)
