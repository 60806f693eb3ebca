"""What the print order does on many proposals of overtime: who is late and when each is printed.

The same order as everywhere (`domain.order_outline`), without its reasons, over what one plan has read. Where
somebody is pinned the whole plan is made each time, because pins bend the jobs to the places.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from printdesk.domain.capacity import Session
from printdesk.domain.order_outline import Outlines
from printdesk.services.plan_input import places_on
from printdesk.services.plans import PlanView, make_plan, rule_of
from printdesk.services.work import View


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the print order does.

    Attributes:
        planned: when each that has a place is finished, in the order of printing.
        unplanned: the others, in their order.
        at_risk: those whose print-by date cannot be kept. trips: of these, those on which a trip hangs.
    """

    planned: Mapping[int, datetime]
    unplanned: tuple[int, ...]
    at_risk: frozenset[int]
    trips: frozenset[int]

    def order(self) -> tuple[int, ...]:
        """All ids in the order of printing."""
        return (*self.planned, *self.unplanned)

    def within(self, start: datetime, end: datetime) -> Iterator[int]:
        """Ids of those finished after `start`, and by `end`."""
        ids, moments = list(self.planned), list(self.planned.values())
        yield from ids[bisect_right(moments, start) : bisect_right(moments, end)]


class Outlooks:
    """The print order of one view of the database on any overtime; none is made twice."""

    def __init__(self, view: View, base: PlanView) -> None:
        """Take a plan of the view."""
        self._view = view
        self._base = base
        self._places = places_on(view, base.given)
        given = base.given
        self._plain = None if given.precedence.pins else Outlines(given.jobs, rule_of(view), base.now, given.blanks)
        self._known: dict[tuple[Session, ...], Outlook] = {}

    def on(self, sessions: tuple[Session, ...]) -> Outlook:
        """The order with these evenings besides what is ordered."""
        known = self._known.get(sessions)
        if known is None:
            known = self._known[sessions] = self._made(sessions)
        return known

    def at_risk(self, sessions: tuple[Session, ...]) -> frozenset[int]:
        """Those whose print-by date cannot be kept with these evenings; cheaper than the whole order."""
        if self._plain is None or sessions in self._known:
            return self.on(sessions).at_risk
        return self._plain.late(self._places(sessions)) | self._base.given.in_doubt

    def trips(self, at_risk: frozenset[int]) -> frozenset[int]:
        """Of those at risk the ones on which a trip hangs."""
        given = self._base.given
        return frozenset(key for key in at_risk if given.urgency[key].has_trip or key in given.in_doubt)

    def _made(self, sessions: tuple[Session, ...]) -> Outlook:
        if not sessions:
            return seen(self._base)
        if self._plain is None:
            return seen(make_plan(self._view, sessions, like=self._base))
        planned, unplanned, late = self._plain.outline(self._places(sessions))
        at_risk = late | self._base.given.in_doubt
        return Outlook(planned, unplanned, at_risk, self.trips(at_risk))


def seen(plan: PlanView) -> Outlook:
    """A whole plan as it is compared with others."""
    rows = plan.rows
    return Outlook(
        {row.application_id: row.planned for row in rows if row.planned},
        tuple(row.application_id for row in rows if not row.planned),
        frozenset(row.application_id for row in rows if row.at_risk),
        frozenset(row.application_id for row in rows if row.trip_at_risk),
    )
