"""The order (SPKL) of an evening: one number for its papers, over all sessions of its day.

The number is given when the first paper is asked for; it covers the sessions of that day that were ordered and not
taken back by then. A session that is ordered later gets an order of its own, so that a signed paper never changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from printdesk.domain import codes
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.models.evenings import OvertimeOrder, OvertimeOrderSession
from printdesk.models.tables import OvertimeSession, Person
from printdesk.services import papers
from printdesk.services.office import PersonView
from printdesk.services.overtime_places import span_of
from printdesk.services.work import View, Work


@dataclass(frozen=True, slots=True)
class Crew:
    """One session of an evening with those who work in it.

    Attributes:
        number: of its work sheet. start, end: in the office's zone. people: as the order names them.
    """

    session_id: int
    number: str
    station: str
    start: datetime
    end: datetime
    target: int
    people: tuple[PersonView, ...]


@dataclass(frozen=True, slots=True)
class EveningOrder:
    """An evening with its sessions.

    Attributes:
        number: of its papers, "" while none was asked for. due: last day for the result report.
        reported_at: in the office's zone, None while the report is not made.
    """

    number: str
    day: date
    crews: tuple[Crew, ...]
    due: date
    ordered_at: datetime
    ordered_by: str
    reported_at: datetime | None
    reported_by: str
    remark: str

    @property
    def start(self) -> datetime:
        """When the first session begins."""
        return min(crew.start for crew in self.crews)

    @property
    def end(self) -> datetime:
        """When the last session ends."""
        return max(crew.end for crew in self.crews)

    @property
    def people(self) -> tuple[PersonView, ...]:
        """Everybody of the evening, each once, in the order of the sessions."""
        return tuple({one.login: one for crew in self.crews for one in crew.people}.values())


def evening_order(view: View | Work, session_id: int) -> EveningOrder:
    """The evening that a session belongs to.

    Raises:
        RuleViolationError: there is no such session, or it was taken back.
    """
    row = _active(view, session_id)
    order = _order_row(view, session_id)
    rows = _sessions(view, order.id) if order else _loose(view, row.day)
    return _evening(view, rows, order)


def all_evenings(view: View | Work, since: date) -> tuple[EveningOrder, ...]:
    """Evenings from a day on, and older ones whose report is still to be made; the newest first."""
    rows = view.session.execute(
        select(OvertimeSession, OvertimeOrder)
        .outerjoin(OvertimeOrderSession, OvertimeOrderSession.session_id == OvertimeSession.id)
        .outerjoin(OvertimeOrder, OvertimeOrder.id == OvertimeOrderSession.order_id)
        .where(
            OvertimeSession.cancelled_at.is_(None),
            (OvertimeSession.day >= since) | (OvertimeOrder.id.is_not(None) & OvertimeOrder.reported_at.is_(None)),
        )
        .order_by(OvertimeSession.day.desc(), OvertimeSession.start, OvertimeSession.station)
    )
    groups: dict[tuple[date, int], tuple[list[OvertimeSession], OvertimeOrder | None]] = {}
    for session, order in rows:
        groups.setdefault((session.day, order.id if order else 0), ([], order))[0].append(session)
    return tuple(_evening(view, sessions, order) for sessions, order in groups.values())


def give_number(work: Work, session_id: int) -> OvertimeOrder:
    """The evening's order, with a number from now on.

    Raises:
        RuleViolationError: there is no such session, or it was taken back.
    """
    row = _active(work, session_id)
    known = _order_row(work, session_id)
    if known is not None:
        return known
    number = papers.next_number(work, codes.OVERTIME_ORDER)
    order = OvertimeOrder(number=number, made_at=work.now, made_by=work.actor.user)
    work.session.add(order)
    work.session.flush()
    sessions = _loose(work, row.day)
    work.session.add_all(OvertimeOrderSession(session_id=each.id, order_id=order.id) for each in sessions)
    work.session.flush()
    work.record("number_overtime_order", "overtime", number, sessions=[each.number for each in sessions])
    return order


def order_number(view: View | Work, session_id: int) -> str:
    """Number of the order that a session stands on, or ""."""
    order = _order_row(view, session_id)
    return order.number if order else ""


def find_session(view: View | Work, text: str) -> int:
    """The session meant by a session's id, a work sheet's number or an order's number.

    Raises:
        RuleViolationError: there is none.
    """
    wanted = text.strip().upper().partition("/")[0]
    query = select(OvertimeSession.id).order_by(OvertimeSession.cancelled_at.is_not(None), OvertimeSession.id)
    if wanted.isdigit():
        query = query.where(OvertimeSession.id == int(wanted))
    else:
        query = (
            query.outerjoin(OvertimeOrderSession, OvertimeOrderSession.session_id == OvertimeSession.id)
            .outerjoin(OvertimeOrder, OvertimeOrder.id == OvertimeOrderSession.order_id)
            .where((OvertimeSession.number == wanted) | (OvertimeOrder.number == wanted))
        )
    found = view.session.scalar(query.limit(1))
    if found is None:
        raise RuleViolationError(
            _("There is no overtime with the number {number}.").format(number=text.strip()),
            _("Give the number of its order or of its work sheet, for instance LK-2024-000001."),
        )
    return found


def _active(view: View | Work, session_id: int) -> OvertimeSession:
    row = view.session.get(OvertimeSession, session_id)
    if row is None:
        raise RuleViolationError(_("This evening does not exist any more."), _("Read the list anew."))
    if row.cancelled_at is not None:
        raise RuleViolationError(
            _("Evening {number} was taken back, so it has no papers.").format(number=row.number),
            _("Order a new evening if people shall work."),
        )
    return row


def _order_row(view: View | Work, session_id: int) -> OvertimeOrder | None:
    found: OvertimeOrder | None = view.session.scalar(
        select(OvertimeOrder)
        .join(OvertimeOrderSession, OvertimeOrderSession.order_id == OvertimeOrder.id)
        .where(OvertimeOrderSession.session_id == session_id)
    )
    return found


def _sessions(view: View | Work, order_id: int) -> list[OvertimeSession]:
    rows = view.session.scalars(
        select(OvertimeSession)
        .join(OvertimeOrderSession, OvertimeOrderSession.session_id == OvertimeSession.id)
        .where(OvertimeOrderSession.order_id == order_id, OvertimeSession.cancelled_at.is_(None))
        .order_by(OvertimeSession.start, OvertimeSession.station)
    )
    return list(rows)


def _loose(view: View | Work, day: date) -> list[OvertimeSession]:
    """Sessions of a day that stand on no order yet."""
    rows = view.session.scalars(
        select(OvertimeSession)
        .outerjoin(OvertimeOrderSession, OvertimeOrderSession.session_id == OvertimeSession.id)
        .where(
            OvertimeSession.day == day,
            OvertimeSession.cancelled_at.is_(None),
            OvertimeOrderSession.session_id.is_(None),
        )
        .order_by(OvertimeSession.start, OvertimeSession.station)
    )
    return list(rows)


def _evening(view: View | Work, rows: Sequence[OvertimeSession], order: OvertimeOrder | None) -> EveningOrder:
    known = _everybody(view)
    crews = tuple(_crew(view, row, known) for row in rows)
    office, zone = view.office.office_hours, view.office.zone
    last = max(crew.end for crew in crews).date()
    by = order.reported_by if order else None
    made_by = rows[0].made_by
    return EveningOrder(
        number=order.number if order else "",
        day=rows[0].day,
        crews=crews,
        due=office.add_open_days(last, view.settings.overtime_papers.report_days),
        ordered_at=rows[0].made_at.astimezone(zone),
        ordered_by=known[made_by].name if made_by in known else made_by,
        reported_at=order.reported_at.astimezone(zone) if order and order.reported_at else None,
        reported_by=known[by].name if by in known else by or "",
        remark=order.remark or "" if order else "",
    )


def _everybody(view: View | Work) -> dict[str, PersonView]:
    """Those too who do not work here any more: what they did is still to be paid."""
    rows = view.session.scalars(select(Person))
    return {
        row.login: PersonView(
            row.login, row.name, tuple(row.roles), row.nip or "", row.grade or "", tuple(row.skills)
        )
        for row in rows
    }


def _crew(view: View | Work, row: OvertimeSession, known: dict[str, PersonView]) -> Crew:
    span = span_of(view, row)
    named = tuple(known.get(login) or PersonView(login, login, (), "", "", ()) for login in row.people)
    return Crew(row.id, row.number, row.station, span.start, span.end, row.target, named)
