"""What is read out of the times on an attendance list: which day they mean, what does not fit, what is paid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from printdesk.domain.pay import Cost, Span, full_hours, person_cost
from printdesk.i18n import Catalogue, _, language
from printdesk.i18n.catalogue import active
from printdesk.i18n.dates import clock_time
from printdesk.models.evenings import Absence, OvertimeHours
from printdesk.models.tables import OvertimeSession
from printdesk.services.absences import days_text
from printdesk.services.office import PersonView
from printdesk.services.overtime_orders import Crew, EveningOrder
from printdesk.services.overtime_paid import paid_before
from printdesk.services.work import View, Work

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HoursEntry:
    """What the list says of one person in one session; both times None: did not come."""

    session_id: int
    login: str
    came: time | None
    left: time | None


@dataclass(frozen=True, slots=True)
class HoursRow:
    """One person of one session.

    Attributes:
        start, end: as ordered. came, left: as entered, in the office's zone; None where nothing is.
        entered: something stands in the program; came None then means: did not come.
        hours: full hours paid. cost: of the person in the whole evening, on the first of his rows; else None.
        refusal: why what is entered cannot be, "" when it can.
    """

    session_id: int
    station: str
    person: PersonView
    start: datetime
    end: datetime
    came: datetime | None
    left: datetime | None
    entered: bool
    hours: int
    cost: Cost | None
    refusal: str = ""

    @property
    def paid(self) -> Span | None:
        """What counts: from coming to leaving, within the ordered hours."""
        if self.came is None or self.left is None:
            return None
        span = max(self.came, self.start), min(self.left, self.end)
        return span if span[0] < span[1] else None


def rows_of(
    view: View | Work, evening: EveningOrder, said: Mapping[tuple[int, str], Span | None]
) -> tuple[HoursRow, ...]:
    """Everybody of the evening with what is said of them.

    Args:
        said: by session and login; None for one who did not come; not in it: nothing entered yet.
    """
    made = [_row(crew, person, said) for crew in evening.crews for person in crew.people]
    costs = worked_costs(view, made)
    told: set[str] = set()
    rows = []
    for row in made:
        login = row.person.login
        cost = costs.get(login) if login not in told else None
        told.add(login)
        rows.append(_with(row, cost, _refusal(view, row, made) if row.came else ""))
    return tuple(rows)


def _row(crew: Crew, person: PersonView, said: Mapping[tuple[int, str], Span | None]) -> HoursRow:
    key = (crew.session_id, person.login)
    span = said.get(key)
    return HoursRow(
        crew.session_id, crew.station, person, crew.start, crew.end, span[0] if span else None,
        span[1] if span else None, key in said, 0, None,
    )  # fmt: skip


def _with(row: HoursRow, cost: Cost | None, refusal: str) -> HoursRow:
    hours = full_hours(*row.paid) if row.paid and not refusal else 0
    return HoursRow(
        row.session_id, row.station, row.person, row.start, row.end, row.came, row.left, row.entered, hours, cost,
        refusal,
    )  # fmt: skip


def ordered_costs(view: View | Work, evening: EveningOrder) -> dict[str, Cost]:
    """What the evening costs by login, when everybody works as ordered."""
    rows = [_row(crew, one, {}) for crew in evening.crews for one in crew.people]
    return _costs(view, rows, [(row.person.login, (row.start, row.end)) for row in rows])


def worked_costs(view: View | Work, rows: Sequence[HoursRow]) -> dict[str, Cost]:
    """What the hours entered cost by login."""
    return _costs(view, rows, [(row.person.login, row.paid) for row in rows if row.paid])


def _costs(view: View | Work, rows: Sequence[HoursRow], said: Iterable[tuple[str, Span]]) -> dict[str, Cost]:
    """Costs by login; what an earlier order of the same days pays is not paid once more."""
    spans: dict[str, list[Span]] = {row.person.login: [] for row in rows}
    for login, span in said:
        spans[login].append(span)
    grades = {row.person.login: row.person.grade for row in rows}
    paid = paid_before(view, {row.session_id for row in rows})
    settings, calendar = view.settings.overtime, view.office.office_hours
    return {
        login: person_cost(found, grades[login], calendar, settings, paid.get(login, ()))
        for login, found in spans.items()
    }


def span_meant(crew: Crew, came: time, left: time) -> Span:
    """The moments that two times on the list mean: the days nearest to the ordered start and end."""
    return _nearest(came, crew.start), _nearest(left, crew.end)


def _nearest(said: time, ordered: datetime) -> datetime:
    moments = [datetime.combine(ordered.date() + shift * _DAY, said, ordered.tzinfo) for shift in (-1, 0, 1)]
    return min(moments, key=lambda moment: abs(moment - ordered))


def _refusal(view: View | Work, row: HoursRow, rows: Iterable[HoursRow]) -> str:
    came, left = row.came, row.left
    if came is None or left is None:
        return ""
    name, lang = row.person.name, language()
    if left <= came:
        return _("{name} would have left at {left}, before coming at {came}.").format(
            name=name, left=clock_time(left, lang), came=clock_time(came, lang)
        )
    if left > view.now:
        return _("{name} would leave at {left}, which is still to come.").format(
            name=name, left=clock_time(left, lang)
        )
    if row.paid is None:
        return _("{name}: nothing of {came} to {left} lies in the ordered hours.").format(
            name=name, came=clock_time(came, lang), left=clock_time(left, lang)
        )
    absent = absence_on(view, row.person.login, came.date(), left.date())
    if absent is not None:
        return absence_words(absent, name)
    return _elsewhere(view, row, rows)


def _elsewhere(view: View | Work, row: HoursRow, rows: Iterable[HoursRow]) -> str:
    came, left = row.came, row.left
    if came is None or left is None:
        return ""
    mine = [other for other in rows if other.session_id != row.session_id and other.person.login == row.person.login]
    spans = [(other.station, other.came, other.left) for other in mine if other.came and other.left]
    spans += _other_evenings(view, row, [row.session_id, *(other.session_id for other in mine)])
    for station, start, end in spans:
        if start < left and came < end:
            return _("{name} was at {station} from {start} to {end} in another session.").format(
                name=row.person.name,
                station=station,
                start=clock_time(start, language()),
                end=clock_time(end, language()),
            )
    return ""


def _other_evenings(view: View | Work, row: HoursRow, known: Sequence[int]) -> list[tuple[str, datetime, datetime]]:
    zone = view.office.zone
    found = view.session.execute(
        select(OvertimeSession.station, OvertimeHours.came_at, OvertimeHours.left_at)
        .join(OvertimeSession, OvertimeSession.id == OvertimeHours.session_id)
        .where(
            OvertimeHours.login == row.person.login,
            OvertimeHours.session_id.not_in(known),
            OvertimeHours.came_at.is_not(None),
            OvertimeSession.cancelled_at.is_(None),
            OvertimeSession.day >= row.start.date() - 2 * _DAY,
            OvertimeSession.day <= row.start.date() + 2 * _DAY,
        )
    )
    return [(station, came.astimezone(zone), left.astimezone(zone)) for station, came, left in found if came and left]


def absence_on(view: View | Work, login: str, first: date, last: date) -> Absence | None:
    """An absence of a person that touches these days, or None."""
    found: Absence | None = view.session.scalar(
        select(Absence)
        .where(Absence.login == login, Absence.first <= last, Absence.last >= first)
        .order_by(Absence.first)
        .limit(1)
    )
    return found


def absence_words(absent: Absence, name: str) -> str:
    """Who is away, why and when, for the screen."""
    words = {
        "leave": _("{name} is on leave {days}."),
        "sick": _("{name} is ill {days}."),
        "travel": _("{name} is on official travel {days}."),
    }
    template = words.get(absent.kind) or _("{name} is away {days}.")
    return template.format(name=name, days=days_text(absent.first, absent.last, active()))


def remarks(row: HoursRow, reader: Catalogue) -> str:
    """What differs from the order, for a reader; "" when nothing does."""
    if not row.entered:
        return ""
    if row.came is None or row.left is None:
        return reader("did not come")
    parts = []
    if row.came < row.start:
        parts.append(reader("came before the ordered start; paid from {time}").format(time=_time(row.start, reader)))
    elif row.came > row.start:
        parts.append(reader("came late by {minutes} min").format(minutes=_minutes(row.came - row.start)))
    if row.left > row.end:
        parts.append(reader("stayed longer; paid until {time}").format(time=_time(row.end, reader)))
    elif row.left < row.end:
        parts.append(reader("left early by {minutes} min").format(minutes=_minutes(row.end - row.left)))
    if not row.hours:
        parts.append(reader("no full hour"))
    return "; ".join(parts)


def _time(moment: datetime, reader: Catalogue) -> str:
    return clock_time(moment, reader.lang)


def _minutes(span: timedelta) -> int:
    return span // timedelta(minutes=1)
