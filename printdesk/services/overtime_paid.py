"""What earlier orders of the same days pay already, so that a second order of a day pays no second meal."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import select

from printdesk.domain.pay import Span
from printdesk.models.evenings import OvertimeHours, OvertimeOrder, OvertimeOrderSession
from printdesk.models.tables import OvertimeSession
from printdesk.services.overtime_places import span_of
from printdesk.services.work import View, Work

_DAY = timedelta(days=1)
_LAST = 1 << 62
"""Sessions whose order has no number yet come after those that have one."""


def paid_before(view: View | Work, sessions: Collection[int]) -> dict[str, list[Span]]:
    """By login, what orders older than that of these sessions pay for their days: as entered, else as ordered."""
    rows = _with_order(view, sessions)
    mine = [(order, row) for order, row in rows if row.id in sessions]
    if not mine:
        return {}
    rank = min((order, row.day) for order, row in mine)
    found: dict[str, list[Span]] = defaultdict(list)
    for order, row in rows:
        if row.id not in sessions and (order, row.day) < rank:
            for login, span in _spans(view, row):
                found[login].append(span)
    return dict(found)


def _with_order(view: View | Work, sessions: Collection[int]) -> list[tuple[int, OvertimeSession]]:
    """The sessions of the same days, and of those beside them, each with its order's place."""
    days: list[date] = list(
        view.session.scalars(select(OvertimeSession.day).where(OvertimeSession.id.in_(list(sessions))))
    )
    if not days:
        return []
    rows = view.session.execute(
        select(OvertimeOrder.id, OvertimeSession)
        .select_from(OvertimeSession)
        .outerjoin(OvertimeOrderSession, OvertimeOrderSession.session_id == OvertimeSession.id)
        .outerjoin(OvertimeOrder, OvertimeOrder.id == OvertimeOrderSession.order_id)
        .where(
            OvertimeSession.cancelled_at.is_(None),
            OvertimeSession.day >= min(days) - _DAY, OvertimeSession.day <= max(days) + _DAY,
        )
    )  # fmt: skip
    return [(order or _LAST, row) for order, row in rows]


def _spans(view: View | Work, row: OvertimeSession) -> list[tuple[str, Span]]:
    """Who works in a session from when to when; nobody who is known not to have come."""
    ordered = span_of(view, row)
    entered = {
        each.login: (each.came_at, each.left_at)
        for each in view.session.scalars(select(OvertimeHours).where(OvertimeHours.session_id == row.id))
    }
    spans = [(login, _paid(entered.get(login, (ordered.start, ordered.end)), ordered.start, ordered.end))
             for login in row.people]  # fmt: skip
    return [(login, span) for login, span in spans if span is not None]


def _paid(said: tuple[datetime | None, datetime | None], start: datetime, end: datetime) -> Span | None:
    """What counts of the time worked: what lies in the ordered hours."""
    came, left = said
    if came is None or left is None:
        return None
    span = max(came, start), min(left, end)
    return span if span[0] < span[1] else None
