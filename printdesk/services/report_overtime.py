"""Overtime of some days for a report: hours of all together, what was planned and printed in it, and its cost."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from printdesk.documents.report_values import OvertimeLine
from printdesk.domain.capacity import Session
from printdesk.domain.pay import person_cost
from printdesk.models.evenings import OvertimeHours
from printdesk.models.tables import OvertimeSession, PrintAttempt
from printdesk.services.office import people
from printdesk.services.plan_input import session_of
from printdesk.services.work import View

_HOUR = timedelta(hours=1)


def overtime_lines(view: View, first: date, last: date, lang: str) -> tuple[OvertimeLine, ...]:
    """One line for each day on which ordered overtime has begun; hours that were entered count, else the ordered."""
    rows = view.session.scalars(
        select(OvertimeSession)
        .where(OvertimeSession.cancelled_at.is_(None), OvertimeSession.day >= first, OvertimeSession.day <= last)
        .order_by(OvertimeSession.day, OvertimeSession.start)
    )
    days: dict[date, list[OvertimeSession]] = defaultdict(list)
    for row in rows:
        if _span(view, row).start <= view.now:
            days[row.day].append(row)
    return tuple(_line(view, day, found, lang) for day, found in sorted(days.items()))


def _span(view: View, row: OvertimeSession) -> Session:
    return session_of(row.day, row.start, row.end, row.station, view)


def _line(view: View, day: date, rows: list[OvertimeSession], lang: str) -> OvertimeLine:
    labels = {each.code: each.label.text(lang) for each in view.settings.stations}
    worked = _worked(view, rows)
    hours = sum((end - start) / _HOUR for spans in worked.values() for start, end in spans)
    stations = list(dict.fromkeys(labels.get(row.station, row.station) for row in rows))
    return OvertimeLine(
        day, ", ".join(stations), len(worked), round(hours, 1), sum(row.target for row in rows),
        sum(_printed(view, row) for row in rows), _cost(view, worked),
    )  # fmt: skip


def _worked(view: View, rows: list[OvertimeSession]) -> dict[str, list[tuple[datetime, datetime]]]:
    """When each person worked; one whose hours were entered as not come is left out."""
    found: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for row in rows:
        span = _span(view, row)
        entered = {
            each.login: each
            for each in view.session.scalars(select(OvertimeHours).where(OvertimeHours.session_id == row.id))
        }
        for login in dict.fromkeys([*row.people, *entered]):
            known = entered.get(login)
            if known is None:
                found[login].append((span.start, span.end))
            elif known.came_at is not None and known.left_at is not None:
                found[login].append((known.came_at, known.left_at))
    return dict(found)


def _printed(view: View, row: OvertimeSession) -> int:
    span = _span(view, row)
    return (
        view.session.scalar(
            select(func.count(PrintAttempt.id)).where(
                PrintAttempt.outcome == "printed", PrintAttempt.station == row.station,
                PrintAttempt.outcome_at >= span.start, PrintAttempt.outcome_at <= span.end,
            )
        )
        or 0
    )  # fmt: skip


def _cost(view: View, worked: dict[str, list[tuple[datetime, datetime]]]) -> int | None:
    """Rupiah of all; None where somebody's grade has no rate, so that no sum is shown that is too low."""
    grades = {person.login: person.grade for person in people(view.session)}
    costs = [
        person_cost(spans, grades.get(login), view.office.office_hours, view.settings.overtime)
        for login, spans in worked.items()
    ]
    return sum(cost.total for cost in costs) if all(cost.rated for cost in costs) else None
