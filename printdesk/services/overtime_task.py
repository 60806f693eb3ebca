"""What the overtime planner is given, read from the office: nights, people, limits, places, pay, money left."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from printdesk.domain.capacity import Session, buckets
from printdesk.domain.pay import person_cost, session_cost
from printdesk.models.tables import OvertimeSession
from printdesk.planning.evening_types import Budget, Need, Night, Task, Worker
from printdesk.planning.needs import NightSpan, Places, Wanted, interval_needs
from printdesk.services.absences import absences_in
from printdesk.services.office import PersonView, people, service_switches
from printdesk.services.overtime_places import active_sessions, span_of
from printdesk.services.plan_input import stations, statuses
from printdesk.services.plans import PlanView
from printdesk.services.work import View

HISTORY_WEEKS = 8
"""Fair turns look back so far."""

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_SENIORS = ("III", "IV")
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for every plan of this moment.

    Attributes:
        task: without needs. starts: when each night begins.
        people: by login. away: (login, day) to the kind of absence, or "ordered".
        unrated: logins of people whose pay no rate is known for.
        senior_unknown: the rule of the senior is not asked, since nobody's grade is known.
    """

    task: Task
    starts: tuple[datetime, ...]
    people: Mapping[str, PersonView]
    away: Mapping[tuple[str, date], str]
    unrated: tuple[str, ...]
    senior_unknown: bool

    def span(self, night: int, hours: int, chosen: Iterable[str]) -> Session:
        """A night as the plan counts it."""
        start = self.starts[night]
        return Session(start, start + hours * _HOUR, frozenset(chosen))

    def longest(self) -> tuple[Session, ...]:
        """Every station that could run in every night, as long as it may."""
        nights = enumerate(self.task.nights)
        return tuple(self.span(n, max(night.lengths), night.stations) for n, night in nights)


def ground_of(view: View, plan: PlanView, until: date) -> Ground:
    """Read it.

    Args:
        plan: of this moment, without any evening that is considered.
        until: last day on which an evening may be.
    """
    rules = view.settings.planner
    staff = {
        person.login: person for person in people(view.session) if {"print", "quality"} & set(person.roles)
    }  # fmt: skip
    started = list(_nights(view, until))
    nights = tuple(night for night, _start in started)
    starts = tuple(start for _night, start in started)
    away = _away(view, nights)
    grades = {person.grade for person in staff.values()}
    knows_grades = any(grades - {""})
    unrated = _unrated(view, staff.values(), nights, starts)
    # Whoever has no grade would cost nothing, and so be asked first; where nobody has one, cost plays no part.
    asked = [person for person in staff.values() if not knows_grades or person.login not in unrated]
    workers = tuple(_workers(view, asked, away, nights))
    return Ground(
        Task(
            nights, workers, (), _booklets(view, plan, nights, starts), _pay(view, nights, starts, grades),
            rules.checks_per_hour if any(worker.checks for worker in workers) else 0,
            rules.senior_present and knows_grades, rules.days_in_a_row, tuple(_budgets(view)),
        ),
        starts, staff, away, unrated,
        rules.senior_present and not knows_grades,
    )  # fmt: skip


def needs_for(ground: Ground, wanted: list[Wanted], plan: PlanView) -> tuple[Need, ...]:
    """What overtime must print so that the jobs wanted are in time."""
    regular = [Places(each.services, each.start, each.end, each.booklets) for each in plan.capacity]
    prints = {station.code: frozenset(station.services) for station in plan.settings.stations}
    spans = []
    for number, night in enumerate(ground.task.nights):
        longest = ground.span(number, max(night.lengths), night.stations)
        spans.append(NightSpan(longest.start, longest.end, {code: prints[code] for code in night.stations}))
    return interval_needs(wanted, regular, spans, plan.now)


def _nights(view: View, until: date) -> Iterator[tuple[Night, datetime]]:
    """The days on which overtime could be, with when it begins."""
    ordered = [(span_of(view, row), row.station) for row in active_sessions(view)]
    day = view.now.astimezone(view.office.zone).date()
    while day <= until:
        start = _start_of(view, day)
        lengths = _lengths(view, day, start) if start is not None and start >= view.now else ()
        if start is not None and lengths:
            end = start + lengths[-1] * _HOUR
            taken = {station for span, station in ordered if span.start < end and start < span.end}
            free = tuple(each.code for each in view.settings.stations if each.code not in taken)
            if free:
                yield Night(day, _week_of(day), lengths, free), start
        day += _DAY


def _start_of(view: View, day: date) -> datetime | None:
    """When overtime begins on a day; None on a day on which nobody works."""
    office, rules = view.office.office_hours, view.settings.planner
    close = office.close_of(day)
    if close is not None:
        return close
    if (day.weekday() == _SUNDAY and rules.sunday_off) or (office.closed_because(day) and rules.holidays_off):
        return None
    return datetime.combine(day, time(rules.day_off_start), view.office.zone)


