"""Overtime sessions: which applications an evening prints, and the work sheet that lists them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from printdesk.documents.document import Document
from printdesk.documents.worksheet import Letterhead, Person, WorkSheet, work_sheet
from printdesk.domain import codes
from printdesk.domain.settings import OvertimeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import Catalogue, _
from printdesk.models.tables import OvertimeRow, OvertimeSession
from printdesk.services import papers
from printdesk.services.office import PersonView, paper_key, people
from printdesk.services.overtime_rows import sheet_rows
from printdesk.services.plan_input import session_of
from printdesk.services.plans import PlanRow, PlanView, make_plan
from printdesk.services.work import Actor, Answer, View, Work, Workplace

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Evening:
    """An overtime session that is being considered.

    Attributes:
        end: on the next day when it is not after `start`.
        people: logins.
    """

    day: date
    start: time
    end: time
    station: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EveningPreview:
    """What an evening would do.

    Attributes:
        places: booklets that can be printed in it.
        rows: what would be printed, in the plan's order.
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
            RuleViolationError: it is over, too long, inside office hours, or a person is at work elsewhere then.
        """
        with self._workplace.reading() as view:
            _refuse_impossible(view, evening)
            return _preview(view, evening)

    def order(self, actor: Actor, evening: Evening, operation_id: str) -> SessionView:
        """Order the evening: its number is given and its list is fixed.

        Raises:
            RuleViolationError: as `preview`; or nothing would be left to print in it.
        """
        with self._workplace.reading() as view:
            _refuse_impossible(view, evening)
            preview = _preview(view, evening)
        if not preview.rows:
            raise RuleViolationError(
                _("Nothing would be left to print in this evening."), _("Choose another station or another day.")
            )

        def do(work: Work) -> Answer:
            _refuse_impossible(work, evening)
            number = papers.next_number(work, codes.WORK_SHEET)
            row = OvertimeSession(
                number=number, day=evening.day, start=evening.start, end=evening.end, station=evening.station,
                people=list(evening.people), target=len(preview.rows), made_at=work.now, made_by=actor.user,
            )  # fmt: skip
            work.session.add(row)
            work.session.flush()
            work.session.add_all(
                OvertimeRow(session_id=row.id, position=place, application_id=planned.application_id)
                for place, planned in enumerate(preview.rows, 1)
            )
            work.record(
                "order_overtime", "overtime", number, day=evening.day.isoformat(), station=evening.station,
                people=list(evening.people), target=row.target,
            )  # fmt: skip
            return {"id": row.id}

        session_id = int(self._workplace.perform("order_overtime", actor, operation_id, do)["id"])
        return next(each for each in self.sessions() if each.id == session_id)

    def cancel(self, actor: Actor, session_id: int, operation_id: str) -> None:
        """Take an ordered evening back; its number is kept."""

        def do(work: Work) -> Answer:
            row = work.session.get(OvertimeSession, session_id, with_for_update=True)
            if row is None or row.cancelled_at is not None:
                raise RuleViolationError(_("This evening was taken back already."), _("Read the list anew."))
            row.cancelled_at = work.now
            work.record("cancel_overtime", "overtime", row.number)
            return {}

        self._workplace.perform("cancel_overtime", actor, operation_id, do)

    def sessions(self) -> tuple[SessionView, ...]:
        """The sessions that were ordered and not taken back, by day."""
        with self._workplace.reading() as view:
            return sessions(view)

    def work_sheet(self, actor: Actor, session_id: int, reader: Catalogue, operation_id: str) -> Document:
        """The work sheet of an ordered session; each making of it is a copy in the log."""

        def do(work: Work) -> Answer:
            row = work.session.get(OvertimeSession, session_id)
            if row is None:
                raise RuleViolationError(_("This evening does not exist any more."), _("Read the list anew."))
            last = papers.last_copy(work.session, row.number)
            papers.keep(work, codes.WORK_SHEET, row.number, last.copy + 1 if last else 1, None)
            return {"number": row.number}

        self._workplace.perform("print_work_sheet", actor, operation_id, do)
        with self._workplace.reading() as view:
            sheet = _sheet(view, session_id, actor, reader)
        watermark = reader("SAMPLE · DEMO") if self._workplace.clock.is_demo else None
        return work_sheet(sheet, reader.lang, watermark)


def sessions(view: View | Work) -> tuple[SessionView, ...]:
    """The sessions that were ordered and not taken back, by day."""
    rows = view.session.scalars(
        select(OvertimeSession)
        .where(OvertimeSession.cancelled_at.is_(None))
        .order_by(OvertimeSession.day, OvertimeSession.start, OvertimeSession.station)
    )
    return tuple(
        SessionView(
            row.id, row.number, row.day, row.start, row.end, row.station, tuple(row.people), row.target, row.target
        )
        for row in rows
    )


def _preview(view: View, evening: Evening) -> EveningPreview:
    """The plan with the evening against the plan without it; lists of other ordered evenings stay theirs."""
    before = make_plan(view)
    taken = _listed_elsewhere(view)
    session = session_of(evening.day, evening.start, evening.end, evening.station, view)
    after = make_plan(view, (session,))
    inside = [
        row
        for row in after.rows
        if row.planned is not None
        and session.start < row.planned <= session.end
        and row.service in view.settings.station(evening.station).services
    ]
    places = _places(after, session.start, session.end) - _places(before, session.start, session.end)
    rows = [row for row in inside if row.application_id not in taken][:places]
    lost = {row.application_id for row in before.rows if row.trip_at_risk}
    still = {row.application_id for row in after.rows if row.trip_at_risk}
    return EveningPreview(places, tuple(rows), len(lost - still), len(still))


def _places(plan: PlanView, start: datetime, end: datetime) -> int:
    return sum(bucket.booklets for bucket in plan.capacity if bucket.start >= start and bucket.end <= end)


def _listed_elsewhere(view: View) -> set[int]:
    today = view.now.astimezone(view.office.zone).date()
    return set(
        view.session.scalars(
            select(OvertimeRow.application_id)
            .join(OvertimeSession, OvertimeSession.id == OvertimeRow.session_id)
            .where(OvertimeSession.cancelled_at.is_(None), OvertimeSession.day >= today)
        )
    )


def _refuse_impossible(view: View | Work, evening: Evening) -> None:
    view.settings.station(evening.station)
    span = session_of(evening.day, evening.start, evening.end, evening.station, view)
    office = view.office.office_hours
    if span.end <= view.now:
        raise RuleViolationError(_("This evening is over."), _("Choose a day that lies ahead."))
    if office.working_time_between(span.start, span.end) > timedelta(0):
        raise RuleViolationError(
            _("From {start:%H:%M} to {end:%H:%M} runs into office hours.").format(start=span.start, end=span.end),
            _("Overtime begins when the office closes."),
        )
    _refuse_too_long(view.settings.overtime, office.is_open(evening.day), span.end - span.start)
    _refuse_people(view, evening, span.start, span.end)


def _refuse_too_long(limits: OvertimeSettings, open_day: bool, length: timedelta) -> None:
    most = limits.weekday_hours if open_day else limits.day_off_hours
    if length < _HOUR or length > most * _HOUR:
        raise RuleViolationError(
            _("Overtime of {hours:.1f} hours is not allowed on this day.").format(hours=length / _HOUR),
            _("Between 1 and {most} hours are; the limit stands under Settings.").format(most=most),
        )


def _refuse_people(view: View | Work, evening: Evening, start: datetime, end: datetime) -> None:
    if not evening.people:
        raise RuleViolationError(_("Nobody is named for this evening."), _("Choose who works."))
    known = {person.login: person.name for person in people(view.session)}
    for login in evening.people:
        if login not in known:
            raise RuleViolationError(
                _("Nobody here is called “{login}”.").format(login=login), _("Choose who works.")
            )
    for other in sessions(view):
        span = session_of(other.day, other.start, other.end, other.station, view)
        both = set(other.people) & set(evening.people)
        meets = span.start < end and start < span.end
        if meets and both:
            raise RuleViolationError(
                _("{name} works at {station} in that evening already.").format(
                    name=known.get(min(both), min(both)), station=other.station
                ),
                _("Choose somebody else, or take the other evening back."),
            )
        if meets and other.station == evening.station:
            raise RuleViolationError(
                _("Station {station} is ordered for that evening already ({number}).").format(
                    station=other.station, number=other.number
                ),
                _("Take that evening back first."),
            )


def _sheet(view: View, session_id: int, actor: Actor, reader: Catalogue) -> WorkSheet:
    row = view.session.get_one(OvertimeSession, session_id)
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
        station=view.settings.station(row.station).label.text(reader.lang),
        people=tuple(_person(by_login[login], reader) for login in row.people if login in by_login),
        target=row.target,
        rows=tuple(sheet_rows(view, row, reader, key)),
        code=codes.sign(key, codes.WORK_SHEET, row.number, now.date()),
        issued_at=now,
        issued_by=by_login[actor.user].name if actor.user in by_login else actor.user,
    )


def _address(address: str, phone: str) -> str:
    return " · ".join(part for part in (address, phone) if part)


def _person(person: PersonView, reader: Catalogue) -> Person:
    role = reader("Printing") if "print" in person.roles else reader("Quality check")
    return Person(person.name, person.nip, role)
