"""People whom an order names and who cannot come: an absence entered after it, or somebody who left the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from printdesk.i18n import Catalogue
from printdesk.i18n.dates import day_medium
from printdesk.models.evenings import Absence
from printdesk.models.tables import OvertimeSession, Person
from printdesk.services.absences import days_text, kind_text
from printdesk.services.inbox_finding import Finding, Looking
from printdesk.services.overtime_places import active_sessions, span_of
from printdesk.services.work import View, Work

GONE = "gone"
"""Instead of a kind of absence: does not work here any more."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One person of one session who cannot come.

    Attributes:
        number: of the work sheet. login, name: who. kind: of the absence, or `GONE`. since: when it was entered.
        first, last: days of the absence; None for one who left the office.
    """

    session_id: int
    number: str
    day: date
    station: str
    login: str
    name: str
    kind: str
    first: date | None = None
    last: date | None = None
    since: datetime | None = None

    def sentence(self, _: Catalogue) -> str:
        """What is the matter, for a reader."""
        day = day_medium(self.day, _.lang)
        if self.kind == GONE or self.first is None or self.last is None:
            text = _("{name} does not work here any more and is ordered for {station} on {day} ({number}).")
            return text.format(name=self.name, station=self.station, day=day, number=self.number)
        text = _("{name} is away {days} ({kind}) and is ordered for {station} on {day} ({number}).")
        return text.format(
            name=self.name, days=days_text(self.first, self.last, _), kind=kind_text(self.kind, _),
            station=self.station, day=day, number=self.number,
        )  # fmt: skip


def clashes(view: View | Work) -> tuple[Clash, ...]:
    """All of the evenings that are not over, by day."""
    rows = active_sessions(view)
    if not rows:
        return ()
    known = {each.login: each for each in view.session.scalars(select(Person))}
    first = min(row.day for row in rows)
    away = list(view.session.scalars(select(Absence).where(Absence.last >= first).order_by(Absence.first)))
    return tuple(found for row in rows for found in _of_session(view, row, known, away))


def _of_session(
    view: View | Work, row: OvertimeSession, known: dict[str, Person], away: list[Absence]
) -> Iterator[Clash]:
    span = span_of(view, row)
    last = (span.end - timedelta(microseconds=1)).date()
    for login in row.people:
        person = known.get(login)
        name = person.name if person is not None else login
        if person is None or not person.active:
            yield Clash(row.id, row.number, row.day, row.station, login, name, GONE)
            continue
        mine = (each for each in away if each.login == login and each.first <= last and each.last >= row.day)
        absent = next(mine, None)
        if absent is not None:
            yield Clash(
                row.id, row.number, row.day, row.station, login, name, absent.kind, absent.first, absent.last,
                absent.made_at,
            )  # fmt: skip


def ordered_and_away(look: Looking) -> Iterator[Finding]:
    """For the inbox: each of them, with what to do."""
    _ = look.reader
    for each in clashes(look.view):
        yield Finding(
            "overtime_clash", f"{each.number}/{each.login}"[:80], each.since, each.sentence(_),
            _("Replace this person under Ordered, or take the evening back."), urgent=True, room="backlog",
            view="ordered",
        )  # fmt: skip