def _lengths(view: View, day: date, start: datetime) -> tuple[int, ...]:
    """The longest evening of the day, and a shorter one; people rest until the office opens again."""
    limits, rules = view.settings.overtime, view.settings.planner
    office = view.office.office_hours
    open_day = office.is_open(day)
    most = limits.weekday_hours if open_day else limits.day_off_hours
    wanted = {most, most - 1 if open_day else most // 2}
    rest = rules.rest_hours * _HOUR
    fit = [
        hours for hours in sorted(wanted)
        if hours >= rules.least_hours and office.next_open(start + hours * _HOUR) - start - hours * _HOUR >= rest
    ]  # fmt: skip
    return tuple(fit)


def _week_of(day: date) -> int:
    """Number of a week from Monday to Sunday."""
    return (day.toordinal() - 1) // 7


def _away(view: View, nights: tuple[Night, ...]) -> dict[tuple[str, date], str]:
    """Who cannot be asked on which day, and why."""
    if not nights:
        return {}
    found: dict[tuple[str, date], str] = {}
    for row in active_sessions(view):
        span = span_of(view, row)
        for login in row.people:
            found[login, span.start.date()] = "ordered"
    for absence in absences_in(view, nights[0].day, nights[-1].day + _DAY):
        for night in nights:
            if absence.first <= night.day <= absence.last:
                found[absence.login, night.day] = absence.kind
    return found


def _workers(
    view: View, staff: Iterable[PersonView], away: Mapping[tuple[str, date], str], nights: tuple[Night, ...]
) -> Iterator[Worker]:
    weeks = {night.week for night in nights}
    hours, evenings, worked, history = _worked(view)
    every = frozenset(station.code for station in view.settings.stations)
    limits, rules = view.settings.overtime, view.settings.planner
    for person in staff:
        login = person.login
        runs = (frozenset(person.skills) or every) if "print" in person.roles else frozenset()
        yield Worker(
            login, person.grade, runs, "quality" in person.roles, person.grade in _SENIORS,
            frozenset(day for who, day in away if who == login), frozenset(worked[login]),
            {week: max(0, int(limits.weekly_hours - hours[login, week])) for week in weeks},
            {week: max(0, rules.evenings_per_week - len(evenings[login, week])) for week in weeks},
            history[login],
        )  # fmt: skip


def _worked(
    view: View,
) -> tuple[
    defaultdict[tuple[str, int], float],
    defaultdict[tuple[str, int], set[date]],
    defaultdict[str, set[date]],
    defaultdict[str, float],
]:
    """Overtime ordered and not taken back, of the last weeks and to come: hours and days by week, days, all hours."""
    hours: defaultdict[tuple[str, int], float] = defaultdict(float)
    evenings: defaultdict[tuple[str, int], set[date]] = defaultdict(set)
    worked: defaultdict[str, set[date]] = defaultdict(set)
    history: defaultdict[str, float] = defaultdict(float)
    since = view.now.astimezone(view.office.zone).date() - HISTORY_WEEKS * 7 * _DAY
    for row in _ordered_since(view, since):
        span = span_of(view, row)
        for login in row.people:
            for day, part in _by_day(span):
                hours[login, _week_of(day)] += part
                evenings[login, _week_of(day)].add(span.start.date())
                history[login] += part
            worked[login].add(span.start.date())
    return hours, evenings, worked, history


def _ordered_since(view: View, since: date) -> Iterable[OvertimeSession]:
    return view.session.scalars(
        select(OvertimeSession)
        .where(OvertimeSession.cancelled_at.is_(None), OvertimeSession.day >= since)
        .order_by(OvertimeSession.id)
    )


def _by_day(span: Session) -> Iterator[tuple[date, float]]:
    start = span.start
    while start < span.end:
        end = min(span.end, datetime.combine(start.date() + _DAY, time(), start.tzinfo))
        yield start.date(), (end - start) / _HOUR
        start = end


def _booklets(
    view: View, plan: PlanView, nights: tuple[Night, ...], starts: tuple[datetime, ...]
) -> dict[tuple[int, str, int], int]:
    """What each station prints in each night: its rate, less what does not work then."""
    lines = {each.code: each for each in stations(view)}
    demand = Counter(waiting.service for waiting in plan.given.waiting.values())
    status = statuses(view, service_switches(view))
    found = {}
    for number, night in enumerate(nights):
        for code in night.stations:
            for hours in night.lengths:
                end = starts[number] + hours * _HOUR
                session = Session(starts[number], end, frozenset({code}))
                made = buckets(
                    [lines[code]], status, view.office.office_hours, starts[number], 1,
                    extra_sessions=[session], demand=demand,
                )  # fmt: skip
                found[number, code, hours] = sum(bucket.booklets for bucket in made if bucket.end <= end)
    return found


def _pay(
    view: View, nights: tuple[Night, ...], starts: tuple[datetime, ...], grades: Iterable[str]
) -> dict[tuple[int, str, int], int]:
    return {
        (number, grade, hours): session_cost(
            starts[number], starts[number] + hours * _HOUR, grade, view.office.office_hours, view.settings.overtime
        ).total
        for number, night in enumerate(nights)
        for hours in night.lengths
        for grade in grades
    }


def _unrated(
    view: View, staff: Iterable[PersonView], nights: tuple[Night, ...], starts: tuple[datetime, ...]
) -> tuple[str, ...]:
    if not nights:
        return ()
    office, rates = view.office.office_hours, view.settings.overtime
    return tuple(
        person.login for person in staff
        if not session_cost(starts[0], starts[0] + 2 * _HOUR, person.grade, office, rates).rated
    )  # fmt: skip


def _budgets(view: View) -> Iterator[Budget]:
    """What is left of each budget, ordered sessions counted; a person's meals count once a day."""
    staff = {person.login: person.grade for person in people(view.session)}
    office, rates = view.office.office_hours, view.settings.overtime
    for each in view.settings.planner.budgets:
        worked: defaultdict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
        for row in _ordered_since(view, each.first):
            if row.day <= each.last:
                span = span_of(view, row)
                for login in row.people:
                    worked[login].append((span.start, span.end))
        spent = sum(person_cost(spans, staff.get(login), office, rates).total for login, spans in worked.items())
        yield Budget(each.first, each.last, max(0, each.rupiah - spent))
