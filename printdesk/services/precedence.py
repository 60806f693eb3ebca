"""What people decided past the order of the plan and what holds of it now: raises and pins.

The plan is made anew from this at every moment, so a raise or pin that expires or is withdrawn leaves nothing behind:
the plan is again what it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select

from printdesk.domain.settings import UrgencyClass
from printdesk.domain.urgency import Urgency
from printdesk.models.tables import Person, Pin, RaiseRequest
from printdesk.services.second_person import APPROVED
from printdesk.services.work import View, Work


@dataclass(frozen=True, slots=True)
class RaiseInForce:
    """An approved raise that has not expired.

    Attributes:
        by: name of who approved it; "" while it is only being considered.
        until: when it expires; None while it is only being considered.
    """

    class_code: str
    until: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class PinInForce:
    """A confirmed pin that has not expired.

    Attributes:
        day: the day on which it is to be printed; None for the front of the next bucket.
        by: name of who asked for it; "" while it is only being considered.
    """

    day: date | None
    until: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Precedence:
    """Raises and pins by application."""

    raises: Mapping[int, RaiseInForce] = field(default_factory=dict)
    pins: Mapping[int, PinInForce] = field(default_factory=dict)

    def with_raise(self, application_id: int, class_code: str) -> "Precedence":
        """The same with a raise that is being considered."""
        return replace(self, raises={**self.raises, application_id: RaiseInForce(class_code)})

    def with_pin(self, application_id: int, day: date | None) -> "Precedence":
        """The same with a pin that is being considered."""
        return replace(self, pins={**self.pins, application_id: PinInForce(day)})


def in_force(view: View | Work) -> Precedence:
    """The raises and pins that hold at this moment."""
    return Precedence(_raises(view), _pins(view))


def raised_class(view: View | Work, application_id: int) -> str | None:
    """Code of the class to which a raise that holds now lifts an application; None without one."""
    found = _raises(view, application_id).get(application_id)
    return found.class_code if found else None


def raised(own: Urgency, code: str | None, classes: Sequence[UrgencyClass]) -> Urgency:
    """The class that holds: the raised one where it is more urgent than the application's own.

    A class that the office has taken off its list since lifts nobody.
    """
    for rank, each in enumerate(classes, 1):
        if each.code == code and rank < own.rank:
            return Urgency(rank, each.code, each.pickup_lead_days, own.has_trip)
    return own


def _raises(view: View | Work, application_id: int | None = None) -> dict[int, RaiseInForce]:
    """The most urgent live raise of each application."""
    rank = {each.code: number for number, each in enumerate(view.settings.order.classes)}
    query: Select[Any] = (
        select(RaiseRequest, Person.name)
        .outerjoin(Person, Person.login == RaiseRequest.decided_by)
        .where(RaiseRequest.state == APPROVED, RaiseRequest.expires_at > view.now)
        .order_by(RaiseRequest.id)
    )
    if application_id is not None:
        query = query.where(RaiseRequest.application_id == application_id)
    found: dict[int, RaiseInForce] = {}
    for row, name in view.session.execute(query):
        known = found.get(row.application_id)
        if row.class_code not in rank or (known and rank[known.class_code] <= rank[row.class_code]):
            continue
        found[row.application_id] = RaiseInForce(row.class_code, row.expires_at, name or row.decided_by or "")
    return found


def _pins(view: View | Work) -> dict[int, PinInForce]:
    """The newest live pin of each application."""
    query = (
        select(Pin, Person.name)
        .outerjoin(Person, Person.login == Pin.asked_by)
        .where(Pin.state == APPROVED, Pin.expires_at > view.now)
        .order_by(Pin.decided_at, Pin.id)
    )
    return {
        row.application_id: PinInForce(row.day, row.expires_at, name or row.asked_by)
        for row, name in view.session.execute(query)
    }
