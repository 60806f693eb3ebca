"""Overtime sessions: which applications an evening prints, and the work sheet that lists them."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select

from printdesk.documents.document import Document
from printdesk.documents.worksheet import Letterhead, Person, WorkSheet, work_sheet
from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.tables import OvertimeRow, OvertimeSession
from printdesk.services import papers
from printdesk.services.office import PersonView, paper_key, people
from printdesk.services.overtime_clashes import Clash, clashes
from printdesk.services.overtime_guards import Evening, refuse_impossible
from printdesk.services.overtime_orders import order_number
from printdesk.services.overtime_places import places, rows_of, span_of
from printdesk.services.overtime_replace import Candidate, candidates, replace_in
from printdesk.services.overtime_rows import sheet_rows
from printdesk.services.plan_input import WHOLE, printing_of, session_of
from printdesk.services.plans import PlanRow, make_plan
from printdesk.services.work import Actor, Answer, View, Work, Workplace

__all__ = ["Evening", "EveningPreview", "OvertimeService", "SessionView", "order_in", "session_view", "sessions"]


@dataclass(frozen=True, slots=True)
class EveningPreview:
    """What an evening would do.

    Attributes:
        places: booklets that its station can print in it.
        rows: what would be printed thanks to it, in the plan's order; nothing that stands on another sheet.
        trips_saved: trips at risk without this evening that are in time with it.
    """

    places: int
    rows: tuple[PlanRow, ...]
    trips_saved: int
    trips_at_risk_after: int


@dataclass(frozen=True, slots=True)
class SessionView:
    """An overtime session that was ordered."""

    id: int
    number: str
    day: date
    start: time
    end: time
    station: str
    people: tuple[str, ...]
    target: int
    rows: int


class OvertimeService:
    """Considers, orders and prints overtime sessions."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def preview(self, evening: Evening) -> EveningPreview:
        """What this evening would print, and which trips it would save.

        Raises:
            RuleViolationError: it must not be (`refuse_impossible`), or its station stands still then.
        """
        with self._workplace.reading() as view:
            refuse_impossible(view, evening)
            return _preview(view, evening)

    def order(self, actor: Actor, evening: Evening, operation_id: str) -> SessionView:
        """Order the evening: its number is given and its list is fixed.

        Orders queue at the number, so that each sees what those before it listed and whom they named.

        Raises:
            RuleViolationError: as `preview`; or nothing would be left to print in it.
        """

        def do(work: Work) -> Answer:
            return {"id": order_in(work, evening)}

        session_id = int(self._workplace.perform("order_overtime", actor, operation_id, do)["id"])
        with self._workplace.reading() as view:
            return session_view(view.session.get_one(OvertimeSession, session_id))

    def cancel(self, actor: Actor, session_id: int, operation_id: str) -> None:
        """Take an ordered evening back; its number is kept."""

        def do(work: Work) -> Answer:
            row = work.session.get(OvertimeSession, session_id, with_for_update=True)
            if row is None or row.cancelled_at is not None:
                raise RuleViolationError(_("This evening was taken back already."), _("Read the list anew."))
            if span_of(work, row).end <= work.now:
                raise RuleViolationError(
                    _("Evening {number} is over, so it is not taken back.").format(number=row.number),
                    _("Enter who did not come under its hours instead."),
                )
            row.cancelled_at = work.now
            work.record("cancel_overtime", "overtime", row.number)
            return {}

        self._workplace.perform("cancel_overtime", actor, operation_id, do)

    def replace(self, actor: Actor, session_id: int, leaves: str, comes: str, operation_id: str) -> SessionView:
        """Put somebody else in the place of one who cannot come; the order keeps its number.

        Args:
            leaves, comes: logins.

        Raises:
            RuleViolationError: as `overtime_replace.replace_in`.
        """

        def do(work: Work) -> Answer:
            return {"number": replace_in(work, session_id, leaves, comes)}

        self._workplace.perform("replace_overtime", actor, operation_id, do)
        with self._workplace.reading() as view:
            return session_view(view.session.get_one(OvertimeSession, session_id))

    def candidates(self, session_id: int, leaves: str) -> tuple[Candidate, ...]:
        """Who could come instead of one of an evening, and why the others could not."""
        with self._workplace.reading() as view:
            return candidates(view, _active(view, session_id), leaves)

    def clashes(self) -> tuple[Clash, ...]:
        """Who of the evenings to come cannot come: away by now, or not of the office any more."""
        with self._workplace.reading() as view:
            return clashes(view)

    def sessions(self) -> tuple[SessionView, ...]:
        """The sessions that were ordered and not taken back, by day."""
        with self._workplace.reading() as view:
            return sessions(view)

    def work_sheet(self, actor: Actor, session_id: int, reader: Catalogue, operation_id: str) -> Document:
        """The work sheet of an ordered session; each making of it is a copy in the log.

        Raises:
            RuleViolationError: the session was taken back.
        """

        def do(work: Work) -> Answer:
            row = _active(work, session_id)
            last = papers.last_copy(work.session, row.number)
            copy = last.copy + 1 if last else 1
            papers.keep(work, codes.WORK_SHEET, row.number, copy, None)
            return {"number": row.number, "copy": copy}

        copy = int(self._workplace.perform("print_work_sheet", actor, operation_id, do)["copy"])
        with self._workplace.reading() as view:
            sheet = _sheet(view, session_id, actor, reader, copy)
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        return work_sheet(sheet, reader.lang, watermark)


