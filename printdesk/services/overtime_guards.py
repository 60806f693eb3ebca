"""What forbids an evening: its time, its length, and who shall work in it.

The limits of a session and of a week are the office's (settings); a week runs from Monday to Sunday, and an evening
over midnight counts on both of its days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from printdesk.domain.capacity import Session
from printdesk.domain.settings import OvertimeSettings
from printdesk.errors import RuleViolationError
from printdesk.i18n import _
from printdesk.i18n.catalogue import active
from printdesk.models.tables import OvertimeSession
from printdesk.services.absences import absences_in, days_text, kind_text
from printdesk.services.office import PersonView, names, people
from printdesk.services.overtime_places import active_sessions, span_of
from printdesk.services.plan_input import WHOLE, session_of
from printdesk.services.work import View, Work

_HOUR = timedelta(hours=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Evening:
    """An overtime session that is being considered.

    Attributes:
        end: on the next day when it is not after `start`.
        people: logins.
        share: thousandths of what the station could print that those who check can take.
    """

    day: date
    start: time
    end: time
    station: str
    people: tuple[str, ...]
    share: int = WHOLE


def refuse_impossible(view: View | Work, evening: Evening) -> None:
    """Refuse an evening that must not be.

    Raises:
        RuleViolationError: it is over, too long, inside office hours (their breaks count with them), the station is
            ordered already, or a person is unknown, twice there, away, at work elsewhere, over the week's limit, or
            cannot run the station.
    """
    view.settings.station(evening.station)
    span = session_of(evening.day, evening.start, evening.end, evening.station, view)
    if span.end <= view.now:
        raise RuleViolationError(_("This evening is over."), _("Choose a day that lies ahead."))
    _refuse_office_hours(view, span)
    open_day = view.office.office_hours.is_open(evening.day)
    _refuse_too_long(view.settings.overtime, open_day, span.end - span.start)
    _refuse_people(view, evening)
    _refuse_absent(view, evening, span)
    _refuse_overlap(view, evening, span)
    _refuse_tired(view, evening, span)


def refuse_newcomer(view: View | Work, evening: Evening, login: str, session_id: int) -> None:
    """Refuse somebody who is to join an ordered evening.

    Args:
        evening: as it would be with this person. session_id: of the evening, which is no other work of theirs.

    Raises:
        RuleViolationError: the person is unknown, named already, away, at work elsewhere or over the week's limit, or
            nobody would be left who runs the station.
    """
    span = session_of(evening.day, evening.start, evening.end, evening.station, view)
    alone = replace(evening, people=(login,))
    _refuse_people(view, evening)
    _refuse_absent(view, alone, span)
    _refuse_overlap(view, alone, span, session_id)
    _refuse_tired(view, alone, span, session_id)


def _refuse_office_hours(view: View | Work, span: Session) -> None:
    office = view.office.office_hours
    for day in {span.start.date(), span.end.date()}:
        hours = office.hours(day)
        if hours and span.start < hours[-1][1] and hours[0][0] < span.end:
            raise RuleViolationError(
                _("From {start:%H:%M} to {end:%H:%M} runs into office hours.").format(start=span.start, end=span.end),
                _("Overtime begins when the office closes."),
            )


def _refuse_too_long(limits: OvertimeSettings, open_day: bool, length: timedelta) -> None:
    most = limits.weekday_hours if open_day else limits.day_off_hours
    if length < _HOUR or length > most * _HOUR:
        raise RuleViolationError(
            _("Overtime of {hours} hours is not allowed on this day.").format(hours=_hours(length)),
            _("Between 1 and {most} hours are; the limit stands under Settings.").format(most=most),
        )


def _refuse_people(view: View | Work, evening: Evening) -> None:
    if not evening.people:
        raise RuleViolationError(_("Nobody is named for this evening."), _("Choose who works."))
    known = {person.login: person for person in people(view.session)}
    for login in evening.people:
        if login not in known:
            raise RuleViolationError(
                _("Nobody here is called “{login}”.").format(login=login), _("Choose who works.")
            )
        if evening.people.count(login) > 1:
            raise RuleViolationError(
                _("{name} is named twice for this evening.").format(name=known[login].name),
                _("Name each person once."),
            )
    _refuse_unskilled([known[login] for login in evening.people], evening.station)


def _refuse_unskilled(crew: Sequence[PersonView], station: str) -> None:
    """Somebody of the evening runs its station; who has no stations listed may run any, and the others may check."""
    if all(person.skills and station not in person.skills for person in crew):
        person = crew[0]
        raise RuleViolationError(
            _("{name} runs {stations}, not {station}.").format(
                name=person.name, stations=", ".join(person.skills), station=station
            ),
            _("Name somebody who runs it, or add the station to this person in the settings."),
        )


def _refuse_absent(view: View | Work, evening: Evening, span: Session) -> None:
    """Nobody works, or is paid, overtime on leave or on official travel."""
    last = (span.end - timedelta(microseconds=1)).date()
    for absence in absences_in(view, span.start.date(), last):
        if absence.login in evening.people:
            raise RuleViolationError(
                _("{name} is away {days} ({kind}).").format(
                    name=names(view.session).get(absence.login, absence.login),
                    kind=kind_text(absence.kind, active()),
                    days=days_text(absence.first, absence.last, active()),
                ),
                _("Choose somebody else, or correct the absence."),
            )


def _refuse_overlap(view: View | Work, evening: Evening, span: Session, own: int = 0) -> None:
    known = names(view.session)
    for other in active_sessions(view):
        runs = span_of(view, other)
        if other.id == own or not (runs.start < span.end and span.start < runs.end):
            continue
        both = set(other.people) & set(evening.people)
        if both:
            raise RuleViolationError(
                _("{name} works at {station} in that evening already.").format(
                    name=known.get(min(both), min(both)), station=other.station
                ),
                _("Choose somebody else, or take the other evening back."),
            )
        if other.station == evening.station:
            raise RuleViolationError(
                _("Station {station} is ordered for that evening already ({number}).").format(
                    station=other.station, number=other.number
                ),
                _("Take that evening back first."),
            )


def _refuse_tired(view: View | Work, evening: Evening, span: Session, own_id: int = 0) -> None:
    """Nobody works more overtime in a week than the office allows."""
    most = view.settings.overtime.weekly_hours
    for monday in _weeks(span):
        ordered = [row for row in _ordered_in(view, monday) if row.id != own_id]
        own = _inside(span, monday)
        for login in evening.people:
            had = sum((_inside(span_of(view, row), monday) for row in ordered if login in row.people), timedelta(0))
            if had + own > most * _HOUR:
                raise RuleViolationError(
                    _("{name} has {had} hours of overtime in that week, and {most} are allowed.").format(
                        name=names(view.session).get(login, login), had=_hours(had), most=most
                    ),
                    _("This evening would add {own} hours; choose somebody else or make it shorter.").format(
                        own=_hours(own)
                    ),
                )


def _weeks(span: Session) -> Iterator[datetime]:
    """The Mondays, at midnight, of the weeks that a session runs in."""
    monday = datetime.combine(span.start.date() - timedelta(days=span.start.weekday()), time(), span.start.tzinfo)
    while monday < span.end:
        yield monday
        monday += _WEEK


def _ordered_in(view: View | Work, monday: datetime) -> Iterator[OvertimeSession]:
    """Evenings of a week that were ordered and not taken back, those that are over among them."""
    yield from view.session.scalars(
        select(OvertimeSession).where(
            OvertimeSession.cancelled_at.is_(None),
            OvertimeSession.day >= monday.date() - timedelta(days=1),
            OvertimeSession.day < (monday + _WEEK).date(),
        )
    )


def _inside(span: Session, monday: datetime) -> timedelta:
    """How much of a session lies in the week that begins on `monday`."""
    return max(min(span.end, monday + _WEEK) - max(span.start, monday), timedelta(0))


def _hours(length: timedelta) -> str:
    text = f"{length / _HOUR:.1f}".removesuffix(".0")
    return text if active().lang == "en" else text.replace(".", ",")