def order_in(work: Work, evening: Evening) -> int:
    """Order an evening within an act; its id.

    Raises:
        RuleViolationError: as `OvertimeService.order`.
    """
    number = papers.next_number(work, codes.WORK_SHEET)
    refuse_impossible(work, evening)
    rows = _list(View(work.session, work.now, work.office), evening)
    row = OvertimeSession(
        number=number, day=evening.day, start=evening.start, end=evening.end, station=evening.station,
        people=list(evening.people), target=len(rows), share=evening.share, made_at=work.now,
        made_by=work.actor.user,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        OvertimeRow(session_id=row.id, position=place, application_id=planned.application_id)
        for place, planned in enumerate(rows, 1)
    )
    work.record(
        "order_overtime", "overtime", number, day=evening.day.isoformat(), station=evening.station,
        people=list(evening.people), target=row.target,
    )  # fmt: skip
    work.session.flush()
    return row.id


def sessions(view: View | Work) -> tuple[SessionView, ...]:
    """The sessions that were ordered and not taken back, by day."""
    rows = view.session.scalars(
        select(OvertimeSession)
        .where(OvertimeSession.cancelled_at.is_(None))
        .order_by(OvertimeSession.day, OvertimeSession.start, OvertimeSession.station)
    )
    return tuple(session_view(row) for row in rows)


def _preview(view: View, evening: Evening) -> EveningPreview:
    """The plan with the evening against the plan without it; lists of other ordered evenings stay theirs."""
    before = make_plan(view)
    session = session_of(evening.day, evening.start, evening.end, evening.station, view)
    station = view.settings.station(evening.station)
    count = places(view, before, station, session)
    after = make_plan(view, (session,))
    lost = {row.application_id for row in before.rows if row.trip_at_risk}
    still = {row.application_id for row in after.rows if row.trip_at_risk}
    return EveningPreview(count, rows_of(view, after, station, session, count), len(lost - still), len(still))


def _list(view: View, evening: Evening) -> tuple[PlanRow, ...]:
    """What goes on the evening's sheet.

    Raises:
        RuleViolationError: nothing would be left to print in it.
    """
    session = session_of(evening.day, evening.start, evening.end, evening.station, view)
    station = view.settings.station(evening.station)
    plan = make_plan(view, (printing_of(session, evening.share),))
    count = places(view, plan, station, session) * evening.share // WHOLE
    found = rows_of(view, plan, station, session, count)
    if not found:
        raise RuleViolationError(
            _("Nothing would be left to print in this evening."), _("Choose another station or another day.")
        )
    return found


def _active(work: View | Work, session_id: int) -> OvertimeSession:
    row = work.session.get(OvertimeSession, session_id)
    if row is None:
        raise RuleViolationError(_("This evening does not exist any more."), _("Read the list anew."))
    if row.cancelled_at is not None:
        raise RuleViolationError(
            _("Evening {number} was taken back, so it has no work sheet.").format(number=row.number),
            _("Order a new evening if people shall work."),
        )
    return row


def session_view(row: OvertimeSession) -> SessionView:
    """A session as it is shown."""
    return SessionView(
        row.id, row.number, row.day, row.start, row.end, row.station, tuple(row.people), row.target, row.target
    )


def _sheet(view: View, session_id: int, actor: Actor, reader: Catalogue, copy: int) -> WorkSheet:
    row = _active(view, session_id)
    span = session_of(row.day, row.start, row.end, row.station, view)
    by_login = {person.login: person for person in people(view.session)}
    office = view.settings.office
    now = view.now.astimezone(view.office.zone)
    key = paper_key(view.session)
    return WorkSheet(
        number=row.number,
        letterhead=Letterhead(office.name, office.parent_lines, _address(office.address, office.phone)),
        start=span.start,
        end=span.end,
        station=next(
            (s.label.text(reader.lang) for s in view.settings.stations if s.code == row.station), row.station
        ),
        people=tuple(
            _person(by_login[login], row.people.index(login), reader) for login in row.people if login in by_login
        ),
        target=row.target,
        rows=tuple(sheet_rows(view, row, reader, key)),
        order_number=order_number(view, row.id),
        code=codes.sign(key, codes.WORK_SHEET, row.number, now.date(), copy),
        issued_at=now,
        issued_by=by_login[actor.user].name if actor.user in by_login else actor.user,
        copy=copy,
    )


def _address(address: str, phone: str) -> str:
    return " · ".join(part for part in (address, phone) if part)


def _person(person: PersonView, place: int, reader: Catalogue) -> Person:
    """The first one named runs the station; after that whoever may check does."""
    prints = "print" in person.roles and (not place or "quality" not in person.roles)
    role = reader("Printing") if prints else reader("Quality check")
    return Person(person.name, person.nip, role)
